//! The tables of `tests/reports/verdicts.md`.

use std::fmt::Write as _;

use std::collections::BTreeMap;

use services::reference_cases::CaseOutcome;

use crate::simulated::{Followed, Scenario};

const HEAD: &str = "# Verdicts: reference cases and simulations\n\n\
    Rule set `evident-1`. Written by `cargo xtask soak` (or `EVIDENT_SOAK=1 cargo test --release --test verdicts` with \
    the features of the tests); seeds are fixed in `tests/tests/verdicts`.\n";

fn percent(share: f64) -> String {
    format!("{:.2}%", 100.0 * share)
}

/// Method, number of cases, largest relative difference of any number.
pub(crate) fn cases(outcomes: &[CaseOutcome]) -> String {
    let mut methods: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for outcome in outcomes {
        let entry = methods.entry(&outcome.method).or_default();
        entry.0 += 1;
        entry.1 = entry.1.max(outcome.largest);
    }
    let mut text = format!(
        "## Reference cases\n\n{} cases, each within its own tolerance (`evident-cli measures check \
         tests/fixtures/oracles`).\n\n| method | cases | largest relative difference |\n|---|---|---|\n",
        outcomes.len()
    );
    for (method, (cases, largest)) in methods {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {method} | {cases} | {largest:.1e} |");
    }
    text
}

pub(crate) fn nulls(rows: &[(Scenario, Followed)], runs: u32) -> String {
    let mut text = format!(
        "## Nothing changed\n\n{runs} services each, 26 weeks before, looked at every four weeks for a year \
         (planned: interim checks at 4 and 12 weeks, the final one at 26). Ever said:\n\n\
         | counts | worked, unplanned (at most 1%) | worked, planned (at most 5%) | may have worked, unplanned \
         | may have worked, planned | got worse |\n|---|---|---|---|---|---|\n"
    );
    rows_of(&mut text, rows);
    text
}

pub(crate) fn dependent(rows: &[(Scenario, Followed)], runs: u32) -> String {
    let mut text = format!(
        "## Nothing changed, but weeks depend on one another or on the season\n\n{runs} services each; no bound is \
         claimed for these. Ever said:\n\n\
         | counts | worked, unplanned | worked, planned | may have worked, unplanned | may have worked, planned \
         | got worse |\n|---|---|---|---|---|---|\n"
    );
    rows_of(&mut text, rows);
    text
}

fn rows_of(text: &mut String, rows: &[(Scenario, Followed)]) {
    for (scenario, seen) in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            scenario.name,
            percent(seen.share(|s| s.worked_unplanned)),
            percent(seen.share(|s| s.worked_planned)),
            percent(seen.share(|s| s.may_unplanned)),
            percent(seen.share(|s| s.may_planned)),
            percent(seen.share(|s| s.worse)),
        );
    }
}

pub(crate) fn power(rows: &[(Scenario, Followed)], runs: u32) -> String {
    let mut text = format!(
        "## A real change\n\n{runs} services each.\n\n\
         | the rate went | worked within the year, planned | worked within the year, unplanned \
         | worked at the look a year on | no sign a year on | got worse by week 24 |\n|---|---|---|---|---|---|\n"
    );
    for (scenario, seen) in rows {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            scenario.name,
            percent(seen.share(|s| s.worked_planned)),
            percent(seen.share(|s| s.worked_unplanned)),
            percent(seen.share(|s| s.worked_at_year)),
            percent(seen.share(|s| s.no_sign_at_year)),
            percent(seen.share(|s| s.worse_by_24)),
        );
    }
    text
}

/// Puts a part of the report between its marks, in a soak.
pub(crate) fn write(part: &str, text: &str) {
    if std::env::var_os("EVIDENT_SOAK").is_none() {
        return;
    }
    let path = evident_tests::root().join("tests/reports/verdicts.md");
    let whole = std::fs::read_to_string(&path).unwrap_or_else(|_| HEAD.to_owned());
    let (open, close) = (format!("<!-- {part} -->\n"), format!("<!-- end of {part} -->\n"));
    let new = format!("{open}\n{text}\n{close}");
    let whole = match (whole.find(&open), whole.find(&close)) {
        (Some(from), Some(to)) => format!("{}{new}{}", &whole[..from], &whole[to + close.len()..]),
        _ => format!("{whole}\n{new}"),
    };
    std::fs::write(path, whole).unwrap();
}
