//! Glyphs with several texts: 辻 and 辻 + selector may share one glyph.

/// A text of the font's own list: a character, or a character and a variation selector.
pub(crate) type Text = (u32, u32);

/// U+3000, the space of Japanese text: IPAmj gives its glyph to U+2003 too.
const SPACE: Text = (0x3000, 0);

/// The order of the texts of a glyph: that of the code points, but U+3000 comes first. The first
/// text costs a PDF no change of font.
fn order(text: Text) -> (bool, Text) {
    (text != SPACE, text)
}

/// The texts of every glyph that has two or more, sorted by glyph and text. Glyphs with one
/// text are left out: their rank is always 0.
pub(crate) struct SharedTexts(Vec<(u16, Text)>);

impl SharedTexts {
    /// Keeps what two or more texts share. `all` is walked twice; the font's list has no
    /// entry twice.
    pub(crate) fn new<I: Iterator<Item = (u16, Text)>>(all: impl Fn() -> I) -> Self {
        let mut count = vec![0_u8; usize::from(u16::MAX) + 1];
        all().for_each(|(glyph, _)| {
            let seen = &mut count[usize::from(glyph)];
            *seen = seen.saturating_add(1);
        });
        let mut shared: Vec<_> =
            all().filter(|&(glyph, _)| count[usize::from(glyph)] > 1).collect();
        shared.sort_unstable_by_key(|&(glyph, text)| (glyph, order(text)));
        Self(shared)
    }

    /// Rank of `text` among the texts of `glyph`; `text` must be in the font's list.
    pub(crate) fn rank(&self, glyph: u16, text: Text) -> Option<u8> {
        let start = self.0.partition_point(|entry| entry.0 < glyph);
        let sought = (glyph, order(text));
        match self.0.binary_search_by_key(&sought, |&(glyph, text)| (glyph, order(text))) {
            Ok(at) => u8::try_from(at - start).ok(),
            Err(_) => Some(0),
        }
    }

    /// Number of texts of each glyph that has two or more.
    #[cfg(test)]
    pub(crate) fn sizes(&self) -> Vec<usize> {
        self.0.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::borrow::Cow;

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
        let (space, em_space) = ((0x3000, 0), (0x2003, 0));
        let texts = [(7, em_space), (7, space), (8, em_space)];
        let shared = super::SharedTexts::new(|| texts.into_iter());
        let ranks = [(7, space), (7, em_space), (8, em_space)];
        let ranks = ranks.map(|(glyph, text)| shared.rank(glyph, text));
        assert_eq!(ranks, [Some(0), Some(1), Some(0)]);
    }
}
