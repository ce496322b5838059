//! What the interpreter of a page draws, written down. The only file that names its device.

use std::collections::HashMap;

use chohyo_fonts::program_texts;
use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_cmap::{BfString, WritingMode as FileWriting};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{self, Affine, BezPath, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

use super::marked::Marked;
use super::read_page::{Paint, ReadFont, ReadGlyph, ReadImage, ReadPage, ReadShape};
use crate::length::{Length, Point, Rect, Size};
use crate::page::WritingMode;

/// Units of the em in which the interpreter gives glyphs.
const EM: f64 = 1000.0;
/// EMU of a point.
const PER_PT: f64 = 12_700.0;

/// Points, as EMU. What is beyond all paper stands at its edge.
pub(super) fn length(points: f64) -> Length {
    Length::emu((points * PER_PT).round() as i64)
}

/// Takes down what a page draws.
pub(super) struct Listener {
    page: ReadPage,
    marked: Marked,
    programs: HashMap<u128, Program>,
    left: usize,
}

/// A font program that was met: its place in the page's fonts, and the texts of its own tables.
struct Program {
    font: usize,
    texts: HashMap<u32, char>,
}

impl Listener {
    /// Takes down at most so many marks.
    pub(super) fn new(marks: usize) -> Self {
        let (page, marked) = (ReadPage::default(), Marked::default());
        Self { page, marked, programs: HashMap::new(), left: marks }
    }

    pub(super) fn into_page(self) -> ReadPage {
        ReadPage { actual: self.marked.texts, ..self.page }
    }

    /// Whether there is room for one more mark.
    fn room(&mut self) -> bool {
        self.page.cut |= self.left == 0;
        self.left = self.left.saturating_sub(1);
        !self.page.cut
    }

    fn font(&mut self, font: ReadFont) -> usize {
        let known = self.page.fonts.iter().position(|other| *other == font);
        known.unwrap_or_else(|| {
            self.page.fonts.push(font);
            self.page.fonts.len() - 1
        })
    }

    /// The font of an outline glyph, and the glyph's text by the program itself.
    fn program(&mut self, glyph: &OutlineGlyph) -> (usize, Option<char>) {
        let Some(data) = glyph.font_data() else {
            return (self.font(ReadFont { name: String::new(), embedded: false }), None);
        };
        if !self.programs.contains_key(&data.cache_key) {
            let name = data.postscript_name.unwrap_or_default();
            let font = self.font(ReadFont { name, embedded: true });
            let texts = program_texts(data.data.as_ref().as_ref());
            self.programs.insert(data.cache_key, Program { font, texts });
        }
        let program = &self.programs[&data.cache_key];
        (program.font, program.texts.get(&glyph.glyph_id().to_u32()).copied())
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, matrix: Affine, writing: WritingMode, invisible: bool) {
        let (font, own, id, width) = match glyph {
            Glyph::Outline(outline) => {
                let (font, own) = self.program(outline);
                (font, own, Some(outline.glyph_id().to_u32()), outline.advance_width())
            }
            Glyph::Type3(type3) => {
                let font = self.font(ReadFont { name: String::new(), embedded: true });
                (font, None, None, type3.advance_width())
            }
        };
        let unicode = glyph.as_unicode().map(text).or_else(|| own.map(String::from));
        let along = matrix * kurbo::Point::new(EM, 0.0) - matrix * kurbo::Point::ORIGIN;
        let up = matrix * kurbo::Point::new(0.0, EM) - matrix * kurbo::Point::ORIGIN;
        let (across, size) = (along.hypot(), up.hypot());
        self.page.glyphs.push(ReadGlyph {
            font,
            glyph: id,
            code: glyph.char_code(),
            unicode,
            actual: self.marked.innermost(),
            origin: point(matrix * kurbo::Point::ORIGIN),
            size: length(size),
            stretch: if size > 0.0 { (across / size * 1000.0).round() as i64 } else { 0 },
            angle: (along.angle().to_degrees() * 100.0).round() as i64,
            advance: length(f64::from(width.unwrap_or(0.0)) / EM * across),
            writing,
            invisible,
        });
    }
}

fn text(unicode: BfString) -> String {
    match unicode {
        BfString::Char(character) => character.into(),
        BfString::String(text) => text,
    }
}

fn point(point: kurbo::Point) -> Point {
    Point::new(length(point.x), length(point.y))
}

fn bounds(bounds: kurbo::Rect) -> Rect {
    let size = Size::new(length(bounds.width()), length(bounds.height()));
    Rect { origin: point(bounds.origin()), size }
}

impl<'a> Device<'a> for Listener {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let area = bounds((props.transform * path).bounding_box());
        let scale = props.transform.determinant().abs().sqrt();
        let stroke = |width: f32| Paint::Stroke(length(f64::from(width) * scale));
        let paints = match mode {
            DrawMode::Fill(_) => vec![Paint::Fill],
            DrawMode::Stroke(line) => vec![stroke(line.line_width)],
            DrawMode::FillAndStroke(_, line) => vec![Paint::Fill, stroke(line.line_width)],
            DrawMode::Invisible => Vec::new(),
        };
        for paint in paints {
            if self.room() {
                self.page.shapes.push(ReadShape { bounds: area, paint });
            }
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let writing = match run.writing_mode() {
            FileWriting::Horizontal => WritingMode::Horizontal,
            FileWriting::Vertical => WritingMode::Vertical,
        };
        let invisible = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            if self.room() {
                self.glyph(glyph, props.transform * glyph.transform(), writing, invisible);
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.room() {
            let samples = (image.width(), image.height());
            let area = kurbo::Rect::new(0.0, 0.0, samples.0.into(), samples.1.into());
            let area = bounds(props.transform.transform_rect_bbox(area));
            self.page.images.push(ReadImage { bounds: area, samples });
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.begin(properties);
    }

    fn end_marked_content(&mut self) {
        self.marked.end();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
