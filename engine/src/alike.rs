//! Whether two pictures of a page that different rasterizers drew show the same page.
//!
//! Two rasterizers never agree on edge pixels. Both pictures are blurred 3×3 first, which takes
//! the edges out and leaves what a person would see: another glyph, a line elsewhere, a rule
//! that is not there.

use std::cmp::Reverse;
use std::collections::HashMap;

/// Most strongly differing pixels in a tile of a page that is right. Measured at 150 dpi: none on
/// clean pages; the smallest fault tried, one dot of 辻 (U+E0102), gives 16, a shift of 0.2 mm more.
pub const CLEAN_TILE: usize = 4;

/// Side of a tile in pixels.
const TILE: usize = 32;

/// A level, of 255, above which a blurred difference counts.
const STRONG: i32 = 48;

/// A grey picture.
#[derive(Default)]
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

    /// From a level of every pixel, row by row: 255 is paper.
    pub(crate) fn of_levels(width: usize, levels: Vec<u8>) -> Self {
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

    /// Puts the rows of another picture of the same width below these.
    pub fn append(&mut self, below: Self) {
        self.width = below.width;
        self.levels.extend(below.levels);
    }

    /// The ink in an area (left, top, right, bottom in pixels): 255 for a black pixel.
    pub fn ink(&self, [left, top, right, bottom]: [usize; 4]) -> u64 {
        let (right, bottom) = (right.min(self.width), bottom.min(self.height()));
        let row = |y: usize| self.levels.get(y * self.width + left..y * self.width + right);
        let rows = (top..bottom).filter_map(row);
        rows.flatten().map(|level| u64::from(255 - level)).sum()
    }

    /// Pixels across.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels down.
    pub fn height(&self) -> usize {
        self.levels.len() / self.width.max(1)
    }

    /// The levels of all pixels, row by row: 255 is paper.
    pub(crate) fn levels(&self) -> &[u8] {
        &self.levels
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

/// A square of both pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tile {
    /// How many of its pixels differ strongly after the blur.
    pub pixels: usize,
    /// Left, top, right, bottom in pixels.
    pub area: [usize; 4],
}

/// The worst of all tiles; the first of equals. By tile, because a fault is a place and rounding is
/// everywhere. Pictures may differ in size by the fraction of a pixel that some rasterizers cut
/// off; the outermost pixels are not compared.
pub fn worst(a: &Grey, b: &Grey) -> Tile {
    let (width, height) = (a.width.min(b.width), a.height().min(b.height()));
    let mut tiles = HashMap::new();
    for y in 1..height.saturating_sub(1) {
        for x in 1..width.saturating_sub(1) {
            if (a.blurred(x, y) - b.blurred(x, y)).abs() > 9 * STRONG {
                *tiles.entry((y / TILE, x / TILE)).or_insert(0) += 1;
            }
        }
    }
    let worst = tiles.into_iter().max_by_key(|&(place, pixels)| (pixels, Reverse(place)));
    worst.map_or_else(Tile::default, |((y, x), pixels)| {
        let (left, top) = (x * TILE, y * TILE);
        Tile { pixels, area: [left, top, left + TILE, top + TILE] }
    })
}

/// The pixels of the [`worst`] tile.
pub fn worst_tile(a: &Grey, b: &Grey) -> usize {
    worst(a, b).pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White with one black square.
    fn sheet(left: usize, top: usize, side: usize) -> Grey {
        let dark = |at: usize, from: usize| (from..from + side).contains(&at);
        let level = |at: usize| if dark(at % 100, left) && dark(at / 100, top) { 0 } else { 255 };
        Grey::new(100, &(0..6_000).flat_map(|at| [level(at); 3]).collect::<Vec<_>>(), 3)
    }

    #[test]
    fn the_worst_tile_is_told() {
        assert_eq!(worst(&sheet(40, 10, 4), &sheet(40, 10, 4)), Tile::default());
        // Blurred it is 6 × 6, and all but its corners, a ninth of black, are darker than 48.
        let tile = Tile { pixels: 32, area: [32, 0, 64, 32] };
        assert_eq!(worst(&sheet(40, 10, 4), &sheet(0, 0, 0)), tile);
    }

    #[test]
    fn ink_is_that_of_an_area() {
        let sheet = sheet(40, 10, 4);
        assert_eq!(sheet.ink([0, 0, 100, 60]), 16 * 255);
        assert_eq!(sheet.ink([42, 0, 900, 900]), 8 * 255);
        assert_eq!((sheet.ink([50, 50, 10, 10]), sheet.ink([200, 0, 300, 60])), (0, 0));
    }

    #[test]
    fn pictures_are_put_together_from_bands() {
        let mut whole = Grey::default();
        [sheet(0, 0, 4), sheet(9, 9, 9)].into_iter().for_each(|band| whole.append(band));
        assert_eq!((whole.height(), whole.ink([0, 60, 100, 120])), (120, 81 * 255));
    }
}
