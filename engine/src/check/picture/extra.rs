//! Ink where ours has none.

use std::sync::Arc;

use super::super::amount::Amount;
use super::super::expected::Word;
use super::super::ink::{holds, middle};
use super::super::report::{Finding, Verdict};
use super::super::tolerances::BLOT;
use super::plane::Area;
use super::view::View;
use crate::alike::Grey;
use crate::length::Rect;

/// Side of a cell in hundredths of a millimetre: ink in cells that touch belongs together.
const CELL: i64 = 50;
/// Cells with less ink, in percent, are paper: grain and dust.
const INKED: u64 = 15;
/// The edge of a sheet, where scanners leave shadows: 5 mm.
const EDGE: i64 = 500;

/// Cells of a picture.
struct Cells {
    side: usize,
    across: usize,
    ink: Vec<u64>,
}

impl Cells {
    fn of(grey: &Grey, side: usize) -> Self {
        let (across, down) = (grey.width() / side, grey.height() / side);
        let cell = |at: usize| {
            let (left, top) = (at % across * side, at / across * side);
            grey.ink([left, top, left + side, top + side])
        };
        Self { side, across, ink: (0..across * down).map(cell).collect() }
    }

    /// Takes all cells with ink that hang together with one: their ink and area.
    fn take(&mut self, first: usize, least: u64) -> (u64, Area) {
        let (mut sum, mut open) = (0, vec![first]);
        let mut area = [usize::MAX, usize::MAX, 0, 0];
        while let Some(at) = open.pop() {
            let Some(ink) = self.ink.get_mut(at).filter(|ink| **ink >= least) else { continue };
            sum += std::mem::take(ink);
            let (x, y) = (at % self.across, at / self.across);
            area = [area[0].min(x), area[1].min(y), area[2].max(x + 1), area[3].max(y + 1)];
            for row in y.saturating_sub(1)..=y + 1 {
                let columns = x.saturating_sub(1)..(x + 2).min(self.across);
                open.extend(columns.map(|column| row * self.across + column));
            }
        }
        (sum, area.map(|side| side * self.side))
    }
}

/// Tells of blots. In `open` areas words stand otherwise than ours: there it is information.
pub(super) fn judge(view: &mut View<'_, '_>, words: &[Word<'_>], open: &[Rect]) {
    let side = view.ours.pixels(CELL).max(2);
    let mut cells = Cells::of(&extra(view), side);
    let least = (side * side) as u64 * 255 * INKED / 100;
    let mut clean = true;
    for first in 0..cells.ink.len() {
        if cells.ink[first] < least {
            continue;
        }
        let (ink, area) = cells.take(first, least);
        let ink = view.ours.area_of(ink);
        if ink >= BLOT {
            clean = false;
            blot(view, (words, open), ink, area);
        }
    }
    if clean {
        view.pass("K094");
    }
}

/// The picture with paper where ours has ink, or may have.
fn extra(view: &View<'_, '_>) -> Grey {
    let allowed = view.ours.allowed.levels();
    let level = |(own, allowed): (&u8, &u8)| if *allowed < 252 { 255 } else { *own };
    let levels = view.theirs.levels().iter().zip(allowed).map(level).collect();
    Grey::of_levels(view.theirs.width(), levels)
}

fn blot(view: &mut View<'_, '_>, (words, open): (&[Word<'_>], &[Rect]), ink: u64, area: Area) {
    let place = view.ours.rect(area);
    let seals = view.bench.spots.seals(&view.page.fixed.name);
    if seals.iter().any(|seal| seal.overlaps(&place)) {
        return;
    }
    let (width, height) = view.ours.size();
    let edge = view.ours.pixels(EDGE);
    let [left, top, right, bottom] = area;
    let inside = left > edge && top > edge && right + edge < width && bottom + edge < height;
    let inside = inside && !open.iter().any(|area| holds(*area, middle(place)));
    let verdict = match (inside, view.alike) {
        (true, true) => Verdict::Fail,
        (true, false) => Verdict::NotJudged,
        (false, _) => Verdict::Information,
    };
    let amount = |hundredths: u64| Amount::Words(format!("{:.1} mm²", hundredths as f64 / 100.0));
    let finding = Finding::new("K094", verdict).at(place).within("scan-blot");
    let finding = match empty_field(view, words, place) {
        Some(name) => Finding { code: "K092", ..finding.item(name.as_ref()) },
        None => finding,
    };
    view.tell(finding.measured(amount(ink)).expected(amount(0)));
}

/// The name of the field without a value in which a place lies; `None` if it lies in none.
fn empty_field(view: &View<'_, '_>, words: &[Word<'_>], place: Rect) -> Option<Option<Arc<str>>> {
    let filled = |area: Rect| words.iter().any(|word| word.spot.area == Some(area));
    let boxes = view.bench.spots.boxes(&view.page.fixed.name);
    let empty = boxes.filter(|(area, _)| holds(*area, middle(place)) && !filled(*area));
    let smallest =
        empty.min_by_key(|(area, _)| area.size.width.to_emu() * area.size.height.to_emu());
    smallest.map(|(_, spot)| spot.name.cloned())
}
