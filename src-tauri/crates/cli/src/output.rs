//! Printing: data to standard output, everything else to standard error.

use std::io::{ErrorKind, Write};

use serde::Serialize;

use crate::failure::Failure;

/// How data is printed.
pub(crate) struct Output {
    json: bool,
}

impl Output {
    /// As JSON, or in words.
    pub(crate) const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints `data` as JSON where that was asked for, otherwise the lines that `words` makes of it.
    pub(crate) fn show<T: Serialize + ?Sized>(
        &self,
        data: &T,
        words: impl FnOnce(&T) -> Vec<String>,
    ) -> Result<(), Failure> {
        if self.json {
            let text = serde_json::to_string_pretty(data)
                .map_err(|_| Failure::Other("The result could not be written as JSON.".to_owned()))?;
            print(&[text])
        } else {
            print(&words(data))
        }
    }
}

/// Prints lines and flushes. A reader that has closed the pipe has seen enough.
fn print(lines: &[String]) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let written = lines.iter().try_for_each(|line| writeln!(stdout, "{line}")).and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Other("The result could not be printed. What was recorded is kept.".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Tells something that is not data. There is nowhere to report that standard error is closed.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
