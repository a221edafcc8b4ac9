//! Why there is no verdict, in words.

/// What is wrong with the data, what is safe, and what to do, for a fault of the engine by its code.
pub(crate) fn error_sentence(code: &str) -> String {
    let (what, then) = error_words(code);
    format!("{what} Everything entered is kept. {then}")
}

/// What is wrong with the data, and what to do.
pub(crate) fn error_words(code: &str) -> (&'static str, &'static str) {
    match code {
        "no_periods" => ("Nothing is entered yet.", "Enter counts first."),
        "empty_baseline" => (
            "No period that counts lies before the change.",
            "Enter counts for the time before it, or check the baseline's dates.",
        ),
        "baseline_after_change" => (
            "The baseline does not end before the change.",
            "Give the baseline an earlier last day, or the change a later one.",
        ),
        "duplicate_period" => ("A period stands twice.", "Keep the right one."),
        "overlap" => ("Two periods overlap.", "Check the first days of the periods."),
        "empty_period" => ("A period ends before it begins.", "Check its dates."),
        "events_without_exposure" => (
            "A period has events, and nothing that they could have happened in.",
            "Enter its denominator, or correct the count.",
        ),
        "observed_without_events" => ("A period is marked as returned and has no count.", "Enter its count."),
        "exposure_not_valid" => ("A denominator is below 0 or not a number.", "Correct it."),
        "events_not_valid" => ("A count is below 0 or not a whole number.", "Correct it."),
        "value_not_valid" => ("A value is not a number.", "Correct it."),
        "num_exceeds_den" => ("In a period more did than there were.", "Check the two numbers."),
        "den_zero" => ("There is nobody on one side of the change.", "Enter the results of both sides."),
        "count_too_large" => ("A number is larger than this can be worked out for.", "Check the counts."),
        "future_period" => ("A period lies in the future.", "Check its first day."),
        "duplicate_person" => ("A person\u{2019}s code stands twice on one side.", "Keep the right entry."),
        "score_outside_scale" => ("A score lies outside the scale.", "Correct it, or the scale."),
        _ => ("The comparison could not be worked out.", "Check the counts."),
    }
}
