//! Reads a finished PDF back: every text in it, and where given words stand.
//!
//! It reads what people and programs can reach: text drawn on the pages (through each font's
//! own map to Unicode, ISO 32000-1 9.10), the strings of the structure tree that a screen reader
//! speaks (`Alt`, `ActualText`, `E`, `T`), the outline, the document information, the XMP
//! packet, attachments with their names, and every other string. A file that cannot be read in
//! full is an error, never a clean result.

mod content;
mod font;
mod geometry;
mod strings;

use std::collections::BTreeSet;
use std::fmt;

use domain::search::{contains, folded};
use lopdf::{Document, Object};

pub use geometry::Extent;

/// How many words at the end of a page and the start of the next are read together.
const ACROSS_PAGES: usize = 60;

/// Where a text stands in a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Drawn on a page; the first page is 1.
    Page(u32),
    /// Across the end of a page; the first page is 1.
    PageBreak(u32),
    /// A string of the structure tree, such as a picture's alternative text.
    Structure,
    /// The outline (bookmarks).
    Outline,
    /// The document information dictionary.
    Information,
    /// The XMP metadata packet.
    Xmp,
    /// An attached file or its name.
    Attachment,
    /// Any other string of the file.
    Other,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::PageBreak(page) => write!(f, "pages {page} and {}", page + 1),
            Self::Structure => f.write_str("structure strings"),
            Self::Outline => f.write_str("outline"),
            Self::Information => f.write_str("document information"),
            Self::Xmp => f.write_str("XMP metadata"),
            Self::Attachment => f.write_str("attachments"),
            Self::Other => f.write_str("other strings"),
        }
    }
}

/// A term that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The term as it was asked for.
    pub term: String,
    /// Where it stands.
    pub place: Place,
}

/// A text read from a PDF. Lines are divided by line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: String,
}

/// The paper of a page and the text on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageExtent {
    /// Page number, the first is 1.
    pub page: u32,
    /// The paper.
    pub paper: Extent,
    /// The box around the page's text.
    pub body: Extent,
}

/// Why a PDF could not be read in full.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InspectError {
    /// It is not a PDF, or its structure is broken.
    #[error("the file cannot be read as a PDF")]
    Unreadable,
    /// A page's content or a form on it cannot be read.
    #[error("the content of page {page} cannot be read")]
    Content {
        /// Page number, the first is 1.
        page: u32,
    },
    /// A font on a page gives no Unicode text for what is drawn with it.
    #[error("text on page {page} is drawn with a font that gives no Unicode text for it")]
    Font {
        /// Page number, the first is 1.
        page: u32,
    },
    /// A stream that holds text (XMP, an attachment) cannot be decoded.
    #[error("a text stream of the file cannot be decoded")]
    Stream,
}

/// Every text of a PDF: pages in order, then the rest.
///
/// # Errors
/// [`InspectError`] if any part that can hold text cannot be read.
pub fn passages(pdf: &[u8]) -> Result<Vec<Passage>, InspectError> {
    let document = load(pdf)?;
    let mut passages: Vec<Passage> = page_texts(&document)?
        .into_iter()
        .map(|(page, text)| Passage { place: Place::Page(page), text: text.all })
        .collect();
    passages.extend(strings::read(&document)?);
    Ok(passages)
}

/// Finds whole words, or whole words in a row, in every text of a PDF.
///
/// Case, accents and punctuation are folded, and line and page breaks count as spaces: `Edna
/// Rowe` finds `EDNA` at the end of a line and `Rowé's` at the start of the next, and does not
/// find `Rowena`. A term without a letter or digit finds nothing. Each term is reported once a
/// place, in order.
///
/// # Errors
/// [`InspectError`] if any part that can hold text cannot be read.
pub fn find_terms(pdf: &[u8], terms: &[&str]) -> Result<Vec<Hit>, InspectError> {
    let document = load(pdf)?;
    let pages = page_texts(&document)?;
    let mut read: Vec<(Place, Vec<String>)> =
        pages.iter().map(|(page, text)| (Place::Page(*page), folded(&text.all))).collect();
    for pair in pages.windows(2) {
        if let [(page, before), (_, after)] = pair {
            let end = folded(&before.body);
            let start = folded(&after.body);
            let tail = end.len().saturating_sub(ACROSS_PAGES);
            let joined = end.into_iter().skip(tail).chain(start.into_iter().take(ACROSS_PAGES));
            read.push((Place::PageBreak(*page), joined.collect()));
        }
    }
    read.extend(strings::read(&document)?.into_iter().map(|passage| (passage.place, folded(&passage.text))));

    let mut hits = BTreeSet::new();
    for term in terms {
        let wanted = folded(term);
        for (place, text) in &read {
            if contains(text, &wanted) {
                hits.insert(Hit { term: (*term).to_owned(), place: *place });
            }
        }
    }
    // What stands whole on a page is not also said to stand across its end.
    let on_page = |hit: &Hit, page: u32| hits.contains(&Hit { term: hit.term.clone(), place: Place::Page(page) });
    Ok(hits
        .iter()
        .filter(|hit| match hit.place {
            Place::PageBreak(page) => !on_page(hit, page) && !on_page(hit, page + 1),
            _ => true,
        })
        .cloned()
        .collect())
}

/// Where the body of each page stands: the box around its text without running heads and feet,
/// beside the box of the paper. A text that runs off the paper is drawn and can be searched, but
/// nobody reads it; this shows it. A page without text is left out.
///
/// # Errors
/// [`InspectError`] if a page cannot be read.
pub fn extents(pdf: &[u8]) -> Result<Vec<PageExtent>, InspectError> {
    let document = load(pdf)?;
    let mut extents = Vec::new();
    for (number, id) in document.get_pages() {
        let Some(body) = content::page_text(&document, number, id)?.extent else { continue };
        let sides = document
            .get_dictionary(id)
            .and_then(|page| page.get_deref(b"MediaBox", &document)?.as_array())
            .map_err(|_| InspectError::Content { page: number })?;
        let side = |index: usize| {
            sides
                .get(index)
                .and_then(|side: &Object| side.as_float().ok())
                .map(f64::from)
                .ok_or(InspectError::Content { page: number })
        };
        let paper = Extent { left: side(0)?, bottom: side(1)?, right: side(2)?, top: side(3)? };
        extents.push(PageExtent { page: number, paper, body });
    }
    Ok(extents)
}

fn load(pdf: &[u8]) -> Result<Document, InspectError> {
    let document = Document::load_mem(pdf).map_err(|_| InspectError::Unreadable)?;
    if document.is_encrypted() || document.get_pages().is_empty() {
        return Err(InspectError::Unreadable);
    }
    Ok(document)
}

fn page_texts(document: &Document) -> Result<Vec<(u32, content::PageText)>, InspectError> {
    document
        .get_pages()
        .into_iter()
        .map(|(number, id)| Ok((number, content::page_text(document, number, id)?)))
        .collect()
}
