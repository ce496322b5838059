//! Pages of positioned glyphs: the one thing that PDF, PNG and every proof read.
//!
//! A [`Document`] needs no font logic and no form: items hold glyph ids with positions, the
//! source text of each cluster, the name of the 印字項目 they came from, and their role.

mod dump;

use std::ops::Range;
use std::sync::Arc;

use chohyo_fonts::FaceId;

use crate::length::{Length, Point, Rect, Size};

pub use dump::dump;

/// The pages of one record.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Pages in printing order.
    pub pages: Vec<Page>,
}

/// One side of a sheet. The fixed layer is painted first, then the record's items over it.
#[derive(Clone, Debug)]
pub struct Page {
    /// Paper size.
    pub size: Size,
    /// What every copy of this page has; shared between records.
    pub fixed: Arc<Layer>,
    /// What this record adds.
    pub items: Vec<Item>,
}

impl Page {
    /// All items in reading order, each with whether it is of the fixed layer. Of two
    /// items with one place in the order the fixed one is first.
    pub fn reading_order(&self) -> impl Iterator<Item = (bool, &Item)> {
        let fixed = self.fixed.items.iter().map(|item| (true, item));
        let mut items: Vec<_> = fixed.chain(self.items.iter().map(|item| (false, item))).collect();
        items.sort_by_key(|(_, item)| item.order);
        items.into_iter()
    }
}

/// The fixed part of a page master: composed once per run, written once per file.
#[derive(Debug)]
pub struct Layer {
    /// Name of the master, unique in the form: `main.first`.
    pub name: String,
    /// The items.
    pub items: Vec<Item>,
}

/// One thing on a page. Order is reading order, and paint order within the fixed and within
/// the record's items.
#[derive(Clone, Debug)]
pub struct Item {
    /// Position in the form's own order, the same for fixed and variable items: sorting both
    /// lists by it gives the reading order.
    pub order: u32,
    /// What it is for a reader.
    pub role: Role,
    /// Name of the 印字項目, with element numbers: `世帯員[2].氏名`. `None` for decoration.
    pub name: Option<Arc<str>>,
    /// What is drawn.
    pub draw: Draw,
}

impl Item {
    /// The same item somewhere else on the page.
    #[must_use]
    pub fn moved(self, by: Point) -> Self {
        Self { draw: self.draw.moved(by), ..self }
    }
}

/// What an item is for a reader of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Title of the form or of a section.
    Title,
    /// Words that name a value.
    Label,
    /// A value out of the record.
    Value,
    /// Head of a table column.
    HeaderCell,
    /// A cell of a table body.
    Cell,
    /// Running text: 認証文, 教示文, notes.
    Note,
    /// Ruby over the words before it.
    Ruby,
    /// Rules, frames, page numbers, 見本.
    Artifact,
}

/// A drawn thing.
#[derive(Clone, Debug)]
pub enum Draw {
    /// Glyphs on one line.
    Text(TextRun),
    /// A straight rule (罫線).
    Rule(Rule),
    /// A rectangle's outline (枠); the stroke is centred on the edge.
    Frame(Frame),
    /// The outline of an ellipse: 丸囲み.
    Ellipse(Ellipse),
    /// A filled rectangle.
    Fill(Fill),
    /// A picture: 公印, 印影.
    Image(Image),
}

impl Draw {
    /// Whether it leaves no ink: a line without a width, a fill without an area. PDF would draw the
    /// thinnest line that a device can.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Rule(Rule { stroke, .. })
            | Self::Frame(Frame { stroke, .. })
            | Self::Ellipse(Ellipse { stroke, .. }) => stroke.width <= Length::ZERO,
            Self::Fill(Fill { area: Rect { size, .. }, .. }) => {
                size.width <= Length::ZERO || size.height <= Length::ZERO
            }
            Self::Text(_) | Self::Image(_) => false,
        }
    }

    /// The same thing somewhere else on the page.
    #[must_use]
    pub fn moved(mut self, by: Point) -> Self {
        match &mut self {
            Self::Text(run) => run.origin = run.origin.offset(by),
            Self::Rule(rule) => {
                (rule.from, rule.to) = (rule.from.offset(by), rule.to.offset(by));
            }
            Self::Frame(Frame { area, .. })
            | Self::Ellipse(Ellipse { area, .. })
            | Self::Fill(Fill { area, .. })
            | Self::Image(Image { area, .. }) => *area = area.offset(by),
        }
        self
    }

    /// The two lines of a double one; `None` for everything else.
    pub fn strands(&self) -> Option<[Self; 2]> {
        let stroke = match self {
            Self::Rule(Rule { stroke, .. })
            | Self::Frame(Frame { stroke, .. })
            | Self::Ellipse(Ellipse { stroke, .. })
                if stroke.double =>
            {
                stroke
            }
            _ => return None,
        };
        let third = stroke.width.scale(1, 3);
        let stroke = Stroke { width: third, double: false, ..stroke.clone() };
        let strand = |by: Length| match self {
            Self::Rule(rule) => Self::Rule(Rule { stroke: stroke.clone(), ..rule.beside(by) }),
            Self::Frame(Frame { area, .. }) => {
                Self::Frame(Frame { area: area.inset(by, by), stroke: stroke.clone() })
            }
            Self::Ellipse(Ellipse { area, .. }) => {
                Self::Ellipse(Ellipse { area: area.inset(by, by), stroke: stroke.clone() })
            }
            other => other.clone(),
        };
        Some([strand(-third), strand(third)])
    }
}

/// Grey or colour, 0 = dark, 255 = light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// A grey; 0 is black.
    Grey(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self::Grey(0);
}

/// Direction of a line of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WritingMode {
    /// Left to right (横書き).
    #[default]
    Horizontal,
    /// Top to bottom (縦書き), glyphs upright.
    Vertical,
    /// Top to bottom, glyphs turned 90° clockwise: the base line runs down the page and the top
    /// of a glyph is at its right. Latin words and numbers in 縦書き.
    Turned,
}

/// Glyphs of one face and size on one line.
#[derive(Clone)]
pub struct TextRun {
    /// The face.
    pub face: FaceId,
    /// Body size.
    pub size: Length,
    /// Horizontal scale in percent; 100 is natural. It scales a glyph's width, which runs down
    /// the page in a turned line: 長体, and 縦中横 in upright lines. Upright lines are condensed
    /// (平体) by a smaller size with a scale over 100.
    pub condense_pct: u16,
    /// Direction.
    pub mode: WritingMode,
    /// Colour.
    pub colour: Colour,
    /// Start of the base line; in vertical and turned lines of the line's middle.
    pub origin: Point,
    /// Source text of the whole run, as the record or the layout has it: never normalised.
    pub text: String,
    /// Clusters in reading order; together they cover `text` without a gap.
    pub clusters: Vec<Cluster>,
    /// Glyphs of all clusters.
    pub glyphs: Vec<Glyph>,
}

impl std::fmt::Debug for TextRun {
    /// Numbers of clusters and glyphs only: text and glyph ids may be a resident's name.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TextRun({} clusters, {} glyphs)", self.clusters.len(), self.glyphs.len())
    }
}

/// A piece of text that is drawn as a whole: base + variation selector, base + marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Bytes of [`TextRun::text`].
    pub text: Range<u32>,
    /// Indices into [`TextRun::glyphs`]. Empty for a space that draws nothing.
    pub glyphs: Range<u32>,
}

/// One glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph id in the unmodified font file.
    pub id: u16,
    /// Origin of the glyph's outline (start of its base line, in vertical and turned lines too),
    /// from [`TextRun::origin`]; condensing is already in it.
    pub x: Length,
    /// As `x`, down.
    pub y: Length,
}

/// A straight line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// Width and dash.
    pub stroke: Stroke,
}

impl Rule {
    /// The same line, moved across its direction.
    fn beside(&self, by: Length) -> Self {
        let (dx, dy) = ((self.to.x - self.from.x).to_emu(), (self.to.y - self.from.y).to_emu());
        let square = |side: i64| u128::from(side.unsigned_abs()).pow(2);
        let length = i64::try_from((square(dx) + square(dy)).isqrt()).unwrap_or(i64::MAX).max(1);
        let by = Point::new(by.scale(-dy, length), by.scale(dx, length));
        Self { from: self.from.offset(by), to: self.to.offset(by), stroke: self.stroke.clone() }
    }
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Line weight.
    pub width: Length,
    /// Lengths of dash and gap; solid if `None`.
    pub dash: Option<(Length, Length)>,
    /// Colour.
    pub colour: Colour,
    /// 二重線: the outer thirds of the width, with the middle third left free ([`Draw::strands`]).
    pub double: bool,
}

/// The outline of a rectangle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The rectangle; the stroke's middle runs along its edges.
    pub area: Rect,
    /// Width and dash.
    pub stroke: Stroke,
}

impl Frame {
    /// The four edges, clockwise from the top left: how a dashed frame is drawn.
    pub fn edges(&self) -> [(Point, Point); 4] {
        let Point { x: left, y: top } = self.area.origin;
        let (right, bottom) = (self.area.right(), self.area.bottom());
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let [a, b, c, d] = corners.map(|(x, y)| Point::new(x, y));
        [(a, b), (b, c), (c, d), (d, a)]
    }
}

/// The outline of an ellipse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ellipse {
    /// The rectangle that the ellipse touches from inside; the stroke's middle runs along it.
    pub area: Rect,
    /// Width and dash.
    pub stroke: Stroke,
}

impl Ellipse {
    /// Distance of the control points of a quarter from its ends, in millionths of the radius:
    /// 4/3 · (√2 − 1). The Bézier curve is then at most 0.03 % off the ellipse.
    const CONTROL: i64 = 552_285;

    /// Start and four Bézier curves (two control points and an end), from the right, clockwise.
    pub fn curves(&self) -> (Point, [[Point; 3]; 4]) {
        let (left, right) = (self.area.origin.x, self.area.right());
        let (top, bottom) = (self.area.origin.y, self.area.bottom());
        let (x, y) = ((left + right).scale(1, 2), (top + bottom).scale(1, 2));
        let dx = (right - x).scale(Self::CONTROL, 1_000_000);
        let dy = (bottom - y).scale(Self::CONTROL, 1_000_000);
        let quarters = [
            [(right, y + dy), (x + dx, bottom), (x, bottom)],
            [(x - dx, bottom), (left, y + dy), (left, y)],
            [(left, y - dy), (x - dx, top), (x, top)],
            [(x + dx, top), (right, y - dy), (right, y)],
        ];
        (Point::new(right, y), quarters.map(|curve| curve.map(|(x, y)| Point::new(x, y))))
    }
}

/// A filled rectangle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// The rectangle.
    pub area: Rect,
    /// Its colour.
    pub colour: Colour,
}

/// A picture on a page.
#[derive(Clone, Debug)]
pub struct Image {
    /// Where it is drawn; the picture fills it.
    pub area: Rect,
    /// The picture.
    pub picture: Arc<Picture>,
}

/// A decoded picture: 8 bits a channel, rows from the top without padding.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Printed size if the file states its resolution (PNG `pHYs`).
    pub natural: Option<Size>,
    /// 1 (grey) or 3 (RGB) bytes a pixel.
    pub pixels: Vec<u8>,
    /// Whether `pixels` holds RGB.
    pub rgb: bool,
    /// Opacity, one byte a pixel; opaque if `None`.
    pub alpha: Option<Vec<u8>>,
}

impl std::fmt::Debug for Picture {
    /// Size only: a picture may be a resident's seal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}

/// Limits of a document; beyond them a record is refused (`C` codes).
pub mod limits {
    /// Most pages of one record: a bound against runaway data, far above any form.
    pub const PAGES_PER_RECORD: usize = 2_000;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipse_touches_its_area_and_closes() {
        let area = Rect::new(Length::mm(10), Length::mm(20), Length::mm(30), Length::mm(8));
        let stroke =
            Stroke { width: Length::pt(1), dash: None, colour: Colour::BLACK, double: false };
        let (start, curves) = Ellipse { area, stroke }.curves();
        let at = |x, y| Point::new(Length::mm(x), Length::mm(y));
        assert_eq!(start, at(40, 24));
        assert_eq!(curves.map(|curve| curve[2]), [at(25, 28), at(10, 24), at(25, 20), start]);
        assert!(
            curves
                .iter()
                .flatten()
                .all(|point| { area.contains(&Rect { origin: *point, size: Size::default() }) })
        );
    }

    #[test]
    fn no_text_of_a_record_in_debug_output() {
        let run = TextRun {
            face: FaceId(0),
            size: Length::pt(9),
            condense_pct: 100,
            mode: WritingMode::Horizontal,
            colour: Colour::BLACK,
            origin: Point::default(),
            text: "見本".to_owned(),
            clusters: vec![Cluster { text: 0..6, glyphs: 0..1 }],
            glyphs: vec![Glyph { id: 12_345, x: Length::ZERO, y: Length::ZERO }],
        };
        let item = Item { order: 0, role: Role::Value, name: None, draw: Draw::Text(run) };
        let shown = format!("{item:?}");
        assert!(shown.contains("TextRun(1 clusters, 1 glyphs)"), "{shown}");
        assert!(!shown.contains("見本") && !shown.contains("12345"), "{shown}");
    }

    #[test]
    fn double_lines_are_two_thirds_of_their_width() {
        let stroke =
            Stroke { width: Length::mm(3), dash: None, colour: Colour::BLACK, double: true };
        let shown = |strands: Option<[Draw; 2]>| format!("{strands:?}");
        let single = Stroke { width: Length::mm(1), double: false, ..stroke.clone() };
        let at = |x, y| Point::new(Length::mm(x), Length::mm(y));
        let rule =
            |from, to, stroke: &Stroke| Draw::Rule(Rule { from, to, stroke: stroke.clone() });
        let lines = [rule(at(0, -1), at(9, -1), &single), rule(at(0, 1), at(9, 1), &single)];
        assert_eq!(shown(rule(at(0, 0), at(9, 0), &stroke).strands()), shown(Some(lines)));
        let slanted = [rule(at(4, -3), at(34, 37), &single), rule(at(-4, 3), at(26, 43), &single)];
        let wide = Stroke { width: Length::mm(15), ..stroke.clone() };
        let wide_single = Stroke { width: Length::mm(5), ..single.clone() };
        let slanted = slanted.map(|draw| match draw {
            Draw::Rule(line) => Draw::Rule(Rule { stroke: wide_single.clone(), ..line }),
            other => other,
        });
        assert_eq!(shown(rule(at(0, 0), at(30, 40), &wide).strands()), shown(Some(slanted)));
        let area = Rect::new(Length::mm(10), Length::mm(10), Length::mm(20), Length::mm(30));
        let frame = |by, stroke: &Stroke| {
            Draw::Frame(Frame { area: area.inset(by, by), stroke: stroke.clone() })
        };
        let frames = [frame(-Length::mm(1), &single), frame(Length::mm(1), &single)];
        assert_eq!(shown(frame(Length::ZERO, &stroke).strands()), shown(Some(frames)));
        assert_eq!(shown(frame(Length::ZERO, &single).strands()), shown(None));
    }
}
