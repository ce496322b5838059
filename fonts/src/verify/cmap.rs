//! `cmap`: the Unicode subtables, formats 4 and 12; [`super::variants`] reads format 14.

use super::bytes::Bytes;
use super::directory::Tables;
use super::refusal::{Flaw, Refusal};
use super::variants;

/// Most subtables. Fonts in use have up to 8.
const MAX_SUBTABLES: usize = 32;

/// Largest code point.
const LAST: u32 = 0x10_FFFF;

pub(super) fn check(tables: &Tables<'_>, glyphs: u16) -> Result<(), Refusal> {
    let cmap = tables.get(b"cmap")?;
    let count = cmap.short(2).filter(|&count| count <= MAX_SUBTABLES);
    let records = count.and_then(|count| cmap.entries(4, count, 8));
    let records = records.ok_or_else(|| Flaw::Groups.byte("cmap", 2))?;
    let mut unicode = false;
    for record in records {
        let kind = record.u16(0).zip(record.u16(2));
        let at = record.size(4).filter(|&at| cmap.u16(at).is_some());
        let at = at.ok_or_else(|| Flaw::Groups.byte("cmap", 0))?;
        match kind {
            Some((0, 5)) => variants::check(cmap, at, glyphs)?,
            Some((0, _) | (3, 1 | 10)) => {
                unicode = true;
                check_unicode(cmap, at, glyphs)?;
            }
            _ => {}
        }
    }
    if unicode { Ok(()) } else { Err(Flaw::NoUnicode.of("cmap")) }
}

fn check_unicode(cmap: Bytes<'_>, at: usize, glyphs: u16) -> Result<(), Refusal> {
    let checked = match cmap.u16(at) {
        Some(4) => segments(cmap, at, glyphs),
        Some(12) => groups(cmap, at, glyphs),
        _ => Err(at),
    };
    checked.map_err(|at| Flaw::Groups.byte("cmap", at))
}

/// Format 12: groups that ascend without overlapping, inside Unicode and inside the font.
///
/// # Errors
///
/// The byte of the wrong group.
fn groups(cmap: Bytes<'_>, at: usize, glyphs: u16) -> Result<(), usize> {
    let count = cmap.size(at + 12).ok_or(at)?;
    let needed = count.checked_mul(12).and_then(|bytes| bytes.checked_add(16)).ok_or(at + 12)?;
    if cmap.size(at + 4).is_none_or(|length| length < needed) {
        return Err(at + 4);
    }
    let mut next = 0;
    let entries = cmap.entries(at + 16, count, 12).ok_or(at + 12)?;
    for (index, entry) in entries.enumerate() {
        let place = at + 16 + 12 * index;
        let group = (entry.u32(0), entry.u32(4), entry.u32(8));
        let (Some(start), Some(end), Some(gid)) = group else { return Err(place) };
        let ordered = next <= start && start <= end && end <= LAST;
        let last = gid.checked_add(end.wrapping_sub(start));
        if !(ordered && last.is_some_and(|last| last < u32::from(glyphs))) {
            return Err(place);
        }
        next = end + 1;
    }
    Ok(())
}

/// Format 4: segments that ascend without overlapping, the last one ending at U+FFFF.
///
/// # Errors
///
/// The byte of the wrong part.
fn segments(cmap: Bytes<'_>, at: usize, glyphs: u16) -> Result<(), usize> {
    let doubled = cmap.short(at + 6).filter(|count| *count > 0 && count % 2 == 0).ok_or(at + 6)?;
    let needed = 16 + 4 * doubled;
    if cmap.short(at + 2).is_none_or(|length| length < needed) || cmap.part(at, needed).is_none() {
        return Err(at + 2);
    }
    let mut next = 0_u32;
    for place in (0..doubled / 2).map(|index| at + 14 + 2 * index) {
        let segment = Segment::read(cmap, place, doubled).ok_or(place)?;
        if u32::from(segment.start) < next || segment.start > segment.end {
            return Err(place);
        }
        next = u32::from(segment.end) + 1;
        segment.check(cmap, glyphs).ok_or(place)?;
    }
    if next == 0x1_0000 { Ok(()) } else { Err(at + 14 + doubled - 2) }
}

/// One segment of format 4.
struct Segment {
    start: u16,
    end: u16,
    delta: u16,
    /// Byte of `idRangeOffset`, and its value.
    range: (usize, u16),
}

impl Segment {
    fn read(cmap: Bytes<'_>, place: usize, doubled: usize) -> Option<Self> {
        let start = place + doubled + 2;
        let range = start + 2 * doubled;
        Some(Self {
            end: cmap.u16(place)?,
            start: cmap.u16(start)?,
            delta: cmap.u16(start + doubled)?,
            range: (range, cmap.u16(range)?),
        })
    }

    /// Every character's glyph is one of the font. U+FFFF closes the list and is no character;
    /// fonts give it all sorts of values.
    fn check(&self, cmap: Bytes<'_>, glyphs: u16) -> Option<()> {
        let mut codes = (self.start..=self.end).filter(|&code| code != 0xFFFF);
        codes.all(|code| self.glyph(cmap, code).is_some_and(|gid| gid < glyphs)).then_some(())
    }

    fn glyph(&self, cmap: Bytes<'_>, code: u16) -> Option<u16> {
        match self.range {
            (_, 0) => Some(code.wrapping_add(self.delta)),
            (at, range) => {
                let index = usize::from(code - self.start);
                let gid = cmap.u16(at + usize::from(range) + 2 * index)?;
                Some(if gid == 0 { 0 } else { gid.wrapping_add(self.delta) })
            }
        }
    }
}
