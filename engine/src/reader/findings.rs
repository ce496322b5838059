//! The findings of one run, collected while reading goes on.

use std::cell::RefCell;

use crate::diag::{Diagnostic, Place, Severity};
use crate::source::SourceSpan;

/// Collects findings. Readers share it by reference and go on after an error.
#[derive(Default)]
pub(crate) struct Findings {
    found: RefCell<Vec<Diagnostic>>,
}

impl Findings {
    /// Adds a finding. A finding with the same code, main place and arguments as an earlier one
    /// is dropped: a fragment used twice reports its mistakes once.
    pub(crate) fn push(&self, finding: Diagnostic) {
        let mut found = self.found.borrow_mut();
        if !found.iter().any(|known| same(known, &finding)) {
            found.push(finding);
        }
    }

    /// Adds an error at a place.
    pub(crate) fn error(&self, code: &'static str, span: &SourceSpan) {
        self.push(Diagnostic::error(code).at(span));
    }

    /// How many errors there are so far.
    pub(crate) fn errors(&self) -> usize {
        self.found.borrow().iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many findings there are so far.
    pub(crate) fn len(&self) -> usize {
        self.found.borrow().len()
    }

    /// Adds a second place to every finding from number `from` on.
    pub(crate) fn add_place(&self, from: usize, span: &SourceSpan) {
        for finding in self.found.borrow_mut().iter_mut().skip(from) {
            finding.places.push(Place::Text(span.clone()));
        }
    }

    /// All findings: by file in the order the files were first named, then by place.
    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        let mut files: Vec<String> = Vec::new();
        for (name, _) in found.iter().map(key) {
            if !files.contains(&name) {
                files.push(name);
            }
        }
        found.sort_by_key(|finding| {
            let (name, start) = key(finding);
            (files.iter().position(|file| *file == name), start)
        });
        found
    }
}

fn key(finding: &Diagnostic) -> (String, usize) {
    match finding.places.first() {
        Some(Place::Text(span)) => (span.file.name.clone(), span.bytes.start),
        _ => (String::new(), 0),
    }
}

fn same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.code == b.code && a.args == b.args && key(a) == key(b)
}
