//! Whether a character has the shape that its sequence is registered with.

use chohyo_fonts::FontSet;

use super::page::Sheet;

/// Outlines of the original fonts.
pub(super) struct Shapes<'f> {
    fonts: &'f FontSet,
}

impl<'f> Shapes<'f> {
    pub(super) fn new(fonts: &'f FontSet) -> Self {
        Self { fonts }
    }
}

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    let _ = sheet.bench.shapes.fonts;
}
