//! Cases of one enquiry, one for each adult, that share meetings, agencies and what those did.

use serde::{Deserialize, Serialize};

use crate::{FieldProblem, GroupId, ServiceId, problem::Problems, text};

/// The canonical schema number of [`GroupRecord`].
pub const GROUP_SCHEMA: u32 = 1;

/// A group as one revision keeps it. Which cases are in it, the cases say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRecord {
    /// Identity.
    pub id: GroupId,
    /// The service whose cases it holds.
    pub service_id: ServiceId,
    /// A short name.
    pub title: String,
    /// What it is about, in words.
    pub about: String,
    /// In the bin.
    pub removed: bool,
}

impl GroupRecord {
    /// Checks and tidies what was typed.
    ///
    /// # Errors
    /// What is missing or too long.
    pub fn check(mut self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let title = text::tidy(&self.title).replace('\n', " ");
        self.title = problems.required("title", &title, "Give it a short name, without anybody\u{2019}s name in it.");
        problems.at_most("title", &self.title, 160);
        self.about = text::tidy(&self.about);
        problems.at_most("about", &self.about, crate::case::LONGEST_ACCOUNT);
        problems.into_result()?;
        Ok(self)
    }
}
