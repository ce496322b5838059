//! Words, rules and frames of a chart at given places.

use chohyo_fonts::{FaceId, FontRole, FontSet, MissingCluster, Setting, ShapedCluster};

use crate::length::{Length, Point, Rect};
use crate::page::{
    Cluster, Colour, Draw, Fill, Frame, Glyph, Item, Role, Rule, Stroke, TextRun, WritingMode,
};

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) font: FontRole,
    pub(super) size: Length,
    pub(super) colour: Colour,
    pub(super) role: Role,
}

impl Look {
    /// Black words.
    pub(super) const fn new(font: FontRole, size: Length, role: Role) -> Self {
        Self { font, size, colour: Colour::BLACK, role }
    }

    /// The same in a grey.
    pub(super) const fn grey(self, level: u8) -> Self {
        Self { colour: Colour::Grey(level), ..self }
    }
}

/// Which point of the words stands at the given place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// The start of the base line.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Items of a page in reading order.
pub(super) struct Ink<'a> {
    fonts: &'a FontSet,
    first: u32,
    items: Vec<Item>,
}

impl<'a> Ink<'a> {
    /// Nothing yet; the items are numbered from `first`.
    pub(super) fn new(fonts: &'a FontSet, first: u32) -> Self {
        Self { fonts, first, items: Vec::new() }
    }

    /// The items.
    pub(super) fn dry(self) -> Vec<Item> {
        self.items
    }

    /// Words on a base line; returns their width.
    ///
    /// # Errors
    /// The clusters that no face draws.
    pub(super) fn words(
        &mut self,
        text: &str,
        look: Look,
        at: Point,
        anchor: Anchor,
    ) -> Result<Length, Vec<MissingCluster>> {
        let shaped = self.fonts.shape(look.font, text, Setting::default())?;
        let em = i64::from(shaped.units_per_em);
        let units = shaped.clusters.iter().map(|cluster| i64::from(cluster.advance)).sum();
        let width = look.size.scale(units, em);
        let x = match anchor {
            Anchor::Start => at.x,
            Anchor::Middle => at.x - width.scale(1, 2),
            Anchor::End => at.x - width,
        };
        let mut at = Point::new(x, at.y);
        for piece in shaped.clusters.chunk_by(|a, b| a.face == b.face) {
            let (run, width) = run(text, piece, em, look, at);
            self.push(look.role, Draw::Text(run));
            at.x += width;
        }
        Ok(width)
    }

    /// A straight line.
    pub(super) fn rule(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.push(Role::Artifact, Draw::Rule(Rule { from, to, stroke }));
    }

    /// The outline of a box.
    pub(super) fn frame(&mut self, area: Rect, stroke: Stroke) {
        self.push(Role::Artifact, Draw::Frame(Frame { area, stroke }));
    }

    /// A filled box.
    pub(super) fn fill(&mut self, area: Rect, level: u8) {
        let colour = Colour::Grey(level);
        self.push(Role::Artifact, Draw::Fill(Fill { area, colour }));
    }

    fn push(&mut self, role: Role, draw: Draw) {
        let count = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.items.push(Item { order: self.first.saturating_add(count), role, name: None, draw });
    }
}

/// A solid line.
pub(super) fn stroke(width: Length, level: u8) -> Stroke {
    Stroke { width, dash: None, colour: Colour::Grey(level), double: false }
}

/// Neighbours of one face as a run, and its width.
fn run(
    text: &str,
    shaped: &[ShapedCluster],
    em: i64,
    look: Look,
    origin: Point,
) -> (TextRun, Length) {
    let start = shaped.first().map_or(0, |cluster| cluster.text.start);
    let end = shaped.last().map_or(start, |cluster| cluster.text.end);
    let mut run = TextRun {
        face: shaped.first().map_or(FaceId(0), |cluster| cluster.face),
        size: look.size,
        condense_pct: 100,
        mode: WritingMode::Horizontal,
        colour: look.colour,
        origin,
        text: text.get(start..end).unwrap_or_default().to_owned(),
        clusters: Vec::with_capacity(shaped.len()),
        glyphs: Vec::with_capacity(shaped.len()),
    };
    let mut pen = 0;
    for cluster in shaped {
        let first = index(run.glyphs.len());
        run.glyphs.extend(cluster.glyphs.iter().map(|glyph| Glyph {
            id: glyph.id,
            x: look.size.scale(pen + i64::from(glyph.x), em),
            y: -look.size.scale(i64::from(glyph.y), em),
        }));
        let text = index(cluster.text.start - start)..index(cluster.text.end - start);
        run.clusters.push(Cluster { text, glyphs: first..index(run.glyphs.len()) });
        pen += i64::from(cluster.advance);
    }
    let width = look.size.scale(pen, em);
    (run, width)
}

/// Words of a chart are far below 4 GB.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
