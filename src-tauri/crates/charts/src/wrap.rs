//! Running text in lines.

use crate::metrics::Type;
use crate::text::clean;

/// Breaks a text between words into lines no wider than `room`, `most` of them at the utmost; the
/// last one ends with an ellipsis if more would follow. A word wider than a line is shortened.
pub(crate) fn wrap(text: &str, look: Type, room: f64, most: usize) -> Vec<String> {
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.peek().copied() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if look.width(&longer) <= room {
            line = longer;
            words.next();
        } else if lines.len() + 1 == most {
            // The last line takes what fits of the rest.
            line = look.shorten(&longer, room).unwrap_or(line);
            break;
        } else if line.is_empty() {
            lines.extend(look.shorten(word, room));
            words.next();
        } else {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() && lines.len() < most {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::FOOT;

    #[test]
    fn lines_fit_and_hold_every_word() {
        let text = "Rule set evident-1. Seven in a row on one side of the mean is a signal.";
        let lines = wrap(text, FOOT, 160.0, 9);
        assert_eq!(lines.join(" "), text);
        assert!(lines.len() > 1 && lines.iter().all(|l| FOOT.width(l) <= 160.0));
    }

    #[test]
    fn what_does_not_fit_ends_with_an_ellipsis() {
        let lines = wrap("one two three four five six seven", FOOT, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(wrap(&"m".repeat(200), FOOT, 60.0, 3).iter().all(|l| FOOT.width(l) <= 60.0));
    }
}
