//! What a file looks like, drawn without a file on the disk and without another program.

use std::path::PathBuf;

use ::preview::{Drawing, Reply, Stop, Unshown, can_show};
use domain::{FileId, audit::Action};

use super::{FileView, Reach, read};
use crate::{Error, Result};

/// The program that draws: this one, started once more.
#[derive(Debug, Clone)]
pub struct Previewer {
    program: Option<PathBuf>,
}

impl Previewer {
    /// This program itself, whose first act is [`super::run_if_asked`].
    #[must_use]
    pub fn of_this_program() -> Self {
        Self { program: std::env::current_exe().ok() }
    }

    /// Another program that begins in the same way, such as that of a test.
    #[must_use]
    pub const fn of(program: PathBuf) -> Self {
        Self { program: Some(program) }
    }
}

/// What can be shown of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A picture of a page, or of the whole.
    Picture {
        /// As PNG.
        png: Vec<u8>,
        /// Which page, from 1.
        page: u32,
        /// How many there are.
        pages: u32,
    },
    /// Its text.
    Text {
        /// The text, in which nothing is anything but text.
        text: String,
        /// Whether there is more of it.
        goes_on: bool,
    },
    /// Nothing; why, and what can be done.
    Nothing(String),
}

/// A file that was looked at.
#[derive(Debug, Clone)]
pub struct Previewed {
    /// The file.
    pub file: FileView,
    /// What it looks like.
    pub shown: Shown,
}

/// Shows a page of a file, from 1. `stop` is asked now and then whether it is wanted no more.
///
/// # Errors
/// [`Error::EvidenceDamaged`], [`Error::Stopped`], not there, not for this role, or the store's. A document that cannot be
/// drawn is no error: what is shown then says why.
pub fn preview(reach: &impl Reach, id: FileId, page: u32, previewer: &Previewer, stop: &Stop) -> Result<Previewed> {
    let (file, view) = reach.with(|vault, session| {
        session.require(Action::ViewEvidence)?;
        let file = read::find(vault, session, id)?;
        vault.note_file_view(id);
        let view = FileView::new(vault, &file)?;
        Ok((file, view))
    })?;
    if !can_show(&file.media_type) {
        return Ok(Previewed { shown: Shown::Nothing(words(Unshown::OtherKind)), file: view });
    }
    let started = previewer.program.as_deref().ok_or(Unshown::NotStarted);
    let mut drawing = match started.and_then(|program| Drawing::start(program, page, file.size, Stop::clone(stop))) {
        Ok(drawing) => drawing,
        Err(why) => return Ok(Previewed { shown: Shown::Nothing(words(why)), file: view }),
    };
    // Of a text the beginning is shown.
    let pieces = if file.media_type.starts_with("text/") { 1 } else { file.pieces() };
    let mut buffer = Vec::new();
    for n in 0..pieces {
        if stop() {
            return Err(Error::Stopped);
        }
        reach.with(|vault, session| read::piece(vault, session, &file, n, &mut buffer))?;
        if !drawing.send(&buffer) {
            break;
        }
    }
    let shown = match drawing.finish() {
        Ok(Reply::Picture { png, page, pages }) => Shown::Picture { png, page, pages },
        Ok(Reply::Text { text, goes_on }) => Shown::Text { text, goes_on },
        Err(Unshown::Stopped) => return Err(Error::Stopped),
        Err(why) => Shown::Nothing(words(why)),
    };
    Ok(Previewed { file: view, shown })
}

fn words(why: Unshown) -> String {
    let why = match why {
        Unshown::OtherKind => "Evident shows pictures, PDF documents and text, and this is something else.",
        Unshown::Broken => "This document cannot be shown: it is damaged, or made in a way that Evident does not read.",
        Unshown::TooLarge => "This document cannot be shown: it asks for more memory than Evident gives to a document.",
        Unshown::Locked => "This document is locked with a password of its own, so Evident cannot show it.",
        Unshown::NoSuchPage => "There is no such page in this document.",
        Unshown::TookTooLong => "This document cannot be shown: drawing it took longer than Evident allows.",
        Unshown::Stopped => "It was stopped.",
        Unshown::NotStarted => {
            "This document cannot be shown: the part of Evident that draws documents did not start. Close Evident and open it again."
        }
    };
    format!("{why} It is kept as it is. Whoever may save a copy can open that in another program.")
}
