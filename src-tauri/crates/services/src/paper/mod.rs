//! What every paper of a case stands on: who made it, when, on which state of the record, and what is left out.

mod report;

pub use report::document as report;

use std::path::Path;

use domain::{CaseId, audit::Action, plain};
use packs::{Document, document_pdf, document_word};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Result, Session, Subject, Vault,
    cases::CaseFacts,
    chronology::{self, ChronologyFilter},
    export,
};

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// The dated record.
    Chronology,
    /// The report of our enquiry.
    Report,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PaperForm {
    /// A tagged PDF.
    Pdf,
    /// A Word document.
    Word,
    /// A table for a spreadsheet; of a chronology only.
    Csv,
}

impl PaperForm {
    /// The ending of its file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "docx",
            Self::Csv => "csv",
        }
    }
}

/// A finished paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The name its file is offered under.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages, for a PDF.
    pub pages: Option<u32>,
}

/// Makes a paper of a case. Nothing leaves yet.
///
/// # Errors
/// A form that this paper has not, not for this role, not there, or the store's.
pub fn make(
    vault: &Vault,
    session: &Session,
    case_id: CaseId,
    kind: PaperKind,
    form: PaperForm,
    filter: &ChronologyFilter,
) -> Result<Paper> {
    session.require(Action::ExportPaper)?;
    let reference = store::cases::get(vault.reader(), case_id)?.record.reference;
    let (what, document) = match kind {
        PaperKind::Chronology => ("chronology", chronology::document(vault, session, case_id, filter)?),
        PaperKind::Report => ("enquiry-report", report(vault, session, case_id)?),
    };
    let (bytes, pages) = match (form, kind) {
        (PaperForm::Pdf, _) => {
            let pdf = document_pdf(&document).map_err(|_| Error::Internal("layout of a paper"))?;
            (pdf.pdf, Some(pdf.pages))
        }
        (PaperForm::Word, _) => (document_word(&document).map_err(|_| Error::Internal("layout of a paper"))?, None),
        (PaperForm::Csv, PaperKind::Chronology) => {
            (chronology::csv(vault, session, case_id, filter)?.into_bytes(), None)
        }
        (PaperForm::Csv, PaperKind::Report) => {
            return Err(Error::NotAvailable("A report is a text and no table. Choose PDF or Word.".to_owned()));
        }
    };
    Ok(Paper { file_name: format!("{reference}-{what}.{}", form.ending()), bytes, pages })
}

/// Writes a paper whole or not at all, and notes in the audit chain that it left.
///
/// # Errors
/// A place it cannot be put, or the store's.
pub fn save(vault: &mut Vault, session: &Session, case_id: CaseId, paper: &Paper, file: &Path) -> Result<()> {
    export::write(vault, session, Action::ExportPaper, Subject::from(case_id), file, &paper.bytes)
}

/// What a paper of a case stands on.
pub(crate) struct Footing {
    frame: Document,
    /// What is left out of any paper of a case, in a sentence.
    pub left_out: String,
}

impl Footing {
    pub(crate) fn new(vault: &Vault, session: &Session, facts: &CaseFacts) -> Result<Self> {
        let head = store::audit::head(vault.reader())?;
        let case = &facts.case.record;
        let who =
            facts.subject.as_ref().map_or_else(|| "adult not known yet".to_owned(), |subject| subject.name.clone());
        let apart = facts.events.iter().any(|fact| !fact.may_leave)
            || facts.parts.parts.iter().any(|part| !part.record.may_leave());
        let left_out = if apart {
            "Who raised the concern, staff matters and records that have to do with the police are kept apart and are not in this paper. Entries typed by hand stand as they were written: read them before the paper leaves."
        } else {
            "Entries in the bin are not in this paper."
        };
        Ok(Self {
            frame: Document {
                ident: format!("{}, as at entry {}", case.reference, head.seq),
                made_at: session.now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                made_at_text: plain::date_time(session.local_now()),
                kind: String::new(),
                title: case.title.clone(),
                subtitle: format!(
                    "{} \u{b7} {who} \u{b7} {} \u{b7} {}",
                    case.reference,
                    facts.service.name,
                    case.state.label()
                ),
                provider: vault.provider().to_owned(),
                confidential: "Confidential: contains personal information".to_owned(),
                demonstration: vault.is_demonstration().then(|| "Demonstration: invented people".to_owned()),
                about: Vec::new(),
                figure: None,
                sections: Vec::new(),
            },
            left_out: left_out.to_owned(),
        })
    }

    /// The frame of a paper of some kind, without its text.
    pub(crate) fn document(self, kind: &str) -> Document {
        Document { kind: kind.to_owned(), ..self.frame }
    }
}
