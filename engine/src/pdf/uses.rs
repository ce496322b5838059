//! Which glyphs of which fonts the pages have used: what `finish` needs to know.

use std::collections::BTreeMap;

use chohyo_fonts::FaceId;

use super::number::decimal;

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

impl Reading {
    /// That of a text the font does not list for the glyph.
    pub(super) fn other(text: &str) -> Self {
        if text.is_ascii() { Self::OtherAscii } else { Self::Other }
    }
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
        let mut name = Vec::new();
        self.write_name(&mut name);
        name.into_iter().map(char::from).collect()
    }

    /// Appends [`Self::name`].
    pub(super) fn write_name(self, out: &mut Vec<u8>) {
        out.push(b'F');
        decimal::<0>(out, self.face.0.into());
        match self.reading {
            Reading::Own(0) => {}
            Reading::Own(rank) => {
                out.push(b'r');
                decimal::<0>(out, rank.into());
            }
            Reading::Other => out.extend(b"x"),
            Reading::OtherAscii => out.extend(b"xa"),
            Reading::Rest => out.extend(b"z"),
        }
        if self.upright {
            out.push(b'v');
        }
    }
}

/// One bit for each glyph id.
struct Glyphs(Box<[u64; 1024]>);

impl Glyphs {
    fn new() -> Self {
        Self(Box::new([0; 1024]))
    }

    /// Adds a glyph; whether it is new.
    fn add(&mut self, glyph: u16) -> bool {
        let bit = 1 << (glyph % 64);
        let word = &mut self.0[usize::from(glyph / 64)];
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    fn clear(&mut self, glyph: u16) {
        self.0[usize::from(glyph / 64)] = 0;
    }
}

/// The glyphs of a document or a layer, each once per font, in the order of their first use.
#[derive(Default)]
pub(super) struct Uses {
    notes: Vec<Note>,
    /// The texts one after the other.
    texts: String,
}

impl Uses {
    fn push(&mut self, font: FontKey, glyph: u16, text: &str) {
        self.texts.push_str(text);
        // Texts of a document are far below 4 GiB: one page holds them all.
        let end = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.notes.push(Note { font, glyph, end });
    }
}

#[derive(Clone, Copy)]
struct Note {
    font: FontKey,
    glyph: u16,
    /// Where its text ends in `texts`; it begins where the one before ends.
    end: u32,
}

/// Notes the glyphs of one document after the other.
#[derive(Default)]
pub(super) struct Notebook {
    seen: Vec<(FontKey, Glyphs)>,
    uses: Uses,
}

impl Notebook {
    /// Notes a glyph of the font of a number. The first text of a glyph in a font stays: for
    /// [`Reading::Own`] there is but one.
    #[inline]
    pub(super) fn note(&mut self, font: usize, glyph: u16, text: &str) {
        let (font, glyphs) = &mut self.seen[font];
        if glyphs.add(glyph) {
            self.uses.push(*font, glyph, text);
        }
    }

    /// The number of a font.
    pub(super) fn number(&mut self, font: FontKey) -> usize {
        let at = self.seen.iter().position(|(known, _)| *known == font);
        at.unwrap_or_else(|| {
            self.seen.push((font, Glyphs::new()));
            self.seen.len() - 1
        })
    }

    /// What was noted since the last time.
    pub(super) fn take(&mut self) -> Uses {
        for note in &self.uses.notes {
            let seen = self.seen.iter_mut().find(|(font, _)| *font == note.font);
            if let Some((_, glyphs)) = seen {
                glyphs.clear(note.glyph);
            }
        }
        // The notebook keeps its room, so what is handed out is no larger than it must be.
        let Uses { notes, texts } = &mut self.uses;
        let uses = Uses { notes: notes.clone(), texts: texts.clone() };
        notes.clear();
        texts.clear();
        uses
    }
}

/// Glyphs of one font and what they stand for.
pub(super) struct FontUse {
    seen: Glyphs,
    /// Glyph id → text.
    pub(super) texts: BTreeMap<u16, String>,
}

/// All fonts of a file.
#[derive(Default)]
pub(super) struct Fonts {
    pub(super) fonts: BTreeMap<FontKey, FontUse>,
}

impl Fonts {
    /// Adds the glyphs of a document or a layer; of two texts of a glyph the first stays.
    pub(super) fn add(&mut self, uses: &Uses) {
        let mut start = 0;
        for notes in uses.notes.chunk_by(|a, b| a.font == b.font) {
            let Some(first) = notes.first() else { continue };
            let new = || FontUse { seen: Glyphs::new(), texts: BTreeMap::new() };
            let font = self.fonts.entry(first.font).or_insert_with(new);
            for note in notes {
                let end = note.end as usize;
                if font.seen.add(note.glyph) {
                    let text = uses.texts.get(start..end).unwrap_or_default();
                    font.texts.insert(note.glyph, text.to_owned());
                }
                start = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn font(face: u8) -> FontKey {
        FontKey { face: FaceId(face), reading: Reading::Own(0), upright: false }
    }

    #[test]
    fn each_document_names_all_its_glyphs_once() {
        let mut notebook = Notebook::default();
        for _ in 0..2 {
            for (face, glyph, text) in [(0, 7, "見"), (0, 7, "見"), (1, 7, "本"), (0, 9, "例")]
            {
                let font = notebook.number(font(face));
                notebook.note(font, glyph, text);
            }
            let uses = notebook.take();
            assert_eq!(uses.texts, "見本例");
            assert_eq!(uses.notes.len(), 3);
        }
    }

    #[test]
    fn the_first_text_of_a_glyph_stays() {
        let (mut notebook, mut fonts) = (Notebook::default(), Fonts::default());
        for text in ["甲", "乙"] {
            for (face, text) in [(0, text), (2, "丙")] {
                let font = notebook.number(font(face));
                notebook.note(font, 7, text);
            }
            fonts.add(&notebook.take());
        }
        assert_eq!(fonts.fonts[&font(0)].texts[&7], "甲");
        assert_eq!(fonts.fonts[&font(2)].texts[&7], "丙");
    }
}
