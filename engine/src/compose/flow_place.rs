//! Stacking the entries of a flow on pages: pure arithmetic on their heights.

use std::ops::Range;

use super::flow::{Measure, Piece, Shown};
use super::flow_entries::Entry;
use super::table::Rows;
use super::table_cut::Space;
use crate::length::Length;
use crate::page::limits;

/// Fewest lines of a paragraph on either side of a page break, where it has that many.
const LINES_TOGETHER: usize = 2;

/// An entry that found no place, and why.
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

/// The pages, and the first entry that found no place: `C007` if it is higher than an empty
/// page, `C010` if there is no further region, `C004` if there are too many pages.
///
/// What ends on a page that is lower as the last one is stacked again, with that page no higher;
/// where this does not make a last page of it either, the last page holds nothing of the flow.
pub(super) fn place(entries: &[Entry<'_>], regions: Regions) -> (Vec<Vec<Piece>>, Option<Failure>) {
    let run = |low| Placer::new(entries, regions, low).run();
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
    entries: &'p [Entry<'a>],
    /// Of the first 0, 1, 2, … entries the heights with the gaps over them.
    depths: Vec<Length>,
    regions: Regions,
    /// A page that is as low as if it were the last one.
    low: Option<usize>,
    pages: Vec<Vec<Piece>>,
    /// Bottom of the last piece on the page.
    bottom: Length,
}

impl<'p, 'a> Placer<'p, 'a> {
    fn new(entries: &'p [Entry<'a>], regions: Regions, low: Option<usize>) -> Self {
        let mut depth = Length::ZERO;
        let mut depths = vec![depth];
        depths.extend(entries.iter().map(|entry| {
            depth = depth + entry.gap + entry.measure.height();
            depth
        }));
        Self { entries, depths, regions, low, pages: vec![Vec::new()], bottom: Length::ZERO }
    }

    fn run(mut self) -> (Vec<Vec<Piece>>, Option<Failure>) {
        let entries = self.entries;
        for (index, entry) in entries.iter().enumerate() {
            let done = match &entry.measure {
                Measure::Block(height) => self.block(index, *height),
                Measure::Lines { count, body, leading } => {
                    self.lines(index, *count, (*body, *leading))
                }
                Measure::Rows(rows) => self.rows(index, rows),
            };
            if let Err(code) = done {
                return (self.pages, Some((index, code)));
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

    /// Where a piece of an entry would begin, and the space from there down.
    fn next(&self, entry: usize) -> (Length, Length) {
        let top = match self.is_empty() {
            true => Length::ZERO,
            false => self.bottom + self.entries[entry].gap,
        };
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

    fn push(&mut self, entry: usize, height: Length, shown: Shown) {
        let (top, _) = self.next(entry);
        self.bottom = top + height;
        if let Some(page) = self.pages.last_mut() {
            page.push(Piece { entry, top, height, shown });
        }
    }

    /// Turns the page if what must stand together with the start of an entry does not fit.
    fn start(&mut self, entry: usize) -> Result<(), &'static str> {
        let (_, space) = self.next(entry);
        if !self.is_empty() && self.need(entry) > space { self.turn() } else { Ok(()) }
    }

    /// The height that must be free for an entry to begin: with as much of what is kept with it
    /// as a page can hold.
    fn need(&self, entry: usize) -> Length {
        let mut need = self.entries[entry].measure.first_piece();
        let mut last = entry;
        loop {
            let above = self.span(entry..last) + self.gap_under(entry..last);
            let own = self.entries[last].measure.first_piece().max(self.kept(last));
            if above + own <= self.full() {
                need = need.max(above + own);
            }
            let next = last + 1;
            if !self.entries[last].keep_with_next || next >= self.entries.len() {
                return need;
            }
            if self.span(entry..next) > self.full() {
                return need;
            }
            last = next;
        }
    }

    /// Height of some entries on one page.
    fn span(&self, entries: Range<usize>) -> Length {
        match self.entries.get(entries.start) {
            Some(first) if !entries.is_empty() => {
                self.depths[entries.end] - self.depths[entries.start] - first.gap
            }
            _ => Length::ZERO,
        }
    }

    /// The gap between some entries and the next one.
    fn gap_under(&self, entries: Range<usize>) -> Length {
        let next = self.entries.get(entries.end).filter(|_| !entries.is_empty());
        next.map_or(Length::ZERO, |next| next.gap)
    }

    /// Height from an entry to the end of the largest group it is kept with that a page can hold.
    fn kept(&self, entry: usize) -> Length {
        let groups = self.entries[entry].keeps.iter();
        let held = groups.filter(|group| self.span((*group).clone()) <= self.full());
        held.map(|group| self.span(entry..group.end)).max().unwrap_or_default()
    }

    fn block(&mut self, entry: usize, height: Length) -> Result<(), &'static str> {
        self.start(entry)?;
        if height > self.next(entry).1 {
            if !self.is_empty() {
                self.turn()?;
            }
            // A region further on may be higher than the first one.
            if height > self.next(entry).1 && height <= self.full() {
                self.turn()?;
            }
            if height > self.next(entry).1 {
                return Err("C007");
            }
        }
        self.push(entry, height, Shown::Whole);
        Ok(())
    }

    fn lines(
        &mut self,
        entry: usize,
        count: usize,
        (body, leading): (Length, Length),
    ) -> Result<(), &'static str> {
        self.start(entry)?;
        let height = |lines| super::fit::block_height(lines, body, leading);
        let mut from = 0;
        while from < count {
            let (_, space) = self.next(entry);
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
            self.push(entry, height(taken), Shown::Lines(from..from + taken));
            from += taken;
            if from < count {
                self.turn()?;
            }
        }
        Ok(())
    }

    fn rows(&mut self, entry: usize, rows: &Rows<'_>) -> Result<(), &'static str> {
        self.start(entry)?;
        let (mut from, mut first) = (0, true);
        loop {
            let (_, space) = self.next(entry);
            // A region further on may be higher than this one.
            let highest = self.height(self.pages.len() - 1) >= Some(self.full());
            let fresh = self.is_empty() && highest;
            match rows.heights.cut(from, first, Space::same(space), fresh) {
                Some(cut) => {
                    (from, first) = (cut.rows.end, false);
                    let last = cut.last;
                    self.push(entry, cut.height, Shown::Rows(cut));
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
