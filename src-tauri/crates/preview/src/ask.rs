//! Has a document drawn in a process of its own, and waits for it no longer than it may take.

use std::{
    io::{Read, Write},
    path::Path,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use crate::{
    ARGUMENT, Reply, Unshown,
    reply::{LARGEST_REPLY, decode},
};

/// How long a document may take to be drawn, once all of it was handed over.
pub const WAIT: Duration = Duration::from_secs(30);
/// How long it may take to be handed over.
const HANDED_OVER: Duration = Duration::from_secs(120);
/// How often it is looked whether the process has to be ended.
const LOOK: Duration = Duration::from_millis(10);

/// Asked now and then whether whoever waits wants it no more.
pub type Stop = Arc<dyn Fn() -> bool + Send + Sync>;

/// A document that is being drawn. Dropped, it is drawn no further.
pub struct Drawing {
    stdin: Option<ChildStdin>,
    reader: Option<JoinHandle<Vec<u8>>>,
    guard: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
    wait: Duration,
}

struct Shared {
    child: Mutex<Child>,
    deadline: Mutex<Instant>,
    stop: Stop,
    is_over: AtomicBool,
    was_stopped: AtomicBool,
    took_too_long: AtomicBool,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drawing {
    /// Starts `program`, which calls [`crate::run_if_asked`] before anything else, for page `page` of a document of
    /// `size` bytes.
    ///
    /// # Errors
    /// [`Unshown::NotStarted`].
    pub fn start(program: &Path, page: u32, size: u64, stop: Stop) -> Result<Self, Unshown> {
        Self::start_within(program, page, size, stop, WAIT)
    }

    fn start_within(program: &Path, page: u32, size: u64, stop: Stop, wait: Duration) -> Result<Self, Unshown> {
        let mut command = Command::new(program);
        command.arg(ARGUMENT).arg(page.to_string()).arg(size.to_string());
        // It needs to know nothing of this one, and a script may have put a passphrase there.
        command.env_remove("EVIDENT_PASSPHRASE");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        no_window(&mut command);
        let mut child = command.spawn().map_err(|_| Unshown::NotStarted)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let shared = Arc::new(Shared {
            child: Mutex::new(child),
            deadline: Mutex::new(Instant::now() + HANDED_OVER),
            stop,
            is_over: AtomicBool::new(false),
            was_stopped: AtomicBool::new(false),
            took_too_long: AtomicBool::new(false),
        });
        let reader = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            // What was read before a pipe broke is judged by itself.
            let _ = stdout.map(|stdout| stdout.take(LARGEST_REPLY).read_to_end(&mut bytes));
            bytes
        });
        let guard = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.guard()
        });
        Ok(Self { stdin, reader: Some(reader), guard: Some(guard), shared, wait })
    }

    /// Hands over the next bytes. Returns false when the process wants no more of them: its answer then says why.
    pub fn send(&mut self, bytes: &[u8]) -> bool {
        self.stdin.as_mut().is_some_and(|stdin| stdin.write_all(bytes).is_ok())
    }

    /// Waits for the answer.
    ///
    /// # Errors
    /// Why the document cannot be shown.
    pub fn finish(mut self) -> Result<Reply, Unshown> {
        *held(&self.shared.deadline) = Instant::now() + self.wait;
        // It reads to the end of its input.
        drop(self.stdin.take());
        let bytes = self.reader.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        let ended = self.end();
        if self.shared.was_stopped.load(Ordering::Relaxed) {
            return Err(Unshown::Stopped);
        }
        if self.shared.took_too_long.load(Ordering::Relaxed) || ended.is_some_and(is_out_of_time) {
            return Err(Unshown::TookTooLong);
        }
        decode(&bytes)
    }

    /// Sees to it that the process is no more, and tells how it ended.
    fn end(&mut self) -> Option<ExitStatus> {
        self.shared.is_over.store(true, Ordering::Relaxed);
        drop(self.stdin.take());
        self.shared.kill();
        if let Some(guard) = self.guard.take() {
            let _ = guard.join();
        }
        held(&self.shared.child).wait().ok()
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// Whether it was ended because it had used up its processor time.
#[cfg(unix)]
fn is_out_of_time(ended: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    ended.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
const fn is_out_of_time(_ended: ExitStatus) -> bool {
    false
}

impl Shared {
    /// Ends the process when it takes too long or is wanted no more.
    fn guard(&self) {
        while !self.is_over.load(Ordering::Relaxed) {
            if (self.stop)() {
                self.was_stopped.store(true, Ordering::Relaxed);
                return self.kill();
            }
            if Instant::now() > *held(&self.deadline) {
                self.took_too_long.store(true, Ordering::Relaxed);
                return self.kill();
            }
            std::thread::sleep(LOOK);
        }
    }

    /// One that has ended already is not there to be killed.
    fn kill(&self) {
        let _ = held(&self.child).kill();
    }
}

/// Windows opens a console for a program that has none, unless it is told not to.
#[cfg(windows)]
fn no_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
const fn no_window(_command: &mut Command) {}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use std::{os::unix::fs::PermissionsExt, path::PathBuf};

    use super::*;

    /// A program that does as the script says, and the folder it lies in.
    fn program(name: &str, script: &str) -> PathBuf {
        let file = std::env::temp_dir().join(format!("evident-preview-{}-{name}", std::process::id()));
        std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
        file
    }

    fn asked(name: &str, script: &str, wait: Duration) -> (Result<Reply, Unshown>, bool) {
        let file = program(name, script);
        // Until the file may be run: another thread may have been forking while it was written.
        let mut drawing = loop {
            match Drawing::start_within(&file, 1, 10, Arc::new(|| false), wait) {
                Ok(drawing) => break drawing,
                Err(_) => std::thread::sleep(LOOK),
            }
        };
        let mut is_read = true;
        for _ in 0..1_000 {
            is_read = is_read && drawing.send(&[7; 65_536]);
        }
        let answer = drawing.finish();
        std::fs::remove_file(file).unwrap();
        (answer, is_read)
    }

    #[test]
    fn one_that_never_answers_is_ended() {
        let (answer, is_read) = asked("sleeps", "cat > /dev/null; exec sleep 600", Duration::from_millis(300));
        assert_eq!(answer, Err(Unshown::TookTooLong));
        assert!(is_read);
    }

    #[test]
    fn one_that_reads_nothing_and_ends_keeps_nobody_waiting() {
        let (answer, is_read) = asked("ends", "exit 3", WAIT);
        assert_eq!(answer, Err(Unshown::Broken));
        assert!(!is_read);
    }

    #[test]
    fn one_that_answers_without_end_is_heard_no_longer_than_a_picture_is() {
        assert_eq!(asked("floods", "exec yes", WAIT).0, Err(Unshown::Broken));
    }

    #[test]
    fn one_that_is_wanted_no_more_is_ended_even_while_it_is_being_fed() {
        let file = program("hangs", "exec sleep 600");
        let stopped = Arc::new(AtomicBool::new(false));
        let stop: Stop = {
            let stopped = Arc::clone(&stopped);
            Arc::new(move || stopped.load(Ordering::Relaxed))
        };
        let mut drawing = loop {
            match Drawing::start_within(&file, 1, 10, Arc::clone(&stop), WAIT) {
                Ok(drawing) => break drawing,
                Err(_) => std::thread::sleep(LOOK),
            }
        };
        let stopper = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            stopped.store(true, Ordering::Relaxed);
        });
        // It reads nothing: the pipe fills, and the sender would wait for ever.
        while drawing.send(&[7; 65_536]) {}
        assert_eq!(drawing.finish(), Err(Unshown::Stopped));
        stopper.join().unwrap();
        std::fs::remove_file(file).unwrap();
    }

    #[test]
    fn a_program_that_is_not_there_is_said() {
        let none = Drawing::start(Path::new("/nonexistent/evident"), 1, 10, Arc::new(|| false));
        assert_eq!(none.err(), Some(Unshown::NotStarted));
    }
}
