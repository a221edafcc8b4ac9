//! `bench`: speed, memory and size of a release build, beside things that do the same.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use crate::calendar;
use crate::fault::Fault;
use crate::figures::Figures;
use crate::interface::Interface;
use crate::package::{installers, megabytes};
use crate::packages;
use crate::process::{answer, command, exists, lines, must_succeed};
use crate::workspace::Workspace;

/// Runs of another program; the median counts.
const RUNS: usize = 5;

/// The program that a driver may hold: WebKitGTK lets no private web view be driven, and any other build has one.
const DRIVEN: [&str; 2] = ["--features", "evident/automation"];

/// Measures and prints one table.
///
/// The benches of `evident-tests` that print figures, each as one JSON line.
///
/// `figures` measures inside its own process and leaves, in the folder that `EVIDENT_BENCH_DIR`
/// names, the same work for other programs: `import.csv` (the rows of `import_100k`) and
/// `pack.html` (the pages of `pack_pdf`). `launch` drives the real window.
/// `engine` measures the measures engine alone; `register` a store of thousands of cases beside one of fifty;
/// `evidence` a file of 100 MiB, which it leaves as `evidence.bin`.
///
/// # Errors
/// [`Fault::Missing`] when something must be installed first, [`Fault::Failed`] when a build fails
/// or a bench could not finish; the figures there are have then been printed.
pub fn bench(workspace: &Workspace) -> Result<(), Fault> {
    packages::ensure(&[packages::WINDOW, packages::COMPARISONS].concat())?;
    Interface::prepare(workspace)?.build()?;
    let benches = ["figures", "engine", "register", "evidence", "launch"];
    let which: Vec<&str> = ["--bins"].into_iter().chain(benches.iter().flat_map(|name| ["--bench", *name])).collect();
    let build = [&["build", "--release", "--workspace", "--exclude", "xtask"], &which[..]].concat();
    must_succeed(&mut workspace.cargo(&build))?;

    let folder = workspace.target.join("bench");
    let cleared = if folder.exists() { fs::remove_dir_all(&folder) } else { Ok(()) };
    cleared
        .and_then(|()| fs::create_dir_all(&folder))
        .map_err(|error| Fault::Failed(format!("{}: {error}", folder.display())))?;

    let mut figures = Figures::default();
    let mut unfinished = Vec::new();
    let mut run = |name: &'static str, features: &[&str], figures: &mut Figures| {
        let what = ["bench", "--workspace", "--exclude", "xtask", "--bench", name];
        let mut cargo = workspace.cargo(&[&what[..], features].concat());
        cargo.env("EVIDENT_BENCH_DIR", &folder);
        if !lines(&mut cargo, |line| figures.read(line))? {
            unfinished.push(name);
        }
        Ok::<_, Fault>(())
    };
    run("figures", &[], &mut figures)?;
    run("engine", &[], &mut figures)?;
    run("register", &[], &mut figures)?;
    run("evidence", &[], &mut figures)?;
    scipy(&folder, &mut figures)?;
    sqlite3_import(&folder, &mut figures)?;
    chromium_print(&folder, &mut figures)?;
    age(&folder, &mut figures)?;
    sizes(workspace, &mut figures);
    must_succeed(&mut workspace.cargo(&[&build[..], &DRIVEN].concat()))?;
    run("launch", &DRIVEN, &mut figures)?;
    // What stands in the folder afterwards is the program that people get.
    must_succeed(&mut workspace.cargo(&build))?;

    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    println!("\n$ cargo xtask bench");
    println!("release build, {processors} processors, {}\n", calendar::today());
    println!("{figures}");
    if unfinished.is_empty() {
        Ok(())
    } else {
        Err(Fault::Failed(format!("bench {} did not finish", unfinished.join(" and "))))
    }
}

/// The engine's work in Python with scipy, from an environment of its own that is made once.
fn scipy(folder: &Path, figures: &mut Figures) -> Result<(), Fault> {
    let place = folder.parent().unwrap_or(folder).join("scipy");
    let python = place.join("bin/python");
    let has_scipy =
        |python: &Path| answer(&python.to_string_lossy(), &["-c", "import scipy; print(scipy.__version__)"]);
    if has_scipy(&python).is_none() {
        let made = command("python3", folder, ["-m", "venv", &place.to_string_lossy()])
            .status()
            .is_ok_and(|s| s.success())
            && command(&python, folder, ["-m", "pip", "install", "-q", "scipy"]).status().is_ok_and(|s| s.success());
        if !made {
            println!("scipy is not measured: it needs python3 with venv, and a package index to take scipy from");
            return Ok(());
        }
    }
    let script = folder.join("beside_scipy.py");
    fs::write(&script, include_str!("scipy.py")).map_err(|error| Fault::Failed(error.to_string()))?;
    let mut work = command(&python, folder, [&*script.to_string_lossy()]);
    lines(&mut work, |line| figures.read(line))?;
    let note = format!("scipy {}", has_scipy(&python).unwrap_or_default().trim());
    println!("compared with {note}");
    Ok(())
}

/// The shell's `.import` of the same rows into a plain file.
fn sqlite3_import(folder: &Path, figures: &mut Figures) -> Result<(), Fault> {
    let rows = folder.join("import.csv");
    if !rows.is_file() || !exists("sqlite3") {
        println!("sqlite3 .import is not measured: it needs sqlite3 and the bench's import.csv");
        return Ok(());
    }
    let database = folder.join("import.sqlite");
    let milliseconds = median_of_runs(|| {
        if database.exists() {
            fs::remove_file(&database).map_err(|error| Fault::Failed(error.to_string()))?;
        }
        let words = ["import.sqlite", "-cmd", ".mode csv", ".import import.csv counts"];
        timed(&mut command("sqlite3", folder, words))
    })?;
    let counted = answer("sqlite3", &[&database.to_string_lossy(), "SELECT count(*) FROM counts"]);
    let note = format!("sqlite3 .import of {} rows, median of {RUNS}", counted.unwrap_or_default());
    figures.add("import_100k_sqlite3", milliseconds, "ms", &note);
    Ok(())
}

/// Headless Chromium printing an equal page to PDF.
fn chromium_print(folder: &Path, figures: &mut Figures) -> Result<(), Fault> {
    let page = folder.join("pack.html");
    let browser = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|each| exists(each));
    let (true, Some(browser)) = (page.is_file(), browser) else {
        println!("Chromium's PDF is not measured: it needs Chromium and the bench's pack.html");
        return Ok(());
    };
    let mut words = vec![
        "--headless".to_owned(),
        "--disable-gpu".to_owned(),
        "--no-pdf-header-footer".to_owned(),
        format!("--user-data-dir={}", folder.join("chromium").display()),
        format!("--print-to-pdf={}", folder.join("chromium.pdf").display()),
        format!("file://{}", page.display()),
    ];
    if packages::is_root() {
        words.push("--no-sandbox".to_owned());
    }
    let milliseconds = median_of_runs(|| timed(&mut command(browser, folder, &words)))?;
    if !folder.join("chromium.pdf").is_file() {
        return Err(Fault::Failed("Chromium wrote no PDF".to_owned()));
    }
    let note = format!("headless Chromium, median of {RUNS}");
    figures.add("pack_pdf_chromium", milliseconds, "ms", &note);
    Ok(())
}

/// `age` encrypting the file that the bench of evidence added.
fn age(folder: &Path, figures: &mut Figures) -> Result<(), Fault> {
    let file = folder.join("evidence.bin");
    if !file.is_file() || !exists("age") || !exists("age-keygen") {
        println!("age is not measured: it needs age and the bench's evidence.bin");
        return Ok(());
    }
    let key = folder.join("age.key");
    must_succeed(&mut command("age-keygen", folder, ["-o", &*key.to_string_lossy()]))?;
    let recipient = answer("age-keygen", &["-y", &key.to_string_lossy()]).unwrap_or_default();
    let words = ["-r", recipient.trim(), "-o", "evidence.age", "evidence.bin"];
    let milliseconds = median_of_runs(|| timed(&mut command("age", folder, words)))?;
    figures.add("age_100mb", milliseconds, "ms", &format!("age to one recipient, median of {RUNS}"));
    Ok(())
}

fn sizes(workspace: &Workspace, figures: &mut Figures) {
    for (figure, name) in [("size_evident", "evident"), ("size_minimal", "minimal-window")] {
        let path = workspace.program("release", name);
        figures.add(figure, megabytes(&path), "MB", "release program, symbols stripped");
    }
    match installers(&workspace.target.join("release/bundle")).first() {
        Some(installer) => figures.add("size_installer", megabytes(installer), "MB", "cargo xtask package"),
        None => println!("The installer's size is not known: cargo xtask package builds it"),
    }
}

fn timed(command: &mut std::process::Command) -> Result<f64, Fault> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status();
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    match status {
        Ok(status) if status.success() => Ok(milliseconds),
        _ => Err(Fault::Failed(crate::process::as_typed(command))),
    }
}

/// The first run reads cold files and is left out.
fn median_of_runs(mut run: impl FnMut() -> Result<f64, Fault>) -> Result<f64, Fault> {
    run()?;
    let mut times = (0..RUNS).map(|_| run()).collect::<Result<Vec<_>, _>>()?;
    times.sort_by(f64::total_cmp);
    Ok(times[RUNS / 2])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

    use super::*;

    #[test]
    fn the_median_leaves_the_first_run_out() {
        let mut times = [900.0, 5.0, 1.0, 4.0, 2.0, 3.0].into_iter();
        let median = median_of_runs(|| Ok(times.next().unwrap())).unwrap();
        assert!((median - 3.0).abs() < 1e-9);
        assert_eq!(times.next(), None);
    }

    #[test]
    fn a_run_that_fails_ends_the_measurement() {
        assert!(median_of_runs(|| Err(Fault::Failed(String::new()))).is_err());
    }
}
