//! Counts turned into a series and judged by the measures engine.

use chrono::NaiveDate;
use domain::{
    MeasureId,
    indicator::{Direction as Better, Indicator, IndicatorKind},
    measure::{MeasureRecord, PeriodCount},
    provider::Service,
};
use measures::{
    Assurance, ChangeDate, ChartPoint, CountSeries, DateRange, Direction, OrderOfEvents, Period, PeriodState, Phases,
    RunRules, Variation, assurance, order_of_events, phases,
};
use store::revisions::Revised;

use super::{
    drawn::{ChartLines, Drawn, drawn},
    indicators::indicator,
};
use crate::{Error, Result, Session, Vault};

/// A measure with everything that was counted for it.
pub(crate) struct MeasureFacts {
    pub measure: Revised<MeasureRecord>,
    pub indicator: Indicator,
    pub service: Service,
    pub counts: Vec<PeriodCount>,
}

/// What the counts say.
pub(crate) struct Analysis {
    /// Every period from the first to the last entered, gaps as missing.
    pub series: CountSeries,
    /// What the chart draws: rates, percentages, counts or scores.
    pub points: Vec<ChartPoint>,
    /// What one chart value is per; none for bare counts and scores.
    pub per: Option<f64>,
    /// The chart that is drawn against the declared baseline.
    pub drawn: Option<Drawn>,
    /// Signals against its lines.
    pub rules: Option<RunRules>,
    /// The declared baseline.
    pub baseline: Option<DateRange>,
    /// Totals between the changes.
    pub phases: Option<Phases>,
    /// What came first.
    pub order: Option<OrderOfEvents>,
    /// Dated changes, in order.
    pub changes: Vec<ChangeDate>,
}

impl Analysis {
    /// Whether ordinary variation, by the limits of the latest phase, reaches the declared target.
    pub(crate) fn assurance(&self, facts: &MeasureFacts) -> Option<Assurance> {
        let target = facts.measure.record.declared.target_value()?;
        let direction = super::judge::direction(facts.indicator.direction)?;
        match &self.drawn.as_ref()?.lines {
            ChartLines::Xmr(chart) => Some(chart.assurance(target, direction)),
            ChartLines::Stepped { points, trial_limits, .. } => {
                let last = points.iter().rev().find(|p| p.point.value.is_some())?;
                Some(assurance(last.lines.limits, *trial_limits, target, direction))
            }
            ChartLines::Run(_) | ChartLines::Line => None,
        }
    }

    /// What the recent points say; none where no rule is applied.
    pub(crate) fn variation(&self) -> Option<Variation> {
        let rules = self.rules.as_ref().filter(|rules| !rules.not_enough_points)?;
        let last = self.points.iter().rev().find(|point| point.state == PeriodState::Observed)?;
        rules.points.iter().find(|point| point.start == last.start).map(|point| point.variation)
    }
}

/// Loads a measure and its counts.
pub(crate) fn load(vault: &Vault, session: &Session, id: MeasureId) -> Result<MeasureFacts> {
    let conn = vault.reader();
    let measure = store::measures::get(conn, id)?;
    let key = store::measures::key(conn, id)?;
    Ok(MeasureFacts {
        indicator: indicator(vault, &measure.record.indicator)?,
        service: session.service(measure.record.service_id)?.clone(),
        counts: store::counts::list(conn, key)?,
        measure,
    })
}

/// Judges the counts by the declared baseline, with the dated changes given and the declared one, which has no name
/// where no action stands for it.
pub(crate) fn analyse(facts: &MeasureFacts, changes: &[ChangeDate], today: NaiveDate) -> Result<Analysis> {
    let series = CountSeries::new(periods(facts, today)).map_err(|_| Error::Internal("periods of a measure"))?;
    let mut changes = changes.to_vec();
    if let Some(on) = facts.measure.record.change_on.filter(|on| changes.iter().all(|change| change.on != *on)) {
        changes.push(ChangeDate { label: String::new(), on });
    }
    Ok(analyse_series(facts, series, &changes))
}

/// The same for periods that come from elsewhere.
pub(crate) fn analyse_series(facts: &MeasureFacts, series: CountSeries, changes: &[ChangeDate]) -> Analysis {
    let has_exposure = facts.counts.iter().any(|count| count.exposure.is_some());
    let per = (has_exposure && facts.indicator.kind != IndicatorKind::Score).then(|| f64::from(facts.indicator.per));
    let points = per.map_or_else(|| series.counts(), |per| series.rates(per));
    let record = &facts.measure.record;
    let declared = record.baseline_from.zip(record.baseline_to).map(|(first, last)| DateRange { first, last });
    // Without a declared baseline a change is compared with everything before it.
    let before = record.change_on.and_then(|on| on.pred_opt()).zip(series.periods().first().map(|period| period.start));
    let baseline =
        declared.or(before.filter(|(last, first)| first < last).map(|(last, first)| DateRange { first, last }));
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| change.on);

    let direction = match facts.indicator.direction {
        Better::Higher => Direction::HigherIsBetter,
        Better::Lower | Better::Watch => Direction::LowerIsBetter,
    };
    let drawn = baseline.and_then(|baseline| drawn(facts, &series, &points, per, baseline, direction));
    let rules = drawn.as_ref().and_then(|drawn| drawn.rules.clone());
    let rates = per.is_some() && facts.indicator.kind == IndicatorKind::Count;
    let phases = baseline.filter(|_| rates).and_then(|baseline| phases(&series, baseline, &changes).ok());
    let order = rules
        .as_ref()
        .zip(baseline)
        .filter(|(rules, _)| !rules.not_enough_points)
        .and_then(|(rules, baseline)| order_of_events(&rules.signals, &changes, baseline));
    Analysis { series, points, per, drawn, rules, baseline, phases, order, changes }
}

/// Days after its end from which a return that was not made is missing.
const OVERDUE_DAYS: u64 = 28;

/// One period after another from the first that was entered to the last that was entered or is overdue; where nothing was
/// returned the period is missing, never nil.
fn periods(facts: &MeasureFacts, today: NaiveDate) -> Vec<Period> {
    let every = facts.measure.record.every;
    let mut periods = Vec::with_capacity(facts.counts.len());
    let mut expected = facts.counts.first().map(|count| count.start);
    for count in &facts.counts {
        while let Some(start) = expected.filter(|start| *start < count.start) {
            let end = every.next(start);
            periods.push(Period { start, end, state: PeriodState::Missing, events: None, exposure: None });
            expected = Some(end);
        }
        let end = every.next(count.start);
        #[expect(clippy::cast_precision_loss, reason = "exposures are far below 2^53")]
        let exposure = count.exposure.map(|exposure| exposure as f64);
        let state = if end > today.succ_opt().unwrap_or(today) {
            PeriodState::Partial
        } else if facts.measure.record.declared.excluded(count.start).is_some() {
            PeriodState::Excluded
        } else {
            PeriodState::Observed
        };
        periods.push(Period { start: count.start, end, state, events: Some(count.events), exposure });
        expected = Some(end);
    }
    // A return four weeks late is a missing one, also at the end.
    while let Some(start) = expected {
        let end = every.next(start);
        if end + chrono::Days::new(OVERDUE_DAYS) > today {
            break;
        }
        periods.push(Period { start, end, state: PeriodState::Missing, events: None, exposure: None });
        expected = Some(end);
    }
    periods
}
