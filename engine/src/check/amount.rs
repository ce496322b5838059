//! What was measured, expected or allowed.

use std::fmt;

use crate::length::{Length, Point, Size};

/// A measured or expected amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Millimetres.
    Mm(Length),
    /// A move: right and down, in millimetres.
    Shift(Point),
    /// Width and height in millimetres.
    Size(Size),
    /// A size of type in points.
    Pt(Length),
    /// Percent.
    Percent(i64),
    /// A number of things.
    Count(usize),
    /// Red, green, blue.
    Colour(u8, u8, u8),
    /// Words of the form itself, a code point, a name of a glyph. Never a value of the record.
    Words(String),
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mm(length) => write!(f, "{:.2} mm", length.to_mm()),
            Self::Shift(by) => write!(f, "{:+.2}, {:+.2} mm", by.x.to_mm(), by.y.to_mm()),
            Self::Size(size) => {
                write!(f, "{:.2} × {:.2} mm", size.width.to_mm(), size.height.to_mm())
            }
            Self::Pt(length) => write!(f, "{:.2} pt", length.to_pt()),
            Self::Percent(percent) => write!(f, "{percent} %"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Colour(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
            Self::Words(words) => f.write_str(words),
        }
    }
}

/// The code points of a text: what may be said of a value.
pub(super) fn points(text: &str) -> String {
    let points: Vec<_> = text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    points.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_units() {
        assert_eq!(Amount::Mm(Length::emu(18_000)).to_string(), "0.50 mm");
        assert_eq!(
            Amount::Shift(Point::new(Length::mm(1), -Length::mm(2))).to_string(),
            "+1.00, -2.00 mm"
        );
        assert_eq!(points("葛\u{E0100}"), "U+845B U+E0100");
    }
}
