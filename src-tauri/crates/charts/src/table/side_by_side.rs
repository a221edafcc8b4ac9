//! Charts that set sites or answers beside each other: a row for each.

use super::{FigureTable, headings, number};
use crate::model::{Answers, Funnel, Ratio, SiteComparison, Tone};
use crate::text::clean;

/// The sites of a funnel as they are numbered on it: by exposure, from the least.
#[must_use]
pub fn table_of_funnel(funnel: &Funnel) -> FigureTable {
    let mut sites: Vec<_> = funnel.sites.iter().collect();
    sites.sort_by(|a, b| a.exposure.total_cmp(&b.exposure).then_with(|| a.id.cmp(&b.id)));
    let rows = sites.into_iter().map(|s| {
        let reading = match s.tone {
            Tone::Steady => "within ordinary variation",
            Tone::Improving => "better than the others",
            Tone::Concerning => "worse than the others",
        };
        vec![clean(&s.name), number(Some(s.exposure)), number(Some(s.rate)), reading.to_owned()]
    });
    FigureTable { columns: headings(["Site", &funnel.x_title, &funnel.y_title, "Reading"]), rows: rows.collect() }
}

/// The sites of a comparison from top to bottom, all of them together last.
#[must_use]
pub fn table_of_sites(comparison: &SiteComparison) -> FigureTable {
    let rows = comparison.rows.iter().chain(&comparison.pooled).map(|row| {
        let [value, lower, upper] = match row.ratio {
            Ratio::Known { value, lower, upper } => {
                [number(Some(value)), end(lower, "no lower end"), end(upper, "no upper end")]
            }
            Ratio::Undefined => Default::default(),
        };
        vec![clean(&row.name), clean(&row.detail), value, lower, upper, clean(&row.text)]
    });
    let columns = headings(["Site", "Counts", &comparison.ratio_title, "From", "To", "In words"]);
    FigureTable { columns, rows: rows.collect() }
}

fn end(value: Option<f64>, open: &str) -> String {
    value.filter(|v| v.is_finite()).map_or_else(|| open.to_owned(), |v| number(Some(v)))
}

/// Every answer of the scale with its counts on both sides.
#[must_use]
pub fn table_of_answers(answers: &Answers) -> FigureTable {
    let sides = [&answers.before, &answers.after];
    let count = answers.scale.len().max(sides[0].shares.len()).max(sides[1].shares.len());
    let rows = (0..count).map(|i| {
        let word = answers.scale.get(i).map(|w| clean(w)).unwrap_or_default();
        let [before, after] = sides.map(|s| s.shares.get(i).map(|s| clean(&s.text)).unwrap_or_default());
        vec![(i + 1).to_string(), word, before, after]
    });
    let [before, after] = sides.map(|s| match clean(&s.people) {
        people if people.trim().is_empty() => clean(&s.name),
        people => format!("{}, {people}", clean(&s.name)),
    });
    FigureTable { columns: headings(["Answer", "In words", &before, &after]), rows: rows.collect() }
}
