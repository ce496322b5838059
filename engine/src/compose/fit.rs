//! Step 3 of setting text: the ladder of attempts.
//!
//! The base style first, then each attempt of the ladder, complete in itself. A size range is
//! searched from its largest size in steps of 0.1 pt, a condense range in steps of 1 %. All
//! rungs are tried with the breaks that UAX #14 and 禁則 allow before any is tried with a break
//! inside a word. `search` leaves out steps that cannot hold the text; it finds the same step.

mod search;

use self::search::Need;
use super::breaking::{Breaker, Effort, Line};
use super::measure::Measured;
use crate::form::{Attempt, LastWord, Style};
use crate::length::Length;

/// The room a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Room {
    /// The measure: length of a line without the pads.
    pub(super) width: Length,
    /// Length across the lines; `None` where the box grows with its text.
    pub(super) height: Option<Length>,
    /// Indent of the first line.
    pub(super) indent: Length,
    /// Indent of the others.
    pub(super) hang: Length,
    /// Most lines at the base style; an attempt's own number counts if it is larger.
    pub(super) lines: usize,
    /// Font units kept free after the line, for places after a decimal point.
    pub(super) after: i64,
}

/// A text at its size, broken into lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// Body size.
    pub(super) size: Length,
    /// Scale along the line: 長体, in vertical lines 平体.
    pub(super) condense_pct: u16,
    /// Extent of a line across: its largest em box and the ruby over it.
    pub(super) body: Length,
    /// Distance of the lines.
    pub(super) leading: Length,
    /// Font units free after each line, for places after a decimal point.
    pub(super) after: i64,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// Index of the attempt in the ladder; `None` is the base style.
    pub(super) attempt: Option<usize>,
    /// Clusters that are not drawn.
    pub(super) lost: usize,
    /// The words are the reference mark of this number on the annex sheet.
    pub(super) annex: Option<usize>,
    /// The lines go on over so many sheets.
    pub(super) sheets: Option<usize>,
}

impl Setting {
    /// Length across the lines from the first one, with its ruby, to the last one.
    pub(super) fn height(&self) -> Length {
        block_height(self.lines.len(), self.body, self.leading)
    }
}

/// Height of a block of lines.
pub(super) fn block_height(lines: usize, body: Length, leading: Length) -> Length {
    match i64::try_from(lines) {
        Ok(n) if n > 0 => body + leading * (n - 1),
        _ => Length::ZERO,
    }
}

/// A text to be set in a room.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) text: &'a Measured,
    pub(super) style: &'a Style,
    pub(super) room: Room,
}

/// One rung: the base style or an attempt.
#[derive(Clone, Copy)]
struct Rung {
    attempt: Option<usize>,
    size: (Length, Length),
    lines: usize,
    condense_pct: (u16, u16),
}

/// One size and scale of a rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    attempt: Option<usize>,
    lines: usize,
    size: Length,
    condense_pct: u16,
    effort: Effort,
}

impl Rung {
    fn step(&self, size: Length, condense_pct: u16, effort: Effort) -> Step {
        Step { attempt: self.attempt, lines: self.lines, size, condense_pct, effort }
    }

    /// Its smallest size and scale, with breaks anywhere.
    fn smallest(&self) -> Step {
        self.step(self.size.1, self.condense_pct.1, Effort::Anywhere)
    }
}

/// The base style, then the attempts.
fn rungs(style: &Style) -> impl DoubleEndedIterator<Item = Rung> {
    let base =
        Rung { attempt: None, size: (style.size, style.size), lines: 0, condense_pct: (100, 100) };
    let attempt = |(i, a): (usize, &Attempt)| Rung {
        attempt: Some(i),
        size: a.size,
        lines: usize::from(a.lines),
        condense_pct: a.condense_pct,
    };
    std::iter::once(base).chain(style.fit.attempts.iter().enumerate().map(attempt))
}

/// The first setting that holds the whole text; `None` if no rung holds it.
pub(super) fn fit(case: Case) -> Option<Setting> {
    let base = rungs(case.style).next()?;
    let plain = base.step(base.size.0, base.condense_pct.0, Effort::Opportunities);
    case.whole(plain).or_else(|| {
        let need = Need::of(case);
        first(case.style, |step| need.may_fit(step), |step| case.whole(step))
    })
}

/// The first step of a ladder at which every text of a group is whole; at its end the smallest
/// step, whatever that holds. All have one base size and one ladder.
pub(super) fn fit_together(cases: &[Case]) -> Option<Step> {
    let style = cases.first()?.style;
    let needs: Vec<Need> = cases.iter().map(|&case| Need::of(case)).collect();
    let may_fit = |step| needs.iter().all(|need| need.may_fit(step));
    let all_fit = |step| cases.iter().all(|case| case.whole(step).is_some()).then_some(step);
    first(style, may_fit, all_fit).or_else(|| rungs(style).last().map(|rung| rung.smallest()))
}

/// A text at the smallest step of its ladder, broken into as many lines as it needs, and how many
/// of them its box holds. `None` if the box holds no line or a line no cluster.
pub(super) fn divide(case: Case) -> Option<(Setting, usize)> {
    let step = rungs(case.style).last()?.smallest();
    let each = case.lines_in_height(step.size);
    let room = Room { height: None, lines: usize::MAX, ..case.room };
    let endless = Case { room, ..case };
    let efforts = [Effort::Opportunities, Effort::Anywhere].into_iter();
    let setting = efforts.map(|effort| Step { effort, ..step }).find_map(|s| endless.whole(s))?;
    (each > 0).then_some((setting, each))
}

/// What the last word makes of a text that no rung holds; `None` if it refuses. `last` is the
/// ladder's last word with the city's choice already in it.
pub(super) fn give_up(case: Case, last: &LastWord) -> Option<Setting> {
    let step = rungs(case.style).last()?.smallest();
    match last {
        LastWord::Limit => Some(case.cut(step)),
        LastWord::Blank => Some(case.blank(step)),
        LastWord::Refuse | LastWord::Param(_) => None,
    }
}

/// The first step that holds a text: all rungs with the breaks that are allowed, then all with
/// breaks anywhere.
fn first<T>(
    style: &Style,
    may_fit: impl Fn(Step) -> bool,
    mut set: impl FnMut(Step) -> Option<T>,
) -> Option<T> {
    [Effort::Opportunities, Effort::Anywhere].into_iter().find_map(|effort| {
        rungs(style).find_map(|rung| search::climb(&rung, effort, &may_fit, &mut set))
    })
}

impl Case<'_> {
    /// Height and distance of lines. Ruby stands in the space between the lines; they part only
    /// where that is too low for it (JLREQ §3.3.3: the pitch is the same from line to line).
    fn pitch(&self, size: Length) -> (Length, Length) {
        let em_box = self.text.length(self.text.tallest, size, 100);
        let head = self.text.length(self.text.head, size, 100);
        let (body, leading) = (em_box + head, em_box.scale(i64::from(self.style.line_pct), 100));
        (body, if head > Length::ZERO { leading.max(body) } else { leading })
    }

    /// Most lines of a step.
    fn most(&self, step: Step) -> usize {
        self.room.lines.max(step.lines).min(self.lines_in_height(step.size))
    }

    /// Lines that the height holds.
    fn lines_in_height(&self, size: Length) -> usize {
        let Some(height) = self.room.height else { return usize::MAX };
        let (body, leading) = self.pitch(size);
        if height < body {
            return 0;
        }
        let more = (height - body).to_emu() / leading.to_emu().max(1);
        usize::try_from(more).unwrap_or(usize::MAX).saturating_add(1)
    }

    /// Font units that line `index` holds.
    fn limit(&self, index: usize, step: Step) -> i64 {
        let indent = if index == 0 { self.room.indent } else { self.room.hang };
        let width = self.style.lines.measure(self.room.width - indent, step.size);
        self.text.units_in(width, step.size, step.condense_pct) - self.room.after
    }

    /// The whole text, if it fits.
    pub(super) fn whole(&self, step: Step) -> Option<Setting> {
        let (lines, end) = self.lines(step, Vec::new());
        let whole = end == self.text.clusters.len();
        whole.then(|| self.setting(step, self.at_spaces(step, lines), 0))
    }

    /// 入る所まで: the lines that a step holds; the rest is counted as lost.
    fn cut(&self, step: Step) -> Setting {
        let (lines, end) = self.lines(step, Vec::new());
        self.setting(step, lines, self.text.clusters.len() - end)
    }

    /// 空欄: nothing is drawn, everything is lost.
    fn blank(&self, step: Step) -> Setting {
        self.setting(step, Vec::new(), self.text.clusters.len())
    }

    /// The lines of a value broken at its spaces (住所　方書, 姓　名) where that takes no line more.
    /// Words of a paragraph are not parts: they fill their lines.
    fn at_spaces(&self, step: Step, mut lines: Vec<Line>) -> Vec<Line> {
        if self.room.lines != 1 {
            return lines;
        }
        let breaker = Breaker::new(self.text, self.style.lines);
        for index in 0..lines.len().saturating_sub(1) {
            let Some(first) = breaker.part_at_space(&lines[index].clusters) else { continue };
            let kept = lines[..index].iter().cloned().chain([first]).collect();
            let (others, end) = self.lines(step, kept);
            if end == self.text.clusters.len() && others.len() == lines.len() {
                lines = others;
            }
        }
        lines
    }

    /// Lines behind the first ones up to the room of a step, and the cluster behind the last.
    fn lines(&self, step: Step, mut lines: Vec<Line>) -> (Vec<Line>, usize) {
        let breaker = Breaker::new(self.text, self.style.lines);
        let most = self.most(step);
        let mut start = lines.last().map_or(0, |line| line.clusters.end);
        while start < breaker.len() && lines.len() < most {
            let limit = self.limit(lines.len(), step);
            let Some(line) = breaker.next_line(start, limit, step.effort) else { break };
            start = line.clusters.end;
            lines.push(line);
        }
        (lines, start)
    }

    fn setting(&self, step: Step, lines: Vec<Line>, lost: usize) -> Setting {
        let (body, leading) = self.pitch(step.size);
        Setting {
            size: step.size,
            condense_pct: step.condense_pct,
            body,
            leading,
            after: self.room.after,
            lines,
            attempt: step.attempt,
            lost,
            annex: None,
            sheets: None,
        }
    }
}

#[cfg(test)]
mod tests;
