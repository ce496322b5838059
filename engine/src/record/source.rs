//! Bytes of an input file with offset and line, and the checks of its encoding.

use std::io::{self, BufRead, Read as _};

use super::raw::{Fail, Fault};
use super::read::Undecodable;

const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// An input file.
pub(super) struct Source<R> {
    input: R,
    /// Bytes read so far.
    pub(super) offset: u64,
    /// Line of the next byte, from 1.
    pub(super) line: u64,
}

/// A line of the file.
#[derive(Default)]
pub(super) struct Line {
    /// Its bytes without the line end; cut at the limit.
    pub(super) bytes: Vec<u8>,
    /// Offset of its first byte.
    pub(super) offset: u64,
    /// Its number, from 1.
    pub(super) number: u64,
    /// Whether it was longer than the limit.
    pub(super) too_long: bool,
    /// Whether it ended with a line feed.
    pub(super) ended: bool,
}

impl<R: BufRead> Source<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, offset: 0, line: 1 }
    }

    /// Skips one UTF-8 byte order mark. `R050` UTF-16, `R051` a second mark.
    pub(super) fn start(&mut self) -> Result<(), Fail> {
        if matches!(self.peek()?, Some(0xFE | 0xFF)) {
            return Err(Fail::input(not_utf8(0, 1, Some("UTF-16"))));
        }
        if self.peek()? == Some(BOM[0]) {
            self.mark()?;
            if self.peek()? == Some(BOM[0]) {
                return Err(Fail::input(Fault::new("R051").line(1).arg("offset", self.offset)));
            }
        }
        Ok(())
    }

    fn mark(&mut self) -> Result<(), Fail> {
        for byte in BOM {
            if self.peek()? != Some(byte) {
                return Err(Fail::input(not_utf8(self.offset, 1, None)));
            }
            self.bump();
        }
        Ok(())
    }

    /// The next byte. `R053` if the file cannot be read on, `R111` if it cannot be decoded.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Fail> {
        loop {
            match self.input.fill_buf() {
                Ok(bytes) => return Ok(bytes.first().copied()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unreadable(&error, self.line)),
            }
        }
    }

    /// Goes past the byte that [`Self::peek`] gave.
    pub(super) fn bump(&mut self) {
        let Ok([byte, ..]) = self.input.fill_buf() else { return };
        self.line += u64::from(*byte == b'\n');
        self.offset += 1;
        self.input.consume(1);
    }

    /// The next line, of which at most `limit` bytes are kept; false at the end of the file.
    pub(super) fn line(&mut self, limit: usize, line: &mut Line) -> Result<bool, Fail> {
        line.bytes.clear();
        (line.offset, line.number) = (self.offset, self.line);
        let most = limit as u64 + 2;
        let read = self.input.by_ref().take(most).read_until(b'\n', &mut line.bytes);
        let mut count = read.map_err(|error| unreadable(&error, self.line))?;
        if count == 0 {
            return Ok(false);
        }
        line.ended = line.bytes.pop_if(|byte| *byte == b'\n').is_some();
        line.too_long = line.bytes.len() > limit;
        if line.too_long {
            line.bytes.truncate(limit);
            if !line.ended {
                let rest = self.input.skip_until(b'\n');
                count += rest.map_err(|error| unreadable(&error, self.line))?;
                line.ended = true;
            }
        }
        self.offset += count as u64;
        self.line += u64::from(line.ended);
        Ok(true)
    }
}

/// What an error of the input says: `R111` bytes that its decoder refuses, else `R053`.
fn unreadable(error: &io::Error, line: u64) -> Fail {
    let found = error.get_ref().and_then(|error| error.downcast_ref::<Undecodable>());
    Fail::input(match found {
        None => Fault::new("R053").line(line),
        Some(Undecodable { encoding, offset, line, hint }) => {
            let fault = Fault::new("R111").line(*line).arg("encoding", encoding);
            fault.arg("offset", offset).arg("reason", hint)
        }
    })
}

/// Bytes as UTF-8. `R050` with the offset of the first wrong byte in the file.
pub(super) fn utf8(bytes: &[u8], offset: u64, line: u64) -> Result<&str, Fault> {
    simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let good = error.valid_up_to();
        let lines = bytes[..good].iter().filter(|b| **b == b'\n').count() as u64;
        let encoding = looks_like(bytes, good);
        not_utf8(offset + good as u64, line + lines, encoding)
    })
}

fn not_utf8(offset: u64, line: u64, encoding: Option<&str>) -> Fault {
    let fault = Fault::new("R050").line(line).arg("offset", offset);
    match encoding {
        Some(name) => fault.arg("encoding", name),
        None => fault,
    }
}

/// A guess at the encoding of bytes that are not UTF-8 from `at` on.
fn looks_like(bytes: &[u8], at: usize) -> Option<&'static str> {
    if bytes.iter().take(64).any(|b| *b == 0) {
        return Some("UTF-16");
    }
    let (mut rest, mut pairs) = (&bytes[at..], 0);
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (0x81..=0x9F | 0xE0..=0xFC, [0x40..=0x7E | 0x80..=0xFC, after @ ..]) => {
                pairs += 1;
                after
            }
            (0x00..=0x7F | 0xA1..=0xDF, _) => tail,
            (0x81..=0x9F | 0xE0..=0xFC, []) => tail,
            _ => return None,
        };
    }
    (pairs > 0).then_some("CP932 (Shift_JIS)")
}
