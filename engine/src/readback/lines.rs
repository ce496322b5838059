//! Glyphs as lines of text: what stands on one base line without a gap.

use super::read_page::{ReadGlyph, ReadPage};
use crate::length::{Length, Point, Rect, Size};
use crate::page::WritingMode;

/// A line, or the part of one between two gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    /// Its text, by ActualText and by the fonts.
    pub text: String,
    /// Box of its glyphs: along the line from the first origin to the last advance, across it the
    /// em from 0.12 below the base line to 0.88 above (the box of a Japanese face, whatever the font).
    pub bounds: Rect,
    /// Index of [`ReadPage::fonts`]: of its first glyph.
    pub font: usize,
    /// Height of the em of its first glyph.
    pub size: Length,
    /// Writing mode.
    pub writing: WritingMode,
    /// Its glyphs in [`ReadPage::glyphs`].
    pub glyphs: std::ops::Range<usize>,
}

impl ReadPage {
    /// The lines of a page in the order of the file. A new line begins where the size, the
    /// direction or the base line changes, or after a gap of more than a third of an em. Upright
    /// glyphs that stand alone, one right below the other, are one line.
    pub fn lines(&self) -> Vec<ReadLine> {
        let mut lines: Vec<ReadLine> = Vec::new();
        for (index, glyph) in self.glyphs.iter().enumerate() {
            let follows = index > 0 && follows(&self.glyphs[index - 1], glyph);
            match lines.last_mut() {
                Some(line) if follows || self.is_stacked(line, index) => {
                    line.text.push_str(self.text_of(index));
                    line.bounds = around(line.bounds, em_box(glyph));
                    line.glyphs.end = index + 1;
                }
                _ => lines.push(ReadLine {
                    text: self.text_of(index).to_owned(),
                    bounds: em_box(glyph),
                    font: glyph.font,
                    size: glyph.size,
                    writing: glyph.writing,
                    glyphs: index..index + 1,
                }),
            }
        }
        lines
    }

    /// Whether a glyph goes on with a column of upright glyphs that are placed one by one, as
    /// browsers write vertical text: right below the last one, and nothing beside it.
    fn is_stacked(&self, line: &ReadLine, index: usize) -> bool {
        let [last, next] = [&self.glyphs[index - 1], &self.glyphs[index]];
        let is_column = line.glyphs.len() == 1 || line.bounds.size.height > line.size.scale(5, 4);
        let goes_on = self.glyphs.get(index + 1).is_some_and(|after| follows(next, after));
        let (right, down) = (next.origin.x - last.origin.x, next.origin.y - last.origin.y);
        let apart = (right + (next.advance - last.advance).scale(1, 2)).to_emu().abs() * 10;
        let em = last.size.to_emu();
        let is_below = (em / 3..=em * 13 / 10).contains(&down.to_emu());
        is_column && !goes_on && are_alike(last, next) && last.angle == 0 && apart <= em && is_below
    }
}

/// Whether a glyph goes on where another one ended.
fn follows(last: &ReadGlyph, next: &ReadGlyph) -> bool {
    let gap = |from: Length, to: Length| (to - from).to_emu().abs() * 3 <= last.size.to_emu();
    let end = pen_end(last);
    are_alike(last, next) && gap(end.x, next.origin.x) && gap(end.y, next.origin.y)
}

/// Whether size and direction are the same.
fn are_alike(last: &ReadGlyph, next: &ReadGlyph) -> bool {
    last.size == next.size
        && last.angle == next.angle
        && last.writing == next.writing
        && last.invisible == next.invisible
}

/// Where the pen stands after a glyph.
fn pen_end(glyph: &ReadGlyph) -> Point {
    let (x, y) = (glyph.origin.x, glyph.origin.y);
    match (glyph.writing, glyph.angle) {
        (WritingMode::Horizontal, 9000) => Point::new(x, y + glyph.advance),
        (WritingMode::Horizontal, -9000) => Point::new(x, y - glyph.advance),
        (WritingMode::Horizontal, _) => Point::new(x + glyph.advance, y),
        _ => Point::new(x, y + glyph.advance),
    }
}

/// The em box of a glyph.
fn em_box(glyph: &ReadGlyph) -> Rect {
    let (size, advance) = (glyph.size, glyph.advance);
    let Point { x, y } = glyph.origin;
    let (above, below) = (size.scale(88, 100), size.scale(12, 100));
    match (glyph.writing, glyph.angle) {
        (WritingMode::Horizontal, 9000) => Rect::new(x - below, y, size, advance),
        (WritingMode::Horizontal, -9000) => Rect::new(x - above, y - advance, size, advance),
        (WritingMode::Horizontal, _) => Rect::new(x, y - above, advance, size),
        _ => Rect::new(x, y - above, size, advance),
    }
}

/// The smallest box around two.
fn around(a: Rect, b: Rect) -> Rect {
    let origin = Point::new(a.origin.x.min(b.origin.x), a.origin.y.min(b.origin.y));
    let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
    Rect { origin, size: Size::new(right - origin.x, bottom - origin.y) }
}
