//! What is remembered over the pages of a file: font programs, outlines, pictures.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::rc::Rc;
use std::sync::Arc;

use chohyo_fonts::program_texts;
use hayro_interpret::font::{GlyphIdentifier, OutlineGlyph};
use hayro_interpret::{CacheKey, Image, ImageData, LumaData, Paint};
use sha2::{Digest, Sha256};

use super::outline::Outline;
use super::read_page::ReadFont;
use super::shown::Shown;
use super::standin::is_standin;
use super::weigh::Pictures;

/// Where a `cmap` for symbols (3, 0) puts the codes of a font: they say nothing of a text.
const SYMBOLS: RangeInclusive<char> = '\u{F000}'..='\u{F0FF}';

/// What was met so far.
pub(super) struct Known<'p> {
    sound: &'p Pictures,
    programs: Vec<Program>,
    by_key: HashMap<u128, usize>,
    glyphs: HashMap<GlyphIdentifier, KnownGlyph>,
    images: HashMap<u128, Seen>,
    /// Whether the ink of images is kept.
    pub(super) looks: bool,
    /// Codes of fonts of which is kept what they draw.
    pub(super) codes: usize,
    /// Glyphs and shapes of the last page: the next has about as many.
    pub(super) last: (usize, usize),
}

/// A glyph of a program.
#[derive(Clone)]
pub(super) struct KnownGlyph {
    /// Its program, if that is in the file; for [`Known::font`]. Of a program in the format of
    /// Type 1 the interpreter does not tell.
    pub(super) program: Option<usize>,
    /// Its text by the program itself.
    pub(super) text: Option<char>,
    pub(super) outline: Rc<Outline>,
}

/// A font program: how it is called, and the texts of its own tables.
struct Program {
    font: ReadFont,
    texts: HashMap<u32, char>,
}

impl<'p> Known<'p> {
    /// Nothing was met yet; only these pictures are looked into.
    pub(super) fn of(sound: &'p Pictures) -> Self {
        let (programs, by_key, images) = (Vec::new(), HashMap::new(), HashMap::new());
        let (glyphs, looks) = (HashMap::new(), false);
        Self { sound, programs, by_key, glyphs, images, looks, codes: 0, last: (0, 0) }
    }

    /// The font of a program.
    pub(super) fn font(&self, program: usize) -> ReadFont {
        self.programs.get(program).map(|program| program.font.clone()).unwrap_or_default()
    }

    /// What is known of a glyph by its program.
    pub(super) fn glyph(&mut self, glyph: &OutlineGlyph) -> KnownGlyph {
        let id = glyph.identifier();
        if let Some(known) = self.glyphs.get(&id) {
            return known.clone();
        }
        let program = self.program(glyph);
        let texts = program.and_then(|program| self.programs.get(program));
        let text = texts.and_then(|program| program.texts.get(&glyph.glyph_id().to_u32()).copied());
        let outline = Rc::new(Outline::of(&glyph.outline()));
        let text = text.filter(|own| !SYMBOLS.contains(own));
        let known = KnownGlyph { program, text, outline };
        self.glyphs.insert(id, known.clone());
        known
    }

    fn program(&mut self, glyph: &OutlineGlyph) -> Option<usize> {
        let data = glyph.font_data().filter(|data| !is_standin(data.data.as_ref().as_ref()))?;
        Some(*self.by_key.entry(data.cache_key).or_insert_with(|| {
            self.programs.push(Program {
                font: ReadFont { name: data.postscript_name.unwrap_or_default(), embedded: true },
                texts: program_texts(data.data.as_ref().as_ref()),
            });
            self.programs.len() - 1
        }))
    }

    /// What an image shows.
    pub(super) fn image(&mut self, image: &Image<'_, '_>) -> Seen {
        let (key, looks) = (image.cache_key(), self.looks);
        if !self.sound.contains(&key) {
            return Seen::default();
        }
        match image {
            Image::Raster(raster) => {
                let seen = self.images.entry(key).or_insert_with(|| {
                    let mut seen = Seen::default();
                    let see = |image, alpha: Option<_>| {
                        seen = Seen::of(&image, alpha.as_ref(), looks);
                    };
                    raster.with_rgba(see, None);
                    seen
                });
                seen.clone()
            }
            Image::Stencil(stencil) => {
                // Its ink is not part of it: it may be painted in another one each time.
                let mut shown = None;
                if looks {
                    stencil.with_stencil(|mask, paint| shown = stamped(&mask, paint), None);
                }
                Seen { shown, ..Seen::default() }
            }
        }
    }
}

/// What an image shows: its digest, its dark colour and, if asked for, its ink.
#[derive(Clone, Default)]
pub(super) struct Seen {
    pub(super) digest: Option<[u8; 32]>,
    pub(super) dark: Option<[u8; 3]>,
    pub(super) shown: Option<Arc<Shown>>,
}

impl Seen {
    fn of(image: &ImageData, alpha: Option<&LumaData>, looks: bool) -> Self {
        let (pixels, rgb) = match image {
            ImageData::Rgb(image) => (&image.data, true),
            ImageData::Luma(image) => (&image.data, false),
        };
        let size = (image.width(), image.height());
        let alpha = alpha.map(|alpha| alpha.data.as_slice());
        let shown = if looks { Shown::of(size, pixels, rgb, alpha) } else { None };
        Self {
            digest: Some(image_digest(size, pixels, rgb, alpha)),
            dark: dark_colour(pixels, rgb, alpha),
            shown: shown.map(Arc::new),
        }
    }
}

/// What a stencil leaves on paper; `None` if it is painted with a pattern.
fn stamped(mask: &LumaData, paint: &Paint<'_>) -> Option<Arc<Shown>> {
    let Paint::Color(colour) = paint else { return None };
    let [r, g, b, a] = colour.to_rgba().to_rgba8().map(u32::from);
    let level = (r * 3 + g * 6 + b) / 10;
    // Both factors are at most 255.
    let ink = ((255 - level) * a / 255) as u8;
    Shown::stencil((mask.width, mask.height), &mask.data, ink).map(Arc::new)
}

/// Pixels of which the mean of the colours is below this, and that are more than half opaque, are
/// dark.
const DARK: u32 = 160;

/// The mean colour of the dark pixels of a picture; `None` if there are none. Pixels as in
/// [`image_digest`].
pub(crate) fn dark_colour(pixels: &[u8], rgb: bool, alpha: Option<&[u8]>) -> Option<[u8; 3]> {
    let (mut sum, mut count) = ([0_u64; 3], 0_u64);
    for (index, pixel) in pixels.chunks_exact(if rgb { 3 } else { 1 }).enumerate() {
        let [r, g, b] = if rgb { [pixel[0], pixel[1], pixel[2]] } else { [pixel[0]; 3] };
        let opaque = alpha.is_none_or(|alpha| alpha.get(index).is_some_and(|a| *a > 127));
        if opaque && (u32::from(r) + u32::from(g) + u32::from(b)) / 3 < DARK {
            for (sum, part) in sum.iter_mut().zip([r, g, b]) {
                *sum += u64::from(part);
            }
            count += 1;
        }
    }
    // A mean of bytes is one.
    (count > 0).then(|| sum.map(|sum| (sum / count) as u8))
}

/// SHA-256 of what a picture shows: columns and rows (4 bytes each, big endian), red, green and
/// blue of every pixel, then the opacity of every pixel. Grey is read as three like colours, and
/// an opaque picture as one whose opacity is 255.
pub fn image_digest(
    (width, height): (u32, u32),
    pixels: &[u8],
    rgb: bool,
    alpha: Option<&[u8]>,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(width.to_be_bytes());
    hash.update(height.to_be_bytes());
    if rgb {
        hash.update(pixels);
    } else {
        let colours: Vec<u8> = pixels.iter().flat_map(|&grey| [grey; 3]).collect();
        hash.update(colours);
    }
    match alpha {
        Some(alpha) => hash.update(alpha),
        None => hash.update(vec![255; pixels.len() / if rgb { 3 } else { 1 }]),
    }
    hash.finalize().into()
}
