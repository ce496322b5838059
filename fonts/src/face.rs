//! One font file, opened. The only file that names the font parser.

use std::borrow::Cow;
use std::sync::OnceLock;

use skrifa::font::Blob;
use skrifa::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use skrifa::raw::FontRef;
use skrifa::raw::types::{F48Dot16, NameId};
use skrifa::{Font, GlyphId, Tag};

use crate::cluster::{self, MissingCluster};
use crate::error::{FontError, FontErrorKind};
use crate::outline::OutlinePen;
use crate::rank::{SharedTexts, Text};
use crate::shape::{self, Direction, Plans, ShapedCluster};

/// Tables that every face must have, besides its outlines.
const TABLES: [(&[u8; 4], &str); 8] = [
    (b"cmap", "cmap"),
    (b"head", "head"),
    (b"hhea", "hhea"),
    (b"hmtx", "hmtx"),
    (b"maxp", "maxp"),
    (b"name", "name"),
    (b"OS/2", "OS/2"),
    (b"post", "post"),
];

/// A font file, opened. Cheap to open: nothing is scanned. Safe to share between threads.
pub struct Face {
    name: String,
    data: Blob,
    font: Font,
    is_cff: bool,
    plans: Plans,
    shared: OnceLock<SharedTexts>,
}

/// Measures of a face, in font units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Height above the base line (`hhea`).
    pub ascent: i16,
    /// Depth below the base line (`hhea`); negative.
    pub descent: i16,
    /// Height of capital letters (`OS/2`), or the ascent if the font does not say.
    pub cap_height: i16,
    /// Box around all glyphs (`head`): left, bottom, right, top; y up.
    pub bbox: [i16; 4],
    /// Slant in degrees, counter-clockwise from the vertical (`post`).
    pub italic_angle: f32,
    /// Whether the outlines are CFF; glyf otherwise.
    pub is_cff: bool,
    /// Whether the font says that all glyphs have one width (`post`).
    pub monospaced: bool,
}

/// Measures of a glyph in vertical text, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerticalMetrics {
    /// How far the pen moves down (`vmtx`).
    pub advance: u16,
    /// Height of the vertical origin above the base line. Its x is half the width.
    pub origin_y: i16,
}

impl Face {
    /// Opens a font file.
    ///
    /// # Errors
    ///
    /// `G010` if the file is cut short or lacks a table that every face needs.
    pub(crate) fn open(name: String, data: Cow<'static, [u8]>) -> Result<Self, FontError> {
        let data = match data {
            Cow::Borrowed(bytes) => Blob::from(bytes),
            Cow::Owned(bytes) => Blob::from(bytes),
        };
        match open(&data) {
            Ok((font, is_cff)) => {
                let (plans, shared) = (Plans::default(), OnceLock::new());
                Ok(Self { name, data, font, is_cff, plans, shared })
            }
            Err(part) => Err(FontError { font: name, kind: FontErrorKind::Broken(part) }),
        }
    }

    /// The name it was given: `ipamjm`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// PostScript name of the font's own `name` table: `IPAmjMincho`. Empty if it has none.
    pub fn postscript_name(&self) -> String {
        self.own_name(NameId::POSTSCRIPT_NAME)
    }

    /// English family name of the font's own `name` table: `IPAmjMincho`.
    pub fn family_name(&self) -> String {
        self.own_name(NameId::FAMILY_NAME)
    }

    /// Version of the font's own `name` table: `Version 005.01`.
    pub fn version(&self) -> String {
        self.own_name(NameId::VERSION_STRING)
    }

    fn own_name(&self, id: NameId) -> String {
        let name = self.font.names().get(id).and_then(|name| name.english_or_first());
        let name: String = name.map_or_else(String::new, |name| name.name().chars().collect());
        name.trim_end().to_owned()
    }

    /// The unmodified font file.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Font units in one em.
    pub fn units_per_em(&self) -> u16 {
        self.font.units_per_em()
    }

    /// Number of glyphs.
    pub fn glyph_count(&self) -> u16 {
        clamp(self.font.num_glyphs())
    }

    /// Measures of the whole face.
    pub fn metrics(&self) -> Metrics {
        let (metrics, style) = (self.font.metrics(), self.font.style_metrics());
        let line = metrics.hhea_line.unwrap_or_default();
        let ascent = units(line.ascender);
        let bounds = metrics.bounds;
        Metrics {
            ascent,
            descent: units(line.descender),
            cap_height: metrics.cap_height.map_or(ascent, units),
            bbox: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(units),
            italic_angle: style.italic_angle.map_or(0.0, |angle| angle.to_f32()),
            is_cff: self.is_cff,
            monospaced: style.is_fixed_pitch.unwrap_or_default(),
        }
    }

    /// Width of a glyph in font units (`hmtx`); 0 for an id the font does not have.
    pub fn advance(&self, gid: u16) -> u16 {
        clamp(self.font.glyph_metrics().h_advance_exact(gid.into()).to_i32())
    }

    /// Measures of a glyph in vertical text, from `vmtx` or, without it, from `hhea`.
    pub fn vertical(&self, gid: u16) -> VerticalMetrics {
        let metrics = self.font.glyph_metrics();
        VerticalMetrics {
            advance: clamp(metrics.v_advance_exact(gid.into()).to_i32()),
            origin_y: units(metrics.v_origin_y_exact(gid.into())),
        }
    }

    /// The font's own name of a glyph: `mj022335`.
    pub fn glyph_name(&self, gid: u16) -> Option<String> {
        let name = self.font.glyph_name(gid.into()).filter(|name| !name.is_synthesized());
        name.map(|name| name.as_str().to_owned())
    }

    /// Draws a glyph's contours, unhinted. `false` if the font has no such outline; then the
    /// pen may have received a part of it.
    pub fn outline(&self, gid: u16, pen: &mut impl OutlinePen) -> bool {
        let outline = self.font.outline_glyphs().get(gid.into());
        outline.is_some_and(|outline| {
            outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut Sink(pen)).is_ok()
        })
    }

    /// Clusters and glyphs of `text`.
    ///
    /// # Errors
    ///
    /// Every cluster that the face cannot draw exactly.
    pub fn shape(
        &self,
        text: &str,
        direction: Direction,
    ) -> Result<Vec<ShapedCluster>, Vec<MissingCluster>> {
        shape::shape(self, text, direction)
    }

    /// The clusters of `text` that the face cannot draw exactly; empty if it draws all of it.
    pub fn missing(&self, text: &str) -> Vec<MissingCluster> {
        shape::missing(self, text)
    }

    /// Rank of `text` among the texts that the font's own `cmap` gives to glyph `gid`, in the
    /// order of their code points. `None` if the pair is not in that list: then only ActualText
    /// can tell the text.
    pub fn text_rank(&self, gid: u16, text: &str) -> Option<u8> {
        let mut chars = text.chars();
        let (base, selector) = (chars.next()?, chars.next());
        let (own, key) = match selector {
            None => (self.nominal(base), (u32::from(base), 0)),
            Some(selector) if cluster::is_selector(selector) && chars.next().is_none() => {
                (self.variant(base, selector), (u32::from(base), u32::from(selector)))
            }
            Some(_) => return None,
        };
        if own != Some(gid) {
            return None;
        }
        self.shared_texts().rank(gid, key)
    }

    pub(crate) fn shared_texts(&self) -> &SharedTexts {
        self.shared.get_or_init(|| SharedTexts::new(|| self.texts()))
    }

    /// The font's own list of texts with their glyphs.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (u16, Text)> + '_ {
        let charmap = self.font.charmap();
        let plain = charmap.unicodes().map(|(base, gid)| (gid, (base, 0)));
        let variants = charmap.unicode_variants().map(|(base, vs, gid)| (gid, (base, vs)));
        plain.chain(variants).filter_map(|(gid, text)| Some((drawable(gid)?, text)))
    }

    /// The glyph of a plain character; never 0.
    pub(crate) fn nominal(&self, base: char) -> Option<u16> {
        self.font.charmap().map_unicode(base).and_then(drawable)
    }

    /// The glyph of a variation sequence by its own entry in `cmap` 14; never 0.
    pub(crate) fn variant(&self, base: char, selector: char) -> Option<u16> {
        self.font.charmap().map_unicode_variant(base, selector).and_then(drawable)
    }

    /// Whether a glyph is as wide as the em.
    pub(crate) fn is_em_wide(&self, gid: u16) -> bool {
        self.advance(gid) == self.units_per_em()
    }

    /// Whether an em-wide mark is drawn to be laid over its base: its ink is in the right half
    /// of the em. IPAmj's combining sound marks are; BIZ UD's stand at the left like U+309B.
    pub(crate) fn lies_over_base(&self, gid: u16) -> bool {
        let half = f32::from(self.units_per_em()) / 2.0;
        let ink = self.font.glyph_metrics().extents(gid.into());
        self.is_em_wide(gid) && ink.is_some_and(|ink| ink.x_bearing >= half)
    }

    /// The parsed font, for the shaper.
    pub(crate) fn font(&self) -> &Font {
        &self.font
    }

    /// The shaper's kept plans.
    pub(crate) fn plans(&self) -> &Plans {
        &self.plans
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.name)
    }
}

/// Opens the font and says whether its outlines are CFF, or which part is broken.
fn open(data: &Blob) -> Result<(Font, bool), &'static str> {
    let file = FontRef::new(data).map_err(|_| "table directory")?;
    let records = file.table_directory().table_records();
    let whole = records.iter().all(|record| {
        let end = u64::from(record.offset()) + u64::from(record.length());
        usize::try_from(end).is_ok_and(|end| end <= data.len())
    });
    if !whole {
        return Err("the file is cut short");
    }
    let has = |tag: &[u8; 4]| records.iter().any(|record| record.tag() == Tag::new(tag));
    if let Some((_, name)) = TABLES.iter().find(|(tag, _)| !has(tag)) {
        return Err(name);
    }
    let is_cff = has(b"CFF ");
    if !(is_cff || has(b"glyf") && has(b"loca")) {
        return Err("outlines");
    }
    let font = Font::new(data.clone(), 0).ok_or("table directory")?;
    let metrics = font.metrics();
    match () {
        () if metrics.raw_units_per_em != metrics.units_per_em => Err("head"),
        () if !(1..=u32::from(u16::MAX)).contains(&font.num_glyphs()) => Err("maxp"),
        () if metrics.hhea_line.is_none() => Err("hhea"),
        () if !font.charmap().has_unicode() => Err("cmap"),
        () => Ok((font, is_cff)),
    }
}

/// Glyph 0 (`.notdef`) is no glyph.
fn drawable(gid: GlyphId) -> Option<u16> {
    u16::try_from(gid.to_u32()).ok().filter(|&gid| gid != 0)
}

fn units(value: F48Dot16) -> i16 {
    let value = value.to_i32();
    i16::try_from(value).unwrap_or(if value < 0 { i16::MIN } else { i16::MAX })
}

fn clamp<T: TryInto<u16> + PartialOrd + Default>(value: T) -> u16 {
    let below = value < T::default();
    value.try_into().unwrap_or(if below { 0 } else { u16::MAX })
}

/// Hands the parser's path commands to our pen.
struct Sink<'a, P>(&'a mut P);

impl<P: OutlinePen> PathSink for Sink<'_, P> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.curve_to(cx0, cy0, cx1, cy1, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}
