//! A file against the records that it should hold, one after the other.

use chohyo_fonts::FontSet;

use super::amount::Amount;
use super::page::{Bench, check};
use super::report::{Finding, Report, Verdict};
use super::shape::Shapes;
use crate::compose::Spots;
use crate::form::Form;
use crate::page::Document;
use crate::readback::{PageReader, ReadDocument};

/// A check in the making. Keeps no document.
pub struct Checker<'f, 'p> {
    bench: Bench<'f>,
    pages: PageReader<'p>,
    /// Pages of the file that were judged.
    next: usize,
    report: Report,
}

impl<'f, 'p> Checker<'f, 'p> {
    /// Begins to check a file that should hold records of a form. The pages of the first record
    /// come first, then those of the second, to the end.
    pub fn new(form: &'f Form, fonts: &'f FontSet, file: &'p ReadDocument) -> Self {
        let bench = Bench { fonts, spots: Spots::of(form), shapes: Shapes::new(fonts) };
        let pages = file.reader();
        let report = Report {
            form: form.id.0.clone(),
            name: form.name.clone(),
            edition: form.edition.clone(),
            basis: Some(form.basis),
            pages: pages.count(),
            ..Report::default()
        };
        Self { bench, pages, next: 0, report }
    }

    /// Judges the pages of the next record; `ordinal` is its place in the input, from 1.
    pub fn record(&mut self, document: &Document, ordinal: u64) {
        self.report.records += 1;
        self.report.wanted_pages += document.pages.len();
        for page in &document.pages {
            let Some(read) = self.pages.page(self.next) else { continue };
            self.next += 1;
            check(&mut self.bench, page, &read, (ordinal, self.next), &mut self.report);
        }
    }

    /// Whether pages of the file are left for another record.
    pub fn is_open(&self) -> bool {
        self.next < self.pages.count()
    }

    /// Closes the count of pages.
    pub fn close(mut self) -> Report {
        let (wanted, found) = (self.report.wanted_pages, self.report.pages);
        if wanted == found {
            self.report.pass("K003");
        } else {
            let finding = Finding::new("K003", Verdict::Fail).measured(Amount::Count(found));
            self.report.tell(finding.expected(Amount::Count(wanted)));
        }
        self.report
    }
}
