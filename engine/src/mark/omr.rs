//! OMR bars: one place each, a bar or none. For inserters that count and collate by photocells.
//!
//! Places from the top: start (always), first sheet, last sheet, sheet number modulo 8 (4, 2, 1),
//! record modulo 8 (4, 2, 1), one for every insert that is fed (選択封入), parity, stop (always). The
//! number of bars is even.

use super::payload::Payload;
use crate::length::{Length, Rect};

/// Places besides those of the inserts.
const PLACES: usize = 11;

/// What the bars of a sheet say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OmrSheet {
    /// First sheet of the record.
    pub first: bool,
    /// Last sheet of the record: the set is complete.
    pub last: bool,
    /// Number of the sheet, modulo 8.
    pub sheet: u8,
    /// Ordinal of the record, modulo 8.
    pub record: u8,
}

impl OmrSheet {
    /// What the bars of a sheet say.
    pub fn of(sheet: &Payload) -> Self {
        let low = |number: u64| u8::try_from(number % 8).unwrap_or(0);
        Self {
            first: sheet.sheet == 1,
            last: sheet.sheet == sheet.sheets,
            sheet: low(u64::try_from(sheet.sheet).unwrap_or(0)),
            record: low(sheet.record),
        }
    }
}

/// Where bars stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bars {
    /// Distance of the tops of two places.
    pub pitch: Length,
    /// Height of a bar.
    pub height: Length,
}

impl Bars {
    /// Height of all places.
    pub fn all(self, inserts: usize) -> Length {
        self.pitch * count(PLACES - 1 + inserts) + self.height
    }

    /// The bars of a sheet, over the width of its box.
    pub fn draw(self, sheet: OmrSheet, inserts: &[bool], area: Rect) -> Vec<Rect> {
        let bars = places(sheet, inserts).into_iter().enumerate().filter(|(_, bar)| *bar);
        let top = |place| area.origin.y + self.pitch * count(place);
        let bar = |(place, _)| Rect::new(area.origin.x, top(place), area.size.width, self.height);
        bars.map(bar).collect()
    }
}

fn count(places: usize) -> i64 {
    i64::try_from(places).unwrap_or(i64::MAX)
}

fn places(sheet: OmrSheet, inserts: &[bool]) -> Vec<bool> {
    let bit = |number: u8, value: u8| number & value != 0;
    let mut places = vec![true, sheet.first, sheet.last];
    places.extend([4, 2, 1].map(|value| bit(sheet.sheet, value)));
    places.extend([4, 2, 1].map(|value| bit(sheet.record, value)));
    places.extend(inserts);
    let odd = places.iter().filter(|bar| **bar).count() % 2 == 1;
    places.extend([!odd, true]);
    places
}

/// What places say, if they are whole: start, stop, parity.
pub(super) fn meaning(places: &[bool]) -> Option<(OmrSheet, &[bool])> {
    let even = places.iter().filter(|bar| **bar).count() % 2 == 0;
    let ([true, first, last, numbers @ ..], Some(true)) = (places, places.last()) else {
        return None;
    };
    let (numbers, rest) = numbers.split_at_checked(6)?;
    let inserts = rest.get(..rest.len().checked_sub(2)?)?;
    let value = |bits: &[bool]| bits.iter().fold(0, |sum, bit| sum * 2 + u8::from(*bit));
    let (sheet, record) = (value(&numbers[..3]), value(&numbers[3..]));
    let sheet = OmrSheet { first: *first, last: *last, sheet, record };
    even.then_some((sheet, inserts))
}
