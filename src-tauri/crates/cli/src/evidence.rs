//! `evidence add`, `evidence list` and `evidence save`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use domain::part::{FieldInput, Owner, kind};
use serde::Serialize;
use services::{
    Session, Vault, cases,
    evidence::{self, EvidenceItem, EvidenceList, FileView, InHand, Incoming, Patient},
    export,
    parts::{self, PartDraft},
};

use crate::{
    arguments::Common,
    failure::Failure,
    opening::with_vault,
    output::{Output, complain},
};

/// What can be done with the evidence of a case.
#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Add a document to a case and print its reference; the original is untouched
    Add {
        /// The case's reference
        #[arg(long, value_name = "REF")]
        case: String,
        /// The document, of up to 100 MB
        #[arg(long, value_name = "PATH")]
        file: PathBuf,
        /// What it is
        #[arg(long, value_name = "T", allow_hyphen_values = true)]
        title: String,
    },
    /// The evidence of a case, in the order recorded
    List {
        /// The case's reference
        #[arg(long, value_name = "REF")]
        case: String,
    },
    /// Save a copy of a document as a file of its own
    Save {
        /// The evidence's reference, such as E-0001
        #[arg(long = "ref", value_name = "REF")]
        reference: String,
        /// Where the copy goes
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
}

#[derive(Serialize)]
struct Saved {
    reference: String,
    file: String,
}

/// Does it.
pub(crate) fn run(common: &Common, output: &Output, command: EvidenceCommand) -> Result<(), Failure> {
    with_vault(common, |vault, session| match command {
        EvidenceCommand::Add { case, file, title } => {
            let item = add(vault, session, &case, &file, &title)?;
            output.show(&item, |item| vec![item.reference.clone()])
        }
        EvidenceCommand::List { case } => {
            let owner = Owner::Case(cases::find(vault, session, &case)?);
            output.show(&evidence::list(vault, session, owner)?, lines)
        }
        EvidenceCommand::Save { reference, out } => {
            let file = evidence::file_of(vault, session, &reference)?;
            export::evidence(&InHand::new(vault, session), file, &out, &Patient)?;
            let saved = Saved { reference: reference.trim().to_uppercase(), file: out.display().to_string() };
            output.show(&saved, |saved| vec![format!("Wrote {}", saved.file)])
        }
    })
}

/// Adds the file, and an item that describes it.
fn add(vault: &mut Vault, session: &Session, case: &str, file: &Path, title: &str) -> Result<EvidenceItem, Failure> {
    if title.trim().is_empty() {
        return Err(Failure::Usage("Say what the document is with --title. Nothing was added.".to_owned()));
    }
    let owner = Owner::Case(cases::find(vault, session, case)?);
    let incoming = Incoming::open(file)?;
    let attached = evidence::attach(&InHand::new(vault, session), owner, incoming, &Patient)?;
    for told in attached.file.misnamed.iter().chain(&attached.notice) {
        complain(told);
    }
    let values = BTreeMap::from([
        ("title".to_owned(), FieldInput { text: title.to_owned(), ..FieldInput::default() }),
        ("file".to_owned(), FieldInput { codes: vec![attached.file.id], ..FieldInput::default() }),
    ]);
    let form = PartDraft { values, ..PartDraft::default() };
    let row = parts::add(vault, session, owner, kind::EVIDENCE, &form)?;
    let items = evidence::list(vault, session, owner)?.items;
    items.into_iter().find(|item| item.id == row.id).ok_or_else(|| services::Error::NotFound.into())
}

fn lines(list: &EvidenceList) -> Vec<String> {
    let mut lines: Vec<String> = list.items.iter().filter(|item| !item.removed).map(line).collect();
    if !list.undescribed.is_empty() {
        lines.push("Added and not described yet:".to_owned());
        lines.extend(list.undescribed.iter().map(|file| format!("  {}", file_words(file))));
    }
    if lines.is_empty() {
        lines.push("There is no evidence in this case yet.".to_owned());
    }
    lines.extend(list.notice.clone());
    lines
}

fn line(item: &EvidenceItem) -> String {
    let file = item.file.as_ref().map_or_else(|| "listed without a file".to_owned(), file_words);
    let mut line = format!("{}  {}  {file}", item.reference, item.title);
    for (what, findings) in [("supports", &item.supports), ("speaks against", &item.contradicts)] {
        if !findings.is_empty() {
            line.push_str(&format!("  {what}: {}", findings.join("; ")));
        }
    }
    line
}

fn file_words(file: &FileView) -> String {
    format!("{} ({}, {}, added {} by {})", file.name, file.kind, file.size_text, file.added, file.by)
}
