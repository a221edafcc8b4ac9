//! Placing drawn text in lines and words.
//!
//! A picture's labels are drawn glyph by glyph and a paragraph line by line, so whether two
//! pieces belong to one word is decided by where they stand.

/// A transformation as PDF writes it: `[a b c d e f]` (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Applies `self` first, then `after`.
    pub(super) fn then(self, after: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [g, h, i, j, k, l] = after.0;
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn origin(self) -> (f64, f64) {
        (self.0[4], self.0[5])
    }

    /// How long a unit along the baseline becomes.
    fn scale(self) -> f64 {
        self.0[0].hypot(self.0[1])
    }
}

/// Text collected from pieces in the order they are drawn.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    /// Where the last piece ended, its direction and its size.
    last: Option<End>,
    extent: Option<Extent>,
}

/// The smallest upright box around the baselines of text, in points from the lower left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Left edge.
    pub left: f64,
    /// Lowest baseline.
    pub bottom: f64,
    /// Right edge.
    pub right: f64,
    /// Highest baseline.
    pub top: f64,
}

impl Extent {
    fn around(self, x: f64, y: f64) -> Self {
        Self { left: self.left.min(x), bottom: self.bottom.min(y), right: self.right.max(x), top: self.top.max(y) }
    }
}

#[derive(Debug, Clone, Copy)]
struct End {
    x: f64,
    y: f64,
    along: (f64, f64),
    size: f64,
}

impl Lines {
    /// Adds a piece that starts at the origin of `matrix`, is `advance` text units long and is
    /// set at `size` text units.
    pub(super) fn add(&mut self, piece: &str, matrix: Matrix, advance: f64, size: f64) {
        let (x, y) = matrix.origin();
        let scale = matrix.scale();
        let along = if scale > 0.0 { (matrix.0[0] / scale, matrix.0[1] / scale) } else { (1.0, 0.0) };
        if let Some(last) = self.last {
            let (dx, dy) = (x - last.x, y - last.y);
            let gap = dx * last.along.0 + dy * last.along.1;
            let off = (dy * last.along.0 - dx * last.along.1).abs();
            let unit = last.size.max(f64::MIN_POSITIVE);
            if off > 0.3 * unit || gap < -0.5 * unit || gap > 3.0 * unit {
                self.text.truncate(self.text.trim_end().len());
                self.text.push('\n');
            } else if gap > 0.12 * unit {
                self.text.push(' ');
            }
        }
        self.text.push_str(piece);
        let (end_x, end_y) = (x + along.0 * advance * scale, y + along.1 * advance * scale);
        self.last = Some(End { x: end_x, y: end_y, along, size: size.abs() * scale });
        let start = Extent { left: x, bottom: y, right: x, top: y };
        self.extent = Some(self.extent.unwrap_or(start).around(x, y).around(end_x, end_y));
    }

    /// The box around everything added, or `None` if nothing was.
    pub(super) fn extent(&self) -> Option<Extent> {
        self.extent
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Matrix {
        Matrix::translation(x, y)
    }

    #[test]
    fn glyphs_side_by_side_make_a_word_and_gaps_divide() {
        let mut lines = Lines::default();
        lines.add("E", at(0.0, 0.0), 6.0, 10.0);
        lines.add("d", at(6.2, 0.0), 5.0, 10.0);
        lines.add("x", at(14.0, 0.0), 5.0, 10.0);
        lines.add("far", at(120.0, 0.0), 15.0, 10.0);
        lines.add("below", at(0.0, -12.0), 15.0, 10.0);
        assert_eq!(lines.into_text(), "Ed x\nfar\nbelow");
    }

    #[test]
    fn a_turned_label_reads_along_its_own_line() {
        let mut lines = Lines::default();
        let up = |y: f64| Matrix([0.0, 1.0, -1.0, 0.0, 20.0, y]);
        lines.add("a", up(0.0), 5.0, 10.0);
        lines.add("b", up(5.0), 5.0, 10.0);
        assert_eq!(lines.extent(), Some(Extent { left: 20.0, bottom: 0.0, right: 20.0, top: 10.0 }));
        assert_eq!(lines.into_text(), "ab");
    }

    #[test]
    fn transformations_combine_in_order() {
        let scaled = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(at(3.0, 4.0).then(scaled), Matrix([2.0, 0.0, 0.0, 2.0, 6.0, 8.0]));
        assert_eq!(scaled.then(at(3.0, 4.0)), Matrix([2.0, 0.0, 0.0, 2.0, 3.0, 4.0]));
    }
}
