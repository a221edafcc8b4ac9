//! What a file is by its first bytes, whatever its name says.

/// The kind of a file whose beginning is `first`.
#[must_use]
pub fn media_type(first: &[u8]) -> &'static str {
    by_mark(first)
        .or_else(|| boxed(first))
        .or_else(|| riff(first))
        .or_else(|| zipped(first))
        .unwrap_or_else(|| if is_text(first) { TEXT } else { UNKNOWN })
}

const PDF: &str = "application/pdf";
const TEXT: &str = "text/plain";
const UNKNOWN: &str = "application/octet-stream";

/// Kinds that begin with bytes of their own.
const MARKS: [(&[u8], &str); 19] = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
];

fn by_mark(first: &[u8]) -> Option<&'static str> {
    // Programs that read PDF take it up to a thousand bytes after the beginning.
    let head = first.get(..1024).unwrap_or(first);
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Some(PDF);
    }
    if is_bitmap(first) {
        return Some("image/bmp");
    }
    MARKS.iter().find(|(mark, _)| first.starts_with(mark)).map(|(_, kind)| *kind)
}

/// Two letters alone are too few to tell by: the length of the header has to be one there is.
fn is_bitmap(first: &[u8]) -> bool {
    first.starts_with(b"BM") && matches!(first.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// ISO base media: pictures of telephones, video, sound.
fn boxed(first: &[u8]) -> Option<&'static str> {
    (first.get(4..8)? == b"ftyp").then_some(())?;
    Some(match first.get(8..12)? {
        b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"hevc" => "image/heic",
        b"avif" | b"avis" => "image/avif",
        b"M4A " | b"M4B " => "audio/mp4",
        b"qt  " => "video/quicktime",
        _ => "video/mp4",
    })
}

fn riff(first: &[u8]) -> Option<&'static str> {
    first.starts_with(b"RIFF").then_some(())?;
    match first.get(8..12)? {
        b"WEBP" => Some("image/webp"),
        b"WAVE" => Some("audio/wav"),
        b"AVI " => Some("video/x-msvideo"),
        _ => None,
    }
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const POWERPOINT: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
const ODT: &str = "application/vnd.oasis.opendocument.text";
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Office documents are ZIP files; the names of what they hold tell them apart.
fn zipped(first: &[u8]) -> Option<&'static str> {
    first.starts_with(b"PK\x03\x04").then_some(())?;
    for at in first.windows(4).enumerate().filter_map(|(at, four)| (four == b"PK\x03\x04").then_some(at)) {
        let entry = first.get(at + 30..).unwrap_or_default();
        for (beginning, kind) in [(&b"word/"[..], WORD), (b"xl/", EXCEL), (b"ppt/", POWERPOINT)] {
            if entry.starts_with(beginning) {
                return Some(kind);
            }
        }
        if let Some(kind) = entry.strip_prefix(b"mimetype") {
            return [ODT, ODS].into_iter().find(|known| kind.starts_with(known.as_bytes())).or(Some("application/zip"));
        }
    }
    Some("application/zip")
}

/// Whether it reads as text: UTF-8, UTF-16 with a mark, or a Western alphabet without control characters.
fn is_text(first: &[u8]) -> bool {
    if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
        return true;
    }
    !first.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127))
}

/// Whether a picture of it can be drawn, or its text shown.
#[must_use]
pub fn can_show(media_type: &str) -> bool {
    matches!(media_type, PDF | TEXT | "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp")
}

/// The kind of a file, for a person.
#[must_use]
pub fn words(media_type: &str) -> &'static str {
    match media_type {
        PDF => "PDF document",
        TEXT => "Text",
        "image/png" => "Picture (PNG)",
        "image/jpeg" => "Picture (JPEG)",
        "image/gif" => "Picture (GIF)",
        "image/webp" => "Picture (WebP)",
        "image/bmp" => "Picture (BMP)",
        "image/tiff" => "Picture (TIFF)",
        "image/heic" => "Picture (HEIC)",
        "image/avif" => "Picture (AVIF)",
        WORD => "Word document",
        EXCEL => "Excel workbook",
        POWERPOINT => "PowerPoint presentation",
        ODT => "OpenDocument text",
        ODS => "OpenDocument spreadsheet",
        "application/rtf" => "Rich text",
        "application/x-ole-storage" => "Office document of an older form, or an Outlook message",
        "application/zip" | "application/x-7z-compressed" | "application/vnd.rar" => "Archive",
        "application/x-msdownload" | "application/x-executable" => "Program",
        kind if kind.starts_with("audio/") => "Sound",
        kind if kind.starts_with("video/") => "Video",
        _ => "File of a kind that Evident does not know",
    }
}

/// The ending of a name that says something else than the content does, where it is one that people go by.
#[must_use]
pub fn misnamed<'a>(name: &'a str, media_type: &str) -> Option<&'a str> {
    let (_, ending) = name.rsplit_once('.')?;
    let expected: &[&str] = match ending.to_ascii_lowercase().as_str() {
        "pdf" => &[PDF],
        "png" => &["image/png"],
        "jpg" | "jpeg" => &["image/jpeg"],
        "gif" => &["image/gif"],
        "webp" => &["image/webp"],
        "bmp" => &["image/bmp"],
        "docx" => &[WORD],
        "xlsx" => &[EXCEL],
        "pptx" => &[POWERPOINT],
        "doc" | "xls" | "ppt" | "msg" => &["application/x-ole-storage", "application/rtf", TEXT],
        "txt" | "csv" | "eml" => &[TEXT],
        _ => return None,
    };
    (!expected.contains(&media_type)).then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in names {
            bytes.extend_from_slice(b"PK\x03\x04");
            bytes.extend_from_slice(&[0; 26]);
            bytes.extend_from_slice(name.as_bytes());
        }
        bytes
    }

    #[test]
    fn a_file_is_told_by_its_content() {
        for (first, kind) in [
            (&b"%PDF-1.7\n"[..], PDF),
            (b"junk before\n%PDF-1.4", PDF),
            (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
            (b"\xff\xd8\xff\xe1\0\0Exif", "image/jpeg"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
            (b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "image/bmp"),
            (b"BMW parked outside the house at 09:00", TEXT),
            (b"\0\0\0\x18ftypheic", "image/heic"),
            (b"\0\0\0\x18ftypisom", "video/mp4"),
            (b"MZ\x90\0", "application/x-msdownload"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
            (b"Called at 9\r\nNobody came\t\x1b[0m", TEXT),
            (b"caf\xe9", TEXT),
            (b"\xff\xfea\0b\0", TEXT),
            (b"a\0b", UNKNOWN),
            (b"", TEXT),
        ] {
            assert_eq!(media_type(first), kind, "{:?}", String::from_utf8_lossy(first));
        }
        assert_eq!(media_type(&zip(&["[Content_Types].xml", "word/document.xml"])), WORD);
        assert_eq!(media_type(&zip(&["[Content_Types].xml", "xl/workbook.xml"])), EXCEL);
        assert_eq!(media_type(&zip(&["mimetypeapplication/vnd.oasis.opendocument.text"])), ODT);
        assert_eq!(media_type(&zip(&["letters/one.txt"])), "application/zip");
    }

    #[test]
    fn a_name_that_says_something_else_is_noticed() {
        assert_eq!(misnamed("rota.pdf", "application/x-msdownload"), Some("pdf"));
        assert_eq!(misnamed("photo.JPG", "image/png"), Some("JPG"));
        assert_eq!(misnamed("rota.pdf", PDF), None);
        assert_eq!(misnamed("recording.m4a", "audio/mp4"), None);
        assert_eq!(misnamed("no ending", UNKNOWN), None);
    }

    #[test]
    fn broken_files_are_of_some_kind_too() {
        let whole = [zip(&["word/a", "mimetype"]), b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0 %PDF-".to_vec()].concat();
        for length in 0..whole.len() {
            assert!(!words(media_type(whole.get(..length).unwrap_or_default())).is_empty());
        }
    }
}
