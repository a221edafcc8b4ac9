//! What a caller can act on. No name, account or path of a person's file is ever in a message.

use domain::{FieldProblem, part::Doubt, time::TimeError};
use serde::Serialize;
use store::Damage;

use crate::question::QuestionChoice;

/// The results of use cases.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kept a use case from its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not this passphrase.
    #[error("That passphrase does not open this store. Nothing was changed. Check Caps Lock and try again.")]
    WrongPassphrase,
    /// Too many tries; wait.
    #[error(
        "There were several wrong passphrases, so the next try has to wait. Nothing was changed. Try again in {}.",
        wait_text(*.0)
    )]
    Wait(u64),
    /// Nobody is signed in.
    #[error("Evident is locked. Everything you typed is kept. Unlock it to go on.")]
    Locked,
    /// Nothing with that identity, or not for this person.
    #[error("That is not here, or not for you to see. Nothing was changed.")]
    NotFound,
    /// Not in this role.
    #[error("Your role does not allow that. Nothing was changed. Ask whoever manages this store.")]
    Forbidden,
    /// Somebody saved a newer wording meanwhile.
    #[error(
        "This was changed since you opened it. Your text is kept as a draft and the newer wording is untouched. Look at both and save again."
    )]
    Conflict,
    /// Fields of a form.
    #[error("{}", first_message(.0))]
    Invalid(Vec<FieldProblem>),
    /// A date or time as typed.
    #[error("{source}")]
    Time {
        /// The field.
        field: &'static str,
        /// What is wrong.
        source: TimeError,
    },
    /// The vault is not where it should be.
    #[error(
        "There is no Evident store at that place. Nothing was created there. If it is on a drive that is not plugged in, plug it in and try again; otherwise choose where it is now."
    )]
    VaultMissing,
    /// The place is taken.
    #[error(
        "That folder has something in it already. Nothing there was touched. Choose an empty folder or type a new name."
    )]
    PlaceTaken,
    /// The vault's files are damaged.
    #[error("{}", damage_text(*.0))]
    VaultDamaged(Damage),
    /// Not one of our files at all.
    #[error(
        "That folder does not hold an Evident store: the file in it belongs to another program or is not encrypted by Evident. Nothing was changed. Choose the folder that holds vault.db and vault.keys."
    )]
    NotAVault,
    /// From a newer version.
    #[error(
        "This store was last opened by a newer version of Evident. Nothing was changed. Install the newer version and open it with that."
    )]
    VaultNewer,
    /// Open in another window or on another computer.
    #[error("{}", in_use_text(.0.as_ref()))]
    VaultInUse(Option<InUse>),
    /// The folder cannot be written.
    #[error(
        "The folder of this store can only be read, so Evident cannot open it. Nothing was changed. Ask for write access to the folder, or copy the whole folder to a place of your own and open it there."
    )]
    VaultReadOnly,
    /// The key file beside it is an older one.
    #[error(
        "The key file beside this store is an older one that was put back. Nothing was changed. Put the newest vault.keys beside vault.db; vault.keys.prev in the same folder may be it."
    )]
    KeyFileOlder,
    /// No room.
    #[error(
        "The disk is full. Everything recorded before is safe; what you just typed is still on the screen. Free some space and try again."
    )]
    DiskFull,
    /// The disk did not do what was asked of it.
    #[error(
        "The disk that holds this store failed to read or write, so this was not saved. Everything recorded before is safe. Try again; if it happens again, copy the whole folder to another disk and have this one looked at."
    )]
    DiskFault,
    /// The disk failed at the last step of saving.
    #[error(
        "The disk {} at the last step of saving. What you recorded may stand in the store all the same: look for it before you record it again. Everything recorded before is safe. {}",
        if *.full { "had no room" } else { "failed" },
        if *.full { "Free some space first." } else { "If it happens again, copy the whole folder to another disk and have this one looked at." }
    )]
    Unconfirmed {
        /// Whether it was for want of room.
        full: bool,
    },
    /// The disk failed while locking, which happened all the same.
    #[error(
        "Evident is locked, and everything recorded is safe. But the disk {}, so the locking itself may not have been written down. {}",
        if *.full { "is full" } else { "failed to read or write" },
        if *.full { "Free some space before you unlock again." } else { "Copy the whole folder to another disk and have this one looked at." }
    )]
    LockNotNoted {
        /// Whether it was for want of room.
        full: bool,
    },
    /// A file chosen for import.
    #[error("{0}")]
    FileUnreadable(String),
    /// A file of the evidence is not what was kept; by the number that people call it by.
    #[error(
        "A file of the evidence is damaged: {0}. What the store holds of it is not what was kept, so it is not handed out. Nothing was changed, and everything else is as it was. Copy the store\u{2019}s whole folder to a safe place, then look for the file in a backup or an earlier copy of the folder."
    )]
    EvidenceDamaged(String),
    /// Long work that was cancelled.
    #[error("Stopped. Nothing was changed: everything is as it was before.")]
    Stopped,
    /// A file could not be written.
    #[error(
        "The file could not be written there. Nothing in Evident is lost. Choose another folder, or close the program that has the file open."
    )]
    CannotWriteFile,
    /// A question has to be answered first.
    #[error("{0}")]
    MustAsk(String),
    /// Somebody of the same name is recorded already; the answers there are.
    #[error(
        "Somebody of this name is recorded here already. Nothing was saved yet, and what you typed is kept. Say whether it is the same person, so that two people's records are never mixed."
    )]
    SameName(Vec<QuestionChoice>),
    /// Something that can hardly be: asked about, and kept with a reason.
    #[error("{}", .0.iter().map(|doubt| doubt.message.as_str()).collect::<Vec<_>>().join(" "))]
    Doubtful(Vec<Doubt>),
    /// The case is closed.
    #[error(
        "This case is closed, so nothing recorded in it changes. Nothing was saved, and what you typed is kept. Reopen it first, with a reason, or add what followed its closure."
    )]
    CaseClosed,
    /// This program does not do that.
    #[error("{0}")]
    NotAvailable(String),
    /// A fault of ours.
    #[error(
        "Something went wrong inside Evident ({0}). What was saved before is safe. Try again; if it happens twice, close Evident and open it again."
    )]
    Internal(&'static str),
}

/// Who has a vault open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// The computer.
    pub host: String,
    /// The person, by label; blank before somebody unlocked.
    pub label: String,
    /// Since when, in words.
    pub since: String,
}

/// The stable word for each error that a window or script treats differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Wrong passphrase.
    WrongPassphrase,
    /// Wait before the next try.
    Wait,
    /// Locked.
    Locked,
    /// Not there.
    NotFound,
    /// Not allowed.
    Forbidden,
    /// A newer wording exists.
    Conflict,
    /// A form's fields.
    Invalid,
    /// A time that came twice.
    TimeHappensTwice,
    /// A time that never came.
    TimeNeverHappens,
    /// No vault there.
    VaultMissing,
    /// Damaged.
    VaultDamaged,
    /// Newer.
    VaultNewer,
    /// Open elsewhere.
    VaultInUse,
    /// Read-only.
    VaultReadOnly,
    /// Not a vault.
    NotAVault,
    /// Older key file.
    KeyFileOlder,
    /// Disk full.
    DiskFull,
    /// A chosen file cannot be read.
    FileUnreadable,
    /// A file cannot be written.
    CannotWriteFile,
    /// A file of the evidence is damaged.
    EvidenceDamaged,
    /// Cancelled.
    Stopped,
    /// A question to answer first.
    MustAsk,
    /// Somebody of the same name is recorded already.
    SameName,
    /// Something unlikely: asked about.
    Doubtful,
    /// The case is closed.
    CaseClosed,
    /// Not done by this program.
    NotAvailableHere,
    /// A fault of ours.
    Internal,
}

impl Error {
    /// The word for this error.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::WrongPassphrase => ErrorCode::WrongPassphrase,
            Self::Wait(_) => ErrorCode::Wait,
            Self::Locked => ErrorCode::Locked,
            Self::NotFound => ErrorCode::NotFound,
            Self::Forbidden => ErrorCode::Forbidden,
            Self::Conflict => ErrorCode::Conflict,
            Self::Invalid(_) | Self::PlaceTaken => ErrorCode::Invalid,
            Self::Time { source: TimeError::HappensTwice(..), .. } => ErrorCode::TimeHappensTwice,
            Self::Time { source: TimeError::NeverHappens(..), .. } => ErrorCode::TimeNeverHappens,
            Self::Time { .. } => ErrorCode::Invalid,
            Self::VaultMissing => ErrorCode::VaultMissing,
            Self::VaultDamaged(_) => ErrorCode::VaultDamaged,
            Self::NotAVault => ErrorCode::NotAVault,
            Self::VaultNewer => ErrorCode::VaultNewer,
            Self::VaultInUse(_) => ErrorCode::VaultInUse,
            Self::VaultReadOnly => ErrorCode::VaultReadOnly,
            Self::KeyFileOlder => ErrorCode::KeyFileOlder,
            Self::DiskFull | Self::Unconfirmed { full: true } | Self::LockNotNoted { full: true } => {
                ErrorCode::DiskFull
            }
            Self::FileUnreadable(_) => ErrorCode::FileUnreadable,
            Self::EvidenceDamaged(_) => ErrorCode::EvidenceDamaged,
            Self::Stopped => ErrorCode::Stopped,
            Self::CannotWriteFile
            | Self::DiskFault
            | Self::Unconfirmed { full: false }
            | Self::LockNotNoted { full: false } => ErrorCode::CannotWriteFile,
            Self::MustAsk(_) => ErrorCode::MustAsk,
            Self::SameName(_) => ErrorCode::SameName,
            Self::Doubtful(_) => ErrorCode::Doubtful,
            Self::CaseClosed => ErrorCode::CaseClosed,
            Self::NotAvailable(_) => ErrorCode::NotAvailableHere,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }

    /// Whether the store itself could not take what was given to it, so that the same may succeed later.
    #[must_use]
    pub const fn is_about_storage(&self) -> bool {
        matches!(
            self,
            Self::DiskFull
                | Self::DiskFault
                | Self::Unconfirmed { .. }
                | Self::VaultReadOnly
                | Self::VaultDamaged(_)
                | Self::Internal(_)
        )
    }

    /// Everything wrong with a form, field by field.
    #[must_use]
    pub fn problems(&self) -> &[FieldProblem] {
        match self {
            Self::Invalid(problems) => problems,
            _ => &[],
        }
    }

    /// The field of the form that is at fault, where one is.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Invalid(problems) => problems.first().map(|problem| problem.field),
            Self::Time { field, .. } => Some(field),
            Self::PlaceTaken => Some("place"),
            Self::SameName(_) => Some("who"),
            Self::Doubtful(doubts) => doubts.first().map(|doubt| doubt.field),
            _ => None,
        }
    }

    /// The answers to choose from, where the error is a question.
    #[must_use]
    pub fn choices(&self) -> Vec<QuestionChoice> {
        match self {
            Self::SameName(choices) => choices.clone(),
            Self::Doubtful(doubts) => doubts
                .iter()
                .map(|doubt| QuestionChoice { value: doubt.code.to_owned(), label: doubt.message.clone() })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// One field's problem.
    #[must_use]
    pub fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldProblem { field, message: message.into() }])
    }

    /// Names the field of a time that cannot be kept.
    pub fn time(field: &'static str) -> impl FnOnce(TimeError) -> Self {
        move |source| Self::Time { field, source }
    }
}

fn first_message(problems: &[FieldProblem]) -> String {
    problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join(" ")
}

fn wait_text(seconds: u64) -> String {
    if seconds < 120 {
        domain::plain::count_of(seconds, "second", "seconds")
    } else {
        domain::plain::count_of(seconds.div_ceil(60), "minute", "minutes")
    }
}

fn damage_text(damage: Damage) -> String {
    let what = match damage {
        Damage::Empty => "The store's file vault.db is empty: it has no bytes at all.",
        Damage::Truncated => "The store's file vault.db is cut short: part of it is missing.",
        Damage::ForeignLog => {
            "A file vault.db-wal stands beside the store, which Evident never writes. It may belong to another copy of vault.db."
        }
        Damage::WrongPair => "vault.db and vault.keys in this folder do not belong to the same store.",
        Damage::Record => "A record in the store is not what was written.",
        Damage::Unreadable | Damage::FailedCheck => {
            "The store's file vault.db is damaged. Your passphrase was not the problem."
        }
        Damage::NotOurs => "The file vault.db is not an Evident store.",
    };
    format!(
        "{what} Evident left every file as it was. Copy the whole folder to a safe place first; then open a backup or an earlier copy of the folder."
    )
}

fn in_use_text(in_use: Option<&InUse>) -> String {
    let what = match in_use {
        Some(in_use) => {
            let by = if in_use.label.is_empty() { String::new() } else { format!(" by {}", in_use.label) };
            let on = if in_use.host.is_empty() { String::new() } else { format!(" on {}", in_use.host) };
            format!("This store is open{on}{by} since {}.", in_use.since)
        }
        None => {
            "This store was locked a moment ago and is being checked, or is open in another window or on another computer. Try again in a minute.".to_owned()
        }
    };
    format!(
        "{what} Nothing was changed. If it is open, close it there first; only one place may have it open at a time."
    )
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        use store::Error as S;
        use store::keys::{SidecarError, sidecar_file::SidecarFileError};
        match error {
            S::Missing => Self::VaultMissing,
            S::Occupied => Self::PlaceTaken,
            S::Damaged(Damage::NotOurs) => Self::NotAVault,
            S::Damaged(damage) => Self::VaultDamaged(damage),
            S::Newer { .. } => Self::VaultNewer,
            S::OlderKeyFile => Self::KeyFileOlder,
            S::InUse => Self::VaultInUse(None),
            S::Held(holder) => Self::VaultInUse(holder.map(|holder| InUse {
                host: holder.host,
                label: holder.label,
                since: domain::plain::date_time(domain::time::uk_local(store::Instant(holder.since_ms).utc())),
            })),
            S::ReadOnly => Self::VaultReadOnly,
            S::Full => Self::DiskFull,
            S::Stopped => Self::Stopped,
            S::Unconfirmed { full } => Self::Unconfirmed { full },
            S::Conflict { .. } => Self::Conflict,
            S::NotFound => Self::NotFound,
            S::WrongPassphrase => Self::WrongPassphrase,
            S::Wait(wait) => Self::Wait(wait.as_secs().max(1)),
            S::KeyFile(SidecarFileError::Missing | SidecarFileError::Unreadable(SidecarError::NotAKeyFile)) => {
                Self::NotAVault
            }
            S::KeyFile(SidecarFileError::Unreadable(SidecarError::NewerVersion(_))) => Self::VaultNewer,
            S::KeyFile(_) => Self::VaultDamaged(Damage::WrongPair),
            S::Slot(store::keys::SlotError::Label) => {
                Self::invalid("user_label", "Give a name or job title of up to 240 letters, without line breaks.")
            }
            S::Slot(_) => Self::VaultDamaged(Damage::WrongPair),
            S::FileDamaged(id) => Self::EvidenceDamaged(format!("identity {id}")),
            S::Canonical(_) => Self::Internal("form of a record"),
            S::Random(_) => Self::Internal("random numbers"),
            S::Io(_) => Self::DiskFault,
            S::Sqlite(_) => Self::Internal("the store"),
        }
    }
}

impl From<Vec<FieldProblem>> for Error {
    fn from(problems: Vec<FieldProblem>) -> Self {
        Self::Invalid(problems)
    }
}
