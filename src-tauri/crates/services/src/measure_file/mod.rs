//! The engine for one file: a measure as JSON or CSV, without a store.

mod csv;
mod json;

use std::path::{Path, PathBuf};

use charts::{ChangeMarker, Options, Theme, draw_series};
use chrono::NaiveDate;
use domain::{
    MeasureId, ServiceId, UserId,
    declared::Declared,
    indicator::{Direction as Better, Every, Indicator, IndicatorKind},
    measure::{MeasureRecord, PeriodCount},
    plain,
    provider::{Service, ServiceKind},
};
use measures::{
    ChangeDate, CountQuestion, CountSeries, DataError, Direction, Period, Proportion, ProportionTotals,
    proportion_totals_verdict,
};
use serde::{Deserialize, Serialize};
use store::revisions::{Meta, Revised};

use crate::{
    Error, Result,
    measures::{
        ComparisonView, MeasureFacts, analyse_series, comparison_of_question, comparison_of_totals, description_of,
        range_of, series,
    },
    verdict_words::error_sentence,
    write_whole,
};

pub use measures::PlannedCheck;

/// What a file cannot say of itself, from the command line; what stands in the file wins.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The first day of the changed way of working.
    pub change_on: Option<NaiveDate>,
    /// First and last day of the baseline.
    pub baseline: Option<(NaiveDate, NaiveDate)>,
    /// The period.
    pub every: Option<Every>,
    /// More is better.
    pub higher_is_better: bool,
    /// The numbers are so many of so many.
    pub proportion: bool,
    /// Periods that belong to neither side.
    pub washout_periods: usize,
    /// Whether this look was recorded beforehand.
    pub check: measures::PlannedCheck,
    /// Today: no period begins after it. Absent, any day will do.
    pub today: Option<NaiveDate>,
}

/// What things are called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Called {
    name: String,
    events_one: String,
    events_many: String,
    exposure_many: Option<String>,
    per: u32,
    change: Option<String>,
}

impl Default for Called {
    fn default() -> Self {
        Self {
            name: "The measure".to_owned(),
            events_one: "event".to_owned(),
            events_many: "events".to_owned(),
            exposure_many: None,
            per: 1_000,
            change: None,
        }
    }
}

/// A measure read from a file.
struct ReadFile {
    periods: Vec<Period>,
    every: Every,
    direction: Direction,
    proportion: bool,
    change_on: NaiveDate,
    called: Called,
    asked: json::Asked,
}

/// A file judged.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluated {
    /// The verdict with everything behind it, in words.
    pub verdict: ComparisonView,
    /// The picture; none for totals without periods, which there is nothing to draw of.
    pub svg: Option<PathBuf>,
}

/// Judges the measure in a file and draws it beside the file, or where `svg` says.
///
/// # Errors
/// A file that cannot be read or understood, with the row; data that allow no verdict, by what is wrong with them; a
/// picture that cannot be written. The file is only read.
pub fn evaluate(file: &Path, told: &Told, svg: Option<&Path>) -> Result<Evaluated> {
    let bytes = std::fs::read(file).map_err(|error| {
        Error::FileUnreadable(format!("The file {} cannot be read: {error}. Nothing was written.", file.display()))
    })?;
    let is_json = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    if is_json && let Some((called, input)) = json::totals(&bytes)? {
        return totals(called, &input);
    }
    let read = match file.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
        Some("json") => json::read(&bytes, told)?,
        Some("csv") => csv::read(&bytes, file, told)?,
        _ => {
            return Err(Error::invalid(
                "file",
                "A measure is read from a file that ends in .json or .csv. Nothing was written.",
            ));
        }
    };
    let mut counts = CountSeries::new(read.periods.clone()).map_err(|error| refused(&error))?;
    if let Some(today) = told.today {
        counts = counts.as_of(today).map_err(|error| refused(&error))?;
    }
    if read.proportion {
        measures::ProportionSeries::new(read.periods.clone()).map_err(|error| refused(&error))?;
    }
    let facts = facts(&read);
    let change = ChangeDate { label: read.called.change.clone().unwrap_or_default(), on: read.change_on };
    let blank = CountQuestion::new(&counts, crate::measures::length(read.every), read.direction, read.change_on);
    let question = read.asked.fill(blank);
    let verdict = comparison_of_question(&facts, &question, &change)?;
    let analysis = analyse_series(&facts, counts.clone(), std::slice::from_ref(&change));
    let range = range_of(Some(&analysis), []).ok_or_else(|| refused(&DataError::NoPeriods))?;
    let label = if change.label.is_empty() { "Change".to_owned() } else { change.label.clone() };
    let markers = [ChangeMarker {
        id: "change".to_owned(),
        on: change.on,
        describe: format!("{label}, {}", plain::date(change.on)),
        label,
    }];
    let options = Options { width: 900.0, interactive: false, theme: Theme::Paper };
    let picture = draw_series(
        &series(&facts, &analysis),
        &markers,
        range,
        &facts.indicator.name,
        &description_of(&verdict),
        &options,
    );
    let place = svg.map_or_else(|| beside(file), Path::to_path_buf);
    write_whole(&place, picture.as_bytes())?;
    Ok(Evaluated { verdict, svg: Some(place) })
}

/// Two totals without periods.
fn totals(called: Called, input: &json::TotalsInput) -> Result<Evaluated> {
    let part = |part: json::Part| Proportion { num: part.num, den: part.den };
    let found = proportion_totals_verdict(&ProportionTotals {
        direction: input.direction,
        before: part(input.before),
        after: part(input.after),
        span_days: input.span_days,
        check: input.plan.map_or(PlannedCheck::None, |plan| plan.check),
        independent: input.independent,
        reporting_flag: input.reporting_flag,
    })
    .map_err(|error| Error::invalid("file", error_sentence(error.code())))?;
    let change = ChangeDate { label: called.change.clone().unwrap_or_default(), on: input.change_start };
    let read = ReadFile {
        periods: Vec::new(),
        every: Every::Month,
        direction: input.direction,
        proportion: true,
        change_on: input.change_start,
        called,
        asked: json::Asked::default(),
    };
    Ok(Evaluated { verdict: comparison_of_totals(&facts(&read), found, &change)?, svg: None })
}

/// "missed-verdict.svg" beside "missed.csv".
fn beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    file.with_file_name(format!("{stem}-verdict.svg"))
}

fn refused(error: &DataError) -> Error {
    Error::invalid(
        "file",
        format!("{}. {}", crate::measures::capital(&error.to_string()), error_sentence(error.code())),
    )
}

/// The measure as a store would hold it.
fn facts(read: &ReadFile) -> MeasureFacts {
    let whole = |exposure: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "for a description only")]
        let rounded = exposure.max(0.0).round() as u64;
        rounded
    };
    let called = &read.called;
    let per = if read.proportion { 100 } else { called.per.max(1) };
    let unit = match &called.exposure_many {
        _ if read.proportion => "%".to_owned(),
        Some(many) => format!("per {} {many}", plain::whole(u64::from(per))),
        None => format!("per {}", plain::whole(u64::from(per))),
    };
    let baseline = read.asked.baseline;
    MeasureFacts {
        measure: Revised {
            meta: Meta {
                seq: 0,
                rev: 1,
                recorded_at: store::Instant(0),
                author_id: UserId([0; 16]),
                reason: None,
                first_recorded_at: store::Instant(0),
                first_seq: 0,
            },
            record: MeasureRecord {
                id: MeasureId([0; 16]),
                service_id: ServiceId([0; 16]),
                indicator: String::new(),
                every: read.every,
                baseline_from: baseline.map(|range| range.first),
                baseline_to: baseline.map(|range| range.last),
                change_on: Some(read.change_on),
                defined: None,
                declared: Declared::default(),
            },
        },
        indicator: Indicator {
            code: String::new(),
            name: called.name.clone(),
            numerator: called.events_many.clone(),
            denominator: called.exposure_many.clone(),
            events_one: called.events_one.clone(),
            events_many: called.events_many.clone(),
            exposure_many: called.exposure_many.clone(),
            per,
            unit,
            direction: match read.direction {
                Direction::LowerIsBetter => Better::Lower,
                Direction::HigherIsBetter => Better::Higher,
            },
            every: read.every,
            kind: if read.proportion { IndicatorKind::Proportion } else { IndicatorKind::Count },
            help: String::new(),
            source: String::new(),
            computed: None,
            seasonal: false,
            suits: Vec::new(),
            events_words: Vec::new(),
            exposure_words: Vec::new(),
        },
        service: Service { id: ServiceId([0; 16]), name: String::new(), kind: ServiceKind::Homecare },
        counts: read
            .periods
            .iter()
            .filter_map(|period| {
                Some(PeriodCount {
                    start: period.start,
                    events: period.events?,
                    exposure: period.exposure.map(whole),
                    note: None,
                })
            })
            .collect(),
    }
}
