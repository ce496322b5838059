//! Plane-15 private use: characters that only [`super::resolve_names`] makes, for glyphs without
//! a code of their own. Never part of any input.

use super::mj::Mj;
use super::tables::{PRIVATE_USE, record};

/// Characters of `fonts/charsets/private-use.tsv`, one a line.
pub(super) const MJ_FIRST: u32 = 0xF0000;
/// `GJ` names by number; up to [`GJ_LAST`].
const GJ_FIRST: u32 = 0xF4000;
const GJ_LAST: u32 = 0x3FFF;
/// `GJH` names by number; up to [`GJH_LAST`], before the plane's two noncharacters.
const GJH_FIRST: u32 = 0xF8000;
const GJH_LAST: u32 = 0x7FFD;

/// What a plane-15 character stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Private {
    Mj(Mj),
    Gj(u32),
    Gjh(u32),
}

impl Private {
    /// What `c` stands for; `None` outside plane 15 and where nothing is assigned.
    pub(super) fn of(c: char) -> Option<Self> {
        let code = u32::from(c);
        match code {
            0xF0000..=0xF3FFF => listed(code - MJ_FIRST).map(Self::Mj),
            0xF4001..=0xF7FFF => Some(Self::Gj(code - GJ_FIRST)),
            0xF8001..=0xFFFFD => Some(Self::Gjh(code - GJH_FIRST)),
            _ => None,
        }
    }

    /// `GJ` and six digits.
    pub(super) fn gj(number: u32) -> Option<char> {
        let in_range = (1..=GJ_LAST).contains(&number);
        in_range.then(|| char::from_u32(GJ_FIRST + number)).flatten()
    }

    /// `GJH` and five digits.
    pub(super) fn gjh(number: u32) -> Option<char> {
        let in_range = (1..=GJH_LAST).contains(&number);
        in_range.then(|| char::from_u32(GJH_FIRST + number)).flatten()
    }
}

/// The character of an MJ that no other text means.
pub(super) fn of_mj(mj: Mj) -> Option<char> {
    let at = (0..).map_while(listed).position(|listed| listed == mj)?;
    char::from_u32(MJ_FIRST + u32::try_from(at).ok()?)
}

/// The MJ of a line of `private-use.tsv`.
fn listed(line: u32) -> Option<Mj> {
    let line = record(PRIVATE_USE, line)?;
    Mj::parse(std::str::from_utf8(line.get(6..14)?).ok()?)
}
