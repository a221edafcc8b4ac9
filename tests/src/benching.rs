//! What every bench needs: whether it is to measure, the median of some runs, one figure a line.

use std::time::Instant;

use serde_json::json;

/// Whether this program was started to measure. `cargo test --benches` runs a bench once with `--test`: then it only
/// has to build.
#[must_use]
pub fn is_wanted() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// Prints one figure, as `cargo xtask bench` reads it.
pub fn figure(name: &str, value: f64, unit: &str, note: &str) {
    println!("{}", json!({ "name": name, "value": value, "unit": unit, "note": note }));
}

/// Milliseconds of the median of so many runs.
pub fn median(runs: usize, mut work: impl FnMut()) -> f64 {
    median_of(runs, || (), |()| work())
}

/// Milliseconds of the median of so many runs; `prepare` is not counted.
pub fn median_of<T>(runs: usize, mut prepare: impl FnMut() -> T, mut work: impl FnMut(T)) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let ready = prepare();
            let start = Instant::now();
            work(ready);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}
