//! Whether two pictures show one seal: the ink of both in one raster, compared part by part.
//!
//! Copies differ in resolution, margins, levels and the weight of strokes; another seal differs in
//! at least one character, so the part that is least alike decides.

use crate::length::Size;
use crate::readback::{Part, Shown, WHOLE};

/// Cells of the raster along each side: 0.3 mm of a seal of 20 mm.
const SIDE: usize = 64;
/// Cells of a part along each side, about half a character of a seal; parts overlap by half.
const TILE: usize = 16;
/// How far one raster is shifted to lie on the other, in cells.
const SHIFT: isize = 3;
/// Ink of the darkest cells below which a picture is not made darker: 60 of 255.
const FAINT: f64 = 60.0;
/// Keeps parts without ink from deciding by their noise: the square of 6 % of full ink.
const QUIET: f64 = 0.06 * 255.0 * 0.06 * 255.0;

/// How much of the picture of the form a picture of a file shows, in percent: of the part that is
/// least alike, once their ink, or their middles at one scale, lie on each other.
pub(super) fn likeness(ours: (&Shown, Size), theirs: (&Shown, Size)) -> i64 {
    let by_ink =
        alike(&ours.0.cells(ours.0.inked(), SIDE), &theirs.0.cells(theirs.0.inked(), SIDE));
    let by_place =
        alike(&ours.0.cells(WHOLE, SIDE), &theirs.0.cells(about(ours.1, theirs.1), SIDE));
    // A share of 1 at most.
    (by_ink.max(by_place) * 100.0).round().max(0.0) as i64
}

/// The part of a picture that a box around its middle covers.
fn about(wanted: Size, found: Size) -> Part {
    let half = |wanted: i64, found: i64| wanted as f64 / found.max(1) as f64 / 2.0;
    let x = half(wanted.width.to_emu(), found.width.to_emu());
    let y = half(wanted.height.to_emu(), found.height.to_emu());
    [0.5 - x, 0.5 - y, 0.5 + x, 0.5 + y]
}

/// Likeness of the parts that are least alike, of two rasters.
fn alike(ours: &[f64], theirs: &[f64]) -> f64 {
    let (ours, theirs) = (Raster::of(ours), Raster::of(theirs));
    let shifts = || (-SHIFT..=SHIFT).flat_map(|y| (-SHIFT..=SHIFT).map(move |x| (x, y)));
    let by_fit = shifts().map(|by| (ours.fit(&theirs, by), by));
    let best = by_fit.max_by(|(a, _), (b, _)| a.total_cmp(b));
    let (x, y) = best.map_or((0, 0), |(_, by)| by);
    let steps = || (0..=(SIDE - TILE)).step_by(TILE / 2);
    let parts = steps().flat_map(|top| steps().map(move |left| (left, top)));
    let part = |at| {
        let near = (-1..=1).flat_map(|down| (-1..=1).map(move |along| (x + along, y + down)));
        near.map(|by| ours.part(at).like(&theirs.shifted(at, by))).fold(-1.0, f64::max)
    };
    parts.map(part).fold(1.0, f64::min)
}

/// A square of cells, the darkest of them full ink.
struct Raster(Vec<f64>);

/// The cells of a part.
struct Tile(Vec<f64>);

impl Raster {
    fn of(cells: &[f64]) -> Self {
        let mut sorted = cells.to_vec();
        sorted.sort_by(f64::total_cmp);
        let darkest = sorted.get(sorted.len() * 99 / 100).copied().unwrap_or(255.0);
        let factor = 255.0 / darkest.max(FAINT);
        Self(cells.iter().map(|ink| ink * factor).collect())
    }

    /// A cell; paper beyond the edges.
    fn at(&self, x: isize, y: isize) -> f64 {
        let inside = |at: isize| usize::try_from(at).ok().filter(|at| *at < SIDE);
        let index = inside(x).zip(inside(y)).map(|(x, y)| y * SIDE + x);
        index.and_then(|index| self.0.get(index)).copied().unwrap_or(0.0)
    }

    /// The cells from `corner` on, so many along each side, of the raster moved by `by`.
    fn square(&self, corner: (usize, usize), side: usize, by: (isize, isize)) -> Tile {
        let cell = |at: usize, step: usize, by: isize| (at + step) as isize + by;
        let rows = (0..side).map(|row| cell(corner.1, row, by.1));
        let of_row = |y| (0..side).map(move |column| self.at(cell(corner.0, column, by.0), y));
        Tile(rows.flat_map(of_row).collect())
    }

    fn part(&self, corner: (usize, usize)) -> Tile {
        self.square(corner, TILE, (0, 0))
    }

    fn shifted(&self, corner: (usize, usize), by: (isize, isize)) -> Tile {
        self.square(corner, TILE, by)
    }

    /// Normalised correlation with another raster that is moved.
    fn fit(&self, other: &Self, by: (isize, isize)) -> f64 {
        let (own, other) = (self.square((0, 0), SIDE, (0, 0)), other.square((0, 0), SIDE, by));
        let (a, b, both) = own.spread(&other);
        both / (a * b).sqrt().max(f64::MIN_POSITIVE)
    }
}

impl Tile {
    fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len().max(1) as f64
    }

    /// Variances of both, and what they vary together.
    fn spread(&self, other: &Self) -> (f64, f64, f64) {
        let (a, b) = (self.mean(), other.mean());
        let count = self.0.len().max(1) as f64;
        let sums = self.0.iter().zip(&other.0).fold((0.0, 0.0, 0.0), |sums, (x, y)| {
            let (x, y) = (x - a, y - b);
            (sums.0 + x * x, sums.1 + y * y, sums.2 + x * y)
        });
        (sums.0 / count, sums.1 / count, sums.2 / count)
    }

    /// Likeness of structure, contrast and level (the index of structural similarity): 1 if both
    /// are the same.
    fn like(&self, other: &Self) -> f64 {
        let (a, b, both) = self.spread(other);
        let (x, y) = (self.mean(), other.mean());
        let form = (2.0 * both + QUIET) / (a + b + QUIET);
        form * (2.0 * x * y + QUIET) / (x * x + y * y + QUIET)
    }
}

#[cfg(test)]
mod tests;
