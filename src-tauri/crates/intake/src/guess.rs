//! Which column is which, as far as the header or the content says so.
//!
//! A column is proposed only if one column, and no other, fits best; otherwise it is left to the
//! person.

use crate::{
    Cell, CountFault, DateOrderFinding, Every, Mapping, Role, Table, date_order, read_count, read_date, words,
};

/// Words that the indicator is known by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// Words or phrases for the events, most telling first.
    pub events_words: &'a [&'a str],
    /// Words or phrases for the exposure, most telling first.
    pub exposure_words: &'a [&'a str],
}

/// Columns proposed, each with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Column of the dates.
    pub start: Option<usize>,
    /// Column of the events.
    pub events: Option<usize>,
    /// Column of the exposure.
    pub exposure: Option<usize>,
    /// All of it together, once dates and events are known.
    pub mapping: Option<Mapping>,
    /// Why each column was proposed, or why none was.
    pub why: Vec<Why>,
    /// What the column of the dates says about day and month.
    pub date_order: DateOrderFinding,
}

/// The reason for one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What the column is for.
    pub role: Role,
    /// The column proposed; `None` if it is left to the person.
    pub column: Option<usize>,
    /// A sentence.
    pub reason: String,
}

/// Rows looked at to learn what a column holds.
const SAMPLE: usize = 400;

/// Proposes which column is which.
#[must_use]
pub fn guess(table: &Table, hints: &Hints<'_>) -> Guess {
    let columns: Vec<Column> = (0..table.header.len()).map(|at| Column::of(table, at)).collect();
    let mut why = Vec::new();
    let start = propose_start(&columns, &mut why);
    let events = propose_count(&columns, Role::Events, hints.events_words, &[start], &mut why);
    let exposure = propose_count(&columns, Role::Exposure, hints.exposure_words, &[start, events], &mut why);
    let events = events.or_else(|| only_count(&columns, hints, &[start, exposure], &mut why));
    let finding = start.map_or(DateOrderFinding::NotDates, |at| date_order(table, at));
    if let (DateOrderFinding::Settled { why: reason, .. }, true) = (&finding, start.is_some()) {
        why.push(Why { role: Role::Start, column: start, reason: reason.clone() });
    }
    let mapping = start.zip(events).map(|(start, events)| Mapping {
        start,
        events,
        exposure,
        date_order: match finding {
            DateOrderFinding::Settled { order, .. } => Some(order),
            _ => None,
        },
        period_ends: columns[start].is_end(),
    });
    Guess { start, events, exposure, mapping, why, date_order: finding }
}

/// What a column is called and holds.
struct Column {
    at: usize,
    name: String,
    reduced: String,
    dates: usize,
    counts: usize,
    filled: usize,
    sundays: bool,
}

impl Column {
    fn of(table: &Table, at: usize) -> Self {
        let name = table.header[at].clone();
        let reduced = words::reduce(&name);
        let mut column = Self { at, name, reduced, dates: 0, counts: 0, filled: 0, sundays: true };
        for cell in table.rows.iter().take(SAMPLE).map(|row| row.cell(at)).filter(|c| !c.is_blank()) {
            column.filled += 1;
            let date = match cell {
                Cell::Date(_) | Cell::Moment(_) => cell.day(),
                Cell::Text(text) => match read_date(text) {
                    Some(reading) => {
                        column.dates += 1;
                        reading.in_order(crate::DateOrder::DayFirst).ok()
                    }
                    None => None,
                },
                _ => None,
            };
            column.dates += usize::from(cell.day().is_some());
            column.sundays &= date.is_none_or(|d| d == Every::Week.end_of(Every::Week.start_of(d)));
            column.counts += usize::from(!matches!(
                read_count(cell),
                Err(CountFault::Blank | CountFault::NotANumber | CountFault::Percent)
            ));
        }
        column
    }

    fn mostly(&self, n: usize) -> bool {
        self.filled > 0 && n * 10 >= self.filled * 7
    }

    fn holds_dates(&self, table_words: bool) -> bool {
        self.mostly(self.dates) || (table_words && self.filled > 0 && self.dates * 2 >= self.filled)
    }

    fn holds_counts(&self) -> bool {
        self.mostly(self.counts) && !words::NO_COUNT.iter().any(|word| words::contains(&self.reduced, word))
    }

    fn is_end(&self) -> bool {
        words::END.iter().any(|word| words::contains(&self.reduced, word))
            && !words::contains(&self.reduced, "commencing")
            && self.dates > 0
            && (self.sundays || !words::contains(&self.reduced, "week"))
    }
}

/// The column of dates: the best word among columns that hold dates, or the only such column.
fn propose_start(columns: &[Column], why: &mut Vec<Why>) -> Option<usize> {
    let rank = |c: &Column| {
        let first = words::START.iter().position(|word| words::contains(&c.reduced, word));
        let end = words::END.iter().any(|word| words::contains(&c.reduced, word));
        match (first, end) {
            (_, true) => Some(words::START.len()),
            (Some(at), false) => Some(at),
            (None, false) => None,
        }
    };
    let serial = |c: &Column| rank(c).is_some() && date_like_serials(c);
    let dated: Vec<&Column> = columns.iter().filter(|c| c.holds_dates(rank(c).is_some()) || serial(c)).collect();
    let best = dated.iter().filter_map(|c| rank(c)).min();
    let leading: Vec<&&Column> = dated.iter().filter(|c| best.is_none() || rank(c) == best).collect();
    let (column, reason) = match (leading.as_slice(), best) {
        ([only], Some(_)) => (Some(only.at), format!("\u{201c}{}\u{201d} names a date and holds dates.", only.name)),
        ([only], None) => (Some(only.at), format!("\u{201c}{}\u{201d} is the only column of dates.", only.name)),
        ([], _) => (None, "No column holds dates that can be read.".to_owned()),
        _ => (None, "More than one column holds dates; choose the one that says when each period begins.".to_owned()),
    };
    why.push(Why { role: Role::Start, column, reason });
    column
}

/// A column that is called a date and holds whole numbers may hold serial days; whether it does is
/// decided from all of it when its dates are read.
fn date_like_serials(column: &Column) -> bool {
    column.mostly(column.counts) && column.dates == 0 && !words::contains(&column.reduced, "number")
}

/// The column of a count. Without words of the indicator, a usual name will do; with them, a name
/// that belongs to another indicator will not.
fn propose_count(
    columns: &[Column],
    role: Role,
    hints: &[&str],
    taken: &[Option<usize>],
    why: &mut Vec<Why>,
) -> Option<usize> {
    let (any_kind, one_kind): (&[&str], &[&str]) = match role {
        Role::Exposure => (&words::ANY_EXPOSURE, &words::EXPOSURE),
        _ => (&words::ANY_EVENTS, &words::EVENTS),
    };
    let free: Vec<&Column> = columns.iter().filter(|c| c.holds_counts() && !taken.contains(&Some(c.at))).collect();
    let mut named = best_named(&free, hints);
    let mut because = "is named after this indicator";
    if matches!(named, Named::None) {
        because = "is a usual name for it";
        named = best_named(&free, any_kind);
    }
    if matches!(named, Named::None) && hints.is_empty() {
        // Missed and late visits side by side are two indicators: neither is the obvious one.
        let events_of_one_kind = |c: &&&Column| one_kind.iter().any(|w| words::contains(&c.reduced, w));
        let several = role == Role::Events && free.iter().filter(events_of_one_kind).count() > 1;
        named = if several { Named::Several } else { best_named(&free, one_kind) };
    }
    let (column, reason) = match named {
        Named::One(column) => (Some(column.at), format!("\u{201c}{}\u{201d} {because}.", column.name)),
        Named::Several => (None, "More than one column could be meant; choose it.".to_owned()),
        Named::None => (None, "No column has a name that says so; choose it.".to_owned()),
    };
    why.push(Why { role, column, reason });
    column
}

enum Named<'a> {
    None,
    One(&'a Column),
    Several,
}

/// The column that fits the earliest word; its whole name fits better than a part of it.
fn best_named<'a>(columns: &[&'a Column], phrases: &[&str]) -> Named<'a> {
    for phrase in phrases.iter().map(|p| words::reduce(p)) {
        let fits = |whole: bool| -> Vec<&'a Column> {
            let named =
                |c: &&&'a Column| if whole { c.reduced == phrase } else { words::contains(&c.reduced, &phrase) };
            columns.iter().filter(named).copied().collect()
        };
        for found in [fits(true), fits(false)] {
            match found.as_slice() {
                [] => {}
                [one] => return Named::One(one),
                _ => return Named::Several,
            }
        }
    }
    Named::None
}

/// The only column of counts that is left, when there is exactly one and its name does not belong
/// to something else.
fn only_count(columns: &[Column], hints: &Hints<'_>, taken: &[Option<usize>], why: &mut Vec<Why>) -> Option<usize> {
    let free: Vec<&Column> = columns.iter().filter(|c| c.holds_counts() && !taken.contains(&Some(c.at))).collect();
    let [only] = free.as_slice() else { return None };
    let known = |words: &[&str]| words.iter().any(|word| words::contains(&only.reduced, word));
    if known(&words::EXPOSURE) || (!hints.events_words.is_empty() && known(&words::EVENTS)) {
        return None;
    }
    why.retain(|w| w.role != Role::Events);
    let reason = format!("\u{201c}{}\u{201d} is the only other column of whole numbers.", only.name);
    why.push(Why { role: Role::Events, column: Some(only.at), reason });
    Some(only.at)
}
