//! CSV by the `csv` crate, behind the strict grammar of [`Strict`]; and the flat form: a head line
//! of item paths (`発行.年月日`, `世帯員[1].氏名`), one record a line.

use std::cell::RefCell;
use std::io::BufRead;
use std::rc::Rc;

use csv::{ByteRecord, Position, StringRecord};

use super::columns::{self, Bound};
use super::limits;
use super::raw::{Fail, Fault, Found, Raw, Records};
use super::read::Reading;
use super::schema::Schema;
use super::source::utf8;
use super::strict::{Kept, Strict};

/// The rows of a CSV file.
pub(super) struct Rows<R> {
    rows: csv::Reader<Strict<R>>,
    fault: Kept,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(input: R) -> Self {
        let fault = Rc::new(RefCell::new(None));
        let strict = Strict::new(input, Rc::clone(&fault));
        let rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(strict);
        Self { rows, fault }
    }

    /// The next row and its line; `None` at the end of the file.
    pub(super) fn next(&mut self, row: &mut StringRecord) -> Result<Option<u64>, Fail> {
        let read = self.rows.read_record(row);
        self.line(read, row.position())
    }

    /// The same in bytes: text is asked of all of them at once by [`cells`].
    fn next_bytes(&mut self, row: &mut ByteRecord) -> Result<Option<u64>, Fail> {
        let read = self.rows.read_byte_record(row);
        self.line(read, row.position())
    }

    fn line(
        &self,
        read: csv::Result<bool>,
        position: Option<&Position>,
    ) -> Result<Option<u64>, Fail> {
        match read {
            Ok(true) => Ok(Some(position.map_or(0, Position::line))),
            Ok(false) => Ok(None),
            Err(_) => Err(self.fault.take().unwrap_or_else(|| Fail::input(Fault::new("R053")))),
        }
    }
}

/// The cells of a row on a line.
fn cells(row: &ByteRecord, line: u64) -> Result<impl Iterator<Item = &str>, Fail> {
    let text = utf8(row.as_slice(), 0, line).map_err(Fail::input)?;
    // Between cells stood a comma: no character is cut.
    Ok((0..row.len()).map_while(move |at| text.get(row.range(at)?)))
}

/// A flat CSV file.
pub(super) struct Csv<'a, R> {
    rows: Rows<R>,
    row: ByteRecord,
    schema: &'a Schema,
    reading: &'a Reading,
    bound: Option<Bound>,
}

impl<'a, R: BufRead> Csv<'a, R> {
    pub(super) fn new(input: R, schema: &'a Schema, reading: &'a Reading) -> Self {
        Self { rows: Rows::new(input), row: ByteRecord::new(), schema, reading, bound: None }
    }

    fn bind(&mut self) -> Result<Option<Bound>, Fail> {
        if self.reading.no_head {
            return columns::in_order(self.schema).map(Some).map_err(Fail::input);
        }
        let Some(line) = self.rows.next_bytes(&mut self.row)? else { return Ok(None) };
        let names: Vec<&str> = cells(&self.row, line)?.collect();
        let bound = columns::bind(self.schema, &names, self.reading.allow_extra);
        bound.map(Some).map_err(|fault| Fail::input(fault.line(line)))
    }

    fn step(&mut self) -> Result<Option<Found>, Fail> {
        if self.bound.is_none() {
            self.bound = self.bind()?;
        }
        let Some(bound) = &self.bound else { return Ok(None) };
        let Some(line) = self.rows.next_bytes(&mut self.row)? else { return Ok(None) };
        same_length(bound, self.row.len(), line, self.reading)?;
        let mut root = columns::empty(self.schema, super::GroupId::ROOT);
        for (column, cell) in bound.columns.iter().zip(cells(&self.row, line)?) {
            let Some(steps) = &column.steps else { continue };
            if cell.len() > limits::FIELD_BYTES {
                return Err(Fail::record(too_large(&column.name).line(line)));
            }
            columns::put(self.schema, super::GroupId::ROOT, &mut root, steps, cell);
        }
        Ok(Some(Found { raw: Raw::Slots(root), line }))
    }
}

/// Whether a row of `found` cells has one for each column. `R105`, without a head line `R114`.
pub(super) fn same_length(
    bound: &Bound,
    found: usize,
    line: u64,
    reading: &Reading,
) -> Result<(), Fail> {
    if found == bound.columns.len() {
        return Ok(());
    }
    let fault = Fault::new(if reading.no_head { "R114" } else { "R105" }).line(line);
    Err(Fail::input(fault.arg("expected", bound.columns.len()).arg("found", found)))
}

/// `R109`
pub(super) fn too_large(column: &str) -> Fault {
    Fault::new("R109").arg("column", column).arg("limit", limits::FIELD_BYTES / 1024)
}

impl<R: BufRead> Records for Csv<'_, R> {
    fn next(&mut self) -> Option<Result<Found, Fail>> {
        self.step().transpose()
    }

    fn notes(&self) -> Vec<Fault> {
        self.bound.as_ref().and_then(Bound::note).into_iter().collect()
    }
}
