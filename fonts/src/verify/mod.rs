//! Full verification of a font file that we did not pin: the fonts of a city's slots.
//!
//! The product's own fonts are pinned by SHA-256 and only opened. A slot's font comes from a city,
//! so every table that the product reads is read here first, by code of its own that knows
//! nothing but bytes: what the parser, the shaper, the subsetter and the PDF writer see later is
//! consistent. Time and memory grow with the file's size, which is limited.
//!
//! Checksums of tables are not looked at: the profile pins the SHA-256 of the whole file.

mod bytes;
mod cff;
mod charstring;
mod cmap;
mod components;
mod directory;
mod glyf;
mod glyph_names;
mod metrics;
mod name;
mod refusal;
mod variants;

pub use refusal::{At, Flaw, Refusal};

use directory::Tables;

use crate::face::Face;
use crate::outline::OutlinePen;

/// Reads all of a font file that the product will read.
///
/// # Errors
///
/// The first flaw, `G014` to `G028`, with the table and the glyph or byte.
pub(crate) fn verify(data: &[u8]) -> Result<(), Refusal> {
    let tables = Tables::read(data)?;
    let counts = metrics::check(&tables)?;
    if tables.has(b"CFF ") {
        cff::check(&tables, &counts)?;
    } else {
        glyf::check(&tables, &counts)?;
    }
    cmap::check(&tables, counts.glyphs)?;
    glyph_names::check(&tables, counts.glyphs)?;
    name::check(&tables)
}

/// Draws every glyph: an outline that was read to its end can still be none to the parser, which
/// takes the reserved flag of a point (0x80) for a cubic curve.
///
/// # Errors
///
/// `G020` with the glyph.
pub(crate) fn draw(face: &Face) -> Result<(), Refusal> {
    let table = if face.metrics().is_cff { "CFF" } else { "glyf" };
    let broken = (0..face.glyph_count()).find(|&gid| !face.outline(gid, &mut Nowhere));
    broken.map_or(Ok(()), |gid| Err(Flaw::Outline.glyph(table, gid)))
}

/// Drops what is drawn.
struct Nowhere;

impl OutlinePen for Nowhere {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
