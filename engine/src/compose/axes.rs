//! The two axes of a box of text: along its lines and across them.
//!
//! Text is set in these coordinates, whichever way its lines run; only here they become places on
//! the page.

use crate::form::Writing;
use crate::length::{Length, Point, Rect, Size};

/// A box whose lines run in a direction. Along a line lengths count from its start (the left or
/// the top of the box), across the lines from the side of the first one (the top or the right).
#[derive(Clone, Copy)]
pub(super) struct Axes {
    pub(super) writing: Writing,
    pub(super) area: Rect,
}

impl Axes {
    /// Length of the lines and of the stack of lines that a box holds.
    pub(super) fn extents(writing: Writing, size: Size) -> (Length, Length) {
        match writing {
            Writing::Horizontal => (size.width, size.height),
            Writing::Vertical => (size.height, size.width),
        }
    }

    /// Length of a line from edge to edge.
    pub(super) fn measure(self) -> Length {
        Self::extents(self.writing, self.area.size).0
    }

    /// Length across the lines from edge to edge.
    pub(super) fn depth(self) -> Length {
        Self::extents(self.writing, self.area.size).1
    }

    /// The point of the page.
    pub(super) fn point(self, along: Length, across: Length) -> Point {
        let Rect { origin, .. } = self.area;
        match self.writing {
            Writing::Horizontal => Point::new(origin.x + along, origin.y + across),
            Writing::Vertical => Point::new(self.area.right() - across, origin.y + along),
        }
    }

    /// How far along the lines a point of the page is.
    pub(super) fn along(self, point: Point) -> Length {
        match self.writing {
            Writing::Horizontal => point.x - self.area.origin.x,
            Writing::Vertical => point.y - self.area.origin.y,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::testing::mm;

    #[test]
    fn vertical_lines_begin_at_the_top_right() {
        let axes = |writing| Axes { writing, area: mm(10, 20, 30, 40) };
        let (along, across) = (Length::mm(5), Length::mm(3));
        let flat = axes(Writing::Horizontal);
        assert_eq!(flat.point(along, across), Point::new(Length::mm(15), Length::mm(23)));
        assert_eq!((flat.measure(), flat.depth()), (Length::mm(30), Length::mm(40)));
        let upright = axes(Writing::Vertical);
        assert_eq!(upright.point(along, across), Point::new(Length::mm(37), Length::mm(25)));
        assert_eq!((upright.measure(), upright.depth()), (Length::mm(40), Length::mm(30)));
        assert_eq!(upright.along(upright.point(along, across)), along);
    }
}
