//! What a page of a file looks like, drawn by a rasterizer of other hands. The only file that names
//! it.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use crate::alike::Grey;
use crate::raster::{Pixels, limits};

/// It draws this many times larger: it takes the nearest pixel of a picture, and seals and 印影 are
/// finer than the page. Measured on all golden pages at 150 dpi: twice as large, up to 3 pixels of
/// a tile differ strongly; three times, none.
const LARGER: u32 = 3;
/// Rows of the result that are drawn at once: 12 MB at the width of A4 and 150 dpi.
const BAND: u32 = 256;

/// Paints pages of one file.
#[derive(Default)]
pub(super) struct Painter<'a> {
    cache: RenderCache<'a>,
}

impl<'a> Painter<'a> {
    /// A page on white paper; `None` if it is larger than can be drawn. Glyphs are drawn by their
    /// outlines alone: this rasterizer does not run instructions of font programs.
    pub(super) fn page(&self, page: &'a Page<'a>, dpi: u16) -> Option<Grey> {
        let mut picture = Grey::default();
        self.bands(page, dpi, |wide, pixels| {
            picture.append(Grey::new(wide, pixels, 4).shrink(LARGER as usize));
        })?;
        Some(picture)
    }

    /// A page as [`page`](Self::page), with its colours.
    pub(super) fn colours(&self, page: &'a Page<'a>, dpi: u16) -> Option<Pixels> {
        let mut all = Pixels { width: 0, height: 0, rgb: Vec::new() };
        self.bands(page, dpi, |wide, pixels| shrunk(wide, pixels, &mut all))?;
        Some(all)
    }

    /// Gives all of a page, [`LARGER`], from its top: pixels across, and red, green, blue, opacity of
    /// all pixels of the band.
    fn bands(
        &self,
        page: &'a Page<'a>,
        dpi: u16,
        mut take: impl FnMut(usize, &[u8]),
    ) -> Option<()> {
        let scale = f64::from(dpi) / 72.0;
        let (width, height) = page.render_dimensions();
        let side = |points: f32| (f64::from(points) * scale).round().max(1.0);
        let (width, height) = (side(width), side(height));
        if width.max(height) > limits::SIDE.into() {
            return None;
        }
        let (width, height) = (width as u32, height as u32);
        let wide = u16::try_from(width * LARGER).ok()?;
        for top in (0..height).step_by(BAND as usize) {
            let rows = BAND.min(height - top);
            // At most `BAND * LARGER`.
            let band = self.band(
                page,
                scale * f64::from(LARGER),
                top * LARGER,
                (wide, (rows * LARGER) as u16),
            );
            take(wide.into(), band.data_as_u8_slice());
        }
        Some(())
    }

    fn band(
        &self,
        page: &'a Page<'a>,
        scale: f64,
        top: u32,
        (width, height): (u16, u16),
    ) -> Pixmap {
        let mut context = RenderContext::new(width, height);
        let place = Affine::translate((0.0, -f64::from(top))) * Affine::scale(scale);
        let transform = place * page.initial_transform(true).to_kurbo();
        let how =
            RenderSettings { hinting: false, glyph_caching: false, ..RenderSettings::default() };
        let settings = InterpreterSettings::default();
        render_into(page, &self.cache, &settings, &how, &mut context, transform);
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        let paper = RasterizerSettings {
            target_init: TargetInit::Clear(WHITE),
            ..RasterizerSettings::default()
        };
        context.render_with(&mut pixmap, &mut Resources::default(), paper);
        pixmap
    }
}

/// Puts the means of [`LARGER`] by [`LARGER`] pixels below those that are there.
fn shrunk(wide: usize, pixels: &[u8], all: &mut Pixels) {
    let (side, row) = (LARGER as usize, wide * 4);
    for rows in pixels.chunks_exact(row * side) {
        for x in 0..wide / side {
            for part in 0..3 {
                let at = |step: usize| step / side * row + (x * side + step % side) * 4 + part;
                let sum: usize = (0..side * side).map(|step| usize::from(rows[at(step)])).sum();
                // A mean of bytes is one.
                all.rgb.push((sum / (side * side)) as u8);
            }
        }
        all.height += 1;
    }
    // At most `limits::SIDE`.
    all.width = (wide / side) as u32;
}
