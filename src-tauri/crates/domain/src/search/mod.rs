//! Finding by words: how texts are cut into words, what was asked for, how near a name comes to it, and the passage
//! of a text that shows it.
//!
//! One rule folds what is kept, what is typed and what is shown, so that the three always agree.

mod excerpt;
mod near;
mod query;
mod words;

pub use excerpt::{Piece, excerpt, marked};
pub use near::{Named, Nearness, to_all};
pub use query::{Query, Row, Term};
pub use words::{FOLDING, Word, contains, folded, name_words, one_line, words};
