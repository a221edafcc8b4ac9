//! `paper save`: a case's chronology or the report of its enquiry, as a file.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use services::{
    cases,
    chronology::ChronologyFilter,
    export,
    paper::{self, PaperForm, PaperKind},
};

use crate::{arguments::Common, failure::Failure, opening::with_vault, output::Output};

/// What can be done with papers.
#[derive(Debug, Subcommand)]
pub(crate) enum PaperCommand {
    /// Save a paper of one case and note it in the audit chain
    Save(SaveForm),
}

/// Which paper.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// The dated record
    Chronology,
    /// The report of the enquiry
    Report,
}

/// What a paper needs.
#[derive(Debug, Args)]
pub(crate) struct SaveForm {
    /// The case's reference
    #[arg(long, value_name = "REF")]
    case: String,
    /// Which paper
    #[arg(long, value_name = "WHAT")]
    what: What,
    /// Where it goes; its ending says the form: .pdf, .docx or .csv
    #[arg(long, value_name = "F")]
    out: PathBuf,
}

/// A paper in a file.
#[derive(Serialize)]
struct Written {
    file: String,
    pages: Option<u32>,
}

/// Does it.
pub(crate) fn run(common: &Common, output: &Output, command: PaperCommand) -> Result<(), Failure> {
    let PaperCommand::Save(form) = command;
    let ending = form.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let paper_form = match ending.as_deref() {
        Some("pdf") => PaperForm::Pdf,
        Some("docx") => PaperForm::Word,
        Some("csv") => PaperForm::Csv,
        _ => {
            return Err(Failure::Usage(
                "End the file\u{2019}s name in .pdf, .docx or .csv. Nothing was made.".to_owned(),
            ));
        }
    };
    let kind = match form.what {
        What::Chronology => PaperKind::Chronology,
        What::Report => PaperKind::Report,
    };
    with_vault(common, |vault, session| {
        export::check_place(vault, &form.out)?;
        let case = cases::find(vault, session, &form.case)?;
        let made = paper::make(vault, session, case, kind, paper_form, &ChronologyFilter::default())?;
        paper::save(vault, session, case, &made, &form.out)?;
        let written = Written { file: form.out.display().to_string(), pages: made.pages };
        output.show(&written, |written| vec![format!("Wrote {}", written.file)])
    })
}
