//! Failed passphrases and the wait they cost, kept in `vault.tries`.
//!
//! The count is the vault's, not one user's. It slows a colleague at the keyboard; it cannot slow
//! somebody who holds a copy of the files, and whoever can write to the folder can remove it.
//! The file names users by id only, holds no passphrase, and is emptied by the next good unlock
//! after its entries have gone into the audit chain.
//!
//! Choices on the safe side:
//! - A file that is damaged or cannot be read counts as five failures at the moment it is first
//!   seen, and is written anew so that a restart does not begin the wait again. A missing file
//!   counts as none.
//! - A clock that went back starts the wait afresh from the new time: it never ends early, and
//!   never lasts longer than one full wait by the new clock. A clock put forward ends a wait, as
//!   no offline program can know the time.
//! - In a folder that cannot be written the count is kept in memory.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::atomic_write::{FileStep, StepError, read_at_most, rename_through, sync_folder, write_through};

/// The file's name in the vault's folder.
pub const TRIES: &str = "vault.tries";
const TRIES_NEW: &str = "vault.tries.new";
const FIRST_LINE: &str = "evident-tries 1";
const LARGEST: usize = 16 * 1024;
/// How many failures keep their time and user; the count goes on beyond it.
pub const TIMES_KEPT: usize = 100;
const FREE_TRIES: u32 = 4;
const FIRST_WAIT_S: u64 = 30;
const LONGEST_WAIT_S: u64 = 15 * 60;

/// The wait after so many failures: none up to the fourth, 30 s from the fifth, doubling to 15
/// minutes.
#[must_use]
pub fn delay(failures: u32) -> Duration {
    let Some(doublings) = failures.checked_sub(FREE_TRIES + 1) else {
        return Duration::ZERO;
    };
    let seconds = 2_u64.saturating_pow(doublings).saturating_mul(FIRST_WAIT_S);
    Duration::from_secs(seconds.min(LONGEST_WAIT_S))
}

/// One failed try, for the audit chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedTry {
    /// When, in milliseconds of UTC since 1970.
    pub at_ms: i64,
    /// Whose slot was tried; `None` if no user was chosen.
    pub user_id: Option<[u8; 16]>,
}

/// The failed tries of one vault.
#[derive(Debug)]
pub struct Tries {
    folder: PathBuf,
    count: u32,
    wait_from_ms: i64,
    failures: Vec<FailedTry>,
    was_damaged: bool,
    in_memory: bool,
}

impl Tries {
    /// Reads the count. Never fails: see the module's choices.
    #[must_use]
    pub fn load(folder: &Path, now_ms: i64) -> Self {
        let mut tries = Self {
            folder: folder.to_owned(),
            count: 0,
            wait_from_ms: now_ms,
            failures: Vec::new(),
            was_damaged: false,
            in_memory: false,
        };
        let read = read_at_most(folder, TRIES, LARGEST);
        if matches!(read, Ok(None)) {
            return tries;
        }
        match read.ok().flatten().as_deref().and_then(parse) {
            Some(read) => {
                tries.count = read.count;
                tries.wait_from_ms = read.wait_from_ms;
                tries.failures = read.failures;
            }
            None => {
                tries.count = FREE_TRIES + 1;
                tries.was_damaged = true;
                tries.store();
            }
        }
        tries
    }

    /// Counts a failure and starts the wait it costs.
    pub fn record_failure(&mut self, user_id: Option<[u8; 16]>, now_ms: i64) {
        self.count = self.count.saturating_add(1);
        self.wait_from_ms = now_ms;
        if self.failures.len() == TIMES_KEPT {
            self.failures.remove(0);
        }
        self.failures.push(FailedTry { at_ms: now_ms, user_id });
        self.store();
    }

    /// How long to wait before the next try is taken. Starts the wait afresh if the clock has
    /// gone back.
    pub fn remaining(&mut self, now_ms: i64) -> Duration {
        let wait = delay(self.count);
        if wait.is_zero() {
            return wait;
        }
        if now_ms < self.wait_from_ms {
            self.wait_from_ms = now_ms;
            self.store();
        }
        wait.saturating_sub(Duration::from_millis(now_ms.abs_diff(self.wait_from_ms)))
    }

    /// Failures since the last good unlock.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The newest [`TIMES_KEPT`] failures, oldest first.
    #[must_use]
    pub fn failures(&self) -> &[FailedTry] {
        &self.failures
    }

    /// Whether the file could not be understood, so that the count is an assumption.
    #[must_use]
    pub fn was_damaged(&self) -> bool {
        self.was_damaged
    }

    /// Whether the last change could not be written and will be forgotten at the end.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.in_memory
    }

    /// Forgets all failures, after a good unlock has put them into the audit chain.
    ///
    /// # Errors
    /// [`StepError`] if the file is there and could not be removed: the failures will then be
    /// counted again at the next start.
    pub fn clear(&mut self) -> Result<(), StepError> {
        self.count = 0;
        self.failures.clear();
        self.was_damaged = false;
        match std::fs::remove_file(self.folder.join(TRIES)) {
            Ok(()) => sync_folder(&self.folder),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(StepError::at(FileStep::Remove)(error)),
        }
    }

    fn store(&mut self) {
        let text = render(self);
        let written = write_through(&self.folder, TRIES_NEW, text.as_bytes())
            .and_then(|()| rename_through(&self.folder, TRIES_NEW, TRIES));
        self.in_memory = written.is_err();
    }
}

struct Read {
    count: u32,
    wait_from_ms: i64,
    failures: Vec<FailedTry>,
}

fn render(tries: &Tries) -> String {
    let mut text = format!("{FIRST_LINE}\nfailures {}\nwait-from {}\n", tries.count, tries.wait_from_ms);
    for failure in &tries.failures {
        let user = failure.user_id.map_or_else(|| "-".to_owned(), |id| hex(&id));
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "try {} {user}", failure.at_ms);
    }
    let sum = hex(&Sha256::digest(text.as_bytes()));
    let _ = writeln!(text, "sum {sum}");
    text
}

fn parse(bytes: &[u8]) -> Option<Read> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (covered, sum) = text.split_at_checked(text.rfind("sum ")?)?;
    if sum != format!("sum {}\n", hex(&Sha256::digest(covered.as_bytes()))) {
        return None;
    }
    let mut lines = covered.lines();
    if lines.next()? != FIRST_LINE {
        return None;
    }
    let count = lines.next()?.strip_prefix("failures ")?.parse().ok()?;
    let wait_from_ms = lines.next()?.strip_prefix("wait-from ")?.parse().ok()?;
    let failures = lines.map(parse_try).collect::<Option<Vec<_>>>()?;
    Some(Read { count, wait_from_ms, failures })
}

fn parse_try(line: &str) -> Option<FailedTry> {
    let (at, user) = line.strip_prefix("try ")?.split_once(' ')?;
    let user_id = if user == "-" { None } else { Some(id_from_hex(user)?) };
    Some(FailedTry { at_ms: at.parse().ok()?, user_id })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn id_from_hex(text: &str) -> Option<[u8; 16]> {
    if text.len() != 32 {
        return None;
    }
    u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes)
}
