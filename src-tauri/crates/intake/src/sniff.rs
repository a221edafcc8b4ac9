//! What kind of file the bytes are, whatever the file's name says.

use crate::ReadError;

/// The two kinds that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Delimited text.
    Text,
    /// A ZIP container, which may be a workbook.
    Zip,
}

/// First bytes of files that people give another ending, with what to call them.
const SIGNATURES: [(&[u8], &str); 16] = [
    (b"%PDF", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)"),
    (b"Rar!\x1a\x07", "a packed file (RAR)"),
    (b"BZh9", "a packed file (bzip2)"),
    (b"SQLite format 3\0", "a database file"),
    (b"MZ\x90\0", "a program"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript document"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"OggS", "a sound recording"),
];

/// First bytes of an OLE2 compound file: the older Office formats and encrypted workbooks.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Tells text and ZIP containers from everything else.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::NotASpreadsheet`] or [`ReadError::PasswordProtected`].
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(compound_file(bytes));
    }
    if let Some((_, looks_like)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(ReadError::NotASpreadsheet { looks_like });
    }
    Ok(Kind::Text)
}

/// An encrypted workbook is a compound file with a stream of this name ([MS-OFFCRYPTO] 2.3.4.4).
fn compound_file(bytes: &[u8]) -> ReadError {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Directory entries are 128 bytes long and begin on a sector boundary ([MS-CFB] 2.6.1).
        bytes.chunks(128).any(|entry| entry.starts_with(&wide))
    };
    if holds("EncryptedPackage") {
        ReadError::PasswordProtected
    } else if holds("Workbook") || holds("Book") {
        ReadError::NotASpreadsheet { looks_like: "a workbook of the older Excel kind (.xls)" }
    } else if holds("WordDocument") {
        ReadError::NotASpreadsheet { looks_like: "a Word document of the older kind (.doc)" }
    } else {
        ReadError::NotASpreadsheet { looks_like: "an Office file of an older kind" }
    }
}

/// Refuses text that is markup or not text at all.
///
/// # Errors
/// [`ReadError::NotASpreadsheet`] or [`ReadError::Empty`].
pub(crate) fn refuse_other_text(text: &str) -> Result<(), ReadError> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    let starts = |with: &str| start.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    if starts("<!doctype html") || starts("<html") || starts("<table") || starts("<meta") {
        return Err(ReadError::NotASpreadsheet { looks_like: "a web page" });
    }
    if starts("<?xml") {
        return Err(ReadError::NotASpreadsheet { looks_like: "an XML file" });
    }
    if starts("{\"") || starts("[{") {
        return Err(ReadError::NotASpreadsheet { looks_like: "a JSON file" });
    }
    let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}' | '\u{85}');
    let sample = 4_096;
    let odd = text.chars().take(sample).filter(control).count();
    if text.contains('\0') || odd * 50 > sample.min(text.len()) {
        return Err(ReadError::NotASpreadsheet { looks_like: "a file that is not text" });
    }
    Ok(())
}
