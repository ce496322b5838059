//! One page as it was meant and as it was read.

use super::drawn::Drawn;
use super::glyphs::Glyphs;
use super::marks::{Kind, Marks};
use super::outlines::Outlines;
use super::{near, pictures, shapes};
use crate::diag::{Diagnostic, Place};
use crate::length::Rect;
use crate::page::Page;
use crate::readback::ReadPage;

/// A mark that is not as it was meant.
pub(super) struct Fault {
    code: &'static str,
    item: String,
    number: usize,
    area: Option<Rect>,
}

impl Fault {
    /// The code, the name of the 印字項目 and the number of the mark among its kind on the page.
    pub(super) fn new(code: &'static str, item: &str, number: usize) -> Self {
        Self { code, item: item.to_owned(), number, area: None }
    }

    /// Where on the page it is.
    pub(super) fn at(self, area: Rect) -> Self {
        Self { area: Some(area), ..self }
    }

    pub(super) fn found(self, page: usize) -> Diagnostic {
        let found = Diagnostic::error(self.code).arg("page", page);
        let found = found.arg("field", self.item).arg("number", self.number);
        match self.area {
            Some(area) => found.place(Place::Page(page, area)),
            None => found,
        }
    }
}

/// What is proved of pages.
#[derive(Default)]
pub(super) struct Count {
    pub(super) clusters: usize,
    pub(super) glyphs: usize,
}

/// Compares a page; what differs, at most one finding for each kind of marks.
pub(super) fn faults(
    drawn: &mut Drawn<'_>,
    outlines: &mut Outlines,
    page: &Page,
    read: &ReadPage,
    count: &mut Count,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let whole = |code| Fault::new(code, "-", 0);
    if read.cut {
        return vec![whole("P058")];
    }
    let (wide, high) = (page.size.width, page.size.height);
    let sized = near::length(read.size.width, wide) && near::length(read.size.height, high);
    if !sized || read.rotation != 0 {
        faults.push(whole("P042"));
    }
    let marks = Marks::of(page);
    let mut glyphs = Glyphs { drawn, outlines, page: read };
    let found = [
        glyphs.fault(&marks.clusters),
        shapes::fault(&marks.shapes, read),
        pictures::fault(&marks.images, read),
    ];
    if found.iter().all(Option::is_none) && marks.order != painted(read) {
        faults.push(whole("P056"));
    }
    if found[0].is_none() {
        count.clusters += marks.clusters.len();
        count.glyphs += read.glyphs.len();
    }
    faults.extend(found.into_iter().flatten());
    if read.clips + read.groups + read.annotations > 0 {
        faults.push(whole("P057"));
    }
    faults
}

/// The kinds of the marks in the file in the order of painting.
fn painted(read: &ReadPage) -> Vec<Kind> {
    let glyphs = read.glyphs.iter().map(|glyph| (glyph.at, Kind::Glyph));
    let pieces =
        read.shapes.iter().flat_map(|shape| shape.contours.iter().map(|_| (shape.at, Kind::Shape)));
    let images = read.images.iter().map(|image| (image.at, Kind::Image));
    let mut marks: Vec<_> = glyphs.chain(pieces).chain(images).collect();
    marks.sort_by_key(|(at, _)| *at);
    marks.into_iter().map(|(_, kind)| kind).collect()
}
