//! People a case names: supported, related, employed, professionals, and organisations.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{FieldProblem, PersonId, ServiceId, problem::Problems, text};

/// The canonical schema number of [`PersonRecord`]. 1: name and number only.
pub const PERSON_SCHEMA: u32 = 2;

/// What somebody is to the service.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// Supported by the service.
    #[default]
    Supported,
    /// A relative, friend or representative.
    Relative,
    /// Works for the service, or is sent by an agency.
    Staff,
    /// Works for another body.
    Professional,
    /// A body rather than somebody.
    Organisation,
}

impl PersonKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Supported, Self::Relative, Self::Staff, Self::Professional, Self::Organisation];

    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Relative => "relative",
            Self::Staff => "staff",
            Self::Professional => "professional",
            Self::Organisation => "organisation",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Supported => "Person supported",
            Self::Relative => "Relative, friend or representative",
            Self::Staff => "Staff",
            Self::Professional => "Professional",
            Self::Organisation => "Organisation",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Somebody whom one service knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// Identity.
    pub id: PersonId,
    /// The service that knows them.
    pub service_id: ServiceId,
    /// Full name, as recorded.
    pub name: String,
    /// The number in `P-0031`.
    pub number: u32,
    /// What they are to the service.
    #[serde(default)]
    pub kind: PersonKind,
    /// Other names they go by.
    #[serde(default)]
    pub also_known_as: String,
    /// Date of birth.
    #[serde(default)]
    pub born: Option<NaiveDate>,
    /// The body they work for, and as what.
    #[serde(default)]
    pub organisation: String,
    /// How to reach them.
    #[serde(default)]
    pub contact: String,
    /// What they need to understand and be understood.
    #[serde(default)]
    pub communication: String,
    /// The same person was recorded twice: this record stands for that one.
    #[serde(default)]
    pub merged_into: Option<PersonId>,
    /// In the bin.
    #[serde(default)]
    pub removed: bool,
}

impl PersonRecord {
    /// Somebody of whom only the name is known.
    #[must_use]
    pub fn named(id: PersonId, service_id: ServiceId, name: String, number: u32, kind: PersonKind) -> Self {
        Self {
            id,
            service_id,
            name,
            number,
            kind,
            also_known_as: String::new(),
            born: None,
            organisation: String::new(),
            contact: String::new(),
            communication: String::new(),
            merged_into: None,
            removed: false,
        }
    }

    /// Checks and tidies what was typed. `today` is the day of recording.
    ///
    /// # Errors
    /// What is missing, too long or cannot be.
    pub fn check(mut self, today: NaiveDate) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        self.name = problems.required(
            "name",
            &text::tidy(&self.name).replace('\n', " "),
            "Give a name, or what is known of it.",
        );
        problems.at_most("name", &self.name, 200);
        for (field, words, most) in [
            ("also_known_as", &mut self.also_known_as, 200),
            ("organisation", &mut self.organisation, 200),
            ("contact", &mut self.contact, 2000),
            ("communication", &mut self.communication, 4000),
        ] {
            *words = text::tidy(words);
            problems.at_most(field, words, most);
        }
        if self.born.is_some_and(|born| born > today) {
            problems.add("born", "A date of birth cannot lie ahead. Check the year.");
        }
        problems.into_result()?;
        Ok(self)
    }
}

/// Writes a person's reference: `P-0031`.
#[must_use]
pub fn person_reference(number: u32) -> String {
    format!("P-{number:04}")
}

/// A name as a list may show it beside other people: `Edna R.`
#[must_use]
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else {
        return String::new();
    };
    match words.next_back().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {initial}."),
        None => first.to_owned(),
    }
}

/// Initials, as an inspection pack shows them: `E.R.`
#[must_use]
pub fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(|initial| [initial.to_uppercase().next().unwrap_or(initial), '.'])
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn names_are_shortened_without_losing_the_person() {
        assert_eq!(short_name("Edna Rowe"), "Edna R.");
        assert_eq!(short_name("Edna"), "Edna");
        assert_eq!(initials("Edna Mary Rowe"), "E.M.R.");
        assert_eq!(person_reference(31), "P-0031");
    }

    #[test]
    fn a_birth_that_lies_ahead_is_refused() {
        let mut person = PersonRecord::named(
            PersonId([1; 16]),
            ServiceId([2; 16]),
            " Edna\tRowe ".into(),
            31,
            PersonKind::Supported,
        );
        person.born = "2027-01-01".parse().ok();
        let today = "2026-11-25".parse().unwrap();
        assert_eq!(person.clone().check(today).unwrap_err()[0].field, "born");
        person.born = "1941-06-01".parse().ok();
        assert!(person.check(today).is_ok());
    }
}
