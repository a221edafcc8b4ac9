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
    for (i, one) in drawn.iter().enumerate() {
        for other in &drawn[i + 1..] {
            assert!(!one.overlaps(other), "{what}: {one:?} touches {other:?}");
        }
    }
}
