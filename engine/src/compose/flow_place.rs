//! Stacking the children of a flow on pages: pure arithmetic on their heights.

use std::ops::Range;

use super::flow::{Measure, Piece};
use super::table::take;
use crate::form::FlowChild;
use crate::length::Length;
use crate::page::limits;

/// Fewest lines of a paragraph on either side of a page break, where it has that many.
const LINES_TOGETHER: usize = 2;

/// A child that found no place, and why.
type Failure = (usize, &'static str);

/// The state of stacking.
pub(super) struct Placer<'p, 'a> {
    children: &'p [FlowChild],
    measures: &'p [Measure<'a>],
    gap: Length,
    /// Height of the first region and of the others.
    heights: (Length, Option<Length>),
    pages: Vec<Vec<Piece>>,
    /// Bottom of the last piece on the page.
    bottom: Length,
}

impl<'p, 'a> Placer<'p, 'a> {
    pub(super) fn new(
        children: &'p [FlowChild],
        measures: &'p [Measure<'a>],
        gap: Length,
        heights: (Length, Option<Length>),
    ) -> Self {
        Self { children, measures, gap, heights, pages: vec![Vec::new()], bottom: Length::ZERO }
    }

    /// The pages, and the first child that found no place: `C007` if it is higher than an empty
    /// page, `C010` if there is no further region, `C004` if there are too many pages.
    pub(super) fn run(mut self) -> (Vec<Vec<Piece>>, Option<Failure>) {
        let measures = self.measures;
        for (child, measure) in measures.iter().enumerate() {
            let done = match measure {
                Measure::Nothing => continue,
                Measure::Block(height) => self.block(child, *height),
                Measure::Lines { count, size, leading } => {
                    self.lines(child, *count, (*size, *leading))
                }
                Measure::Rows { .. } => self.rows(child),
            };
            if let Err(code) = done {
                return (self.pages, Some((child, code)));
            }
        }
        (self.pages, None)
    }

    fn height(&self, page: usize) -> Option<Length> {
        if page == 0 { Some(self.heights.0) } else { self.heights.1 }
    }

    /// Height of a whole page after this one, or of this one if there is none.
    fn full(&self) -> Length {
        self.heights.1.unwrap_or(self.heights.0)
    }

    fn is_empty(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    /// Where the next piece begins, and the space from there down.
    fn next(&self) -> (Length, Length) {
        let top = if self.is_empty() { Length::ZERO } else { self.bottom + self.gap };
        let height = self.height(self.pages.len() - 1).unwrap_or_default();
        (top, height - top)
    }

    fn turn(&mut self) -> Result<(), &'static str> {
        self.height(self.pages.len()).ok_or("C010")?;
        if self.pages.len() >= limits::PAGES_PER_RECORD {
            return Err("C004");
        }
        self.pages.push(Vec::new());
        self.bottom = Length::ZERO;
        Ok(())
    }

    fn push(&mut self, child: usize, height: Length, range: Range<usize>) {
        let (top, _) = self.next();
        self.bottom = top + height;
        if let Some(page) = self.pages.last_mut() {
            page.push(Piece { child, top, height, range });
        }
    }

    /// Turns the page if what must stand together with the start of a child does not fit.
    fn start(&mut self, child: usize) -> Result<(), &'static str> {
        let (_, space) = self.next();
        if !self.is_empty() && self.need(child) > space { self.turn() } else { Ok(()) }
    }

    /// The height that must be free for a child to begin.
    fn need(&self, child: usize) -> Length {
        let own = self.measures[child].first_piece();
        let mut need = own.max(self.kept(child));
        if self.children[child].keep_with_next
            && let Some(next) = self.next_shown(child)
        {
            need = need.max(self.measures[child].height() + self.gap + self.need(next));
        }
        if need > self.full() { own } else { need }
    }

    /// Height from a child to the end of its keep group, if a page can hold it.
    fn kept(&self, child: usize) -> Length {
        let Some(group) = self.children[child].keep else { return Length::ZERO };
        let members =
            (child..self.children.len()).take_while(|&i| self.children[i].keep == Some(group));
        let heights = members.map(|i| self.measures[i].height()).filter(|&h| h > Length::ZERO);
        let total = heights.fold(-self.gap, |sum, height| sum + self.gap + height);
        if total > self.full() { Length::ZERO } else { total }
    }

    fn next_shown(&self, child: usize) -> Option<usize> {
        let shown = |&i: &usize| !matches!(self.measures[i], Measure::Nothing);
        (child + 1..self.measures.len()).find(shown)
    }

    fn block(&mut self, child: usize, height: Length) -> Result<(), &'static str> {
        self.start(child)?;
        if height > self.next().1 {
            if !self.is_empty() {
                self.turn()?;
            }
            // A region further on may be higher than the first one.
            if height > self.next().1 && height <= self.full() {
                self.turn()?;
            }
            if height > self.next().1 {
                return Err("C007");
            }
        }
        self.push(child, height, 0..1);
        Ok(())
    }

    fn lines(
        &mut self,
        child: usize,
        count: usize,
        (size, leading): (Length, Length),
    ) -> Result<(), &'static str> {
        self.start(child)?;
        let height = |lines| super::fit::block_height(lines, size, leading);
        let mut from = 0;
        while from < count {
            let (_, space) = self.next();
            let rest = count - from;
            let held = (1..=rest).take_while(|&n| height(n) <= space).count();
            let taken = lines_to_take(held, rest, self.is_empty());
            if taken == 0 {
                if self.is_empty() {
                    return Err("C007");
                }
                self.turn()?;
                continue;
            }
            self.push(child, height(taken), from..from + taken);
            from += taken;
            if from < count {
                self.turn()?;
            }
        }
        Ok(())
    }

    fn rows(&mut self, child: usize) -> Result<(), &'static str> {
        self.start(child)?;
        let Measure::Rows { head, repeat_head, rows } = &self.measures[child] else {
            return Ok(());
        };
        let mut from = 0;
        loop {
            let head = if from == 0 || *repeat_head { *head } else { Length::ZERO };
            let (_, space) = self.next();
            let end = take(rows, from, space - head);
            if end > from || (rows.is_empty() && head <= space) {
                let height = head + rows[from..end].iter().map(|row| row.height).sum();
                self.push(child, height, from..end);
                if end == rows.len() {
                    return Ok(());
                }
                self.turn()?;
            } else if self.is_empty() {
                return Err("C007");
            } else {
                self.turn()?;
            }
            from = end;
        }
    }
}

/// Lines that stay on a page which holds `held` of the `rest`; 0 if all go to the next one.
fn lines_to_take(held: usize, rest: usize, empty_page: bool) -> usize {
    if held >= rest {
        return rest;
    }
    let taken = held.min(rest.saturating_sub(LINES_TOGETHER));
    match taken {
        _ if taken >= LINES_TOGETHER => taken,
        _ if empty_page => held,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
