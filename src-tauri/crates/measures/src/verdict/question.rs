//! What a verdict is asked about.

use chrono::NaiveDate;

use crate::rules::found::Direction;
use crate::series::count_series::CountSeries;
use crate::series::period::DateRange;
use crate::verdict::codes::{PeriodLength, PlannedCheck};

/// A ratio of rates of one half: the change aimed for where nothing else was declared.
pub const DEFAULT_TARGET_RATIO: f64 = 0.5;

/// A measure of counts and one dated change.
#[derive(Debug, Clone)]
pub struct CountQuestion<'a> {
    /// The periods, in order and checked.
    pub series: &'a CountSeries,
    /// How long each is.
    pub every: PeriodLength,
    /// Which way is better.
    pub direction: Direction,
    /// First day of the changed way of working.
    pub change: NaiveDate,
    /// The declared baseline; without one, everything before the change.
    pub baseline: Option<DateRange>,
    /// Periods from the change on that belong to neither side.
    pub washout_periods: usize,
    /// The ratio of rates aimed for, between 0 and 1; for a measure of which more is better the rate is to
    /// rise to 1 over it.
    pub target_ratio: f64,
    /// Whether this look was recorded before the change.
    pub check: PlannedCheck,
    /// Checks were recorded before the change, though this look may not be one of them.
    pub checks_recorded: bool,
    /// Date of the recorded final check, where there is one.
    pub final_check_on: Option<NaiveDate>,
    /// First days of the periods that prompted the action.
    pub trigger_periods: &'a [NaiveDate],
    /// Dates of other changes.
    pub other_changes: &'a [NaiveDate],
    /// The measure is known to follow the seasons.
    pub seasonal: bool,
    /// Whether the two sides are independent; otherwise "may have worked" at most.
    pub independent: bool,
    /// The reporting panel raised a flag.
    pub reporting_flag: bool,
    /// A site goes the other way.
    pub sites_disagree: bool,
    /// The baseline was declared anew after the change, which takes the planned checks away.
    pub baseline_changed_late: bool,
    /// Evidence from pairs of the same weeks or months a year apart takes the place of the ordinary one.
    pub matched: bool,
}

impl<'a> CountQuestion<'a> {
    /// The question with nothing declared but what it cannot be asked without.
    #[must_use]
    pub fn new(series: &'a CountSeries, every: PeriodLength, direction: Direction, change: NaiveDate) -> Self {
        Self {
            series,
            every,
            direction,
            change,
            baseline: None,
            washout_periods: 0,
            target_ratio: DEFAULT_TARGET_RATIO,
            check: PlannedCheck::None,
            checks_recorded: false,
            final_check_on: None,
            trigger_periods: &[],
            other_changes: &[],
            seasonal: false,
            independent: true,
            reporting_flag: false,
            sites_disagree: false,
            baseline_changed_late: false,
            matched: false,
        }
    }

    /// Whether check dates were recorded before the change and still count.
    #[must_use]
    pub fn planned_beforehand(&self) -> bool {
        (self.check.planned() || self.checks_recorded) && !self.baseline_changed_late
    }

    /// The check that this look counts as: none once the baseline was declared anew after the change.
    #[must_use]
    pub fn check_counted(&self) -> PlannedCheck {
        if self.baseline_changed_late { PlannedCheck::None } else { self.check }
    }
}
