//! A measure as JSON: the input of a reference case for a verdict on counts, with names if wanted.

use chrono::NaiveDate;
use domain::indicator::Every;
use measures::{CountQuestion, DateRange, PeriodLength, PlannedCheck};
use serde::Deserialize;
use serde_json::Value;

use super::{Called, ReadFile, Told};
use crate::{Error, Result, reference_cases};

/// What is asked beside the numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) baseline: Option<DateRange>,
    pub(super) washout_periods: usize,
    pub(super) target_ratio: Option<f64>,
    pub(super) check: PlannedCheck,
    pub(super) final_check_on: Option<NaiveDate>,
    pub(super) trigger_periods: Vec<NaiveDate>,
    pub(super) other_changes: Vec<NaiveDate>,
    pub(super) seasonal: bool,
    pub(super) dependent: bool,
    pub(super) reporting_flag: bool,
    pub(super) sites_disagree: bool,
    pub(super) baseline_changed_late: bool,
    pub(super) matched: bool,
}

impl Asked {
    /// Puts what is asked into a question.
    pub(super) fn fill<'a>(&'a self, blank: CountQuestion<'a>) -> CountQuestion<'a> {
        CountQuestion {
            baseline: self.baseline,
            washout_periods: self.washout_periods,
            target_ratio: self.target_ratio.unwrap_or(blank.target_ratio),
            check: self.check,
            final_check_on: self.final_check_on,
            trigger_periods: &self.trigger_periods,
            other_changes: &self.other_changes,
            seasonal: self.seasonal,
            independent: !self.dependent,
            reporting_flag: self.reporting_flag,
            sites_disagree: self.sites_disagree,
            baseline_changed_late: self.baseline_changed_late,
            matched: self.matched,
            ..blank
        }
    }
}

/// What may stand beside the input of a case.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Beside {
    measure: Called,
    kind: Option<String>,
}

pub(super) fn read(bytes: &[u8], told: &Told) -> Result<ReadFile> {
    let not =
        |what: String| Error::FileUnreadable(format!("{what}. Nothing was written. Mend the file and try again."));
    let mut value: Value =
        serde_json::from_slice(without_mark(bytes)).map_err(|error| not(format!("The file is not JSON ({error})")))?;
    // A reference case holds its input one level down.
    if let Some(input) = value.get_mut("input") {
        value = input.take();
    }
    let Value::Object(mut fields) = value else { return Err(not("The file holds no measure".to_owned())) };
    let mut beside = serde_json::Map::new();
    for name in ["measure", "kind"] {
        if let Some(field) = fields.remove(name) {
            beside.insert(name.to_owned(), field);
        }
    }
    let beside: Beside = serde_json::from_value(Value::Object(beside))
        .map_err(|error| not(format!("The names of the measure are not understood ({error})")))?;
    let proportion = match beside.kind.as_deref() {
        None => told.proportion,
        Some("count") => false,
        Some("proportion") => true,
        Some(other) => return Err(not(format!("\"{other}\" is no kind of measure; there are count and proportion"))),
    };
    let input = reference_cases::CountInput::read(&Value::Object(fields)).map_err(not)?;
    if input.check_months.is_some() {
        return Err(not("check_months asks whether a change held, which is asked of reference cases only".to_owned()));
    }
    let every = match input.period {
        PeriodLength::Day => Every::Day,
        PeriodLength::Week => Every::Week,
        PeriodLength::Month => Every::Month,
        PeriodLength::Quarter => Every::Quarter,
    };
    let periods = input.periods().map_err(not)?;
    Ok(ReadFile {
        places: periods.iter().enumerate().map(|(at, p)| (p.start, format!("series[{at}]"))).collect(),
        periods,
        every,
        direction: input.direction,
        proportion,
        change_on: input.change_start,
        called: beside.measure,
        asked: Asked {
            baseline: input.baseline_range(),
            washout_periods: input.washout_periods,
            target_ratio: input.target_ratio,
            check: input.check(),
            final_check_on: input.plan.as_ref().and_then(|plan| plan.on),
            trigger_periods: input.trigger_periods,
            other_changes: input.markers,
            seasonal: input.seasonal,
            dependent: !input.independent,
            reporting_flag: input.reporting_flag,
            sites_disagree: input.sites_disagree,
            baseline_changed_late: input.baseline_changed_late,
            matched: input.matched,
        },
    })
}

/// Without the mark that some editors write before the text.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Two shares without periods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TotalsInput {
    pub(super) direction: measures::Direction,
    /// The day of the change; reference cases give none.
    #[serde(default)]
    pub(super) change_start: Option<NaiveDate>,
    pub(super) before: Part,
    pub(super) after: Part,
    pub(super) span_days: f64,
    pub(super) plan: Option<Plan>,
    #[serde(default = "yes")]
    pub(super) independent: bool,
    #[serde(default)]
    pub(super) reporting_flag: bool,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) num: u64,
    pub(super) den: u64,
}

/// The recorded check that a look is.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) check: PlannedCheck,
    #[serde(default)]
    after_final: bool,
}

impl TotalsInput {
    /// Which recorded check this look is.
    pub(super) fn check(&self) -> PlannedCheck {
        match self.plan {
            Some(plan) if plan.after_final => PlannedCheck::AfterFinal,
            Some(plan) => plan.check,
            None => PlannedCheck::None,
        }
    }
}

const fn yes() -> bool {
    true
}

/// Two totals, where the file holds those; `None` for a series.
pub(super) fn totals(bytes: &[u8]) -> Result<Option<(Called, TotalsInput)>> {
    let Ok(mut value) = serde_json::from_slice::<Value>(without_mark(bytes)) else { return Ok(None) };
    // A reference case holds its input one level down.
    if let Some(input) = value.get_mut("input") {
        value = input.take();
    }
    let Value::Object(mut fields) = value else { return Ok(None) };
    if !fields.contains_key("before") {
        return Ok(None);
    }
    let not = |error: serde_json::Error| {
        Error::FileUnreadable(format!(
            "The two totals are not understood ({error}). Nothing was written. Mend the file and try again."
        ))
    };
    let called = fields.remove("measure").map_or_else(|| Ok(Called::default()), serde_json::from_value).map_err(not)?;
    fields.remove("kind");
    let input: TotalsInput = serde_json::from_value(Value::Object(fields)).map_err(not)?;
    Ok(Some((called, input)))
}
