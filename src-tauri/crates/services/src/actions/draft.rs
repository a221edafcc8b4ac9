//! An action as typed.

use chrono::NaiveDate;
use domain::{
    ActionId, CaseId, MeasureId,
    action::{ActionRecord, ActionStrength, InPractice, Progress, Verified},
    time::parse_date,
};
use serde::Deserialize;

use crate::{Error, Result, Session};

/// Somebody's check that it shows in practice, as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct VerifiedDraft {
    /// Who checked.
    pub by: String,
    /// On what day.
    pub on: String,
    /// What they saw.
    pub in_practice: InPractice,
}

/// An action as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ActionDraft {
    /// What is to be done.
    pub title: String,
    /// Who sees to it.
    pub owner: String,
    /// When it is due.
    pub due: Option<String>,
    /// The day it went live: becomes a change marker.
    pub go_live: Option<String>,
    /// A shorter name for the marker.
    pub marker_label: Option<String>,
    /// Weeks until the new way has settled.
    #[serde(default)]
    pub settling_weeks: u32,
    /// How strong this kind of action is.
    pub strength: ActionStrength,
    /// How far it has got.
    pub progress: Progress,
    /// Checked in practice.
    pub verified: Option<VerifiedDraft>,
    /// Measures it should move.
    pub measure_ids: Vec<String>,
}

impl ActionDraft {
    /// The record that this draft makes.
    pub(super) fn record(&self, id: ActionId, case_id: CaseId, number: u32, session: &Session) -> Result<ActionRecord> {
        let verified = match &self.verified {
            None => None,
            Some(verified) => Some(Verified {
                by: verified.by.clone(),
                on: parse_date(&verified.on).map_err(Error::time("verified.on"))?,
                in_practice: verified.in_practice,
            }),
        };
        Ok(ActionRecord {
            id,
            case_id,
            number,
            title: self.title.clone(),
            owner: self.owner.clone(),
            due: day("due", self.due.as_deref())?,
            go_live: day("go_live", self.go_live.as_deref())?,
            marker_label: self.marker_label.clone(),
            settling_weeks: self.settling_weeks,
            strength: self.strength,
            progress: self.progress,
            verified,
            measure_ids: self
                .measure_ids
                .iter()
                .map(|id| id.parse::<MeasureId>().map_err(|_| Error::NotFound))
                .collect::<Result<_>>()?,
            removed: false,
        }
        .check(session.today())?)
    }
}

fn day(field: &'static str, typed: Option<&str>) -> Result<Option<NaiveDate>> {
    typed
        .map(str::trim)
        .filter(|typed| !typed.is_empty())
        .map(|typed| parse_date(typed).map_err(Error::time(field)))
        .transpose()
}
