//! The provider and its registered services.

use serde::{Deserialize, Serialize};

use crate::{ServiceId, problem::Problems};

/// What kind of regulated care a service gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// Care in people's own homes.
    Homecare,
    /// A residential home without nursing.
    CareHome,
    /// Support to people in tenancies of their own.
    SupportedLiving,
    /// A care home with nursing.
    Nursing,
}

impl ServiceKind {
    /// Every kind, in the order a list shows them.
    pub const ALL: [Self; 4] = [Self::Homecare, Self::CareHome, Self::SupportedLiving, Self::Nursing];

    /// The word used in the store and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Homecare => "homecare",
            Self::CareHome => "care_home",
            Self::SupportedLiving => "supported_living",
            Self::Nursing => "nursing",
        }
    }

    /// The kind as people say it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Homecare => "Homecare",
            Self::CareHome => "Care home",
            Self::SupportedLiving => "Supported living",
            Self::Nursing => "Nursing home",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A registered service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Identity.
    pub id: ServiceId,
    /// Name as registered.
    pub name: String,
    /// Kind of care.
    pub kind: ServiceKind,
}

/// What is asked when a provider is set up.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct NewService {
    /// Name as registered.
    pub name: String,
    /// Kind of care.
    pub kind: ServiceKind,
}

/// Checks the provider's name and its services.
///
/// # Errors
/// The fields that are blank, too long or given twice.
pub fn check_provider(provider: &str, services: &[NewService]) -> Result<(), Vec<crate::FieldProblem>> {
    let mut problems = Problems::new();
    let provider = problems.required("provider", provider, "Give the provider's name, as CQC has it.");
    problems.at_most("provider", &provider, 200);
    if services.is_empty() {
        problems.add("services", "Name at least one service.");
    }
    let mut seen = std::collections::BTreeSet::new();
    for service in services {
        let name = problems.required("services", &service.name, "Each service needs a name.");
        problems.at_most("services", &name, 200);
        if !name.is_empty() && !seen.insert(name.to_lowercase()) {
            problems.add("services", format!("\u{201c}{name}\u{201d} is named twice. Give each service its own name."));
        }
    }
    problems.into_result()
}
