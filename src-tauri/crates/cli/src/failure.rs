//! What went wrong, as a sentence and an exit code.

use std::process::ExitCode;

use services::{Error, ErrorCode};

/// Why a command did not do what it was asked.
pub(crate) enum Failure {
    /// A use case refused.
    Refused(Error),
    /// The import was refused; the rows were printed.
    Import(String),
    /// The command line lacks something.
    Usage(String),
    /// A check found something.
    Unsound,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl Failure {
    /// One sentence or two for standard error.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Refused(error) => error.to_string(),
            Self::Import(message) | Self::Usage(message) => message.clone(),
            Self::Unsound => "The check found something; see above. Nothing was changed.".to_owned(),
        }
    }

    /// The exit code that `--help` lists.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage(_) => 2,
            Self::Import(_) => 5,
            Self::Unsound => 1,
            Self::Refused(error) => match error.code() {
                ErrorCode::WrongPassphrase | ErrorCode::Wait => 3,
                ErrorCode::VaultMissing
                | ErrorCode::VaultDamaged
                | ErrorCode::VaultNewer
                | ErrorCode::VaultInUse
                | ErrorCode::VaultReadOnly
                | ErrorCode::NotAVault
                | ErrorCode::KeyFileOlder => 4,
                ErrorCode::FileUnreadable | ErrorCode::MustAsk => 5,
                ErrorCode::DiskFull | ErrorCode::CannotWriteFile => 6,
                _ => 1,
            },
        })
    }
}
