//! Font dictionaries: one font program and descendant per face, one Type 0 font per reading and
//! direction (ISO 32000-1, 9.7).

use std::collections::BTreeSet;
use std::io::Write;

use chohyo_fonts::{Face, FaceId, FontSet};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::writers::CidFont;
use pdf_writer::{Chunk, Name, Rect, Ref, Str};

use super::error::PdfError;
use super::subset::{Program, program};
use super::uses::{FontKey, FontUse, Fonts};
use super::writer::FileWriter;

/// Millionths of an em.
pub(super) const EM: i64 = 1_000_000;
/// Vertical advance and origin a viewer takes where nothing is said (ISO 32000-1, 9.7.4.3).
pub(super) const VERTICAL_DEFAULT: Vertical = Vertical { advance: EM, origin: 880_000 };
const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Vertical metrics in millionths of an em.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Vertical {
    /// How far the pen moves down.
    pub(super) advance: i64,
    /// Height of the vertical origin above the base line.
    pub(super) origin: i64,
}

/// A glyph's width in millionths of an em, as the file states it.
pub(super) fn width(face: &Face, glyph: u16) -> i64 {
    millionths(face.advance(glyph).into(), face)
}

/// A glyph's vertical metrics, as the file states them.
pub(super) fn vertical(face: &Face, glyph: u16) -> Vertical {
    let metrics = face.vertical(glyph);
    Vertical {
        advance: millionths(metrics.advance.into(), face),
        origin: millionths(metrics.origin_y.into(), face),
    }
}

/// Font units as millionths of an em, rounded to whole thousandths: some readers (MuPDF) take
/// no fractions of widths, and PDF/A allows one thousandth (ISO 19005-2, 6.2.11.5).
fn millionths(units: i64, face: &Face) -> i64 {
    let em = i64::from(face.units_per_em()).max(1);
    (units * 1000 + em / 2).div_euclid(em) * 1000
}

/// Millionths of an em as thousandths, the unit of font dictionaries.
fn thousandths(value: i64) -> f32 {
    value as f32 / 1000.0
}

/// Writes all fonts in use; returns their resource names and objects.
pub(super) fn write<W: Write>(
    used: &Fonts,
    fonts: &FontSet,
    file: &mut FileWriter<W>,
) -> Result<Vec<(String, Ref)>, PdfError> {
    let faces: BTreeSet<FaceId> = used.fonts.keys().map(|key| key.face).collect();
    let mut written = Vec::new();
    for id in faces {
        let face = fonts.face(id);
        let own: Vec<_> = used.fonts.iter().filter(|(key, _)| key.face == id).collect();
        let base = Base::write(face, &own, file)?;
        for (key, font) in own {
            written.push((key.name(), type0(&base, *key, font, file)?));
        }
    }
    Ok(written)
}

/// What the Type 0 fonts of a face share.
struct Base {
    name: String,
    is_cff: bool,
    descendant: Ref,
}

impl Base {
    fn write<W: Write>(
        face: &Face,
        fonts: &[(&FontKey, &FontUse)],
        file: &mut FileWriter<W>,
    ) -> Result<Self, PdfError> {
        let glyphs = fonts.iter().flat_map(|(_, font)| font.texts.keys().copied()).collect();
        let upright = fonts.iter().filter(|(key, _)| key.upright);
        let upright = upright.flat_map(|(_, font)| font.texts.keys().copied()).collect();
        let program = program(face, &glyphs).map_err(|code| PdfError::font(code, face.name()))?;
        let name = format!("{}+{}", program.tag, face.postscript_name());
        let is_cff = program.glyph_map.is_none();
        let descriptor = descriptor(face, &name, &program, file)?;
        let map = match &program.glyph_map {
            Some(map) => {
                let id = file.reserve();
                file.stream(id, map, |_| {})?;
                Some(id)
            }
            None => None,
        };
        let descendant = file.reserve();
        file.object(descendant, |chunk| {
            let mut font = chunk.cid_font(descendant);
            font.subtype(if is_cff { CidFontType::Type0 } else { CidFontType::Type2 });
            font.base_font(Name(name.as_bytes())).system_info(IDENTITY);
            font.font_descriptor(descriptor).default_width(1000.0);
            if let Some(map) = map {
                font.cid_to_gid_map_stream(map);
            }
            widths(&mut font, face, &glyphs);
            heights(&mut font, face, &upright);
        })?;
        Ok(Self { name, is_cff, descendant })
    }
}

fn descriptor<W: Write>(
    face: &Face,
    name: &str,
    program: &Program,
    file: &mut FileWriter<W>,
) -> Result<Ref, PdfError> {
    let is_cff = program.glyph_map.is_none();
    let program_id = file.reserve();
    file.stream(program_id, &program.data, |stream| {
        if is_cff {
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        } else {
            // Font programs are below 2 GiB: the stream's own length is checked to be.
            stream.pair(Name(b"Length1"), program.data.len() as i32);
        }
    })?;
    let id = file.reserve();
    let metrics = face.metrics();
    let unit = |value: i16| thousandths(millionths(value.into(), face));
    let [left, bottom, right, top] = metrics.bbox.map(unit);
    file.object(id, |chunk| {
        let mut font = chunk.font_descriptor(id);
        font.name(Name(name.as_bytes()));
        font.flags(flags(metrics.monospaced));
        font.bbox(Rect::new(left, bottom, right, top)).italic_angle(metrics.italic_angle);
        font.ascent(unit(metrics.ascent)).descent(unit(metrics.descent));
        // Only stand-in fonts use the stem's width, and this font is never stood in for.
        font.cap_height(unit(metrics.cap_height)).stem_v(80.0);
        if is_cff {
            font.font_file3(program_id);
        } else {
            font.font_file2(program_id);
        }
    })?;
    Ok(id)
}

fn flags(monospaced: bool) -> FontFlags {
    let fixed = if monospaced { FontFlags::FIXED_PITCH } else { FontFlags::empty() };
    FontFlags::SYMBOLIC | fixed
}

/// `/W`: glyphs that are not one em wide.
fn widths(font: &mut CidFont<'_>, face: &Face, glyphs: &BTreeSet<u16>) {
    let mut array = font.widths();
    for row in rows(glyphs, |glyph| width(face, glyph) != EM) {
        let first = row.first().copied().unwrap_or_default();
        array.consecutive(first, row.iter().map(|&glyph| thousandths(width(face, glyph))));
    }
}

/// `/W2`: upright glyphs whose advance or origin is not the default.
fn heights(font: &mut CidFont<'_>, face: &Face, glyphs: &BTreeSet<u16>) {
    let rows = rows(glyphs, |glyph| vertical(face, glyph) != VERTICAL_DEFAULT);
    if glyphs.is_empty() {
        return;
    }
    font.insert(Name(b"DW2")).array().items([880, -1000]);
    let mut array = font.insert(Name(b"W2")).array();
    for row in rows {
        array.item(i32::from(row.first().copied().unwrap_or_default()));
        let mut values = array.push().array();
        for glyph in row {
            let Vertical { advance, origin } = vertical(face, glyph);
            values.item(thousandths(-advance));
            values.item(thousandths(width(face, glyph)) / 2.0).item(thousandths(origin));
        }
    }
}

/// Runs of consecutive glyph ids among those that are wanted.
fn rows(glyphs: &BTreeSet<u16>, wanted: impl Fn(u16) -> bool) -> Vec<Vec<u16>> {
    let mut rows: Vec<Vec<u16>> = Vec::new();
    for &glyph in glyphs.iter().filter(|&&glyph| wanted(glyph)) {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|&last| last + 1 == glyph) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows
}

fn type0<W: Write>(
    base: &Base,
    key: FontKey,
    font: &FontUse,
    file: &mut FileWriter<W>,
) -> Result<Ref, PdfError> {
    let unicode = file.reserve();
    file.stream(unicode, &to_unicode(font), |_| {})?;
    let id = file.reserve();
    let encoding: &[u8] = if key.upright { b"Identity-V" } else { b"Identity-H" };
    // A CFF font's Type 0 name ends with the encoding (ISO 32000-1, table 121).
    let mut name = base.name.clone().into_bytes();
    if base.is_cff {
        name.push(b'-');
        name.extend(encoding);
    }
    file.object(id, |chunk: &mut Chunk| {
        let mut font = chunk.type0_font(id);
        font.base_font(Name(&name)).encoding_predefined(Name(encoding));
        font.descendant_font(base.descendant).to_unicode(unicode);
    })?;
    Ok(id)
}

/// Glyph → its exact text, selectors included.
fn to_unicode(font: &FontUse) -> Vec<u8> {
    let system = SystemInfo { ordering: Str(b"UCS"), ..IDENTITY };
    let mut cmap = UnicodeCmap::<u16>::new(Name(b"Adobe-Identity-UCS"), system);
    for (&glyph, text) in &font.texts {
        cmap.pair_with_multiple(glyph, text.chars());
    }
    cmap.finish().to_vec()
}
