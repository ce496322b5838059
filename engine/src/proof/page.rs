//! One page as it was meant and as it was read.

use std::rc::Rc;
use std::sync::Arc;

use super::drawn::Drawn;
use super::glyphs::Glyphs;
use super::marks::{Kind, Marks};
use super::outlines::Outlines;
use super::{near, pictures, shapes};
use crate::diag::{Diagnostic, Place};
use crate::length::Rect;
use crate::page::{Item, Layer, Page};
use crate::readback::{ReadPage, ReadParts};

/// Most fixed layers that are kept.
const KEPT: usize = 16;

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
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) clusters: usize,
    pub(super) glyphs: usize,
}

/// What is asked of the original fonts.
pub(super) struct Asked<'a, 'f> {
    pub(super) drawn: &'a mut Drawn<'f>,
    pub(super) outlines: &'a mut Outlines,
}

/// Compares a page; what differs, at most one finding for each kind of marks.
///
/// A page whose fixed layer is proved and stands before the rest is proved by the rest: what is
/// true of both parts is true of the page. If anything differs the page is compared as a whole.
pub(super) fn faults(
    asked: &mut Asked<'_, '_>,
    layers: &mut Layers,
    page: &Page,
    read: ReadParts,
    count: &mut Count,
) -> Vec<Fault> {
    if read.own.cut {
        return vec![Fault::new("P058", "-", 0)];
    }
    let lacks_font = read.lacks_font.then(|| Fault::new("P064", "-", 0));
    let whole = sheet(page, &read.own).or(lacks_font);
    let fixed = read.fixed.as_ref().and_then(|fixed| layers.proved(asked, &page.fixed, fixed));
    if let (Some(fixed), None) = (fixed, &whole) {
        let mut own = fixed;
        if of_items(asked, &page.items, &read.own, &mut own).is_empty() {
            *count = own;
            return Vec::new();
        }
    }
    let items = page.fixed.items.iter().chain(&page.items);
    let mut faults = Vec::from_iter(whole);
    faults.extend(of_items(asked, items, &read.whole(), count));
    faults
}

/// Whether a sheet has another size or is turned.
fn sheet(page: &Page, read: &ReadPage) -> Option<Fault> {
    let (wide, high) = (page.size.width, page.size.height);
    let sized = near::length(read.size.width, wide) && near::length(read.size.height, high);
    (!sized || read.rotation != 0).then(|| Fault::new("P042", "-", 0))
}

/// Compares items with all that was read.
fn of_items<'p>(
    asked: &mut Asked<'_, '_>,
    items: impl IntoIterator<Item = &'p Item>,
    read: &ReadPage,
    count: &mut Count,
) -> Vec<Fault> {
    let marks = Marks::of(items);
    let Asked { drawn, outlines } = asked;
    let mut glyphs = Glyphs { drawn, outlines, page: read, last: None };
    let found = [
        glyphs.fault(&marks.clusters),
        shapes::fault(&marks.shapes, read),
        pictures::fault(&marks.images, read),
    ];
    let mut faults = Vec::new();
    let whole = |code| Fault::new(code, "-", 0);
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

/// Fixed layers that were found in the file as they were meant: each with what was read there, and
/// how much that is. Both are kept, so that no other can have their place in memory.
#[derive(Default)]
pub(super) struct Layers(Vec<(Arc<Layer>, Rc<ReadPage>, Count)>);

impl Layers {
    /// How much is proved of a layer by what was read; nothing if it is not as it was meant.
    fn proved(
        &mut self,
        asked: &mut Asked<'_, '_>,
        layer: &Arc<Layer>,
        read: &Rc<ReadPage>,
    ) -> Option<Count> {
        let same = |known: &&(Arc<Layer>, Rc<ReadPage>, Count)| {
            Arc::ptr_eq(&known.0, layer) && Rc::ptr_eq(&known.1, read)
        };
        if let Some((_, _, count)) = self.0.iter().find(same) {
            return Some(*count);
        }
        let mut count = Count::default();
        let whole = !read.cut && of_items(asked, &layer.items, read, &mut count).is_empty();
        if whole {
            if self.0.len() >= KEPT {
                self.0.remove(0);
            }
            self.0.push((layer.clone(), read.clone(), count));
        }
        whole.then_some(count)
    }
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
