//! Documents made for tests: pictures, PDF pages, and what somebody might make to do harm.

use std::io::{Cursor, Write};

use flate2::{Compression, write::ZlibEncoder};
use image::{ImageFormat, Rgb, RgbImage};

/// A picture whose left half is red and whose right half is blue.
pub fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixel = |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(width, height, pixel).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The same as a camera that was held sideways writes it: with a note to turn it, and a place.
pub fn turned_jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let jpeg = picture(width, height, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    // The camera's maker, as text behind the directory.
    exif.extend_from_slice(&[0x01, 0x0f, 0, 2, 0, 0, 0, 24, 0, 0, 0, 38]);
    exif.extend_from_slice(&[0; 4]);
    exif.extend_from_slice(b"Taken at 4 Orchard Row\0\0");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

/// Packed as PNG and PDF pack.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    packed_zeros_after(bytes, 0)
}

/// The same, with so many zeros behind.
pub fn packed_zeros_after(bytes: &[u8], zeros: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    let block = vec![0; 1 << 20];
    let mut left = zeros;
    while left > 0 {
        let some = left.min(block.len());
        encoder.write_all(&block[..some]).unwrap();
        left -= some;
    }
    encoder.finish().unwrap()
}

/// A PNG that says it has so many pixels of one bit, whatever its data hold.
pub fn png_of(width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let chunk = |name: &[u8], data: &[u8]| {
        let named = [name, data].concat();
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
    };
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", data), &chunk(b"IEND", b"")].concat()
}

/// CRC-32 of the PNG specification.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// A PDF made of these objects, the first of which is its catalogue.
pub fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places.iter().for_each(|place| table.push_str(&format!("{place:010} 00000 n \n")));
    table.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    bytes.extend_from_slice(table.as_bytes());
    bytes
}

/// A stream object with these entries in its dictionary.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    [format!("<< {entries} /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A PDF with a page for each text, in a font that every reader has to bring itself.
pub fn pdf(texts: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..texts.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), texts.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>".to_vec(),
    ];
    for (page, text) in texts.iter().enumerate() {
        let content = format!("BT /F1 48 Tf 40 400 Td ({text}) Tj ET");
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                5 + 2 * page
            )
            .into_bytes(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    pdf_of(&objects)
}

/// A PDF of one page with this content and these further resources; objects from 5 on are `more`.
pub fn page_with(content: &[u8], resources: &str, page: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R /Resources << {resources} >> >>").into_bytes(),
        stream("", content),
    ];
    objects.extend(more);
    pdf_of(&objects)
}

/// A page that asks to be drawn without end: a form that draws itself three times.
pub fn endless() -> Vec<u8> {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X 5 0 R >> >>";
    page_with(b"/X Do", "/XObject << /X 5 0 R >>", "/MediaBox [0 0 595 842]", vec![stream(form, b"/X Do /X Do /X Do")])
}

/// Documents made to do harm, by what each of them tries.
pub fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let a4 = "/MediaBox [0 0 595 842]";
    let image = |width: u64, height: u64, data: &[u8]| {
        stream(
            &format!(
                "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
            ),
            data,
        )
    };
    let zeros = packed_zeros_after(b"", 900 << 20);
    let nested = packed(&zeros);
    let deep = [vec![b'['; 400_000], vec![b']'; 400_000]].concat();
    let kids = "1 0 R ".repeat(60_000);
    vec![
        ("no bytes of a picture", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("a picture of 400 million pixels", png_of(20_000, 20_000, &packed_zeros_after(b"", 20_000 * 2_501))),
        ("a picture of more pixels than there are", png_of(u32::MAX, u32::MAX, &packed(b"x"))),
        ("a picture wider than it may be", png_of(1 << 20, 1, &packed_zeros_after(b"", (1 << 17) + 1))),
        ("a picture whose data go on", png_of(10, 10, &zeros)),
        (
            "a GIF of 4 thousand million pixels",
            b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02L\x01\0;".to_vec(),
        ),
        (
            "a bitmap that says anything",
            [
                &b"BM\xff\xff\xff\xff\0\0\0\0\x36\0\0\0\x28\0\0\0\xff\xff\xff\x7f\xff\xff\xff\x7f\x01\0\x20\0"[..],
                &[0; 24],
            ]
            .concat(),
        ),
        (
            "a WebP of nothing",
            b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(),
        ),
        ("a PDF that is cut short", {
            let mut whole = pdf(&["Cut"]);
            whole.truncate(whole.len() / 2);
            whole
        }),
        ("a PDF of one line", b"%PDF-1.7\n".to_vec()),
        (
            "a PDF whose pages are its own parents",
            pdf_of(&[
                b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
                b"<< /Type /Pages /Kids [2 0 R 2 0 R 1 0 R] /Count 3 /Parent 2 0 R >>".to_vec(),
            ]),
        ),
        (
            "a PDF that says it has pages without end",
            pdf_of(&[
                b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
                format!("<< /Type /Pages /Kids [{kids}] /Count 2147483647 >>").into_bytes(),
            ]),
        ),
        ("a page of any size", page_with(b"0 0 m 9 9 l S", "", "/MediaBox [-1e38 -1e38 1e38 1e38]", vec![])),
        ("a page of no size", page_with(b"0 0 m 9 9 l S", "", "/MediaBox [0 0 0.0000001 99999999]", vec![])),
        (
            "a page whose content unpacks to a gigabyte",
            page_with(b"q Q", "", a4, vec![]).replace_stream(&zeros, "/Filter /FlateDecode"),
        ),
        (
            "a page whose content unpacks twice",
            page_with(b"q Q", "", a4, vec![]).replace_stream(&nested, "/Filter [/FlateDecode /FlateDecode]"),
        ),
        (
            "a picture in a page that unpacks to gigabytes",
            page_with(b"500 0 0 500 0 0 cm /I Do", "/XObject << /I 5 0 R >>", a4, vec![image(30_000, 30_000, &zeros)]),
        ),
        (
            "a picture in a page of any size",
            page_with(
                b"500 0 0 500 0 0 cm /I Do",
                "/XObject << /I 5 0 R >>",
                a4,
                vec![image(1 << 40, 1 << 40, &packed(b"xyz"))],
            ),
        ),
        ("lists within lists", page_with(&[&b"/X "[..], &deep, b" TJ"].concat(), "", a4, vec![])),
        ("a catalogue of lists within lists", pdf_of(&[[&b"<< /Type /Catalog /Pages "[..], &deep, b" >>"].concat()])),
        ("states saved without end", page_with(&b"q ".repeat(3_000_000), "", a4, vec![])),
        (
            "a pattern of the smallest steps",
            page_with(
                b"/Pattern cs /P scn 0 0 595 842 re f",
                "/Pattern << /P 5 0 R >>",
                a4,
                vec![stream(
                    "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.00001 /YStep 0.00001 /Resources << >>",
                    b"0 0 1 1 re f",
                )],
            ),
        ),
        ("dashes without end", page_with(b"[0.0000001] 0 d 5000 w 0 0 m 595 842 l S", "", a4, vec![])),
        (
            "a font that is none",
            page_with(
                b"BT /F 10 Tf (x) Tj ET",
                "/Font << /F 5 0 R >>",
                a4,
                vec![
                    b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R >>".to_vec(),
                    b"<< /Type /FontDescriptor /FontName /X /FontFile2 7 0 R >>".to_vec(),
                    stream("", &[0xff; 4_000]),
                ],
            ),
        ),
    ]
}

trait ReplaceStream {
    fn replace_stream(self, data: &[u8], entries: &str) -> Vec<u8>;
}

impl ReplaceStream for Vec<u8> {
    /// The same PDF whose one stream holds other data. The table of places is then wrong, which readers mend.
    fn replace_stream(self, data: &[u8], entries: &str) -> Vec<u8> {
        let at = memchr::memmem::find(&self, b"4 0 obj\n").unwrap() + 8;
        let end = at + memchr::memmem::find(&self[at..], b"endobj").unwrap();
        [&self[..at], &stream(entries, data), b"\n", &self[end..]].concat()
    }
}
