//! The demonstration's data file.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    action::ActionStrength,
    provider::ServiceKind,
    time::parse_when,
    timeline::{EventKind, Lane},
};
use serde::Deserialize;

use crate::{Error, Result};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Demonstration {
    pub provider: String,
    pub user_label: String,
    pub demo_now: String,
    pub service: Service,
    pub concern: Concern,
    pub event: Vec<Event>,
    pub action: Vec<Action>,
    pub answers: Answers,
    pub missed: Series,
    pub series: Vec<Series>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    pub name: String,
    pub kind: ServiceKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Concern {
    pub recorded: String,
    pub title: String,
    pub who: String,
    pub aware: String,
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
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
    pub recorded: String,
    pub title: String,
    pub marker: Option<String>,
    pub owner: String,
    pub due: Option<String>,
    pub go_live: Option<String>,
    #[serde(default)]
    pub settling_weeks: u32,
    pub strength: ActionStrength,
    pub verified_by: Option<String>,
    pub verified_on: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answers {
    pub recorded: String,
    pub what_changed: String,
    pub how_risk_reduced: String,
    pub how_learning_embedded: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
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
        toml::from_str(include_str!("../../data/demonstration.toml"))
            .map_err(|_| Error::Internal("data of the demonstration"))
    }

    /// The moment at which the vault is made: a quarter of an hour before the first entry.
    pub(super) fn began(&self) -> Result<DateTime<Utc>> {
        Ok(moment(&self.concern.recorded)? - TimeDelta::minutes(15))
    }
}

/// A recording time of the file.
pub(super) fn moment(text: &str) -> Result<DateTime<Utc>> {
    parse_when(text).ok().and_then(|at| at.moment()).ok_or(Error::Internal("data of the demonstration"))
}
