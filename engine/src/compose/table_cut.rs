//! Cutting the rows of a table into pages: pure arithmetic on their heights.

use std::ops::Range;

use crate::length::Length;

/// The heights of a table: of its rows, and of what stands around them on a page.
#[derive(Default)]
pub(super) struct Heights {
    /// Of the first 0, 1, 2, … rows together.
    tops: Vec<Length>,
    /// Whether a row may not be the last of a page.
    keeps: Vec<bool>,
    /// What stands again over a row that begins a page; nothing for what is not here.
    again: Vec<Length>,
    /// Around the rows; nothing for what the table has not.
    pub(super) around: Around,
}

/// Heights of what stands around the rows.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) head: Length,
    pub(super) repeat_head: bool,
    pub(super) carry_head: Length,
    pub(super) page_foot: Length,
    pub(super) carry_foot: Length,
    pub(super) foot: Length,
    pub(super) end_mark: Length,
    /// Of a row without an element, where the table fills its area with them.
    pub(super) blank: Length,
}

/// What a table has room for on a page.
#[derive(Clone, Copy)]
pub(super) struct Space {
    /// If the table goes on.
    pub(super) on: Length,
    /// If it ends there.
    pub(super) end: Length,
}

impl Space {
    /// The same whether it ends there or not.
    pub(super) fn same(height: Length) -> Self {
        Self { on: height, end: height }
    }
}

/// What of a table stands on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Its rows.
    pub(super) rows: Range<usize>,
    /// It begins here.
    pub(super) first: bool,
    /// It ends here: the foot is on this page.
    pub(super) last: bool,
    /// 以下余白 stands under the last row.
    pub(super) marked: bool,
    /// Rows without an element.
    pub(super) blanks: usize,
    /// All of it.
    pub(super) height: Length,
}

impl Heights {
    pub(super) fn new(rows: impl IntoIterator<Item = (Length, bool)>, around: Around) -> Self {
        let mut heights =
            Self { tops: vec![Length::ZERO], keeps: Vec::new(), again: Vec::new(), around };
        let mut top = Length::ZERO;
        for (height, keep) in rows {
            top += height;
            heights.tops.push(top);
            heights.keeps.push(keep);
        }
        heights
    }

    /// The same with what stands again over each row where it begins a page.
    pub(super) fn with_again(self, again: Vec<Length>) -> Self {
        Self { again, ..self }
    }

    /// How many rows.
    pub(super) fn count(&self) -> usize {
        self.keeps.len()
    }

    fn between(&self, from: usize, to: usize) -> Length {
        self.tops[to] - self.tops[from]
    }

    /// What stands over the rows of a page.
    fn over(&self, first: bool) -> Length {
        let Around { head, repeat_head, carry_head, .. } = self.around;
        let head = if first || repeat_head { head } else { Length::ZERO };
        head + if first { Length::ZERO } else { carry_head }
    }

    /// Height of the table on one page that has no end.
    pub(super) fn whole(&self) -> Length {
        let Around { page_foot, foot, end_mark, .. } = self.around;
        self.over(true) + self.between(0, self.count()) + page_foot + foot + end_mark
    }

    /// The least that may stand at the end of a page: the head, and rows up to one that may be
    /// the last of the page.
    pub(super) fn first_piece(&self) -> Length {
        let chain = self.keeps.iter().take_while(|keep| **keep).count();
        let rows = (chain + 1).min(self.count());
        let piece = self.over(true) + self.between(0, rows) + self.around.page_foot;
        let last = rows == self.count();
        piece + if last { self.around.foot } else { self.around.carry_foot }
    }

    /// What stands on a page from row `from` on; `None` if no row finds room. On a page that is
    /// `fresh` (nothing of a flow stands on it yet) a chain of rows that belong together but
    /// that the page cannot hold is cut where the page is full.
    pub(super) fn cut(&self, from: usize, first: bool, space: Space, fresh: bool) -> Option<Cut> {
        let over = self.over(first) + self.again.get(from).copied().unwrap_or_default();
        let foot = over + self.around.page_foot;
        let count = self.count();
        let rest = self.between(from, count);
        let free = space.end - foot - self.around.foot - rest;
        if free >= Length::ZERO {
            return Some(self.end(from, first, free, space.end));
        }
        let foot = foot + self.around.carry_foot;
        let room = space.on - foot;
        let held = (from..count).take_while(|&i| self.between(from, i + 1) <= room).count();
        // All rows but not the foot: one row goes with it, so that it does not stand alone.
        let held = if held == count - from && held > 1 { held - 1 } else { held };
        let full = from + held;
        let mut end = full;
        while end > from && end < count && self.keeps[end - 1] {
            end -= 1;
        }
        if end == from && fresh {
            end = full;
        }
        let height = foot + self.between(from, end);
        (end > from).then_some(Cut {
            rows: from..end,
            first,
            last: false,
            marked: false,
            blanks: 0,
            height,
        })
    }

    /// The end of the table on a page where `free` of `space` is left under it.
    fn end(&self, from: usize, first: bool, free: Length, space: Length) -> Cut {
        let Around { end_mark, blank, .. } = self.around;
        let marked = end_mark > Length::ZERO && end_mark <= free;
        let free = if marked { free - end_mark } else { free };
        let blanks = free.to_emu().checked_div(blank.to_emu()).unwrap_or(0);
        let height = space - free + blank * blanks;
        let blanks = usize::try_from(blanks).unwrap_or(0);
        Cut { rows: from..self.count(), first, last: true, marked, blanks, height }
    }
}

#[cfg(test)]
mod tests;
