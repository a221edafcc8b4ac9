//! One example of each chart; invented figures of an invented service.

use charts::{
    AnswerShare, AnswerSide, Answers, BandKind, Better, Centre, ChangeMarker, DurationDot, DurationRow, Durations,
    Funnel, FunnelLimits, FunnelSite, Gap, GapChart, Median, OpenGap, Pair, PairChange, Pairs, PhaseBand, PointState,
    Ratio, Series, SeriesPoint, SiteComparison, SiteRow, SmallChart, StepLimits, TargetLine, Tone,
};
use chrono::{Days, NaiveDate};

use super::{date, markers, range, series, week};

fn months(count: u64) -> Vec<NaiveDate> {
    (0..=count).map(|i| date("2025-01-01") + chrono::Months::new(u32::try_from(i).unwrap())).collect()
}

/// A p chart with limits by month, a recalculation, a target, and one point of each state.
pub(crate) fn stepped() -> Series {
    let starts = months(22);
    let values = [
        18.2, 21.0, 16.4, 24.1, 19.5, 0.0, 15.8, 17.7, 22.9, 20.3, 16.9, 19.1, 12.2, 10.9, 9.4, 0.0, 11.6, 8.8, 7.9,
        10.2, 6.4, 5.1,
    ];
    let people = [44, 41, 52, 38, 40, 47, 61, 58, 43, 36, 40, 55, 60, 62, 58, 41, 66, 70, 71, 69, 74, 30];
    let points = values
        .iter()
        .enumerate()
        .map(|(i, value)| SeriesPoint {
            id: format!("m{i}"),
            start: starts[i],
            end: starts[i + 1],
            value: (i != 5).then_some(*value),
            state: match i {
                5 => PointState::Missing,
                8 => PointState::Excluded,
                21 => PointState::Partial,
                _ => PointState::Observed,
            },
            tone: if i >= 12 && i != 15 { Tone::Improving } else { Tone::Steady },
            note: match i {
                15 => Some("none in April".to_owned()),
                8 => Some("left out: system down".to_owned()),
                _ => None,
            },
            describe: format!("{}: {value}%", starts[i]),
        })
        .collect();
    let limits = |centre: f64, from: usize, to: usize| -> Vec<StepLimits> {
        (from..to)
            .map(|i| {
                let half = 3.0 * (centre * (100.0 - centre) / f64::from(people[i])).sqrt();
                StepLimits {
                    from: starts[i],
                    to: starts[i + 1].pred_opt().unwrap(),
                    lower: Some((centre - half).max(0.0)),
                    upper: Some(centre + half),
                }
            })
            .collect()
    };
    let band = |label: &str, from: usize, to: usize, centre: f64, kind: BandKind| PhaseBand {
        from: starts[from],
        to: starts[to].pred_opt().unwrap(),
        label: label.to_owned(),
        centre,
        steps: limits(centre, from, to),
        lower_clipped: true,
        kind,
        ..PhaseBand::default()
    };
    Series {
        y_title: "Visits more than 30 minutes late, per cent of visits sampled".to_owned(),
        unit: "% late".to_owned(),
        points,
        phases: vec![
            band("Mean 19.2%", 0, 12, 19.2, BandKind::Limits),
            band("", 12, 22, 19.2, BandKind::Replaced),
            band("Mean 9.2%", 12, 22, 9.2, BandKind::Limits),
        ],
        better: Better::Lower,
        target: Some(TargetLine { value: 5.0, label: "Target 5% or fewer".to_owned() }),
        untested: false,
        footer: "p chart, rule set evident-1 (mdc7). Recalculated from 1 January 2026 (planned change, R. Sandhu)."
            .to_owned(),
    }
}

/// A run chart: a median, too few points for limits.
pub(crate) fn run_chart() -> Series {
    let points = [62.0, 66.0, 58.0, 71.0, 65.0, 69.0, 74.0, 70.0, 78.0, 76.0];
    let starts = months(11);
    let median = |label: &str, from: usize, to: usize, kind: BandKind| PhaseBand {
        from: starts[from],
        to: starts[to].pred_opt().unwrap(),
        label: label.to_owned(),
        centre: 65.5,
        centre_kind: Centre::Median,
        kind,
        ..PhaseBand::default()
    };
    Series {
        y_title: "People who say they feel safe, score of 100".to_owned(),
        unit: "score".to_owned(),
        points: points
            .iter()
            .enumerate()
            .map(|(i, value)| SeriesPoint {
                id: format!("r{i}"),
                start: starts[i],
                end: starts[i + 1],
                value: Some(*value),
                state: PointState::Observed,
                tone: Tone::Steady,
                note: None,
                describe: format!("{}: {value}", starts[i]),
            })
            .collect(),
        phases: vec![median("Median 65.5", 0, 6, BandKind::MeanOnly), median("", 6, 10, BandKind::Extended)],
        better: Better::Higher,
        target: None,
        untested: false,
        footer: "Run chart: fewer than 12 points, so no limits. Rule set evident-1.".to_owned(),
    }
}

pub(crate) fn gaps() -> GapChart {
    let lengths = [9.0, 21.0, 4.0, 0.0, 13.0, 31.0, 6.0, 17.0, 2.0, 11.0, 25.0, 48.0, 63.0, 39.0, 112.0];
    let mut on = date("2024-11-18");
    let gaps: Vec<Gap> = lengths
        .iter()
        .enumerate()
        .map(|(i, length)| {
            on = on + Days::new(*length as u64);
            Gap {
                id: format!("g{i}"),
                ended: on,
                value: *length,
                state: if i == 8 { PointState::Excluded } else { PointState::Observed },
                tone: if i == 14 { Tone::Improving } else { Tone::Steady },
                note: (i == 3).then(|| "two on one day".to_owned()),
                describe: format!("{length} days until {on}"),
            }
        })
        .collect();
    let band = |from: NaiveDate, to: NaiveDate, label: &str, kind: BandKind| PhaseBand {
        from,
        to,
        label: label.to_owned(),
        centre: 12.0,
        centre_kind: Centre::Median,
        upper: Some(55.2),
        lower: Some(0.0),
        lower_clipped: true,
        kind,
        ..PhaseBand::default()
    };
    GapChart {
        title: "Days between falls with harm".to_owned(),
        description: "The last gaps were longer than before; 74 days have passed since the last fall.".to_owned(),
        y_title: "Days between falls with harm".to_owned(),
        unit: "days".to_owned(),
        open: Some(OpenGap {
            id: "open".to_owned(),
            until: on + Days::new(74),
            value: 74.0,
            tone: Tone::Improving,
            label: "74 so far".to_owned(),
            describe: "74 days so far".to_owned(),
        }),
        phases: vec![
            band(gaps[0].ended, gaps[10].ended, "Median 12 days", BandKind::Limits),
            band(gaps[11].ended, on + Days::new(74), "", BandKind::Extended),
        ],
        gaps,
        better: Better::Higher,
        footer: "g chart, rule set evident-1. One gap left out: the fall was in hospital.".to_owned(),
    }
}

pub(crate) fn funnel() -> Funnel {
    let sites = [
        ("Larch House", 900.0, 3.3, Tone::Steady),
        ("Orchard Court", 1400.0, 5.9, Tone::Steady),
        ("Meadowbank North", 2300.0, 2.1, Tone::Steady),
        ("Meadowbank South", 2600.0, 8.4, Tone::Concerning),
        ("Rowan Lodge", 3900.0, 1.2, Tone::Improving),
        ("Ashdown", 4400.0, 4.3, Tone::Steady),
    ];
    let centre = 4.1;
    let limits = (1..=40)
        .map(|i| {
            let exposure = 120.0 * f64::from(i);
            let error = (centre / exposure * 1000.0).sqrt();
            FunnelLimits {
                exposure,
                lower_95: (centre - 1.96 * error).max(0.0),
                upper_95: centre + 1.96 * error,
                lower_998: (centre - 3.09 * error).max(0.0),
                upper_998: centre + 3.09 * error,
            }
        })
        .filter(|l| l.exposure >= 480.0)
        .collect();
    Funnel {
        title: "Missed visits at six sites".to_owned(),
        description: "Meadowbank South lies above the others, Rowan Lodge below.".to_owned(),
        x_title: "Visits planned in the quarter".to_owned(),
        y_title: "Missed visits per 1,000 planned, July to September 2026".to_owned(),
        sites: sites
            .into_iter()
            .enumerate()
            .map(|(i, (name, exposure, rate, tone))| FunnelSite {
                id: format!("s{i}"),
                name: name.to_owned(),
                exposure,
                rate,
                tone,
                describe: format!("{name}: {rate} per 1,000"),
            })
            .collect(),
        centre,
        centre_label: "All sites 4.1".to_owned(),
        limits,
        better: Better::Lower,
        footer: "Funnel plot, exact Poisson limits, rule set evident-1.".to_owned(),
    }
}

/// The same with more sites than there is room for names.
pub(crate) fn crowded_funnel() -> Funnel {
    let model = funnel();
    let sites = (0..24_u32)
        .map(|i| FunnelSite {
            id: format!("s{i}"),
            name: format!("Meadowbank Homecare team {}", i + 1),
            exposure: 500.0 + f64::from(i * 173 % 1900),
            rate: 2.0 + f64::from(i * 7 % 5),
            tone: Tone::Steady,
            describe: format!("Team {}", i + 1),
        })
        .collect();
    Funnel { sites, ..model }
}

pub(crate) fn sites() -> SiteComparison {
    let row = |id: &str, name: &str, detail: &str, text: &str, ratio: Ratio, tone: Tone| SiteRow {
        id: id.to_owned(),
        name: name.to_owned(),
        detail: detail.to_owned(),
        ratio,
        text: text.to_owned(),
        tone,
        describe: format!("{name}: {text}"),
    };
    let known = |value: f64, lower: Option<f64>, upper: Option<f64>| Ratio::Known { value, lower, upper };
    SiteComparison {
        title: "Missed visits before and after at five sites".to_owned(),
        description: "They fell at three of five sites and rose at one.".to_owned(),
        ratio_title: "Rate after divided by rate before".to_owned(),
        rows: vec![
            row(
                "s1",
                "Meadowbank North",
                "41 in 4,010, then 12 in 4,120",
                "0.28 (0.14 to 0.55)",
                known(0.285, Some(0.14), Some(0.55)),
                Tone::Improving,
            ),
            row(
                "s2",
                "Meadowbank South",
                "9 in 2,300, then 14 in 2,250",
                "1.59 (0.64 to 4.16)",
                known(1.59, Some(0.64), Some(4.16)),
                Tone::Steady,
            ),
            row(
                "s3",
                "Larch House",
                "5 in 900, then 0 in 940",
                "0 (0 to 1.04)",
                known(0.0, None, Some(1.04)),
                Tone::Steady,
            ),
            row(
                "s4",
                "Orchard Court",
                "0 in 1,380, then 7 in 1,400",
                "no ratio: none before (1.43 or more)",
                known(f64::INFINITY, Some(1.43), None),
                Tone::Concerning,
            ),
            row("s5", "Rowan Lodge", "0 in 640, then 0 in 655", "none on either side", Ratio::Undefined, Tone::Steady),
        ],
        pooled: Some(row(
            "all",
            "All sites",
            "55 in 9,230, then 33 in 9,365",
            "0.59 (0.38 to 0.92)",
            known(0.59, Some(0.38), Some(0.92)),
            Tone::Improving,
        )),
        better: Better::Lower,
        footer: "Mantel-Haenszel rate ratio, rule set evident-1. The sites disagree.".to_owned(),
    }
}

pub(crate) fn pairs() -> Pairs {
    let scores: [(f64, f64); 15] = [
        (9.0, 15.0),
        (11.0, 16.0),
        (11.0, 16.0),
        (11.0, 16.0),
        (14.0, 13.0),
        (7.0, 12.0),
        (16.0, 16.0),
        (16.0, 16.0),
        (18.0, 12.0),
        (12.0, 19.0),
        (5.0, 13.0),
        (13.0, 18.0),
        (10.0, 17.0),
        (8.0, 8.0),
        (15.0, 20.0),
    ];
    Pairs {
        title: "Wellbeing of the same 15 people".to_owned(),
        description: "Ten were better in September, two worse, three the same.".to_owned(),
        y_title: "Wellbeing score, 0 to 24".to_owned(),
        before: "Before, March 2026".to_owned(),
        after: "After, September 2026".to_owned(),
        pairs: scores
            .into_iter()
            .enumerate()
            .map(|(i, (before, after))| Pair {
                id: format!("p{i}"),
                code: format!("P-{:04}", i + 1),
                before,
                after,
                change: if after > before {
                    PairChange::Better
                } else if after < before {
                    PairChange::Worse
                } else {
                    PairChange::Same
                },
                describe: format!("P-{:04}: {before} before, {after} after", i + 1),
            })
            .collect(),
        better: Better::Higher,
        footer: "Wilcoxon signed-rank test, exact; median difference 5 (2 to 6). Rule set evident-1.".to_owned(),
    }
}

pub(crate) fn answers() -> Answers {
    let side = |name: &str, people: &str, counts: [(u32, &str); 5]| AnswerSide {
        name: name.to_owned(),
        people: people.to_owned(),
        shares: counts
            .into_iter()
            .enumerate()
            .map(|(i, (count, share))| AnswerShare {
                id: format!("{name}-{}", i + 1),
                count,
                text: format!("{count} ({share})"),
                describe: format!("{name}: {count} answered {}", i + 1),
            })
            .collect(),
    };
    Answers {
        title: "Feeling safe, before and after".to_owned(),
        description: "Those who agree rose from 16 of 38 to 29 of 42.".to_owned(),
        question: "\u{201c}I feel safe with the people who support me\u{201d}".to_owned(),
        scale: ["Disagree strongly", "Disagree", "Neither agree nor disagree", "Agree", "Agree strongly"]
            .map(str::to_owned)
            .to_vec(),
        before: side("Before", "38 people", [(4, "11%"), (8, "21%"), (10, "26%"), (11, "29%"), (5, "13%")]),
        after: side("After", "42 people", [(1, "2%"), (3, "7%"), (9, "21%"), (17, "40%"), (12, "29%")]),
        better: Better::Higher,
        footer:
            "Mann\u{2013}Whitney test, exact given the ties; Cliff\u{2019}s delta 0.36 (0.12 to 0.56). The same people \
                 may have answered twice."
                .to_owned(),
    }
}

pub(crate) fn durations() -> Durations {
    let row = |label: &str, median: Median, values: &[f64], open: &[f64]| DurationRow {
        label: label.to_owned(),
        median: Some(median),
        dots: values
            .iter()
            .map(|v| (*v, false))
            .chain(open.iter().map(|v| (*v, true)))
            .enumerate()
            .map(|(i, (value, open))| DurationDot {
                id: format!("{label}-{i}"),
                value,
                open,
                tone: if value > 300.0 { Tone::Concerning } else { Tone::Steady },
                describe: format!("{label}: {value} hours"),
            })
            .collect(),
    };
    Durations {
        title: "Hours from concern to telling the council".to_owned(),
        description: "The median fell from 31 hours to 5; two of the later ones are still open.".to_owned(),
        x_title: "Hours from concern to telling the council".to_owned(),
        unit: "hours".to_owned(),
        rows: vec![
            row(
                "Before, 14 concerns",
                Median { value: 31.0, text: "31 h".to_owned(), at_least: false },
                &[4.0, 9.0, 20.0, 22.0, 26.0, 30.0, 31.0, 31.0, 48.0, 52.0, 70.0, 96.0, 170.0, 340.0],
                &[],
            ),
            row(
                "After, 13 concerns",
                Median { value: 5.0, text: "5 h".to_owned(), at_least: true },
                &[0.5, 1.0, 2.0, 2.0, 2.5, 4.0, 5.0, 5.5, 7.0, 20.0, 23.0],
                &[3.0, 72.0],
            ),
        ],
        better: Better::Lower,
        footer: "Mann\u{2013}Whitney test. Two of 13 are still open, so that the median is a lower bound.".to_owned(),
    }
}

pub(crate) fn small() -> SmallChart {
    let series = series();
    let mut points = series.points;
    points[30].state = PointState::Missing;
    SmallChart {
        title: "Missed visits per 1,000 scheduled".to_owned(),
        description: "They fell from 9.2 to 1.6 per 1,000.".to_owned(),
        range: range("2025-10-27", "2026-10-25"),
        unit: series.unit,
        points,
        phases: series.phases,
        target: None,
        markers: vec![ChangeMarker { on: week(15), ..markers()[0].clone() }],
        last: "0.81".to_owned(),
        better: Better::Lower,
    }
}
