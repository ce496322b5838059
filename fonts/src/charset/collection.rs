//! Collections of variation sequences: who registered a base character with a selector.

use super::mj::Mj;
use super::tables::{COLLECTIONS, MOJI_JOHO, find_key, sequence_key};

/// A collection of the Ideographic Variation Database (2022-09-13), or Unicode's own sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// Moji_Joho: the forms of MJ文字情報一覧表.
    MojiJoho,
    /// Hanyo-Denshi.
    HanyoDenshi,
    /// Adobe-Japan1.
    AdobeJapan1,
    /// Standardized variants of CJK compatibility ideographs (VS1–VS3).
    Standardized,
}

impl Collection {
    /// The collection's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::MojiJoho => "Moji_Joho",
            Self::HanyoDenshi => "Hanyo-Denshi",
            Self::AdobeJapan1 => "Adobe-Japan1",
            Self::Standardized => "Standardized",
        }
    }

    /// Whether the key's low bits of `collections.bin` say so.
    fn marked(self, bits: u32) -> bool {
        match self {
            Self::MojiJoho => bits & 1 != 0,
            Self::HanyoDenshi => bits & 2 != 0,
            Self::AdobeJapan1 => bits & 4 != 0,
            Self::Standardized => bits == 0,
        }
    }
}

/// The collections that have a sequence; none for a sequence that nobody registered.
pub fn collections(base: char, selector: char) -> impl Iterator<Item = Collection> {
    use Collection::{AdobeJapan1, HanyoDenshi, MojiJoho, Standardized};
    let bits = sequence_key(base, Some(selector))
        .and_then(|key| COLLECTIONS.get(find_key(COLLECTIONS, key)?))
        .map(|record| u32::from_le_bytes(*record) & 7);
    [MojiJoho, HanyoDenshi, AdobeJapan1, Standardized]
        .into_iter()
        .filter(move |collection| bits.is_some_and(|bits| collection.marked(bits)))
}

/// The MJ under which the IVD registers a Moji_Joho sequence: the IVD's word, not 一覧表's.
pub fn registered(base: char, selector: char) -> Option<Mj> {
    MOJI_JOHO.find(base, Some(selector)).and_then(Mj::new)
}
