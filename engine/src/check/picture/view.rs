//! A picture that lies on our page, being judged.

use super::super::page::Bench;
use super::super::report::{Finding, Report};
use super::ours::Ours;
use super::place::Map;
use super::scan::Scan;
use crate::alike::Grey;
use crate::length::{Point, Rect, Size};
use crate::page::Page;

/// What the rules look at.
pub(super) struct View<'v, 'f> {
    pub(super) bench: &'v Bench<'f>,
    pub(super) page: &'v Page,
    pub(super) ours: &'v Ours,
    /// The picture as it lies on our page.
    pub(super) theirs: &'v Grey,
    pub(super) scan: &'v Scan,
    /// From our pixels to those of the picture.
    pub(super) map: Map,
    /// Pixels of the picture in a millimetre, across and down.
    pub(super) grain: (f64, f64),
    pub(super) report: &'v mut Report,
    pub(super) record: u64,
    pub(super) number: usize,
    /// How sharp it is, in percent of ours.
    pub(super) sharpness: u32,
    /// Whether the picture is drawn as ours is: then what is not in its place is not there.
    pub(super) alike: bool,
}

impl View<'_, '_> {
    /// Reports a finding; its place is given on our page and told on the picture.
    pub(super) fn tell(&mut self, finding: Finding) {
        let place = finding.place.map(|place| self.on_picture(place));
        self.report.tell(Finding { place, record: self.record, page: self.number, ..finding });
    }

    pub(super) fn pass(&mut self, code: &'static str) {
        self.report.pass(code);
    }

    /// Where a point of our page, in pixels, lies in the picture.
    pub(super) fn pixel(&self, x: f64, y: f64) -> (f64, f64) {
        self.map.at(x, y)
    }

    fn on_picture(&self, rect: Rect) -> Rect {
        let across = |length| self.ours.across(length);
        let half = |from, size: crate::length::Length| across(from) + across(size) / 2.0;
        let (x, y) = self
            .map
            .at(half(rect.origin.x, rect.size.width), half(rect.origin.y, rect.size.height));
        // Millimetres to EMU.
        let length = |pixels: f64, grain: f64| {
            crate::length::Length::emu((pixels / grain * 36_000.0).round() as i64)
        };
        let middle = Point::new(length(x, self.grain.0), length(y, self.grain.1));
        let Size { width, height } = rect.size;
        Rect::new(middle.x - width.scale(1, 2), middle.y - height.scale(1, 2), width, height)
    }
}
