//! One sentence for each caveat code.

use domain::plain;
use measures::{Caveat, CountVerdict, PeopleComparison, PeopleVerdict, ProportionVerdict, Sides, Verdict};
use serde::Serialize;

use super::{
    label,
    names::{Names, figures},
};

/// A caveat as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaveatLine {
    /// Its code.
    pub code: String,
    /// Its sentence.
    pub text: String,
}

/// What the sentences take their numbers from.
pub(crate) struct Facts<'a> {
    names: &'a Names,
    sides: Option<&'a Sides>,
    phi: f64,
    /// Periods left out to see whether the difference depends on them, and whether they were named.
    worst: Option<(usize, bool)>,
    /// People or pairs, where there are no periods.
    n: (u64, u64),
    other: Option<Verdict>,
    /// Rounds of people's results; of linked ones, how many changed.
    rounds: Option<Option<u64>>,
}

impl<'a> Facts<'a> {
    pub(crate) fn of_counts(names: &'a Names, found: &'a CountVerdict) -> Self {
        Self {
            names,
            sides: Some(&found.sides),
            phi: found.dispersion.phi,
            worst: Some((found.without_worst.left_out.len(), found.without_worst.named)),
            n: (found.sides.before.events, found.sides.after.events),
            other: found.other_reading.map(|other| other.verdict),
            rounds: None,
        }
    }

    pub(crate) fn of_proportions(names: &'a Names, found: &'a ProportionVerdict) -> Self {
        Self {
            names,
            sides: found.sides.as_ref(),
            phi: found.phi,
            worst: found.without_worst.as_ref().map(|(worst, _)| (worst.left_out.len(), worst.named)),
            n: (found.exact.before.den, found.exact.after.den),
            other: found.other_reading.map(|other| other.verdict),
            rounds: None,
        }
    }

    pub(crate) fn of_people(names: &'a Names, found: &PeopleVerdict) -> Self {
        let changed = match &found.comparison {
            PeopleComparison::Paired(pairs) => Some(pairs.n_up + pairs.n_down),
            PeopleComparison::SamePeople(pairs) => Some(pairs.gained + pairs.lost),
            _ => None,
        };
        Self { names, sides: None, phi: 1.0, worst: None, n: found.n, other: None, rounds: Some(changed) }
    }

    fn used(&self) -> (usize, usize) {
        self.sides.map_or((0, 0), |s| (s.before.used.len(), s.after.used.len()))
    }

    fn missing(&self) -> (usize, usize) {
        self.sides.map_or((0, 0), |s| (s.before.missing(), s.after.missing()))
    }
}

/// The caveats of a verdict in their sentences, in the order of their codes.
pub(crate) fn caveat_lines(facts: &Facts<'_>, caveats: &[Caveat]) -> Vec<CaveatLine> {
    caveats
        .iter()
        .map(|caveat| CaveatLine {
            code: code(*caveat),
            text: format!("{}.{}", crate::measures::capital(&clause(facts, *caveat)), offer(*caveat)),
        })
        .collect()
}

/// What can be done about it, where it is not plain.
fn offer(caveat: Caveat) -> &'static str {
    match caveat {
        Caveat::SeasonNotCovered => {
            " With a year of counts before, it can be compared with the same time of the year before."
        }
        _ => "",
    }
}

/// A code as it is written everywhere.
pub(crate) fn code<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A caveat as a clause: what follows "but".
pub(super) fn clause(facts: &Facts<'_>, caveat: Caveat) -> String {
    let names = facts.names;
    let period = names.period();
    let (_, periods) = names.every.words();
    let (before, after) = facts.used();
    let (missing_before, missing_after) = facts.missing();
    match caveat {
        Caveat::ShortBaseline => {
            let verb = if before == 1 { "is" } else { "are" };
            format!("there {verb} only {} before the change, and eight are needed", names.periods(before))
        }
        Caveat::ShortAfter if facts.sides.is_none() => {
            "it is less than 84 days since the change, and that is too short to be sure".to_owned()
        }
        Caveat::ShortAfter => {
            let needed = (84.0 / names.every.days()).ceil().max(6.0);
            format!("only {} counted since the change, and {} are needed", counted(names, after), plain::decimal(needed, 0))
        }
        Caveat::MissingShare => format!(
            "too many returns are missing: {missing_before} of {} before and {missing_after} of {} after",
            before + missing_before,
            after + missing_after
        ),
        Caveat::AdverseSignal => "there has been a signal in the wrong direction since the change".to_owned(),
        Caveat::DependsOnWorstPeriod => match facts.worst {
            Some((1, true)) => format!("without the {period} that prompted the action the difference is no longer clear"),
            Some((_, true)) => {
                format!("without the {periods} that prompted the action the difference is no longer clear")
            }
            _ => format!("without the worst {period} before, the difference is no longer clear"),
        },
        Caveat::ReportingMayHaveFallen => "fewer reports, rather than fewer events, cannot be ruled out".to_owned(),
        Caveat::AlreadyFalling => format!("it was already {} before the change", falling(names)),
        Caveat::SeasonNotCovered => {
            "the months before and after differ, so the season may explain some of it".to_owned()
        }
        Caveat::SitesDisagree => "one of the sites goes the other way".to_owned(),
        Caveat::NotIndependent => {
            "the same people may be counted before and after without being linked".to_owned()
        }
        Caveat::Retrospective => {
            "no check date was recorded before the change, so it was judged afterwards".to_owned()
        }
        Caveat::Washout => {
            let n = facts.sides.map_or(0, |s| s.washed_out.len());
            format!("{} round the change {} to neither side", names.periods(n), if n == 1 { "belongs" } else { "belong" })
        }
        Caveat::MissingPeriods => {
            let n = missing_before + missing_after;
            let (verb, they) = if n == 1 { ("is", "it is") } else { ("are", "they are") };
            format!("{} {verb} missing; {they} not counted as none", plain::count_of(n as u64, "return", "returns"))
        }
        Caveat::SparsePoints => {
            format!("there were fewer than two {} a {period} before, so signals on the chart are not used", names.many)
        }
        Caveat::TrialLimits => format!(
            "the baseline has only {}, so the limits on the chart are provisional until there are twelve",
            names.periods(before)
        ),
        Caveat::Overdispersed if facts.sides.is_some() => format!(
            "the {periods} vary more than chance alone, so the counts are given less weight (divided by {} in all)",
            figures(facts.phi)
        ),
        Caveat::Overdispersed => "the numbers vary more than chance alone, so they are given less weight".to_owned(),
        Caveat::Autocorrelated => {
            format!("neighbouring {periods} resemble one another, so the counts are given less weight")
        }
        Caveat::NoExposureGiven => match &names.exposure {
            Some(exposure) => {
                format!("the number of {exposure} was not given for every {period}, so days are used in its place")
            }
            None => format!("what it is counted among was not given for every {period}, so days are used in its place"),
        },
        Caveat::OtherChangeNear => "another change was made within eight weeks of this one".to_owned(),
        Caveat::TrendNotCheckable => {
            format!(
                "with so short a before-period, a {} that had already begun cannot be told from this one",
                names.gain()
            )
        }
        Caveat::ShortOfTarget => format!("it {}, but by less than you aimed for", names.better()),
        Caveat::BaselineChangedLate => {
            "the baseline was declared anew after the change, so the recorded checks no longer count".to_owned()
        }
        Caveat::CheckedAfterFinal => {
            "this is a check after the final one, so \"worked\" may be said by chance in more than five of a hundred"
                .to_owned()
        }
        Caveat::TotalsOnly if facts.rounds.is_some() => {
            "two rounds are compared and no check was recorded beforehand, so more than \"may have worked\" cannot be said"
                .to_owned()
        }
        Caveat::TotalsOnly => {
            "only totals were given and no check was recorded beforehand, so more than \"may have worked\" cannot be said"
                .to_owned()
        }
        Caveat::AtCeiling => {
            "it was within five points of the end of the scale before, so there is little room to show a gain".to_owned()
        }
        Caveat::TooFewPairs if facts.n.0 >= 6 => format!(
            "only {} of {} people changed, and with fewer than six no outcome could show a difference",
            facts.rounds.flatten().unwrap_or_default(),
            facts.n.0
        ),
        Caveat::TooFewPairs => {
            format!("there are only {} pairs, and with fewer than six no outcome could show a difference", facts.n.0)
        }
        Caveat::ManyStillOpen => {
            "more than one in ten are still open, so the middle value is a lower bound".to_owned()
        }
        Caveat::ExclusionsMatter => match facts.other {
            Some(other) => format!(
                "treating the excluded {periods} the other way gives \"{}\"; the less favourable verdict is shown",
                label(other)
            ),
            None => format!("the excluded {periods} change the verdict; the less favourable one is shown"),
        },
    }
}

/// "one week is", "eight weeks are".
fn counted(names: &Names, n: usize) -> String {
    format!("{} {}", names.periods(n), if n == 1 { "is" } else { "are" })
}

fn falling(names: &Names) -> &'static str {
    if names.gain() == "fall" { "falling" } else { "rising" }
}
