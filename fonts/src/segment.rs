//! Cutting a text into clusters.
//!
//! A cluster is an extended grapheme cluster of UAX #29 (base + variation selectors + combining
//! marks), except that the half-width sound marks U+FF9E and U+FF9F stand alone: in Japanese
//! forms a half-width mark takes a cell of its own.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::cluster::is_selector;

/// A cluster of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// What is known of it without reading it.
    pub(crate) shape: Shape,
}

/// What is known of a cluster from where it was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One plain character.
    Plain(char),
    /// A plain character and a variation selector.
    Sequence(char, char),
    /// Nothing: it may be anything.
    Any,
}

/// The clusters of a text in order; together they cover it without a gap.
pub(crate) struct Clusters<'t> {
    text: &'t str,
    /// Where the next cluster begins.
    at: usize,
    /// End of the grapheme that is being cut.
    grapheme: usize,
}

/// The bytes of the clusters of `text` in order; together they cover it without a gap.
pub fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    cut(text).map(|cluster| cluster.range)
}

/// The clusters of a text.
pub(crate) fn cut(text: &str) -> Clusters<'_> {
    cut_from(text, 0)
}

/// The clusters from a border of graphemes on.
pub(crate) fn cut_from(text: &str, at: usize) -> Clusters<'_> {
    Clusters { text, at, grapheme: at }
}

impl Iterator for Clusters<'_> {
    type Item = Cluster;

    fn next(&mut self) -> Option<Cluster> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let shape = match quick(rest) {
            Some((length, shape)) if start >= self.grapheme => {
                self.at += length;
                shape
            }
            _ => {
                self.advance();
                Shape::Any
            }
        };
        Some(Cluster { range: start..self.at, shape })
    }
}

impl Clusters<'_> {
    /// Where the next cluster begins.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// Whether a grapheme begins there too.
    pub(crate) fn is_at_border(&self) -> bool {
        self.at >= self.grapheme
    }

    /// Goes to the end of the grapheme, or to a half-width sound mark in it.
    fn advance(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if self.at >= self.grapheme {
            self.grapheme = self.at + rest.graphemes(true).next().map_or(rest.len(), str::len);
        }
        let piece = self.text.get(self.at..self.grapheme).unwrap_or(rest);
        let mark = piece.char_indices().skip(1).find(|&(_, c)| is_half_width_mark(c));
        self.at += mark.map_or(piece.len(), |(at, _)| at);
    }
}

/// The length and the shape of the first cluster, if it is plain and what follows is plain: then
/// UAX #29 need not be asked.
fn quick(text: &str) -> Option<(usize, Shape)> {
    let mut chars = text.chars();
    let first = chars.next().filter(|&c| is_plain(c))?;
    match chars.next() {
        Some(selector) if is_selector(selector) => {
            let length = first.len_utf8() + selector.len_utf8();
            let ends = chars.next().is_none_or(is_plain);
            ends.then_some((length, Shape::Sequence(first, selector)))
        }
        next => next.is_none_or(is_plain).then_some((first.len_utf8(), Shape::Plain(first))),
    }
}

/// Characters that are a cluster of their own between two of their kind, and may stand on paper:
/// `Grapheme_Cluster_Break` is `Other`. Not all there are: those of names and forms.
fn is_plain(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309B}'..='\u{312F}'
        | '\u{3190}'..='\u{9FFF}' | '\u{20}'..='\u{7E}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF9D}' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2100}'..='\u{2BFF}'
        | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{2FFFD}' | '\u{30000}'..='\u{3FFFD}')
}

fn is_half_width_mark(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use icu_properties::CodePointMapData;
    use icu_properties::props::GraphemeClusterBreak;

    use super::*;
    use crate::cluster::{Parsed, Unit, parse};

    fn pieces(text: &str) -> Vec<&str> {
        clusters(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn clusters_keep_selectors_and_marks_with_their_base() {
        assert_eq!(pieces("葛\u{E0100}飾"), ["葛\u{E0100}", "飾"]);
        assert_eq!(pieces("か\u{3099}か\u{309A}"), ["か\u{3099}", "か\u{309A}"]);
        assert_eq!(pieces("𠮷\u{E0101}\u{3099}"), ["𠮷\u{E0101}\u{3099}"]);
        assert_eq!(pieces(""), Vec::<&str>::new());
    }

    #[test]
    fn half_width_sound_marks_have_their_own_cell() {
        assert_eq!(pieces("ｶﾞﾊﾟ"), ["ｶ", "ﾞ", "ﾊ", "ﾟ"]);
        assert_eq!(pieces("ﾞﾞ"), ["ﾞ", "ﾞ"]);
        assert_eq!(pieces("か\u{3099}ﾞ"), ["か\u{3099}", "ﾞ"]);
    }

    #[test]
    fn clusters_cover_the_text() {
        let text = "a\r\n葛\u{E0100}\u{E0101}ｶﾞ\u{200D}👨\u{200D}👩\u{0301}\u{FE00}";
        let mut end = 0;
        for range in clusters(text) {
            assert_eq!(range.start, end);
            end = range.end;
        }
        assert_eq!(end, text.len());
    }

    #[test]
    fn plain_characters_are_printable_and_break_from_all_but_marks() {
        let breaks = CodePointMapData::<GraphemeClusterBreak>::new();
        let mut plain = 0;
        for c in ('\0'..=char::MAX).filter(|&c| is_plain(c)) {
            assert_eq!(breaks.get(c), GraphemeClusterBreak::Other, "{c:?}");
            let unit = Unit { base: c, selector: None };
            assert!(
                matches!(parse(c.encode_utf8(&mut [0; 4])), Ok(Parsed::Single(u)) if u == unit)
            );
            plain += 1;
        }
        assert!(plain > 150_000, "{plain}");
    }

    /// By UAX #29 and the cut before half-width marks alone.
    fn slowly(text: &str) -> Vec<&str> {
        let graphemes = text.graphemes(true);
        let mut pieces = Vec::new();
        for mut grapheme in graphemes {
            while let Some((at, _)) =
                grapheme.char_indices().skip(1).find(|&(_, c)| is_half_width_mark(c))
            {
                pieces.push(&grapheme[..at]);
                grapheme = &grapheme[at..];
            }
            pieces.push(grapheme);
        }
        pieces
    }

    #[test]
    fn the_quick_cut_equals_uax_29() {
        let alphabet: Vec<char> = "葛山あ々〆ー𠮷㊗a ©\r\n\u{E0100}\u{FE00}\u{E0102}\u{3099}\u{309A}\u{301}\
            \u{200D}👨🇯\u{1F3FD}\u{FF9E}ｶ\u{1100}\u{1161}한\u{600}क\u{94D}\u{93F}\u{0}\u{E000}\u{302A}"
            .chars()
            .collect();
        let mut dice = 7_u64;
        for _ in 0..40_000 {
            let mut text = String::new();
            for _ in 0..8 {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push(alphabet[(dice >> 33) as usize % alphabet.len()]);
            }
            assert_eq!(pieces(&text), slowly(&text), "{}", text.escape_unicode());
        }
    }
}
