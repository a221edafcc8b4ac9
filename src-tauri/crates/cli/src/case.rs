//! `case add`, `list`, `show`, `remove`, `bin` and `restore`.

use clap::Subcommand;
use domain::time::{FactTime, WhenInput, parse_when};
use services::{
    Error, Session, Vault,
    cases::{self, BinnedCase, CasePage, CaseRow, NewConcern},
};

use crate::{
    arguments::Common,
    failure::Failure,
    opening::with_vault,
    output::{Output, complain},
};

/// Width of the picture in `case show --json`, in pixels.
const WIDTH: f64 = 1100.0;

/// What can be done with cases.
#[derive(Debug, Subcommand)]
pub(crate) enum CaseCommand {
    /// Record a concern as a new case and print its reference
    Add {
        /// The service it happened in
        #[arg(long, value_name = "S")]
        service: String,
        /// What happened, in the words in which it was told
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        what: String,
        /// The adult at risk; leave out while not known yet
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
        /// Who is meant where somebody of this name is recorded already: such as P-0003, or "another"; the one
        /// person of that name when left out
        #[arg(long, value_name = "PERSON")]
        person: Option<String>,
        /// When the service became aware; now when left out
        #[arg(long, value_name = "WHEN")]
        aware: Option<String>,
    },
    /// Every case, newest entry first
    List,
    /// Move a case that was recorded by mistake to the bin; it can be put back
    Remove {
        /// The case's reference, such as SG-2026-001
        #[arg(value_name = "REF")]
        reference: String,
        /// Why it should not be there
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        reason: String,
    },
    /// Every case in the bin
    Bin,
    /// Put a case back from the bin
    Restore {
        /// The case's reference, such as SG-2026-001
        #[arg(value_name = "REF")]
        reference: String,
    },
    /// One case on a page
    Show {
        /// The case's reference, such as SG-2026-001
        #[arg(value_name = "REF")]
        reference: String,
    },
}

/// A moment as the command line takes it, in the form that use cases take.
pub(crate) fn when(field: &'static str, text: &str) -> Result<WhenInput, Failure> {
    Ok(typed(&parse_when(text).map_err(Error::time(field))?))
}

fn typed(at: &FactTime) -> WhenInput {
    WhenInput {
        date: at.date.to_string(),
        time: at.time.map(|time| time.format("%H:%M").to_string()),
        offset_min: at.offset_min,
        about: false,
    }
}

/// Does it.
pub(crate) fn run(common: &Common, output: &Output, command: CaseCommand) -> Result<(), Failure> {
    match command {
        CaseCommand::Add { service, what, who, person, aware } => with_vault(common, |vault, session| {
            let aware = match aware {
                Some(text) => when("aware", &text)?,
                None => typed(&FactTime::of_moment(session.now)),
            };
            let service_id = session.service_named(&service)?.id.to_string();
            let form = NewConcern { service_id, what, who, which: person, aware, ..NewConcern::default() };
            let row = record(vault, session, form)?;
            output.show(&row, |row| vec![row.reference.clone()])
        }),
        CaseCommand::List => with_vault(common, |vault, session| {
            let rows = cases::list(vault, session)?;
            output.show(&rows, |rows| match rows.as_slice() {
                [] => vec!["There are no cases yet.".to_owned()],
                rows => rows.iter().map(line).collect(),
            })
        }),
        CaseCommand::Remove { reference, reason } => with_vault(common, |vault, session| {
            let id = cases::find(vault, session, &reference)?;
            let rev = cases::page(vault, session, id, WIDTH)?.rev;
            cases::remove(vault, session, id, rev, &reason)?;
            output.show(&cases::bin(vault, session)?, |rows| binned(rows))
        }),
        CaseCommand::Bin => {
            with_vault(common, |vault, session| output.show(&cases::bin(vault, session)?, |rows| binned(rows)))
        }
        CaseCommand::Restore { reference } => with_vault(common, |vault, session| {
            let bin = cases::bin(vault, session)?;
            let case =
                bin.iter().find(|case| case.reference.eq_ignore_ascii_case(&reference)).ok_or(Error::NotFound)?;
            let id = case.id.parse().map_err(|_| Error::NotFound)?;
            cases::restore(vault, session, id)?;
            output.show(&cases::page(vault, session, id, WIDTH)?, lines)
        }),
        CaseCommand::Show { reference } => with_vault(common, |vault, session| {
            let id = cases::find(vault, session, &reference)?;
            let page = cases::page(vault, session, id, WIDTH)?;
            output.show(&page, lines)
        }),
    }
}

/// Records the concern. The only person of that name is taken to be the one meant, and that is told.
fn record(vault: &mut Vault, session: &Session, mut form: NewConcern) -> Result<CaseRow, Failure> {
    let outcome = cases::record(vault, session, &form);
    let Err(Error::SameName(choices)) = &outcome else { return Ok(outcome?) };
    let same: Vec<_> = choices.iter().filter(|choice| choice.value != cases::ANOTHER).collect();
    match (&form.which, same.as_slice()) {
        (None, [only]) => {
            complain(&format!("{}. If not, record it with --person {}.", only.label, cases::ANOTHER));
            form.which = Some(only.value.clone());
            Ok(cases::record(vault, session, &form)?)
        }
        _ => {
            let known: Vec<_> =
                choices.iter().map(|choice| format!("--person {}: {}", choice.value, choice.label)).collect();
            Err(Failure::Usage(format!(
                "Somebody of that name is recorded already, and it is not clear who is meant. Nothing was recorded. Say who:\n  {}",
                known.join("\n  ")
            )))
        }
    }
}

fn binned(rows: &[BinnedCase]) -> Vec<String> {
    match rows {
        [] => vec!["The bin is empty.".to_owned()],
        rows => rows
            .iter()
            .map(|row| {
                format!("{}  {}  removed {} by {}: {}", row.reference, row.title, row.removed, row.by, row.reason)
            })
            .collect(),
    }
}

fn line(row: &CaseRow) -> String {
    format!("{}  {}  {}  {}  aware {}", row.reference, row.title, row.who, row.state_label, row.aware.text)
}

/// A case on a page, in words.
fn lines(page: &CasePage) -> Vec<String> {
    let mut lines = vec![
        format!("{}  {}", page.reference, page.title),
        format!("{}, {}", page.service.name, page.state_label),
        format!("Adult at risk: {}", page.who.as_deref().unwrap_or("not known yet")),
        format!("Became aware: {} (recorded {})", page.aware.text, page.recorded),
        String::new(),
        page.first_account.clone(),
        String::new(),
    ];
    lines.extend(page.clocks.iter().map(|clock| format!("{}: {} ({})", clock.label, clock.value, clock.detail)));
    lines.push(String::new());
    lines.extend(page.chain.iter().map(|link| format!("{}: {}", link.label, link.text)));
    if let Some(comparison) = &page.comparison {
        lines.push(String::new());
        lines.extend(crate::measure::in_words(comparison));
    }
    lines.push(String::new());
    let events = page.events.iter().filter(|event| !event.removed);
    lines.extend(events.map(|event| format!("{}  [{}]  {}", event.when.text, event.lane.code(), event.text)));
    let actions = page.actions.iter().filter(|action| !action.removed);
    lines.extend(actions.map(|action| {
        let live = action.go_live.as_deref().unwrap_or("not yet");
        format!("{}  {}; live: {live}; {}", action.reference, action.title, action.progress_label)
    }));
    let answers = &page.questions;
    for (question, answer) in [
        ("What changed", &answers.what_changed),
        ("How risk was reduced", &answers.how_risk_reduced),
        ("How learning is embedded", &answers.how_learning_embedded),
    ] {
        if !answer.trim().is_empty() {
            lines.extend([String::new(), format!("{question}: {answer}")]);
        }
    }
    if !page.gaps.is_empty() {
        lines.extend([String::new(), "Missing:".to_owned()]);
        lines.extend(page.gaps.iter().map(|gap| format!("  {}", gap.text)));
    }
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn both_meanings_of_a_time_that_came_twice_are_kept_apart() {
        let summer = when("at", "2026-10-25T01:30+01:00").unwrap();
        let winter = when("at", "2026-10-25T01:30Z").unwrap();
        assert_eq!((summer.offset_min, winter.offset_min), (Some(60), Some(0)));
        assert!(summer.resolve().unwrap().sort_key() < winter.resolve().unwrap().sort_key());
        assert_eq!(when("at", "2026-10-25T01:30").unwrap_err().exit_code(), 2);
    }

    #[test]
    fn a_date_alone_stays_a_date() {
        let day = when("at", "2026-02-07").unwrap();
        assert_eq!((day.date.as_str(), day.time), ("2026-02-07", None));
    }
}
