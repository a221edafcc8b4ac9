//! Who packs are made for, and what each reader sees.

use domain::pack::Audience;
use serde::Serialize;

use crate::{Error, Result};

/// A kind of reader.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct AudienceRow {
    /// As a code.
    pub code: String,
    /// In words.
    pub label: String,
    /// Who is named, in words.
    pub sees: String,
    /// Whether this version builds packs for it.
    pub available: bool,
}

/// The audiences that packs can be built for.
#[must_use]
pub fn audiences() -> Vec<AudienceRow> {
    Audience::ALL
        .into_iter()
        .filter(|audience| audience.is_built())
        .map(|audience| AudienceRow {
            code: audience.code().to_owned(),
            label: audience.label().to_owned(),
            sees: naming_words(audience).to_owned(),
            available: true,
        })
        .collect()
}

/// Who is named in a pack, in words.
pub(super) const fn naming_words(audience: Audience) -> &'static str {
    match audience {
        Audience::CqcOnSite => {
            "The adult is shown by initials and reference in what Evident writes. What people recorded in their own words, such as the first account, is shown word for word and may name people; CQC may see it."
        }
        Audience::Board => {
            "No adult is named: \u{201c}Person A\u{201d} stands for the adult, and names are taken out of recorded texts. The first account is not shown. Exact numbers of a small service can still point to a person: do not circulate."
        }
        _ => "",
    }
}

/// The audience with this code, if packs are built for it.
///
/// # Errors
/// [`Error::Invalid`] for a word that is none, [`Error::NotAvailable`] for one that is not built.
pub(super) fn buildable(code: &str) -> Result<(Audience, packs::Audience)> {
    let names = || {
        Audience::ALL
            .into_iter()
            .filter(|audience| audience.is_built())
            .map(Audience::code)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let audience = Audience::from_code(code.trim()).ok_or_else(|| {
        Error::invalid(
            "audience",
            format!("There is no audience \u{201c}{}\u{201d}. Packs are built for: {}.", code.trim(), names()),
        )
    })?;
    match packs::Audience::from_code(audience.code()) {
        Some(built) => Ok((audience, built)),
        None => Err(Error::NotAvailable(format!(
            "This version of Evident does not build packs for {} ({}). It builds them for: {}. Nothing was made.",
            audience.label(),
            audience.code(),
            names()
        ))),
    }
}
