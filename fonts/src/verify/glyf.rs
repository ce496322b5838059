//! `loca` and `glyf`: every outline, read to its end.

use super::bytes::Bytes;
use super::components::{self, Component};
use super::directory::Tables;
use super::metrics::Counts;
use super::refusal::{Flaw, Refusal};

/// Most points of all simple glyphs together. IPAmj明朝 has 8.3 million.
const MAX_POINTS: usize = 64_000_000;

/// Flags of a point.
const X_SHORT: u8 = 0x02;
const Y_SHORT: u8 = 0x04;
const REPEAT: u8 = 0x08;
const X_SAME: u8 = 0x10;
const Y_SAME: u8 = 0x20;

/// What a glyph is made of.
pub(super) enum Parts {
    /// Its own points.
    Simple(usize),
    /// Other glyphs.
    Composite(Vec<Component>),
}

pub(super) fn check(tables: &Tables<'_>, counts: &Counts) -> Result<(), Refusal> {
    let (loca, glyf) = (tables.get(b"loca")?, tables.get(b"glyf")?);
    let size = if counts.long_offsets { 4 } else { 2 };
    if loca.len() < (usize::from(counts.glyphs) + 1) * size {
        return Err(Flaw::Count.of("loca"));
    }
    let mut glyphs = Vec::with_capacity(usize::from(counts.glyphs));
    let mut points = 0_usize;
    for gid in 0..counts.glyphs {
        let outline = outline(loca, glyf, gid, counts.long_offsets)?;
        let parts = parts(outline).ok_or_else(|| Flaw::Outline.glyph("glyf", gid))?;
        if let Parts::Simple(own) = parts {
            points = points.saturating_add(own);
        }
        if points > MAX_POINTS {
            return Err(Flaw::TooLarge.of("glyf"));
        }
        glyphs.push(parts);
    }
    components::check(&glyphs)
}

/// The bytes of one glyph.
fn outline<'a>(
    loca: Bytes<'a>,
    glyf: Bytes<'a>,
    gid: u16,
    long: bool,
) -> Result<Bytes<'a>, Refusal> {
    let offset = |index: usize| match long {
        true => loca.size(4 * index),
        false => loca.short(2 * index).map(|half| 2 * half),
    };
    let index = usize::from(gid);
    let range = offset(index).zip(offset(index + 1)).filter(|(start, end)| start <= end);
    let outline = range.and_then(|(start, end)| glyf.part(start, end - start));
    outline.ok_or_else(|| Flaw::Offsets.glyph("loca", gid))
}

fn parts(outline: Bytes<'_>) -> Option<Parts> {
    if outline.len() == 0 {
        return Some(Parts::Simple(0));
    }
    match usize::try_from(outline.i16(0)?) {
        Ok(contours) => simple(outline, contours).map(Parts::Simple),
        Err(_) => components::read(outline.from(10)?).map(Parts::Composite),
    }
}

/// Number of points of a simple glyph that is whole.
fn simple(outline: Bytes<'_>, contours: usize) -> Option<usize> {
    let mut points = 0_usize;
    outline.part(0, 10)?;
    for end in outline.entries(10, contours, 2)? {
        let next = end.short(0)? + 1;
        if next <= points {
            return None;
        }
        points = next;
    }
    if contours == 0 {
        return Some(0);
    }
    let instructions = 10 + 2 * contours;
    let flags = instructions + 2 + outline.short(instructions)?;
    coordinates(outline.from(flags)?, points).map(|_| points)
}

/// Whether the flags and coordinates of all points are there.
fn coordinates(outline: Bytes<'_>, points: usize) -> Option<Bytes<'_>> {
    let (mut at, mut seen, mut needed) = (0, 0, 0);
    while seen < points {
        let flags = outline.u8(at)?;
        let mut run = 1;
        at += 1;
        if flags & REPEAT != 0 {
            run += usize::from(outline.u8(at)?);
            at += 1;
        }
        seen += run;
        needed += run * (width(flags, X_SHORT, X_SAME) + width(flags, Y_SHORT, Y_SAME));
    }
    (seen == points).then_some(())?;
    outline.part(at, needed)
}

/// Bytes of one coordinate.
fn width(flags: u8, short: u8, same: u8) -> usize {
    match (flags & short != 0, flags & same != 0) {
        (true, _) => 1,
        (false, true) => 0,
        (false, false) => 2,
    }
}
