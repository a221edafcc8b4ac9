//! What a part is found by: everything typed in it, the words of what was chosen, and the people it names.

use domain::{
    FileId, PartId, PersonId,
    part::{Names, Owner, PartRecord, Value, evidence_reference},
};

use crate::search::{Findable, Of};

/// Nobody and nothing by name: people are found by their own records, which lead here.
struct Unnamed;

impl Names for Unnamed {
    fn person(&self, _id: PersonId) -> String {
        String::new()
    }

    fn part(&self, _id: PartId) -> String {
        String::new()
    }

    fn file(&self, _id: FileId) -> String {
        String::new()
    }
}

pub(super) fn findable(part: &PartRecord) -> Option<Findable> {
    if part.removed {
        return None;
    }
    // A kind that this program does not know is shown to nobody.
    let spec = part.spec()?;
    let of = match part.owner {
        Owner::Case(id) => Of::Case(id),
        Owner::Group(id) => Of::Group(id),
    };
    let mut found = Findable::new(of).kept_in(spec.compartment).text(&spec.label);
    if let Some(number) = part.number {
        found = found.called(evidence_reference(number));
    }
    for field in &spec.field {
        found = found.text(&field.words(part, &Unnamed));
        if let Some(Value::People(people)) = part.fields.get(&field.code) {
            found = people.iter().fold(found, |found, person| found.naming(*person));
        }
    }
    Some(part.kept_because.values().fold(found, |found, because| found.text(because)))
}
