//! Step 3 of setting text: the ladder of attempts.
//!
//! The base style first, then each attempt of the ladder, complete in itself. A size range is
//! searched from its largest size in steps of 0.1 pt, a condense range in steps of 1 %. All
//! rungs are tried with the breaks that UAX #14 and 禁則 allow before any is tried with a break
//! inside a word.

use super::breaking::{Breaker, Effort, Line};
use super::measure::Measured;
use crate::form::{Attempt, LastWord, Style};
use crate::length::Length;

/// Sizes are searched in tenths of a point.
const SIZE_STEP: Length = Length::emu(1_270);

/// The room a text has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The measure: width without the pads.
    pub(super) width: Length,
    /// Height; `None` where the box grows with its text.
    pub(super) height: Option<Length>,
    /// Indent of the first line.
    pub(super) indent: Length,
    /// Indent of the others.
    pub(super) hang: Length,
    /// Most lines at the base style; an attempt's own number counts if it is larger.
    pub(super) lines: usize,
}

/// A text at its size, broken into lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// Body size.
    pub(super) size: Length,
    /// Horizontal scale.
    pub(super) condense_pct: u16,
    /// Distance of base lines.
    pub(super) leading: Length,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// Index of the attempt in the ladder; `None` is the base style.
    pub(super) attempt: Option<usize>,
    /// Clusters that are not drawn.
    pub(super) lost: usize,
}

impl Setting {
    /// Height from the top of the first em box to the bottom of the last one.
    pub(super) fn height(&self) -> Length {
        block_height(self.lines.len(), self.size, self.leading)
    }
}

/// Height of a block of lines.
pub(super) fn block_height(lines: usize, size: Length, leading: Length) -> Length {
    match i64::try_from(lines) {
        Ok(n) if n > 0 => size + leading * (n - 1),
        _ => Length::ZERO,
    }
}

/// One rung: the base style or an attempt.
struct Rung {
    attempt: Option<usize>,
    size: (Length, Length),
    lines: usize,
    condense_pct: (u16, u16),
}

/// The first setting that holds the whole text, or what the last word asks for; `None` if the
/// last word refuses. `last` is the ladder's last word with the city's choice already in it.
pub(super) fn fit(text: &Measured, style: &Style, room: Room, last: &LastWord) -> Option<Setting> {
    let rungs = rungs(style, room);
    [Effort::Opportunities, Effort::Anywhere]
        .into_iter()
        .find_map(|effort| rungs.iter().find_map(|rung| climb(text, style, room, rung, effort)))
        .or_else(|| match last {
            LastWord::Limit => rungs.last().map(|rung| cut(text, style, room, rung)),
            LastWord::Blank => rungs.last().map(|rung| blank(text, style, rung)),
            LastWord::Refuse | LastWord::Param(_) => None,
        })
}

fn rungs(style: &Style, room: Room) -> Vec<Rung> {
    let base = Rung {
        attempt: None,
        size: (style.size, style.size),
        lines: room.lines,
        condense_pct: (100, 100),
    };
    let attempt = |(i, a): (usize, &Attempt)| Rung {
        attempt: Some(i),
        size: a.size,
        lines: room.lines.max(usize::from(a.lines)),
        condense_pct: a.condense_pct,
    };
    std::iter::once(base).chain(style.fit.attempts.iter().enumerate().map(attempt)).collect()
}

/// Searches one rung: sizes from the largest, at each the horizontal scales from the largest.
fn climb(
    text: &Measured,
    style: &Style,
    room: Room,
    rung: &Rung,
    effort: Effort,
) -> Option<Setting> {
    sizes(rung.size).find_map(|size| {
        let (largest, smallest) = rung.condense_pct;
        (smallest..=largest).rev().find_map(|condense_pct| {
            let step = Step { size, condense_pct, leading: leading(style, size), effort };
            let lines = whole(Breaker::new(text, style.lines), room, rung.lines, step)?;
            let Step { leading, .. } = step;
            Some(Setting { size, condense_pct, leading, lines, attempt: rung.attempt, lost: 0 })
        })
    })
}

fn sizes((largest, smallest): (Length, Length)) -> impl Iterator<Item = Length> {
    std::iter::successors(Some(largest), move |&size| {
        (size > smallest).then(|| (size - SIZE_STEP).max(smallest))
    })
}

fn leading(style: &Style, size: Length) -> Length {
    size.scale(i64::from(style.line_pct), 100)
}

#[derive(Clone, Copy)]
struct Step {
    size: Length,
    condense_pct: u16,
    leading: Length,
    effort: Effort,
}

/// Lines of the whole text, if they fit.
fn whole(text: Breaker, room: Room, most: usize, step: Step) -> Option<Vec<Line>> {
    let most = most.min(lines_in(room.height, step));
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        if lines.len() == most {
            return None;
        }
        let line = text.next_line(start, limit(text, room, lines.len(), step), step.effort)?;
        start = line.clusters.end;
        lines.push(line);
    }
    Some(lines)
}

/// Font units that line `index` holds.
fn limit(text: Breaker, room: Room, index: usize, step: Step) -> i64 {
    let indent = if index == 0 { room.indent } else { room.hang };
    let width = text.rules.measure(room.width - indent, step.size);
    text.text.units_in(width, step.size, step.condense_pct)
}

/// Lines that a height holds.
fn lines_in(height: Option<Length>, step: Step) -> usize {
    let Some(height) = height else { return usize::MAX };
    if height < step.size {
        return 0;
    }
    let more = (height - step.size).to_emu() / step.leading.to_emu().max(1);
    usize::try_from(more).unwrap_or(usize::MAX).saturating_add(1)
}

/// 入る所まで: the lines that the rung's smallest setting holds; the rest is counted as lost.
fn cut(text: &Measured, style: &Style, room: Room, rung: &Rung) -> Setting {
    let (_, size) = rung.size;
    let (_, condense_pct) = rung.condense_pct;
    let step = Step { size, condense_pct, leading: leading(style, size), effort: Effort::Anywhere };
    let most = rung.lines.min(lines_in(room.height, step));
    let breaker = Breaker::new(text, style.lines);
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    while start < text.clusters.len() && lines.len() < most {
        let limit = limit(breaker, room, lines.len(), step);
        let Some(line) = breaker.next_line(start, limit, step.effort) else { break };
        start = line.clusters.end;
        lines.push(line);
    }
    let lost = text.clusters.len() - start;
    Setting { size, condense_pct, leading: step.leading, lines, attempt: rung.attempt, lost }
}

/// 空欄: nothing is drawn, everything is lost.
fn blank(text: &Measured, style: &Style, rung: &Rung) -> Setting {
    let (_, size) = rung.size;
    let (_, condense_pct) = rung.condense_pct;
    Setting {
        size,
        condense_pct,
        leading: leading(style, size),
        lines: Vec::new(),
        attempt: rung.attempt,
        lost: text.clusters.len(),
    }
}

#[cfg(test)]
mod tests;
