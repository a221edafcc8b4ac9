//! A drawing as pixels, for the clipboard.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use crate::{Error, Result};

/// Pixels for each unit of the drawing: sharp in a document, and on a screen of twice the density.
const SCALE: f32 = 2.0;
/// The longest side, in pixels.
const LONGEST: u32 = 8_000;

/// A picture as rows of red, green, blue and opacity, a byte each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

/// Draws an SVG of the program's own renderer on white, in its print colours and the program's own typeface.
///
/// # Errors
/// A drawing that cannot be read, or is too large.
pub(crate) fn pixels(svg: &str) -> Result<Pixels> {
    let fault = || Error::Internal("picture of a chart");
    let mut fonts = usvg::fontdb::Database::new();
    for face in [charts::fonts::REGULAR, charts::fonts::SEMIBOLD, charts::fonts::BOLD] {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family(charts::fonts::FAMILY);
    let options = usvg::Options {
        font_family: charts::fonts::FAMILY.to_owned(),
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|_| fault())?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(fault)?;
    if size.width().max(size.height()) > LONGEST {
        return Err(fault());
    }
    let mut canvas = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or_else(fault)?;
    canvas.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut canvas.as_mut());
    // On white every pixel is opaque, so that premultiplied and plain colours are the same.
    Ok(Pixels { width: size.width(), height: size.height(), rgba: canvas.take() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn a_drawing_is_twice_its_size_and_on_white() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><rect width="5" height="5" fill="black"/></svg>"#;
        let drawn = pixels(svg).unwrap();
        assert_eq!((drawn.width, drawn.height, drawn.rgba.len()), (20, 10, 800));
        assert_eq!(drawn.rgba[..4], [0, 0, 0, 255], "black on the left");
        assert_eq!(drawn.rgba[76..80], [255, 255, 255, 255], "white on the right");
    }

    #[test]
    fn words_are_drawn_in_the_programs_typeface() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text x="2" y="15" font-size="14" font-family="Source Sans 3">Fell</text></svg>"#;
        assert!(pixels(svg).unwrap().rgba.chunks(4).any(|pixel| pixel[0] < 80), "some of it is dark");
    }

    #[test]
    fn what_is_no_drawing_is_an_error() {
        assert!(pixels("not a picture").is_err());
    }
}
