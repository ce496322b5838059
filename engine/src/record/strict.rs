//! The strict grammar of CSV bytes. It checks encoding, quotes and line ends before the `csv`
//! crate splits the fields: a lost quote never swallows the next person.

use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::limits;
use super::raw::{Fail, Fault};
use super::source::{Line, Source, utf8};

/// The first fault of the bytes, for whoever reads them through [`Read`].
pub(super) type Kept = Rc<RefCell<Option<Fail>>>;

/// Hands on the bytes of good lines; keeps the fault of the first bad one.
pub(super) struct Strict<R> {
    source: Source<R>,
    fault: Kept,
    line: Line,
    given: usize,
    quotes: Quotes,
}

impl<R: BufRead> Strict<R> {
    pub(super) fn new(input: R, fault: Kept) -> Self {
        let (source, quotes) = (Source::new(input), Quotes::default());
        Self { source, fault, line: Line::default(), given: 0, quotes }
    }

    fn next_line(&mut self) -> Result<(), Fail> {
        if self.source.offset == 0 {
            self.source.start()?;
        }
        self.given = 0;
        if !self.source.line(limits::RECORD_BYTES, &mut self.line)? {
            return self.quotes.end();
        }
        self.quotes.line(&self.line)?;
        if self.line.ended {
            self.line.bytes.push(b'\n');
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Strict<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.line.bytes.len()
            && let Err(fail) = self.next_line()
        {
            self.fault.replace(Some(fail));
            return Err(io::Error::other("refused"));
        }
        let rest = &self.line.bytes[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

/// Where in a field the next byte is.
#[derive(Clone, Copy, Default, PartialEq)]
enum At {
    #[default]
    Start,
    Plain,
    Quoted,
    Closed,
}

/// The grammar of quotes over lines.
#[derive(Default)]
struct Quotes {
    at: At,
    /// Line and bytes of the row so far.
    row: (u64, usize),
}

impl Quotes {
    fn line(&mut self, line: &Line) -> Result<(), Fail> {
        utf8(&line.bytes, line.offset, line.number).map_err(Fail::input)?;
        if self.at != At::Quoted {
            *self = Self { at: At::Start, row: (line.number, 0) };
        }
        self.row.1 += line.bytes.len() + 1;
        if line.too_long || self.row.1 > limits::RECORD_BYTES {
            let fault = Fault::new("R057").line(self.row.0);
            return Err(Fail::input(fault.arg("limit", limits::RECORD_BYTES / 1024)));
        }
        let bare = line.bytes.strip_suffix(b"\r").filter(|_| line.ended);
        // Most lines have neither quotes nor anything else to look at.
        if self.at != At::Quoted && !bare.unwrap_or(&line.bytes).iter().fold(false, special) {
            return Ok(());
        }
        if let Some(byte) = line.bytes.iter().find(|byte| is_foreign(**byte)) {
            return Err(control(*byte, &line.bytes, line.number));
        }
        let body = bare.filter(|_| self.ends_outside(&line.bytes)).unwrap_or(&line.bytes);
        self.fields(body).map_err(|code| Fail::input(Fault::new(code).line(line.number)))
    }

    /// Whether the end of the line stands outside quotes.
    fn ends_outside(&self, line: &[u8]) -> bool {
        let quotes = line.iter().filter(|byte| **byte == b'"').count();
        (quotes % 2 == 1) == (self.at == At::Quoted)
    }

    /// Goes over the fields of a line. `R106` a quote at a wrong place, `R107` a bare CR.
    fn fields(&mut self, mut rest: &[u8]) -> Result<(), &'static str> {
        while let [byte, after @ ..] = rest {
            (self.at, rest) = match (self.at, byte) {
                (At::Quoted, _) => match rest.iter().position(|byte| *byte == b'"') {
                    Some(quote) => (At::Closed, &rest[quote + 1..]),
                    None => return Ok(()),
                },
                (At::Start | At::Closed, b'"') => (At::Quoted, after),
                (_, b',') => (At::Start, after),
                (_, b'\r') => return Err("R107"),
                (At::Plain, b'"') | (At::Closed, _) => return Err("R106"),
                _ => {
                    let end = after.iter().position(|byte| matches!(byte, b',' | b'"' | b'\r'));
                    (At::Plain, &after[end.unwrap_or(after.len())..])
                }
            };
        }
        Ok(())
    }

    /// The end of the file. `R106`: inside quotes.
    fn end(&self) -> Result<(), Fail> {
        match self.at {
            At::Quoted => Err(Fail::input(Fault::new("R106").line(self.row.0))),
            _ => Ok(()),
        }
    }
}

/// Bytes that are no part of a CSV file: NUL, Ctrl-Z, escape.
fn is_foreign(byte: u8) -> bool {
    matches!(byte, 0 | 0x1A | 0x1B)
}

/// A fold without a way out, so that the compiler looks at many bytes at once.
fn special(found: bool, byte: &u8) -> bool {
    found | (*byte == b'"') | (*byte == b'\r') | is_foreign(*byte)
}

fn control(byte: u8, line: &[u8], number: u64) -> Fail {
    let fault = Fault::new("R108").line(number).arg("code_point", format!("U+{byte:04X}"));
    let escape = |next: u8| line.windows(2).any(|pair| pair == [0x1B, next]);
    Fail::input(match byte {
        0 => fault.arg("encoding", "UTF-16"),
        0x1B if escape(b'$') || escape(b'(') => fault.arg("encoding", "ISO-2022-JP (JIS)"),
        _ => fault,
    })
}
