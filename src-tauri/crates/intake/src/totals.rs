//! Rows that are not figures of a period: sums of the others, and headers said again.

use crate::{Cell, Mapping, Row, Table, Warning, read_count, words};

/// Whether a row adds up others by what it is called.
pub(crate) fn is_labelled_total(row: &Row, mapping: &Mapping) -> bool {
    match row.cell(mapping.start) {
        Cell::Text(text) => words::is_totals_label(text),
        Cell::Empty => row.cells.iter().any(|c| matches!(c, Cell::Text(t) if words::is_totals_label(t))),
        _ => false,
    }
}

/// Whether a row without a date holds the sums of the rows above it.
pub(crate) fn is_sum(row: &Row, mapping: &Mapping, events: u64, exposure: u64) -> bool {
    let says = |column: usize, sum: u64| read_count(row.cell(column)) == Ok(sum);
    says(mapping.events, events) && events > 0 || mapping.exposure.is_some_and(|c| says(c, exposure) && exposure > 0)
}

/// Whether a row says the names of the columns again.
pub(crate) fn is_repeated_header(row: &Row, table: &Table, mapping: &Mapping) -> bool {
    let repeats = |column: usize| match (row.cell(column), table.header.get(column)) {
        (Cell::Text(text), Some(name)) => words::reduce(text) == words::reduce(name),
        _ => false,
    };
    // Dates begin with a digit in nearly every row: most rows are told apart without comparing names.
    !matches!(row.cell(mapping.start), Cell::Text(t) if t.starts_with(|c: char| c.is_ascii_digit()))
        && repeats(mapping.start)
        && repeats(mapping.events)
}

/// Compares what a totals row states with what the rows add up to.
pub(crate) fn compare(row: &Row, table: &Table, mapping: &Mapping, sums: (u64, u64)) -> Vec<Warning> {
    if row.cells.iter().any(|c| matches!(c, Cell::Text(t) if words::is_mean_label(t))) {
        return Vec::new();
    }
    let columns = [Some((mapping.events, sums.0)), mapping.exposure.map(|c| (c, sums.1))];
    let differs = |(column, summed): (usize, u64)| {
        let stated = read_count(row.cell(column)).ok().filter(|stated| *stated != summed)?;
        let column = table.header.get(column).cloned().unwrap_or_default();
        Some(Warning::TotalDiffers { row: row.number, column, stated, summed })
    };
    columns.into_iter().flatten().filter_map(differs).collect()
}
