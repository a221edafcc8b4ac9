//! Parts of a case: allegations, decisions, duties, wishes, evidence and the like, each as one record.

pub mod catalogue;
mod lines;
mod rules;
mod value;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use catalogue::{FieldSpec, FieldType, Group, KindSpec, ThresholdAid, ThresholdAids};
pub use lines::Line;
pub use rules::{Around, Doubt, doubts, surely_before};
pub use value::{FieldInput, InputError, Value};
pub use words::{Names, title};

use crate::{
    CaseId, FieldProblem, FileId, GroupId, PartId, PersonId,
    access::Compartment,
    lists::Lists,
    problem::Problems,
    statutory::{Achieved, Finding, LaDecision, RiskAssessmentOutcome, RiskOutcome, SourceOfRisk},
    time::FactTime,
};

/// The canonical schema number of [`PartRecord`].
pub const PART_SCHEMA: u32 = 1;

/// What a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// One case.
    Case(CaseId),
    /// Cases of one enquiry, which share it.
    Group(GroupId),
}

impl Owner {
    /// The case, where it is one.
    #[must_use]
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(id) => Some(id),
            Self::Group(_) => None,
        }
    }
}

/// A part as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRecord {
    /// Identity.
    pub id: PartId,
    /// What it belongs to.
    pub owner: Owner,
    /// What kind of part, by its code in the catalogue.
    pub kind: String,
    /// What its fields hold; those with nothing are absent.
    pub fields: BTreeMap<String, Value>,
    /// What seemed unlikely and was kept all the same: the reason given, by the doubt's code.
    pub kept_because: BTreeMap<String, String>,
    /// The number in `E-0031`, for evidence.
    #[serde(default)]
    pub number: Option<u32>,
    /// In the bin. The record stays and can be put back.
    pub removed: bool,
}

/// `E-0031`.
#[must_use]
pub fn evidence_reference(number: u32) -> String {
    format!("E-{number:04}")
}

/// Why a form cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A time as typed, in this field.
    Time(&'static str, crate::time::TimeError),
    /// Problems, field by field.
    Fields(Vec<FieldProblem>),
}

impl PartRecord {
    /// What may be recorded in this kind of part.
    #[must_use]
    pub fn spec(&self) -> Option<&'static KindSpec> {
        catalogue::find(&self.kind)
    }

    /// Whom it is kept from. A kind that this program does not know is kept from everybody but managers.
    #[must_use]
    pub fn compartment(&self) -> Compartment {
        self.spec().map_or(Compartment::Police, |spec| spec.compartment)
    }

    /// Whether it may stand in what leaves: a pack or a paper. What is kept apart stays, and so does an answer that
    /// would say it all the same, such as a notification of an incident that the police look into.
    #[must_use]
    pub fn may_leave(&self) -> bool {
        const STAYS: [&str; 3] = ["police", "staff_matter", "reporter"];
        let tells = |field: &FieldSpec| {
            let list = field.list.as_deref().and_then(|list| Lists::built_in().find(list));
            let tagged = |code: &String| {
                list.and_then(|list| list.find(code)).is_some_and(|item| STAYS.iter().any(|tag| item.is(tag)))
            };
            self.codes(&field.code).iter().any(tagged)
        };
        self.compartment() == Compartment::General && self.spec().is_some_and(|spec| !spec.field.iter().any(tells))
    }

    /// `E-0031`, for evidence that has a number.
    #[must_use]
    pub fn reference(&self) -> Option<String> {
        self.number.map(evidence_reference)
    }

    /// The file of a field.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<FileId> {
        match self.fields.get(field) {
            Some(Value::File(id)) => Some(*id),
            _ => None,
        }
    }

    /// The code chosen in a field with one choice.
    #[must_use]
    pub fn code(&self, field: &str) -> Option<&str> {
        match self.fields.get(field) {
            Some(Value::Codes(codes)) => codes.first().map(String::as_str),
            _ => None,
        }
    }

    /// The codes chosen in a field.
    #[must_use]
    pub fn codes(&self, field: &str) -> &[String] {
        match self.fields.get(field) {
            Some(Value::Codes(codes)) => codes,
            _ => &[],
        }
    }

    /// The text of a field; empty where there is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        match self.fields.get(field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The day or moment of a field.
    #[must_use]
    pub fn when(&self, field: &str) -> Option<FactTime> {
        match self.fields.get(field) {
            Some(Value::When(at)) => Some(*at),
            _ => None,
        }
    }

    /// The number of a field.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<u64> {
        match self.fields.get(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The people of a field.
    #[must_use]
    pub fn people(&self, field: &str) -> &[PersonId] {
        match self.fields.get(field) {
            Some(Value::People(people)) => people,
            _ => &[],
        }
    }

    /// The other parts of a field.
    #[must_use]
    pub fn parts(&self, field: &str) -> &[PartId] {
        match self.fields.get(field) {
            Some(Value::Parts(parts)) => parts,
            _ => &[],
        }
    }

    /// Whether a field was answered yes.
    #[must_use]
    pub fn is_yes(&self, field: &str) -> bool {
        self.code(field) == Some("yes")
    }

    /// What the council decided on the concern, in a record of it.
    #[must_use]
    pub fn la_decision(&self) -> Option<LaDecision> {
        self.code("decision").and_then(LaDecision::from_code).filter(|_| self.kind == kind::LA_DECISION)
    }

    /// The result on an allegation, in a record of it.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        self.code("finding").and_then(Finding::from_code).filter(|_| self.kind == kind::FINDING)
    }

    /// The source of risk of an allegation.
    #[must_use]
    pub fn source_of_risk(&self) -> Option<SourceOfRisk> {
        self.code("source_of_risk").and_then(SourceOfRisk::from_code)
    }

    /// The two results on risk of an allegation. The second is `not_applicable` where no risk was identified.
    #[must_use]
    pub fn risk_result(&self) -> Option<(RiskAssessmentOutcome, RiskOutcome)> {
        let assessed = RiskAssessmentOutcome::from_code(self.code("risk_assessment_outcome")?)?;
        let outcome = self.code("risk_outcome").and_then(RiskOutcome::from_code).unwrap_or(RiskOutcome::NotApplicable);
        Some((assessed, outcome))
    }

    /// How far a desired outcome was met, in a record of asking.
    #[must_use]
    pub fn achieved(&self) -> Option<Achieved> {
        self.code("achieved").and_then(Achieved::from_code)
    }

    /// Reads a form: every field as typed becomes what it means.
    ///
    /// # Errors
    /// What is missing or cannot be meant, field by field; a time first.
    pub fn read(
        id: PartId,
        owner: Owner,
        spec: &'static KindSpec,
        typed: &BTreeMap<String, FieldInput>,
    ) -> Result<Self, Refused> {
        let mut fields = BTreeMap::new();
        let mut problems = Problems::new();
        for field in &spec.field {
            // What is not asked is not kept, so that nothing hidden contradicts what is shown.
            if !field.is_asked(&fields) {
                continue;
            }
            let nothing = FieldInput::default();
            match field.read(typed.get(&field.code).unwrap_or(&nothing)) {
                Ok(Some(value)) => {
                    fields.insert(field.code.clone(), value);
                }
                Ok(None) if field.needed => problems.add(&field.code, missing(field)),
                Ok(None) => {}
                Err(InputError::Time(error)) => return Err(Refused::Time(&field.code, error)),
                Err(InputError::Problem(message)) => problems.add(&field.code, message),
            }
        }
        let record = Self {
            id,
            owner,
            kind: spec.code.clone(),
            fields,
            kept_because: BTreeMap::new(),
            number: None,
            removed: false,
        };
        rules::check(&record, spec, &mut problems);
        problems.into_result().map_err(Refused::Fields)?;
        Ok(record)
    }

    /// The fields that held something which the other wording no longer holds.
    #[must_use]
    pub fn corrected_by(&self, newer: &Self) -> Vec<&str> {
        self.fields
            .iter()
            .filter(|(code, value)| newer.fields.get(*code) != Some(*value))
            .map(|(code, _)| code.as_str())
            .collect()
    }
}

fn missing(field: &FieldSpec) -> String {
    match field.takes {
        FieldType::Choice | FieldType::Choices | FieldType::Part | FieldType::Parts => {
            "Choose an answer; the rest can wait.".to_owned()
        }
        FieldType::Person | FieldType::People => "Say who.".to_owned(),
        FieldType::Date | FieldType::When => "Give the day, such as 7/2/2026 or 7 Feb 2026.".to_owned(),
        FieldType::Number => "Type a whole number.".to_owned(),
        FieldType::Line | FieldType::Long => "Write a few words here.".to_owned(),
        FieldType::File => "Choose a file.".to_owned(),
    }
}

/// Codes of the kinds that rules name.
pub mod kind {
    #![allow(missing_docs)] // each is the code it spells
    pub const ALLEGATION: &str = "allegation";
    pub const CANDOUR_DECISION: &str = "candour_decision";
    pub const CANDOUR_STEP: &str = "candour_step";
    pub const CHASE: &str = "chase";
    pub const CONCERN_DETAILS: &str = "concern_details";
    pub const CQC_NOTIFICATION: &str = "cqc_notification";
    pub const DBS_REFERRAL: &str = "dbs_referral";
    pub const DESIRED_OUTCOME: &str = "desired_outcome";
    pub const DUTY_NOT_DONE: &str = "duty_not_done";
    pub const ENQUIRY: &str = "enquiry";
    pub const EVIDENCE: &str = "evidence";
    pub const FINDING: &str = "finding";
    pub const INTERNAL_DECISION: &str = "internal_decision";
    pub const LA_CLOSURE: &str = "la_closure";
    pub const LA_DECISION: &str = "la_decision";
    pub const LINKED_CASE: &str = "linked_case";
    pub const MEETING: &str = "meeting";
    pub const OUTCOME_REVIEW: &str = "outcome_review";
    pub const PARTICIPANT: &str = "participant";
    pub const REFERRAL: &str = "referral";
    pub const REPORT_SUBMITTED: &str = "report_submitted";
    pub const RISK_RATING: &str = "risk_rating";
    pub const RISK_RESULT: &str = "risk_result";
    pub const SAFETY_STEP: &str = "safety_step";
    pub const STAFF_MATTER: &str = "staff_matter";
    pub const STAGE_MOVE: &str = "stage_move";
    pub const REPORTER: &str = "reporter";
    pub const TOLD: &str = "told";
    pub const WAIT: &str = "wait";

    #[cfg(test)]
    pub(super) const ALL: &[&str] = &[
        ALLEGATION,
        CANDOUR_DECISION,
        CANDOUR_STEP,
        CHASE,
        CONCERN_DETAILS,
        CQC_NOTIFICATION,
        DBS_REFERRAL,
        DESIRED_OUTCOME,
        DUTY_NOT_DONE,
        ENQUIRY,
        EVIDENCE,
        FINDING,
        INTERNAL_DECISION,
        LA_CLOSURE,
        LA_DECISION,
        LINKED_CASE,
        MEETING,
        OUTCOME_REVIEW,
        PARTICIPANT,
        REFERRAL,
        REPORT_SUBMITTED,
        RISK_RATING,
        RISK_RESULT,
        SAFETY_STEP,
        STAFF_MATTER,
        STAGE_MOVE,
        TOLD,
        WAIT,
    ];
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn every_kind_that_a_rule_names_is_in_the_catalogue() {
        for code in kind::ALL {
            assert!(catalogue::find(code).is_some(), "{code}");
        }
    }
}
