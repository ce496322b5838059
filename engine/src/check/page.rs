//! One page of the form and the page of the file that should be it.

use chohyo_fonts::FontSet;

use super::expected::{Word, words};
use super::found::Found;
use super::hidden::Cover;
use super::matching::{Matching, matched};
use super::report::{Finding, Report, Unjudged};
use super::sequence::Index;
use super::shape::Shapes;
use super::{extra, fields, lines, paper, pictures, place};
use crate::compose::Spots;
use crate::length::{Length, Rect};
use crate::page::Page;
use crate::readback::ReadPage;

/// What all pages are checked with.
pub(super) struct Bench<'f> {
    pub(super) fonts: &'f FontSet,
    pub(super) spots: Spots<'f>,
    pub(super) shapes: Shapes<'f>,
}

/// A page being judged.
pub(super) struct Sheet<'p, 'f> {
    pub(super) bench: &'p mut Bench<'f>,
    pub(super) page: &'p Page,
    pub(super) read: &'p ReadPage,
    pub(super) cover: &'p Cover<'p>,
    pub(super) found: &'p Found,
    pub(super) words: &'p [Word<'p>],
    pub(super) index: &'p Index<'p>,
    pub(super) matching: Matching,
    pub(super) report: &'p mut Report,
    /// Words that are drawn without saying what they mean.
    pub(super) mute: usize,
    /// Words that belong on the record's last page only, if this is not it.
    pub(super) last: &'p [String],
    pub(super) record: u64,
    /// Page of the file, from 1.
    pub(super) number: usize,
}

impl Sheet<'_, '_> {
    /// Reports a finding of this page.
    pub(super) fn tell(&mut self, finding: Finding) {
        self.report.tell(Finding { record: self.record, page: self.number, ..finding });
    }

    pub(super) fn pass(&mut self, code: &'static str) {
        self.report.pass(code);
    }

    /// Takes down a deviation, within its tolerance or not.
    pub(super) fn measure(&mut self, tolerance: &'static str, deviation: Length) {
        self.report.measure(tolerance, deviation);
    }

    /// Where words stand in the file.
    pub(super) fn extent(&self, word: usize) -> Option<Rect> {
        self.matching.extent(word, self.index)
    }
}

/// Judges a page; whether four fifths of the values of the form are on it.
pub(super) fn check(
    bench: &mut Bench<'_>,
    page: &Page,
    read: &ReadPage,
    (record, number): (u64, usize),
    last: &[String],
    report: &mut Report,
) -> bool {
    if read.cut {
        let finding = Finding::new("K005", super::report::Verdict::NotJudged);
        report.tell(Finding { record, page: number, ..finding });
        report.unjudged.push((number, Unjudged::Unread));
        return true;
    }
    paper::size(page, read.size, (record, number), report);
    let words = words(page, &bench.spots, bench.fonts);
    let cover = Cover::of(read);
    let found = Found::of(read, &cover);
    let index = Index::new(&found.marks);
    let matching = matched(&words, &index);
    let mut sheet = Sheet {
        bench,
        page,
        read,
        cover: &cover,
        found: &found,
        words: &words,
        index: &index,
        matching,
        report,
        mute: 0,
        last,
        record,
        number,
    };
    fields::judge(&mut sheet);
    place::judge(&mut sheet);
    super::shape::judge(&mut sheet);
    lines::judge(&mut sheet);
    pictures::judge(&mut sheet);
    extra::judge(&mut sheet);
    paper::fonts(&mut sheet);
    if sheet.mute * 2 > words.len() {
        sheet.report.unjudged.push((number, Unjudged::Mute));
    }
    // A fifth of its own values is not there: it may be another page, of which short values stand
    // on this one too.
    let values = words.iter().zip(&sheet.matching.of).filter(|(word, _)| word.value);
    let (there, lost): (Vec<_>, Vec<_>) = values.partition(|(_, found)| found.is_some());
    lost.len() * 4 <= there.len()
}
