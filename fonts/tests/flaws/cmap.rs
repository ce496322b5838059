//! Flaws of `cmap`.

use super::{Case, case};
use crate::synthetic::damage::{put16, put32, table, u16_at, u32_at, with};
use crate::synthetic::sample;

pub(super) fn cases() -> Vec<Case> {
    [records(), segments(), groups(), sequences()].concat()
}

/// Byte of the first subtable of a format.
fn subtable(cmap: &[u8], format: u16) -> usize {
    let records = (0..usize::from(u16_at(cmap, 2))).map(|i| 4 + 8 * i);
    records.map(|at| u32_at(cmap, at + 4) as usize).find(|&at| u16_at(cmap, at) == format).unwrap()
}

/// The sample with its `cmap` changed; `change` gets the place of the subtable of a format.
fn changed(format: u16, change: impl Fn(&mut Vec<u8>, usize)) -> Vec<u8> {
    with(&sample().build(), b"cmap", |cmap| {
        let at = subtable(cmap, format);
        change(cmap, at);
    })
}

fn records() -> Vec<Case> {
    let platforms = |platform: u16| {
        with(&sample().build(), b"cmap", |cmap| {
            (0..usize::from(u16_at(cmap, 2))).for_each(|i| put16(cmap, 4 + 8 * i, platform));
        })
    };
    let record =
        |at: usize, value: u16| with(&sample().build(), b"cmap", |cmap| put16(cmap, at, value));
    vec![
        case("only Macintosh", "G024", platforms(1)),
        case("no subtables", "G024", record(2, 0)),
        case("65,535 subtables", "G021", record(2, 0xFFFF)),
        case("subtable beyond the table", "G021", record(8, 0x7FFF)),
        case("unknown format", "G021", changed(4, |cmap, at| put16(cmap, at, 13))),
        case("cmap cut short", "G021", with(&sample().build(), b"cmap", |cmap| cmap.truncate(8))),
    ]
}

fn segments() -> Vec<Case> {
    let word =
        |offset: usize, value: u16| changed(4, move |cmap, at| put16(cmap, at + offset, value));
    let cmap = table(&sample().build(), b"cmap");
    let doubled = usize::from(u16_at(&cmap, subtable(&cmap, 4) + 6));
    let (ends, starts) = (14, 16 + doubled);
    let (deltas, ranges) = (starts + doubled, starts + 2 * doubled);
    vec![
        case("4: odd count", "G021", word(6, 7)),
        case("4: no segments", "G021", word(6, 0)),
        case("4: too many segments", "G021", word(6, 0xFFFE)),
        case("4: length too short", "G021", word(2, 20)),
        case("4: start after end", "G021", word(starts, 0x21)),
        case("4: segments descend", "G021", word(ends + 2, 0x10)),
        case("4: segments overlap", "G021", word(starts + 2, 0x20)),
        case("4: no closing segment", "G021", word(ends + doubled - 2, 0xFFF0)),
        case("4: glyph beyond the font", "G021", word(deltas, 0x7000)),
        case("4: list beyond the table", "G021", word(ranges, 0x7000)),
    ]
}

fn groups() -> Vec<Case> {
    let number =
        |offset: usize, value: u32| changed(12, move |cmap, at| put32(cmap, at + offset, value));
    vec![
        case("12: start after end", "G021", number(16, 0x21)),
        case("12: group to the end of 32 bits", "G021", number(20, 0xFFFF_FFFF)),
        case("12: group wraps its glyphs", "G021", number(24, 0xFFFF_FFFF)),
        case("12: groups descend", "G021", number(28, 0x10)),
        case("12: groups overlap", "G021", number(28, 0x20)),
        case(
            "12: beyond Unicode",
            "G021",
            changed(12, |cmap, at| {
                let last = at + 16 + 12 * (u32_at(cmap, at + 12) as usize - 1);
                put32(cmap, last + 4, 0x11_0000);
            }),
        ),
        case("12: glyph beyond the font", "G021", number(24, 11)),
        case("12: huge count", "G021", number(12, 0x2000_0000)),
        case("12: count wraps", "G021", number(12, 0xFFFF_FFFF)),
        case("12: length too short", "G021", number(4, 16)),
    ]
}

fn sequences() -> Vec<Case> {
    let number =
        |offset: usize, value: u32| changed(14, move |cmap, at| put32(cmap, at + offset, value));
    // Records of 11 bytes from byte 10: selector, default list, own list.
    let record = |index: usize| 10 + 11 * index;
    vec![
        case("14: huge count", "G022", number(6, 0x1000_0000)),
        case("14: length beyond the table", "G022", number(2, 0x7FFF_FFFF)),
        case("14: length too short", "G022", number(2, 10)),
        case(
            "14: selectors descend",
            "G022",
            changed(14, move |cmap, at| cmap[at + record(1) + 2] = 0x00),
        ),
        case(
            "14: selector twice",
            "G022",
            changed(14, move |cmap, at| {
                let first =
                    [cmap[at + record(0)], cmap[at + record(0) + 1], cmap[at + record(0) + 2]];
                cmap[at + record(1)..at + record(1) + 3].copy_from_slice(&first);
            }),
        ),
        case("14: no selector", "G022", changed(14, move |cmap, at| cmap[at + record(0)] = 0)),
        case("14: list beyond the table", "G022", number(record(0) + 3, 0x7FFF_FFFF)),
        case(
            "14: list with a huge count",
            "G022",
            own_list(1, |cmap, at| put32(cmap, at, 0x0FFF_FFFF)),
        ),
        case("14: glyph beyond the font", "G022", own_list(1, |cmap, at| put16(cmap, at + 7, 999))),
        case("14: glyph 0", "G022", own_list(1, |cmap, at| put16(cmap, at + 7, 0))),
        case("14: base beyond Unicode", "G022", own_list(1, |cmap, at| cmap[at + 4] = 0xFF)),
        case("14: bases descend", "G022", appended(false, &[(0x8FBB, 4), (0x8FBA, 4)])),
        case("14: base twice", "G022", appended(false, &[(0x8FBB, 4), (0x8FBB, 5)])),
        case("14: bases in order", "accepted", appended(false, &[(0x8FBA, 4), (0x8FBB, 5)])),
        case("14: default and not", "G022", appended(true, &[(0x8FBB, 4)])),
    ]
}

/// The sample with the list of the `index`-th selector's own forms changed.
fn own_list(index: usize, change: impl Fn(&mut Vec<u8>, usize)) -> Vec<u8> {
    changed(14, |cmap, at| {
        let list = at + u32_at(cmap, at + 10 + 11 * index + 7) as usize;
        change(cmap, list);
    })
}

/// The sample with another list of own forms for the second selector, and with a default range
/// of the same base if asked for.
fn appended(default: bool, mappings: &[(u32, u16)]) -> Vec<u8> {
    changed(14, |cmap, at| {
        let (record, end) = (at + 10 + 11, cmap.len());
        put32(cmap, record + 7, (end - at) as u32);
        cmap.extend((mappings.len() as u32).to_be_bytes());
        for (base, gid) in mappings {
            cmap.extend(&base.to_be_bytes()[1..]);
            cmap.extend(gid.to_be_bytes());
        }
        if default {
            let list = (cmap.len() - at) as u32;
            put32(cmap, record + 3, list);
            cmap.extend([0, 0, 0, 1, 0, 0x8F, 0xB0, 0x10]);
        }
        let length = (cmap.len() - at) as u32;
        put32(cmap, at + 2, length);
    })
}
