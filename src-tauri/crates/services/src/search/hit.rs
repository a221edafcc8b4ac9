//! Something found, as it is shown: its heading, where it stands, and the passage that holds what was looked for.

use domain::{
    ActionId, CaseId, EventId, MeasureId, PartId, PersonId, RoundId,
    access::Read,
    indicator::Library,
    part::title,
    person::person_reference,
    plain,
    search::{Piece, Term, excerpt, marked},
};
use store::{
    actions::ActionRecord,
    cases::{CaseAnswersRecord, CaseRecord},
    groups::GroupRecord,
    measures::MeasureRecord,
    parts::PartRecord,
    period_notes::PeriodNoteRecord,
    revisions::{Record, newest},
    rounds::RoundRecord,
    search::{At, Found},
    timeline_events::EventRecord,
};

use super::{Hit, HitKind, Opens};
use crate::{
    Result, Session, Vault,
    parts::{CaseNames, words_of},
};

/// The length of a passage, in characters.
const PASSAGE: usize = 160;

/// Shows hits of one search.
pub(super) struct Shown<'a> {
    pub(super) vault: &'a Vault,
    pub(super) session: &'a Session,
    /// What was looked for, for the marks.
    pub(super) terms: &'a [Term],
}

impl Shown<'_> {
    /// A case by its name.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn case(&self, id: CaseId) -> Result<Hit> {
        let case = store::cases::get(self.vault.reader(), id)?.record;
        let service = self.session.service(case.service_id)?.name.clone();
        Ok(Hit {
            kind: HitKind::Case,
            what: "Case".to_owned(),
            title: marked(&case.title, self.terms),
            place: format!("{} \u{b7} {service}", case.reference),
            who: self.subject(&case)?,
            excerpt: Vec::new(),
            opens: Opens::Case { id: id.to_string() },
        })
    }

    /// Somebody, by the record that stands for them.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn person(&self, id: PersonId) -> Result<Hit> {
        let person = store::people::standing_for(self.vault.reader(), id)?.record;
        let service = self.session.service(person.service_id)?.name.clone();
        let also = [person.also_known_as.as_str(), person.organisation.as_str()];
        let also: Vec<&str> = also.into_iter().filter(|words| !words.is_empty()).collect();
        Ok(Hit {
            kind: HitKind::Person,
            what: person.kind.label().to_owned(),
            title: marked(&person.name, self.terms),
            place: format!("{} \u{b7} {service}", person_reference(person.number)),
            who: None,
            excerpt: self.passage_if_found(&also.join(" \u{b7} ")),
            opens: Opens::Person { id: person.id.to_string() },
        })
    }

    /// A text; nothing for what is not shown to this session after all.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn text(&self, found: &Found) -> Result<Option<Hit>> {
        match found.at {
            At::Case(case_id) => self.in_case(found, case_id),
            At::Service(_) if self.session.may_read(Read::Measures) => self.of_measure(found),
            At::Service(_) => Ok(None),
        }
    }

    fn in_case(&self, found: &Found, case_id: CaseId) -> Result<Option<Hit>> {
        let conn = self.vault.reader();
        let case = store::cases::get(conn, case_id)?.record;
        let id = case_id.to_string();
        let (what, title, excerpt, opens) = match found.kind.as_str() {
            CaseRecord::KIND => (
                "First account".to_owned(),
                marked(&case.title, self.terms),
                self.account(&case),
                Opens::Account { id },
            ),
            CaseAnswersRecord::KIND => {
                let Some(answers) = store::cases::answers(conn, case_id)? else { return Ok(None) };
                let answers = answers.record.answers;
                let all = [answers.what_changed, answers.how_risk_reduced, answers.how_learning_embedded].join("\n");
                (
                    "What we can show".to_owned(),
                    marked(&case.title, self.terms),
                    excerpt(&all, self.terms, PASSAGE),
                    Opens::Case { id },
                )
            }
            EventRecord::KIND => {
                let event = store::timeline_events::get(conn, EventId(found.id))?.record;
                let agency = event.agency.map(|agency| format!("{agency}: ")).unwrap_or_default();
                (
                    event.kind.label().to_owned(),
                    marked(&event.at.text(), &[]),
                    excerpt(&format!("{agency}{}", event.text), self.terms, PASSAGE),
                    Opens::Event { id },
                )
            }
            ActionRecord::KIND => {
                let action = store::actions::get(conn, ActionId(found.id))?.record;
                let mut rest = vec![format!("Owner: {}", action.owner)];
                rest.extend(action.marker_label.clone());
                rest.extend(action.verified.as_ref().map(|verified| format!("Checked by {}", verified.by)));
                (
                    format!("Action {}", action.reference()),
                    marked(&action.title, self.terms),
                    self.passage_if_found(&rest.join(" \u{b7} ")),
                    Opens::Action { id },
                )
            }
            PartRecord::KIND => {
                let part = store::parts::get(conn, PartId(found.id))?;
                let Some(spec) = part.record.spec() else { return Ok(None) };
                let names = CaseNames::of(conn, std::slice::from_ref(&part))?;
                let words: Vec<String> = words_of(spec, &part.record, &names)
                    .into_iter()
                    .map(|field| format!("{} {}", field.label, field.text))
                    .chain(part.record.kept_because.values().cloned())
                    .collect();
                (
                    spec.label.clone(),
                    marked(&title(spec, &part.record, &names), self.terms),
                    self.passage_if_found(&words.join(" \u{b7} ")),
                    Opens::Part { id, group: spec.group },
                )
            }
            GroupRecord::KIND => {
                let group = newest::<GroupRecord>(conn, &found.id)?.record;
                (
                    "Cases of one enquiry".to_owned(),
                    marked(&group.title, self.terms),
                    self.passage_if_found(&group.about),
                    Opens::Case { id },
                )
            }
            _ => return Ok(None),
        };
        Ok(Some(Hit {
            kind: HitKind::Text,
            what,
            title,
            place: format!("{} \u{b7} {}", case.reference, case.title),
            who: self.subject(&case)?,
            excerpt,
            opens,
        }))
    }

    fn of_measure(&self, found: &Found) -> Result<Option<Hit>> {
        let conn = self.vault.reader();
        let (what, measure_id, text) = match found.kind.as_str() {
            MeasureRecord::KIND => ("Measure".to_owned(), MeasureId(found.id), String::new()),
            PeriodNoteRecord::KIND => {
                let note = newest::<PeriodNoteRecord>(conn, &found.id)?.record;
                let of = format!("Remark on the period from {}", plain::short_date_with_year(note.start));
                (of, note.measure_id, note.text)
            }
            RoundRecord::KIND => {
                let round = newest::<RoundRecord>(conn, &RoundId(found.id).0)?.record;
                let of = format!("Remark on the round of {}", plain::short_date_with_year(round.on));
                (of, round.measure_id, round.note)
            }
            _ => return Ok(None),
        };
        let measure = store::measures::get(conn, measure_id)?.record;
        let name = Library::built_in().find(&measure.indicator).map_or(measure.indicator.as_str(), |found| &found.name);
        Ok(Some(Hit {
            kind: HitKind::Text,
            what,
            title: marked(name, self.terms),
            place: self.session.service(measure.service_id)?.name.clone(),
            who: None,
            excerpt: if text.is_empty() { Vec::new() } else { excerpt(&text, self.terms, PASSAGE) },
            opens: Opens::Measure { id: measure_id.to_string() },
        }))
    }

    /// The passage of the first account, or the day of becoming aware where that is what was looked for.
    fn account(&self, case: &CaseRecord) -> Vec<Piece> {
        let account = excerpt(&case.first_account, self.terms, PASSAGE);
        let aware = self.passage_if_found(&format!("Became aware {}", case.aware.text()));
        if aware.is_empty() || account.iter().any(|piece| piece.found) { account } else { aware }
    }

    /// The passage of a text that holds what was looked for; nothing where none does.
    fn passage_if_found(&self, text: &str) -> Vec<Piece> {
        let pieces = excerpt(text, self.terms, PASSAGE);
        if pieces.iter().any(|piece| piece.found) { pieces } else { Vec::new() }
    }

    fn subject(&self, case: &CaseRecord) -> Result<Option<String>> {
        case.subject_id.map(|id| Ok(store::people::standing_for(self.vault.reader(), id)?.record.name)).transpose()
    }
}
