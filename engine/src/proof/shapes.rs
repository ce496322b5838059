//! Lines and fills of a page against those that were meant.

use super::marks::MeantShape;
use super::near;
use super::page::Fault;
use crate::length::Length;
use crate::readback::{Contour, Paint, ReadPage, ReadShape};

/// A contour in the file with the shape it is a piece of.
type Piece<'r> = (&'r ReadShape, &'r Contour);

/// The first line or fill that is not as it was meant.
pub(super) fn fault(meant: &[MeantShape<'_>], page: &ReadPage) -> Option<Fault> {
    let pieces = page
        .shapes
        .iter()
        .flat_map(|shape| shape.contours.iter().map(move |contour| (shape, contour)));
    let read: Vec<Piece<'_>> = pieces.collect();
    let differs = |index: usize| match (meant.get(index), read.get(index)) {
        (Some(meant), Some(piece)) => !same(meant, *piece),
        _ => true,
    };
    let index = (0..meant.len().max(read.len())).find(|&index| differs(index))?;
    let item = meant.get(index).map_or("-", |shape| shape.item);
    let one_more = read.len() > meant.len()
        && meant.get(index).zip(read.get(index + 1)).is_none_or(|(meant, next)| same(meant, *next));
    Some(Fault::new(if one_more { "P053" } else { "P052" }, item, index + 1))
}

fn same(meant: &MeantShape<'_>, (shape, contour): Piece<'_>) -> bool {
    let painted = match (meant.paint, shape.paint) {
        (Paint::Fill, Paint::Fill) => true,
        (Paint::Stroke(a), Paint::Stroke(b)) => near::measure(a, b),
        _ => false,
    };
    painted
        && shape.plain
        && meant.ink == shape.ink
        && dashed(meant.dash, &shape.dash)
        && placed(&meant.contour, contour)
}

fn dashed(meant: Option<(Length, Length)>, read: &[Length]) -> bool {
    match (meant, read) {
        (None, []) => true,
        (Some((dash, gap)), &[a, b]) => near::measure(dash, a) && near::measure(gap, b),
        _ => false,
    }
}

fn placed(meant: &Contour, read: &Contour) -> bool {
    match (meant, read) {
        (Contour::Line(a, b), Contour::Line(c, d)) => near::point(*a, *c) && near::point(*b, *d),
        (Contour::Rect(a), Contour::Rect(b)) => near::rect(*a, *b),
        (Contour::Other(a), Contour::Other(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near::point(*a, *b))
        }
        _ => false,
    }
}
