//! Step 4 of setting text: positions. Lines become runs of glyphs on base lines.

use std::ops::Range;

use super::axes::Axes;
use super::breaking::{Breaker, Line};
use super::fit::Setting;
use super::measure::{Cluster, ClusterKind, Measured, Stand};
use super::spread::{Fill, shifts};
use crate::form::{Align, Style, VerticalAlign, Writing};
use crate::length::{Length, Rect};
use crate::page::{self, Draw, Glyph, Rule, Stroke, TextRun, WritingMode};

/// From the top of the em box to the base line, in percent of the body size. The fonts of
/// Japanese forms divide the em box 0.88 : 0.12; centring the em box centres the ideographs.
pub(super) const ASCENT_PCT: i64 = 88;
/// From the base line down to an underline: below the em box, so it touches no stroke.
const UNDERLINE_PCT: i64 = 17;
/// From the middle of a vertical line to its 傍線 at the right, as far from the em box.
const SIDELINE_PCT: i64 = 55;
/// Width of an underline in percent of the body size.
const UNDERLINE_WIDTH_PCT: i64 = 5;

/// What is placed.
pub(super) struct Block<'a> {
    /// The text.
    pub(super) text: &'a Measured,
    /// Its lines.
    pub(super) setting: &'a Setting,
    /// Its look.
    pub(super) style: &'a Style,
    /// The box.
    pub(super) area: Rect,
    /// Indent of the first line and of the others.
    pub(super) indents: (Length, Length),
    /// Bytes of the text that are underlined.
    pub(super) underlines: &'a [Range<usize>],
}

impl Block<'_> {
    /// Draws some of the lines; `area` is the room of just these.
    pub(super) fn draw(&self, lines: Range<usize>) -> Vec<Draw> {
        let count = lines.len();
        let mut base = self.top(count) + self.setting.size.scale(self.base_pct(), 100);
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
        let height = super::fit::block_height(lines, self.setting.size, self.setting.leading);
        let free = self.axes().depth() - height;
        // At the top or bottom of a box the pad keeps the words off its frame too.
        let pad = self.style.pad.min(free.scale(1, 2)).max(Length::ZERO);
        match self.style.valign {
            VerticalAlign::Top => pad,
            VerticalAlign::Middle => free.scale(1, 2),
            VerticalAlign::Bottom => free - pad,
        }
    }

    fn draw_line(&self, line: &Line, index: usize, base: Length, drawn: &mut Vec<Draw>) {
        let indent = if index == 0 { self.indents.0 } else { self.indents.1 };
        let start = self.style.pad + indent;
        let measure = self.axes().measure() - self.style.pad * 2 - indent;
        let (offset, positions) = self.positions(line, measure);
        let pen = Pen { start: start + offset, base, end: start + measure };
        let runs = self.runs(line, pen, &positions);
        if !runs.is_empty() {
            drawn.extend(runs.into_iter().map(Draw::Text));
            drawn.extend(self.underline(line, pen, &positions));
        }
    }

    /// The line's offset in its measure, and the offset of each of its clusters' two edges.
    fn positions(&self, line: &Line, measure: Length) -> (Length, Vec<(Length, Length)>) {
        let breaker = Breaker::new(self.text, self.style.lines);
        let inner = self.style.lines.measure(measure, self.setting.size);
        let free = inner - self.scaled(line.width);
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
        let mut units = 0;
        let clusters = self.text.clusters[line.clusters.clone()].iter();
        let edges = clusters.zip(breaker.deltas(line)).enumerate().map(|(i, (cluster, delta))| {
            let shift = shifts.as_ref().map_or(Length::ZERO, |shifts| shifts[i]);
            let start = units + delta;
            units = start + cluster.advance;
            (self.scaled(start) + shift, self.scaled(units) + shift)
        });
        (offset, edges.collect())
    }

    /// Where something stands in a room that is larger by `free`.
    fn aligned(&self, free: Length) -> Length {
        match self.style.align {
            Align::Centre => free.scale(1, 2),
            Align::Right => free,
            Align::Left | Align::Both | Align::Distribute => Length::ZERO,
        }
    }

    fn scaled(&self, units: i64) -> Length {
        self.text.length(units, self.setting.size, self.setting.condense_pct)
    }

    /// The runs of a line in reading order: a new one begins where the face or the way that
    /// glyphs stand changes.
    fn runs(&self, line: &Line, pen: Pen, positions: &[(Length, Length)]) -> Vec<TextRun> {
        let mut runs: Vec<TextRun> = Vec::new();
        let clusters = &self.text.clusters[line.clusters.clone()];
        for (cluster, &(start, end)) in clusters.iter().zip(positions) {
            if cluster.kind == ClusterKind::LineFeed {
                continue;
            }
            let own = self.run(cluster, pen.start + start, pen.base);
            if runs.last().is_none_or(|run| !alike(run, &own)) {
                runs.push(own);
            }
            // A space that hangs out of the measure at the end of a line draws nothing.
            let hangs = cluster.kind == ClusterKind::Space && pen.start + end > pen.end;
            if let Some(run) = runs.last_mut() {
                let start = pen.start + start - self.axes().along(run.origin);
                self.push(run, cluster, start, hangs);
            }
        }
        runs
    }

    /// An empty run that begins with a cluster.
    pub(super) fn run(&self, cluster: &Cluster, along: Length, base: Length) -> TextRun {
        let (size, pct) = (self.setting.size, self.setting.condense_pct);
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
            colour: self.style.colour,
            origin: self.axes().point(along, base),
            text: String::new(),
            clusters: Vec::new(),
            glyphs: Vec::new(),
        }
    }

    /// Adds a cluster to a run; `start` is its place in it.
    pub(super) fn push(&self, run: &mut TextRun, cluster: &Cluster, start: Length, hangs: bool) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (text, glyphs) = (count(run.text.len()), count(run.glyphs.len()));
        run.text.push_str(&self.text.text[cluster.text.clone()]);
        if !hangs {
            let (size, mode) = (run.size, run.mode);
            let em = self.text.units_per_em;
            let plain = |units: i32| size.scale(i64::from(units), em);
            let condensed =
                |units: i32| size.scale(i64::from(units) * i64::from(run.condense_pct), em * 100);
            run.glyphs.extend(cluster.glyphs.iter().map(|glyph| {
                let (x, y) = match mode {
                    WritingMode::Horizontal => (start + condensed(glyph.x), -plain(glyph.y)),
                    WritingMode::Vertical => (condensed(glyph.x), start - plain(glyph.y)),
                    WritingMode::Turned => (plain(glyph.x), start - condensed(glyph.y)),
                };
                Glyph { id: glyph.id, x, y }
            }));
        }
        run.clusters.push(page::Cluster {
            text: text..count(run.text.len()),
            glyphs: glyphs..count(run.glyphs.len()),
        });
    }

    /// Underlines of the whole line, or of the stretches that are underlined.
    fn underline(&self, line: &Line, pen: Pen, positions: &[(Length, Length)]) -> Vec<Draw> {
        let clusters = &self.text.clusters[line.clusters.clone()];
        let whole = 0..self.text.text.len();
        let all = std::slice::from_ref(&whole);
        let ranges = if self.style.underline { all } else { self.underlines };
        ranges
            .iter()
            .filter_map(|range| {
                let inside = |c: &Cluster| {
                    c.draws() && range.start <= c.text.start && c.text.end <= range.end
                };
                let first = clusters.iter().position(inside)?;
                let last = clusters.iter().rposition(inside)?;
                // Not under the space that 約物 lose at the ends of the line.
                let from = positions[first].0.max(Length::ZERO);
                Some(self.rule(pen, from, positions[last].1))
            })
            .collect()
    }

    fn rule(&self, pen: Pen, from: Length, to: Length) -> Draw {
        let size = self.setting.size;
        let across = match self.style.writing {
            Writing::Horizontal => pen.base + size.scale(UNDERLINE_PCT, 100),
            Writing::Vertical => pen.base - size.scale(SIDELINE_PCT, 100),
        };
        let width = size.scale(UNDERLINE_WIDTH_PCT, 100);
        let point = |along| self.axes().point(pen.start + along, across);
        Draw::Rule(Rule {
            from: point(from),
            to: point(to),
            stroke: Stroke { width, dash: None, colour: self.style.colour },
        })
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
    let looks = |run: &TextRun| (run.face, run.mode, run.size, run.condense_pct);
    looks(one) == looks(other)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod vertical;
