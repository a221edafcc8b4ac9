//! Processes by number, as Linux shows them under `/proc` (proc(5)).

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
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

/// The descendants of process `ancestor` whose name begins with `name` (at most 15 bytes, as Linux keeps it).
pub fn descendants_named(ancestor: u32, name: &str) -> Vec<u32> {
    let (mut found, mut generation) = (Vec::new(), vec![ancestor]);
    while !generation.is_empty() {
        generation = generation.into_iter().flat_map(children).collect();
        let named =
            |pid: &&u32| fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|comm| comm.starts_with(name));
        found.extend(generation.iter().filter(named));
    }
    found
}

/// The process and all its descendants.
pub fn with_descendants(pid: u32) -> Vec<u32> {
    let mut all = descendants_named(pid, "");
    all.push(pid);
    all
}

/// How often the bytes stand in the memory of a process, as far as it is in RAM and the process may write it.
///
/// # Errors
/// A sentence when this user may not read that process.
pub fn occurrences_in_memory(pid: u32, wanted: &[u8]) -> Result<usize, String> {
    let open =
        |name: &str| File::open(format!("/proc/{pid}/{name}")).map_err(|error| format!("process {pid}: {error}"));
    let (mut memory, mut pagemap) = (open("mem")?, open("pagemap")?);
    let regions =
        fs::read_to_string(format!("/proc/{pid}/smaps")).map_err(|error| format!("process {pid}: {error}"))?;
    let mut count = 0;
    for (from, to) in resident_regions(&regions) {
        for (from, to) in resident_runs(&mut pagemap, from, to) {
            let mut bytes = vec![0; usize::try_from(to - from).unwrap_or(0)];
            if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut bytes).is_ok() {
                count += memchr::memmem::find_iter(&bytes, wanted).count();
            }
        }
    }
    Ok(count)
}

/// Regions that may be written and of which anything is in RAM, by their first and last address (smaps in proc(5)).
fn resident_regions(smaps: &str) -> Vec<(u64, u64)> {
    let (mut found, mut region) = (Vec::new(), None);
    for line in smaps.lines() {
        let mut fields = line.split_whitespace();
        match (fields.next(), fields.next()) {
            (Some("Rss:"), Some("0")) => region = None,
            (Some("Rss:"), Some(_)) => found.extend(region.take()),
            (Some(range), Some(rights)) => {
                let Some((from, to)) = range.split_once('-') else { continue };
                let hexadecimal = |text| u64::from_str_radix(text, 16).ok();
                region = hexadecimal(from).zip(hexadecimal(to)).filter(|_| rights.starts_with("rw"));
            }
            _ => {}
        }
    }
    found
}

/// Runs of pages of a region that are in RAM (pagemap in proc(5): bit 63 of eight bytes a page).
fn resident_runs(pagemap: &mut File, from: u64, to: u64) -> Vec<(u64, u64)> {
    const PAGE: u64 = 4096;
    const PAGES: u64 = 1 << 17;
    let mut runs: Vec<(u64, u64)> = Vec::new();
    let mut at = from;
    while at < to {
        let pages = PAGES.min((to - at) / PAGE);
        let mut entries = vec![0_u8; usize::try_from(pages * 8).unwrap_or(0)];
        if pagemap.seek(SeekFrom::Start(at / PAGE * 8)).is_err() || pagemap.read_exact(&mut entries).is_err() {
            return runs;
        }
        for (page, entry) in (0..).zip(entries.chunks_exact(8)) {
            if entry[7] & 0x80 == 0 {
                continue;
            }
            let start = at + page * PAGE;
            match runs.last_mut().filter(|(_, end)| *end == start) {
                Some((_, end)) => *end += PAGE,
                None => runs.push((start, start + PAGE)),
            }
        }
        at += pages * PAGE;
    }
    runs
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
