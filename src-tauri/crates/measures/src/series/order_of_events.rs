//! What came first: the start of an improvement beside the dates of the changes.
//!
//! A chart cannot say what caused a fall, but it can say what happened before what. If the fall had
//! begun before a change, or another change stands close to it, the fall belongs to neither alone.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::rule_set::RULE_SET;
use crate::rules::found::{Rule, Signal};
use crate::series::period::DateRange;
use crate::series::phases::ChangeDate;

/// Another change this close before is named as a rival explanation.
const RIVAL_DAYS: i64 = 56;

/// One change beside the start of the improvement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderedChange {
    /// The change.
    pub change: ChangeDate,
    /// Days from the start of the improvement to the change; negative if the change came first.
    pub days_after_start: i64,
    /// The same in whole weeks, rounded towards 0.
    pub weeks_after_start: i64,
    /// The improvement had begun before this change.
    pub began_before: bool,
    /// Labels of other changes between the end of the baseline and this one, or in the 56 days
    /// before it, in date order.
    pub rivals: Vec<String>,
}

/// The order of an improvement and the changes around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderOfEvents {
    /// First day of the first period of the run that begins earliest.
    pub began: NaiveDate,
    /// First day of the period at which that run was long enough to be a signal.
    pub confirmed: NaiveDate,
    /// Every change in date order.
    pub changes: Vec<OrderedChange>,
    /// The improvement can be given to no single change: it began before one of them, or one has
    /// a rival.
    pub belongs_to_none_alone: bool,
    /// Version of the method.
    pub rule_set: String,
}

/// Puts the earliest shift in the good direction and the changes in order; `None` where no shift
/// in the good direction was found.
#[must_use]
pub fn order_of_events(signals: &[Signal], changes: &[ChangeDate], baseline: DateRange) -> Option<OrderOfEvents> {
    let earliest = signals.iter().filter(|s| s.good && s.rule == Rule::Shift).min_by_key(|s| s.first)?;
    let mut ordered = changes.to_vec();
    ordered.sort_by_key(|c| c.on);
    let changes: Vec<OrderedChange> = ordered
        .iter()
        .map(|change| {
            let days = (change.on - earliest.first).num_days();
            OrderedChange {
                change: change.clone(),
                days_after_start: days,
                weeks_after_start: days / 7,
                began_before: days > 0,
                rivals: rivals(&ordered, change.on, baseline)
                    .into_iter()
                    .filter(|other| *other != change)
                    .map(|other| other.label.clone())
                    .collect(),
            }
        })
        .collect();
    Some(OrderOfEvents {
        began: earliest.first,
        confirmed: earliest.confirmed,
        belongs_to_none_alone: changes.iter().any(|c| c.began_before || !c.rivals.is_empty()),
        changes,
        rule_set: RULE_SET.to_owned(),
    })
}

/// Changes up to a day that may explain what followed it as well: those between the end of the baseline and the day, or
/// in the 56 days before it, in the order given. The change of that day itself is among them.
#[must_use]
pub fn rivals(changes: &[ChangeDate], on: NaiveDate, baseline: DateRange) -> Vec<&ChangeDate> {
    changes
        .iter()
        .filter(|other| other.on <= on && (other.on > baseline.last || (on - other.on).num_days() <= RIVAL_DAYS))
        .collect()
}
