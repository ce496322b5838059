//! Outlines of ellipses, from the curves that the PDF has.

use tiny_skia::{FillRule, Mask, PathBuilder, Stroke, StrokeDash, Transform};

use super::canvas::Canvas;
use crate::length::{Length, Point};
use crate::page::Ellipse;

/// Draws the outline of an ellipse.
pub(super) fn draw(canvas: &mut Canvas, ellipse: &Ellipse) {
    let (scale, width) = (canvas.scale, ellipse.stroke.width);
    if width <= Length::ZERO {
        return;
    }
    let reach = scale.units(width);
    let area = scale.area(ellipse.area).grow(reach);
    let (columns, rows) =
        (canvas.columns(area.left, area.right), canvas.rows(area.top, area.bottom));
    let (left, top) = (columns.start as f32, rows.start as f32);
    let at = |point: Point| (scale.pixels(point.x) - left, scale.pixels(point.y) - top);
    let (start, curves) = ellipse.curves();
    let mut path = PathBuilder::new();
    let (x, y) = at(start);
    path.move_to(x, y);
    for [a, b, end] in curves.map(|curve| curve.map(at)) {
        path.cubic_to(a.0, a.1, b.0, b.1, end.0, end.1);
    }
    path.close();
    let pixels = |length: Length| scale.pixels(length);
    let stroke = Stroke { width: pixels(width), ..Stroke::default() };
    let dash = ellipse.stroke.dash;
    let dash = dash.and_then(|(on, off)| StrokeDash::new(vec![pixels(on), pixels(off)], 0.0));
    let outline = path.finish().and_then(|path| match dash {
        Some(dash) => path.dash(&dash, 1.0)?.stroke(&stroke, 1.0),
        None => path.stroke(&stroke, 1.0),
    });
    // Sides are at most `limits::SIDE`; an empty one lies off the sheet.
    let mask = Mask::new(columns.len() as u32, rows.len() as u32);
    if let (Some(outline), Some(mut mask)) = (outline, mask) {
        mask.fill_path(&outline, FillRule::Winding, true, Transform::identity());
        canvas.stamp(columns.start as i64, rows.start as i64, &mask, ellipse.stroke.colour);
    }
}
