//! What the drawing process may not do, from before it reads its first byte.

/// Memory that a document may take, in bytes, beside what the program itself takes.
#[cfg(unix)]
const MEMORY: u64 = 640 * 1024 * 1024;
/// Processor time that it may take, in seconds.
#[cfg(unix)]
const SECONDS: u64 = 15;

/// Gives up what is not needed to draw: more memory, more time, files, and other programs. What a system does not limit
/// stays as it was.
#[cfg(unix)]
pub(crate) fn confine() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let to = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    if let Some(in_use) = address_space() {
        let _ = setrlimit(Resource::As, to(in_use + MEMORY));
    }
    // The first limit ends it with a signal of its own, by which whoever waits knows what it was.
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(SECONDS), maximum: Some(SECONDS + 1) });
    // See `no_core_dumps` of the programs: one byte, and not none.
    let _ = setrlimit(Resource::Core, to(1));
    // No file is written, none is opened, and nothing is started.
    let _ = setrlimit(Resource::Fsize, to(0));
    let _ = setrlimit(Resource::Nofile, to(0));
    let _ = setrlimit(Resource::Nproc, to(0));
}

/// Nothing to give up here: Windows has no such limits for a process that sets them itself.
#[cfg(not(unix))]
pub(crate) const fn confine() {}

/// The address space that this process takes already, in bytes, where the system says.
#[cfg(unix)]
fn address_space() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    let kilobytes: u64 = size.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}
