//! The bytes of `fonts/charsets/*.bin`. Layouts: `fonts/charsets/README.md`.

/// A table of little-endian records of `N` bytes.
type Records<const N: usize> = &'static [[u8; N]];

/// MJ number → canonical text.
pub(super) const MJ: Records<4> = include_bytes!("../../charsets/mj.bin").as_chunks().0;
/// MJ numbers in the order of (対応UCS, number).
pub(super) const SIBLINGS: Records<3> =
    include_bytes!("../../charsets/mj-siblings.bin").as_chunks().0;
/// Every text of an MJ → MJ number.
pub(super) const MJ_TEXT: Pairs = Pairs::new(include_bytes!("../../charsets/mj-text.bin"));
/// MJ number → 戸籍統一文字番号.
pub(super) const KOSEKI: Records<3> = include_bytes!("../../charsets/koseki.bin").as_chunks().0;
/// MJ number → 住基ネット統一文字コード.
pub(super) const JUKI: Records<2> = include_bytes!("../../charsets/juki.bin").as_chunks().0;
/// MJ number → 登記統一文字番号, where it is not the 戸籍統一文字番号.
pub(super) const TOUKI: (Records<3>, Records<4>) =
    columns(include_bytes!("../../charsets/touki.bin"));
/// MJ number → JIS X 0213 code; bit 15: 包摂区分 2.
pub(super) const MJ_X0213: Records<2> = include_bytes!("../../charsets/mj-x0213.bin").as_chunks().0;
/// 変体仮名: code, 字母, 戸籍統一文字番号, the one it was merged into.
pub(super) const HENTAIGANA: Records<11> =
    include_bytes!("../../charsets/hentaigana.bin").as_chunks().0;
/// Sequences of all collections; bits 0–2: Moji_Joho, Hanyo-Denshi, Adobe-Japan1.
pub(super) const COLLECTIONS: Records<4> =
    include_bytes!("../../charsets/collections.bin").as_chunks().0;
/// Moji_Joho sequence → registered MJ, as the IVD has it.
pub(super) const MOJI_JOHO: Pairs = Pairs::new(include_bytes!("../../charsets/moji-joho.bin"));
/// 縮退マップ: MJ, rule and rank, JIS X 0213 code, in this order.
pub(super) const SHRINK: Records<5> = include_bytes!("../../charsets/shrink.bin").as_chunks().0;
/// JIS X 0213 code → text.
pub(super) const X0213: Records<3> = include_bytes!("../../charsets/x0213.bin").as_chunks().0;
/// Text → JIS X 0213 code.
pub(super) const X0213_TEXT: (Records<3>, Records<2>) =
    columns(include_bytes!("../../charsets/x0213-text.bin"));
/// Private-use character → MJ name: lines of [`PRIVATE_LINE`] bytes.
pub(super) const PRIVATE_USE: Records<PRIVATE_LINE> =
    include_bytes!("../../charsets/private-use.tsv").as_chunks().0;
/// `F0000`, a tab, `MJ003719`, a line feed.
const PRIVATE_LINE: usize = 15;

/// Two columns one after the other, of `A` and `B` bytes a row.
const fn columns<const A: usize, const B: usize>(bytes: &'static [u8]) -> (Records<A>, Records<B>) {
    let (first, second) = bytes.split_at(bytes.len() / (A + B) * A);
    (first.as_chunks().0, second.as_chunks().0)
}

/// A 24-bit number.
pub(super) const fn u24([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

/// The number at `index`, or 0, which stands for «none» in every table.
pub(super) fn u16_at(table: Records<2>, index: u32) -> u16 {
    record(table, index).map_or(0, u16::from_le_bytes)
}

/// The number at `index`, or 0, which stands for «none» in every table.
pub(super) fn u24_at(table: Records<3>, index: u32) -> u32 {
    record(table, index).map_or(0, u24)
}

/// The record at `index`.
pub(super) fn record<const N: usize>(table: Records<N>, index: u32) -> Option<[u8; N]> {
    table.get(usize::try_from(index).ok()?).copied()
}

/// Sequences with the MJ they stand for: a column of sorted keys (bit 0: bit 16 of the MJ
/// number; bits 3–31: [`sequence_key`]) and a column of the numbers' low 16 bits.
pub(super) struct Pairs(Records<4>, Records<2>);

impl Pairs {
    const fn new(bytes: &'static [u8]) -> Self {
        let (keys, low) = columns(bytes);
        Self(keys, low)
    }

    /// The MJ number of a sequence.
    pub(super) fn find(&self, base: char, selector: Option<char>) -> Option<u32> {
        let at = find_key(self.0, sequence_key(base, selector)?)?;
        let high = u32::from_le_bytes(*self.0.get(at)?) & 1;
        self.1.get(at).map(|&low| high << 16 | u32::from(u16::from_le_bytes(low)))
    }
}

/// The place of a key in a column of sorted keys with 3 bits below them.
pub(super) fn find_key(keys: Records<4>, key: u32) -> Option<usize> {
    keys.binary_search_by_key(&key, |&record| u32::from_le_bytes(record) >> 3).ok()
}

/// A character with or without a selector as a number that sorts: 21 bits, then 8, in which
/// VS17–VS255 are 1–239 and VS1–VS16 are 240–255.
pub(super) fn sequence_key(base: char, selector: Option<char>) -> Option<u32> {
    let selector = match selector.map(u32::from) {
        None => 0,
        Some(code @ 0xE0100..=0xE01EE) => code - 0xE0100 + 1,
        Some(code @ 0xFE00..=0xFE0F) => code - 0xFE00 + 240,
        Some(_) => return None,
    };
    Some(u32::from(base) << 8 | selector)
}

/// The reverse of [`sequence_key`].
pub(super) fn sequence(key: u32) -> Option<(char, Option<char>)> {
    let selector = match key & 0xFF {
        0 => None,
        n @ 1..=239 => char::from_u32(n - 1 + 0xE0100),
        n => char::from_u32(n - 240 + 0xFE00),
    };
    Some((char::from_u32(key >> 8)?, selector))
}
