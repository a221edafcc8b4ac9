//! `import counts` and `import concerns`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;
use services::{
    MappedDateOrder, Session, Vault,
    imports::{self, DryRunView, ImportMapping, Source},
    measures::{self, BatchRow},
};

use crate::{
    arguments::Common,
    failure::Failure,
    import_concerns::{self, ConcernsForm},
    opening::with_vault,
    output::Output,
};

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Counts of a measure from a CSV file or a workbook, all at once or not at all
    ///
    /// Rows that cannot come in are listed with row, column and reason; the others come in. With --dry-run
    /// nothing comes in.
    Counts(CountsForm),
    /// Concerns from a CSV file or a workbook, each row as a case, all at once or not at all
    ///
    /// Rows that cannot come in are listed with row, column and reason; the others come in. With --dry-run
    /// nothing comes in.
    Concerns(ConcernsForm),
}

/// What an import of counts needs.
#[derive(Debug, Args)]
pub(crate) struct CountsForm {
    /// The measure's code; CODE@SERVICE when two services have it
    #[arg(long, value_name = "CODE")]
    measure: String,
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Which column is which, by letter or by name: week=A,count=B,base=C
    #[arg(long, value_name = "COLUMNS")]
    map: Option<String>,
    /// How dates are written: day_first, month_first or year_first
    #[arg(long, value_name = "ORDER", value_parser = date_order)]
    date_order: Option<MappedDateOrder>,
    /// Each date is the last day of its period
    #[arg(long)]
    week_ending: bool,
    /// The sheet of a workbook; the first with anything in it when left out
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Only say what would come in
    #[arg(long)]
    dry_run: bool,
}

/// What an import did, or would do.
#[derive(Serialize)]
struct Report {
    /// Whether the rows are in the store now.
    imported: bool,
    /// How the file was read and its columns guessed.
    notes: Vec<String>,
    /// The rows.
    #[serde(flatten)]
    rows: DryRunView,
    /// The import, once it is in.
    batch: Option<BatchRow>,
}

pub(crate) fn date_order(text: &str) -> Result<MappedDateOrder, String> {
    match text {
        "day_first" => Ok(MappedDateOrder::DayFirst),
        "month_first" => Ok(MappedDateOrder::MonthFirst),
        "year_first" => Ok(MappedDateOrder::YearFirst),
        _ => Err("there are day_first, month_first, year_first".to_owned()),
    }
}

/// Columns named on the command line count before those guessed; a guess never takes a column that was named.
fn overridden(named: ImportMapping, guessed: ImportMapping) -> ImportMapping {
    let taken = [named.start, named.events, named.exposure];
    let free = |guess: Option<u32>| guess.filter(|column| !taken.contains(&Some(*column)));
    ImportMapping {
        start: named.start.or_else(|| free(guessed.start)),
        events: named.events.or_else(|| free(guessed.events)),
        exposure: named.exposure.or_else(|| free(guessed.exposure)),
        ..guessed
    }
}

/// Does it.
pub(crate) fn run(common: &Common, output: &Output, command: ImportCommand) -> Result<(), Failure> {
    match command {
        ImportCommand::Counts(form) => {
            let mut source = Source::read(&form.file)?;
            with_vault(common, |vault, session| counts(vault, session, output, &mut source, &form))
        }
        ImportCommand::Concerns(form) => {
            let mut source = Source::read(&form.file)?;
            with_vault(common, |vault, session| import_concerns::run(vault, session, output, &mut source, &form))
        }
    }
}

fn counts(
    vault: &mut Vault,
    session: &Session,
    output: &Output,
    source: &mut Source,
    form: &CountsForm,
) -> Result<(), Failure> {
    let id = measures::find(vault, session, &form.measure)?;
    let preview = imports::open(vault, session, source, id, form.sheet.as_deref())?;
    let mut mapping = match &form.map {
        Some(text) => overridden(imports::named_columns(source.open_sheet(None)?, text)?, preview.mapping),
        None => preview.mapping,
    };
    mapping.date_order = form.date_order;
    mapping.dates_are_week_ending |= form.week_ending;
    let mut notes = preview.notes;
    if form.map.is_none() {
        notes.extend(preview.why);
    }
    let checked =
        imports::check(vault, session, source, id, mapping).map_err(|error| with_columns(error, &preview.header))?;
    let done = if form.dry_run { None } else { Some(imports::commit(vault, session, source, id, mapping)) };
    let (batch, rows, refused) = match done {
        None => {
            // A dry run with a question open says so by its exit code, as the import itself would.
            let open = checked.question.as_ref().map(|question| services::Error::MustAsk(question.text.clone()));
            (None, checked, open)
        }
        Some(Ok(imported)) => (Some(imported.batch), checked, None),
        Some(Err(error)) => (None, checked, Some(error)),
    };
    let report = Report { imported: batch.is_some(), notes, rows, batch };
    output.show(&report, |report| lines(report, form.dry_run))?;
    refused.map_or(Ok(()), |error| Err(Failure::NothingImported(error)))
}

/// A column that is not chosen is mended with `--map`, so say what there is to choose from.
fn with_columns(error: services::Error, header: &[String]) -> Failure {
    match error.field() {
        Some("start" | "events" | "exposure") => Failure::Usage(format!(
            "{error} Name it with --map week=A,count=B,base=C. The file has the columns: {}.",
            header.join(", ")
        )),
        _ => error.into(),
    }
}

fn lines(report: &Report, dry_run: bool) -> Vec<String> {
    let rows = &report.rows;
    let mut lines = report.notes.clone();
    lines.extend(rows.warnings.iter().cloned());
    if let Some(question) = &rows.question {
        lines.push(question.text.clone());
        lines.extend(question.choices.iter().map(|choice| format!("  {}: {}", choice.value, choice.label)));
    }
    let verb = if dry_run {
        "Would come in"
    } else if report.imported {
        "Came in"
    } else {
        "Could come in"
    };
    lines.push(format!("{verb}: {}", rows.totals));
    if dry_run {
        lines.extend(rows.coming_in.iter().map(|row| {
            let among = if row.exposure.is_empty() { String::new() } else { format!(" in {}", row.exposure) };
            format!("  row {}: {}, {}{among}", row.row, row.period, row.events)
        }));
    }
    if rows.already_here_count > 0 {
        lines.push(format!("Here already, with the same figures: {}", rows.already_here_count));
    }
    lines.push(format!("Not coming in: {}", rows.not_coming_in_count));
    lines.extend(
        rows.not_coming_in.iter().map(|row| format!("  row {}, column {}: {}", row.row, row.column, row.reason)),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(start: Option<u32>, events: Option<u32>, exposure: Option<u32>) -> ImportMapping {
        ImportMapping { start, events, exposure, date_order: None, dates_are_week_ending: false }
    }

    #[test]
    fn a_guess_never_takes_a_column_that_was_named() {
        let guessed = mapping(Some(0), Some(1), Some(2));
        assert_eq!(overridden(mapping(None, Some(2), None), guessed), mapping(Some(0), Some(2), None));
        assert_eq!(overridden(mapping(Some(3), None, None), guessed), mapping(Some(3), Some(1), Some(2)));
    }
}
