//! How far two outlines are apart, whatever their size, place, format and starting points.

use chohyo_fonts::{Face, OutlinePen};

use crate::readback::{Outline, Step};

/// Side of the box that an outline is scaled to.
const BOX: f64 = 1000.0;
/// Distance of the points that are set on an outline, in the units of the box.
const STEP: f64 = 12.0;
/// Pieces of a curve.
const PIECES: usize = 6;
/// Most points of an outline that are compared.
const MOST: usize = 4_000;

/// Points on an outline, from 0 to 1000 both ways.
pub(super) struct Cloud {
    points: Vec<(f64, f64)>,
    /// Points by cells of the grid.
    grid: Vec<Vec<u32>>,
}

/// Cells of the grid along each side.
const CELLS: usize = 25;

type Xy = (f64, f64);

/// Lines of contours as they are drawn.
#[derive(Default)]
struct Tracer {
    lines: Vec<(Xy, Xy)>,
    start: Xy,
    at: Xy,
}

impl Tracer {
    fn line(&mut self, to: Xy) {
        self.lines.push((self.at, to));
        self.at = to;
    }

    fn curve(&mut self, place: impl Fn(f64) -> Xy) {
        for piece in 1..=PIECES {
            self.line(place(piece as f64 / PIECES as f64));
        }
    }

    fn quad(&mut self, a: Xy, to: Xy) {
        let from = self.at;
        self.curve(|t| {
            let u = 1.0 - t;
            let of = |p: f64, q: f64, r: f64| u * u * p + 2.0 * u * t * q + t * t * r;
            (of(from.0, a.0, to.0), of(from.1, a.1, to.1))
        });
    }

    fn cubic(&mut self, a: Xy, b: Xy, to: Xy) {
        let from = self.at;
        self.curve(|t| {
            let u = 1.0 - t;
            let of = |p: f64, q: f64, r: f64, s: f64| {
                u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
            };
            (of(from.0, a.0, b.0, to.0), of(from.1, a.1, b.1, to.1))
        });
    }

    fn begin(&mut self, to: Xy) {
        (self.start, self.at) = (to, to);
    }

    fn finish(&mut self) {
        self.line(self.start);
    }

    /// Points at even distances, in a box of 1000.
    fn cloud(self) -> Cloud {
        let ends = || self.lines.iter().flat_map(|(a, b)| [a, b]);
        let low = ends().fold((f64::MAX, f64::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
        let high = ends().fold((f64::MIN, f64::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
        let side = (high.0 - low.0).max(high.1 - low.1).max(f64::MIN_POSITIVE);
        let scaled = |p: Xy| ((p.0 - low.0) / side * BOX, (p.1 - low.1) / side * BOX);
        let mut points = Vec::new();
        for &(a, b) in &self.lines {
            let (a, b) = (scaled(a), scaled(b));
            let length = (b.0 - a.0).hypot(b.1 - a.1);
            let pieces = (length / STEP).ceil().clamp(0.0, 200.0) as usize;
            for piece in 0..pieces {
                let t = piece as f64 / pieces as f64;
                points.push((a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t));
            }
        }
        points.truncate(MOST);
        let mut grid = vec![Vec::new(); CELLS * CELLS];
        for (index, point) in points.iter().enumerate() {
            grid[cell(point.1) * CELLS + cell(point.0)].push(index as u32);
        }
        Cloud { points, grid }
    }
}

fn cell(at: f64) -> usize {
    ((at / BOX * CELLS as f64) as usize).min(CELLS - 1)
}

impl Cloud {
    /// The square of the distance of the nearest point.
    fn nearest(&self, to: Xy) -> f64 {
        let (column, row) = (cell(to.0) as i64, cell(to.1) as i64);
        let mut best = f64::MAX;
        for ring in 0..CELLS as i64 {
            // Nothing in this ring can be nearer.
            if best <= ((ring - 1).max(0) as f64 * (BOX / CELLS as f64)).powi(2) {
                break;
            }
            for y in row - ring..=row + ring {
                for x in column - ring..=column + ring {
                    let on_ring = (y - row).abs() == ring || (x - column).abs() == ring;
                    if on_ring {
                        best = best.min(self.in_cell(x, y, to));
                    }
                }
            }
        }
        best
    }

    fn in_cell(&self, x: i64, y: i64, to: Xy) -> f64 {
        let inside = (0..CELLS as i64).contains(&x) && (0..CELLS as i64).contains(&y);
        let points =
            if inside { self.grid[y as usize * CELLS + x as usize].as_slice() } else { &[] };
        let far = |&index: &u32| {
            let point = self.points[index as usize];
            (point.0 - to.0).powi(2) + (point.1 - to.1).powi(2)
        };
        points.iter().map(far).fold(f64::MAX, f64::min)
    }
}

/// The root of the mean square of the distances from the points of each outline to the other, in
/// thousandths of the box: a stroke more or less weighs, a rounding does not. 0 is one outline.
pub(super) fn distance(a: &Cloud, b: &Cloud) -> i64 {
    if a.points.is_empty() || b.points.is_empty() {
        return if a.points.len() == b.points.len() { 0 } else { BOX as i64 };
    }
    let square = |from: &Cloud, to: &Cloud| {
        let sum: f64 = from.points.iter().map(|&point| to.nearest(point)).sum();
        sum / from.points.len() as f64
    };
    // Points of one outline with other starts are up to half a step apart.
    let apart = square(a, b).max(square(b, a)).sqrt() - STEP / 4.0;
    apart.max(0.0).round() as i64
}

/// An outline of a file.
pub(super) fn of_file(outline: &Outline) -> Cloud {
    let mut tracer = Tracer::default();
    let xy = |x: i32, y: i32| (f64::from(x), f64::from(y));
    for step in &outline.0 {
        match *step {
            Step::Move([x, y]) => tracer.begin(xy(x, y)),
            Step::Line([x, y]) => tracer.line(xy(x, y)),
            Step::Quad([ax, ay, x, y]) => tracer.quad(xy(ax, ay), xy(x, y)),
            Step::Curve([ax, ay, bx, by, x, y]) => {
                tracer.cubic(xy(ax, ay), xy(bx, by), xy(x, y));
            }
            Step::Close => tracer.finish(),
        }
    }
    tracer.cloud()
}

/// An outline of an original font.
pub(super) fn of_face(face: &Face, glyph: u16) -> Cloud {
    let mut tracer = Tracer::default();
    face.outline(glyph, &mut tracer);
    tracer.cloud()
}

impl OutlinePen for Tracer {
    fn move_to(&mut self, x: f32, y: f32) {
        self.begin((x.into(), y.into()));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.line((x.into(), y.into()));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.quad((cx.into(), cy.into()), (x.into(), y.into()));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.cubic((ax.into(), ay.into()), (bx.into(), by.into()), (x.into(), y.into()));
    }
    fn close(&mut self) {
        self.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(left: i32, size: i32, dot: bool) -> Cloud {
        let (a, b) = (left, left + size);
        let mut steps = vec![
            Step::Move([a, a]),
            Step::Line([b, a]),
            Step::Line([b, b]),
            Step::Line([a, b]),
            Step::Close,
        ];
        if dot {
            let (c, d) = (left + size / 3, left + size / 2);
            steps.extend([Step::Move([c, c]), Step::Line([d, c]), Step::Line([d, d]), Step::Close]);
        }
        of_file(&Outline(steps))
    }

    #[test]
    fn size_and_place_do_not_matter_and_strokes_do() {
        assert_eq!(distance(&square(0, 900, false), &square(5_000, 300, false)), 0);
        assert!(distance(&square(0, 900, false), &square(0, 900, true)) > 20);
        assert_eq!(distance(&of_file(&Outline::default()), &square(0, 900, false)), 1000);
    }
}
