//! What went wrong, and the number with which the program ends.

use services::{Error, ErrorCode};

/// The meaning of each exit code, as `--help` shows it.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  not done, for the reason given; or a check found a fault
  2  the command or a value in it was not understood, is missing or cannot be
  3  the passphrase is wrong, or the next try has to wait
  4  the store cannot be opened: missing, damaged, newer, in use, read-only or not a store
  5  an import that brought nothing in: the file cannot be read, a question is open, or no row can come in
  6  somebody recorded something newer meanwhile

WHEN is 2026-02-07, 2026-02-07T13:05 (UK time) or 2026-02-07T13:05+00:00.";

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A use case refused.
    #[error(transparent)]
    Refused(#[from] Error),
    /// An import brought nothing in.
    #[error(transparent)]
    NothingImported(Error),
    /// Something is missing from the command or cannot be meant.
    #[error("{0}")]
    Usage(String),
    /// A check found a fault; it was printed.
    #[error("The check found a fault. What it found is listed above; nothing was changed.")]
    FaultFound,
    /// Something else, in a sentence.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// The number with which the program ends, as [`EXIT_CODES`] lists them.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::FaultFound | Self::Other(_) => 1,
            Self::NothingImported(error) => match error.code() {
                ErrorCode::Invalid | ErrorCode::MustAsk | ErrorCode::FileUnreadable => 5,
                _ => of_error(error),
            },
            Self::Refused(error) => of_error(error),
        }
    }
}

const fn of_error(error: &Error) -> u8 {
    match error.code() {
        ErrorCode::Invalid | ErrorCode::SameName | ErrorCode::TimeHappensTwice | ErrorCode::TimeNeverHappens => 2,
        ErrorCode::WrongPassphrase | ErrorCode::Wait | ErrorCode::Locked => 3,
        ErrorCode::VaultMissing
        | ErrorCode::VaultDamaged
        | ErrorCode::VaultNewer
        | ErrorCode::VaultInUse
        | ErrorCode::VaultReadOnly
        | ErrorCode::NotAVault
        | ErrorCode::KeyFileOlder => 4,
        ErrorCode::FileUnreadable | ErrorCode::MustAsk | ErrorCode::Doubtful => 5,
        ErrorCode::Conflict => 6,
        ErrorCode::NotFound
        | ErrorCode::Forbidden
        | ErrorCode::CaseClosed
        | ErrorCode::DiskFull
        | ErrorCode::CannotWriteFile
        | ErrorCode::EvidenceDamaged
        | ErrorCode::NotAvailableHere
        | ErrorCode::Stopped
        | ErrorCode::Internal => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_can_tell_the_failures_apart() {
        let refused = |error| Failure::Refused(error).exit_code();
        assert_eq!(refused(Error::WrongPassphrase), 3);
        assert_eq!(refused(Error::Wait(5)), 3);
        assert_eq!(refused(Error::VaultMissing), 4);
        assert_eq!(refused(Error::NotAVault), 4);
        assert_eq!(refused(Error::Conflict), 6);
        assert_eq!(refused(Error::invalid("case", "x")), 2);
        assert_eq!(Failure::NothingImported(Error::invalid("file", "x")).exit_code(), 5);
        assert_eq!(Failure::NothingImported(Error::DiskFull).exit_code(), 1);
        assert_eq!(Failure::FaultFound.exit_code(), 1);
    }
}
