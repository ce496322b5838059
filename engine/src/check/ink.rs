//! Boxes of glyphs and the few things that rules do with boxes.

use crate::length::{Length, Point, Rect, Size};
use crate::page::WritingMode;
use crate::readback::{Ink, Outline, ReadGlyph, Step};

/// Part of the em above the base line, in percent: the box of a Japanese face, whatever the font.
const ABOVE: i64 = 88;
const BELOW: i64 = 12;

/// The em box of a glyph with its origin on a horizontal base line.
pub(super) fn upright(origin: Point, advance: Length, size: Length) -> Rect {
    Rect::new(origin.x, origin.y - size.scale(ABOVE, 100), advance, size)
}

/// The em box of a glyph on a base line that runs down the page.
pub(super) fn turned(origin: Point, advance: Length, size: Length) -> Rect {
    Rect::new(origin.x - size.scale(BELOW, 100), origin.y, size, advance)
}

/// The em box of a glyph of a file.
pub(super) fn em_box(glyph: &ReadGlyph) -> Rect {
    let (size, advance) = (glyph.size, glyph.advance);
    let Point { x, y } = glyph.origin;
    match (glyph.writing, glyph.angle) {
        (WritingMode::Horizontal, 9000) => turned(glyph.origin, advance, size),
        (WritingMode::Horizontal, -9000) => {
            Rect::new(x - size.scale(ABOVE, 100), y - advance, size, advance)
        }
        (WritingMode::Horizontal, _) => upright(glyph.origin, advance, size),
        // The advance of vertical writing runs down; a glyph is as wide as its em.
        _ => Rect::new(x, y - size.scale(ABOVE, 100), size.scale(glyph.stretch, 1000), size),
    }
}

/// Where a glyph of a file leaves ink, by its outline; by the em box if it has none.
pub(super) fn ink_box(glyph: &ReadGlyph) -> Rect {
    let outline = glyph.outline.as_deref().and_then(bounds);
    let Some([left, bottom, right, top]) = outline else {
        let em = em_box(glyph);
        return em.inset(em.size.width.scale(1, 10), em.size.height.scale(1, 10));
    };
    let along = |at: i64| glyph.size.scale(at, 1_000_000).scale(glyph.stretch, 1000);
    let up = |at: i64| glyph.size.scale(at, 1_000_000);
    let Point { x, y } = glyph.origin;
    match glyph.angle {
        9000 => corners(x - up(top), y + along(left), x - up(bottom), y + along(right)),
        -9000 => corners(x + up(bottom), y - along(right), x + up(top), y - along(left)),
        _ => corners(x + along(left), y - up(top), x + along(right), y - up(bottom)),
    }
}

/// Left, bottom, right and top of an outline in millionths of the em; `None` if it is empty.
/// Points that control curves count: they are never far out in fonts.
fn bounds(outline: &Outline) -> Option<[i64; 4]> {
    let mut bounds: Option<[i64; 4]> = None;
    let mut add = |points: &[i32]| {
        for pair in points.chunks_exact(2) {
            let (x, y) = (i64::from(pair[0]), i64::from(pair[1]));
            let [l, b, r, t] = bounds.unwrap_or([x, y, x, y]);
            bounds = Some([l.min(x), b.min(y), r.max(x), t.max(y)]);
        }
    };
    for step in &outline.0 {
        match step {
            Step::Move(to) | Step::Line(to) => add(to),
            Step::Quad(points) => add(points),
            Step::Curve(points) => add(points),
            Step::Close => {}
        }
    }
    bounds
}

/// The rectangle between two corners.
pub(super) fn corners(left: Length, top: Length, right: Length, bottom: Length) -> Rect {
    Rect { origin: Point::new(left, top), size: Size::new(right - left, bottom - top) }
}

/// The smallest rectangle around two.
pub(super) fn around(a: Rect, b: Rect) -> Rect {
    let origin = Point::new(a.origin.x.min(b.origin.x), a.origin.y.min(b.origin.y));
    corners(origin.x, origin.y, a.right().max(b.right()), a.bottom().max(b.bottom()))
}

/// The smallest rectangle around all; an empty one at the corner if there are none.
pub(super) fn around_all(rects: impl IntoIterator<Item = Rect>) -> Rect {
    rects.into_iter().reduce(around).unwrap_or_default()
}

/// What two rectangles share.
pub(super) fn shared(a: Rect, b: Rect) -> Option<Rect> {
    let (left, top) = (a.origin.x.max(b.origin.x), a.origin.y.max(b.origin.y));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    (left < right && top < bottom).then(|| corners(left, top, right, bottom))
}

/// How far ink stands out of its room, on the side where that is most; below 0 if it does not.
pub(super) fn beyond(ink: Rect, room: Rect) -> Length {
    let out = [
        room.origin.x - ink.origin.x,
        room.origin.y - ink.origin.y,
        ink.right() - room.right(),
        ink.bottom() - room.bottom(),
    ];
    out.into_iter().max().unwrap_or(Length::ZERO)
}

/// The part of a rectangle that another one covers, in percent.
pub(super) fn share(of: Rect, by: Rect) -> i64 {
    let area = |rect: Rect| {
        let (width, height) = (rect.size.width.to_emu(), rect.size.height.to_emu());
        i128::from(width.max(1)) * i128::from(height.max(1))
    };
    let covered = shared(of, by).map_or(0, area);
    i64::try_from(covered * 100 / area(of).max(1)).unwrap_or(0)
}

/// The middle of a rectangle.
pub(super) fn middle(rect: Rect) -> Point {
    let half = |from: Length, length: Length| from + length.scale(1, 2);
    Point::new(half(rect.origin.x, rect.size.width), half(rect.origin.y, rect.size.height))
}

/// Whether a point is in a rectangle.
pub(super) fn holds(rect: Rect, point: Point) -> bool {
    rect.contains(&Rect { origin: point, size: Size::default() })
}

/// Whether ink cannot be seen on white paper.
pub(super) fn is_white(ink: Ink) -> bool {
    matches!(ink, Ink::Solid(r, g, b) if r.min(g).min(b) >= 0xF2)
}

/// The amount without its sign.
pub(super) fn abs(length: Length) -> Length {
    Length::emu(length.to_emu().abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_percents() {
        let mm = Length::mm;
        let rect = |x, y, w, h| Rect::new(mm(x), mm(y), mm(w), mm(h));
        assert_eq!(share(rect(0, 0, 10, 10), rect(5, 0, 10, 10)), 50);
        assert_eq!(share(rect(0, 0, 10, 10), rect(20, 0, 10, 10)), 0);
        assert_eq!(share(rect(0, 0, 10, 10), rect(-1, -1, 20, 20)), 100);
    }
}
