//! Marks found on a page that was read back. Nothing is corrected: a mark that has one module wrong
//! is no mark.

mod bars;
mod modules;

use super::omr::{self, OmrSheet};
use super::payload::Payload;
use super::place::OmrPlace;
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

/// What is seen where OMR bars may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// No bar fills one of the places.
    Nothing,
    /// Bars that are not whole: start, stop or an even number is missing.
    Broken,
    /// What they say, and the inserts that they feed.
    Said(OmrSheet, Vec<bool>),
}

/// What the OMR bars at a place say: a bar fills its place and the box's width.
pub fn read_omr(page: &ReadPage, place: &OmrPlace) -> Seen {
    let filled = filled(&dark(page), place);
    match omr::meaning(&filled) {
        Some((sheet, inserts)) => Seen::Said(sheet, inserts.to_vec()),
        None if filled.contains(&true) => Seen::Broken,
        None => Seen::Nothing,
    }
}

/// Which places have a bar.
fn filled(dark: &[Rect], OmrPlace { area, bars, inserts }: &OmrPlace) -> Vec<bool> {
    let (area, inserts) = (*area, *inserts);
    let all = vec![true; inserts];
    let every = OmrSheet { first: true, last: true, sheet: 7, record: 7 };
    // Every place has a bar but, by parity, perhaps its own.
    let stop = area.origin.y + bars.all(inserts) - bars.height;
    let mut places = bars.draw(every, &all, area);
    let parity = area.origin.offset(Point::new(Length::ZERO, stop - bars.pitch - area.origin.y));
    let parity = Rect::new(parity.x, parity.y, area.size.width, bars.height);
    if !places.contains(&parity) {
        places.insert(places.len().saturating_sub(1), parity);
    }
    places.iter().map(|place| dark.iter().any(|bar| near_rect(place, bar))).collect()
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
