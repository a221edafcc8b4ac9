//! A safeguarding case, which starts as one concern.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    CaseId, FieldProblem, GroupId, MeasureId, PersonId, ServiceId, access::Access, problem::Problems, time::FactTime,
};

/// The canonical schema number of [`CaseRecord`]. 1: without closure, group and bin.
pub const CASE_SCHEMA: u32 = 2;
/// The canonical schema number of [`CaseAnswers`].
pub const ANSWERS_SCHEMA: u32 = 1;
/// The longest account, narrative and answer, in characters.
pub const LONGEST_ACCOUNT: usize = 100_000;
const LONGEST_TITLE: usize = 160;
const LONGEST_NAME: usize = 200;

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $label:literal;)+) => {
        /// Where a case stands. The provider records the local authority's decisions as facts; it
        /// never opens or closes an enquiry itself (Care Act 2014, section 42).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum CaseState { $($(#[$doc])* $name,)+ }

        impl CaseState {
            /// Every state.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];

            /// The word kept in the store.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code,)+ } }

            /// The state in words.
            #[must_use]
            pub const fn label(self) -> &'static str { match self { $(Self::$name => $label,)+ } }
        }
    };
}

states! {
    /// Text kept while a concern is typed.
    Draft = "draft", "Draft";
    /// Recorded.
    Raised = "raised", "Raised";
    /// Referred; the local authority has not decided.
    AwaitingLaDecision = "awaiting_la_decision", "Waiting for the local authority";
    /// Kept internal.
    ManagedInternally = "managed_internally", "Managed internally";
    /// Withdrawn.
    Withdrawn = "withdrawn", "Withdrawn";
    /// The local authority's enquiry is under way.
    EnquiryInProgress = "enquiry_in_progress", "Enquiry in progress";
    /// The provider's report was sent.
    ReportSubmitted = "report_submitted", "Report sent";
    /// The plan is being carried out.
    PlanInProgress = "plan_in_progress", "Plan in progress";
    /// The local authority closed its enquiry.
    ClosedByLa = "closed_by_la", "Closed by the local authority";
    /// Our internal record was closed.
    ClosedInternally = "closed_internally", "Our record closed";
    /// Passed to another body.
    Transferred = "transferred", "Transferred";
    /// Closed; whether the change holds is being watched.
    EffectivenessMonitoring = "effectiveness_monitoring", "Watching whether it holds";
    /// The change has held.
    Sustained = "sustained", "Sustained";
}

impl CaseState {
    /// The state with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the case still runs.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::ClosedByLa | Self::ClosedInternally | Self::Transferred | Self::Withdrawn | Self::Sustained
        )
    }

    /// Whether the case is closed: its fields then wait for somebody to reopen it with a reason. A case that is watched
    /// after its closure counts as closed too.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        !self.is_open() || matches!(self, Self::EffectivenessMonitoring)
    }

    /// Whether a case may move from this state to `next`.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use CaseState as S;
        match (self, next) {
            (S::Draft, S::Raised)
            | (S::Raised, S::AwaitingLaDecision | S::ManagedInternally | S::Withdrawn)
            | (S::AwaitingLaDecision, S::EnquiryInProgress | S::ManagedInternally | S::Transferred)
            | (S::EnquiryInProgress, S::ReportSubmitted | S::ClosedByLa)
            | (S::ReportSubmitted, S::PlanInProgress | S::ClosedByLa)
            | (S::PlanInProgress, S::ClosedByLa)
            // What would change the decision to keep it internal may come about.
            | (S::ManagedInternally, S::ClosedInternally | S::AwaitingLaDecision)
            | (S::ClosedByLa | S::ClosedInternally | S::Transferred, S::EffectivenessMonitoring)
            | (S::EffectivenessMonitoring, S::Sustained) => true,
            // Reopening, into the state named.
            (closed, open) => closed.is_closed() && open.is_open() && !open.is_closed() && !matches!(open, S::Draft),
        }
    }
}

/// A measure followed for a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureLink {
    /// The measure.
    pub measure_id: MeasureId,
    /// Whether it is the one drawn on the case's page.
    pub lead: bool,
}

/// A case as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRecord {
    /// Identity.
    pub id: CaseId,
    /// The service it belongs to.
    pub service_id: ServiceId,
    /// `SG-2026-007`.
    pub reference: String,
    /// A short name for lists.
    pub title: String,
    /// Where it stands.
    pub state: CaseState,
    /// How far it is open.
    pub access: Access,
    /// When the service became aware.
    pub aware: FactTime,
    /// The adult at risk; none while not known yet.
    pub subject_id: Option<PersonId>,
    /// What happened, word for word as first recorded. Never changed.
    pub first_account: String,
    /// Measures followed for this case.
    pub measures: Vec<MeasureLink>,
    /// The day of the council's closure where there is one, else of ours; none while the case runs.
    #[serde(default)]
    pub closed_on: Option<NaiveDate>,
    /// The group it is in, where it is one of several adults' of one enquiry.
    #[serde(default)]
    pub group_id: Option<GroupId>,
    /// In the bin: recorded by mistake, or brought in by an import that was undone. It can be put back.
    #[serde(default)]
    pub removed: bool,
}

impl CaseRecord {
    /// The measure drawn on the case's page.
    #[must_use]
    pub fn lead_measure(&self) -> Option<MeasureId> {
        self.measures.iter().find(|link| link.lead).or_else(|| self.measures.first()).map(|link| link.measure_id)
    }
}

/// The three questions that every pack answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAnswers {
    /// What changed.
    pub what_changed: String,
    /// How risk was reduced.
    pub how_risk_reduced: String,
    /// How learning is embedded.
    pub how_learning_embedded: String,
}

impl CaseAnswers {
    /// Checks lengths.
    ///
    /// # Errors
    /// The answers that are too long.
    pub fn check(&self) -> Result<(), Vec<FieldProblem>> {
        let mut problems = Problems::new();
        problems.at_most("what_changed", &self.what_changed, LONGEST_ACCOUNT);
        problems.at_most("how_risk_reduced", &self.how_risk_reduced, LONGEST_ACCOUNT);
        problems.at_most("how_learning_embedded", &self.how_learning_embedded, LONGEST_ACCOUNT);
        problems.into_result()
    }
}

/// A concern as it is recorded: two answers are enough.
#[derive(Debug, Clone)]
pub struct ConcernDraft {
    /// What happened.
    pub what: String,
    /// Who the adult at risk is; none while not known yet.
    pub who: Option<String>,
    /// A short name; made from the account when none is given.
    pub title: Option<String>,
}

impl ConcernDraft {
    /// Checks the answers and tidies them: the account is kept as typed, names are trimmed.
    ///
    /// # Errors
    /// What is missing or too long.
    pub fn check(self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        problems.required("what", &self.what, "Say what happened, in a few words. You can add more later.");
        problems.at_most("what", &self.what, LONGEST_ACCOUNT);
        let who = self.who.map(|who| who.trim().to_owned()).filter(|who| !who.is_empty());
        problems.at_most("who", who.as_deref().unwrap_or_default(), LONGEST_NAME);
        let title = self.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
        problems.at_most("title", title.as_deref().unwrap_or_default(), LONGEST_TITLE);
        problems.into_result()?;
        Ok(Self { what: self.what, who, title })
    }

    /// The title given, or the first words of the account.
    #[must_use]
    pub fn title_or_first_words(&self) -> String {
        self.title.clone().unwrap_or_else(|| first_words(&self.what))
    }
}

/// The first sentence, cut at a word when it is long.
fn first_words(text: &str) -> String {
    const MOST: usize = 70;
    let line = text.trim().lines().next().unwrap_or_default().trim();
    let sentence = line.split_inclusive(['.', '!', '?']).next().unwrap_or(line).trim().trim_end_matches('.');
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    let mut title = String::new();
    for word in sentence.split_whitespace() {
        if title.chars().count() + word.chars().count() + 1 > MOST {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() {
        title = sentence.chars().take(MOST).collect();
    }
    title.push('\u{2026}');
    title
}

/// Writes a case's reference: `SG-2026-007`.
#[must_use]
pub fn case_reference(year: i32, number: u32) -> String {
    format!("SG-{year}-{number:03}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn two_answers_are_enough() {
        let draft = ConcernDraft { what: "Found on the floor. Two visits missed.".into(), who: None, title: None };
        assert_eq!(draft.check().unwrap().title_or_first_words(), "Found on the floor");
        let blank = ConcernDraft { what: "  ".into(), who: None, title: None };
        assert_eq!(blank.check().unwrap_err()[0].field, "what");
    }

    #[test]
    fn a_long_account_is_refused_whole_and_a_long_sentence_titled_short() {
        let long = ConcernDraft { what: "x".repeat(LONGEST_ACCOUNT + 1), who: None, title: None };
        assert!(long.check().is_err());
        let wordy = ConcernDraft { what: "word ".repeat(60), who: None, title: None };
        assert!(wordy.title_or_first_words().chars().count() <= 71);
    }

    #[test]
    fn a_closed_case_can_be_reopened_but_an_open_one_not_skip_ahead() {
        assert!(CaseState::ClosedByLa.may_become(CaseState::PlanInProgress));
        assert!(!CaseState::Raised.may_become(CaseState::Sustained));
        assert!(!CaseState::Raised.may_become(CaseState::EnquiryInProgress));
    }
}
