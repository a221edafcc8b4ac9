//! The program under test, in a process of its own.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

/// The program that the tests start, to be given a task.
pub(crate) fn subject(task: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_soak-subject"));
    command.arg(task).arg(folder).env("EVIDENT_CHEAP_KEYS", "1").stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// Runs a task to its end and gives back what it printed, whether or not it came to a good end.
pub(crate) fn run(mut command: Command) -> Vec<String> {
    let output = command.stdin(Stdio::null()).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(ToOwned::to_owned).collect()
}

/// A program that runs, and what it says line by line.
pub(crate) struct Running {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Running {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The next line; `None` when the program has ended.
    pub(crate) fn line(&mut self) -> Option<String> {
        self.lines.next().map(Result::unwrap)
    }

    /// Answers what the program waits for.
    pub(crate) fn answer(&mut self) {
        // A program that was refused has ended already and reads nothing.
        let _ = self.child.stdin.take().unwrap().write_all(b"\n");
    }

    /// Waits for its own end, and gives back what it had still printed.
    pub(crate) fn end(mut self) -> Vec<String> {
        let rest = self.lines.map(Result::unwrap).collect();
        self.child.wait().unwrap();
        rest
    }

    /// Ends it as `kill -9` does, and gives back what it had still printed.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.map(Result::unwrap).collect()
    }
}
