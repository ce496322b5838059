//! Outlines of glyphs as they stand in an embedded font program.

use hayro_interpret::kurbo::{BezPath, PathEl, Point};

/// Millionths of an em in one unit of the interpreter's outlines (an em of 1,000).
const MILLIONTHS: f64 = 1000.0;

/// A glyph's contours in the order of the program, in millionths of an em, y up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline(pub Vec<Step>);

/// One step of a contour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A contour begins.
    Move([i32; 2]),
    /// A straight line.
    Line([i32; 2]),
    /// A quadratic curve: control point and end.
    Quad([i32; 4]),
    /// A cubic curve: both control points and end.
    Curve([i32; 6]),
    /// The contour closes.
    Close,
}

impl Outline {
    pub(super) fn of(path: &BezPath) -> Self {
        Self(path.elements().iter().map(step).collect())
    }
}

fn step(element: &PathEl) -> Step {
    let at = |value: f64| (value * MILLIONTHS).round() as i32;
    let xy = |point: &Point| (at(point.x), at(point.y));
    match element {
        PathEl::MoveTo(to) => Step::Move(xy(to).into()),
        PathEl::LineTo(to) => Step::Line(xy(to).into()),
        PathEl::QuadTo(a, to) => {
            let ((ax, ay), (x, y)) = (xy(a), xy(to));
            Step::Quad([ax, ay, x, y])
        }
        PathEl::CurveTo(a, b, to) => {
            let ((ax, ay), (bx, by), (x, y)) = (xy(a), xy(b), xy(to));
            Step::Curve([ax, ay, bx, by, x, y])
        }
        PathEl::ClosePath => Step::Close,
    }
}
