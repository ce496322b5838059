//! What a page holds.

use crate::length::{Length, Point, Rect, Size};
use crate::page::WritingMode;

/// A page as it was read. Everything stands in the order in which the file draws it.
#[derive(Clone, Debug, Default)]
pub struct ReadPage {
    /// Size as shown: the crop box inside the media box, turned by `/Rotate`.
    pub size: Size,
    /// Degrees by which the page is turned, clockwise: 0, 90, 180, 270.
    pub rotation: u16,
    /// Fonts of the glyphs.
    pub fonts: Vec<ReadFont>,
    /// Glyphs.
    pub glyphs: Vec<ReadGlyph>,
    /// Lines and fills.
    pub shapes: Vec<ReadShape>,
    /// Images.
    pub images: Vec<ReadImage>,
    /// Texts of `/ActualText`; [`ReadGlyph::actual`] points here.
    pub actual: Vec<String>,
    /// Whether a limit cut the page short: then it proves nothing.
    pub cut: bool,
}

impl ReadPage {
    /// The text of a glyph: its own `/ActualText` if it is the first glyph of that span (the rest
    /// of the span has no text), else what its font says.
    pub fn text_of(&self, index: usize) -> &str {
        let Some(glyph) = self.glyphs.get(index) else { return "" };
        match glyph.actual {
            None => glyph.unicode.as_deref().unwrap_or(""),
            span if index > 0 && self.glyphs[index - 1].actual == span => "",
            Some(span) => self.actual.get(span).map_or("", String::as_str),
        }
    }
}

/// A font that a page uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFont {
    /// PostScript name without the tag of a subset; empty if the file says none.
    pub name: String,
    /// Whether its program stands in the file.
    pub embedded: bool,
}

/// One glyph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadGlyph {
    /// Index of [`ReadPage::fonts`].
    pub font: usize,
    /// Glyph id in the font program; 0 is `.notdef`. `None` in a Type 3 font.
    pub glyph: Option<u32>,
    /// Character code in the content stream.
    pub code: u32,
    /// Text by `/ToUnicode`; without one, by the names and tables of the font program.
    pub unicode: Option<String>,
    /// Index of [`ReadPage::actual`]: the innermost span that the glyph stands in.
    pub actual: Option<usize>,
    /// Origin of the glyph on its base line; in vertical writing of its horizontal origin.
    pub origin: Point,
    /// Height of the em.
    pub size: Length,
    /// Width of the em divided by its height, in permille: 1000 unless 長体 or 平体.
    pub stretch: i64,
    /// Direction of the base line, clockwise from the right, in hundredths of a degree.
    pub angle: i64,
    /// Advance along the writing direction.
    pub advance: Length,
    /// Writing mode of the font.
    pub writing: WritingMode,
    /// Whether it leaves no ink (text rendering mode 3).
    pub invisible: bool,
}

/// How a shape is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Filled.
    Fill,
    /// A line of this width.
    Stroke(Length),
}

/// A line, a rectangle or any other path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadShape {
    /// Its bounds, without the width of the line.
    pub bounds: Rect,
    /// How it is painted.
    pub paint: Paint,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadImage {
    /// Where it stands.
    pub bounds: Rect,
    /// Columns and rows of its samples.
    pub samples: (u32, u32),
}
