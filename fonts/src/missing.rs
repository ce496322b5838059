//! What cannot be drawn, and why.

use std::ops::Range;

/// A cluster that a face cannot draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCluster {
    /// Bytes of the text.
    pub text: Range<usize>,
    /// Why.
    pub cause: MissingCause,
}

/// Why a cluster cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingCause {
    /// `G001`: the face has no glyph for the character or for one of its marks, or cannot put
    /// the mark on it.
    NoGlyph,
    /// `G002`: the face has no such variation sequence. The plain character's glyph may be
    /// another form, so it is never drawn in its place.
    NoSequence,
    /// `G003`: not a character that can stand on paper: controls, bidi controls, zero-width and
    /// tag characters, selectors without a base, private use with a mark or a selector,
    /// noncharacters, U+FFFC, U+FFFD.
    NotPrintable,
    /// `G004`: private use, or the name of a glyph, and no font of the city's slots has it.
    NoSlot,
}

impl MissingCause {
    /// All causes, in the order of their codes.
    pub const ALL: [Self; 4] = [Self::NoGlyph, Self::NoSequence, Self::NotPrintable, Self::NoSlot];

    /// The diagnostic's code: `G001` to `G004`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoGlyph => "G001",
            Self::NoSequence => "G002",
            Self::NotPrintable => "G003",
            Self::NoSlot => "G004",
        }
    }
}
