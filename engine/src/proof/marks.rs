//! The marks that items mean, in the order of painting.

use super::drawn::{glyphs_of, text_of};
use crate::length::{Length, Point};
use crate::page::{Colour, Draw, Ellipse, Fill, Frame, Glyph, Image, Item, Rule, Stroke, TextRun};
use crate::readback::{Contour, Ink, Paint};

/// What items mean.
#[derive(Default)]
pub(super) struct Marks<'p> {
    pub(super) clusters: Vec<MeantCluster<'p>>,
    pub(super) shapes: Vec<MeantShape<'p>>,
    pub(super) images: Vec<(&'p Image, &'p str)>,
    /// What kind each mark is of.
    pub(super) order: Vec<Kind>,
}

/// A kind of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Glyph,
    Shape,
    Image,
}

/// A cluster that leaves glyphs on the page.
pub(super) struct MeantCluster<'p> {
    pub(super) run: &'p TextRun,
    pub(super) text: &'p str,
    pub(super) glyphs: &'p [Glyph],
    pub(super) item: &'p str,
}

/// A line or a fill.
pub(super) struct MeantShape<'p> {
    pub(super) contour: Contour,
    pub(super) paint: Paint,
    pub(super) dash: Option<(Length, Length)>,
    pub(super) ink: Ink,
    pub(super) item: &'p str,
}

/// The name of an item in findings.
pub(super) fn name(item: &Item) -> &str {
    item.name.as_deref().unwrap_or("-")
}

pub(super) fn ink(colour: Colour) -> Ink {
    match colour {
        Colour::Grey(grey) => Ink::Solid(grey, grey, grey),
        Colour::Rgb(red, green, blue) => Ink::Solid(red, green, blue),
    }
}

impl<'p> Marks<'p> {
    pub(super) fn of(items: impl IntoIterator<Item = &'p Item>) -> Self {
        let mut marks = Self::default();
        for item in items {
            match item.draw.strands() {
                Some(strands) => strands.iter().for_each(|draw| marks.line(draw, item)),
                None if item.draw.is_nothing() => {}
                None => marks.item(item),
            }
        }
        marks
    }

    fn item(&mut self, item: &'p Item) {
        match &item.draw {
            Draw::Text(run) => self.text(run, name(item)),
            Draw::Image(image) => {
                self.images.push((image, name(item)));
                self.order.push(Kind::Image);
            }
            Draw::Fill(Fill { area, colour }) => {
                let (contour, ink) = (Contour::Rect(*area), ink(*colour));
                let item = name(item);
                let shape = MeantShape { contour, paint: Paint::Fill, dash: None, ink, item };
                self.shapes.push(shape);
                self.order.push(Kind::Shape);
            }
            line => self.line(line, item),
        }
    }

    fn text(&mut self, run: &'p TextRun, item: &'p str) {
        for cluster in &run.clusters {
            // Clusters of which this cannot be said are findings of the first stage.
            let (Some(text), Some(glyphs)) = (text_of(run, cluster), glyphs_of(run, cluster))
            else {
                continue;
            };
            if !glyphs.is_empty() {
                self.clusters.push(MeantCluster { run, text, glyphs, item });
                self.order.extend(glyphs.iter().map(|_| Kind::Glyph));
            }
        }
    }

    fn line(&mut self, draw: &Draw, item: &'p Item) {
        match draw {
            nothing if nothing.is_nothing() => {}
            Draw::Rule(Rule { from, to, stroke }) => {
                self.stroke(Contour::Line(*from, *to), stroke, item);
            }
            Draw::Frame(frame) if frame.stroke.dash.is_some() => {
                for (from, to) in frame.edges() {
                    self.stroke(Contour::Line(from, to), &frame.stroke, item);
                }
            }
            Draw::Frame(Frame { area, stroke }) => self.stroke(Contour::Rect(*area), stroke, item),
            Draw::Ellipse(ellipse) => self.stroke(round(ellipse), &ellipse.stroke, item),
            Draw::Text(_) | Draw::Image(_) | Draw::Fill(_) => {}
        }
    }

    fn stroke(&mut self, contour: Contour, stroke: &Stroke, item: &'p Item) {
        let (paint, ink) = (Paint::Stroke(stroke.width), ink(stroke.colour));
        let shape = MeantShape { contour, paint, dash: stroke.dash, ink, item: name(item) };
        self.shapes.push(shape);
        self.order.push(Kind::Shape);
    }
}

fn round(ellipse: &Ellipse) -> Contour {
    let (start, curves) = ellipse.curves();
    let points: Vec<Point> = std::iter::once(start).chain(curves.into_iter().flatten()).collect();
    Contour::Other(points)
}
