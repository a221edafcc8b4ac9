//! `pack build`, `pack rebuild` and `pack list`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use services::{
    Session, Vault, cases, export,
    packs::{self, BuiltPack, NewPack, PackRow},
};

use crate::{arguments::Common, failure::Failure, opening::with_vault, output::Output};

/// What a pack of the demonstration says it is for.
pub(crate) const DEMONSTRATION_PURPOSE: &str = "To show what an evidence pack looks like";

/// What can be done with packs.
#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Make a pack of one case and note it in the register
    Build(BuildForm),
    /// Make a pack of the register again, with the same bytes
    Rebuild {
        /// The pack's number, such as EP-2026-001
        #[arg(value_name = "NUMBER")]
        number: String,
        /// Where the PDF goes
        #[arg(long, value_name = "F.pdf")]
        out: PathBuf,
    },
    /// The register of packs, newest first
    List,
}

/// What a pack needs.
#[derive(Debug, Args)]
pub(crate) struct BuildForm {
    /// The case's reference
    #[arg(long, value_name = "REF")]
    case: String,
    /// The kind of reader: cqc_on_site or board
    #[arg(long, value_name = "A")]
    audience: String,
    /// Who receives it; only a demonstration can do without
    #[arg(long = "for", value_name = "NAME")]
    recipient: Option<String>,
    /// What it is for; only a demonstration can do without
    #[arg(long, value_name = "TEXT")]
    purpose: Option<String>,
    /// On what basis it is shared
    #[arg(long, value_name = "TEXT", default_value = "")]
    basis: String,
    /// Where the PDF goes
    #[arg(long, value_name = "F.pdf")]
    out: PathBuf,
}

/// A pack in a file.
#[derive(Serialize)]
struct Written {
    file: String,
    #[serde(flatten)]
    pack: PackRow,
}

/// Who a pack of the demonstration is for.
pub(crate) fn demonstration_recipient(audience: &str) -> &'static str {
    if audience.trim() == "board" { "Board (demonstration)" } else { "CQC inspector (demonstration)" }
}

/// Recipient and purpose as given; a demonstration has its own.
fn addressed(vault: &Vault, form: &BuildForm) -> Result<(String, String), Failure> {
    let demonstration = vault.is_demonstration();
    let recipient =
        form.recipient.clone().or_else(|| demonstration.then(|| demonstration_recipient(&form.audience).to_owned()));
    let purpose = form.purpose.clone().or_else(|| demonstration.then(|| DEMONSTRATION_PURPOSE.to_owned()));
    recipient.zip(purpose).ok_or_else(|| {
        Failure::Usage(
            "Say who the pack is for with --for and what it is for with --purpose. Nothing was made.".to_owned(),
        )
    })
}

/// Does it.
pub(crate) fn run(common: &Common, output: &Output, command: PackCommand) -> Result<(), Failure> {
    with_vault(common, |vault, session| match command {
        PackCommand::Build(form) => {
            let (recipient, purpose) = addressed(vault, &form)?;
            export::check_place(vault, &form.out)?;
            let case_id = cases::find(vault, session, &form.case)?.to_string();
            let new = NewPack { case_id, audience: form.audience, recipient, purpose, basis: form.basis };
            let built = packs::build(vault, session, &new)?;
            written(vault, session, output, built, &form.out)
        }
        PackCommand::Rebuild { number, out } => {
            let built = packs::rebuild(vault, session, &number)?;
            written(vault, session, output, built, &out)
        }
        PackCommand::List => {
            let rows = packs::list(vault, session)?;
            output.show(&rows, |rows| match rows.as_slice() {
                [] => vec!["No pack was made yet.".to_owned()],
                rows => rows.iter().map(line).collect(),
            })
        }
    })
}

/// Puts a pack that the register has into its file.
pub(crate) fn save(vault: &mut Vault, session: &Session, built: &BuiltPack, out: &Path) -> Result<(), Failure> {
    export::pack(vault, session, built, out).map_err(|failure| {
        Failure::Other(format!(
            "{failure} The pack is in the register: bring it back with `pack rebuild {}`.",
            built.row.number
        ))
    })
}

fn written(vault: &mut Vault, session: &Session, output: &Output, built: BuiltPack, out: &Path) -> Result<(), Failure> {
    save(vault, session, &built, out)?;
    let written = Written { file: out.display().to_string(), pack: built.row };
    output.show(&written, |written| {
        let pack = &written.pack;
        vec![
            format!("Wrote {}", written.file),
            format!("{}, {} pages, {}, for {}", pack.number, pack.pages, pack.audience_label, pack.recipient),
            format!("SHA-256 {}", pack.sha256),
        ]
    })
}

fn line(row: &PackRow) -> String {
    format!(
        "{}  {}  {}  for {}  made {} by {}",
        row.number, row.case_reference, row.audience_label, row.recipient, row.made, row.by
    )
}
