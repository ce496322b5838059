//! The third stage: the file, drawn by other hands, looks as our own picture of the document.

use chohyo_fonts::FontSet;

use super::marks::{Marks, MeantCluster};
use super::page::Fault;
use crate::alike::{CLEAN_TILE, Grey, worst};
use crate::length::{Length, Point, Rect};
use crate::page::{Glyph, Page, TextRun, WritingMode};
use crate::raster::Rasterizer;
use crate::readback::PageReader;

/// Resolution at which pages are compared.
const DPI: u16 = 150;
/// How much more or less ink the box of a glyph may have, in percent of what it should have, and a
/// step for boxes with little ink: that of six black pixels. Measured: small letters that stand close
/// to others are 12 % and two pixels off, none is beyond these.
const MORE_INK: u64 = 30;
const LITTLE: u64 = 6 * 255;

/// Compares pictures of pages.
pub(super) struct Looks<'f> {
    rasterizer: Rasterizer<'f>,
}

impl<'f> Looks<'f> {
    pub(super) fn new(fonts: &'f FontSet) -> Self {
        Self { rasterizer: Rasterizer::new(fonts, DPI) }
    }

    /// What of a page looks otherwise in the file.
    pub(super) fn faults(
        &mut self,
        page: &Page,
        file: &mut PageReader<'_>,
        index: usize,
    ) -> Vec<Fault> {
        let Some(painted) = file.paint(index, DPI) else {
            return vec![Fault::new("P063", "-", 0)];
        };
        let pixels = self.rasterizer.page(page);
        let meant = Grey::new(pixels.width as usize, &pixels.rgb, 3);
        let marks = Marks::of(page.fixed.items.iter().chain(&page.items));
        let found =
            [tile(&marks.clusters, &painted, &meant), glyph(&marks.clusters, &painted, &meant)];
        found.into_iter().flatten().collect()
    }
}

/// The tile that differs most, if it differs more than edges do.
fn tile(clusters: &[MeantCluster<'_>], painted: &Grey, meant: &Grey) -> Option<Fault> {
    let tile = worst(painted, meant);
    if tile.pixels <= CLEAN_TILE {
        return None;
    }
    let [left, top, right, bottom] = tile.area;
    let meets = |[l, t, r, b]: [usize; 4]| l < right && r > left && t < bottom && b > top;
    let there = clusters.iter().find(|c| c.glyphs.iter().any(|glyph| meets(cell(c.run, glyph))));
    let code = if meant.ink(tile.area) > 0 { "P060" } else { "P062" };
    let fault = Fault::new(code, there.map_or("-", |cluster| cluster.item), 0);
    let edge = |pixels: usize| Length::emu(i64::try_from(pixels).unwrap_or(0) * PIXEL);
    Some(fault.at(Rect::new(edge(left), edge(top), edge(right - left), edge(bottom - top))))
}

/// The first glyph whose box has another amount of ink.
fn glyph(clusters: &[MeantCluster<'_>], painted: &Grey, meant: &Grey) -> Option<Fault> {
    let glyphs = clusters.iter().flat_map(|c| c.glyphs.iter().map(move |glyph| (c, glyph)));
    let same = |(cluster, glyph): &(&MeantCluster<'_>, &Glyph)| {
        let cell = cell(cluster.run, glyph);
        let (ink, wanted) = (painted.ink(cell), meant.ink(cell));
        ink.abs_diff(wanted) <= wanted * MORE_INK / 100 + LITTLE
    };
    let (number, (cluster, _)) = glyphs.enumerate().find(|(_, glyph)| !same(glyph))?;
    Some(Fault::new("P061", cluster.item, number + 1))
}

/// A pixel in EMU.
const PIXEL: i64 = 914_400 / DPI as i64;

/// The body of a glyph and a pixel around it: left, top, right, bottom in pixels.
fn cell(run: &TextRun, glyph: &Glyph) -> [usize; 4] {
    let Point { x, y } = run.origin.offset(Point::new(glyph.x, glyph.y));
    let (wide, high) = (run.size.scale(run.condense_pct.into(), 100), run.size);
    // Of the em 88 % are above the base line.
    let (above, below) = (high.scale(88, 100), high.scale(12, 100));
    let (left, top, right, bottom) = match run.mode {
        WritingMode::Horizontal | WritingMode::Vertical => (x, y - above, x + wide, y + below),
        WritingMode::Turned => (x - below, y, x + above, y + wide),
    };
    let pixel =
        |edge: Length, by: i64| usize::try_from(edge.to_emu().div_euclid(PIXEL) + by).unwrap_or(0);
    [pixel(left, -1), pixel(top, -1), pixel(right, 2), pixel(bottom, 2)]
}
