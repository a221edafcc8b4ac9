//! The chart of one measure, from its analysis.

use charts::{
    BandKind, Better, Centre, DateRange, PhaseBand, PointState, Series, SeriesPoint, StepLimits, TargetLine, Tone,
};
use chrono::NaiveDate;
use domain::{
    indicator::{Direction, Every, IndicatorKind},
    plain,
};
use measures::{ChartReason, PhasedXmr, RulePoint, Variation};

use super::{
    analysis::{Analysis, MeasureFacts},
    drawn::ChartLines,
};

/// The mark of one period, by which the window knows it.
pub(crate) fn point_id(start: NaiveDate) -> String {
    format!("point:{start}")
}

/// How a period is named: "week of 27 October 2025", "October 2025".
pub(crate) fn period_name(every: Every, start: NaiveDate) -> String {
    match every {
        Every::Day => plain::date(start),
        Every::Week => format!("week of {}", plain::date(start)),
        Every::Month => format!("{} {}", plain::month(start), chrono::Datelike::year(&start)),
        Every::Quarter => format!("quarter from {}", plain::date(start)),
    }
}

/// First and last day of the axis: all periods entered and everything else that is dated.
pub(crate) fn range_of(analysis: Option<&Analysis>, days: impl IntoIterator<Item = NaiveDate>) -> Option<DateRange> {
    let periods = analysis.map(|analysis| analysis.series.periods()).unwrap_or_default();
    let firsts = periods.first().map(|period| period.start);
    let lasts = periods.last().and_then(|period| period.end.pred_opt());
    let days: Vec<NaiveDate> = days.into_iter().chain(firsts).chain(lasts).collect();
    Some(DateRange { first: *days.iter().min()?, last: *days.iter().max()? })
}

/// Whether what was entered are bare counts of an indicator that is a rate or a percentage: the numbers charted
/// are then not per anything, and must not be called so.
fn bare(facts: &MeasureFacts, analysis: &Analysis) -> bool {
    analysis.per.is_none() && facts.indicator.exposure_many.is_some() && !facts.counts.is_empty()
}

/// The unit of the values charted: "per 1,000 planned visits", or "missed visits" while no denominator was entered.
pub(crate) fn unit<'a>(facts: &'a MeasureFacts, analysis: &Analysis) -> &'a str {
    if bare(facts, analysis) { &facts.indicator.events_many } else { &facts.indicator.unit }
}

/// The indicator's name with the unit of the values charted; the name alone says what bare counts are of.
pub(crate) fn name_with_unit(facts: &MeasureFacts, analysis: &Analysis) -> String {
    let (name, unit) = (&facts.indicator.name, &facts.indicator.unit);
    if bare(facts, analysis) { name.clone() } else { joined(name, unit) }
}

/// A name and its unit; a word that ends the one and begins the other is said once: "Contract monitoring score, out
/// of 100".
fn joined(name: &str, unit: &str) -> String {
    let first = unit.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let last = name.rsplit(' ').next().unwrap_or_default();
    if unit.starts_with('%') {
        return format!("{name}, {unit}");
    }
    match unit.strip_prefix(first) {
        Some(rest) if !first.is_empty() && first.eq_ignore_ascii_case(last) => format!("{name}{rest}"),
        _ => format!("{name} {unit}"),
    }
}

/// A charted value in words: as [`value_text`], or the count itself (with a mean's decimals where it has any)
/// while no denominator was entered.
pub(crate) fn charted_text(facts: &MeasureFacts, analysis: &Analysis, value: f64) -> String {
    match bare(facts, analysis) {
        true if value.fract() == 0.0 => plain::decimal(value, 0),
        true => plain::decimal(value, 2),
        false => value_text(facts, value),
    }
}

/// A rate, percentage, score or duration in words: "9.20", "7.7%", "81".
pub(crate) fn value_text(facts: &MeasureFacts, value: f64) -> String {
    match facts.indicator.kind {
        IndicatorKind::Proportion => format!("{}%", plain::decimal(value, 1)),
        IndicatorKind::Score => plain::decimal(value, 0),
        IndicatorKind::Count | IndicatorKind::Duration => plain::decimal(value, 2),
    }
}

/// The counts of one period in words.
fn counts_text(facts: &MeasureFacts, events: u64, exposure: Option<u64>) -> String {
    let indicator = &facts.indicator;
    match (indicator.kind, exposure) {
        (IndicatorKind::Score, _) => format!("score {}", plain::whole(events)),
        (_, Some(exposure)) => format!(
            "{} in {} {}",
            plain::count_of(events, &indicator.events_one, &indicator.events_many),
            plain::whole(exposure),
            indicator.exposure_many.as_deref().unwrap_or_default()
        ),
        (_, None) => plain::count_of(events, &indicator.events_one, &indicator.events_many),
    }
}

/// The chart's series.
pub(crate) fn series(facts: &MeasureFacts, analysis: &Analysis) -> Series {
    let every = facts.measure.record.every;
    let by_start: std::collections::BTreeMap<NaiveDate, &domain::measure::PeriodCount> =
        facts.counts.iter().map(|count| (count.start, count)).collect();
    let variations: std::collections::BTreeMap<NaiveDate, Variation> = analysis
        .rules
        .iter()
        .flat_map(|rules| rules.points.iter().map(|point| (point.start, point.variation)))
        .collect();
    let points = analysis
        .points
        .iter()
        .map(|point| {
            let count = by_start.get(&point.start);
            let tone = match variations.get(&point.start) {
                _ if facts.indicator.direction == Direction::Watch => Tone::Steady,
                Some(Variation::Improving) => Tone::Improving,
                Some(Variation::Concerning) => Tone::Concerning,
                Some(Variation::Steady) | None => Tone::Steady,
            };
            let note = count.and_then(|count| count.note.clone());
            let mut describe = format!("{}: ", capital(&period_name(every, point.start)));
            match (point.state, count) {
                (PointState::Missing, _) | (_, None) => describe.push_str("no return"),
                (state, Some(count)) => {
                    describe.push_str(&counts_text(facts, count.events, count.exposure));
                    if let Some(value) = point.value.filter(|_| analysis.per.is_some()) {
                        describe.push_str(&format!(", {} {}", value_text(facts, value), unit_after(facts)));
                    }
                    if state == PointState::Partial {
                        describe.push_str("; not over yet");
                    }
                }
            }
            match tone {
                Tone::Improving => describe.push_str("; part of a signal of improvement"),
                Tone::Concerning => describe.push_str("; a signal of concern"),
                Tone::Steady => {}
            }
            if let Some(note) = &note {
                describe.push_str(&format!("; {note}"));
            }
            SeriesPoint {
                id: point_id(point.start),
                start: point.start,
                end: point.end,
                value: point.value,
                state: point.state,
                tone,
                note,
                describe: describe.trim_end().to_owned(),
            }
        })
        .collect();
    Series {
        y_title: name_with_unit(facts, analysis),
        unit: unit(facts, analysis).to_owned(),
        points,
        phases: band_rows(facts, analysis),
        better: match facts.indicator.direction {
            Direction::Lower => Better::Lower,
            Direction::Higher => Better::Higher,
            Direction::Watch => Better::Neither,
        },
        untested: analysis.rules.as_ref().is_none_or(|rules| rules.not_enough_points),
        footer: footer(facts, analysis),
        target: facts
            .measure
            .record
            .declared
            .target_value()
            .map(|value| TargetLine { value, label: format!("Target {}", charted_text(facts, analysis, value)) }),
    }
}

/// What follows a value in a sentence: the unit, which a percentage carries in its sign already.
fn unit_after(facts: &MeasureFacts) -> &str {
    if facts.indicator.kind == IndicatorKind::Proportion { "" } else { &facts.indicator.unit }
}

/// The lines of the chart: baseline limits, the same carried forward, and the mean of each phase after a change.
pub(crate) fn band_rows(facts: &MeasureFacts, analysis: &Analysis) -> Vec<PhaseBand> {
    let (Some(drawn), Some(baseline)) = (&analysis.drawn, analysis.baseline) else { return Vec::new() };
    let Some(end) = analysis.series.periods().last().and_then(|period| period.end.pred_opt()) else {
        return Vec::new();
    };
    let text = |value: f64| charted_text(facts, analysis, value);
    let mut bands = match &drawn.lines {
        ChartLines::Line => Vec::new(),
        ChartLines::Run(chart) => vec![PhaseBand {
            from: baseline.first,
            to: end.max(baseline.last),
            label: format!("Median {}", text(chart.median)),
            centre: chart.median,
            centre_kind: Centre::Median,
            kind: BandKind::MeanOnly,
            ..PhaseBand::default()
        }],
        ChartLines::Xmr(chart) => xmr_bands(chart, baseline.first, end, text),
        ChartLines::Stepped { points, trial_limits, .. } => stepped_bands(points, !trial_limits, baseline, text),
    };
    if let (Some(phases), Some(per)) = (&analysis.phases, analysis.per) {
        for phase in &phases.phases {
            let (Some(from), Some(end), Some(rate)) = (phase.totals.first, phase.totals.end, phase.totals.rate) else {
                continue;
            };
            bands.push(PhaseBand {
                from,
                to: end.pred_opt().unwrap_or(end),
                label: format!("Mean {}", value_text(facts, rate * per)),
                centre: rate * per,
                lower: None,
                upper: None,
                kind: BandKind::MeanOnly,
                ..PhaseBand::default()
            });
        }
    }
    bands
}

/// Mean and limits of each phase: frozen where they were worked out, then carried forward, and dotted on where later
/// limits have replaced them.
fn xmr_bands(chart: &PhasedXmr, first: NaiveDate, end: NaiveDate, text: impl Fn(f64) -> String) -> Vec<PhaseBand> {
    let mut bands = Vec::new();
    for (place, phase) in chart.phases.iter().enumerate() {
        let limits = phase.chart.limits.filter(|_| !phase.chart.trial_limits);
        let band = |from, to, label: String, kind| PhaseBand {
            from,
            to,
            label,
            centre: phase.chart.mean,
            lower: limits.map(|limits| limits.lower),
            upper: limits.map(|limits| limits.upper),
            lower_clipped: limits.is_some_and(|limits| limits.clipped),
            kind,
            ..PhaseBand::default()
        };
        let name = if place == 0 { "Baseline mean" } else { "New mean" };
        let from = phase.recalculated_on.unwrap_or(first);
        bands.push(band(from, phase.window.last, format!("{name} {}", text(phase.chart.mean)), BandKind::Limits));
        let next = chart.phases.get(place + 1).and_then(|next| next.recalculated_on);
        let until = next.and_then(|next| next.pred_opt()).unwrap_or(end);
        if let Some(after) = phase.window.last.succ_opt().filter(|after| *after < until) {
            bands.push(band(after, until, String::new(), BandKind::Extended));
        }
        if let Some(next) = next.filter(|next| *next < end) {
            bands.push(band(next, end, String::new(), BandKind::Replaced));
        }
    }
    bands
}

/// Limits that differ from period to period, shaded over the baseline and carried forward after it.
fn stepped_bands(
    points: &[RulePoint],
    has_limits: bool,
    baseline: DateRange,
    text: impl Fn(f64) -> String,
) -> Vec<PhaseBand> {
    let Some(centre) = points.first().map(|p| p.lines.centre) else { return Vec::new() };
    let part = |inside: bool| -> Option<PhaseBand> {
        let steps: Vec<StepLimits> = points
            .iter()
            .filter(|p| (p.point.start <= baseline.last) == inside && p.point.start >= baseline.first)
            .map(|p| {
                let limits = p.lines.limits.filter(|_| has_limits);
                StepLimits {
                    from: p.point.start,
                    to: p.point.end.pred_opt().unwrap_or(p.point.end),
                    lower: limits.map(|limits| limits.lower),
                    upper: limits.map(|limits| limits.upper),
                }
            })
            .collect();
        let clipped = |p: &RulePoint| p.lines.limits.is_some_and(|limits| limits.clipped);
        Some(PhaseBand {
            from: steps.first()?.from,
            to: steps.last()?.to,
            label: if inside { format!("Baseline mean {}", text(centre)) } else { String::new() },
            centre,
            lower_clipped: has_limits && points.iter().any(clipped),
            steps: if has_limits { steps } else { Vec::new() },
            kind: if inside { BandKind::Limits } else { BandKind::Extended },
            ..PhaseBand::default()
        })
    };
    [part(true), part(false)].into_iter().flatten().collect()
}

fn footer(facts: &MeasureFacts, analysis: &Analysis) -> String {
    let mut parts =
        vec![format!("{} is better", if facts.indicator.direction == Direction::Higher { "Higher" } else { "Lower" })];
    if facts.indicator.direction == Direction::Watch {
        parts = vec![Direction::Watch.label().to_owned()];
    }
    match &analysis.drawn {
        Some(drawn) => {
            let (one, many) = facts.measure.record.every.words();
            let n = drawn.choice.n_used as u64;
            parts.push(match &drawn.lines {
                ChartLines::Line => "too few points for any line".to_owned(),
                ChartLines::Run(_) => {
                    let few = drawn.choice.reason == ChartReason::TooFewPoints;
                    let twelve = if few { "; limits need twelve" } else { "" };
                    format!("run chart, median of {}{twelve}", plain::count_of(n, one, many))
                }
                _ => format!(
                    "{}, limits from {}",
                    super::drawn::chart_name(drawn.choice.kind),
                    plain::count_of(n, one, many)
                ),
            });
            if drawn.choice.overridden_with.is_some() {
                parts.push(format!(
                    "chosen by hand; the method chooses a {}",
                    super::drawn::chart_name(drawn.choice.recommended)
                ));
            }
            if let ChartLines::Stepped { under_dispersed: true, .. } = &drawn.lines {
                parts.push("less varied than chance; check how it was counted".to_owned());
            }
            parts.push(format!("rule set {}", drawn.choice.rule_set));
        }
        None => parts.push("no baseline declared".to_owned()),
    }
    let missing = analysis.series.periods().iter().filter(|period| period.state == PointState::Missing).count();
    if missing > 0 {
        let (one, many) = facts.measure.record.every.words();
        parts.push(format!("{} without a return", plain::count_of(missing as u64, one, many)));
    }
    parts.join(" \u{b7} ")
}

/// The first letter large.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
