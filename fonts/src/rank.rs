//! Glyphs with several texts: 辻 and 辻 + selector may share one glyph.

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

/// The texts of every glyph that has two or more. Glyphs with one text are left out: their rank
/// is always 0.
pub(crate) struct SharedTexts {
    /// For each glyph its one text, or [`CHAIN`] and the number of the last of its links.
    glyphs: Vec<u32>,
    links: Vec<Link>,
}

/// A text, and the link to another of the same glyph.
struct Link {
    text: Text,
    before: Option<u32>,
}

/// Marks a glyph with several texts; no text has this bit.
const CHAIN: u32 = 1 << 31;

impl SharedTexts {
    pub(crate) fn new() -> Self {
        Self { glyphs: vec![0; usize::from(u16::MAX) + 1], links: Vec::new() }
    }

    /// Adds a text of the font's list, which has none twice.
    pub(crate) fn add(&mut self, glyph: u16, text: Text) {
        let known = &mut self.glyphs[usize::from(glyph)];
        if *known == 0 {
            *known = text.0;
            return;
        }
        let before = if *known & CHAIN != 0 {
            *known & !CHAIN
        } else {
            push(&mut self.links, Link { text: Text(*known), before: None })
        };
        *known = CHAIN | push(&mut self.links, Link { text, before: Some(before) });
    }

    /// Rank of `text` among the texts of `glyph`; `text` must be in the font's list.
    pub(crate) fn rank(&self, glyph: u16, text: Text) -> Option<u8> {
        u8::try_from(self.texts(glyph).filter(|other| other.0 < text.0).count()).ok()
    }

    /// The texts of a glyph, if it has several.
    fn texts(&self, glyph: u16) -> impl Iterator<Item = Text> {
        let known = self.glyphs.get(usize::from(glyph)).filter(|known| **known & CHAIN != 0);
        let link = |number: u32| self.links.get(number as usize);
        let last = known.and_then(|known| link(known & !CHAIN));
        let links = std::iter::successors(last, move |after| after.before.and_then(link));
        links.map(|link| link.text)
    }

    /// Number of texts of each glyph that has two or more.
    #[cfg(test)]
    pub(crate) fn sizes(&self) -> Vec<usize> {
        let sizes = (0..=u16::MAX).map(|glyph| self.texts(glyph).count());
        sizes.filter(|size| *size > 0).collect()
    }
}

/// Adds a link; its number.
fn push(links: &mut Vec<Link>, link: Link) -> u32 {
    links.push(link);
    // A font has at most some hundred thousand texts.
    u32::try_from(links.len() - 1).unwrap_or(CHAIN - 1)
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
        let sizes = face.shared_texts().sizes();
        assert_eq!(sizes.len(), 5_172);
        assert_eq!(sizes.iter().max(), Some(&4));
        assert!(sizes.iter().all(|&size| size >= 2));
    }

    /// IPAmj draws U+2003 and U+3000 with one glyph.
    #[test]
    fn the_space_of_japanese_text_comes_first() {
        let [space, em_space] = [0x3000, 0x2003].map(|base| Text::new(base, None).unwrap());
        let texts = [(7, em_space), (7, space), (8, em_space)];
        let mut shared = SharedTexts::new();
        texts.into_iter().for_each(|(glyph, text)| shared.add(glyph, text));
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
        let mut shared = SharedTexts::new();
        texts.into_iter().for_each(|text| shared.add(3, text));
        let ranks = texts.map(|text| shared.rank(3, text).unwrap());
        assert_eq!(ranks, [4, 5, 1, 3, 0, 2, 6]);
        assert!(Text::new(0x1820, Some(0x180B)).is_none());
    }
}
