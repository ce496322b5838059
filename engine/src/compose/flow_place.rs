//! Stacking the children of a flow on pages: pure arithmetic on their heights.

use super::flow::{Measure, Piece, Shown};
use super::table::Rows;
use super::table_cut::Space;
use crate::form::FlowChild;
use crate::length::Length;
use crate::page::limits;

/// Fewest lines of a paragraph on either side of a page break, where it has that many.
const LINES_TOGETHER: usize = 2;

/// A child that found no place, and why.
type Failure = (usize, &'static str);

/// The room of the first region and of the others.
#[derive(Clone, Copy)]
pub(super) struct Regions {
    pub(super) first: Space,
    pub(super) rest: Option<Space>,
}

impl Regions {
    fn of(self, page: usize) -> Option<Space> {
        if page == 0 { Some(self.first) } else { self.rest }
    }
}

/// The pages, and the first child that found no place: `C007` if it is higher than an empty
/// page, `C010` if there is no further region, `C004` if there are too many pages.
///
/// What ends on a page that is lower as the last one is stacked again, with that page no higher;
/// where this does not make a last page of it either, the last page holds nothing of the flow.
pub(super) fn place(
    children: &[FlowChild],
    measures: &[Measure<'_>],
    gap: Length,
    regions: Regions,
) -> (Vec<Vec<Piece>>, Option<Failure>) {
    let run = |low| Placer::new(children, measures, gap, regions, low).run();
    let bottom = |pages: &[Vec<Piece>]| {
        pages
            .last()
            .and_then(|page| page.last())
            .map_or(Length::ZERO, |last| last.top + last.height)
    };
    let ends = |pages: &[Vec<Piece>]| {
        let space = pages.len().checked_sub(1).and_then(|page| regions.of(page));
        space.is_some_and(|space| bottom(pages) <= space.end)
    };
    let (mut pages, failure) = run(None);
    if failure.is_some() || ends(&pages) {
        return (pages, failure);
    }
    let low = pages.len() - 1;
    let (again, failure) = run(Some(low));
    let one_more = again.len() == low + 2 && again.iter().all(|page| !page.is_empty());
    if failure.is_none() && one_more && ends(&again) {
        return (again, None);
    }
    pages.push(Vec::new());
    (pages, None)
}

/// The state of stacking.
struct Placer<'p, 'a> {
    children: &'p [FlowChild],
    measures: &'p [Measure<'a>],
    gap: Length,
    regions: Regions,
    /// A page that is as low as if it were the last one.
    low: Option<usize>,
    pages: Vec<Vec<Piece>>,
    /// Bottom of the last piece on the page.
    bottom: Length,
}

impl<'p, 'a> Placer<'p, 'a> {
    fn new(
        children: &'p [FlowChild],
        measures: &'p [Measure<'a>],
        gap: Length,
        regions: Regions,
        low: Option<usize>,
    ) -> Self {
        let pages = vec![Vec::new()];
        Self { children, measures, gap, regions, low, pages, bottom: Length::ZERO }
    }

    fn run(mut self) -> (Vec<Vec<Piece>>, Option<Failure>) {
        let measures = self.measures;
        for (child, measure) in measures.iter().enumerate() {
            let done = match measure {
                Measure::Nothing => continue,
                Measure::Block(height) => self.block(child, *height),
                Measure::Lines { count, body, leading } => {
                    self.lines(child, *count, (*body, *leading))
                }
                Measure::Rows(rows) => self.rows(child, rows),
            };
            if let Err(code) = done {
                return (self.pages, Some((child, code)));
            }
        }
        (self.pages, None)
    }

    fn height(&self, page: usize) -> Option<Length> {
        let space = self.regions.of(page)?;
        Some(if self.low == Some(page) { space.end } else { space.on })
    }

    /// Height of a whole page after this one, or of this one if there is none.
    fn full(&self) -> Length {
        self.regions.rest.unwrap_or(self.regions.first).on
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

    fn push(&mut self, child: usize, height: Length, shown: Shown) {
        let (top, _) = self.next();
        self.bottom = top + height;
        if let Some(page) = self.pages.last_mut() {
            page.push(Piece { child, top, height, shown });
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
        self.push(child, height, Shown::Whole);
        Ok(())
    }

    fn lines(
        &mut self,
        child: usize,
        count: usize,
        (body, leading): (Length, Length),
    ) -> Result<(), &'static str> {
        self.start(child)?;
        let height = |lines| super::fit::block_height(lines, body, leading);
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
            self.push(child, height(taken), Shown::Lines(from..from + taken));
            from += taken;
            if from < count {
                self.turn()?;
            }
        }
        Ok(())
    }

    fn rows(&mut self, child: usize, rows: &Rows<'_>) -> Result<(), &'static str> {
        self.start(child)?;
        let (mut from, mut first) = (0, true);
        loop {
            let (_, space) = self.next();
            // A region further on may be higher than this one.
            let highest = self.height(self.pages.len() - 1) >= Some(self.full());
            let fresh = self.is_empty() && highest;
            match rows.heights.cut(from, first, Space::same(space), fresh) {
                Some(cut) => {
                    (from, first) = (cut.rows.end, false);
                    let last = cut.last;
                    self.push(child, cut.height, Shown::Rows(cut));
                    if last {
                        return Ok(());
                    }
                }
                None if fresh => return Err("C007"),
                None => {}
            }
            self.turn()?;
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
