//! Rules and frames: butt ends, mitred corners, exact widths; fills. Lines of one pen that follow
//! one another, and fills of one colour, are one path, as in the PDF: where two cells share a border
//! it is drawn once.

use tiny_skia::{FillRule, Mask, PathBuilder, Transform};

use super::canvas::{Area, Canvas, Scale};
use super::ellipse;
use crate::length::{Length, Point};
use crate::page::{Colour, Ellipse, Fill, Frame, Stroke};

/// Most dashes of one line: 1 mm dashes over 100 m. Finer patterns are drawn solid.
const MAX_DASHES: i64 = 100_000;

/// What a path is painted with.
#[derive(PartialEq)]
enum Pen {
    Stroke(Stroke),
    Fill(Colour),
}

/// A path that is begun: what is painted at once.
#[derive(Default)]
pub(super) struct Path {
    pen: Option<Pen>,
    areas: Vec<Area>,
}

impl Path {
    /// Paints what is begun: before anything else is drawn.
    pub(super) fn paint(&mut self, canvas: &mut Canvas) {
        if let Some(Pen::Stroke(Stroke { colour, .. }) | Pen::Fill(colour)) = self.pen {
            canvas.cover(&mut self.areas, colour);
        }
        self.areas.clear();
    }

    /// Fills a rectangle.
    pub(super) fn fill(&mut self, canvas: &mut Canvas, fill: &Fill) {
        self.begin(canvas, Pen::Fill(fill.colour));
        self.areas.push(canvas.scale.area(fill.area));
    }

    /// Draws a straight line. Dashes start with a dash at `from`.
    pub(super) fn rule(&mut self, canvas: &mut Canvas, from: Point, to: Point, stroke: &Stroke) {
        self.begin(canvas, Pen::Stroke(stroke.clone()));
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = (dx.to_emu() as f64).hypot(dy.to_emu() as f64) as i64;
        let Some((dash, gap)) = usable_dash(stroke, length) else {
            return self.segment(canvas, from, to, stroke);
        };
        let along =
            |at: i64| Point::new(from.x + dx.scale(at, length), from.y + dy.scale(at, length));
        let mut start = 0;
        while start < length {
            self.segment(canvas, along(start), along((start + dash).min(length)), stroke);
            start += dash + gap;
        }
    }

    /// Draws the outline of a rectangle. A dashed one is four lines, clockwise from the top left.
    pub(super) fn frame(&mut self, canvas: &mut Canvas, frame: &Frame) {
        let stroke = &frame.stroke;
        if stroke.dash.is_some() {
            for (from, to) in frame.edges() {
                self.rule(canvas, from, to, stroke);
            }
            return;
        }
        self.begin(canvas, Pen::Stroke(stroke.clone()));
        let middle = canvas.scale.area(frame.area);
        let half = canvas.scale.units(stroke.width) / 2;
        let (outer, hole) = (middle.grow(half), middle.grow(-half));
        if hole.is_empty() {
            return self.areas.push(outer);
        }
        self.areas.extend([
            Area { bottom: hole.top, ..outer },
            Area { top: hole.bottom, ..outer },
            Area { right: hole.left, ..outer },
            Area { left: hole.right, ..outer },
        ]);
    }

    /// Draws the outline of an ellipse, on its own.
    pub(super) fn ellipse(&mut self, canvas: &mut Canvas, ellipse: &Ellipse) {
        self.begin(canvas, Pen::Stroke(ellipse.stroke.clone()));
        ellipse::draw(canvas, ellipse);
    }

    /// Takes up a pen; another than the last one begins another path.
    fn begin(&mut self, canvas: &mut Canvas, pen: Pen) {
        if self.pen.as_ref() != Some(&pen) {
            self.paint(canvas);
            self.pen = Some(pen);
        }
    }

    /// Slanted lines are drawn on their own: none is the border of two cells.
    fn segment(&mut self, canvas: &mut Canvas, from: Point, to: Point, stroke: &Stroke) {
        if from.x == to.x || from.y == to.y {
            self.areas.push(straight(canvas.scale, from, to, stroke.width));
        } else {
            slanted(canvas, from, to, stroke);
        }
    }
}

fn usable_dash(stroke: &Stroke, length: i64) -> Option<(i64, i64)> {
    let (dash, gap) = stroke.dash?;
    let (dash, gap) = (dash.to_emu(), gap.to_emu());
    (dash > 0 && gap > 0 && length / (dash + gap) < MAX_DASHES).then_some((dash, gap))
}

fn straight(scale: Scale, from: Point, to: Point, width: Length) -> Area {
    let half = scale.units(width) / 2;
    let (dx, dy) = if from.y == to.y { (0, half) } else { (half, 0) };
    Area {
        left: scale.units(from.x.min(to.x)) - dx,
        top: scale.units(from.y.min(to.y)) - dy,
        right: scale.units(from.x.max(to.x)) + dx,
        bottom: scale.units(from.y.max(to.y)) + dy,
    }
}

fn slanted(canvas: &mut Canvas, from: Point, to: Point, stroke: &Stroke) {
    let scale = canvas.scale;
    let half = scale.pixels(stroke.width) / 2.0;
    let reach = scale.units(stroke.width);
    let columns = canvas
        .columns(scale.units(from.x.min(to.x)) - reach, scale.units(from.x.max(to.x)) + reach);
    let rows =
        canvas.rows(scale.units(from.y.min(to.y)) - reach, scale.units(from.y.max(to.y)) + reach);
    let (left, top) = (columns.start as f32, rows.start as f32);
    let (x0, y0) = (scale.pixels(from.x) - left, scale.pixels(from.y) - top);
    let (x1, y1) = (scale.pixels(to.x) - left, scale.pixels(to.y) - top);
    let length = (x1 - x0).hypot(y1 - y0);
    let (nx, ny) = ((y0 - y1) / length * half, (x1 - x0) / length * half);
    let mut path = PathBuilder::new();
    path.move_to(x0 + nx, y0 + ny);
    path.line_to(x1 + nx, y1 + ny);
    path.line_to(x1 - nx, y1 - ny);
    path.line_to(x0 - nx, y0 - ny);
    path.close();
    // Sides are at most `limits::SIDE`; an empty one lies off the sheet.
    let mask = Mask::new(columns.len() as u32, rows.len() as u32);
    if let (Some(path), Some(mut mask)) = (path.finish(), mask) {
        mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
        canvas.stamp(columns.start as i64, rows.start as i64, &mask, stroke.colour);
    }
}
