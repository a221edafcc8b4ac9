//! Who may do what. One table, deny by default.

use serde::{Deserialize, Serialize};

use crate::audit::Action;

/// A person's role in this vault. A person may hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// People who may unlock, backups, settings, retention, audit by ids; no case content.
    Administrator,
    /// All unrestricted cases, packs, verification.
    Manager,
    /// Assigned cases and counts.
    Contributor,
    /// Reads unrestricted cases, builds nothing.
    Reader,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Manager, Self::Contributor, Self::Reader];

    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Manager => "manager",
            Self::Contributor => "contributor",
            Self::Reader => "reader",
        }
    }

    /// The role with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// How far a case is open to the people of the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everybody whose role reads cases.
    Open,
    /// Only people named on the case.
    Restricted,
    /// Only holders of the case's own key.
    Sealed,
}

impl Access {
    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Restricted => "restricted",
            Self::Sealed => "sealed",
        }
    }
}

/// Whom a group of fields is kept from, beside the case's own access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compartment {
    /// Ordinary case content.
    General,
    /// Who raised the concern.
    Reporter,
    /// Employment matters.
    StaffMatter,
    /// Police-sensitive.
    Police,
    /// Health of somebody who is not the adult.
    ThirdPartyHealth,
}

impl Compartment {
    /// Every compartment.
    pub const ALL: [Self; 5] = [Self::General, Self::Reporter, Self::StaffMatter, Self::Police, Self::ThirdPartyHealth];

    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Reporter => "reporter",
            Self::StaffMatter => "staff_matter",
            Self::Police => "police",
            Self::ThirdPartyHealth => "third_party_health",
        }
    }

    /// Why it is kept apart, in words; none for what everybody on the case may read.
    #[must_use]
    pub const fn kept_apart(self) -> Option<&'static str> {
        match self {
            Self::General => None,
            Self::Reporter => Some("Who raised it: shown to managers only, and never in a pack"),
            Self::StaffMatter => Some("Staff matter: shown to managers only, and never in a pack"),
            Self::Police => Some("Police-sensitive: shown to managers only, and never in a pack"),
            Self::ThirdPartyHealth => Some("Health of somebody else: shown to managers only, and never in a pack"),
        }
    }
}

/// Everything that can be read, as the permission table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Read {
    /// Names of services and of the provider.
    Provider,
    /// Lists, counts and content of cases, events, actions and people.
    Cases,
    /// Measures and their counts.
    Measures,
    /// The register of packs.
    Packs,
    /// The audit chain, by ids.
    Audit,
    /// Where the data is, sizes, checks.
    Storage,
    /// A person's own unfinished text.
    OwnDrafts,
}

impl Read {
    /// Every read.
    pub const ALL: [Self; 7] =
        [Self::Provider, Self::Cases, Self::Measures, Self::Packs, Self::Audit, Self::Storage, Self::OwnDrafts];
}

/// Whether one role may read this.
#[must_use]
pub const fn role_may_read(role: Role, read: Read) -> bool {
    match read {
        Read::Provider | Read::OwnDrafts => true,
        Read::Cases => matches!(role, Role::Manager | Role::Contributor | Role::Reader),
        Read::Measures => matches!(role, Role::Manager | Role::Contributor | Role::Reader),
        Read::Packs => matches!(role, Role::Manager),
        Read::Audit => matches!(role, Role::Administrator | Role::Manager),
        Read::Storage => matches!(role, Role::Administrator | Role::Manager),
    }
}

/// Whether one role may read parts of this compartment, in a case that it may read.
#[must_use]
pub const fn role_may_open(role: Role, compartment: Compartment) -> bool {
    match compartment {
        Compartment::General => role_may_read(role, Read::Cases),
        Compartment::Reporter | Compartment::StaffMatter | Compartment::Police | Compartment::ThirdPartyHealth => {
            matches!(role, Role::Manager)
        }
    }
}

/// Whether one role may do this.
#[must_use]
pub const fn role_may_do(role: Role, action: Action) -> bool {
    match action {
        Action::CreateVault
        | Action::Unlock
        | Action::FailedUnlock
        | Action::Lock
        | Action::SetPreferences
        | Action::ViewCase
        | Action::SaveDraft
        | Action::VerifyStore => true,
        // Whoever reads a case may look at its files.
        Action::ViewEvidence => role_may_read(role, Read::Cases),
        Action::RecordConcern
        | Action::AddEvent
        | Action::AmendEvent
        | Action::RemoveEvent
        | Action::RestoreEvent
        | Action::AddAction
        | Action::AmendAction
        | Action::RemoveAction
        | Action::RestoreAction
        | Action::AddPart
        | Action::AmendPart
        | Action::RemovePart
        | Action::RestorePart
        | Action::AddEvidence
        | Action::AddPerson
        | Action::AmendPerson
        | Action::EnterCounts
        | Action::ImportCounts
        | Action::ImportConcerns
        | Action::RefusedImport
        | Action::UndoImport
        | Action::AnnotatePeriod
        | Action::EnterScores
        | Action::RemoveScores
        | Action::RestoreScores
        | Action::Evaluate => matches!(role, Role::Manager | Role::Contributor),
        Action::AmendCase
        | Action::RemoveCase
        | Action::RestoreCase
        | Action::MoveCase
        | Action::SetReference
        | Action::ExportPaper
        | Action::SetGroup
        | Action::MergePeople
        | Action::UnmergePeople
        | Action::AnswerQuestions
        | Action::AddMeasure
        | Action::AmendMeasure
        | Action::ExcludePeriod
        | Action::RecalculateLimits
        | Action::SetReporting
        | Action::ExportMeasure
        | Action::LinkMeasure
        | Action::UnlinkMeasure
        | Action::BuildPack
        | Action::ExportPack
        | Action::ExportEvidence
        | Action::ExportPicture => matches!(role, Role::Manager),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_alone_reads_no_case_and_writes_none() {
        assert!(!role_may_read(Role::Administrator, Read::Cases));
        for action in Action::ALL {
            if matches!(
                action,
                Action::CreateVault
                    | Action::Unlock
                    | Action::FailedUnlock
                    | Action::Lock
                    | Action::SetPreferences
                    | Action::ViewCase
                    | Action::SaveDraft
                    | Action::VerifyStore
            ) {
                continue;
            }
            assert!(!role_may_do(Role::Administrator, action), "{action:?}");
        }
    }

    #[test]
    fn a_reader_builds_and_writes_nothing() {
        for action in [
            Action::BuildPack,
            Action::AddEvent,
            Action::RecordConcern,
            Action::ImportCounts,
            Action::AddEvidence,
            Action::ExportEvidence,
        ] {
            assert!(!role_may_do(Role::Reader, action), "{action:?}");
        }
        assert!(role_may_do(Role::Reader, Action::ViewEvidence), "and may look at what a case holds");
    }

    #[test]
    fn a_contributor_adds_files_and_takes_none_away() {
        assert!(role_may_do(Role::Contributor, Action::AddEvidence));
        assert!(!role_may_do(Role::Contributor, Action::ExportEvidence));
    }

    #[test]
    fn a_manager_may_read_everything() {
        for read in Read::ALL {
            assert!(role_may_read(Role::Manager, read), "{read:?}");
        }
    }
}
