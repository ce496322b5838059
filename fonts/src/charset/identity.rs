//! What a cluster of text means.

use super::mj::Mj;
use super::private::Private;

/// What a cluster of text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A glyph of MJ文字情報一覧表 or a 変体仮名.
    Mj(Mj),
    /// 追加文字 of 行政事務標準文字, `GJ` and six digits.
    Gj(u32),
    /// 非漢字 of 行政事務標準文字, `GJH` and five digits.
    Gjh(u32),
    /// Any other Unicode text: it means what Unicode says.
    Sequence,
    /// A character that the city made for itself.
    Gaiji {
        /// Name of the set: the font slot's name in the city profile.
        set: String,
        /// The code in the set.
        code: char,
    },
}

impl Identity {
    /// What a cluster means without any font: private use outside plane 15 is [`Self::Sequence`].
    pub fn of(cluster: &str) -> Self {
        if let Some(mj) = Mj::of(cluster) {
            return Self::Mj(mj);
        }
        let mut chars = cluster.chars();
        match (chars.next().and_then(Private::of), chars.next()) {
            (Some(Private::Gj(number)), None) => Self::Gj(number),
            (Some(Private::Gjh(number)), None) => Self::Gjh(number),
            _ => Self::Sequence,
        }
    }
}
