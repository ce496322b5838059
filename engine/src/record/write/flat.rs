//! Flat CSV: one record a line, a column for every item, lists as wide as the longest one.

use super::Style;
use super::columns::{Columns, Widths};
use crate::diag::{Diagnostic, Place, RecordPlace};
use crate::record::limits;
use crate::record::raw::{Accepted, Raw};
use crate::record::schema::{GroupId, ItemType, Schema};

/// A writer of flat CSV. All records are measured before the first line is written.
pub struct Flat<'s> {
    columns: Columns<'s>,
    style: Style,
    widths: Widths,
}

impl<'s> Flat<'s> {
    /// A writer that has seen no record.
    pub fn new(schema: &'s Schema, style: Style) -> Self {
        let columns = Columns { schema, tables: false };
        Self { columns, style, widths: Widths::default() }
    }

    /// Makes room for a record.
    ///
    /// # Errors
    /// `R147`: a list of it ends with an element without any value. A line has no way to say
    /// that it is there. `file` is what the message calls the input.
    pub fn measure(&mut self, record: &Accepted, file: &str) -> Result<(), Box<Diagnostic>> {
        let mut path = Vec::new();
        let blank = blank_end(self.columns.schema, GroupId::ROOT, &record.raw, &mut path);
        if blank {
            path.reverse();
            let place = place(record, file, Some(path.join(".")));
            return Err(Box::new(Diagnostic::error("R147").place(place)));
        }
        self.columns.widen(GroupId::ROOT, &record.raw, &mut self.widths);
        Ok(())
    }

    /// The head line, with what stands before it.
    ///
    /// # Errors
    /// `R146`: more columns than a file may have, [`limits::COLUMNS`].
    pub fn head(&self) -> Result<String, Box<Diagnostic>> {
        let names = self.columns.head(GroupId::ROOT, &self.widths);
        not_too_many(names.len())?;
        Ok(self.style.start().to_owned() + &self.style.line(names.iter().map(String::as_str)))
    }

    /// The line of a record that was measured.
    pub fn row(&self, record: &Accepted) -> String {
        let cells = self.columns.row(GroupId::ROOT, &record.raw, &self.widths);
        self.style.line(cells.iter().map(AsRef::as_ref))
    }
}

/// `R146`
pub(super) fn not_too_many(columns: usize) -> Result<(), Box<Diagnostic>> {
    if columns <= limits::COLUMNS {
        return Ok(());
    }
    let error = Diagnostic::error("R146").arg("count", columns);
    Err(Box::new(error.arg("limit", limits::COLUMNS)))
}

/// A record of an input, or a field of it.
pub(super) fn place(record: &Accepted, file: &str, field: Option<String>) -> Place {
    Place::Record(RecordPlace {
        file: file.to_owned(),
        record: record.ordinal,
        line: record.line,
        column: None,
        field,
    })
}

/// Whether a list of groups ends with an element without any value; `path` is then the way to
/// it, from its end.
fn blank_end(schema: &Schema, id: GroupId, raw: &Raw, path: &mut Vec<String>) -> bool {
    let items = schema.groups.get(id.0).map_or(&[][..], |group| &group.items);
    items.iter().enumerate().any(|(at, item)| match (&item.kind, raw.item(item, at)) {
        (ItemType::Group(group), Some(raw)) => {
            let blank = blank_end(schema, *group, raw, path);
            if blank {
                path.push(item.name.clone());
            }
            blank
        }
        (ItemType::List { group, .. }, Some(Raw::List(rows))) => {
            let last = rows.last().is_some_and(Raw::is_blank).then_some(rows.len());
            let inner = || {
                let mut numbers = (1..).zip(rows);
                numbers.find(|(_, row)| blank_end(schema, *group, row, path)).map(|(no, _)| no)
            };
            let no = last.or_else(inner);
            path.extend(no.map(|no| format!("{}[{no}]", item.name)));
            no.is_some()
        }
        _ => false,
    })
}
