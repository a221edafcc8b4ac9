//! An event as a list shows it.

use domain::{
    plain,
    time::uk_local,
    timeline::{EventKind, EventRecord, Lane},
};
use serde::Serialize;
use store::revisions::Revised;

use crate::cases::WhenView;

/// One entry of a timeline.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct EventRow {
    /// Identity.
    pub id: String,
    /// Newest revision.
    pub rev: u32,
    /// The row it is drawn in.
    pub lane: Lane,
    /// What kind of fact.
    pub kind: EventKind,
    /// The kind in words.
    pub kind_label: String,
    /// When it happened.
    pub when: WhenView,
    /// When it was first recorded, in words.
    pub recorded: String,
    /// "recorded 3 days later", where it was not the same or the next day.
    pub recorded_late: Option<String>,
    /// Who recorded it.
    pub by: String,
    /// What happened.
    pub text: String,
    /// The body it concerns.
    pub agency: Option<String>,
    /// Whether it was amended since.
    pub amended: bool,
    /// Whether it is in the bin.
    pub removed: bool,
    /// Its place in the order of the timeline.
    #[serde(skip)]
    pub order: (i64, i64, u64),
}

impl EventRow {
    /// The newest wording of an event; `by` is the label of its author.
    pub(crate) fn new(event: &Revised<EventRecord>, by: &str) -> Self {
        let record = &event.record;
        let recorded = uk_local(event.meta.first_recorded_at.utc());
        let days = (recorded.date() - record.at.date).num_days();
        Self {
            id: record.id.to_string(),
            rev: event.meta.rev,
            lane: record.lane,
            kind: record.kind,
            kind_label: record.kind.label().to_owned(),
            when: WhenView::from(&record.at),
            recorded: plain::date_time(recorded),
            recorded_late: (days > 1)
                .then(|| format!("recorded {} later", plain::count_of(days.unsigned_abs(), "day", "days"))),
            by: by.to_owned(),
            text: record.text.clone(),
            agency: record.agency.clone(),
            amended: event.meta.rev > 1,
            removed: record.removed,
            order: (record.at.sort_key(), event.meta.first_recorded_at.0, event.meta.first_seq),
        }
    }
}
