//! How far a number in the file may be from what was meant: content streams have four decimals,
//! and readers add up floats.

use crate::length::{Length, Point, Rect};

/// Places: 0.01 mm.
const PLACE: i64 = 360;
/// Sizes of letters, widths of lines and dashes: 0.005 pt.
const MEASURE: i64 = 64;

pub(super) fn length(a: Length, b: Length) -> bool {
    (a - b).to_emu().abs() <= PLACE
}

pub(super) fn point(a: Point, b: Point) -> bool {
    length(a.x, b.x) && length(a.y, b.y)
}

pub(super) fn rect(a: Rect, b: Rect) -> bool {
    point(a.origin, b.origin) && length(a.right(), b.right()) && length(a.bottom(), b.bottom())
}

pub(super) fn measure(a: Length, b: Length) -> bool {
    (a - b).to_emu().abs() <= MEASURE
}
