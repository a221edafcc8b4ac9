//! A page of a PDF becomes a picture. Nothing in it runs, leads anywhere or is fetched.

use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::InterpreterSettings,
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf},
    render,
    vello_cpu::color::palette::css::WHITE,
};
use image::{DynamicImage, RgbaImage};

use super::{LONGEST_SIDE, picture::png};
use crate::{Reply, Unshown};

/// How much larger than its own size a small page is drawn.
const LARGEST_SCALE: f32 = 6.0;

/// Draws page `page`, from 1.
pub(super) fn draw(bytes: Vec<u8>, page: u32) -> Result<Reply, Unshown> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unshown::Locked,
        _ => Unshown::Broken,
    })?;
    let pages = pdf.pages();
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return Err(Unshown::Broken);
    }
    let at = usize::try_from(page).unwrap_or(usize::MAX).checked_sub(1).ok_or(Unshown::NoSuchPage)?;
    let wanted = pages.get(at).ok_or(Unshown::NoSuchPage)?;
    let (width, height) = wanted.render_dimensions();
    let scale = (side(LONGEST_SIDE) / width.max(height)).min(LARGEST_SCALE);
    let (wide, high) = (pixels(width * scale)?, pixels(height * scale)?);
    let settings =
        RenderSettings { x_scale: scale, y_scale: scale, width: Some(wide), height: Some(high), bg_color: WHITE };
    let drawn = render(wanted, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    // White lies under everything, so that nothing is transparent and the colours stand as they are.
    let picture = RgbaImage::from_raw(wide.into(), high.into(), drawn.data_as_u8_slice().to_vec());
    let picture = DynamicImage::ImageRgba8(picture.ok_or(Unshown::Broken)?);
    let png = png(&DynamicImage::ImageRgb8(picture.into_rgb8()))?;
    Ok(Reply::Picture { png, page, pages: count })
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand pixels")]
const fn side(pixels: u32) -> f32 {
    pixels as f32
}

/// A side of the picture. A page may say of itself that it has any size, none, or no number at all.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was looked at")]
fn pixels(length: f32) -> Result<u16, Unshown> {
    if length.is_finite() && (0.0..=side(LONGEST_SIDE) + 1.0).contains(&length) {
        Ok((length.round() as u16).max(1))
    } else {
        Err(Unshown::TooLarge)
    }
}
