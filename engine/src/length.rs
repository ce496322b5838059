//! Lengths as whole EMU (English Metric Units, 1/914,400 inch).
//!
//! 1 mm = 36,000 EMU, 1 pt = 12,700 EMU and 1 Q (級, 0.25 mm) = 9,000 EMU are all whole
//! numbers, so sums and comparisons are exact on every machine.

use std::fmt;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

const PER_MM: i64 = 36_000;
const PER_PT: i64 = 12_700;
const PER_Q: i64 = 9_000;

/// A length or a coordinate in EMU. Origin of coordinates is the sheet's top-left, y grows down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

/// The unit a layout writes a length in (`_mm`, `_pt`, `_q`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Millimetre.
    Mm,
    /// Point, 1/72 inch.
    Pt,
    /// 級 (Q), a quarter millimetre.
    Q,
}

impl Unit {
    const fn emu(self) -> i64 {
        match self {
            Self::Mm => PER_MM,
            Self::Pt => PER_PT,
            Self::Q => PER_Q,
        }
    }
}

impl Length {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A length from whole EMU.
    pub const fn emu(emu: i64) -> Self {
        Self(emu)
    }

    /// A length from whole millimetres.
    pub const fn mm(mm: i64) -> Self {
        Self(mm * PER_MM)
    }

    /// A length from whole points.
    pub const fn pt(pt: i64) -> Self {
        Self(pt * PER_PT)
    }

    /// The number of EMU.
    pub const fn to_emu(self) -> i64 {
        self.0
    }

    /// Reads the decimal text of a literal (`"238.5"`) in a unit, without a float on the way.
    /// `None` if the text is no plain decimal, or does not come out at a whole number of EMU
    /// after rounding half away from zero at six decimals, or is beyond ±100 m.
    pub fn parse(decimal: &str, unit: Unit) -> Option<Self> {
        let (sign, digits) = match decimal.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, decimal.strip_prefix('+').unwrap_or(decimal)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let digits_only = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits_only(whole) || !digits_only(fraction) || whole.len() > 6 || fraction.len() > 6 {
            return None;
        }
        let scale = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
        let value = whole.parse::<i64>().ok()? * scale + fraction.parse::<i64>().ok()?;
        let length = Self(sign * div_round(value * unit.emu(), scale));
        (length.0.abs() <= Self::mm(100_000).0).then_some(length)
    }

    /// `self · numerator / denominator`, rounded half away from zero.
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        if numerator == 0 || numerator == denominator {
            return Self(if numerator == 0 { 0 } else { self.0 });
        }
        match self.0.checked_mul(numerator) {
            Some(product) => Self(div_round(product, denominator)),
            None => self.scale_wide(numerator, denominator),
        }
    }

    /// As [`Self::scale`] where the product is beyond 64 bits.
    const fn scale_wide(self, numerator: i64, denominator: i64) -> Self {
        let (product, divisor) = (self.0 as i128 * numerator as i128, denominator as i128);
        let half = divisor / 2;
        let length = (if product >= 0 { product + half } else { product - half }) / divisor;
        let fits = length >= i64::MIN as i128 && length <= i64::MAX as i128;
        Self(if fits { length as i64 } else { i64::MAX })
    }

    /// Millimetres, for messages and dumps. Not for arithmetic.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / PER_MM as f64
    }

    /// Points, for messages and back ends. Not for arithmetic.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / PER_PT as f64
    }

    /// Millimetres with at most three decimals: `238.5`.
    pub fn short_mm(self) -> String {
        without_zeros(&self.to_string())
    }

    /// Points with at most two decimals: `10.5`.
    pub fn short_pt(self) -> String {
        without_zeros(&format!("{:.2}", self.to_pt()))
    }

    /// The larger of two lengths.
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
}

/// `a / b` rounded half away from zero; `b` > 0.
const fn div_round(a: i64, b: i64) -> i64 {
    let half = b / 2;
    if a >= 0 { (a + half) / b } else { (a - half) / b }
}

fn without_zeros(decimal: &str) -> String {
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl fmt::Display for Length {
    /// Millimetres with three decimals: `238.500`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micrometres = div_round(self.0, PER_MM / 1000);
        let sign = if micrometres < 0 { "-" } else { "" };
        let m = micrometres.abs();
        write!(f, "{sign}{}.{:03}", m / 1000, m % 1000)
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl std::iter::Sum for Length {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// A point on a sheet, measured from its top-left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// To the right.
    pub x: Length,
    /// Down.
    pub y: Length,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
}

/// A rectangle by its top-left corner and size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// Top-left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

impl Point {
    /// A point from its two coordinates.
    pub const fn new(x: Length, y: Length) -> Self {
        Self { x, y }
    }

    /// This point moved by another one.
    pub fn offset(self, by: Point) -> Self {
        Self::new(self.x + by.x, self.y + by.y)
    }
}

impl Size {
    /// A size from width and height.
    pub const fn new(width: Length, height: Length) -> Self {
        Self { width, height }
    }
}

impl Rect {
    /// A rectangle from its left, top, width and height.
    pub const fn new(x: Length, y: Length, width: Length, height: Length) -> Self {
        Self { origin: Point::new(x, y), size: Size::new(width, height) }
    }

    /// The right edge.
    pub fn right(&self) -> Length {
        self.origin.x + self.size.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> Length {
        self.origin.y + self.size.height
    }

    /// This rectangle moved by a point.
    pub fn offset(self, by: Point) -> Self {
        Self { origin: self.origin.offset(by), size: self.size }
    }

    /// This rectangle made smaller on the left and right by `dx`, on top and bottom by `dy`.
    pub fn inset(self, dx: Length, dy: Length) -> Self {
        Self::new(
            self.origin.x + dx,
            self.origin.y + dy,
            self.size.width - dx * 2,
            self.size.height - dy * 2,
        )
    }

    /// Whether `other` lies inside this rectangle (edges may touch).
    pub fn contains(&self, other: &Self) -> bool {
        other.origin.x >= self.origin.x
            && other.origin.y >= self.origin.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// Whether the two rectangles share an area (touching edges do not count).
    pub fn overlaps(&self, other: &Self) -> bool {
        self.origin.x < other.right()
            && other.origin.x < self.right()
            && self.origin.y < other.bottom()
            && other.origin.y < self.bottom()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_exact() {
        assert_eq!(Length::parse("238.5", Unit::Mm), Some(Length::emu(8_586_000)));
        assert_eq!(Length::parse("10.5", Unit::Pt), Some(Length::emu(133_350)));
        assert_eq!(Length::parse("-0.25", Unit::Q), Some(Length::emu(-2_250)));
        assert_eq!(Length::parse("", Unit::Mm), None);
        assert_eq!(Length::parse("1e3", Unit::Mm), None);
        assert_eq!(Length::parse("nan", Unit::Mm), None);
        assert_eq!(Length::parse("999999", Unit::Mm), None);
    }

    #[test]
    fn shown_in_millimetres() {
        assert_eq!(Length::mm(-3).to_string(), "-3.000");
        assert_eq!(Length::emu(18).to_string(), "0.001");
    }
}
