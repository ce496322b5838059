//! What a picture leaves on white paper, as grey.

use std::fmt;

/// Most samples across or down of a picture that is kept: as of pictures that are given to us.
const MOST: u32 = crate::picture::limits::SIDE;
/// Ink of a sample from which on it is no speck of a lossy format.
const SPECK: u8 = 64;

/// The ink of a picture, sample by sample from the top: 0 is paper, 255 is black.
#[derive(Clone, PartialEq, Eq)]
pub struct Shown {
    width: usize,
    ink: Vec<u8>,
}

impl fmt::Debug for Shown {
    /// Size only: a picture may be a resident's seal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shown({}x{})", self.width, self.height())
    }
}

/// A part of a picture as shares of its width and height: left, top, right, bottom.
pub(crate) type Part = [f64; 4];

/// The whole of a picture.
pub(crate) const WHOLE: Part = [0.0, 0.0, 1.0, 1.0];

/// What one cell takes of a row of samples.
struct Take {
    first: usize,
    weights: Vec<f64>,
}

impl Shown {
    /// Of pixels as in [`image_digest`](super::image_digest). `None` if there are too many of them,
    /// or another number than stated.
    pub(crate) fn of(
        (width, height): (u32, u32),
        pixels: &[u8],
        rgb: bool,
        alpha: Option<&[u8]>,
    ) -> Option<Self> {
        let ink = |(index, pixel): (usize, &[u8])| {
            let level = match *pixel {
                [r, g, b] => (u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b)) / 10,
                _ => pixel.first().copied().unwrap_or(255).into(),
            };
            let opaque = alpha.map_or(255, |alpha| alpha.get(index).copied().unwrap_or(0));
            // Both factors are at most 255.
            ((255 - level.min(255)) * u32::from(opaque) / 255) as u8
        };
        let samples = pixels.chunks_exact(if rgb { 3 } else { 1 });
        Self::whole((width, height), samples.enumerate().map(ink))
    }

    /// Of a stencil that is painted in an ink: 255 of it is painted in full.
    pub(super) fn stencil(size: (u32, u32), mask: &[u8], ink: u8) -> Option<Self> {
        let painted = |part: &u8| (u32::from(*part) * u32::from(ink) / 255) as u8;
        Self::whole(size, mask.iter().map(painted))
    }

    fn whole((width, height): (u32, u32), ink: impl Iterator<Item = u8>) -> Option<Self> {
        if width == 0 || height == 0 || width > MOST || height > MOST {
            return None;
        }
        let (width, height) = (width as usize, height as usize);
        let ink: Vec<u8> = ink.take(width * height + 1).collect();
        (ink.len() == width * height).then_some(Self { width, ink })
    }

    fn height(&self) -> usize {
        self.ink.len() / self.width
    }

    /// The part that has ink in more than a hundredth of every row and column at its edges; the
    /// whole if there is none.
    pub(crate) fn inked(&self) -> Part {
        let (width, height) = (self.width, self.height());
        let (mut rows, mut columns) = (vec![0_usize; height], vec![0_usize; width]);
        for (row, line) in rows.iter_mut().zip(self.ink.chunks_exact(width)) {
            for (column, ink) in columns.iter_mut().zip(line) {
                let dark = usize::from(*ink > SPECK);
                *row += dark;
                *column += dark;
            }
        }
        match (ends(&columns, height), ends(&rows, width)) {
            (Some((left, right)), Some((top, bottom))) => [left, top, right, bottom],
            _ => WHOLE,
        }
    }

    /// A part as a square of cells, each the mean of what it covers; beyond the edges is paper.
    pub(crate) fn cells(&self, [left, top, right, bottom]: Part, side: usize) -> Vec<f64> {
        let across = takes(left, right, self.width, side);
        let down = takes(top, bottom, self.height(), side);
        let mut cells = Vec::with_capacity(side * side);
        for rows in &down {
            let mut mixed = vec![0.0; self.width];
            let lines = self.ink.chunks_exact(self.width).skip(rows.first);
            for (line, weight) in lines.zip(&rows.weights) {
                for (sum, ink) in mixed.iter_mut().zip(line) {
                    *sum += weight * f64::from(*ink);
                }
            }
            cells.extend(across.iter().map(|columns| {
                let part = mixed.iter().skip(columns.first).zip(&columns.weights);
                part.map(|(ink, weight)| ink * weight).sum::<f64>()
            }));
        }
        cells
    }
}

/// From the first to the last of some counts that are more than a hundredth, as shares.
fn ends(counts: &[usize], of: usize) -> Option<(f64, f64)> {
    let inked = |count: &usize| count * 100 > of;
    let (first, last) = (counts.iter().position(inked)?, counts.iter().rposition(inked)?);
    let share = |at: usize| at as f64 / counts.len() as f64;
    Some((share(first), share(last + 1)))
}

/// What every cell takes of `count` samples; together at most 1.
fn takes(from: f64, to: f64, count: usize, cells: usize) -> Vec<Take> {
    let (start, step) = (from * count as f64, (to - from) * count as f64 / cells as f64);
    let one = |cell: usize| {
        let (low, high) = (start + step * cell as f64, start + step * (cell + 1) as f64);
        let (low, high) = (low.clamp(0.0, count as f64), high.clamp(0.0, count as f64));
        let (first, last) = (low.floor() as usize, high.ceil() as usize);
        let weight = |at: usize| {
            let (a, b) = (low.max(at as f64), high.min((at + 1) as f64));
            (b - a).max(0.0) / step.max(f64::MIN_POSITIVE)
        };
        Take { first, weights: (first..last).map(weight).collect() }
    };
    (0..cells).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_means_and_beyond_the_edges_is_paper() {
        let shown = Shown::of((2, 2), &[0, 255, 55, 155], false, None).unwrap();
        assert_eq!(shown.cells(WHOLE, 2), [255.0, 0.0, 200.0, 100.0]);
        assert_eq!(shown.cells(WHOLE, 1), [138.75]);
        assert_eq!(shown.cells([-1.0, 0.0, 1.0, 2.0], 2), [0.0, 138.75, 0.0, 0.0]);
        assert_eq!(shown.cells([0.0, 0.0, 0.5, 0.5], 2), [255.0; 4]);
    }

    #[test]
    fn ink_is_what_is_dark_and_opaque() {
        let grey = Shown::of((2, 1), &[0, 0], false, Some(&[255, 0])).unwrap();
        assert_eq!(grey.ink, [255, 0]);
        let red = Shown::of((1, 1), &[255, 0, 0], true, None).unwrap();
        assert_eq!(red.ink, [179]);
        assert_eq!(Shown::stencil((2, 1), &[255, 0], 200).unwrap().ink, [200, 0]);
        assert!(Shown::of((2, 2), &[0; 3], false, None).is_none());
    }

    #[test]
    fn the_inked_part_leaves_margins_out() {
        let mut pixels = vec![255; 100];
        pixels[23] = 0;
        pixels[57] = 0;
        let shown = Shown::of((10, 10), &pixels, false, None).unwrap();
        assert_eq!(shown.inked(), [0.3, 0.2, 0.8, 0.6]);
        assert_eq!(Shown::of((1, 1), &[255], false, None).unwrap().inked(), WHOLE);
    }
}
