//! Duties beside the council's: which apply to a case, which are done, which were considered and not done, and why.
//!
//! Sources: CQC (Registration) Regulations 2009; Health and Social Care Act 2008 (Regulated Activities) Regulations 2014,
//! regulation 20; Safeguarding Vulnerable Groups Act 2006 (referral to the DBS); Care Act 2014, section 44.

use crate::{
    access::Compartment,
    lists::Lists,
    part::{PartRecord, kind},
    plain,
    statutory::Finding,
    timeline::EventKind,
};

/// One duty, by its code in the list `duty`; notifications to CQC by their regulation as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its code in the list `duty`.
    pub code: &'static str,
    /// The regulation, for a notification to CQC.
    pub regulation: Option<String>,
    /// In words.
    pub label: String,
    /// Whether it applies.
    pub applies: Applies,
    /// Why, in a sentence.
    pub why: String,
    /// Where it stands.
    pub stands: Stands,
    /// Whom it is kept from.
    pub compartment: Compartment,
    /// The kind of part that records it.
    pub recorded_by: &'static str,
}

/// Whether a duty applies to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// What is recorded makes it apply.
    Yes,
    /// Somebody has to think about it.
    Consider,
}

/// Where a duty stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// Done: what and when, in words.
    Done(Vec<String>),
    /// Begun and not ended: what is missing.
    Under(Vec<String>),
    /// Considered and not done: by whom and why.
    NotDone(Vec<String>),
    /// Nothing recorded.
    Open,
}

/// What duties hang on.
#[derive(Debug, Clone, Copy)]
pub struct Recorded<'a> {
    /// The parts that this session may read, none in the bin.
    pub parts: &'a [&'a PartRecord],
    /// Kinds of facts on the chronology, those typed by hand among them.
    pub facts: &'a [EventKind],
}

impl<'a> Recorded<'a> {
    fn of(self, kind: &'a str) -> impl Iterator<Item = &'a PartRecord> {
        self.parts.iter().copied().filter(move |part| part.kind == kind)
    }

    fn has(self, kind: &'a str) -> bool {
        self.of(kind).next().is_some()
    }

    fn tagged(self, kind: &'a str, field: &'a str, list: &'a str, tag: &'a str) -> bool {
        let list = Lists::built_in().find(list);
        self.of(kind).any(|part| part.code(field).and_then(|code| list?.find(code)).is_some_and(|item| item.is(tag)))
    }

    /// A record that a duty was considered and not done.
    fn not_done(self, code: &str, regulation: Option<&str>) -> Vec<String> {
        self.parts
            .iter()
            .filter(|part| part.kind == kind::DUTY_NOT_DONE && part.code("duty") == Some(code))
            .filter(|part| regulation.is_none() || part.code("regulation") == regulation)
            .map(|part| {
                let on = part.when("decided_on").map(|at| at.text()).unwrap_or_default();
                format!("{on}, {}: {}", part.text("decided_by"), part.text("why"))
            })
            .collect()
    }

    /// Whether R-D1 asks for a record of a decision on a referral to the DBS: somebody left or was moved during it, and
    /// an allegation was substantiated at least in part.
    #[must_use]
    pub fn needs_dbs_decision(self) -> bool {
        let found = self
            .of(kind::FINDING)
            .any(|part| matches!(part.finding(), Some(Finding::Substantiated | Finding::PartiallySubstantiated)));
        found && self.tagged(kind::STAFF_MATTER, "hr_outcome", "hr_outcome", "left_or_removed")
    }

    /// Whether a decision on a referral to the DBS is recorded: referred, or why not.
    #[must_use]
    pub fn has_dbs_decision(self) -> bool {
        self.of(kind::DBS_REFERRAL)
            .any(|part| part.when("referred_on").is_some() || !part.text("not_referred_reason").is_empty())
            || !self.not_done("dbs", None).is_empty()
    }
}

/// The place in the list of the one step of the duty of candour that is not asked of everybody: trying to reach somebody
/// is for those who cannot or will not be contacted.
const STEP_FOR_SOME: usize = 5;

/// The matrix of duties of a case, those that apply first as they stand in the list.
#[must_use]
pub fn matrix(recorded: Recorded<'_>) -> Vec<Duty> {
    let allegation = recorded.has(kind::ALLEGATION);
    let mut duties = vec![referral(recorded, allegation)];
    duties.extend(notifications(recorded, allegation));
    duties.push(candour(recorded));
    duties.push(simple(
        recorded,
        "police",
        "police_contact",
        "Where what is alleged may be a crime. Agree with the police before anybody is interviewed.",
    ));
    duties.push(dbs(recorded));
    duties.push(simple(
        recorded,
        "professional_body",
        "professional_referral",
        "Where somebody concerned is registered with a professional regulator.",
    ));
    duties.push(simple(
        recorded,
        "position_of_trust",
        "position_of_trust",
        "Where somebody who works with adults may have harmed one, or behaved so that they might.",
    ));
    duties.push(simple(
        recorded,
        "lado",
        "lado",
        "Where somebody concerned also works with children, or children may be at risk.",
    ));
    let died = recorded.of(kind::CQC_NOTIFICATION).any(|part| part.code("regulation") == Some("death"));
    duties.push(simple(
        recorded,
        "sar",
        "sar_considered",
        "Where an adult died of abuse or neglect, known or suspected, or lives after serious abuse or neglect, and there is concern about how partners worked together (Care Act 2014, section 44). A Safeguarding Adults Review.",
    ));
    let spoke_up = simple(
        recorded,
        "whistleblowing",
        "whistleblowing",
        "Where somebody who works here spoke up. Their identity is kept apart.",
    );
    let applies = if recorded.has("whistleblowing") { Applies::Yes } else { Applies::Consider };
    duties.push(Duty { applies, ..spoke_up });
    duties.extend(told(recorded, allegation, died));
    duties
}

fn label(code: &str) -> String {
    Lists::built_in().label("duty", code).unwrap_or(code).to_owned()
}

fn referral(recorded: Recorded<'_>, allegation: bool) -> Duty {
    let sent: Vec<String> = recorded
        .of(kind::REFERRAL)
        .map(|part| {
            let on = part.when("sent").map(|at| at.text()).unwrap_or_default();
            with_reference(&format!("{on}, to {}", part.text("to")), part)
        })
        .collect();
    let kept = recorded.of(kind::INTERNAL_DECISION).map(|part| {
        let on = part.when("decided").or_else(|| part.when("decided_on")).map(|at| at.text()).unwrap_or_default();
        format!("{on}, {}: {}", part.text("decided_by"), part.text("reason"))
    });
    let not_done: Vec<String> = kept.chain(recorded.not_done("la_referral", None)).collect();
    let stands = if !sent.is_empty() {
        Stands::Done(sent)
    } else if recorded.facts.contains(&EventKind::Referral) {
        Stands::Done(vec!["Recorded on the chronology".to_owned()])
    } else if !not_done.is_empty() {
        Stands::NotDone(not_done)
    } else {
        Stands::Open
    };
    Duty {
        code: "la_referral",
        regulation: None,
        label: label("la_referral"),
        applies: if allegation { Applies::Yes } else { Applies::Consider },
        why: "A concern is raised where an adult may have needs for care and support and may be experiencing abuse or neglect, or be at risk of it.".to_owned(),
        stands,
        compartment: Compartment::General,
        recorded_by: kind::REFERRAL,
    }
}

fn with_reference(text: &str, part: &PartRecord) -> String {
    match part.text("reference") {
        "" => text.to_owned(),
        reference => format!("{text}, reference {reference}"),
    }
}

/// Notifications to CQC. R-N1: any allegation opens the one of abuse at once. R-N2: the council's decision does not
/// cancel it. R-N3: not notifying is recorded with who and why. R-N4: time, reference, and an update at the outcome.
fn notifications(recorded: Recorded<'_>, allegation: bool) -> Vec<Duty> {
    let police = recorded.has("police_contact");
    let list = Lists::built_in().find("cqc_regulation").map(|list| list.item.as_slice()).unwrap_or_default();
    list.iter()
        .filter_map(|item| {
            let applies = match item.code.as_str() {
                "abuse" => allegation,
                "police" => police,
                _ => false,
            };
            let sent: Vec<&PartRecord> = recorded
                .of(kind::CQC_NOTIFICATION)
                .filter(|part| part.code("regulation") == Some(item.code.as_str()))
                .collect();
            let not_done = recorded.not_done("cqc_notification", Some(&item.code));
            let by_hand = item.code == "abuse"
                && sent.is_empty()
                && !recorded.has(kind::CQC_NOTIFICATION)
                && recorded.facts.contains(&EventKind::CqcNotification);
            if !applies && sent.is_empty() && not_done.is_empty() && !by_hand {
                return None;
            }
            let stands = if sent.is_empty() {
                match (by_hand, not_done.is_empty()) {
                    (true, _) => Stands::Done(vec!["Recorded on the chronology".to_owned()]),
                    (false, false) => Stands::NotDone(not_done),
                    (false, true) => Stands::Open,
                }
            } else {
                notified(recorded, &sent)
            };
            let why = match item.code.as_str() {
                "abuse" => "Any allegation of abuse is notified without delay, whatever the council decides (regulation 18). The law gives no number of hours.".to_owned(),
                "police" => "An incident that was reported to the police or is investigated by them is notified without delay (regulation 18).".to_owned(),
                _ => item.note.clone().unwrap_or_else(|| "Recorded in this case.".to_owned()),
            };
            Some(Duty {
                code: "cqc_notification",
                regulation: Some(item.code.clone()),
                label: format!("{}: {}", label("cqc_notification"), item.label),
                applies: if applies { Applies::Yes } else { Applies::Consider },
                why,
                stands,
                // What was reported to the police may itself be police-sensitive.
                compartment: if item.code == "police" { Compartment::Police } else { Compartment::General },
                recorded_by: kind::CQC_NOTIFICATION,
            })
        })
        .collect()
}

fn notified(recorded: Recorded<'_>, sent: &[&PartRecord]) -> Stands {
    let mut lines: Vec<String> = sent
        .iter()
        .map(|part| with_reference(&part.when("submitted").map(|at| at.text()).unwrap_or_default(), part))
        .collect();
    // An update tells the outcome once there is one, and belongs to its own notification; where none is named, there can
    // be one only.
    let alone = recorded.of(kind::CQC_NOTIFICATION).count() == 1;
    let outcome = recorded.parts.iter().filter_map(|part| match part.kind.as_str() {
        kind::FINDING => part.when("decided_on"),
        kind::LA_CLOSURE => part.when("closed_on"),
        _ => None,
    });
    let known_on = outcome.map(|at| at.date).min();
    let tells_it = |update: &PartRecord| {
        let of = update.parts("notification");
        let of_these = if of.is_empty() { alone } else { of.iter().any(|id| sent.iter().any(|part| part.id == *id)) };
        of_these && known_on.is_none_or(|known| update.when("sent").is_some_and(|at| at.date >= known))
    };
    let updates: Vec<String> = recorded
        .of("cqc_update")
        .filter(|update| tells_it(update))
        .map(|update| format!("Update {}", update.when("sent").map(|at| at.text()).unwrap_or_default()))
        .collect();
    let outcome_known = recorded.has(kind::FINDING) || recorded.facts.contains(&EventKind::LaClosure);
    if outcome_known && updates.is_empty() {
        lines.push("The outcome is known: tell CQC.".to_owned());
        return Stands::Under(lines);
    }
    lines.extend(updates);
    Stands::Done(lines)
}

fn candour(recorded: Recorded<'_>) -> Duty {
    let decision = recorded.of(kind::CANDOUR_DECISION).next();
    let mut steps: Vec<&str> = recorded.of(kind::CANDOUR_STEP).filter_map(|part| part.code("step")).collect();
    steps.sort_unstable();
    steps.dedup();
    let taken = format!("{} recorded.", plain::count_of(steps.len() as u64, "step", "steps"));
    let (applies, stands) = match decision.and_then(|part| part.code("threshold")) {
        Some("met") => {
            let met = "The threshold is met.".to_owned();
            let asked: Vec<&str> = Lists::built_in()
                .find("candour_step")
                .map(|list| list.item.iter().map(|item| item.code.as_str()).collect())
                .unwrap_or_default();
            let missing: Vec<String> = asked
                .iter()
                .enumerate()
                .filter(|(place, code)| *place != STEP_FOR_SOME && !steps.contains(code))
                .map(|(_, code)| {
                    format!("Not recorded: {}", Lists::built_in().label("candour_step", code).unwrap_or(code))
                })
                .collect();
            if missing.is_empty() {
                (Applies::Yes, Stands::Done(vec![met, taken]))
            } else {
                (Applies::Yes, Stands::Under([vec![met], missing].concat()))
            }
        }
        Some("not_met") => {
            let part = decision.map(|part| format!("{}: {}", part.text("decided_by"), part.text("why")));
            (Applies::Consider, Stands::NotDone(part.into_iter().collect()))
        }
        Some(_) => (
            Applies::Consider,
            Stands::Under(vec!["Waiting for a health professional\u{2019}s view.".to_owned(), taken]),
        ),
        None if !steps.is_empty() => {
            (Applies::Consider, Stands::Under(vec!["The decision on the threshold is not recorded.".to_owned(), taken]))
        }
        None => (Applies::Consider, Stands::Open),
    };
    Duty {
        code: "candour",
        regulation: None,
        label: label("candour"),
        applies,
        why: "Where, in a health professional\u{2019}s reasonable opinion, something unintended or unexpected in the care led to death, harm that lasts 28 days or more, or treatment to prevent these (regulation 20, adult social care). Below it, being open applies all the same.".to_owned(),
        stands,
        compartment: Compartment::General,
        recorded_by: kind::CANDOUR_DECISION,
    }
}

/// Both conditions: removed from regulated activity, or would have been; and relevant conduct, the harm test, or a
/// caution or conviction.
fn dbs(recorded: Recorded<'_>) -> Duty {
    let needed = recorded.needs_dbs_decision();
    let first = needed
        || recorded.tagged(kind::STAFF_MATTER, "measure", "staff_measure", "removed_from_regulated_activity")
        || recorded.of(kind::DBS_REFERRAL).any(|part| part.when("cond1_met_on").is_some());
    let second = recorded.of(kind::DBS_REFERRAL).any(|part| !part.codes("cond2_basis").is_empty());
    let mut done = Vec::new();
    let mut not_done = recorded.not_done("dbs", None);
    let mut under = Vec::new();
    for part in recorded.of(kind::DBS_REFERRAL) {
        match part.when("referred_on") {
            Some(on) => done.push(with_reference(&format!("Referred {}", on.text()), part)),
            None if !part.text("not_referred_reason").is_empty() => {
                not_done.push(part.text("not_referred_reason").to_owned());
            }
            None => under.push("Neither a referral nor a reason against it is recorded.".to_owned()),
        }
    }
    let why = match (first, second) {
        (true, true) => "Both conditions are recorded as met. The duty to refer arises then, with no number of days.",
        (true, false) => {
            "The first condition seems to be met: somebody left, was moved or is no longer allowed in regulated activity. Decide on the second: harmed, endangered, may harm, or a caution or conviction."
        }
        _ => {
            "Where somebody is moved out of regulated activity, or would have been had they not left, and harmed or may harm somebody. Suspension while it is looked into is usually not the first condition."
        }
    };
    let why = if needed {
        format!("{why} A finding was made and employment ended or changed: a decision has to be recorded.")
    } else {
        why.to_owned()
    };
    Duty {
        code: "dbs",
        regulation: None,
        label: label("dbs"),
        applies: if needed || (first && second) { Applies::Yes } else { Applies::Consider },
        why,
        stands: stands(done, under, not_done),
        compartment: Compartment::StaffMatter,
        recorded_by: kind::DBS_REFERRAL,
    }
}

/// A duty that one kind of part records. It is done once the first date that goes on the chronology is known; a record
/// that holds a reason against it says that it was not, and any other is only begun.
fn simple(recorded: Recorded<'_>, code: &'static str, kind: &'static str, why: &str) -> Duty {
    let spec = crate::part::catalogue::find(kind);
    let dated = spec.and_then(|spec| spec.field.iter().find(|field| field.line.is_some()));
    let (mut done, mut under, mut not_done) = (Vec::new(), Vec::new(), recorded.not_done(code, None));
    for part in recorded.of(kind) {
        match dated.and_then(|field| part.when(&field.code)) {
            Some(on) => done.push(with_reference(&on.text(), part)),
            None if !part.text("not_referred_reason").is_empty() => {
                not_done.push(part.text("not_referred_reason").to_owned());
            }
            None => under.push("Recorded without the day on which it was done.".to_owned()),
        }
    }
    Duty {
        code,
        regulation: None,
        label: label(code),
        applies: Applies::Consider,
        why: why.to_owned(),
        stands: stands(done, under, not_done),
        compartment: spec.map_or(Compartment::General, |spec| spec.compartment),
        recorded_by: kind,
    }
}

/// What is begun and not ended comes before what was done, and that before what was decided against.
fn stands(done: Vec<String>, under: Vec<String>, not_done: Vec<String>) -> Stands {
    if !under.is_empty() {
        Stands::Under(under)
    } else if !done.is_empty() {
        Stands::Done(done)
    } else if !not_done.is_empty() {
        Stands::NotDone(not_done)
    } else {
        Stands::Open
    }
}

/// Bodies that are told without a form of their own: shown where they were told, considered, or likely.
fn told(recorded: Recorded<'_>, allegation: bool, died: bool) -> Vec<Duty> {
    let rows: [(&'static str, bool, &str); 4] = [
        ("commissioner_told", allegation, "As the contract with whoever buys the care says."),
        ("hse_riddor", false, "Where somebody was hurt in an accident at work."),
        ("coroner", died, "Where somebody died and the cause is not known, or is not natural."),
        ("leder", died, "Where an adult with a learning disability or an autistic adult died."),
    ];
    rows.into_iter()
        .filter_map(|(code, likely, why)| {
            let done: Vec<String> = recorded
                .of("body_told")
                .filter(|part| part.code("duty") == Some(code))
                .map(|part| with_reference(&part.when("when").map(|at| at.text()).unwrap_or_default(), part))
                .collect();
            let not_done = recorded.not_done(code, None);
            let stands = stands(done, Vec::new(), not_done);
            (likely || stands != Stands::Open).then(|| Duty {
                code,
                regulation: None,
                label: label(code),
                applies: Applies::Consider,
                why: why.to_owned(),
                stands,
                compartment: Compartment::General,
                recorded_by: "body_told",
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        CaseId, PartId,
        part::{FieldInput, Owner, catalogue},
        time::WhenInput,
    };

    fn part(kind: &str, fields: &[(&str, &str)]) -> PartRecord {
        let typed: BTreeMap<String, FieldInput> = fields
            .iter()
            .map(|(code, value)| {
                let when = WhenInput { date: (*value).to_owned(), time: None, offset_min: None, about: false };
                let input =
                    FieldInput { text: (*value).to_owned(), codes: vec![(*value).to_owned()], when: Some(when) };
                ((*code).to_owned(), input)
            })
            .collect();
        PartRecord::read(PartId([7; 16]), Owner::Case(CaseId([1; 16])), catalogue::find(kind).unwrap(), &typed).unwrap()
    }

    fn allegation() -> PartRecord {
        part("allegation", &[("what", "Held on the floor"), ("types", "physical")])
    }

    fn row(parts: &[PartRecord], code: &str, regulation: Option<&str>) -> Option<Duty> {
        let parts: Vec<&PartRecord> = parts.iter().collect();
        matrix(Recorded { parts: &parts, facts: &[] })
            .into_iter()
            .find(|duty| duty.code == code && duty.regulation.as_deref() == regulation)
    }

    // R-N1 and R-N2: an allegation opens the notification of abuse, and a council that decides against an enquiry does
    // not close it.
    #[test]
    fn an_allegation_opens_the_notification_whatever_the_council_decides() {
        assert!(row(&[], "cqc_notification", Some("abuse")).is_none());
        let refused = part("la_decision", &[("decision", "no_further_action"), ("decided_on", "2026-02-10")]);
        let open = row(&[allegation(), refused], "cqc_notification", Some("abuse")).unwrap();
        assert_eq!((open.applies, open.stands), (Applies::Yes, Stands::Open));
    }

    // R-N3: not notifying is recorded with who and why. R-N4: an update is due once the outcome is known.
    #[test]
    fn not_notifying_has_a_reason_and_an_outcome_asks_for_an_update() {
        let because = part(
            "duty_not_done",
            &[
                ("duty", "cqc_notification"),
                ("regulation", "abuse"),
                ("decided_on", "2026-02-08"),
                ("decided_by", "Manager"),
                ("why", "Not in our service"),
            ],
        );
        let kept = row(&[allegation(), because], "cqc_notification", Some("abuse")).unwrap();
        assert_eq!(kept.stands, Stands::NotDone(vec!["8 February 2026, Manager: Not in our service".into()]));
        let sent =
            part("cqc_notification", &[("regulation", "abuse"), ("submitted", "2026-02-08"), ("reference", "N-1")]);
        let done = row(&[allegation(), sent.clone()], "cqc_notification", Some("abuse")).unwrap();
        assert_eq!(done.stands, Stands::Done(vec!["8 February 2026, reference N-1".into()]));
        let id = allegation().id.to_string();
        let finding =
            part("finding", &[("allegation", &id), ("finding", "substantiated"), ("decided_on", "2026-03-09")]);
        let due = row(&[allegation(), sent, finding], "cqc_notification", Some("abuse")).unwrap();
        assert!(matches!(due.stands, Stands::Under(lines) if lines.iter().any(|line| line.contains("tell CQC"))));
    }

    #[test]
    fn an_update_counts_once_the_outcome_is_known_and_for_its_own_notification() {
        let sent =
            part("cqc_notification", &[("regulation", "abuse"), ("submitted", "2026-02-08"), ("reference", "N-1")]);
        let id = allegation().id.to_string();
        let finding =
            part("finding", &[("allegation", &id), ("finding", "substantiated"), ("decided_on", "2026-03-09")]);
        let told = |on: &str, parts: &[PartRecord]| {
            let update = part("cqc_update", &[("sent", on), ("what", "The finding")]);
            let all = [&[allegation(), sent.clone(), finding.clone(), update], parts].concat();
            row(&all, "cqc_notification", Some("abuse")).unwrap().stands
        };
        assert!(matches!(told("2026-02-20", &[]), Stands::Under(_)), "before the outcome it tells none");
        assert!(matches!(told("2026-03-09", &[]), Stands::Done(_)));
        let another = part("cqc_notification", &[("regulation", "police"), ("submitted", "2026-02-09")]);
        assert!(matches!(told("2026-03-09", &[another]), Stands::Under(_)), "of which of two it is, nobody says");
    }

    #[test]
    fn a_duty_is_done_on_a_day_and_a_reason_against_it_is_no_referral() {
        let person = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";
        let of = |fields: &[(&str, &str)]| row(&[part("professional_referral", fields)], "professional_body", None);
        let body = ("body", "nmc");
        assert!(matches!(of(&[body, ("referred_on", "2026-03-01")]).unwrap().stands, Stands::Done(_)));
        let against = of(&[body, ("not_referred_reason", "Not registered")]).unwrap();
        assert_eq!(against.stands, Stands::NotDone(vec!["Not registered".into()]));
        assert!(matches!(of(&[body]).unwrap().stands, Stands::Under(_)));
        let lado = row(&[part("lado", &[("person", person)])], "lado", None).unwrap();
        assert!(matches!(lado.stands, Stands::Under(_)), "nobody was told yet");
    }

    // R-D1: dismissed or resigned during it, with a finding substantiated at least in part, needs a DBS decision.
    #[test]
    fn leaving_after_a_finding_needs_a_decision_on_the_dbs() {
        let id = allegation().id.to_string();
        let person = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";
        let finding =
            |result: &str| part("finding", &[("allegation", &id), ("finding", result), ("decided_on", "2026-03-09")]);
        let staff = |outcome: &str| part("staff_matter", &[("person", person), ("hr_outcome", outcome)]);
        let needs = |parts: &[PartRecord]| {
            let parts: Vec<&PartRecord> = parts.iter().collect();
            let recorded = Recorded { parts: &parts, facts: &[] };
            (recorded.needs_dbs_decision(), recorded.has_dbs_decision())
        };
        assert_eq!(needs(&[finding("partially_substantiated"), staff("resigned_during")]), (true, false));
        assert_eq!(needs(&[finding("not_substantiated"), staff("dismissed")]), (false, false));
        assert_eq!(needs(&[finding("substantiated"), staff("warning")]), (false, false));
        let referred = part("dbs_referral", &[("person", person), ("referred_on", "2026-02-24")]);
        assert_eq!(needs(&[finding("substantiated"), staff("dismissed"), referred]), (true, true));
    }

    // Regulation 20, threshold of adult social care: waiting for a clinician is an answer, and not the end.
    #[test]
    fn candour_waits_for_a_clinician_and_then_asks_for_its_steps() {
        let waiting = part("candour_decision", &[("threshold", "awaiting_clinician"), ("decided_on", "2026-02-09")]);
        assert!(matches!(row(&[waiting], "candour", None).unwrap().stands, Stands::Under(_)));
        let met = part("candour_decision", &[("threshold", "met"), ("decided_on", "2026-02-12")]);
        let Stands::Under(missing) = row(std::slice::from_ref(&met), "candour", None).unwrap().stands else {
            unreachable!()
        };
        // Six of seven steps; the one for people who cannot be reached is not asked of everybody.
        assert_eq!(missing.len(), 1 + 6);
        let steps: Vec<PartRecord> = Lists::built_in()
            .find("candour_step")
            .unwrap()
            .item
            .iter()
            .map(|item| part("candour_step", &[("step", &item.code), ("done", "2026-02-13")]))
            .collect();
        assert_eq!(steps.len(), 7);
        assert!(matches!(row(&[vec![met], steps].concat(), "candour", None).unwrap().stands, Stands::Done(_)));
    }
}
