//! The demonstration's data files: one for each service.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    action::{ActionStrength, Progress},
    person::PersonKind,
    provider::ServiceKind,
    time::parse_when,
    timeline::{EventKind, Lane},
};
use serde::Deserialize;

use crate::{Error, Result};

pub(super) struct Demonstration {
    pub provider: Provider,
    pub services: Vec<Service>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Provider {
    pub provider: String,
    pub user_label: String,
    pub demo_now: String,
}

/// Everything of one service.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    pub service: String,
    pub kind: ServiceKind,
    #[serde(default)]
    pub person: Vec<Person>,
    #[serde(default)]
    pub group: Vec<Group>,
    pub case: Vec<Case>,
    #[serde(default)]
    pub part: Vec<Part>,
    #[serde(default)]
    pub amend: Vec<Amend>,
    #[serde(default)]
    pub event: Vec<Event>,
    #[serde(default)]
    pub action: Vec<Action>,
    #[serde(default)]
    pub answers: Vec<Answers>,
    #[serde(default)]
    pub series: Vec<Series>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub key: String,
    pub recorded: String,
    pub name: String,
    pub kind: PersonKind,
    #[serde(default)]
    pub organisation: String,
    #[serde(default)]
    pub contact: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub key: String,
    pub recorded: String,
    pub title: String,
    pub about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub key: String,
    pub recorded: String,
    pub title: String,
    pub who: Option<String>,
    pub aware: String,
    pub what: String,
    pub group: Option<String>,
    /// When it was put into the group.
    pub grouped: Option<String>,
}

/// What stands in one field of a part.
#[derive(Deserialize, Clone)]
#[serde(untagged)]
pub(super) enum Answer {
    /// Text, a day or a time.
    Text(String),
    /// Codes; `@part:key` and `@person:key` for what was recorded before.
    Codes(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub case: Option<String>,
    pub group: Option<String>,
    pub key: Option<String>,
    pub recorded: String,
    pub kind: String,
    pub fields: BTreeMap<String, Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amend {
    pub part: String,
    pub recorded: String,
    #[serde(default)]
    pub reason: String,
    pub fields: BTreeMap<String, Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    pub case: String,
    pub recorded: String,
    pub at: String,
    pub lane: Lane,
    pub kind: EventKind,
    pub agency: Option<String>,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Action {
    pub case: String,
    pub recorded: String,
    pub title: String,
    pub marker: Option<String>,
    pub owner: String,
    pub due: Option<String>,
    pub go_live: Option<String>,
    #[serde(default)]
    pub settling_weeks: u32,
    pub strength: ActionStrength,
    pub progress: Option<Progress>,
    pub verified_by: Option<String>,
    pub verified_on: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answers {
    pub case: String,
    pub recorded: String,
    pub what_changed: String,
    pub how_risk_reduced: String,
    pub how_learning_embedded: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    pub case: String,
    /// It is the one drawn on the case's page.
    #[serde(default)]
    pub lead: bool,
    /// Its counts come in as a file would, rather than typed into the grid.
    #[serde(default)]
    pub imported: bool,
    /// When baseline, change and check dates were recorded, where that was before the counts came in.
    pub declared: Option<String>,
    pub recorded: String,
    pub indicator: String,
    pub first: NaiveDate,
    pub baseline_from: Option<String>,
    pub baseline_to: Option<String>,
    pub change_on: Option<String>,
    pub file_name: Option<String>,
    pub events: Vec<u64>,
    #[serde(default)]
    pub exposure: Vec<u64>,
    #[serde(default)]
    pub note: Vec<Note>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub start: NaiveDate,
    pub text: String,
}

impl Demonstration {
    pub(super) fn built_in() -> Result<Self> {
        let wrong = |_| Error::Internal("data of the demonstration");
        let provider = toml::from_str(include_str!("../../data/demonstration/provider.toml")).map_err(wrong)?;
        let services = [
            include_str!("../../data/demonstration/meadowbank.toml"),
            include_str!("../../data/demonstration/larch-house.toml"),
            include_str!("../../data/demonstration/orchard-court.toml"),
        ]
        .into_iter()
        .map(|text| toml::from_str(text).map_err(wrong))
        .collect::<Result<_>>()?;
        Ok(Self { provider, services })
    }

    /// The moment at which the vault is made: a quarter of an hour before the first entry.
    pub(super) fn began(&self) -> Result<DateTime<Utc>> {
        let mut first: Option<DateTime<Utc>> = None;
        for case in self.services.iter().flat_map(|service| &service.case) {
            let at = moment(&case.recorded)?;
            first = Some(first.map_or(at, |first| first.min(at)));
        }
        Ok(first.ok_or(Error::Internal("data of the demonstration"))? - TimeDelta::minutes(15))
    }
}

/// A recording time of the file.
pub(super) fn moment(text: &str) -> Result<DateTime<Utc>> {
    parse_when(text).ok().and_then(|at| at.moment()).ok_or(Error::Internal("data of the demonstration"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic

    #[test]
    fn the_data_of_the_demonstration_reads() {
        let data = super::Demonstration::built_in().unwrap();
        assert_eq!(data.services.len(), 3);
        // Domain 7.3: twenty concerns of the nursing home.
        assert_eq!(data.services[2].case.len(), 20);
    }
}
