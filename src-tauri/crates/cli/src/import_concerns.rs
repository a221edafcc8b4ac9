//! `import concerns`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use services::{
    MappedDateOrder, Session, Vault,
    concern_import::{self, ConcernImportRow, ConcernMapping, ConcernRun, SameNames},
    imports::Source,
};

use crate::{failure::Failure, import::date_order, output::Output};

/// What an import of concerns needs.
#[derive(Debug, Args)]
pub(crate) struct ConcernsForm {
    /// The service they happened in
    #[arg(long, value_name = "S")]
    service: String,
    /// The file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Which column is which, by letter or by name, one each: aware=A. With same: it holds for every row:
    /// same:decision=s42_duty_met
    #[arg(long, value_name = "ROLE=COLUMN")]
    map: Vec<String>,
    /// How dates are written: day_first, month_first or year_first
    #[arg(long, value_name = "ORDER", value_parser = date_order)]
    date_order: Option<MappedDateOrder>,
    /// How people of one name are taken: same_person or another
    #[arg(long, value_name = "HOW", value_parser = same_names)]
    same_names: Option<SameNames>,
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
    /// Whether the rows are cases now.
    imported: bool,
    /// How the file was read.
    notes: Vec<String>,
    /// The rows.
    #[serde(flatten)]
    rows: ConcernRun,
    /// The import, once it is in.
    batch: Option<ConcernImportRow>,
}

fn same_names(text: &str) -> Result<SameNames, String> {
    match text {
        "same_person" => Ok(SameNames::SamePerson),
        "another" => Ok(SameNames::Another),
        _ => Err("there are same_person, another".to_owned()),
    }
}

/// Does it.
pub(crate) fn run(
    vault: &mut Vault,
    session: &Session,
    output: &Output,
    source: &mut Source,
    form: &ConcernsForm,
) -> Result<(), Failure> {
    let service = session.service_named(&form.service)?.id;
    let preview = concern_import::open(vault, session, source, service, form.sheet.as_deref())?;
    let mut mapping = preview.mapping;
    let named = concern_import::named_columns(source.open_sheet(None)?, &form.map)?;
    overridden(&mut mapping, named);
    mapping.date_order = form.date_order;
    mapping.same_names = form.same_names;
    let checked = concern_import::check(vault, session, source, service, &mapping).map_err(|error| {
        match error.field() {
            Some("file" | "service_id") | None => Failure::from(error),
            Some(field) => Failure::Usage(format!(
                "{error} Name it with --map {field}=A, or with --map same:{field}=\u{2026} where it holds for every row. The file has the columns: {}.",
                preview.header.join(", ")
            )),
        }
    })?;
    let done =
        if form.dry_run { None } else { Some(concern_import::commit(vault, session, source, service, &mapping)) };
    let (batch, refused) = match done {
        None => (None, checked.question.as_ref().map(|question| services::Error::MustAsk(question.text.clone()))),
        Some(Ok(batch)) => (Some(batch), None),
        Some(Err(error)) => (None, Some(error)),
    };
    let report = Report { imported: batch.is_some(), notes: preview.notes, rows: checked, batch };
    output.show(&report, |report| lines(report, form.dry_run))?;
    refused.map_or(Ok(()), |error| Err(Failure::NothingImported(error)))
}

/// Columns named on the command line count before those guessed; a guess never takes a column that was named.
fn overridden(mapping: &mut ConcernMapping, named: ConcernMapping) {
    mapping.columns.retain(|_, column| !named.columns.values().any(|taken| taken == column));
    mapping.columns.extend(named.columns);
    mapping.same.extend(named.same);
}

fn lines(report: &Report, dry_run: bool) -> Vec<String> {
    let rows = &report.rows;
    let mut lines = report.notes.clone();
    lines.extend(rows.warnings.iter().cloned());
    if let Some(question) = &rows.question {
        lines.push(question.text.clone());
        lines.extend(question.choices.iter().map(|choice| format!("  {}: {}", choice.value, choice.label)));
    }
    let verb = match (dry_run, report.imported) {
        (true, _) => "Would come in",
        (false, true) => "Came in",
        (false, false) => "Could come in",
    };
    lines.push(format!("{verb}: {}", rows.totals));
    if let Some(batch) = &report.batch {
        lines.push(format!("  as {}", batch.references));
    }
    if dry_run {
        lines.extend(rows.coming_in.iter().map(|row| format!("  row {}: {}, {}", row.row, row.aware, row.what)));
    }
    lines.push(format!("Not coming in: {}", rows.not_coming_in_count));
    lines.extend(
        rows.not_coming_in.iter().map(|row| format!("  row {}, column {}: {}", row.row, row.column, row.reason)),
    );
    lines
}
