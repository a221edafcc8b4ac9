//! Evidence packs: one serialisable view model laid out by Typst as a tagged PDF.
//!
//! A [`PackInput`] holds everything that a pack prints and nothing that its audience may not
//! see: names are left out or replaced before it is made. [`build`] reads no clock, no file and
//! no network, so the same input gives the same bytes, and an input kept as JSON can be built
//! again later. Every pack is at once PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).
//!
//! [`inspect`] reads a finished PDF back and says where given words stand in it: on a page, in
//! the structure a screen reader reads, in the outline, the document information, the XMP
//! packet or an attachment.

mod build;
mod document;
mod error;
mod figure;
mod input;
pub mod inspect;
mod legible;
mod view;
mod word;
mod world;

pub use build::{Pack, build};
pub use document::{Block, Document, DocumentFigure, Section, Table, document_pdf};
pub use error::PackError;
pub use input::{AsAt, Audience, PackInput, SCHEMA};
pub use view::{
    NotShown, PackAction, PackCase, PackChainLink, PackClock, PackComparison, PackEvent, PackFact, PackPhase,
    PackQuestion, PackTable, PackView,
};
pub use word::document_word;
