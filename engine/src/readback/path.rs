//! Paths of a page as lines, rectangles and other contours.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl};

use super::device::point;
use super::read_page::Contour;
use crate::length::{Length, Point, Rect, Size};

/// The contours of a path.
pub(super) fn contours(path: &BezPath, transform: Affine) -> Vec<Contour> {
    let elements = path.elements();
    let is_start = |at: &usize| matches!(elements.get(*at), Some(PathEl::MoveTo(_)));
    let mut contours = Vec::new();
    let mut from = 0;
    while from < elements.len() {
        let to = (from + 1..elements.len()).find(is_start).unwrap_or(elements.len());
        contours.extend(elements.get(from..to).and_then(|piece| contour(piece, transform)));
        from = to;
    }
    contours
}

/// A piece from its `MoveTo` on; none if it is only that.
fn contour(piece: &[PathEl], transform: Affine) -> Option<Contour> {
    let at = |at| point(transform * at);
    match *piece {
        [] | [PathEl::MoveTo(_)] => None,
        [PathEl::MoveTo(from), PathEl::LineTo(to)] => Some(Contour::Line(at(from), at(to))),
        [
            PathEl::MoveTo(a),
            PathEl::LineTo(b),
            PathEl::LineTo(c),
            PathEl::LineTo(d),
            PathEl::ClosePath,
        ] => {
            let corners = [at(a), at(b), at(c), at(d)];
            Some(rectangle(corners).unwrap_or_else(|| Contour::Other(corners.into())))
        }
        _ => Some(Contour::Other(piece.iter().flat_map(points).map(at).collect())),
    }
}

fn points(element: &PathEl) -> Vec<hayro_interpret::kurbo::Point> {
    match *element {
        PathEl::MoveTo(to) | PathEl::LineTo(to) => vec![to],
        PathEl::QuadTo(a, to) => vec![a, to],
        PathEl::CurveTo(a, b, to) => vec![a, b, to],
        PathEl::ClosePath => Vec::new(),
    }
}

/// The rectangle of four corners in either direction, from any of them.
fn rectangle([a, b, c, d]: [Point; 4]) -> Option<Contour> {
    let near = |a: Length, b: Length| (a - b).to_emu().abs() <= 4;
    let lying = near(a.y, b.y) && near(b.x, c.x) && near(c.y, d.y) && near(d.x, a.x);
    let standing = near(a.x, b.x) && near(b.y, c.y) && near(c.x, d.x) && near(d.y, a.y);
    if !lying && !standing {
        return None;
    }
    let origin = Point::new(a.x.min(c.x), a.y.min(c.y));
    let size = Size::new(a.x.max(c.x) - origin.x, a.y.max(c.y) - origin.y);
    Some(Contour::Rect(Rect { origin, size }))
}
