//! One row of a file of concerns, read into what a case is made of.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    lists::{List, Lists},
    time::{FactTime, TimeError, parse_time},
};
use intake::{Cell, DateFault, DateOrder, Row, Table, read_date, written_time};

use super::columns::{ConcernMapping, ROLES, reduced};

/// A row that can come in.
#[derive(Debug, Clone)]
pub(super) struct Read {
    /// Row number in the file.
    pub row: u32,
    /// When the service became aware.
    pub aware: FactTime,
    /// The first account.
    pub what: String,
    /// The adult at risk, if named.
    pub who: Option<String>,
    /// Who raised it.
    pub source: Vec<String>,
    /// Types of abuse or neglect.
    pub types: Vec<String>,
    /// When it was sent to the council.
    pub referred: Option<FactTime>,
    /// To whom.
    pub referred_to: String,
    /// Whether it went the right way first time.
    pub first_route: Vec<String>,
    /// When the council decided.
    pub decided: Option<FactTime>,
    /// What it decided.
    pub decision: Vec<String>,
    /// The whole row as it stands, column by column, but for what may say who raised it.
    pub whole: String,
    /// What may say who raised it: kept apart.
    pub reporter: String,
    /// Answers that no list holds: the column and the words.
    pub unread: Vec<(usize, String)>,
}

/// Words of a header under which a register says who raised a concern.
const REPORTER_WORDS: [&str; 9] = [
    "reported by",
    "raised by",
    "referred by",
    "reporter",
    "referrer",
    "informant",
    "whistleblower",
    "complainant",
    "alerter",
];

/// Why a row stays out: the column and a sentence.
pub(super) type Fault = (usize, String);

/// Reads rows by a mapping that was checked.
pub(super) struct Reader<'a> {
    pub table: &'a Table,
    pub mapping: &'a ConcernMapping,
    pub order: DateOrder,
    /// Nothing lies ahead of it.
    pub now: DateTime<Utc>,
}

impl Reader<'_> {
    pub(super) fn column(&self, code: &str) -> Option<usize> {
        self.mapping.columns.get(code).map(|column| *column as usize)
    }

    fn cell<'r>(&self, row: &'r Row, code: &str) -> Option<(usize, &'r Cell)> {
        let column = self.column(code)?;
        Some((column, row.cell(column))).filter(|(_, cell)| !cell.is_blank())
    }

    fn words(&self, row: &Row, code: &str) -> String {
        self.cell(row, code).map(|(_, cell)| text_of(cell)).unwrap_or_default()
    }

    /// Reads a row; none for one that holds nothing or repeats the header.
    pub(super) fn read(&self, row: &Row) -> Option<Result<Read, Fault>> {
        let repeats = (0..self.table.header.len())
            .all(|column| row.cell(column).shown().trim() == self.table.header[column].trim());
        (!row.is_blank() && !repeats).then(|| self.read_filled(row))
    }

    fn read_filled(&self, row: &Row) -> Result<Read, Fault> {
        let aware_column = self.column("aware").unwrap_or_default();
        let mut aware = self
            .moment(row, "aware")?
            .ok_or_else(|| (aware_column, "There is no date on which you became aware.".to_owned()))?;
        if let Some((column, cell)) = self.cell(row, "aware_time") {
            let time = time_of(cell).ok_or_else(|| (column, "This is not a time of day.".to_owned()))?;
            aware = at(aware.date, Some(time)).map_err(|why| (column, why))?;
        }
        self.not_ahead(&aware, aware_column)?;
        let referred = self.fact(row, "referred", "referred_hours", Some(&aware))?;
        let decided = self.fact(row, "decided", "decided_hours", referred.as_ref())?;
        let mut unread = Vec::new();
        let mut codes = |code: &str| self.codes(row, code, &mut unread);
        let (source, types) = (codes("source"), codes("types"));
        let (first_route, decision) = (codes("first_route"), codes("decision"));
        if let (Some(decided), Some(column)) = (&decided, self.column("decided").or(self.column("decided_hours")))
            && decision.is_empty()
        {
            return Err((
                self.column("decision").unwrap_or(column),
                format!("The council decided on {}, but the row does not say what.", decided.text()),
            ));
        }
        let apart = self.apart(row, &unread);
        let whole = self.line(row, |column| !apart.contains(&column));
        let reporter = self.line(row, |column| apart.contains(&column));
        let what = self.words(row, "what");
        let referred_to = self.words(row, "referred_to");
        let same_to = self.mapping.same.get("referred_to").map(|to| to.trim()).unwrap_or_default();
        Ok(Read {
            row: row.number,
            aware,
            what: if what.trim().is_empty() { whole.clone() } else { what },
            who: Some(self.words(row, "who").trim().to_owned()).filter(|who| !who.is_empty()),
            source,
            types,
            referred,
            referred_to: [referred_to.trim(), same_to, "The council"]
                .into_iter()
                .find(|to| !to.is_empty())
                .unwrap_or_default()
                .to_owned(),
            first_route,
            decided,
            decision,
            whole,
            reporter,
            unread,
        })
    }

    /// The columns of a row that may say who raised the concern: words that name no kind of person, and columns that
    /// nothing else is read from whose header speaks of it.
    fn apart(&self, row: &Row, unread: &[(usize, String)]) -> Vec<usize> {
        let source = self.column("source");
        let speaks = |header: &str| {
            let header = format!(" {} ", reduced(header));
            REPORTER_WORDS.iter().any(|words| header.contains(&format!(" {words} ")))
        };
        let is_used = |column: usize| self.mapping.columns.values().any(|used| *used as usize == column);
        (0..self.table.header.len())
            .filter(|column| !row.cell(*column).is_blank())
            .filter(|column| {
                let unknown = Some(*column) == source && unread.iter().any(|(unread, _)| unread == column);
                unknown || (!is_used(*column) && speaks(&self.table.header[*column]))
            })
            .collect()
    }

    /// Filled cells of the row, each with the name of its column.
    fn line(&self, row: &Row, wanted: impl Fn(usize) -> bool) -> String {
        let cells = self.table.header.iter().enumerate();
        cells
            .filter(|(column, _)| wanted(*column) && !row.cell(*column).is_blank())
            .map(|(column, name)| format!("{}: {}", name.trim(), text_of(row.cell(column)).trim()))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// A moment that is written, or that lies so many hours after another.
    fn fact(&self, row: &Row, written: &str, hours: &str, after: Option<&FactTime>) -> Result<Option<FactTime>, Fault> {
        if let Some(at) = self.moment(row, written)? {
            self.not_ahead(&at, self.column(written).unwrap_or_default())?;
            return Ok(Some(at));
        }
        let Some((column, cell)) = self.cell(row, hours) else { return Ok(None) };
        let hours = hours_of(cell).ok_or_else(|| (column, "This is not a number of hours.".to_owned()))?;
        let from = after.and_then(FactTime::moment).ok_or_else(|| {
            (column, "Hours can only be counted from a time of day, and the row does not give one.".to_owned())
        })?;
        // Hours are counted to the minute: at most a hundred years of them.
        #[allow(clippy::cast_possible_truncation)]
        let minutes = (hours * 60.0).round() as i64;
        let at = FactTime::of_moment(from + TimeDelta::minutes(minutes));
        self.not_ahead(&at, column)?;
        Ok(Some(at))
    }

    fn moment(&self, row: &Row, code: &str) -> Result<Option<FactTime>, Fault> {
        let Some((column, cell)) = self.cell(row, code) else { return Ok(None) };
        moment_of(cell, self.order).map(Some).map_err(|why| (column, why))
    }

    fn not_ahead(&self, at: &FactTime, column: usize) -> Result<(), Fault> {
        if at.sort_key() > self.now.timestamp_millis() + 60_000 {
            return Err((column, format!("{} has not come yet.", at.text())));
        }
        Ok(())
    }

    /// The codes that a cell means, or that hold for every row.
    fn codes(&self, row: &Row, code: &str, unread: &mut Vec<(usize, String)>) -> Vec<String> {
        let list = ROLES.iter().find(|role| role.code == code).and_then(|role| role.list);
        let Some(list) = list.and_then(|list| Lists::built_in().find(list)) else { return Vec::new() };
        let Some((column, cell)) = self.cell(row, code) else {
            return self.mapping.same.get(code).filter(|code| !code.is_empty()).cloned().into_iter().collect();
        };
        let text = text_of(cell);
        let mut codes: Vec<String> = Vec::new();
        let whole = item_of(list, &text);
        let pieces = if whole.is_some() { vec![text.as_str()] } else { text.split([';', ',', '\n', '+']).collect() };
        for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
            match item_of(list, piece) {
                Some(code) if code_is_new(&codes, &code) => codes.push(code),
                Some(_) => {}
                None => unread.push((column, piece.to_owned())),
            }
        }
        if code != "types" {
            unread.extend(codes.drain(codes.len().min(1)..).map(|code| (column, code)));
        }
        codes
    }
}

fn code_is_new(codes: &[String], code: &str) -> bool {
    !codes.iter().any(|own| own == code)
}

/// The item of a list that a cell names by its code, its label, or the first words of one label only.
fn item_of(list: &List, text: &str) -> Option<String> {
    let said = reduced(text);
    if said.is_empty() {
        return None;
    }
    let exact = list.item.iter().find(|item| {
        let label = reduced(&item.label);
        reduced(&item.code) == said || label == said || label == format!("{said} abuse")
    });
    if let Some(item) = exact {
        return Some(item.code.clone());
    }
    let mut starting =
        list.item.iter().filter(|item| format!("{} ", reduced(&item.label)).starts_with(&format!("{said} ")));
    match (starting.next(), starting.next()) {
        (Some(item), None) => Some(item.code.clone()),
        _ => None,
    }
}

fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.to_string(),
        other => other.shown(),
    }
}

/// A moment from a cell.
fn moment_of(cell: &Cell, order: DateOrder) -> Result<FactTime, String> {
    match cell {
        Cell::Date(date) => at(*date, None),
        Cell::Moment(moment) => at(moment.date(), Some(moment.time())),
        Cell::Uncalculated => Err("The cell holds a formula that was never calculated.".to_owned()),
        Cell::Text(text) => {
            if let Ok(moment) = DateTime::parse_from_rfc3339(text.trim()) {
                return Ok(FactTime::of_moment(moment.with_timezone(&Utc)));
            }
            let reading = read_date(text).ok_or("This is not a date.")?;
            if matches!(reading, intake::DateReading::Month(_)) {
                return Err("The day is missing.".to_owned());
            }
            let date = reading.in_order(order).map_err(|fault| match fault {
                DateFault::NotADate => "The calendar has no such day.".to_owned(),
                DateFault::WeekdayDisagrees { .. } => {
                    "The weekday beside the date is not that day\u{2019}s.".to_owned()
                }
            })?;
            let time = written_time(text).map(parse_time).transpose().map_err(|error| error.to_string())?;
            at(date, time)
        }
        Cell::Number(_) | Cell::Empty => Err("This is not a date.".to_owned()),
    }
}

fn at(date: NaiveDate, time: Option<NaiveTime>) -> Result<FactTime, String> {
    match time {
        None => FactTime::on(date),
        Some(time) => FactTime::at(date, time, None, false),
    }
    .map_err(|error| match error {
        TimeError::HappensTwice(date, time) => {
            format!("The clocks went back on {date}, so {time} came twice. Record this one by hand.")
        }
        other => other.to_string(),
    })
}

/// A time of day: as typed, or as the fraction of a day that a workbook keeps.
fn time_of(cell: &Cell) -> Option<NaiveTime> {
    match cell {
        Cell::Text(text) => parse_time(text).ok(),
        Cell::Moment(moment) => Some(moment.time()),
        Cell::Number(part) if (0.0..1.0).contains(part) => {
            // Below 86,400.5 and not negative.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let seconds = (part * 86_400.0).round() as u32;
            NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0)
        }
        _ => None,
    }
}

/// Hours, not negative and at most a hundred years.
fn hours_of(cell: &Cell) -> Option<f64> {
    let hours = match cell {
        Cell::Number(number) => *number,
        Cell::Text(text) => text.trim().trim_end_matches(['h', 'H']).trim().replace(',', "").parse().ok()?,
        _ => return None,
    };
    (hours.is_finite() && (0.0..=876_000.0).contains(&hours)).then_some(hours)
}
