//! What a character is, whatever draws it.

use chohyo_fonts::FontSet;
use chohyo_fonts::charset::{self, Codes, Collection, Identity, Kuten, Mj, Shrunk};

use super::Shrinking;

/// What a character is: its identity, its codes in the other systems, and its 縮退.
pub struct Facts {
    /// Its identity.
    pub identity: Identity,
    /// Codes of the MJ character.
    pub codes: Option<Codes>,
    /// 面区点 in JIS X 0213.
    pub kuten: Option<Kuten>,
    /// Collections that have registered the sequence; empty without a selector.
    pub collections: Vec<Collection>,
    /// MJ characters of the same base. For a sequence that is not of MJ, these are the
    /// candidates for what was meant.
    pub siblings: Vec<Mj>,
    /// What 縮退 would do; `None` for ASCII, which every system has.
    pub shrunk: Option<Shrunk>,
}

impl Facts {
    /// The facts of a character.
    pub fn of(text: &str, fonts: &FontSet, shrinking: Shrinking<'_>) -> Self {
        let identity = fonts.identity(text);
        let codes = match &identity {
            Identity::Mj(mj) => Some(mj.codes()),
            _ => None,
        };
        let kuten = codes.as_ref().and_then(|codes| codes.x0213).or_else(|| Kuten::of(text));
        let Shrinking { target, policy, maps } = shrinking;
        Self {
            kuten,
            collections: collections(text),
            siblings: siblings(text, codes.as_ref()),
            shrunk: (!text.is_ascii()).then(|| charset::shrink(text, target, policy, maps)),
            identity,
            codes,
        }
    }
}

fn collections(text: &str) -> Vec<Collection> {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(base), Some(selector), None) => charset::collections(base, selector).collect(),
        _ => Vec::new(),
    }
}

/// All MJ characters of the character's 対応UCS; by its base for what is not of MJ.
fn siblings(text: &str, codes: Option<&Codes>) -> Vec<Mj> {
    let base = match codes {
        Some(codes) => codes.ucs,
        None => text.chars().next(),
    };
    base.into_iter().flat_map(Mj::of_base).collect()
}
