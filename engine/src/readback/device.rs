//! What the interpreter of a page draws, written down. The only file that names its device.

use std::rc::Rc;

use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_cmap::{BfString, WritingMode as FileWriting};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{self, Affine, BezPath, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint as PaintOf,
    SoftMask, StrokeProps,
};

use super::file_fonts::{Code, PageFonts};
use super::known::{Known, KnownGlyph, Seen};
use super::limits::{MOST_CODES, POINTS_PER_MARK, TEXT_PER_MARK};
use super::marked::Marked;
use super::outline::Outline;
use super::path::contours;
use super::read_page::{Contour, Ink, Paint, ReadFont, ReadGlyph, ReadImage, ReadPage, ReadShape};
use crate::length::{Length, Point, Rect, Size};
use crate::page::WritingMode;

/// Units of the em in which the interpreter gives glyphs.
const EM: f64 = 1000.0;
/// How far a clip path may run inside the edge of the sheet and cut off nothing, in points.
const EDGE: f64 = 0.01;
/// EMU of a point.
const PER_PT: f64 = 12_700.0;

/// How far from the corner anything stands, in EMU: 27,000 km, so that sums stay whole.
const FARTHEST: f64 = 1e15;

/// Points, as EMU. What is beyond all paper stands at its edge.
pub(super) fn length(points: f64) -> Length {
    let emu = points * PER_PT;
    // Cut off behind a half, which is much quicker than `round` without SSE 4.1.
    Length::emu((emu + 0.5_f64.copysign(emu)).clamp(-FARTHEST, FARTHEST) as i64)
}

/// How much of a page was taken down.
#[derive(Clone, Copy, Default)]
pub(super) struct Taken {
    marks: usize,
    points: usize,
    text: usize,
}

/// A part of a page.
pub(super) struct Part {
    pub(super) page: ReadPage,
    pub(super) taken: Taken,
    /// Whether every span of marked content that it opened is closed, and no other.
    pub(super) closed: bool,
}

/// Takes down what a page draws.
pub(super) struct Listener<'k, 'a, 'p> {
    page: ReadPage,
    marked: Marked,
    /// The clips that are open: the place of their box, if they cut anything off.
    clips: Vec<Option<usize>>,
    known: &'k mut Known<'p>,
    fonts: PageFonts<'k, 'a>,
    /// Where fonts of [`Known`] stand in the page's own list.
    places: Vec<Option<usize>>,
    sheet: kurbo::Rect,
    set: Set,
    taken: Taken,
    limit: usize,
}

/// What a glyph is. The advance is in thousandths of the em.
struct Told {
    font: usize,
    id: Option<u32>,
    text: Option<Rc<str>>,
    advance: f64,
}

/// A glyph that is known by its code, at its place.
pub(super) struct Put<'c> {
    pub(super) code: &'c Code,
    pub(super) matrix: Affine,
    pub(super) horizontal: bool,
    pub(super) ink: Ink,
}

/// How a path is drawn; widths and dashes as the file says them.
pub(super) enum Drawn<'d> {
    Fill,
    Stroke {
        width: f32,
        dash: &'d [f32],
        /// Whether line ends, corners and dashes begin as those of every page do.
        plain: bool,
    },
}

impl<'k, 'a, 'p> Listener<'k, 'a, 'p> {
    /// Takes down what a sheet has beyond what is taken already, up to `limit` marks in all.
    pub(super) fn new(
        (limit, taken): (usize, Taken),
        sheet: kurbo::Rect,
        known: &'k mut Known<'p>,
        fonts: PageFonts<'k, 'a>,
    ) -> Self {
        let (glyphs, shapes) = known.last;
        let (glyphs, shapes) = (Vec::with_capacity(glyphs), Vec::with_capacity(shapes));
        let page = ReadPage { glyphs, shapes, ..ReadPage::default() };
        let (marked, set) = (Marked::default(), Set::default());
        let (clips, places) = (Vec::new(), Vec::new());
        Self { page, marked, clips, known, fonts, places, sheet, set, taken, limit }
    }

    /// What was taken down. The page turned to so many fonts that cannot be read.
    pub(super) fn into_part(self, unread_fonts: usize) -> Part {
        let closed = self.marked.is_closed();
        let text = self.taken.text.saturating_add(self.marked.length);
        self.known.last = (self.page.glyphs.len(), self.page.shapes.len());
        let page = ReadPage { actual: self.marked.texts, unread_fonts, ..self.page };
        Part { page, taken: Taken { text, ..self.taken }, closed }
    }

    /// The place of the next mark, if there is room for one more.
    fn next(&mut self) -> Option<usize> {
        let texts = self.taken.text.max(self.marked.length);
        if self.taken.marks >= self.limit
            || self.taken.points > self.limit.saturating_mul(POINTS_PER_MARK)
            || texts > self.limit.saturating_mul(TEXT_PER_MARK)
        {
            self.page.cut = true;
            return None;
        }
        self.taken.marks += 1;
        Some(self.taken.marks - 1)
    }

    /// How a glyph is set; mostly as the one before it.
    fn set(&mut self, matrix: Affine) -> Set {
        let [a, b, c, d, ..] = matrix.as_coeffs();
        if self.set.linear.map(f64::to_bits) != [a, b, c, d].map(f64::to_bits) {
            self.set = Set::of([a, b, c, d]);
        }
        self.set
    }

    /// Whether one code more may be kept.
    pub(super) fn has_room(&mut self) -> bool {
        self.known.codes += 1;
        self.known.codes <= MOST_CODES
    }

    /// What is known of a glyph by its program.
    pub(super) fn known(&mut self, glyph: &OutlineGlyph) -> KnownGlyph {
        self.known.glyph(glyph)
    }

    /// The place of the font of a program in the page's list.
    fn place(&mut self, program: usize) -> usize {
        if let Some(Some(place)) = self.places.get(program) {
            return *place;
        }
        let place = self.page.font(self.known.font(program));
        let length = self.places.len().max(program + 1);
        self.places.resize(length, None);
        self.places.get_mut(program).into_iter().for_each(|entry| *entry = Some(place));
        place
    }

    /// What a glyph of an outline font is: by its program, or by the dictionaries of the file where
    /// the program does not say it.
    fn outline(&mut self, glyph: &OutlineGlyph, known: &KnownGlyph, writing: WritingMode) -> Told {
        let told = glyph.as_unicode().map(text);
        let width = f64::from(glyph.advance_width().unwrap_or(0.0));
        let id = Some(glyph.glyph_id().to_u32());
        let horizontal = writing == WritingMode::Horizontal;
        let font = known.program.map(|program| self.place(program));
        if let (Some(font), true, true) = (font, told.is_some(), horizontal) {
            return Told { font, id, text: told, advance: width };
        }
        let facts = self.fonts.facts(glyph);
        let embedded = font.is_some() || facts.font.embedded;
        // Of a code that the encoding does not have the interpreter gives code 0.
        let told = told.filter(|_| embedded || facts.found && glyph.char_code() != 0);
        Told {
            font: font.unwrap_or_else(|| self.page.font(facts.font)),
            id: id.filter(|_| embedded),
            text: facts.coded.map(Rc::from).or(told).or_else(|| known.text.map(character)),
            advance: if horizontal { width } else { facts.down },
        }
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, matrix: Affine, run: Run, at: usize) {
        let (told, outline) = match glyph {
            Glyph::Outline(glyph) => {
                let known = self.known.glyph(glyph);
                (self.outline(glyph, &known, run.writing), Some(known.outline))
            }
            Glyph::Type3(glyph) => {
                let font = self.page.font(ReadFont { name: String::new(), embedded: true });
                let advance = f64::from(glyph.advance_width().unwrap_or(0.0));
                (Told { font, id: None, text: glyph.as_unicode().map(text), advance }, None)
            }
        };
        self.push(told, glyph.char_code(), outline, (matrix, run, at));
    }

    /// Takes down a glyph that is known by its code.
    pub(super) fn put(&mut self, glyph: Put<'_>) {
        let Put { code, matrix, horizontal, ink } = glyph;
        let Some(at) = self.next() else { return };
        let (font, text) = (self.place(code.program), Some(code.text.clone()));
        let told = Told { font, id: Some(code.id), text, advance: code.advance };
        let writing = if horizontal { WritingMode::Horizontal } else { WritingMode::Vertical };
        let run = Run { writing, invisible: false, ink };
        self.push(told, code.code, Some(code.outline.clone()), (matrix, run, at));
    }

    fn push(
        &mut self,
        told: Told,
        code: u32,
        outline: Option<Rc<Outline>>,
        (matrix, run, at): (Affine, Run, usize),
    ) {
        let bytes = told.text.as_ref().map_or(0, |text| text.len());
        self.taken.text = self.taken.text.saturating_add(bytes);
        let horizontal = run.writing == WritingMode::Horizontal;
        let set = self.set(matrix);
        self.page.glyphs.push(ReadGlyph {
            font: told.font,
            glyph: told.id,
            code,
            unicode: told.text,
            actual: self.marked.innermost(),
            origin: point(matrix * kurbo::Point::ORIGIN),
            size: length(set.size),
            stretch: set.stretch,
            angle: set.angle,
            advance: length(told.advance / EM * if horizontal { set.across } else { set.size }),
            writing: run.writing,
            invisible: run.invisible,
            outline,
            ink: run.ink,
            clip: self.clips.last().copied().flatten(),
            at,
        });
    }

    /// Takes down a path.
    pub(super) fn shape(&mut self, path: &BezPath, transform: Affine, drawn: &Drawn<'_>, ink: Ink) {
        self.taken.points = self.taken.points.saturating_add(path.elements().len());
        let Some(at) = self.next() else { return };
        let scale = transform.determinant().abs().sqrt();
        let scaled = |width: f32| length(f64::from(width) * scale);
        let (paint, dash, plain) = match drawn {
            Drawn::Fill => (Paint::Fill, Vec::new(), true),
            Drawn::Stroke { width, dash, plain } => {
                let dash = dash.iter().map(|&part| scaled(part)).collect();
                (Paint::Stroke(scaled(*width)), dash, *plain)
            }
        };
        let bounds = bounds((transform * path).bounding_box());
        let contours = contours(path, transform);
        let clip = self.clips.last().copied().flatten();
        self.page.shapes.push(ReadShape { bounds, paint, contours, dash, plain, ink, clip, at });
    }
}

/// A text of a map.
pub(super) fn text(text: BfString) -> Rc<str> {
    match text {
        BfString::Char(one) => character(one),
        BfString::String(text) => text.into(),
    }
}

fn character(one: char) -> Rc<str> {
    Rc::from(&*one.encode_utf8(&mut [0; 4]))
}

/// How a glyph is set: width and height of its em in points, its stretch and angle.
#[derive(Clone, Copy, Default)]
struct Set {
    linear: [f64; 4],
    across: f64,
    size: f64,
    stretch: i64,
    angle: i64,
}

impl Set {
    fn of(linear @ [a, b, c, d]: [f64; 4]) -> Self {
        let (along, up) = (kurbo::Vec2::new(a, b) * EM, kurbo::Vec2::new(c, d) * EM);
        let (across, size) = (along.hypot(), up.hypot());
        let stretch = if size > 0.0 { (across / size * 1000.0).round() as i64 } else { 0 };
        let angle = (along.angle().to_degrees() * 100.0).round() as i64;
        Self { linear, across, size, stretch, angle }
    }
}

/// What the glyphs of a run share.
#[derive(Clone, Copy)]
struct Run {
    writing: WritingMode,
    invisible: bool,
    ink: Ink,
}

fn ink(props: &DrawProps<'_>) -> Ink {
    let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
    match &props.paint {
        PaintOf::Color(colour) if plain => match colour.to_rgba().to_rgba8() {
            [red, green, blue, 255] => Ink::Solid(red, green, blue),
            _ => Ink::Other,
        },
        _ => Ink::Other,
    }
}

impl<'d> Drawn<'d> {
    fn of(line: &'d StrokeProps) -> Self {
        Self::Stroke { width: line.line_width, dash: &line.dash_array, plain: is_plain(line) }
    }
}

/// Whether a colour lets all but a tenth shine through.
fn is_clear(props: &DrawProps<'_>) -> bool {
    matches!(&props.paint, PaintOf::Color(colour) if colour.to_rgba().to_rgba8()[3] < 26)
}

/// A line as PDF begins with it: butt ends, mitred corners, dashes from their start.
fn is_plain(line: &StrokeProps) -> bool {
    let first = StrokeProps::default();
    line.line_cap == first.line_cap
        && line.line_join == first.line_join
        && line.miter_limit.to_bits() == first.miter_limit.to_bits()
        && line.dash_offset == 0.0
}

pub(super) fn point(point: kurbo::Point) -> Point {
    Point::new(length(point.x), length(point.y))
}

fn bounds(bounds: kurbo::Rect) -> Rect {
    let size = Size::new(length(bounds.width()), length(bounds.height()));
    Rect { origin: point(bounds.origin()), size }
}

/// What two rectangles share; an empty one if that is nothing.
fn within(a: Rect, b: Rect) -> Rect {
    let origin = Point::new(a.origin.x.max(b.origin.x), a.origin.y.max(b.origin.y));
    let side = |end: Length, start: Length| (end - start).max(Length::ZERO);
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    Rect { origin, size: Size::new(side(right, origin.x), side(bottom, origin.y)) }
}

impl<'a> Device<'a> for Listener<'_, 'a, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let paints = match mode {
            DrawMode::Fill(_) => vec![Drawn::Fill],
            DrawMode::Stroke(line) => vec![Drawn::of(line)],
            DrawMode::FillAndStroke(_, line) => vec![Drawn::Fill, Drawn::of(line)],
            DrawMode::Invisible => Vec::new(),
        };
        for drawn in paints {
            self.shape(path, props.transform, &drawn, ink(&props));
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let writing = match run.writing_mode() {
            FileWriting::Horizontal => WritingMode::Horizontal,
            FileWriting::Vertical => WritingMode::Vertical,
        };
        let invisible = matches!(mode, DrawMode::Invisible) || is_clear(&props);
        let filled = matches!(mode, DrawMode::Fill(_));
        let ink = if filled { ink(&props) } else { Ink::Other };
        for glyph in run.glyphs() {
            let Some(at) = self.next() else { return };
            let matrix = props.transform * glyph.transform();
            self.glyph(glyph, matrix, Run { writing, invisible, ink }, at);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let Some(at) = self.next() else { return };
        let samples = (image.width(), image.height());
        let area = kurbo::Rect::new(0.0, 0.0, samples.0.into(), samples.1.into());
        let bounds = bounds(props.transform.transform_rect_bbox(area));
        let Seen { digest, dark, shown } = self.known.image(&image);
        let [across, b, c, down, ..] = props.transform.as_coeffs();
        let straight = b.abs() < across.abs() * 1e-6 && c.abs() < down.abs() * 1e-6;
        let upright = across > 0.0 && down > 0.0 && straight;
        self.page.images.push(ReadImage { bounds, samples, digest, dark, shown, upright, at });
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let room = self.limit.saturating_mul(TEXT_PER_MARK) >= self.marked.length;
        self.page.cut |= !room;
        self.marked.begin(properties.filter(|_| room));
    }

    fn end_marked_content(&mut self) {
        self.marked.end();
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let area = clip.path.bounding_box();
        let whole = match contours(&clip.path, Affine::IDENTITY)[..] {
            [Contour::Rect(_)] => area.inflate(EDGE, EDGE).contains_rect(self.sheet),
            _ => false,
        };
        self.page.clips += usize::from(!whole);
        let outer = self.clips.last().copied().flatten();
        let room = outer.and_then(|outer| self.page.clip_areas.get(outer).copied());
        let own = bounds(area);
        self.clips.push(if whole || self.page.clip_areas.len() >= self.limit {
            outer
        } else {
            self.page.clip_areas.push(room.map_or(own, |room| within(own, room)));
            Some(self.page.clip_areas.len() - 1)
        });
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        let plain = opacity >= 1.0 && mask.is_none() && blend == BlendMode::Normal;
        self.page.groups += usize::from(!plain);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }
    fn pop_transparency_group(&mut self) {}
}
