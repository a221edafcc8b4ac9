//! A large store for benches: so many cases of equal size, with their people, events, allegations and evidence.
//!
//! It is written below the use cases, many records a change, since a hundred thousand commits would measure the disk. What
//! it holds is what the use cases would have written, and the store's own verification finds nothing wrong with it.

use domain::{
    CaseId, EventId, PartId, PersonId, ServiceId, UserId,
    access::Access,
    audit::Action,
    case::{CaseRecord, CaseState, case_reference},
    part::{Owner, PartRecord, Value},
    person::{PersonKind, PersonRecord},
    time::{FactTime, parse_when},
    timeline::{EventKind, EventRecord, Lane},
};
use std::collections::BTreeMap;
use store::revisions::{Change, Stamp};

/// How large a store is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Cases.
    pub cases: u64,
    /// Events of each case.
    pub events: u64,
    /// Pieces of evidence of each case.
    pub evidence: u64,
}

/// Cases written in one change.
const AT_ONCE: u64 = 50;

const FIRST: [&str; 24] = [
    "Ada", "Bert", "Cora", "Dan", "Edith", "Frank", "Gwen", "Hugh", "Ines", "Jack", "Kath", "Len", "Mabel", "Ned",
    "Olive", "Percy", "Queenie", "Ralph", "Stella", "Ted", "Una", "Vera", "Wilf", "Zena",
];
const LAST: [&str; 25] = [
    "Ashdown", "Birkett", "Cawley", "Draper", "Elstow", "Fenwick", "Garside", "Hallam", "Ingle", "Jessop", "Kirkham",
    "Lomas", "Mottram", "Naylor", "Ogden", "Pilling", "Quayle", "Ramsden", "Sugden", "Thwaite", "Unsworth", "Varley",
    "Wardle", "Yarrow", "Zeller",
];
const WORDS: [&str; 40] = [
    "visit",
    "tablets",
    "evening",
    "morning",
    "family",
    "told",
    "rang",
    "office",
    "rota",
    "late",
    "found",
    "floor",
    "bruise",
    "nurse",
    "ward",
    "discharge",
    "letter",
    "council",
    "meeting",
    "plan",
    "review",
    "kitchen",
    "door",
    "lounge",
    "held",
    "calm",
    "walked",
    "ate",
    "slept",
    "asked",
    "wanted",
    "daughter",
    "sister",
    "neighbour",
    "called",
    "came",
    "waited",
    "checked",
    "agreed",
    "recorded",
];

/// A small generator of numbers that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap()]
    }

    fn sentence(&mut self, words: u64) -> String {
        (0..words).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

fn bytes(kind: u8, number: u64) -> [u8; 16] {
    let mut id = [0_u8; 16];
    id[0] = kind;
    id[8..].copy_from_slice(&number.to_be_bytes());
    id
}

/// The identity of a case of the store, counted from 0.
pub fn case_id(number: u64) -> CaseId {
    CaseId(bytes(1, number))
}

/// The name of a case's adult.
pub fn name_of(number: u64) -> String {
    let mut numbers = Numbers(number + 1);
    // Most names come once; a number in Roman letters would look made up, so a second Christian name tells them apart.
    format!("{} {} {}", numbers.pick(&FIRST), numbers.pick(&FIRST), numbers.pick(&LAST))
}

/// Fills an open store.
pub fn fill(open: &mut store::vault::Unlocked, service_id: ServiceId, user_id: UserId, size: Size) {
    let mut from = 0;
    while from < size.cases {
        let to = (from + AT_ONCE).min(size.cases);
        write(open, service_id, user_id, size, from, to);
        from = to;
    }
}

fn write(open: &mut store::vault::Unlocked, service_id: ServiceId, user_id: UserId, size: Size, from: u64, to: u64) {
    let salt = || Ok([5_u8; 16]);
    let at = store::Instant::from(crate::clock().now());
    open.database
        .write(|tx| -> store::Result<()> {
            let change = Change::begin(tx, Stamp { author_id: user_id, at, reason: None }, &salt)?;
            for number in from..to {
                write_case(&change, service_id, size, number)?;
            }
            let entry = store::audit::Entry {
                at,
                user: Some(user_id),
                action: Action::RecordConcern,
                subject: Some((to - from).to_string()),
                revision: None,
                content_digest: change.digest(),
                reason: None,
            };
            store::audit::append(tx, &entry)?;
            Ok(())
        })
        .unwrap();
}

fn day(number: u64) -> FactTime {
    // Two years of days.
    let on = chrono::NaiveDate::from_ymd_opt(2024, 11, 1).unwrap() + chrono::Days::new(number % 730);
    parse_when(&on.to_string()).unwrap()
}

fn write_case(change: &Change<'_>, service_id: ServiceId, size: Size, number: u64) -> store::Result<()> {
    let mut numbers = Numbers(number * 7 + 3);
    let person = PersonId(bytes(2, number));
    let known = u32::try_from(number + 1).unwrap();
    change.add(&PersonRecord::named(person, service_id, name_of(number), known, PersonKind::Supported))?;
    let id = case_id(number);
    change.add(&CaseRecord {
        id,
        service_id,
        reference: case_reference(2026, known),
        title: numbers.sentence(5),
        state: CaseState::EnquiryInProgress,
        access: Access::Open,
        aware: day(number),
        subject_id: Some(person),
        first_account: numbers.sentence(60),
        measures: Vec::new(),
        closed_on: None,
        group_id: None,
        removed: false,
    })?;
    for event in 0..size.events {
        change.add(&EventRecord {
            id: EventId(bytes(3, number * size.events + event)),
            case_id: id,
            lane: Lane::ALL[usize::try_from(event % 4).unwrap()],
            kind: EventKind::Note,
            at: day(number + event),
            text: numbers.sentence(12),
            agency: None,
            removed: false,
        })?;
    }
    let text = |text: String| Value::Text(text);
    let part = |place: u64, kind: &str, fields: Vec<(&str, Value)>, number_of: Option<u32>| {
        let fields: BTreeMap<String, Value> =
            fields.into_iter().map(|(code, value)| (code.to_owned(), value)).collect();
        change.add(&PartRecord {
            id: PartId(bytes(4, number * (size.evidence + 1) + place)),
            owner: Owner::Case(id),
            kind: kind.to_owned(),
            fields,
            kept_because: BTreeMap::new(),
            number: number_of,
            removed: false,
        })
    };
    let types = Value::Codes(vec!["neglect_omission".to_owned()]);
    part(0, "allegation", vec![("what", text(numbers.sentence(10))), ("types", types)], None)?;
    for place in 1..=size.evidence {
        let of = u32::try_from(number * size.evidence + place).unwrap();
        let fields = vec![("title", text(numbers.sentence(4))), ("what_it_shows", text(numbers.sentence(12)))];
        part(place, "evidence", fields, Some(of))?;
    }
    Ok(())
}
