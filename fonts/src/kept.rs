//! Lines of which every cluster was drawn before: read from what is kept, without an allocation.

use crate::cluster::is_selector;
use crate::set::{FontRole, FontSet};
use crate::setting::Setting;

/// A cluster of one glyph that stands where the cluster does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptCluster {
    /// Byte of the text behind it; it begins where the one before ends.
    pub end: u32,
    /// Its first character.
    pub base: char,
    /// Glyph id in the font file of the role's face.
    pub glyph: u16,
    /// How far the pen moves, in units of that face.
    pub advance: u16,
}

impl FontSet {
    /// The clusters of a text in the face of the role, if all of them are kept from texts that
    /// were shaped before, each as one glyph at its pen. They are then what [`FontSet::shape`]
    /// gives. `false` says nothing about the text; `clusters` then holds a part of it.
    pub fn kept(
        &self,
        role: FontRole,
        text: &str,
        setting: Setting,
        clusters: &mut Vec<KeptCluster>,
    ) -> bool {
        clusters.clear();
        let table = self.face(self.role(role)).table(setting);
        // The character of the last cluster, if a selector behind it belongs to it.
        let mut open = None;
        let mut end = 0;
        if u32::try_from(text.len()).is_err() {
            return false;
        }
        for base in text.chars() {
            end += base.len_utf8() as u32;
            // Only plain characters are kept, and two of them are never one cluster.
            let (base, entry) = match table.get(base) {
                Some(entry) => {
                    open = Some(base);
                    (base, entry)
                }
                None => {
                    let first =
                        open.take().filter(|_| is_selector(base) && clusters.pop().is_some());
                    let entry =
                        first.and_then(|first| Some((first, table.get_sequence(first, base)?)));
                    let Some(entry) = entry else { return false };
                    entry
                }
            };
            let Some((glyph, advance)) = entry.at_pen() else { return false };
            clusters.push(KeptCluster { end, base, glyph, advance });
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::charset::Mj;
    use crate::set::FontSource;
    use crate::setting::{Direction, Forms};

    fn set() -> FontSet {
        let files = [
            ("ipamjm.ttf", FontRole::Mincho),
            ("BIZUDMincho-Regular.ttf", FontRole::UdMincho),
            ("BIZUDGothic-Regular.ttf", FontRole::Gothic),
            ("BIZUDGothic-Bold.ttf", FontRole::GothicBold),
            ("OCRB.otf", FontRole::OcrB),
        ];
        let source = |(file, role): (&str, FontRole)| {
            let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
            let data = Cow::Owned(std::fs::read(path).expect("the fonts are in the repository"));
            FontSource { name: file.to_owned(), role, data }
        };
        FontSet::new(files.into_iter().map(source).collect()).expect("the fonts are whole")
    }

    /// Whether a text is kept; if it is, it is what is shaped.
    fn agrees(set: &FontSet, role: FontRole, text: &str, setting: Setting) -> bool {
        let mut kept = Vec::new();
        if !set.kept(role, text, setting, &mut kept) {
            return false;
        }
        let shaped = set.shape(role, text, setting).expect("what is kept can be drawn");
        assert_eq!(shaped.face, set.role(role), "{}", text.escape_unicode());
        assert_eq!(shaped.clusters.len(), kept.len(), "{}", text.escape_unicode());
        let mut start = 0;
        for (shaped, kept) in shaped.clusters.iter().zip(&kept) {
            let end = usize::try_from(kept.end).expect("32 bits");
            assert_eq!(shaped.text, start..end);
            assert_eq!(text[start..end].chars().next(), Some(kept.base));
            let [glyph] = shaped.glyphs[..] else { panic!("{}", text.escape_unicode()) };
            assert_eq!((glyph.id, glyph.x, glyph.y), (kept.glyph, 0, 0));
            assert_eq!((shaped.advance, shaped.turned), (i32::from(kept.advance), false));
            start = end;
        }
        assert_eq!(start, text.len());
        true
    }

    #[test]
    fn the_whole_mj_set_is_kept_as_it_is_shaped() {
        let (set, plain) = (set(), Setting::default());
        let mut kept = 0;
        for mj in Mj::all() {
            let text = format!("見{}本", mj.text().as_str());
            assert!(set.shape(FontRole::Mincho, &text, plain).is_ok(), "{mj}");
            kept += usize::from(agrees(&set, FontRole::Mincho, &text, plain));
        }
        // The rest has no code, or no place among the sequences that are kept.
        assert!(kept > 47_000, "{kept}");
    }

    #[test]
    fn random_lines_are_kept_as_they_are_shaped_or_not_at_all() {
        let alphabet: Vec<char> =
            "葛葛辻山あー「（、。…々𠮷㍻ａAg1 　eｶ\u{FF9E}\u{3099}\u{309A}\u{301}\
            \u{E0102}\u{E0100}\u{E0101}\u{FE00}\u{200D}한\u{E000}\u{F0000}\n"
                .chars()
                .collect();
        let (set, mut dice, mut kept) = (set(), 5_u64, 0);
        for round in 0..60_000 {
            let mut text = String::new();
            for _ in 0..1 + round % 6 {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push(alphabet[(dice >> 33) as usize % alphabet.len()]);
            }
            let role = FontRole::ALL[round % 5];
            let forms = [Forms::NONE, Forms::NONE, Forms::PROPORTIONAL][round % 3];
            let direction = [Direction::Horizontal, Direction::Vertical][round / 2 % 2];
            let setting = Setting { direction, forms };
            let _ = set.shape(role, &text, setting);
            kept += usize::from(agrees(&set, role, &text, setting));
        }
        assert!(kept > 5_000, "{kept}");
    }
}
