//! `measures check` and `measures evaluate`: the engine by itself, without a store.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use domain::{indicator::Every, time::parse_date};
use serde::Serialize;
use services::{
    measure_file::{self, PlannedCheck, Told},
    reference_cases::{self, CaseOutcome},
};

use crate::{
    failure::Failure,
    measure::{in_words, period},
    output::Output,
};

/// What can be done with the engine.
#[derive(Debug, Subcommand)]
pub(crate) enum EngineCommand {
    /// Compare the engine with the reference cases in a folder
    Check {
        /// A folder of cases: files that end in .json
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Judge the measure in a file: verdict, sentence, working, and a picture
    Evaluate(EvaluateForm),
}

/// What a file cannot say of itself.
#[derive(Debug, Args)]
pub(crate) struct EvaluateForm {
    /// A measure as JSON, or as CSV with the columns start, events, exposure and state
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// First day of the changed way of working, for CSV
    #[arg(long, value_name = "DATE", value_parser = day)]
    change: Option<NaiveDate>,
    /// First day of the baseline, for CSV; everything before the change when left out
    #[arg(long, value_name = "DATE", value_parser = day, requires = "baseline_to")]
    baseline_from: Option<NaiveDate>,
    /// Last day of the baseline, for CSV
    #[arg(long, value_name = "DATE", value_parser = day, requires = "baseline_from")]
    baseline_to: Option<NaiveDate>,
    /// day, week, month or quarter, for CSV; a week when left out
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    every: Option<Every>,
    /// More is better, for CSV
    #[arg(long)]
    higher: bool,
    /// The numbers are so many of so many
    #[arg(long)]
    proportion: bool,
    /// Periods from the change on that belong to neither side, for CSV
    #[arg(long, value_name = "N", default_value_t = 0)]
    washout: usize,
    /// This look was recorded before the change, for CSV
    #[arg(long, value_enum)]
    check: Option<Check>,
    /// Where the picture goes; beside the file when left out
    #[arg(long, value_name = "F.svg")]
    svg: Option<PathBuf>,
}

/// Which recorded check a look is.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Check {
    /// One on the way
    Interim,
    /// The final one
    Final,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).map_err(|problem| problem.to_string())
}

/// Does it.
pub(crate) fn run(output: &Output, command: EngineCommand) -> Result<(), Failure> {
    match command {
        EngineCommand::Check { folder } => check(output, &folder),
        EngineCommand::Evaluate(form) => evaluate(output, form),
    }
}

#[derive(Serialize)]
struct Checked<'a> {
    passed: usize,
    failed: usize,
    cases: &'a [CaseOutcome],
}

fn check(output: &Output, folder: &std::path::Path) -> Result<(), Failure> {
    let cases = reference_cases::check_folder(folder).map_err(|error| Failure::Usage(error.to_string()))?;
    let passed = cases.iter().filter(|case| case.passed()).count();
    let checked = Checked { passed, failed: cases.len() - passed, cases: &cases };
    output.show(&checked, |checked| {
        let mut lines = Vec::new();
        for case in checked.cases.iter().filter(|case| !case.passed()) {
            lines.push(format!("FAILED {} ({})", case.file, case.method));
            lines.extend(case.fault.iter().map(|fault| format!("  {fault}")));
            lines.extend(case.differences.iter().map(|d| {
                let by = d.difference.map_or_else(String::new, |by| format!(", difference {by:e}"));
                format!("  {}: expected {}, got {}{by}", d.field, d.expected, d.got)
            }));
        }
        lines.push(format!("{} passed, {} failed", checked.passed, checked.failed));
        lines
    })?;
    if checked.failed == 0 { Ok(()) } else { Err(Failure::FaultFound) }
}

fn evaluate(output: &Output, form: EvaluateForm) -> Result<(), Failure> {
    let told = Told {
        change_on: form.change,
        baseline: form.baseline_from.zip(form.baseline_to),
        every: form.every,
        higher_is_better: form.higher,
        proportion: form.proportion,
        washout_periods: form.washout,
        today: Some(services::clock::today()),
        check: match form.check {
            None => PlannedCheck::None,
            Some(Check::Interim) => PlannedCheck::Interim,
            Some(Check::Final) => PlannedCheck::Final,
        },
    };
    let found = measure_file::evaluate(&form.file, &told, form.svg.as_deref())?;
    output.show(&found, |found| {
        let mut lines = in_words(&found.verdict);
        lines.push(found.svg.as_ref().map_or_else(
            || "Picture: none, since there are no periods to draw".to_owned(),
            |svg| format!("Picture: {}", svg.display()),
        ));
        lines
    })
}
