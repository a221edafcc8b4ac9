//! How many closed cases had a similar concern afterwards, with young cases counted apart.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    PersonId, ServiceId,
    access::Read,
    plain,
    recurrence::{Likeness, Rate, WINDOWS, outcome},
};
use serde::Serialize;
use store::cases::{Compared, compared};

use super::alike::window_words;
use crate::{Result, Session, Vault};

/// One rate.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RateRow {
    /// In which way similar, in words.
    pub likeness: String,
    /// "12 weeks".
    pub window: String,
    /// Came back.
    pub came_back: u32,
    /// Assessed.
    pub assessed: u32,
    /// Not assessable yet.
    pub not_yet: u32,
    /// "2 of 14 closed cases (14%); 3 not yet assessable".
    pub text: String,
    /// Those that came back.
    pub cases: Vec<CaseLink>,
}

/// A case that is called by its reference.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaseLink {
    /// Its identity.
    pub id: String,
    /// `SG-2026-014`.
    pub reference: String,
}

/// Rates of recurrence.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RatesView {
    /// How many cases were closed.
    pub closed: u32,
    /// The rates: three windows for each likeness.
    pub rows: Vec<RateRow>,
    /// How they are counted.
    pub explained: String,
}

/// Rates of recurrence over the cases of a service, or of all services of this session.
///
/// # Errors
/// Not for this role, not a service of this session, or the store's.
pub fn rates(vault: &Vault, session: &Session, service: Option<ServiceId>) -> Result<RatesView> {
    session.require_read(Read::Cases)?;
    if let Some(id) = service {
        session.service(id)?;
    }
    let mut cases = compared(vault.reader())?;
    cases.retain(|case| service.is_none_or(|id| case.service_id == id));
    let today = session.today();
    let closed: Vec<(&Compared, NaiveDate)> =
        cases.iter().filter_map(|case| case.closed_on.map(|on| (case, on))).collect();
    let mut rows = Vec::new();
    for likeness in [Likeness::SamePerson, Likeness::SameSource, Likeness::SameTypeAndService] {
        let by_key = by_key(&cases, likeness);
        for window in WINDOWS {
            let mut rate = Rate::default();
            let mut came_back = Vec::new();
            for (case, on) in &closed {
                let days: Vec<NaiveDate> = keys(case, likeness)
                    .iter()
                    .filter_map(|key| by_key.get(key))
                    .flatten()
                    .filter(|(other, _)| *other != case.id)
                    .map(|(_, day)| *day)
                    .collect();
                let stands = outcome(*on, window, &days, today);
                rate.add(stands);
                if stands == domain::recurrence::Outcome::CameBack {
                    came_back.push(CaseLink { id: case.id.to_string(), reference: case.reference.clone() });
                }
            }
            rows.push(RateRow {
                likeness: likeness.label().to_owned(),
                window: window_words(window).to_owned(),
                came_back: rate.came_back,
                assessed: rate.assessed,
                not_yet: rate.not_yet,
                text: rate_words(rate),
                cases: came_back,
            });
        }
    }
    Ok(RatesView {
        closed: u32::try_from(closed.len()).unwrap_or(u32::MAX),
        rows,
        explained: "A closed case counts once its whole window has passed. A concern of which the service became aware within the window, and that is similar, makes it one that came back. Cases whose window has not passed are counted apart, so that young cases make no rate look better or worse.".to_owned(),
    })
}

/// What makes two cases similar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Person(PersonId),
    Type(ServiceId, String),
}

fn keys(case: &Compared, likeness: Likeness) -> Vec<Key> {
    match likeness {
        Likeness::SamePerson => case.person.map(Key::Person).into_iter().collect(),
        Likeness::SameSource => case.sources.iter().copied().map(Key::Person).collect(),
        Likeness::SameTypeAndService => {
            case.types.iter().map(|abuse| Key::Type(case.service_id, abuse.clone())).collect()
        }
        Likeness::Linked => Vec::new(),
    }
}

fn by_key(cases: &[Compared], likeness: Likeness) -> HashMap<Key, Vec<(domain::CaseId, NaiveDate)>> {
    let mut by_key: HashMap<Key, Vec<(domain::CaseId, NaiveDate)>> = HashMap::new();
    for case in cases {
        for key in keys(case, likeness) {
            by_key.entry(key).or_default().push((case.id, case.aware));
        }
    }
    by_key
}

fn rate_words(rate: Rate) -> String {
    let not_yet = match rate.not_yet {
        0 => String::new(),
        count => format!("; {count} not yet assessable"),
    };
    if rate.assessed == 0 {
        return format!("None can be assessed yet{not_yet}");
    }
    let share = 100.0 * f64::from(rate.came_back) / f64::from(rate.assessed);
    format!(
        "{} of {} ({}%){not_yet}",
        rate.came_back,
        plain::count_of(u64::from(rate.assessed), "closed case", "closed cases"),
        plain::decimal(share, 0)
    )
}
