//! What data cannot say: answers that hang on each other, and dates that cannot or can hardly be.

use chrono::NaiveDate;
use serde::Serialize;

use super::{FieldType, KindSpec, PartRecord, Value, kind};
use crate::{lists::Lists, plain, problem::Problems, statutory::RiskAssessmentOutcome, time::FactTime};

/// Checks what holds for a part by itself.
pub(super) fn check(record: &PartRecord, spec: &'static KindSpec, problems: &mut Problems) {
    for field in &spec.field {
        let Some(Value::Codes(codes)) = record.fields.get(&field.code) else { continue };
        let Some(list) = field.list.as_deref().and_then(|list| Lists::built_in().find(list)) else { continue };
        let alone = codes.iter().find(|code| list.find(code).is_some_and(|item| item.is("alone")));
        if let Some(alone) = alone.filter(|_| codes.len() > 1) {
            let label = list.find(alone).map_or(alone.as_str(), |item| &item.label);
            problems.add(
                &field.code,
                format!("\u{201c}{label}\u{201d} leaves no room for another answer. Choose it alone, or take it away."),
            );
        }
        if list.kind != crate::lists::ListKind::Extendable && codes.iter().any(|code| list.find(code).is_none()) {
            problems.add(&field.code, "Choose from the list.");
        }
    }
    for (first, last, message) in ORDER {
        let (Some(first_field), Some(last_field)) = (spec.find(first), spec.find(last)) else { continue };
        if let (Some(from), Some(to)) = (record.when(&first_field.code), record.when(&last_field.code))
            && surely_before(&to, &from)
        {
            problems.add(&last_field.code, format!("{message} {} is before {}.", to.text(), from.text()));
        }
    }
    if record.kind == kind::CANDOUR_DECISION && record.code("threshold") == Some("not_met") {
        // Domain 3.3: below the threshold is a decision with its reason.
        for (field, message) in [
            ("why", "Say why it is below the threshold. The decision is asked for later, and the reason with it."),
            ("decided_by", "Say who decided that it is below the threshold."),
        ] {
            if record.text(field).is_empty() {
                problems.add(field, message);
            }
        }
    }
    if record.kind == kind::TOLD && record.code("who") == Some("person_who_raised") && !record.text("name").is_empty() {
        problems.add(
            "name",
            "Leave the name out here: who raised a concern is kept apart. Record it under \u{201c}Person who raised it\u{201d}.",
        );
    }
    if record.kind == kind::RISK_RESULT {
        let assessed = record.code("risk_assessment_outcome").and_then(RiskAssessmentOutcome::from_code);
        // SAC 2.4: the risk outcome is asked exactly where risk was identified.
        if assessed.is_some_and(RiskAssessmentOutcome::risk_identified)
            && matches!(record.code("risk_outcome"), Some("not_applicable"))
        {
            problems
                .add("risk_outcome", "Risk was identified, so say what became of it: remained, reduced or removed.");
        }
    }
}

/// Pairs of dates of one part of which the second cannot come first.
const ORDER: &[(&str, &str, &str)] = &[
    ("since", "ended", "Waiting cannot end before it began."),
    ("since", "until", "It cannot end before it began."),
    ("chased", "answered", "An answer cannot come before the question."),
    ("asked_for_on", "began_on", "An advocate cannot begin before one was asked for."),
    ("requested_on", "due_on", "A report cannot be due before it was asked for."),
    ("agreed_on", "first_review_due", "A plan cannot be reviewed before it was agreed."),
    ("held_on", "next_due", "The next review cannot be due before this one was held."),
    ("referred_on", "decision_on", "A decision cannot come before the referral."),
    ("happened", "ended", "It cannot end before it began."),
];

/// What is known around a part when it is recorded.
#[derive(Debug, Clone)]
pub struct Around {
    /// When the service became aware; none for a part that cases share.
    pub aware: Option<FactTime>,
    /// The adult's date of birth, if known.
    pub born: Option<NaiveDate>,
    /// When the concern was first sent to the council.
    pub referred: Option<FactTime>,
    /// When the council first decided.
    pub decided: Option<FactTime>,
    /// Now, in milliseconds since 1970.
    pub now: i64,
}

/// Something that can hardly be, or cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Doubt {
    /// Its code, under which the reason is kept.
    pub code: &'static str,
    /// The field it is about.
    pub field: &'static str,
    /// What seems wrong, as a question.
    pub message: String,
}

/// What seems wrong with a part's dates, given what stands around it. Those that cannot be go to `problems`; those that
/// real life allows are returned, to be asked about and kept with a reason.
pub fn doubts(record: &PartRecord, around: &Around, problems: &mut Problems) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let Some(spec) = record.spec() else { return doubts };
    for field in &spec.field {
        if !matches!(field.takes, FieldType::Date | FieldType::When) {
            continue;
        }
        let Some(at) = record.when(&field.code) else { continue };
        // Only what lands on the chronology has happened; a due date may lie ahead.
        let is_fact = field.line.is_some();
        if is_fact && at.sort_key() > around.now + 60_000 {
            problems.add(&field.code, "That moment has not come yet. Record it once it has happened.");
        }
        if around.born.is_some_and(|born| at.date < born) {
            problems.add(&field.code, "That is before the adult was born. Check the year.");
        }
    }
    let mut doubt = |code, field, message: String| doubts.push(Doubt { code, field, message });
    if let Some(aware) = around.aware {
        let fact = |field: &str| record.when(field).filter(|at| surely_before(at, &aware));
        let before = |at: &FactTime, what: &str| {
            format!("{what} on {}, before you became aware on {}. Is that right?", at.text(), aware.text())
        };
        match record.kind.as_str() {
            kind::REFERRAL => {
                if let Some(at) = fact("sent") {
                    doubt("referral_before_awareness", "sent", before(&at, "The concern was referred"));
                }
            }
            kind::LA_DECISION => {
                if let Some(at) = fact("decided_on") {
                    doubt("decision_before_awareness", "decided_on", before(&at, "The council decided"));
                } else if let (Some(at), Some(referred)) = (record.when("decided_on"), around.referred)
                    && surely_before(&at, &referred)
                {
                    doubt(
                        "decision_before_referral",
                        "decided_on",
                        format!(
                            "The council decided on {}, before the concern was sent on {}. Is that right?",
                            at.text(),
                            referred.text()
                        ),
                    );
                }
            }
            kind::CQC_NOTIFICATION => {
                if let Some(at) = fact("submitted") {
                    doubt("notified_before_awareness", "submitted", before(&at, "CQC was notified"));
                }
            }
            kind::LA_CLOSURE => {
                if let Some(at) = fact("closed_on") {
                    problems.add(
                        "closed_on",
                        format!(
                            "The council cannot have closed on {}, before you became aware on {}. Correct whichever is wrong.",
                            at.text(),
                            aware.text()
                        ),
                    );
                } else if let (Some(at), Some(decided)) = (record.when("closed_on"), around.decided)
                    && surely_before(&at, &decided)
                {
                    problems.add(
                        "closed_on",
                        format!(
                            "The council cannot have closed on {}, before it decided on {}. Correct whichever is wrong.",
                            at.text(),
                            decided.text()
                        ),
                    );
                }
            }
            kind::FINDING | kind::RISK_RESULT | kind::REPORT_SUBMITTED => {
                let field = if record.kind == kind::REPORT_SUBMITTED { "sent" } else { "decided_on" };
                if let Some(at) = fact(field) {
                    problems.add(
                        spec.find(field).map_or("decided_on", |field| &field.code),
                        format!("{} is before you became aware on {}. Check the date.", at.text(), aware.text()),
                    );
                }
            }
            _ => {}
        }
    }
    if record.kind == kind::ALLEGATION
        && let Some(at) = record.when("happened")
        && around.now / 86_400_000 - at.sort_key() / 86_400_000 > 365 * 20
    {
        doubt(
            "happened_long_ago",
            "happened",
            format!("{} is more than 20 years ago. Is the year right?", plain::date(at.date)),
        );
    }
    doubts
}

/// Whether one time is certainly before another: by the day, or by the minute where both are known.
#[must_use]
pub fn surely_before(one: &FactTime, other: &FactTime) -> bool {
    match (one.moment(), other.moment()) {
        (Some(one), Some(other)) => one < other,
        _ => one.date < other.date,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)] // tests may panic
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        CaseId, PartId,
        part::{FieldInput, Owner, Refused, catalogue},
        time::WhenInput,
    };

    fn typed(fields: &[(&str, &str)]) -> BTreeMap<String, FieldInput> {
        fields
            .iter()
            .map(|(code, value)| {
                let (date, time) = value.split_once('T').map_or((*value, None), |(d, t)| (d, Some(t.to_owned())));
                let input = FieldInput {
                    text: (*value).to_owned(),
                    codes: value.split(' ').map(ToOwned::to_owned).collect(),
                    when: Some(WhenInput { date: date.to_owned(), time, offset_min: None, about: false }),
                };
                ((*code).to_owned(), input)
            })
            .collect()
    }

    fn read(kind: &str, fields: &[(&str, &str)]) -> Result<PartRecord, Refused> {
        let spec = catalogue::find(kind).unwrap();
        PartRecord::read(PartId([1; 16]), Owner::Case(CaseId([2; 16])), spec, &typed(fields))
    }

    fn problem(kind: &str, fields: &[(&str, &str)]) -> (&'static str, String) {
        match read(kind, fields) {
            Err(Refused::Fields(mut problems)) => {
                let problem = problems.remove(0);
                (problem.field, problem.message)
            }
            other => panic!("{other:?}"),
        }
    }

    const ALLEGATION: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";

    // SAC 2.4: a risk outcome is required exactly where the risk assessment outcome begins "Risk identified".
    #[test]
    fn the_risk_outcome_hangs_on_the_risk_assessment_outcome() {
        let base = [("allegation", ALLEGATION), ("decided_on", "2026-03-17")];
        let with = |more: &[(&'static str, &'static str)]| [&base, more].concat();
        let (field, _) = problem("risk_result", &with(&[("risk_assessment_outcome", "risk_action")]));
        assert_eq!(field, "risk_outcome");
        let (field, _) = problem(
            "risk_result",
            &with(&[("risk_assessment_outcome", "risk_action"), ("risk_outcome", "not_applicable")]),
        );
        assert_eq!(field, "risk_outcome");
        let kept =
            read("risk_result", &with(&[("risk_assessment_outcome", "risk_action"), ("risk_outcome", "reduced")]));
        assert_eq!(kept.unwrap().risk_result().unwrap().1, crate::statutory::RiskOutcome::Reduced);
        // An answer to a question that is no longer asked is not kept.
        let none =
            read("risk_result", &with(&[("risk_assessment_outcome", "no_risk_action"), ("risk_outcome", "removed")]));
        let none = none.unwrap();
        assert_eq!(none.risk_result().unwrap().1, crate::statutory::RiskOutcome::NotApplicable);
        assert!(!none.fields.contains_key("risk_outcome"));
    }

    // Domain 1.1: "no action" excludes every other route.
    #[test]
    fn an_answer_that_stands_alone_leaves_room_for_no_other() {
        let (field, _) = problem(
            "la_decision",
            &[
                ("decision", "no_further_action"),
                ("decided_on", "2026-02-10"),
                ("non_s42_route", "no_action case_management"),
            ],
        );
        assert_eq!(field, "non_s42_route");
    }

    fn around() -> Around {
        let at = |text: &str| crate::time::parse_when(text).unwrap();
        Around {
            aware: Some(at("2026-02-07T13:05")),
            born: Some("1941-06-01".parse().unwrap()),
            referred: None,
            decided: Some(at("2026-02-10")),
            now: at("2026-11-25T09:00").sort_key(),
        }
    }

    #[test]
    fn a_referral_before_awareness_is_asked_about_and_a_closure_before_the_decision_refused() {
        let early = read("referral", &[("to", "Council"), ("sent", "2026-02-07T12:40")]).unwrap();
        let mut problems = Problems::new();
        let asked = doubts(&early, &around(), &mut problems);
        assert_eq!((asked.len(), asked[0].code), (1, "referral_before_awareness"));
        assert!(problems.into_result().is_ok());
        let closed = read("la_closure", &[("closed_on", "2026-02-09")]).unwrap();
        let mut problems = Problems::new();
        assert!(doubts(&closed, &around(), &mut problems).is_empty());
        assert_eq!(problems.into_result().unwrap_err()[0].field, "closed_on");
    }

    #[test]
    fn what_has_not_happened_or_was_before_birth_is_refused_and_a_due_date_ahead_is_not() {
        let refused = |kind, fields: &[(&str, &str)]| {
            let mut problems = Problems::new();
            let record = read(kind, fields).unwrap();
            doubts(&record, &around(), &mut problems);
            problems.into_result().err().map(|problems| problems[0].field)
        };
        assert_eq!(refused("referral", &[("to", "Council"), ("sent", "2026-11-26")]), Some("sent"));
        assert_eq!(refused("referral", &[("to", "Council"), ("sent", "1926-02-07")]), Some("sent"));
        let enquiry = [("caused_to_enquire_by", "provider"), ("requested_on", "2026-11-20"), ("due_on", "2026-12-18")];
        assert_eq!(refused("enquiry", &enquiry), None);
        assert_eq!(
            problem(
                "enquiry",
                &[("caused_to_enquire_by", "provider"), ("requested_on", "2026-11-20"), ("due_on", "2026-11-18")]
            )
            .0,
            "due_on"
        );
    }
}
