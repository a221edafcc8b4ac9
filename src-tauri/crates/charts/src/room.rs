//! Which places are taken: along one row, and on a plane.

/// Stretches of one row that are taken; they never overlap each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row(Vec<(f64, f64)>);

impl Row {
    /// Whether nothing lies between two places.
    pub(crate) fn free(&self, from: f64, to: f64) -> bool {
        let after = self.0.partition_point(|s| s.0 < to);
        after == 0 || self.0[after - 1].1 <= from
    }

    /// Takes a stretch; one that overlaps others is joined with them.
    pub(crate) fn take(&mut self, from: f64, to: f64) {
        let begin = self.0.partition_point(|s| s.1 <= from);
        let end = self.0.partition_point(|s| s.0 < to).max(begin);
        let joined = self.0[begin..end].iter().fold((from, to), |(a, b), s| (a.min(s.0), b.max(s.1)));
        self.0.splice(begin..end, [joined]);
    }

    /// Where the free stretch to the right of a place ends: at the place itself if that is taken.
    pub(crate) fn free_until(&self, from: f64) -> f64 {
        let next = self.0.partition_point(|s| s.0 < from);
        match next {
            n if n > 0 && self.0[n - 1].1 > from => from,
            n => self.0.get(n).map_or(f64::INFINITY, |s| s.0),
        }
    }

    /// Where the free stretch to the left of a place begins: at the place itself if that is taken.
    pub(crate) fn free_since(&self, to: f64) -> f64 {
        let next = self.0.partition_point(|s| s.1 <= to);
        match next {
            n if self.0.get(n).is_some_and(|s| s.0 < to) => to,
            0 => f64::NEG_INFINITY,
            n => self.0[n - 1].1,
        }
    }
}

/// A box on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Rect {
    pub(crate) fn around(x: f64, y: f64, half: f64) -> Self {
        Self { left: x - half, top: y - half, right: x + half, bottom: y + half }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(crate) fn inside(&self, outer: &Self) -> bool {
        self.left >= outer.left && self.right <= outer.right && self.top >= outer.top && self.bottom <= outer.bottom
    }
}

/// Boxes that are taken, kept in columns so that a question looks at its neighbours only.
#[derive(Debug)]
pub(crate) struct Plane {
    area: Rect,
    columns: Vec<Vec<Rect>>,
}

const COLUMN: f64 = 24.0;

impl Plane {
    pub(crate) fn new(area: Rect) -> Self {
        let count = ((area.right - area.left) / COLUMN).ceil().max(1.0) as usize;
        Self { area, columns: vec![Vec::new(); count] }
    }

    fn span(&self, rect: &Rect) -> std::ops::RangeInclusive<usize> {
        let place = |x: f64| (((x - self.area.left) / COLUMN).max(0.0) as usize).min(self.columns.len() - 1);
        place(rect.left)..=place(rect.right)
    }

    /// Whether a box lies inside the area and touches nothing.
    pub(crate) fn free(&self, rect: &Rect) -> bool {
        rect.inside(&self.area) && self.span(rect).all(|c| self.columns[c].iter().all(|taken| !taken.overlaps(rect)))
    }

    pub(crate) fn take(&mut self, rect: Rect) {
        for column in self.span(&rect) {
            self.columns[column].push(rect);
        }
    }

    /// Takes the boxes along a straight line.
    pub(crate) fn take_line(&mut self, from: (f64, f64), to: (f64, f64)) {
        for rect in pieces(from, to, 1.0) {
            self.take(rect);
        }
    }

    /// Whether a straight line lies inside the area and crosses nothing that is taken.
    pub(crate) fn line_free(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        pieces(from, to, 0.2).all(|rect| self.free(&rect))
    }
}

/// Boxes along a straight line, so wide to either side of it.
fn pieces(from: (f64, f64), to: (f64, f64), wide: f64) -> impl Iterator<Item = Rect> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let count = (dx.abs().max(dy.abs()) / 10.0).ceil().max(1.0);
    let at = move |t: f64| (from.0 + dx * t, from.1 + dy * t);
    (0..count as usize).map(move |i| {
        let (a, b) = (at(i as f64 / count), at((i + 1) as f64 / count));
        Rect {
            left: a.0.min(b.0) - wide,
            top: a.1.min(b.1) - wide,
            right: a.0.max(b.0) + wide,
            bottom: a.1.max(b.1) + wide,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_knows_its_gaps() {
        let mut row = Row::default();
        row.take(10.0, 20.0);
        row.take(30.0, 40.0);
        assert!(row.free(20.0, 30.0) && row.free(0.0, 10.0) && row.free(40.0, 99.0));
        assert!(!row.free(19.0, 21.0) && !row.free(5.0, 50.0));
        assert_eq!((row.free_since(25.0), row.free_until(25.0)), (20.0, 30.0));
        row.take(15.0, 35.0);
        assert_eq!(row.free_until(0.0), 10.0);
        assert!(!row.free(20.0, 30.0));
        assert_eq!(row.free_since(50.0), 40.0);
        assert_eq!((row.free_until(20.0), row.free_since(20.0)), (20.0, 20.0));
    }

    #[test]
    fn a_plane_refuses_what_touches_or_leaves_it() {
        let area = Rect { left: 0.0, top: 0.0, right: 200.0, bottom: 100.0 };
        let mut plane = Plane::new(area);
        plane.take_line((0.0, 0.0), (100.0, 100.0));
        assert!(!plane.free(&Rect::around(50.0, 50.0, 5.0)));
        assert!(plane.free(&Rect::around(80.0, 20.0, 5.0)));
        assert!(!plane.free(&Rect::around(198.0, 50.0, 5.0)));
    }
}
