//! Step 4 of setting text: positions. Lines become runs of glyphs on base lines.

use std::ops::Range;

use chohyo_fonts::FaceId;

use super::breaking::{Breaker, Line};
use super::fit::Setting;
use super::measure::{Cluster, ClusterKind, Measured};
use super::spread::{Fill, shifts};
use crate::form::{Align, Style, VerticalAlign};
use crate::length::{Length, Point, Rect};
use crate::page::{self, Draw, Glyph, Rule, Stroke, TextRun, WritingMode};

/// From the top of the em box to the base line, in percent of the body size. The fonts of
/// Japanese forms divide the em box 0.88 : 0.12; centring the em box centres the ideographs.
const ASCENT_PCT: i64 = 88;
/// From the base line down to an underline: below the em box, so it touches no stroke.
const UNDERLINE_PCT: i64 = 17;
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
        let mut base = self.top(count) + self.setting.size.scale(ASCENT_PCT, 100);
        let mut drawn = Vec::new();
        for (index, line) in self.setting.lines.iter().enumerate().skip(lines.start).take(count) {
            self.draw_line(line, index, base, &mut drawn);
            base += self.setting.leading;
        }
        drawn
    }

    /// Top of the first em box.
    fn top(&self, lines: usize) -> Length {
        let height = super::fit::block_height(lines, self.setting.size, self.setting.leading);
        let free = self.area.size.height - height;
        // At the top or bottom of a box the pad keeps the words off its frame too.
        let pad = self.style.pad.min(free.scale(1, 2)).max(Length::ZERO);
        self.area.origin.y
            + match self.style.valign {
                VerticalAlign::Top => pad,
                VerticalAlign::Middle => free.scale(1, 2),
                VerticalAlign::Bottom => free - pad,
            }
    }

    fn draw_line(&self, line: &Line, index: usize, base: Length, drawn: &mut Vec<Draw>) {
        let indent = if index == 0 { self.indents.0 } else { self.indents.1 };
        let left = self.area.origin.x + self.style.pad + indent;
        let measure = self.area.size.width - self.style.pad * 2 - indent;
        let (offset, positions) = self.positions(line, measure);
        let origin = Point::new(left + offset, base);
        let runs = self.runs(line, origin, &positions, left + measure);
        if !runs.is_empty() {
            drawn.extend(runs.into_iter().map(Draw::Text));
            drawn.extend(self.underline(line, origin, &positions));
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

    /// The runs of a line in reading order: a new one begins where the face changes.
    fn runs(
        &self,
        line: &Line,
        origin: Point,
        positions: &[(Length, Length)],
        right: Length,
    ) -> Vec<TextRun> {
        let mut runs: Vec<TextRun> = Vec::new();
        let clusters = &self.text.clusters[line.clusters.clone()];
        for (cluster, &(start, end)) in clusters.iter().zip(positions) {
            if cluster.kind == ClusterKind::LineFeed {
                continue;
            }
            if runs.last().is_none_or(|run| run.face != cluster.face) {
                runs.push(self.run(cluster.face, origin.x + start, origin.y));
            }
            // A space that hangs out of the measure at the end of a line draws nothing.
            let hangs = cluster.kind == ClusterKind::Space && origin.x + end > right;
            if let Some(run) = runs.last_mut() {
                let start = origin.x + start - run.origin.x;
                self.push(run, cluster, start, hangs);
            }
        }
        runs
    }

    /// An empty run.
    fn run(&self, face: FaceId, x: Length, y: Length) -> TextRun {
        TextRun {
            face,
            size: self.setting.size,
            condense_pct: self.setting.condense_pct,
            mode: WritingMode::Horizontal,
            colour: self.style.colour,
            origin: Point::new(x, y),
            text: String::new(),
            clusters: Vec::new(),
            glyphs: Vec::new(),
        }
    }

    /// Adds a cluster to a run; `start` is its place in it.
    fn push(&self, run: &mut TextRun, cluster: &Cluster, start: Length, hangs: bool) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (text, glyphs) = (count(run.text.len()), count(run.glyphs.len()));
        run.text.push_str(&self.text.text[cluster.text.clone()]);
        if !hangs {
            run.glyphs.extend(cluster.glyphs.iter().map(|glyph| Glyph {
                id: glyph.id,
                x: start + self.scaled(i64::from(glyph.x)),
                y: -self.setting.size.scale(i64::from(glyph.y), self.text.units_per_em),
            }));
        }
        run.clusters.push(page::Cluster {
            text: text..count(run.text.len()),
            glyphs: glyphs..count(run.glyphs.len()),
        });
    }

    /// Underlines of the whole line, or of the stretches that are underlined.
    fn underline(&self, line: &Line, origin: Point, positions: &[(Length, Length)]) -> Vec<Draw> {
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
                Some(self.rule(origin, from, positions[last].1))
            })
            .collect()
    }

    fn rule(&self, origin: Point, from: Length, to: Length) -> Draw {
        let y = origin.y + self.setting.size.scale(UNDERLINE_PCT, 100);
        let width = self.setting.size.scale(UNDERLINE_WIDTH_PCT, 100);
        Draw::Rule(Rule {
            from: Point::new(origin.x + from, y),
            to: Point::new(origin.x + to, y),
            stroke: Stroke { width, dash: None, colour: self.style.colour },
        })
    }
}

#[cfg(test)]
mod tests;
