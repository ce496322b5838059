//! Glyphs of a page against those that were meant.

use chohyo_fonts::FaceId;

use super::drawn::Drawn;
use super::marks::{MeantCluster, ink};
use super::near;
use super::outlines::Outlines;
use super::page::Fault;
use crate::length::{Length, Point};
use crate::page::{Glyph, TextRun, WritingMode};
use crate::readback::{ReadGlyph, ReadPage};

/// ToUnicode of the further glyphs of a cluster whose text is on its first: nothing to see.
const NOTHING: &str = "\u{200B}";

/// Compares the glyphs of one page.
pub(super) struct Glyphs<'a, 'f> {
    pub(super) drawn: &'a mut Drawn<'f>,
    pub(super) outlines: &'a mut Outlines,
    pub(super) page: &'a ReadPage,
    /// A face and the font of the page that is known to be it.
    pub(super) last: Option<(FaceId, usize)>,
}

impl Glyphs<'_, '_> {
    /// The first glyph or text that is not as it was meant.
    pub(super) fn fault(&mut self, meant: &[MeantCluster<'_>]) -> Option<Fault> {
        let mut at = 0;
        for (index, cluster) in meant.iter().enumerate() {
            let follows = meant.get(index + 1);
            for (number, glyph) in cluster.glyphs.iter().enumerate() {
                let next = cluster.glyphs.get(number + 1).map(|glyph| (cluster.run, glyph));
                let next = next.or(follows.and_then(|next| Some((next.run, next.glyphs.first()?))));
                if let Some(code) = self.glyph(cluster.run, glyph, next, at + number) {
                    return Some(Fault::new(code, cluster.item, at + number + 1));
                }
            }
            if !self.text(cluster, at) {
                return Some(Fault::new("P048", cluster.item, at + 1));
            }
            at += cluster.glyphs.len();
        }
        if at < self.page.glyphs.len() {
            return Some(Fault::new("P044", "-", at + 1));
        }
        self.unused_span().then(|| Fault::new("P048", "-", at))
    }

    fn glyph(
        &mut self,
        run: &TextRun,
        glyph: &Glyph,
        next: Option<(&TextRun, &Glyph)>,
        at: usize,
    ) -> Option<&'static str> {
        let Some(read) = self.page.glyphs.get(at) else { return Some("P043") };
        let here = |read: &ReadGlyph, run: &TextRun, glyph: &Glyph| {
            read.code == u32::from(glyph.id) && near::point(read.origin, origin(run, glyph))
        };
        if !here(read, run, glyph) {
            let dropped = next.is_some_and(|(run, glyph)| here(read, run, glyph));
            let follows = self.page.glyphs.get(at + 1);
            return Some(match read.code == u32::from(glyph.id) {
                _ if follows.is_some_and(|read| here(read, run, glyph)) => "P044",
                _ if dropped => "P043",
                false => "P045",
                true => "P046",
            });
        }
        self.look(run, glyph, read)
    }

    /// How a glyph looks that stands where it must.
    fn look(&mut self, run: &TextRun, glyph: &Glyph, read: &ReadGlyph) -> Option<&'static str> {
        let fonts = self.drawn.fonts;
        if !set(run, read) {
            return Some("P047");
        }
        if !self.is_of(run.face, read.font) {
            return Some("P050");
        }
        if read.invisible || read.ink != ink(run.colour) {
            return Some("P051");
        }
        let outline = read.outline.as_ref().filter(|_| read.glyph != Some(0));
        let same = outline.is_some_and(|o| self.outlines.same(fonts, run.face, glyph.id, o));
        (!same).then_some("P049")
    }

    /// Whether a font of the page is a face; mostly the same one is asked for again.
    fn is_of(&mut self, face: FaceId, font: usize) -> bool {
        if self.last == Some((face, font)) {
            return true;
        }
        let read = self.page.fonts.get(font).filter(|font| font.embedded);
        let own = self.drawn.name(face);
        let same = own.is_some() && read.map(|font| base(&font.name)) == own;
        self.last = same.then_some((face, font)).or(self.last);
        same
    }

    /// Whether a cluster reads as its own text: what readers extract by ActualText, and what those
    /// get that know ToUnicode alone.
    fn text(&mut self, cluster: &MeantCluster<'_>, at: usize) -> bool {
        let MeantCluster { run, text, glyphs, .. } = *cluster;
        let Some(first) = glyphs.first() else { return true };
        let name = self.drawn.fonts.reading(run.face, first.id, text);
        let wanted = name.as_deref().unwrap_or(text);
        let reads = match glyphs {
            [_] => self.page.text_of(at) == wanted,
            _ => {
                let read = (at..at + glyphs.len()).flat_map(|at| self.page.text_of(at).bytes());
                read.eq(wanted.bytes())
            }
        };
        let plain = |at: usize| self.page.glyphs.get(at).and_then(|read| read.unicode.as_deref());
        let own = plain(at).unwrap_or("");
        let stands_for = match glyphs {
            [_] => own == text || self.drawn.one(run, own, first.id),
            _ => own.chars().next() == text.chars().next(),
        };
        let quiet = (at + 1..at + glyphs.len()).all(|at| plain(at) == Some(NOTHING));
        reads && stands_for && quiet && self.one_span(at, glyphs.len())
    }

    /// Whether the glyphs of a cluster stand in one span of ActualText, or in none.
    fn one_span(&self, at: usize, count: usize) -> bool {
        let span = |at: usize| self.page.glyphs.get(at).and_then(|read| read.actual);
        (at..at + count).all(|other| span(other) == span(at))
    }

    /// Whether there is an ActualText that no glyph has.
    fn unused_span(&self) -> bool {
        let mut used = vec![false; self.page.actual.len()];
        for span in self.page.glyphs.iter().filter_map(|glyph| glyph.actual) {
            used.get_mut(span).into_iter().for_each(|used| *used = true);
        }
        used.contains(&false)
    }
}

/// A font's own name: a Type 0 font with CFF outlines has that of its encoding behind it
/// (ISO 32000-1, table 121).
fn base(name: &str) -> &str {
    let plain = name.strip_suffix("-Identity-H").or_else(|| name.strip_suffix("-Identity-V"));
    plain.unwrap_or(name)
}

fn origin(run: &TextRun, glyph: &Glyph) -> Point {
    run.origin.offset(Point::new(glyph.x, glyph.y))
}

/// Whether size, condensing and direction are those of the run.
fn set(run: &TextRun, read: &ReadGlyph) -> bool {
    let (angle, writing) = match run.mode {
        WritingMode::Horizontal => (0, WritingMode::Horizontal),
        WritingMode::Turned => (9_000, WritingMode::Horizontal),
        WritingMode::Vertical => (0, WritingMode::Vertical),
    };
    let stretch = i64::from(run.condense_pct) * 10;
    near::measure(read.size, run.size)
        && read.size > Length::ZERO
        && read.stretch.abs_diff(stretch) <= 1
        && read.angle == angle
        && read.writing == writing
}
