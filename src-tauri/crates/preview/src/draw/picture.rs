//! A picture becomes a picture of at most a screen's size, with nothing else in it than what can be seen.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    metadata::Orientation,
};

use super::LONGEST_SIDE;
use crate::{Reply, Unshown};

/// Pixels on one side of a picture that is read.
const WIDEST: u32 = 30_000;
/// Bytes of a picture that is read, once it is unpacked: 85 million pixels of three colours.
const UNPACKED: u64 = 256 * 1024 * 1024;

/// Draws a picture the right way up. The PNG is made anew from its pixels: the place, time and device that a camera
/// noted are not in it.
pub(super) fn draw(bytes: &[u8], format: ImageFormat) -> Result<Reply, Unshown> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(UNPACKED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(unshown)?;
    if decoder.total_bytes() > UNPACKED {
        return Err(Unshown::TooLarge);
    }
    limits.reserve(decoder.total_bytes()).map_err(unshown)?;
    decoder.set_limits(limits).map_err(unshown)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unshown)?;
    if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    picture.apply_orientation(orientation);
    Ok(Reply::Picture { png: png(&picture)?, page: 1, pages: 1 })
}

fn unshown(error: ImageError) -> Unshown {
    match error {
        ImageError::Limits(_) => Unshown::TooLarge,
        _ => Unshown::Broken,
    }
}

/// Eight bits a colour, and transparency only where there is some.
pub(super) fn png(picture: &DynamicImage) -> Result<Vec<u8>, Unshown> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive);
    let (width, height) = (picture.width(), picture.height());
    let written = if picture.color().has_alpha() {
        encoder.write_image(picture.to_rgba8().as_raw(), width, height, image::ExtendedColorType::Rgba8)
    } else {
        encoder.write_image(picture.to_rgb8().as_raw(), width, height, image::ExtendedColorType::Rgb8)
    };
    written.map_err(unshown)?;
    Ok(bytes)
}
