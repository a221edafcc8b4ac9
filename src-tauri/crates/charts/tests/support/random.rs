//! Figures of every kind with seeded contents: few and many marks, short and long words, none at all.

use charts::{
    AnswerShare, AnswerSide, Answers, BandKind, Better, CaseFigure, Centre, ChangeMarker, DateRange, DurationDot,
    DurationRow, Durations, Emphasis, Funnel, FunnelLimits, FunnelSite, Gap, GapChart, Lane, LaneEvent, LaneKind,
    Median, OpenGap, Pair, PairChange, Pairs, PhaseBand, PointState, Ratio, Series, SeriesPoint, SiteComparison,
    SiteRow, SmallChart, StepLimits, TargetLine, Tone,
};
use chrono::{Days, NaiveDate};

use super::date;
use super::seeded::Seeded;

pub(crate) fn day(random: &mut Seeded, range: DateRange) -> NaiveDate {
    // Some fall outside the range on purpose.
    let days = (range.last - range.first).num_days() as u64 + 20;
    range.first + Days::new((random.share() * days as f64) as u64)
}

fn lanes(random: &mut Seeded, range: DateRange) -> Vec<Lane> {
    let kinds = [LaneKind::Case, LaneKind::Agencies, LaneKind::Actions, LaneKind::Checks];
    let count = random.below(5);
    kinds[..count]
        .iter()
        .map(|key| {
            let most = random.pick(&[3, 8, 20, 70]);
            let clustered = random.share() < 0.3;
            let centre = day(random, range);
            let events = (0..random.below(most))
                .map(|i| {
                    let on = if clustered { centre } else { day(random, range) };
                    LaneEvent {
                        id: format!("e{i}"),
                        at: on.and_hms_opt(random.below(24) as u32, 5, 0).unwrap(),
                        label: random.words(5),
                        describe: random.words(9),
                        emphasis: random.pick(&[
                            Emphasis::Ordinary,
                            Emphasis::Start,
                            Emphasis::Verified,
                            Emphasis::Approximate,
                        ]),
                    }
                })
                .collect();
            Lane { key: *key, label: random.words(2), events }
        })
        .collect()
}

pub(crate) fn series(random: &mut Seeded, range: DateRange) -> Series {
    let count = random.pick(&[0, 1, 5, 52, 130, 520]);
    let scale = random.pick(&[0.0, 0.03, 1.0, 24.0, 1e6]);
    let step = ((range.last - range.first).num_days() as u64 / count.max(1)).max(1);
    let points = (0..count)
        .map(|i| SeriesPoint {
            id: format!("p{i}"),
            start: range.first + Days::new(i * step),
            end: range.first + Days::new((i + 1) * step),
            value: (random.share() < 0.95).then(|| random.share() * scale),
            state: random.pick(&[
                PointState::Observed,
                PointState::Observed,
                PointState::Observed,
                PointState::Missing,
                PointState::Excluded,
                PointState::Partial,
                PointState::NoExposure,
            ]),
            tone: random.pick(&[Tone::Steady, Tone::Improving, Tone::Concerning]),
            note: (random.share() < 0.1).then(|| random.words(4)),
            describe: random.words(6),
        })
        .collect();
    let phases = (0..random.below(4))
        .map(|_| {
            let (a, b) = (day(random, range), day(random, range));
            PhaseBand {
                from: a.min(b),
                to: a.max(b),
                label: random.words(5),
                centre: random.share() * scale,
                lower: (random.share() < 0.7).then_some(0.0),
                upper: (random.share() < 0.7).then(|| random.share() * scale * 1.5),
                kind: random.pick(&[BandKind::Limits, BandKind::Extended, BandKind::MeanOnly, BandKind::Replaced]),
                centre_kind: random.pick(&[Centre::Mean, Centre::Median]),
                steps: steps(random, range, scale),
                lower_clipped: random.share() < 0.3,
            }
        })
        .collect();
    Series {
        y_title: random.words(9),
        unit: "per 1,000".to_owned(),
        points,
        phases,
        better: random.pick(&[Better::Lower, Better::Higher, Better::Neither]),
        target: (random.share() < 0.4).then(|| TargetLine { value: random.share() * scale, label: random.words(5) }),
        untested: false,
        footer: random.words(30),
    }
}

fn steps(random: &mut Seeded, range: DateRange, scale: f64) -> Vec<StepLimits> {
    let each = random.pick(&[7, 30]);
    let count = random.pick(&[0, 0, 12, 60]);
    (0..count)
        .map(|i| StepLimits {
            from: range.first + Days::new(i * each),
            to: range.first + Days::new((i + 1) * each - 1),
            lower: (random.share() < 0.8).then(|| random.share() * scale * 0.3),
            upper: (random.share() < 0.9).then(|| random.share() * scale * 1.5),
        })
        .collect()
}

pub(crate) fn figure(random: &mut Seeded) -> CaseFigure {
    let first = date("2020-01-01") + Days::new(random.below(2000) as u64);
    let length = random.pick(&[0, 6, 60, 364, 1500, 3650]);
    let range = DateRange { first, last: first + Days::new(length) };
    let most = random.pick(&[1, 3, 6, 25]);
    let markers = (0..random.below(most))
        .map(|i| ChangeMarker {
            id: format!("m{i}"),
            on: day(random, range),
            label: random.words(4),
            describe: random.words(6),
        })
        .collect();
    CaseFigure {
        title: random.words(6),
        description: random.words(12),
        range,
        lanes: lanes(random, range),
        series: (random.share() < 0.85).then(|| series(random, range)),
        markers,
    }
}

const BETTER: [Better; 3] = [Better::Lower, Better::Higher, Better::Neither];
const TONES: [Tone; 4] = [Tone::Steady, Tone::Steady, Tone::Improving, Tone::Concerning];

fn range(random: &mut Seeded) -> DateRange {
    let first = date("2020-01-01") + Days::new(random.below(2000) as u64);
    DateRange { first, last: first + Days::new(random.pick(&[0, 6, 60, 364, 1500, 3650])) }
}

pub(crate) fn gaps(random: &mut Seeded) -> GapChart {
    let range = range(random);
    let scale = random.pick(&[0.0, 3.0, 40.0, 900.0]);
    let count = random.pick(&[0, 1, 6, 24, 90, 300]);
    let gaps = (0..count)
        .map(|i| Gap {
            id: format!("g{i}"),
            ended: day(random, range),
            value: if random.share() < 0.15 { 0.0 } else { (random.share() * scale).round() },
            state: random.pick(&[
                PointState::Observed,
                PointState::Observed,
                PointState::Observed,
                PointState::Excluded,
            ]),
            tone: random.pick(&TONES),
            note: (random.share() < 0.15).then(|| random.words(4)),
            describe: random.words(6),
        })
        .collect();
    GapChart {
        title: random.words(6),
        description: random.words(9),
        y_title: random.words(8),
        unit: "days".to_owned(),
        gaps,
        open: (random.share() < 0.7).then(|| OpenGap {
            id: "open".to_owned(),
            until: range.last + Days::new(30),
            value: random.share() * scale * 2.0,
            tone: random.pick(&TONES),
            label: format!("{} so far", random.words(3)),
            describe: random.words(4),
        }),
        phases: series(random, range).phases,
        better: random.pick(&BETTER),
        footer: random.words(30),
    }
}

pub(crate) fn funnel(random: &mut Seeded) -> Funnel {
    let count = random.pick(&[0, 1, 5, 9, 16, 40]);
    let (exposures, rates) = (random.pick(&[10.0, 4000.0, 2e6]), random.pick(&[0.0, 1.0, 30.0]));
    let clustered = random.share() < 0.3;
    let sites = (0..count)
        .map(|i| FunnelSite {
            id: format!("s{i}"),
            name: random.words(3),
            exposure: exposures * if clustered { 0.5 + random.share() * 0.02 } else { random.share() },
            rate: rates * if clustered { 0.5 + random.share() * 0.02 } else { random.share() },
            tone: random.pick(&TONES),
            describe: random.words(5),
        })
        .collect();
    let limits = (1..random.pick(&[1, 30, 60]))
        .map(|i| {
            let exposure = exposures * f64::from(i) / 30.0;
            let wide = rates / f64::from(i).sqrt();
            FunnelLimits {
                exposure,
                lower_95: (rates * 0.5 - wide).max(0.0),
                upper_95: rates * 0.5 + wide,
                lower_998: (rates * 0.5 - wide * 1.6).max(0.0),
                upper_998: rates * 0.5 + wide * 1.6,
            }
        })
        .collect();
    Funnel {
        title: random.words(6),
        description: random.words(9),
        x_title: random.words(9),
        y_title: random.words(9),
        sites,
        centre: rates * 0.5,
        centre_label: random.words(4),
        limits,
        better: random.pick(&BETTER),
        footer: random.words(30),
    }
}

fn site_row(random: &mut Seeded, id: String) -> SiteRow {
    let value = random.pick(&[0.0, 0.02, 0.4, 1.0, 1.7, 60.0, f64::INFINITY]);
    let ratio = Ratio::Known {
        value,
        lower: (random.share() < 0.8).then_some(value * random.share()),
        upper: (random.share() < 0.8).then_some(value * (1.0 + random.share() * 9.0)),
    };
    SiteRow {
        id,
        name: random.words(5),
        detail: random.words(9),
        ratio: if random.share() < 0.15 { Ratio::Undefined } else { ratio },
        text: random.words(6),
        tone: random.pick(&TONES),
        describe: random.words(6),
    }
}

pub(crate) fn sites(random: &mut Seeded) -> SiteComparison {
    let count = random.pick(&[0, 1, 3, 8, 30]);
    SiteComparison {
        title: random.words(6),
        description: random.words(9),
        ratio_title: random.words(9),
        rows: (0..count).map(|i| site_row(random, format!("s{i}"))).collect(),
        pooled: (random.share() < 0.7).then(|| site_row(random, "all".to_owned())),
        better: random.pick(&BETTER),
        footer: random.words(30),
    }
}

pub(crate) fn pairs(random: &mut Seeded) -> Pairs {
    let count = random.pick(&[0, 1, 6, 20, 80]);
    let scale = random.pick(&[0.0, 5.0, 24.0, 100.0, -20.0]);
    let whole = random.share() < 0.7;
    let pairs = (0..count)
        .map(|i| {
            let score = |random: &mut Seeded| {
                let raw = random.share() * scale;
                if whole { raw.round() } else { raw }
            };
            Pair {
                id: format!("p{i}"),
                code: format!("P-{i:03}"),
                before: score(random),
                after: score(random),
                change: random.pick(&[PairChange::Better, PairChange::Worse, PairChange::Same]),
                describe: random.words(6),
            }
        })
        .collect();
    Pairs {
        title: random.words(6),
        description: random.words(9),
        y_title: random.words(9),
        before: random.words(6),
        after: random.words(6),
        pairs,
        better: random.pick(&BETTER),
        footer: random.words(30),
    }
}

fn answer_side(random: &mut Seeded, count: usize, name: &str) -> AnswerSide {
    let most = random.pick(&[0, 1, 12, 400]);
    let shares = (0..count)
        .map(|i| {
            let count = (random.share() * f64::from(most)).round() as u32;
            AnswerShare { id: format!("{name}{i}"), count, text: format!("{count} (12%)"), describe: random.words(5) }
        })
        .collect();
    AnswerSide { name: format!("{name} {}", random.words(3)), people: random.words(6), shares }
}

pub(crate) fn answers(random: &mut Seeded) -> Answers {
    let count = random.pick(&[0, 2, 5, 5, 7, 9]);
    Answers {
        title: random.words(6),
        description: random.words(9),
        question: random.words(12),
        scale: (0..count).map(|_| random.words(5)).collect(),
        before: answer_side(random, count, "before"),
        after: answer_side(random, count, "after"),
        better: random.pick(&BETTER),
        footer: random.words(30),
    }
}

pub(crate) fn durations(random: &mut Seeded) -> Durations {
    let scale = random.pick(&[0.0, 1.0, 48.0, 5000.0]);
    let skewed = random.share() < 0.5;
    let count = random.below(4);
    let rows = (0..count)
        .map(|r| {
            let most = random.pick(&[1, 8, 30, 200]);
            let dots = (0..random.below(most + 1))
                .map(|i| DurationDot {
                    id: format!("d{r}-{i}"),
                    value: scale * if skewed { random.share().powi(6) } else { random.share() },
                    open: random.share() < 0.15,
                    tone: random.pick(&TONES),
                    describe: random.words(5),
                })
                .collect();
            DurationRow {
                label: random.words(6),
                median: (random.share() < 0.8).then(|| Median {
                    value: scale * random.share(),
                    text: random.words(2),
                    at_least: random.share() < 0.3,
                }),
                dots,
            }
        })
        .collect();
    Durations {
        title: random.words(6),
        description: random.words(9),
        x_title: random.words(9),
        unit: "hours".to_owned(),
        rows,
        better: random.pick(&BETTER),
        footer: random.words(30),
    }
}

pub(crate) fn small(random: &mut Seeded) -> SmallChart {
    let range = range(random);
    let series = series(random, range);
    SmallChart {
        title: random.words(6),
        description: random.words(9),
        range,
        unit: series.unit,
        points: series.points,
        phases: series.phases,
        target: series.target,
        markers: figure(random).markers,
        last: random.words(3),
        better: series.better,
    }
}
