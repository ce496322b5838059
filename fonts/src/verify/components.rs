//! Composite glyphs: no cycles, no towers, no bombs.

use super::bytes::Bytes;
use super::glyf::Parts;
use super::refusal::{Flaw, Refusal};

/// Deepest nesting. Fonts in use have 1 or 2; the parser stops at 64.
const MAX_DEPTH: u8 = 8;

/// Most points of one glyph with all its components: a contour's last point is 16 bits.
const MAX_GLYPH_POINTS: usize = 65_536;

/// Most components that one glyph has with all its components; the parser stops at 2,048.
const MAX_COMPONENTS: usize = 1024;

/// Flags of a component.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const FOUR_SCALES: u16 = 0x0080;
/// Not in OpenType 1.9: glyph ids of 24 bits.
const WIDE_ID: u16 = 0x2000;
const OFFSETS: u16 = 0x0002;

/// A component: another glyph.
pub(super) struct Component {
    gid: u16,
    /// Point numbers of the glyph so far and of the component that are to meet.
    points: Option<(u16, u16)>,
}

/// The components of a composite glyph, from its first component on.
pub(super) fn read(bytes: Bytes<'_>) -> Option<Vec<Component>> {
    let (mut components, mut at) = (Vec::new(), 0);
    loop {
        let flags = bytes.u16(at)?;
        if flags & WIDE_ID != 0 || components.len() >= MAX_COMPONENTS {
            return None;
        }
        let words = flags & WORDS != 0;
        let points = match (flags & OFFSETS != 0, words) {
            (true, _) => None,
            (false, true) => Some((bytes.u16(at + 4)?, bytes.u16(at + 6)?)),
            (false, false) => Some((bytes.u8(at + 4)?.into(), bytes.u8(at + 5)?.into())),
        };
        components.push(Component { gid: bytes.u16(at + 2)?, points });
        at += 4 + if words { 4 } else { 2 } + scales(flags);
        bytes.part(0, at)?;
        if flags & MORE == 0 {
            return Some(components);
        }
    }
}

fn scales(flags: u16) -> usize {
    match () {
        () if flags & SCALE != 0 => 2,
        () if flags & TWO_SCALES != 0 => 4,
        () if flags & FOUR_SCALES != 0 => 8,
        () => 0,
    }
}

/// What a glyph amounts to with all its components.
#[derive(Clone, Copy)]
struct Total {
    depth: u8,
    points: usize,
    components: usize,
}

/// What is known of a glyph while walking.
#[derive(Clone, Copy)]
enum Known {
    No,
    /// Being walked: meeting it again is a cycle.
    Open,
    Yes(Total),
}

/// Every composite glyph ends in simple ones, within the limits. Each glyph is walked once.
pub(super) fn check(glyphs: &[Parts]) -> Result<(), Refusal> {
    let mut known = vec![Known::No; glyphs.len()];
    for (_, gid) in glyphs.iter().zip(0..) {
        total(gid, glyphs, &mut known, 0).ok_or_else(|| Flaw::Components.glyph("glyf", gid))?;
    }
    Ok(())
}

fn total(gid: u16, glyphs: &[Parts], known: &mut [Known], above: u8) -> Option<Total> {
    let index = usize::from(gid);
    match *known.get(index)? {
        Known::Yes(total) => return (above + total.depth <= MAX_DEPTH).then_some(total),
        Known::Open => return None,
        Known::No if above > MAX_DEPTH => return None,
        Known::No => *known.get_mut(index)? = Known::Open,
    }
    let total = match glyphs.get(index)? {
        Parts::Simple(points) => Total { depth: 0, points: *points, components: 0 },
        Parts::Composite(components) => sum(components, glyphs, known, above)?,
    };
    *known.get_mut(index)? = Known::Yes(total);
    Some(total)
}

fn sum(
    components: &[Component],
    glyphs: &[Parts],
    known: &mut [Known],
    above: u8,
) -> Option<Total> {
    let mut sum = Total { depth: 1, points: 0, components: components.len() };
    for component in components {
        let part = total(component.gid, glyphs, known, above + 1)?;
        let met = component.points.is_none_or(|(here, there)| {
            usize::from(here) < sum.points && usize::from(there) < part.points
        });
        sum.depth = sum.depth.max(part.depth + 1);
        sum.points += part.points;
        sum.components += part.components;
        let small = sum.points <= MAX_GLYPH_POINTS && sum.components <= MAX_COMPONENTS;
        if !(met && small) {
            return None;
        }
    }
    Some(sum)
}
