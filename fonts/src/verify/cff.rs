//! `CFF `: the structure of the font program (Adobe Technical Note 5176).

use super::bytes::Bytes;
use super::charstring::{Program, Walk};
use super::directory::Tables;
use super::metrics::Counts;
use super::refusal::{Flaw, Refusal};

/// Operators of dictionaries; two-byte ones have 12 in the upper byte.
const CHAR_STRINGS: u16 = 17;
const PRIVATE: u16 = 18;
const SUBRS: u16 = 19;
const CHARSTRING_TYPE: u16 = 0x0C06;
const FD_ARRAY: u16 = 0x0C24;
const FD_SELECT: u16 = 0x0C25;

/// Most font dictionaries: FDSelect has one byte for their number.
const MAX_FONTS: usize = 256;

/// Most operands of an operator.
const MAX_OPERANDS: usize = 48;

pub(super) fn check(tables: &Tables<'_>, counts: &Counts) -> Result<(), Refusal> {
    let cff = tables.get(b"CFF ")?;
    let font = Cff::read(cff).ok_or_else(|| Flaw::Cff.of("CFF"))?;
    if font.glyphs.count != usize::from(counts.glyphs) {
        return Err(Flaw::Count.of("CFF"));
    }
    let mut walk = Walk::default();
    for gid in 0..counts.glyphs {
        let drawn =
            font.glyphs.get(gid.into()).zip(font.locals(gid)).and_then(|(code, local)| {
                walk.glyph(code, Program { global: &font.global, local })
            });
        drawn.ok_or_else(|| Flaw::Outline.glyph("CFF", gid))?;
    }
    Ok(())
}

/// A font program.
struct Cff<'a> {
    glyphs: Index<'a>,
    global: Index<'a>,
    /// Local subroutines: one list, or one for every font dictionary.
    locals: Vec<Index<'a>>,
    /// Glyph to font dictionary, of CID-keyed fonts.
    select: Option<Bytes<'a>>,
}

impl<'a> Cff<'a> {
    fn read(cff: Bytes<'a>) -> Option<Self> {
        (cff.u8(0)? == 1).then_some(())?;
        let names = Index::read(cff, cff.u8(2)?.into())?;
        let tops = Index::read(cff, names.end)?;
        let strings = Index::read(cff, tops.end)?;
        let global = Index::read(cff, strings.end)?;
        (names.count == 1 && tops.count == 1).then_some(())?;
        let top = Dict::read(tops.get(0)?)?;
        top.get(CHARSTRING_TYPE).is_none_or(|kind| kind == [2]).then_some(())?;
        let glyphs = Index::read(cff, top.offset(CHAR_STRINGS)?)?;
        let (locals, select) = match top.get(FD_ARRAY) {
            None => (vec![local_subrs(cff, &top)?], None),
            Some(_) => {
                let fonts = Index::read(cff, top.offset(FD_ARRAY)?)?;
                (fonts.count <= MAX_FONTS).then_some(())?;
                let locals = (0..fonts.count)
                    .map(|index| local_subrs(cff, &Dict::read(fonts.get(index)?)?))
                    .collect::<Option<_>>()?;
                (locals, Some(cff.from(top.offset(FD_SELECT)?)?))
            }
        };
        Some(Self { glyphs, global, locals, select })
    }

    /// The local subroutines of a glyph.
    fn locals(&self, gid: u16) -> Option<&Index<'a>> {
        let font = self.select.map_or(Some(0), |select| font_of(select, gid))?;
        self.locals.get(font)
    }
}

/// The font dictionary of a glyph: FDSelect format 0 or 3.
fn font_of(select: Bytes<'_>, gid: u16) -> Option<usize> {
    match select.u8(0)? {
        0 => select.u8(1 + usize::from(gid)).map(usize::from),
        3 => {
            let first = |index: usize| select.u16(3 + 3 * index);
            let (mut low, mut high) = (0, select.short(1)?);
            (high > 0 && first(0)? == 0 && gid < first(high)?).then_some(())?;
            while high - low > 1 {
                let middle = low.midpoint(high);
                if first(middle)? <= gid { low = middle } else { high = middle }
            }
            select.u8(3 + 3 * low + 2).map(usize::from)
        }
        _ => None,
    }
}

/// The subroutines of the Private DICT that `dict` must name.
fn local_subrs<'a>(cff: Bytes<'a>, dict: &Dict) -> Option<Index<'a>> {
    let [size, start] = dict.get(PRIVATE)? else { return None };
    let start = usize::try_from(*start).ok()?;
    let private = Dict::read(cff.part(start, usize::try_from(*size).ok()?)?)?;
    match private.get(SUBRS) {
        None => Some(Index::default()),
        Some(_) => Index::read(cff, start.checked_add(private.offset(SUBRS)?)?),
    }
}

/// An INDEX: numbered pieces of data.
#[derive(Clone, Copy)]
pub(super) struct Index<'a> {
    pub(super) count: usize,
    size: usize,
    offsets: Bytes<'a>,
    /// What the offsets count from.
    data: Bytes<'a>,
    end: usize,
}

impl Default for Index<'_> {
    fn default() -> Self {
        Self { count: 0, size: 1, offsets: Bytes(&[]), data: Bytes(&[]), end: 0 }
    }
}

impl<'a> Index<'a> {
    fn read(cff: Bytes<'a>, at: usize) -> Option<Self> {
        let count = cff.short(at)?;
        if count == 0 {
            return Some(Self { end: at + 2, ..Self::default() });
        }
        let size = cff.u8(at + 2).filter(|size| (1..=4).contains(size))?.into();
        let offsets = cff.part(at + 3, (count + 1) * size)?;
        // Offsets count from the byte before the data.
        let base = at + 2 + offsets.len();
        let mut index = Self { count, size, offsets, data: cff.from(base)?, end: 0 };
        let mut last = 1;
        (index.offset(0)? == last).then_some(())?;
        for number in 1..=count {
            let next = index.offset(number).filter(|&next| next >= last)?;
            last = next;
        }
        index.data = index.data.part(0, last)?;
        index.end = base + last;
        Some(index)
    }

    fn offset(&self, number: usize) -> Option<usize> {
        let bytes = self.offsets.part(number * self.size, self.size)?;
        bytes
            .0
            .iter()
            .try_fold(0_usize, |sum, &byte| sum.checked_mul(256)?.checked_add(byte.into()))
    }

    pub(super) fn get(&self, number: usize) -> Option<Bytes<'a>> {
        (number < self.count).then_some(())?;
        let start = self.offset(number)?;
        self.data.part(start, self.offset(number + 1)?.checked_sub(start)?)
    }
}

/// Operators with their operands; real numbers are read as 0.
struct Dict(Vec<(u16, Vec<i32>)>);

impl Dict {
    fn read(bytes: Bytes<'_>) -> Option<Self> {
        let (mut entries, mut operands, mut at) = (Vec::new(), Vec::new(), 0);
        while let Some(byte) = bytes.u8(at) {
            let (value, length) = match byte {
                0..=21 => {
                    let escaped = byte == 12;
                    let operator = if escaped { bytes.u16(at)? } else { byte.into() };
                    entries.push((operator, std::mem::take(&mut operands)));
                    at += if escaped { 2 } else { 1 };
                    continue;
                }
                28 => (bytes.i16(at + 1)?.into(), 3),
                29 => (bytes.u32(at + 1)?.cast_signed(), 5),
                30 => (0, real_length(bytes, at)?),
                32..=246 => (i32::from(byte) - 139, 1),
                247..=250 => {
                    ((i32::from(byte) - 247) * 256 + i32::from(bytes.u8(at + 1)?) + 108, 2)
                }
                251..=254 => {
                    ((251 - i32::from(byte)) * 256 - i32::from(bytes.u8(at + 1)?) - 108, 2)
                }
                _ => return None,
            };
            operands.push(value);
            (operands.len() <= MAX_OPERANDS).then_some(())?;
            at += length;
        }
        operands.is_empty().then_some(Self(entries))
    }

    fn get(&self, operator: u16) -> Option<&[i32]> {
        self.0.iter().find(|(own, _)| *own == operator).map(|(_, operands)| operands.as_slice())
    }

    /// An operator whose one operand is an offset.
    fn offset(&self, operator: u16) -> Option<usize> {
        match self.get(operator)? {
            [offset] => usize::try_from(*offset).ok().filter(|&offset| offset > 0),
            _ => None,
        }
    }
}

/// Bytes of a real number: up to the half byte F.
fn real_length(bytes: Bytes<'_>, at: usize) -> Option<usize> {
    let digits = bytes.from(at + 1)?;
    let last = digits.0.iter().position(|byte| byte >> 4 == 0xF || byte & 0xF == 0xF)?;
    Some(last + 2)
}
