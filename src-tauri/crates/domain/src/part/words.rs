//! A part in words: what a field holds, and the clauses made of fields.

use super::{FieldSpec, KindSpec, PartRecord, Value};
use crate::{FileId, PartId, PersonId, lists::Lists, plain};

/// What identities and codes are called, for whoever reads.
pub trait Names {
    /// A person's name.
    fn person(&self, id: PersonId) -> String;
    /// The heading of another part.
    fn part(&self, id: PartId) -> String;
    /// A file's name.
    fn file(&self, id: FileId) -> String;
    /// The words of a choice, a provider's own among them.
    fn choice(&self, list: &str, code: &str) -> String {
        Lists::built_in().label(list, code).unwrap_or(code).to_owned()
    }
}

impl FieldSpec {
    /// What the field holds, in words. Nothing for nothing.
    #[must_use]
    pub fn words(&self, record: &PartRecord, names: &dyn Names) -> String {
        let Some(value) = record.fields.get(&self.code) else { return String::new() };
        match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => plain::whole(*number),
            Value::When(at) => at.text(),
            Value::Codes(codes) => {
                let list = self.list.as_deref().unwrap_or_default();
                codes.iter().map(|code| names.choice(list, code)).collect::<Vec<_>>().join("; ")
            }
            Value::People(people) => people.iter().map(|id| names.person(*id)).collect::<Vec<_>>().join(", "),
            Value::Parts(parts) => parts.iter().map(|id| names.part(*id)).collect::<Vec<_>>().join("; "),
            Value::File(id) => names.file(*id),
        }
    }
}

/// The heading of a part: its reference where it has one, then the clauses of its kind's title that have something to
/// say.
#[must_use]
pub fn title(spec: &KindSpec, record: &PartRecord, names: &dyn Names) -> String {
    let clauses = clauses(&spec.title, spec, record, names);
    let words = if clauses.is_empty() { spec.label.clone() } else { shortened(&clauses.join(" \u{b7} "), 140) };
    match record.reference() {
        Some(reference) => format!("{reference} \u{b7} {words}"),
        None => words,
    }
}

/// The clauses of a template in which every placeholder has words.
pub(super) fn clauses(template: &[String], spec: &KindSpec, record: &PartRecord, names: &dyn Names) -> Vec<String> {
    template.iter().filter_map(|clause| filled(clause, spec, record, names)).collect()
}

/// One clause with its placeholders filled; none where one has no words.
pub(super) fn filled(clause: &str, spec: &KindSpec, record: &PartRecord, names: &dyn Names) -> Option<String> {
    let mut text = String::new();
    let mut rest = clause;
    while let Some((before, after)) = rest.split_once('{') {
        let (code, after) = after.split_once('}')?;
        let words = spec.find(code)?.words(record, names);
        if words.is_empty() {
            return None;
        }
        text.push_str(before);
        text.push_str(&words);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The first line of a text, cut at a word where it is longer than `most` characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let cut: String = line.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}\u{2026}", cut.trim_end_matches([',', ';', '.', ' ']))
}
