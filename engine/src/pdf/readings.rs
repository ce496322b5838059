//! What a glyph reads as in the file and how far it moves the pen: asked of a face once.

use chohyo_fonts::{FaceId, FontSet};

use super::font::{VERTICAL_DEFAULT, Vertical, vertical, width};
use super::uses::Reading;

/// Places of a new table, and the most it grows to: the characters of a form, and those of all
/// its records.
const PLACES: usize = 1 << 9;
const MOST_PLACES: usize = 1 << 15;

/// What a glyph that stands for a text is to the file.
#[derive(Clone, Copy)]
pub(super) struct Answer {
    pub(super) reading: Reading,
    /// Whether the font dictionary alone tells the text: no ActualText is needed.
    pub(super) plain: bool,
    pub(super) measures: Measures,
}

impl Answer {
    fn ask(fonts: &FontSet, face: FaceId, glyph: u16, cluster: &str, upright: bool) -> Self {
        let rank = fonts.face(face).text_rank(glyph, cluster);
        Self {
            reading: rank.map_or_else(|| Reading::other(cluster), Reading::Own),
            plain: rank.is_some() && fonts.reading(face, glyph, cluster).is_none(),
            measures: Measures::of(fonts, face, glyph, upright),
        }
    }
}

/// A glyph, the one or two characters it stands for, and the direction of their line.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Asked {
    face: FaceId,
    glyph: u16,
    text: (char, Option<char>),
    upright: bool,
}

impl Asked {
    /// `None` for a text of three characters or more.
    fn new(face: FaceId, glyph: u16, cluster: &str, upright: bool) -> Option<Self> {
        let mut chars = cluster.chars();
        let text = (chars.next()?, chars.next());
        chars.next().is_none().then_some(Self { face, glyph, text, upright })
    }

    fn place(self) -> usize {
        let (base, selector) = self.text;
        let text = u32::from(base) ^ selector.map_or(0, u32::from) << 5;
        let mixed = (text ^ u32::from(self.glyph) << 8).wrapping_mul(0x9E37_79B1);
        (mixed >> 16) as usize ^ usize::from(self.face.0)
    }
}

/// How a viewer places a glyph, in thousandths of an em: the file has no fractions of them.
#[derive(Clone, Copy)]
pub(super) struct Measures {
    width: i32,
    /// Of upright lines; the default in others.
    advance: i32,
    origin: i32,
}

impl Measures {
    pub(super) fn of(fonts: &FontSet, face: FaceId, glyph: u16, upright: bool) -> Self {
        let face = fonts.face(face);
        let Vertical { advance, origin } =
            if upright { vertical(face, glyph) } else { VERTICAL_DEFAULT };
        // Font units are 16 bits and an em has at least 16 of them: at most 4.1 million.
        let thousandths = |millionths: i64| i32::try_from(millionths / 1000).unwrap_or_default();
        let [width, advance, origin] = [width(face, glyph), advance, origin].map(thousandths);
        Self { width, advance, origin }
    }

    /// Width in millionths of an em.
    pub(super) fn width(self) -> i64 {
        i64::from(self.width) * 1000
    }

    /// Vertical metrics in millionths of an em.
    pub(super) fn vertical(self) -> Vertical {
        Vertical { advance: i64::from(self.advance) * 1000, origin: i64::from(self.origin) * 1000 }
    }
}

/// A table of what was asked last; a place holds one answer.
pub(super) struct Readings {
    places: Vec<Option<(Asked, Answer)>>,
    misses: usize,
}

impl Readings {
    pub(super) fn new() -> Self {
        Self { places: vec![None; PLACES], misses: 0 }
    }

    /// What `glyph` is for a cluster that it alone draws.
    pub(super) fn of(
        &mut self,
        fonts: &FontSet,
        face: FaceId,
        glyph: u16,
        cluster: &str,
        upright: bool,
    ) -> Answer {
        let Some(asked) = Asked::new(face, glyph, cluster, upright) else {
            return Answer::ask(fonts, face, glyph, cluster, upright);
        };
        let at = asked.place() % self.places.len();
        if let Some(Some((known, answer))) = self.places.get(at)
            && *known == asked
        {
            return *answer;
        }
        let answer = Answer::ask(fonts, face, glyph, cluster, upright);
        self.keep(at, asked, answer);
        answer
    }

    /// A table that was missed as often as it has places is too small.
    fn keep(&mut self, at: usize, asked: Asked, answer: Answer) {
        self.misses += 1;
        if self.misses > self.places.len() && self.places.len() < MOST_PLACES {
            self.places = vec![None; self.places.len() * 2];
            self.misses = 0;
        } else if let Some(place) = self.places.get_mut(at) {
            *place = Some((asked, answer));
        }
    }
}
