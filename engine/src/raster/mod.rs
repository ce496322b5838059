//! Pages → pixels, drawn from the same items as the PDF.
//!
//! Positions become sub-pixel units by integer arithmetic, rules, frames and fills are exact
//! area coverage, and glyphs stand on a quarter-pixel grid, so a page looks the same whatever
//! was drawn before it.

mod canvas;
mod ellipse;
mod glyph;
mod picture;
mod png;
mod rule;

use chohyo_fonts::FontSet;

use crate::page::{Draw, Page, TextRun};

pub use canvas::Pixels;

use canvas::{Canvas, Scale};
use glyph::Masks;

/// Limits of a picture of a page. Values beyond them are drawn at the limit.
pub mod limits {
    /// Highest resolution in pixels per inch: that of office printers.
    pub const DPI: u16 = 1_200;
    /// Most pixels across or down: A3 at 900 dpi.
    pub const SIDE: u32 = 16_384;
}

/// Draws pages at one resolution. Keeps the glyphs it has drawn, which changes speed only.
pub struct Rasterizer<'a> {
    scale: Scale,
    masks: Masks<'a>,
}

impl<'a> Rasterizer<'a> {
    /// A rasterizer for pages set with `fonts`, at `dpi` pixels per inch.
    pub fn new(fonts: &'a FontSet, dpi: u16) -> Self {
        let scale = Scale::new(dpi.clamp(1, limits::DPI));
        Self { scale, masks: Masks::new(fonts, scale) }
    }

    /// Draws a page on white paper.
    pub fn page(&mut self, page: &Page) -> Pixels {
        let mut canvas = Canvas::new(page.size, self.scale);
        for item in page.fixed.items.iter().chain(&page.items) {
            match item.draw.strands() {
                Some(strands) => strands.iter().for_each(|draw| self.draw(&mut canvas, draw)),
                None => self.draw(&mut canvas, &item.draw),
            }
        }
        canvas.into_pixels()
    }

    fn draw(&mut self, canvas: &mut Canvas, draw: &Draw) {
        match draw {
            Draw::Text(run) => self.text(canvas, run),
            Draw::Rule(rule) => rule::line(canvas, rule.from, rule.to, &rule.stroke),
            Draw::Frame(frame) => rule::frame(canvas, frame),
            Draw::Ellipse(ellipse) => ellipse::draw(canvas, ellipse),
            Draw::Fill(fill) => canvas.fill(canvas.scale.area(fill.area), None, fill.colour),
            Draw::Image(image) => picture::draw(canvas, image),
        }
    }

    fn text(&mut self, canvas: &mut Canvas, run: &TextRun) {
        for glyph in &run.glyphs {
            let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
            let (left, top, mask) = self.masks.at(run, glyph.id, x, y);
            canvas.stamp(left, top, mask, run.colour);
        }
    }
}
