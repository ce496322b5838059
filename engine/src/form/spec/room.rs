//! How many full-width characters a box holds.

use super::super::model::{Style, Writing};
use crate::length::{Length, Size};

/// Lines, and full-width characters in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Lines.
    pub lines: usize,
    /// Characters in a line.
    pub characters: usize,
}

impl Room {
    /// Characters in all.
    pub fn total(self) -> usize {
        self.lines.saturating_mul(self.characters)
    }
}

/// A box for words: of a size, or one that grows with its lines.
pub(super) struct Box {
    size: Size,
    grows: bool,
}

impl Box {
    pub(super) fn fixed(size: Size) -> Self {
        Self { size, grows: false }
    }

    pub(super) fn grown(width: Length) -> Self {
        Self { size: Size::new(width, Length::default()), grows: true }
    }

    /// One line at the base size.
    pub(super) fn base(&self, style: &Style) -> Room {
        Room { lines: 1, characters: self.characters(style, style.size, 100) }
    }

    /// As many lines at the base size as the box is high: a paragraph.
    pub(super) fn whole(&self, style: &Style) -> Room {
        Room { lines: self.lines(style, style.size), ..self.base(style) }
    }

    /// The attempt of the ladder that holds most.
    pub(super) fn most(&self, style: &Style) -> Room {
        let attempts = style.fit.attempts.iter().map(|attempt| {
            let lines = usize::from(attempt.lines).min(self.lines(style, attempt.size.1));
            let characters = self.characters(style, attempt.size.1, attempt.condense_pct.1);
            Room { lines: lines.max(1), characters }
        });
        attempts.fold(
            self.base(style),
            |most, room| {
                if room.total() > most.total() { room } else { most }
            },
        )
    }

    /// Along the line and across the lines.
    fn sides(&self, style: &Style) -> (Length, Length) {
        match style.writing {
            Writing::Horizontal => (self.size.width, self.size.height),
            Writing::Vertical => (self.size.height, self.size.width),
        }
    }

    fn characters(&self, style: &Style, size: Length, condense: u16) -> usize {
        let room = (self.sides(style).0 - style.pad * 2).to_emu().max(0);
        let body = size.scale(i64::from(condense), 100).to_emu().max(1);
        usize::try_from(room / body).unwrap_or(0)
    }

    /// Lines whose bodies stand in the height: the first takes its body, each further one the
    /// line height.
    fn lines(&self, style: &Style, size: Length) -> usize {
        if self.grows {
            return usize::MAX;
        }
        let step = size.scale(i64::from(style.line_pct), 100).to_emu().max(1);
        let left = (self.sides(style).1 - size).to_emu().max(0);
        usize::try_from(left / step).map_or(1, |more| more + 1)
    }
}
