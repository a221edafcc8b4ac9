//! Running other programs: shown as typed, streamed as they speak.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::fault::Fault;

/// A command for `program` in `folder`, with `arguments`.
pub fn command<I, S>(program: impl AsRef<OsStr>, folder: &Path, arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// The command as a person would type it.
pub fn as_typed(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let quoted = words.map(|word| {
        let word = word.to_string_lossy();
        if word.is_empty() || word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.into_owned() }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Runs the command with its output shown, and says whether it succeeded.
///
/// # Errors
/// [`Fault::Failed`] when the program cannot be started.
pub fn succeeds(command: &mut Command) -> Result<bool, Fault> {
    println!("$ {}", as_typed(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    Ok(status.success())
}

/// As [`succeeds`], where failing ends the verb.
///
/// # Errors
/// [`Fault::Failed`] when the program cannot be started or fails.
pub fn must_succeed(command: &mut Command) -> Result<(), Fault> {
    if succeeds(command)? { Ok(()) } else { Err(Fault::Failed(as_typed(command))) }
}

/// Runs the command, shows each line of its standard output and hands it to `each`.
///
/// # Errors
/// [`Fault::Failed`] when the program cannot be started or its output not read.
pub fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool, Fault> {
    println!("$ {}", as_typed(command));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(output) = child.stdout.take() {
        let mut reader = BufReader::new(output);
        let mut bytes = Vec::new();
        // Tests may print bytes that are not UTF-8: a line is shown as well as it can be.
        while reader.read_until(b'\n', &mut bytes).map_err(|error| not_started(command, &error))? > 0 {
            let line = String::from_utf8_lossy(&bytes);
            let line = line.trim_end_matches(['\r', '\n']);
            println!("{line}");
            each(line);
            bytes.clear();
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok(status.success())
}

/// The standard output of a command that succeeds quietly; `None` when it fails or is not there.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program can be started by this name.
pub fn exists(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path)
            .any(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)).is_file())
    })
}

fn not_started(command: &Command, error: &std::io::Error) -> Fault {
    Fault::Failed(format!("{}: {error}", as_typed(command)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let shown = as_typed(&command("cargo", Path::new("."), ["test", "two words", ""]));
        assert_eq!(shown, "cargo test \"two words\" \"\"");
    }

    #[test]
    fn a_program_that_is_not_there_is_a_fault_and_not_a_panic() {
        let mut absent = command("evident-no-such-program", Path::new("."), [""; 0]);
        assert!(matches!(succeeds(&mut absent), Err(Fault::Failed(_))));
        assert!(!exists("evident-no-such-program"));
        assert_eq!(answer("evident-no-such-program", &[]), None);
    }
}
