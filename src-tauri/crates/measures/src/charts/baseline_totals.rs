//! Events and exposure of a baseline: what the centre of a u or p chart is worked out from.

use crate::math::summation::sum;
use crate::series::count_series::CountSeries;
use crate::series::period::{DataError, DateRange, LeftOut, LeftOutReason};

pub(crate) struct BaselineTotals {
    pub(crate) n_used: usize,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) events: u64,
    pub(crate) exposure: f64,
}

/// # Errors
/// [`DataError::EmptyBaseline`] if no observed period with exposure lies in the baseline.
pub(crate) fn baseline_totals(series: &CountSeries, baseline: DateRange) -> Result<BaselineTotals, DataError> {
    let mut left_out = Vec::new();
    let mut events = 0_u64;
    let mut exposures = Vec::new();
    for period in series.periods() {
        if !baseline.holds(period.start, period.end) {
            continue;
        }
        match (LeftOut::from_state(period.start, period.state), period.events, period.exposure) {
            (None, Some(count), Some(exposure)) => {
                events = events.saturating_add(count);
                exposures.push(exposure);
            }
            (Some(reason), _, _) => left_out.push(reason),
            (None, _, _) => left_out.push(LeftOut { start: period.start, reason: LeftOutReason::ExposureUnknown }),
        }
    }
    let n_used = exposures.len();
    let exposure = sum(exposures);
    if n_used == 0 || exposure <= 0.0 {
        return Err(DataError::EmptyBaseline);
    }
    Ok(BaselineTotals { n_used, left_out, events, exposure })
}
