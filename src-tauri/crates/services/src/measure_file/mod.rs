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
    ChangeDate, CountQuestion, CountSeries, DataError, Direction, Period, PeriodState, Proportion, ProportionTotals,
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
    verdict_words::error_words,
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
    /// Where each period stands: "Row 3", "series[2]".
    places: Vec<(NaiveDate, String)>,
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
    let place = svg.map_or_else(|| beside(file), Path::to_path_buf);
    if same_file(&place, file) {
        return Err(Error::invalid(
            "svg",
            "The picture would take the place of the file itself. Nothing was written. Give it another name.",
        ));
    }
    let is_json = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    if is_json && let Some((called, input)) = json::totals(&bytes)? {
        return totals(called, &input, told);
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
    checked(&read)?;
    let refused = |error: DataError| refused(&error, &read.places);
    let mut counts = CountSeries::new(read.periods.clone()).map_err(refused)?;
    if let Some(today) = told.today {
        counts = counts.as_of(today).map_err(refused)?;
    }
    if read.proportion {
        measures::ProportionSeries::new(read.periods.clone()).map_err(refused)?;
    }
    let facts = facts(&read);
    let change = ChangeDate { label: read.called.change.clone().unwrap_or_default(), on: read.change_on };
    let blank = CountQuestion::new(&counts, crate::measures::length(read.every), read.direction, read.change_on);
    let question = read.asked.fill(blank);
    let verdict = comparison_of_question(&facts, &question, &change)?;
    let analysis = analyse_series(&facts, counts.clone(), std::slice::from_ref(&change));
    let range = range_of(Some(&analysis), []).ok_or_else(|| refused(DataError::NoPeriods))?;
    let marker = |on: NaiveDate, label: &str| ChangeMarker {
        id: format!("change:{on}"),
        on,
        describe: format!("{label}, {}", plain::date(on)),
        label: label.to_owned(),
    };
    let label = if change.label.is_empty() { "Change" } else { change.label.as_str() };
    let others = read.asked.other_changes.iter().map(|on| marker(*on, "Other change"));
    let mut markers: Vec<ChangeMarker> = std::iter::once(marker(change.on, label)).chain(others).collect();
    markers.sort_by_key(|marker| marker.on);
    let options = Options { width: 900.0, interactive: false, theme: Theme::Paper };
    let picture = draw_series(
        &series(&facts, &analysis),
        &markers,
        range,
        &facts.indicator.name,
        &description_of(&verdict),
        &options,
    );
    write_whole(&place, picture.as_bytes())?;
    Ok(Evaluated { verdict, svg: Some(place) })
}

/// Settings and rows that no verdict can be made of.
fn checked(read: &ReadFile) -> Result<()> {
    if let Some(ratio) = read.asked.target_ratio
        && !(0.01..=0.99).contains(&ratio)
    {
        return Err(Error::invalid(
            "file",
            format!(
                "target_ratio is the rate aimed for as a part of the rate before, from 0.01 to 0.99; 0.5 is a halving. It \
                 is {ratio}. Nothing was written. Mend the file and try again."
            ),
        ));
    }
    let counted = |period: &Period| period.events.is_some_and(|events| events > 0);
    for period in &read.periods {
        let what = match period.state {
            PeriodState::Missing if counted(period) => "is marked as missing and has a count",
            PeriodState::Observed if read.proportion && period.exposure.is_none() => {
                "has no number that its count is out of, and shares are asked for"
            }
            _ => continue,
        };
        let place = place_of(&read.places, period.start);
        return Err(Error::invalid(
            "file",
            format!("{place}: the period of {} {what}. Nothing was written. Mend the row and try again.", period.start),
        ));
    }
    Ok(())
}

/// Where the period that begins on a day stands in the file: "Row 3".
fn place_of(places: &[(NaiveDate, String)], start: NaiveDate) -> String {
    let found: Vec<&str> = places.iter().filter(|(day, _)| *day == start).map(|(_, place)| place.as_str()).collect();
    if found.is_empty() { "The file".to_owned() } else { found.join(" and ") }
}

/// Whether two paths name one file, whichever way they are written.
fn same_file(one: &Path, other: &Path) -> bool {
    one == other
        || matches!((std::fs::canonicalize(one), std::fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Longest time after a change of totals: a hundred years.
const LONGEST_SPAN: f64 = 36_525.0;

/// Two totals without periods.
fn totals(called: Called, input: &json::TotalsInput, told: &Told) -> Result<Evaluated> {
    let Some(change_on) = input.change_start.or(told.change_on) else {
        return Err(Error::invalid(
            "change",
            "The file does not say when the change was made: add change_start to it, or --change DATE. Nothing was \
             written.",
        ));
    };
    if !(0.0..=LONGEST_SPAN).contains(&input.span_days) {
        return Err(Error::invalid(
            "file",
            format!(
                "span_days is how many days after the change were counted, from 0 to 36,525; it is {}. Nothing was \
                 written. Mend the file and try again.",
                input.span_days
            ),
        ));
    }
    if told.today.is_some_and(|today| change_on > today) {
        return Err(Error::invalid(
            "file",
            format!(
                "The change of {change_on} has not come yet (future_period). Nothing was written. Mend the file and try \
                 again."
            ),
        ));
    }
    let part = |part: json::Part| Proportion { num: part.num, den: part.den };
    let found = proportion_totals_verdict(&ProportionTotals {
        direction: input.direction,
        before: part(input.before),
        after: part(input.after),
        span_days: input.span_days,
        check: input.check(),
        independent: input.independent,
        reporting_flag: input.reporting_flag,
    })
    .map_err(|error| Error::invalid("file", in_file(error.code(), "")))?;
    let change = ChangeDate { label: called.change.clone().unwrap_or_default(), on: change_on };
    let read = ReadFile {
        periods: Vec::new(),
        places: Vec::new(),
        every: Every::Month,
        direction: input.direction,
        proportion: true,
        change_on,
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

fn refused(error: &DataError, places: &[(NaiveDate, String)]) -> Error {
    let place =
        error.start().map_or_else(String::new, |start| format!("{}, the period of {start}: ", place_of(places, start)));
    Error::invalid("file", in_file(error.code(), &place))
}

/// A fault of the data in a file: where, what, and what to do, with its code.
fn in_file(code: &str, place: &str) -> String {
    let (what, then) = error_words(code);
    format!("{place}{what} ({code}) Nothing was written. {then}")
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
            from_cases: None,
            seasonal: false,
            same_people: false,
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
