//! Counts of a survey.

use std::collections::BTreeMap;

use chohyo_fonts::charset::Shrunk;
use chohyo_fonts::{FaceId, MissingCause};

use super::{Drawn, Facts};

/// Counts of a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Characters.
    pub characters: u64,
    /// Characters that cannot be printed.
    pub missing: u64,
    /// Characters by the face that draws them.
    pub fonts: BTreeMap<FaceId, u64>,
    /// Distinct characters.
    pub distinct: u64,
    /// Distinct characters that cannot be printed somewhere.
    pub distinct_missing: u64,
    /// Distinct characters that 縮退 decides.
    pub one: u64,
    /// Distinct characters for which 縮退 has candidates for a person to choose from.
    pub many: u64,
    /// Distinct characters without a candidate.
    pub none: u64,
}

impl Summary {
    /// Counts one character of a text.
    pub(super) fn character(&mut self, drawn: &Result<Drawn, MissingCause>) {
        self.characters += 1;
        match drawn {
            Ok(drawn) => *self.fonts.entry(drawn.face).or_default() += 1,
            Err(_) => self.missing += 1,
        }
    }

    /// Counts one distinct character.
    pub(super) fn distinct(&mut self, missing: bool, facts: &Facts) {
        self.distinct += 1;
        self.distinct_missing += u64::from(missing);
        match facts.shrunk {
            Some(Shrunk::One(_)) => self.one += 1,
            Some(Shrunk::Many(_)) => self.many += 1,
            Some(Shrunk::None) => self.none += 1,
            None => {}
        }
    }
}
