//! The rows of a dry run, a page at a time: a window holds two hundred, a file two hundred thousand.

use serde::{Deserialize, Serialize};

use super::{DryRow, DryRunView, RefusedView};

/// Rows of a page.
pub const PAGE: usize = 200;

/// Which rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RowList {
    /// Those that will come in.
    ComingIn,
    /// Those that will not.
    NotComingIn,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RowsFrom {
    /// At this place of the list, counted from 0.
    Place(u32),
    /// At the page that holds this row of the file, or the next one of the list.
    FileRow(u32),
}

/// A page of one list; the other list is empty.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RowsView {
    /// Place of the first row in its list, counted from 0; a multiple of the page.
    pub from: u32,
    /// Rows in the whole list.
    pub total: u32,
    /// Rows that will come in.
    pub coming_in: Vec<DryRow>,
    /// Rows that will not.
    pub not_coming_in: Vec<RefusedView>,
}

impl DryRunView {
    /// The counts with the first page of each list.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self {
            coming_in: self.coming_in.iter().take(PAGE).cloned().collect(),
            not_coming_in: self.not_coming_in.iter().take(PAGE).cloned().collect(),
            warnings: self.warnings.clone(),
            question: self.question.clone(),
            totals: self.totals.clone(),
            ..*self
        }
    }

    /// One page of one list. A place beyond its end gives the last page.
    #[must_use]
    pub fn rows(&self, list: RowList, from: RowsFrom) -> RowsView {
        match list {
            RowList::ComingIn => {
                let (from, rows) = page(&self.coming_in, from, |row| row.row);
                RowsView { from, total: self.coming_in_count, coming_in: rows, not_coming_in: Vec::new() }
            }
            RowList::NotComingIn => {
                let (from, rows) = page(&self.not_coming_in, from, |row| row.row);
                RowsView { from, total: self.not_coming_in_count, coming_in: Vec::new(), not_coming_in: rows }
            }
        }
    }
}

/// A page of rows that stand in the order of the file, and its place.
fn page<T: Clone>(rows: &[T], from: RowsFrom, number: impl Fn(&T) -> u32) -> (u32, Vec<T>) {
    let place = match from {
        RowsFrom::Place(place) => place as usize,
        RowsFrom::FileRow(wanted) => rows.partition_point(|row| number(row) < wanted),
    };
    let first = place.min(rows.len().saturating_sub(1)) / PAGE * PAGE;
    let rows = rows.iter().skip(first).take(PAGE).cloned().collect();
    (u32::try_from(first).unwrap_or(u32::MAX), rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list with rows 10, 12, 14 and so on of the file.
    fn run(rows: u32) -> DryRunView {
        let coming_in = (0..rows)
            .map(|at| DryRow {
                row: 10 + 2 * at,
                period: String::new(),
                events: String::new(),
                exposure: String::new(),
            })
            .collect();
        DryRunView {
            coming_in,
            coming_in_count: rows,
            not_coming_in: Vec::new(),
            not_coming_in_count: 0,
            already_here_count: 0,
            warnings: Vec::new(),
            question: None,
            totals: String::new(),
        }
    }

    /// First place and number of rows of the page.
    fn at(rows: u32, from: RowsFrom) -> (u32, usize) {
        let view = run(rows).rows(RowList::ComingIn, from);
        assert_eq!(view.total, rows);
        assert!(view.coming_in.iter().zip(view.from..).all(|(row, place)| row.row == 10 + 2 * place));
        (view.from, view.coming_in.len())
    }

    #[test]
    fn pages_meet_without_a_gap_and_end_with_the_list() {
        assert_eq!(at(450, RowsFrom::Place(0)), (0, 200));
        assert_eq!(at(450, RowsFrom::Place(200)), (200, 200));
        assert_eq!(at(450, RowsFrom::Place(400)), (400, 50));
        assert_eq!(at(450, RowsFrom::Place(399)), (200, 200));
        assert_eq!(at(400, RowsFrom::Place(400)), (200, 200), "no empty last page");
        assert_eq!(at(450, RowsFrom::Place(u32::MAX)), (400, 50));
        assert_eq!(at(0, RowsFrom::Place(0)), (0, 0));
    }

    #[test]
    fn a_row_of_the_file_is_found_on_its_page() {
        assert_eq!(at(450, RowsFrom::FileRow(10)), (0, 200));
        assert_eq!(at(450, RowsFrom::FileRow(408)), (0, 200), "the last of the first page");
        assert_eq!(at(450, RowsFrom::FileRow(409)), (200, 200), "a row of the other list: the next one");
        assert_eq!(at(450, RowsFrom::FileRow(1)), (0, 200));
        assert_eq!(at(450, RowsFrom::FileRow(1_000_000)), (400, 50));
    }

    #[test]
    fn the_first_page_keeps_the_counts() {
        let first = run(450).first_page();
        assert_eq!((first.coming_in.len(), first.coming_in_count), (200, 450));
    }
}
