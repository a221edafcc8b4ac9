//! The sheets of a workbook, in the order of their tabs, with what their cells refer to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::archive::Archive;
use super::strings::SharedStrings;
use super::styles::DateStyles;
use super::xml::{attribute, is_true};
use crate::encoding::decode_xml;
use crate::{ReadError, SheetInfo, limits};

/// What is known of the whole workbook.
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) strings: SharedStrings,
    pub(super) styles: DateStyles,
    pub(super) dates_1904: bool,
}

/// A worksheet and the part it is kept in.
pub(super) struct SheetEntry {
    pub(super) info: SheetInfo,
    pub(super) part: String,
}

const BROKEN: ReadError = ReadError::UnreadableWorkbook { part: "the list of its sheets" };

impl Workbook {
    /// Reads the list of sheets, the shared texts and the number formats.
    ///
    /// # Errors
    /// A [`ReadError`] if a part is missing, damaged or too large.
    pub(super) fn read(archive: &Archive<'_>) -> Result<Self, ReadError> {
        let path = workbook_part(archive)?;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let links = relationships(archive, &in_folder(folder, &format!("_rels/{file}.rels")))?;
        let part = text_part(archive, &path, limits::PART_BYTES, "the list of its sheets")?.ok_or(BROKEN)?;
        let (sheets, dates_1904) = sheets(&part, &links, folder)?;
        let linked = |kind: &str| links.values().find(|l| l.kind.ends_with(kind)).map(|l| in_folder(folder, &l.target));
        Ok(Self {
            sheets,
            strings: SharedStrings::read(archive, linked("/sharedStrings").as_deref())?,
            styles: DateStyles::read(archive, linked("/styles").as_deref())?,
            dates_1904,
        })
    }
}

struct Link {
    kind: String,
    target: String,
}

/// Unpacks a part and decodes it.
pub(super) fn text_part(
    archive: &Archive<'_>,
    name: &str,
    limit: usize,
    called: &'static str,
) -> Result<Option<String>, ReadError> {
    let Some(bytes) = archive.unpack(name, limit, called)? else { return Ok(None) };
    let text = match decode_xml(&bytes) {
        // The bytes are kept, not copied: a worksheet may be large.
        Some(Cow::Borrowed(text)) if text.len() == bytes.len() => String::from_utf8(bytes).ok(),
        Some(text) => Some(text.into_owned()),
        None => None,
    };
    text.map(Some).ok_or(ReadError::UnreadableWorkbook { part: called })
}

/// Where the workbook part is: the package says, and nearly always says this.
fn workbook_part(archive: &Archive<'_>) -> Result<String, ReadError> {
    let links = relationships(archive, "_rels/.rels")?;
    let named = links.values().find(|l| l.kind.ends_with("/officeDocument"));
    Ok(named.map_or_else(|| "xl/workbook.xml".to_owned(), |l| in_folder("", &l.target)))
}

fn relationships(archive: &Archive<'_>, part: &str) -> Result<BTreeMap<String, Link>, ReadError> {
    let mut links = BTreeMap::new();
    let Some(text) = text_part(archive, part, limits::PART_BYTES, "the list of its links")? else { return Ok(links) };
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().map_err(|_| ReadError::UnreadableWorkbook { part: "the list of its links" })? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&e, name).map(Cow::into_owned);
                if let (Some(id), Some(kind), Some(target)) = (get("Id"), get("Type"), get("Target")) {
                    links.insert(id, Link { kind, target });
                }
                if links.len() > limits::PARTS {
                    return Err(ReadError::too_large(format!("it links more than {} parts", limits::PARTS)));
                }
            }
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

fn sheets(text: &str, links: &BTreeMap<String, Link>, folder: &str) -> Result<(Vec<SheetEntry>, bool), ReadError> {
    let (mut sheets, mut dates_1904) = (Vec::new(), false);
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "workbookPr" => dates_1904 = is_true(&e, "date1904"),
                "sheet" => {
                    let link = attribute(&e, "id").and_then(|id| links.get(id.as_ref()));
                    // Chart sheets and old dialogue sheets hold no cells.
                    let Some(link) = link.filter(|l| l.kind.ends_with("/worksheet")) else { continue };
                    let hidden = attribute(&e, "state").is_some_and(|s| s != "visible");
                    let name = attribute(&e, "name").ok_or(BROKEN)?.into_owned();
                    sheets.push(SheetEntry { info: SheetInfo { name, hidden }, part: in_folder(folder, &link.target) });
                    if sheets.len() > limits::SHEETS {
                        return Err(ReadError::too_large(format!("it has more than {} sheets", limits::SHEETS)));
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if sheets.is_empty() { Err(BROKEN) } else { Ok((sheets, dates_1904)) }
}

/// Resolves the target of a link against the folder of the part it stands in.
fn in_folder(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|s| !s.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
