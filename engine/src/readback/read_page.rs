//! What a page holds.

use std::rc::Rc;
use std::sync::Arc;

use super::outline::Outline;
use super::shown::Shown;
use crate::length::{Length, Point, Rect, Size};
use crate::page::WritingMode;

/// A page as it was read. Everything stands in the order in which the file draws it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Number of clip paths that cut off a part of the sheet.
    pub clips: usize,
    /// Boxes of clip paths, each within those around it; [`ReadGlyph::clip`] points here.
    pub clip_areas: Vec<Rect>,
    /// Number of transparency groups that change how something looks: opacity, mask, blend mode.
    pub groups: usize,
    /// Number of annotations, drawn or not.
    pub annotations: usize,
    /// How often the page turned to a font that cannot be read: what it writes then is not here.
    pub unread_fonts: usize,
    /// Whether a limit cut the page short: then it proves nothing.
    pub cut: bool,
    /// Why nothing of the page was read; it is cut short then too.
    pub unread: Option<Unread>,
}

/// Why a page was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It asks for more work than the limit: forms in forms without end, or very long texts.
    Work,
    /// The interpreter fails in it.
    Failed,
}

impl ReadPage {
    pub(super) fn unread(why: Unread) -> Self {
        Self { cut: true, unread: Some(why), ..Self::default() }
    }

    /// The place of a font among those of the page.
    pub(super) fn font(&mut self, font: ReadFont) -> usize {
        let known = self.fonts.iter().position(|other| *other == font);
        known.unwrap_or_else(|| {
            self.fonts.push(font);
            self.fonts.len() - 1
        })
    }

    /// Number of glyphs of which the file does not say what they mean.
    pub fn textless(&self) -> usize {
        let unsaid = |glyph: &&ReadGlyph| glyph.unicode.is_none() && glyph.actual.is_none();
        self.glyphs.iter().filter(unsaid).count()
    }

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Glyph id in the font program; 0 is `.notdef`. `None` in a Type 3 font and in a font that is
    /// not in the file.
    pub glyph: Option<u32>,
    /// Character code in the content stream.
    pub code: u32,
    /// Text by `/ToUnicode`; without one, by the encoding, or by the names and tables of the font
    /// program. `None` if the file does not say it.
    pub unicode: Option<Rc<str>>,
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
    /// Whether it leaves no ink (text rendering mode 3, or a colour that is all but clear).
    pub invisible: bool,
    /// Its outline in the embedded program. `None` in a Type 3 font, empty if the font is not in
    /// the file.
    pub outline: Option<Rc<Outline>>,
    /// What it is filled with. [`Ink::Other`] too if its outline is stroked.
    pub ink: Ink,
    /// Index of [`ReadPage::clip_areas`]: what cuts it off, if anything does.
    pub clip: Option<usize>,
    /// Place among all marks of the page in the order of painting, from 0.
    pub at: usize,
}

/// What a mark is painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// One opaque colour: red, green, blue.
    Solid(u8, u8, u8),
    /// A pattern, or a colour that lets shine through or is masked or blended.
    Other,
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
    /// Its pieces in the order of the path.
    pub contours: Vec<Contour>,
    /// Lengths of dashes and gaps; empty if solid or filled.
    pub dash: Vec<Length>,
    /// Whether line ends, corners and dashes begin as those of every page do: butt, mitred, 0.
    pub plain: bool,
    /// What it is painted with.
    pub ink: Ink,
    /// As [`ReadGlyph::clip`].
    pub clip: Option<usize>,
    /// As [`ReadGlyph::at`].
    pub at: usize,
}

/// A connected piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contour {
    /// A straight line.
    Line(Point, Point),
    /// A closed rectangle with upright sides.
    Rect(Rect),
    /// Anything else: all its points, those that control curves too.
    Other(Vec<Point>),
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadImage {
    /// Where it stands.
    pub bounds: Rect,
    /// Columns and rows of its samples.
    pub samples: (u32, u32),
    /// SHA-256 of what it shows, by [`image_digest`](super::image_digest). `None` of a stencil or
    /// of samples that cannot be decoded.
    pub digest: Option<[u8; 32]>,
    /// The mean colour of its dark parts; `None` if it has none, or where the digest is `None`.
    pub dark: Option<[u8; 3]>,
    /// What it leaves on paper. `None` of one that cannot be decoded, and wherever the reader was
    /// not [asked](super::PageReader::looking) for it.
    pub shown: Option<Arc<Shown>>,
    /// Whether it stands upright, neither turned nor mirrored.
    pub upright: bool,
    /// As [`ReadGlyph::at`].
    pub at: usize,
}
