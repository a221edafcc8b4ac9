//! Day first or month first: decided once, from the whole column, never row by row.

use chrono::{Datelike, NaiveDate};

use crate::date::SERIALS;
use crate::{Cell, DateOrder, DateReading, Table, read_count, read_date};

/// What a column says about the order of its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateOrderFinding {
    /// Only one order fits, or the dates do not depend on it.
    Settled {
        /// The order.
        order: DateOrder,
        /// What settled it, as a sentence.
        why: String,
    },
    /// Both orders fit every date: the person must say. Day first is offered as the first choice.
    Ambiguous {
        /// The first dates of the column, as written.
        examples: Vec<String>,
    },
    /// Some dates fit only one order and some only the other.
    Contradictory {
        /// A date that fits only day first, as written.
        day_first: String,
        /// How many fit only day first.
        day_first_rows: usize,
        /// A date that fits only month first, as written.
        month_first: String,
        /// How many fit only month first.
        month_first_rows: usize,
    },
    /// The column holds no dates.
    NotDates,
}

/// How the cells of the date column are read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DateColumn {
    /// Whole numbers are serial days.
    pub(crate) serials: bool,
    pub(crate) finding: DateOrderFinding,
}

/// Finds the order of the dates in a column.
#[must_use]
pub fn date_order(table: &Table, column: usize) -> DateOrderFinding {
    examine(table, column).finding
}

#[derive(Default)]
struct Evidence {
    /// Dates as they stand in the file, those that depend on no order with one reading only.
    readings: Vec<DateReading>,
    day_only: Option<String>,
    day_only_rows: usize,
    month_only: Option<String>,
    month_only_rows: usize,
    numeric: usize,
    iso: bool,
    examples: Vec<String>,
}

pub(crate) fn examine(table: &Table, column: usize) -> DateColumn {
    let mut evidence = Evidence::default();
    let (mut serials, mut other_numbers) = (0_usize, 0_usize);
    for row in &table.rows {
        match row.cell(column) {
            Cell::Date(_) | Cell::Moment(_) => {
                evidence.readings.extend(row.cell(column).day().map(|date| DateReading::Fixed { date, weekday: None }));
            }
            Cell::Text(text) => match read_date(text) {
                Some(reading) => evidence.add(text, reading),
                None => note_number(row.cell(column), &mut serials, &mut other_numbers),
            },
            cell @ Cell::Number(_) => note_number(cell, &mut serials, &mut other_numbers),
            Cell::Empty | Cell::Uncalculated => {}
        }
    }
    if serials > 0 && other_numbers == 0 && evidence.readings.is_empty() {
        let why = "The column holds the day numbers that spreadsheets use for dates.".to_owned();
        return DateColumn { serials: true, finding: DateOrderFinding::Settled { order: DateOrder::DayFirst, why } };
    }
    DateColumn { serials: false, finding: evidence.finding() }
}

fn note_number(cell: &Cell, serials: &mut usize, other: &mut usize) {
    match read_count(cell).map(u32::try_from) {
        Ok(Ok(n)) if SERIALS.contains(&n) => *serials += 1,
        Ok(_) => *other += 1,
        Err(_) => {}
    }
}

impl Evidence {
    fn add(&mut self, text: &str, reading: DateReading) {
        self.readings.push(reading);
        if !matches!(reading, DateReading::Numeric { .. }) {
            self.iso |= text.trim().as_bytes().get(..4).is_some_and(|y| y.iter().all(u8::is_ascii_digit));
            return;
        }
        self.numeric += 1;
        if self.examples.len() < 3 {
            self.examples.push(crate::table::cut(text.trim()));
        }
        match (reading.fits(DateOrder::DayFirst), reading.fits(DateOrder::MonthFirst)) {
            (true, false) => {
                self.day_only_rows += 1;
                self.day_only.get_or_insert_with(|| crate::table::cut(text.trim()));
            }
            (false, true) => {
                self.month_only_rows += 1;
                self.month_only.get_or_insert_with(|| crate::table::cut(text.trim()));
            }
            _ => {}
        }
    }

    fn finding(self) -> DateOrderFinding {
        let settled = |order, why: String| DateOrderFinding::Settled { order, why };
        if self.readings.is_empty() {
            return DateOrderFinding::NotDates;
        }
        if self.numeric == 0 {
            let order = if self.iso { DateOrder::YearFirst } else { DateOrder::DayFirst };
            return settled(order, "The dates can be read in one way only.".to_owned());
        }
        match (&self.day_only, &self.month_only) {
            (Some(day_first), Some(month_first)) => DateOrderFinding::Contradictory {
                day_first: day_first.clone(),
                day_first_rows: self.day_only_rows,
                month_first: month_first.clone(),
                month_first_rows: self.month_only_rows,
            },
            (Some(text), None) => {
                settled(DateOrder::DayFirst, format!("\u{201c}{text}\u{201d} can only be day first."))
            }
            (None, Some(text)) => {
                settled(DateOrder::MonthFirst, format!("\u{201c}{text}\u{201d} can only be month first."))
            }
            (None, None) => match self.by_spacing() {
                Some((order, step)) => {
                    let word = if order == DateOrder::DayFirst { "day" } else { "month" };
                    settled(
                        order,
                        format!("Read {word} first, the dates are {step} apart; the other way they are not."),
                    )
                }
                None => DateOrderFinding::Ambiguous { examples: self.examples },
            },
        }
    }

    /// A series of weeks is evenly spaced in one order only.
    fn by_spacing(&self) -> Option<(DateOrder, &'static str)> {
        let dates = |order| -> Vec<NaiveDate> { self.readings.iter().filter_map(|r| r.in_order(order).ok()).collect() };
        match (spacing(&dates(DateOrder::DayFirst)), spacing(&dates(DateOrder::MonthFirst))) {
            (Some(step), None) => Some((DateOrder::DayFirst, step)),
            (None, Some(step)) => Some((DateOrder::MonthFirst, step)),
            _ => None,
        }
    }
}

/// The even step of a series of dates in the order of the file, forwards or backwards.
fn spacing(dates: &[NaiveDate]) -> Option<&'static str> {
    let pairs = || dates.windows(2).map(|pair| (pair[0], pair[1]));
    if dates.len() < 2 {
        return None;
    }
    let days = |(a, b): (NaiveDate, NaiveDate)| (b - a).num_days();
    let direction = pairs().all(|p| days(p) > 0) || pairs().all(|p| days(p) < 0);
    if pairs().all(|p| days(p) == 7) || pairs().all(|p| days(p) == -7) {
        return Some("seven days");
    }
    if dates.len() >= 4 && direction && pairs().all(|p| days(p) % 7 == 0) {
        return Some("whole weeks");
    }
    if dates.len() >= 3 && (pairs().all(|p| days(p) == 1) || pairs().all(|p| days(p) == -1)) {
        return Some("one day");
    }
    let months = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month());
    if dates.len() >= 3 && pairs().all(|(a, b)| a.day() == b.day() && (months(b) - months(a)).abs() == 1) {
        return Some("one month");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Row;

    fn column(cells: &[&str]) -> Table {
        let row = |(number, text): (u32, &&str)| Row { number, cells: vec![Cell::Text((*text).into())] };
        Table {
            header: vec!["Week".to_owned()],
            header_row: 1,
            rows: (2..).zip(cells).map(row).collect(),
            sheet: None,
            sheets: vec![],
            notes: vec![],
        }
    }

    fn order(cells: &[&str]) -> Option<DateOrder> {
        match date_order(&column(cells), 0) {
            DateOrderFinding::Settled { order, .. } => Some(order),
            _ => None,
        }
    }

    #[test]
    fn one_date_that_fits_one_order_settles_the_column() {
        assert_eq!(order(&["05/11/2025", "03/03/2026", "27/10/2025"]), Some(DateOrder::DayFirst));
        assert_eq!(order(&["11/05/2025", "03/03/2026", "10/27/2025"]), Some(DateOrder::MonthFirst));
        assert_eq!(order(&["2025-10-27", "2025-11-03"]), Some(DateOrder::YearFirst));
        assert_eq!(order(&["27 Oct 2025", "3 Nov 2025"]), Some(DateOrder::DayFirst));
        assert_eq!(order(&["13/13/2025", "27/10/2025", "Total"]), Some(DateOrder::DayFirst));
    }

    #[test]
    fn a_column_that_fits_both_orders_is_asked_about() {
        for cells in
            [&["05/11/2025", "03/03/2026"][..], &["01/02/2026", "01/03/2026", "01/04/2026"][..0], &["03/02/2026"]]
        {
            assert_eq!(order(cells), None, "{cells:?}");
        }
        let finding = date_order(&column(&["05/11/2025", "03/03/2026"]), 0);
        assert_eq!(finding, DateOrderFinding::Ambiguous { examples: vec!["05/11/2025".into(), "03/03/2026".into()] });
        // Days of a month read one way are months of a year read the other way.
        assert_eq!(order(&["01/02/2026", "02/02/2026", "03/02/2026"]), None);
    }

    #[test]
    fn even_spacing_settles_what_the_dates_alone_do_not() {
        assert_eq!(order(&["05/01/2026", "12/01/2026"]), Some(DateOrder::DayFirst));
        assert_eq!(order(&["01/05/2026", "01/12/2026"]), Some(DateOrder::MonthFirst));
        assert_eq!(order(&["05/01/2026", "12/01/2026", "02/02/2026", "09/02/2026"]), Some(DateOrder::DayFirst));
    }

    #[test]
    fn dates_that_contradict_each_other_are_not_settled() {
        let finding = date_order(&column(&["27/10/2025", "10/28/2025", "29/10/2025"]), 0);
        assert!(matches!(finding, DateOrderFinding::Contradictory { day_first_rows: 2, month_first_rows: 1, .. }));
    }

    #[test]
    fn serial_days_are_dates_only_when_the_whole_column_is() {
        assert!(examine(&column(&["45957", "45964", "Total"]), 0).serials);
        assert!(!examine(&column(&["45957", "12"]), 0).serials);
        assert!(!examine(&column(&["45957", "27/10/2025"]), 0).serials);
        assert_eq!(date_order(&column(&["6", "8"]), 0), DateOrderFinding::NotDates);
    }
}
