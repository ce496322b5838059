//! Boxes of pictures in which a few pixels may differ, each with its reason: `[[tolerance]]` of
//! the manifest. Everywhere else not one pixel may.

use std::num::NonZeroUsize;

use chohyo_engine::length::{Length, Rect, Unit};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A box of a page in which a few pixels may differ.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// Name of the case.
    pub case: String,
    /// Page, 1-based.
    pub page: NonZeroUsize,
    /// The box, written as in layouts: `x20 y30 w40 h5 mm`. A pixel is in it if its centre is.
    #[serde(rename = "box", deserialize_with = "area")]
    pub area: Rect,
    /// Most pixels that may differ in the box.
    pub pixels: NonZeroUsize,
    /// Why they do; never empty.
    #[serde(deserialize_with = "reason")]
    pub reason: String,
}

impl Tolerance {
    /// Whether the centre of a pixel lies in the box.
    pub(crate) fn holds(&self, (x, y): (u32, u32), dpi: u16) -> bool {
        // In halves of a pixel times EMU: 914,400 EMU are an inch.
        let centre = |pixel: u32| (2 * i64::from(pixel) + 1) * 914_400;
        let at = |length: Length| length.to_emu() * 2 * i64::from(dpi);
        let within = |pixel, from, to| (at(from)..at(to)).contains(&centre(pixel));
        let Rect { origin, .. } = self.area;
        within(x, origin.x, self.area.right()) && within(y, origin.y, self.area.bottom())
    }
}

fn area<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rect, D::Error> {
    let text = String::deserialize(deserializer)?;
    let wrong = || D::Error::custom(format!("box `{text}`: write x20 y30 w40 h5 mm"));
    written(&text).ok_or_else(wrong)
}

/// A box with all four numbers; `mm` is the only unit.
fn written(text: &str) -> Option<Rect> {
    let mut words = text.split_whitespace();
    let mut next = |letter| Length::parse(words.next()?.strip_prefix(letter)?, Unit::Mm);
    let area = Rect::new(next('x')?, next('y')?, next('w')?, next('h')?);
    let whole = matches!((words.next(), words.next()), (Some("mm"), None));
    let sized = area.size.width > Length::ZERO && area.size.height > Length::ZERO;
    (whole && sized).then_some(area)
}

fn reason<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() {
        return Err(D::Error::custom("a tolerance needs a reason"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "case = 'a'\npage = 1\nbox = 'x25.4 y0 w25.4 h1 mm'\npixels = 3\nreason = 'r'\n";

    fn read(text: &str) -> Result<Tolerance, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn every_key_is_needed_and_must_say_something() {
        assert!(read(GOOD).is_ok());
        let wrong = [
            ("page = 1", "page = 0"),
            ("pixels = 3", "pixels = 0"),
            ("pixels = 3", "pixels = -1"),
            ("reason = 'r'", "reason = ' '"),
            ("reason = 'r'\n", ""),
            ("case = 'a'\n", ""),
            ("h1 mm", "h0 mm"),
            ("h1 mm", "h1"),
            ("h1 mm", "h1 pt"),
            ("h1 mm", "h1 mm mm"),
            ("x25.4 y0", "y0 x25.4"),
            ("pixels", "percent"),
        ];
        for (good, bad) in wrong {
            assert!(GOOD.contains(good), "{good}");
            assert!(read(&GOOD.replace(good, bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_pixel_is_in_the_box_if_its_centre_is() {
        let tolerance = read(GOOD).expect("a tolerance");
        // One inch from the left, one wide, six pixels (5.9) high at 150 dpi.
        let cases = [
            ((149, 0), false),
            ((150, 0), true),
            ((299, 5), true),
            ((300, 0), false),
            ((150, 6), false),
        ];
        for (pixel, inside) in cases {
            assert_eq!(tolerance.holds(pixel, 150), inside, "{pixel:?}");
        }
    }
}
