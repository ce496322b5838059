//! Text that a reader of the file finds and that nobody sees on paper.

use super::ink::{is_white, share, shared};
use crate::length::{Length, Point, Rect, Size};
use crate::readback::{Contour, Ink, Paint, ReadPage};

/// Why a character leaves no ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    /// Text rendering mode 3.
    Invisible,
    /// White on white.
    White,
    /// Something is painted over it.
    Covered,
    /// Off the sheet or cut away by a clip.
    Outside,
    /// Too small to be seen.
    Tiny,
}

impl Hidden {
    /// The word in findings.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Invisible => "invisible",
            Self::White => "white",
            Self::Covered => "covered",
            Self::Outside => "clipped",
            Self::Tiny => "tiny",
        }
    }
}

/// Part of a character in percent that must be painted over or off the sheet to hide it.
const MOST: i64 = 60;
/// What is smaller is not seen: 0.35 mm, 1 pt.
const TINY: Length = Length::pt(1);
/// Fills smaller than this cover no character: 1 mm.
const SMALL: Length = Length::mm(1);

/// The areas of a page that are painted in one colour.
pub(super) struct Cover<'p> {
    sheet: Rect,
    fills: Vec<(usize, Rect, Ink)>,
    clips: &'p [Rect],
}

impl<'p> Cover<'p> {
    pub(super) fn of(page: &'p ReadPage) -> Self {
        let large = |rect: &Rect| rect.size.width >= SMALL && rect.size.height >= SMALL;
        let mut fills = Vec::new();
        for shape in page.shapes.iter().filter(|shape| shape.paint == Paint::Fill) {
            for contour in &shape.contours {
                if let Contour::Rect(rect) = contour
                    && large(rect)
                {
                    fills.push((shape.at, *rect, shape.ink));
                }
            }
        }
        let sheet = Rect { origin: Point::default(), size: page.size };
        // A small picture may be a seal that lets shine through; a picture of the page is not.
        let pictures = page.images.iter().filter(|image| share(sheet, image.bounds) > 50);
        fills.extend(pictures.map(|image| (image.at, image.bounds, Ink::Solid(0, 0, 0))));
        Self { sheet, fills, clips: &page.clip_areas }
    }

    /// Why a character cannot be seen; `None` if it can.
    pub(super) fn hides(&self, page: &ReadPage, glyph: usize, em: Rect) -> Option<Hidden> {
        let glyph = &page.glyphs[glyph];
        if glyph.invisible {
            return Some(Hidden::Invisible);
        }
        if glyph.size < TINY {
            return Some(Hidden::Tiny);
        }
        if share(em, self.room(glyph.clip)) < 100 - MOST {
            return Some(Hidden::Outside);
        }
        let over = |(at, rect, ink): &&(usize, Rect, Ink)| {
            *at > glyph.at && share(em, *rect) >= MOST && *ink != Ink::Other
        };
        if self.fills.iter().any(|fill| over(&fill)) {
            return Some(Hidden::Covered);
        }
        let dark = |(at, rect, ink): &&(usize, Rect, Ink)| {
            *at < glyph.at && share(em, *rect) >= MOST && !is_white(*ink)
        };
        let white = is_white(glyph.ink) && !self.fills.iter().any(|fill| dark(&fill));
        white.then_some(Hidden::White)
    }

    /// The part of the sheet that a mark may be seen on.
    pub(super) fn room(&self, clip: Option<usize>) -> Rect {
        let clip = clip.and_then(|clip| self.clips.get(clip)).copied();
        let none = Rect { origin: self.sheet.origin, size: Size::default() };
        clip.map_or(self.sheet, |clip| shared(clip, self.sheet).unwrap_or(none))
    }
}
