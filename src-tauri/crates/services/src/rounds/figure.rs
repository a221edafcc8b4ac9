//! The pictures of rounds: pairs, answers, times, gaps between rare events.

use std::collections::BTreeMap;

use charts::{
    AnswerShare, AnswerSide, Answers, BandKind, Better, Centre, DurationDot, DurationRow, Durations, Gap, GapChart,
    Median, OpenGap, Options, Pair, PairChange, Pairs, PhaseBand, Theme, Tone, draw_answers, draw_durations, draw_gaps,
    draw_pairs, table_of_answers, table_of_durations, table_of_gaps, table_of_pairs,
};
use chrono::NaiveDate;
use domain::{
    indicator::Direction,
    plain,
    round::{RoundEntry, RoundKind, RoundRecord, event_day},
};
use measures::{DateRange, EventGaps, GapBaseline, RULE_SET, Side, TimeTaken, compare_durations, g_chart};

use super::value::{TimeUnit, duration_text, shown};
use crate::{
    cases::{FigureTable, FigureView},
    measures::{Linked, MeasureFacts, RoundsOfSide, TwoSides, capital, hours, units, whole},
};

const fn better(facts: &MeasureFacts) -> Better {
    match facts.indicator.direction {
        Direction::Lower => Better::Lower,
        Direction::Higher => Better::Higher,
        Direction::Watch => Better::Neither,
    }
}

fn title(facts: &MeasureFacts) -> String {
    capital(&format!("{}, {}", facts.indicator.name, facts.service.name))
}

fn options(width: f64) -> Options {
    Options { width, interactive: true, theme: Theme::Screen }
}

fn table(caption: &str, table: charts::FigureTable) -> FigureTable {
    FigureTable { caption: caption.to_owned(), columns: table.columns, rows: table.rows }
}

/// "Before, 1 February 2026".
fn side_name(side: &RoundsOfSide) -> String {
    format!("{}, {}", side.side.label(), plain::date(side.on))
}

/// The picture of two sides; none where there is no drawing for them, which leaves their table.
pub(super) fn of_sides(facts: &MeasureFacts, sides: &TwoSides, words: &str, width: f64) -> Option<FigureView> {
    let linked = sides.linked() == Linked::ByCode;
    let view = |svg: String, table: FigureTable| FigureView {
        svg,
        title: title(facts),
        table: vec![table],
        range_text: format!("{}; {}", side_name(&sides.before), side_name(&sides.after)),
    };
    let caption = facts.indicator.name.as_str();
    match sides.kind {
        RoundKind::Scores | RoundKind::Answers if linked => {
            let drawn = pairs(facts, sides, words);
            Some(view(draw_pairs(&drawn, &options(width)), table(caption, table_of_pairs(&drawn))))
        }
        RoundKind::Durations => {
            let drawn = durations(facts, sides, words)?;
            Some(view(draw_durations(&drawn, &options(width)), table(caption, table_of_durations(&drawn))))
        }
        RoundKind::Results => {
            let scale = vec!["Not passed".to_owned(), "Passed".to_owned()];
            let drawn = answers(facts, sides, words, scale, |entry| usize::from(entry.value > 0));
            Some(view(draw_answers(&drawn, &options(width)), table(caption, table_of_answers(&drawn))))
        }
        RoundKind::Answers => {
            let range = sides.scale?;
            let (lowest, highest) = (whole(range.lowest), whole(range.highest));
            let scale: Vec<String> = (lowest..=highest).map(|answer| answer.to_string()).collect();
            let place = |entry: &RoundEntry| whole(entry.value).abs_diff(lowest) as usize;
            let drawn = answers(facts, sides, words, scale, place);
            Some(view(draw_answers(&drawn, &options(width)), table(caption, table_of_answers(&drawn))))
        }
        RoundKind::Scores => Some(view(String::new(), two_lists(caption, sides))),
        RoundKind::EventDates => None,
    }
}

/// Scores that are not linked, side by side from the lowest: there is nothing to join.
fn two_lists(caption: &str, sides: &TwoSides) -> FigureTable {
    let sorted = |side: &RoundsOfSide| {
        let mut values: Vec<i64> = side.entries.iter().map(|entry| entry.value).collect();
        values.sort_unstable();
        values
    };
    let (before, after) = (sorted(&sides.before), sorted(&sides.after));
    let text = |values: &[i64], at: usize| values.get(at).map(|v| shown(sides.kind, *v)).unwrap_or_default();
    FigureTable {
        caption: caption.to_owned(),
        columns: vec![side_name(&sides.before), side_name(&sides.after)],
        rows: (0..before.len().max(after.len())).map(|at| vec![text(&before, at), text(&after, at)]).collect(),
    }
}

fn pairs(facts: &MeasureFacts, sides: &TwoSides, words: &str) -> Pairs {
    let by_code = |side: &RoundsOfSide| -> BTreeMap<String, i64> {
        side.entries.iter().filter_map(|entry| Some((entry.code.clone()?, entry.value))).collect()
    };
    let (before, mut after) = (by_code(&sides.before), by_code(&sides.after));
    let mut pairs = Vec::new();
    for (code, was) in &before {
        let Some(is) = after.remove(code) else { continue };
        let change = match (facts.indicator.direction, is.cmp(was)) {
            (Direction::Higher, std::cmp::Ordering::Greater) | (Direction::Lower, std::cmp::Ordering::Less) => {
                PairChange::Better
            }
            (Direction::Higher, std::cmp::Ordering::Less) | (Direction::Lower, std::cmp::Ordering::Greater) => {
                PairChange::Worse
            }
            _ => PairChange::Same,
        };
        let (was_text, is_text) = (shown(sides.kind, *was), shown(sides.kind, is));
        pairs.push(Pair {
            id: format!("person:{code}"),
            code: code.clone(),
            before: units(*was),
            after: units(is),
            change,
            describe: format!("{code}: {was_text} before, {is_text} after"),
        });
    }
    let once = before.len() - pairs.len() + after.len();
    let scale = sides.scale.map_or_else(String::new, |scale| {
        format!(", {} to {}", shown(sides.kind, scale.lowest), shown(sides.kind, scale.highest))
    });
    Pairs {
        title: title(facts),
        description: words.to_owned(),
        y_title: format!("{}{scale}", facts.indicator.name),
        before: side_name(&sides.before),
        after: side_name(&sides.after),
        footer: format!(
            "{} linked by code \u{b7} {once} in one round only, not drawn \u{b7} rule set {RULE_SET}",
            plain::count_of(pairs.len() as u64, "person", "people")
        ),
        pairs,
        better: better(facts),
    }
}

fn answers(
    facts: &MeasureFacts,
    sides: &TwoSides,
    words: &str,
    scale: Vec<String>,
    place: impl Fn(&RoundEntry) -> usize,
) -> Answers {
    let side = |key: &str, side: &RoundsOfSide| {
        let n = side.entries.len();
        let shares = scale.iter().enumerate().map(|(at, name)| {
            let count = side.entries.iter().filter(|entry| place(entry) == at).count();
            let percent = measures::percent_shown(count as u64, n as u64, 0).map_or_else(String::new, |shown| {
                use measures::PercentShown as Shown;
                let (word, value) = match shown {
                    Shown::Rounded(value) => ("", value),
                    Shown::Over(value) => ("over ", value),
                    Shown::Under(value) => ("under ", value),
                };
                format!(" ({word}{}%)", plain::decimal(value, 0))
            });
            AnswerShare {
                id: format!("answer:{key}:{at}"),
                count: u32::try_from(count).unwrap_or(u32::MAX),
                text: format!("{count}{percent}"),
                describe: format!("{}: {name}, {count} of {n}{percent}", side.side.label()),
            }
        });
        AnswerSide {
            name: side_name(side),
            people: plain::count_of(n as u64, "person", "people"),
            shares: shares.collect(),
        }
    };
    let (before, after) = (side("before", &sides.before), side("after", &sides.after));
    Answers {
        title: title(facts),
        description: words.to_owned(),
        question: facts.indicator.name.clone(),
        scale,
        before,
        after,
        better: better(facts),
        footer: format!("rule set {RULE_SET}"),
    }
}

fn durations(facts: &MeasureFacts, sides: &TwoSides, words: &str) -> Option<Durations> {
    let times = |side: &RoundsOfSide| -> Vec<TimeTaken> {
        side.entries.iter().map(|entry| TimeTaken { value: hours(entry.value), open: entry.open }).collect()
    };
    let found = compare_durations(&times(&sides.before), &times(&sides.after)).ok()?;
    let (size, unit, short) = match TimeUnit::of(&facts.indicator.unit) {
        TimeUnit::Hours => (1.0, "hours", "h"),
        TimeUnit::Days => (24.0, "days", "d"),
    };
    let row = |key: &str, side: &RoundsOfSide, summary: &measures::TimesSummary| DurationRow {
        label: format!("{}, {}", side.side.label(), plain::count_of(summary.n_used as u64, "time", "times")),
        median: summary.median.map(|value| Median {
            value: value / size,
            text: format!("{} {short}", plain::decimal(value / size, 1)),
            at_least: summary.median_is_lower_bound,
        }),
        dots: side
            .entries
            .iter()
            .enumerate()
            .map(|(at, entry)| DurationDot {
                id: format!("time:{key}:{at}"),
                value: hours(entry.value) / size,
                open: entry.open,
                tone: Tone::Steady,
                describe: format!(
                    "{}: {}{}",
                    side.side.label(),
                    duration_text(entry.value),
                    if entry.open { " so far, still open" } else { "" }
                ),
            })
            .collect(),
    };
    Some(Durations {
        title: title(facts),
        description: words.to_owned(),
        x_title: format!("{}, {unit}", facts.indicator.name),
        unit: unit.to_owned(),
        rows: vec![row("before", &sides.before, &found.before), row("after", &sides.after, &found.after)],
        better: better(facts),
        footer: format!(
            "{} still open \u{b7} rule set {RULE_SET}",
            plain::whole((found.before.n_open + found.after.n_open) as u64)
        ),
    })
}

/// The gaps between rare events, the baseline's median and limits drawn on; none with fewer than two events.
pub(super) fn of_events(
    facts: &MeasureFacts,
    rounds: &[RoundRecord],
    today: NaiveDate,
    width: f64,
) -> Option<FigureView> {
    let standing = || rounds.iter().filter(|round| !round.removed && round.kind == RoundKind::EventDates);
    let until = standing().map(|round| round.on).max()?.min(today);
    let days: Vec<NaiveDate> = standing()
        .flat_map(|round| &round.entries)
        .filter_map(|entry| event_day(entry.value))
        .filter(|day| *day <= until)
        .collect();
    let gaps = EventGaps::from_dates(&days, Some(until)).ok()?;
    let record = &facts.measure.record;
    let declared = record.baseline_from.zip(record.baseline_to).map(|(first, last)| DateRange { first, last });
    let before_change = record
        .change_on
        .and_then(|change| change.pred_opt())
        .and_then(|last| Some(DateRange { first: *days.iter().min()?, last }));
    let all = GapBaseline::First(gaps.gaps().len());
    let within = declared.or(before_change).map(GapBaseline::Within);
    // A baseline without a gap in it cannot give a centre: then all gaps do.
    let chart = within.and_then(|baseline| g_chart(&gaps, baseline).ok()).or_else(|| g_chart(&gaps, all).ok())?;
    let longer_is_better = facts.indicator.direction != Direction::Higher;
    let tone = |outside: Option<Side>| match outside {
        // Provisional limits are not drawn, and nothing is said by them.
        _ if chart.trial_limits || facts.indicator.direction == Direction::Watch => Tone::Steady,
        None => Tone::Steady,
        Some(side) if (side == Side::Above) == longer_is_better => Tone::Improving,
        Some(_) => Tone::Concerning,
    };
    let days_text = |length: f64| {
        let text = plain::decimal(length, 0);
        if text == "1" { "1 day".to_owned() } else { format!("{text} days") }
    };
    let drawn = chart.points.iter().enumerate().filter_map(|(at, point)| {
        let ended = point.gap.to?;
        Some(Gap {
            id: format!("gap:{at}"),
            ended,
            value: point.gap.length,
            state: measures::PeriodState::Observed,
            tone: tone(point.outside),
            note: None,
            describe: format!("{} up to {}", days_text(point.gap.length), plain::date(ended)),
        })
    });
    let limits = chart.limits.filter(|_| !chart.trial_limits);
    let band = PhaseBand {
        from: *days.iter().min()?,
        to: until,
        label: format!("Median {}", days_text(chart.centre)),
        centre: chart.centre,
        centre_kind: Centre::Median,
        lower: limits.map(|limits| limits.lower),
        upper: limits.map(|limits| limits.upper),
        lower_clipped: limits.is_some_and(|limits| limits.clipped),
        kind: BandKind::Limits,
        ..PhaseBand::default()
    };
    let figure = GapChart {
        title: title(facts),
        description: format!(
            "{} between {} and {}. The median gap is {}.",
            plain::count_of(days.len() as u64, "event", "events"),
            plain::date(band.from),
            plain::date(until),
            days_text(chart.centre)
        ),
        y_title: format!("Days between events: {}", facts.indicator.name),
        unit: "days".to_owned(),
        gaps: drawn.collect(),
        open: chart.open.map(|open| OpenGap {
            id: "gap:open".to_owned(),
            until,
            value: open.gap.length,
            tone: tone(open.above_upper.then_some(Side::Above)),
            label: format!("{} so far", days_text(open.gap.length)),
            describe: format!("{} since the last event, up to {}", days_text(open.gap.length), plain::date(until)),
        }),
        phases: vec![band],
        better: match facts.indicator.direction {
            Direction::Watch => Better::Neither,
            _ if longer_is_better => Better::Higher,
            _ => Better::Lower,
        },
        footer: format!(
            "g chart, median and limits from {}{} \u{b7} rule set {}",
            plain::count_of(chart.n_used as u64, "gap", "gaps"),
            if chart.trial_limits { ": too few for limits yet, 12 are needed" } else { "" },
            chart.rule_set
        ),
    };
    Some(FigureView {
        svg: draw_gaps(&figure, &options(width)),
        title: figure.title.clone(),
        table: vec![table(&figure.y_title, table_of_gaps(&figure))],
        range_text: plain::date_range(figure.phases[0].from, until),
    })
}
