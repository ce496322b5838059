//! Lines of both sides in one form: upright and level segments with their weight, areas, rounds.

use std::sync::Arc;

use super::expected::is_specimen;
use super::ink::{abs, corners, is_white, shared};
use crate::compose::Spots;
use crate::form::Basis;
use crate::length::{Length, Point, Rect};
use crate::page::{Colour, Draw, Fill, Item, Page, Stroke};
use crate::readback::{Contour, Ink, Paint, ReadPage, ReadShape};

/// What is thinner is a line, however it is drawn: 1.2 mm.
const THIN: Length = Length::emu(43_200);
/// How far a line may lean and be level: 0.05 mm.
const LEVEL: Length = Length::emu(1_800);
/// Fills of one place from which on they are a code of bars or squares.
const CODE: usize = 12;

/// A level or upright line.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Whether it runs down the page.
    pub(super) down: bool,
    /// Its place across its direction.
    pub(super) at: Length,
    pub(super) from: Length,
    pub(super) to: Length,
    pub(super) weight: Length,
    pub(super) dash: Option<(Length, Length)>,
    pub(super) colour: (u8, u8, u8),
}

impl Segment {
    pub(super) fn length(&self) -> Length {
        self.to - self.from
    }

    /// How much of it another one runs beside.
    pub(super) fn beside(&self, other: &Self) -> Length {
        (self.to.min(other.to) - self.from.max(other.from)).max(Length::ZERO)
    }

    pub(super) fn area(&self) -> Rect {
        let half = self.weight.scale(1, 2);
        if self.down {
            corners(self.at - half, self.from, self.at + half, self.to)
        } else {
            corners(self.from, self.at - half, self.to, self.at + half)
        }
    }

    /// The line between two points, if it is level or upright.
    pub(super) fn between(a: Point, b: Point, weight: Length) -> Option<Self> {
        let (x, y) = (abs(a.x - b.x), abs(a.y - b.y));
        let (dash, colour) = (None, (0, 0, 0));
        if x <= LEVEL && y > x {
            let at = (a.x + b.x).scale(1, 2);
            let (from, to) = (a.y.min(b.y), a.y.max(b.y));
            Some(Self { down: true, at, from, to, weight, dash, colour })
        } else if y <= LEVEL && x > y {
            let at = (a.y + b.y).scale(1, 2);
            let (from, to) = (a.x.min(b.x), a.x.max(b.x));
            Some(Self { down: false, at, from, to, weight, dash, colour })
        } else {
            None
        }
    }

    /// A filled rectangle that is so thin that it is a line.
    fn of_fill(area: Rect) -> Option<Self> {
        let (wide, high) = (area.size.width, area.size.height);
        let (thin, long) = (wide.min(high), wide.max(high));
        if thin > THIN || long < thin * 3 {
            return None;
        }
        let down = high > wide;
        let (at, from, to) = if down {
            (area.origin.x + wide.scale(1, 2), area.origin.y, area.bottom())
        } else {
            (area.origin.y + high.scale(1, 2), area.origin.x, area.right())
        };
        Some(Self { down, at, from, to, weight: thin, dash: None, colour: (0, 0, 0) })
    }
}

/// Lines of one side.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) segments: Vec<Segment>,
    /// Filled areas with their colour.
    pub(super) areas: Vec<(Rect, (u8, u8, u8))>,
    /// Slanted lines.
    pub(super) slants: Vec<(Point, Point)>,
    /// Boxes of curved lines.
    pub(super) rounds: Vec<Rect>,
}

/// What belongs to a wanted line.
pub(super) struct About<'p> {
    pub(super) basis: Basis,
    pub(super) item: Option<&'p Arc<str>>,
}

/// Lines that the form has; what they are about stands beside each kind.
#[derive(Default)]
pub(super) struct WantedLines<'p> {
    pub(super) segments: Vec<(Segment, About<'p>)>,
    pub(super) areas: Vec<(Rect, (u8, u8, u8), About<'p>)>,
    pub(super) slants: Vec<((Point, Point), About<'p>)>,
    pub(super) rounds: Vec<(Rect, About<'p>)>,
    /// Codes of bars or squares: where they stand.
    pub(super) codes: Vec<(Rect, About<'p>)>,
}

impl<'p> WantedLines<'p> {
    pub(super) fn of(page: &'p Page, spots: &Spots<'_>) -> Self {
        let mut wanted = Self::default();
        let layer = page.fixed.name.as_str();
        let items: Vec<&Item> =
            page.reading_order().map(|(_, item)| item).filter(|item| !is_specimen(item)).collect();
        for group in items.chunk_by(|a, b| a.order == b.order) {
            let fills = || {
                group.iter().filter_map(|item| match &item.draw {
                    Draw::Fill(fill) => Some(fill.area),
                    _ => None,
                })
            };
            let basis = spots.at(layer, group[0].order).basis;
            let is_code = fills().count() >= CODE;
            if is_code {
                let about = About { basis, item: group[0].name.as_ref() };
                wanted.codes.push((super::ink::around_all(fills()), about));
            }
            for item in group {
                if is_code && matches!(item.draw, Draw::Fill(_)) || item.draw.is_nothing() {
                    continue;
                }
                match item.draw.strands() {
                    Some(strands) => strands.iter().for_each(|draw| wanted.add(draw, item, basis)),
                    None => wanted.add(&item.draw, item, basis),
                }
            }
        }
        wanted
    }

    fn add(&mut self, draw: &Draw, item: &'p Item, basis: Basis) {
        let about = || About { basis, item: item.name.as_ref() };
        match draw {
            Draw::Rule(rule) => self.line(rule.from, rule.to, &rule.stroke, about()),
            Draw::Frame(frame) => {
                for (from, to) in frame.edges() {
                    self.line(from, to, &frame.stroke, about());
                }
            }
            Draw::Ellipse(ellipse) => self.rounds.push((ellipse.area, about())),
            Draw::Fill(Fill { area, colour }) => match Segment::of_fill(*area) {
                Some(line) => {
                    self.segments.push((Segment { colour: rgb(*colour), ..line }, about()));
                }
                None => self.areas.push((*area, rgb(*colour), about())),
            },
            Draw::Text(_) | Draw::Image(_) => {}
        }
    }

    fn line(&mut self, from: Point, to: Point, stroke: &Stroke, about: About<'p>) {
        match Segment::between(from, to, stroke.width) {
            Some(line) => {
                let (dash, colour) = (stroke.dash, rgb(stroke.colour));
                self.segments.push((Segment { dash, colour, ..line }, about));
            }
            None => self.slants.push(((from, to), about)),
        }
    }
}

fn rgb(colour: Colour) -> (u8, u8, u8) {
    match colour {
        Colour::Grey(grey) => (grey, grey, grey),
        Colour::Rgb(r, g, b) => (r, g, b),
    }
}

impl Lines {
    /// The lines of a page of a file, in the order of painting. What is white is paper.
    pub(super) fn of(page: &ReadPage) -> Self {
        let mut lines = Self::default();
        for shape in &page.shapes {
            if let Some((outer, inner)) = ring(shape) {
                strips(outer, inner).into_iter().for_each(|strip| lines.area(shape.ink, strip));
                continue;
            }
            for contour in &seen_parts(page, shape) {
                match shape.paint {
                    Paint::Stroke(width) if !is_white(shape.ink) => {
                        lines.stroke(shape, contour, width);
                    }
                    Paint::Fill => lines.fill(shape, contour),
                    Paint::Stroke(_) => {}
                }
            }
        }
        lines
    }

    fn stroke(&mut self, shape: &ReadShape, contour: &Contour, weight: Length) {
        let colour = seen(shape.ink);
        let dash = match shape.dash[..] {
            [] => None,
            [both] => Some((both, both)),
            [dash, gap, ..] => Some((dash, gap)),
        };
        match contour {
            Contour::Line(from, to) => self.line(*from, *to, weight, (dash, colour)),
            Contour::Rect(area) => {
                let ends = polygon(*area);
                for pair in ends.windows(2) {
                    self.line(pair[0], pair[1], weight, (dash, colour));
                }
            }
            Contour::Other(points) if is_rectilinear(points) => {
                for pair in points.windows(2) {
                    self.line(pair[0], pair[1], weight, (dash, colour));
                }
            }
            Contour::Other(points) => self.rounds.push(bounds(points)),
        }
    }

    fn line(&mut self, from: Point, to: Point, weight: Length, (dash, colour): Look) {
        match Segment::between(from, to, weight) {
            Some(line) => self.segments.push(Segment { dash, colour, ..line }),
            None if from == to => {}
            None => self.slants.push((from, to)),
        }
    }

    fn fill(&mut self, shape: &ReadShape, contour: &Contour) {
        let area = match contour {
            Contour::Rect(area) => *area,
            Contour::Other(points) if is_rectilinear(points) && points.len() <= 5 => bounds(points),
            // Curves and outlines of letters.
            _ => return,
        };
        self.area(shape.ink, area);
    }

    fn area(&mut self, ink: Ink, area: Rect) {
        match Segment::of_fill(area) {
            Some(line) if !is_white(ink) => {
                self.segments.push(Segment { colour: seen(ink), ..line });
            }
            Some(_) => {}
            None => {
                // A pattern may be anything.
                let other = (0x80, 0x80, 0x80);
                let colour = if ink == Ink::Other { other } else { seen(ink) };
                self.areas.push((area, colour));
            }
        }
    }
}

/// The pieces of a shape that no clip path cuts away, as far as they are left. Of frames and fills
/// the box is cut; where a stroke is cut along its length, it is left as it is.
fn seen_parts(page: &ReadPage, shape: &ReadShape) -> Vec<Contour> {
    let Some(room) = shape.clip.and_then(|clip| page.clip_areas.get(clip)) else {
        return shape.contours.clone();
    };
    let half = match shape.paint {
        Paint::Stroke(width) => width.scale(1, 2),
        Paint::Fill => Length::ZERO,
    };
    // A line just outside still shows a half of its weight.
    let room = room.inset(-half, -half);
    let sides = |area: &Rect| polygon(*area).windows(2).map(|ends| (ends[0], ends[1])).collect();
    let mut left = Vec::new();
    for contour in &shape.contours {
        match (contour, shape.paint) {
            (Contour::Rect(area), Paint::Fill) => {
                left.extend(shared(*area, room).map(Contour::Rect))
            }
            (Contour::Rect(area), Paint::Stroke(_)) if !room.contains(area) => {
                let sides: Vec<(Point, Point)> = sides(area);
                left.extend(sides.into_iter().filter_map(|side| cut(side, room)));
            }
            (Contour::Line(from, to), _) => left.extend(cut((*from, *to), room)),
            (other, _) => left.extend(room.overlaps(&shape.bounds).then(|| other.clone())),
        }
    }
    left
}

/// What is left of a line in a box; slanted ones are whole or gone.
fn cut((from, to): (Point, Point), room: Rect) -> Option<Contour> {
    let within = |point: Point| {
        let x = point.x.max(room.origin.x).min(room.right());
        Point::new(x, point.y.max(room.origin.y).min(room.bottom()))
    };
    let (a, b) = (within(from), within(to));
    let whole = (a, b) == (from, to);
    let level = abs(from.y - to.y) <= LEVEL && (a.y, b.y) == (from.y, to.y)
        || abs(from.x - to.x) <= LEVEL && (a.x, b.x) == (from.x, to.x);
    (whole || level && a != b).then_some(Contour::Line(a, b))
}

/// A frame that is filled between its outer and its inner edge.
fn ring(shape: &ReadShape) -> Option<(Rect, Rect)> {
    let (Paint::Fill, [Contour::Rect(a), Contour::Rect(b)]) = (shape.paint, &shape.contours[..])
    else {
        return None;
    };
    match (a.contains(b), b.contains(a)) {
        (true, false) => Some((*a, *b)),
        (false, true) => Some((*b, *a)),
        _ => None,
    }
}

/// The four sides of such a frame.
fn strips(outer: Rect, inner: Rect) -> [Rect; 4] {
    let (left, right) = (outer.origin.x, outer.right());
    let (top, bottom) = (outer.origin.y, outer.bottom());
    [
        corners(left, top, right, inner.origin.y),
        corners(left, inner.bottom(), right, bottom),
        corners(left, top, inner.origin.x, bottom),
        corners(inner.right(), top, right, bottom),
    ]
}

/// Dashes and colour of a line.
type Look = (Option<(Length, Length)>, (u8, u8, u8));

/// The colour of an ink; what is no plain colour counts as black.
fn seen(ink: Ink) -> (u8, u8, u8) {
    match ink {
        Ink::Solid(r, g, b) => (r, g, b),
        Ink::Other => (0, 0, 0),
    }
}

fn polygon(area: Rect) -> [Point; 5] {
    let Point { x, y } = area.origin;
    let (right, bottom) = (area.right(), area.bottom());
    let corner = Point::new(x, y);
    [corner, Point::new(right, y), Point::new(right, bottom), Point::new(x, bottom), corner]
}

/// Whether all sides of a path are level or upright.
fn is_rectilinear(points: &[Point]) -> bool {
    let straight =
        |pair: &[Point]| abs(pair[0].x - pair[1].x) <= LEVEL || abs(pair[0].y - pair[1].y) <= LEVEL;
    points.len() <= 12 && points.windows(2).all(straight)
}

/// The smallest rectangle around points.
pub(super) fn bounds(points: &[Point]) -> Rect {
    let at = |point: &Point| corners(point.x, point.y, point.x, point.y);
    super::ink::around_all(points.iter().map(at))
}
