//! Headers, counts, measures and permissions.

use super::bytes::Bytes;
use super::directory::Tables;
use super::refusal::{Flaw, Refusal};

/// What the other checks need to know of the headers.
pub(super) struct Counts {
    /// `maxp.numGlyphs`.
    pub(super) glyphs: u16,
    /// Whether `loca` has 32-bit offsets.
    pub(super) long_offsets: bool,
}

/// `fsType`: usage permissions (OS/2 versions 0 to 5: bits 1 to 3; of several the least
/// restrictive counts before version 3), no subsetting, bitmaps only.
const USAGE: u16 = 0x000E;
const RESTRICTED: u16 = 0x0002;
const NO_SUBSETTING: u16 = 0x0100;
const BITMAPS_ONLY: u16 = 0x0200;

pub(super) fn check(tables: &Tables<'_>) -> Result<Counts, Refusal> {
    let long_offsets = check_head(tables.get(b"head")?)?;
    let glyphs = check_maxp(tables.get(b"maxp")?, tables.has(b"CFF "))?;
    check_line(tables, (b"hhea", "hhea"), (b"hmtx", "hmtx"), glyphs)?;
    if tables.has(b"vhea") || tables.has(b"vmtx") {
        check_line(tables, (b"vhea", "vhea"), (b"vmtx", "vmtx"), glyphs)?;
    }
    check_permissions(tables.get(b"OS/2")?)?;
    Ok(Counts { glyphs, long_offsets })
}

/// Magic number, units per em of 16 to 16,384, and the kind of `loca`.
fn check_head(head: Bytes<'_>) -> Result<bool, Refusal> {
    if head.len() < 54 || head.u32(12) != Some(0x5F0F_3CF5) {
        return Err(Flaw::Header.byte("head", 12));
    }
    if !head.u16(18).is_some_and(|units| (16..=16_384).contains(&units)) {
        return Err(Flaw::Header.byte("head", 18));
    }
    match head.u16(50) {
        Some(format @ 0..=1) if head.u16(52) == Some(0) => Ok(format == 1),
        _ => Err(Flaw::Header.byte("head", 50)),
    }
}

/// Version 0.5 goes with CFF and 1.0 with glyf.
fn check_maxp(maxp: Bytes<'_>, is_cff: bool) -> Result<u16, Refusal> {
    let whole = match maxp.u32(0) {
        Some(0x0000_5000) => is_cff,
        Some(0x0001_0000) => !is_cff && maxp.len() >= 32,
        _ => false,
    };
    let glyphs = maxp.u16(4).filter(|&glyphs| whole && glyphs > 0);
    glyphs.ok_or_else(|| Flaw::Header.of("maxp"))
}

type Named = (&'static [u8; 4], &'static str);

/// A header with its measures: `hhea` and `hmtx`, or `vhea` and `vmtx`.
fn check_line(
    tables: &Tables<'_>,
    (header_tag, header_name): Named,
    (tag, name): Named,
    glyphs: u16,
) -> Result<(), Refusal> {
    let header = tables.get(header_tag)?;
    if header.u16(0) != Some(1) || header.u16(32) != Some(0) {
        return Err(Flaw::Header.of(header_name));
    }
    let long = header.u16(34).filter(|long| (1..=glyphs).contains(long));
    let long = long.ok_or_else(|| Flaw::Count.byte(header_name, 34))?;
    let needed = 4 * usize::from(long) + 2 * usize::from(glyphs - long);
    if tables.get(tag)?.len() < needed {
        return Err(Flaw::Count.of(name));
    }
    Ok(())
}

fn check_permissions(os2: Bytes<'_>) -> Result<(), Refusal> {
    // The shortest OS/2 in use, version 0 of Apple.
    let fs_type = os2.u16(8).filter(|_| os2.len() >= 68);
    let fs_type = fs_type.ok_or_else(|| Flaw::Header.of("OS/2"))?;
    if fs_type & USAGE == RESTRICTED || fs_type & (NO_SUBSETTING | BITMAPS_ONLY) != 0 {
        return Err(Flaw::Forbidden.byte("OS/2", 8));
    }
    Ok(())
}
