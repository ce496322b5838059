//! Where OMR bars stand on the sheets of a run, as its manifest publishes it.

use std::fmt;

use super::omr::Bars;
use super::payload::limits;
use crate::length::{Length, Point, Rect, Unit};

/// Where OMR bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OmrPlace {
    /// Their box on the sheet: bars are as wide as it, from its top down.
    pub area: Rect,
    /// Their pitch and height.
    pub bars: Bars,
    /// Places for inserts.
    pub inserts: usize,
}

impl OmrPlace {
    /// The same on a sheet that lies off by so much.
    #[must_use]
    pub fn offset(self, by: Point) -> Self {
        Self { area: self.area.offset(by), ..self }
    }

    /// Reads `x4 y100 w8 pitch4.233 bar0.5 inserts1`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let mut length = |key: &str| {
            let digits = words.next()?.strip_prefix(key)?;
            Length::parse(digits, Unit::Mm)
        };
        let [x, y, width, pitch, height] = ["x", "y", "w", "pitch", "bar"].map(&mut length);
        let bars = Bars { pitch: pitch?, height: height? };
        let inserts = words.next()?.strip_prefix("inserts")?.parse().ok()?;
        if inserts > limits::INSERTS || words.next().is_some() {
            return None;
        }
        let area = Rect::new(x?, y?, width?, bars.all(inserts));
        Some(Self { area, bars, inserts })
    }
}

impl fmt::Display for OmrPlace {
    /// In millimetres: `x4 y100 w8 pitch4.233 bar0.5 inserts1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { area, bars, inserts } = self;
        let [x, y, width, pitch, bar] =
            [area.origin.x, area.origin.y, area.size.width, bars.pitch, bars.height]
                .map(Length::short_mm);
        write!(f, "x{x} y{y} w{width} pitch{pitch} bar{bar} inserts{inserts}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let bars = Bars { pitch: Length::emu(152_388), height: Length::emu(18_000) };
        let area = Rect::new(Length::mm(4), Length::mm(-1), Length::mm(8), bars.all(2));
        let place = OmrPlace { area, bars, inserts: 2 };
        assert_eq!(place.to_string(), "x4 y-1 w8 pitch4.233 bar0.5 inserts2");
        assert_eq!(OmrPlace::parse(&place.to_string()), Some(place));
        let wrong =
            ["", "x4", "x4 y1 w8 pitch4 bar0.5 inserts99999", "x4 y1 w8 pitch4 bar1 inserts1 z"];
        assert!(wrong.into_iter().all(|text| OmrPlace::parse(text).is_none()));
    }
}
