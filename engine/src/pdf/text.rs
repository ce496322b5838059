//! Text runs → text operators: as few as the positions allow.
//!
//! The pen is followed exactly as a viewer moves it, in millionths of an em, so that rounding
//! never adds up. Along a line, glyphs that do not stand where the pen is take a number in a TJ
//! array, to a tenth of a thousandth of an em.

use super::content::Content;
use super::font::EM;
use super::number::{PT_STEPS, decimal, literal, points};
use super::readings::{Answer, Measures};
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

/// Writes a run into the text object begun, or begins one.
///
/// # Errors
/// `P001`, `P002` or `P003`.
pub(super) fn write(content: &mut Content<'_, '_>, run: &TextRun) -> Result<(), &'static str> {
    if run.size <= Length::ZERO || run.condense_pct == 0 {
        return Err(INCONSISTENT);
    }
    let glyph_count = content.tools.fonts.face(run.face).glyph_count();
    content.begin_text();
    content.fill_colour(run.colour);
    content.condense(run.condense_pct);
    let upright = run.mode == WritingMode::Vertical;
    let percent = if upright { 100 } else { run.condense_pct };
    let em = run.size.to_emu() * i64::from(percent);
    let array = std::mem::take(&mut content.tools.array);
    let (font, start) = (None, None);
    let mut line = Line { content, run, glyph_count, upright, em, font, start, pen: 0, array };
    let written = line.clusters();
    line.flush();
    let array = line.array;
    content.tools.array = array;
    if run.mode == WritingMode::Turned {
        // Its lines stand by matrices of their own.
        content.end();
    }
    written
}

/// A run being written.
struct Line<'c, 't, 'f, 'r> {
    content: &'c mut Content<'t, 'f>,
    run: &'r TextRun,
    /// Number of glyphs of the face.
    glyph_count: u16,
    /// Whether its glyphs stand upright one below the other.
    upright: bool,
    /// An em along the line, in hundredths of an EMU: upright lines are not scaled.
    em: i64,
    /// The reading whose font was asked for last, and the font's number in the notebook; of a run
    /// all else is the same.
    font: Option<(Reading, usize)>,
    /// First glyph since the last `Td`: its place along the line and across it.
    start: Option<(i64, Length)>,
    /// Distance of the pen from `start` along the line, in millionths of an em.
    pen: i64,
    array: Array,
}

impl Line<'_, '_, '_, '_> {
    /// Writes all clusters, which cover text and glyphs without a gap.
    fn clusters(&mut self) -> Result<(), &'static str> {
        let run = self.run;
        let mut end = (0, 0);
        for cluster in &run.clusters {
            if (cluster.text.start, cluster.glyphs.start) != end {
                return Err(INCONSISTENT);
            }
            end = (cluster.text.end, cluster.glyphs.end);
            let text = run.text.get(cluster.text.start as usize..end.0 as usize);
            let glyphs = run.glyphs.get(cluster.glyphs.start as usize..end.1 as usize);
            let (Some(text), Some(glyphs)) = (text, glyphs) else { return Err(INCONSISTENT) };
            self.cluster(text, glyphs)?;
        }
        let whole = end.0 as usize == run.text.len() && end.1 as usize == run.glyphs.len();
        if whole { Ok(()) } else { Err(INCONSISTENT) }
    }

    fn cluster(&mut self, text: &str, glyphs: &[Glyph]) -> Result<(), &'static str> {
        let Some((first, rest)) = glyphs.split_first() else {
            return Ok(());
        };
        self.is_drawn(first)?;
        let tools = &mut *self.content.tools;
        let known = tools.readings.of(tools.fonts, self.run.face, first.id, text, self.upright);
        if known.plain && rest.is_empty() {
            self.show(first, known.reading, text, known.measures);
            return Ok(());
        }
        rest.iter().try_for_each(|glyph| self.is_drawn(glyph))?;
        self.spanned((first, rest), text, known);
        Ok(())
    }

    /// Whether the face has a glyph.
    #[inline]
    fn is_drawn(&self, glyph: &Glyph) -> Result<(), &'static str> {
        match glyph.id {
            0 => Err(NOTDEF),
            id if id >= self.glyph_count => Err(NO_SUCH_GLYPH),
            _ => Ok(()),
        }
    }

    /// A cluster whose text the font alone does not tell.
    fn spanned(&mut self, (first, rest): (&Glyph, &[Glyph]), text: &str, known: Answer) {
        let tools = &*self.content.tools;
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
            let fonts = self.content.tools.fonts;
            let measures = Measures::of(fonts, self.run.face, glyph.id, self.upright);
            // The cluster's text is on its first glyph; a zero width space keeps every glyph
            // mapped (ISO 19005-2, 6.2.11.7.2).
            self.show(glyph, Reading::Rest, "\u{200B}", measures);
        }
        self.flush();
        self.content.op(b"EMC\n");
    }

    #[inline]
    fn show(&mut self, glyph: &Glyph, reading: Reading, text: &str, measures: Measures) {
        let font = match self.font {
            Some((same, number)) if same == reading => number,
            _ => self.turn_to(reading),
        };
        self.content.tools.notebook.note(font, glyph.id, text);
        let across = self.across(glyph, measures);
        match self.start {
            Some((start, line)) if (line - across).to_emu().abs() <= OFF_LINE => {
                if self.is_off(start, glyph, measures) {
                    self.kern(self.along(glyph, measures) - start);
                }
            }
            _ => self.move_to(glyph, measures, (self.along(glyph, measures), across)),
        }
        self.array.glyph(glyph.id);
        self.pen += if self.upright { measures.vertical().advance } else { measures.width() };
    }

    /// Turns to the font of a reading; its number in the notebook.
    fn turn_to(&mut self, reading: Reading) -> usize {
        let key = FontKey { face: self.run.face, reading, upright: self.upright };
        if !self.content.has_font(key, self.run.size) {
            self.flush();
            self.content.font(key, self.run.size);
        }
        let number = self.content.tools.notebook.number(key);
        self.font = Some((reading, number));
        number
    }

    /// Where a glyph stands along the line, in millionths of an em, condensing taken out.
    fn along(&self, glyph: &Glyph, measures: Measures) -> i64 {
        self.place(glyph).scale(100 * EM, self.em).to_emu() - self.before(measures)
    }

    /// Whether the pen is too far from where a glyph stands: as the difference of [`Self::along`]
    /// and the pen, without a division for each glyph.
    fn is_off(&self, start: i64, glyph: &Glyph, measures: Measures) -> bool {
        let off = || {
            let pen = (start + self.pen + self.before(measures)).checked_mul(self.em)?;
            pen.checked_sub(self.place(glyph).to_emu().checked_mul(100 * EM)?)
        };
        off().is_none_or(|off| off.abs() >= OFF_PEN.to_emu() * 100 * EM)
    }

    /// The coordinate along the line.
    fn place(&self, glyph: &Glyph) -> Length {
        if self.run.mode == WritingMode::Horizontal { glyph.x } else { glyph.y }
    }

    /// How far before a glyph the pen stands for it.
    fn before(&self, measures: Measures) -> i64 {
        if self.upright { measures.vertical().origin } else { 0 }
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

    /// The point on the page that a viewer is told for a glyph, y up, in steps of a point; to a
    /// thousandth of a point (0.35 µm), a tenth of [`OFF_PEN`].
    fn point(&self, glyph: &Glyph, measures: Measures) -> (i64, i64) {
        let run = self.run;
        let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
        let base = self.content.height - points(y);
        let (x, y) = match run.mode {
            WritingMode::Horizontal | WritingMode::Turned => (points(x), base),
            WritingMode::Vertical => {
                // Viewers place a glyph by its vertical origin: half the width, `origin` up.
                let origin = Length::emu(measures.vertical().origin);
                let up = origin.scale(run.size.to_emu(), EM);
                (points(x + self.half_width(measures)), base + points(up))
            }
        };
        (thousandths(x), thousandths(y))
    }

    /// Moves the pen along the line to where the next glyph stands.
    fn kern(&mut self, along: i64) {
        let off = self.pen - along;
        let off = Length::emu(off).scale(1, TENTH).to_emu();
        // A number moves left, or down in vertical lines (ISO 32000-1, 9.4.3).
        let number = if self.upright { -off } else { off };
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
            self.content.move_line((x, y));
        }
        self.start = Some(start);
        self.pen = 0;
    }

    fn flush(&mut self) {
        self.array.write(self.content);
    }
}

/// Steps of a point, rounded to thousandths of one.
fn thousandths(steps: i64) -> i64 {
    const EACH: i64 = PT_STEPS / 1000;
    (steps + EACH / 2).div_euclid(EACH) * EACH
}

/// The strings and numbers of one `Tj` or `TJ`.
#[derive(Default)]
pub(super) struct Array {
    bytes: Vec<u8>,
    open: bool,
    numbers: bool,
}

impl Array {
    #[inline]
    fn glyph(&mut self, id: u16) {
        if !self.open {
            self.bytes.push(b'(');
            self.open = true;
        }
        literal(&mut self.bytes, id);
    }

    fn number(&mut self, tenths: i64) {
        self.close();
        decimal::<1>(&mut self.bytes, tenths);
        self.numbers = true;
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.bytes.push(b')');
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
