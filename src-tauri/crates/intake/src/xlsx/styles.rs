//! Which cell styles show their number as a date (ECMA-376 part 1, sections 18.8.30 and 18.8.31).

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::archive::Archive;
use super::workbook::text_part;
use super::xml::attribute;
use crate::{ReadError, limits};

/// For each cell style by its number, whether it shows a date.
#[derive(Default)]
pub(super) struct DateStyles(Vec<bool>);

impl DateStyles {
    /// Reads the part, if the workbook has one.
    ///
    /// # Errors
    /// A [`ReadError`] if it is damaged or too large.
    pub(super) fn read(archive: &Archive<'_>, part: Option<&str>) -> Result<Self, ReadError> {
        let broken = || ReadError::UnreadableWorkbook { part: "the list of its cell styles" };
        let Some(part) = part else { return Ok(Self::default()) };
        let Some(text) = text_part(archive, part, limits::PART_BYTES, "the list of its cell styles")? else {
            return Ok(Self::default());
        };
        let (mut custom, mut styles, mut in_cell_styles) = (BTreeSet::new(), Vec::new(), false);
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event().map_err(|_| broken())? {
                Event::Start(e) | Event::Empty(e) => {
                    let id = |e| attribute(e, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    match e.local_name().as_ref() {
                        "numFmt" if attribute(&e, "formatCode").is_some_and(|code| is_date_format(&code)) => {
                            custom.extend(id(&e));
                        }
                        "cellXfs" => in_cell_styles = true,
                        "xf" if in_cell_styles => {
                            let format = id(&e).unwrap_or(0);
                            styles.push(is_built_in_date(format) || custom.contains(&format));
                        }
                        _ => {}
                    }
                }
                Event::End(e) if e.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
                Event::Eof => return Ok(Self(styles)),
                _ => {}
            }
        }
    }

    /// Whether cells of this style show dates.
    pub(super) fn is_date(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or(false)
    }
}

/// Dates among the built-in formats; those that follow the language of the program included.
fn is_built_in_date(format: u32) -> bool {
    matches!(format, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58)
}

/// Whether a format code shows a day, a month or a year. Text in quotes, in brackets or after a
/// backslash shows nothing of the number, and "m" beside hours or seconds means minutes.
fn is_date_format(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    if matches!(code.as_str(), "general" | "standard" | "@") {
        return false;
    }
    let (mut date, mut month, mut time) = (false, false, false);
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            'd' | 'y' => date = true,
            'm' => month = true,
            'h' | 's' => time = true,
            _ => {}
        }
    }
    date || (month && !time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_a_day_month_or_year_are_dates() {
        for code in ["dd/mm/yyyy", "d-mmm-yy", "[$-809]dd mmmm yyyy;@", "mmm", "yyyy\\-mm\\-dd", "dd/mm/yyyy hh:mm"] {
            assert!(is_date_format(code), "{code}");
        }
        for code in
            ["General", "Standard", "0", "#,##0", "0.00%", "h:mm", "mm:ss", "[Red]0", "0\" days\"", "\\d0", "@", "_d0"]
        {
            assert!(!is_date_format(code), "{code}");
        }
    }
}
