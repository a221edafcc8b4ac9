//! Dated facts on a case's timeline.

use serde::{Deserialize, Serialize};

use crate::{CaseId, EventId, FieldProblem, case::LONGEST_ACCOUNT, problem::Problems, time::FactTime};

/// The canonical schema number of [`EventRecord`].
pub const EVENT_SCHEMA: u32 = 1;

/// The row of the timeline an event is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// What happened in the case.
    Case,
    /// What other bodies did or were told.
    Agencies,
    /// What was done about it.
    Actions,
    /// Checks that it was done and holds.
    Checks,
}

impl Lane {
    /// Every lane, from the top.
    pub const ALL: [Self; 4] = [Self::Case, Self::Agencies, Self::Actions, Self::Checks];

    /// The word used in the store and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Agencies => "agencies",
            Self::Actions => "actions",
            Self::Checks => "checks",
        }
    }

    /// The lane in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Case => "Case",
            Self::Agencies => "Agencies",
            Self::Actions => "Actions",
            Self::Checks => "Checks",
        }
    }

    /// The lane with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lane| lane.code() == code)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $label:literal;)+) => {
        /// What kind of fact an event is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "wire", derive(specta::Type))]
        #[serde(rename_all = "snake_case")]
        pub enum EventKind { $($(#[$doc])* $name,)+ }

        impl EventKind {
            /// Every kind.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];
            /// The word used in the store and on the command line.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code,)+ } }
            /// The kind in words.
            #[must_use]
            pub const fn label(self) -> &'static str { match self { $(Self::$name => $label,)+ } }
        }
    };
}

kinds! {
    /// Anything without a kind of its own.
    Note = "note", "Note";
    /// The concern was sent to the local authority.
    Referral = "referral", "Referred to the local authority";
    /// CQC was notified (Registration Regulations 2009, regulation 18).
    CqcNotification = "cqc_notification", "CQC notified";
    /// The person or family was told.
    FamilyTold = "family_told", "Person or family told";
    /// The local authority decided that its enquiry duty is met.
    LaDecision = "la_decision", "Local authority decision: enquiry";
    /// The local authority decided against an enquiry.
    LaNoEnquiry = "la_no_enquiry", "Local authority decision: no enquiry";
    /// The provider's report was sent.
    ReportSent = "report_sent", "Report sent";
    /// A finding on an allegation, on the balance of probabilities.
    Finding = "finding", "Finding";
    /// The meeting that agrees findings and plan.
    OutcomesMeeting = "outcomes_meeting", "Outcomes meeting";
    /// The local authority closed its enquiry.
    LaClosure = "la_closure", "Local authority closed";
    /// A check that a change was made or holds.
    Check = "check", "Check";
    /// Something done at once to make people safe.
    Safety = "safety", "Made safe";
    /// A specific claim within the concern.
    Allegation = "allegation", "Allegation";
    /// The concern is kept internal, by whom and why.
    InternalDecision = "internal_decision", "Kept internal";
    /// The council passed the concern to another authority.
    LaTransfer = "la_transfer", "Passed to another authority";
    /// The council has not decided yet, or asked for more.
    LaPending = "la_pending", "Local authority: not decided yet";
    /// The council asked somebody to enquire.
    EnquiryAsked = "enquiry_asked", "Asked to enquire";
    /// A planning or strategy discussion.
    PlanningMeeting = "planning_meeting", "Planning meeting";
    /// A safeguarding plan was agreed.
    PlanAgreed = "plan_agreed", "Plan agreed";
    /// The safeguarding plan was reviewed.
    PlanReview = "plan_review", "Plan review";
    /// What the council said to the report.
    CouncilResponse = "council_response", "Council\u{2019}s response";
    /// Another body was reminded.
    Chase = "chase", "Chased";
    /// Waiting for another body.
    Wait = "wait", "Waiting";
    /// A step of the duty of candour.
    Candour = "candour", "Duty of candour";
    /// Another duty: done, or considered and not done.
    Duty = "duty", "Duty";
    /// Information was shared.
    Sharing = "sharing", "Information shared";
    /// Risk was judged.
    Risk = "risk", "Risk judged";
    /// What the adult wants.
    Wishes = "wishes", "What the adult wants";
    /// Capacity for a decision.
    Capacity = "capacity", "Mental capacity";
    /// Advocacy.
    Advocacy = "advocacy", "Advocacy";
    /// Somebody was spoken to for the enquiry.
    Interview = "interview", "Interview";
    /// Something that shows what happened came in.
    Evidence = "evidence", "Evidence";
    /// What contributed.
    Cause = "cause", "Contributory factor";
    /// Work of the enquiry.
    EnquiryWork = "enquiry_work", "Enquiry work";
    /// Employment matters.
    Staff = "staff", "Staff matter";
    /// The case moved.
    Stage = "stage", "Stage";
}

impl EventKind {
    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The state this fact moves a case to, where it moves one.
    #[must_use]
    pub const fn leads_to(self) -> Option<crate::case::CaseState> {
        use crate::case::CaseState as S;
        match self {
            Self::Referral => Some(S::AwaitingLaDecision),
            Self::LaDecision => Some(S::EnquiryInProgress),
            Self::LaNoEnquiry => Some(S::ManagedInternally),
            Self::ReportSent => Some(S::ReportSubmitted),
            Self::LaClosure => Some(S::ClosedByLa),
            Self::Check => Some(S::EffectivenessMonitoring),
            Self::InternalDecision => Some(S::ManagedInternally),
            Self::LaTransfer => Some(S::Transferred),
            Self::PlanAgreed => Some(S::PlanInProgress),
            _ => None,
        }
    }
}

/// An event as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    /// Identity.
    pub id: EventId,
    /// The case it belongs to.
    pub case_id: CaseId,
    /// The row it is drawn in.
    pub lane: Lane,
    /// What kind of fact.
    pub kind: EventKind,
    /// When it happened.
    pub at: FactTime,
    /// What happened, in words.
    pub text: String,
    /// The body it concerns, if one.
    pub agency: Option<String>,
    /// In the bin. The record stays and can be put back.
    pub removed: bool,
}

impl EventRecord {
    /// Checks and tidies what was typed.
    ///
    /// # Errors
    /// What is missing or too long.
    pub fn check(mut self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        problems.required("text", &self.text, "Say what happened, in a few words.");
        problems.at_most("text", &self.text, LONGEST_ACCOUNT);
        self.agency = self.agency.map(|agency| agency.trim().to_owned()).filter(|agency| !agency.is_empty());
        problems.at_most("agency", self.agency.as_deref().unwrap_or_default(), 200);
        problems.into_result()?;
        Ok(self)
    }
}

/// The one name that a body goes by, however it was typed; "Us" for none.
#[must_use]
pub fn body_of(agency: Option<&str>) -> String {
    const KNOWN: [(&str, &[&str]); 6] = [
        ("Council", &["council", "local authority", "adult social care", "safeguarding team", "safeguarding adults"]),
        ("CQC", &["cqc", "care quality commission"]),
        ("Police", &["police", "constabulary"]),
        ("ICB", &["icb", "integrated care board"]),
        ("DBS", &["dbs", "disclosure and barring"]),
        ("GP", &["gp", "general practice", "gp surgery"]),
    ];
    let Some(agency) = agency.map(str::trim).filter(|agency| !agency.is_empty()) else { return "Us".to_owned() };
    let words: Vec<String> =
        agency.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let text = format!(" {} ", words.join(" "));
    KNOWN
        .iter()
        .find(|(_, names)| names.iter().any(|name| text.contains(&format!(" {name} "))))
        .map_or_else(|| agency.to_owned(), |(body, _)| (*body).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_body_has_one_lane_however_it_was_typed() {
        for (typed, body) in [
            ("Local authority, out-of-hours team", "Council"),
            ("Rowanshire Council", "Council"),
            ("Care Quality Commission", "CQC"),
            ("Discharge team", "Discharge team"),
            ("Egypt", "Egypt"),
        ] {
            assert_eq!(body_of(Some(typed)), body);
        }
        assert_eq!(body_of(Some("  ")), "Us");
    }
}
