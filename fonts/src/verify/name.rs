//! `name`: the font's own names, which the PDF keeps: its maker and its licence.

use super::bytes::Bytes;
use super::directory::Tables;
use super::refusal::{Flaw, Refusal};

/// Most names. Fonts in use have up to some hundreds.
const MAX_NAMES: usize = 2_048;

/// Most bytes of all names together: their offsets are 16 bits.
const MAX_BYTES: usize = 0xFFFF;

pub(super) fn check(tables: &Tables<'_>) -> Result<(), Refusal> {
    let name = tables.get(b"name")?;
    check_records(name).map_err(|at| Flaw::OwnNames.byte("name", at))
}

/// # Errors
///
/// The byte of the wrong record.
fn check_records(name: Bytes<'_>) -> Result<(), usize> {
    name.u16(0).filter(|version| *version <= 1).ok_or(0_usize)?;
    let count = name.short(2).filter(|&count| count <= MAX_NAMES).ok_or(2_usize)?;
    let storage = name.short(4).and_then(|at| name.from(at)).ok_or(4_usize)?;
    let mut left = MAX_BYTES;
    for (index, record) in name.entries(6, count, 12).ok_or(2_usize)?.enumerate() {
        let place = 6 + 12 * index;
        let (length, at) = record.short(8).zip(record.short(10)).ok_or(place)?;
        storage.part(at, length).filter(|_| at + length <= MAX_BYTES).ok_or(place)?;
        left = left.checked_sub(length).ok_or(place)?;
    }
    Ok(())
}
