//! Processes by number, as Linux shows them under `/proc` (proc(5)).

use std::fs;
use std::path::Path;
use std::process::Command;

/// The descendant of process `ancestor` that runs `program`.
pub fn descendant(ancestor: u32, program: &Path) -> Option<u32> {
    let program = program.canonicalize().ok()?;
    let mut generation = vec![ancestor];
    while !generation.is_empty() {
        let found = generation.iter().find(|pid| runs(**pid, &program));
        if let Some(pid) = found {
            return Some(*pid);
        }
        generation = generation.into_iter().flat_map(children).collect();
    }
    None
}

fn runs(pid: u32, program: &Path) -> bool {
    fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|path| path == program)
}

fn children(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    threads
        .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|list| list.split_whitespace().filter_map(|each| each.parse().ok()).collect::<Vec<_>>())
        .collect()
}

/// Whether the process exists and has not ended (a zombie has).
pub fn is_running(pid: u32) -> bool {
    status(pid, "State:").is_some_and(|state| !state.starts_with(['Z', 'X']))
}

/// The most memory the process has held at once, in KiB (`VmHWM`).
pub fn peak_memory_kib(pid: u32) -> Option<u64> {
    status(pid, "VmHWM:")?.split_whitespace().next()?.parse().ok()
}

fn status(pid: u32, field: &str) -> Option<String> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(field))?;
    Some(line.trim().to_owned())
}

/// Ends the process without asking it (SIGKILL).
///
/// # Errors
/// A sentence when there is no such process.
pub fn kill(pid: u32) -> Result<(), String> {
    let ended = Command::new("kill").args(["-KILL", &pid.to_string()]).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("process {pid} could not be ended")),
    }
}
