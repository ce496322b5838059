//! Cell grids: one character in each cell, or two half-width ones.

use std::sync::Arc;

use chohyo_fonts::Glyphs;

use super::emit::Emitter;
use super::fit::{Case, Room, Setting, fit};
use super::kinsoku;
use super::measure::{Border, Cluster, ClusterKind, Measured, Stand};
use super::place::{ASCENT_PCT, Block};
use super::report::Voice;
use super::ruby::RubyRoom;
use crate::form::{Align, Cells, Item, LastWord, LineRules, Style};
use crate::length::{Length, Point, Rect};
use crate::page::{Draw, Frame, Role, Rule, Stroke, TextRun};

/// Where a cluster sits: in halves of cells from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seat {
    from: usize,
    halves: usize,
}

impl<'a> Emitter<'_, 'a> {
    pub(super) fn cells(&mut self, item: &'a Item, cells: &'a Cells, area: Rect, order: u32) {
        let words = &cells.words;
        if self.wants(true) {
            for draw in lines(cells, area) {
                self.push(order, Role::Artifact, None, draw);
            }
        }
        let fixed = self.work.words_are_fixed(words) && !self.block.repeated;
        if !self.wants(fixed) || self.block.empty {
            return;
        }
        let voice = self.work.voice(item, Some(&words.template));
        let Some(spoken) = self.work.value(item, words, &[], &voice) else { return };
        let key = (spoken.look.font, words.style.forms.into());
        let Some(text) = self.work.measure(key, &spoken.text, &voice) else { return };
        let Some((setting, seats)) = self.seated(&text, cells, area, &voice) else { return };
        self.work.report.fitted(&setting, &words.style, &voice);
        for run in runs(&text, &setting, cells, &seats, area) {
            let name = Some(Arc::clone(&voice.field));
            self.push(order.saturating_add(1), words.role, name, Draw::Text(run));
        }
    }

    /// Size and seats of a text; what has no seat is lost as the style's last word says. `None`
    /// after an error.
    fn seated(
        &mut self,
        text: &Measured,
        cells: &Cells,
        area: Rect,
        voice: &Voice<'a>,
    ) -> Option<(Setting, Vec<Seat>)> {
        let style = &cells.words.style;
        let total = text.clusters.len();
        let most = (0..=total).rev().find_map(|n| seats(text, n, cells)).unwrap_or_default();
        let setting = sized(text, &most, cells, area);
        if let (Some(setting), true) = (&setting, most.len() == total) {
            return Some((setting.clone(), most));
        }
        let kept = match (self.work.last_word(style), &setting) {
            (LastWord::Refuse | LastWord::Param(_), _) => {
                self.work.refuse(style, voice);
                return None;
            }
            (LastWord::Limit, Some(_)) => most,
            (LastWord::Limit | LastWord::Blank, _) => Vec::new(),
        };
        let attempt = style.fit.attempts.len().checked_sub(1);
        let setting = setting.unwrap_or_else(|| nothing(style));
        let lines = if kept.is_empty() { Vec::new() } else { setting.lines };
        Some((Setting { attempt, lines, lost: total - kept.len(), ..setting }, kept))
    }
}

/// The seats of the first `n` clusters; `None` if there are too few cells.
fn seats(text: &Measured, n: usize, cells: &Cells) -> Option<Vec<Seat>> {
    let halves = cells.count * 2;
    let right = cells.words.style.align == Align::Right;
    let mut next = 0;
    let mut seat = |cluster: &Cluster| {
        let size = match cluster.kind {
            ClusterKind::LineFeed => 0,
            _ if cells.half && is_half(cluster) => 1,
            _ => 2,
        };
        let from = if size == 2 { next + next % 2 } else { next };
        next = from + size;
        let from = if right { halves.checked_sub(next)? } else { from };
        (next <= halves).then_some(Seat { from, halves: size })
    };
    let clusters = text.clusters.get(..n)?;
    if !right {
        return clusters.iter().map(seat).collect();
    }
    let mut seats: Vec<Seat> = clusters.iter().rev().map(&mut seat).collect::<Option<_>>()?;
    seats.reverse();
    Some(seats)
}

/// A half-width character by its code, whatever the width of its glyph: Latin letters and digits,
/// the space between them, and the half-width katakana of JIS X 0201.
fn is_half(cluster: &Cluster) -> bool {
    cluster.kind == ClusterKind::Latin || matches!(cluster.base, ' ' | '\u{FF61}'..='\u{FF9F}')
}

/// The first size of the style's ladder at which the widest character is no wider than its seat.
fn sized(text: &Measured, seats: &[Seat], cells: &Cells, area: Rect) -> Option<Setting> {
    let style = Style { lines: LineRules::default(), ..(*cells.words.style).clone() };
    let in_whole_cells = text.clusters.iter().zip(seats).map(|(cluster, seat)| match seat.halves {
        1 => cluster.advance * 2,
        _ => cluster.advance,
    });
    let count = i64::try_from(cells.count).ok()?;
    let room = Room {
        // The narrowest cell: their edges are rounded to whole EMU.
        width: Length::emu(area.size.width.to_emu() / count),
        height: Some(area.size.height),
        indent: Length::ZERO,
        hang: Length::ZERO,
        lines: 1,
        after: 0,
    };
    let widest = in_whole_cells.max().unwrap_or_default();
    fit(Case { text: &one(text, widest)?, style: &style, room })
}

/// A text of one character of a width.
fn one(text: &Measured, advance: i64) -> Option<Measured> {
    let base = '\u{4E00}';
    let cluster = Cluster {
        text: 0..base.len_utf8(),
        face: text.clusters.first()?.face,
        glyphs: Glyphs::default(),
        advance,
        border: Border::Open,
        kind: ClusterKind::Japanese,
        base,
        class: kinsoku::class_of(base, true),
        wide: true,
        stand: Stand::Upright,
        em: text.units_per_em,
        times: 1,
        ruby: RubyRoom::default(),
    };
    Some(Measured::of(base.to_string(), text.units_per_em, vec![cluster]))
}

/// A setting that draws nothing.
fn nothing(style: &Style) -> Setting {
    let size = style.size;
    Setting {
        size,
        condense_pct: 100,
        body: size,
        leading: size,
        after: 0,
        lines: Vec::new(),
        attempt: None,
        lost: 0,
        annex: None,
        sheets: None,
    }
}

/// The characters, each in the middle of its seat.
fn runs(
    text: &Measured,
    setting: &Setting,
    cells: &Cells,
    seats: &[Seat],
    area: Rect,
) -> Vec<TextRun> {
    let style = &cells.words.style;
    let indents = (Length::ZERO, Length::ZERO);
    let block =
        Block { text, setting, style, role: cells.words.role, area, indents, stretches: &[] };
    let free = area.size.height - setting.size;
    let base = area.origin.y + free.scale(1, 2) + setting.size.scale(ASCENT_PCT, 100);
    let mut runs: Vec<TextRun> = Vec::new();
    for (cluster, seat) in text.clusters.iter().zip(seats).filter(|(_, seat)| seat.halves > 0) {
        let (left, right) =
            (edge(cells, area, seat.from), edge(cells, area, seat.from + seat.halves));
        let width = text.length(cluster.advance, setting.size, setting.condense_pct);
        let x = left + (right - left - width).scale(1, 2);
        if runs.last().is_none_or(|run| run.face != cluster.face) {
            runs.push(block.run(cluster, x - area.origin.x, base - area.origin.y));
        }
        if let Some(run) = runs.last_mut() {
            let start = x - run.origin.x;
            block.push(run, cluster, start, false);
        }
    }
    runs
}

/// Where a half of a cell begins.
fn edge(cells: &Cells, area: Rect, half: usize) -> Length {
    let parts = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    area.origin.x + area.size.width.scale(parts(half), parts(cells.count * 2))
}

/// Frame, lines between the cells, and dividers.
fn lines(cells: &Cells, area: Rect) -> Vec<Draw> {
    let style = &cells.words.style;
    let from_start = |n: usize| if style.align == Align::Right { cells.count - n } else { n };
    let pen = |n: usize| -> Option<&Stroke> {
        let divider = cells.every.as_ref().filter(|(every, _)| from_start(n) % every == 0);
        divider.map(|(_, pen)| pen).or(style.border.as_ref())
    };
    let rule = |n: usize| {
        let x = edge(cells, area, n * 2);
        let (from, to) = (Point::new(x, area.origin.y), Point::new(x, area.bottom()));
        Some(Draw::Rule(Rule { from, to, stroke: pen(n)?.clone() }))
    };
    let frame = style.border.clone().map(|stroke| Draw::Frame(Frame { area, stroke }));
    frame.into_iter().chain((1..cells.count).filter_map(rule)).collect()
}

#[cfg(test)]
mod tests;
