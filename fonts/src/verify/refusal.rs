//! What a font is refused for.

use std::fmt;

/// A flaw of a font file and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub flaw: Flaw,
    /// The table, or another name for the part: `loca`, `WOFF2`.
    pub part: &'static str,
    /// Where in the part, if it can be said.
    pub at: Option<At>,
}

/// A place in a font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A glyph id.
    Glyph(u16),
    /// A byte of the table; of the file if the part is no table.
    Byte(usize),
}

/// What can be wrong with a font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// `G014`: another kind of file: empty, a picture, WOFF, WOFF2, a collection, a variable font.
    OtherKind,
    /// `G015`: the table directory: tables that overlap, repeat, are missing or leave the file.
    Directory,
    /// `G016`: `head`, `hhea` or another header holds an impossible value.
    Header,
    /// `G017`: tables that disagree on the number of glyphs, or a table too short for its count.
    Count,
    /// `G018`: `loca`: offsets that descend or leave `glyf`.
    Offsets,
    /// `G019`: composite glyphs that contain themselves, nest too deeply or name a missing glyph.
    Components,
    /// `G020`: an outline that cannot be drawn.
    Outline,
    /// `G021`: a group or segment of `cmap` that wraps, descends, overlaps or names a glyph that
    /// the font does not have.
    Groups,
    /// `G022`: the variation sequences of `cmap` 14.
    Sequences,
    /// `G023`: glyph names of `post`: broken, or one municipal name for two glyphs.
    Names,
    /// `G024`: no Unicode `cmap`.
    NoUnicode,
    /// `G025`: a CFF font program that cannot be read.
    Cff,
    /// `G026`: larger than a font may be.
    TooLarge,
    /// `G027`: `fsType` of `OS/2` forbids embedding, or subsetting, or allows bitmaps only.
    Forbidden,
    /// `G028`: the font's own names in `name`.
    OwnNames,
}

impl Flaw {
    /// The diagnostic's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::OtherKind => "G014",
            Self::Directory => "G015",
            Self::Header => "G016",
            Self::Count => "G017",
            Self::Offsets => "G018",
            Self::Components => "G019",
            Self::Outline => "G020",
            Self::Groups => "G021",
            Self::Sequences => "G022",
            Self::Names => "G023",
            Self::NoUnicode => "G024",
            Self::Cff => "G025",
            Self::TooLarge => "G026",
            Self::Forbidden => "G027",
            Self::OwnNames => "G028",
        }
    }

    /// The flaw in a part as a whole.
    pub(super) fn of(self, part: &'static str) -> Refusal {
        Refusal { flaw: self, part, at: None }
    }

    /// The flaw at a byte of a part.
    pub(super) fn byte(self, part: &'static str, at: usize) -> Refusal {
        Refusal { flaw: self, part, at: Some(At::Byte(at)) }
    }

    /// The flaw at a glyph.
    pub(super) fn glyph(self, part: &'static str, gid: u16) -> Refusal {
        Refusal { flaw: self, part, at: Some(At::Glyph(gid)) }
    }
}

/// The place: `loca, glyph 12`.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            None => write!(f, "{}", self.part),
            Some(At::Glyph(gid)) => write!(f, "{}, glyph {gid}", self.part),
            Some(At::Byte(at)) => write!(f, "{}, byte {at}", self.part),
        }
    }
}
