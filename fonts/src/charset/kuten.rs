//! JIS X 0213:2004: 面区点位置 of its 11,233 characters, of which JIS X 0208 has 6,879.

use std::fmt;

use super::tables::{X0213, X0213_TEXT, record, u24};
use super::text::ShortText;

/// Cells in a row, and rows in a plane.
const SIDE: u16 = 94;
/// Second characters of the standard's two-character sequences; `x0213.bin` has their place + 1.
const SECONDS: [char; 5] = ['\u{309A}', '\u{300}', '\u{301}', '\u{2E5}', '\u{2E9}'];
/// `x0213.bin`: one character, and a code of JIS X 0208 too.
const IN_X0208: u32 = 6;

/// An assigned code of JIS X 0213: plane (面), row (区), cell (点). Prints as `1-19-75`, row and
/// cell with two digits as in 一覧表.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kuten {
    plane: u8,
    row: u8,
    cell: u8,
}

impl Kuten {
    /// The code, if the standard assigns it.
    pub fn new(plane: u8, row: u8, cell: u8) -> Option<Self> {
        let side = 1..=94;
        let fits = (1..=2).contains(&plane) && side.contains(&row) && side.contains(&cell);
        let kuten = Self { plane, row, cell };
        (fits && kuten.entry() != 0).then_some(kuten)
    }

    /// Reads `1-19-75` or `1-02-22`.
    pub fn parse(words: &str) -> Option<Self> {
        let number = |word: &str| {
            let digits = (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| word.parse().ok()).flatten()
        };
        let mut parts = words.split('-').map(number);
        let kuten = Self::new(parts.next()??, parts.next()??, parts.next()??)?;
        parts.next().is_none().then_some(kuten)
    }

    /// 面: 1 or 2.
    pub fn plane(self) -> u8 {
        self.plane
    }

    /// 区: 1 to 94.
    pub fn row(self) -> u8 {
        self.row
    }

    /// 点: 1 to 94.
    pub fn cell(self) -> u8 {
        self.cell
    }

    /// The text: one character, or two as in か゚.
    pub fn text(self) -> ShortText {
        let entry = self.entry();
        let first = char::from_u32(entry >> 3).unwrap_or(char::REPLACEMENT_CHARACTER);
        let second = (entry & 7).checked_sub(1).and_then(|n| SECONDS.get(n as usize));
        ShortText::new(first, second.copied())
    }

    /// The code of a text. ASCII has no code here: the standard's ＼ and ～ are full-width.
    pub fn of(cluster: &str) -> Option<Self> {
        let mut chars = cluster.chars();
        let (first, second) = (chars.next()?, chars.next());
        let tag = match second {
            None => 0,
            Some(c) => SECONDS.iter().position(|&second| second == c)? + 1,
        };
        let key = u32::from(first) << 3 | u32::try_from(tag).ok()?;
        let at = X0213_TEXT.0.binary_search_by_key(&key, |&record| u24(record)).ok()?;
        let index = X0213_TEXT.1.get(at).filter(|_| chars.next().is_none())?;
        Self::from_index(u16::from_le_bytes(*index))
    }

    /// Whether JIS X 0208 has the code.
    pub fn in_x0208(self) -> bool {
        self.entry() & 7 == IN_X0208
    }

    /// All 11,233 codes in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..2 * SIDE * SIDE).filter_map(Self::from_index)
    }

    /// The code at a place of `x0213.bin`, if it is assigned.
    pub(super) fn from_index(index: u16) -> Option<Self> {
        let part = |n: u16| u8::try_from(n + 1).ok();
        let (plane, rest) = (index / (SIDE * SIDE), index % (SIDE * SIDE));
        Self::new(part(plane)?, part(rest / SIDE)?, part(rest % SIDE)?)
    }

    fn entry(self) -> u32 {
        let [plane, row, cell] = [self.plane, self.row, self.cell].map(|n| u32::from(n) - 1);
        let side = u32::from(SIDE);
        record(X0213, plane * side * side + row * side + cell).map_or(0, u24)
    }
}

impl fmt::Display for Kuten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.plane, self.row, self.cell)
    }
}
