//! Code 39 (ISO/IEC 16388): nine elements a character, three of them wide.

use crate::length::{Length, Rect};

use super::payload::{ALPHABET, Payload};

/// Least height of the bars: 5 mm (the standard asks for the larger of 5 mm and 15 % of the width
/// where people scan by hand; machines at a fixed place need less).
pub const HEIGHT: Length = Length::mm(5);

/// A wide element in halves of a narrow one: ratio 2.5.
const WIDE: i64 = 5;
/// A narrow element, and the gap between characters.
const NARROW: i64 = 2;
/// Quiet zone on each side: ten narrow elements.
const QUIET: i64 = 10 * NARROW;
/// One character: six narrow and three wide elements.
const CHARACTER: i64 = 6 * NARROW + 3 * WIDE;
/// Characters of a payload with start and stop.
const CHARACTERS: i64 = Payload::LENGTH as i64 + 2;
/// The whole symbol with its quiet zones, in halves of a narrow element.
pub(super) const HALVES: i64 = CHARACTERS * CHARACTER + (CHARACTERS - 1) * NARROW + 2 * QUIET;

/// Start and stop.
pub(super) const STAR: u16 = 0b010_010_100;

/// Elements of the characters of [`ALPHABET`], bar first; 1 is wide.
pub(super) const PATTERNS: [u16; 43] = [
    0b000_110_100,
    0b100_100_001,
    0b001_100_001,
    0b101_100_000,
    0b000_110_001,
    0b100_110_000,
    0b001_110_000,
    0b000_100_101,
    0b100_100_100,
    0b001_100_100,
    0b100_001_001,
    0b001_001_001,
    0b101_001_000,
    0b000_011_001,
    0b100_011_000,
    0b001_011_000,
    0b000_001_101,
    0b100_001_100,
    0b001_001_100,
    0b000_011_100,
    0b100_000_011,
    0b001_000_011,
    0b101_000_010,
    0b000_010_011,
    0b100_010_010,
    0b001_010_010,
    0b000_000_111,
    0b100_000_110,
    0b001_000_110,
    0b000_010_110,
    0b110_000_001,
    0b011_000_001,
    0b111_000_000,
    0b010_010_001,
    0b110_010_000,
    0b011_010_000,
    0b010_000_101,
    0b110_000_100,
    0b011_000_100,
    0b010_101_000,
    0b010_100_010,
    0b010_001_010,
    0b000_101_010,
];

/// The bars of a text in a box as wide as [`HALVES`] halves. Edges are rounded each by itself, so
/// errors do not add up.
pub(super) fn bars(text: &str, area: Rect) -> Vec<Rect> {
    let pattern = |byte: u8| ALPHABET.iter().position(|known| *known == byte);
    let body = text.bytes().filter_map(|byte| PATTERNS.get(pattern(byte)?).copied());
    let mut at = QUIET;
    let mut bars = Vec::new();
    for pattern in std::iter::once(STAR).chain(body).chain([STAR]) {
        for element in 0..9 {
            let wide = pattern >> (8 - element) & 1 == 1;
            let end = at + if wide { WIDE } else { NARROW };
            if element % 2 == 0 {
                bars.push(between(area, at, end));
            }
            at = end;
        }
        at += NARROW;
    }
    bars
}

fn between(area: Rect, from: i64, to: i64) -> Rect {
    let edge = |at: i64| area.size.width.scale(at, HALVES);
    let (left, right) = (edge(from), edge(to));
    Rect::new(area.origin.x + left, area.origin.y, right - left, area.size.height)
}
