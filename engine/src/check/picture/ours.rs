//! Our page in pixels, words and all else apart.

use std::sync::Arc;

use chohyo_fonts::FontSet;

use super::super::expected::is_specimen;
use super::plane::{Area, darker, levelled, levels, spread, without};
use crate::alike::Grey;
use crate::length::{Length, Rect};
use crate::page::{Draw, Item, Layer, Page};
use crate::raster::Rasterizer;

/// How far around lines the words are not looked at, in hundredths of a millimetre.
const BESIDE: i64 = 35;
/// How far from our ink other ink is no extra one, in hundredths of a millimetre.
pub(super) const AROUND: i64 = 90;
/// Ink of a line that hides words.
const HIDES: u8 = 60;

/// Our page.
pub(super) struct Ours {
    dpi: u16,
    /// All but 見本.
    pub(super) all: Grey,
    /// Words, without what lines hide.
    pub(super) words: Grey,
    /// Rules, frames, fills, pictures.
    pub(super) lines: Grey,
    /// Where a line hides words.
    hidden: Grey,
    /// Where ink may be, 見本 too.
    pub(super) allowed: Grey,
}

/// Draws our pages. Keeps the glyphs of one resolution.
pub(in super::super) struct Drawing<'f> {
    fonts: &'f FontSet,
    kept: Option<(u16, Rasterizer<'f>)>,
}

impl<'f> Drawing<'f> {
    pub(in super::super) fn new(fonts: &'f FontSet) -> Self {
        Self { fonts, kept: None }
    }

    pub(super) fn page(&mut self, page: &Page, dpi: u16) -> Ours {
        if self.kept.as_ref().is_none_or(|(kept, _)| *kept != dpi) {
            self.kept = Some((dpi, Rasterizer::new(self.fonts, dpi)));
        }
        let mut draw = |keep: fn(&Item) -> bool| {
            let page = only(page, keep);
            let fonts = self.fonts;
            let (_, rasterizer) =
                self.kept.get_or_insert_with(|| (dpi, Rasterizer::new(fonts, dpi)));
            let pixels = rasterizer.page(&page);
            Grey::new(pixels.width as usize, &pixels.rgb, 3)
        };
        let words = draw(|item| matches!(item.draw, Draw::Text(_)) && !is_specimen(item));
        let lines = draw(|item| !matches!(item.draw, Draw::Text(_)) && !is_specimen(item));
        let specimen = draw(is_specimen);
        let all = darker(&words, &lines);
        let allowed = spread(&darker(&all, &specimen), pixels(dpi, AROUND));
        // A page without ink has nothing that could differ.
        let of = levels(&all).unwrap_or((255, 0));
        let [all, words, lines] = [all, words, lines].map(|grey| levelled(&grey, of));
        let hidden = spread(&lines, pixels(dpi, BESIDE));
        Ours { dpi, words: without(&words, &hidden, HIDES), all, lines, hidden, allowed }
    }
}

/// Pixels of so many hundredths of a millimetre, rounded up.
fn pixels(dpi: u16, hundredths: i64) -> usize {
    usize::try_from((hundredths * i64::from(dpi) + 2539) / 2540).unwrap_or(1)
}

fn only(page: &Page, keep: fn(&Item) -> bool) -> Page {
    let some = |items: &[Item]| items.iter().filter(|item| keep(item)).cloned().collect();
    let fixed = Layer { name: page.fixed.name.clone(), items: some(&page.fixed.items) };
    Page { size: page.size, fixed: Arc::new(fixed), items: some(&page.items) }
}

impl Ours {
    /// Width and height in pixels.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.all.width(), self.all.height())
    }

    /// Pixels of so many hundredths of a millimetre.
    pub(super) fn pixels(&self, hundredths: i64) -> usize {
        pixels(self.dpi, hundredths)
    }

    /// A length in pixels.
    pub(super) fn across(&self, length: Length) -> f64 {
        length.to_mm() * f64::from(self.dpi) / 25.4
    }

    /// The length of pixels.
    pub(super) fn length(&self, pixels: f64) -> Length {
        // Far below the range: a page's side at most.
        Length::emu((pixels * 914_400.0 / f64::from(self.dpi)).round() as i64)
    }

    /// The pixels of a rectangle, and `more` pixels around it.
    pub(super) fn area(&self, rect: Rect, more: i64) -> Area {
        let (width, height) = self.size();
        let side =
            |at: f64, by: i64, most: usize| usize::try_from(at as i64 + by).unwrap_or(0).min(most);
        [
            side(self.across(rect.origin.x).floor(), -more, width),
            side(self.across(rect.origin.y).floor(), -more, height),
            side(self.across(rect.right()).ceil(), more, width),
            side(self.across(rect.bottom()).ceil(), more, height),
        ]
    }

    /// The rectangle of pixels.
    pub(super) fn rect(&self, [left, top, right, bottom]: Area) -> Rect {
        let at = |pixels: usize| self.length(pixels as f64);
        Rect::new(at(left), at(top), at(right - left), at(bottom - top))
    }

    /// Ink of a black pixel is 255: ink in hundredths of a square millimetre.
    pub(super) fn area_of(&self, ink: u64) -> u64 {
        let side = 2540.0 / f64::from(self.dpi);
        // Positive, at most that of a page.
        (ink as f64 / 255.0 * side * side / 100.0) as u64
    }

    /// A picture that lies on our page without what our lines hide.
    pub(super) fn bare(&self, theirs: &Grey) -> Grey {
        without(theirs, &self.hidden, HIDES)
    }
}
