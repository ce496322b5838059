//! Whole lines: the product's and rustybuzz's.

use chohyo_fonts::{Direction, Forms, Setting, Shaped};
use rustybuzz::Feature;
use rustybuzz::ttf_parser::Tag;

/// A small generator with a fixed seed: the same names in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.roll(from.len())]
    }
}

/// Glyphs with the pen added up, and the length of the line: what lands on paper.
pub type Line = (Vec<(u16, i32, i32)>, i32);

/// What the product draws.
pub fn drawn(shaped: &Shaped, direction: Direction) -> Line {
    let mut pen = 0;
    let mut glyphs = Vec::new();
    for cluster in &shaped.clusters {
        let (x, y) = match direction {
            Direction::Horizontal => (pen, 0),
            Direction::Vertical => (0, -pen),
        };
        glyphs.extend(cluster.glyphs.iter().map(|glyph| (glyph.id, x + glyph.x, y + glyph.y)));
        pen += cluster.advance;
    }
    (glyphs, pen)
}

/// What rustybuzz draws, with the product's clusters for what is turned in a vertical line.
pub fn judged(
    judge: &rustybuzz::Face,
    text: &str,
    shaped: &Shaped,
    setting: impl Into<Setting>,
) -> Line {
    let setting = setting.into();
    match setting.direction {
        Direction::Horizontal => flow(judge, text, setting),
        Direction::Vertical => vertical(judge, text, shaped, setting.forms),
    }
}

/// Features that are off, and those of the forms asked for.
fn features(Setting { direction, forms }: Setting) -> Vec<Feature> {
    let proportional = if direction == Direction::Horizontal { b"palt" } else { b"vpal" };
    let asked = [
        (Forms::RUBY, b"ruby"),
        (Forms::HALF_WIDTH, b"hwid"),
        (Forms::FULL_WIDTH, b"fwid"),
        (Forms::PROPORTIONAL, proportional),
    ];
    let off = [b"liga", b"clig", b"calt", b"kern", b"dlig"].map(|tag| (tag, 0));
    let on = asked.into_iter().filter(|(form, _)| forms.contains(*form)).map(|(_, tag)| (tag, 1));
    let feature = |(tag, value)| Feature::new(Tag::from_bytes(tag), value, ..);
    off.into_iter().chain(on).map(feature).collect()
}

fn flow(judge: &rustybuzz::Face, text: &str, setting: Setting) -> Line {
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(match setting.direction {
        Direction::Horizontal => rustybuzz::Direction::LeftToRight,
        Direction::Vertical => rustybuzz::Direction::TopToBottom,
    });
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(judge, &features(setting), buffer);
    let (mut x, mut y) = (0, 0);
    let mut glyphs = Vec::new();
    for (info, at) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        glyphs.push((info.glyph_id as u16, x + at.x_offset, y + at.y_offset));
        x += at.x_advance;
        y += at.y_advance;
    }
    (glyphs, x - y)
}

/// A vertical line of the judge: runs that stand upright, and turned runs set horizontally and
/// laid down with their base line 0.38 em left of the centre. Which clusters are turned is
/// tested in `vertical.rs`.
fn vertical(judge: &rustybuzz::Face, text: &str, shaped: &Shaped, forms: Forms) -> Line {
    let left = (f64::from(judge.units_per_em()) * 0.38).round() as i32;
    let (mut glyphs, mut pen) = (Vec::new(), 0);
    for run in shaped.clusters.chunk_by(|a, b| a.turned == b.turned) {
        let text = &text[run[0].text.start..run[run.len() - 1].text.end];
        if run[0].turned {
            let (flat, length) =
                flow(judge, text, Setting { direction: Direction::Horizontal, forms });
            glyphs.extend(flat.into_iter().map(|(id, x, y)| (id, y - left, -pen - x)));
            pen += length;
        } else {
            let (upright, length) =
                flow(judge, text, Setting { direction: Direction::Vertical, forms });
            glyphs.extend(upright.into_iter().map(|(id, x, y)| (id, x, y - pen)));
            pen += length;
        }
    }
    (glyphs, pen)
}
