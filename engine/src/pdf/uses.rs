//! Which glyphs of which fonts the pages have used so far: what `finish` needs to know.

use std::collections::BTreeMap;

use chohyo_fonts::FaceId;

/// Which text a glyph stands for in one font dictionary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reading {
    /// The text of this rank among those the font itself gives to the glyph.
    Own(u8),
    /// A text the font does not list for the glyph: the cluster also has an ActualText.
    Other,
    /// The same for a text in ASCII: half-width forms serve ASCII and full-width digits alike, and
    /// readers that know no ActualText shall tell them apart too.
    OtherAscii,
    /// A further glyph of a cluster that the first glyph stands for.
    Rest,
}

/// One Type 0 font of the file. Its name in content streams says all of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FontKey {
    pub(super) face: FaceId,
    pub(super) reading: Reading,
    /// Whether its lines run down with upright glyphs; turned ones take the horizontal font.
    pub(super) upright: bool,
}

impl FontKey {
    /// Resource name: `F0` is the first face, `F0v` its vertical twin, `F0r1` its second reading.
    pub(super) fn name(self) -> String {
        let reading = match self.reading {
            Reading::Own(0) => String::new(),
            Reading::Own(rank) => format!("r{rank}"),
            Reading::Other => "x".to_owned(),
            Reading::OtherAscii => "xa".to_owned(),
            Reading::Rest => "z".to_owned(),
        };
        let mode = if self.upright { "v" } else { "" };
        format!("F{}{reading}{mode}", self.face.0)
    }
}

/// Glyphs of one font and what they stand for.
pub(super) struct FontUse {
    seen: Vec<u64>,
    /// Glyph id → text.
    pub(super) texts: BTreeMap<u16, String>,
}

/// All fonts in use.
#[derive(Default)]
pub(super) struct Uses {
    pub(super) fonts: BTreeMap<FontKey, FontUse>,
}

impl Uses {
    /// Notes a glyph. The first text of a glyph in a font stays: for [`Reading::Own`] there is
    /// but one.
    pub(super) fn note(&mut self, key: FontKey, glyph: u16, text: &str) {
        let font = self
            .fonts
            .entry(key)
            .or_insert_with(|| FontUse { seen: vec![0; 1024], texts: BTreeMap::new() });
        let bit = 1 << (glyph % 64);
        if let Some(word) = font.seen.get_mut(usize::from(glyph / 64))
            && *word & bit == 0
        {
            *word |= bit;
            font.texts.insert(glyph, text.to_owned());
        }
    }
}
