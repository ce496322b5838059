//! Text that a reader of the file finds and that nobody sees on paper.

use super::ink::{beyond, holds, ink_box, is_white, middle, share, shared};
use super::segments::Segment;
use crate::length::{Length, Point, Rect, Size};
use crate::readback::{Contour, Ink, Paint, ReadGlyph, ReadPage, ReadShape};

/// Why a character leaves no ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    /// Text rendering mode 3.
    Invisible,
    /// White on white.
    White,
    /// Something is painted over it.
    Covered,
    /// Off the sheet or cut away by a clip.
    Outside,
    /// Too small to be seen.
    Tiny,
}

impl Hidden {
    /// The word in findings.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Invisible => "invisible",
            Self::White => "white",
            Self::Covered => "covered",
            Self::Outside => "clipped",
            Self::Tiny => "tiny",
        }
    }
}

/// Part of a character in percent that must be painted over or off the sheet to hide it.
const MOST: i64 = 60;
/// Part of its ink in percent that is lost when something is painted over a corner or the middle
/// of it, where there may be none.
const PART: i64 = 20;
/// What is smaller is not seen: 0.35 mm, 1 pt.
const TINY: Length = Length::pt(1);
/// Fills smaller than this are rules and dots, not covers, unless they are white: 1 mm.
const SMALL: Length = Length::mm(1);

/// The areas of a page that are painted in one colour.
pub(super) struct Cover<'p> {
    sheet: Rect,
    coats: Vec<Coat<'p>>,
    clips: &'p [Rect],
}

/// One of them.
struct Coat<'p> {
    at: usize,
    ink: Ink,
    area: Area<'p>,
}

enum Area<'p> {
    Rect(Rect),
    /// Within an odd number of these outlines.
    Path(&'p [Contour]),
}

impl Coat<'_> {
    /// Whether it lies over the most of a character.
    fn hides(&self, em: Rect) -> bool {
        match self.area {
            Area::Rect(rect) => share(em, rect) >= MOST,
            Area::Path(contours) => {
                let inner = em.inset(em.size.width.scale(1, 5), em.size.height.scale(1, 5));
                let Rect { origin: Point { x, y }, .. } = inner;
                let (right, bottom) = (inner.right(), inner.bottom());
                let points = [(x, y), (right, y), (x, bottom), (right, bottom)]
                    .map(|(x, y)| Point::new(x, y));
                points.into_iter().chain([middle(em)]).all(|point| is_within(contours, point))
            }
        }
    }

    /// How deep it lies over ink, of which a part at least is lost.
    fn depth(&self, ink: Rect) -> Length {
        let Area::Rect(rect) = self.area else { return Length::ZERO };
        let Some(lost) = shared(ink, rect) else { return Length::ZERO };
        let across = lost.size.width == ink.size.width || lost.size.height == ink.size.height;
        let is_lost = across || share(ink, lost) >= PART;
        if is_lost { lost.size.width.min(lost.size.height) } else { Length::ZERO }
    }
}

/// Whether a point is inside of outlines, by the even-odd rule; points that control curves are
/// taken for corners.
fn is_within(contours: &[Contour], Point { x, y }: Point) -> bool {
    let crossed = |(a, b): (&Point, &Point)| {
        let (from, to) = ((b.y - a.y).to_emu(), (y - a.y).to_emu());
        let at = i128::from((b.x - a.x).to_emu()) * i128::from(to);
        let off = i128::from((x - a.x).to_emu()) * i128::from(from);
        (a.y > y) != (b.y > y) && (off < at) == (from > 0)
    };
    let sides = |contour: &Contour| match contour {
        Contour::Other(points) => {
            let next = points.iter().cycle().skip(1);
            points.iter().zip(next).filter(|side| crossed(*side)).count()
        }
        Contour::Rect(rect) => usize::from(holds(*rect, Point { x, y })),
        Contour::Line(..) => 0,
    };
    contours.iter().map(sides).sum::<usize>() % 2 == 1
}

/// What a piece of a path paints, if it is a rectangle, or a level or upright line.
fn painted(paint: Paint, contour: &Contour) -> Option<Rect> {
    match (paint, contour) {
        (Paint::Fill, Contour::Rect(rect)) => Some(*rect),
        (Paint::Stroke(width), Contour::Line(a, b)) => {
            Segment::between(*a, *b, width).map(|line| line.area())
        }
        _ => None,
    }
}

impl<'p> Cover<'p> {
    pub(super) fn of(page: &'p ReadPage) -> Self {
        let sheet = Rect { origin: Point::default(), size: page.size };
        let mut cover = Self { sheet, coats: Vec::new(), clips: &page.clip_areas };
        page.shapes.iter().for_each(|shape| cover.shape(shape));
        // A small picture may be a seal that lets shine through; a picture of the page is not.
        let pictures = page.images.iter().filter(|image| share(sheet, image.bounds) > 50);
        cover.coats.extend(pictures.map(|image| {
            let area = Area::Rect(image.bounds);
            Coat { at: image.at, ink: Ink::Solid(0, 0, 0), area }
        }));
        cover
    }

    fn shape(&mut self, shape: &'p ReadShape) {
        if shape.ink == Ink::Other {
            return;
        }
        let room = self.room(shape.clip);
        let large = |rect: &Rect| rect.size.width >= SMALL && rect.size.height >= SMALL;
        let coat = |area| Coat { at: shape.at, ink: shape.ink, area };
        let other = |contour: &Contour| matches!(contour, Contour::Other(_));
        if shape.paint == Paint::Fill && shape.contours.iter().any(other) {
            let whole = shared(shape.bounds, room).is_some_and(|rect| large(&rect));
            self.coats.extend(whole.then(|| coat(Area::Path(&shape.contours))));
        } else {
            let rects = shape.contours.iter().filter_map(|contour| painted(shape.paint, contour));
            let seen = rects.filter_map(|rect| shared(rect, room));
            let covers = seen.filter(|rect| large(rect) || is_white(shape.ink));
            self.coats.extend(covers.map(|rect| coat(Area::Rect(rect))));
        }
    }

    /// Why a character cannot be seen; `None` if it can.
    pub(super) fn hides(&self, page: &ReadPage, glyph: usize, em: Rect) -> Option<Hidden> {
        let glyph = &page.glyphs[glyph];
        if glyph.invisible {
            return Some(Hidden::Invisible);
        }
        if glyph.size < TINY {
            return Some(Hidden::Tiny);
        }
        if share(em, self.room(glyph.clip)) < 100 - MOST {
            return Some(Hidden::Outside);
        }
        let mut over = self.coats.iter().filter(|coat| coat.at > glyph.at);
        if over.any(|coat| coat.hides(em)) {
            return Some(Hidden::Covered);
        }
        let under = self.coats.iter().filter(|coat| coat.at < glyph.at);
        let mut dark = under.filter(|coat| !is_white(coat.ink));
        let white = is_white(glyph.ink) && !dark.any(|coat| coat.hides(em));
        white.then_some(Hidden::White)
    }

    /// How deep the ink of a glyph is cut: by a clip, by the edge of the sheet, or by what is
    /// painted over it.
    pub(super) fn cuts(&self, glyph: &ReadGlyph) -> Length {
        let ink = ink_box(glyph);
        let over = self.coats.iter().filter(|coat| coat.at > glyph.at);
        let depths = over.map(|coat| coat.depth(ink)).max().unwrap_or(Length::ZERO);
        depths.max(beyond(ink, self.room(glyph.clip)))
    }

    /// The part of the sheet that a mark may be seen on.
    pub(super) fn room(&self, clip: Option<usize>) -> Rect {
        let clip = clip.and_then(|clip| self.clips.get(clip)).copied();
        let none = Rect { origin: self.sheet.origin, size: Size::default() };
        clip.map_or(self.sheet, |clip| shared(clip, self.sheet).unwrap_or(none))
    }
}
