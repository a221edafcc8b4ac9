//! Workbooks made in memory, down to the bytes of the container.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A part of a container, with what its directory says of it.
pub struct Part {
    /// Its path in the container.
    pub name: String,
    /// What it unpacks to.
    pub content: Vec<u8>,
    /// Overrides the unpacked size in the directory.
    pub stated: Option<u32>,
}

/// A part whose stated size is right.
pub fn part(name: &str, content: impl Into<Vec<u8>>) -> Part {
    Part { name: name.to_owned(), content: content.into(), stated: None }
}

/// A ZIP container with deflated parts.
pub fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&part.content).unwrap();
        let packed = packed.finish().unwrap();
        let mut crc = Crc::new();
        crc.update(&part.content);
        let offset = u32::try_from(out.len()).unwrap();
        let unpacked = part.stated.unwrap_or(u32::try_from(part.content.len()).unwrap());
        let mut fields = Vec::new();
        fields.extend([20_u16, 0, 8, 0, 0x5a21].iter().flat_map(|n| n.to_le_bytes()));
        fields.extend(crc.sum().to_le_bytes());
        fields.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        fields.extend(unpacked.to_le_bytes());
        fields.extend(u16::try_from(part.name.len()).unwrap().to_le_bytes());
        fields.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(part.name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let start = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A worksheet of a [`workbook`].
pub struct SheetXml {
    /// What its tab says.
    pub name: &'static str,
    /// `visible`, `hidden` or `veryHidden`.
    pub state: &'static str,
    /// What stands before its cells.
    pub before: String,
    /// Its rows.
    pub data: String,
    /// What stands after its cells.
    pub after: String,
}

/// A visible sheet of these rows.
pub fn sheet(name: &'static str, data: &str) -> SheetXml {
    SheetXml { name, state: "visible", before: String::new(), data: data.to_owned(), after: String::new() }
}

/// The row that names three columns.
pub const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Week commencing</t></is></c><c r="B1" t="inlineStr"><is><t>Missed</t></is></c><c r="C1" t="inlineStr"><is><t>Planned</t></is></c></row>"#;

/// A row of a date (style 1) and two numbers.
pub fn row(number: u32, serial: u32, events: u32, exposure: u32) -> String {
    format!(
        r#"<row r="{number}"><c r="A{number}" s="1"><v>{serial}</v></c><c r="B{number}"><v>{events}</v></c><c r="C{number}"><v>{exposure}</v></c></row>"#
    )
}

/// The parts of a workbook. Cell style 1 is a date.
pub fn workbook_parts(sheets: &[SheetXml], properties: &str, strings: &str) -> Vec<Part> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut list, mut links) = (String::new(), String::new());
    let mut parts = vec![
        part(
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        part(
            "_rels/.rels",
            format!(
                r#"<Relationships><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
    ];
    for (at, sheet) in sheets.iter().enumerate() {
        list += &format!(r#"<sheet name="{}" sheetId="{}" state="{}" r:id="s{at}"/>"#, sheet.name, at + 1, sheet.state);
        links += &format!(r#"<Relationship Id="s{at}" Type="{LINKS}/worksheet" Target="worksheets/sheet{at}.xml"/>"#);
        let xml = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{}<sheetData>{}</sheetData>{}</worksheet>"#,
            sheet.before, sheet.data, sheet.after
        );
        parts.push(part(&format!("xl/worksheets/sheet{at}.xml"), xml));
    }
    links += &format!(
        r#"<Relationship Id="st" Type="{LINKS}/styles" Target="styles.xml"/><Relationship Id="ss" Type="{LINKS}/sharedStrings" Target="/xl/sharedStrings.xml"/>"#
    );
    parts.push(part(
        "xl/workbook.xml",
        format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}<sheets>{list}</sheets></workbook>"#),
    ));
    parts.push(part("xl/_rels/workbook.xml.rels", format!("<Relationships>{links}</Relationships>")));
    parts.push(part("xl/styles.xml", format!(r#"<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#)));
    parts.push(part("xl/sharedStrings.xml", strings));
    parts
}

/// No shared strings.
pub const NO_STRINGS: &str = r#"<sst count="0" uniqueCount="0"></sst>"#;

/// A workbook without shared strings.
pub fn workbook(sheets: &[SheetXml]) -> Vec<u8> {
    zip(&workbook_parts(sheets, "", NO_STRINGS))
}
