//! Shaping: clusters to placed glyphs. The only file that names the shaper.
//!
//! Forms need the same text to look the same wherever it stands, so each cluster is shaped by
//! itself and nothing reaches across clusters: no kerning, no ligatures, no contextual forms.

use std::ops::Range;
use std::sync::OnceLock;

use harfrust::{Buffer, Feature, Script, ShapeOptions, ShapePlan, ShaperFont, Tag};

use crate::cluster::{self, MissingCause, MissingCluster, Parsed, Unit};
use crate::face::Face;

/// Direction of a line of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Left to right (横書き).
    #[default]
    Horizontal,
    /// Top to bottom (縦書き), with the font's vertical forms.
    Vertical,
}

/// One cluster with its glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapedCluster {
    /// Bytes of the text.
    pub text: Range<usize>,
    /// The glyphs; at least one, a space included.
    pub glyphs: Vec<ShapedGlyph>,
    /// How far the pen moves, in font units: to the right, or down in vertical text.
    pub advance: i32,
}

/// One glyph of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Glyph id in the unmodified font file; never 0.
    pub id: u16,
    /// Origin of the glyph from the cluster's pen position in font units, to the right.
    /// In vertical text the pen is at the top centre of the character.
    pub x: i32,
    /// As `x`, up.
    pub y: i32,
}

/// Features that HarfBuzz turns on by default and that reach across clusters or change a
/// cluster by its neighbours. `palt`, `vpal` and `dlig` are off unless asked for.
const OFF: [&[u8; 4]; 4] = [b"liga", b"clig", b"calt", b"kern"];

/// Kept plans of one face, made at the first use.
#[derive(Default)]
pub(crate) struct Plans {
    horizontal: OnceLock<ShapePlan>,
    vertical: OnceLock<ShapePlan>,
}

impl Plans {
    /// The plan of one direction. The script is fixed: the faces have the same features for
    /// every script, and one plan for all keeps a cluster independent of its neighbours.
    fn get(&self, face: &Face, direction: Direction) -> &ShapePlan {
        let (cell, harf) = match direction {
            Direction::Horizontal => (&self.horizontal, harfrust::Direction::LeftToRight),
            Direction::Vertical => (&self.vertical, harfrust::Direction::TopToBottom),
        };
        cell.get_or_init(|| ShapePlan::new(face.font(), harf, Some(Script::HAN), None, &features()))
    }
}

fn features() -> [Feature; 4] {
    OFF.map(|tag| Feature::new(Tag::new(tag), 0, ..))
}

/// Shapes every cluster of `text`, or names all that the face cannot draw.
pub(crate) fn shape(
    face: &Face,
    text: &str,
    direction: Direction,
) -> Result<Vec<ShapedCluster>, Vec<MissingCluster>> {
    let mut shaped = Vec::new();
    let mut missing = Vec::new();
    for range in cluster::clusters(text) {
        let cluster = text.get(range.clone()).unwrap_or_default();
        match shape_cluster(face, cluster, direction) {
            Ok((glyphs, advance)) => shaped.push(ShapedCluster { text: range, glyphs, advance }),
            Err(cause) => missing.push(MissingCluster { text: range, cause }),
        }
    }
    if missing.is_empty() { Ok(shaped) } else { Err(missing) }
}

/// The clusters of `text` that the face cannot draw.
pub(crate) fn missing(face: &Face, text: &str) -> Vec<MissingCluster> {
    cluster::clusters(text)
        .filter_map(|range| {
            let cause = check(face, text.get(range.clone()).unwrap_or_default()).err()?;
            Some(MissingCluster { text: range, cause })
        })
        .collect()
}

/// Glyphs and advance of one cluster.
type Placed = (Vec<ShapedGlyph>, i32);

fn check(face: &Face, text: &str) -> Result<(), MissingCause> {
    match cluster::parse(text)? {
        Parsed::Single(unit) => glyph(face, unit).map(drop),
        Parsed::Composed(units) => compose(face, text, &units, Direction::Horizontal).map(drop),
    }
}

fn shape_cluster(face: &Face, text: &str, direction: Direction) -> Result<Placed, MissingCause> {
    match (cluster::parse(text)?, direction) {
        (Parsed::Single(unit), Direction::Horizontal) => {
            let id = glyph(face, unit)?;
            Ok((vec![ShapedGlyph { id, x: 0, y: 0 }], i32::from(face.advance(id))))
        }
        (Parsed::Single(unit), Direction::Vertical) => {
            glyph(face, unit)?;
            shape_fully(face, text, direction)
        }
        (Parsed::Composed(units), _) => compose(face, text, &units, direction),
    }
}

/// Draws a base with its marks, if the face makes one glyph of them or has a sound mark to lay
/// over the base. A mark in a cell of its own would be another text.
fn compose(
    face: &Face,
    text: &str,
    units: &[Unit],
    direction: Direction,
) -> Result<Placed, MissingCause> {
    units.iter().try_for_each(|&unit| glyph(face, unit).map(drop))?;
    let (glyphs, advance) = shape_fully(face, text, direction)?;
    match (glyphs.as_slice(), units) {
        ([_], _) => Ok((glyphs, advance)),
        ([base, mark], [_, Unit { base: '\u{3099}' | '\u{309A}', selector: None }])
            if face.is_em_wide(base.id) && face.lies_over_base(mark.id) =>
        {
            let advance = match direction {
                Direction::Horizontal => i32::from(face.advance(base.id)),
                Direction::Vertical => i32::from(face.vertical(base.id).advance),
            };
            Ok((vec![*base, ShapedGlyph { id: mark.id, ..*base }], advance))
        }
        _ => Err(MissingCause::NoGlyph),
    }
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

/// Shapes a cluster with the shaper. The cluster's characters are known to have glyphs.
///
/// # Errors
///
/// [`MissingCause::NoGlyph`] if the shaper could not draw all of it.
fn shape_fully(face: &Face, text: &str, direction: Direction) -> Result<Placed, MissingCause> {
    let plan = face.plans().get(face, direction);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(plan.direction());
    buffer.set_script(plan.script());
    // A selector without a glyph comes back as this impossible id, not as a blank.
    buffer.set_not_found_variation_selector_glyph(Some(u32::MAX));
    let features = features();
    let options = ShapeOptions::new().plan(Some(plan)).features(&features);
    harfrust::shape(&ShaperFont::new(face.font()), &mut buffer, options)
        .map_err(|_| MissingCause::NoGlyph)?;
    if !buffer.allocation_successful() {
        return Err(MissingCause::NoGlyph);
    }
    place(&buffer)
}

/// Positions relative to the pen at the start of the cluster.
fn place(buffer: &Buffer) -> Result<Placed, MissingCause> {
    let (mut x, mut y) = (0_i32, 0_i32);
    let mut glyphs = Vec::with_capacity(buffer.len());
    for (info, at) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let id = u16::try_from(info.glyph_id).ok().filter(|&id| id != 0);
        let id = id.ok_or(MissingCause::NoGlyph)?;
        glyphs.push(ShapedGlyph {
            id,
            x: x.saturating_add(at.x_offset),
            y: y.saturating_add(at.y_offset),
        });
        x = x.saturating_add(at.x_advance);
        y = y.saturating_add(at.y_advance);
    }
    // One of the two is 0; y runs up and the pen of vertical text goes down.
    Ok((glyphs, x.saturating_sub(y)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const FILES: [&str; 3] = ["ipamjm.ttf", "BIZUDGothic-Regular.ttf", "OCRB.otf"];

    fn open(file: &str) -> Face {
        let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
        Face::open(file.to_owned(), std::fs::read(path).unwrap().into()).unwrap()
    }

    /// For every text of the fonts' own lists, the quick path and the shaper agree.
    #[test]
    fn the_quick_path_equals_the_shaper() {
        for (file, at_least) in FILES.into_iter().zip([65_900, 21_700, 130]) {
            let (face, mut compared) = (open(file), 0);
            for (gid, (base, selector)) in face.texts() {
                let text: String = [base, selector]
                    .into_iter()
                    .filter_map(|code| char::from_u32(code).filter(|&c| c != '\0'))
                    .collect();
                if let Ok(Parsed::Single(unit)) = cluster::parse(&text) {
                    assert_eq!(glyph(&face, unit), Ok(gid), "{text:?}");
                    let quick = shape_cluster(&face, &text, Direction::Horizontal);
                    let full = shape_fully(&face, &text, Direction::Horizontal);
                    assert_eq!(quick, full, "{file} {text:?}");
                    compared += 1;
                }
            }
            assert!(compared >= at_least, "{file} {compared}");
        }
    }
}
