//! Diagnostics: what was found, where, and what to do next.
//!
//! A [`Diagnostic`] is data: a stable code, places, and named arguments. Its words in Japanese
//! and English stand in the message files beside this module. Arguments never hold a person's
//! data: record number, field id and code point only.

mod catalogue;
mod render;

pub use catalogue::{Lang, codes, explain, message, messages, reference};
pub use render::{Colour, render, render_json};

use crate::length::Rect;
use crate::source::SourceSpan;

/// A stable code such as `L004`. Families: `L` layout, `R` record, `C` composition, `G` glyph,
/// `K` compliance, `P` PDF, `B` batch and run. A code is never given a second meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know; nothing needs to be done.
    Note,
    /// Worth a look; the result stands.
    Warning,
    /// The file or the record is refused.
    Error,
}

/// Where it is.
#[derive(Clone, Debug)]
pub enum Place {
    /// In a text file (layout, schema, parameters, or a record file by line).
    Text(SourceSpan),
    /// In a record.
    Record(RecordPlace),
    /// On a printed page (1-based), in an area of it.
    Page(usize, Rect),
}

/// A place in the input data. Holds no value of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordPlace {
    /// File as the user named it.
    pub file: String,
    /// Ordinal of the record in the input, 1-based; 0 if the file as a whole is meant.
    pub record: u64,
    /// Line in the file, 1-based, where known.
    pub line: Option<u64>,
    /// Column in characters, 1-based, where known.
    pub column: Option<u64>,
    /// Path of the field: `世帯員[2].氏名`.
    pub field: Option<String>,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Stable code.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// Places; the first one is the main one.
    pub places: Vec<Place>,
    /// Named arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// An error with a code and no place yet.
    pub fn error(code: &'static str) -> Self {
        Self { code: Code(code), severity: Severity::Error, places: Vec::new(), args: Vec::new() }
    }

    /// A warning with a code and no place yet.
    pub fn warning(code: &'static str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code) }
    }

    /// A note with a code and no place yet.
    pub fn note(code: &'static str) -> Self {
        Self { severity: Severity::Note, ..Self::error(code) }
    }

    /// Adds a place in a text file.
    #[must_use]
    pub fn at(mut self, span: &SourceSpan) -> Self {
        self.places.push(Place::Text(span.clone()));
        self
    }

    /// Adds a place of any kind.
    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }

    /// Adds a named argument. Never a value out of a record.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}
