//! Our time, and the time the case waited for somebody else.

use domain::{
    case::CaseState,
    lists::Lists,
    part::kind,
    plain,
    time::{FactTime, uk_local},
    timeline::EventKind,
    two_clocks::{Stretch, Turn, Waiting, With, stretches, totals},
};
use serde::Serialize;

use crate::{
    Session,
    parts::CaseParts,
    reference::Labels,
    timeline::{Fact, Source},
};

/// How long one body had the case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct BodyTime {
    /// "With us", "Waiting for the council".
    pub label: String,
    /// "12 days 3 h".
    pub value: String,
    /// Minutes, for drawing.
    pub minutes: u32,
    /// Whether it is ours.
    pub ours: bool,
    /// Whether it has the case now.
    pub now: bool,
}

/// One stretch of time.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct StretchRow {
    /// With whom.
    pub label: String,
    /// Whether it was with us.
    pub ours: bool,
    /// From when, in words.
    pub from: String,
    /// Until when; none while it lasts.
    pub to: Option<String>,
    /// How long.
    pub length: String,
    /// The fact that began it.
    pub because: String,
}

/// Somebody who was reminded.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ChaseRow {
    /// The part that holds it.
    pub part: String,
    /// Who.
    pub body: String,
    /// When.
    pub chased: String,
    /// About what.
    pub about: String,
    /// When they answered; none while they did not.
    pub answered: Option<String>,
}

/// The two clocks.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct TwoClocks {
    /// How long each body had the case.
    pub totals: Vec<BodyTime>,
    /// The stretches, oldest first.
    pub stretches: Vec<StretchRow>,
    /// The chase log, newest first.
    pub chases: Vec<ChaseRow>,
    /// "Waiting for the council since 10 February, 2 chases, none answered."
    pub now: Option<String>,
}

/// The clocks of a case.
pub(super) fn view(
    session: &Session,
    labels: &Labels,
    aware: &FactTime,
    parts: &CaseParts,
    facts: &[Fact],
) -> TwoClocks {
    let turns: Vec<Turn> = facts.iter().map(|fact| turn(fact, parts)).collect();
    let waits: Vec<Waiting> = parts
        .of(kind::WAIT)
        .filter_map(|part| {
            Some(Waiting {
                since: part.record.when("since")?,
                ended: part.record.when("ended"),
                with: with_body(labels, part.record.code("body")),
                because: part.record.text("what").to_owned(),
            })
        })
        .collect();
    let run = stretches(aware, &turns, &waits, session.now);
    let current = run.last().filter(|stretch| stretch.to.is_none());
    let chases: Vec<ChaseRow> = parts
        .of(kind::CHASE)
        .rev()
        .map(|part| ChaseRow {
            part: part.record.id.to_string(),
            body: label_of(&with_body(labels, part.record.code("body"))).1,
            chased: part.record.when("chased").map(|at| at.text()).unwrap_or_default(),
            about: part.record.text("about").to_owned(),
            answered: part.record.when("answered").map(|at| at.text()),
        })
        .collect();
    TwoClocks {
        now: current.filter(|stretch| stretch.with != With::Us).map(|stretch| waiting_words(stretch, &chases)),
        totals: totals(&run, session.now)
            .into_iter()
            .map(|(with, length)| BodyTime {
                label: label_of(&with).0,
                value: plain::duration(length),
                minutes: u32::try_from(length.num_minutes()).unwrap_or(u32::MAX),
                ours: with == With::Us,
                now: current.is_some_and(|stretch| stretch.with == with),
            })
            .collect(),
        stretches: run
            .iter()
            .map(|stretch| StretchRow {
                label: label_of(&stretch.with).0,
                ours: stretch.with == With::Us,
                from: plain::date_time(uk_local(stretch.from)),
                to: stretch.to.map(|to| plain::date_time(uk_local(to))),
                length: plain::duration(stretch.length(session.now)),
                because: stretch.because.clone(),
            })
            .collect(),
        chases,
    }
}

fn waiting_words(stretch: &Stretch, chases: &[ChaseRow]) -> String {
    let (label, body) = label_of(&stretch.with);
    let since = plain::date(uk_local(stretch.from).date());
    let of_body: Vec<&ChaseRow> = chases.iter().filter(|chase| chase.body == body).collect();
    let unanswered = of_body.iter().filter(|chase| chase.answered.is_none()).count();
    let chased = match (of_body.len(), unanswered) {
        (0, _) => "not chased yet".to_owned(),
        (all, 0) => format!("chased {}, each answered", plain::count_of(all as u64, "time", "times")),
        (all, open) => format!("chased {}, {open} not answered", plain::count_of(all as u64, "time", "times")),
    };
    format!("{label} since {since}; {chased}.")
}

/// What a fact means for the clocks.
fn turn(fact: &Fact, parts: &CaseParts) -> Turn {
    let part = match &fact.source {
        Source::Part { id, .. } => parts.find(*id).map(|part| &part.record),
        Source::Entry(_) => None,
    };
    let to = match (fact.record.kind, part) {
        (EventKind::EnquiryAsked, Some(part)) => part.code("caused_to_enquire_by").map(enquirer),
        (EventKind::CouncilResponse, Some(part)) => match part.code("response") {
            Some("more_information" | "rejected") => Some(With::Us),
            _ => None,
        },
        _ => None,
    };
    Turn {
        at: fact.record.at,
        kind: fact.record.kind,
        decision: part.and_then(domain::part::PartRecord::la_decision),
        to,
        moved_to: part
            .filter(|part| part.kind == kind::STAGE_MOVE)
            .and_then(|part| part.code("to").and_then(CaseState::from_code)),
        because: fact.record.kind.label().to_owned(),
    }
}

fn enquirer(code: &str) -> With {
    match code {
        "provider" => With::Us,
        "la_social_worker" => With::council(),
        "police" => With::Other("Police".to_owned()),
        other => With::Other(Lists::built_in().label("caused_to_enquire_by", other).unwrap_or(other).to_owned()),
    }
}

fn with_body(labels: &Labels, code: Option<&str>) -> With {
    match code {
        Some("council") => With::council(),
        Some("police") => With::Other("Police".to_owned()),
        Some("cqc") => With::Other("CQC".to_owned()),
        Some(code) => With::Other(labels.label("body", code)),
        None => With::Other("Somebody else".to_owned()),
    }
}

/// The label of a clock, and the body itself.
fn label_of(with: &With) -> (String, String) {
    match with {
        With::Us => ("With us".to_owned(), "Us".to_owned()),
        With::Other(body) => {
            let named = match body.as_str() {
                "Council" => "the council".to_owned(),
                "Police" => "the police".to_owned(),
                other => other.to_owned(),
            };
            (format!("Waiting for {named}"), body.clone())
        }
    }
}
