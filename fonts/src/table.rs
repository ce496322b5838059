//! What a face draws single characters and sequences with, kept after the first use.
//!
//! A name is read from here in some nanoseconds a character, where the shaper needs many more.
//! Nothing is read before a character is first drawn.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::shape::Placed;
use crate::shaped::ShapedGlyph;

/// Characters of a page.
const PAGE: usize = 256;
/// Pages for planes 0 to 3, where all characters stand that names are written in.
const PAGES: usize = 0x4_0000 / PAGE;
/// Room for sequences. The names of a city have some hundred.
const SEQUENCES: usize = 2048;
/// Places where a sequence may be kept. If others have them all, it is shaped each time.
const PROBES: usize = 4;

type Page = [AtomicU64; PAGE];
type Sequence = OnceLock<((char, char), Entry)>;

/// What is kept of one face in one setting.
pub(crate) struct Table {
    pages: Box<[OnceLock<Box<Page>>]>,
    sequences: OnceLock<Box<[Sequence]>>,
}

impl Table {
    pub(crate) fn new() -> Self {
        let pages = (0..PAGES).map(|_| OnceLock::new()).collect();
        Self { pages, sequences: OnceLock::new() }
    }

    /// What is kept of a character.
    #[inline]
    pub(crate) fn get(&self, c: char) -> Option<Entry> {
        let page = self.pages.get(c as usize / PAGE)?.get()?;
        Entry::from_bits(page[c as usize % PAGE].load(Ordering::Relaxed))
    }

    pub(crate) fn keep(&self, c: char, entry: Entry) {
        if let Some(page) = self.pages.get(c as usize / PAGE) {
            let page = page.get_or_init(|| Box::new([const { AtomicU64::new(0) }; PAGE]));
            page[c as usize % PAGE].store(entry.0, Ordering::Relaxed);
        }
    }

    /// What is kept of a character with a selector.
    pub(crate) fn get_sequence(&self, base: char, selector: char) -> Option<Entry> {
        let sequences = self.sequences.get()?;
        let kept = places(base, selector).map_while(|at| sequences[at].get());
        kept.into_iter().find(|kept| kept.0 == (base, selector)).map(|kept| kept.1)
    }

    pub(crate) fn keep_sequence(&self, base: char, selector: char, entry: Entry) {
        let sequences =
            self.sequences.get_or_init(|| (0..SEQUENCES).map(|_| OnceLock::new()).collect());
        let kept = ((base, selector), entry);
        // The first free place, or the one where another thread has just kept it.
        places(base, selector).any(|at| *sequences[at].get_or_init(|| kept) == kept);
    }
}

/// Where a sequence may be kept.
fn places(base: char, selector: char) -> impl Iterator<Item = usize> {
    let key = u32::from(base).rotate_left(8) ^ u32::from(selector);
    // Fibonacci hashing (Knuth, 6.4): the upper bits are the mixed ones.
    let hash = key.wrapping_mul(0x9E37_79B1) >> (32 - SEQUENCES.ilog2());
    (0..PROBES).map(move |probe| (hash as usize + probe) % SEQUENCES)
}

/// One glyph with its place, in font units, in 64 bits: glyph id, x, y, advance (15 bits), and
/// whether it is turned. Never 0, as no glyph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry(u64);

impl Entry {
    /// `None` if it is not one glyph, or too far away to be kept.
    pub(crate) fn new(placed: &Placed) -> Option<Self> {
        let [ShapedGlyph { id, x, y }] = placed.glyphs[..] else { return None };
        let bits =
            |place: i32| i16::try_from(place).ok().map(|place| u64::from(place.cast_unsigned()));
        let advance = u64::try_from(placed.advance).ok().filter(|advance| *advance < 1 << 15)?;
        let turned = u64::from(placed.turned) << 63;
        Self::from_bits(u64::from(id) | bits(x)? << 16 | bits(y)? << 32 | advance << 48 | turned)
    }

    fn from_bits(bits: u64) -> Option<Self> {
        (bits != 0).then_some(Self(bits))
    }

    /// Glyph and advance, if the glyph stands upright where its cluster does.
    #[inline]
    pub(crate) fn at_pen(self) -> Option<(u16, u16)> {
        let moved = (self.0 >> 16) & 0xFFFF_FFFF != 0 || self.0 >> 63 == 1;
        (!moved).then_some((self.0 as u16, (self.0 >> 48) as u16))
    }

    #[inline]
    pub(crate) fn placed(self) -> Placed {
        let place = |at: u32| i32::from(((self.0 >> at) as u16).cast_signed());
        let glyph = ShapedGlyph { id: self.0 as u16, x: place(16), y: place(32) };
        let advance = ((self.0 >> 48) & 0x7FFF) as i32;
        Placed { glyphs: glyph.into(), advance, turned: self.0 >> 63 == 1 }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn placed(id: u16, x: i32, y: i32, advance: i32, turned: bool) -> Placed {
        Placed { glyphs: ShapedGlyph { id, x, y }.into(), advance, turned }
    }

    #[test]
    fn a_glyph_comes_back_as_it_was() {
        for kept in [
            placed(1, 0, 0, 0, false),
            placed(65_535, -32_768, 32_767, 32_767, true),
            placed(7, -1024, -1802, 2048, false),
            placed(9, -778, 0, 1483, true),
        ] {
            assert_eq!(Entry::new(&kept).unwrap().placed(), kept);
        }
        for far in [
            placed(1, 40_000, 0, 0, false),
            placed(1, 0, -40_000, 0, false),
            placed(1, 0, 0, 32_768, false),
            placed(1, 0, 0, -1, false),
        ] {
            assert_eq!(Entry::new(&far), None);
        }
    }

    #[test]
    fn sequences_are_found_or_forgotten_but_never_another() {
        let table = Table::new();
        let sequence = |n: u32| {
            let selector = char::from_u32(0xE0100 + n % 16).unwrap();
            (char::from_u32(0x4E00 + n / 3).unwrap(), selector)
        };
        let entry = |n: u32| Entry::new(&placed(n as u16 + 1, 0, 0, 1, false)).unwrap();
        for n in 0..3000 {
            let (base, selector) = sequence(n);
            assert_eq!(table.get_sequence(base, selector), None);
            table.keep_sequence(base, selector, entry(n));
        }
        let found = (0..3000).filter(|&n| {
            let (base, selector) = sequence(n);
            let kept = table.get_sequence(base, selector);
            assert!(kept.is_none_or(|kept| kept == entry(n)));
            kept.is_some()
        });
        let found = found.count();
        assert!(found > 1500, "{found}");
    }
}
