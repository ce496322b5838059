//! The common case of setting text: even words that stand on one line at their base style, every
//! cluster of which was drawn before. They are placed as they are read, without the steps in
//! between; whatever is not so goes through these, and a test holds the two to one result.

use chohyo_fonts::{FontSet, Forms, KeptCluster, Setting};

use super::emit::Look;
use super::fit::Room;
use super::place::ASCENT_PCT;
use super::spoken::Spoken;
use crate::form::{Align, LineRules, Style, VerticalAlign, Writing};
use crate::length::{Length, Point};
use crate::page::{Cluster, Glyph, TextRun, WritingMode};

/// Words on one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Single {
    /// Font units to the end of the last cluster that draws.
    width: i64,
    units_per_em: i64,
}

/// Reads the clusters of words that one line of a room holds at their base style; `None` if they
/// may need more.
pub(super) fn single(
    fonts: &FontSet,
    spoken: &Spoken,
    style: &Style,
    room: Room,
    clusters: &mut Vec<KeptCluster>,
) -> Option<Single> {
    let low = room.height.is_some_and(|height| height < style.size);
    let measure = room.width - room.indent;
    if !is_plain(style) || low || measure <= Length::ZERO || spoken.text.is_empty() {
        return None;
    }
    if !spoken.stretches.is_empty()
        || !fonts.kept(spoken.look.font, &spoken.text, Setting::default(), clusters)
    {
        return None;
    }
    let units_per_em = i64::from(fonts.face(fonts.role(spoken.look.font)).units_per_em());
    let (mut at, mut width) = (0, 0);
    for cluster in &*clusters {
        at += i64::from(cluster.advance);
        width = if is_space(cluster.base) { width } else { at };
    }
    // Exactly: the sum of the advances is at most what the measure holds.
    let (needs, has) =
        (width.checked_mul(style.size.to_emu())?, measure.to_emu().checked_mul(units_per_em)?);
    (needs <= has).then_some(Single { width, units_per_em })
}

/// Whether a style asks for nothing but letters side by side.
fn is_plain(style: &Style) -> bool {
    let LineRules { spread_em, trim, push_in, latin_gap_pct, .. } = style.lines;
    style.writing == Writing::Horizontal
        && style.forms == Forms::NONE
        && !(style.underline || style.strike || trim || push_in)
        && (spread_em, latin_gap_pct) == (0, 0)
        && matches!(style.align, Align::Left | Align::Centre | Align::Right | Align::Both)
        && style.same_size.is_none()
}

fn is_space(base: char) -> bool {
    matches!(base, ' ' | '\u{3000}')
}

impl Single {
    /// The run of the words, in empty buffers.
    pub(super) fn run(
        self,
        fonts: &FontSet,
        spoken: Spoken,
        look: Look<'_>,
        clusters: &[KeptCluster],
        buffers: (Vec<Cluster>, Vec<Glyph>),
    ) -> TextRun {
        let Look { style, area, indents, .. } = look;
        let measure = area.size.width - style.pad * 2 - indents.0;
        let free = measure - style.size.scale(self.width, self.units_per_em);
        let offset = match style.align {
            Align::Centre => free.scale(1, 2),
            Align::Right => free,
            _ => Length::ZERO,
        };
        let start = style.pad + indents.0 + offset;
        let base = top(style, area.size.height) + style.size.scale(ASCENT_PCT, 100);
        let mut run = TextRun {
            face: fonts.role(spoken.look.font),
            size: style.size,
            condense_pct: 100,
            mode: WritingMode::Horizontal,
            colour: style.colour,
            origin: Point::new(area.origin.x + start, area.origin.y + base),
            text: spoken.text,
            clusters: buffers.0,
            glyphs: buffers.1,
        };
        self.place(&mut run, clusters, measure - offset);
        run
    }

    /// Adds the clusters to an empty run. A space that hangs out of the rest of the measure draws
    /// nothing; the words fit, so it stands behind all that draws.
    fn place(self, run: &mut TextRun, clusters: &[KeptCluster], rest: Length) {
        let mut pen = Pen::new(run.size, self.units_per_em);
        let glyphs = clusters.iter().map(|cluster| {
            let x = pen.at;
            pen.advance(i64::from(cluster.advance));
            Glyph { id: cluster.glyph, x, y: Length::ZERO }
        });
        run.glyphs.extend(glyphs);
        while pen.at > rest
            && let Some(last) = clusters.get(..run.glyphs.len()).and_then(<[_]>::last)
            && is_space(last.base)
            && let Some(glyph) = run.glyphs.pop()
        {
            pen.at = glyph.x;
        }
        // A line has at most as many glyphs as bytes, whose numbers are of 32 bits.
        let (mut text, drawn) = (0, run.glyphs.len() as u32);
        run.clusters.extend(clusters.iter().zip(0..).map(|(cluster, number)| {
            let start = std::mem::replace(&mut text, cluster.end);
            Cluster { text: start..cluster.end, glyphs: drawn.min(number)..drawn.min(number + 1) }
        }));
    }
}

/// From the top of a box to the em boxes of its line.
fn top(style: &Style, height: Length) -> Length {
    let free = height - style.size;
    let pad = style.pad.min(free.scale(1, 2)).max(Length::ZERO);
    match style.valign {
        VerticalAlign::Top => pad,
        VerticalAlign::Middle => free.scale(1, 2),
        VerticalAlign::Bottom => free - pad,
    }
}

/// Where a line has come to: whole ems, whose length is exact, and the units of the last one.
struct Pen {
    size: Length,
    units_per_em: i64,
    whole: Length,
    part: i64,
    /// The last part that is no whole em, and its length.
    known: (i64, Length),
    at: Length,
}

impl Pen {
    fn new(size: Length, units_per_em: i64) -> Self {
        let zero = Length::ZERO;
        Self { size, units_per_em, whole: zero, part: 0, known: (0, zero), at: zero }
    }

    fn advance(&mut self, units: i64) {
        self.part += units;
        while self.part >= self.units_per_em {
            self.part -= self.units_per_em;
            self.whole += self.size;
        }
        if self.known.0 != self.part {
            self.known = (self.part, self.size.scale(self.part, self.units_per_em));
        }
        self.at = self.whole + self.known.1;
    }
}

#[cfg(test)]
mod tests;
