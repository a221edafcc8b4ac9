//! `measure add`, `list`, `show`, `rounds`, `sites` and `indicators`.

use clap::{Args, Subcommand};
use domain::{MeasureId, indicator::Every};
use services::{
    Error, Session, Vault, cases,
    measures::{self, ComparisonView, MeasurePage, MeasureRow, NewMeasure},
    rounds::{self, RoundsView},
    sites::{self, SitesView},
};

use crate::{arguments::Common, failure::Failure, opening::with_vault, output::Output};

/// Width of the picture in `measure show --json`, in pixels.
const WIDTH: f64 = 900.0;

/// What can be done with measures.
#[derive(Debug, Subcommand)]
pub(crate) enum MeasureCommand {
    /// Follow an indicator of the library for one service, and print its code
    Add(AddForm),
    /// Every measure
    List,
    /// One measure and what its counts say
    Show {
        /// The measure's code; CODE@SERVICE when two services have it
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// The rounds of people's results of a measure, and what they say
    Rounds {
        /// The measure's code; CODE@SERVICE when two services have it
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// The services that count a measure, beside each other
    Sites {
        /// The measure's code; CODE@SERVICE when two services have it
        #[arg(value_name = "CODE")]
        code: String,
        /// One day for all services; each by its own declared change when left out
        #[arg(long, value_name = "DATE")]
        change_on: Option<String>,
    },
    /// The library of indicators
    Indicators,
}

/// What a new measure needs.
#[derive(Debug, Args)]
pub(crate) struct AddForm {
    /// The indicator's code
    #[arg(long, value_name = "CODE")]
    indicator: String,
    /// The service
    #[arg(long, value_name = "S")]
    service: String,
    /// day, week, month or quarter; the indicator's usual period when left out
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    every: Option<Every>,
    /// First day of the baseline
    #[arg(long, value_name = "DATE")]
    baseline_from: Option<String>,
    /// Last day of the baseline
    #[arg(long, value_name = "DATE")]
    baseline_to: Option<String>,
    /// The day of the change
    #[arg(long, value_name = "DATE")]
    change_on: Option<String>,
    /// A case to follow it in; the case's first measure is drawn on its page
    #[arg(long, value_name = "REF")]
    case: Option<String>,
    /// Draw it on the case's page in place of the measure drawn there now
    #[arg(long, requires = "case")]
    lead: bool,
}

pub(crate) fn period(text: &str) -> Result<Every, String> {
    [Every::Day, Every::Week, Every::Month, Every::Quarter]
        .into_iter()
        .find(|every| every.code() == text)
        .ok_or_else(|| "there are day, week, month, quarter".to_owned())
}

/// Does it.
pub(crate) fn run(common: &Common, output: &Output, command: MeasureCommand) -> Result<(), Failure> {
    with_vault(common, |vault, session| match command {
        MeasureCommand::Add(form) => {
            let case = form.case.as_deref().map(|case| cases::find(vault, session, case)).transpose()?;
            let new = NewMeasure {
                service_id: session.service_named(&form.service)?.id.to_string(),
                indicator: form.indicator.trim().to_owned(),
                every: form.every,
                baseline_from: form.baseline_from,
                baseline_to: form.baseline_to,
                change_on: form.change_on,
                usual_checks: false,
                case_id: case.map(|case| case.to_string()),
                lead: form.lead,
            };
            let row = measures::add(vault, session, &new)?;
            output.show(&row, |row| vec![row.code.clone()])
        }
        MeasureCommand::List => {
            let rows = measures::list(vault, session)?;
            output.show(&rows, |rows| match rows.as_slice() {
                [] => vec!["There are no measures yet.".to_owned()],
                rows => rows.iter().map(line).collect(),
            })
        }
        MeasureCommand::Show { code } => {
            let id = measures::find(vault, session, &code)?;
            let page = measures::page(vault, session, id, WIDTH)?;
            output.show(&page, lines)
        }
        MeasureCommand::Rounds { code } => {
            let id = measures::find(vault, session, &code)?;
            let view = rounds::list(vault, session, id, WIDTH)?;
            output.show(&view, round_lines)
        }
        MeasureCommand::Sites { code, change_on } => {
            let id = any_of_code(vault, session, &code)?;
            let view = sites::compare(vault, session, id, change_on.as_deref(), WIDTH)?;
            output.show(&view, site_lines)
        }
        MeasureCommand::Indicators => {
            let rows = measures::indicators(vault, session)?;
            output.show(&rows, |rows| {
                rows.iter().map(|row| format!("{}  {} ({})", row.code, row.name, row.unit)).collect()
            })
        }
    })
}

/// A comparison of services is asked by the indicator: any service's measure of that code will do.
fn any_of_code(vault: &mut Vault, session: &Session, code: &str) -> Result<MeasureId, Failure> {
    if code.contains('@') {
        return Ok(measures::find(vault, session, code)?);
    }
    let rows = measures::list(vault, session)?;
    match rows.iter().find(|row| row.code == code.trim()) {
        Some(row) => Ok(row.id.parse().map_err(|_| Error::NotFound)?),
        None => Ok(measures::find(vault, session, code)?),
    }
}

/// Rounds in words.
fn round_lines(view: &RoundsView) -> Vec<String> {
    let mut lines = vec![view.name.clone()];
    lines.extend(view.rounds.iter().map(|round| {
        let bin = if round.removed { ", in the bin" } else { "" };
        format!(
            "  {}, {}: {} ({}){bin}",
            round.side_label,
            round.on_label,
            round.count,
            round.kind_label.to_lowercase()
        )
    }));
    lines.push(view.note.clone());
    if let Some(comparison) = &view.comparison {
        lines.push(String::new());
        lines.extend(in_words(comparison));
    }
    lines
}

/// Services beside each other, in words.
fn site_lines(view: &SitesView) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", view.code, view.name)];
    lines.extend(view.sites.iter().map(|site| {
        let why = site.left_out.as_ref().map(|why| format!(" (left out: {why})")).unwrap_or_default();
        format!("  {}: change {}{why}", site.name, site.change.as_deref().unwrap_or("not declared"))
    }));
    for part in [&view.before_after, &view.latest].into_iter().flatten() {
        lines.push(String::new());
        lines.push(part.sentence.clone());
        lines.extend(part.caveats.iter().map(|caveat| caveat.text.clone()));
        lines.extend(part.working.iter().map(|row| format!("  {}: {}", row.label, row.value)));
    }
    lines.extend(view.note.clone());
    lines.push(view.happened_after.clone());
    lines
}

fn line(row: &MeasureRow) -> String {
    let latest = match (&row.last_period, &row.latest) {
        (Some(period), Some(value)) => format!("{period}: {value}"),
        _ => "no counts yet".to_owned(),
    };
    format!("{}  {}  {}  {latest}", row.code, row.name, row.service)
}

/// Before and after, a line each.
pub(crate) fn in_words(comparison: &ComparisonView) -> Vec<String> {
    let mut lines = vec![format!("{}.", comparison.label), comparison.sentence.clone()];
    lines.extend(comparison.order_of_events.clone());
    lines.extend(comparison.caveats.iter().map(|caveat| caveat.text.clone()));
    if let Some(settle) = comparison.settle.as_ref().filter(|settle| !comparison.sentence.contains(settle.as_str())) {
        lines.push(settle.clone());
    }
    lines.push(comparison.happened_after.clone());
    lines.extend(comparison.working.iter().map(|row| format!("  {}: {}", row.label, row.value)));
    lines
}

/// A measure on a page, in words.
fn lines(page: &MeasurePage) -> Vec<String> {
    let mut lines = vec![
        format!("{}  {} {}", page.code, page.name, page.unit),
        format!("{}; {}", page.service.name, page.direction_label),
        page.figure.range_text.clone(),
        page.summary.clone(),
    ];
    if let Some(comparison) = &page.comparison {
        lines.push(String::new());
        lines.extend(in_words(comparison));
    }
    lines.extend(page.phases.iter().map(|phase| {
        let ratio = phase.against_baseline.as_ref().map(|ratio| format!(", {ratio}")).unwrap_or_default();
        format!("  {} ({}): {}, {}{ratio}", phase.label, phase.from_to, phase.counts, phase.rate)
    }));
    lines.extend(page.signals.iter().map(|signal| format!("  {}: {}", signal.on, signal.text)));
    lines.extend(page.batches.iter().map(|batch| {
        let undone = batch.undone.as_ref().map(|when| format!(", undone {when}")).unwrap_or_default();
        format!("  Import {}: {}, {} rows, {}{undone}", batch.id, batch.file_name, batch.rows, batch.imported)
    }));
    lines
}
