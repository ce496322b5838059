//! Takes the instructions out of a TrueType file (OpenType 1.9, `glyf`, `loca`, `maxp`).

/// Tables that hold instructions and nothing else.
const PROGRAMS: [[u8; 4]; 3] = [*b"cvt ", *b"fpgm", *b"prep"];

const ARGS_ARE_WORDS: u16 = 0x0001;
const HAS_SCALE: u16 = 0x0008;
const MORE_COMPONENTS: u16 = 0x0020;
const HAS_TWO_SCALES: u16 = 0x0040;
const HAS_MATRIX: u16 = 0x0080;
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// A table of a font file.
pub(super) fn table(font: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    tables(font)?.into_iter().find(|(name, _)| *name == tag).map(|(_, data)| data)
}

/// The font without instructions; `None` if it is malformed.
pub(super) fn unhint(font: &[u8]) -> Option<Vec<u8>> {
    let (glyf, loca) = (table(font, *b"glyf")?, table(font, *b"loca")?);
    let long = u16_at(table(font, *b"head")?, 50)? != 0;
    let (mut new_glyf, mut new_loca) = (Vec::new(), Vec::new());
    for pair in offsets(loca, long).windows(2) {
        new_loca.extend(u32::try_from(new_glyf.len()).ok()?.to_be_bytes());
        new_glyf.extend(glyph(glyf.get(pair[0]..pair[1])?)?);
        new_glyf.resize(new_glyf.len().next_multiple_of(4), 0);
    }
    new_loca.extend(u32::try_from(new_glyf.len()).ok()?.to_be_bytes());
    let kept = tables(font)?.into_iter().filter(|(name, _)| !PROGRAMS.contains(name));
    let tables = kept.map(|(name, data)| {
        let data = match &name {
            b"glyf" => std::mem::take(&mut new_glyf),
            b"loca" => std::mem::take(&mut new_loca),
            b"head" => head(data),
            b"maxp" => maxp(data),
            _ => data.to_vec(),
        };
        (name, data)
    });
    assemble(font.get(..4)?, &tables.collect::<Vec<_>>())
}

fn tables(font: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let count = usize::from(u16_at(font, 4)?);
    let rows = font.get(12..12 + count * 16)?.chunks_exact(16);
    rows.map(|row| {
        let (start, length) = (u32_at(row, 8)? as usize, u32_at(row, 12)? as usize);
        let tag = row.first_chunk::<4>()?;
        Some((*tag, font.get(start..start.checked_add(length)?)?))
    })
    .collect()
}

fn offsets(loca: &[u8], long: bool) -> Vec<usize> {
    let size = if long { 4 } else { 2 };
    let value = |bytes: &[u8]| bytes.iter().fold(0, |sum, &b| sum << 8 | usize::from(b));
    let factor = if long { 1 } else { 2 };
    loca.chunks_exact(size).map(|bytes| value(bytes) * factor).collect()
}

fn glyph(data: &[u8]) -> Option<Vec<u8>> {
    if data.is_empty() {
        return Some(Vec::new());
    }
    match i16::from_be_bytes(*data.first_chunk::<2>()?) {
        0 => Some(Vec::new()),
        contours @ 1.. => simple(data, contours.unsigned_abs().into()),
        _ => composite(data),
    }
}

/// Ten bytes of head, the contours' last points, then the instructions and their length.
fn simple(data: &[u8], contours: usize) -> Option<Vec<u8>> {
    let at = 10 + 2 * contours;
    let length = usize::from(u16_at(data, at)?);
    Some([data.get(..at)?, &[0, 0], data.get(at + 2 + length..)?].concat())
}

fn composite(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = data.to_vec();
    let mut at = 10;
    loop {
        let flags = u16_at(data, at)?;
        let plain = flags & !HAS_INSTRUCTIONS;
        out.get_mut(at..at + 2)?.copy_from_slice(&plain.to_be_bytes());
        at += 4 + if flags & ARGS_ARE_WORDS != 0 { 4 } else { 2 };
        at += match flags {
            f if f & HAS_SCALE != 0 => 2,
            f if f & HAS_TWO_SCALES != 0 => 4,
            f if f & HAS_MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE_COMPONENTS == 0 {
            break;
        }
    }
    out.get(..at).map(<[u8]>::to_vec)
}

/// Long offsets, and no checksum yet.
fn head(data: &[u8]) -> Vec<u8> {
    let mut head = data.to_vec();
    if let Some(format) = head.get_mut(50..52) {
        format.copy_from_slice(&[0, 1]);
    }
    if let Some(sum) = head.get_mut(8..12) {
        sum.fill(0);
    }
    head
}

/// Storage, functions, stack and instruction sizes are zero.
fn maxp(data: &[u8]) -> Vec<u8> {
    let mut maxp = data.to_vec();
    if let Some(sizes) = maxp.get_mut(16..28) {
        sizes.fill(0);
    }
    maxp
}

fn assemble(version: &[u8], tables: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok().filter(|&count| count > 0)?;
    let selector = count.ilog2() as u16;
    let range = 16 << selector;
    let mut font = version.to_vec();
    for value in [count, range, selector, count * 16 - range] {
        font.extend(value.to_be_bytes());
    }
    let mut start = 12 + 16 * tables.len();
    for (tag, data) in tables {
        font.extend(tag);
        let place = [checksum(data), u32::try_from(start).ok()?, u32::try_from(data.len()).ok()?];
        font.extend(place.map(u32::to_be_bytes).concat());
        start += data.len().next_multiple_of(4);
    }
    let mut head_at = None;
    for (tag, data) in tables {
        if tag == b"head" {
            head_at = Some(font.len() + 8);
        }
        font.extend(data);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    let sum = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&font));
    let at = head_at?;
    font.get_mut(at..at + 4)?.copy_from_slice(&sum.to_be_bytes());
    Some(font)
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().copied().map(u16::from_be_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().copied().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_without_contours_is_empty() {
        assert_eq!(glyph(&[0; 10]), Some(Vec::new()));
        assert_eq!(glyph(&[0; 12]), Some(Vec::new()));
        assert_eq!(glyph(&[]), Some(Vec::new()));
        assert_eq!(glyph(&[0]), None);
    }

    #[test]
    fn instructions_are_left_out() {
        let head = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let (with, without) = ([0, 2, 0xB0, 0x00, 0x37], [0, 0, 0x37]);
        assert_eq!(glyph(&[&head[..], &with].concat()), Some([&head[..], &without].concat()));
        assert_eq!(glyph(&[&head[..], &[0, 9]].concat()), None);
    }
}
