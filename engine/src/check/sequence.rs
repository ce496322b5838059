//! Characters of a file as marks that can be found by what they say and where they stand.

use std::collections::{BTreeMap, HashMap};

use chohyo_fonts::is_selector;

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
    /// How far its base line is from level or upright, in hundredths of a degree, clockwise.
    pub(super) tilt: i64,
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

/// How far characters of one line may be tilted against each other, in hundredths of a degree.
const ONE_LINE: i64 = 200;
/// Most characters of other words that are passed over on the way to the next one of a word.
const RUN_INTO: usize = 4;

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
        self.behind(from, down, 1).min_by_key(|&at| self.start(at, down))
    }

    /// The marks that follow another one on its line, in no order; the nearest `count` are among
    /// them.
    fn behind(&self, from: usize, down: bool, count: usize) -> impl Iterator<Item = usize> + '_ {
        let mark = &self.marks[from];
        let (bands, middle) = match down {
            true => (&self.columns, middle(mark.em).x),
            false => (&self.rows, middle(mark.em).y),
        };
        let reach = mark.size.scale(7, 10).to_emu().max(1);
        let range =
            (middle.to_emu() - reach).div_euclid(BAND)..=(middle.to_emu() + reach).div_euclid(BAND);
        let start = self.start(from, down) + mark.size.scale(1, 20);
        bands.range(range).flat_map(move |(_, band)| {
            let first = band.partition_point(|&at| self.start(at, down) <= start);
            let level = move |at: &usize| self.is_level(from, *at, down);
            band[first..].iter().copied().filter(level).take(count)
        })
    }

    /// The mark that follows another one and says this: the next on its line, or the one behind
    /// characters of other words that run into these or are of another size between two of one.
    fn next_saying(&self, from: usize, key: &str, down: bool) -> Option<usize> {
        let next = self.next(from, down)?;
        if self.marks[next].key == key {
            return Some(next);
        }
        let mut behind: Vec<usize> = self.behind(from, down, RUN_INTO + 1).collect();
        behind.sort_by_key(|&at| self.start(at, down));
        behind.truncate(RUN_INTO + 1);
        let says = |&step: &usize| self.marks[behind[step]].key == key;
        let step = (0..behind.len()).find(says)?;
        let (passed, to) = (&behind[..step], behind[step]);
        let meets = |at: usize| self.meet(from, at, down) || self.meet(at, to, down);
        let odd = |at: usize| self.one_size(from, to) && !self.one_size(at, to);
        passed.iter().all(|&at| meets(at) || odd(at)).then_some(to)
    }

    /// Whether two marks are of one size, but for rounding.
    fn one_size(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.marks[a].size, self.marks[b].size);
        (a - b).to_emu().abs() * 50 <= a.max(b).to_emu()
    }

    /// Whether two marks of a line stand on each other, by more than rounding.
    fn meet(&self, a: usize, b: usize, down: bool) -> bool {
        let end = |at: usize| {
            let em = self.marks[at].em;
            if down { em.bottom() } else { em.right() }
        };
        let both = end(a).min(end(b)) - self.start(a, down).max(self.start(b, down));
        both > self.marks[a].size.min(self.marks[b].size).scale(1, 10)
    }

    fn start(&self, at: usize, down: bool) -> Length {
        let origin = self.marks[at].em.origin;
        if down { origin.y } else { origin.x }
    }

    /// Whether two marks stand on one line.
    fn is_level(&self, a: usize, b: usize, down: bool) -> bool {
        let (a, b) = (&self.marks[a], &self.marks[b]);
        let (at, other) = (middle(a.em), middle(b.em));
        // Along a line that is tilted its characters stand lower, or more to the left.
        let slope = (a.tilt as f64 / 100.0).to_radians().tan();
        let fall = |along: Length| along.scale((slope * 1000.0).round() as i64, 1000);
        let apart = match down {
            true => at.x - other.x - fall(other.y - at.y),
            false => at.y - other.y + fall(other.x - at.x),
        };
        let larger = a.size.max(b.size).to_emu();
        let smaller = a.size.min(b.size).to_emu();
        apart.to_emu().abs() * 100 <= larger * 35
            && smaller * 3 >= larger
            && (a.tilt - b.tilt).abs() <= ONE_LINE
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
            last = self.next_saying(last, key, down)?;
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
            tilt: 0,
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

    /// A character of so many millimetres that begins so many tenths of a millimetre from the left.
    fn sized(text: &str, tenths: i64, size: i64) -> Mark {
        let size = Length::mm(size);
        let em = Rect::new(Length::mm(1).scale(tenths, 10), Length::mm(10), size, size);
        Mark { em, size, ..mark(text, 0, 10) }
    }

    #[test]
    fn words_that_run_into_the_next_ones_are_found() {
        // 「評価額」 grew and ends in the first character of 「家屋」.
        let grown =
            [("評", 100, 5), ("価", 150, 5), ("家", 190, 4), ("額", 200, 5), ("屋", 230, 4)];
        let marks: Vec<Mark> = grown.iter().map(|&(text, x, size)| sized(text, x, size)).collect();
        let index = Index::new(&marks);
        assert_eq!(index.spelled(0, ["評", "価", "額"], false), Some(vec![0, 1, 3]));
        assert_eq!(index.spelled(2, ["家", "屋"], false), Some(vec![2, 4]));
    }

    #[test]
    fn characters_between_others_are_part_of_the_line() {
        let one = [sized("評", 100, 4), sized("家", 140, 4), sized("価", 180, 4)];
        assert_eq!(Index::new(&one).spelled(0, ["評", "価"], false), None);
        let two = [sized("評", 100, 4), sized("家", 140, 5), sized("価", 190, 5)];
        assert_eq!(Index::new(&two).spelled(0, ["評", "価"], false), None);
        let other = [sized("評", 100, 5), sized("家", 155, 4), sized("価", 200, 5)];
        assert_eq!(Index::new(&other).spelled(0, ["評", "価"], false), Some(vec![0, 2]));
    }

    #[test]
    fn tilted_lines_are_lines_of_their_own() {
        // 20° clockwise over 5 mm is 1.8 mm.
        let tilted = |text, x, tenths| {
            let mut mark = Mark { tilt: 2_000, ..sized(text, x, 4) };
            mark.em.origin.y += Length::mm(1).scale(tenths, 10);
            mark
        };
        let marks = [tilted("氏", 100, 0), tilted("名", 150, 18), sized("見", 145, 4)];
        let index = Index::new(&marks);
        assert_eq!(index.spelled(0, ["氏", "名"], false), Some(vec![0, 1]));
        let level = [sized("氏", 100, 4), tilted("名", 200, 0)];
        assert_eq!(Index::new(&level).spelled(0, ["氏", "名"], false), None);
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
