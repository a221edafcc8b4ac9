//! Records as questions and answers, so that two wordings can be compared field by field.

use domain::{
    action::ActionRecord,
    case::CaseRecord,
    part::{Names, PartRecord},
    plain,
    timeline::EventRecord,
};
use store::cases::CaseAnswersRecord;

use crate::parts::{CaseNames, Difference};

/// A record whose wordings can be compared.
pub(super) trait Described {
    /// What it is, in words, to stand over its changes.
    fn heading(&self, names: &CaseNames) -> String;
    /// Every question it answers and the answer, blank where there is none.
    fn answers(&self, names: &CaseNames) -> Vec<(String, String)>;
}

/// What one wording changed against the one before; everything it holds where there was none.
pub(super) fn changed<R: Described>(before: Option<&R>, after: &R, names: &CaseNames) -> Vec<Difference> {
    let earlier = before.map(|record| record.answers(names)).unwrap_or_default();
    after
        .answers(names)
        .into_iter()
        .filter_map(|(label, text)| {
            let was =
                earlier.iter().find(|(other, _)| *other == label).map(|(_, text)| text.clone()).unwrap_or_default();
            let some = |text: String| Some(text).filter(|text| !text.is_empty());
            (was != text).then(|| Difference { label, before: some(was), after: some(text) })
        })
        .collect()
}

fn answer(label: &str, text: impl Into<String>) -> (String, String) {
    (label.to_owned(), text.into())
}

fn bin(removed: bool) -> (String, String) {
    answer("In the bin", if removed { "yes" } else { "" })
}

fn day(on: Option<chrono::NaiveDate>) -> String {
    on.map(plain::date).unwrap_or_default()
}

impl Described for CaseRecord {
    fn heading(&self, _names: &CaseNames) -> String {
        "The case".to_owned()
    }

    fn answers(&self, names: &CaseNames) -> Vec<(String, String)> {
        let access = match self.access {
            domain::access::Access::Open => "",
            domain::access::Access::Restricted => "restricted",
            domain::access::Access::Sealed => "sealed",
        };
        vec![
            answer("Short name", self.title.clone()),
            answer("Stage", self.state.label()),
            answer("Became aware", self.aware.text()),
            answer("Adult at risk", self.subject_id.map(|id| names.person(id)).unwrap_or_default()),
            answer("First account", self.first_account.clone()),
            answer("Kept from some people", access),
            answer("In the bin", if self.removed { "yes" } else { "" }),
            answer(
                "Measures linked",
                if self.measures.is_empty() { String::new() } else { plain::whole(self.measures.len() as u64) },
            ),
        ]
    }
}

impl Described for CaseAnswersRecord {
    fn heading(&self, _names: &CaseNames) -> String {
        "What we can show".to_owned()
    }

    fn answers(&self, _names: &CaseNames) -> Vec<(String, String)> {
        vec![
            answer("What changed?", self.answers.what_changed.clone()),
            answer("How was risk reduced?", self.answers.how_risk_reduced.clone()),
            answer("How is learning embedded?", self.answers.how_learning_embedded.clone()),
        ]
    }
}

impl Described for EventRecord {
    fn heading(&self, _names: &CaseNames) -> String {
        format!("Chronology: {}", self.kind.label())
    }

    fn answers(&self, _names: &CaseNames) -> Vec<(String, String)> {
        vec![
            answer("What kind of fact", self.kind.label()),
            answer("Happened", self.at.text()),
            answer("What happened", self.text.clone()),
            answer("Agency", self.agency.clone().unwrap_or_default()),
            answer("Lane", self.lane.label()),
            bin(self.removed),
        ]
    }
}

impl Described for ActionRecord {
    fn heading(&self, _names: &CaseNames) -> String {
        format!("Action {}", self.reference())
    }

    fn answers(&self, _names: &CaseNames) -> Vec<(String, String)> {
        let verified = self.verified.as_ref().map(|verified| {
            format!("{} by {}, {}", plain::date(verified.on), verified.by, verified.in_practice.label())
        });
        vec![
            answer("What is to be done", self.title.clone()),
            answer("Owner", self.owner.clone()),
            answer("Due", day(self.due)),
            answer("Went live", day(self.go_live)),
            answer("Strength", self.strength.label()),
            answer("Progress", self.progress.label()),
            answer("Checked in practice", verified.unwrap_or_default()),
            bin(self.removed),
        ]
    }
}

impl Described for PartRecord {
    fn heading(&self, names: &CaseNames) -> String {
        self.spec().map_or_else(
            || self.kind.clone(),
            |spec| {
                let title = domain::part::title(spec, self, names);
                if title == spec.label { title } else { format!("{}: {title}", spec.label) }
            },
        )
    }

    fn answers(&self, names: &CaseNames) -> Vec<(String, String)> {
        let Some(spec) = self.spec() else { return Vec::new() };
        spec.field
            .iter()
            .map(|field| (field.label.clone(), field.words(self, names)))
            .chain(self.kept_because.values().map(|because| answer("Kept although unlikely, because", because.clone())))
            .chain([bin(self.removed)])
            .collect()
    }
}
