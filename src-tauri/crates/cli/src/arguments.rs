//! What can be asked: noun first, then verb.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{
    case::CaseCommand, chart::ChartForm, create::CreateForm, demo::DemoForm, engine::EngineCommand,
    event::EventCommand, evidence::EvidenceCommand, failure, import::ImportCommand, measure::MeasureCommand,
    pack::PackCommand, paper::PaperCommand,
};

/// Evident without a window: safeguarding cases, their timelines and measures, and evidence packs.
///
/// The passphrase comes from the file named by --passphrase-file, else from the variable EVIDENT_PASSPHRASE,
/// else it is asked for. It is never an argument. A demonstration needs none.
#[derive(Debug, Parser)]
#[command(name = "evident-cli", version, after_help = failure::EXIT_CODES, after_long_help = failure::EXIT_CODES)]
pub(crate) struct Arguments {
    /// What every command takes.
    #[command(flatten)]
    pub(crate) common: Common,
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The store: its folder, or the vault.db in it
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) store: Option<PathBuf>,
    /// Who you are, when more than one person may unlock; with `create`, the first person
    #[arg(long, global = true, value_name = "LABEL")]
    pub(crate) user: Option<String>,
    /// A file whose first line is the passphrase
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Print data as JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the demonstration store, its pack and its picture
    Demo(DemoForm),
    /// Make a new store
    Create(CreateForm),
    /// Counts and schema of a store
    Status,
    /// Check every page of the store, its structure and the audit chain
    Verify,
    /// Cases
    Case {
        /// The verb.
        #[command(subcommand)]
        command: CaseCommand,
    },
    /// Entries of a case's timeline
    Event {
        /// The verb.
        #[command(subcommand)]
        command: EventCommand,
    },
    /// Documents of a case
    Evidence {
        /// The verb.
        #[command(subcommand)]
        command: EvidenceCommand,
    },
    /// Bring in figures from a file
    Import {
        /// What is brought in.
        #[command(subcommand)]
        command: ImportCommand,
    },
    /// The measures engine by itself, without a store
    Measures {
        /// What to do
        #[command(subcommand)]
        command: EngineCommand,
    },
    /// Measures
    Measure {
        /// The verb.
        #[command(subcommand)]
        command: MeasureCommand,
    },
    /// Write the case on a page as an SVG picture
    Chart(ChartForm),
    /// Evidence packs
    Pack {
        /// The verb.
        #[command(subcommand)]
        command: PackCommand,
    },
    /// Papers of a case: its chronology, the report of its enquiry
    Paper {
        /// The verb.
        #[command(subcommand)]
        command: PaperCommand,
    },
    /// The store as a whole
    Store {
        /// The verb.
        #[command(subcommand)]
        command: StoreCommand,
    },
    /// The audit chain
    Audit {
        /// The verb.
        #[command(subcommand)]
        command: AuditCommand,
    },
}

/// What can be done to a store as a whole.
#[derive(Debug, Subcommand)]
pub(crate) enum StoreCommand {
    /// The same as `verify`
    Verify,
}

/// What can be done with the audit chain.
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Walk the audit chain; the same as `verify`
    Verify,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn the_grammar_holds_together() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_passphrase_is_never_an_argument() {
        for argument in ["--passphrase", "--password"] {
            assert!(Arguments::try_parse_from(["evident-cli", "status", argument, "x"]).is_err(), "{argument}");
        }
    }

    #[test]
    fn what_every_command_takes_may_stand_after_the_verb() {
        let parsed = Arguments::try_parse_from(["evident-cli", "case", "list", "--store", "a/vault.db", "--json"]);
        let common = parsed.unwrap().common;
        assert!(common.json);
        assert_eq!(common.store.unwrap(), PathBuf::from("a/vault.db"));
    }
}
