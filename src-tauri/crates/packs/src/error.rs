//! What can go wrong when a pack is built.

/// Why a pack was not built. No variant carries anything a pack says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The input was written by a version whose form this one does not know.
    #[error("pack input has schema {found}; this version builds schema {known}")]
    Schema {
        /// The schema number the input carries.
        found: u32,
        /// The schema number this version builds.
        known: u32,
    },
    /// The pack has no number.
    #[error("pack input has no number")]
    Number,
    /// `made_at` is not an RFC 3339 time from the year 0 on.
    #[error("pack input has a time of making that is not RFC 3339")]
    MadeAt,
    /// The audit head is not 64 hexadecimal digits.
    #[error("pack input has an audit head that is not 64 hexadecimal digits")]
    Head,
    /// A table row has a different number of cells from its header.
    #[error("row {row} of the measure table has {cells} cells under {columns} columns")]
    TableShape {
        /// Row number, the first is 1.
        row: usize,
        /// Cells in that row.
        cells: usize,
        /// Columns in the header.
        columns: usize,
    },
    /// A bundled font cannot be read: the program itself is damaged.
    #[error("a bundled font cannot be read")]
    Font,
    /// The input could not be turned into the template's data.
    #[error("the pack's view model cannot be written as JSON")]
    Data,
    /// The template was refused. Carries where in the template, never what the pack says.
    #[error("the pack could not be laid out: {at}")]
    Layout {
        /// Template file and line, such as `pack.typ:12`, one for each problem.
        at: String,
    },
    /// The laid-out pack breaks a rule of PDF/A-3a or PDF/UA-1, or is too large to write.
    #[error("the pack could not be written as PDF/A-3a and PDF/UA-1: {at}")]
    Write {
        /// Template file and line, such as `pack.typ:12`, one for each problem.
        at: String,
    },
}
