//! Marks found on a page that was read back. Nothing is corrected: a mark that has one module wrong
//! is no mark.

mod bars;
mod modules;

use super::omr::{self, Bars, OmrSheet};
use super::payload::Payload;
use crate::length::{Length, Point, Rect};
use crate::readback::{Contour, Ink, Paint, ReadPage};

/// Darkest level at which a fill still counts as light.
const LIGHT: u8 = 96;

/// The payloads of a page's Code 39 and QR marks, in the order of their places from the top left.
pub fn read_marks(page: &ReadPage) -> Vec<Payload> {
    let dark = dark(page);
    let mut found = bars::find(&dark);
    found.extend(modules::find(&dark));
    found.sort_by_key(|(at, _)| (at.y, at.x));
    found.into_iter().map(|(_, payload)| payload).collect()
}

/// What the OMR bars in a box say: a bar fills its place and the box's width. `None` if they are
/// not whole.
pub fn read_omr(
    page: &ReadPage,
    area: Rect,
    bars: Bars,
    inserts: usize,
) -> Option<(OmrSheet, Vec<bool>)> {
    let dark = dark(page);
    let all = vec![true; inserts];
    let every = OmrSheet { first: true, last: true, sheet: 7, record: 7 };
    // Every place has a bar but, by parity, perhaps its own.
    let stop = area.origin.y + bars.all(inserts) - bars.height;
    let mut places = bars.draw(every, &all, area);
    let parity = area.origin.offset(Point::new(Length::ZERO, stop - bars.pitch - area.origin.y));
    let parity = Rect { origin: parity, ..*places.first()? };
    if !places.contains(&parity) {
        places.insert(places.len().checked_sub(1)?, parity);
    }
    let filled = |place: &Rect| dark.iter().any(|bar| near_rect(place, bar));
    let places: Vec<bool> = places.iter().map(filled).collect();
    let (sheet, inserts) = omr::meaning(&places)?;
    Some((sheet, inserts.to_vec()))
}

/// Two edges that are one: 0.02 mm apart.
fn near(a: Length, b: Length) -> bool {
    (a - b).to_emu().abs() <= 720
}

fn near_rect(a: &Rect, b: &Rect) -> bool {
    near(a.origin.x, b.origin.x)
        && near(a.origin.y, b.origin.y)
        && near(a.right(), b.right())
        && near(a.bottom(), b.bottom())
}

/// The dark rectangles of a page.
fn dark(page: &ReadPage) -> Vec<Rect> {
    let is_dark = |ink: Ink| matches!(ink, Ink::Solid(r, g, b) if r.max(g).max(b) < LIGHT);
    let shapes = page.shapes.iter().filter(|s| s.paint == Paint::Fill && is_dark(s.ink));
    let rect = |contour: &Contour| match contour {
        Contour::Rect(rect) => Some(*rect),
        _ => None,
    };
    shapes.flat_map(|shape| shape.contours.iter().filter_map(rect)).collect()
}

#[cfg(test)]
mod tests;
