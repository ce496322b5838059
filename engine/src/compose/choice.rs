//! Checkboxes, circled alternatives and diagonals.

use std::ops::Range;
use std::sync::Arc;

use chohyo_fonts::{FontRole, Forms};

use super::binding::{is_fixed, is_fixed_expr};
use super::emit::{Emitter, Look};
use super::fit::{Case, Room, fit};
use super::measure::{Border, ClusterKind, Measured};
use super::place::{ASCENT_PCT, Block};
use super::report::Voice;
use super::spoken::Spoken;
use super::work::{Set, Work};
use crate::diag::Diagnostic;
use crate::form::{Check, Choice, Item, Style};
use crate::length::{Length, Point, Rect};
use crate::page::{Draw, Ellipse, Role, Rule, Stroke};

/// The box, and the tick that is laid over it. The MJ face has both; none has ☑.
const BOX: &str = "\u{25A1}";
const TICK: &str = "\u{2713}";
/// What a reader of the page is told of a checked box: as many bytes as [`BOX`].
const CHECKED: &str = "\u{2611}";
/// Space between box and label in percent of the body size.
const GAP_PCT: i64 = 25;

/// How far an ellipse reaches beyond its words at each end, in percent of the body size: it
/// touches no dot of the ・ between two alternatives.
const REACH_PCT: i64 = 33;
/// The same in percent of the width of the words, as far as there is room: the ends of a long
/// ellipse are so narrow that it would cut its words.
const LONG_REACH_PCT: i64 = 14;
/// What stays free on each side of the middle between two alternatives, in percent of the body
/// size: half a dot and a little space.
const FREE_PCT: i64 = 17;
/// Height of an ellipse in percent of the body size.
const HEIGHT_PCT: i64 = 150;

impl<'a> Emitter<'_, 'a> {
    pub(super) fn check(&mut self, item: &'a Item, check: &'a Check, area: Rect, order: u32) {
        self.border(&check.style, area, order);
        let fixed = is_fixed_expr(&check.when) && check.label.as_ref().is_none_or(is_fixed);
        if !self.wants(fixed && !self.block.repeated) {
            return;
        }
        let voice = self.work.voice(item, check.label.as_ref());
        // The boxes of an empty block are there to be filled in by hand.
        let on = !self.block.empty && self.work.holds(Some(&check.when), item);
        let label = match &check.label {
            Some(label) => self.work.say(label, &check.style, &voice),
            None => Some(Spoken::fixed("", &check.style)),
        };
        let text = label.and_then(|label| self.work.boxed(on, &label, &check.style, &voice));
        let Some(text) = text else { return };
        let style = &check.style;
        let room = Room::line(style, area.size.width, Some(area.size.height));
        let case = Case { text: &text, style, room };
        if let Some(setting) = self.work.or_last_word(fit(case), case, &voice) {
            let set = Set { text: Arc::new(text), setting, stretches: Vec::new(), kept: false };
            let indents = (Length::ZERO, Length::ZERO);
            let look = Look { style, role: check.role, area, indents };
            self.draw(&set, look, None, order.saturating_add(1), &voice);
        }
    }

    /// Alternatives side by side. `C020` if several are chosen that exclude each other.
    pub(super) fn choice(&mut self, item: &'a Item, choice: &'a Choice, area: Rect, order: u32) {
        self.border(&choice.style, area, order);
        let fixed = choice.alternatives.iter().all(|a| is_fixed(&a.text)) && !self.block.repeated;
        let same = fixed && choice.alternatives.iter().all(|a| is_fixed_expr(&a.when));
        let (words, circles) = (self.wants(fixed), self.wants(same) && !self.block.empty);
        if !(words || circles) || (self.block.empty && !fixed) {
            return;
        }
        let voice = self.work.voice(item, choice.alternatives.first().map(|a| &a.text));
        let Some((spoken, ranges)) = self.work.alternatives(choice, &voice) else { return };
        let style = &choice.style;
        let inner = within(choice, area);
        let room = Room::line(style, inner.size.width, Some(area.size.height));
        let Some(set) = self.work.set(spoken, style, room, &voice) else { return };
        let indents = (Length::ZERO, Length::ZERO);
        if words {
            let look = Look { style, role: choice.role, area: inner, indents };
            self.draw(&set, look, None, order.saturating_add(1), &voice);
        }
        if circles {
            let chosen = self.chosen(item, choice, &ranges, &voice);
            let between = ranges.first().map_or(0, |range| range.end);
            let between = between..between + choice.between.len();
            let half = choice.circle.width.scale(1, 2);
            let areas = (inner, area.inset(half, half));
            for area in ellipses(&set, style, areas, &chosen, &between) {
                let draw = Draw::Ellipse(Ellipse { area, stroke: choice.circle.clone() });
                let name = Some(Arc::clone(&voice.field));
                self.push(order.saturating_add(2), Role::Artifact, name, draw);
            }
        }
    }

    /// The bytes of what is chosen.
    fn chosen(
        &mut self,
        item: &'a Item,
        choice: &'a Choice,
        ranges: &[Range<usize>],
        voice: &Voice<'a>,
    ) -> Vec<Range<usize>> {
        let mut chosen = Vec::new();
        for (alternative, range) in choice.alternatives.iter().zip(ranges) {
            if self.work.holds(Some(&alternative.when), item) {
                chosen.push(range.clone());
            }
        }
        if chosen.len() > 1 && !choice.many {
            let error = Diagnostic::error("C020").arg("count", chosen.len());
            self.work.report.error(error, voice);
        }
        chosen
    }

    pub(super) fn diagonal(&mut self, stroke: &Stroke, both: bool, area: Rect, order: u32) {
        let Point { x: left, y: top } = area.origin;
        let (right, bottom) = (area.right(), area.bottom());
        let falling = both.then_some([(left, top), (right, bottom)]);
        for ends in [Some([(right, top), (left, bottom)]), falling].into_iter().flatten() {
            let [from, to] = ends.map(|(x, y)| Point::new(x, y));
            self.push(
                order,
                Role::Artifact,
                None,
                Draw::Rule(Rule { from, to, stroke: stroke.clone() }),
            );
        }
    }
}

impl<'a> Work<'a> {
    /// A box, ticked or not, with its label. `None` after an error.
    fn boxed(
        &mut self,
        on: bool,
        label: &Spoken,
        style: &Style,
        voice: &Voice,
    ) -> Option<Measured> {
        let mut sign = |text| self.measure((FontRole::Mincho, Forms::NONE.into()), text, voice);
        let (empty, tick) = (sign(BOX)?, sign(TICK)?);
        let mut first = empty.clusters.first()?.clone();
        if on {
            let tick = tick.clusters.iter().flat_map(|cluster| &cluster.glyphs);
            first.glyphs = first.glyphs.iter().chain(tick).copied().collect();
        }
        let mark = if on { CHECKED } else { BOX };
        if label.text.is_empty() {
            return Some(Measured::of(mark.to_owned(), empty.units_per_em, vec![first]));
        }
        let words = self.measure((label.look.font, style.forms.into()), &label.text, voice)?;
        let em = words.units_per_em;
        first.advance = first.advance * em / empty.units_per_em + em * GAP_PCT / 100;
        first.em = em;
        let mut clusters = vec![first];
        clusters.extend(words.clusters.iter().cloned());
        for cluster in clusters.iter_mut().skip(1) {
            cluster.text = cluster.text.start + mark.len()..cluster.text.end + mark.len();
        }
        if let Some(second) = clusters.get_mut(1) {
            second.border = Border::Closed;
        }
        Some(Measured::of(mark.to_owned() + &words.text, em, clusters))
    }

    /// The alternatives in one line, and the bytes of each. `None` after an error.
    fn alternatives(
        &mut self,
        choice: &'a Choice,
        voice: &Voice,
    ) -> Option<(Spoken, Vec<Range<usize>>)> {
        let mut whole = Spoken::fixed("", &choice.style);
        let mut ranges = Vec::new();
        for alternative in &choice.alternatives {
            if !ranges.is_empty() {
                whole.text.push_str(&choice.between);
            }
            let spoken = self.say(&alternative.text, &choice.style, voice)?;
            let start = whole.text.len();
            whole.text.push_str(&spoken.text);
            ranges.push(start..whole.text.len());
            if spoken.look.font == FontRole::Mincho {
                whole.look.font = FontRole::Mincho;
            }
        }
        Some((whole, ranges))
    }
}

/// The room of the words: ellipses stay in the box at both ends, at its top and at its bottom.
fn within(choice: &Choice, area: Rect) -> Rect {
    let (size, pen) = (choice.style.size, choice.circle.width);
    let above = size.scale((HEIGHT_PCT - 100) / 2, 100) + pen;
    let free = (area.size.height - size).scale(1, 2).max(Length::ZERO);
    area.inset(reach(size) + pen, above.min(free))
}

/// How far an ellipse reaches beyond its words.
fn reach(size: Length) -> Length {
    size.scale(REACH_PCT, 100)
}

/// The ellipses around stretches of a text that is set in `inner`; all are within `area`.
/// `between` is what stands between the first two alternatives.
fn ellipses(
    set: &Set,
    style: &Style,
    (inner, area): (Rect, Rect),
    chosen: &[Range<usize>],
    between: &Range<usize>,
) -> Vec<Rect> {
    let Set { text, setting, .. } = set;
    let indents = (Length::ZERO, Length::ZERO);
    let block =
        Block { text, setting, style, role: Role::Value, area: inner, indents, stretches: &[] };
    let drawn = block.draw(0..setting.lines.len());
    let placed = drawn.iter().filter_map(|(_, draw)| match draw {
        Draw::Text(run) => Some(run),
        _ => None,
    });
    let placed = placed.flat_map(|run| run.clusters.iter().map(move |cluster| (run, cluster)));
    let between = set.text.clusters.iter().filter(|cluster| between.contains(&cluster.text.start));
    let gap = between.map(|cluster| cluster.advance).sum();
    let gap = text.length(gap, setting.size, setting.condense_pct);
    let mut found: Vec<(usize, Length, Length, Length)> = Vec::new();
    let clusters = text.clusters.iter().filter(|cluster| cluster.kind != ClusterKind::LineFeed);
    for (cluster, (run, place)) in clusters.zip(placed) {
        let within = |range: &Range<usize>| range.contains(&cluster.text.start);
        let Some(which) = chosen.iter().position(within) else { continue };
        let Some(glyph) = run.glyphs.get(place.glyphs.start as usize) else { continue };
        let (left, base) = (run.origin.x + glyph.x, run.origin.y);
        let right = left + text.length(cluster.advance, setting.size, setting.condense_pct);
        match found.last_mut() {
            Some(last) if (last.0, last.1) == (which, base) => last.3 = right,
            _ => found.push((which, base, left, right)),
        }
    }
    let height = setting.size.scale(HEIGHT_PCT, 100).min(area.size.height);
    let least = reach(setting.size);
    let room = (gap.scale(1, 2) - setting.size.scale(FREE_PCT, 100)).max(least);
    let around = |(_, base, left, right): (usize, Length, Length, Length)| {
        let reach = (right - left).scale(LONG_REACH_PCT, 100).max(least).min(room);
        let (left, right) = (left - reach, right + reach);
        let (left, right) = (left.max(area.origin.x), right.min(area.right()));
        let middle = base - setting.size.scale(ASCENT_PCT - 50, 100);
        Rect::new(left, middle - height.scale(1, 2), right - left, height)
    };
    found.into_iter().map(around).collect()
}

#[cfg(test)]
mod tests;
