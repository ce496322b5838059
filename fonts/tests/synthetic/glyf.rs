//! Outlines as bytes of `glyf`: boxes and sums of glyphs.

use super::{Font, Glyph};

/// Flags of a point on the contour whose coordinates are two bytes each.
const ON_CURVE: u8 = 1;
/// Flags of a component: two-byte offsets, not point numbers; and that another one follows.
const OFFSETS: u16 = 0x0003;
const MORE: u16 = 0x0020;

/// `glyf` and a long `loca`.
pub(super) fn outlines(font: &Font) -> (Vec<u8>, Vec<u8>) {
    let (mut glyf, mut loca) = (Vec::new(), 0_u32.to_be_bytes().to_vec());
    for glyph in &font.glyphs {
        glyf.extend(outline(glyph, font));
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        loca.extend(u32::try_from(glyf.len()).unwrap().to_be_bytes());
    }
    (glyf, loca)
}

fn outline(glyph: &Glyph, font: &Font) -> Vec<u8> {
    match (glyph.ink, glyph.parts.as_slice()) {
        (Some(ink), []) => simple(ink),
        (None, []) => Vec::new(),
        (_, parts) => composite(parts, bounds(parts, font)),
    }
}

/// The box around all parts.
fn bounds(parts: &[u16], font: &Font) -> [i16; 4] {
    let boxes = parts.iter().filter_map(|&gid| font.glyphs[usize::from(gid)].ink);
    let around =
        |a: [i16; 4], b: [i16; 4]| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
    boxes.reduce(around).unwrap_or_default()
}

fn simple([left, bottom, right, top]: [i16; 4]) -> Vec<u8> {
    let words =
        |words: &[i16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<_>>();
    let (width, height) = (right - left, top - bottom);
    // One contour, its box, its last point, no instructions.
    let mut bytes = words(&[1, left, bottom, right, top, 3, 0]);
    bytes.extend([ON_CURVE; 4]);
    bytes.extend(words(&[left, 0, width, 0]));
    bytes.extend(words(&[bottom, height, 0, -height]));
    bytes
}

fn composite(parts: &[u16], ink: [i16; 4]) -> Vec<u8> {
    let mut bytes: Vec<u8> = (-1_i16).to_be_bytes().to_vec();
    bytes.extend(ink.into_iter().flat_map(i16::to_be_bytes));
    for (index, gid) in (1..).zip(parts) {
        let more = if index < parts.len() { MORE } else { 0 };
        bytes.extend([OFFSETS | more, *gid, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    }
    bytes
}
