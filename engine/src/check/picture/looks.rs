//! How words look in a picture: whether there is ink where they stand, and whether it is like ours.

use super::super::expected::Word;
use super::super::tolerances::{SCAN_INK, SCAN_LIKE};
use super::ours::Ours;
use super::plane::{Area, best, blurred, likeness};
use crate::alike::Grey;
use crate::length::{Length, Rect};

/// Words with less ink, in hundredths of a square millimetre, are too little to be told from dirt.
const LITTLE: u64 = 15;
/// Characters with less ink, or smaller than this (2.4 mm, 7 pt), are not looked at alone.
const MARK: (u64, Length) = (30, Length::emu(86_400));
/// Ink below this part of ours, in percent, is none: of words, and of a character in them.
const NONE: (u64, u64) = (SCAN_INK as u64, SCAN_INK as u64 / 2);
/// How far words are looked for, in hundredths of a millimetre: near, and far.
const REACH: (i64, i64) = (100, 400);
/// Ink above this part of ours, in percent, is some: where words are gone from.
const LEFT: u64 = 30;
/// Words that are as alike as this are found. Measured on clean pictures of all forms: at least
/// 0.86; other words in their place: up to 0.8, but then a character of them is another.
const FOUND: f64 = 0.55;
/// Characters that are as alike as this are the same. Measured: at least 0.71 (black and white of
/// 100 dpi; else 0.8); where other characters stand, one of them mostly below 0.5, digits below 0.6.
const SAME: f64 = SCAN_LIKE as f64 / 100.0;

/// How words look.
#[derive(PartialEq)]
pub(super) enum Look {
    /// Too little ink to judge.
    Little,
    /// No ink where they stand.
    Missing,
    /// Other ink; how alike it is, in percent.
    Other(i64),
    /// As ours, but for characters without ink.
    Part(Vec<Rect>),
    /// As ours, so many pixels away.
    Same(i64, i64),
}

/// Both pictures without lines.
pub(super) struct Bare<'v> {
    page: &'v Ours,
    theirs: Grey,
    blurred: (Grey, Grey),
}

impl<'v> Bare<'v> {
    pub(super) fn new(page: &'v Ours, theirs: &Grey) -> Self {
        let theirs = page.bare(theirs);
        Self { page, blurred: (blurred(&page.words), blurred(&theirs)), theirs }
    }

    pub(super) fn look(&self, word: &Word<'_>) -> Look {
        let ours = self.page;
        let area = ours.area(word.extent, 1);
        let ink = ours.words.ink(area);
        if ours.area_of(ink) < LITTLE {
            return Look::Little;
        }
        let (a, b) = (&self.blurred.0, &self.blurred.1);
        let reach = |hundredths| ours.pixels(hundredths) as i64;
        let (mut by, mut like) = best(a, b, area, reach(REACH.0), 2);
        if like < FOUND {
            let far = best(a, b, area, reach(REACH.1), 3);
            // Our own page has such words there, or others stand where they went from.
            let others = likeness(a, a, area, far.0, 1) >= FOUND || self.left_behind(area, far.0);
            (by, like) = if others { (by, like) } else { far };
        }
        let look =
            if like >= FOUND { self.characters(word, by) } else { Look::Other(percent(like)) };
        let there = self.theirs.ink(ours.area(word.extent, 2)) * 100 / ink.max(1);
        if matches!(look, Look::Other(_)) && there < NONE.0 { Look::Missing } else { look }
    }

    /// Whether words that moved from an area left ink there that did not come along with them.
    fn left_behind(&self, [left, top, right, bottom]: Area, (x, y): (i64, i64)) -> bool {
        let width = |by: i64, side: usize| usize::try_from(by.abs()).unwrap_or(side).min(side);
        let (across, down) = (width(x, right - left), width(y, bottom - top));
        let beside = match x < 0 {
            true => [right - across, top, right, bottom],
            false => [left, top, left + across, bottom],
        };
        let above = match y < 0 {
            true => [left, bottom - down, right, bottom],
            false => [left, top, right, top + down],
        };
        [beside, above].into_iter().any(|strip| {
            let ours = self.page.words.ink(strip);
            let some = self.theirs.ink(strip) * 100 > ours * LEFT && ours > 0;
            let (a, b) = (&self.blurred.0, &self.blurred.1);
            some && likeness(a, b, moved(strip, (-x, -y)), (x, y), 1) < FOUND
        })
    }

    /// How the characters look, one by one, of words that are found so many pixels away.
    fn characters(&self, word: &Word<'_>, by: (i64, i64)) -> Look {
        let ours = self.page;
        let large = word.marks.iter().map(|mark| mark.em).filter(|em| em.size.height >= MARK.1);
        let inked = large.filter(|em| ours.area_of(ours.words.ink(ours.area(*em, 0))) >= MARK.0);
        let (lost, there): (Vec<Rect>, Vec<Rect>) = inked.partition(|em| self.lacks(*em, by));
        let worst = there.into_iter().map(|em| self.like(em, by)).fold(1.0, f64::min);
        if worst < SAME {
            return Look::Other(percent(worst));
        }
        if lost.is_empty() { Look::Same(by.0, by.1) } else { Look::Part(lost) }
    }

    fn lacks(&self, em: Rect, by: (i64, i64)) -> bool {
        let area = self.page.area(em, 0);
        self.theirs.ink(moved(area, by)) * 100 < self.page.words.ink(area) * NONE.1
    }

    fn like(&self, em: Rect, (x, y): (i64, i64)) -> f64 {
        let (area, (a, b)) = (self.page.area(em, 0), &self.blurred);
        let near = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (x + dx, y + dy)));
        near.map(|by| likeness(a, b, area, by, 1)).fold(0.0, f64::max)
    }
}

/// A likeness from 0 to 1 in percent.
fn percent(like: f64) -> i64 {
    (like.max(0.0) * 100.0) as i64
}

fn moved([left, top, right, bottom]: Area, (x, y): (i64, i64)) -> Area {
    let by = |at: usize, by: i64| usize::try_from(at as i64 + by).unwrap_or(0);
    [by(left, x), by(top, y), by(right, x), by(bottom, y)]
}
