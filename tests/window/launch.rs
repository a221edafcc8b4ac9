//! Launch time and peak memory of the release program beside the smallest Tauri window's.
//!
//! Prints one JSON line a figure; `cargo xtask bench` runs it and makes the table.

use std::time::{Duration, Instant};

use serde_json::json;

#[allow(dead_code)] // shared with the window tests, which use another part of it
mod base64;
mod display;
#[allow(dead_code)] // as `base64`
mod driver;
mod http;
mod keys;
#[allow(dead_code)] // as `base64`
mod process;

use driver::{Driver, Program, built_program, wait_until};

/// Launches of each program; the first, which reads cold files, is left out.
const LAUNCHES: usize = 10;

/// How often the page is asked for its ready mark.
const LOOK: Duration = Duration::from_millis(2);

/// Unlocks in the window; the first, which checks the store that was killed, is left out.
const UNLOCKS: usize = 5;

/// How long the driver leaves a page alone that measures itself.
const REST: Duration = Duration::from_secs(1);

fn main() -> Result<(), String> {
    // `cargo test --benches` runs a bench once with `--test`: then it only has to build.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
    let home = |name: &str| {
        let path = scratch.path().join(name);
        std::fs::create_dir_all(&path).map(|()| path).map_err(|error| error.to_string())
    };
    let program = |name: &str, arguments: &[&str]| {
        Ok::<_, String>(Program {
            path: built_program(name)?,
            arguments: arguments.iter().map(|each| (*each).to_owned()).collect(),
            environment: Vec::new(),
            home: home(name)?,
        })
    };
    // The first launch of Evident makes the demonstration; later ones find it locked.
    let mut maker = Driver::start(program("evident", &["--demonstration"])?)?;
    maker.open()?;
    wait_until("the demonstration", LOOK, || Ok((ready_mark(&maker)?.as_deref() == Some("open")).then_some(())))?;
    maker.end_program()?;

    // One launch of each warms the file cache.
    let mut evident = Driver::start(program("evident", &[])?)?;
    let mut minimal = Driver::start(program("minimal-window", &[])?)?;
    launch(&mut evident)?;
    evident.kill_program()?;
    launch(&mut minimal)?;
    minimal.kill_program()?;

    let mut times = (Vec::new(), Vec::new());
    for _ in 0..LAUNCHES {
        times.0.push(launch(&mut evident)?);
        evident.kill_program()?;
        times.1.push(launch(&mut minimal)?);
        minimal.kill_program()?;
    }
    let note = format!("median of {LAUNCHES} launches, spawn to ready mark");
    figure("launch_evident", median(times.0), "ms", &note);
    figure("launch_minimal", median(times.1), "ms", &note);

    // Killed before, it checks the whole store at the next unlock: that one is not measured.
    launch(&mut evident)?;
    unlock(&evident)?;
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..UNLOCKS {
        evident.end_program()?;
        launch(&mut evident)?;
        let (refused, opened) = unlock(&evident)?;
        times.0.push(refused);
        times.1.push(opened);
    }
    let note = format!("in the window, median of {UNLOCKS}");
    figure("refused", median(times.0), "ms", &format!("Enter to the refusal of a wrong passphrase, {note}"));
    figure("unlock", median(times.1), "ms", &format!("Enter to first screen, {note}"));
    figure("memory_evident", peak_memory(&evident)?, "MiB", "VmHWM, demonstration open");
    launch(&mut minimal)?;
    figure("memory_minimal", peak_memory(&minimal)?, "MiB", "VmHWM, page shown");
    Ok(())
}

/// Tries a wrong passphrase on the demonstration and then the right one. Returns the milliseconds from Enter to
/// the refusal, which is the derivation and the window around it, and from Enter to the first screen; both by the
/// page's own clock, since a driver that asks all the while takes the processors from the derivation.
fn unlock(evident: &Driver) -> Result<(f64, f64), String> {
    evident.run(
        "const page = document.documentElement;
         let pressed = null;
         addEventListener('keydown', (event) => {
             if (event.key === 'Enter') pressed = performance.now();
         }, { capture: true });
         const taken = () => String(performance.now() - pressed);
         new MutationObserver(() => {
             if (pressed === null) return;
             if (document.querySelector('input[aria-invalid]')) page.dataset.refused ??= taken();
             if (page.dataset.ready === 'open') page.dataset.unlocked ??= taken();
         }).observe(page, { subtree: true, attributeFilter: ['data-ready', 'aria-invalid'] });",
        &[],
    )?;
    let taken = |mark: &str| {
        wait_until(mark, REST, || {
            let script = format!("return document.documentElement.dataset.{mark} ?? null;");
            let taken = evident.run(&script, &[])?;
            Ok(taken.as_str().and_then(|taken| taken.parse::<f64>().ok()))
        })
    };
    evident.type_text("somebody else's words\n")?;
    let refused = taken("refused")?;
    // The window has chosen what was typed, so that the next try takes its place.
    evident.type_text("demonstration only\n")?;
    Ok((refused, taken("unlocked")?))
}

/// Opens the program and returns the milliseconds until the driver sees its ready mark.
fn launch(driver: &mut Driver) -> Result<f64, String> {
    let start = Instant::now();
    driver.open()?;
    wait_until("the ready mark", LOOK, || Ok((ready_mark(driver)?.as_deref() == Some("unlock")).then_some(())))?;
    Ok(milliseconds(start.elapsed()))
}

fn ready_mark(driver: &Driver) -> Result<Option<String>, String> {
    let mark = driver.run("return document.documentElement.dataset.ready ?? null;", &[])?;
    Ok(mark.as_str().map(str::to_owned))
}

fn peak_memory(driver: &Driver) -> Result<f64, String> {
    let kib = process::peak_memory_kib(driver.program_pid()?).ok_or("no VmHWM")?;
    Ok(kib as f64 / 1024.0)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) { (values[middle - 1] + values[middle]) / 2.0 } else { values[middle] }
}

fn figure(name: &str, value: f64, unit: &str, note: &str) {
    println!("{}", json!({"name": name, "value": value, "unit": unit, "note": note}));
}
