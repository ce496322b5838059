//! A page as a small grey picture.

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::length::Length;
use chohyo_engine::page::Page;
use chohyo_engine::raster::Rasterizer;
use chohyo_fonts::FontSet;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, GrayImage, ImageEncoder, Luma};

/// Largest resolution: a card is shown larger than a page, but not larger than it is.
const MOST_DPI: i64 = 110;

/// Steps of grey: 16, so that pictures stay small.
const STEP: u32 = 17;

/// Grey of the edge of the paper.
const EDGE: Luma<u8> = Luma([153]);

/// A page as large as fits in a room of so many pixels, with the edge of its paper.
pub(super) fn thumb(fonts: &FontSet, page: &Page, (width, height): (u32, u32)) -> GrayImage {
    let fits = |room: u32, side: Length| i64::from(room) * 914_400 / side.to_emu().max(1);
    let dpi = fits(width, page.size.width).min(fits(height, page.size.height));
    let dpi = u16::try_from(dpi.clamp(1, MOST_DPI)).unwrap_or(1);
    let mut image = halved(&drawn(fonts, page, dpi * 2));
    let (right, bottom) = (image.width().saturating_sub(1), image.height().saturating_sub(1));
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        if x == 0 || y == 0 || x == right || y == bottom {
            *pixel = EDGE;
        }
    }
    image
}

/// Half as wide and high: drawn twice as large, thin lines and small letters become greys.
fn halved(image: &GrayImage) -> GrayImage {
    let level = |x: u32, y: u32| image.get_pixel_checked(x, y).map_or(255, |p| u32::from(p[0]));
    GrayImage::from_fn(image.width() / 2, image.height() / 2, |x, y| {
        let (x, y) = (x * 2, y * 2);
        stepped((level(x, y) + level(x + 1, y) + level(x, y + 1) + level(x + 1, y + 1)) / 4)
    })
}

/// The nearest step of a level; a whole number of steps up to 255.
fn stepped(level: u32) -> Luma<u8> {
    Luma([((level + STEP / 2) / STEP * STEP) as u8])
}

/// A page in grey.
pub(super) fn drawn(fonts: &FontSet, page: &Page, dpi: u16) -> GrayImage {
    let pixels = Rasterizer::new(fonts, dpi).page(page);
    GrayImage::from_fn(pixels.width, pixels.height, |x, y| {
        let at = (y as usize * pixels.width as usize + x as usize) * 3;
        let level = match pixels.rgb.get(at..at + 3) {
            Some(&[r, g, b]) => (u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b)) / 10,
            _ => 255,
        };
        stepped(level)
    })
}

/// The file of a picture.
pub(super) fn png(image: &GrayImage) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    let written = encoder.write_image(image, image.width(), image.height(), ExtendedColorType::L8);
    match written {
        Ok(()) => Ok(bytes),
        Err(error) => Err(vec![Diagnostic::error("B003").arg("path", "png").arg("cause", error)]),
    }
}
