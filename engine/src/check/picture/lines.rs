//! Rules, frames, circles and codes: whether ink runs along them.

use super::super::amount::Amount;
use super::super::lines::{is_repeated, samples};
use super::super::report::{Finding, Verdict};
use super::super::segments::{About, Segment, WantedLines};
use super::super::tolerances::SCAN_RULE;
use super::view::View;
use crate::alike::Grey;
use crate::length::{Length, Point, Rect};

/// How far a line is looked for, in hundredths of a millimetre.
const REACH: i64 = 60;
/// Lines that are shorter are no rules: 3 mm.
const SHORT: Length = Length::emu(3 * 36_000);
/// Ends that are not looked at: where lines meet there is ink of another one. 0.5 mm.
const END: Length = Length::emu(18_000);
/// A pixel of our lines that counts.
const INKED: u8 = 40;
/// Lines that are paler at this resolution may be lost in a scan of black and white.
const FINE: u64 = 130;
/// Parts of a line with ink, in percent: below the first there is no line, from the second on it is
/// whole.
const PARTS: (usize, usize) = (SCAN_RULE as usize, 65);

pub(super) fn judge(view: &mut View<'_, '_>) {
    let wanted = WantedLines::of(view.page, &view.bench.spots);
    for (at, (line, about)) in wanted.segments.iter().enumerate() {
        if line.length() >= SHORT && !is_repeated(&wanted.segments, at) {
            let seen = along(view, line);
            tell(view, seen, line.area(), about);
        }
    }
    for (area, about) in &wanted.rounds {
        let seen = points(view, samples(*area));
        tell(view, seen, *area, about);
    }
    for ((from, to), about) in &wanted.slants {
        let seen = points(view, between(*from, *to));
        tell(
            view,
            seen,
            super::super::ink::corners(
                from.x.min(to.x),
                from.y.min(to.y),
                from.x.max(to.x),
                from.y.max(to.y),
            ),
            about,
        );
    }
    let areas = wanted.areas.iter().map(|(area, _, about)| (area, about));
    for (area, about) in areas.chain(wanted.codes.iter().map(|(area, about)| (area, about))) {
        let seen = inside(view, *area);
        tell(view, seen, *area, about);
    }
}

/// What is seen of a line.
struct Seen {
    /// Places where ours has ink.
    count: usize,
    /// Those where the picture has, too.
    there: usize,
    /// Sum of our ink at those places.
    ink: u64,
}

fn tell(view: &mut View<'_, '_>, seen: Seen, area: Rect, about: &About<'_>) {
    if seen.count < 8 {
        return;
    }
    let percent = seen.there * 100 / seen.count;
    if percent >= PARTS.1 {
        return view.pass("K093");
    }
    let pale = seen.ink / (seen.count as u64) < FINE;
    let verdict = match (pale, percent < PARTS.0 && view.alike) {
        (true, _) => Verdict::NotJudged,
        (false, true) => Verdict::Fail,
        (false, false) => Verdict::Information,
    };
    let percent = Amount::Percent(i64::try_from(percent).unwrap_or(0));
    let finding = Finding::new("K093", verdict).at(area).wanted(area).item(about.item);
    view.tell(finding.measured(percent).within("scan-rule").by(about.basis));
}

fn ink(grey: &Grey, x: i64, y: i64) -> u8 {
    let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return 0 };
    if x >= grey.width() {
        0
    } else {
        grey.levels().get(y * grey.width() + x).map_or(0, |level| 255 - level)
    }
}

/// A level or upright line: at the move across it that finds most of it.
fn along(view: &View<'_, '_>, line: &Segment) -> Seen {
    let ours = view.ours;
    let pixel = |length| ours.across(length).floor() as i64;
    let (at, from, to) = (pixel(line.at), pixel(line.from + END), pixel(line.to - END));
    let reach = ours.pixels(REACH) as i64;
    let level = |grey: &Grey, along: i64, across: i64| match line.down {
        true => ink(grey, across, along),
        false => ink(grey, along, across),
    };
    let peak = |grey: &Grey, along: i64, across: i64| {
        (across - 1..=across + 1).map(|across| level(grey, along, across)).max().unwrap_or(0)
    };
    let own: Vec<(i64, u8)> = (from..to)
        .map(|along| (along, peak(&ours.lines, along, at)))
        .filter(|(_, own)| *own >= INKED)
        .collect();
    let there = |by: i64| {
        let is = |&&(along, own): &&(i64, u8)| {
            u32::from(peak(view.theirs, along, at + by)) * 5 >= u32::from(own) * 2
        };
        own.iter().filter(is).count()
    };
    Seen {
        count: own.len(),
        there: (-reach..=reach).map(there).max().unwrap_or(0),
        ink: own.iter().map(|(_, own)| u64::from(*own)).sum(),
    }
}

/// Points of any other line.
fn points(view: &View<'_, '_>, points: impl Iterator<Item = Point>) -> Seen {
    let ours = view.ours;
    let reach = ours.pixels(REACH) as i64 / 2 + 1;
    let near = |grey: &Grey, (x, y): (i64, i64), reach: i64| {
        let places = (-reach..=reach).flat_map(|dy| (-reach..=reach).map(move |dx| (dx, dy)));
        places.map(|(dx, dy)| ink(grey, x + dx, y + dy)).max().unwrap_or(0)
    };
    let mut seen = Seen { count: 0, there: 0, ink: 0 };
    for point in points {
        let at = (ours.across(point.x) as i64, ours.across(point.y) as i64);
        let own = near(&ours.lines, at, 1);
        if own >= INKED {
            seen.count += 1;
            seen.ink += u64::from(own);
            seen.there +=
                usize::from(u32::from(near(view.theirs, at, reach)) * 5 >= u32::from(own) * 2);
        }
    }
    seen
}

fn between(from: Point, to: Point) -> impl Iterator<Item = Point> {
    (0..=100).map(move |part| {
        Point::new(
            from.x + (to.x - from.x).scale(part, 100),
            from.y + (to.y - from.y).scale(part, 100),
        )
    })
}

/// A filled area: its ink against ours.
fn inside(view: &View<'_, '_>, area: Rect) -> Seen {
    let area = view.ours.area(area, 0);
    let (own, theirs) = (view.ours.lines.ink(area), view.theirs.ink(area));
    let pixels = (area[2] - area[0]) * (area[3] - area[1]);
    if own < pixels as u64 * u64::from(INKED) {
        return Seen { count: 0, there: 0, ink: 0 };
    }
    let there = usize::try_from(theirs.min(own) * 100 / own.max(1)).unwrap_or(0);
    Seen { count: 100, there, ink: 100 * 255 }
}
