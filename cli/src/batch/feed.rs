//! The records of a run in the order of printing.

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::{Reader, Record, Schema};

use super::split::Items;
use crate::input::{Input, Sorted};
use crate::report::Failure;
use crate::setter;

/// A record, or why it was refused, with its ordinal in the input.
pub(super) type Fed = (u64, Result<Record, Vec<Diagnostic>>);

/// The records in the order of the input, or sorted.
pub(super) enum Feed<'a> {
    AsRead(Box<Reader<'a>>, u64),
    Sorted(Box<Sorted<'a>>, Vec<Diagnostic>),
}

impl<'a> Feed<'a> {
    /// Opens the records; to sort them, all are read first.
    ///
    /// # Errors
    /// Those of the input; `B098` if sorted records cannot be staged.
    pub(super) fn new(
        input: &'a Input,
        schema: &'a Schema,
        order: &Items,
    ) -> Result<Self, Failure> {
        let records = input.records(schema)?;
        if order.is_empty() {
            return Ok(Self::AsRead(Box::new(records), 0));
        }
        let mut records = records.accepted();
        let sorted = Sorted::new(&mut records, schema, &input.name, |record| order.of(record))?;
        Ok(Self::Sorted(Box::new(sorted), records.notes()))
    }

    /// The next record.
    ///
    /// # Errors
    /// Those of the input.
    pub(super) fn next(&mut self) -> Result<Option<Fed>, Failure> {
        match self {
            Self::AsRead(records, ordinal) => {
                let Some(found) = records.next() else { return Ok(None) };
                *ordinal += 1;
                Ok(Some((*ordinal, setter::read(found)?)))
            }
            Self::Sorted(records, _) => records.next(),
        }
    }

    /// What people should know of the input.
    pub(super) fn notes(self) -> Vec<Diagnostic> {
        match self {
            Self::AsRead(records, _) => records.notes(),
            Self::Sorted(_, notes) => notes,
        }
    }
}
