//! The texts that cells share (ECMA-376 part 1, section 18.4).

use quick_xml::Reader;
use quick_xml::events::Event;

use super::archive::Archive;
use super::workbook::text_part;
use super::xml::{referenced, without_escapes};
use crate::{ReadError, limits};

/// The texts in one piece, with the end of each.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

const BROKEN: ReadError = ReadError::UnreadableWorkbook { part: "the list of its texts" };

impl SharedStrings {
    /// Reads the part, if the workbook has one. What it says of its own length is not believed.
    ///
    /// # Errors
    /// A [`ReadError`] if it is damaged or too large.
    pub(super) fn read(archive: &Archive<'_>, part: Option<&str>) -> Result<Self, ReadError> {
        let mut strings = Self::default();
        let Some(part) = part else { return Ok(strings) };
        let Some(text) = text_part(archive, part, limits::SHARED_TEXT_BYTES, "the list of its texts")? else {
            return Ok(strings);
        };
        let mut reader = Reader::from_str(&text);
        let (mut current, mut in_text, mut phonetic) = (String::new(), false, false);
        loop {
            match reader.read_event().map_err(|_| BROKEN)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "t" => in_text = true,
                    // Readings of East Asian text are written above it, not in it.
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::Empty(e) if e.local_name().as_ref() == "si" => strings.push("")?,
                Event::Text(t) if in_text && !phonetic => current.push_str(&t.xml10_content()),
                Event::CData(t) if in_text && !phonetic => current.push_str(&t.xml10_content()),
                Event::GeneralRef(r) if in_text && !phonetic => current.push_str(&referenced(&r).ok_or(BROKEN)?),
                Event::End(e) => match e.local_name().as_ref() {
                    "t" => in_text = false,
                    "rPh" => phonetic = false,
                    "si" => strings.push(&without_escapes(std::mem::take(&mut current)))?,
                    _ => {}
                },
                Event::Eof => return Ok(strings),
                _ => {}
            }
        }
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| BROKEN)?);
        Ok(())
    }

    /// The text with this number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = usize::try_from(*self.ends.get(number)?).ok()?;
        let start = match number.checked_sub(1) {
            None => 0,
            Some(before) => usize::try_from(self.ends[before]).ok()?,
        };
        self.text.get(start..end)
    }
}
