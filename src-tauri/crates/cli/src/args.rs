//! The grammar of the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// What `--help` says of exit codes.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  refused, for the reason printed
  2  the command line is not understood
  3  wrong passphrase, or wait before the next try
  4  the store is missing, damaged, newer, read-only, or open elsewhere
  5  an import was refused, or a question about the file has to be answered
  6  the disk is full, or a file cannot be written

The passphrase is read from EVIDENT_PASSPHRASE, from --passphrase-file, or asked for. It is never an argument.";

/// Evident without a window: safeguarding outcomes for small care providers.
#[derive(Debug, Parser)]
#[command(name = "evident-cli", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The store's folder, or the vault.db in it.
    #[arg(long, global = true, value_name = "PATH")]
    pub store: Option<PathBuf>,
    /// Who opens it, where more than one person may; for `create`, what the first person is called on the
    /// unlock screen: a job title will do.
    #[arg(long, global = true, value_name = "LABEL")]
    pub user: Option<String>,
    /// A file whose first line is the passphrase.
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the demonstration store and its outputs in a folder.
    Demo {
        /// The folder: the store, the pack, the picture and a summary are put into it.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Make a new store at --store.
    Create {
        /// The provider's name.
        #[arg(long, value_name = "NAME")]
        provider: String,
        /// A service and its type: homecare, care_home, supported_living or nursing.
        #[arg(long = "service", value_name = "NAME:TYPE", required = true, num_args = 1..)]
        services: Vec<String>,
    },
    /// Counts and schema.
    Status,
    /// Run both integrity checks and walk the audit chain.
    Verify,
    /// The store itself.
    Store {
        /// What to do with it.
        #[command(subcommand)]
        command: StoreCommand,
    },
    /// The audit chain.
    Audit {
        /// What to do with it.
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Cases.
    Case {
        /// What to do.
        #[command(subcommand)]
        command: CaseCommand,
    },
    /// A case's timeline.
    Event {
        /// What to do.
        #[command(subcommand)]
        command: EventCommand,
    },
    /// Counts from a file.
    Import {
        /// What to import.
        #[command(subcommand)]
        command: ImportCommand,
    },
    /// Measures.
    Measure {
        /// What to do.
        #[command(subcommand)]
        command: MeasureCommand,
    },
    /// Draw the case on a page as SVG.
    Chart {
        /// The case's reference.
        #[arg(long, value_name = "REF")]
        case: String,
        /// The file to write.
        #[arg(long, value_name = "F.svg")]
        out: PathBuf,
    },
    /// Evidence packs.
    Pack {
        /// What to do.
        #[command(subcommand)]
        command: PackCommand,
    },
}

/// The store itself.
#[derive(Debug, Subcommand)]
pub(crate) enum StoreCommand {
    /// Run both integrity checks and walk the audit chain.
    Verify,
}

/// The audit chain.
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Run both integrity checks and walk the audit chain.
    Verify,
}

/// Cases.
#[derive(Debug, Subcommand)]
pub(crate) enum CaseCommand {
    /// Record a concern.
    Add {
        /// The service.
        #[arg(long, value_name = "S")]
        service: String,
        /// What happened.
        #[arg(long, value_name = "TEXT")]
        what: String,
        /// The adult at risk; leave out while not known.
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
        /// When the service became aware: 2026-02-07, 2026-02-07T13:05 (UK time) or with an offset. Now, if left out.
        #[arg(long, value_name = "WHEN")]
        aware: Option<String>,
    },
    /// List the cases.
    List,
    /// Show one case.
    Show {
        /// Its reference.
        reference: String,
    },
}

/// A case's timeline.
#[derive(Debug, Subcommand)]
pub(crate) enum EventCommand {
    /// Add an entry. Its id is printed once it is on the disk.
    Add {
        /// The case's reference.
        #[arg(long, value_name = "REF")]
        case: String,
        /// When it happened: 2026-02-07, 2026-02-07T13:05 (UK time) or with an offset.
        #[arg(long, value_name = "WHEN")]
        at: String,
        /// case, agencies, actions or checks.
        #[arg(long)]
        lane: String,
        /// What happened.
        #[arg(long)]
        text: String,
        /// What kind of fact: note, referral, cqc_notification, family_told, la_decision, la_no_enquiry, report_sent, finding, outcomes_meeting, la_closure or check.
        #[arg(long, default_value = "note")]
        kind: String,
    },
}

/// Counts from a file.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Import the counts of one measure from CSV or XLSX.
    Counts {
        /// The measure's code; CODE@SERVICE where several services have it.
        #[arg(long, value_name = "CODE")]
        measure: String,
        /// The file.
        file: PathBuf,
        /// Which column is which: letters or names.
        #[arg(long, value_name = "week=A,count=B,base=C")]
        map: Option<String>,
        /// For dates that can be read two ways: day_first or month_first.
        #[arg(long, value_name = "ORDER")]
        date_order: Option<String>,
        /// The sheet of a workbook.
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Dates are the last days of the periods.
        #[arg(long)]
        period_ends: bool,
        /// Check only.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Measures.
#[derive(Debug, Subcommand)]
pub(crate) enum MeasureCommand {
    /// Add a measure from the indicator library.
    Add {
        /// The indicator's code.
        #[arg(long, value_name = "CODE")]
        indicator: String,
        /// The service.
        #[arg(long, value_name = "S")]
        service: String,
        /// day, week, month or quarter; the indicator's usual period if left out.
        #[arg(long)]
        every: Option<String>,
        /// First day of the baseline.
        #[arg(long, value_name = "DATE")]
        baseline_from: Option<String>,
        /// Last day of the baseline.
        #[arg(long, value_name = "DATE")]
        baseline_to: Option<String>,
        /// The day of the change.
        #[arg(long, value_name = "DATE")]
        change_on: Option<String>,
        /// A case to link it to, as its lead measure.
        #[arg(long, value_name = "REF")]
        case: Option<String>,
    },
    /// List the measures.
    List,
    /// Show one measure.
    Show {
        /// Its code; CODE@SERVICE where several services have it.
        code: String,
    },
}

/// Evidence packs.
#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Make a pack and write its PDF.
    Build {
        /// The case's reference.
        #[arg(long, value_name = "REF")]
        case: String,
        /// cqc_on_site or board.
        #[arg(long, value_name = "A")]
        audience: String,
        /// Who receives it.
        #[arg(long = "for", value_name = "NAME")]
        recipient: Option<String>,
        /// What for.
        #[arg(long, value_name = "TEXT")]
        purpose: Option<String>,
        /// On what basis it is shared.
        #[arg(long, value_name = "TEXT", default_value = "")]
        basis: String,
        /// The file to write.
        #[arg(long, value_name = "F.pdf")]
        out: PathBuf,
    },
    /// Build a recorded pack again, to the same bytes.
    Rebuild {
        /// Its number.
        number: String,
        /// The file to write.
        #[arg(long, value_name = "F.pdf")]
        out: PathBuf,
    },
    /// The register of packs.
    List,
}
