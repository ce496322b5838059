//! Shaping: clusters to placed glyphs of one face.
//!
//! Forms need the same text to look the same wherever it stands, so each cluster is shaped by
//! itself and nothing reaches across clusters: no kerning, no ligatures, no contextual forms.

use crate::cluster::{self, Parsed, Unit};
use crate::face::Face;
use crate::line::Line;
use crate::missing::{MissingCause, MissingCluster};
use crate::segment::{self, Cluster, Shape};
use crate::set::FaceId;
use crate::setting::{Direction, Forms, Setting};
use crate::shaped::{Glyphs, Shaped, ShapedCluster, ShapedGlyph};
use crate::shaper;
use crate::table::Entry;
use crate::vertical::{self, Stand};

/// Glyphs of one cluster, in the units of their face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) glyphs: Glyphs,
    pub(crate) advance: i32,
    pub(crate) turned: bool,
}

/// Shapes every cluster of `text`, or names all that the face cannot draw.
pub(crate) fn shape(
    face: &Face,
    text: &str,
    setting: Setting,
) -> Result<Shaped, Vec<MissingCluster>> {
    let mut line = Line::new(text);
    line.warm(face, setting);
    let clusters = line.finish()?;
    Ok(Shaped { face: face.id(), units_per_em: face.units_per_em(), clusters })
}

/// Draws every cluster of `text`, or names all that cannot be drawn.
pub(crate) fn each(
    text: &str,
    draw: impl Fn(&str, Shape) -> Result<(FaceId, Placed), MissingCause>,
) -> Result<Vec<ShapedCluster>, Vec<MissingCluster>> {
    let mut line = Line::new(text);
    segment::cut(text).for_each(|cluster| line.push(cluster, &draw));
    line.finish()
}

/// The clusters of `text` that the face cannot draw.
pub(crate) fn missing(face: &Face, text: &str) -> Vec<MissingCluster> {
    segment::cut(text)
        .filter_map(|Cluster { range, .. }| {
            let cause = check(face, text.get(range.clone()).unwrap_or_default()).err()?;
            Some(MissingCluster { text: range, cause })
        })
        .collect()
}

fn check(face: &Face, text: &str) -> Result<(), MissingCause> {
    match cluster::parse(text)? {
        Parsed::Single(unit) => glyph(face, unit).map(drop),
        Parsed::Composed(units) => compose(face, text, &units, Setting::default()).map(drop),
        Parsed::Private(_) => Err(MissingCause::NoSlot),
    }
}

/// Draws one cluster of which something is known: from what is kept, or to be kept.
pub(crate) fn shape_known(
    face: &Face,
    text: &str,
    shape: Shape,
    setting: Setting,
) -> Result<Placed, MissingCause> {
    let table = face.table(setting);
    let kept = match shape {
        Shape::Any => None,
        Shape::Plain(c) => table.get(c),
        Shape::Sequence(base, selector) => table.get_sequence(base, selector),
    };
    if let Some(entry) = kept {
        return Ok(entry.placed());
    }
    let placed = shape_cluster(face, text, setting)?;
    if let Some(entry) = Entry::new(&placed) {
        match shape {
            Shape::Any => {}
            Shape::Plain(c) => table.keep(c, entry),
            Shape::Sequence(base, selector) => table.keep_sequence(base, selector, entry),
        }
    }
    Ok(placed)
}

/// Draws one cluster.
pub(crate) fn shape_cluster(
    face: &Face,
    text: &str,
    setting: Setting,
) -> Result<Placed, MissingCause> {
    match cluster::parse(text)? {
        Parsed::Single(unit) => {
            let id = glyph(face, unit)?;
            stand(face, unit.base, setting, |setting| match setting {
                Setting { direction: Direction::Horizontal, forms: Forms::NONE } => {
                    Ok(place_flat(face, id))
                }
                _ => shaper::shape(face, text, setting),
            })
        }
        Parsed::Composed(units) => {
            let base = units.first().map_or('\u{3000}', |unit| unit.base);
            stand(face, base, setting, |setting| compose(face, text, &units, setting))
        }
        Parsed::Private(_) => Err(MissingCause::NoSlot),
    }
}

/// Draws a cluster upright or turned, as its base character stands in the line.
fn stand(
    face: &Face,
    base: char,
    setting: Setting,
    draw: impl Fn(Setting) -> Result<Placed, MissingCause>,
) -> Result<Placed, MissingCause> {
    if setting.direction == Direction::Horizontal {
        return draw(setting);
    }
    let turned = || {
        let flat = draw(Setting { direction: Direction::Horizontal, ..setting })?;
        Ok(vertical::turn(flat, face.units_per_em()))
    };
    match vertical::stand(base) {
        Stand::Upright => draw(setting),
        Stand::Turned => turned(),
        Stand::FormOrTurned => {
            let (upright, turned) = (draw(setting)?, turned()?);
            let ids = |placed: &Placed| placed.glyphs.iter().map(|glyph| glyph.id).collect();
            let (form, plain): (Vec<u16>, Vec<u16>) = (ids(&upright), ids(&turned));
            Ok(if form == plain { turned } else { upright })
        }
    }
}

/// A glyph in a horizontal line.
fn place_flat(face: &Face, id: u16) -> Placed {
    let glyphs = Glyphs::from(ShapedGlyph { id, x: 0, y: 0 });
    Placed { glyphs, advance: i32::from(face.advance(id)), turned: false }
}

/// A glyph that no character of the text leads to through the face's `cmap`; upright.
pub(crate) fn place(face: &Face, id: u16, direction: Direction) -> Placed {
    if direction == Direction::Horizontal {
        return place_flat(face, id);
    }
    let metrics = face.vertical(id);
    let x = -i32::from(face.advance(id) / 2);
    let glyph = ShapedGlyph { id, x, y: -i32::from(metrics.origin_y) };
    Placed { glyphs: glyph.into(), advance: i32::from(metrics.advance), turned: false }
}

/// Draws a base with its marks, if the face makes one glyph of them or has a sound mark to lay
/// over the base. A mark in a cell of its own would be another text.
fn compose(
    face: &Face,
    text: &str,
    units: &[Unit],
    setting: Setting,
) -> Result<Placed, MissingCause> {
    units.iter().try_for_each(|&unit| glyph(face, unit).map(drop))?;
    let placed = shaper::shape(face, text, setting)?;
    match (&*placed.glyphs, units) {
        // A mark by itself that takes no room would be drawn over its neighbour.
        ([_], [_]) if placed.advance == 0 => Err(MissingCause::NoGlyph),
        ([_], _) => Ok(placed),
        // Marks are laid over plain forms only.
        _ if setting.forms != Forms::NONE => compose(face, text, units, setting.direction.into()),
        (&[base, mark], [_, Unit { base: '\u{3099}' | '\u{309A}', selector: None }]) => {
            lay_over(face, base, mark.id, setting.direction).ok_or(MissingCause::NoGlyph)
        }
        _ => Err(MissingCause::NoGlyph),
    }
}

/// Lays a sound mark over an em-wide base, if it is drawn for that.
fn lay_over(face: &Face, base: ShapedGlyph, mark: u16, direction: Direction) -> Option<Placed> {
    if !face.is_em_wide(base.id) || !face.lies_over_base(mark) {
        return None;
    }
    let advance = match direction {
        Direction::Horizontal => face.advance(base.id),
        Direction::Vertical => face.vertical(base.id).advance,
    };
    let glyphs = [base, ShapedGlyph { id: mark, ..base }].into_iter().collect();
    Some(Placed { glyphs, advance: i32::from(advance), turned: false })
}

/// The font's own entry for a character with its selector: exact, or none.
fn glyph(face: &Face, unit: Unit) -> Result<u16, MissingCause> {
    match unit.selector {
        None => face.nominal(unit.base).ok_or(MissingCause::NoGlyph),
        Some(selector) => {
            face.variant(unit.base, selector).ok_or_else(|| match face.nominal(unit.base) {
                Some(_) => MissingCause::NoSequence,
                None => MissingCause::NoGlyph,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::set::FaceId;

    const FILES: [&str; 3] = ["ipamjm.ttf", "BIZUDGothic-Regular.ttf", "OCRB.otf"];

    fn open(file: &str) -> Face {
        let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
        Face::open(FaceId(0), file.to_owned(), std::fs::read(path).unwrap().into()).unwrap()
    }

    /// For every text of the fonts' own lists, the quick path and the shaper agree, and what is
    /// kept is what was drawn.
    #[test]
    fn the_quick_path_equals_the_shaper() {
        for (file, at_least) in FILES.into_iter().zip([65_900, 21_700, 130]) {
            let (face, mut compared) = (open(file), 0);
            face.each_text(|gid, (base, selector)| {
                let codes = std::iter::once(base).chain(selector);
                let text: String = codes.filter_map(char::from_u32).collect();
                if let Ok(Parsed::Single(unit)) = cluster::parse(&text) {
                    assert_eq!(glyph(&face, unit), Ok(gid), "{text:?}");
                    let quick = shape_cluster(&face, &text, Setting::default());
                    let full = shaper::shape(&face, &text, Setting::default());
                    assert_eq!(quick, full, "{file} {text:?}");
                    assert_eq!(warm(&face, &text, Setting::default()), quick, "{file} {text:?}");
                    compared += 1;
                }
            });
            assert!(compared >= at_least, "{file} {compared}");
        }
    }

    /// The only cluster of a text, shaped twice.
    fn warm(face: &Face, text: &str, setting: Setting) -> Result<Placed, MissingCause> {
        let shaped = shape(face, text, setting).expect("drawable");
        assert_eq!(shape(face, text, setting).as_ref(), Ok(&shaped));
        let [ShapedCluster { glyphs, advance, turned, .. }] = &shaped.clusters[..] else {
            panic!("{text:?}")
        };
        Ok(Placed { glyphs: glyphs.clone(), advance: *advance, turned: *turned })
    }

    /// Lines of anything, from what is kept and cluster by cluster from nothing.
    #[test]
    fn warm_lines_equal_cold_ones() {
        let alphabet: Vec<char> =
            "葛葛辻山あー「（、。…々𠮷㍻ａAg1 　eｶ\u{FF9E}\u{FF9F}\u{3099}\u{309A}\u{301}\
            \u{E0102}\u{E0100}\u{FE00}\u{200D}👨\u{1B002}한\u{1100}\u{E000}\u{F0000}\n"
                .chars()
                .collect();
        let mut dice = 11_u64;
        for file in FILES {
            let face = open(file);
            for _ in 0..4_000 {
                let mut text = String::new();
                for _ in 0..7 {
                    dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    text.push(alphabet[(dice >> 33) as usize % alphabet.len()]);
                }
                let directions = [Direction::Horizontal, Direction::Vertical].map(Setting::from);
                let forms = Forms::HALF_WIDTH | Forms::PROPORTIONAL;
                let close = directions.map(|setting| Setting { forms, ..setting });
                for setting in directions.into_iter().chain(close) {
                    let cold = each(&text, |cluster, _| {
                        Ok((face.id(), shape_cluster(&face, cluster, setting)?))
                    });
                    let warm = shape(&face, &text, setting).map(|shaped| shaped.clusters);
                    assert_eq!(warm, cold, "{file} {}", text.escape_unicode());
                }
            }
        }
    }
}
