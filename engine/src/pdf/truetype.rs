//! Cuts a TrueType file down to some of its glyphs, without their instructions (OpenType 1.9).

use std::collections::{BTreeMap, BTreeSet};

const ARGS_ARE_WORDS: u16 = 0x0001;
const HAS_SCALE: u16 = 0x0008;
const MORE_COMPONENTS: u16 = 0x0020;
const HAS_TWO_SCALES: u16 = 0x0040;
const HAS_MATRIX: u16 = 0x0080;
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// A font file of some glyphs.
pub(super) struct Cut {
    pub(super) data: Vec<u8>,
    /// Its glyphs by those of the whole file.
    pub(super) places: BTreeMap<u16, u16>,
}

/// The font of `glyphs`, of the glyphs they are made of and of glyph 0; `None` if it is malformed.
pub(super) fn cut(font: &[u8], glyphs: &BTreeSet<u16>) -> Option<Cut> {
    let whole = Whole::new(font)?;
    let mut order = Order::default();
    for glyph in std::iter::once(0).chain(glyphs.iter().copied()) {
        order.place(glyph)?;
    }
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), Vec::new(), Vec::new());
    // Components join the order behind the glyphs that ask for them.
    while let Some(&old) = order.glyphs.get(loca.len() / 4) {
        loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
        glyf.extend(glyph(whole.outline(old)?, &mut order)?);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        hmtx.extend(whole.metric(old)?);
    }
    loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
    let count = u16::try_from(order.glyphs.len()).ok()?;
    let mut tables = vec![
        (*b"glyf", glyf),
        (*b"head", head(whole.head)?),
        (*b"hhea", with(whole.hhea, METRICS_AT, count)?),
        (*b"hmtx", hmtx),
        (*b"loca", loca),
        (*b"maxp", maxp(whole.maxp, count)?),
    ];
    // It holds the font's licence.
    tables.extend(table(font, *b"name").map(|name| (*b"name", name.to_vec())));
    Some(Cut { data: assemble(font.get(..4)?, &tables)?, places: order.places })
}

/// Place of the number of metrics in `hhea`.
const METRICS_AT: usize = 34;
/// Place of the number of glyphs in `maxp`.
const GLYPHS_AT: usize = 4;

/// The tables of a whole file.
struct Whole<'a> {
    glyf: &'a [u8],
    head: &'a [u8],
    hhea: &'a [u8],
    hmtx: &'a [u8],
    loca: &'a [u8],
    maxp: &'a [u8],
    long: bool,
    metrics: usize,
}

impl<'a> Whole<'a> {
    fn new(font: &'a [u8]) -> Option<Self> {
        let (head, hhea) = (table(font, *b"head")?, table(font, *b"hhea")?);
        Some(Self {
            glyf: table(font, *b"glyf")?,
            head,
            hhea,
            hmtx: table(font, *b"hmtx")?,
            loca: table(font, *b"loca")?,
            maxp: table(font, *b"maxp")?,
            long: u16_at(head, 50)? != 0,
            metrics: usize::from(u16_at(hhea, METRICS_AT)?),
        })
    }

    fn outline(&self, glyph: u16) -> Option<&'a [u8]> {
        let start = |number: usize| match self.long {
            true => u32_at(self.loca, number * 4).map(|at| at as usize),
            false => u16_at(self.loca, number * 2).map(|half| usize::from(half) * 2),
        };
        let number = usize::from(glyph);
        self.glyf.get(start(number)?..start(number + 1)?)
    }

    /// Advance and left side bearing. The last advance is that of all further glyphs.
    fn metric(&self, glyph: u16) -> Option<[u8; 4]> {
        let (glyph, last) = (usize::from(glyph), self.metrics.checked_sub(1)?);
        let advance = u16_at(self.hmtx, glyph.min(last) * 4)?;
        let bearing = u16_at(self.hmtx, glyph * 2 + 2 * self.metrics.min(glyph + 1))?;
        [advance, bearing].map(u16::to_be_bytes).concat().try_into().ok()
    }
}

/// The glyphs of the new font, by those of the whole file.
#[derive(Default)]
struct Order {
    glyphs: Vec<u16>,
    places: BTreeMap<u16, u16>,
}

impl Order {
    /// Where a glyph stands, which joins if it does not yet.
    fn place(&mut self, glyph: u16) -> Option<u16> {
        let new = u16::try_from(self.glyphs.len()).ok()?;
        let place = *self.places.entry(glyph).or_insert(new);
        if place == new {
            self.glyphs.push(glyph);
        }
        Some(place)
    }
}

/// A table of a font file.
pub(super) fn table(font: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    let count = usize::from(u16_at(font, 4)?);
    let mut rows = font.get(12..12 + count * 16)?.chunks_exact(16);
    let row = rows.find(|row| row.starts_with(&tag))?;
    let (start, length) = (u32_at(row, 8)? as usize, u32_at(row, 12)? as usize);
    font.get(start..start.checked_add(length)?)
}

fn glyph(data: &[u8], order: &mut Order) -> Option<Vec<u8>> {
    if data.is_empty() {
        return Some(Vec::new());
    }
    match i16::from_be_bytes(*data.first_chunk::<2>()?) {
        0 => Some(Vec::new()),
        contours @ 1.. => simple(data, contours.unsigned_abs().into()),
        _ => composite(data, order),
    }
}

/// Ten bytes of head, the contours' last points, then the instructions and their length.
fn simple(data: &[u8], contours: usize) -> Option<Vec<u8>> {
    let at = 10 + 2 * contours;
    let length = usize::from(u16_at(data, at)?);
    Some([data.get(..at)?, &[0, 0], data.get(at + 2 + length..)?].concat())
}

/// Ten bytes of head, then the components.
fn composite(data: &[u8], order: &mut Order) -> Option<Vec<u8>> {
    let mut out = data.to_vec();
    let mut at = 10;
    loop {
        let flags = u16_at(data, at)?;
        let component = order.place(u16_at(data, at + 2)?)?;
        let plain = [flags & !HAS_INSTRUCTIONS, component].map(u16::to_be_bytes);
        out.get_mut(at..at + 4)?.copy_from_slice(&plain.concat());
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
fn head(data: &[u8]) -> Option<Vec<u8>> {
    let mut head = with(data, 50, 1)?;
    head.get_mut(8..12)?.fill(0);
    Some(head)
}

/// Storage, functions, stack and instruction sizes are zero.
fn maxp(data: &[u8], count: u16) -> Option<Vec<u8>> {
    let mut maxp = with(data, GLYPHS_AT, count)?;
    maxp.get_mut(16..28)?.fill(0);
    Some(maxp)
}

/// A table with another number at a place.
fn with(table: &[u8], at: usize, number: u16) -> Option<Vec<u8>> {
    let mut table = table.to_vec();
    table.get_mut(at..at + 2)?.copy_from_slice(&number.to_be_bytes());
    Some(table)
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

    fn alone(data: &[u8]) -> Option<Vec<u8>> {
        glyph(data, &mut Order::default())
    }

    #[test]
    fn a_glyph_without_contours_is_empty() {
        assert_eq!(alone(&[0; 10]), Some(Vec::new()));
        assert_eq!(alone(&[0; 12]), Some(Vec::new()));
        assert_eq!(alone(&[]), Some(Vec::new()));
        assert_eq!(alone(&[0]), None);
    }

    #[test]
    fn instructions_are_left_out() {
        let head = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let (with, without) = ([0, 2, 0xB0, 0x00, 0x37], [0, 0, 0x37]);
        assert_eq!(alone(&[&head[..], &with].concat()), Some([&head[..], &without].concat()));
        assert_eq!(alone(&[&head[..], &[0, 9]].concat()), None);
    }

    #[test]
    fn components_join_the_font() {
        let head = [0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0];
        let (more, last) = ([0x01, 0x20, 0, 9, 1, 2], [0x01, 0x00, 0, 7, 3, 4]);
        let mut order = Order::default();
        for glyph in [0, 7] {
            order.place(glyph);
        }
        let made = glyph(&[&head[..], &more, &last, &[0, 1, 0xB0]].concat(), &mut order);
        let (more, last) = ([0x00, 0x20, 0, 2, 1, 2], [0x00, 0x00, 0, 1, 3, 4]);
        assert_eq!(made, Some([&head[..], &more, &last].concat()));
        assert_eq!(order.glyphs, [0, 7, 9]);
        assert_eq!(glyph(&[&head[..], &[0x01, 0x20, 0, 9, 1, 2]].concat(), &mut order), None);
    }
}
