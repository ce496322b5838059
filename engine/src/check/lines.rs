//! Rules, frames, fills and circles: there, in place, of their weight, and none that the form does
//! not have.

use super::amount::Amount;
use super::ink::{abs, holds, is_white, middle, share};
use super::page::Sheet;
use super::place::is_colour;
use super::report::{Finding, Verdict};
use super::segments::{About, Lines, Segment, WantedLines, bounds};
use super::tolerances::{AREA, RULE, RULE_END, WEIGHT};
use crate::length::{Length, Point, Rect};
use crate::readback::Ink;

/// How far a rule is looked for that is not in place: 3 mm.
const FAR: Length = Length::emu(3 * 36_000);
/// Lines that are shorter are no rules: 1.5 mm.
const SHORT: Length = Length::emu(54_000);

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    let wanted = WantedLines::of(sheet.page, &sheet.bench.spots);
    let found = Lines::of(sheet.read);
    let mut used = vec![false; found.segments.len()];
    segments(sheet, &wanted, &found, &mut used);
    slants(sheet, &wanted, &found);
    rounds(sheet, &wanted, &found);
    areas(sheet, &wanted, &found);
    codes(sheet, &wanted, &found);
    more(sheet, &wanted, &found, &used);
}

/// Rules of the form, those in place first: they keep their lines from others that are looked for.
fn segments(sheet: &mut Sheet<'_, '_>, wanted: &WantedLines<'_>, found: &Lines, used: &mut [bool]) {
    let mut lost = Vec::new();
    for (at, (line, about)) in wanted.segments.iter().enumerate() {
        if line.length() < SHORT || is_repeated(&wanted.segments, at) {
            continue;
        }
        let near: Vec<usize> = beside(line, found, RULE).collect();
        for &at in &near {
            used[at] = true;
        }
        if is_covered(line, found, &near) {
            sheet.pass("K030");
            sheet.pass("K031");
            off(sheet, line, found, &near);
            weight(sheet, wanted, line, about, found, &near);
        } else {
            lost.push((line, about, near));
        }
    }
    for (line, about, near) in lost {
        moved(sheet, line, about, found, used, &near);
    }
}

/// Whether a line of the form is drawn again by a later one, as frames of neighbours do.
pub(super) fn is_repeated(all: &[(Segment, About<'_>)], at: usize) -> bool {
    let line = &all[at].0;
    all[at + 1..].iter().any(|(other, _)| {
        other.down == line.down
            && abs(other.at - line.at) <= RULE.scale(1, 3)
            && other.from <= line.from
            && other.to >= line.to
    })
}

/// Lines of the file that run beside one, so far apart at most.
fn beside<'l>(
    line: &'l Segment,
    found: &'l Lines,
    reach: Length,
) -> impl Iterator<Item = usize> + 'l {
    let runs = move |(_, other): &(usize, &Segment)| {
        other.down == line.down
            && abs(other.at - line.at) <= reach
            && line.beside(other) > Length::ZERO
    };
    found.segments.iter().enumerate().filter(runs).map(|(at, _)| at)
}

/// How much of a line some lines of the file cover.
fn covered(line: &Segment, found: &Lines, by: &[usize]) -> Length {
    let part = |&at: &usize| (found.segments[at].from, found.segments[at].to);
    within(line, by.iter().map(part))
}

/// How much of a line some stretches cover together.
fn within(line: &Segment, stretches: impl Iterator<Item = (Length, Length)>) -> Length {
    let cut = stretches.map(|(from, to)| (from.max(line.from), to.min(line.to)));
    let mut parts: Vec<_> = cut.filter(|(from, to)| from < to).collect();
    parts.sort();
    let mut end = line.from;
    let mut sum = Length::ZERO;
    for (from, to) in parts {
        let from = from.max(end);
        sum += (to - from).max(Length::ZERO);
        end = end.max(to);
    }
    sum
}

/// How much of a line is missing at one end more than at the other.
fn lopsided(line: &Segment, found: &Lines, by: &[usize]) -> Length {
    let ends = by.iter().map(|&at| (found.segments[at].from, found.segments[at].to));
    let outer = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((line.to, line.to));
    let lost = |by: Length| by.max(Length::ZERO);
    abs(lost(outer.0 - line.from) - lost(line.to - outer.1))
}

fn is_covered(line: &Segment, found: &Lines, by: &[usize]) -> bool {
    let sum = covered(line, found, by);
    let quarter = line.length().scale(1, 4);
    if line.dash.is_none() && lopsided(line, found, by) > RULE_END.min(quarter) {
        return false;
    }
    let whole = match line.dash {
        None => line.length() - (RULE_END * 2).min(quarter),
        Some((dash, gap)) => {
            let round = (dash + gap).to_emu().max(1);
            line.length().scale(dash.to_emu(), round).scale(7, 10)
        }
    };
    sum >= whole
}

/// How far a rule that is in place is from it, across, and how much of it is lost at each end.
fn off(sheet: &mut Sheet<'_, '_>, line: &Segment, found: &Lines, near: &[usize]) {
    if line.dash.is_some() {
        return;
    }
    let segments = || near.iter().map(|&at| &found.segments[at]);
    let half = line.length().scale(1, 2);
    let long = segments().filter(|other| line.beside(other) >= half);
    if let Some(across) = long.map(|other| abs(other.at - line.at)).min() {
        sheet.measure("rule", across);
    }
    let lost = line.length() - covered(line, found, near);
    sheet.measure("rule-end", lost.scale(1, 2).max(lopsided(line, found, near)));
}

/// Weight and dashes of a rule that is in place.
fn weight(
    sheet: &mut Sheet<'_, '_>,
    wanted: &WantedLines<'_>,
    line: &Segment,
    about: &About<'_>,
    found: &Lines,
    near: &[usize],
) {
    let half = line.length().scale(1, 2);
    let at_place = |other: &&Segment| {
        other.down == line.down && abs(other.at - line.at) <= RULE && line.beside(other) >= half
    };
    let all = wanted.segments.iter().map(|(other, _)| other);
    let expected = all.filter(at_place).map(|other| other.weight).max().unwrap_or(line.weight);
    let long =
        |at: &&usize| line.beside(&found.segments[**at]).to_emu() * 20 >= line.length().to_emu();
    let weights = near.iter().filter(long).map(|&at| found.segments[at].weight);
    let Some(measured) = weights.min_by_key(|weight| abs(*weight - expected)) else { return };
    let thickest = near.iter().filter(long).map(|&at| found.segments[at].weight).max();
    let measured = thickest.filter(|thickest| *thickest > expected + WEIGHT).unwrap_or(measured);
    sheet.measure("weight", abs(measured - expected));
    if abs(measured - expected) <= WEIGHT {
        sheet.pass("K032");
    } else {
        let finding = of(line, about, "K032").within("weight");
        sheet.tell(
            finding.measured(Amount::Mm(measured)).expected(Amount::Mm(expected)).by(about.basis),
        );
    }
    let odd = near.iter().filter(long).map(|&at| found.segments[at].colour);
    if let Some((r, g, b)) = odd.into_iter().find(|colour| !is_colour(*colour, line.colour)) {
        let (x, y, z) = line.colour;
        let finding = of(line, about, "K034").measured(Amount::Colour(r, g, b)).within("colour");
        return sheet.tell(finding.expected(Amount::Colour(x, y, z)).by(about.basis));
    }
    let solid = near.iter().any(|&at| {
        let other = &found.segments[at];
        other.dash.is_none() && line.beside(other) >= line.length().scale(3, 4)
    });
    let dashed = near.iter().any(|&at| found.segments[at].dash.is_some());
    if line.dash.is_some() == solid && (dashed || solid) {
        let word = |dashed: bool| Amount::Words(if dashed { "dashed" } else { "solid" }.to_owned());
        let finding = of(line, about, "K034").measured(word(!solid));
        sheet.tell(finding.expected(word(line.dash.is_some())).by(about.basis));
    } else {
        sheet.pass("K034");
    }
}

fn of(line: &Segment, about: &About<'_>, code: &'static str) -> Finding {
    Finding::new(code, Verdict::Fail).wanted(line.area()).item(about.item)
}

/// A rule that is not in place: moved, or not there.
fn moved(
    sheet: &mut Sheet<'_, '_>,
    line: &Segment,
    about: &About<'_>,
    found: &Lines,
    used: &mut [bool],
    near: &[usize],
) {
    let free: Vec<usize> = beside(line, found, FAR).filter(|&at| !used[at]).collect();
    let best = free.iter().copied().max_by_key(|&at| line.beside(&found.segments[at]));
    if let Some(best) = best {
        let place = found.segments[best].at;
        let with = |at: &usize| abs(found.segments[*at].at - place) <= RULE.scale(1, 2);
        let same: Vec<usize> = free.iter().copied().filter(with).collect();
        if covered(line, found, &same).to_emu() * 10 >= line.length().to_emu() * 7 {
            for &at in &same {
                used[at] = true;
            }
            let by = place - line.at;
            let shift =
                if line.down { Point::new(by, Length::ZERO) } else { Point::new(Length::ZERO, by) };
            sheet.pass("K030");
            sheet.measure("rule", abs(by));
            let finding = of(line, about, "K031").at(found.segments[best].area()).within("rule");
            return sheet.tell(finding.measured(Amount::Shift(shift)).by(about.basis));
        }
    }
    let part = covered(line, found, near).to_emu() * 100 / line.length().to_emu().max(1);
    let finding = of(line, about, "K030").measured(Amount::Percent(part)).within("rule-end");
    sheet.tell(finding.expected(Amount::Percent(100)).by(about.basis));
}

fn slants(sheet: &mut Sheet<'_, '_>, wanted: &WantedLines<'_>, found: &Lines) {
    let near = |a: Point, b: Point| abs(a.x - b.x) <= AREA && abs(a.y - b.y) <= AREA;
    for ((from, to), about) in &wanted.slants {
        let is_it = |(a, b): &(Point, Point)| {
            near(*from, *a) && near(*to, *b) || near(*from, *b) && near(*to, *a)
        };
        let area = bounds(&[*from, *to]);
        figure(sheet, found.slants.iter().any(is_it), area, about);
    }
}

fn rounds(sheet: &mut Sheet<'_, '_>, wanted: &WantedLines<'_>, found: &Lines) {
    for (area, about) in &wanted.rounds {
        let there = found.rounds.iter().any(|other| is_same(*area, *other));
        figure(sheet, there, *area, about);
    }
}

/// Whether all sides of two boxes stand in one place.
fn is_same(a: Rect, b: Rect) -> bool {
    let near = |a: Length, b: Length| abs(a - b) <= AREA;
    near(a.origin.x, b.origin.x)
        && near(a.origin.y, b.origin.y)
        && near(a.right(), b.right())
        && near(a.bottom(), b.bottom())
}

fn figure(sheet: &mut Sheet<'_, '_>, there: bool, area: Rect, about: &About<'_>) {
    if there {
        sheet.pass("K033");
    } else {
        let finding = Finding::new("K033", Verdict::Fail).wanted(area).item(about.item);
        sheet.tell(finding.within("area").by(about.basis));
    }
}

/// Points at which a filled area is looked at, along each side.
const LOOKS: i64 = 9;

pub(super) fn samples(area: Rect) -> impl Iterator<Item = Point> {
    let at =
        move |start: Length, side: Length, step: i64| start + side.scale(step * 2 + 1, LOOKS * 2);
    (0..LOOKS * LOOKS).map(move |step| {
        let x = at(area.origin.x, area.size.width, step % LOOKS);
        Point::new(x, at(area.origin.y, area.size.height, step / LOOKS))
    })
}

/// The colour at a point: that of the last fill, white on bare paper.
fn colour<'a>(
    areas: impl DoubleEndedIterator<Item = (&'a Rect, (u8, u8, u8))>,
    at: Point,
) -> (u8, u8, u8) {
    let last = areas.rev().find(|(area, _)| holds(**area, at));
    last.map_or((255, 255, 255), |(_, colour)| colour)
}

/// Filled areas, looked at in points: others may share them out in other rectangles.
fn areas(sheet: &mut Sheet<'_, '_>, wanted: &WantedLines<'_>, found: &Lines) {
    let of_file = |at| colour(found.areas.iter().map(|(area, colour)| (area, *colour)), at);
    let of_form = |at| colour(wanted.areas.iter().map(|(area, colour, _)| (area, *colour)), at);
    let like = |a: (u8, u8, u8), b: (u8, u8, u8)| {
        let near = |a: u8, b: u8| a.abs_diff(b) <= 24;
        near(a.0, b.0) && near(a.1, b.1) && near(a.2, b.2)
    };
    for (area, _, about) in &wanted.areas {
        let good = samples(*area).filter(|&at| like(of_file(at), of_form(at))).count();
        figure(sheet, good * 10 >= samples(*area).count() * 9, *area, about);
    }
    let sheet_area = Rect { origin: Point::default(), size: sheet.read.size };
    for (area, ink) in &found.areas {
        let (r, g, b) = *ink;
        if is_white(Ink::Solid(r, g, b))
            || wanted.codes.iter().any(|(code, _)| share(*area, *code) > 50)
        {
            continue;
        }
        let odd = |at: &Point| {
            let seen = of_file(*at);
            seen == *ink && !like(seen, of_form(*at))
        };
        let odd = samples(*area).filter(|at| holds(sheet_area, *at) && odd(at)).count();
        if odd * 5 > samples(*area).count() {
            let finding = Finding::new("K042", Verdict::Fail).at(*area);
            sheet.tell(finding.measured(Amount::Colour(r, g, b)));
        } else {
            sheet.pass("K042");
        }
    }
}

/// Codes for machines: something is drawn where they stand.
fn codes(sheet: &mut Sheet<'_, '_>, wanted: &WantedLines<'_>, found: &Lines) {
    for (area, about) in &wanted.codes {
        let inside = |other: Rect| share(other, *area) >= 50;
        let drawn = found.segments.iter().any(|line| inside(line.area()))
            || found.areas.iter().any(|(other, _)| inside(*other))
            || sheet.read.images.iter().any(|image| inside(image.bounds));
        figure(sheet, drawn, *area, about);
    }
}

/// Lines that the form does not have.
fn more(sheet: &mut Sheet<'_, '_>, wanted: &WantedLines<'_>, found: &Lines, used: &[bool]) {
    let mut told: Vec<Rect> = Vec::new();
    for (at, line) in found.segments.iter().enumerate() {
        let in_code =
            |(code, _): &(Rect, About<'_>)| holds(code.inset(-AREA, -AREA), middle(line.area()));
        if line.length() < SHORT || wanted.codes.iter().any(in_code) {
            continue;
        }
        let rest = line.length() - explained(line, wanted, used[at]);
        if rest < SHORT {
            sheet.pass("K035");
            continue;
        }
        // A line that is drawn twice is told once.
        if told.iter().any(|other| share(line.area(), *other) > 80) {
            continue;
        }
        told.push(line.area());
        // A rule more is a fact: it has no place in the form at all.
        let basis = basis_at(wanted, line, sheet);
        let finding = Finding::new("K035", Verdict::Fail).at(line.area());
        sheet.tell(finding.measured(Amount::Mm(rest)).by(basis));
    }
}

/// How much of a line of the file is there for lines of the form.
fn explained(line: &Segment, wanted: &WantedLines<'_>, used: bool) -> Length {
    let reach = if used { FAR } else { RULE };
    let near = |(other, _): &&(Segment, About<'_>)| {
        other.down == line.down && abs(other.at - line.at) <= reach
    };
    let all = wanted.segments.iter().filter(near);
    within(line, all.map(|(other, _)| (other.from - RULE_END, other.to + RULE_END)))
}

/// On what the surroundings of a line rest: the basis of the nearest line of the form.
fn basis_at(wanted: &WantedLines<'_>, line: &Segment, sheet: &Sheet<'_, '_>) -> crate::form::Basis {
    let at = middle(line.area());
    let far = |other: &Segment| {
        let to = middle(other.area());
        abs(to.x - at.x) + abs(to.y - at.y)
    };
    let nearest = wanted.segments.iter().min_by_key(|(other, _)| far(other));
    nearest.map_or(sheet.bench.spots.rest().basis, |(_, about)| about.basis)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A level line between hundredths of a millimetre.
    fn level(from: i64, to: i64) -> Segment {
        let at = |hundredths: i64| Length::emu(hundredths * 360);
        let (weight, dash, colour) = (at(20), None, (0, 0, 0));
        Segment { down: false, at: Length::ZERO, from: at(from), to: at(to), weight, dash, colour }
    }

    #[test]
    fn rules_may_lack_a_little_at_both_ends_and_less_at_one() {
        let rule = level(0, 6_000);
        let is_there = |parts: &[(i64, i64)]| {
            let segments = parts.iter().map(|&(from, to)| level(from, to)).collect();
            let found = Lines { segments, ..Lines::default() };
            is_covered(&rule, &found, &(0..parts.len()).collect::<Vec<_>>())
        };
        // Frames that end inside their corners, and pieces that meet.
        assert!(is_there(&[(52, 5_948)]) && is_there(&[(0, 3_000), (3_000, 5_960)]));
        assert!(!is_there(&[(104, 6_000)]) && !is_there(&[(0, 5_900)]), "cut short at one end");
        assert!(!is_there(&[(0, 2_000), (3_500, 6_000)]) && !is_there(&[]));
    }
}
