//! How a text is to be set: the direction of its line and the forms asked for.

use std::ops::BitOr;

/// Direction of a line of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Left to right (横書き).
    #[default]
    Horizontal,
    /// Top to bottom (縦書き), with the font's vertical forms.
    Vertical,
}

/// A set of forms that a text may be asked to be drawn in. A face without such a form draws its
/// plain one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Forms(u8);

impl Forms {
    /// No form but the plain one.
    pub const NONE: Self = Self(0);
    /// Kana for ruby (`ruby`).
    pub const RUBY: Self = Self(1);
    /// Half-width (半角, `hwid`).
    pub const HALF_WIDTH: Self = Self(1 << 1);
    /// Full-width (全角, `fwid`).
    pub const FULL_WIDTH: Self = Self(1 << 2);
    /// Proportional widths (詰め組み, `palt`; `vpal` in vertical text).
    pub const PROPORTIONAL: Self = Self(1 << 3);
    /// Number of sets of forms.
    pub(crate) const SETS: usize = 1 << 4;

    /// Whether all forms of `other` are asked for.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// All sets of forms, plain ones first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..Self::SETS as u8).map(Self)
    }

    /// Place of this set among all [`Self::SETS`].
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

impl BitOr for Forms {
    type Output = Self;

    /// The forms of both sets.
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// How a text is to be set. The default is a horizontal line of plain forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Direction of the line.
    pub direction: Direction,
    /// Forms asked for.
    pub forms: Forms,
}

impl From<Direction> for Setting {
    fn from(direction: Direction) -> Self {
        Self { direction, forms: Forms::NONE }
    }
}
