//! Text runs → text operators: as few as the positions allow.
//!
//! The pen is followed exactly as a viewer moves it, in millionths of an em, so that rounding
//! never adds up. Along a line, glyphs that do not stand where the pen is take a number in a TJ
//! array, to a tenth of a thousandth of an em.

use chohyo_fonts::Face;

use super::content::Content;
use super::font::{vertical, width};
use super::number::{decimal, hex, points};
use super::uses::{FontKey, Reading};
use crate::length::Length;
use crate::page::{Glyph, TextRun, WritingMode};

/// Millionths of an em in a tenth of a thousandth, the unit of a TJ number's last digit.
const TENTH: i64 = 100;
/// How far the pen may be off before it is moved: 0.003 pt at 10 pt, in millionths of an em.
const OFF_PEN: i64 = 300;
/// How far a glyph may stand off its line before it gets a position of its own: 0.001 pt.
const OFF_LINE: i64 = 10;

/// Glyph 0: the face has no glyph for the text.
const NOTDEF: &str = "P001";
/// A glyph id beyond the face's last glyph.
const NO_SUCH_GLYPH: &str = "P002";
/// Size, scale, clusters or glyph ranges contradict each other.
const INCONSISTENT: &str = "P003";

/// Writes a run as one text object.
///
/// # Errors
/// `P001`, `P002` or `P003`.
pub(super) fn write(content: &mut Content<'_, '_>, run: &TextRun) -> Result<(), &'static str> {
    let face = content.tools.fonts.face(run.face);
    check(run, face)?;
    content.fill_colour(run.colour);
    content.op(b"BT\n");
    content.condense(run.condense_pct);
    let mut line =
        Line { content, run, face, start: None, pen: 0, place: (0, 0), array: Array::default() };
    for cluster in &run.clusters {
        let text = run
            .text
            .get(cluster.text.start as usize..cluster.text.end as usize)
            .ok_or(INCONSISTENT)?;
        let glyphs = run
            .glyphs
            .get(cluster.glyphs.start as usize..cluster.glyphs.end as usize)
            .ok_or(INCONSISTENT)?;
        line.cluster(text, glyphs);
    }
    line.flush();
    content.op(b"ET\n");
    Ok(())
}

fn check(run: &TextRun, face: &Face) -> Result<(), &'static str> {
    let mut end = (0, 0);
    for cluster in &run.clusters {
        if (cluster.text.start, cluster.glyphs.start) != end {
            return Err(INCONSISTENT);
        }
        end = (cluster.text.end, cluster.glyphs.end);
    }
    let whole = end.0 as usize == run.text.len() && end.1 as usize == run.glyphs.len();
    if !whole || run.size <= Length::ZERO || run.condense_pct == 0 {
        return Err(INCONSISTENT);
    }
    if run.glyphs.iter().any(|glyph| glyph.id == 0) {
        return Err(NOTDEF);
    }
    let count = face.glyph_count();
    if run.glyphs.iter().any(|glyph| glyph.id >= count) { Err(NO_SUCH_GLYPH) } else { Ok(()) }
}

/// Where a glyph stands in a run.
struct Position {
    /// Along the line in millionths of an em, condensing taken out.
    along: i64,
    /// Across the line, in steps of a point.
    across: i64,
    /// The point itself on the page, y up, in steps of a point.
    place: (i64, i64),
}

/// A text object being written.
struct Line<'c, 't, 'f, 'r> {
    content: &'c mut Content<'t, 'f>,
    run: &'r TextRun,
    face: &'r Face,
    /// First glyph since the last `Td`.
    start: Option<Position>,
    /// Distance of the pen from `start` along the line, in millionths of an em.
    pen: i64,
    /// The text line matrix's origin.
    place: (i64, i64),
    array: Array,
}

impl Line<'_, '_, '_, '_> {
    fn cluster(&mut self, text: &str, glyphs: &[Glyph]) {
        let Some((first, rest)) = glyphs.split_first() else {
            return;
        };
        let rank = self.face.text_rank(first.id, text).filter(|_| rest.is_empty());
        let other = if text.is_ascii() { Reading::OtherAscii } else { Reading::Other };
        let reading = rank.map_or(other, Reading::Own);
        let name = self.content.tools.fonts.reading(self.run.face, first.id, text);
        if rank.is_some() && name.is_none() {
            return self.show(first, reading, text);
        }
        self.flush();
        // Private use has no meaning outside: readers get the glyph's name.
        self.content.actual_text(name.as_deref().unwrap_or(text));
        self.show(first, reading, text);
        for glyph in rest {
            // The cluster's text is on its first glyph; a zero width space keeps every glyph
            // mapped (ISO 19005-2, 6.2.11.7.2).
            self.show(glyph, Reading::Rest, "\u{200B}");
        }
        self.flush();
        self.content.op(b"EMC\n");
    }

    fn show(&mut self, glyph: &Glyph, reading: Reading, text: &str) {
        let key = FontKey { face: self.run.face, reading, upright: self.upright() };
        self.content.tools.notebook.note(key, glyph.id, text);
        if !self.content.has_font(key, self.run.size) {
            self.flush();
            self.content.font(key, self.run.size);
        }
        let position = self.position(glyph);
        let on_line = self
            .start
            .as_ref()
            .is_some_and(|start| (start.across - position.across).abs() <= OFF_LINE);
        if on_line {
            self.kern(position.along);
        } else {
            self.move_to(position);
        }
        self.array.glyph(glyph.id);
        self.pen += match self.run.mode {
            WritingMode::Horizontal | WritingMode::Turned => width(self.face, glyph.id),
            WritingMode::Vertical => vertical(self.face, glyph.id).advance,
        };
    }

    fn upright(&self) -> bool {
        self.run.mode == WritingMode::Vertical
    }

    fn position(&self, glyph: &Glyph) -> Position {
        let run = self.run;
        let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
        let size = run.size.to_emu();
        let condense = i64::from(run.condense_pct);
        let top = self.content.height;
        let along = |distance: Length| distance.scale(100_000_000, size * condense).to_emu();
        let place = (points(x), top - points(y));
        match run.mode {
            WritingMode::Horizontal => Position { along: along(glyph.x), across: points(y), place },
            WritingMode::Turned => Position { along: along(glyph.y), across: points(x), place },
            WritingMode::Vertical => {
                // Viewers place a glyph by its vertical origin: half the width, `origin` up.
                let origin = vertical(self.face, glyph.id).origin;
                let half = width(self.face, glyph.id) * condense;
                let middle = points(x + Length::emu(half).scale(size, 200_000_000));
                let up = points(Length::emu(origin).scale(size, 1_000_000));
                Position {
                    along: glyph.y.scale(1_000_000, size).to_emu() - origin,
                    across: middle,
                    place: (middle, top - points(y) + up),
                }
            }
        }
    }

    /// Moves the pen along the line to where the next glyph stands.
    fn kern(&mut self, along: i64) {
        let start = self.start.as_ref().map_or(0, |start| start.along);
        let off = self.pen - (along - start);
        if off.abs() < OFF_PEN {
            return;
        }
        let off = Length::emu(off).scale(1, TENTH).to_emu();
        // A number moves left, or down in vertical lines (ISO 32000-1, 9.4.3).
        let number = if self.upright() { -off } else { off };
        self.array.number(number);
        self.pen -= off * TENTH;
    }

    fn move_to(&mut self, position: Position) {
        self.flush();
        let (x, y) = position.place;
        if self.run.mode == WritingMode::Turned {
            // The base line runs down, and up is right (ISO 32000-1, 9.4.2).
            self.content.op(b"0 -1 1 0 ");
            self.content.numbers(&[x, y], b"Tm\n");
        } else {
            self.content.numbers(&[x - self.place.0, y - self.place.1], b"Td\n");
        }
        self.place = position.place;
        self.start = Some(position);
        self.pen = 0;
    }

    fn flush(&mut self) {
        let array = std::mem::take(&mut self.array);
        array.write(self.content);
    }
}

/// The strings and numbers of one `Tj` or `TJ`.
#[derive(Default)]
struct Array {
    bytes: Vec<u8>,
    open: bool,
    numbers: bool,
}

impl Array {
    fn glyph(&mut self, id: u16) {
        if !self.open {
            self.bytes.push(b'<');
            self.open = true;
        }
        hex(&mut self.bytes, id);
    }

    fn number(&mut self, tenths: i64) {
        self.close();
        decimal(&mut self.bytes, tenths, 1);
        self.numbers = true;
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.bytes.push(b'>');
        }
    }

    fn write(mut self, content: &mut Content<'_, '_>) {
        self.close();
        match (self.bytes.is_empty(), self.numbers) {
            (true, _) => {}
            (false, false) => content.ops(&[&self.bytes, b"Tj\n"]),
            (false, true) => content.ops(&[b"[", &self.bytes, b"]TJ\n"]),
        }
    }
}
