//! A screen of its own for one test: Xvfb on a display number that the server picks itself.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A running X server without hardware; it ends with this value.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts Xvfb and waits until it takes clients.
    ///
    /// # Errors
    /// A sentence when Xvfb is not installed or does not come up.
    pub fn start() -> Result<Self, String> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb does not start (Debian package xvfb): {error}"))?;
        // Xvfb writes the number once it listens, so reading it is also the wait.
        let mut number = String::new();
        let read = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
        match read {
            Some(Ok(length)) if length > 0 => Ok(Self { server, name: format!(":{}", number.trim()) }),
            _ => {
                let _ = server.kill();
                let _ = server.wait();
                Err("Xvfb ended before it gave its display number".to_owned())
            }
        }
    }

    /// The value for the environment variable `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
