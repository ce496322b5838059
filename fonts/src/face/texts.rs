//! The font's own list of what its glyphs stand for.

use skrifa::GlyphId;
use skrifa::raw::tables::cmap::{CmapSubtable, SequentialMapGroup};
use skrifa::raw::{FontRef, TableProvider as _};

use super::{Face, drawable};

/// A character and, if there is one, a selector.
type Codes = (u32, Option<u32>);

impl Face {
    /// All texts of the font's own list with their glyphs, none of them twice.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (u16, Codes)> + '_ {
        let charmap = self.font.charmap();
        // Groups of neighbours are read as such: the library's list asks more of every character
        // than all else that is done with it.
        let groups = self.groups();
        let others = groups.is_none().then(|| charmap.unicodes());
        let plain = groups.into_iter().flatten().flat_map(characters);
        let plain = plain.chain(others.into_iter().flatten());
        let plain = plain.map(|(base, gid)| (gid, (base, None)));
        let variants = charmap.unicode_variants().map(|(base, vs, gid)| (gid, (base, Some(vs))));
        plain.chain(variants).filter_map(|(gid, codes)| Some((drawable(gid)?, codes)))
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
fn characters(group: &SequentialMapGroup) -> impl Iterator<Item = (u32, GlyphId)> + use<> {
    let (first, glyph) = (group.start_char_code(), group.start_glyph_id());
    let last = group.end_char_code().min(u32::from(char::MAX));
    (first..=last).map(move |code| (code, GlyphId::new(glyph.wrapping_add(code - first))))
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
            let own = face.texts().filter(|(_, (_, selector))| selector.is_none());
            let own: Vec<(u32, u16)> = own.map(|(gid, (base, _))| (base, gid)).collect();
            assert_eq!(own.len(), known.len(), "{file}");
            assert_eq!(own.into_iter().collect::<BTreeMap<_, _>>(), known, "{file}");
        }
        assert!(grouped > 0);
    }
}
