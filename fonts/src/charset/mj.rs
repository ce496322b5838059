//! MJ文字図形名: the name of a glyph of 文字情報基盤.

use std::fmt;

use super::kuten::Kuten;
use super::private::{self, Private};
use super::tables::{
    HENTAIGANA, JUKI, KOSEKI, MJ, MJ_TEXT, MJ_X0213, SIBLINGS, TOUKI, record, sequence, u16_at,
    u24, u24_at,
};
use super::text::ShortText;

/// The first 変体仮名, MJ090001.
const HENTAIGANA_FIRST: u32 = 90_001;
/// `mj.bin`: the number is in 一覧表.
const EXISTS: u32 = 1 << 29;
/// `mj.bin`: the MJ has a code; else the table has only its 対応UCS.
const CODED: u32 = 1 << 30;
/// `mj.bin`: the sequence, as [`sequence`] reads it.
const SEQUENCE: u32 = EXISTS - 1;

/// A glyph of MJ文字情報一覧表 006.02 or of its 変体仮名 part 002.01. Prints as `MJ022335`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mj(u32);

/// Codes of an MJ in other systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codes {
    /// 対応するUCS: the character that the glyph is a form of.
    pub ucs: Option<char>,
    /// 戸籍統一文字番号, printed with six digits.
    pub koseki: Option<u32>,
    /// 住基ネット統一文字コード: the four hexadecimal digits after `J+`.
    pub juki: Option<u16>,
    /// 登記統一文字番号, printed with eight digits.
    pub touki: Option<u32>,
    /// 面区点位置 in JIS X 0213.
    pub x0213: Option<Kuten>,
    /// 包摂区分 2: JIS X 0213 has the character in another form (the code's 例示字形 differs).
    pub unified: bool,
}

impl Mj {
    /// The MJ with a number; `None` if the tables do not have it.
    pub fn new(number: u32) -> Option<Self> {
        let mj = Self(number);
        (mj.entry() & EXISTS != 0 || mj.kana().is_some()).then_some(mj)
    }

    /// Reads `MJ022335`: capital letters, six digits, and in the tables.
    pub fn parse(name: &str) -> Option<Self> {
        let digits = name.strip_prefix("MJ")?;
        let plain = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten().and_then(Self::new)
    }

    /// The number of the name.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The 58,862 MJ of 一覧表 in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..HENTAIGANA_FIRST).filter(|&n| Self(n).entry() & EXISTS != 0).map(Self)
    }

    /// The 299 変体仮名 in order.
    pub fn hentaigana() -> impl Iterator<Item = Self> {
        (HENTAIGANA_FIRST..).zip(HENTAIGANA).map(|(number, _)| Self(number))
    }

    /// The text that means exactly this glyph: its Moji_Joho sequence if it has one, else its
    /// character, else a plane-15 private-use character.
    pub fn text(self) -> ShortText {
        let entry = self.entry();
        let coded = (entry & CODED != 0).then(|| sequence(entry & SEQUENCE)).flatten();
        let plain = || Some((self.kana()?.code()?, None));
        let private = || Some((private::of_mj(self)?, None));
        let (base, selector) =
            coded.or_else(plain).or_else(private).unwrap_or((char::REPLACEMENT_CHARACTER, None));
        ShortText::new(base, selector)
    }

    /// The MJ that a cluster means: an exact character or sequence of 一覧表, or a plane-15
    /// character. A character that 一覧表 lists only with selectors means no MJ by itself.
    pub fn of(cluster: &str) -> Option<Self> {
        let mut chars = cluster.chars();
        let (base, selector) = (chars.next()?, chars.next());
        if chars.next().is_some() {
            return None;
        }
        match Private::of(base) {
            Some(Private::Mj(mj)) if selector.is_none() => Some(mj),
            Some(_) => None,
            None => MJ_TEXT.find(base, selector).map(Self),
        }
    }

    /// Every MJ that is a form of a character (対応するUCS), in order.
    pub fn of_base(base: char) -> impl Iterator<Item = Self> {
        let ucs = |record: &[u8; 3]| Self(u24(*record)).ucs();
        let start = SIBLINGS.partition_point(|record| ucs(record) < Some(base));
        let rest = SIBLINGS.get(start..).unwrap_or_default();
        let length = rest.partition_point(|record| ucs(record) == Some(base));
        let kana = Self::of(base.encode_utf8(&mut [0; 4])).filter(|mj| mj.kana().is_some());
        rest.iter().take(length).map(|record| Self(u24(*record))).chain(kana)
    }

    /// Codes in other systems.
    pub fn codes(self) -> Codes {
        if let Some(kana) = self.kana() {
            return kana.codes();
        }
        let koseki = Some(u24_at(KOSEKI, self.0)).filter(|&n| n != 0);
        let x0213 = u16_at(MJ_X0213, self.0);
        Codes {
            ucs: self.ucs(),
            koseki,
            juki: Some(u16_at(JUKI, self.0)).filter(|&n| n != 0),
            touki: self.touki_exception().unwrap_or(koseki),
            x0213: Kuten::from_index(x0213 & 0x7FFF).filter(|_| x0213 != 0),
            unified: x0213 >> 15 == 1,
        }
    }

    /// 字母 of a 変体仮名: the kanji it comes from.
    pub fn origin(self) -> Option<char> {
        self.kana().and_then(|kana| kana.origin())
    }

    /// The 変体仮名 that one without a code was merged into.
    pub fn merged_into(self) -> Option<Self> {
        self.kana().and_then(|kana| kana.merged_into())
    }

    fn ucs(self) -> Option<char> {
        char::from_u32((self.entry() & SEQUENCE) >> 8).filter(|&c| c != '\0')
    }

    fn touki_exception(self) -> Option<Option<u32>> {
        let at = TOUKI.0.binary_search_by_key(&self.0, |&record| u24(record)).ok()?;
        let number = TOUKI.1.get(at).map_or(0, |&record| u32::from_le_bytes(record));
        Some(Some(number).filter(|&n| n != 0))
    }

    fn entry(self) -> u32 {
        record(MJ, self.0).map_or(0, u32::from_le_bytes)
    }

    fn kana(self) -> Option<Kana> {
        record(HENTAIGANA, self.0.checked_sub(HENTAIGANA_FIRST)?).map(Kana)
    }
}

impl fmt::Display for Mj {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MJ{:06}", self.0)
    }
}

/// A row of `hentaigana.bin`.
struct Kana([u8; 11]);

impl Kana {
    fn u24(&self, at: usize) -> Option<u32> {
        Some(u24(*self.0.get(at..)?.first_chunk()?)).filter(|&n| n != 0)
    }

    fn code(&self) -> Option<char> {
        self.u24(0).and_then(char::from_u32)
    }

    fn origin(&self) -> Option<char> {
        self.u24(3).and_then(char::from_u32)
    }

    fn merged_into(&self) -> Option<Mj> {
        let number = self.0.last_chunk().map_or(0, |&bytes| u16::from_le_bytes(bytes));
        Mj::new(u32::from(number.checked_sub(1)?) + HENTAIGANA_FIRST)
    }

    fn codes(&self) -> Codes {
        let (ucs, koseki) = (self.code(), self.u24(6));
        Codes { ucs, koseki, juki: None, touki: None, x0213: None, unified: false }
    }
}
