//! The one error that crosses to the window.

use serde::Serialize;
use services::{Error, ErrorCode, QuestionChoice};

/// What went wrong, for the window to show where it belongs.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct CommandError {
    /// What the window treats differently.
    pub code: ErrorCode,
    /// What happened, what is safe, what to do.
    pub message: String,
    /// The field at fault.
    pub field: Option<String>,
    /// Everything wrong with a form, field by field.
    pub problems: Vec<FieldTrouble>,
    /// Seconds until the next try.
    pub wait_seconds: Option<u32>,
    /// The answers there are, for a question.
    pub choices: Vec<QuestionChoice>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct FieldTrouble {
    /// The field.
    pub field: String,
    /// What is wrong, and what to type instead.
    pub message: String,
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
            field: error.field().map(str::to_owned),
            problems: error
                .problems()
                .iter()
                .map(|problem| FieldTrouble { field: problem.field.to_owned(), message: problem.message.clone() })
                .collect(),
            wait_seconds: match &error {
                Error::Wait(seconds) => Some(u32::try_from(*seconds).unwrap_or(u32::MAX)),
                _ => None,
            },
            choices: error.choices(),
        }
    }
}

/// The result of a command.
pub(crate) type CommandResult<T> = Result<T, CommandError>;
