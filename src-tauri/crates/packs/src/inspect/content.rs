//! Text drawn on a page, in the order in which it is drawn.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::InspectError;
use super::font::Font;
use super::geometry::{Extent, Lines, Matrix};

/// Forms within forms are followed this deep.
const DEEPEST: usize = 12;

/// The text of one page.
pub(super) struct PageText {
    /// Everything drawn.
    pub(super) all: String,
    /// Without what is marked as an artifact: running heads and feet, repeated table headers.
    pub(super) body: String,
    /// The box around the body's text.
    pub(super) extent: Option<Extent>,
}

/// Reads a page.
pub(super) fn page_text(document: &Document, number: u32, id: ObjectId) -> Result<PageText, InspectError> {
    let unreadable = InspectError::Content { page: number };
    let content = document.get_page_content(id);
    let (direct, referenced) = document.get_page_resources(id).map_err(|_| unreadable.clone())?;
    let mut resources: Vec<&Dictionary> = direct.into_iter().collect();
    for id in referenced {
        resources.push(document.get_dictionary(id).map_err(|_| unreadable.clone())?);
    }
    let mut reader =
        Reader { document, page: number, all: Lines::default(), body: Lines::default(), marks: Vec::new() };
    reader.run(&content, &resources, Matrix::IDENTITY, 0)?;
    Ok(PageText { all: reader.all.into_text(), extent: reader.body.extent(), body: reader.body.into_text() })
}

/// A marked-content section (ISO 32000-1, 14.6).
struct Mark {
    artifact: bool,
    /// Its replacement text, until it has been written.
    replacement: Option<String>,
    replaced: bool,
}

struct Reader<'a> {
    document: &'a Document,
    page: u32,
    all: Lines,
    body: Lines,
    marks: Vec<Mark>,
}

/// The text state that moves and shapes text (ISO 32000-1, 9.3 and 9.4).
#[derive(Clone)]
struct TextState {
    ctm: Matrix,
    font: Option<Vec<u8>>,
    size: f64,
    leading: f64,
    rise: f64,
    stretch: f64,
}

impl<'a> Reader<'a> {
    fn unreadable(&self) -> InspectError {
        InspectError::Content { page: self.page }
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &[&'a Dictionary],
        ctm: Matrix,
        depth: usize,
    ) -> Result<(), InspectError> {
        let content = Content::decode(content).map_err(|_| self.unreadable())?;
        let fonts = self.fonts(resources);
        let mut state = TextState { ctm, font: None, size: 0.0, leading: 0.0, rise: 0.0, stretch: 1.0 };
        let mut saved = Vec::new();
        let (mut line, mut at) = (Matrix::IDENTITY, Matrix::IDENTITY);
        for operation in &content.operations {
            let number =
                |index: usize| operation.operands.get(index).and_then(|o| o.as_float().ok()).map_or(0.0, f64::from);
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().ok_or_else(|| self.unreadable())?,
                "cm" => state.ctm = matrix(operation).then(state.ctm),
                "BT" => (line, at) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tf" => {
                    state.font = operation.operands.first().and_then(|name| name.as_name().ok()).map(<[u8]>::to_vec);
                    state.size = number(1);
                }
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "Tm" => {
                    line = matrix(operation);
                    at = line;
                }
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::translation(number(0), number(1)).then(line);
                    at = line;
                }
                "T*" => {
                    line = Matrix::translation(0.0, -state.leading).then(line);
                    at = line;
                }
                "Tj" | "TJ" => self.show(&operation.operands, &state, &fonts, &mut at)?,
                "'" | "\"" => {
                    line = Matrix::translation(0.0, -state.leading).then(line);
                    at = line;
                    let string = operation.operands.last().map(std::slice::from_ref);
                    self.show(string.unwrap_or_default(), &state, &fonts, &mut at)?;
                }
                "BMC" | "BDC" => self.begin(operation, resources),
                "EMC" => {
                    self.marks.pop().ok_or_else(|| self.unreadable())?;
                }
                "Do" => self.form(operation, resources, state.ctm, depth)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn fonts(&self, resources: &[&Dictionary]) -> BTreeMap<Vec<u8>, Option<Font>> {
        let mut fonts = BTreeMap::new();
        for resource in resources {
            let Ok(named) = resource.get_deref(b"Font", self.document).and_then(Object::as_dict) else {
                continue;
            };
            for (name, _) in named.iter() {
                let font = named
                    .get_deref(name, self.document)
                    .and_then(Object::as_dict)
                    .ok()
                    .and_then(|dictionary| Font::read(self.document, dictionary));
                fonts.entry(name.clone()).or_insert(font);
            }
        }
        fonts
    }

    /// Shows strings and numbers that move back, as `TJ` mixes them (ISO 32000-1, 9.4.3).
    fn show(
        &mut self,
        operands: &[Object],
        state: &TextState,
        fonts: &BTreeMap<Vec<u8>, Option<Font>>,
        at: &mut Matrix,
    ) -> Result<(), InspectError> {
        let font = state.font.as_ref().and_then(|name| fonts.get(name)).and_then(Option::as_ref);
        let font = font.ok_or(InspectError::Font { page: self.page })?;
        let items = match operands {
            [Object::Array(items)] => items.as_slice(),
            other => other,
        };
        for item in items {
            let moved = match item {
                Object::String(codes, _) => {
                    let advance = font.width(codes) / 1000.0 * state.size * state.stretch;
                    let place = Matrix::translation(0.0, state.rise).then(*at).then(state.ctm);
                    self.piece(font.text(codes), place, advance, state.size)?;
                    advance
                }
                number => {
                    let back = number.as_float().map(f64::from).map_err(|_| self.unreadable())?;
                    -back / 1000.0 * state.size * state.stretch
                }
            };
            *at = Matrix::translation(moved, 0.0).then(*at);
        }
        Ok(())
    }

    /// Adds one piece of text, or its section's replacement text in place of the first piece.
    fn piece(&mut self, text: Option<String>, place: Matrix, advance: f64, size: f64) -> Result<(), InspectError> {
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        let outermost = self.marks.iter_mut().find(|mark| mark.replaced);
        let text = match outermost {
            Some(mark) => mark.replacement.take().unwrap_or_default(),
            None => text.ok_or(InspectError::Font { page: self.page })?,
        };
        self.all.add(&text, place, advance, size);
        if !artifact {
            self.body.add(&text, place, advance, size);
        }
        Ok(())
    }

    fn begin(&mut self, operation: &Operation, resources: &[&Dictionary]) {
        let artifact =
            operation.operands.first().and_then(|tag| tag.as_name().ok()).is_some_and(|tag| tag == b"Artifact");
        let properties = match operation.operands.get(1) {
            Some(Object::Dictionary(inline)) => Some(inline),
            Some(Object::Name(name)) => resources.iter().find_map(|resource| {
                let named = resource.get_deref(b"Properties", self.document).and_then(Object::as_dict).ok()?;
                named.get_deref(name, self.document).and_then(Object::as_dict).ok()
            }),
            _ => None,
        };
        let replacement = properties
            .and_then(|properties| properties.get(b"ActualText").ok())
            .and_then(|text| decode_text_string(text).ok());
        self.marks.push(Mark { artifact, replaced: replacement.is_some(), replacement });
    }

    /// Follows a form drawn on the page; pictures hold no text.
    fn form(
        &mut self,
        operation: &Operation,
        resources: &[&'a Dictionary],
        ctm: Matrix,
        depth: usize,
    ) -> Result<(), InspectError> {
        let name = operation.operands.first().and_then(|name| name.as_name().ok()).ok_or_else(|| self.unreadable())?;
        let document = self.document;
        let stream = resources
            .iter()
            .find_map(|resource| {
                let named = resource.get_deref(b"XObject", document).and_then(Object::as_dict).ok()?;
                named.get_deref(name, document).and_then(Object::as_stream).ok()
            })
            .ok_or_else(|| self.unreadable())?;
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form".as_slice()) {
            return Ok(());
        }
        if depth == DEEPEST {
            return Err(self.unreadable());
        }
        let content = stream.get_plain_content().map_err(|_| self.unreadable())?;
        let own = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
        let inner = own.map_or_else(|| resources.to_vec(), |own| vec![own]);
        let placed = stream
            .dict
            .get_deref(b"Matrix", document)
            .and_then(Object::as_array)
            .map_or(Matrix::IDENTITY, |numbers| matrix_of(numbers));
        let open = self.marks.len();
        self.run(&content, &inner, placed.then(ctm), depth + 1)?;
        self.marks.truncate(open);
        Ok(())
    }
}

fn matrix(operation: &Operation) -> Matrix {
    matrix_of(&operation.operands)
}

fn matrix_of(numbers: &[Object]) -> Matrix {
    let mut values = Matrix::IDENTITY.0;
    for (value, number) in values.iter_mut().zip(numbers) {
        *value = number.as_float().map_or(*value, f64::from);
    }
    Matrix(values)
}
