//! The sheet of pixels and the two ways to put colour on it: by mask and by exact area.

use std::ops::Range;

use tiny_skia::Mask;

use super::limits;
use crate::length::{Length, Rect, Size};
use crate::page::Colour;

/// A drawn page: white paper, 8 bits a channel.
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green, blue; rows from the top without padding.
    pub rgb: Vec<u8>,
}

impl Pixels {
    /// Whether no pixel has a hue.
    pub fn is_grey(&self) -> bool {
        self.rgb.chunks_exact(3).all(|p| p[0] == p[1] && p[1] == p[2])
    }
}

/// Units: half EMU times dpi. An inch is `2 · 914,400 · dpi` units and a pixel [`Scale::PIXEL`],
/// so that every length and half of every rule's width is whole.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    dpi: i64,
}

/// A rectangle in units: left, top, right, bottom.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) right: i64,
    pub(super) bottom: i64,
}

impl Scale {
    /// Units of a pixel.
    pub(super) const PIXEL: i64 = 2 * 914_400;

    pub(super) fn new(dpi: u16) -> Self {
        Self { dpi: dpi.into() }
    }

    pub(super) fn units(self, length: Length) -> i64 {
        length.to_emu().saturating_mul(2 * self.dpi)
    }

    pub(super) fn pixels(self, length: Length) -> f32 {
        (self.units(length) as f64 / Self::PIXEL as f64) as f32
    }

    pub(super) fn area(self, rect: Rect) -> Area {
        Area {
            left: self.units(rect.origin.x),
            top: self.units(rect.origin.y),
            right: self.units(rect.right()),
            bottom: self.units(rect.bottom()),
        }
    }
}

impl Area {
    /// Whether nothing lies in it.
    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// The area with each edge moved out by `by` units.
    pub(super) fn grow(self, by: i64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }
}

/// A page being drawn.
pub(super) struct Canvas {
    pub(super) scale: Scale,
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Canvas {
    pub(super) fn new(size: Size, scale: Scale) -> Self {
        let side = |length: Length| {
            let pixels = (scale.units(length) + Scale::PIXEL / 2) / Scale::PIXEL;
            usize::try_from(pixels.clamp(1, limits::SIDE.into())).unwrap_or(1)
        };
        let (width, height) = (side(size.width), side(size.height));
        Self { scale, width, height, rgb: vec![255; width * height * 3] }
    }

    pub(super) fn into_pixels(self) -> Pixels {
        // Both are at most `limits::SIDE`.
        Pixels { width: self.width as u32, height: self.height as u32, rgb: self.rgb }
    }

    /// Pixels of the canvas that the units `from..to` touch, in a row of `count`.
    fn touched(from: i64, to: i64, count: usize) -> Range<usize> {
        let bound = |pixel: i64| usize::try_from(pixel.max(0)).unwrap_or(0).min(count);
        let end = to.saturating_add(Scale::PIXEL - 1).div_euclid(Scale::PIXEL);
        bound(from.div_euclid(Scale::PIXEL))..bound(end)
    }

    pub(super) fn columns(&self, from: i64, to: i64) -> Range<usize> {
        Self::touched(from, to, self.width)
    }

    pub(super) fn rows(&self, from: i64, to: i64) -> Range<usize> {
        Self::touched(from, to, self.height)
    }

    /// Lays `colour` over one pixel with an opacity of 0–255.
    pub(super) fn blend(&mut self, x: usize, y: usize, colour: [u8; 3], opacity: u8) {
        let start = (y * self.width + x) * 3;
        let Some(pixel) = self.rgb.get_mut(start..start + 3) else {
            return;
        };
        if opacity == 255 {
            pixel.copy_from_slice(&colour);
            return;
        }
        let (over, under) = (u32::from(opacity), 255 - u32::from(opacity));
        for (channel, new) in pixel.iter_mut().zip(colour) {
            *channel = ((u32::from(*channel) * under + u32::from(new) * over + 127) / 255) as u8;
        }
    }

    /// Lays `colour` over the pixels of a mask whose top-left stands at (`left`, `top`).
    pub(super) fn stamp(&mut self, left: i64, top: i64, mask: &Mask, colour: Colour) {
        let colour = channels(colour);
        let rows = mask.data().chunks_exact(mask.width() as usize);
        for (y, row) in (top..).zip(rows) {
            let Some(y) = usize::try_from(y).ok().filter(|&y| y < self.height) else {
                continue;
            };
            for (x, &opacity) in (left..).zip(row).filter(|(_, opacity)| **opacity > 0) {
                let Some(x) = usize::try_from(x).ok().filter(|&x| x < self.width) else {
                    continue;
                };
                self.blend(x, y, colour, opacity);
            }
        }
    }
}

pub(super) fn channels(colour: Colour) -> [u8; 3] {
    match colour {
        Colour::Grey(level) => [level; 3],
        Colour::Rgb(r, g, b) => [r, g, b],
    }
}

/// Units of `from..to` that lie in pixel `index`.
pub(super) fn overlap(from: i64, to: i64, index: usize) -> i64 {
    let start = index as i64 * Scale::PIXEL;
    (to.min(start + Scale::PIXEL) - from.max(start)).max(0)
}
