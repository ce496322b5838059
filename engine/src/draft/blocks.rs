//! Blocks that stand one below the other with the same boxes and words: 世帯員 of a certificate.

use std::collections::BTreeSet;

use super::NUDGE;
use super::texts::around;
use crate::length::{Length, Point, Rect};

/// Lowest block.
const LEAST: Length = Length::mm(4);
/// Most kinds of blocks of a sheet.
const MOST: usize = 20;
/// Most boxes of a sheet in which blocks are looked for.
const BOXES: usize = 800;
/// Most distances that are tried.
const PERIODS: usize = 60;

/// A box with its words.
pub(super) struct Boxed {
    pub(super) area: Rect,
    /// Without the spaces that spread them; digits as `#`.
    pub(super) words: String,
}

/// Blocks of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Blocks {
    /// The first one.
    pub(super) first: Rect,
    /// From the top of one to that of the next.
    pub(super) period: Length,
    pub(super) count: i64,
}

impl Blocks {
    /// The words that a box of the first block holds in every block.
    pub(super) fn words<'b>(&self, area: Rect, boxes: &'b [Boxed]) -> BTreeSet<&'b str> {
        let own = boxes.iter().find(|boxed| boxed.area == area);
        let of_block = |index: i64| {
            let down = self.period * index;
            boxes.iter().filter(move |other| own.is_some_and(|own| twins(own, other, down)))
        };
        (0..self.count).flat_map(of_block).map(|boxed| boxed.words.as_str()).collect()
    }

    /// Whether a box of the first block holds other words in another one: a value of a sample.
    pub(super) fn varies(&self, area: Rect, boxes: &[Boxed]) -> bool {
        self.words(area, boxes).len() > 1
    }

    /// Whether something stands in one of them.
    pub(super) fn hold(&self, area: Rect) -> bool {
        let block = self.first.inset(-NUDGE, -NUDGE);
        let down = |index: i64| Point::new(Length::ZERO, self.period * index);
        (0..self.count).any(|index| block.offset(down(index)).contains(&area))
    }

    /// Whether a box stands in part in one of them.
    fn cuts(&self, boxes: &[&Boxed]) -> bool {
        let whole = self.whole().inset(NUDGE, NUDGE);
        boxes.iter().any(|boxed| whole.overlaps(&boxed.area) && !self.hold(boxed.area))
    }

    /// All of them.
    pub(super) fn whole(&self) -> Rect {
        let height = self.first.size.height + self.period * (self.count - 1);
        Rect::new(self.first.origin.x, self.first.origin.y, self.first.size.width, height)
    }
}

/// Words for comparison.
pub(super) fn bare(words: &str) -> String {
    let chars = words.chars().filter(|c| !c.is_whitespace());
    chars.map(|c| if c.is_ascii_digit() || ('０'..='９').contains(&c) { '#' } else { c }).collect()
}

/// The blocks of some boxes.
pub(super) fn blocks(boxes: &[Boxed]) -> Vec<Blocks> {
    let mut found: Vec<Blocks> = Vec::new();
    while found.len() < MOST {
        let free =
            |boxed: &&Boxed| !found.iter().any(|blocks| blocks.whole().overlaps(&boxed.area));
        let left: Vec<&Boxed> = boxes.iter().filter(free).collect();
        match one(&left) {
            Some(blocks) => found.push(blocks),
            None => break,
        }
    }
    found
}

/// The blocks that cover most, and of those that cover as much the lowest ones.
fn one(boxes: &[&Boxed]) -> Option<Blocks> {
    if boxes.len() > BOXES {
        return None;
    }
    let mut tops: Vec<Length> = boxes.iter().map(|boxed| boxed.area.origin.y).collect();
    tops.sort_unstable();
    tops.dedup_by(|a, b| (*a - *b).to_emu().abs() <= NUDGE.to_emu());
    let periods = periods(boxes);
    let all = periods.iter().flat_map(|period| tops.iter().map(move |top| (*top, *period)));
    let found = all.filter_map(|(top, period)| from(boxes, top, period));
    let best = found.max_by_key(|blocks| {
        let Rect { origin, size } = blocks.whole();
        let covered = i128::from(size.width.to_emu()) * i128::from(size.height.to_emu());
        (covered, std::cmp::Reverse(blocks.first.size.height), std::cmp::Reverse(origin.y))
    })?;
    Some(finest(boxes, &periods, best))
}

/// The blocks of which each block is made, if it is made of some: the last ones of a sheet may be
/// filled in so that less of their words are those of the first.
fn finest(boxes: &[&Boxed], periods: &[Length], best: Blocks) -> Blocks {
    let parts = |period: &Length| {
        let count = (best.period.to_emu() + NUDGE.to_emu()) / period.to_emu().max(1);
        let whole = (best.period - *period * count).to_emu().abs() <= NUDGE.to_emu();
        let own = from(boxes, best.first.origin.y, *period)?;
        let all = Blocks { count: best.count * count, ..own };
        (whole && count > 1 && own.count >= count && !all.cuts(boxes)).then_some(all)
    };
    periods.iter().find_map(parts).unwrap_or(best)
}

/// Distances at which words stand again, from the shortest.
fn periods(boxes: &[&Boxed]) -> Vec<Length> {
    let labels: Vec<&&Boxed> = boxes.iter().filter(|boxed| is_label(boxed)).collect();
    let mut all: Vec<Length> = Vec::new();
    for (index, a) in labels.iter().enumerate() {
        let twins =
            labels.iter().skip(index + 1).filter(|b| same(a, b, b.area.origin.y - a.area.origin.y));
        all.extend(
            twins
                .map(|b| b.area.origin.y - a.area.origin.y)
                .filter(|period| *period >= LEAST)
                .take(1),
        );
    }
    all.sort_unstable();
    all.dedup_by(|a, b| (*a - *b).to_emu().abs() <= NUDGE.to_emu());
    all.truncate(PERIODS);
    all
}

fn is_label(boxed: &Boxed) -> bool {
    boxed.words.chars().any(char::is_alphabetic)
}

/// Blocks from a height on.
fn from(boxes: &[&Boxed], top: Length, period: Length) -> Option<Blocks> {
    let within = |from: Length| {
        let inside = move |boxed: &&&Boxed| {
            boxed.area.origin.y >= from - NUDGE && boxed.area.bottom() <= from + period + NUDGE
        };
        boxes.iter().filter(inside).copied().collect::<Vec<&Boxed>>()
    };
    let first = within(top);
    let bottom = first.iter().map(|boxed| boxed.area.bottom()).max()?;
    let gap = top + period - bottom;
    if gap < -NUDGE || gap > period.scale(1, 4) || distinct(&first) < 2 {
        return None;
    }
    // What a sample of a record fills in differs from block to block; the labels do not.
    let again = |index: &i64| {
        let off = period * *index;
        let there = within(top + off);
        let twin = |a: &Boxed| there.iter().find(|b| twins(a, b, off)).copied();
        let alike =
            first.iter().filter(|a| is_label(a) && twin(a).is_some_and(|b| a.words == b.words));
        let other = there.iter().filter(|b| is_label(b)).count();
        let alike = alike.count();
        there.len() == first.len()
            && first.iter().all(|a| twin(a).is_some())
            && alike > 1
            && alike * 2 >= other
    };
    let count = 1 + i64::try_from((1..).take_while(again).count()).unwrap_or(0);
    let area = first.iter().map(|boxed| boxed.area).reduce(around)?;
    let height = if gap <= NUDGE { period } else { area.size.height };
    let first = Rect::new(area.origin.x, top, area.size.width, height);
    let blocks = Blocks { first, period, count };
    (count > 1 && !blocks.cuts(boxes)).then_some(blocks)
}

/// Number of labels with words of their own.
fn distinct(boxes: &[&Boxed]) -> usize {
    let labels = boxes.iter().filter(|boxed| is_label(boxed));
    labels.map(|boxed| boxed.words.as_str()).collect::<BTreeSet<_>>().len()
}

/// Whether a box is another one farther down.
fn same(a: &Boxed, b: &Boxed, down: Length) -> bool {
    a.words == b.words && twins(a, b, down)
}

/// Whether a box stands where another one does, farther down.
fn twins(a: &Boxed, b: &Boxed, down: Length) -> bool {
    let near = |a: Length, b: Length| (a - b).to_emu().abs() <= NUDGE.to_emu() * 2;
    near(a.area.origin.x, b.area.origin.x)
        && near(a.area.origin.y + down, b.area.origin.y)
        && near(a.area.size.width, b.area.size.width)
        && near(a.area.size.height, b.area.size.height)
}
