//! `test`: every check of a change, in stages, with one sum at the end.

use std::fs;
use std::time::Instant;

use crate::fault::Fault;
use crate::interface::Interface;
use crate::packages;
use crate::process::{lines, must_succeed, succeeds};
use crate::tally::Tally;
use crate::workspace::{TEST_FEATURES, Workspace};

/// Runs all stages; a stage that fails does not hide the later ones.
///
/// # Errors
/// [`Fault::Missing`] when something must be installed first, [`Fault::Failed`] when any check failed.
pub fn test(workspace: &Workspace) -> Result<(), Fault> {
    let mut stages = Stages { workspace, tally: Tally::default(), minutes: Vec::new() };
    let interface = stages.set_up()?;

    stages.check("formatting", |_| succeeds(&mut workspace.cargo(&["fmt", "--all", "--check"])));
    // The shell compiles the built pages in, so they come before the first look at Rust.
    stages.needed("interface build", |_| interface.build());
    stages.check("clippy", |_| {
        let what = ["clippy", "--workspace", "--all-targets", "--features", TEST_FEATURES];
        succeeds(&mut workspace.cargo(&[&what[..], &["--", "-D", "warnings"]].concat()))
    });
    // With the tests' own features from the start: nothing is compiled twice. Not `xtask`, whose
    // file Windows would not let anybody overwrite while it runs.
    stages.needed("build", |_| {
        let what = ["build", "--workspace", "--exclude", "xtask", "--bins", "--tests"];
        must_succeed(&mut workspace.cargo(&[&what[..], &["--features", TEST_FEATURES]].concat()))
    });
    stages.libtest("Rust tests", &["--no-fail-fast"], &[]);

    stages.check("svelte-check", |_| {
        let strict = ["--tsconfig", "./tsconfig.json", "--fail-on-warnings"];
        succeeds(&mut interface.tool("svelte-check", &strict))
    });
    stages.check("ESLint", |_| succeeds(&mut interface.tool("eslint", &["--max-warnings", "0", "."])));
    stages.check("Prettier", |_| succeeds(&mut interface.tool("prettier", &["--check", "."])));
    stages.vitest(&interface);

    if cfg!(target_os = "linux") {
        let one_by_one = ["--ignored", "--test-threads=1"];
        let without_disks = [&one_by_one[..], &["--skip", "small_disk"]].concat();
        stages.libtest("window tests", &["--test", "window"], &without_disks);
        if packages::is_root() {
            stages.libtest("tests that mount a disk", &["--test", "bad_places"], &one_by_one);
            let with_disks = [&["small_disk"][..], &one_by_one].concat();
            stages.libtest("window tests that mount a disk", &["--test", "window"], &with_disks);
        }
    }
    stages.close()
}

struct Stages<'a> {
    workspace: &'a Workspace,
    tally: Tally,
    minutes: Vec<(&'static str, f64)>,
}

impl Stages<'_> {
    fn set_up(&mut self) -> Result<Interface, Fault> {
        self.timed("set-up", |stages| {
            packages::ensure(&[packages::WINDOW, packages::TESTS].concat())?;
            Interface::prepare(stages.workspace)
        })
    }

    fn timed<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work(self);
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        println!("== {name}: {minutes:.1} min");
        self.minutes.push((name, minutes));
        result
    }

    /// A stage that counts as one check.
    fn check(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> Result<bool, Fault>) {
        let outcome = self.timed(name, work);
        self.tally.check(holds(outcome));
    }

    /// A stage that later ones build on: it counts only when it fails.
    fn needed(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> Result<(), Fault>) {
        let outcome = self.timed(name, work);
        if !holds(outcome.map(|()| true)) {
            self.tally.check(false);
        }
    }

    /// A run of `cargo test` whose tests are counted one by one.
    fn libtest(&mut self, name: &'static str, which: &[&str], how: &[&str]) {
        let what = ["test", "--workspace", "--features", TEST_FEATURES];
        let arguments = [&what[..], which, &["--"], how].concat();
        self.timed(name, |stages| {
            let failed_before = stages.tally.failed();
            let mut cargo = stages.workspace.cargo(&arguments);
            let outcome = lines(&mut cargo, |line| stages.tally.read_libtest(line));
            // A target that does not compile or dies in the middle prints no result of its own.
            if !holds(outcome) && stages.tally.failed() == failed_before {
                stages.tally.check(false);
            }
        });
    }

    fn vitest(&mut self, interface: &Interface) {
        self.timed("Vitest", |stages| {
            let report = stages.workspace.target.join("vitest.json");
            let _ = fs::remove_file(&report);
            let output = format!("--outputFile.json={}", report.display());
            let reporters = ["run", "--reporter=default", "--reporter=json", &output];
            let failed_before = stages.tally.failed();
            let outcome = succeeds(&mut interface.tool("vitest", &reporters));
            let read = fs::read_to_string(&report).is_ok_and(|text| stages.tally.read_vitest(&text));
            if !(holds(outcome) && read) && stages.tally.failed() == failed_before {
                stages.tally.check(false);
            }
        });
    }

    fn close(self) -> Result<(), Fault> {
        println!("\n== minutes by stage");
        for (name, minutes) in &self.minutes {
            println!("{minutes:6.1}  {name}");
        }
        println!("{:6.1}  together", self.minutes.iter().map(|(_, each)| each).sum::<f64>());
        if self.tally.skipped().next().is_some() {
            println!("\n== skipped");
            self.tally.skipped().for_each(|(name, reason)| println!("{name}: {reason}"));
        }
        println!("\n{}", self.tally);
        match self.tally.failed() {
            0 => Ok(()),
            count => Err(Fault::Failed(format!("{count} of the checks above"))),
        }
    }
}

/// Whether a stage succeeded; one that could not be started says why and has not.
fn holds(outcome: Result<bool, Fault>) -> bool {
    outcome.unwrap_or_else(|fault| {
        println!("{fault}");
        false
    })
}
