//! Glyph outlines → masks, kept by glyph, size and quarter pixel.

use std::collections::HashMap;

use chohyo_fonts::{FaceId, FontSet, OutlinePen};
use tiny_skia::{FillRule, Mask, PathBuilder, Transform};

use super::canvas::Scale;
use crate::length::Length;
use crate::page::{TextRun, WritingMode};

/// Masks kept at once: about 20 MB at 150 dpi. Beyond it all are dropped.
const MAX_MASKS: usize = 20_000;
/// Steps of a glyph's position in a pixel.
const STEPS: i64 = 4;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    face: FaceId,
    glyph: u16,
    size: Length,
    condense_pct: u16,
    turned: bool,
    step: (u8, u8),
}

struct Stamp {
    /// Pixels from the glyph's pixel to the mask's top-left.
    left: i64,
    top: i64,
    mask: Mask,
}

/// Glyphs drawn so far.
pub(super) struct Masks<'a> {
    fonts: &'a FontSet,
    scale: Scale,
    /// What blank glyphs show.
    blank: Mask,
    kept: HashMap<Key, Option<Stamp>>,
}

impl<'a> Masks<'a> {
    pub(super) fn new(fonts: &'a FontSet, scale: Scale) -> Self {
        let blank = Mask::new(1, 1).expect("one pixel is a valid size");
        Self { fonts, scale, blank, kept: HashMap::new() }
    }

    /// The mask of a glyph whose origin is at (`x`, `y`), with the pixel of its top-left.
    pub(super) fn at(
        &mut self,
        run: &TextRun,
        glyph: u16,
        x: Length,
        y: Length,
    ) -> (i64, i64, &Mask) {
        let (column, step_x) = self.place(x);
        let (row, step_y) = self.place(y);
        let (face, size, condense_pct) = (run.face, run.size, run.condense_pct);
        let turned = run.mode == WritingMode::Turned;
        let key = Key { face, glyph, size, condense_pct, turned, step: (step_x, step_y) };
        if self.kept.len() >= MAX_MASKS && !self.kept.contains_key(&key) {
            self.kept.clear();
        }
        let (fonts, scale) = (self.fonts, self.scale);
        match self.kept.entry(key).or_insert_with(|| draw(fonts, scale, key)) {
            Some(stamp) => (column + stamp.left, row + stamp.top, &stamp.mask),
            None => (column, row, &self.blank),
        }
    }

    /// Pixel and quarter of it, nearest to a coordinate.
    fn place(&self, coordinate: Length) -> (i64, u8) {
        let quarter = Scale::PIXEL / STEPS;
        let steps = (self.scale.units(coordinate) + quarter / 2).div_euclid(quarter);
        (steps.div_euclid(STEPS), steps.rem_euclid(STEPS) as u8)
    }
}

fn draw(fonts: &FontSet, scale: Scale, key: Key) -> Option<Stamp> {
    let face = fonts.face(key.face);
    let em = scale.pixels(key.size) / f32::from(face.units_per_em());
    let step = |step: u8| f32::from(step) / STEPS as f32;
    let mut pen = Pen {
        path: PathBuilder::new(),
        em: (em * f32::from(key.condense_pct) / 100.0, em),
        turned: key.turned,
        step: (step(key.step.0), step(key.step.1)),
    };
    face.outline(key.glyph, &mut pen);
    let path = pen.path.finish()?;
    let bounds = path.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    let side = |from: f32, to: f32| (to - from).clamp(1.0, super::limits::SIDE as f32) as u32;
    let width = side(left, bounds.right().ceil());
    let height = side(top, bounds.bottom().ceil());
    let mut mask = Mask::new(width, height)?;
    mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
    Some(Stamp { left: left as i64, top: top as i64, mask })
}

/// Collects an outline in pixels, y down.
struct Pen {
    path: PathBuilder,
    /// Pixels of a font unit along the base line and up from it.
    em: (f32, f32),
    /// The base line runs down, and up is right.
    turned: bool,
    step: (f32, f32),
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let (along, up) = (x * self.em.0, y * self.em.1);
        let (right, down) = if self.turned { (up, along) } else { (along, -up) };
        (right + self.step.0, down + self.step.1)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
