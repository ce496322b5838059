//! A file that was judged, with what a picture of it needs.

use std::path::PathBuf;

use chohyo_engine::check::{Checker, Report, Scan};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::Form;
use chohyo_engine::manifest::hex;
use chohyo_engine::page::{Document, Page};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_fonts::FontSet;
use chohyo_golden::folder::unreadable;
use sha2::{Digest, Sha256};

use crate::ending::ending;
use crate::report::Failure;

/// Most pages of the form that are kept for pictures.
const KEPT: usize = 500;

/// Most pictures of pages at once: each takes up to 75 MB at 600 dpi.
const PICTURES: usize = 50;

/// What was judged.
pub(super) enum Source {
    /// A PDF file.
    Pdf(ReadDocument),
    /// A PNG file for every page, and what it shows.
    Pictures(Vec<(Vec<u8>, Scan)>),
}

/// A file, or pictures of pages, and its verdicts.
pub(super) struct Judged {
    pub(super) paths: Vec<PathBuf>,
    /// SHA-256 of every file, hexadecimal.
    pub(super) digests: Vec<String>,
    pub(super) source: Source,
    pub(super) report: Report,
    /// The pages of the form, the first of the file first; none if no picture was asked for.
    pub(super) pages: Vec<Page>,
}

/// Judges a file, or pictures, by the pages of the records that it should hold, each with its ordinal.
///
/// # Errors
/// `B001`, `P…` of a file that is no PDF, `K098` and `K099` of pictures, and those of the documents.
pub(super) fn judge(
    (form, fonts): (&Form, &FontSet),
    paths: &[PathBuf],
    documents: impl Iterator<Item = Result<(u64, Document), Failure>>,
    pictures: bool,
) -> Result<Judged, Failure> {
    let (source, digests) = source(paths)?;
    let scans: Vec<&Scan> = match &source {
        Source::Pictures(pages) => pages.iter().map(|(_, scan)| scan).collect(),
        Source::Pdf(_) => Vec::new(),
    };
    let mut checker = match &source {
        Source::Pdf(read) => Checker::new(form, fonts, read),
        Source::Pictures(_) => Checker::pictures(form, fonts, scans),
    };
    let mut pages = Vec::new();
    for document in documents {
        let (ordinal, document) = document?;
        checker.record(&document, ordinal);
        let room = if pictures { KEPT.saturating_sub(pages.len()) } else { 0 };
        pages.extend(document.pages.into_iter().take(room));
    }
    let report = checker.close();
    Ok(Judged { paths: paths.to_owned(), digests, source, report, pages })
}

/// Opens the file or the pictures, with their digests.
fn source(paths: &[PathBuf]) -> Result<(Source, Vec<String>), Failure> {
    let read = |path: &PathBuf| std::fs::read(path).map_err(|error| unreadable(path, &error));
    let digest = |bytes: &[u8]| hex(&Sha256::digest(bytes));
    if let [path] = paths
        && ending(path) != "png"
    {
        let bytes = read(path)?;
        let digests = vec![digest(&bytes)];
        return Ok((Source::Pdf(ReadDocument::open(bytes, Limits::default())?), digests));
    }
    if paths.len() > PICTURES {
        return Err(Diagnostic::error("K099").arg("count", PICTURES).into());
    }
    let (mut pages, mut digests) = (Vec::new(), Vec::new());
    for path in paths {
        let bytes = read(path)?;
        let refused =
            |code| Diagnostic::error("K098").arg("path", path.display()).arg("cause", code);
        let scan = Scan::png(&bytes).map_err(refused)?;
        digests.push(digest(&bytes));
        pages.push((bytes, scan));
    }
    Ok((Source::Pictures(pages), digests))
}
