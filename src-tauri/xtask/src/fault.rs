//! Why a verb could not do its work.

use std::fmt;
use std::process::ExitCode;

/// What ended a verb.
#[derive(Debug)]
pub enum Fault {
    /// A step failed; the text says which.
    Failed(String),
    /// Something must be installed first; the text holds the command that brings it.
    Missing(String),
    /// The command line was not understood.
    Usage(String),
}

impl Fault {
    /// 1 for a failure, 2 for what the caller can put right and repeat.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Failed(_) => ExitCode::from(1),
            Self::Missing(_) | Self::Usage(_) => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(text) => write!(out, "failed: {text}"),
            Self::Missing(text) => write!(out, "missing: {text}"),
            Self::Usage(text) => out.write_str(text),
        }
    }
}
