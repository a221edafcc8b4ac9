//! The sentence and the working of a verdict on rounds of people's results.

use domain::{plain, round::RoundKind};
use measures::{
    DurationComparison, McNemar, Move, PairedComparison, PeopleComparison, PeopleVerdict, ProportionComparison, Reason,
    TwoGroups, Verdict,
};

use super::{
    caveats::{Facts, clause},
    names::{Names, p_text},
    not_enough,
    proportions::share_text,
    working::WorkingRow,
};

/// What a sentence on rounds speaks of.
pub(crate) struct PeopleWords<'a> {
    /// The measure and the change.
    pub names: &'a Names,
    /// What was found.
    pub found: &'a PeopleVerdict,
    /// What was taken down.
    pub kind: RoundKind,
}

/// A score to at most two decimals: "3", "2.5".
fn number(value: f64) -> String {
    let text = plain::decimal(value, 2);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn middle(value: Option<f64>) -> String {
    value.map_or_else(|| "none".to_owned(), number)
}

/// Hours from which times are said in days.
const IN_DAYS: f64 = 72.0;

/// How the times of a comparison are said: all of them in one unit, by the longer middle time; in hours where the
/// measure is of hours.
fn times(found: &DurationComparison, names: &Names) -> impl Fn(f64) -> String + use<> {
    let longest = found.before.median.into_iter().chain(found.after.median).fold(0.0, f64::max);
    let in_days = longest >= IN_DAYS && names.many != "hours";
    move |hours| {
        let (size, one, many) = if in_days { (hours / 24.0, "day", "days") } else { (hours, "hour", "hours") };
        let text = number((size * 10.0).round() / 10.0);
        format!("{text} {}", if text == "1" { one } else { many })
    }
}

/// The sentence.
pub(crate) fn people_sentence(words: &PeopleWords<'_>) -> String {
    let PeopleWords { names, found, .. } = words;
    let moved = words.moved();
    match (found.verdict, found.reason) {
        (Verdict::Worked, _) => {
            let chance = if found.p <= 0.001 { "very unlikely to be chance" } else { "unlikely to be chance alone" };
            format!("{moved} A {} this size is {chance}{}.", names.gain(), words.interval())
        }
        (Verdict::MayHaveWorked, reason) => {
            let but = match (reason, found.failed_guards.first()) {
                (Reason::GuardFailed, Some(guard)) => clause(&Facts::of_people(names, found), *guard),
                _ => not_enough(names.gain(), found.p, found.check),
            };
            format!("{moved} This may be real, but {but}.")
        }
        (Verdict::GotWorse, _) => format!("{moved} Review the action now."),
        (Verdict::NoSignYet, Reason::TooFewToSettle) => {
            format!("After a year the numbers are still too small for this measure to tell: {}.", words.then())
        }
        (Verdict::NoSignYet, _) => {
            format!("There have been enough to see {}, and none has shown: {}.", words.aimed_for(), words.then())
        }
        (Verdict::TooEarly, _) if found.n.0.min(found.n.1) < FEWEST => {
            let (one, many) = words.counted();
            let counts = if found.n.0 == found.n.1 {
                format!("there {} {}", if found.n.0 == 1 { "is" } else { "are" }, plain::count_of(found.n.0, one, many))
            } else {
                format!("there are {} before and {} after", plain::whole(found.n.0), plain::whole(found.n.1))
            };
            format!(
                "It is too early to tell: {counts}, and at least five are needed. {}.",
                crate::measures::capital(&words.then())
            )
        }
        (Verdict::TooEarly, Reason::AfterTooShort) => {
            format!("It is too soon after {} to tell: {}.", names.change, words.then())
        }
        (Verdict::TooEarly, _) => format!("{}. This could easily be chance.", crate::measures::capital(&words.then())),
    }
}

/// Fewest on a side.
const FEWEST: u64 = 5;

impl PeopleWords<'_> {
    fn counted(&self) -> (&'static str, &'static str) {
        match self.found.comparison {
            PeopleComparison::Paired(_) => ("person scored on both occasions", "people scored on both occasions"),
            PeopleComparison::SamePeople(_) => ("person seen on both occasions", "people seen on both occasions"),
            PeopleComparison::Durations(_) => ("finished time", "finished times"),
            _ => ("person", "people"),
        }
    }

    /// "Contract score rose after the training on 9 February 2026: …"
    fn moved(&self) -> String {
        let names = self.names;
        let verb = match self.found.way {
            Move::Good => names.better(),
            Move::Bad => names.worse(),
            Move::None => "stayed about the same",
        };
        format!("{} {verb} after {} on {}: {}.", names.measure, names.change, plain::date(names.change_on), self.then())
    }

    /// What was found before, and what after.
    fn then(&self) -> String {
        match &self.found.comparison {
            PeopleComparison::Paired(found) => pairs_text(found, self.kind),
            PeopleComparison::Unpaired(found) => groups_text("the middle score", found, number),
            PeopleComparison::Answers(found) => groups_text("the middle answer", &found.comparison, number),
            PeopleComparison::Durations(found) => durations_text(found, self.names),
            PeopleComparison::SamePeople(found) => same_people_text(found),
            PeopleComparison::TwoGroups(found) => {
                format!("{} before, then {} after", share_text(&found.before), share_text(&found.after))
            }
        }
    }

    /// The interval of the change in brackets, with a space before it; blank where there is none.
    fn interval(&self) -> String {
        let text = match &self.found.comparison {
            PeopleComparison::Paired(found) => {
                range_text("typical change", found.change.zip(found.change_interval), &number)
            }
            PeopleComparison::Unpaired(found) => {
                range_text("typical difference", found.shift.zip(found.shift_interval), &number)
            }
            PeopleComparison::Durations(found) => {
                let shift = found.finished.shift.zip(found.finished.shift_interval);
                range_text("typical difference", shift, &times(found, self.names))
            }
            PeopleComparison::Answers(found) => delta_text(&found.comparison),
            PeopleComparison::TwoGroups(found) => Some(difference_text(found)),
            PeopleComparison::SamePeople(_) => None,
        };
        text.map_or_else(String::new, |text| format!(" ({text})"))
    }

    /// "a rise of 0.5".
    fn aimed_for(&self) -> String {
        let gain = self.names.gain();
        let Some(size) = self.found.smallest_gain else { return format!("a {gain}") };
        match &self.found.comparison {
            PeopleComparison::SamePeople(_) | PeopleComparison::TwoGroups(_) => {
                format!("a {gain} of {} points", plain::decimal(100.0 * size, 0))
            }
            PeopleComparison::Durations(found) => format!("a {gain} of {}", times(found, self.names)(size)),
            PeopleComparison::Answers(_) => format!(
                "answers that are {} {} points more often than the other way",
                if gain == "rise" { "higher" } else { "lower" },
                plain::decimal(100.0 * size, 0)
            ),
            PeopleComparison::Paired(_) | PeopleComparison::Unpaired(_) => format!("a {gain} of {}", number(size)),
        }
    }

    /// "3 to 4 (middle score)", for lists.
    pub(crate) fn brief(&self) -> String {
        let two = |what: &str, before: Option<f64>, after: Option<f64>| {
            format!("{} to {} ({what})", middle(before), middle(after))
        };
        match &self.found.comparison {
            PeopleComparison::Paired(found) => two("middle score", found.median_before, found.median_after),
            PeopleComparison::Unpaired(found) => two("middle score", found.median_before, found.median_after),
            PeopleComparison::Answers(found) => {
                two("middle answer", found.comparison.median_before, found.comparison.median_after)
            }
            PeopleComparison::Durations(found) => {
                let text = |median: Option<f64>| median.map_or_else(|| "none".to_owned(), times(found, self.names));
                format!("{} to {} (middle time)", text(found.before.median), text(found.after.median))
            }
            PeopleComparison::SamePeople(found) => {
                format!("{} to {}", share_text(&found.before), share_text(&found.after))
            }
            PeopleComparison::TwoGroups(found) => {
                format!("{} to {}", share_text(&found.before), share_text(&found.after))
            }
        }
    }
}

fn pairs_text(found: &PairedComparison, kind: RoundKind) -> String {
    let what = if kind == RoundKind::Answers { "answer" } else { "score" };
    format!(
        "of {} on both occasions, {} went up, {} went down and {} stayed the same; the middle {what} was {} before and {} \
         after",
        plain::count_of(found.n_used as u64, "person", "people"),
        plain::whole(found.n_up),
        plain::whole(found.n_down),
        plain::whole(found.n_zero),
        middle(found.median_before),
        middle(found.median_after)
    )
}

fn groups_text(what: &str, found: &TwoGroups, show: impl Fn(f64) -> String) -> String {
    let side = |median: Option<f64>, n: usize| {
        let people = plain::count_of(n as u64, "person", "people");
        format!("{} ({people})", median.map_or_else(|| "none".to_owned(), &show))
    };
    format!(
        "{what} was {} before and {} after",
        side(found.median_before, found.n_before),
        side(found.median_after, found.n_after)
    )
}

fn durations_text(found: &DurationComparison, names: &Names) -> String {
    let side = |side: &measures::TimesSummary| {
        let least = if side.median_is_lower_bound { "at least " } else { "" };
        let open = if side.n_open > 0 {
            format!(", {} still open and not in the test", plain::whole(side.n_open as u64))
        } else {
            String::new()
        };
        format!(
            "{least}{} ({} in all{open})",
            side.median.map_or_else(|| "none".to_owned(), times(found, names)),
            plain::whole(side.n_used as u64)
        )
    };
    format!("the middle time was {} before and {} after", side(&found.before), side(&found.after))
}

fn same_people_text(found: &McNemar) -> String {
    format!(
        "of {} seen on both occasions, {} passed before and {} after; {} passed only after and {} only before",
        plain::count_of(found.n_used as u64, "person", "people"),
        plain::whole(found.before.num),
        plain::whole(found.after.num),
        plain::whole(found.gained),
        plain::whole(found.lost)
    )
}

fn range_text(what: &str, found: Option<(f64, (f64, f64))>, show: &dyn Fn(f64) -> String) -> Option<String> {
    let (value, (low, high)) = found?;
    Some(format!("{what} {}, 95% interval {} to {}", show(value), show(low), show(high)))
}

fn delta_text(found: &TwoGroups) -> Option<String> {
    let points = |share: f64| plain::decimal(100.0 * share, 0);
    let (delta, (low, high)) = found.cliffs_delta.zip(found.delta_interval)?;
    Some(format!(
        "an answer after is higher than one before {} points more often than lower, 95% interval {} to {}",
        points(delta),
        points(low),
        points(high)
    ))
}

fn difference_text(found: &ProportionComparison) -> String {
    let points = |share: f64| plain::decimal(100.0 * share, 0);
    let (low, high) = found.difference_interval;
    format!("{} points, 95% interval {} to {}", points(found.difference.unwrap_or_default()), points(low), points(high))
}

fn seen_once(only_before: &[String], only_after: &[String]) -> WorkingRow {
    let list = |codes: &[String]| if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
    WorkingRow::new(
        "Seen once, not used",
        format!("before only: {}; after only: {}", list(only_before), list(only_after)),
    )
}

/// Every figure behind a verdict on rounds.
pub(crate) fn people_working(
    words: &PeopleWords<'_>,
    before_on: chrono::NaiveDate,
    after_on: chrono::NaiveDate,
) -> Vec<WorkingRow> {
    let found = words.found;
    let mut rows = vec![
        WorkingRow::main("Round before", plain::date(before_on)),
        WorkingRow::main(
            "Round after",
            format!("{}, {} after the change", plain::date(after_on), days_text(found.span_days)),
        ),
        WorkingRow::main("Compared", crate::measures::capital(&words.then())),
    ];
    match &found.comparison {
        PeopleComparison::Paired(paired) => {
            rows.push(WorkingRow::main(
                "Test",
                format!(
                    "Wilcoxon\u{2019}s signed rank test, two-sided by doubling: V = {}, {}; sign test {}",
                    number(paired.v_plus),
                    p_text(paired.p),
                    p_text(paired.sign_p)
                ),
            ));
            let change = range_text("typical", paired.change.zip(paired.change_interval), &number);
            rows.push(WorkingRow::new(
                "Change (Hodges\u{2013}Lehmann)",
                change.unwrap_or_else(|| "too few pairs for an interval".to_owned()),
            ));
            rows.push(seen_once(&paired.only_before, &paired.only_after));
        }
        PeopleComparison::Unpaired(groups) => groups_rows(&mut rows, groups, &number),
        PeopleComparison::Answers(survey) => {
            let counts = survey.distribution.iter().map(|at| format!("{}: {} then {}", at.answer, at.before, at.after));
            rows.push(WorkingRow::new("How many gave each answer", counts.collect::<Vec<_>>().join("; ")));
            groups_rows(&mut rows, &survey.comparison, &number);
        }
        PeopleComparison::Durations(found) => groups_rows(&mut rows, &found.finished, &times(found, words.names)),
        PeopleComparison::SamePeople(same) => {
            rows.push(WorkingRow::main(
                "Test",
                format!(
                    "McNemar\u{2019}s exact test on the {} who changed: {}",
                    plain::whole(same.gained + same.lost),
                    p_text(same.p)
                ),
            ));
            rows.push(seen_once(&same.only_before, &same.only_after));
        }
        PeopleComparison::TwoGroups(shares) => {
            rows.push(WorkingRow::new("Difference", difference_text(shares)));
            rows.push(WorkingRow::main(
                "Test",
                format!("Fisher\u{2019}s exact test, two-sided by doubling: {}", p_text(shares.p_central)),
            ));
            if shares.interval_disagrees {
                rows.push(WorkingRow::new(
                    "Interval and test",
                    "they do not agree on whether there is a difference; the verdict goes by the test".to_owned(),
                ));
            }
        }
    }
    if found.smallest_gain.is_some() {
        rows.push(WorkingRow::new("Smallest gain that matters", words.aimed_for()));
    }
    rows.push(WorkingRow::main("Rule set", found.rule_set.clone()));
    rows
}

fn days_text(days: f64) -> String {
    let text = plain::decimal(days, 0);
    if text == "1" { "1 day".to_owned() } else { format!("{text} days") }
}

fn groups_rows(rows: &mut Vec<WorkingRow>, found: &TwoGroups, show: &dyn Fn(f64) -> String) {
    rows.push(WorkingRow::main(
        "Test",
        format!("Mann\u{2013}Whitney test, two-sided by doubling: U = {}, {}", number(found.u_after), p_text(found.p)),
    ));
    let shift = range_text("typical", found.shift.zip(found.shift_interval), show);
    rows.push(WorkingRow::new(
        "Difference (Hodges\u{2013}Lehmann)",
        shift.unwrap_or_else(|| "too few for an interval".to_owned()),
    ));
    if let Some((delta, (low, high))) = found.cliffs_delta.zip(found.delta_interval) {
        rows.push(WorkingRow::new(
            "Cliff\u{2019}s \u{3b4}",
            format!(
                "{}, 95% interval {} to {}",
                plain::decimal(delta, 2),
                plain::decimal(low, 2),
                plain::decimal(high, 2)
            ),
        ));
    }
}
