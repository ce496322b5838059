//! One font file, opened. The only folder that names the font parser.

mod draw;
mod metrics;
mod names;
mod open;
mod program;
mod texts;

use std::borrow::Cow;
use std::sync::OnceLock;

use skrifa::font::Blob;
use skrifa::raw::types::NameId;
use skrifa::{Font, GlyphId};

pub use self::metrics::{Metrics, VerticalMetrics};
use self::names::Names;
use self::open::{Opened, open};
pub use self::program::program_texts;
use crate::cluster;
use crate::error::{FontError, FontErrorKind};
use crate::missing::MissingCluster;
use crate::rank::{SharedText, SharedTexts, Text};
use crate::set::FaceId;
use crate::setting::{Forms, Setting};
use crate::shape;
use crate::shaped::Shaped;
use crate::shaper::Plans;
use crate::table::Table;
use crate::verify;

/// A font file, opened. Cheap to open: nothing is scanned. Safe to share between threads.
pub struct Face {
    id: FaceId,
    name: String,
    data: Blob,
    font: Font,
    is_cff: bool,
    vertical_metrics: bool,
    plans: Plans,
    shared: OnceLock<SharedTexts>,
    names: OnceLock<Names>,
    tables: [[OnceLock<Table>; Forms::SETS]; 2],
}

impl Face {
    /// Opens a font file whose bytes are known to be good, as the face `id` of a set: cheap.
    /// Files that nobody pinned are read in full by [`crate::FontSet::with_slots`].
    ///
    /// # Errors
    ///
    /// `G010` if the file is cut short or lacks a table that every face needs.
    pub fn open(id: FaceId, name: String, data: Cow<'static, [u8]>) -> Result<Self, FontError> {
        let data = match data {
            Cow::Borrowed(bytes) => Blob::from(bytes),
            Cow::Owned(bytes) => Blob::from(bytes),
        };
        match open(&data) {
            Ok(Opened { font, is_cff, vertical_metrics }) => {
                let (plans, shared, names) = (Plans::default(), OnceLock::new(), OnceLock::new());
                let tables = Default::default();
                Ok(Self {
                    id,
                    name,
                    data,
                    font,
                    is_cff,
                    vertical_metrics,
                    plans,
                    shared,
                    names,
                    tables,
                })
            }
            Err(part) => Err(FontError { font: name, kind: FontErrorKind::Broken(part) }),
        }
    }

    /// Opens a font file that nobody pinned, after reading all of it.
    ///
    /// # Errors
    ///
    /// `G010`, or `G014` to `G028` with the table and the glyph or byte.
    pub(crate) fn open_verified(
        id: FaceId,
        name: String,
        data: Cow<'static, [u8]>,
    ) -> Result<Self, FontError> {
        let refused = |font: &str, refusal| FontError {
            font: font.to_owned(),
            kind: FontErrorKind::Refused(refusal),
        };
        verify::verify(&data).map_err(|refusal| refused(&name, refusal))?;
        let face = Self::open(id, name, data)?;
        verify::draw(&face).map_err(|refusal| refused(&face.name, refusal))?;
        Ok(face)
    }

    /// Its id in the set that opened it.
    pub fn id(&self) -> FaceId {
        self.id
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
        u16::try_from(self.font.num_glyphs()).unwrap_or(u16::MAX)
    }

    /// The font's own name of a glyph: `mj022335`.
    ///
    /// The first call reads the names of all glyphs.
    pub fn glyph_name(&self, gid: u16) -> Option<&str> {
        self.names().get(gid)
    }

    /// The glyph that the font gives a name, as [`Self::glyph_name`]; never 0.
    pub fn glyph_by_name(&self, name: &str) -> Option<u16> {
        self.names().find(name).filter(|&gid| gid != 0)
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::read(&self.font))
    }

    /// Clusters and glyphs of `text`.
    ///
    /// # Errors
    ///
    /// Every cluster that the face cannot draw exactly.
    pub fn shape(&self, text: &str, setting: Setting) -> Result<Shaped, Vec<MissingCluster>> {
        shape::shape(self, text, setting)
    }

    /// The clusters of `text` that the face cannot draw exactly; empty if it draws all of it.
    pub fn missing(&self, text: &str) -> Vec<MissingCluster> {
        shape::missing(self, text)
    }

    /// Rank of `text` among the texts that the font's own `cmap` gives to glyph `gid`, in the
    /// order of their code points after U+3000. `None` if the pair is not in that list: then only ActualText
    /// can tell the text.
    pub fn text_rank(&self, gid: u16, text: &str) -> Option<u8> {
        let mut chars = text.chars();
        let (base, selector) = (chars.next()?, chars.next());
        let own = match selector {
            None => self.nominal(base),
            Some(selector) if cluster::is_selector(selector) && chars.next().is_none() => {
                self.variant(base, selector)
            }
            Some(_) => return None,
        };
        let text = Text::new(base.into(), selector.map(u32::from)).filter(|_| own == Some(gid))?;
        self.shared().rank(gid, text)
    }

    /// The texts of all glyphs that have two or more in the font's own `cmap`: looked for in all
    /// of it, and kept.
    pub fn shared_texts(&self) -> &[SharedText] {
        self.shared().rows()
    }

    fn shared(&self) -> &SharedTexts {
        self.shared.get_or_init(|| {
            let mut texts = Vec::new();
            self.each_text(|glyph, (base, selector)| {
                texts.extend(Text::new(base, selector).map(|text| (glyph, text)));
            });
            SharedTexts::of(texts.into_iter())
        })
    }

    /// Takes what [`Self::shared_texts`] of the same file said: nothing is looked for again.
    pub(crate) fn know_shared_texts(&mut self, rows: &'static [SharedText]) {
        self.shared = OnceLock::from(SharedTexts::known(rows));
    }

    /// The glyph of a plain character; never 0.
    pub(crate) fn nominal(&self, base: char) -> Option<u16> {
        self.font.charmap().map_unicode(base).and_then(drawable)
    }

    /// The glyph of a variation sequence by its own entry in `cmap` 14; never 0.
    pub(crate) fn variant(&self, base: char, selector: char) -> Option<u16> {
        self.font.charmap().map_unicode_variant(base, selector).and_then(drawable)
    }

    /// The parsed font, for the shaper.
    pub(crate) fn font(&self) -> &Font {
        &self.font
    }

    /// What is kept of single characters and sequences.
    pub(crate) fn table(&self, setting: Setting) -> &Table {
        self.tables[setting.direction as usize][setting.forms.index()].get_or_init(Table::new)
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

/// Glyph 0 (`.notdef`) is no glyph.
fn drawable(gid: GlyphId) -> Option<u16> {
    u16::try_from(gid.to_u32()).ok().filter(|&gid| gid != 0)
}
