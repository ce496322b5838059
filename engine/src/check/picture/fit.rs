//! Where a picture lies, exactly: squares of our page are looked for in it, and the map that most of
//! them agree on is taken.

use super::place::Map;
use super::plane::{Area, best, blurred, likeness, placed};
use crate::alike::Grey;

/// Squares with less ink than this part of their pixels, in thousandths, say nothing.
const INKED: u64 = 12;
/// A square that is as alike as this is found.
pub(super) const FOUND: f64 = 0.5;
/// Rounds in which squares that disagree are left out.
const ROUNDS: usize = 4;

/// A square: its middle, how far it is moved, and how sure that is in both directions.
struct Square {
    at: (f64, f64),
    by: (f64, f64),
    sure: (f64, f64),
    like: f64,
}

/// A better map, and what part of the squares is found by it (0 to 1).
pub(super) fn better(
    ours: &Grey,
    theirs: &Grey,
    map: &Map,
    (side, reach): (usize, i64),
) -> (Map, f64) {
    let size = (ours.width(), ours.height());
    let (own, lying) = (blurred(ours), blurred(&placed(theirs, map, size)));
    let squares: Vec<Square> =
        areas(size, side).filter_map(|area| square((ours, &own), &lying, area, reach)).collect();
    let found: Vec<&Square> = squares.iter().filter(|square| square.like >= FOUND).collect();
    let part = found.len() as f64 / squares.len().max(1) as f64;
    if found.len() < 3 {
        return (*map, part);
    }
    let along = |values: &dyn Fn(&Square) -> (f64, f64)| {
        let points: Vec<_> = found
            .iter()
            .map(|square| (square.at, values(square)))
            .map(|(at, (by, sure))| (at, by, sure))
            .collect();
        plane(points)
    };
    let x = along(&|square| (square.by.0, square.sure.0));
    let y = along(&|square| (square.by.1, square.sure.1));
    let step = Map { x: [x[0], 1.0 + x[1], x[2]], y: [y[0], y[1], 1.0 + y[2]] };
    (map.after(&step), part)
}

fn areas((width, height): (usize, usize), side: usize) -> impl Iterator<Item = Area> {
    let side = side.max(8);
    let tops = (0..height.saturating_sub(side / 2)).step_by(side);
    tops.flat_map(move |top| {
        let lefts = (0..width.saturating_sub(side / 2)).step_by(side);
        lefts.map(move |left| [left, top, (left + side).min(width), (top + side).min(height)])
    })
}

fn square((raw, own): (&Grey, &Grey), lying: &Grey, area: Area, reach: i64) -> Option<Square> {
    let [left, top, right, bottom] = area;
    let pixels = ((right - left) * (bottom - top)) as u64;
    if raw.ink(area) * 1000 < pixels * 255 * INKED {
        return None;
    }
    let ((dx, dy), like) = best(own, lying, area, reach, 2);
    let near = |x: i64, y: i64| likeness(own, lying, area, (dx + x, dy + y), 1);
    let middle = likeness(own, lying, area, (dx, dy), 1);
    // The top of the parabola through three values, and how sharp it is.
    let top_of = |before: f64, after: f64| {
        let bend = 2.0 * middle - before - after;
        if bend < 1e-3 {
            (0.0, 0.0)
        } else {
            (((after - before) / bend / 2.0).clamp(-1.0, 1.0), bend)
        }
    };
    let (x, sure_x) = top_of(near(-1, 0), near(1, 0));
    let (y, sure_y) = top_of(near(0, -1), near(0, 1));
    Some(Square {
        at: ((left + right) as f64 / 2.0, (top + bottom) as f64 / 2.0),
        by: (dx as f64 + x, dy as f64 + y),
        sure: (sure_x, sure_y),
        like,
    })
}

/// Where a square stands, how far it is moved, and how sure that is.
type Moved = ((f64, f64), f64, f64);

/// Constant and slopes by x and y of what most points agree on.
fn plane(mut points: Vec<Moved>) -> [f64; 3] {
    let mut found = [0.0; 3];
    for _ in 0..ROUNDS {
        let Some(next) = least_squares(&points) else { return found };
        found = next;
        let off = |&((x, y), by, _): &Moved| (by - found[0] - found[1] * x - found[2] * y).abs();
        let mut offs: Vec<f64> = points.iter().map(off).collect();
        offs.sort_by(f64::total_cmp);
        let limit = (offs[offs.len() / 2] * 2.5).max(0.3);
        points.retain(|point| off(point) <= limit);
    }
    found
}

/// A plane by weighted least squares; a plain shift if the points do not span one.
fn least_squares(points: &[Moved]) -> Option<[f64; 3]> {
    let weight: f64 = points.iter().map(|point| point.2).sum();
    if weight <= 0.0 {
        return None;
    }
    let mean = |of: &dyn Fn(&Moved) -> f64| {
        points.iter().map(|point| point.2 * of(point)).sum::<f64>() / weight
    };
    let (mx, my, mz) = (mean(&|p| p.0.0), mean(&|p| p.0.1), mean(&|p| p.1));
    let xx = mean(&|p| (p.0.0 - mx).powi(2));
    let yy = mean(&|p| (p.0.1 - my).powi(2));
    let xy = mean(&|p| (p.0.0 - mx) * (p.0.1 - my));
    let xz = mean(&|p| (p.0.0 - mx) * (p.1 - mz));
    let yz = mean(&|p| (p.0.1 - my) * (p.1 - mz));
    let whole = xx * yy - xy * xy;
    if points.len() < 6 || whole < 1.0 {
        return Some([mz, 0.0, 0.0]);
    }
    let (b, c) = ((xz * yy - yz * xy) / whole, (yz * xx - xz * xy) / whole);
    Some([mz - b * mx - c * my, b, c])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_points_are_believed() {
        let grid =
            (0..6).flat_map(|x| (0..6).map(move |y| (f64::from(x) * 50.0, f64::from(y) * 50.0)));
        let mut points: Vec<_> =
            grid.map(|(x, y)| ((x, y), 2.0 + 0.01 * x - 0.02 * y, 1.0)).collect();
        points[3].1 += 9.0;
        points[20].1 -= 7.0;
        let [a, b, c] = plane(points);
        assert!((a - 2.0).abs() < 0.01 && (b - 0.01).abs() < 1e-4 && (c + 0.02).abs() < 1e-4);
    }
}
