//! Rules, frames, circles and codes: whether ink runs along them.

use super::super::amount::Amount;
use super::super::lines::{is_repeated, samples};
use super::super::report::{Finding, Verdict};
use super::super::segments::{About, Segment, WantedLines, bounds};
use super::super::tolerances::SCAN_RULE;
use super::ours::Ours;
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
/// Their ink at a place of a line, in percent of ours, from which on the line is there in a sharp
/// picture; and the least that is ink of a line at all.
const THERE: u32 = 40;
const FAINT: u32 = 12;
/// Parts of a line with ink, in percent: below the first there is no line, from the second on it is
/// whole.
const PARTS: (usize, usize) = (SCAN_RULE as usize, 65);

pub(super) fn judge(view: &mut View<'_, '_>, wanted: &WantedLines<'_>) {
    let least = (THERE * view.sharpness / 100).max(FAINT);
    for (line, about) in rules(wanted) {
        let track = Track::of(view.ours, line);
        let there = |by| track.percents(view.theirs, by).filter(|part| *part >= least).count();
        let there = moves(view.ours).map(there).max().unwrap_or(0);
        let ink = track.own.iter().map(|(_, own)| u64::from(*own)).sum();
        tell(view, Seen { count: track.own.len(), there, ink }, line.area(), about);
    }
    for (area, about) in &wanted.rounds {
        let seen = points(view, samples(*area), least);
        tell(view, seen, *area, about);
    }
    for ((from, to), about) in &wanted.slants {
        let seen = points(view, between(*from, *to), least);
        tell(view, seen, bounds(&[*from, *to]), about);
    }
    let areas = wanted.areas.iter().map(|(area, _, about)| (area, about));
    for (area, about) in areas.chain(wanted.codes.iter().map(|(area, about)| (area, about))) {
        let seen = inside(view, *area);
        tell(view, seen, *area, about);
    }
}

/// Level and upright lines that are long enough to be rules.
fn rules<'w, 'a>(
    wanted: &'w WantedLines<'a>,
) -> impl Iterator<Item = &'w (Segment, About<'a>)> + use<'w, 'a> {
    let lines = wanted.segments.iter().enumerate();
    let whole = |(at, (line, _)): &(usize, &(Segment, About<'_>))| {
        line.length() >= SHORT && !is_repeated(&wanted.segments, *at)
    };
    lines.filter(whole).map(|(_, line)| line)
}

/// Pixels that a line is looked for beside its place.
fn moves(ours: &Ours) -> std::ops::RangeInclusive<i64> {
    let reach = ours.pixels(REACH) as i64;
    -reach..=reach
}

/// How sharp a picture is, in percent of ours: the ink at the middle of rules, which is wider and
/// paler in a soft picture; the median of all places of rules that have left a trace. 100 if none
/// has.
pub(super) fn sharpness(view: &View<'_, '_>, wanted: &WantedLines<'_>) -> u32 {
    let mut traces: Vec<u32> =
        rules(wanted).flat_map(|(line, _)| trace(view, &Track::of(view.ours, line))).collect();
    let middle = traces.len() / 2;
    if traces.is_empty() {
        return 100;
    }
    (*traces.select_nth_unstable(middle).1).min(100)
}

/// Their ink along a line at the move that finds most of it; nothing if the line is not there.
fn trace(view: &View<'_, '_>, track: &Track) -> Vec<u32> {
    let moved = moves(view.ours).map(|by| track.percents(view.theirs, by).collect());
    let best = moved.max_by_key(|percents: &Vec<u32>| percents.iter().sum::<u32>());
    let mut trace = best.unwrap_or_default();
    trace.retain(|part| *part >= FAINT);
    let whole = trace.len() * 100 >= track.own.len() * PARTS.1;
    if whole { trace } else { Vec::new() }
}

/// A level or upright line of ours, in pixels.
struct Track {
    down: bool,
    at: i64,
    /// Places along it where ours has ink, and how much.
    own: Vec<(i64, u8)>,
}

impl Track {
    fn of(ours: &Ours, line: &Segment) -> Self {
        let pixel = |length| ours.across(length).floor() as i64;
        let (at, from, to) = (pixel(line.at), pixel(line.from + END), pixel(line.to - END));
        let mut track = Self { down: line.down, at, own: Vec::new() };
        let own = (from..to).map(|along| (along, track.peak(&ours.lines, along, at)));
        track.own = own.filter(|(_, own)| *own >= INKED).collect();
        track
    }

    fn peak(&self, grey: &Grey, along: i64, across: i64) -> u8 {
        let level = |across| match self.down {
            true => ink(grey, across, along),
            false => ink(grey, along, across),
        };
        (across - 1..=across + 1).map(level).max().unwrap_or(0)
    }

    /// Their ink along the line, moved across by some pixels, in percent of ours.
    fn percents(&self, theirs: &Grey, by: i64) -> impl Iterator<Item = u32> {
        self.own.iter().map(move |&(along, own)| {
            u32::from(self.peak(theirs, along, self.at + by)) * 100 / u32::from(own)
        })
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

/// Points of any other line.
fn points(view: &View<'_, '_>, points: impl Iterator<Item = Point>, least: u32) -> Seen {
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
            let percent = u32::from(near(view.theirs, at, reach)) * 100 / u32::from(own);
            seen.there += usize::from(percent >= least);
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
