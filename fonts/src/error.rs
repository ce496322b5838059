//! What can be wrong with the font files.

use std::fmt;

use crate::set::FontRole;
use crate::verify::Refusal;

/// A font file that cannot be used, or a set of files that is not complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontError {
    /// Name of the file as given in [`crate::FontSource::name`]; empty if no file is to blame.
    pub font: String,
    /// What is wrong.
    pub kind: FontErrorKind,
}

/// The ways in which a font or a set of fonts can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontErrorKind {
    /// `G010`: the bytes are not a complete OpenType font. Names the table or the part.
    Broken(&'static str),
    /// `G014` to `G028`: a font that we did not pin is not what a font must be.
    Refused(Refusal),
    /// `G012`: no file for this role.
    MissingRole(FontRole),
    /// `G012`: a second file for a role that has one.
    DuplicateRole(FontRole),
    /// `G013`: more slots than a set may have.
    TooManySlots,
}

impl FontError {
    /// The diagnostic's code: `G010`, or `G012` to `G028`.
    pub fn code(&self) -> &'static str {
        match self.kind {
            FontErrorKind::Broken(_) => "G010",
            FontErrorKind::Refused(refusal) => refusal.flaw.code(),
            FontErrorKind::MissingRole(_) | FontErrorKind::DuplicateRole(_) => "G012",
            FontErrorKind::TooManySlots => "G013",
        }
    }
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, font) = (self.code(), &self.font);
        match self.kind {
            FontErrorKind::Broken(part) => write!(f, "{code}: broken font {font}: {part}"),
            FontErrorKind::Refused(refusal) => write!(f, "{code}: refused font {font}: {refusal}"),
            FontErrorKind::MissingRole(role) => write!(f, "{code}: no font for {}", role.name()),
            FontErrorKind::DuplicateRole(role) => {
                write!(f, "{code}: {font}: second font for {}", role.name())
            }
            FontErrorKind::TooManySlots => write!(f, "{code}: {font}: too many slots"),
        }
    }
}

impl std::error::Error for FontError {}
