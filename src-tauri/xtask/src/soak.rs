//! `soak`: the long tests, with a report that is kept.

use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use crate::calendar;
use crate::fault::Fault;
use crate::packages;
use crate::process::{as_typed, lines, must_succeed};
use crate::tally::Tally;
use crate::workspace::{TEST_FEATURES, Workspace};

/// Runs the `soak` tests and writes `tests/reports/soak-<date>.txt`: command, date, seed, output. The simulations of
/// verdicts among them write their tables to `tests/reports/verdicts.md`.
///
/// `EVIDENT_SEED` repeats an earlier run; without it the seed comes from the clock.
///
/// # Errors
/// [`Fault::Failed`] when a test fails or the report cannot be written.
pub fn soak(workspace: &Workspace) -> Result<(), Fault> {
    packages::ensure(&[packages::WINDOW, packages::TESTS].concat())?;
    // The command line is among what the tests start; `cargo test` does not build it of itself.
    let programs = ["build", "--workspace", "--exclude", "xtask", "--bin", "evident-cli", "--features", TEST_FEATURES];
    must_succeed(&mut workspace.cargo(&programs))?;
    let seed = std::env::var("EVIDENT_SEED").unwrap_or_else(|_| calendar::seconds_since_1970().to_string());
    let mut cargo = workspace.cargo(&[
        "test",
        "--workspace",
        "--features",
        TEST_FEATURES,
        "--test",
        "soak",
        "--test",
        "verdicts",
        "--",
        "--include-ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    cargo.env("EVIDENT_SOAK", "1").env("EVIDENT_SEED", &seed);

    let date = calendar::today();
    let typed = as_typed(&cargo);
    let mut report = format!("command: EVIDENT_SOAK=1 EVIDENT_SEED={seed} {typed}\ndate: {date}\nseed: {seed}\n\n");
    let start = Instant::now();
    let mut tally = Tally::default();
    let passed = lines(&mut cargo, |line| {
        tally.read_libtest(line);
        report.push_str(line);
        report.push('\n');
    })?;
    if !passed && tally.failed() == 0 {
        tally.check(false);
    }
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    // Writing to a String cannot fail.
    let _ = write!(report, "\nminutes: {minutes:.1}\n{tally}\n");

    let path = workspace.root.join("tests/reports").join(format!("soak-{date}.txt"));
    let written = path.parent().map_or(Ok(()), fs::create_dir_all);
    written
        .and_then(|()| fs::write(&path, report))
        .map_err(|error| Fault::Failed(format!("{}: {error}", workspace.shown(&path))))?;
    println!("report: {}\n\n{tally}", workspace.shown(&path));
    match tally.failed() {
        0 => Ok(()),
        count => Err(Fault::Failed(format!("{count} long tests"))),
    }
}
