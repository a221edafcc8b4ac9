//! What may be recorded in a case, kind by kind: its fields, their words and where they land on the chronology.
//!
//! The catalogue is data (`data/parts/*.toml`): a form on the screen, a line of the chronology, a difference in the
//! history and a row of an import all follow from it. What cannot be said by data is a rule in [`super::rules`].

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::{
    access::Compartment,
    timeline::{EventKind, Lane},
};

/// Where on a case's screens a kind is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The concern, safety, consent, who was told.
    Concern,
    /// People, capacity and advocacy.
    People,
    /// Making Safeguarding Personal.
    Wishes,
    /// Allegations, findings and risk.
    Allegations,
    /// The council's part.
    Council,
    /// Waiting and chasing.
    Clocks,
    /// Notifications and referrals that the law asks for.
    Duties,
    /// Our enquiry work.
    Enquiry,
    /// What shows what happened and what changed.
    Evidence,
    /// Moves of the case.
    Stages,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// A line of text.
    Line,
    /// Text of any length.
    Long,
    /// A day.
    Date,
    /// A day, and a time where it is known.
    When,
    /// One of a list.
    Choice,
    /// Any of a list.
    Choices,
    /// Somebody recorded.
    Person,
    /// Several people recorded.
    People,
    /// A whole number.
    Number,
    /// Another part of the case.
    Part,
    /// Several other parts of the case.
    Parts,
    /// A file kept in the store.
    File,
}

/// When a field is asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedWhen {
    /// An earlier field with choices.
    pub field: String,
    /// Asked where it holds one of these.
    pub is: Vec<String>,
}

/// How a dated field reads on the chronology. Clauses whose placeholder is empty are left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSpec {
    /// The row of the timeline.
    pub lane: Lane,
    /// What kind of fact.
    pub kind: EventKind,
    /// The body it concerns: a template.
    #[serde(default)]
    pub agency: Option<String>,
    /// The words: clauses with `{field}` in them.
    pub text: Vec<String>,
}

/// One field of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// Its code, kept in the store.
    pub code: String,
    /// The question.
    pub label: String,
    /// What it takes.
    #[serde(rename = "type")]
    pub takes: FieldType,
    /// The list to choose from.
    #[serde(default)]
    pub list: Option<String>,
    /// The kind of part referred to.
    #[serde(default)]
    pub of: Option<String>,
    /// The record makes no sense without it.
    #[serde(default)]
    pub needed: bool,
    /// What good looks like.
    #[serde(default)]
    pub hint: Option<String>,
    /// Asked only then.
    #[serde(default)]
    pub asked_when: Option<AskedWhen>,
    /// How it reads on the chronology.
    #[serde(default)]
    pub line: Option<LineSpec>,
}

/// Advice from councils' own guidance on when a concern is referred.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdAids {
    /// Whose guidance, and what it is worth.
    pub source: String,
    /// The situations.
    pub row: Vec<ThresholdAid>,
}

/// One situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ThresholdAid {
    /// What happened.
    pub situation: String,
    /// Usually handled by the service and recorded; blank where nothing is.
    pub internal: String,
    /// Usually referred.
    pub referred: String,
}

/// A kind of part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindSpec {
    /// Its code, kept in the store and never reused.
    pub code: String,
    /// Where it is shown.
    pub group: Group,
    /// One of them, in words.
    pub label: String,
    /// Several of them, in words.
    pub plural: String,
    /// Whether a case may have several.
    pub many: bool,
    /// Whom it is kept from.
    pub compartment: Compartment,
    /// What good looks like.
    pub intro: String,
    /// What belongs here, while nothing does.
    pub empty: String,
    /// One worked example.
    #[serde(default)]
    pub example: Option<String>,
    /// What councils' own guidance says to situations like it.
    #[serde(default)]
    pub aids: Option<ThresholdAids>,
    /// The heading of a row: clauses with `{field}` in them.
    pub title: Vec<String>,
    /// Whether it may be added once the case is closed.
    #[serde(default)]
    pub after_closure: bool,
    /// Whether the cases of a group may share it.
    #[serde(default)]
    pub shared: bool,
    /// How it reads on the chronology by the day on which it was recorded.
    #[serde(default)]
    pub line_when_recorded: Option<LineSpec>,
    /// In the order asked.
    pub field: Vec<FieldSpec>,
}

impl KindSpec {
    /// The field with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&FieldSpec> {
        self.field.iter().find(|field| field.code == code)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<KindSpec>,
}

/// The files of the catalogue, in the order of the screens.
const FILES: [(&str, &str); 9] = [
    ("concern", include_str!("../../data/parts/concern.toml")),
    ("people", include_str!("../../data/parts/people.toml")),
    ("wishes", include_str!("../../data/parts/wishes.toml")),
    ("allegations", include_str!("../../data/parts/allegations.toml")),
    ("council", include_str!("../../data/parts/council.toml")),
    ("clocks", include_str!("../../data/parts/clocks.toml")),
    ("duties", include_str!("../../data/parts/duties.toml")),
    ("enquiry", include_str!("../../data/parts/enquiry.toml")),
    ("stages", include_str!("../../data/parts/stages.toml")),
];

/// Every kind compiled in.
///
/// # Errors
/// The file that departs from the form, and where.
fn read() -> Result<Vec<KindSpec>, String> {
    let mut kinds = Vec::new();
    for (name, text) in FILES {
        let file: File = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
        kinds.extend(file.kind);
    }
    Ok(kinds)
}

/// Every kind of part, in the order of the screens.
#[must_use]
pub fn kinds() -> &'static [KindSpec] {
    static KINDS: OnceLock<Vec<KindSpec>> = OnceLock::new();
    // A test reads the same files and fails where one cannot be read.
    KINDS.get_or_init(|| read().unwrap_or_default())
}

/// The kind with this code.
#[must_use]
pub fn find(code: &str) -> Option<&'static KindSpec> {
    kinds().iter().find(|kind| kind.code == code)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use std::collections::BTreeSet;

    use super::*;
    use crate::lists::Lists;

    fn placeholders(text: &str) -> Vec<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn the_catalogue_reads_and_refers_only_to_what_there_is() {
        let kinds = read().unwrap();
        let codes: BTreeSet<&str> = kinds.iter().map(|kind| kind.code.as_str()).collect();
        assert_eq!(codes.len(), kinds.len(), "each code once");
        for kind in &kinds {
            let fields: BTreeSet<&str> = kind.field.iter().map(|field| field.code.as_str()).collect();
            assert_eq!(fields.len(), kind.field.len(), "{}", kind.code);
            let known = |text: &str| {
                for name in placeholders(text) {
                    assert!(fields.contains(name), "{}: {{{name}}}", kind.code);
                }
            };
            kind.title.iter().for_each(|clause| known(clause));
            let lines = kind.field.iter().filter_map(|field| field.line.as_ref()).chain(&kind.line_when_recorded);
            for line in lines {
                line.text.iter().chain(&line.agency).for_each(|clause| known(clause));
            }
            for (place, field) in kind.field.iter().enumerate() {
                let at = format!("{}.{}", kind.code, field.code);
                let chooses = matches!(field.takes, FieldType::Choice | FieldType::Choices);
                assert_eq!(chooses, field.list.is_some(), "{at}");
                let refers = matches!(field.takes, FieldType::Part | FieldType::Parts);
                assert_eq!(refers, field.of.is_some(), "{at}");
                if let Some(list) = &field.list {
                    assert!(Lists::built_in().find(list).is_some(), "{at}: {list}");
                }
                if let Some(of) = &field.of {
                    assert!(codes.contains(of.as_str()), "{at}: {of}");
                }
                if let Some(asked) = &field.asked_when {
                    let earlier = kind.field.iter().take(place).find(|field| field.code == asked.field).unwrap();
                    let list = Lists::built_in().find(earlier.list.as_deref().unwrap()).unwrap();
                    for code in &asked.is {
                        assert!(list.find(code).is_some(), "{at}: {code}");
                    }
                }
                if field.line.is_some() {
                    assert!(matches!(field.takes, FieldType::Date | FieldType::When), "{at}");
                }
            }
            assert!(kind.field.iter().any(|field| field.needed), "{}: nothing is needed", kind.code);
        }
    }

    // Restricted fields are compartments of their own from the start: who raised it, employment, the police.
    #[test]
    fn what_is_kept_apart_is_a_kind_of_its_own() {
        let of = |code: &str| find(code).unwrap().compartment;
        assert_eq!(of("reporter"), Compartment::Reporter);
        assert_eq!(of("whistleblowing"), Compartment::Reporter);
        assert_eq!(of("staff_matter"), Compartment::StaffMatter);
        assert_eq!(of("dbs_referral"), Compartment::StaffMatter);
        assert_eq!(of("police_contact"), Compartment::Police);
        assert_eq!(of("allegation"), Compartment::General);
    }
}
