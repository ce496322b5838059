//! What can go wrong while a PDF is written. No case holds text of a record.

use std::fmt;
use std::io;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};

/// Why a PDF could not be written. The file begun is then unusable and must be dropped.
#[derive(Debug)]
pub enum PdfError {
    /// An item of a page cannot be written as it stands.
    Item {
        /// `P001` glyph 0, `P002` glyph beyond the face, `P003` inconsistent item.
        code: Code,
        /// Page of the record, 1-based; from [`super::Session::push`] that of the file.
        page: usize,
        /// Name of the 印字項目.
        field: Option<Arc<str>>,
    },
    /// A face cannot be embedded.
    Font {
        /// `P004` no subset, `P005` too many glyphs for a CFF face.
        code: Code,
        /// Short name of the face.
        face: String,
    },
    /// The output took no more bytes (`P009`).
    Write(io::Error),
}

impl PdfError {
    pub(super) fn font(code: &'static str, face: &str) -> Self {
        Self::Font { code: Code(code), face: face.to_owned() }
    }

    /// The same with pages counted on from those before.
    pub(super) fn after(mut self, pages: usize) -> Self {
        if let Self::Item { page, .. } = &mut self {
            *page += pages;
        }
        self
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Item { code, .. } | Self::Font { code, .. } => *code,
            Self::Write(_) => Code("P009"),
        }
    }

    /// The finding for a reader.
    pub fn diagnostic(&self) -> Diagnostic {
        let found = Diagnostic::error(self.code().0);
        match self {
            Self::Item { page, field, .. } => {
                found.arg("page", page).arg("field", field.as_deref().unwrap_or("-"))
            }
            Self::Font { face, .. } => found.arg("face", face),
            Self::Write(error) => found.arg("kind", error.kind()),
        }
    }
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code().0)
    }
}

impl std::error::Error for PdfError {}

impl From<io::Error> for PdfError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
