//! The pages side by side: the file's with its findings marked, and ours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chohyo_engine::check::{Scan, Verdict};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::length::{Length, Rect, Size};
use chohyo_engine::page::Page;
use chohyo_engine::raster::Rasterizer;
use chohyo_engine::readback::PageReader;
use chohyo_fonts::FontSet;

use super::super::judged::{Judged, Source};
use super::Numbered;
use super::first::plain;
use super::texts::both;
use crate::report::{Exit, Failure};

/// Resolution of the pictures: 6 pt can be read.
const DPI: u16 = 120;

/// Most pages that are shown, the worst first.
const SHOWN: usize = 24;

/// Most marks on a page.
const MARKED: usize = 300;

/// Width and height of the number of a mark, in millimetres.
const TAG: (f64, f64) = (4.2, 2.7);

/// Draws pages for the report.
pub(in super::super) struct Pictures<'a> {
    rasterizer: Rasterizer<'a>,
    /// Pages that may still be shown.
    left: usize,
}

/// Which of the two pages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The file's.
    File,
    /// Ours.
    Form,
}

impl<'a> Pictures<'a> {
    pub(in super::super) fn new(fonts: &'a FontSet) -> Self {
        Self { rasterizer: Rasterizer::new(fonts, DPI), left: SHOWN }
    }

    /// Writes the pages of a file.
    ///
    /// # Errors
    /// `P020`
    pub(super) fn write(
        &mut self,
        html: &mut String,
        judged: &Judged,
        numbered: &[Numbered<'_>],
    ) -> Result<(), Failure> {
        let (shown, count) = self.choose(judged, numbered);
        let title = both("ページ", "Pages");
        let _ = writeln!(html, "<h2>{title}</h2>");
        if shown.len() < count {
            let _ = left_out(html, shown.len(), count);
        }
        let mut file = File::of(judged);
        for number in shown {
            let marks: Vec<&Numbered<'_>> =
                numbered.iter().filter(|one| one.finding.page == number).take(MARKED).collect();
            self.pair(html, (judged, &mut file), number, &marks)?;
        }
        Ok(())
    }

    /// The pages to show, in order, and how many there are.
    fn choose(&mut self, judged: &Judged, numbered: &[Numbered<'_>]) -> (Vec<usize>, usize) {
        let mut worst = BTreeMap::new();
        for Numbered { finding, .. } in numbered {
            let page: &mut Verdict = worst.entry(finding.page).or_insert(finding.verdict);
            *page = finding.verdict.max(*page);
        }
        let count = judged.report.pages.max(judged.pages.len());
        let mut shown: Vec<usize> = (1..=count).collect();
        shown.sort_by_key(|page| std::cmp::Reverse(worst.get(page).copied()));
        shown.truncate(self.left);
        shown.sort_unstable();
        self.left -= shown.len();
        (shown, count)
    }

    fn pair(
        &mut self,
        html: &mut String,
        (judged, pages): (&Judged, &mut File<'_>),
        number: usize,
        marks: &[&Numbered<'_>],
    ) -> Result<(), Failure> {
        let heading = both(&format!("{number} ページ"), &format!("Page {number}"));
        let _ = writeln!(html, "<div class=\"spread\"><h3>{heading}</h3>\n<div class=\"pair\">");
        let file = both("判定したページ", "the page that was judged");
        match pages.page(number)? {
            Some((png, size)) => figure(html, &file, (&png, size), (Side::File, marks)),
            None => absent(html, &file),
        }
        let form = both("様式どおりのページ（見本）", "the page by the form (見本: a specimen)");
        match judged.pages.get(number - 1) {
            Some(page) => {
                let png = self.ours(page)?;
                figure(html, &form, (&png, page.size), (Side::Form, marks));
            }
            None => absent(html, &form),
        }
        html.push_str("</div></div>\n");
        Ok(())
    }

    fn ours(&mut self, page: &Page) -> Result<Vec<u8>, Failure> {
        self.rasterizer.page(page).to_png(DPI).map_err(failed)
    }
}

/// A page as PNG, and its size.
type Shown<'j> = (Cow<'j, [u8]>, Size);

/// The pages that were judged.
enum File<'j> {
    Pdf(Box<PageReader<'j>>),
    Pictures(&'j [(Vec<u8>, Scan)], &'j [Page]),
}

impl<'j> File<'j> {
    fn of(judged: &'j Judged) -> Self {
        match &judged.source {
            Source::Pdf(read) => Self::Pdf(Box::new(read.reader())),
            Source::Pictures(pictures) => Self::Pictures(pictures, &judged.pages),
        }
    }

    /// A page as PNG and its size; `None` if there is none, or if it cannot be drawn.
    fn page(&mut self, number: usize) -> Result<Option<Shown<'j>>, Failure> {
        let reader = match self {
            Self::Pictures(pictures, pages) => {
                let page = |number: usize| pages.get(number - 1).or(pages.last());
                let picture = pictures.get(number - 1).zip(page(number));
                return Ok(picture
                    .map(|((png, scan), page)| (Cow::Borrowed(&png[..]), scan.size(page.size))));
            }
            Self::Pdf(reader) if number > reader.count() => return Ok(None),
            Self::Pdf(reader) => reader,
        };
        let Some(picture) = reader.paint(number - 1, DPI) else { return Ok(None) };
        let png = picture.to_png(DPI).map_err(failed)?;
        let side = |pixels: usize| Length::mm(pixels as i64).scale(254, i64::from(DPI) * 10);
        let size = Size::new(side(picture.width()), side(picture.height()));
        Ok(Some((Cow::Owned(png), size)))
    }
}

fn failed(code: &'static str) -> Failure {
    Failure { exit: Exit::SelfCheck, diagnostics: vec![Diagnostic::error(code)] }
}

fn left_out(html: &mut String, shown: usize, count: usize) -> fmt::Result {
    let ja = format!("{count} ページのうち、判定の悪いものから {shown} ページを示します。");
    let en = format!("{shown} of {count} pages are shown, the worst of them.");
    writeln!(html, "<p>{}</p>", both(&ja, &en))
}

fn absent(html: &mut String, caption: &str) {
    let words = both("このページはありません。", "There is no such page.");
    let _ = writeln!(html, "<figure><figcaption>{caption}</figcaption><p>{words}</p></figure>");
}

fn figure(
    html: &mut String,
    caption: &str,
    (png, size): (&[u8], Size),
    (side, marks): (Side, &[&Numbered<'_>]),
) {
    let data = STANDARD.encode(png);
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<figure><figcaption>{caption}</figcaption><div class=\"sheet\">\
         <img alt=\"\" src=\"data:image/png;base64,{data}\"><svg viewBox=\"0 0 {} {}\">",
        size.width, size.height,
    );
    let mut taken = Vec::new();
    for one in marks {
        let finding = one.finding;
        let area = match side {
            Side::File => finding.place.or(finding.wanted),
            Side::Form => finding.wanted.or(finding.place),
        };
        if let Some(area) = area {
            let _ = mark(html, one, (side, area), tag(area, &mut taken));
        }
    }
    html.push_str("</svg></div></figure>\n");
}

/// A box with its number; the number leads to the list.
fn mark(
    html: &mut String,
    Numbered { number, key, finding, .. }: &Numbered<'_>,
    (side, area): (Side, Rect),
    (x, y): (f64, f64),
) -> fmt::Result {
    let Rect { origin, size } = area;
    let [left, top, w, h] = [origin.x, origin.y, size.width, size.height].map(|at| at.to_mm());
    let id = if side == Side::File { format!(" id=\"{key}m{number}\"") } else { String::new() };
    let kind = finding.verdict;
    writeln!(
        html,
        "<g class=\"{}\"><a href=\"#{key}{number}\"{id}><title>{} {}</title>\
         <rect class=\"box\" x=\"{left:.2}\" y=\"{top:.2}\" width=\"{w:.2}\" height=\"{h:.2}\"/>\
         <rect class=\"tag\" x=\"{x:.2}\" y=\"{y:.2}\" width=\"{}\" height=\"{}\" rx=\".5\"/>\
         <text x=\"{:.2}\" y=\"{:.2}\">{number}</text></a></g>",
        kind.name(),
        finding.code,
        plain(kind),
        TAG.0,
        TAG.1,
        x + TAG.0 / 2.0,
        y + 2.1,
    )
}

/// A place for the number of a box: above its left corner, or beside the numbers that are there.
fn tag(area: Rect, taken: &mut Vec<(f64, f64)>) -> (f64, f64) {
    let y = (area.origin.y.to_mm() - TAG.1).max(0.0);
    let mut x = area.origin.x.to_mm();
    let meets =
        |x: f64, other: &(f64, f64)| (x - other.0).abs() < TAG.0 && (y - other.1).abs() < TAG.1;
    while let Some(other) = taken.iter().find(|other| meets(x, other)) {
        x = other.0 + TAG.0 + 0.1;
    }
    taken.push((x, y));
    (x, y)
}
