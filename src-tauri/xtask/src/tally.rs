//! Counting what ran: the results of several runners in one sum.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// Passed, failed and skipped, over all runners.
#[derive(Debug, Default)]
pub struct Tally {
    passed: u64,
    failed: u64,
    /// Tests left out so far, by name, each with its reason.
    skipped: BTreeMap<String, String>,
}

impl Tally {
    /// Counts a check that either holds or does not, such as a lint.
    pub fn check(&mut self, holds: bool) {
        if holds {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// Tests and checks that failed.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// What was left out, with the reason.
    pub fn skipped(&self) -> impl Iterator<Item = (&str, &str)> {
        self.skipped.iter().map(|(name, reason)| (name.as_str(), reason.as_str()))
    }

    /// Reads a line of libtest's output, as `cargo test` passes it on.
    pub fn read_libtest(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result: ") {
            let before = |word: &str| {
                let parts = counts.split([';', '.']).map(str::trim);
                let number = parts.filter_map(|part| part.strip_suffix(word)?.trim().parse::<u64>().ok());
                number.sum::<u64>()
            };
            self.passed += before("passed");
            self.failed += before("failed");
        } else if let Some((name, outcome)) = line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... ")) {
            match outcome.strip_prefix("ignored") {
                Some(reason) => {
                    let reason = reason.trim_start_matches(',').trim();
                    let reason = if reason.is_empty() { "marked as ignored" } else { reason };
                    self.skipped.insert(name.to_owned(), reason.to_owned());
                }
                // A test that an earlier stage left out has now run.
                None => {
                    self.skipped.remove(name);
                }
            }
        }
    }

    /// Reads Vitest's JSON report; `false` when it is none.
    pub fn read_vitest(&mut self, report: &str) -> bool {
        let Ok(report) = serde_json::from_str::<Value>(report) else { return false };
        let count = |field: &str| report[field].as_u64();
        let (Some(passed), Some(failed)) = (count("numPassedTests"), count("numFailedTests")) else {
            return false;
        };
        self.passed += passed;
        self.failed += failed;
        for file in report["testResults"].as_array().into_iter().flatten() {
            for test in file["assertionResults"].as_array().into_iter().flatten() {
                let status = test["status"].as_str().unwrap_or_default();
                let name = test["fullName"].as_str().unwrap_or_default();
                if matches!(status, "pending" | "skipped" | "todo" | "disabled") {
                    self.skipped.insert(format!("vitest {name}"), format!("marked as {status}"));
                }
            }
        }
        true
    }
}

/// The closing line: `N passed, N failed`, and `, N skipped` where some were.
impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped.len() {
            0 => Ok(()),
            count => write!(out, ", {count} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read_libtest(line));
        tally
    }

    #[test]
    fn results_of_several_targets_are_summed() {
        let tally = after(&[
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 1 filtered out; finished in 1.20s",
            "12 passed in a test's own output",
        ]);
        assert_eq!(tally.to_string(), "15 passed, 2 failed");
    }

    #[test]
    fn a_test_left_out_and_run_later_is_not_skipped() {
        let mut tally = after(&[
            "test journey::concern ... ignored, needs a window",
            "test soak ... ignored",
            "test result: ok. 0 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0s",
        ]);
        assert_eq!(tally.to_string(), "0 passed, 0 failed, 2 skipped");
        tally.read_libtest("test journey::concern ... ok");
        tally
            .read_libtest("test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0s");
        assert_eq!(tally.to_string(), "1 passed, 0 failed, 1 skipped");
        assert_eq!(tally.skipped().collect::<Vec<_>>(), [("soak", "marked as ignored")]);
    }

    #[test]
    fn checks_count_one_each() {
        let mut tally = Tally::default();
        tally.check(true);
        tally.check(false);
        assert_eq!(tally.to_string(), "1 passed, 1 failed");
    }

    #[test]
    fn vitest_reports_are_added() {
        let mut tally = Tally::default();
        let report = r#"{"numPassedTests": 7, "numFailedTests": 1, "testResults": [{"assertionResults":
            [{"status": "passed", "fullName": "a"}, {"status": "skipped", "fullName": "b c"}]}]}"#;
        assert!(tally.read_vitest(report));
        assert_eq!(tally.to_string(), "7 passed, 1 failed, 1 skipped");
        assert!(!tally.read_vitest("no report"));
        assert!(!tally.read_vitest("{}"));
    }
}
