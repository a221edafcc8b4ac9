//! The dry run: each row is read by the mapping and held against the rules.

use chrono::NaiveDate;

use crate::date::{from_serial, has_time_of_day};
use crate::date_order::{DateColumn, examine};
use crate::table::cut;
use crate::{
    AlreadyHere, Cell, CheckedRow, CountKind, DateFault, DateOrder, DateOrderFinding, DateReading, DryRun, Every,
    Mapping, OnExisting, Question, Reason, RefusedRow, Role, Row, Rules, Table, Warning, Watch, read_count, read_date,
    totals, watch::goes_on,
};

/// Checks every row of a table. Nothing is imported; each row that holds anything ends in exactly
/// one list of the [`DryRun`], unless a question has to be answered first.
#[must_use]
pub fn check(table: &Table, mapping: &Mapping, rules: &Rules) -> DryRun {
    check_watched(table, mapping, rules, &|_, _| true).unwrap_or_default()
}

/// As [`check`], followed by a [`Watch`] that counts rows. `None` when it wants no more of it.
#[must_use]
pub fn check_watched(table: &Table, mapping: &Mapping, rules: &Rules, watch: Watch<'_>) -> Option<DryRun> {
    let column = examine(table, mapping.start);
    if mapping.exposure.is_none() && rules.kind != CountKind::CountOnly {
        return Some(DryRun { must_ask: Some(Question::ExposureColumn), ..DryRun::default() });
    }
    let order = match settled(table, mapping, &column) {
        Ok(order) => order,
        Err(question) => return Some(DryRun { must_ask: Some(question), ..DryRun::default() }),
    };
    let mut checker =
        Checker { table, mapping, rules, order, serials: column.serials, ..Checker::new(table, mapping, rules) };
    for (at, row) in table.rows.iter().enumerate() {
        if !goes_on(watch, at, at, table.rows.len()) {
            return None;
        }
        checker.row(row);
    }
    Some(checker.finish())
}

/// The order of the dates: what the person said, or what the column settles.
fn settled(table: &Table, mapping: &Mapping, column: &DateColumn) -> Result<DateOrder, Question> {
    match (&column.finding, mapping.date_order) {
        (DateOrderFinding::NotDates, _) => {
            Err(Question::NotDates { column: table.header.get(mapping.start).cloned().unwrap_or_default() })
        }
        (_, Some(order)) => Ok(order),
        (DateOrderFinding::Settled { order, .. }, None) => Ok(*order),
        (DateOrderFinding::Ambiguous { examples }, None) => Err(ask(examples)),
        (DateOrderFinding::Contradictory { day_first, month_first, .. }, None) => {
            Err(ask(&[day_first.clone(), month_first.clone()]))
        }
    }
}

fn ask(examples: &[String]) -> Question {
    let both = |text: &String| {
        let meaning = |order| read_date(text).and_then(|r| r.in_order(order).ok());
        (text.clone(), meaning(DateOrder::DayFirst), meaning(DateOrder::MonthFirst))
    };
    Question::DateOrder { examples: examples.iter().map(both).collect() }
}

struct Checker<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    rules: &'a Rules,
    order: DateOrder,
    serials: bool,
    good: Vec<CheckedRow>,
    refused: Vec<RefusedRow>,
    totals: Vec<&'a Row>,
    sums: (u64, u64),
    short_years: usize,
    times: usize,
    dates_read: usize,
    dates_at_end: usize,
}

/// A column and what is wrong in it.
type Fault = (usize, Reason);

impl<'a> Checker<'a> {
    fn new(table: &'a Table, mapping: &'a Mapping, rules: &'a Rules) -> Self {
        Self {
            table,
            mapping,
            rules,
            order: DateOrder::DayFirst,
            serials: false,
            good: Vec::with_capacity(table.rows.len()),
            refused: Vec::new(),
            totals: Vec::new(),
            sums: (0, 0),
            short_years: 0,
            times: 0,
            dates_read: 0,
            dates_at_end: 0,
        }
    }

    fn row(&mut self, row: &'a Row) {
        match self.read(row) {
            Ok(checked) => {
                self.sums.0 = self.sums.0.saturating_add(checked.events);
                self.sums.1 = self.sums.1.saturating_add(checked.exposure.unwrap_or(0));
                self.good.push(checked);
            }
            Err((column, reason)) => {
                if reason == Reason::TotalsRow {
                    self.totals.push(row);
                }
                self.refuse(row, column, reason);
            }
        }
    }

    fn refuse(&mut self, row: &Row, column: usize, reason: Reason) {
        let name = self.table.header.get(column).map(|name| cut(name)).unwrap_or_default();
        self.refused.push(RefusedRow { row: row.number, column: name, content: row.cell(column).shown(), reason });
    }

    fn read(&mut self, row: &Row) -> Result<CheckedRow, Fault> {
        let Mapping { start, events, exposure, .. } = *self.mapping;
        if totals::is_labelled_total(row, self.mapping) {
            return Err((start, Reason::TotalsRow));
        }
        if totals::is_repeated_header(row, self.table, self.mapping) {
            return Err((start, Reason::RepeatedHeader));
        }
        let date = self.date(row).map_err(|reason| (start, reason))?;
        let first = self.period(date).map_err(|reason| (start, reason))?;
        let count = |column: usize, role: Role| {
            read_count(row.cell(column)).map_err(|fault| (column, Reason::Count { role, fault }))
        };
        let number_of_events = count(events, Role::Events)?;
        let number_exposed = match exposure {
            Some(column) if self.rules.kind != CountKind::CountOnly => Some(count(column, Role::Exposure)?),
            _ => None,
        };
        match number_exposed {
            Some(0) if number_of_events > 0 => {
                Err((events, Reason::EventsWithoutExposure { events: number_of_events }))
            }
            Some(denominator) if self.rules.kind == CountKind::Proportion && number_of_events > denominator => {
                Err((events, Reason::NumeratorOverDenominator { numerator: number_of_events, denominator }))
            }
            exposure => {
                Ok(CheckedRow { row: row.number, start: first, events: number_of_events, exposure, corrects: None })
            }
        }
    }

    /// The day written in the row.
    fn date(&mut self, row: &Row) -> Result<NaiveDate, Reason> {
        let cell = row.cell(self.mapping.start);
        match cell {
            Cell::Date(date) => Ok(*date),
            Cell::Moment(moment) => {
                self.times += 1;
                Ok(moment.date())
            }
            Cell::Uncalculated => Err(Reason::DateUncalculated),
            cell if cell.is_blank() => {
                let (events, exposure) = self.sums;
                let sum = totals::is_sum(row, self.mapping, events, exposure);
                Err(if sum { Reason::TotalsRow } else { Reason::DateMissing })
            }
            Cell::Text(text) if !self.serials => self.written_date(text),
            cell if self.serials => read_count(cell)
                .ok()
                .and_then(|n| u32::try_from(n).ok())
                .and_then(|n| from_serial(f64::from(n), false))
                .ok_or(Reason::NotADate),
            _ => Err(Reason::NotADate),
        }
    }

    fn written_date(&mut self, text: &str) -> Result<NaiveDate, Reason> {
        let reading = read_date(text).ok_or(Reason::NotADate)?;
        let by_day = matches!(self.rules.every, Every::Day | Every::Week);
        match reading {
            DateReading::Month(_) if by_day => return Err(Reason::DayMissing),
            DateReading::Month(first) if self.mapping.period_ends => return Ok(Every::Month.end_of(first)),
            DateReading::Numeric { short_year: true, .. } => self.short_years += 1,
            _ => {}
        }
        self.times += usize::from(text.contains(':') && has_time_of_day(text));
        reading.in_order(self.order).map_err(|fault| match fault {
            DateFault::NotADate => Reason::NotADate,
            DateFault::WeekdayDisagrees { is } => Reason::WeekdayDisagrees { is },
        })
    }

    /// First day of the period that the date stands for.
    fn period(&mut self, date: NaiveDate) -> Result<NaiveDate, Reason> {
        let Rules { every, today, earliest, .. } = *self.rules;
        if date < earliest {
            return Err(Reason::TooEarly { earliest });
        }
        let start = every.start_of(date);
        let end = every.end_of(start);
        self.dates_read += 1;
        self.dates_at_end += usize::from(date == end && date != start);
        if self.mapping.period_ends && date != end {
            return Err(Reason::NotEndOfPeriod { every, end });
        }
        if !self.mapping.period_ends && date != start {
            return Err(Reason::NotStartOfPeriod { every, start });
        }
        if start > today {
            return Err(Reason::InTheFuture { every });
        }
        if end >= today {
            return Err(Reason::NotFinished { every, ends: end });
        }
        Ok(start)
    }

    fn finish(mut self) -> DryRun {
        let mut run = DryRun::default();
        if !self.mapping.period_ends && self.dates_read > 1 && self.dates_at_end == self.dates_read {
            run.must_ask = Some(Question::PeriodEnds { every: self.rules.every, rows: self.dates_read });
        }
        let good = self.without_doubles();
        let mut sums = (0_u64, 0_u64);
        for row in good {
            sums.0 = sums.0.saturating_add(row.events);
            sums.1 = sums.1.saturating_add(row.exposure.unwrap_or(0));
            self.against_existing(row, &mut run);
        }
        for row in &self.totals {
            run.warnings.extend(totals::compare(row, self.table, self.mapping, sums));
        }
        if self.short_years > 0 {
            run.warnings.push(Warning::ShortYears { rows: self.short_years });
        }
        if self.times > 0 {
            run.warnings.push(Warning::TimesDropped { rows: self.times });
        }
        run.warnings.extend(gaps(&run, self.rules));
        self.refused.sort_by_key(|refused| refused.row);
        run.not_coming_in = self.refused;
        run
    }

    /// Takes out rows of the same period: later ones that say the same, and all that differ.
    fn without_doubles(&mut self) -> Vec<CheckedRow> {
        let good = std::mem::take(&mut self.good);
        let mut by_start: Vec<usize> = (0..good.len()).collect();
        // Stable: rows of one period stay in the order of the file.
        by_start.sort_by_key(|&at| good[at].start);
        let mut kept = vec![true; good.len()];
        for group in by_start.chunk_by(|&a, &b| good[a].start == good[b].start).filter(|group| group.len() > 1) {
            let figures = |at: &usize| (good[*at].events, good[*at].exposure);
            let all_equal = group.iter().all(|at| figures(at) == figures(&group[0]));
            for (place, &at) in group.iter().enumerate() {
                let reason = match (all_equal, place) {
                    (true, 0) => continue,
                    (true, _) => Reason::Repeated { first_row: good[group[0]].row },
                    (false, _) => Reason::Conflicting {
                        other_row: good[group[usize::from(place == 0)]].row,
                        other_rows: group.len() - 1,
                    },
                };
                kept[at] = false;
                self.refuse_by_number(good[at].row, reason);
            }
        }
        good.into_iter().zip(kept).filter_map(|(row, kept)| kept.then_some(row)).collect()
    }

    fn refuse_by_number(&mut self, number: u32, reason: Reason) {
        let table = self.table;
        // Rows stand in the order of their numbers.
        if let Ok(at) = table.rows.binary_search_by_key(&number, |row| row.number) {
            self.refuse(&table.rows[at], self.mapping.start, reason);
        }
    }

    fn against_existing(&mut self, row: CheckedRow, run: &mut DryRun) {
        let existing = self.rules.existing.get(&row.start).copied();
        match existing {
            Some(e) if e.events == Some(row.events) && e.exposure == row.exposure => {
                run.already_here.push(AlreadyHere { row: row.row, start: row.start });
            }
            Some(e) if e.events.is_none() && e.exposure.is_none() => run.coming_in.push(row),
            Some(e) if self.rules.on_existing == OnExisting::Refuse => {
                self.refuse_by_number(row.row, Reason::DiffersFromExisting(e));
            }
            corrects => run.coming_in.push(CheckedRow { corrects, ..row }),
        }
    }
}

/// Periods missing between the first and the last of file and record together.
fn gaps(run: &DryRun, rules: &Rules) -> Vec<Warning> {
    let every = rules.every;
    let mut starts: Vec<NaiveDate> =
        run.coming_in.iter().map(|row| row.start).chain(rules.existing.keys().copied()).collect();
    starts.sort_unstable();
    starts.dedup();
    let missing = |pair: &[NaiveDate]| {
        let missing = u32::try_from(every.between(pair[0], pair[1]) - 1).ok().filter(|n| *n > 0)?;
        let last = pair[1].pred_opt()?;
        Some(Warning::Gap { from: every.next(pair[0]), to: every.start_of(last), missing, every })
    };
    starts.windows(2).filter_map(missing).collect()
}
