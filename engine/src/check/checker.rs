//! A file against the records that it should hold, one after the other.

use std::collections::HashSet;

use chohyo_fonts::FontSet;

use super::amount::Amount;
use super::expected::words;
use super::page::{Bench, check};
use super::paper;
use super::picture::{Drawing, Scan, judge};
use super::pictures::is_picture;
use super::report::{Finding, Report, Verdict};
use super::sequence::key;
use super::shape::Shapes;
use crate::compose::Spots;
use crate::form::Form;
use crate::length::Size;
use crate::page::{Document, Page, Role};
use crate::readback::{PageReader, ReadDocument, ReadPage};

/// A check in the making. Keeps no document.
pub struct Checker<'f, 'p> {
    bench: Bench<'f>,
    drawing: Drawing<'f>,
    pages: Source<'p>,
    /// Pages of the file that were judged.
    next: usize,
    /// Pages on which most of their values are missing.
    odd: Vec<Odd>,
    report: Report,
}

/// Where the pages come from.
enum Source<'p> {
    File(Box<PageReader<'p>>),
    Pictures(Vec<&'p Scan>),
}

/// A page, by what can be told of it.
enum Seen<'p> {
    Read(Box<ReadPage>),
    Painted(Size, Scan),
    Picture(&'p Scan),
}

/// Resolution at which pages that are pictures are painted.
const DPI: u16 = 150;

impl<'p> Source<'p> {
    fn count(&self) -> usize {
        match self {
            Self::File(pages) => pages.count(),
            Self::Pictures(scans) => scans.len(),
        }
    }

    /// A page by its index.
    fn page(&mut self, index: usize) -> Option<Seen<'p>> {
        match self {
            Self::Pictures(scans) => scans.get(index).map(|scan| Seen::Picture(scan)),
            Self::File(pages) => {
                let read = pages.page(index)?;
                let painted =
                    if !read.cut && is_picture(&read) { pages.colours(index, DPI) } else { None };
                Some(match painted {
                    Some(pixels) => Seen::Painted(read.size, Scan::painted(pixels, read.size)),
                    None => Seen::Read(Box::new(read)),
                })
            }
        }
    }
}

/// Texts as long as this are sentences of their own.
const LONG: usize = 10;
/// Most pages that are looked at for an exchange.
const ODD: usize = 200;

/// A page on which a fifth of its values or more is missing: what it should say, and what it says.
struct Odd {
    place: (u64, usize),
    wanted: HashSet<String>,
    found: String,
}

impl Odd {
    fn of(page: &Page, read: &ReadPage, place: (u64, usize), bench: &Bench<'_>) -> Self {
        let wanted = texts(page, bench).into_iter().collect();
        let mut found = String::new();
        for line in read.lines() {
            found.extend(key(&line.text).chars().filter(|c| !c.is_whitespace()));
            found.push('\n');
        }
        Self { place, wanted, found }
    }

    /// Whether nearly all that another page should say stands here.
    fn holds(&self, other: &Self) -> bool {
        let there = other.wanted.iter().filter(|text| self.found.contains(text.as_str())).count();
        there * 10 >= other.wanted.len() * 7 && there > 0
    }
}

/// The texts of a page that are not the same on every copy.
fn texts(page: &Page, bench: &Bench<'_>) -> Vec<String> {
    let words = words(page, &bench.spots, bench.fonts);
    let own = words.iter().filter(|word| word.value || word.role == Role::Note);
    own.map(|word| word.marks.iter().map(|mark| mark.key.as_str()).collect()).collect()
}

impl<'f, 'p> Checker<'f, 'p> {
    /// Begins to check a file that should hold records of a form. The pages of the first record
    /// come first, then those of the second, to the end.
    pub fn new(form: &'f Form, fonts: &'f FontSet, file: &'p ReadDocument) -> Self {
        Self::of(form, fonts, Source::File(Box::new(file.reader().looking())))
    }

    /// Begins to check pictures of pages, in the same order.
    pub fn pictures(form: &'f Form, fonts: &'f FontSet, scans: Vec<&'p Scan>) -> Self {
        Self::of(form, fonts, Source::Pictures(scans))
    }

    fn of(form: &'f Form, fonts: &'f FontSet, pages: Source<'p>) -> Self {
        let bench = Bench { fonts, spots: Spots::of(form), shapes: Shapes::new(fonts) };
        let drawing = Drawing::new(fonts);
        let report = Report {
            form: form.id.0.clone(),
            name: form.name.clone(),
            edition: form.edition.clone(),
            basis: Some(form.basis),
            pages: pages.count(),
            ..Report::default()
        };
        Self { bench, drawing, pages, next: 0, odd: Vec::new(), report }
    }

    /// Judges the pages of the next record; `ordinal` is its place in the input, from 1.
    pub fn record(&mut self, document: &Document, ordinal: u64) {
        self.report.records += 1;
        self.report.wanted_pages += document.pages.len();
        let last = self.last_words(document);
        for (at, page) in document.pages.iter().enumerate() {
            let Some(seen) = self.pages.page(self.next) else { continue };
            self.next += 1;
            let place = (ordinal, self.next);
            let read = match seen {
                Seen::Read(read) => read,
                Seen::Painted(size, scan) => {
                    paper::size(page, size, place, &mut self.report);
                    self.picture(page, &scan, place);
                    continue;
                }
                Seen::Picture(scan) => {
                    if paper::picture(page, scan, place, &mut self.report) {
                        self.picture(page, scan, place);
                    }
                    continue;
                }
            };
            let is_last = at + 1 == document.pages.len();
            let last = if is_last { &[][..] } else { &last[..] };
            let good = check(&mut self.bench, page, &read, place, last, &mut self.report);
            if !good && self.odd.len() < ODD {
                self.odd.push(Odd::of(page, &read, place, &self.bench));
            }
        }
    }

    fn picture(&mut self, page: &Page, scan: &Scan, place: (u64, usize)) {
        judge((&self.bench, &mut self.drawing), page, scan, place, &mut self.report);
    }

    /// Texts of the record's last page that no other page has: the sentence of certification.
    fn last_words(&self, document: &Document) -> Vec<String> {
        let Some((last, before)) = document.pages.split_last().filter(|(_, b)| !b.is_empty())
        else {
            return Vec::new();
        };
        let texts = |page| texts(page, &self.bench);
        let others: HashSet<String> = before.iter().flat_map(texts).collect();
        let long = |text: &String| text.chars().count() >= LONG && !others.contains(text);
        texts(last).into_iter().filter(long).collect()
    }

    /// Pages that hold what belongs on another page.
    fn exchanged(&mut self) {
        let odd = std::mem::take(&mut self.odd);
        for page in &odd {
            let own = |other: &&Odd| other.place != page.place && page.holds(other);
            if let Some(other) = odd.iter().find(own) {
                let finding = Finding::new("K004", Verdict::Fail);
                let finding = finding.measured(Amount::Count(other.place.1));
                self.report.tell(Finding { record: page.place.0, page: page.place.1, ..finding });
            }
        }
    }

    /// Whether pages of the file are left for another record.
    pub fn is_open(&self) -> bool {
        self.next < self.pages.count()
    }

    /// Closes the count of pages.
    pub fn close(mut self) -> Report {
        self.exchanged();
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
