//! Slots for fonts that the product may not ship: a city brings them by itself.

use std::borrow::Cow;

/// The characters that a city prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repertoire {
    /// MJ (文字情報基盤), and the city's EUDC fonts.
    #[default]
    Mj,
    /// MJ+ (行政事務標準文字): MJ and the added characters GJ, drawn by the city's fonts.
    MjPlus,
    /// MJ+, and whole texts in BIZ UD明朝 where the MJ faces lack one of the text's clusters:
    /// sequences of the Adobe-Japan1 collection.
    Mixed,
}

impl Repertoire {
    const ALL: [Self; 3] = [Self::Mj, Self::MjPlus, Self::Mixed];

    /// The repertoire's word in a city's parameters: `mj`, `mj-plus` or `mixed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mj => "mj",
            Self::MjPlus => "mj-plus",
            Self::Mixed => "mixed",
        }
    }

    /// The repertoire of a word in a city's parameters.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|repertoire| repertoire.name() == name)
    }
}

/// What a slot's font is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotKind {
    /// 追加文字行政事務標準明朝: the added characters of MJ+, the partner of the MJ face.
    Gj,
    /// 行政事務標準当用明朝, DWPI明朝: a whole face of MJ+.
    Toyo,
    /// The city's own characters (外字) in U+E000–U+F8FF.
    Eudc,
}

impl SlotKind {
    const ALL: [Self; 3] = [Self::Gj, Self::Toyo, Self::Eudc];

    /// The kind's word in a city's parameters: `gj`, `toyo` or `eudc`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gj => "gj",
            Self::Toyo => "toyo",
            Self::Eudc => "eudc",
        }
    }

    /// The kind of a word in a city's parameters.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A font file of a city, not yet opened.
#[derive(Clone)]
pub struct SlotSource {
    /// Short name for messages; for [`SlotKind::Eudc`] the name of the set.
    pub name: String,
    /// What the font is.
    pub kind: SlotKind,
    /// The whole file, unmodified.
    pub data: Cow<'static, [u8]>,
}
