//! Type 2 charstrings (Adobe Technical Note 5177), walked without drawing: to their end, within
//! a number of steps. A few hundred bytes of nested subroutines can ask for years of work.

use super::bytes::Bytes;
use super::cff::Index;

/// Deepest nesting of subroutines (Technical Note 5177, appendix B).
const MAX_DEPTH: u8 = 10;

/// Most numbers on the stack (the same appendix).
const MAX_STACK: usize = 48;

/// Most numbers and operators of one glyph; the parser stops at 1,000,000.
const MAX_GLYPH_STEPS: u32 = 200_000;

/// Most of them in all glyphs together: about a second of work.
const MAX_STEPS: u32 = 60_000_000;

/// The subroutines that a glyph may call.
#[derive(Clone, Copy)]
pub(super) struct Program<'p, 'a> {
    pub(super) global: &'p Index<'a>,
    pub(super) local: &'p Index<'a>,
}

/// Walks glyphs and counts.
#[derive(Default)]
pub(super) struct Walk {
    steps: u32,
}

/// A glyph being walked.
struct Glyph<'p, 'a> {
    program: Program<'p, 'a>,
    stack: Vec<i32>,
    stems: usize,
    steps_left: u32,
}

/// How a charstring ended.
#[derive(PartialEq, Eq)]
enum End {
    Return,
    Glyph,
}

impl Walk {
    /// Walks one glyph; `None` if it is broken or asks for too much.
    pub(super) fn glyph(&mut self, code: Bytes<'_>, program: Program<'_, '_>) -> Option<()> {
        let limit = MAX_GLYPH_STEPS.min(MAX_STEPS.saturating_sub(self.steps));
        let mut glyph = Glyph { program, stack: Vec::new(), stems: 0, steps_left: limit };
        let end = glyph.walk(code, 0)?;
        self.steps += limit - glyph.steps_left;
        (end == End::Glyph).then_some(())
    }
}

impl Glyph<'_, '_> {
    fn walk(&mut self, code: Bytes<'_>, depth: u8) -> Option<End> {
        let mut at = 0;
        while let Some(byte) = code.u8(at) {
            self.steps_left = self.steps_left.checked_sub(1)?;
            at += match byte {
                28 | 32.. => self.push(code, at)?,
                10 | 29 => {
                    if self.call(byte == 29, depth)? == End::Glyph {
                        return Some(End::Glyph);
                    }
                    1
                }
                11 => return Some(End::Return),
                14 => return Some(End::Glyph),
                _ => self.operator(code, at)?,
            };
        }
        // A subroutine may end without an operator; a glyph may not.
        (depth > 0).then_some(End::Return)
    }

    /// A number; how many bytes it has.
    fn push(&mut self, code: Bytes<'_>, at: usize) -> Option<usize> {
        let byte = i32::from(code.u8(at)?);
        let next = || code.u8(at + 1).map(i32::from);
        let (value, length) = match byte {
            28 => (i32::from(code.i16(at + 1)?), 3),
            32..=246 => (byte - 139, 1),
            247..=250 => ((byte - 247) * 256 + next()? + 108, 2),
            251..=254 => ((251 - byte) * 256 - next()? - 108, 2),
            _ => (code.u32(at + 1)?.cast_signed() >> 16, 5),
        };
        self.stack.push(value);
        (self.stack.len() <= MAX_STACK).then_some(length)
    }

    fn call(&mut self, global: bool, depth: u8) -> Option<End> {
        let index = if global { self.program.global } else { self.program.local };
        let bias = match index.count {
            0..1240 => 107,
            1240..33_900 => 1131,
            _ => 32_768,
        };
        let number = usize::try_from(self.stack.pop()? + bias).ok()?;
        let code = index.get(number).filter(|_| depth < MAX_DEPTH)?;
        self.walk(code, depth + 1)
    }

    /// An operator that takes the whole stack; how many bytes it has. Arithmetic is refused: it
    /// could compute the number of a subroutine, and no Japanese font uses it.
    fn operator(&mut self, code: Bytes<'_>, at: usize) -> Option<usize> {
        let pairs = self.stack.len() / 2;
        self.stack.clear();
        match code.u8(at)? {
            1 | 3 | 18 | 23 => {
                self.stems += pairs;
                Some(1)
            }
            19 | 20 => {
                self.stems += pairs;
                let length = 1 + self.stems.div_ceil(8);
                code.part(at, length).map(|_| length)
            }
            4..=8 | 21 | 22 | 24..=27 | 30 | 31 => Some(1),
            12 => matches!(code.u8(at + 1)?, 34..=37).then_some(2),
            _ => None,
        }
    }
}
