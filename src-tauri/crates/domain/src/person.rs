//! People a case names. In this schema: the person supported.

use serde::{Deserialize, Serialize};

use crate::{PersonId, ServiceId};

/// The canonical schema number of [`PersonRecord`].
pub const PERSON_SCHEMA: u32 = 1;

/// A person supported by one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// Identity.
    pub id: PersonId,
    /// The service that supports the person.
    pub service_id: ServiceId,
    /// Full name, as recorded.
    pub name: String,
    /// The number in `P-0031`.
    pub number: u32,
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
    use super::*;

    #[test]
    fn names_are_shortened_without_losing_the_person() {
        assert_eq!(short_name("Edna Rowe"), "Edna R.");
        assert_eq!(short_name("Edna"), "Edna");
        assert_eq!(initials("Edna Mary Rowe"), "E.M.R.");
        assert_eq!(person_reference(31), "P-0031");
    }
}
