//! The font's own list of what its glyphs stand for.

use skrifa::GlyphId;
use skrifa::raw::tables::cmap::{CmapSubtable, SequentialMapGroup};
use skrifa::raw::{FontRef, TableProvider as _};

use super::{Face, drawable};

/// A character and, if there is one, a selector.
type Codes = (u32, Option<u32>);

impl Face {
    /// Hands on all texts of the font's own list with their glyphs, none of them twice.
    pub(crate) fn each_text(&self, mut add: impl FnMut(u16, Codes)) {
        let charmap = self.font.charmap();
        let mut add = |glyph, codes| {
            if let Some(glyph) = drawable(glyph) {
                add(glyph, codes);
            }
        };
        // Groups of neighbours are read as such: the library's list asks more of every character
        // than all else that is done with it.
        match self.groups() {
            Some(groups) => groups.iter().for_each(|group| characters(group, &mut add)),
            None => charmap.unicodes().for_each(|(base, glyph)| add(glyph, (base, None))),
        }
        charmap.unicode_variants().for_each(|(base, vs, glyph)| add(glyph, (base, Some(vs))));
    }

    /// The characters of a `cmap` of format 12.
    fn groups(&self) -> Option<&[SequentialMapGroup]> {
        match FontRef::new(&self.data).ok()?.cmap().ok()?.best_subtable()? {
            (_, _, CmapSubtable::Format12(table)) => Some(table.groups()),
            _ => None,
        }
    }
}

/// The characters of a group, as far as Unicode goes, and their glyphs.
fn characters(group: &SequentialMapGroup, add: &mut impl FnMut(GlyphId, Codes)) {
    let (first, glyph) = (group.start_char_code(), group.start_glyph_id());
    for code in first..group.end_char_code().min(u32::from(char::MAX)) + 1 {
        add(GlyphId::new(glyph.wrapping_add(code - first)), (code, None));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::*;
    use crate::set::FaceId;

    /// The library's list, one character after the other.
    #[test]
    fn groups_are_what_the_library_reads() {
        let mut grouped = 0;
        for file in ["ipamjm.ttf", "BIZUDMincho-Regular.ttf", "OCRB.otf"] {
            let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
            let data = Cow::Owned(std::fs::read(path).unwrap());
            let face = Face::open(FaceId(0), file.to_owned(), data).unwrap();
            grouped += usize::from(face.groups().is_some());
            let charmap = face.font.charmap();
            let known = charmap.unicodes().filter_map(|(base, gid)| Some((base, drawable(gid)?)));
            let known: BTreeMap<u32, u16> = known.collect();
            let mut own = Vec::new();
            face.each_text(|glyph, (base, selector)| {
                if selector.is_none() {
                    own.push((base, glyph));
                }
            });
            assert_eq!(own.len(), known.len(), "{file}");
            assert_eq!(own.into_iter().collect::<BTreeMap<_, _>>(), known, "{file}");
        }
        assert!(grouped > 0);
    }
}
