//! Sets that the Care Act 2014, its guidance or the Safeguarding Adults Collection (SAC) fix, and on which rules depend.
//!
//! Their words stand in `data/lists.toml`; a test compares the codes of both.

use serde::{Deserialize, Serialize};

macro_rules! sets {
    ($($(#[$doc:meta])* $set:ident in $list:literal { $($(#[$each:meta])* $name:ident = $code:literal;)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(rename_all = "snake_case")]
            pub enum $set { $($(#[$each])* $name,)+ }

            impl $set {
                /// Every member.
                pub const ALL: &'static [Self] = &[$(Self::$name),+];

                /// The list in `data/lists.toml` that holds its words.
                pub const LIST: &'static str = $list;

                /// The word kept in the store.
                #[must_use]
                pub const fn code(self) -> &'static str { match self { $(Self::$name => $code,)+ } }

                /// The member with this code.
                #[must_use]
                pub fn from_code(code: &str) -> Option<Self> {
                    Self::ALL.iter().copied().find(|member| member.code() == code)
                }

                /// In words.
                #[must_use]
                pub fn label(self) -> &'static str {
                    crate::lists::Lists::built_in().label($list, self.code()).unwrap_or(self.code())
                }
            }
        )+

        #[cfg(test)]
        const SETS: &[(&str, &[&str])] = &[$(($list, &[$($code),+])),+];
    };
}

sets! {
    /// Type of abuse or neglect: ten of the statutory guidance (chapter 14) and one that SAC adds.
    AbuseType in "abuse_type" {
        /// Physical.
        Physical = "physical";
        /// Domestic.
        Domestic = "domestic";
        /// Sexual.
        Sexual = "sexual";
        /// Psychological.
        Psychological = "psychological";
        /// Financial or material.
        FinancialMaterial = "financial_material";
        /// Modern slavery.
        ModernSlavery = "modern_slavery";
        /// Discriminatory.
        Discriminatory = "discriminatory";
        /// Organisational.
        Organisational = "organisational";
        /// Neglect and acts of omission.
        NeglectOmission = "neglect_omission";
        /// Self-neglect.
        SelfNeglect = "self_neglect";
        /// SAC's eleventh category.
        SexualExploitation = "sexual_exploitation";
    }
    /// Source of risk (SAC).
    SourceOfRisk in "source_of_risk" {
        /// Anyone paid, contracted or commissioned to give social care.
        ServiceProvider = "service_provider";
        /// Known to the individual.
        OtherKnown = "other_known";
        /// Unknown to the individual.
        OtherUnknown = "other_unknown";
    }
    /// What the local authority decided on a concern (Care Act 2014, section 42).
    LaDecision in "la_decision_on_concern" {
        /// No decision yet.
        Pending = "pending";
        /// The enquiry duty is met.
        S42DutyMet = "s42_duty_met";
        /// A non-statutory enquiry.
        OtherEnquiry = "other_enquiry";
        /// Another route.
        NotSafeguardingOtherRoute = "not_safeguarding_other_route";
        /// Nothing further.
        NoFurtherAction = "no_further_action";
        /// More was asked.
        InfoRequested = "info_requested";
        /// Passed on.
        TransferredOtherLa = "transferred_other_la";
    }
    /// Risk assessment outcome (SAC SG2c).
    RiskAssessmentOutcome in "risk_assessment_outcome" {
        /// Identified, action taken.
        RiskAction = "risk_action";
        /// Identified, none taken.
        RiskNoAction = "risk_no_action";
        /// Inconclusive, action taken.
        InconclusiveAction = "inconclusive_action";
        /// Inconclusive, none taken.
        InconclusiveNoAction = "inconclusive_no_action";
        /// None identified, action taken.
        NoRiskAction = "no_risk_action";
        /// None identified, none taken.
        NoRiskNoAction = "no_risk_no_action";
        /// Ceased at the individual's request.
        CeasedIndividualRequest = "ceased_individual_request";
    }
    /// Risk outcome (SAC SG2e); asked only where risk was identified.
    RiskOutcome in "risk_outcome" {
        /// Unchanged: a result, not a failure.
        Remained = "remained";
        /// Mitigated in part.
        Reduced = "reduced";
        /// Its causes are gone.
        Removed = "removed";
        /// No risk was identified.
        NotApplicable = "not_applicable";
    }
    /// The result on an allegation, on the balance of probabilities.
    Finding in "finding" {
        /// Substantiated.
        Substantiated = "substantiated";
        /// In part.
        PartiallySubstantiated = "partially_substantiated";
        /// Not settled.
        Inconclusive = "inconclusive";
        /// Not substantiated.
        NotSubstantiated = "not_substantiated";
        /// Ceased.
        Ceased = "ceased";
    }
    /// Whether and how far a desired outcome was met (SAC SG4a).
    Achieved in "msp_achieved" {
        /// Fully.
        Fully = "fully";
        /// Partly.
        Partially = "partially";
        /// Not.
        Not = "not";
    }
}

impl LaDecision {
    /// Whether it begins an enquiry, statutory or other.
    #[must_use]
    pub const fn is_enquiry(self) -> bool {
        matches!(self, Self::S42DutyMet | Self::OtherEnquiry)
    }
}

impl RiskAssessmentOutcome {
    /// Whether risk was identified: only then is there a risk outcome (SAC 2.4).
    #[must_use]
    pub const fn risk_identified(self) -> bool {
        matches!(self, Self::RiskAction | Self::RiskNoAction)
    }
}

/// The roll-up of desired outcomes (SAC SG4a): all fully is fully; any fully or partly is partly; none is not. None while
/// nothing was judged.
#[must_use]
pub fn roll_up(outcomes: impl IntoIterator<Item = Achieved>) -> Option<Achieved> {
    let outcomes: Vec<Achieved> = outcomes.into_iter().collect();
    if outcomes.is_empty() {
        None
    } else if outcomes.iter().all(|outcome| *outcome == Achieved::Fully) {
        Some(Achieved::Fully)
    } else if outcomes.iter().any(|outcome| *outcome != Achieved::Not) {
        Some(Achieved::Partially)
    } else {
        Some(Achieved::Not)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;
    use crate::lists::{ListKind, Lists};

    #[test]
    fn the_sets_of_rules_are_the_lists_of_forms() {
        for (list, codes) in SETS {
            let list = Lists::built_in().find(list).unwrap();
            let shown: Vec<&str> = list.item.iter().map(|item| item.code.as_str()).collect();
            assert_eq!(&shown, codes, "{}", list.code);
            assert_ne!(list.kind, ListKind::Extendable, "{}", list.code);
        }
    }

    // Care and support statutory guidance, chapter 14: ten types; SAC adds one.
    #[test]
    fn ten_of_eleven_types_of_abuse_are_statutory() {
        let list = Lists::built_in().find("abuse_type").unwrap();
        assert_eq!(list.item.len(), 11);
        assert_eq!(list.item.iter().filter(|item| item.is("statutory_ten")).count(), 10);
        assert!(!list.find("sexual_exploitation").unwrap().is("statutory_ten"));
    }

    // SAC SG4a: all fully is fully; any fully or partly is partly; none is not.
    #[test]
    fn desired_outcomes_roll_up() {
        use Achieved as A;
        assert_eq!(roll_up([]), None);
        assert_eq!(roll_up([A::Fully, A::Fully]), Some(A::Fully));
        assert_eq!(roll_up([A::Fully, A::Not]), Some(A::Partially));
        assert_eq!(roll_up([A::Partially]), Some(A::Partially));
        assert_eq!(roll_up([A::Not, A::Not]), Some(A::Not));
    }
}
