//! A provider's own rows of lists: local names, targets of its councils, bank holidays of later years.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ReferenceId;

/// The canonical schema number of [`ReferenceRecord`].
pub const REFERENCE_SCHEMA: u32 = 1;

/// The list of local authority profiles.
pub const AUTHORITIES: &str = "authority_profile";
/// The list of bank holidays that the provider added. The code is the day.
pub const HOLIDAYS: &str = "bank_holiday";
/// When repeated events speak up: one row at most, under the code of [`REPEATS_CODE`].
pub const REPEATS: &str = "repeat_rule";
/// The code of that row.
pub const REPEATS_CODE: &str = "repeats";
/// What stands before the code of a list of answers, where a provider adds an answer of its own.
pub const ITEMS_PREFIX: &str = "list:";

/// One row of a list, the provider's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceRecord {
    /// Identity.
    pub id: ReferenceId,
    /// The list.
    pub list: String,
    /// Code within the list, never reused.
    pub code: String,
    /// As shown.
    pub label: String,
    /// JSON, of the form its list prescribes.
    pub data: String,
    /// Where it comes from.
    pub source: String,
    /// From when it holds.
    pub valid_from: NaiveDate,
    /// Since when it is no longer offered. What was chosen stays.
    pub retired_on: Option<NaiveDate>,
}
