//! The pictures of services beside each other.

use charts::{
    Better, Funnel, FunnelLimits, FunnelSite, Options, Ratio as Drawn, SiteComparison, SiteRow, Theme, Tone,
    draw_funnel, draw_sites, table_of_funnel, table_of_sites,
};
use domain::{indicator::Direction, plain};
use measures::{DateRange, Interval, RULE_SET, Ratio, SiteCount, SitesCompared, StratifiedComparison, funnel_limits};

use super::words::{Asked, ratio_text};
use crate::{
    cases::{FigureTable, FigureView},
    measures::capital,
    verdict_words::{figures, p_text},
};

fn options(width: f64) -> Options {
    Options { width, interactive: true, theme: Theme::Screen }
}

const fn better(asked: &Asked<'_>) -> Better {
    match asked.indicator.direction {
        Direction::Lower => Better::Lower,
        Direction::Higher => Better::Higher,
        Direction::Watch => Better::Neither,
    }
}

/// Better or worse, where the interval leaves out 1.
fn tone(asked: &Asked<'_>, ratio: Ratio, interval: Option<Interval>) -> Tone {
    let clear = interval.is_some_and(|at| at.lower > 1.0 || at.upper.is_some_and(|upper| upper < 1.0));
    let lower = matches!(ratio, Ratio::Finite(value) if value < 1.0);
    match asked.is_better(lower).filter(|_| clear) {
        None => Tone::Steady,
        Some(true) => Tone::Improving,
        Some(false) => Tone::Concerning,
    }
}

fn drawn(ratio: Ratio, interval: Option<Interval>) -> Drawn {
    match ratio {
        Ratio::Finite(value) => {
            Drawn::Known { value, lower: interval.map(|at| at.lower), upper: interval.and_then(|at| at.upper) }
        }
        Ratio::Infinite | Ratio::Undefined => Drawn::Undefined,
    }
}

/// A row for each service, and one for all together.
pub(super) fn ratios(asked: &Asked<'_>, found: &StratifiedComparison, words: &str) -> SiteComparison {
    let row = |name: &str, detail: String, ratio: Ratio, interval: Option<Interval>| {
        let text = ratio_text(ratio, interval);
        SiteRow {
            id: format!("site:{name}"),
            name: name.to_owned(),
            describe: format!("{name}: {detail}{}{text}", if detail.is_empty() { "" } else { "; after over before " }),
            detail,
            ratio: drawn(ratio, interval),
            tone: tone(asked, ratio, interval),
            text,
        }
    };
    let rows = found.per_site.iter().map(|site| {
        let compared = &site.comparison;
        let detail = format!(
            "{} in {}, then {} in {}",
            plain::whole(compared.a),
            plain::decimal(compared.t0, 0),
            plain::whole(compared.b),
            plain::decimal(compared.t1, 0)
        );
        row(&site.site, detail, compared.ratio, Some(compared.interval))
    });
    SiteComparison {
        title: format!("{}: services before and after", asked.indicator.name),
        description: words.to_owned(),
        ratio_title: "Rate after \u{f7} rate before".to_owned(),
        rows: rows.collect(),
        pooled: Some(row("All together", String::new(), found.ratio, found.interval)),
        better: better(asked),
        footer: format!("Mantel\u{2013}Haenszel, each service compared with itself \u{b7} rule set {RULE_SET}"),
    }
}

pub(super) fn of_ratios(drawn: &SiteComparison, asked: &Asked<'_>, width: f64) -> FigureView {
    let table = table_of_sites(drawn);
    FigureView {
        svg: draw_sites(drawn, &options(width)),
        title: drawn.title.clone(),
        table: vec![FigureTable { caption: asked.indicator.name.clone(), columns: table.columns, rows: table.rows }],
        range_text: asked.shared.map_or_else(
            || "Each before and after its own change".to_owned(),
            |day| format!("Before and after {}", plain::date(day)),
        ),
    }
}

/// A funnel from five services on; below that a table.
pub(super) fn of_latest(
    asked: &Asked<'_>,
    found: &SitesCompared,
    sites: &[SiteCount],
    words: &str,
    range: DateRange,
    width: f64,
) -> FigureView {
    let title = format!("{}: services in the latest year", asked.indicator.name);
    let range_text = plain::date_range(range.first, range.last);
    let caption = asked.indicator.name.clone();
    match funnel(asked, found, &title, words) {
        Some(funnel) => {
            let table = table_of_funnel(&funnel);
            FigureView {
                svg: draw_funnel(&funnel, &options(width)),
                title,
                table: vec![FigureTable { caption, columns: table.columns, rows: table.rows }],
                range_text,
            }
        }
        None => {
            FigureView { svg: String::new(), title, table: vec![small_table(asked, found, sites, caption)], range_text }
        }
    }
}

fn small_table(asked: &Asked<'_>, found: &SitesCompared, sites: &[SiteCount], caption: String) -> FigureTable {
    let columns = ["Service", "Counted", "Rate", "Against the others", "p"].map(str::to_owned).to_vec();
    let rows = found.against_rest.iter().map(|site| {
        let counted = sites.iter().find(|count| count.site == site.site);
        let compared = &site.comparison;
        vec![
            site.site.clone(),
            counted.map_or_else(String::new, |count| {
                format!("{} in {}", plain::whole(count.events), plain::decimal(count.exposure, 0))
            }),
            counted.map_or_else(String::new, |count| asked.rate(count.events as f64 / count.exposure)),
            match compared.ratio {
                Ratio::Infinite => "the others have none".to_owned(),
                Ratio::Undefined => "none anywhere".to_owned(),
                Ratio::Finite(_) => ratio_text(compared.ratio, Some(compared.interval)),
            },
            p_text(compared.p_exact),
        ]
    });
    FigureTable { caption, columns, rows: rows.collect() }
}

fn funnel(asked: &Asked<'_>, found: &SitesCompared, title: &str, words: &str) -> Option<Funnel> {
    let funnel = found.funnel.as_ref()?;
    let per = f64::from(asked.indicator.per);
    let scaled = |limits: (f64, f64)| (limits.0 * per, limits.1 * per);
    let mut points: Vec<_> = funnel.points.iter().collect();
    points.sort_by(|a, b| a.exposure.total_cmp(&b.exposure).then_with(|| a.site.cmp(&b.site)));
    let limits = exposures(points.first()?.exposure, points.last()?.exposure, points.iter().map(|p| p.exposure));
    let limits = limits.into_iter().map(|exposure| {
        let at = funnel_limits(funnel.centre, exposure);
        let (inner, outer) = (scaled(at.inner), scaled(at.outer));
        FunnelLimits { exposure, lower_95: inner.0, upper_95: inner.1, lower_998: outer.0, upper_998: outer.1 }
    });
    let sites = points.iter().map(|point| {
        let side = if point.rate > point.limits_998.1 {
            Some(false)
        } else if point.rate < point.limits_998.0 {
            Some(true)
        } else {
            None
        };
        FunnelSite {
            id: format!("site:{}", point.site),
            name: point.site.clone(),
            exposure: point.exposure,
            rate: point.rate * per,
            tone: match side.and_then(|lower| asked.is_better(lower)) {
                None => Tone::Steady,
                Some(true) => Tone::Improving,
                Some(false) => Tone::Concerning,
            },
            describe: format!(
                "{}: {} in {}, {}",
                point.site,
                plain::whole(point.events),
                plain::decimal(point.exposure, 0),
                asked.rate(point.rate)
            ),
        }
    });
    let among = asked.indicator.exposure_many.as_deref().unwrap_or_default();
    Some(Funnel {
        title: title.to_owned(),
        description: words.to_owned(),
        x_title: capital(among),
        y_title: format!("{} {}", asked.indicator.name, asked.indicator.unit),
        centre: funnel.centre * per,
        centre_label: format!("All services {}", figures(funnel.centre * per)),
        limits: limits.collect(),
        sites: sites.collect(),
        better: better(asked),
        footer: format!("Limits of 95% and 99.8% by chance alone (Poisson) \u{b7} rule set {RULE_SET}"),
    })
}

/// Where the lines of a funnel are drawn through: every service, and places between and a little beyond them, so that
/// services of one size still stand within lines.
fn exposures(least: f64, most: f64, sites: impl Iterator<Item = f64>) -> Vec<f64> {
    const PLACES: u32 = 10;
    let (from, to) = (least * 0.7, most * 1.15);
    let between = (0..=PLACES).map(|at| from + (to - from) * f64::from(at) / f64::from(PLACES));
    let mut all: Vec<f64> = between.chain(sites).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}
