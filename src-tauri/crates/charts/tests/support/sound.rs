//! Whether the labels of a drawing stay apart, inside, and large enough.

use super::{number, texts};

#[track_caller]
pub(crate) fn sound(svg: &str, what: &str) {
    let root = svg.split('>').next().unwrap();
    let (width, height) = (number(root, "width"), number(root, "height"));
    let drawn = texts(svg);
    for text in &drawn {
        assert!(text.size >= 11.0, "{what}: {text:?} is too small");
        let inside = text.left >= -0.01 && text.right <= width + 0.01 && text.top >= -0.01 && text.bottom <= height;
        assert!(inside, "{what}: {text:?} leaves {width} by {height}");
    }
    for (x, y, r) in discs(svg) {
        // A disc's corners are empty: its middle part counts.
        let reach = r * 0.7;
        let touched = drawn.iter().find(|t| {
            t.left < x + reach && x - reach < t.right && t.top + 1.0 < y + reach && y - reach < t.bottom - 1.0
        });
        assert!(touched.is_none(), "{what}: {touched:?} lies on a mark at {x}, {y}");
    }
    for (i, one) in drawn.iter().enumerate() {
        for other in &drawn[i + 1..] {
            assert!(!one.overlaps(other), "{what}: {one:?} touches {other:?}");
        }
    }
}

/// Every round mark: place and radius.
fn discs(svg: &str) -> impl Iterator<Item = (f64, f64, f64)> {
    svg.split("<circle").skip(1).map(|rest| {
        let tag = rest.split('>').next().unwrap();
        (number(tag, "cx"), number(tag, "cy"), number(tag, "r"))
    })
}
