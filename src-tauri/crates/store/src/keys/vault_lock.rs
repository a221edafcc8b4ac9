//! One program at a time: an operating-system lock on `vault.lock`, and beside it a record of who
//! holds it.
//!
//! The lock is the system's and ends with the process, however it ends. The record stands in a
//! file of its own, `vault.lock.holder`, because a file locked on Windows cannot be read by
//! anybody else, and it is the other person who needs to read it. A record without a lock is left
//! over from a crash and is taken over without a question; until a user has been named in the new
//! record, that is, until the vault has opened, giving the lock back puts the old record back, so
//! that a wrong passphrase does not hide the crash from the next unlock.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};

use super::atomic_write::{FileStep, StepError, read_at_most, rename_through, write_through};

/// The file that is locked.
pub const LOCK: &str = "vault.lock";
/// The record of who holds the lock.
pub const HOLDER: &str = "vault.lock.holder";
const HOLDER_NEW: &str = "vault.lock.holder.new";
const FIRST_LINE: &str = "evident-lock 1";
const LARGEST: usize = 4 * 1024;
const LONGEST_TEXT: usize = 240;
/// Longer than writing a record through to the disk takes, and short enough to wait for.
const SETTLES: Duration = Duration::from_secs(1);

/// Who has a vault open, on which computer, since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The computer's name; empty if the system gave none.
    pub host: String,
    /// The process's number on that computer.
    pub process_id: u32,
    /// Since when, in milliseconds of UTC since 1970.
    pub since_ms: i64,
    /// The label of the slot that was unlocked; empty before unlock.
    pub label: String,
}

impl Holder {
    /// This process on this computer, nobody signed in yet.
    #[must_use]
    pub fn this_process(since_ms: i64) -> Self {
        Self { host: host_name(), process_id: std::process::id(), since_ms, label: String::new() }
    }

    fn render(&self) -> String {
        format!(
            "{FIRST_LINE}\nhost {}\nprocess {}\nsince {}\nlabel {}\n",
            one_line(&self.host),
            self.process_id,
            self.since_ms,
            one_line(&self.label)
        )
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        Some(Self {
            host: one_line(lines.next()?.strip_prefix("host ")?),
            process_id: lines.next()?.strip_prefix("process ")?.parse().ok()?,
            since_ms: lines.next()?.strip_prefix("since ")?.parse().ok()?,
            label: one_line(lines.next()?.strip_prefix("label ")?),
        })
    }
}

/// Why the vault could not be locked for this process.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it. The holder is `None` if its record cannot be read.
    #[error("the vault is open elsewhere")]
    Held(Option<Holder>),
    /// The folder can be read only, so that it cannot be opened for writing.
    #[error("the vault's folder is read-only")]
    ReadOnly(#[source] StepError),
    /// The file system refused otherwise.
    #[error(transparent)]
    File(StepError),
}

/// The lock, held until it is dropped.
#[derive(Debug)]
pub struct VaultLock {
    folder: PathBuf,
    holder: Holder,
    /// The record a crash left, until the vault has opened.
    left_over: Option<Vec<u8>>,
    /// Closing the file is what releases the lock; it is dropped after the record is removed.
    _locked: File,
}

impl VaultLock {
    /// Takes the lock and writes the record. Waits for nothing but, where another process has it, for what
    /// that one's record says to be its own.
    ///
    /// # Errors
    /// [`LockError`]. If the record cannot be written the lock is given back.
    pub fn acquire(folder: &Path, holder: Holder) -> Result<Self, LockError> {
        let locked = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join(LOCK))
            .map_err(StepError::at(FileStep::CreateNew))
            .map_err(file_error)?;
        match FileExt::try_lock(&locked) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held(settled_holder(folder))),
            Err(TryLockError::Error(error)) => {
                return Err(file_error(StepError::at(FileStep::Lock)(error)));
            }
        }
        let left_over = read_at_most(folder, HOLDER, LARGEST).map_err(file_error)?;
        let lock = Self { folder: folder.to_owned(), holder, left_over, _locked: locked };
        lock.write_record().map_err(file_error)?;
        Ok(lock)
    }

    /// Names the user who unlocked the vault in the record; an empty label when it is locked. To
    /// be called once everything that an unclean stop asks for has been checked.
    ///
    /// # Errors
    /// [`StepError`]; the lock is kept.
    pub fn name_user(&mut self, label: &str) -> Result<(), StepError> {
        label.clone_into(&mut self.holder.label);
        self.write_record()?;
        self.left_over = None;
        Ok(())
    }

    /// Whether the last holder ended without giving the lock back, and the vault has not opened
    /// since.
    #[must_use]
    pub fn follows_unclean_stop(&self) -> bool {
        self.left_over.is_some()
    }

    /// Takes the record away and keeps the lock: nobody has the vault open, though nobody else can open it yet.
    pub fn forget_holder(&self) {
        // A record left behind costs one check too many.
        let _ = std::fs::remove_file(self.folder.join(HOLDER));
    }

    /// What the record says.
    #[must_use]
    pub fn holder(&self) -> &Holder {
        &self.holder
    }

    fn write_record(&self) -> Result<(), StepError> {
        put_record(&self.folder, self.holder.render().as_bytes())
    }
}

impl Drop for VaultLock {
    fn drop(&mut self) {
        // A panic is an unclean stop: the record stays. And a record left behind by a failure here
        // costs one check too many.
        if std::thread::panicking() {
            return;
        }
        let _ = match &self.left_over {
            Some(record) => put_record(&self.folder, record).ok(),
            None => std::fs::remove_file(self.folder.join(HOLDER)).ok(),
        };
    }
}

fn put_record(folder: &Path, record: &[u8]) -> Result<(), StepError> {
    write_through(folder, HOLDER_NEW, record)?;
    rename_through(folder, HOLDER_NEW, HOLDER)
}

/// The record beside the lock, if it can be read. It says who holds the lock only while
/// [`VaultLock::acquire`] answers [`LockError::Held`].
#[must_use]
pub fn read_holder(folder: &Path) -> Option<Holder> {
    let bytes = read_at_most(folder, HOLDER, LARGEST).ok()??;
    Holder::parse(std::str::from_utf8(&bytes).ok()?)
}

/// The record of whoever holds the lock now. Between taking the lock and writing the record there is a
/// moment in which nobody's stands there, or that of somebody whose program ended without giving it back: so
/// the record is believed when it has just changed, or has stayed as it is for [`SETTLES`].
fn settled_holder(folder: &Path) -> Option<Holder> {
    let first = read_holder(folder);
    let began = Instant::now();
    while began.elapsed() < SETTLES {
        std::thread::sleep(SETTLES / 40);
        let now = read_holder(folder);
        if now.is_some() && now != first {
            return now;
        }
    }
    first
}

fn file_error(error: StepError) -> LockError {
    if error.is_read_only() { LockError::ReadOnly(error) } else { LockError::File(error) }
}

fn one_line(text: &str) -> String {
    let mut line: String = text.chars().filter(|c| !c.is_control()).collect();
    while line.len() > LONGEST_TEXT {
        line.pop();
    }
    line
}

/// The computer's name: from the kernel on Linux, from the environment elsewhere.
fn host_name() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .or_else(|| std::env::var("HOSTNAME").ok())
        .map(|name| one_line(&name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use std::io::{Error, ErrorKind};

    use super::*;

    #[test]
    fn a_folder_that_may_only_be_read_is_told_from_other_refusals() {
        for (kind, read_only) in [
            (ErrorKind::PermissionDenied, true),
            (ErrorKind::ReadOnlyFilesystem, true),
            (ErrorKind::NotFound, false),
            (ErrorKind::StorageFull, false),
        ] {
            let error = file_error(StepError::at(FileStep::CreateNew)(Error::from(kind)));
            assert_eq!(matches!(error, LockError::ReadOnly(_)), read_only, "{kind}");
        }
    }
}
