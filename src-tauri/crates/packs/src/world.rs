//! The closed world in which the template is laid out: its own parts, the pack's data, the
//! figure and the bundled fonts. No other file, no package, no clock, no network.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use crate::error::PackError;

/// The template's main file.
const MAIN: &str = "pack.typ";
/// The main file of other papers.
const DOCUMENT: &str = "document.typ";

/// The template: file name and text.
const TEMPLATE: [(&str, &str); 8] = [
    (MAIN, include_str!("../templates/pack.typ")),
    ("style.typ", include_str!("../templates/style.typ")),
    ("cover.typ", include_str!("../templates/cover.typ")),
    ("questions.typ", include_str!("../templates/questions.typ")),
    ("case.typ", include_str!("../templates/case.typ")),
    ("record.typ", include_str!("../templates/record.typ")),
    ("about.typ", include_str!("../templates/about.typ")),
    (DOCUMENT, include_str!("../templates/document.typ")),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

static FONTS: LazyLock<Option<Vec<Font>>> = LazyLock::new(|| {
    [charts::fonts::REGULAR, charts::fonts::SEMIBOLD, charts::fonts::BOLD]
        .into_iter()
        .chain(charts::fonts::FALLBACK.map(|(_, data)| data))
        .map(|data| Font::new(Bytes::new(data), 0))
        .collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter().flatten())));

/// The bundled fonts.
///
/// # Errors
/// [`PackError::Font`] if one cannot be read.
pub(crate) fn fonts() -> Result<&'static [Font], PackError> {
    FONTS.as_deref().ok_or(PackError::Font)
}

/// One pack's files.
pub(crate) struct PackWorld {
    main: FileId,
    template: Vec<Source>,
    data: Vec<(FileId, Bytes)>,
}

impl PackWorld {
    /// A world with the template, `pack.json` and `figure.svg`.
    ///
    /// # Errors
    /// [`PackError::Data`] if a file has no place in it.
    pub(crate) fn new(json: Vec<u8>, svg: String) -> Result<Self, PackError> {
        Self::of(MAIN, "pack.json", json, svg)
    }

    /// A world with the template of other papers, `document.json` and `figure.svg`.
    ///
    /// # Errors
    /// [`PackError::Data`] if a file has no place in it.
    pub(crate) fn document(json: Vec<u8>, svg: String) -> Result<Self, PackError> {
        Self::of(DOCUMENT, "document.json", json, svg)
    }

    fn of(main: &str, data: &str, json: Vec<u8>, svg: String) -> Result<Self, PackError> {
        let template = TEMPLATE
            .into_iter()
            .map(|(name, text)| Ok(Source::new(file_id(name)?, text.to_owned())))
            .collect::<Result<_, PackError>>()?;
        Ok(Self {
            main: file_id(main)?,
            template,
            data: vec![(file_id(data)?, Bytes::new(json)), (file_id("figure.svg")?, Bytes::from_string(svg))],
        })
    }

    /// Where in the template the problems lie: file and line, never a message, since a message
    /// may quote what the pack says.
    pub(crate) fn places(&self, problems: &[SourceDiagnostic]) -> String {
        let places: Vec<String> = problems
            .iter()
            .map(|problem| {
                let Some(source) = problem.span.id().and_then(|id| self.template.iter().find(|s| s.id() == id)) else {
                    return "outside the template".to_owned();
                };
                let line = self
                    .range(problem.span)
                    .and_then(|range| source.lines().byte_to_line(range.start))
                    .map_or(0, |line| line + 1);
                format!("{}:{line}", source.id().vpath().get_without_slash())
            })
            .collect();
        places.join(", ")
    }
}

fn file_id(name: &str) -> Result<FileId, PackError> {
    let path = VirtualPath::new(name).map_err(|_| PackError::Data)?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for PackWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.template.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.data.iter().find(|(known, _)| *known == id).map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.as_ref()?.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
