//! Glyphs with several texts: 辻 and 辻 + selector may share one glyph.

use std::borrow::Cow;

use crate::cluster::selector_number;

/// A text of the font's own list, a character, or a character and a variation selector, as a
/// number: texts of one glyph have the order of their code points, but U+3000 comes first. The
/// first text costs a PDF no change of font.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Text(u32);

impl Text {
    /// U+3000, the space of Japanese text: IPAmj gives its glyph to U+2003 too.
    const SPACE: Self = Self(1);

    /// `None` if the selector is none of those that texts have.
    pub(crate) fn new(base: u32, selector: Option<u32>) -> Option<Self> {
        let number = match selector {
            None if base == 0x3000 => return Some(Self::SPACE),
            None => 0,
            Some(selector) => char::from_u32(selector).and_then(selector_number)?,
        };
        // A code point has 21 bits, the number of a selector 9. No text is 0, nor the space.
        Some(Self((base << 9 | u32::from(number)) + 2))
    }
}

/// A glyph and one of its texts, in the order of their numbers: big-endian, two bytes and four.
pub type SharedText = [u8; 6];

fn row(glyph: u16, text: Text) -> SharedText {
    let ([a, b], [c, d, e, f]) = (glyph.to_be_bytes(), text.0.to_be_bytes());
    [a, b, c, d, e, f]
}

/// The texts of every glyph that has two or more, in order. Glyphs with one text are left out:
/// their rank is always 0.
pub(crate) struct SharedTexts(Cow<'static, [SharedText]>);

impl SharedTexts {
    /// Those of a font's list, which has none twice.
    pub(crate) fn of(texts: impl Iterator<Item = (u16, Text)>) -> Self {
        let mut texts: Vec<_> = texts.map(|(glyph, text)| row(glyph, text)).collect();
        texts.sort_unstable();
        let glyphs = texts.chunk_by(|a, b| a[..2] == b[..2]);
        Self(glyphs.filter(|texts| texts.len() > 1).flatten().copied().collect())
    }

    /// Those that were found before, as [`Self::rows`].
    pub(crate) fn known(rows: &'static [SharedText]) -> Self {
        Self(Cow::Borrowed(rows))
    }

    pub(crate) fn rows(&self) -> &[SharedText] {
        &self.0
    }

    /// Rank of `text` among the texts of `glyph`; `text` must be in the font's list.
    pub(crate) fn rank(&self, glyph: u16, text: Text) -> Option<u8> {
        let before = |text| self.0.partition_point(|other| *other < row(glyph, text));
        u8::try_from(before(text) - before(Text::default())).ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::borrow::Cow;

    use super::{SharedTexts, Text};
    use crate::face::Face;

    /// The figures of IPAmj明朝 005.01.
    #[test]
    fn ipamj_has_5172_glyphs_with_two_to_four_texts() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/ipamjm.ttf");
        let data = Cow::Owned(std::fs::read(path).unwrap());
        let face = Face::open(crate::set::FaceId(0), "ipamjm".to_owned(), data).unwrap();
        let rows = face.shared_texts();
        let glyphs = rows.chunk_by(|a, b| a[..2] == b[..2]);
        let sizes: Vec<usize> = glyphs.map(<[_]>::len).collect();
        assert_eq!(sizes.len(), 5_172);
        assert_eq!(sizes.iter().max(), Some(&4));
        assert!(sizes.iter().all(|&size| size >= 2));
    }

    /// IPAmj draws U+2003 and U+3000 with one glyph.
    #[test]
    fn the_space_of_japanese_text_comes_first() {
        let [space, em_space] = [0x3000, 0x2003].map(|base| Text::new(base, None).unwrap());
        let texts = [(7, em_space), (7, space), (8, em_space)];
        let shared = SharedTexts::of(texts.into_iter());
        let ranks = [(7, space), (7, em_space), (8, em_space)];
        let ranks = ranks.map(|(glyph, text)| shared.rank(glyph, text));
        assert_eq!(ranks, [Some(0), Some(1), Some(0)]);
    }

    /// A character comes before its sequences, and VS1 before VS17.
    #[test]
    fn texts_have_the_order_of_their_code_points() {
        let text = |base, selector| Text::new(base, selector).unwrap();
        let texts = [
            text(0x4E9C, Some(0xE01EF)),
            text(0x4E9D, None),
            text(0x4E9C, None),
            text(0x4E9C, Some(0xE0100)),
            text(0x3000, Some(0xFE00)),
            text(0x4E9C, Some(0xFE0F)),
            text(0x10FFFF, Some(0xE01EF)),
        ];
        let shared = SharedTexts::of(texts.into_iter().map(|text| (3, text)));
        let ranks = texts.map(|text| shared.rank(3, text).unwrap());
        assert_eq!(ranks, [4, 5, 1, 3, 0, 2, 6]);
        assert!(Text::new(0x1820, Some(0x180B)).is_none());
    }
}
