//! `event add`.

use clap::Subcommand;
use domain::timeline::{EventKind, Lane};
use services::{
    cases,
    timeline::{self, EventDraft},
};

use crate::{arguments::Common, case::when, failure::Failure, opening::with_vault, output::Output};

/// What can be done with a timeline.
#[derive(Debug, Subcommand)]
pub(crate) enum EventCommand {
    /// Add an entry; its id is printed once it is safely on the disk
    Add {
        /// The case's reference
        #[arg(long, value_name = "REF")]
        case: String,
        /// When it happened
        #[arg(long, value_name = "WHEN")]
        at: String,
        /// The row it is drawn in: case, agencies, actions or checks
        #[arg(long, value_name = "LANE", value_parser = lane)]
        lane: Lane,
        /// What happened
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        text: String,
        /// What kind of fact it is, such as referral or cqc_notification
        #[arg(long, value_name = "KIND", default_value = "note", value_parser = kind)]
        kind: EventKind,
        /// The body it concerns
        #[arg(long, value_name = "NAME")]
        agency: Option<String>,
    },
}

fn lane(text: &str) -> Result<Lane, String> {
    Lane::from_code(text).ok_or_else(|| format!("there are {}", Lane::ALL.map(Lane::code).join(", ")))
}

fn kind(text: &str) -> Result<EventKind, String> {
    EventKind::from_code(text).ok_or_else(|| format!("there are {}", EventKind::ALL.map(EventKind::code).join(", ")))
}

/// Does it.
pub(crate) fn run(common: &Common, output: &Output, command: EventCommand) -> Result<(), Failure> {
    let EventCommand::Add { case, at, lane, text, kind, agency } = command;
    with_vault(common, |vault, session| {
        let when = when("at", &at)?;
        let case = cases::find(vault, session, &case)?;
        let row = timeline::add(vault, session, case, &EventDraft { lane, kind, when, text, agency }, None)?;
        output.show(&row, |row| vec![row.id.clone()])
    })
}
