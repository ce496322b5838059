//! What a glyph reads as in the file and how far it moves the pen: asked of a face once.

use chohyo_fonts::{FaceId, FontSet};

use super::font::{VERTICAL_DEFAULT, Vertical, vertical, width};
use super::uses::Reading;

/// Places of a new table, and the most it grows to: the characters of a form, and those of all
/// its records.
const PLACES: usize = 1 << 9;
const MOST_PLACES: usize = 1 << 15;
/// Most answers that are kept: as many as a number of nine bits tells apart.
const ANSWERS: usize = 1 << (u64::BITS - Asked::WIDTH);

/// What a glyph that stands for a text is to the file.
#[derive(Clone, Copy, PartialEq, Eq)]
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

/// A glyph, the text it stands for, a character or one with a variation selector, and the
/// direction of their line: each in bits of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Asked(u64);

impl Asked {
    /// How many bits it has, the lower ones. No glyph is asked for as 0.
    const WIDTH: u32 = 55;
    const BITS: u64 = (1 << Self::WIDTH) - 1;

    /// `None` for any other text.
    fn new(face: FaceId, glyph: u16, cluster: &str, upright: bool) -> Option<Self> {
        let mut chars = cluster.chars();
        let base = chars.next()?;
        let selector = match chars.next() {
            None => 0,
            Some(selector @ '\u{FE00}'..='\u{FE0F}') => u64::from(selector) - 0xFE00 + 1,
            Some(selector @ '\u{E0100}'..='\u{E01EF}') => u64::from(selector) - 0xE0100 + 17,
            Some(_) => return None,
        };
        let (face, glyph) = (u64::from(face.0), u64::from(glyph));
        let asked =
            glyph | face << 16 | u64::from(base) << 24 | selector << 45 | u64::from(upright) << 54;
        chars.next().is_none().then_some(Self(asked))
    }

    /// Characters that are neighbours have places that are.
    fn place(self) -> usize {
        let part = |from: u32, bits: u32| (self.0 >> from) as usize & ((1 << bits) - 1);
        let (face, base, selector, upright) = (part(16, 8), part(24, 21), part(45, 9), part(54, 1));
        base ^ face << 6 ^ selector << 9 ^ upright << 12
    }
}

/// How a viewer places a glyph, in thousandths of an em: the file has no fractions of them.
#[derive(Clone, Copy, PartialEq, Eq)]
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

/// A table of what was asked last; a place holds one question, and the number of its answer above
/// it. Answers that need an ActualText are asked for again each time.
pub(super) struct Readings {
    places: Vec<u64>,
    /// The few answers there are: glyphs of one width that read as the font says.
    answers: Vec<Answer>,
    misses: usize,
}

impl Readings {
    pub(super) fn new() -> Self {
        Self { places: vec![0; PLACES], answers: Vec::new(), misses: 0 }
    }

    /// What `glyph` is for a cluster that it alone draws.
    #[inline]
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
        // As many places as a power of two.
        let at = asked.place() & (self.places.len() - 1);
        if let Some(place) = self.places.get(at)
            && place & Asked::BITS == asked.0
            && let Some(known) = self.answers.get((place >> Asked::WIDTH) as usize)
        {
            return *known;
        }
        self.learn(at, asked, Answer::ask(fonts, face, glyph, cluster, upright))
    }

    #[cold]
    fn learn(&mut self, at: usize, asked: Asked, answer: Answer) -> Answer {
        if answer.plain
            && let Some(number) = self.number(answer)
        {
            self.keep(at, asked.0 | number << Asked::WIDTH);
        }
        answer
    }

    /// Where an answer stands; `None` if there is no room for a new one.
    fn number(&mut self, answer: Answer) -> Option<u64> {
        let known = self.answers.iter().position(|known| *known == answer);
        let number = known.unwrap_or(self.answers.len());
        if number == self.answers.len() && number < ANSWERS {
            self.answers.push(answer);
        }
        (number < ANSWERS).then_some(number as u64)
    }

    /// A table that was missed as often as it has places is too small.
    fn keep(&mut self, at: usize, kept: u64) {
        self.misses += 1;
        if self.misses > self.places.len() && self.places.len() < MOST_PLACES {
            self.places = vec![0; self.places.len() * 2];
            self.misses = 0;
        } else if let Some(place) = self.places.get_mut(at) {
            *place = kept;
        }
    }
}
