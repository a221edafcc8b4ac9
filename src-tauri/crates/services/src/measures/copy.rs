//! A measure for the clipboard: its chart as a picture, its numbers as cells.

use domain::{MeasureId, audit::Action};
use serde::Deserialize;

use super::page::page;
use crate::{Error, Pixels, Result, Session, Subject, Vault, cases::FigureView, picture::pixels};

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum CopyWhat {
    /// The chart.
    Picture,
    /// The numbers behind it.
    Numbers,
}

/// What goes to the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// A picture.
    Picture(Pixels),
    /// Cells, divided by tabs and line ends, as spreadsheets take them.
    Text(String),
}

/// Width of a copied chart.
pub(crate) const COPIED_WIDTH: f64 = 900.0;

/// Makes a copy of a measure for the clipboard, and notes in the audit chain that it left.
///
/// # Errors
/// Not for this role, not there, nothing entered, or the store's.
pub fn copy(vault: &mut Vault, session: &Session, id: MeasureId, what: CopyWhat) -> Result<Copied> {
    session.require(Action::ExportMeasure)?;
    let page = page(vault, session, id, COPIED_WIDTH)?;
    copy_figure(vault, session, id, &page.figure, what)
}

/// Copies a figure of a measure, and notes in the audit chain that it left.
///
/// # Errors
/// Not for this role, a drawing that cannot be made, or the store's.
pub(crate) fn copy_figure(
    vault: &mut Vault,
    session: &Session,
    id: MeasureId,
    figure: &FigureView,
    what: CopyWhat,
) -> Result<Copied> {
    session.require(Action::ExportMeasure)?;
    let copied = match what {
        CopyWhat::Picture if figure.svg.is_empty() => {
            return Err(Error::NotAvailable("There is no picture here, only a table. Copy the numbers.".to_owned()));
        }
        CopyWhat::Picture => Copied::Picture(pixels(&figure.svg)?),
        CopyWhat::Numbers => Copied::Text(cells(&figure.table)),
    };
    vault.change(session, Action::ExportMeasure, None, |_| Ok(((), Subject::from(id))))?;
    Ok(copied)
}

/// Tables as cells. A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn cells(tables: &[crate::cases::FigureTable]) -> String {
    let mut text = String::new();
    for table in tables {
        let rows = std::iter::once(&table.columns).chain(&table.rows);
        for row in rows {
            let row: Vec<String> =
                row.iter().map(|cell| intake::neutralise(&cell.replace(['\t', '\n', '\r'], " "))).collect();
            text.push_str(&row.join("\t"));
            text.push('\n');
        }
    }
    text
}
