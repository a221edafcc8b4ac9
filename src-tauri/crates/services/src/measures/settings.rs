//! How a measure's comparison is declared: baseline, change, aim, checks, transition.

use chrono::NaiveDate;
use domain::{
    MeasureId,
    audit::Action,
    calendar::BankHolidays,
    declared::{ChartOverride, CheckDate, CheckKind, usual_checks},
    indicator::{Indicator, IndicatorKind},
    measure::MeasureRecord,
    plain,
    time::parse_date,
};
use serde::{Deserialize, Serialize};

use super::{add::optional_date, figure::capital, judge::direction};
use crate::{Error, Result, Session, Subject, Vault, verdict_words::aimed_for};

/// A check date, as typed and as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CheckForm {
    /// The day.
    pub on: String,
    /// Which check.
    pub kind: CheckKind,
}

/// Everything declared, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct MeasureSettings {
    /// First day of the baseline.
    pub baseline_from: Option<String>,
    /// Last day of the baseline.
    pub baseline_to: Option<String>,
    /// The day of the change.
    pub change_on: Option<String>,
    /// The rate aimed for, as a percentage of the rate before; absent as it was.
    pub target_percent: Option<u8>,
    /// A value to be reached, as typed: "5.5"; blank for none, absent as it was.
    pub target_value: Option<String>,
    /// Periods from the change on that belong to neither side; absent as they were.
    pub transition_periods: Option<u8>,
    /// Days within the periods that prompted the action; absent as they were.
    pub trigger_periods: Option<Vec<String>>,
    /// Check dates; absent as they were.
    pub checks: Option<Vec<CheckForm>>,
    /// The measure follows the seasons; absent as it was.
    pub seasonal: Option<bool>,
    /// The people of both sides are different ones, or linked; absent as it was.
    pub independent: Option<bool>,
    /// Compared with the same weeks or months a year before; absent as it was.
    pub matched: Option<bool>,
    /// The chart chosen by hand; absent for the one the method chooses.
    pub chart: Option<ChartOverride>,
    /// The people of two rounds that are not linked are different ones; absent as it was.
    #[serde(default)]
    pub different_people: Option<bool>,
    /// The smallest gain of scores or times that matters, as typed; blank for none, absent as it was.
    #[serde(default)]
    pub smallest_gain: Option<String>,
    /// Why they are declared anew.
    pub reason: String,
}

/// Everything declared, as shown.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SettingsView {
    /// First day of the baseline, ISO.
    pub baseline_from: Option<String>,
    /// Last day of the baseline, ISO.
    pub baseline_to: Option<String>,
    /// The day of the change, ISO.
    pub change_on: Option<String>,
    /// The rate aimed for, as a percentage of the rate before.
    pub target_percent: u8,
    /// The same in words: "A halving"; none for what is not judged by a rate aimed for.
    pub aim: Option<String>,
    /// A value to be reached, as it would be typed; blank for none.
    pub target_value: String,
    /// Periods from the change on that belong to neither side.
    pub transition_periods: u8,
    /// First days of the periods that prompted the action, ISO.
    pub trigger_periods: Vec<String>,
    /// Check dates, ISO.
    pub checks: Vec<CheckForm>,
    /// When they were recorded, in words; none without any.
    pub checks_recorded: Option<String>,
    /// The same day, ISO.
    pub checks_recorded_on: Option<String>,
    /// The checks were recorded after the change, or the baseline was declared anew after it.
    pub retrospective: bool,
    /// The usual checks for the change date declared: 4, 12 and 26 weeks.
    pub usual_checks: Vec<CheckForm>,
    /// The measure follows the seasons.
    pub seasonal: bool,
    /// The people of both sides are different ones, or linked.
    pub independent: bool,
    /// Compared with the same weeks or months a year before.
    pub matched: bool,
    /// The chart chosen by hand.
    pub chart: Option<ChartOverride>,
    /// The charts that it may have.
    pub charts: Vec<ChartOption>,
    /// The people of two rounds that are not linked are different ones.
    pub different_people: bool,
    /// The smallest gain of scores or times that matters, as it would be typed; blank for none.
    pub smallest_gain: String,
}

/// A chart that a measure may have.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ChartOption {
    /// The chart; none for the one that the method chooses.
    pub chart: Option<ChartOverride>,
    /// In words.
    pub label: String,
}

/// The charts that suit numbers of a kind, the method's own choice first.
fn chart_options(kind: IndicatorKind) -> Vec<ChartOption> {
    let own = ChartOption { chart: None, label: "The one that the method chooses".to_owned() };
    let suited = ChartOverride::ALL.into_iter().filter(|chart| chart.suits(kind));
    let options = suited.map(|chart| ChartOption { chart: Some(chart), label: chart.label().to_owned() });
    std::iter::once(own).chain(options).collect()
}

fn check_forms(checks: &[CheckDate]) -> Vec<CheckForm> {
    checks.iter().map(|check| CheckForm { on: check.on.to_string(), kind: check.kind }).collect()
}

/// What a measure's page shows of its settings.
pub(super) fn view(record: &MeasureRecord, indicator: &Indicator, holidays: &BankHolidays) -> SettingsView {
    let declared = &record.declared;
    let usual = record
        .change_on
        .map(|change| usual_checks(change, record.every, declared.transition_periods, holidays))
        .unwrap_or_default();
    SettingsView {
        baseline_from: record.baseline_from.map(|day| day.to_string()),
        baseline_to: record.baseline_to.map(|day| day.to_string()),
        change_on: record.change_on.map(|day| day.to_string()),
        target_percent: declared.target_percent,
        aim: direction(indicator.direction)
            .filter(|_| indicator.kind == IndicatorKind::Count)
            .map(|direction| capital(&aimed_for(direction, f64::from(declared.target_percent) / 100.0))),
        target_value: declared.target_thousandths.map(shown).unwrap_or_default(),
        transition_periods: declared.transition_periods,
        trigger_periods: declared.trigger_periods.iter().map(ToString::to_string).collect(),
        checks: check_forms(&declared.checks),
        checks_recorded: declared.checks_declared_on.filter(|_| !declared.checks.is_empty()).map(plain::date),
        checks_recorded_on: declared
            .checks_declared_on
            .filter(|_| !declared.checks.is_empty())
            .map(|day| day.to_string()),
        retrospective: record.change_on.is_some_and(|change| !declared.planned(change)),
        usual_checks: check_forms(&usual),
        seasonal: declared.seasonal,
        independent: declared.independent,
        matched: declared.matched,
        chart: declared.chart,
        charts: chart_options(indicator.kind),
        different_people: declared.different_people,
        smallest_gain: declared.smallest_gain_thousandths.map(shown).unwrap_or_default(),
    }
}

/// The usual checks of a change on a day that is still being typed.
///
/// # Errors
/// A day that cannot be read, or the store's.
pub fn checks_for(
    vault: &Vault,
    session: &Session,
    id: MeasureId,
    change_on: &str,
    transition_periods: u8,
) -> Result<Vec<CheckForm>> {
    session.require_read(domain::access::Read::Measures)?;
    let record = store::measures::get(vault.reader(), id)?.record;
    let change = parse_date(change_on).map_err(Error::time("change_on"))?;
    Ok(check_forms(&usual_checks(change, record.every, transition_periods, &crate::reference::holidays(vault)?)))
}

/// "5.5" as 5,500 thousandths; blank as none.
fn thousandths(field: &'static str, what: &str, typed: &str) -> Result<Option<i64>> {
    let typed = typed.trim().trim_end_matches('%').trim_end();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || Error::invalid(field, format!("{what} is a number of 0 or more, such as 5 or 2.5."));
    let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
    let digits = |text: &str| text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 3 {
        return Err(wrong());
    }
    format!("{whole}{part:0<3}").parse().map(Some).map_err(|_| wrong())
}

/// 5,500 thousandths as "5.5".
fn shown(thousandths: i64) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn days(field: &'static str, typed: &[String]) -> Result<Vec<NaiveDate>> {
    typed
        .iter()
        .map(|day| day.trim())
        .filter(|day| !day.is_empty())
        .map(|day| parse_date(day).map_err(Error::time(field)))
        .collect()
}

/// Declares anew; the earlier declaration stays in the record.
///
/// Check dates that differ from those recorded before count as recorded today, and a baseline that differs from the
/// one declared before as declared anew today.
///
/// # Errors
/// Dates that contradict each other, a missing reason, a stale revision, or the store's.
pub fn set(vault: &mut Vault, session: &Session, id: MeasureId, rev: u32, form: &MeasureSettings) -> Result<()> {
    session.require(Action::AmendMeasure)?;
    let mut measure = store::measures::get(vault.reader(), id)?;
    let declared_before = measure.record.baseline_from.is_some() || measure.record.change_on.is_some();
    if declared_before && form.reason.trim().is_empty() {
        return Err(Error::invalid(
            "reason",
            "Say why this is declared anew. It stays beside what was declared before.",
        ));
    }
    take(&mut measure.record, form, session.today())?;
    let record = measure.record.check()?;
    vault.change(session, Action::AmendMeasure, Some(&form.reason), |change| {
        let meta = change.amend(&record, rev)?;
        Ok(((), Subject::from(id).at(meta.rev)))
    })
}

/// Whether what is being typed would be shown as judged afterwards; dates that cannot be read yet say nothing.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn would_be_afterwards(vault: &Vault, session: &Session, id: MeasureId, form: &MeasureSettings) -> Result<bool> {
    session.require_read(domain::access::Read::Measures)?;
    let mut record = store::measures::get(vault.reader(), id)?.record;
    let today = session.today();
    let read = take(&mut record, form, today).is_ok();
    Ok(read && record.change_on.is_some_and(|change| record.declared.judged_afterwards(change, today)))
}

/// Takes over what was typed. Checks, the day they count from and the baseline are dated today where they differ.
fn take(record: &mut MeasureRecord, form: &MeasureSettings, today: NaiveDate) -> Result<()> {
    let before = (record.baseline_from, record.baseline_to);
    let change_before = record.change_on;
    record.baseline_from = optional_date("baseline_from", form.baseline_from.as_deref())?;
    record.baseline_to = optional_date("baseline_to", form.baseline_to.as_deref())?;
    record.change_on = optional_date("change_on", form.change_on.as_deref())?;
    let every = record.every;
    let declared = &mut record.declared;
    if before.0.is_some() && before != (record.baseline_from, record.baseline_to) {
        declared.baseline_changed_on = Some(today);
    }
    declared.target_percent = form.target_percent.unwrap_or(declared.target_percent);
    declared.transition_periods = form.transition_periods.unwrap_or(declared.transition_periods);
    if let Some(typed) = &form.target_value {
        declared.target_thousandths = thousandths("target_value", "The target", typed)?;
    }
    if let Some(typed) = &form.trigger_periods {
        let mut starts: Vec<NaiveDate> =
            days("trigger_periods", typed)?.into_iter().map(|day| every.start_of(day)).collect();
        starts.sort_unstable();
        starts.dedup();
        declared.trigger_periods = starts;
    }
    if let Some(typed) = &form.checks {
        let mut checks = typed
            .iter()
            .filter(|check| !check.on.trim().is_empty())
            .map(|check| Ok(CheckDate { on: parse_date(&check.on).map_err(Error::time("checks"))?, kind: check.kind }))
            .collect::<Result<Vec<_>>>()?;
        checks.sort_by_key(|check| check.on);
        if checks != declared.checks {
            declared.checks_declared_on = (!checks.is_empty()).then_some(today);
            declared.checks = checks;
        }
    }
    // Checks count from the day of the change: another day is another plan.
    if change_before.is_some() && change_before != record.change_on && !declared.checks.is_empty() {
        declared.checks_declared_on = Some(today);
    }
    declared.seasonal = form.seasonal.unwrap_or(declared.seasonal);
    declared.independent = form.independent.unwrap_or(declared.independent);
    declared.matched = form.matched.unwrap_or(declared.matched);
    declared.chart = form.chart;
    declared.different_people = form.different_people.unwrap_or(declared.different_people);
    if let Some(typed) = &form.smallest_gain {
        declared.smallest_gain_thousandths = thousandths("smallest_gain", "The smallest gain that matters", typed)?;
    }
    Ok(())
}
