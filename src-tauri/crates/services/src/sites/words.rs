//! What a comparison of services says, in words.

use chrono::NaiveDate;
use domain::{indicator::Indicator, plain};
use measures::{DateRange, Direction, Interval, Ratio, SitesCompared, StratifiedComparison, StratifiedTest};

use crate::{
    measures::WorkingRow,
    verdict_words::{CaveatLine, figures, interval_text, p_text, ratio_figures},
};

/// What is compared.
pub(super) struct Asked<'a> {
    pub indicator: &'a Indicator,
    /// Which way is better; none for what is only watched.
    pub direction: Option<Direction>,
    /// One day for all services.
    pub shared: Option<NaiveDate>,
}

impl Asked<'_> {
    /// "9.19 per 1,000 planned visits".
    pub(super) fn rate(&self, rate: f64) -> String {
        let per = f64::from(self.indicator.per);
        let among = self.indicator.exposure_many.as_deref().unwrap_or_default();
        format!("{} per {} {among}", figures(rate * per), plain::whole(u64::from(self.indicator.per)))
    }

    /// Whether a ratio or rate that is lower is the better one; none for what is only watched.
    pub(super) fn is_better(&self, lower: bool) -> Option<bool> {
        self.direction.map(|direction| (direction == Direction::LowerIsBetter) == lower)
    }
}

/// "0.41 (0.11 to 1.20)".
pub(super) fn ratio_text(ratio: Ratio, interval: Option<Interval>) -> String {
    let range = interval.map_or_else(String::new, |interval| format!(" ({})", interval_text(interval)));
    match ratio {
        Ratio::Finite(value) => format!("{}{range}", ratio_figures(value)),
        Ratio::Infinite => "none before, some after".to_owned(),
        Ratio::Undefined => "none on either side".to_owned(),
    }
}

pub(super) fn before_after_sentence(asked: &Asked<'_>, found: &StratifiedComparison) -> String {
    let when =
        asked.shared.map_or_else(|| "its own change".to_owned(), |day| format!("the change on {}", plain::date(day)));
    let all = format!(
        "Over {} together, each compared with itself",
        plain::count_of(found.n_used as u64, "service", "services")
    );
    let what = match found.ratio {
        Ratio::Finite(_) => format!(
            "the rate of {} after {when} is {} of the rate before ({})",
            asked.indicator.events_many,
            ratio_text(found.ratio, found.interval),
            p_text(found.p_exact)
        ),
        Ratio::Infinite => format!("there were no {} before {when} and some after", asked.indicator.events_many),
        Ratio::Undefined => format!("there were no {} on either side", asked.indicator.events_many),
    };
    let apart: Vec<&str> = found.per_site.iter().filter(|site| site.disagrees).map(|site| site.site.as_str()).collect();
    let apart = match apart.as_slice() {
        _ if asked.direction.is_none() => String::new(),
        [] => String::new(),
        [one] => format!(" {one} goes the other way."),
        several => format!(" {} go the other way.", several.join(" and ")),
    };
    format!("{all}, {what}.{apart}")
}

pub(super) fn before_after_caveats(asked: &Asked<'_>, found: &StratifiedComparison) -> Vec<CaveatLine> {
    let mut lines = Vec::new();
    if found.sites_disagree && asked.direction.is_some() {
        lines.push(line(
            "sites_disagree",
            "One of the sites goes the other way, so no more than \u{201c}may have worked\u{201d} can be said of all of them."
                .to_owned(),
        ));
    }
    if found.test == StratifiedTest::NormalContinuity {
        lines.push(line(
            "large_counts",
            "The counts are too large for the exact test; p is close, not exact.".to_owned(),
        ));
    }
    lines
}

fn line(code: &str, text: String) -> CaveatLine {
    CaveatLine { code: code.to_owned(), text }
}

pub(super) fn before_after_working(found: &StratifiedComparison) -> Vec<WorkingRow> {
    let mut rows: Vec<WorkingRow> = found
        .per_site
        .iter()
        .map(|site| {
            let compared = &site.comparison;
            WorkingRow::new(
                &site.site,
                format!("{}, {}", ratio_text(compared.ratio, Some(compared.interval)), p_text(compared.p_exact)),
            )
        })
        .collect();
    rows.push(WorkingRow::new("All together (Mantel\u{2013}Haenszel)", ratio_text(found.ratio, found.interval)));
    rows.push(WorkingRow::main(
        "Test",
        match found.test {
            StratifiedTest::ExactConvolution => format!("exact, two-sided by doubling: {}", p_text(found.p_exact)),
            StratifiedTest::NormalContinuity => {
                format!("normal with continuity correction, two-sided by doubling: {}", p_text(found.p_exact))
            }
        },
    ));
    rows.push(WorkingRow::main("Rule set", found.rule_set.clone()));
    rows
}

pub(super) fn latest_sentence(asked: &Asked<'_>, found: &SitesCompared, range: DateRange) -> String {
    let when = format!("In the twelve months to {}", plain::date(range.last));
    let Some(funnel) = &found.funnel else {
        return format!(
            "{when}: with {} there is no funnel, and each is set beside the others together.",
            plain::count_of(found.n_used as u64, "service", "services")
        );
    };
    let outside: Vec<String> = funnel
        .points
        .iter()
        .filter_map(|point| match point.rate {
            rate if rate > point.limits_998.1 => Some(format!("{} lies above the outer limits", point.site)),
            rate if rate < point.limits_998.0 => Some(format!("{} lies below the outer limits", point.site)),
            _ => None,
        })
        .collect();
    let text = if outside.is_empty() {
        "no service lies outside the outer limits of what chance alone would give".to_owned()
    } else {
        outside.join("; ")
    };
    format!("{when}, {text}. All services together: {}.", asked.rate(funnel.centre))
}

pub(super) fn latest_caveats(found: &SitesCompared) -> Vec<CaveatLine> {
    let mut lines = Vec::new();
    if found.funnel.as_ref().is_some_and(|funnel| funnel.more_varied_than_chance) {
        lines.push(line(
            "sites_vary",
            "The services differ by more than chance alone, so the limits are too tight.".to_owned(),
        ));
    }
    if !found.left_out.is_empty() {
        lines.push(line(
            "left_out",
            format!("Left out, with nothing counted in this time: {}.", found.left_out.join(", ")),
        ));
    }
    lines
}

pub(super) fn latest_working(asked: &Asked<'_>, found: &SitesCompared) -> Vec<WorkingRow> {
    let mut rows = Vec::new();
    if let Some(funnel) = &found.funnel {
        rows.push(WorkingRow::new("All services", asked.rate(funnel.centre)));
        rows.extend(funnel.points.iter().map(|point| {
            WorkingRow::new(
                &point.site,
                format!(
                    "{} against {} expected, {}",
                    plain::whole(point.events),
                    figures(point.expected),
                    p_text(point.p)
                ),
            )
        }));
        rows.push(WorkingRow::new("Mean squared distance from the centre", figures(funnel.phi)));
    }
    rows.extend(found.against_rest.iter().map(|site| {
        let compared = &site.comparison;
        WorkingRow::new(
            &site.site,
            format!(
                "{} of the others\u{2019} rate, {}",
                ratio_text(compared.ratio, Some(compared.interval)),
                p_text(compared.p_exact)
            ),
        )
    }));
    rows.push(WorkingRow::main("Rule set", found.rule_set.clone()));
    rows
}
