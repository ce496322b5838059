//! The sink of glyph outlines.

/// Receives the contours of a glyph: font units, y up, in the font's own order.
///
/// Coordinates may be half units: the on-curve point implied between two off-curve points.
pub trait OutlinePen {
    /// Begins a contour at (x, y).
    fn move_to(&mut self, x: f32, y: f32);
    /// A straight line to (x, y).
    fn line_to(&mut self, x: f32, y: f32);
    /// A quadratic curve with one control point to (x, y). glyf outlines only.
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32);
    /// A cubic curve with two control points to (x, y). CFF outlines only.
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32);
    /// Closes the contour.
    fn close(&mut self);
}
