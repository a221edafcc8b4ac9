//! What a pack is built from: the one thing that is stored so that it can be built again.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::PackError;
use crate::view::PackView;

/// The form of [`PackInput`] that this version builds. A later form takes a new number, and the
/// template of this one stays beside it, so that an old pack prints as it did.
pub const SCHEMA: u32 = 1;

/// Everything that decides the bytes of one pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackInput {
    /// Form of this record: [`SCHEMA`].
    pub schema: u32,
    /// The pack's number, such as `EP-2026-004`; also the PDF's identifier.
    pub number: String,
    /// When the pack was made, UTC, RFC 3339; the PDF's creation time.
    pub made_at: String,
    /// The same moment as people in the United Kingdom write it: `25 November 2026, 09:00`.
    pub made_at_text: String,
    /// The state of the record that the pack shows.
    pub as_at: AsAt,
    /// Who the pack is for.
    pub audience: Audience,
    /// The person or body who receives it, as typed.
    pub recipient: String,
    /// Why it is handed over.
    pub purpose: String,
    /// The basis on which it is shared.
    pub basis: String,
    /// What was selected, one plain sentence each.
    pub selection: Vec<String>,
    /// What the pack says.
    pub view: PackView,
}

/// A place in the audit chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsAt {
    /// Number of the last entry before the one that records the making.
    pub sequence: u64,
    /// Hash of that entry: 64 hexadecimal digits.
    pub head: String,
}

/// Who a pack is for. It decides what the view may hold; the view is made accordingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// A Care Quality Commission inspector on the premises.
    CqcOnSite,
    /// The provider's own board or owner.
    Board,
}

impl Audience {
    /// The code used on the command line and in the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::CqcOnSite => "cqc_on_site",
            Self::Board => "board",
        }
    }

    /// The audience of a code, or `None` if no pack is built for it.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::CqcOnSite, Self::Board].into_iter().find(|audience| audience.code() == code)
    }

    /// The words above the title on the cover.
    pub fn heading(self) -> &'static str {
        match self {
            Self::CqcOnSite => "Evidence pack for the Care Quality Commission",
            Self::Board => "Evidence pack for the board",
        }
    }
}

impl PackInput {
    /// Checks what the template relies on and returns the time of making.
    ///
    /// # Errors
    /// `Schema`, `Number`, `Head`, `MadeAt` and `TableShape` of [`PackError`].
    pub(crate) fn check(&self) -> Result<DateTime<Utc>, PackError> {
        if self.schema != SCHEMA {
            return Err(PackError::Schema { found: self.schema, known: SCHEMA });
        }
        if self.number.trim().is_empty() {
            return Err(PackError::Number);
        }
        if self.as_at.head.len() != 64 || !self.as_at.head.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(PackError::Head);
        }
        let table = &self.view.measure_table;
        for (index, row) in table.rows.iter().enumerate() {
            if row.len() != table.columns.len() {
                return Err(PackError::TableShape { row: index + 1, cells: row.len(), columns: table.columns.len() });
            }
        }
        DateTime::parse_from_rfc3339(&self.made_at).map(|time| time.with_timezone(&Utc)).map_err(|_| PackError::MadeAt)
    }
}
