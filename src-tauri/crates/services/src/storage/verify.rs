//! Checks the whole store: every page, and everything recorded against the audit chain.

use domain::{
    FileId,
    access::Read,
    action::ActionRecord,
    audit::Action as Audited,
    case::CaseRecord,
    measure::{MeasureRecord, PeriodNoteRecord},
    part::{PartRecord, evidence_reference},
    person::{PersonRecord, person_reference},
    plain,
    timeline::EventRecord,
};
use serde::Serialize;
use store::{
    CheckReport, Connection,
    cases::CaseAnswersRecord,
    revisions::{Record, newest},
    verify::{Fault, RecordRef, Report, Standing},
};

use crate::{Result, Session, Subject, Vault, measures::capital};

/// What a check of the store found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct VerifyReport {
    /// Nothing was found.
    pub ok: bool,
    /// What was looked at and found, a line each.
    pub lines: Vec<String>,
}

/// Runs both integrity checks and compares what the store holds with its audit chain.
///
/// # Errors
/// What keeps the store from opening again.
pub fn verify(vault: &mut Vault, session: &Session) -> Result<VerifyReport> {
    verify_watched(vault, session, &store::patient())
}

/// As [`verify`], followed by a watch.
///
/// # Errors
/// [`crate::Error::Stopped`] when the watch wants no more of it; otherwise as [`verify`].
pub fn verify_watched(vault: &mut Vault, session: &Session, watch: &store::Watch) -> Result<VerifyReport> {
    session.require_read(Read::Storage)?;
    let files = vault.check_files(watch)?;
    let mut report = store::verify::verify_watched(vault.reader(), watch)?;
    let mut lines = file_lines(&files);
    if files.is_sound() && report.faults == [Fault::Index] {
        // It is made of what was recorded, which is intact.
        vault.keep(|tx| Ok(store::search::make_index(tx)?))?;
        report.faults.clear();
        lines.push("The index of words was not that of what was recorded, and was made anew.".to_owned());
    }
    let names = Names { conn: vault.reader(), may_read: session.may_read(Read::Cases) };
    lines.extend(record_lines(&names, &report));
    let ok = files.is_sound() && report.faults.is_empty();
    if ok {
        vault.change(session, Audited::VerifyStore, None, |_| Ok(((), Subject::none())))?;
    } else {
        // A damaged store is not written to by the check that found it.
        lines.push(
            "Nothing was changed by this check. Copy the whole folder to a safe place before you do anything else."
                .to_owned(),
        );
    }
    Ok(VerifyReport { ok, lines })
}

fn file_lines(files: &CheckReport) -> Vec<String> {
    let pages = match files.cipher_faults {
        0 => "Every page of the store is as it was written.".to_owned(),
        faults => format!("{} not as written.", plain::count_of(faults as u64, "page is", "pages are")),
    };
    let structure = match files.structure_faults {
        0 => "Its structure is sound.".to_owned(),
        faults => format!("{} found in its structure.", plain::count_of(faults as u64, "fault was", "faults were")),
    };
    vec![pages, structure]
}

fn record_lines(names: &Names<'_>, report: &Report) -> Vec<String> {
    let head = format!(
        "The newest entry is number {}, with the seal {}. Each pack names the newest entry of its time and its seal, as the head of the audit chain.",
        report.head.seq,
        domain::ids::hex(report.head.hash.get(..8).unwrap_or_default())
    );
    if report.faults.is_empty() {
        return vec![
            format!(
                "The record of changes, {}, is intact as far as it goes, and {} of what was recorded match it. {head}",
                plain::count_of(report.entries, "entry", "entries"),
                plain::count_of(report.records, "wording", "wordings"),
            ),
            format!(
                "Everything on the screens, {}, is as it was last recorded.",
                plain::count_of(report.rows, "line", "lines")
            ),
        ];
    }
    let mut lines: Vec<String> = report.faults.iter().map(|fault| words(names, fault)).collect();
    if report.more > 0 {
        lines.push(format!(
            "And {}.",
            plain::count_of(report.more, "more fault of this kind", "more faults like these")
        ));
    }
    lines.push(format!("Entries of the record of changes that were read: {}. {head}", plain::whole(report.entries)));
    lines
}

/// One fault in words. Names no person and quotes nothing that was recorded about anybody.
fn words(names: &Names<'_>, fault: &Fault) -> String {
    match fault {
        Fault::EntryEdited { seq } => format!("Entry {seq} of the record of changes was changed after it was written."),
        Fault::EntryOutOfPlace { seq } => {
            format!("The record of changes is broken at entry {seq}: an entry is missing or out of place.")
        }
        Fault::Wording { seq, record, rev } => format!(
            "{} is not what was written: wording {rev} was changed after entry {seq} of the record of changes.",
            capital(&names.of(record))
        ),
        Fault::WordingMissing { seq, record, rev } => format!(
            "Wording {rev} of {} is missing, although a later one was recorded with entry {seq} of the record of changes.",
            names.of(record)
        ),
        Fault::Content { seq } => {
            format!("What entry {seq} of the record of changes recorded is no longer what the store holds.")
        }
        Fault::Row { standing, record, seq, .. } => row_words(&names.of(record), *standing, *seq),
        Fault::Entry { seq } => {
            format!("Counts that were entered with entry {seq} of the record of changes were changed afterwards.")
        }
        Fault::Count { standing, measure, start, seq } => {
            let of = measure.map_or_else(
                || "a measure that is not there".to_owned(),
                |id| names.of(&RecordRef { kind: MeasureRecord::KIND.to_owned(), id: id.0 }),
            );
            row_words(
                &format!("the count of {of} for the period from {}", plain::short_date_with_year(*start)),
                *standing,
                *seq,
            )
        }
        Fault::Evaluation { seq } => {
            format!("A verdict worked out with entry {seq} of the record of changes was changed afterwards.")
        }
        Fault::Pack { seq } => {
            format!("The register of packs no longer says what entry {seq} of the record of changes recorded.")
        }
        Fault::Index => "The index of words is not that of what was recorded: a search may miss something. Everything recorded is read without it.".to_owned(),
        Fault::File { standing, file, seq } => file_words(&names.file(*file), *standing, *seq),
        Fault::Piece { standing, file, n, seq } => {
            let of = file.map_or_else(|| "a file that is not there".to_owned(), |file| names.file(file));
            file_words(&format!("part {} of {of}", plain::whole(u64::from(*n) + 1)), *standing, *seq)
        }
    }
}

fn file_words(what: &str, standing: Standing, seq: Option<u64>) -> String {
    let entry = seq.map_or_else(String::new, |seq| format!(" with entry {seq} of the record of changes"));
    let what = capital(what);
    match standing {
        Standing::Differs => format!("{what} is not what was kept{entry}."),
        Standing::Missing => format!("{what} is missing, although it was kept{entry}."),
        Standing::Surplus => format!("{what} is there, but was not kept so{entry}."),
    }
}

fn row_words(what: &str, standing: Standing, seq: Option<u64>) -> String {
    let entry = seq.map_or_else(String::new, |seq| format!(" with entry {seq} of the record of changes"));
    let what = capital(what);
    match standing {
        Standing::Differs => format!("{what} is shown differently from what was last recorded{entry}."),
        Standing::Missing => format!("{what} is not shown any more, although it was recorded{entry}."),
        Standing::Surplus => format!("{what} is shown, but was not recorded so{entry}."),
    }
}

/// What records are called in a report.
struct Names<'a> {
    conn: &'a Connection,
    /// Whether whoever reads the report may read cases; others get identities.
    may_read: bool,
}

impl Names<'_> {
    /// A record by the number or reference that people know it by; by its identity where that cannot be read.
    fn of(&self, record: &RecordRef) -> String {
        let (kind, id) = (record.kind.as_str(), &record.id);
        let what = match kind {
            CaseAnswersRecord::KIND => "the three answers of case",
            EventRecord::KIND => "a timeline entry of case",
            PartRecord::KIND => "a part of case",
            PeriodNoteRecord::KIND => "a remark on a period of measure",
            other => other,
        };
        let known = self.may_read.then(|| self.known(kind, id)).flatten();
        format!("{what} {}", known.unwrap_or_else(|| domain::ids::hex(id)))
    }

    /// A file by the number of the evidence that it belongs to.
    fn file(&self, id: FileId) -> String {
        let number = self.may_read.then(|| store::evidence::number_of(self.conn, id).ok().flatten()).flatten();
        format!("the file of {}", number.map_or_else(|| format!("identity {id}"), evidence_reference))
    }

    fn known(&self, kind: &str, id: &[u8; 16]) -> Option<String> {
        match kind {
            CaseRecord::KIND | CaseAnswersRecord::KIND => Some(self.newest::<CaseRecord>(id)?.reference),
            EventRecord::KIND => self.known(CaseRecord::KIND, &self.newest::<EventRecord>(id)?.case_id.0),
            PartRecord::KIND => {
                let case_id = self.newest::<PartRecord>(id)?.owner.case()?;
                self.known(CaseRecord::KIND, &case_id.0)
            }
            ActionRecord::KIND => Some(self.newest::<ActionRecord>(id)?.reference()),
            PersonRecord::KIND => Some(person_reference(self.newest::<PersonRecord>(id)?.number)),
            MeasureRecord::KIND => {
                let code = self.newest::<MeasureRecord>(id)?.indicator;
                let library = domain::indicator::Library::built_in();
                Some(library.find(&code).map_or_else(|| code.clone(), |indicator| indicator.name.clone()))
            }
            PeriodNoteRecord::KIND => {
                self.known(MeasureRecord::KIND, &self.newest::<PeriodNoteRecord>(id)?.measure_id.0)
            }
            _ => None,
        }
    }

    fn newest<R: Record>(&self, id: &[u8; 16]) -> Option<R> {
        newest::<R>(self.conn, id).ok().map(|newest| newest.record)
    }
}
