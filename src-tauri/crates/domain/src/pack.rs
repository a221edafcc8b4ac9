//! Who an evidence pack is for.

use serde::{Deserialize, Serialize};

/// The readers a pack may be made for. Only some can be built; the others are refused by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// A CQC inspector at the desk.
    CqcOnSite,
    /// The local authority's enquiry.
    LaEnquiry,
    /// The commissioner, under the contract.
    CommissionerContract,
    /// The provider's board or owner.
    Board,
    /// The adult or their family.
    FamilyOfAdult,
    /// Learning for anybody.
    PublicLearning,
    /// A subject access request.
    SubjectAccess,
    /// Partner agencies.
    Partnership,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 8] = [
        Self::CqcOnSite,
        Self::LaEnquiry,
        Self::CommissionerContract,
        Self::Board,
        Self::FamilyOfAdult,
        Self::PublicLearning,
        Self::SubjectAccess,
        Self::Partnership,
    ];

    /// The word used in the store and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CqcOnSite => "cqc_on_site",
            Self::LaEnquiry => "la_enquiry",
            Self::CommissionerContract => "commissioner_contract",
            Self::Board => "board",
            Self::FamilyOfAdult => "family_of_adult",
            Self::PublicLearning => "public_learning",
            Self::SubjectAccess => "subject_access",
            Self::Partnership => "partnership",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CqcOnSite => "CQC, on site",
            Self::LaEnquiry => "Local authority enquiry",
            Self::CommissionerContract => "Commissioner",
            Self::Board => "Board",
            Self::FamilyOfAdult => "Person or family",
            Self::PublicLearning => "Public learning",
            Self::SubjectAccess => "Subject access request",
            Self::Partnership => "Partner agencies",
        }
    }

    /// The audience with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }

    /// Whether this version builds packs for it.
    #[must_use]
    pub const fn is_built(self) -> bool {
        matches!(self, Self::CqcOnSite | Self::Board)
    }
}

/// Writes a pack's number: `EP-2026-004`.
#[must_use]
pub fn pack_number(year: i32, number: u32) -> String {
    format!("EP-{year}-{number:03}")
}
