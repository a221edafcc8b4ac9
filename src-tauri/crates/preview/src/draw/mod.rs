//! A document becomes a picture, or text. Runs in a process of its own.

mod pdf;
mod picture;
mod text;

use crate::{Reply, Unshown, media_type};

/// The longest side of a picture that is made, in pixels: enough to read a page at twice its size on a screen.
const LONGEST_SIDE: u32 = 2_000;

/// Draws page `page` of a document of `size` bytes, of which these are the first.
pub(crate) fn draw(bytes: Vec<u8>, page: u32, size: u64) -> Result<Reply, Unshown> {
    match media_type(&bytes) {
        "application/pdf" => pdf::draw(bytes, page),
        "text/plain" => Ok(text::show(&bytes, size)),
        kind => {
            let format = image::ImageFormat::from_mime_type(kind).ok_or(Unshown::OtherKind)?;
            if page != 1 {
                return Err(Unshown::NoSuchPage);
            }
            picture::draw(&bytes, format)
        }
    }
}
