//! A face → the font program that goes into the file.

use std::collections::{BTreeMap, BTreeSet};

use chohyo_fonts::Face;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::truetype::{Cut, cut, table};

/// Most glyphs of a CFF face. Those are embedded whole, because character codes are glyph ids
/// and a CFF subset would number them anew; OCR-B has 124.
const CFF_GLYPHS: u16 = 1_000;

/// The face cannot be cut down: its tables are not what they should be.
const NO_SUBSET: &str = "P004";
/// A CFF face with more than [`CFF_GLYPHS`] glyphs.
const CFF_TOO_LARGE: &str = "P005";

/// A font program to embed.
pub(super) struct Program {
    /// A TrueType file, or bare CFF.
    pub(super) data: Vec<u8>,
    /// Six letters that tell this subset from others of the face (ISO 32000-1, 9.6.4).
    pub(super) tag: String,
    /// Character code → glyph of the program, two bytes each. `None` where they are the same.
    pub(super) glyph_map: Option<Vec<u8>>,
}

/// Cuts a face down to `glyphs`. TrueType instructions are left out: they are a third of a
/// certificate's file, and poppler 22.12 and MuPDF 1.21 draw 6–9 pt text of all four TrueType
/// faces at 100 and 150 dpi to the pixel the same with and without them.
///
/// # Errors
/// `P004` or `P005`.
pub(super) fn program(face: &Face, glyphs: &BTreeSet<u16>) -> Result<Program, &'static str> {
    if face.metrics().is_cff { whole_cff(face) } else { truetype(face, glyphs) }
}

fn truetype(face: &Face, glyphs: &BTreeSet<u16>) -> Result<Program, &'static str> {
    let Cut { data, places } = cut(face.data(), glyphs).ok_or(NO_SUBSET)?;
    Ok(Program { tag: tag(&data), data, glyph_map: Some(glyph_map(glyphs, &places)) })
}

/// Two bytes for every glyph of the face up to the last one that is used.
fn glyph_map(glyphs: &BTreeSet<u16>, places: &BTreeMap<u16, u16>) -> Vec<u8> {
    let last = glyphs.last().copied().unwrap_or(0);
    let mut map = vec![0; 2 * (usize::from(last) + 1)];
    let (codes, _) = map.as_chunks_mut::<2>();
    for glyph in glyphs {
        codes[usize::from(*glyph)] = places.get(glyph).copied().unwrap_or(0).to_be_bytes();
    }
    map
}

/// All glyphs in their own order: the program is CID-keyed and every CID is its glyph id.
fn whole_cff(face: &Face) -> Result<Program, &'static str> {
    let count = face.glyph_count();
    if count > CFF_GLYPHS {
        return Err(CFF_TOO_LARGE);
    }
    let all: Vec<u16> = (0..count).collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&all);
    let font = subsetter::subset(face.data(), 0, &remapper).map_err(|_| NO_SUBSET)?;
    let data = table(&font, *b"CFF ").ok_or(NO_SUBSET)?.to_vec();
    Ok(Program { tag: tag(&data), data, glyph_map: None })
}

fn tag(data: &[u8]) -> String {
    Sha256::digest(data).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
