//! What a draft is made of.

use super::bind::Bound;
use super::drawing::Pen;
use super::look::Look;
use super::texts::Block;
use crate::length::{Length, Rect};

/// Something at one or more places of one size.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) areas: Vec<Rect>,
    pub(super) what: What,
}

/// What it is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Fixed words.
    Words(Block),
    /// A label with the box of its value beside it.
    Pair(Block, Rect, Slot),
    /// A box for a value.
    Value(Slot),
    /// A frame.
    Box(Pen),
    /// A rule.
    Rule(Pen),
    /// A rule from the top right to the bottom left.
    Diagonal(Pen),
    /// A filled area.
    Fill(u8),
    /// Blocks one below the other, for a list if one is known.
    Blocks { list: Option<String>, count: i64, period: Length, pieces: Vec<Piece> },
}

/// A box for a value.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// What is printed in it; `None`: nobody knows yet.
    pub(super) bound: Option<Bound>,
    pub(super) look: Look,
    /// What it is called if nothing is bound.
    pub(super) name: String,
    /// An item whose name is like its label.
    pub(super) candidate: Option<String>,
    /// Words that the drawing shows in it.
    pub(super) seen: String,
}

impl Piece {
    pub(super) fn at(area: Rect, what: What) -> Self {
        Self { areas: vec![area], what }
    }

    /// Order in the layout: fills under everything, then words and boxes as they are read, then
    /// frames and rules.
    pub(super) fn order(&self) -> (u8, Length, Length) {
        let rank = match self.what {
            What::Fill(_) => 0,
            What::Box(_) | What::Rule(_) | What::Diagonal(_) => 2,
            _ => 1,
        };
        let origin = self.areas.first().map(|area| area.origin).unwrap_or_default();
        (rank, origin.y, origin.x)
    }

    /// Every piece in it, itself first.
    pub(super) fn each<'a>(&'a self, f: &mut impl FnMut(&'a Piece)) {
        f(self);
        if let What::Blocks { pieces, .. } = &self.what {
            pieces.iter().for_each(|piece| piece.each(f));
        }
    }
}
