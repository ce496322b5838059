//! A font program out of somebody's PDF: often a part of a font, so nothing is asked of it.

use std::collections::HashMap;

use skrifa::{FontRef, MetadataProvider};

/// The text of each glyph by the program's own `cmap`; the smallest code point where there are
/// several. Empty if the program cannot be read or has no `cmap`.
pub fn program_texts(program: &[u8]) -> HashMap<u32, char> {
    let Ok(font) = FontRef::new(program) else { return HashMap::new() };
    let mut texts = HashMap::new();
    for (code, glyph) in font.charmap().mappings() {
        let Some(character) = char::from_u32(code) else { continue };
        let text = texts.entry(glyph.to_u32()).or_insert(character);
        *text = character.min(*text);
    }
    texts
}
