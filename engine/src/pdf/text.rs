//! Text runs → text operators: as few as the positions allow.
//!
//! The pen is followed exactly as a viewer moves it, in millionths of an em, so that rounding
//! never adds up. Along a line, glyphs that do not stand where the pen is take a number in a TJ
//! array, to a tenth of a thousandth of an em.

use chohyo_fonts::Face;

use super::content::Content;
use super::font::EM;
use super::number::{decimal, hex, points};
use super::readings::Measures;
use super::uses::{FontKey, Reading};
use crate::length::Length;
use crate::page::{Glyph, TextRun, WritingMode};

/// Millionths of an em in a tenth of a thousandth, the unit of a TJ number's last digit.
const TENTH: i64 = 100;
/// How far the pen may be off before it is moved: 0.01 pt, a twelfth of a dot at 600 dpi. Widths
/// in the file are whole thousandths, so it drifts.
const OFF_PEN: Length = Length::emu(127);
/// How far a glyph may stand off its line before it gets a position of its own: 0.001 pt, in EMU.
const OFF_LINE: i64 = 12;

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
    let slack = OFF_PEN.scale(100 * EM, run.size.to_emu() * i64::from(run.condense_pct)).to_emu();
    let array = std::mem::take(&mut content.tools.array);
    let mut line = Line { content, run, slack, start: None, pen: 0, place: (0, 0), array };
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
    let array = line.array;
    content.tools.array = array;
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

/// A text object being written.
struct Line<'c, 't, 'f, 'r> {
    content: &'c mut Content<'t, 'f>,
    run: &'r TextRun,
    /// How far the pen may be off before it is moved, in millionths of an em.
    slack: i64,
    /// First glyph since the last `Td`: its place along the line and across it.
    start: Option<(i64, Length)>,
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
        let upright = self.upright();
        let tools = &mut *self.content.tools;
        let known = tools.readings.of(tools.fonts, self.run.face, first.id, text, upright);
        if known.plain && rest.is_empty() {
            return self.show(first, known.reading, text, known.measures);
        }
        let name = tools.fonts.reading(self.run.face, first.id, text);
        let reading = match known.reading {
            // The font's own text is of the glyph alone.
            Reading::Own(_) if !rest.is_empty() => Reading::other(text),
            reading => reading,
        };
        self.flush();
        // Private use has no meaning outside: readers get the glyph's name.
        self.content.actual_text(name.as_deref().unwrap_or(text));
        self.show(first, reading, text, known.measures);
        for glyph in rest {
            let measures = Measures::of(self.content.tools.fonts, self.run.face, glyph.id, upright);
            // The cluster's text is on its first glyph; a zero width space keeps every glyph
            // mapped (ISO 19005-2, 6.2.11.7.2).
            self.show(glyph, Reading::Rest, "\u{200B}", measures);
        }
        self.flush();
        self.content.op(b"EMC\n");
    }

    fn show(&mut self, glyph: &Glyph, reading: Reading, text: &str, measures: Measures) {
        let key = FontKey { face: self.run.face, reading, upright: self.upright() };
        self.content.tools.notebook.note(key, glyph.id, text);
        if !self.content.has_font(key, self.run.size) {
            self.flush();
            self.content.font(key, self.run.size);
        }
        let (along, across) = (self.along(glyph, measures), self.across(glyph, measures));
        match self.start {
            Some((start, line)) if (line - across).to_emu().abs() <= OFF_LINE => {
                self.kern(along - start);
            }
            _ => self.move_to(glyph, measures, (along, across)),
        }
        self.array.glyph(glyph.id);
        self.pen += if self.upright() { measures.vertical().advance } else { measures.width() };
    }

    fn upright(&self) -> bool {
        self.run.mode == WritingMode::Vertical
    }

    /// Where a glyph stands along the line, in millionths of an em, condensing taken out.
    fn along(&self, glyph: &Glyph, measures: Measures) -> i64 {
        let size = self.run.size.to_emu();
        let condensed = size * i64::from(self.run.condense_pct);
        match self.run.mode {
            WritingMode::Horizontal => glyph.x.scale(100 * EM, condensed).to_emu(),
            WritingMode::Turned => glyph.y.scale(100 * EM, condensed).to_emu(),
            WritingMode::Vertical => glyph.y.scale(EM, size).to_emu() - measures.vertical().origin,
        }
    }

    /// Where a glyph stands across the line, from the line's start.
    fn across(&self, glyph: &Glyph, measures: Measures) -> Length {
        match self.run.mode {
            WritingMode::Horizontal => glyph.y,
            WritingMode::Turned => glyph.x,
            WritingMode::Vertical => glyph.x + self.half_width(measures),
        }
    }

    fn half_width(&self, measures: Measures) -> Length {
        let condensed = measures.width() * i64::from(self.run.condense_pct);
        Length::emu(condensed).scale(self.run.size.to_emu(), 200 * EM)
    }

    /// The point on the page that a viewer is told for a glyph, y up, in steps of a point.
    fn point(&self, glyph: &Glyph, measures: Measures) -> (i64, i64) {
        let run = self.run;
        let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
        let base = self.content.height - points(y);
        match run.mode {
            WritingMode::Horizontal | WritingMode::Turned => (points(x), base),
            WritingMode::Vertical => {
                // Viewers place a glyph by its vertical origin: half the width, `origin` up.
                let origin = Length::emu(measures.vertical().origin);
                let up = origin.scale(run.size.to_emu(), EM);
                (points(x + self.half_width(measures)), base + points(up))
            }
        }
    }

    /// Moves the pen along the line to where the next glyph stands.
    fn kern(&mut self, along: i64) {
        let off = self.pen - along;
        if off.abs() < self.slack {
            return;
        }
        let off = Length::emu(off).scale(1, TENTH).to_emu();
        // A number moves left, or down in vertical lines (ISO 32000-1, 9.4.3).
        let number = if self.upright() { -off } else { off };
        self.array.number(number);
        self.pen -= off * TENTH;
    }

    fn move_to(&mut self, glyph: &Glyph, measures: Measures, start: (i64, Length)) {
        self.flush();
        let (x, y) = self.point(glyph, measures);
        if self.run.mode == WritingMode::Turned {
            // The base line runs down, and up is right (ISO 32000-1, 9.4.2).
            self.content.op(b"0 -1 1 0 ");
            self.content.numbers(&[x, y], b"Tm\n");
        } else {
            self.content.numbers(&[x - self.place.0, y - self.place.1], b"Td\n");
        }
        self.place = (x, y);
        self.start = Some(start);
        self.pen = 0;
    }

    fn flush(&mut self) {
        self.array.write(self.content);
    }
}

/// The strings and numbers of one `Tj` or `TJ`.
#[derive(Default)]
pub(super) struct Array {
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

    /// Writes what is gathered and begins anew.
    fn write(&mut self, content: &mut Content<'_, '_>) {
        self.close();
        match (self.bytes.is_empty(), std::mem::take(&mut self.numbers)) {
            (true, _) => {}
            (false, false) => content.ops(&[&self.bytes, b"Tj\n"]),
            (false, true) => content.ops(&[b"[", &self.bytes, b"]TJ\n"]),
        }
        self.bytes.clear();
    }
}
