//! Pictures: every pixel of the page is the mean of what it covers, in either direction of
//! scaling. Nothing is smoothed beyond that, as PDF viewers do with `/Interpolate false`.

use super::canvas::{Canvas, Scale, overlap};
use crate::page::{Image, Picture};

/// What one pixel of the page takes of a row (or column) of the picture.
struct Share {
    first: usize,
    weights: Vec<f32>,
}

/// Draws a picture into its area.
pub(super) fn draw(canvas: &mut Canvas, image: &Image) {
    let area = canvas.scale.area(image.area);
    let picture = &*image.picture;
    if area.right <= area.left || area.bottom <= area.top || !is_whole(picture) {
        return;
    }
    let columns = canvas.columns(area.left, area.right);
    let across: Vec<_> =
        columns.clone().map(|x| share(area.left, area.right, picture.width, x)).collect();
    for y in canvas.rows(area.top, area.bottom) {
        let down = share(area.top, area.bottom, picture.height, y);
        let row = mix_rows(picture, &down);
        for (x, share) in columns.clone().zip(&across) {
            let [r, g, b, a] = mix(&row, share);
            if a > 0.0 {
                let channel = |sum: f32| (sum / a + 0.5) as u8;
                let opacity = (a * 255.0 + 0.5) as u8;
                canvas.blend(x, y, [channel(r), channel(g), channel(b)], opacity);
            }
        }
    }
}

/// Whether the planes have the stated size; [`crate::picture::decode`] makes no others.
fn is_whole(picture: &Picture) -> bool {
    let count = picture.width as usize * picture.height as usize;
    let channels = if picture.rgb { 3 } else { 1 };
    let alpha = picture.alpha.as_ref().is_none_or(|alpha| alpha.len() == count);
    count > 0 && picture.pixels.len() == count * channels && alpha
}

/// Weights of the `count` steps of `from..to` in pixel `index`; together at most 1.
fn share(from: i64, to: i64, count: u32, index: usize) -> Share {
    // All coordinates times `count`, so that steps have whole lengths.
    let (count, span) = (i64::from(count), to - from);
    let start = (index as i64 * Scale::PIXEL).max(from) - from;
    let end = start + overlap(from, to, index);
    let first = start * count / span;
    let last = (end * count + span - 1) / span;
    let weight = |step: i64| {
        let part = (end * count).min((step + 1) * span) - (start * count).max(step * span);
        (part as f64 / (count as f64 * Scale::PIXEL as f64)) as f32
    };
    Share { first: first as usize, weights: (first..last).map(weight).collect() }
}

/// The weighted rows of a picture: premultiplied colour and opacity (0–1) per column.
fn mix_rows(picture: &Picture, share: &Share) -> Vec<[f32; 4]> {
    let width = picture.width as usize;
    let mut mixed = vec![[0.0; 4]; width];
    for (y, weight) in (share.first..).zip(&share.weights) {
        for (x, sum) in mixed.iter_mut().enumerate() {
            let pixel = y * width + x;
            let alpha = picture.alpha.as_ref().map_or(255, |alpha| alpha[pixel]);
            let opacity = weight * f32::from(alpha) / 255.0;
            for (channel, sum) in sum.iter_mut().take(3).enumerate() {
                let at = if picture.rgb { pixel * 3 + channel } else { pixel };
                *sum += opacity * f32::from(picture.pixels[at]);
            }
            sum[3] += opacity;
        }
    }
    mixed
}

fn mix(row: &[[f32; 4]], share: &Share) -> [f32; 4] {
    let mut mixed = [0.0; 4];
    for (column, weight) in row.iter().skip(share.first).zip(&share.weights) {
        for (sum, channel) in mixed.iter_mut().zip(column) {
            *sum += weight * channel;
        }
    }
    mixed
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::length::{Length, Rect, Size};

    /// Draws a picture over `area` (tenths of a pixel) of a sheet of 4 × 1 pixels.
    fn drawn(picture: Picture, left: i64, width: i64) -> Vec<u8> {
        // At 254 dpi a pixel is 0.1 mm.
        let tenth = |tenths: i64| Length::emu(tenths * 360);
        let sheet = Size::new(tenth(40), tenth(10));
        let mut canvas = Canvas::new(sheet, Scale::new(254));
        let area = Rect::new(tenth(left), Length::ZERO, tenth(width), tenth(10));
        draw(&mut canvas, &Image { area, picture: Arc::new(picture) });
        canvas.into_pixels().rgb.chunks(3).map(|p| p[0]).collect()
    }

    fn grey(pixels: &[u8]) -> Picture {
        let width = pixels.len() as u32;
        let (pixels, rgb) = (pixels.to_vec(), false);
        Picture { width, height: 1, natural: None, pixels, rgb, alpha: None }
    }

    #[test]
    fn a_pixel_is_the_mean_of_what_it_covers() {
        assert_eq!(drawn(grey(&[0, 100, 50, 200]), 0, 40), [0, 100, 50, 200]);
        assert_eq!(drawn(grey(&[0, 100, 50, 200]), 10, 20), [255, 50, 125, 255]);
        assert_eq!(drawn(grey(&[0, 100]), 0, 40), [0, 0, 100, 100]);
    }

    #[test]
    fn an_edge_inside_a_pixel_lets_the_paper_through() {
        assert_eq!(drawn(grey(&[0]), 5, 20), [127, 0, 127, 255]);
    }

    #[test]
    fn what_is_not_opaque_is_mixed_with_the_paper() {
        let seal = Picture { alpha: Some(vec![255, 0, 51, 255]), ..grey(&[0; 4]) };
        assert_eq!(drawn(seal, 0, 40), [0, 255, 204, 0]);
    }
}
