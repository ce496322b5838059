//! Records become pages, for `render` and for the threads of `batch`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chohyo_engine::compose::{Composed, Desk, Fitted};
use chohyo_engine::diag::{Diagnostic, Place, RecordPlace};
use chohyo_engine::page::Document;
use chohyo_engine::record::{self, Record, Refusal, Schema};

use crate::report::Failure;

/// Sets records; every thread has its own.
pub(crate) struct Setter<'a> {
    pub(crate) desk: Desk<'a, 'a>,
    pub(crate) schema: &'a Schema,
    /// What messages call the input.
    pub(crate) input: &'a str,
}

/// What came of a record.
pub(crate) struct Set<T> {
    /// Its ordinal in the input.
    pub(crate) record: u64,
    /// What is remarkable in it.
    pub(crate) remarks: Vec<Diagnostic>,
    /// What was made of its pages, or why it was refused.
    pub(crate) outcome: Result<Pages<T>, Vec<Diagnostic>>,
}

/// What was made of the pages of a record.
pub(crate) struct Pages<T> {
    pub(crate) made: T,
    /// Fields that did not fit at their base style.
    pub(crate) findings: Vec<Fitted>,
    /// Whether a list guards the record and it was let through.
    pub(crate) released: bool,
}

/// A record that was read, or why it was refused.
///
/// # Errors
/// The input cannot be read to its end.
pub(crate) fn read(
    found: Result<Record, Refusal>,
) -> Result<Result<Record, Vec<Diagnostic>>, Failure> {
    match found {
        Ok(record) => Ok(Ok(record)),
        Err(Refusal::Record(found)) => Ok(Err(found)),
        Err(Refusal::Input(found)) => Err(Failure::input(found)),
    }
}

impl Setter<'_> {
    /// Sets a record, and makes something of its pages. A panic refuses the record (`B156`);
    /// nothing of it is told. `make` may give the pages back to the desk.
    pub(crate) fn set<T>(
        &mut self,
        record: u64,
        found: &Result<Record, Vec<Diagnostic>>,
        make: impl FnOnce(Document, &mut Desk<'_, '_>) -> Result<T, Vec<Diagnostic>>,
    ) -> Set<T> {
        let Self { desk, schema, input } = self;
        let mut remarks = Vec::new();
        let set = || {
            let found = found.as_ref().map_err(Clone::clone)?;
            remarks = record::remarks(schema, found, input);
            let Composed { document, findings, released } = desk.compose(found, input)?;
            Ok(Pages { made: make(document, desk)?, findings, released })
        };
        let caught = catch_unwind(AssertUnwindSafe(set));
        let outcome = caught.unwrap_or_else(|_| Err(vec![fault(input, record)]));
        Set { record, remarks, outcome }
    }

    /// The pages of a record that was set before.
    pub(crate) fn again(&mut self, record: &Record) -> Result<Document, Vec<Diagnostic>> {
        self.desk.compose(record, self.input).map(|composed| composed.document)
    }
}

/// `B156`: the program failed over a record.
fn fault(file: &str, record: u64) -> Diagnostic {
    let place = RecordPlace { file: file.to_owned(), record, ..RecordPlace::default() };
    Diagnostic::error("B156").place(Place::Record(place))
}

/// Whether the program failed over a record.
pub(crate) fn is_fault(found: &[Diagnostic]) -> bool {
    found.iter().any(|found| found.code.0 == "B156")
}
