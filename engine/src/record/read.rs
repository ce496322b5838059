//! Reading the records of a file, one by one.

use std::io::BufRead;

use super::check::{self, Asked};
use super::json::{Json, JsonLines};
use super::raw::{Accepted, Fail, Fault, Raw, Records};
use super::schema::Schema;
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

/// Reads records; `file` is what messages call the input. Memory holds one record at a time.
///
/// # Errors
/// Each item of the iteration is a record or a [`Refusal`]: `R050`–`R058` the file or the JSON
/// text, `R060`–`R083` a value, `R100`–`R110` CSV.
pub fn read<'a>(
    input: impl BufRead + 'a,
    format: Format,
    schema: &'a Schema,
    file: &str,
) -> impl Iterator<Item = Result<Record, Refusal>> + 'a {
    Reader::new(input, format, schema, file)
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
    Keeping(Reader { kept: Kept::Next, ..Reader::new(input, format, schema, file) })
}

struct Reader<'a> {
    records: Box<dyn Records + 'a>,
    schema: &'a Schema,
    asked: Asked,
    file: String,
    ordinal: u64,
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
struct Keeping<'a>(Reader<'a>);

impl Iterator for Keeping<'_> {
    type Item = Result<Accepted, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.0.next()?;
        let kept = std::mem::replace(&mut self.0.kept, Kept::Next);
        Some(record.map(|record| {
            let (raw, line) = match kept {
                Kept::Last(raw, line) => (raw, Some(line)),
                Kept::Never | Kept::Next => (Raw::Object(Vec::new()), None),
            };
            Accepted { ordinal: record.ordinal, line, raw }
        }))
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
            let empty = self.ordinal == 0;
            return empty.then(|| Err(Refusal::Input(vec![self.diagnostic(Fault::new("R052"))])));
        };
        self.ordinal += 1;
        Some(match found {
            Ok(found) => {
                let place = self.place(Some(found.line), None);
                if !matches!(self.kept, Kept::Never) {
                    self.kept = Kept::Last(found.raw.clone(), found.line);
                }
                let checked = check::record(self.schema, found.raw, place, self.asked);
                let record = checked.map(|root| Record { ordinal: self.ordinal, root });
                record.map_err(Refusal::Record)
            }
            Err(Fail::Record(fault)) => Err(Refusal::Record(vec![self.diagnostic(*fault)])),
            Err(Fail::Input(fault)) => {
                self.ended = true;
                Err(Refusal::Input(vec![self.diagnostic_at(*fault, 0)]))
            }
        })
    }
}

impl<'a> Reader<'a> {
    fn new(input: impl BufRead + 'a, format: Format, schema: &'a Schema, file: &str) -> Self {
        let records: Box<dyn Records + 'a> = match format {
            Format::Json => Box::new(Json::new(input)),
            Format::JsonLines => Box::new(JsonLines::new(input)),
            Format::Csv => Box::new(super::csv::Csv::new(input, schema)),
        };
        let asked = if format == Format::Csv { Asked::Head } else { Asked::Record };
        let file = file.to_owned();
        Self { records, schema, asked, file, ordinal: 0, ended: false, kept: Kept::Never }
    }

    fn place(&self, line: Option<u64>, column: Option<u64>) -> RecordPlace {
        RecordPlace { file: self.file.clone(), record: self.ordinal, line, column, field: None }
    }

    fn diagnostic(&self, fault: Fault) -> Diagnostic {
        self.diagnostic_at(fault, self.ordinal)
    }

    fn diagnostic_at(&self, fault: Fault, record: u64) -> Diagnostic {
        let place = RecordPlace { record, ..self.place(fault.line, fault.column) };
        let place = Place::Record(place);
        let error = Diagnostic::error(fault.code).place(place);
        fault.args.into_iter().fold(error, |d, (name, value)| d.arg(name, value))
    }
}
