//! Pictures against pictures: how many pixels differ, and in which regions. Tolerance 0
//! but in the boxes that the manifest names.

use chohyo_engine::length::{Length, Rect};
use image::{ImageFormat, RgbImage};

use crate::tolerance::Tolerance;

/// Side of the squares that join differing pixels to one region: about 1.4 mm at 150 dpi, so
/// that the strokes of a glyph are one region and two fields are two.
const TILE: u32 = 8;

/// Where two pictures differ. Pixels in a tolerance that is kept are not among them.
#[derive(Debug, PartialEq, Eq)]
pub struct PictureDifference {
    /// Number of pixels that differ.
    pub pixels: usize,
    /// Bounding boxes of the regions, in pixels: x, y, width, height. By place, top to bottom.
    pub regions: Vec<[u32; 4]>,
    /// Number of pixels that differ in each tolerance, kept or not. Where two overlap, a pixel
    /// that the first takes is none of the second.
    pub tolerated: Vec<usize>,
}

impl PictureDifference {
    /// Whether no pixel differs outside the tolerances.
    pub fn is_empty(&self) -> bool {
        self.pixels == 0
    }
}

/// A PNG as RGB pixels.
pub fn decode(png: &[u8]) -> Result<RgbImage, String> {
    let decoded = image::load_from_memory_with_format(png, ImageFormat::Png);
    decoded.map(|image| image.into_rgb8()).map_err(|error| error.to_string())
}

/// Compares two pictures. A different size is one region, the whole.
pub fn compare(
    expected: &RgbImage,
    actual: &RgbImage,
    tolerances: &[&Tolerance],
    dpi: u16,
) -> PictureDifference {
    let (width, height) = actual.dimensions();
    if expected.dimensions() != actual.dimensions() {
        let pixels = (width as usize) * (height as usize);
        let tolerated = vec![pixels; tolerances.len()];
        return PictureDifference { pixels, regions: vec![[0, 0, width, height]], tolerated };
    }
    let pairs = expected.enumerate_pixels().zip(actual.pixels());
    let mut differing: Vec<(u32, u32)> =
        pairs.filter(|((_, _, e), a)| e != a).map(|((x, y, _), _)| (x, y)).collect();
    let mut tolerated = Vec::new();
    for tolerance in tolerances {
        let (inside, outside): (Vec<_>, Vec<_>) =
            differing.iter().partition(|pixel| tolerance.holds(**pixel, dpi));
        tolerated.push(inside.len());
        if inside.len() <= tolerance.pixels.get() {
            differing = outside;
        }
    }
    let regions = regions(&differing, width, height);
    PictureDifference { pixels: differing.len(), regions, tolerated }
}

/// Bounding boxes of the groups of pixels whose tiles touch.
fn regions(pixels: &[(u32, u32)], width: u32, height: u32) -> Vec<[u32; 4]> {
    let across = width.div_ceil(TILE) as usize;
    let down = height.div_ceil(TILE) as usize;
    let tile = |(x, y): (u32, u32)| (y / TILE) as usize * across + (x / TILE) as usize;
    let mut groups = Groups::new(across, down);
    for pixel in pixels {
        groups.marked[tile(*pixel)] = true;
    }
    groups.join();
    let mut boxes: Vec<Option<[u32; 4]>> = vec![None; groups.count];
    for (x, y) in pixels {
        let found = &mut boxes[groups.group[tile((*x, *y))]];
        let [left, top, right, bottom] = found.unwrap_or([*x, *y, *x, *y]);
        *found = Some([left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]);
    }
    let sized = |[l, t, r, b]: [u32; 4]| [l, t, r - l + 1, b - t + 1];
    let mut boxes: Vec<_> = boxes.into_iter().flatten().map(sized).collect();
    boxes.sort_by_key(|[x, y, _, _]| (*y, *x));
    boxes
}

/// Tiles of a picture and the group each marked one belongs to.
struct Groups {
    across: usize,
    down: usize,
    marked: Vec<bool>,
    group: Vec<usize>,
    count: usize,
}

const NONE: usize = usize::MAX;

impl Groups {
    fn new(across: usize, down: usize) -> Self {
        let tiles = across * down;
        Self { across, down, marked: vec![false; tiles], group: vec![NONE; tiles], count: 0 }
    }

    fn join(&mut self) {
        for start in 0..self.marked.len() {
            if self.marked[start] && self.group[start] == NONE {
                self.flood(start);
                self.count += 1;
            }
        }
    }

    /// Gives a tile and all that touch it, also at corners, the next group.
    fn flood(&mut self, start: usize) {
        let mut open = vec![start];
        while let Some(tile) = open.pop() {
            if !self.marked[tile] || self.group[tile] != NONE {
                continue;
            }
            self.group[tile] = self.count;
            let (x, y) = (tile % self.across, tile / self.across);
            for near_y in y.saturating_sub(1)..(y + 2).min(self.down) {
                for near_x in x.saturating_sub(1)..(x + 2).min(self.across) {
                    open.push(near_y * self.across + near_x);
                }
            }
        }
    }
}

/// A region of a picture as an area of the page.
pub fn area([x, y, width, height]: [u32; 4], dpi: u16) -> Rect {
    // 914,400 EMU are an inch.
    let length = |pixels: u32| Length::emu(i64::from(pixels) * 914_400 / i64::from(dpi.max(1)));
    Rect::new(length(x), length(y), length(width), length(height))
}

/// The actual picture in pale grey with the differing pixels in red.
pub fn difference(expected: &RgbImage, actual: &RgbImage) -> RgbImage {
    let mut shown = actual.clone();
    for (x, y, pixel) in shown.enumerate_pixels_mut() {
        let same = expected.get_pixel_checked(x, y) == Some(pixel);
        let pale = |value: u8| 191 + value / 4;
        pixel.0 = if same { pixel.0.map(pale) } else { [220, 0, 0] };
    }
    shown
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    const DPI: u16 = 150;

    fn white() -> RgbImage {
        RgbImage::from_pixel(100, 60, Rgb([255; 3]))
    }

    #[test]
    fn equal_pictures_have_no_difference() {
        assert!(compare(&white(), &white(), &[], DPI).is_empty());
    }

    #[test]
    fn one_pixel_by_one_step_is_found_where_it_is() {
        let mut other = white();
        other.put_pixel(40, 30, Rgb([254, 255, 255]));
        let found = compare(&white(), &other, &[], DPI);
        let regions = vec![[40, 30, 1, 1]];
        assert_eq!(found, PictureDifference { pixels: 1, regions, tolerated: Vec::new() });
    }

    #[test]
    fn far_pixels_are_two_regions_and_near_ones_one() {
        let mut other = white();
        for (x, y) in [(1, 1), (12, 9), (90, 50)] {
            other.put_pixel(x, y, Rgb([0; 3]));
        }
        let found = compare(&white(), &other, &[], DPI);
        assert_eq!(found.regions, [[1, 1, 12, 9], [90, 50, 1, 1]]);
    }

    #[test]
    fn another_size_is_a_difference() {
        let other = RgbImage::new(100, 61);
        assert_eq!(compare(&white(), &other, &[], DPI).regions, [[0, 0, 100, 61]]);
        let found = compare(&white(), &other, &[&tolerance(u16::MAX.into())], DPI);
        assert!(!found.is_empty(), "no tolerance takes it");
    }

    /// Of some pixels at most, in the 59 × 59 pixels at the corner.
    fn tolerance(pixels: usize) -> Tolerance {
        let text = format!(
            "case = 'a'\npage = 1\nbox = 'x0 y0 w10 h10 mm'\npixels = {pixels}\nreason = 'r'\n"
        );
        toml::from_str(&text).expect("a tolerance")
    }

    #[test]
    fn a_tolerance_takes_its_pixels_in_its_box_and_nothing_else() {
        let mut other = white();
        for (x, y) in [(1, 1), (58, 58), (60, 58)] {
            other.put_pixel(x, y, Rgb([0; 3]));
        }
        // most pixels; what is left outside, what was counted inside
        for (most, left, inside) in [(1, 3, 2), (2, 1, 2), (9, 1, 2)] {
            let found = compare(&white(), &other, &[&tolerance(most)], DPI);
            assert_eq!((found.pixels, found.tolerated), (left, vec![inside]), "{most}");
        }
        let twice = compare(&white(), &other, &[&tolerance(2), &tolerance(2)], DPI);
        assert_eq!(twice.tolerated, [2, 0], "the second is not used");
        assert_eq!(compare(&white(), &white(), &[&tolerance(2)], DPI).tolerated, [0]);
    }

    #[test]
    fn an_inch_of_pixels_is_an_inch() {
        assert_eq!(area([0, 150, 150, 0], 150).origin.y, Length::emu(914_400));
    }
}
