//! What is wrong with a form, field by field.

use serde::Serialize;

/// One thing wrong with one field, in words for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// The field's name as the form and the command line know it.
    pub field: &'static str,
    /// A whole sentence: what is wrong and what to type instead.
    pub message: String,
}

/// The problems of one form, gathered before any is reported.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Problems(Vec<FieldProblem>);

impl Problems {
    /// No problems yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a problem with `field`.
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push(FieldProblem { field, message: message.into() });
    }

    /// Adds a problem when `text` is blank, and returns it trimmed.
    pub fn required(&mut self, field: &'static str, text: &str, message: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(field, message);
        }
        text.to_owned()
    }

    /// Adds a problem when `text` is longer than `most` characters.
    pub fn at_most(&mut self, field: &'static str, text: &str, most: usize) {
        let count = text.chars().count();
        if count > most {
            self.add(
                field,
                format!(
                    "This is {count} characters long; there is room for {most}. Shorten it; nothing you typed is lost."
                ),
            );
        }
    }

    /// `Ok` when nothing was wrong.
    ///
    /// # Errors
    /// The problems, in the order of the form.
    pub fn into_result(self) -> Result<(), Vec<FieldProblem>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}
