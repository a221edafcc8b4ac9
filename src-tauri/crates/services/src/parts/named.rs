//! What people, parts and files of one case are called.

use std::collections::BTreeMap;

use domain::{
    FileId, PartId, PersonId,
    part::{Names, PartRecord, Value, title},
    person::PersonKind,
};
use store::{Connection, revisions::Revised};

use crate::{Result, reference::Labels};

/// Names of one case. What it does not know is called so, and not left blank.
#[derive(Debug, Default, Clone)]
pub(crate) struct CaseNames {
    people: BTreeMap<PersonId, (String, PersonKind)>,
    parts: BTreeMap<PartId, String>,
    labels: Labels,
    files: BTreeMap<FileId, String>,
}

impl CaseNames {
    /// The names that parts of one case need.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn of(conn: &Connection, parts: &[Revised<PartRecord>]) -> Result<Self> {
        let mut names = Self { labels: Labels::of(conn)?, ..Self::default() };
        for value in parts.iter().flat_map(|part| part.record.fields.values()) {
            match value {
                Value::People(people) => {
                    for id in people {
                        names.add_person(conn, *id)?;
                    }
                }
                Value::File(id) => names.add_file(conn, *id)?,
                _ => {}
            }
        }
        // A part can be called by another that it answers, as a finding by its allegation: first those that name none.
        let first: BTreeMap<PartId, String> = parts.iter().filter_map(|part| names.titled(&part.record)).collect();
        names.parts = first;
        names.parts = parts.iter().filter_map(|part| names.titled(&part.record)).collect();
        Ok(names)
    }

    fn titled(&self, record: &PartRecord) -> Option<(PartId, String)> {
        record.spec().map(|spec| (record.id, title(spec, record, self)))
    }

    /// Learns somebody's name.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn add_person(&mut self, conn: &Connection, id: PersonId) -> Result<()> {
        if self.people.contains_key(&id) {
            return Ok(());
        }
        let known = match store::people::standing_for(conn, id) {
            Ok(person) => (person.record.name, person.record.kind),
            Err(store::Error::NotFound) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        self.people.insert(id, known);
        Ok(())
    }

    fn add_file(&mut self, conn: &Connection, id: FileId) -> Result<()> {
        match store::evidence::get(conn, id) {
            Ok(file) => drop(self.files.insert(id, file.name)),
            Err(store::Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// Everybody whom it knows by name; bodies are not among them.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = (PersonId, &str)> {
        self.people
            .iter()
            .filter(|(_, (_, kind))| *kind != PersonKind::Organisation)
            .map(|(id, (name, _))| (*id, name.as_str()))
    }
}

impl Names for CaseNames {
    fn person(&self, id: PersonId) -> String {
        self.people.get(&id).map_or_else(|| "somebody not on record".to_owned(), |(name, _)| name.clone())
    }

    fn part(&self, id: PartId) -> String {
        self.parts.get(&id).cloned().unwrap_or_default()
    }

    fn file(&self, id: FileId) -> String {
        self.files.get(&id).cloned().unwrap_or_else(|| "File that is not kept here".to_owned())
    }

    fn choice(&self, list: &str, code: &str) -> String {
        self.labels.label(list, code)
    }
}
