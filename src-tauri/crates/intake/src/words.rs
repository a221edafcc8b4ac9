//! Words that headers and total rows are known by.

/// Words of a column that says when a period begins, in their reduced form.
pub(crate) const START: [&str; 16] = [
    "week commencing",
    "w c",
    "wc",
    "week beginning",
    "week starting",
    "week start",
    "start of week",
    "period start",
    "month",
    "quarter",
    "commencing",
    "week",
    "date",
    "period",
    "day",
    "start",
];

/// Words of a column that says when a period ends.
pub(crate) const END: [&str; 7] =
    ["week ending", "w e", "week end", "period end", "month end", "quarter end", "ending"];

/// Words of a column that counts events of one kind.
pub(crate) const EVENTS: [&str; 9] =
    ["missed", "incidents", "falls", "errors", "complaints", "concerns", "restraints", "late", "cancelled"];

/// Words of a column that counts events of whatever kind the table is about.
pub(crate) const ANY_EVENTS: [&str; 4] = ["events", "numerator", "count", "number"];

/// Words of a column that counts what events of one kind are measured against.
pub(crate) const EXPOSURE: [&str; 9] =
    ["scheduled", "planned", "commissioned", "due", "visits", "calls", "bed days", "occupied bed days", "doses"];

/// Words of a column that counts what events of whatever kind are measured against.
pub(crate) const ANY_EXPOSURE: [&str; 4] = ["exposure", "denominator", "out of", "base"];

/// Words that mark a column as no count: a share, a rate or an aim.
pub(crate) const NO_COUNT: [&str; 9] =
    ["percent", "percentage", "rate", "per", "ratio", "target", "average", "mean", "median"];

/// Words at the head of a row that adds up others.
const TOTALS: [&str; 12] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "sub total",
    "overall",
    "average",
    "mean",
    "ytd",
    "year to date",
    "all weeks",
];

/// Lower case, with everything but letters and digits turned into single spaces. A percent sign
/// becomes the word.
pub(crate) fn reduce(text: &str) -> String {
    let mut reduced = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            reduced.extend(c.to_lowercase());
        } else if c == '%' {
            reduced.push_str(" percent ");
        } else {
            reduced.push(' ');
        }
    }
    reduced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the reduced phrase stands in the reduced text as whole words.
pub(crate) fn contains(text: &str, phrase: &str) -> bool {
    !phrase.is_empty() && format!(" {text} ").contains(&format!(" {phrase} "))
}

/// Whether a text names a row that adds up others ("Total", "Grand total 2026:").
pub(crate) fn is_totals_label(text: &str) -> bool {
    // A label is short, and the words are ASCII: most cells are told apart without allocating.
    if text.len() > 60 || !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let reduced = reduce(text);
    TOTALS.iter().any(|word| reduced == *word || reduced.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether a totals label says that it is a mean and not a sum.
pub(crate) fn is_mean_label(text: &str) -> bool {
    let reduced = reduce(text);
    contains(&reduced, "average") || contains(&reduced, "mean")
}

/// Whether any word known from headers stands in the text.
pub(crate) fn is_known_in_headers(text: &str) -> bool {
    let reduced = reduce(text);
    [&START[..], &END[..], &EVENTS[..], &ANY_EVENTS[..], &EXPOSURE[..], &ANY_EXPOSURE[..]]
        .iter()
        .any(|words| words.iter().any(|word| contains(&reduced, word)))
}
