//! Fixed words and values: whether there is ink where they stand, and whether it looks like them.
//! What the ink says is not judged.

use super::super::amount::Amount;
use super::super::expected::Word;
use super::super::ink::abs;
use super::super::report::{Finding, Unjudged, Verdict};
use super::super::tolerances::SCAN_WORD;
use super::plane::{Area, best, blurred};
use super::view::View;
use crate::alike::Grey;
use crate::length::{Point, Rect};

/// Words with less ink, in hundredths of a square millimetre, are too little to be told from dirt.
const LITTLE: u64 = 15;
/// Marks with less ink are not looked at alone.
const MARK: u64 = 30;
/// Ink below this, in percent of ours, is none.
const NONE: u64 = 20;
/// Words that are as alike as this are the same.
const SAME: f64 = 0.55;
/// How far words are looked for, in hundredths of a millimetre: near, and far.
const REACH: (i64, i64) = (100, 400);
/// The part of the words that must be in place for the others to be missed, in percent.
const MOST: usize = 70;

/// How words look in the picture.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// Too little ink to judge.
    Little,
    /// No ink where they stand.
    Missing,
    /// Other ink, with how much there is in percent of ours.
    Other(u64),
    /// Like ours, so many pixels away.
    Same(i64, i64),
}

/// Both pictures without lines.
struct Bare<'v> {
    ours: &'v Grey,
    theirs: Grey,
    blurred: (Grey, Grey),
}

pub(super) fn judge(view: &mut View<'_, '_>, words: &[Word<'_>]) {
    let theirs = view.ours.bare(view.theirs);
    let ours = &view.ours.words;
    let bare = Bare { ours, blurred: (blurred(ours), blurred(&theirs)), theirs };
    let looks: Vec<Look> = words.iter().map(|word| look(view, &bare, word)).collect();
    let fixed =
        || words.iter().zip(&looks).filter(|(word, look)| !word.value && **look != Look::Little);
    let same = fixed().filter(|(_, look)| matches!(look, Look::Same(..))).count();
    view.alike = same * 100 >= fixed().count() * MOST;
    for (word, look) in words.iter().zip(&looks) {
        tell(view, &bare, word, *look);
    }
    list(view, words);
}

fn look(view: &View<'_, '_>, bare: &Bare<'_>, word: &Word<'_>) -> Look {
    let (ours, area) = (view.ours, view.ours.area(word.extent, 1));
    let ink = bare.ours.ink(area);
    if ours.area_of(ink) < LITTLE {
        return Look::Little;
    }
    let (a, b) = (&bare.blurred.0, &bare.blurred.1);
    let reach = |hundredths| ours.pixels(hundredths) as i64;
    let near = best(a, b, area, reach(REACH.0), 2);
    let found = match near.1 >= SAME {
        true => near,
        false => best(a, b, area, reach(REACH.1), 3),
    };
    if found.1 >= SAME {
        return Look::Same(found.0.0, found.0.1);
    }
    let there = bare.theirs.ink(ours.area(word.extent, 2)) * 100 / ink.max(1);
    if there < NONE { Look::Missing } else { Look::Other(there) }
}

fn codes(word: &Word<'_>) -> [&'static str; 3] {
    if word.value { ["K088", "K089", "K090"] } else { ["K085", "K086", "K087"] }
}

fn tell(view: &mut View<'_, '_>, bare: &Bare<'_>, word: &Word<'_>, look: Look) {
    let [missing, other, moved] = codes(word);
    let words = || Amount::Words(word.text());
    let about = |code, verdict| {
        let finding =
            Finding::new(code, verdict).wanted(word.extent).at(word.extent).item(word.item);
        if word.fixed { finding.expected(words()) } else { finding }
    };
    match look {
        Look::Little => {}
        Look::Missing => {
            let verdict = if view.alike { Verdict::Fail } else { Verdict::NotJudged };
            let found = about(missing, verdict).within("scan-ink").measured(Amount::Percent(0));
            view.tell(found);
        }
        Look::Other(ink) => {
            view.pass(missing);
            let ink = Amount::Percent(i64::try_from(ink).unwrap_or(0));
            view.tell(about(other, Verdict::Information).within("scan-like").measured(ink));
        }
        Look::Same(x, y) => {
            view.pass(missing);
            view.pass(other);
            let by = Point::new(view.ours.length(x as f64), view.ours.length(y as f64));
            if abs(by.x) <= SCAN_WORD && abs(by.y) <= SCAN_WORD {
                view.pass(moved);
            } else {
                let finding = about(moved, Verdict::Fail).at(word.extent.offset(by));
                view.tell(
                    finding.within("scan-word").measured(Amount::Shift(by)).by(word.spot.basis),
                );
            }
            part(view, bare, word, (x, y));
        }
    }
}

/// Characters without ink in words that are there.
fn part(view: &mut View<'_, '_>, bare: &Bare<'_>, word: &Word<'_>, (x, y): (i64, i64)) {
    let ours = view.ours;
    let lacks = |em: Rect| {
        let area = ours.area(em, 0);
        let ink = bare.ours.ink(area);
        let there = bare.theirs.ink(moved(area, (x, y)));
        ours.area_of(ink) >= MARK && there * 100 < ink * NONE / 2
    };
    let lost: Vec<Rect> = word.marks.iter().map(|mark| mark.em).filter(|em| lacks(*em)).collect();
    if lost.is_empty() {
        return view.pass("K091");
    }
    let verdict = if view.alike { Verdict::Fail } else { Verdict::NotJudged };
    let place = super::super::ink::around_all(lost.iter().copied());
    let finding = Finding::new("K091", verdict).at(place).wanted(word.extent).item(word.item);
    let finding = finding.measured(Amount::Count(lost.len())).within("scan-ink");
    view.tell(finding.expected(Amount::Count(0)));
}

fn moved([left, top, right, bottom]: Area, (x, y): (i64, i64)) -> Area {
    let by = |at: usize, by: i64| usize::try_from(at as i64 + by).unwrap_or(0);
    [by(left, x), by(top, y), by(right, x), by(bottom, y)]
}

/// What can be told of no picture: what the words say.
fn list(view: &mut View<'_, '_>, words: &[Word<'_>]) {
    let mut named: Vec<_> =
        words.iter().filter(|word| word.value).filter_map(|word| word.item).collect();
    named.sort();
    named.dedup();
    for name in named {
        view.report.unjudged.push((view.number, Unjudged::Text(name.clone())));
    }
    let fixed = words.iter().filter(|word| !word.value).count();
    if fixed > 0 {
        view.report.unjudged.push((view.number, Unjudged::Words(fixed)));
    }
}
