//! A page as a picture: a scan, or what is painted of a page that is one.

use std::ops::RangeInclusive;

use crate::alike::Grey;
use crate::length::{Length, Size};
use crate::page::Picture;
use crate::picture::decode_page;
use crate::raster::Pixels;

/// Resolution at which pictures are compared, at most.
const DPI: usize = 200;
/// Stated widths, in percent of the paper's, that can be those of a scan: others are of a program
/// that knew none.
const LIKELY: RangeInclusive<i64> = 90..=111;
/// As [`LIKELY`], of heights: scanners end a sheet where they like.
const TALL: RangeInclusive<i64> = 50..=200;

/// The picture of a page.
pub struct Scan {
    width: usize,
    height: usize,
    /// Grey or red, green and blue.
    pixels: Vec<u8>,
    rgb: bool,
    /// The size that its file states.
    stated: Option<Size>,
}

impl Scan {
    /// From a PNG file. What is clear is paper.
    ///
    /// # Errors
    /// The code of what is wrong: `P010` no PNG, `P011` too large, `P012` damaged, `P013` animated.
    pub fn png(bytes: &[u8]) -> Result<Self, &'static str> {
        let Picture { width, height, natural, mut pixels, rgb, alpha } = decode_page(bytes)?;
        let channels = if rgb { 3 } else { 1 };
        for (pixel, opacity) in pixels.chunks_exact_mut(channels).zip(alpha.iter().flatten()) {
            let opacity = u32::from(*opacity);
            for level in pixel {
                // A mean of bytes is one.
                *level = ((u32::from(*level) * opacity + 255 * (255 - opacity)) / 255) as u8;
            }
        }
        Ok(Self { width: width as usize, height: height as usize, pixels, rgb, stated: natural })
    }

    /// From a page of a file that was painted.
    pub(in super::super) fn painted(pixels: Pixels, size: Size) -> Self {
        let (width, height) = (pixels.width as usize, pixels.height as usize);
        Self { width, height, rgb: true, pixels: pixels.rgb, stated: Some(size) }
    }

    /// The size that its file states.
    pub fn stated(&self) -> Option<Size> {
        self.stated
    }

    /// Its size on paper: the stated one if it can be one of this paper, else by the paper's width.
    pub fn size(&self, paper: Size) -> Size {
        let part = |of: Length, whole: Length| of.to_emu() * 100 / whole.to_emu().max(1);
        let likely = |size: &Size| {
            LIKELY.contains(&part(size.width, paper.width))
                && TALL.contains(&part(size.height, paper.height))
        };
        let ratio = |width: usize| i64::try_from(width).unwrap_or(i64::MAX).max(1);
        let height = || paper.width.scale(ratio(self.height), ratio(self.width));
        self.stated.filter(likely).unwrap_or_else(|| Size::new(paper.width, height()))
    }

    /// A level of every pixel, shrunk by the factor that stands beside it: below [`DPI`].
    pub(super) fn grey(&self, paper: Size) -> (Grey, usize) {
        let inches = self.size(paper).width.to_mm() / 25.4;
        // Positive and far below the limits of a picture.
        let factor = (self.width as f64 / inches / DPI as f64 - 0.01).ceil().max(1.0) as usize;
        let grey = match self.rgb {
            true => Grey::new(self.width, &self.pixels, 3),
            false => Grey::of_levels(self.width, self.pixels.clone()),
        };
        (if factor > 1 { grey.shrink(factor) } else { grey }, factor)
    }

    /// Pixels with a colour; `None` if the picture has none.
    pub(super) fn colours(&self) -> Option<&[u8]> {
        let hued =
            |p: &[u8]| p.iter().max() > p.iter().min().map(|low| low.saturating_add(40)).as_ref();
        (self.rgb && self.pixels.chunks_exact(3).any(hued)).then_some(&self.pixels)
    }

    /// Pixels across.
    pub(super) fn width(&self) -> usize {
        self.width
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_that_cannot_be_stated_is_taken_from_the_paper() {
        let (paper, mm) = (Size::new(Length::mm(210), Length::mm(297)), Length::mm);
        let scan =
            |stated| Scan { width: 100, height: 150, pixels: vec![0; 15_000], rgb: false, stated };
        let size = |stated| scan(stated).size(paper);
        assert_eq!(size(None), Size::new(mm(210), mm(315)));
        assert_eq!(size(Some(Size::new(mm(215), mm(297)))), Size::new(mm(215), mm(297)));
        for (width, height) in [(437, 619), (210, 9_000_000)] {
            assert_eq!(size(Some(Size::new(mm(width), mm(height)))), Size::new(mm(210), mm(315)));
        }
    }
}
