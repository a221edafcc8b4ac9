//! Which chart a measure gets, and its lines.

use domain::{declared::ChartOverride, indicator::IndicatorKind};
use measures::{
    ChartChoice, ChartData, ChartKind, ChartPoint, ChartReason, CountSeries, DateRange, Direction, Limits, Lines,
    PhasedXmr, ProportionSeries, Recalculation, RulePoint, RunChart, RunRuleSet, RunRules, XmrOptions, c_chart,
    choose_chart, p_chart, p_prime_chart, phased_xmr, run_chart, run_rules, u_chart, u_prime_chart,
};

use super::analysis::MeasureFacts;

/// The chart that is drawn.
pub(crate) struct Drawn {
    /// Which chart, why, and what the method would have chosen.
    pub choice: ChartChoice,
    /// Its lines.
    pub lines: ChartLines,
    /// What the rules find; none where no rule is applied.
    pub rules: Option<RunRules>,
}

/// The lines of a chart.
pub(crate) enum ChartLines {
    /// A line of points and nothing else.
    Line,
    /// A median.
    Run(RunChart),
    /// Mean and limits, in phases where they were worked out anew.
    Xmr(Box<PhasedXmr>),
    /// Limits that differ from period to period.
    Stepped {
        /// Every period with its lines, in the unit charted.
        points: Vec<RulePoint>,
        /// How many times as much as chance the periods vary, on a u′ or p′ chart.
        sigma_z: Option<f64>,
        /// They vary less than chance.
        under_dispersed: bool,
        /// Fewer than 12 baseline points.
        trial_limits: bool,
    },
}

/// The engine's word for a person's own choice.
const fn kind_of(chosen: ChartOverride) -> ChartKind {
    match chosen {
        ChartOverride::Run => ChartKind::Run,
        ChartOverride::Xmr => ChartKind::Xmr,
        ChartOverride::C => ChartKind::C,
        ChartOverride::U => ChartKind::U,
        ChartOverride::UPrime => ChartKind::UPrime,
        ChartOverride::P => ChartKind::P,
        ChartOverride::PPrime => ChartKind::PPrime,
    }
}

/// The chart as a person reads it.
pub(crate) const fn chart_name(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Line => "line",
        ChartKind::Run => "run chart",
        ChartKind::Xmr => "XmR chart",
        ChartKind::C => "c chart",
        ChartKind::U => "u chart",
        ChartKind::UPrime => "u\u{2032} chart",
        ChartKind::P => "p chart",
        ChartKind::PPrime => "p\u{2032} chart",
        ChartKind::G => "g chart",
        ChartKind::T => "t chart",
        ChartKind::Funnel => "funnel",
    }
}

/// Which chart, and why, in a sentence.
pub(crate) fn choice_words(choice: &ChartChoice) -> String {
    let why = match choice.reason {
        ChartReason::EventList => "dated events are shown by the gaps between them",
        ChartReason::RareCounts => "there is less than one event a period, so gaps or longer periods say more",
        ChartReason::SteadyExposure => "the denominators hardly vary",
        ChartReason::VaryingExposure => "the denominators vary, and the limits with them",
        ChartReason::ExposureUnknown => "no denominator is given throughout, so counts are charted and no rate",
        ChartReason::SteadyDenominators => "the denominators hardly vary and the percentages lie well inside 0 and 100",
        ChartReason::VaryingDenominators => "the denominators vary, and the limits with them",
        ChartReason::MeanNearAnEnd => "the percentages lie close to 0 or 100",
        ChartReason::SmallDenominators => "some denominators are below five, so each point is shown without limits",
        ChartReason::OneNumberAPeriod => "there is one number a period",
        ChartReason::OneNumberASite => "there is one number a site",
        ChartReason::TooFewPoints => "there are fewer than twelve points",
    };
    let chosen =
        choice.overridden_with.map_or_else(String::new, |kind| format!(" You chose the {} instead.", chart_name(kind)));
    let of_gaps = matches!(choice.recommended, ChartKind::G | ChartKind::T);
    let instead = if of_gaps && choice.kind == ChartKind::Run && choice.overridden_with.is_none() {
        " From a count a period a run chart is drawn. Enter the dates of the events under \u{201c}Rare events\u{201d} to see \
         the gaps."
    } else {
        ""
    };
    format!("{}: {why}.{instead}{chosen}", super::capital(chart_name(choice.recommended)))
}

/// Chooses and works out the chart of a measure against its declared baseline; `None` where nothing in it was
/// observed.
pub(crate) fn drawn(
    facts: &MeasureFacts,
    series: &CountSeries,
    points: &[ChartPoint],
    per: Option<f64>,
    baseline: DateRange,
    direction: Direction,
) -> Option<Drawn> {
    let declared = &facts.measure.record.declared;
    let proportions = (facts.indicator.kind == IndicatorKind::Proportion && per.is_some())
        .then(|| ProportionSeries::new(series.periods().to_vec()).ok())
        .flatten();
    let data = match (&proportions, facts.indicator.kind) {
        (Some(proportions), _) => ChartData::Proportions(proportions),
        (None, IndicatorKind::Count) => ChartData::Counts(series),
        _ => ChartData::Values(points),
    };
    let mut choice = choose_chart(data, Some(baseline), declared.chart.map(kind_of));
    let per = per.unwrap_or(1.0);
    let stepped = |points: Vec<RulePoint>, sigma_z, under_dispersed, trial_limits| ChartLines::Stepped {
        points,
        sigma_z,
        under_dispersed,
        trial_limits,
    };
    let lines = match (choice.kind, &proportions) {
        // Gaps need the dates of the events; from counts a period there is a median.
        (ChartKind::Run | ChartKind::G | ChartKind::T, _) => ChartLines::Run(run_chart(points, baseline).ok()?),
        (ChartKind::UPrime, _) => {
            let chart = u_prime_chart(series, per, baseline).ok()?;
            stepped(chart.points, chart.sigma_z, chart.under_dispersed, chart.trial_limits)
        }
        (ChartKind::U, _) => {
            let chart = u_chart(series, per, baseline).ok()?;
            let trial = chart.n_used < measures::FULL_LIMITS_FROM;
            stepped(chart.rule_points(series), None, false, trial)
        }
        (ChartKind::C, _) => {
            let chart = c_chart(series, baseline).ok()?;
            stepped(chart.points, None, false, chart.trial_limits)
        }
        (ChartKind::PPrime, Some(proportions)) => {
            let chart = p_prime_chart(proportions, baseline).ok()?;
            stepped(scaled(chart.points, 100.0), chart.sigma_z, chart.under_dispersed, chart.trial_limits)
        }
        (ChartKind::P, Some(proportions)) => {
            let chart = p_chart(proportions, baseline).ok()?;
            stepped(scaled(chart.points, 100.0), None, false, chart.trial_limits)
        }
        (ChartKind::Xmr, _) => {
            let recalculations: Vec<Recalculation> =
                declared.recalculations.iter().map(|record| Recalculation::on(record.from)).collect();
            let rules = (RunRuleSet::default(), direction);
            let chart = phased_xmr(points, baseline, &recalculations, XmrOptions::default(), rules).ok()?;
            ChartLines::Xmr(Box::new(chart))
        }
        _ => ChartLines::Line,
    };
    let rules = match &lines {
        ChartLines::Line => None,
        ChartLines::Run(chart) => Some(run_rules(&chart.rule_points(points), RunRuleSet::RunIhi, direction)),
        ChartLines::Stepped { points, .. } => Some(run_rules(points, RunRuleSet::default(), direction)),
        ChartLines::Xmr(chart) => chart.phases.first().map(|first| RunRules {
            signals: chart.signals.clone(),
            points: chart.points.clone(),
            n_used: chart.phases.iter().map(|phase| phase.rules.n_used).sum(),
            not_enough_points: chart.phases.iter().all(|phase| phase.rules.not_enough_points),
            ..first.rules.clone()
        }),
    };
    if matches!(lines, ChartLines::Run(_)) {
        choice.kind = ChartKind::Run;
    }
    Some(Drawn { choice, lines, rules })
}

/// Points and lines in another unit: shares as percentages.
fn scaled(points: Vec<RulePoint>, factor: f64) -> Vec<RulePoint> {
    let limits = |l: Limits| Limits {
        lower_raw: l.lower_raw * factor,
        lower: l.lower * factor,
        upper_raw: l.upper_raw * factor,
        upper: l.upper * factor,
        near_lower: l.near_lower * factor,
        near_upper: l.near_upper * factor,
        ..l
    };
    points
        .into_iter()
        .map(|p| RulePoint {
            point: ChartPoint { value: p.point.value.map(|value| value * factor), ..p.point },
            lines: Lines { centre: p.lines.centre * factor, limits: p.lines.limits.map(limits) },
        })
        .collect()
}
