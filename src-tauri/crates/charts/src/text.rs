//! Text made safe for SVG.

/// Leaves out what could break the drawing or mislead the eye: control characters (which XML 1.0
/// forbids), and marks that turn the direction of writing (Unicode Annex 9). Line ends and tabs
/// become spaces.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
            '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// Appends cleaned text with the five special characters of XML written as references.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_quotes_controls_and_overrides_do_no_harm() {
        let mut out = String::new();
        push_escaped(&mut out, "<script>alert(\"x\")</script> & 'y'\u{0}\u{7}\u{202e}dlo\u{2066}\n");
        assert_eq!(out, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;dlo ");
    }
}
