//! `cmap` 14: variation sequences. A wrong one here would be a wrong character of a name.

use super::bytes::Bytes;
use super::refusal::{Flaw, Refusal};
use crate::cluster;

/// Most ranges and mappings together. IPAmj明朝 has 12,000 sequences; the whole Unicode
/// registry, all collections, 40,000.
const MAX_SEQUENCES: usize = 1 << 20;

/// Checks the subtable at byte `at` of `cmap`.
///
/// # Errors
///
/// `G022` with the byte of the wrong record.
pub(super) fn check(cmap: Bytes<'_>, at: usize, glyphs: u16) -> Result<(), Refusal> {
    check_at(cmap, at, glyphs).map_err(|at| Flaw::Sequences.byte("cmap", at))
}

fn check_at(cmap: Bytes<'_>, at: usize, glyphs: u16) -> Result<(), usize> {
    let length = cmap.size(at + 2).filter(|_| cmap.u16(at) == Some(14)).ok_or(at)?;
    let table = cmap.part(at, length).ok_or(at + 2)?;
    let count = table.size(6).ok_or(at + 6)?;
    let (mut last, mut left) = (0, MAX_SEQUENCES);
    for (index, record) in table.entries(10, count, 11).ok_or(at + 6)?.enumerate() {
        let place = at + 10 + 11 * index;
        let selector = record.u24(0).filter(|&code| code > last && is_selector(code));
        last = selector.ok_or(place)?;
        let (default, own) = record.size(3).zip(record.size(7)).ok_or(place)?;
        let ranges = list(table, default, 4).ok_or(place + 3)?;
        let mappings = list(table, own, 5).ok_or(place + 7)?;
        left = left.checked_sub(ranges.len() + mappings.len()).ok_or(place)?;
        check_ranges(&ranges).ok_or(place + 3)?;
        check_mappings(&mappings, glyphs).ok_or(place + 7)?;
        check_apart(&ranges, &mappings).ok_or(place)?;
    }
    Ok(())
}

/// VS1–VS16, VS17–VS256 and the Mongolian ones.
fn is_selector(code: u32) -> bool {
    char::from_u32(code).is_some_and(cluster::is_selector)
        || matches!(code, 0x180B..=0x180D | 0x180F)
}

/// The records of a list; an offset of 0 is an empty one.
fn list(table: Bytes<'_>, at: usize, size: usize) -> Option<Vec<Bytes<'_>>> {
    if at == 0 {
        return Some(Vec::new());
    }
    let count = table.size(at).filter(|&count| count <= MAX_SEQUENCES)?;
    Some(table.entries(at + 4, count, size)?.collect())
}

/// First and last base of a range of default sequences.
fn range(record: Bytes<'_>) -> Option<(u32, u32)> {
    let start = record.u24(0)?;
    let end = start + u32::from(record.u8(3)?);
    (end <= 0x10_FFFF).then_some((start, end))
}

fn check_ranges(ranges: &[Bytes<'_>]) -> Option<()> {
    let mut next = 0;
    for record in ranges {
        let (_, end) = range(*record).filter(|&(start, _)| start >= next)?;
        next = end + 1;
    }
    Some(())
}

fn check_mappings(mappings: &[Bytes<'_>], glyphs: u16) -> Option<()> {
    let mut next = 0;
    for record in mappings {
        let base = record.u24(0).filter(|base| (next..=0x10_FFFF).contains(base))?;
        record.u16(3).filter(|&gid| gid != 0 && gid < glyphs)?;
        next = base + 1;
    }
    Some(())
}

/// No base is in both lists: which form would be the right one?
fn check_apart(ranges: &[Bytes<'_>], mappings: &[Bytes<'_>]) -> Option<()> {
    let mut bases = mappings.iter().filter_map(|record| record.u24(0)).peekable();
    for (start, end) in ranges.iter().filter_map(|record| range(*record)) {
        while bases.next_if(|&base| base < start).is_some() {}
        bases.peek().is_none_or(|&base| base > end).then_some(())?;
    }
    Some(())
}
