//! A file that was judged, with what a picture of it needs.

use std::path::{Path, PathBuf};

use chohyo_engine::check::{Checker, Report};
use chohyo_engine::form::Form;
use chohyo_engine::manifest::hex;
use chohyo_engine::page::{Document, Page};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_fonts::FontSet;
use chohyo_golden::folder::unreadable;
use sha2::{Digest, Sha256};

use crate::report::Failure;

/// Most pages of the form that are kept for pictures.
const KEPT: usize = 500;

/// A file and its verdicts.
pub(super) struct Judged {
    pub(super) path: PathBuf,
    /// SHA-256 of the file, hexadecimal.
    pub(super) digest: String,
    pub(super) read: ReadDocument,
    pub(super) report: Report,
    /// The pages of the form, the first of the file first; none if no picture was asked for.
    pub(super) pages: Vec<Page>,
}

/// Judges a file by the pages of the records that it should hold, each with its ordinal.
///
/// # Errors
/// `B001`, `P…` of a file that is no PDF, and those of the documents.
pub(super) fn judge(
    (form, fonts): (&Form, &FontSet),
    path: &Path,
    documents: impl Iterator<Item = Result<(u64, Document), Failure>>,
    pictures: bool,
) -> Result<Judged, Failure> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    let digest = hex(&Sha256::digest(&bytes));
    let read = ReadDocument::open(bytes, Limits::default())?;
    let mut checker = Checker::new(form, fonts, &read);
    let mut pages = Vec::new();
    for document in documents {
        let (ordinal, document) = document?;
        checker.record(&document, ordinal);
        let room = if pictures { KEPT.saturating_sub(pages.len()) } else { 0 };
        pages.extend(document.pages.into_iter().take(room));
    }
    let report = checker.close();
    Ok(Judged { path: path.to_owned(), digest, read, report, pages })
}
