//! Compensated summation and the tolerance with which values are compared.

/// Sum with Neumaier's correction (ZAMM 54, 1974): the order is fixed and the rounding error does
/// not grow with the number of terms.
pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut total = 0.0_f64;
    let mut lost = 0.0_f64;
    for value in values {
        let next = total + value;
        lost += if total.abs() >= value.abs() { (total - next) + value } else { (value - next) + total };
        total = next;
    }
    total + lost
}

/// Mean by compensated summation; `None` for no values.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    Some(sum(values.iter().copied()) / values.len() as f64)
}

/// Median; the mean of the two middle values where their number is even. `None` for no values.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    Some(if sorted.len() % 2 == 1 { sorted[upper] } else { f64::midpoint(sorted[upper - 1], sorted[upper]) })
}

/// Two values closer than this are equal: 1e-9 of the largest size in the series, at least 1e-9.
///
/// A mean of equal decimals is rarely the decimal itself, so an exact comparison would find every
/// point of a constant series on one side of its own mean.
pub(crate) fn tolerance(values: impl IntoIterator<Item = f64>) -> f64 {
    1e-9 * values.into_iter().fold(1.0_f64, |most, v| most.max(v.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_keeps_what_plain_addition_loses() {
        assert_eq!(sum([1e16, 1.0, -1e16]), 1.0);
    }

    #[test]
    fn an_even_number_of_values_has_the_mean_of_the_middle_two_as_median() {
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn the_mean_of_equal_decimals_is_within_the_tolerance_of_each() {
        let values = [0.1; 13];
        let centre = mean(&values).unwrap_or_default();
        assert!((centre - 0.1).abs() <= tolerance(values));
    }
}
