//! Papers beside packs: a chronology, an enquiry report. One view, written as a tagged PDF and as a Word document, so
//! that both say the same.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    build::{Pack, replaced_words, write_pdf},
    error::PackError,
    figure,
    legible::Legible,
    view::PackFact,
    world::{PackWorld, fonts},
};

/// Everything a paper prints, in words ready to print.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Identity of the paper, such as `SG-2026-007 chronology, entry 412`. The same identity and content give the same
    /// bytes.
    pub ident: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// The same in words.
    pub made_at_text: String,
    /// What kind of paper, over the title: "Chronology".
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Under the title: reference, service, period.
    pub subtitle: String,
    /// The provider's name.
    pub provider: String,
    /// The words of confidentiality, at the head of every page.
    pub confidential: String,
    /// The words that say the people are invented.
    pub demonstration: Option<String>,
    /// What is in it and what is not, word for word: the filter, what is left out.
    pub about: Vec<String>,
    /// A picture over the text, with its words for those who do not see it.
    pub figure: Option<DocumentFigure>,
    /// The text.
    pub sections: Vec<Section>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentFigure {
    /// The picture.
    #[serde(with = "crate::figure")]
    pub figure: charts::CaseFigure,
    /// In words.
    pub alt: String,
}

/// A part of the text under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// One block of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Paragraphs, divided by line breaks.
    Text(String),
    /// Somebody's own words.
    Quote(String),
    /// A heading within the section.
    Heading(String),
    /// Labels and values.
    Facts(Vec<PackFact>),
    /// A table.
    Table(Table),
}

/// A table of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Headings.
    pub columns: Vec<String>,
    /// How wide each column is, in parts of the whole.
    pub widths: Vec<u32>,
    /// Rows, each as long as the headings.
    pub rows: Vec<Vec<String>>,
}

impl Document {
    fn check(&self) -> Result<DateTime<Utc>, PackError> {
        if self.ident.trim().is_empty() {
            return Err(PackError::Number);
        }
        for table in self.tables() {
            let columns = table.columns.len();
            if table.widths.len() != columns {
                return Err(PackError::TableShape { row: 0, cells: table.widths.len(), columns });
            }
            for (row, cells) in (1..).zip(&table.rows) {
                if cells.len() != columns {
                    return Err(PackError::TableShape { row, cells: cells.len(), columns });
                }
            }
        }
        DateTime::parse_from_rfc3339(&self.made_at).map(|at| at.with_timezone(&Utc)).map_err(|_| PackError::MadeAt)
    }

    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// Lays a paper out as a tagged PDF that is both PDF/A-3a and PDF/UA-1.
///
/// # Errors
/// [`PackError`]: the view does not hold together, or the paper cannot be written.
pub fn document_pdf(document: &Document) -> Result<Pack, PackError> {
    let made_at = document.check()?;
    let mut value = serde_json::to_value(document).map_err(|_| PackError::Data)?;
    let mut legible = Legible::new(fonts()?);
    legible.apply(&mut value);
    let fields = value.as_object_mut().ok_or(PackError::Data)?;
    let svg = match fields.get_mut("figure").and_then(Value::as_object_mut) {
        None => None,
        Some(drawn) => {
            let figure = drawn.remove("figure").ok_or(PackError::Data)?;
            Some(figure::draw(&serde_json::from_value(figure).map_err(|_| PackError::Data)?))
        }
    };
    fields.insert("replaced_words".into(), json!(replaced_words(legible.replaced)));
    let json = serde_json::to_vec(&value).map_err(|_| PackError::Data)?;
    let world = PackWorld::document(json, svg.unwrap_or_else(nothing_drawn))?;
    let pack = write_pdf(&world, &document.ident, made_at);
    typst::comemo::evict(0);
    pack
}

/// The template names a picture even where it shows none.
fn nothing_drawn() -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\" viewBox=\"0 0 1 1\"/>".to_owned()
}
