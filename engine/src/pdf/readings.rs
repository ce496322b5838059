//! What a glyph reads as in the file and how far it moves the pen: asked of a face once.

use chohyo_fonts::{FaceId, FontSet, selector_number};

use super::font::{VERTICAL_DEFAULT, Vertical, vertical, width};
use super::uses::Reading;

/// Places of a new table, and the most it grows to: the characters of a form, and those of all
/// its records.
const PLACES: usize = 1 << 9;
const MOST_PLACES: usize = 1 << 16;
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
            Some(selector) => u64::from(selector_number(selector)?),
        };
        let (face, glyph) = (u64::from(face.0), u64::from(glyph));
        let asked =
            glyph | face << 16 | u64::from(base) << 24 | selector << 45 | u64::from(upright) << 54;
        chars.next().is_none().then_some(Self(asked))
    }

    /// Where to look for it first among a power of two of places: Fibonacci hashing (Knuth, 6.4).
    fn place(self, places: usize) -> usize {
        (self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - places.ilog2())) as usize
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

/// A table of what was asked: small, for it is looked into for every character. A place holds a
/// question, and the number of its answer above it. Answers that need an ActualText are asked for
/// again each time.
pub(super) struct Readings {
    /// A power of two of them; a question stands at the first free one from its own place on.
    places: Vec<u64>,
    taken: usize,
    /// The few answers there are: glyphs of one width that read as the font says.
    answers: Vec<Answer>,
}

impl Readings {
    pub(super) fn new() -> Self {
        Self { places: vec![0; PLACES], taken: 0, answers: Vec::new() }
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
        let kept = self.places[self.find(asked)];
        if kept != 0
            && let Some(known) = self.answers.get((kept >> Asked::WIDTH) as usize)
        {
            return *known;
        }
        self.learn(asked, Answer::ask(fonts, face, glyph, cluster, upright))
    }

    /// The place of a question, or the free one for it: one in four is free.
    #[inline]
    fn find(&self, asked: Asked) -> usize {
        let mut at = asked.place(self.places.len());
        while self.places[at] != 0 && self.places[at] & Asked::BITS != asked.0 {
            at = (at + 1) & (self.places.len() - 1);
        }
        at
    }

    #[cold]
    fn learn(&mut self, asked: Asked, answer: Answer) -> Answer {
        if answer.plain
            && let Some(number) = self.number(answer)
        {
            if self.taken >= self.places.len() / 4 * 3 {
                self.grow();
            }
            self.keep(asked.0 | number << Asked::WIDTH);
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

    fn keep(&mut self, kept: u64) {
        let at = self.find(Asked(kept & Asked::BITS));
        self.places[at] = kept;
        self.taken += 1;
    }

    /// Twice as many places, or, at the most, all of them anew.
    fn grow(&mut self) {
        let small = self.places.len() < MOST_PLACES;
        let places = self.places.len() * if small { 2 } else { 1 };
        let old = std::mem::replace(&mut self.places, vec![0; places]);
        self.taken = 0;
        old.into_iter().filter(|kept| small && *kept != 0).for_each(|kept| self.keep(kept));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::testing::fonts;
    use chohyo_fonts::FontRole;
    use chohyo_fonts::charset::Mj;

    /// More questions than there are places for, each of them twice.
    #[test]
    fn what_is_kept_is_what_the_face_says() {
        let (fonts, mut readings) = (fonts(), Readings::new());
        let face = fonts.role(FontRole::Mincho);
        let mut asked = 0;
        for mj in Mj::all() {
            let text = mj.text();
            let Ok(shaped) = fonts.shape(FontRole::Mincho, text.as_str(), Default::default())
            else {
                continue;
            };
            let glyph = shaped.clusters[0].glyphs[0].id;
            for upright in [false, true, true, false] {
                let answer = readings.of(fonts, face, glyph, text.as_str(), upright);
                let expected = Answer::ask(fonts, face, glyph, text.as_str(), upright);
                assert!(answer == expected, "{mj}");
                asked += 1;
            }
        }
        assert!(asked / 2 > MOST_PLACES && readings.taken <= MOST_PLACES / 4 * 3);
    }
}
