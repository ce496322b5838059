//! QR codes of version 2, level Q among the dark rectangles of a page.

use super::super::field;
use super::super::payload::{ALPHABET, Payload};
use crate::length::{Length, Point, Rect};

const SIDE: usize = 25;
/// Codewords of the symbol, and how many of them only check.
const CODEWORDS: (usize, u8) = (44, 22);
/// Most rectangles of a page that are tried as the top edge of a finder.
const TRIES: usize = 256;

/// Dark modules, row by row.
type Grid = [[bool; SIDE]; SIDE];

pub(super) fn find(dark: &[Rect]) -> Vec<(Point, Payload)> {
    let seven = |rect: &&Rect| {
        let (width, height) = (rect.size.width.to_emu(), rect.size.height.to_emu());
        height > 0 && (width - 7 * height).abs() * 4 <= height
    };
    let tries = dark.iter().filter(seven).take(TRIES);
    tries.filter_map(|edge| Some((edge.origin, payload(&grid(edge, dark)?)?))).collect()
}

/// The modules of the symbol whose first finder has this top edge; `None` if a rectangle in its
/// square does not stand on modules.
fn grid(edge: &Rect, dark: &[Rect]) -> Option<Grid> {
    let side = edge.size.width.scale(25, 7);
    let square = Rect::new(edge.origin.x, edge.origin.y, side, side);
    let mut grid = [[false; SIDE]; SIDE];
    for rect in dark.iter().filter(|rect| square.overlaps(rect)) {
        let (left, right) = (
            place(rect.origin.x - edge.origin.x, side)?,
            place(rect.right() - edge.origin.x, side)?,
        );
        let (top, bottom) = (
            place(rect.origin.y - edge.origin.y, side)?,
            place(rect.bottom() - edge.origin.y, side)?,
        );
        for row in grid.get_mut(top..bottom)? {
            row.get_mut(left..right)?.fill(true);
        }
    }
    Some(grid)
}

/// The edge between modules that a distance names; `None` if it is off by more than 5 % of a module.
fn place(distance: Length, side: Length) -> Option<usize> {
    let (distance, side) = (distance.to_emu() * 25, side.to_emu().max(1));
    let near = (distance + side / 2).div_euclid(side);
    let off = (distance - near * side).abs();
    (off * 20 <= side).then_some(())?;
    usize::try_from(near).ok().filter(|near| *near <= SIDE)
}

fn payload(grid: &Grid) -> Option<Payload> {
    let has_finders = [(0, 0), (SIDE - 7, 0), (0, SIDE - 7)].into_iter().all(|at| finder(grid, at));
    (has_finders && timing(grid) && alignment(grid)).then_some(())?;
    let mask = mask(grid)?;
    let bits = bits(grid, mask);
    let (data, rest) = bits.split_at_checked(CODEWORDS.0 * 8)?;
    let word = |bits: &[bool]| bits.iter().fold(0, |word, bit| word << 1 | u8::from(*bit));
    let words: Vec<u8> = data.chunks_exact(8).map(word).collect();
    (field::is_word(&words, CODEWORDS.1) && !rest.contains(&true)).then_some(())?;
    Payload::parse(&text(&words)?)
}

/// The modules between the finders, dark and light in turn.
fn timing(grid: &Grid) -> bool {
    (8..SIDE - 8).all(|i| grid[6][i] == (i % 2 == 0) && grid[i][6] == (i % 2 == 0))
}

/// The one small square of the version, around (18, 18).
fn alignment(grid: &Grid) -> bool {
    (0..5).all(|y: usize| {
        (0..5).all(|x: usize| grid[16 + y][16 + x] == (x.abs_diff(2).max(y.abs_diff(2)) != 1))
    })
}

fn finder(grid: &Grid, (left, top): (usize, usize)) -> bool {
    (0..7).all(|y: usize| {
        (0..7).all(|x: usize| {
            let ring = x.abs_diff(3).max(y.abs_diff(3));
            grid[top + y][left + x] == (ring != 2)
        })
    })
}

/// The mask by both copies of the format information: level Q, no bit wrong.
fn mask(grid: &Grid) -> Option<u16> {
    let mut read = [0u16; 2];
    for i in 0..15 {
        let beside_first = match i {
            0..=5 => (8, i),
            6 => (8, 7),
            7 => (8, 8),
            8 => (7, 8),
            _ => (14 - i, 8),
        };
        let beside_others = if i < 8 { (SIDE - 1 - i, 8) } else { (8, SIDE - 15 + i) };
        for (read, (x, y)) in read.iter_mut().zip([beside_first, beside_others]) {
            *read |= u16::from(grid[y][x]) << i;
        }
    }
    let dark = grid[SIDE - 8][8];
    (0..8).find(|mask| dark && read == [format((0b11 << 3) | mask); 2])
}

/// Five bits with the check bits of the BCH code and the pattern of the standard laid over.
fn format(data: u16) -> u16 {
    let rest = (0..10).fold(data, |rest, _| (rest << 1) ^ (((rest >> 9) & 1) * 0x537));
    ((data << 10) | (rest & 0x3ff)) ^ 0x5412
}

/// Bits in the order of the standard: columns of two modules from the right, up and down.
fn bits(grid: &Grid, mask: u16) -> Vec<bool> {
    let mut bits = Vec::new();
    let mut upward = true;
    for right in [24, 22, 20, 18, 16, 14, 12, 10, 8, 5, 3, 1] {
        for step in 0..SIDE {
            let y = if upward { SIDE - 1 - step } else { step };
            let here = [right, right - 1].into_iter().filter(|x| !is_function(*x, y));
            bits.extend(here.map(|x| grid[y][x] != masked(mask, x, y)));
        }
        upward = !upward;
    }
    bits
}

/// Finders with separators and format, timing, alignment.
fn is_function(x: usize, y: usize) -> bool {
    let far = |at: usize| at >= SIDE - 8;
    let corner = (x < 9 && (y < 9 || far(y))) || (far(x) && y < 9);
    corner || x == 6 || y == 6 || ((16..=20).contains(&x) && (16..=20).contains(&y))
}

fn masked(mask: u16, x: usize, y: usize) -> bool {
    let zero = match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    };
    zero == 0
}

/// The text of one alphanumeric segment.
fn text(words: &[u8]) -> Option<String> {
    let mut bits = words.iter().flat_map(|word| (0..8).rev().map(move |bit| word >> bit & 1));
    let mut take =
        |count: usize| bits.by_ref().take(count).fold(0, |n, bit| n << 1 | usize::from(bit));
    if (take(4), take(9)) != (0b0010, Payload::LENGTH) {
        return None;
    }
    let mut text = String::new();
    for _ in 0..Payload::LENGTH / 2 {
        let pair = take(11);
        for value in [pair / 45, pair % 45] {
            text.push(character(value)?);
        }
    }
    Some(text)
}

/// Characters of the alphanumeric mode. Up to Z they have the values of Code 39, and a payload has
/// only these but for its check character.
fn character(value: usize) -> Option<char> {
    let marks = b" $%*+-./:";
    let byte = if value < 36 { ALPHABET.get(value) } else { marks.get(value - 36) };
    byte.map(|byte| char::from(*byte))
}
