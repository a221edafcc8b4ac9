//! `event`.

use domain::timeline::{EventKind, Lane};
use services::{cases, timeline};

use crate::{
    args::{Arguments, EventCommand},
    case::when,
    failure::Failure,
    open, print,
};

/// Runs one command on a timeline.
pub(crate) fn run(arguments: &Arguments, command: &EventCommand) -> Result<(), Failure> {
    let EventCommand::Add { case, at, lane, text, kind } = command;
    let lane = Lane::from_code(lane)
        .ok_or_else(|| Failure::Usage("A lane is case, agencies, actions or checks.".to_owned()))?;
    let kind = EventKind::from_code(kind).ok_or_else(|| {
        let kinds: Vec<&str> = EventKind::ALL.into_iter().map(EventKind::code).collect();
        Failure::Usage(format!("A kind is one of {}.", kinds.join(", ")))
    })?;
    let form = timeline::EventDraft { lane, kind, when: when("at", at)?, text: text.clone(), agency: None };
    open::with_vault(arguments, |vault, session| {
        let case_id = cases::find(vault, session, case)?;
        let row = timeline::add(vault, session, case_id, &form, None)?;
        if arguments.json {
            return print::json(&row);
        }
        println!("{}", row.id);
        Ok(())
    })
}
