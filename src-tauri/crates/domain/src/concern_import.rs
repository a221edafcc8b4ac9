//! A file of concerns that was brought in, each row as a case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{BatchId, CaseId, ServiceId};

/// The canonical schema number of [`ConcernImport`].
pub const CONCERN_IMPORT_SCHEMA: u32 = 1;

/// An import as one revision keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernImport {
    /// Identity.
    pub id: BatchId,
    /// The service it was brought into.
    pub service_id: ServiceId,
    /// The file's own name, without a path.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub file_sha256: String,
    /// Which column was read as what, by the names of the columns: the next file of the same form is read alike.
    pub columns: BTreeMap<String, String>,
    /// What holds for every row, as codes or words.
    pub same: BTreeMap<String, String>,
    /// The cases it made, in the order of the file.
    pub cases: Vec<CaseId>,
    /// Whether it was undone: its cases are then in the bin, but for those that were changed since.
    pub undone: bool,
}
