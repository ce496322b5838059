//! Reading the records of a file, one by one.

use std::io::BufRead;

use super::check::{self, Asked};
use super::join::{Joined, Lookup};
use super::json::{Json, JsonLines};
use super::raw::{Accepted, Fail, Fault, Found, Raw, Records};
use super::schema::Schema;
use super::table::TableRows;
use super::twice::{self, Twice};
use super::value::Record;
use crate::diag::{Diagnostic, Place, RecordPlace};

/// Format of a record file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One object, or an array of objects.
    Json,
    /// One object a line.
    JsonLines,
    /// A head line of item paths, one record a line.
    Csv,
}

/// Why there is no record. Arguments and places hold no value of it.
#[derive(Debug)]
pub enum Refusal {
    /// This record is refused; the next ones go on.
    Record(Vec<Diagnostic>),
    /// The file is refused: nothing behind this place can be trusted, and nothing of it should
    /// be published. Ends the iteration.
    Input(Vec<Diagnostic>),
}

impl Refusal {
    /// What was found.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        match self {
            Self::Record(found) | Self::Input(found) => found,
        }
    }
}

/// How a record input is read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// CSV without a head line: the columns are those of the schema in its order.
    pub no_head: bool,
    /// Columns that the schema does not have are skipped with a note.
    pub allow_extra: bool,
    /// An input without a record is an empty run and no mistake.
    pub allow_empty: bool,
    /// What the sender counted (control totals); another count or sum refuses the input.
    pub control: Option<Control>,
}

/// Control totals of an input: what must have been read at its end.
#[derive(Clone, Debug, Default)]
pub struct Control {
    /// Number of records, refused ones too.
    pub records: u64,
    /// Sums of items by their paths (`児童.月額`), of refused records too.
    pub sums: Vec<(String, i128)>,
}

/// Bytes that their decoder refuses: what an input that decodes puts into its [`std::io::Error`].
#[derive(Clone, Debug)]
pub struct Undecodable {
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Offset in the file, in bytes from 0.
    pub offset: u64,
    /// Line in the file, from 1.
    pub line: u64,
    /// Word of the reason: `bytes`, `no-mark`, `two-marks`, `utf-8`.
    pub hint: &'static str,
}

impl std::fmt::Display for Undecodable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not {} at byte {}", self.encoding, self.offset)
    }
}

impl std::error::Error for Undecodable {}

/// Reads records in the plain way of [`Reading::default`]; see [`read_with`].
///
/// # Errors
/// Those of [`read_with`].
pub fn read<'a>(
    input: impl BufRead + 'a,
    format: Format,
    schema: &'a Schema,
    file: &str,
) -> Reader<'a> {
    static PLAIN: Reading =
        Reading { no_head: false, allow_extra: false, allow_empty: false, control: None };
    read_with(input, format, schema, file, &PLAIN)
}

/// Reads records to write them on as they were read.
///
/// # Errors
/// As [`read`].
pub fn accepted<'a>(
    input: impl BufRead + 'a,
    format: Format,
    schema: &'a Schema,
    file: &str,
) -> impl Iterator<Item = Result<Accepted, Refusal>> + 'a {
    read(input, format, schema, file).accepted()
}

/// Reads records; `file` is what messages call the input. Memory holds one record at a time, and
/// 16 bytes of each one whose schema has a key.
///
/// # Errors
/// Each item of the iteration is a record or a [`Refusal`]: `R050`–`R058` and `R111` the file or
/// the JSON text, `R060`–`R083` a value, `R100`–`R115` CSV, `R140` and `R141` a record that stands
/// there twice.
pub fn read_with<'a>(
    input: impl BufRead + 'a,
    format: Format,
    schema: &'a Schema,
    file: &str,
    reading: &'a Reading,
) -> Reader<'a> {
    let records: Box<dyn Records + 'a> = match format {
        Format::Json => Box::new(Json::new(input)),
        Format::JsonLines => Box::new(JsonLines::new(input)),
        Format::Csv => Box::new(super::csv::Csv::new(input, schema, reading)),
    };
    let asked = if format == Format::Csv { Asked::Head } else { Asked::Record };
    Reader::new(records, asked, schema, file, reading)
}

/// Reads the tables of a folder as nested records in the order of the root's rows. `below` are the
/// tables of [`super::tables`] behind the first one, in their order.
///
/// # Errors
/// Those of [`read_with`] for CSV, and `R142` rows that belong to nobody, `R143` several rows for
/// a group that is no list, `R144` a table that is not sorted, `R148` too many rows of one key.
pub fn join<'a>(
    schema: &'a Schema,
    root: TableRows<'a>,
    below: Vec<Box<dyn Lookup + 'a>>,
    reading: &'a Reading,
) -> Reader<'a> {
    let file = root.file().to_owned();
    let joined = Joined::new(schema, root, below);
    Reader::new(Box::new(joined), Asked::Head, schema, &file, reading)
}

/// The records of an input, one by one.
pub struct Reader<'a> {
    records: Box<dyn Records + 'a>,
    schema: &'a Schema,
    asked: Asked,
    reading: &'a Reading,
    file: String,
    ordinal: u64,
    /// The sums so far; `None` once one cannot be told.
    sums: Vec<Option<i128>>,
    twice: Twice,
    ended: bool,
    kept: Kept,
}

/// The tree of a record that is kept for writing.
enum Kept {
    /// None is.
    Never,
    /// That of the next record.
    Next,
    /// That of the last record, and its line.
    Last(Raw, u64),
}

/// The accepted records of a reader as they were read.
pub struct Keeping<'a>(Reader<'a>);

impl Keeping<'_> {
    /// As [`Reader::notes`].
    pub fn notes(&self) -> Vec<Diagnostic> {
        self.0.notes()
    }
}

impl Keeping<'_> {
    /// The next record with its values, and as it was read.
    pub fn both(&mut self) -> Option<Result<(Record, Accepted), Refusal>> {
        let record = self.0.next()?;
        let kept = std::mem::replace(&mut self.0.kept, Kept::Next);
        Some(record.map(|record| {
            let (raw, line) = match kept {
                Kept::Last(raw, line) => (raw, Some(line)),
                Kept::Never | Kept::Next => (Raw::Object(Vec::new()), None),
            };
            let accepted = Accepted { ordinal: record.ordinal, line, raw };
            (record, accepted)
        }))
    }
}

impl Iterator for Keeping<'_> {
    type Item = Result<Accepted, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        self.both().map(|both| both.map(|(_, accepted)| accepted))
    }
}

impl<'a> Reader<'a> {
    fn new(
        records: Box<dyn Records + 'a>,
        asked: Asked,
        schema: &'a Schema,
        file: &str,
        reading: &'a Reading,
    ) -> Self {
        let sums = vec![Some(0); reading.control.as_ref().map_or(0, |control| control.sums.len())];
        let (twice, file) = (Twice::new(schema), file.to_owned());
        Self {
            records,
            schema,
            asked,
            reading,
            file,
            ordinal: 0,
            sums,
            twice,
            ended: false,
            kept: Kept::Never,
        }
    }

    /// The records as they were read, to be written on.
    pub fn accepted(self) -> Keeping<'a> {
        Keeping(Reader { kept: Kept::Next, ..self })
    }

    /// What people should know of the input so far: `R115` columns that were skipped.
    pub fn notes(&self) -> Vec<Diagnostic> {
        self.records.notes().into_iter().map(|fault| noted(fault, &self.file)).collect()
    }

    /// The typed record of a tree.
    fn checked(&mut self, found: Found) -> Result<Record, Refusal> {
        let control = self.reading.control.iter().flat_map(|control| &control.sums);
        for (sum, (path, _)) in self.sums.iter_mut().zip(control) {
            *sum = sum.and_then(|sum| sum.checked_add(twice::sum(self.schema, &found.raw, path)?));
        }
        if let Err(fail) = self.twice.see(self.schema, &found) {
            return Err(self.refused(fail));
        }
        if !matches!(self.kept, Kept::Never) {
            self.kept = Kept::Last(found.raw.clone(), found.line);
        }
        let place = self.place(Some(found.line), None);
        let root =
            check::record(self.schema, found.raw, place, self.asked).map_err(Refusal::Record)?;
        Ok(Record { ordinal: self.ordinal, root })
    }

    fn refused(&mut self, fail: Fail) -> Refusal {
        match fail {
            Fail::Record(fault) => Refusal::Record(vec![self.diagnostic(*fault)]),
            Fail::Input(fault) => {
                self.ended = true;
                Refusal::Input(vec![self.diagnostic_at(*fault, 0)])
            }
            Fail::Told(found) => {
                self.ended = true;
                Refusal::Input(found)
            }
        }
    }

    /// What is wrong with the input as a whole. `R052` there is no record, `R145` control totals.
    fn at_end(&self) -> Option<Fault> {
        if self.ordinal == 0 && !self.reading.allow_empty {
            return Some(Fault::new("R052"));
        }
        let control = self.reading.control.as_ref()?;
        if control.records != self.ordinal {
            let fault = Fault::new("R145").arg("what", "count").arg("expected", control.records);
            return Some(fault.arg("found", self.ordinal));
        }
        let mut sums = self.sums.iter().zip(&control.sums);
        let wrong = sums.find(|(sum, (_, expected))| **sum != Some(*expected));
        wrong.map(|(_, (path, _))| Fault::new("R145").arg("what", "sum").arg("item", path))
    }

    fn place(&self, line: Option<u64>, column: Option<u64>) -> RecordPlace {
        let record = self.ordinal;
        RecordPlace { file: self.file.clone(), record, line, column, field: None }
    }

    fn diagnostic(&self, fault: Fault) -> Diagnostic {
        self.diagnostic_at(fault, self.ordinal)
    }

    fn diagnostic_at(&self, fault: Fault, record: u64) -> Diagnostic {
        let place = RecordPlace { record, ..self.place(fault.line, fault.column) };
        with_args(Diagnostic::error(fault.code).place(Place::Record(place)), fault)
    }
}

impl Iterator for Reader<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let Some(found) = self.records.next() else {
            self.ended = true;
            let fault = self.at_end()?;
            return Some(Err(Refusal::Input(vec![self.diagnostic_at(fault, 0)])));
        };
        self.ordinal += 1;
        Some(match found {
            Ok(found) => self.checked(found),
            Err(fail) => Err(self.refused(fail)),
        })
    }
}

/// A fault of a file as a refusal of it.
pub(super) fn refusal(fail: Fail, file: &str) -> Refusal {
    match fail {
        Fail::Record(fault) | Fail::Input(fault) => {
            let error = Diagnostic::error(fault.code).place(file_place(&fault, file));
            Refusal::Input(vec![with_args(error, *fault)])
        }
        Fail::Told(found) => Refusal::Input(found),
    }
}

/// A note on a file.
pub(super) fn noted(fault: Fault, file: &str) -> Diagnostic {
    with_args(Diagnostic::note(fault.code).place(file_place(&fault, file)), fault)
}

fn file_place(fault: &Fault, file: &str) -> Place {
    let (file, line, column) = (file.to_owned(), fault.line, fault.column);
    Place::Record(RecordPlace { file, record: 0, line, column, field: None })
}

fn with_args(diagnostic: Diagnostic, fault: Fault) -> Diagnostic {
    fault.args.into_iter().fold(diagnostic, |d, (name, value)| d.arg(name, value))
}
