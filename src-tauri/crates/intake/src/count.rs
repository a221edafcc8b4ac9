//! Whole numbers as people and programs write them.

use crate::Cell;

/// Why a cell gives no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountFault {
    /// It holds nothing.
    Blank,
    /// It holds something that is not a number.
    NotANumber,
    /// It is below nought.
    Negative,
    /// It is not whole, or its point may as well separate thousands.
    Fractional,
    /// It is a percentage.
    Percent,
    /// It is above a thousand million.
    TooLarge,
    /// It is a formula that was never calculated.
    Uncalculated,
}

/// The largest count that is believed.
const LARGEST: u64 = 1_000_000_000;

/// Reads a count: "1169", "1,169", "1 169", "1169.0", or a whole number of a workbook.
///
/// # Errors
/// The [`CountFault`] of the cell.
pub fn read_count(cell: &Cell) -> Result<u64, CountFault> {
    match cell {
        Cell::Empty => Err(CountFault::Blank),
        Cell::Text(text) => from_text(text),
        Cell::Number(number) => from_number(*number),
        Cell::Date(_) | Cell::Moment(_) => Err(CountFault::NotANumber),
        Cell::Uncalculated => Err(CountFault::Uncalculated),
    }
}

fn from_number(number: f64) -> Result<u64, CountFault> {
    if !number.is_finite() {
        return Err(CountFault::NotANumber);
    }
    if number < 0.0 {
        return Err(CountFault::Negative);
    }
    // A formula such as 0.1 * 30 leaves 3.0000000000000004: spreadsheets show 15 digits.
    let whole = number.round();
    if (number - whole).abs() > number * 1e-14 {
        return Err(CountFault::Fractional);
    }
    #[allow(clippy::cast_precision_loss)] // exact: far below 2^53
    if whole > LARGEST as f64 {
        return Err(CountFault::TooLarge);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole and within range
    Ok(whole as u64)
}

fn from_text(text: &str) -> Result<u64, CountFault> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return Err(CountFault::Blank);
    }
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        return Err(if is_number(rest.trim_start()) { CountFault::Negative } else { CountFault::NotANumber });
    }
    if let Some(inside) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return Err(if is_number(inside) { CountFault::Negative } else { CountFault::NotANumber });
    }
    if let Some(share) = text.strip_suffix('%') {
        return Err(if is_number(share.trim_end()) { CountFault::Percent } else { CountFault::NotANumber });
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = ungrouped(whole).ok_or(CountFault::NotANumber)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || text.ends_with('.') {
        return Err(CountFault::NotANumber);
    }
    // "1.000" is one thousand in much of Europe: three noughts settle nothing.
    if fraction.bytes().any(|b| b != b'0') || fraction == "000" {
        return Err(CountFault::Fractional);
    }
    digits.filter(|n| *n <= LARGEST).ok_or(CountFault::TooLarge)
}

/// Whether a text is a number without a sign, whole or not.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    ungrouped(whole).is_some() && fraction.bytes().all(|b| b.is_ascii_digit())
}

/// Digits, or digits in groups of three kept apart by commas or by spaces of one kind.
/// `Some(None)` when they are more than a number here can hold.
fn ungrouped(text: &str) -> Option<Option<u64>> {
    let separator = text.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator else {
        return (!text.is_empty()).then(|| text.parse().ok());
    };
    if !matches!(separator, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') {
        return None;
    }
    let mut value = Some(0_u64);
    for (at, group) in text.split(separator).enumerate() {
        let fits = if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let group: u64 = group.parse().ok()?;
        value = value.and_then(|v| v.checked_mul(1_000)?.checked_add(group));
    }
    Some(value)
}

/// Whether a cell is a number of any kind, also one that is no count.
pub(crate) fn is_numeric(cell: &Cell) -> bool {
    !matches!(read_count(cell), Err(CountFault::Blank | CountFault::NotANumber | CountFault::Uncalculated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<u64, CountFault> {
        read_count(&Cell::Text(text.into()))
    }

    #[test]
    fn counts_are_read_however_thousands_are_kept_apart() {
        for written in ["1169", "1,169", "1 169", "1\u{a0}169", "1\u{202f}169", "1169.0", "1,169.00", " 1169 ", "01169"]
        {
            assert_eq!(text(written), Ok(1_169), "{written}");
        }
        assert_eq!(text("0"), Ok(0));
        assert_eq!(text("12,345,678"), Ok(12_345_678));
        assert_eq!(read_count(&Cell::Number(1_169.0)), Ok(1_169));
        assert_eq!(read_count(&Cell::Number(0.1 * 30.0)), Ok(3));
    }

    #[test]
    fn what_is_no_count_says_why() {
        use CountFault::{Blank, Fractional, Negative, NotANumber, Percent, TooLarge};
        for (written, fault) in [
            ("", Blank),
            ("  ", Blank),
            ("abc", NotANumber),
            ("n/a", NotANumber),
            ("-", NotANumber),
            ("=5+6", NotANumber),
            ("+5", NotANumber),
            ("@SUM(1)", NotANumber),
            ("1e3", NotANumber),
            ("6 visits", NotANumber),
            ("1,16", NotANumber),
            ("1,1690", NotANumber),
            (",169", NotANumber),
            ("1,169 000", NotANumber),
            ("6.", NotANumber),
            (".5", NotANumber),
            ("#REF!", NotANumber),
            ("６", NotANumber),
            ("-3", Negative),
            ("\u{2212}3", Negative),
            ("(3)", Negative),
            ("-3.5", Negative),
            ("1.5", Fractional),
            ("1.169", Fractional),
            ("1.000", Fractional),
            ("7%", Percent),
            ("7.5 %", Percent),
            ("1,000,000,001", TooLarge),
            ("99999999999999999999999", TooLarge),
        ] {
            assert_eq!(text(written), Err(fault), "{written}");
        }
        assert_eq!(read_count(&Cell::Number(-1.0)), Err(Negative));
        assert_eq!(read_count(&Cell::Number(1.5)), Err(Fractional));
        assert_eq!(read_count(&Cell::Number(f64::NAN)), Err(NotANumber));
        assert_eq!(read_count(&Cell::Number(1e300)), Err(TooLarge));
        assert_eq!(read_count(&Cell::Uncalculated), Err(CountFault::Uncalculated));
    }
}
