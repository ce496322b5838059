//! Where a picture lies, roughly: its skew by the sharpness of its rows and columns, then scale and
//! shift by the ink in them.

use super::place::Map;
use crate::alike::Grey;

/// Largest skew that is looked for, in steps of a tenth of a degree.
const SKEW: i64 = 30;
/// Largest change of scale that is looked for, in steps of a quarter of a percent.
const SCALE: i64 = 20;
/// Largest shift that is looked for, in parts of the longer side.
const SHIFT: f64 = 0.06;
/// Ink that counts.
const DARK: u8 = 64;

/// A dark pixel from the middle of its picture, and its ink.
type Dot = (f64, f64, f64);

fn dots(grey: &Grey) -> Vec<Dot> {
    let width = grey.width().max(1);
    let (x0, y0) = (width as f64 / 2.0, grey.height() as f64 / 2.0);
    let dark = grey.levels().iter().enumerate().filter(|(_, level)| 255 - **level >= DARK);
    let dot = |(at, level): (usize, &u8)| {
        let (x, y) = ((at % width) as f64 + 0.5, (at / width) as f64 + 0.5);
        (x - x0, y - y0, f64::from(255 - *level))
    };
    dark.map(dot).collect()
}

/// Ink by row and by column, as they are turned by an angle (its tangent). Rows and columns have
/// `half` pixels on both sides of the middle.
fn profiles(dots: &[Dot], tangent: f64, half: usize) -> [Vec<f64>; 2] {
    let (mut rows, mut columns) = (vec![0.0; 2 * half + 2], vec![0.0; 2 * half + 2]);
    let put = |sums: &mut [f64], at: f64, ink: f64| {
        let at = at + half as f64;
        let part = at - at.floor();
        if at >= 0.0 && (at as usize) < 2 * half {
            sums[at as usize] += ink * (1.0 - part);
            sums[at as usize + 1] += ink * part;
        }
    };
    for &(x, y, ink) in dots {
        put(&mut rows, y - x * tangent, ink);
        put(&mut columns, x + y * tangent, ink);
    }
    [rows, columns]
}

fn sharpness(dots: &[Dot], tangent: f64, half: usize) -> f64 {
    let edges =
        |sums: &Vec<f64>| sums.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum::<f64>();
    profiles(dots, tangent, half).iter().map(edges).sum()
}

/// The profile without what changes slowly.
fn flat(sums: &[f64], window: usize) -> Vec<f64> {
    let mut total = vec![0.0];
    for sum in sums {
        total.push(total[total.len() - 1] + sum);
    }
    let mean = |at: usize| {
        let (from, to) = (at.saturating_sub(window), (at + window + 1).min(sums.len()));
        (total[to] - total[from]) / (to - from) as f64
    };
    let smooth = |at: usize| {
        let (before, after) = (at.saturating_sub(1), (at + 1).min(sums.len() - 1));
        (sums[before] + 2.0 * sums[at] + sums[after]) / 4.0
    };
    (0..sums.len()).map(|at| smooth(at) - mean(at)).collect()
}

/// The best shift of a profile at a scale, and how alike both are there.
fn shift(ours: &[f64], theirs: &[f64], scale: f64, reach: i64) -> (i64, f64) {
    let half = ours.len() as f64 / 2.0 - 1.0;
    let scaled: Vec<f64> = (0..theirs.len())
        .map(|at| {
            let from = (at as f64 - half) / scale + half;
            let (low, part) = (from.floor(), from - from.floor());
            let level = |at: f64| {
                if at >= 0.0 { ours.get(at as usize).copied().unwrap_or(0.0) } else { 0.0 }
            };
            level(low) * (1.0 - part) + level(low + 1.0) * part
        })
        .collect();
    let norm = |sums: &[f64]| sums.iter().map(|sum| sum * sum).sum::<f64>().sqrt();
    let both = (norm(&scaled) * norm(theirs)).max(1.0);
    let alike = |by: i64| {
        let skip = by.unsigned_abs() as usize;
        let (a, b) =
            if by >= 0 { (&scaled[..], &theirs[skip..]) } else { (&scaled[skip..], theirs) };
        a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / both
    };
    let all = (-reach..=reach).map(|by| (by, alike(by)));
    all.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
}

/// The map from ours to theirs; both of nearly one resolution, coarse.
pub(super) fn rough(ours: &Grey, theirs: &Grey) -> Map {
    let (own, other) = (dots(ours), dots(theirs));
    let side = ours.width().max(ours.height()).max(theirs.width()).max(theirs.height());
    let half = side / 2 + side / 8;
    let tangent = |tenths: f64| (tenths / 10.0).to_radians().tan();
    let sharpest = |angles: &mut dyn Iterator<Item = f64>| {
        let all = angles.map(|angle| (angle, sharpness(&other, tangent(angle), half)));
        all.max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0.0, |(angle, _)| angle)
    };
    let angle = sharpest(&mut (-SKEW..=SKEW).map(|step| step as f64));
    let angle = sharpest(&mut (-4..=4).map(|step| angle + f64::from(step) / 5.0));
    let skew = tangent(angle);
    let window = side / 16;
    let [rows, columns] = profiles(&own, 0.0, half).map(|sums| flat(&sums, window));
    let [their_rows, their_columns] = profiles(&other, skew, half).map(|sums| flat(&sums, window));
    let reach = (side as f64 * SHIFT) as i64;
    let fits = (-SCALE..=SCALE).map(|step| {
        let scale = 1.0 + step as f64 / 400.0;
        let (down, across) = (
            shift(&rows, &their_rows, scale, reach),
            shift(&columns, &their_columns, scale, reach),
        );
        (scale, across.0 as f64, down.0 as f64, across.1 + down.1)
    });
    let (scale, across, down, _) =
        fits.max_by(|a, b| a.3.total_cmp(&b.3)).unwrap_or((1.0, 0.0, 0.0, 0.0));
    composed((ours, theirs), scale, skew, (across, down))
}

/// Scaled about the middle, moved along the turned rows and columns, turned.
fn composed(
    (ours, theirs): (&Grey, &Grey),
    scale: f64,
    skew: f64,
    (across, down): (f64, f64),
) -> Map {
    let middle = |grey: &Grey| (grey.width() as f64 / 2.0, grey.height() as f64 / 2.0);
    let ((x0, y0), (x1, y1)) = (middle(ours), middle(theirs));
    let first = Map { x: [across - scale * x0, scale, 0.0], y: [down - scale * y0, 0.0, scale] };
    let whole = 1.0 + skew * skew;
    let turn = Map { x: [x1, 1.0 / whole, -skew / whole], y: [y1, skew / whole, 1.0 / whole] };
    turn.after(&first)
}

#[cfg(test)]
mod tests {
    use super::super::plane::placed;
    use super::*;

    /// Rules of uneven distances in both directions.
    fn sheet() -> Grey {
        let (width, height) = (300, 400);
        let rows = [20, 33, 60, 75, 130, 180, 210, 290, 333, 380];
        let columns = [15, 40, 90, 110, 200, 222, 280];
        let dark = |at: usize| {
            let (x, y) = (at % width, at / width);
            rows.contains(&y) && x > 14 || columns.contains(&x) && (20..333).contains(&y)
        };
        let levels = (0..width * height).map(|at| if dark(at) { 0 } else { 255 }).collect();
        Grey::of_levels(width, levels)
    }

    #[test]
    fn a_moved_sheet_is_found() {
        let ours = sheet();
        // `placed` asks where a pixel comes from: the inverse of what is to be found.
        let moved = Map { x: [-9.0, 1.0, 0.02], y: [4.0, -0.02, 1.0] };
        let theirs = placed(&ours, &moved, (300, 400));
        let found = rough(&ours, &theirs);
        for (x, y) in [(15.0, 20.0), (280.0, 20.0), (15.0, 380.0), (280.0, 380.0)] {
            let (u, v) = found.at(x, y);
            let (p, q) = moved.at(u, v);
            assert!((p - x).abs() < 2.0 && (q - y).abs() < 2.0, "{x} {y}: {p} {q}");
        }
    }
}
