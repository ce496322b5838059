//! Items → the bytes of a content stream, and the graphics state they leave behind.
//!
//! Coordinates are turned here and in [`super::text`], nowhere else: y grows down on our pages
//! and up in PDF.

use std::sync::Arc;

use super::encoder::Tools;
use super::number::{decimal, hex, points};
use super::text;
use super::uses::FontKey;
use crate::length::{Length, Point, Rect};
use crate::page::{Colour, Draw, Ellipse, Fill, Image, Item, Role, Rule, Stroke};

/// Why an item was refused.
pub(super) struct Refused {
    pub(super) code: &'static str,
    pub(super) field: Option<Arc<str>>,
}

/// What was begun and has to be ended before anything of another kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begun {
    Nothing,
    /// A path that will be stroked.
    Stroke,
    /// A path that will be filled.
    Fill,
    /// A text object.
    Text,
}

/// A content stream being written.
pub(super) struct Content<'t, 'f> {
    pub(super) tools: &'t mut Tools<'f>,
    /// Height of the sheet in steps of a point.
    pub(super) height: i64,
    out: Vec<u8>,
    font: Option<(FontKey, Length)>,
    condense_pct: u16,
    fill: Colour,
    stroke_colour: Colour,
    stroke: Option<(Length, Option<(Length, Length)>)>,
    begun: Begun,
    /// Origin of the text line matrix of the text object begun, in steps of a point.
    line: (i64, i64),
    artifact: bool,
}

impl<'t, 'f> Content<'t, 'f> {
    pub(super) fn new(tools: &'t mut Tools<'f>, height: Length) -> Self {
        let mut out = std::mem::take(&mut tools.out);
        out.clear();
        Self {
            tools,
            height: points(height),
            out,
            font: None,
            condense_pct: 100,
            fill: Colour::BLACK,
            stroke_colour: Colour::BLACK,
            stroke: None,
            begun: Begun::Nothing,
            line: (0, 0),
            artifact: false,
        }
    }

    /// The stream's bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.leave_artifact();
        self.out
    }

    /// Paints the form XObject of the page's fixed layer.
    pub(super) fn layer(&mut self) {
        self.op(b"/L Do\n");
    }

    /// Writes items in paint order.
    pub(super) fn items(&mut self, items: &[Item]) -> Result<(), Refused> {
        for item in items {
            if (item.role == Role::Artifact) != self.artifact {
                self.leave_artifact();
                self.enter(item.role);
            }
            self.item(item).map_err(|code| Refused { code, field: item.name.clone() })?;
        }
        Ok(())
    }

    fn enter(&mut self, role: Role) {
        if role == Role::Artifact {
            self.op(b"/Artifact BMC\n");
            self.artifact = true;
        }
    }

    fn leave_artifact(&mut self) {
        self.end();
        if std::mem::take(&mut self.artifact) {
            self.op(b"EMC\n");
        }
    }

    fn item(&mut self, item: &Item) -> Result<(), &'static str> {
        match item.draw.strands() {
            Some(strands) => strands.iter().try_for_each(|draw| self.draw(draw)),
            None => self.draw(&item.draw),
        }
    }

    fn draw(&mut self, draw: &Draw) -> Result<(), &'static str> {
        match draw {
            nothing if nothing.is_nothing() => {}
            Draw::Rule(rule) => self.rule(rule),
            Draw::Frame(frame) if frame.stroke.dash.is_some() => {
                for (from, to) in frame.edges() {
                    self.rule(&Rule { from, to, stroke: frame.stroke.clone() });
                }
            }
            Draw::Frame(frame) => {
                self.stroke(&frame.stroke);
                self.rectangle(frame.area);
                self.begun = Begun::Stroke;
            }
            Draw::Ellipse(ellipse) => self.ellipse(ellipse),
            Draw::Fill(fill) => self.filled(fill),
            Draw::Image(image) => self.image(image),
            Draw::Text(run) => text::write(self, run)?,
        }
        Ok(())
    }

    /// Fills of one colour are painted together: their outlines all turn the same way, so where
    /// they overlap they stay filled (ISO 32000-1, 8.5.3.3.2).
    fn filled(&mut self, fill: &Fill) {
        if self.begun != Begun::Fill || self.fill != fill.colour {
            self.end();
        }
        self.fill_colour(fill.colour);
        self.rectangle(fill.area);
        self.begun = Begun::Fill;
    }

    fn rule(&mut self, rule: &Rule) {
        self.stroke(&rule.stroke);
        self.point(rule.from, b"m ");
        self.point(rule.to, b"l\n");
        self.begun = Begun::Stroke;
    }

    fn ellipse(&mut self, ellipse: &Ellipse) {
        self.stroke(&ellipse.stroke);
        let (start, curves) = ellipse.curves();
        self.point(start, b"m\n");
        for [a, b, end] in curves {
            self.point(a, b"");
            self.point(b, b"");
            self.point(end, b"c\n");
        }
        self.op(b"h\n");
        self.begun = Begun::Stroke;
    }

    fn rectangle(&mut self, area: Rect) {
        let (width, height) = (points(area.size.width), points(area.size.height));
        let (x, y) = (points(area.origin.x), self.height - points(area.bottom()));
        self.numbers(&[x, y, width, height], b"re\n");
    }

    fn image(&mut self, image: &Image) {
        self.end();
        let packed = self.tools.picture(&image.picture);
        let area = image.area;
        let (width, height) = (points(area.size.width), points(area.size.height));
        let (x, y) = (points(area.origin.x), self.height - points(area.bottom()));
        self.op(b"q ");
        self.numbers(&[width, 0, 0, height, x, y], b"cm ");
        self.ops(&[b"/", packed.name.as_bytes(), b" Do Q\n"]);
    }

    /// Ends what was begun, if anything. Rules of one kind are stroked together, and texts that
    /// follow one another are one text object.
    pub(super) fn end(&mut self) {
        match std::mem::replace(&mut self.begun, Begun::Nothing) {
            Begun::Nothing => {}
            Begun::Stroke => self.op(b"S\n"),
            Begun::Fill => self.op(b"f\n"),
            Begun::Text => self.op(b"ET\n"),
        }
    }

    /// Begins a text object, if none is begun.
    pub(super) fn begin_text(&mut self) {
        if self.begun != Begun::Text {
            self.end();
            self.op(b"BT\n");
            self.begun = Begun::Text;
            self.line = (0, 0);
        }
    }

    /// Moves the start of the line of the text object to a point, in steps of a point.
    pub(super) fn move_line(&mut self, (x, y): (i64, i64)) {
        let (from_x, from_y) = std::mem::replace(&mut self.line, (x, y));
        self.numbers(&[x - from_x, y - from_y], b"Td\n");
    }

    fn stroke(&mut self, stroke: &Stroke) {
        let new = Some((stroke.width, stroke.dash));
        if self.begun != Begun::Stroke || self.stroke_colour != stroke.colour || self.stroke != new
        {
            self.end();
        }
        if self.stroke_colour != stroke.colour {
            self.stroke_colour = stroke.colour;
            self.colour(stroke.colour, b"G\n", b"RG\n");
        }
        let old = std::mem::replace(&mut self.stroke, new);
        if old.map(|old| old.0) != Some(stroke.width) {
            self.numbers(&[points(stroke.width)], b"w\n");
        }
        if old.and_then(|old| old.1) != stroke.dash {
            self.op(b"[");
            if let Some((dash, gap)) = stroke.dash {
                self.numbers(&[points(dash), points(gap)], b"");
            }
            self.op(b"]0 d\n");
        }
    }

    pub(super) fn fill_colour(&mut self, colour: Colour) {
        if self.fill != colour {
            self.fill = colour;
            self.colour(colour, b"g\n", b"rg\n");
        }
    }

    fn colour(&mut self, colour: Colour, grey: &[u8], rgb: &[u8]) {
        let level = |level: u8| (i64::from(level) * 10_000 + 127) / 255;
        match colour {
            Colour::Grey(g) => self.numbers(&[level(g)], grey),
            Colour::Rgb(r, g, b) => self.numbers(&[level(r), level(g), level(b)], rgb),
        }
    }

    pub(super) fn condense(&mut self, percent: u16) {
        if self.condense_pct != percent {
            self.condense_pct = percent;
            decimal::<0>(&mut self.out, percent.into());
            self.op(b" Tz\n");
        }
    }

    pub(super) fn has_font(&self, key: FontKey, size: Length) -> bool {
        self.font == Some((key, size))
    }

    pub(super) fn font(&mut self, key: FontKey, size: Length) {
        self.font = Some((key, size));
        self.op(b"/");
        key.write_name(&mut self.out);
        self.op(b" ");
        self.numbers(&[points(size)], b"Tf\n");
    }

    /// Opens a span that stands for `text`; `EMC` closes it.
    pub(super) fn actual_text(&mut self, text: &str) {
        self.op(b"/Span<</ActualText<FEFF");
        for unit in text.encode_utf16() {
            hex(&mut self.out, unit);
        }
        self.op(b">>>BDC\n");
    }

    fn point(&mut self, point: Point, operator: &[u8]) {
        let y = self.height - points(point.y);
        self.numbers(&[points(point.x), y], operator);
    }

    /// Steps of a point (or ten-thousandths), each followed by a space, and an operator.
    pub(super) fn numbers(&mut self, steps: &[i64], operator: &[u8]) {
        for &step in steps {
            decimal::<4>(&mut self.out, step);
            self.out.push(b' ');
        }
        self.op(operator);
    }

    pub(super) fn op(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    pub(super) fn ops(&mut self, parts: &[&[u8]]) {
        parts.iter().for_each(|part| self.op(part));
    }
}
