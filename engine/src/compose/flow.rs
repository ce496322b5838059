//! Flows: children that stack in a region and go on in the region of the same name on the
//! pages after.

use std::ops::Range;
use std::sync::Arc;

use super::emit::{Emitter, Look, Pass, places};
use super::fit::{Room, block_height};
use super::flow_entries::{Entry, entries};
use super::flow_place::{self, Regions};
use super::paginate::last_room;
use super::table::{self, Rows, grown_height, table_width};
use super::table_cut::{Cut, Space};
use super::work::{Set, Work};
use crate::form::{Align, Flow, FlowChild, Item, Kind, On, Para, Words};
use crate::length::{Length, Point, Rect, Size};
use crate::page::{Draw, Frame, Role};

/// A flow cut into pages.
pub(super) struct FlowPlan<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    pub(super) pages: Vec<Vec<Piece>>,
}

/// A child, or a part of one, on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Index of the entry.
    pub(super) entry: usize,
    /// From the top of the region.
    pub(super) top: Length,
    /// Its height.
    pub(super) height: Length,
    /// What of it.
    pub(super) shown: Shown,
}

/// What of a child stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of it.
    Whole,
    /// Lines of a paragraph.
    Lines(Range<usize>),
    /// A part of a table.
    Rows(Cut),
}

/// What a child asks for.
pub(super) enum Measure<'a> {
    /// One block.
    Block(Length),
    /// Lines of a height at a distance.
    Lines { count: usize, body: Length, leading: Length },
    /// A table.
    Rows(Box<Rows<'a>>),
}

impl Measure<'_> {
    /// The whole height.
    pub(super) fn height(&self) -> Length {
        match self {
            Self::Block(height) => *height,
            Self::Lines { count, body, leading } => block_height(*count, *body, *leading),
            Self::Rows(rows) => rows.heights.whole(),
        }
    }

    /// Whether a page may cut it.
    pub(super) fn divides(&self) -> bool {
        !matches!(self, Self::Block(_))
    }

    /// The least that may stand at the end of a page: two lines, a head with a row.
    pub(super) fn first_piece(&self) -> Length {
        match self {
            Self::Lines { count, body, leading } if *count > 3 => block_height(2, *body, *leading),
            Self::Rows(rows) => rows.heights.first_piece(),
            _ => self.height(),
        }
    }
}

/// Measures the children and cuts them into pages. `page` are the items of the part, among
/// which the continuation region stands; `closes` if the part is the last of the form.
pub(super) fn plan<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    flow: &'a Flow,
    page: &'a [Item],
    closes: bool,
) -> FlowPlan<'a> {
    let first = space(item, flow, closes);
    let rest = match item.on {
        On::All => Some(first),
        _ => continuation(page, &flow.name).map(|(item, flow)| space(item, flow, closes)),
    };
    let width = region_size(item).width;
    let entries = entries(work, flow, width);
    let regions = Regions { first, rest };
    let (pages, failure) = flow_place::place(&entries, regions);
    if let Some((entry, code)) = failure {
        let entry = entries.get(entry);
        let child = entry.map_or(item, |entry| &entry.child.item);
        let outer = entry.map(|entry| entry.enter(work));
        let voice = work.voice(child, template(child));
        work.report.error(crate::diag::Diagnostic::error(code), &voice);
        work.scope.elements = outer.unwrap_or_default();
    }
    FlowPlan { entries, pages }
}

fn region_size(item: &Item) -> Size {
    item.areas.first().map_or_else(Size::default, |area| area.first.size)
}

/// The room of a region.
fn space(item: &Item, flow: &Flow, closes: bool) -> Space {
    let on = region_size(item).height;
    Space { on, end: last_room(flow.on_last.as_ref(), closes).unwrap_or(on) }
}

fn continuation<'a>(page: &'a [Item], name: &str) -> Option<(&'a Item, &'a Flow)> {
    page.iter().find_map(|item| match &item.kind {
        Kind::Flow(flow) if flow.name == name && item.on == On::Rest => Some((item, flow)),
        Kind::Group(inner) => continuation(inner, name),
        _ => None,
    })
}

/// What a child asks for; `None` if it is not printed or has no words.
pub(super) fn measure<'a>(
    work: &mut Work<'a>,
    child: &'a FlowChild,
    width: Length,
) -> Option<Measure<'a>> {
    let item = &child.item;
    Some(match &item.kind {
        Kind::Para(para) => {
            let quiet = std::mem::replace(&mut work.report.quiet, true);
            let set = set_para(work, item, para, width);
            work.report.quiet = quiet;
            // Nothing of it will be drawn, so what is wrong with it is told now.
            let set = set.or_else(|| set_para(work, item, para, width))?;
            let setting = &set.setting;
            if setting.lines.is_empty() {
                let voice = work.voice(item, template(item));
                work.report.fitted(setting, &para.style, &voice);
            }
            Measure::Lines {
                count: setting.lines.len(),
                body: setting.body,
                leading: setting.leading,
            }
        }
        Kind::Table(table) => Measure::Rows(Box::new(table::rows(work, item, table))),
        Kind::Cell { label, field } => {
            Measure::Block(cell_height(work, child, (label.as_ref(), field.as_ref()), width))
        }
        _ => Measure::Block(region_size(item).height),
    })
}

fn cell_height<'a>(
    work: &mut Work<'a>,
    child: &'a FlowChild,
    (label, field): (Option<&'a Words>, Option<&'a Words>),
    width: Length,
) -> Length {
    let (least, label_width) = sizes(child);
    let label_width = if field.is_none() { width } else { label_width };
    let voice = work.voice(&child.item, template(&child.item));
    let boxes = [(label, label_width), (field, width - label_width)];
    boxes
        .into_iter()
        .filter_map(|(words, width)| Some((words?, width)))
        .map(|(words, width)| grown_height(work, &child.item, words, width, &voice))
        .fold(least, Length::max)
}

fn set_para<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    para: &'a Para,
    width: Length,
) -> Option<Arc<Set>> {
    let voice = work.voice(item, template(item));
    let spoken = work.paragraph(para, &voice)?;
    work.set(spoken, &para.style, Room::paragraph(para, width, None), &voice)
}

fn template(item: &Item) -> Option<&crate::expression::Template> {
    match &item.kind {
        Kind::Para(para) => para.spans.first().map(|span| &span.template),
        Kind::Cell { label, field } => {
            field.as_ref().or(label.as_ref()).map(|words| &words.template)
        }
        _ => None,
    }
}

impl<'a> Emitter<'_, 'a> {
    /// What a flow shows on this page, in the region of this item.
    pub(super) fn flow(&mut self, item: &'a Item, flow: &'a Flow, corner: Point, order: u32) {
        if self.pass == Pass::Fixed {
            return;
        }
        let Some(plan) = self.plan.and_then(|plan| plan.flows.get(flow.name.as_str())) else {
            return;
        };
        let Some(pieces) = plan.pages.get(self.sheet.index()) else { return };
        for ((region, _), order) in places(item, corner, order, 1) {
            self.at_order(order, |emitter| {
                for piece in pieces {
                    if let Some(entry) = plan.entries.get(piece.entry) {
                        emitter.entry(entry, piece, region);
                    }
                }
            });
        }
    }

    /// What of an entry stands on this page, in the scope of its element.
    fn entry(&mut self, entry: &Entry<'a>, piece: &Piece, region: Rect) {
        let outer = entry.enter(self.work);
        // Ids inside an element are its own.
        let block = entry.of_element().then(|| std::mem::take(&mut self.block));
        self.piece(entry, piece, region);
        self.work.scope.elements = outer;
        self.block = block.unwrap_or_else(|| std::mem::take(&mut self.block));
    }

    fn piece(&mut self, entry: &Entry<'a>, piece: &Piece, region: Rect) {
        let child = entry.child;
        let item = &child.item;
        let left = region.origin.x;
        let top = region.origin.y + piece.top;
        let area = Rect::new(left, top, region.size.width, piece.height);
        match &item.kind {
            Kind::Para(para) => self.flow_para(item, para, area, piece),
            Kind::Table(table) => {
                let (Measure::Rows(rows), Shown::Rows(cut)) = (&entry.measure, &piece.shown) else {
                    return;
                };
                let free = region.size.width - table_width(table);
                let corner = Point::new(left + across(child.align, free), top);
                self.table(item, table, rows, cut, corner);
            }
            Kind::Group(items) => {
                let free = region.size.width - region_size(item).width;
                self.items(items, Point::new(left + across(child.align, free), top), 0);
            }
            Kind::Cell { label, field } => {
                self.flow_cell(child, (label.as_ref(), field.as_ref()), area);
            }
            _ => {}
        }
    }

    fn flow_para(&mut self, item: &'a Item, para: &'a Para, area: Rect, piece: &Piece) {
        // Set again with the true page numbers; what did not fit is told once.
        let Shown::Lines(range) = &piece.shown else { return };
        let quiet = std::mem::replace(&mut self.work.report.quiet, range.start > 0);
        let set = set_para(self.work, item, para, area.size.width);
        self.work.report.quiet = quiet;
        self.border(&para.style, area, 0);
        if let Some(set) = set {
            let voice = self.work.voice(item, template(item));
            let end = range.end.min(set.setting.lines.len());
            let lines = range.start.min(end)..end;
            self.draw(&set, Look::paragraph(para, area), Some(lines), 0, &voice);
        }
    }

    fn flow_cell(
        &mut self,
        child: &'a FlowChild,
        (label, field): (Option<&'a Words>, Option<&'a Words>),
        area: Rect,
    ) {
        let item = &child.item;
        let voice = self.work.voice(item, template(item));
        let (_, label_width) = sizes(child);
        let label_width = if field.is_none() { area.size.width } else { label_width };
        let Rect { origin, size } = area;
        if let Some(label) = label {
            let area = Rect::new(origin.x, origin.y, label_width, size.height);
            self.label(item, label, area, 0, &voice);
        }
        if let Some(field) = field {
            let (left, width) = (origin.x + label_width, size.width - label_width);
            let area = Rect::new(left, origin.y, width, size.height);
            self.field(item, field, area, 0, &voice);
        }
        if let Some(stroke) = child.row.as_ref().and_then(|row| row.outer.clone()) {
            self.push(0, Role::Artifact, None, Draw::Frame(Frame { area, stroke }));
        }
    }
}

/// Least height of a labelled row, and its label's width.
fn sizes(child: &FlowChild) -> (Length, Length) {
    child.row.as_ref().map(|row| (row.least, row.label)).unwrap_or_default()
}

/// Where a block stands across the region.
fn across(align: Align, free: Length) -> Length {
    match align {
        Align::Right | Align::Decimal => free,
        Align::Centre | Align::Distribute => free.scale(1, 2),
        Align::Left | Align::Both => Length::ZERO,
    }
}
