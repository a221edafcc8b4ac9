//! Who is meant by a name. Two people of one name stay two people; one person in two cases stays one.

use domain::{
    PersonId, ServiceId,
    person::{PersonKind, PersonRecord, person_reference},
};
use store::{Series, next_number, people::Known, revisions::Change};

use crate::{Error, QuestionChoice, Result, random};

/// The answer for somebody of this name who is not recorded yet.
pub const ANOTHER: &str = "another";

/// The person that `name` means in a service: the one that `which` says, or a new one where nobody of that
/// name is recorded in a case that this session may see.
///
/// # Errors
/// [`Error::SameName`] when somebody is and `which` says nothing, or names nobody of them; [`Error::Invalid`] when
/// nobody is and `which` names somebody.
pub(super) fn person_meant(
    change: &Change<'_>,
    service_id: ServiceId,
    name: &str,
    which: Option<&str>,
) -> Result<PersonId> {
    let mut namesakes = store::people::with_cases(change.tx(), service_id)?;
    namesakes.retain(|known| plain(&known.name) == plain(name));
    if !namesakes.is_empty() && which != Some(ANOTHER) {
        let meant = namesakes.iter().find(|known| which == Some(person_reference(known.number).as_str()));
        return meant.map(|known| known.id).ok_or_else(|| Error::SameName(choices(&namesakes)));
    }
    if which.is_some_and(|which| which != ANOTHER) {
        return Err(Error::invalid(
            "who",
            "Nobody of this name has that number. Nothing was recorded. Look at the spelling, or leave the number out for somebody new.",
        ));
    }
    let person = PersonRecord::named(
        PersonId(random::bytes16()?),
        service_id,
        name.to_owned(),
        next_number(change.tx(), Series::Person, 0)?,
        PersonKind::Supported,
    );
    change.add(&person)?;
    Ok(person.id)
}

/// Corrects how a person's name is written, where only case or spaces differ from how it stands. Whether it was
/// that person's name: then nobody has to be asked who is meant.
///
/// # Errors
/// The store's.
pub(super) fn rewritten(change: &Change<'_>, person: PersonId, name: &str) -> Result<bool> {
    let newest = store::revisions::newest::<PersonRecord>(change.tx(), &person.0)?;
    let mut record = newest.record;
    if plain(&record.name) != plain(name) {
        return Ok(false);
    }
    if record.name != name {
        name.clone_into(&mut record.name);
        change.amend(&record, newest.meta.rev)?;
    }
    Ok(true)
}

/// A name as it is compared: case and spaces do not make another person.
pub(crate) fn plain(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn choices(namesakes: &[Known]) -> Vec<QuestionChoice> {
    let same = namesakes.iter().map(|known| QuestionChoice {
        value: person_reference(known.number),
        label: format!("The same person as in {}", known.cases.join(", ")),
    });
    let another = QuestionChoice { value: ANOTHER.to_owned(), label: "Somebody else of the same name".to_owned() };
    same.chain([another]).collect()
}
