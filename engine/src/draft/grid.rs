//! 升目: whether the rules of a drawing stand on a regular grid, and places as the layout language
//! writes them.

use super::NUDGE;
use crate::length::{Length, Rect};

/// Narrowest column or row of a grid.
const PITCH: Length = Length::emu(54_000);
/// Most columns or rows of a grid.
const MOST: i64 = 1_000;

/// A grid of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) area: Rect,
    pub(super) columns: i64,
    pub(super) rows: i64,
}

impl Grid {
    /// The coarsest grid on which all places stand; none if they stand on none.
    pub(super) fn of(xs: &[Length], ys: &[Length]) -> Option<Self> {
        let ((left, right), (top, bottom)) = (ends(xs)?, ends(ys)?);
        let columns = divisions(left, right, xs)?;
        let rows = divisions(top, bottom, ys)?;
        let area = Rect::new(left, top, right - left, bottom - top);
        (columns > 1 || rows > 1).then_some(Self { area, columns, rows })
    }

    /// Columns from and to (1-based, both inside) of a stretch.
    fn columns(&self, from: Length, to: Length) -> Option<(i64, i64)> {
        span(self.area.origin.x, self.area.size.width, self.columns, from, to)
    }

    fn rows(&self, from: Length, to: Length) -> Option<(i64, i64)> {
        span(self.area.origin.y, self.area.size.height, self.rows, from, to)
    }

    /// `r1-2 c3-6`; none if the box does not stand on the grid.
    pub(super) fn cells(&self, area: Rect) -> Option<((i64, i64), (i64, i64))> {
        let rows = self.rows(area.origin.y, area.bottom())?;
        Some((rows, self.columns(area.origin.x, area.right())?))
    }

    /// Height of some rows, as the layout language reckons it from the first one.
    pub(super) fn pitch_rows(&self, height: Length) -> Option<i64> {
        let rows = (height.to_emu() * self.rows * 2 + self.area.size.height.to_emu())
            / (self.area.size.height.to_emu() * 2);
        let exact = self.area.size.height.scale(rows, self.rows);
        ((exact - height).to_emu().abs() <= NUDGE.to_emu()).then_some(rows)
    }
}

fn ends(places: &[Length]) -> Option<(Length, Length)> {
    let (first, last) = (places.iter().min()?, places.iter().max()?);
    (first < last).then_some((*first, *last))
}

/// The smallest number of equal parts whose ends all places are.
fn divisions(from: Length, to: Length, places: &[Length]) -> Option<i64> {
    let width = to - from;
    let most = (width.to_emu() / PITCH.to_emu()).min(MOST);
    let stands = |count: &i64| {
        places.iter().all(|place| {
            let k = part_of(*place - from, width, *count);
            (from + width.scale(k, *count) - *place).to_emu().abs() <= NUDGE.to_emu()
        })
    };
    (1..=most).find(stands)
}

/// The division that is nearest.
fn part_of(at: Length, width: Length, count: i64) -> i64 {
    (at.to_emu() * count * 2 + width.to_emu()).div_euclid(width.to_emu() * 2)
}

fn span(origin: Length, width: Length, count: i64, from: Length, to: Length) -> Option<(i64, i64)> {
    let on = |at: Length| {
        let k = part_of(at - origin, width, count);
        let off = (origin + width.scale(k, count) - at).to_emu().abs();
        (off <= NUDGE.to_emu() && (0..=count).contains(&k)).then_some(k)
    };
    let (a, b) = (on(from)?, on(to)?);
    (a < b).then_some((a + 1, b))
}

/// Rows or columns as the language writes them: `r3`, `c1-6`.
pub(super) fn cells_words(letter: char, (from, to): (i64, i64)) -> String {
    if from == to { format!("{letter}{from}") } else { format!("{letter}{from}-{to}") }
}

/// `x15 y20 w30 h8 mm`: edges are rounded, so that what stands inside stays inside.
pub(super) fn millimetres(area: Rect) -> String {
    let (x, w) = stretch(area.origin.x, area.right());
    let (y, h) = stretch(area.origin.y, area.bottom());
    format!("x{x} y{y} w{w} h{h} mm")
}

/// Where a stretch begins, and its length, in millimetres.
pub(super) fn stretch(from: Length, to: Length) -> (String, String) {
    let round = |at: Length| Length::emu((at.to_emu() + 18).div_euclid(36) * 36);
    let (from, to) = (round(from), round(to));
    (from.short_mm(), (to - from).short_mm())
}
