//! How many places an item takes in the order of its page, whatever the record says.

use crate::form::{Item, Kind};

/// Places of an item: what one place of it takes, times its places.
pub(super) fn budget(item: &Item) -> u32 {
    let each: u32 = match &item.kind {
        // Frame and words of the label, frame and words of the value.
        Kind::Cell { .. } | Kind::Slots(_) => 4,
        // Frame and words.
        Kind::Para(_) | Kind::Cells(_) | Kind::Check(_) => 2,
        // Frame, words and ellipses.
        Kind::Choice(_) => 3,
        Kind::Group(items) => items.iter().map(budget).sum(),
        Kind::Repeat(repeat) => {
            return count(repeat.origins.len()).saturating_mul(block(&repeat.items));
        }
        Kind::Table(_)
        | Kind::Flow(_)
        | Kind::Each(_)
        | Kind::Frame(_)
        | Kind::Rule(_)
        | Kind::Annex(_)
        | Kind::Fill(_)
        | Kind::Diagonal { .. }
        | Kind::Seal(_)
        | Kind::Mark(_)
        | Kind::Bars(_)
        | Kind::Image(_) => 1,
    };
    each.saturating_mul(count(item.areas.len()))
}

/// Places of a repeated block: its items and an end mark.
pub(super) fn block(items: &[Item]) -> u32 {
    items.iter().map(budget).fold(1, u32::saturating_add)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
