//! Flat CSV: a head line of item paths (`発行.年月日`, `世帯員[1].氏名`), one record a line.
//!
//! The guard checks bytes, quotes and line ends strictly before the `csv` crate splits the
//! fields: a lost quote never swallows the next person.

use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::ByteRecord;

use super::columns::{self, Column};
use super::limits;
use super::raw::{Fail, Fault, Found, Raw, Records};
use super::schema::{GroupId, Schema};
use super::source::{Line, Source, utf8};

/// A CSV file.
pub(super) struct Csv<'a, R> {
    rows: csv::Reader<Guard<R>>,
    fault: Rc<RefCell<Option<Fail>>>,
    schema: &'a Schema,
    columns: Option<Vec<Column>>,
}

impl<'a, R: BufRead> Csv<'a, R> {
    pub(super) fn new(input: R, schema: &'a Schema) -> Self {
        let fault = Rc::new(RefCell::new(None));
        let guard = Guard {
            source: Source::new(input),
            fault: Rc::clone(&fault),
            ready: Vec::new(),
            given: 0,
            quotes: Quotes::default(),
        };
        let rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(guard);
        Self { rows, fault, schema, columns: None }
    }

    fn row(&mut self) -> Result<Option<(ByteRecord, u64)>, Fail> {
        let mut row = ByteRecord::new();
        match self.rows.read_byte_record(&mut row) {
            Ok(true) => {
                let line = row.position().map_or(0, csv::Position::line);
                Ok(Some((row, line)))
            }
            Ok(false) => Ok(None),
            Err(_) => Err(self.fault.take().unwrap_or_else(|| Fail::input(Fault::new("R053")))),
        }
    }

    fn step(&mut self) -> Result<Option<Found>, Fail> {
        if self.columns.is_none() {
            let Some((head, line)) = self.row()? else { return Ok(None) };
            let names: Vec<&str> = texts(&head)?;
            let columns = columns::bind(self.schema, &names);
            self.columns = Some(columns.map_err(|fault| Fail::input(fault.line(line)))?);
        }
        let Some((row, line)) = self.row()? else { return Ok(None) };
        let columns = self.columns.as_deref().unwrap_or_default();
        if row.len() != columns.len() {
            let fault = Fault::new("R105").line(line);
            return Err(Fail::input(fault.arg("expected", columns.len()).arg("found", row.len())));
        }
        let mut root = columns::new_group(self.schema, GroupId::ROOT);
        for (column, cell) in columns.iter().zip(texts(&row)?) {
            if cell.len() > limits::FIELD_BYTES {
                let fault = Fault::new("R109").line(line).arg("column", &column.name);
                return Err(Fail::record(fault.arg("limit", limits::FIELD_BYTES / 1024)));
            }
            columns::put(self.schema, &mut root, &column.steps, cell);
        }
        Ok(Some(Found { raw: Raw::Object(root), line }))
    }
}

impl<R: BufRead> Records for Csv<'_, R> {
    fn next(&mut self) -> Option<Result<Found, Fail>> {
        self.step().transpose()
    }
}

/// The fields of a row. The guard has seen that they are UTF-8.
fn texts(row: &ByteRecord) -> Result<Vec<&str>, Fail> {
    row.iter().map(|field| utf8(field, 0, 0)).collect()
}

/// Hands on the bytes of good lines; keeps the fault of the first bad one.
struct Guard<R> {
    source: Source<R>,
    fault: Rc<RefCell<Option<Fail>>>,
    ready: Vec<u8>,
    given: usize,
    quotes: Quotes,
}

impl<R: BufRead> Guard<R> {
    fn next_line(&mut self) -> Result<(), Fail> {
        if self.source.offset == 0 {
            self.source.start()?;
        }
        self.given = 0;
        self.ready.clear();
        let Some(line) = self.source.line(limits::RECORD_BYTES)? else { return self.quotes.end() };
        self.quotes.line(&line)?;
        self.ready = line.bytes;
        if line.ended {
            self.ready.push(b'\n');
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len()
            && let Err(fail) = self.next_line()
        {
            self.fault.replace(Some(fail));
            return Err(io::Error::other("refused"));
        }
        let rest = &self.ready[self.given..];
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

/// The strict grammar of quotes over lines.
#[derive(Default)]
struct Quotes {
    at: At,
    /// Line and bytes of the row so far.
    row: (u64, usize),
}

impl Quotes {
    fn line(&mut self, line: &Line) -> Result<(), Fail> {
        utf8(&line.bytes, line.offset, line.number)?;
        if self.at != At::Quoted {
            *self = Self { at: At::Start, row: (line.number, 0) };
        }
        self.row.1 += line.bytes.len() + 1;
        if line.too_long || self.row.1 > limits::RECORD_BYTES {
            let fault = Fault::new("R057").line(self.row.0);
            return Err(Fail::input(fault.arg("limit", limits::RECORD_BYTES / 1024)));
        }
        let body = match (line.ended, line.bytes.split_last()) {
            (true, Some((b'\r', body))) if self.at_end(&line.bytes) => body,
            _ => &line.bytes,
        };
        for byte in body {
            self.byte(*byte).map_err(|code| self.fault(code, line.number, *byte))?;
        }
        Ok(())
    }

    /// Whether the carriage return at the end of the line stands outside quotes.
    fn at_end(&self, line: &[u8]) -> bool {
        let quotes = line.iter().filter(|b| **b == b'"').count();
        (quotes % 2 == 1) == (self.at == At::Quoted)
    }

    fn byte(&mut self, byte: u8) -> Result<(), &'static str> {
        self.at = match (self.at, byte) {
            (_, 0 | 0x1A | 0x1B) => return Err("R108"),
            (At::Quoted, b'"') => At::Closed,
            (At::Quoted, _) => At::Quoted,
            (At::Start | At::Closed, b'"') => At::Quoted,
            (_, b',') => At::Start,
            (_, b'\r') => return Err("R107"),
            (At::Plain, b'"') | (At::Closed, _) => return Err("R106"),
            _ => At::Plain,
        };
        Ok(())
    }

    fn fault(&self, code: &'static str, line: u64, byte: u8) -> Fail {
        let fault = Fault::new(code).line(line);
        Fail::input(if code == "R108" {
            fault.arg("code_point", format!("U+{byte:04X}"))
        } else {
            fault
        })
    }

    /// The end of the file. `R106`: inside quotes.
    fn end(&self) -> Result<(), Fail> {
        match self.at {
            At::Quoted => Err(Fail::input(Fault::new("R106").line(self.row.0))),
            _ => Ok(()),
        }
    }
}
