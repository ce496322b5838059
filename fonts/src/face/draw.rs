//! Outlines of glyphs.

use skrifa::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};

use skrifa::font::glyph::{GlyphSource, GlyphSourceOrder};

use super::Face;
use crate::outline::OutlinePen;

/// The one table that a face is drawn from, also if the file has both.
const CFF: GlyphSourceOrder = GlyphSourceOrder::new(&[GlyphSource::Cff]);
const GLYF: GlyphSourceOrder = GlyphSourceOrder::new(&[GlyphSource::Glyf]);

impl Face {
    /// Draws a glyph's contours, unhinted. `false` if the font has no such outline; then the
    /// pen may have received a part of it.
    pub fn outline(&self, gid: u16, pen: &mut impl OutlinePen) -> bool {
        let order = if self.is_cff { CFF } else { GLYF };
        let outline = self.font.outline_glyphs_with(order).get(gid.into());
        outline.is_some_and(|outline| {
            outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut Sink(pen)).is_ok()
        })
    }
}

/// Hands the parser's path commands to our pen.
struct Sink<'a, P>(&'a mut P);

impl<P: OutlinePen> PathSink for Sink<'_, P> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.curve_to(cx0, cy0, cx1, cy1, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}
