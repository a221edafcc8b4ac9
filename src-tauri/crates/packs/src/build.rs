//! From a pack's input to its bytes.

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use typst::comemo;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::PackError;
use crate::figure;
use crate::input::PackInput;
use crate::legible::Legible;
use crate::world::{PackWorld, fonts};

/// A finished pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Number of pages.
    pub pages: u32,
}

/// Lays a pack out and writes it as a tagged PDF that is both PDF/A-3a and PDF/UA-1.
///
/// The same input gives the same bytes: number, times and head come from the input, and nothing
/// else is read. Characters that no bundled font has are printed as a white square, and the
/// last page says how many there are.
///
/// # Errors
/// [`PackError`]: the input does not hold together, or the pack cannot be written.
pub fn build(input: &PackInput) -> Result<Pack, PackError> {
    let made_at = input.check()?;
    let (json, svg) = template_data(input)?;
    let world = PackWorld::new(json, svg)?;
    let pack = write_pdf(&world, &input.number, made_at);
    // Typst keeps what it laid out for a next run. A case's text must not outlive its pack.
    comemo::evict(0);
    pack
}

/// The template's two files: `pack.json` and `figure.svg`.
fn template_data(input: &PackInput) -> Result<(Vec<u8>, String), PackError> {
    let mut value = serde_json::to_value(input).map_err(|_| PackError::Data)?;
    let mut legible = Legible::new(fonts()?);
    // The place in the audit chain is digits alone and is printed in groups of its own.
    let fields = value.as_object_mut().ok_or(PackError::Data)?;
    fields.iter_mut().filter(|(key, _)| *key != "as_at").for_each(|(_, field)| legible.apply(field));
    let replaced = legible.replaced;

    let figure = value
        .get_mut("view")
        .and_then(Value::as_object_mut)
        .and_then(|view| view.remove("figure"))
        .ok_or(PackError::Data)?;
    let figure = serde_json::from_value(figure).map_err(|_| PackError::Data)?;

    let fields = value.as_object_mut().ok_or(PackError::Data)?;
    fields.insert("audience_heading".into(), json!(input.audience.heading()));
    fields.insert("replaced_words".into(), json!(replaced_words(replaced)));
    let json = serde_json::to_vec(&value).map_err(|_| PackError::Data)?;
    Ok((json, figure::draw(&figure)))
}

/// What the last page says of characters that could not be printed.
pub(crate) fn replaced_words(replaced: u64) -> Option<String> {
    let counted = match replaced {
        0 => return None,
        1 => "One character of the record is in a script or symbol that this pack's fonts do not \
              have. It is"
            .to_owned(),
        n => format!(
            "{n} characters of the record are in scripts or symbols that this pack's fonts do \
             not have. Each is"
        ),
    };
    Some(format!("{counted} printed as a white square (□); the record itself keeps it as written."))
}

/// Compiles a world and writes it; the same identity, time and content give the same bytes.
pub(crate) fn write_pdf(world: &PackWorld, ident: &str, made_at: DateTime<Utc>) -> Result<Pack, PackError> {
    let document = typst::compile::<PagedDocument>(world)
        .output
        .map_err(|problems| PackError::Layout { at: world.places(&problems) })?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|_| PackError::Write { at: "standards".to_owned() })?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Evident".to_owned())),
        timestamp: Some(timestamp(made_at)?),
        standards,
        ..PdfOptions::default()
    };
    let pdf =
        typst_pdf::pdf(&document, &options).map_err(|problems| PackError::Write { at: world.places(&problems) })?;
    let pages = u32::try_from(document.pages().len()).map_err(|_| PackError::Write { at: "page count".to_owned() })?;
    let sha256 = Sha256::digest(&pdf).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Pack { pdf, sha256, pages })
}

fn timestamp(at: DateTime<Utc>) -> Result<Timestamp, PackError> {
    let part = |value: u32| u8::try_from(value).map_err(|_| PackError::MadeAt);
    Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )
    .map(Timestamp::new_utc)
    .ok_or(PackError::MadeAt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_could_not_be_printed_are_said_in_words() {
        assert_eq!(replaced_words(0), None);
        assert!(replaced_words(1).is_some_and(|words| words.starts_with("One character")));
        assert!(replaced_words(7).is_some_and(|words| words.starts_with("7 characters")));
    }
}
