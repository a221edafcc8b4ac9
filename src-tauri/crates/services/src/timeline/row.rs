//! An event as a list shows it.

use domain::{
    plain,
    time::uk_local,
    timeline::{EventKind, Lane, body_of},
};
use serde::Serialize;

use super::{Fact, Source};
use crate::cases::WhenView;

/// One entry of a timeline.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct EventRow {
    /// Identity, among all facts of the case.
    pub key: String,
    /// Identity of the entry, where it is one of its own.
    pub id: String,
    /// The part of the case that says it, where one does: it is corrected there.
    pub part: Option<String>,
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
    /// Whose lane it stands in by body: "Us", or a body under the one name it goes by.
    pub body: String,
    /// People it names by record.
    pub people: Vec<String>,
    /// Whether the cases of a group share it.
    pub shared: bool,
    /// Whether it was amended since.
    pub amended: bool,
    /// Whether it may be corrected as the case stands: a closed one is reopened first.
    pub may_amend: bool,
    /// Whom it is kept from, in words.
    pub kept_apart: Option<String>,
    /// Whether it is in the bin.
    pub removed: bool,
    /// Its place in the order of the timeline.
    #[serde(skip)]
    pub order: (i64, i64, u64),
}

impl EventRow {
    /// The newest wording of a fact; `by` is the label of its author.
    pub(crate) fn new(event: &Fact, by: &str) -> Self {
        let record = &event.record;
        let (id, part) = match &event.source {
            Source::Entry(id) => (id.to_string(), None),
            Source::Part { id, .. } => (String::new(), Some(id.to_string())),
        };
        let recorded = uk_local(event.meta.first_recorded_at.utc());
        let days = (recorded.date() - record.at.date).num_days();
        Self {
            key: event.key(),
            id,
            part,
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
            body: body_of(record.agency.as_deref()),
            people: event.people.iter().map(ToString::to_string).collect(),
            shared: event.shared,
            amended: event.meta.rev > 1,
            may_amend: true,
            kept_apart: event.compartment.kept_apart().map(str::to_owned),
            removed: record.removed,
            order: event.order(),
        }
    }
}
