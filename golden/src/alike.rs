//! Whether two pictures of a page that different rasterizers drew show the same page.
//!
//! Two rasterizers never agree on edge pixels. Both pictures are blurred 3×3 first, which takes
//! the edges out and leaves what a person would see: another glyph, a line elsewhere, a rule
//! that is not there.

use std::collections::HashMap;

/// Most strongly differing pixels in a tile of a page that is right. Measured at 150 dpi: none on
/// clean pages; the smallest fault tried, one dot of 辻 (U+E0102), gives 16, a shift of 0.2 mm more.
pub const CLEAN_TILE: usize = 4;

/// Side of a tile in pixels.
const TILE: usize = 32;

/// A level, of 255, above which a blurred difference counts.
const STRONG: i32 = 48;

/// A grey picture.
pub struct Grey {
    width: usize,
    levels: Vec<u8>,
}

impl Grey {
    /// From rows of pixels of `channels` bytes each, the first three red, green and blue.
    pub fn new(width: usize, pixels: &[u8], channels: usize) -> Self {
        let level = |p: &[u8]| (u32::from(p[0]) * 3 + u32::from(p[1]) * 6 + u32::from(p[2])) / 10;
        // The weights add up to ten, so the level is a byte again.
        let levels = pixels.chunks_exact(channels.max(3)).map(|p| level(p) as u8).collect();
        Self { width, levels }
    }

    /// The picture at a whole fraction of its size; every pixel is the mean of those it replaces.
    /// For judges that draw pictures by their nearest pixel: drawn larger and shrunk, they agree
    /// with a rasterizer that averages.
    #[must_use]
    pub fn shrink(&self, factor: usize) -> Self {
        let (width, height) = (self.width / factor, self.height() / factor);
        let mean = |x: usize, y: usize| {
            let rows = (y * factor..(y + 1) * factor).flat_map(|row| {
                let start = row * self.width + x * factor;
                &self.levels[start..start + factor]
            });
            let sum: usize = rows.map(|&level| usize::from(level)).sum();
            // A mean of bytes is a byte.
            (sum / (factor * factor)) as u8
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { width, levels: places.map(|(x, y)| mean(x, y)).collect() }
    }

    fn height(&self) -> usize {
        self.levels.len() / self.width.max(1)
    }

    /// Sum of the 3×3 pixels around a place that is not on the edge.
    fn blurred(&self, x: usize, y: usize) -> i32 {
        let rows = (y - 1..=y + 1).flat_map(|row| {
            let start = row * self.width + x - 1;
            &self.levels[start..start + 3]
        });
        rows.map(|&level| i32::from(level)).sum()
    }
}

/// The worst of all tiles: how many of its pixels differ strongly after the blur. By tile,
/// because a fault is a place and rounding is everywhere. Pictures may differ in size by the
/// fraction of a pixel that some rasterizers cut off; the outermost pixels are not compared.
pub fn worst_tile(a: &Grey, b: &Grey) -> usize {
    let (width, height) = (a.width.min(b.width), a.height().min(b.height()));
    let mut tiles = HashMap::new();
    for y in 1..height.saturating_sub(1) {
        for x in 1..width.saturating_sub(1) {
            if (a.blurred(x, y) - b.blurred(x, y)).abs() > 9 * STRONG {
                *tiles.entry((x / TILE, y / TILE)).or_insert(0) += 1;
            }
        }
    }
    tiles.into_values().max().unwrap_or(0)
}
