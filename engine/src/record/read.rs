//! Reading the records of a file, one by one.

use std::io::BufRead;

use super::check;
use super::json::{Json, JsonLines};
use super::raw::{Fail, Fault, Records};
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
    let records: Box<dyn Records + 'a> = match format {
        Format::Json => Box::new(Json::new(input)),
        Format::JsonLines => Box::new(JsonLines::new(input)),
        Format::Csv => Box::new(super::csv::Csv::new(input, schema)),
    };
    Reader { records, schema, file: file.to_owned(), ordinal: 0, ended: false }
}

struct Reader<'a> {
    records: Box<dyn Records + 'a>,
    schema: &'a Schema,
    file: String,
    ordinal: u64,
    ended: bool,
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
                let checked = check::record(self.schema, found.raw, place);
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

impl Reader<'_> {
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
