//! Charts that show each event or person: a row for each.

use super::{FigureTable, headings, number, reading};
use crate::model::{Durations, GapChart, PairChange, Pairs, Tone};
use crate::text::clean;
use crate::time_axis::long_day;

/// The gaps between events in their order, the one still open last.
#[must_use]
pub fn table_of_gaps(chart: &GapChart) -> FigureTable {
    let mut gaps: Vec<_> = chart.gaps.iter().collect();
    gaps.sort_by(|a, b| (a.ended, &a.id).cmp(&(b.ended, &b.id)));
    let ended = gaps.into_iter().map(|g| {
        let note = clean(g.note.as_deref().unwrap_or_default());
        vec![long_day(g.ended), number(Some(g.value)), reading(g.state, g.tone, false).to_owned(), note]
    });
    let open = chart.open.iter().map(|o| {
        let reading = match o.tone {
            Tone::Steady => "still open",
            Tone::Improving => "still open, improving already",
            Tone::Concerning => "still open, concerning already",
        };
        vec![long_day(o.until), number(Some(o.value)), reading.to_owned(), clean(&o.label)]
    });
    FigureTable { columns: headings(["Ended", &chart.unit, "Reading", "Note"]), rows: ended.chain(open).collect() }
}

/// Both scores of each person, by pseudonymous code.
#[must_use]
pub fn table_of_pairs(pairs: &Pairs) -> FigureTable {
    let mut people: Vec<_> = pairs.pairs.iter().collect();
    people.sort_by(|a, b| (&a.code, &a.id).cmp(&(&b.code, &b.id)));
    let rows = people.into_iter().map(|p| {
        let change = match p.change {
            PairChange::Better => "better",
            PairChange::Worse => "worse",
            PairChange::Same => "no better or worse",
        };
        vec![clean(&p.code), number(Some(p.before)), number(Some(p.after)), change.to_owned()]
    });
    FigureTable { columns: headings(["Code", &pairs.before, &pairs.after, "Change"]), rows: rows.collect() }
}

/// Every duration, row by row from the shortest; the median stands last of its row.
#[must_use]
pub fn table_of_durations(durations: &Durations) -> FigureTable {
    let mut rows = Vec::new();
    for row in &durations.rows {
        let label = clean(&row.label);
        let mut dots: Vec<_> = row.dots.iter().collect();
        dots.sort_by(|a, b| a.value.total_cmp(&b.value).then_with(|| a.id.cmp(&b.id)));
        rows.extend(dots.into_iter().map(|d| {
            let state = if d.open { "still open, so far" } else { "ended" };
            vec![label.clone(), number(Some(d.value)), state.to_owned()]
        }));
        rows.extend(row.median.as_ref().map(|m| {
            let state = if m.at_least { "median, at least" } else { "median" };
            vec![label.clone(), number(Some(m.value)), state.to_owned()]
        }));
    }
    FigureTable { columns: headings(["Side", &durations.unit, "State"]), rows }
}
