//! Step 4 of setting text: positions. Lines become runs of glyphs on base lines.

use std::ops::Range;

use super::axes::Axes;
use super::breaking::{Breaker, Line};
use super::fit::Setting;
use super::measure::{Cluster, ClusterKind, Measured, Stand};
use super::ruby::Ruby;
use super::spoken::Stretch;
use super::spread::{Fill, shifts};
use crate::form::{Align, Style, VerticalAlign, Writing};
use crate::length::{Length, Rect};
use crate::page::{self, Colour, Draw, Glyph, Role, Rule, Stroke, TextRun, WritingMode};

/// From the top of the em box to the base line, in percent of the body size. The fonts of
/// Japanese forms divide the em box 0.88 : 0.12; centring the em box centres the ideographs.
pub(super) const ASCENT_PCT: i64 = 88;
/// From the base line down to an underline: below the em box, so it touches no stroke.
const UNDERLINE_PCT: i64 = 17;
/// From the middle of a vertical line to its 傍線 at the right, as far from the em box.
const SIDELINE_PCT: i64 = 55;
/// From the base line up to the line that strikes words out: the middle of the em box.
const STRIKE_PCT: i64 = ASCENT_PCT - 50;
/// Width of these lines in percent of the body size: 0.2 mm at 11 pt.
const LINE_WIDTH_PCT: i64 = 5;

/// What is placed.
pub(super) struct Block<'a> {
    /// The text.
    pub(super) text: &'a Measured,
    /// Its lines.
    pub(super) setting: &'a Setting,
    /// Its look.
    pub(super) style: &'a Style,
    /// Its role.
    pub(super) role: Role,
    /// The box.
    pub(super) area: Rect,
    /// Indent of the first line and of the others.
    pub(super) indents: (Length, Length),
    /// Stretches with something of their own.
    pub(super) stretches: &'a [Stretch],
}

impl Block<'_> {
    /// Draws some of the lines; `area` is the room of just these.
    pub(super) fn draw(&self, lines: Range<usize>) -> Vec<(Role, Draw)> {
        let count = lines.len();
        let ascent = self.em(self.text.tallest).scale(self.base_pct(), 100);
        let mut base = self.top(count) + self.em(self.text.head) + ascent;
        let mut drawn = Vec::new();
        for (index, line) in self.setting.lines.iter().enumerate().skip(lines.start).take(count) {
            self.draw_line(line, index, base, &mut drawn);
            base += self.setting.leading;
        }
        drawn
    }

    fn axes(&self) -> Axes {
        Axes { writing: self.style.writing, area: self.area }
    }

    /// From the side of a line's em boxes where the line before it stands to its base line; in
    /// vertical lines to the middle, on which characters are centred.
    fn base_pct(&self) -> i64 {
        match self.style.writing {
            Writing::Horizontal => ASCENT_PCT,
            Writing::Vertical => 50,
        }
    }

    /// Where the first em box begins across the lines.
    fn top(&self, lines: usize) -> Length {
        let height = super::fit::block_height(lines, self.setting.body, self.setting.leading);
        let free = self.axes().depth() - height;
        // At the top or bottom of a box the pad keeps the words off its frame too.
        let pad = self.style.pad.min(free.scale(1, 2)).max(Length::ZERO);
        match self.style.valign {
            VerticalAlign::Top => pad,
            VerticalAlign::Middle => free.scale(1, 2),
            VerticalAlign::Bottom => free - pad,
        }
    }

    fn draw_line(&self, line: &Line, index: usize, base: Length, drawn: &mut Vec<(Role, Draw)>) {
        let indent = if index == 0 { self.indents.0 } else { self.indents.1 };
        let start = self.style.pad + indent;
        let measure = self.axes().measure() - self.style.pad * 2 - indent;
        let (offset, positions) = self.positions(line, measure);
        let pen = Pen { start: start + offset, base, end: start + measure };
        let runs = self.runs(line, pen, &positions);
        if !runs.is_empty() {
            drawn.extend(runs.into_iter().map(|(role, run)| (role, Draw::Text(run))));
            let rules = self.rules(line, pen, &positions);
            drawn.extend(rules.into_iter().map(|rule| (Role::Artifact, Draw::Rule(rule))));
        }
    }

    /// The line's offset in its measure, and the offset of each of its clusters' two edges.
    fn positions(&self, line: &Line, measure: Length) -> (Length, Vec<(Length, Length)>) {
        let breaker = Breaker::new(self.text, self.style.lines);
        let inner = self.style.lines.measure(measure, self.setting.size);
        let free = inner - self.scaled(line.width + self.setting.after);
        let fill = Fill::of(self.style, line);
        let shifts = shifts(breaker, line, fill, free, |units| self.scaled(units));
        let alone = match fill {
            Fill::Not | Fill::Distribute if shifts.is_none() => free,
            _ => Length::ZERO,
        };
        let offset = self.aligned(measure - inner)
            + match fill {
                Fill::Distribute => alone.scale(1, 2),
                _ => self.aligned(alone),
            };
        let (mut units, mut end) = (0, Length::ZERO);
        let clusters = self.text.clusters[line.clusters.clone()].iter();
        let edges = clusters.zip(breaker.deltas(line)).enumerate().map(|(i, (cluster, delta))| {
            let shift = shifts.as_ref().map_or(Length::ZERO, |shifts| shifts[i]);
            let start = if delta == 0 { end } else { self.scaled(units + delta) };
            units += delta + cluster.advance;
            end = self.scaled(units);
            (start + shift, end + shift)
        });
        (offset, edges.collect())
    }

    /// Where something stands in a room that is larger by `free`.
    fn aligned(&self, free: Length) -> Length {
        match self.style.align {
            Align::Centre => free.scale(1, 2),
            Align::Right | Align::Decimal => free,
            Align::Left | Align::Both | Align::Distribute => Length::ZERO,
        }
    }

    fn scaled(&self, units: i64) -> Length {
        self.text.length(units, self.setting.size, self.setting.condense_pct)
    }

    /// A body size: that of an em of some units.
    fn em(&self, units: i64) -> Length {
        self.text.length(units, self.setting.size, 100)
    }

    /// The runs of a line in reading order: a new one begins where face, size, colour or the way
    /// that glyphs stand change, and before and after the base of ruby. Ruby follows its base.
    fn runs(&self, line: &Line, pen: Pen, positions: &[(Length, Length)]) -> Vec<(Role, TextRun)> {
        let mut runs: Vec<(Role, TextRun)> = Vec::new();
        let mut rubies = self.text.rubies.iter();
        let mut ruby = rubies.find(|ruby| ruby.base.end > line.clusters.start);
        let mut fresh = true;
        for (i, &(start, end)) in line.clusters.clone().zip(positions) {
            let cluster = &self.text.clusters[i];
            if cluster.kind == ClusterKind::LineFeed {
                continue;
            }
            let own = self.run(cluster, pen.start + start, pen.base);
            fresh |= ruby.is_some_and(|ruby| ruby.base.start == i);
            if fresh || runs.last().is_none_or(|(_, run)| !alike(run, &own)) {
                let rest = line.clusters.end - i;
                let mut own = own;
                own.clusters.reserve_exact(rest);
                own.glyphs.reserve(rest);
                own.text.reserve(rest.saturating_mul('あ'.len_utf8()));
                runs.push((self.role, own));
            }
            // A space that hangs out of the measure at the end of a line draws nothing.
            let hangs = cluster.kind == ClusterKind::Space && pen.start + end > pen.end;
            if let Some((_, run)) = runs.last_mut() {
                let start = pen.start + start - self.axes().along(run.origin);
                self.push(run, cluster, start, hangs);
            }
            let over = ruby.filter(|ruby| ruby.base.end == i + 1);
            fresh = over.is_some();
            if let Some(over) = over {
                let from = over.base.start.max(line.clusters.start) - line.clusters.start;
                self.ruby(over, pen, (positions[from].0, end), &mut runs);
                ruby = rubies.next();
            }
        }
        runs
    }

    /// Ruby beside its base, spread over what the base takes in the line: above it, in vertical
    /// lines at its right.
    fn ruby(
        &self,
        ruby: &Ruby,
        pen: Pen,
        (from, to): (Length, Length),
        runs: &mut Vec<(Role, TextRun)>,
    ) {
        let base = &self.text.clusters[ruby.base.end - 1];
        let role = if self.role == Role::Artifact { Role::Artifact } else { Role::Ruby };
        let from_top = self.base_pct();
        let across = pen.base
            - self.em(base.em).scale(from_top, 100)
            - self.em(ruby.em).scale(100 - from_top, 100);
        let units = self.text.units_in(to - from, self.setting.size, self.setting.condense_pct);
        let mut first = true;
        for (cluster, (start, _)) in ruby.clusters.iter().zip(ruby.edges(units)) {
            let along = pen.start + from + self.scaled(start);
            let own = TextRun { colour: self.colour(base), ..self.run(cluster, along, across) };
            if first || runs.last().is_none_or(|(_, run)| !alike(run, &own)) {
                runs.push((role, own));
            }
            first = false;
            if let Some((_, run)) = runs.last_mut() {
                let start = along - self.axes().along(run.origin);
                self.push_of(&ruby.text, run, cluster, (start, false));
            }
        }
    }

    fn colour(&self, cluster: &Cluster) -> Colour {
        let own = self.stretches.iter().find(|own| own.text.contains(&cluster.text.start));
        own.and_then(|own| own.look).map_or(self.style.colour, |look| look.colour)
    }

    /// An empty run that begins with a cluster.
    pub(super) fn run(&self, cluster: &Cluster, along: Length, base: Length) -> TextRun {
        let (size, pct) = (self.em(cluster.em), self.setting.condense_pct);
        let (mode, size, condense_pct) = match (self.style.writing, cluster.stand) {
            (Writing::Horizontal, _) => (WritingMode::Horizontal, size, pct),
            (Writing::Vertical, Stand::Turned) => (WritingMode::Turned, size, pct),
            (Writing::Vertical, stand) => {
                // 平体: a smaller body, as much wider.
                let width = if let Stand::Abreast(width) = stand { width } else { 100 };
                let size = size.scale(i64::from(pct), 100);
                (WritingMode::Vertical, size, width * 100 / pct.max(1))
            }
        };
        TextRun {
            face: cluster.face,
            size,
            condense_pct,
            mode,
            colour: self.colour(cluster),
            origin: self.axes().point(along, base),
            text: String::new(),
            clusters: Vec::new(),
            glyphs: Vec::new(),
        }
    }

    /// Adds a cluster to a run; `start` is its place in it.
    pub(super) fn push(&self, run: &mut TextRun, cluster: &Cluster, start: Length, hangs: bool) {
        self.push_of(&self.text.text, run, cluster, (start, hangs));
    }

    /// Adds a cluster of some words to a run.
    fn push_of(
        &self,
        words: &str,
        run: &mut TextRun,
        cluster: &Cluster,
        (start, hangs): (Length, bool),
    ) {
        let words = &words[cluster.text.clone()];
        let first = run.glyphs.len();
        if !hangs {
            let (size, mode) = (run.size, run.mode);
            let em = cluster.em;
            let units = |units: i32| i64::from(units) * cluster.times;
            let plain = |n: i32| size.scale(units(n), em);
            let condensed = |n: i32| size.scale(units(n) * i64::from(run.condense_pct), em * 100);
            run.glyphs.extend(cluster.glyphs.iter().map(|glyph| {
                let (x, y) = match mode {
                    WritingMode::Horizontal => (start + condensed(glyph.x), -plain(glyph.y)),
                    WritingMode::Vertical => (condensed(glyph.x), start - plain(glyph.y)),
                    WritingMode::Turned => (plain(glyph.x), start - condensed(glyph.y)),
                };
                Glyph { id: glyph.id, x, y }
            }));
        }
        match cluster.stand {
            // 縦中横: every digit is read by its own glyph.
            Stand::Abreast(_) if !hangs => {
                words.split_inclusive(|_| true).for_each(|digit| read(run, digit, 1));
            }
            _ => read(run, words, run.glyphs.len() - first),
        }
    }

    /// Lines beside and through the whole line, or the stretches that have them.
    fn rules(&self, line: &Line, pen: Pen, positions: &[(Length, Length)]) -> Vec<Rule> {
        let (under, through) = match self.style.writing {
            Writing::Horizontal => (UNDERLINE_PCT, -STRIKE_PCT),
            Writing::Vertical => (-SIDELINE_PCT, 0),
        };
        let ranges = |all: bool, own: fn(&Stretch) -> bool, across_pct: i64| {
            let whole = all.then_some(0..self.text.text.len());
            let parts = self.stretches.iter().filter(move |stretch| !all && own(stretch));
            let ranges = whole.into_iter().chain(parts.map(|stretch| stretch.text.clone()));
            ranges.map(move |range| (range, across_pct))
        };
        ranges(self.style.underline, |stretch| stretch.underline, under)
            .chain(ranges(self.style.strike, |stretch| stretch.strike, through))
            .filter_map(|(range, across_pct)| self.rule(line, pen, positions, (&range, across_pct)))
            .collect()
    }

    /// A line along the clusters of some bytes, so far across from their base line; without the
    /// space that 約物 lose at the ends of the line.
    fn rule(
        &self,
        line: &Line,
        pen: Pen,
        positions: &[(Length, Length)],
        (range, across_pct): (&Range<usize>, i64),
    ) -> Option<Rule> {
        let clusters = &self.text.clusters[line.clusters.clone()];
        let inside =
            |c: &Cluster| c.draws() && range.start <= c.text.start && c.text.end <= range.end;
        let first = clusters.iter().position(inside)?;
        let last = clusters.iter().rposition(inside)?;
        let ends = !clusters[last + 1..].iter().any(Cluster::draws);
        let lost = Breaker::new(self.text, self.style.lines).lost_at_end(&clusters[last]);
        let lost = if ends { self.scaled(lost) } else { Length::ZERO };
        let (from, to) = (positions[first].0.max(Length::ZERO), positions[last].1 - lost);
        let size = self.em(clusters[first..=last].iter().map(|cluster| cluster.em).max()?);
        let across = pen.base + size.scale(across_pct, 100);
        let point = |along| self.axes().point(pen.start + along, across);
        let width = size.scale(LINE_WIDTH_PCT, 100);
        let stroke =
            Stroke { width, dash: None, colour: self.colour(&clusters[first]), double: false };
        Some(Rule { from: point(from), to: point(to), stroke })
    }
}

/// Where a line stands in its box: along it where its first cluster begins and where the measure
/// ends, across it the base line.
#[derive(Clone, Copy)]
struct Pen {
    start: Length,
    base: Length,
    end: Length,
}

/// Whether two runs of one line can be one.
fn alike(one: &TextRun, other: &TextRun) -> bool {
    let looks = |run: &TextRun| (run.face, run.mode, run.size, run.condense_pct, run.colour);
    looks(one) == looks(other)
}

#[cfg(test)]
mod tests;
/// Adds words to a run, with so many of the glyphs that no cluster has yet.
fn read(run: &mut TextRun, words: &str, glyphs: usize) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let start = run.clusters.last().map_or(0, |last| last.glyphs.end);
    let text = count(run.text.len());
    run.text.push_str(words);
    run.clusters.push(page::Cluster {
        text: text..count(run.text.len()),
        glyphs: start..start.saturating_add(count(glyphs)),
    });
}

#[cfg(test)]
mod vertical;
