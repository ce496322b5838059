//! Cells of tables: the box of a word whose row stands wherever those above it end, by the lines of
//! the form around it.

use super::ink::{corners, middle};
use super::segments::{Segment, WantedLines};
use crate::compose::Spots;
use crate::length::{Length, Rect};
use crate::page::Page;

/// The lines of a page of the form.
pub(super) struct Cells {
    level: Vec<Segment>,
    upright: Vec<Segment>,
}

impl Cells {
    pub(super) fn of(page: &Page, spots: &Spots<'_>) -> Self {
        let lines = WantedLines::of(page, spots).segments.into_iter().map(|(line, _)| line);
        let (upright, level) = lines.partition(|line| line.down);
        Self { level, upright }
    }

    /// The cell around the middle of a word; `None` if lines do not close it on all sides.
    pub(super) fn around(&self, word: Rect) -> Option<Rect> {
        let at = middle(word);
        let (left, right) = between(&self.upright, at.x, at.y)?;
        let (top, bottom) = between(&self.level, at.y, at.x)?;
        Some(corners(left, top, right, bottom))
    }
}

/// The nearest lines on both sides of a place, of those that run beside it.
fn between(lines: &[Segment], at: Length, along: Length) -> Option<(Length, Length)> {
    let beside = |line: &&Segment| line.from <= along && along <= line.to;
    let places = || lines.iter().filter(beside).map(|line| line.at);
    let before = places().filter(|place| *place < at).max()?;
    let after = places().filter(|place| *place > at).min()?;
    Some((before, after))
}
