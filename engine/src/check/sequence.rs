//! Characters of a file as marks that can be found by what they say and where they stand.

use std::collections::{BTreeMap, HashMap};

use super::ink::middle;
use crate::length::{Length, Rect};

/// A character of a file.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// What it says.
    pub(super) text: String,
    /// By what it is found: [`key`] of the text.
    pub(super) key: String,
    pub(super) em: Rect,
    pub(super) size: Length,
    /// Index of its glyph.
    pub(super) glyph: usize,
    /// Whether the file writes a space right before it.
    pub(super) spaced: bool,
}

/// Kangxi radicals from U+2F00, and for each the ideograph that looks the same: writers of
/// `/ToUnicode` that start from glyphs cannot tell them apart.
const RADICALS: &str = include_str!("radicals.txt");

/// What a character is found by: its text without variation selectors (the shape decides then),
/// with the declared foldings of other writers, and nothing else.
pub(super) fn key(text: &str) -> String {
    // The name of a glyph that has no code.
    if text.starts_with('{') && text.ends_with('}') && text.len() > 3 {
        return "\u{E000}".to_owned();
    }
    text.chars().filter(|c| !is_selector(*c)).map(folded).collect()
}

/// Whether a character selects a shape of the one before.
pub(super) fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The declared foldings: two codes on one glyph, so that a writer that starts from the glyph
/// writes either. A private code says nothing: the shape decides.
fn folded(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FD5}' => {
            let index = u32::from(c) - 0x2F00;
            RADICALS.trim_end().chars().nth(index as usize).unwrap_or(c)
        }
        '\u{FF5E}' => '\u{301C}',
        '\u{2225}' => '\u{2016}',
        '\u{FF0D}' | '\u{2212}' => '\u{2212}',
        '\u{2011}' => '\u{2010}',
        '\u{2014}' => '\u{2015}',
        '\u{00B5}' => '\u{03BC}',
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => '\u{E000}',
        _ => c,
    }
}

/// Height of a band in which marks are looked up: 1 mm.
const BAND: i64 = 36_000;

/// Marks by what they say and by where they stand.
pub(super) struct Index<'m> {
    pub(super) marks: &'m [Mark],
    by_key: HashMap<&'m str, Vec<usize>>,
    /// Marks by the band of their middle, across and down, from left to right or from the top.
    rows: BTreeMap<i64, Vec<usize>>,
    columns: BTreeMap<i64, Vec<usize>>,
}

impl<'m> Index<'m> {
    pub(super) fn new(marks: &'m [Mark]) -> Self {
        let mut index =
            Self { marks, by_key: HashMap::new(), rows: BTreeMap::new(), columns: BTreeMap::new() };
        for (at, mark) in marks.iter().enumerate() {
            index.by_key.entry(mark.key.as_str()).or_default().push(at);
            let middle = middle(mark.em);
            index.rows.entry(middle.y.to_emu().div_euclid(BAND)).or_default().push(at);
            index.columns.entry(middle.x.to_emu().div_euclid(BAND)).or_default().push(at);
        }
        for row in index.rows.values_mut() {
            row.sort_by_key(|&at| marks[at].em.origin.x);
        }
        for column in index.columns.values_mut() {
            column.sort_by_key(|&at| marks[at].em.origin.y);
        }
        index
    }

    /// The marks that say this.
    pub(super) fn saying(&self, key: &str) -> &[usize] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// The mark that follows another one on its line, down the page or to the right.
    pub(super) fn next(&self, from: usize, down: bool) -> Option<usize> {
        let mark = self.marks.get(from)?;
        let (bands, middle) = match down {
            true => (&self.columns, middle(mark.em).x),
            false => (&self.rows, middle(mark.em).y),
        };
        let reach = mark.size.scale(7, 10).to_emu().max(1);
        let range =
            (middle.to_emu() - reach).div_euclid(BAND)..=(middle.to_emu() + reach).div_euclid(BAND);
        let start = self.start(from, down) + mark.size.scale(1, 20);
        let nearest = bands.range(range).filter_map(|(_, band)| {
            let first = band.partition_point(|&at| self.start(at, down) <= start);
            band[first..].iter().copied().find(|&at| self.is_level(from, at, down))
        });
        nearest.min_by_key(|&at| self.start(at, down))
    }

    fn start(&self, at: usize, down: bool) -> Length {
        let origin = self.marks[at].em.origin;
        if down { origin.y } else { origin.x }
    }

    /// Whether two marks stand on one line.
    fn is_level(&self, a: usize, b: usize, down: bool) -> bool {
        let (a, b) = (&self.marks[a], &self.marks[b]);
        let (at, other) = (middle(a.em), middle(b.em));
        let apart = if down { at.x - other.x } else { at.y - other.y };
        let larger = a.size.max(b.size).to_emu();
        let smaller = a.size.min(b.size).to_emu();
        apart.to_emu().abs() * 100 <= larger * 35 && smaller * 3 >= larger
    }

    /// The marks from one on that say these keys one after the other on a line.
    pub(super) fn spelled<'k>(
        &self,
        first: usize,
        keys: impl IntoIterator<Item = &'k str>,
        down: bool,
    ) -> Option<Vec<usize>> {
        let mut keys = keys.into_iter();
        let key = keys.next()?;
        if self.marks.get(first)?.key != key {
            return None;
        }
        let mut found = vec![first];
        let mut last = first;
        for key in keys {
            last = self.next(last, down).filter(|&next| self.marks[next].key == key)?;
            found.push(last);
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str, x: i64, y: i64) -> Mark {
        let size = Length::mm(4);
        Mark {
            text: text.to_owned(),
            key: key(text),
            em: Rect::new(Length::mm(x), Length::mm(y), size, size),
            size,
            glyph: 0,
            spaced: false,
        }
    }

    #[test]
    fn lines_are_found_whatever_the_order_of_the_file() {
        let marks =
            [mark("名", 24, 10), mark("見", 40, 10), mark("氏", 10, 10), mark("氏", 10, 20)];
        let index = Index::new(&marks);
        assert_eq!(index.spelled(2, ["氏", "名"], false), Some(vec![2, 0]));
        assert_eq!(index.spelled(2, ["氏", "氏"], true), Some(vec![2, 3]));
        assert_eq!(index.spelled(2, ["氏", "見"], false), None);
        assert_eq!(index.saying("氏"), [2, 3]);
    }

    #[test]
    fn only_declared_foldings() {
        assert_eq!(key("\u{2F08}"), "人");
        assert_eq!(key("\u{2FD5}"), "龠");
        assert_eq!(key("葛\u{E0100}"), "葛");
        assert_eq!(key("\u{F1234}"), "\u{E000}");
        for kept in ["１", "ｱ", "\u{FA19}", "髙", "か\u{3099}"] {
            assert_eq!(key(kept), kept);
        }
    }
}
