//! Tables: rows that grow with their cells, cut into pages between rows.

use std::ops::Range;

use super::binding::first_path;
use super::emit::{BlockState, Emitter, Pass, places};
use super::fit::Room;
use super::report::Voice;
use super::work::{Spoken, Work};
use crate::diag::Diagnostic;
use crate::form::{Align, Column, Item, More, Style, Table, Words};
use crate::length::{Length, Point, Rect};
use crate::page::{Draw, Frame, Role};
use crate::record::GroupValue;

/// Free space above and below the lines of a cell that wraps.
const WRAP_PAD: Length = Length::emu(28_800);

/// A row of a table under its head.
pub(super) struct Row<'a> {
    pub(super) kind: RowKind<'a>,
    pub(super) height: Length,
}

/// What a row shows.
#[derive(Clone, Copy)]
pub(super) enum RowKind<'a> {
    /// An element and its running number.
    Element(&'a GroupValue, usize),
    /// 以下余白.
    EndMark(&'a str),
    /// The row at the end.
    Foot(&'a [Option<Words>]),
}

/// A table outside a flow: its rows and which of them each of its pages shows.
pub(super) struct TablePlan<'a> {
    pub(super) rows: Vec<Row<'a>>,
    pub(super) pages: Vec<Range<usize>>,
}

/// The rows of a table with their heights.
pub(super) fn rows<'a>(work: &mut Work<'a>, item: &'a Item, table: &'a Table) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (i, element) in work.list(&table.list, item).into_iter().enumerate() {
        work.scope_in(&table.list, Some(element), i + 1);
        let cells = table.columns.iter().map(|column| (column, Some(&column.cell)));
        let height = row_height(work, item, table, cells);
        work.scope_out();
        rows.push(Row { kind: RowKind::Element(element, i + 1), height });
    }
    if let Some(mark) = &table.end_mark {
        rows.push(Row { kind: RowKind::EndMark(mark), height: table.row });
    }
    if let Some(foot) = &table.foot {
        let cells = table.columns.iter().zip(foot.iter().map(Option::as_ref));
        let height = row_height(work, item, table, cells);
        rows.push(Row { kind: RowKind::Foot(foot), height });
    }
    rows
}

fn row_height<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    table: &'a Table,
    cells: impl Iterator<Item = (&'a Column, Option<&'a Words>)>,
) -> Length {
    cells
        .filter_map(|(column, words)| Some((column.width, words?)))
        .map(|(width, words)| {
            let voice = cell_voice(work, item, words);
            grown_height(work, item, words, width, &voice)
        })
        .fold(table.row, Length::max)
}

/// The height that words ask of a box of a width; nothing beyond one line.
pub(super) fn grown_height<'a>(
    work: &mut Work<'a>,
    item: &'a Item,
    words: &'a Words,
    width: Length,
    voice: &Voice<'a>,
) -> Length {
    let quiet = std::mem::replace(&mut work.report.quiet, true);
    let spoken = work.value(item, words, &[], voice);
    let room = Room::line(&words.style, width, None);
    let set = spoken.and_then(|spoken| work.set(spoken, &words.style, room, voice));
    work.report.quiet = quiet;
    set.map_or(Length::ZERO, |set| match set.setting.lines.len() {
        0 | 1 => set.setting.height(),
        _ => set.setting.height() + WRAP_PAD * 2,
    })
}

fn cell_voice<'a>(work: &Work<'a>, item: &'a Item, words: &Words) -> Voice<'a> {
    let field = match first_path(&words.template) {
        Some(path) => work.numbered(&path.words, path.up),
        None => work.voice(item, Some(&words.template)).field,
    };
    Voice { field, source: &item.source }
}

/// Index behind the last row from `from` that a space holds. Rows at the end (合計, 以下余白)
/// never stand alone on a page if the page before can give them a row.
pub(super) fn take(rows: &[Row], from: usize, space: Length) -> usize {
    let mut free = space;
    let mut end = from;
    while let Some(row) = rows.get(end).filter(|row| row.height <= free) {
        free -= row.height;
        end += 1;
    }
    let rest = &rows[end..];
    let alone =
        !rest.is_empty() && rest.iter().all(|row| !matches!(row.kind, RowKind::Element(..)));
    if alone && end > from + 1 { end - 1 } else { end }
}

/// Cuts a table outside a flow into pages of its area's height.
pub(super) fn plan<'a>(work: &mut Work<'a>, item: &'a Item, table: &'a Table) -> TablePlan<'a> {
    let rows = rows(work, item, table);
    let height = item.areas.first().map_or(Length::ZERO, |area| area.first.size.height);
    let mut pages = Vec::new();
    let mut from = 0;
    loop {
        let head = if pages.is_empty() || table.repeat_head { table.head } else { Length::ZERO };
        let end = take(&rows, from, height - head);
        pages.push(from..end);
        if end == rows.len() {
            break;
        }
        if end == from {
            let voice = work.voice(item, None);
            work.report.error(Diagnostic::error("C007"), &voice);
            break;
        }
        from = end;
    }
    TablePlan { rows, pages }
}

impl<'a> Emitter<'_, 'a> {
    /// A table outside a flow.
    pub(super) fn placed_table(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        corner: Point,
        order: u32,
    ) {
        if self.pass == Pass::Fixed || self.block.empty {
            return;
        }
        let own;
        let (plan, page) = match self.plan.and_then(|plan| plan.tables.get(&item.order)) {
            Some(plan) if !self.block.repeated => (plan, self.sheet.turn(item.on)),
            _ => {
                own = plan(self.work, item, table);
                (&own, 0)
            }
        };
        if plan.pages.len() > 1 && (self.block.repeated || table.more == More::Refuse) {
            self.too_many(item, plan.rows.len(), plan.pages.first().map_or(0, Range::len));
            return;
        }
        let Some(range) = plan.pages.get(page) else { return };
        let head = page == 0 || table.repeat_head;
        for ((area, _), order) in places(item, corner, order, 1) {
            self.at_order(order, |emitter| {
                emitter.table(item, table, &plan.rows[range.clone()], area.origin, head);
            });
        }
    }

    /// Runs `f` with everything at one order, as something of this record only.
    pub(super) fn at_order(&mut self, order: u32, f: impl FnOnce(&mut Self)) {
        let outer = (self.order, self.dynamic);
        self.order = Some(self.order.unwrap_or(order));
        self.dynamic = true;
        f(self);
        (self.order, self.dynamic) = outer;
    }

    /// Rows of a table from a corner down.
    pub(super) fn table(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        rows: &[Row<'a>],
        corner: Point,
        head: bool,
    ) {
        let mut at = corner;
        if head && table.head > Length::ZERO {
            let boxes: Vec<Rect> = boxes(table, at, table.head).collect();
            for (column, area) in table.columns.iter().zip(boxes) {
                let voice = cell_voice(self.work, item, &column.head);
                self.label(item, &column.head, area, 0, &voice);
            }
            at.y += table.head;
        }
        for row in rows {
            self.row(item, table, row, at);
            at.y += row.height;
        }
        if let Some(stroke) = &table.outer {
            let width = table.columns.iter().map(|column| column.width).sum();
            let area = Rect::new(corner.x, corner.y, width, at.y - corner.y);
            let stroke = stroke.clone();
            self.push(0, Role::Artifact, None, Draw::Frame(Frame { area, stroke }));
        }
    }

    fn row(&mut self, item: &'a Item, table: &'a Table, row: &Row<'a>, at: Point) {
        let outer = std::mem::take(&mut self.block);
        self.block = BlockState { repeated: true, ..BlockState::default() };
        let boxes = boxes(table, at, row.height);
        match row.kind {
            RowKind::Element(element, no) => {
                self.work.scope_in(&table.list, Some(element), no);
                for (column, area) in table.columns.iter().zip(boxes) {
                    self.table_cell(item, &column.cell, area);
                }
                self.work.scope_out();
            }
            RowKind::Foot(cells) => {
                for ((column, area), words) in table.columns.iter().zip(boxes).zip(cells) {
                    match words {
                        Some(words) => self.table_cell(item, words, area),
                        None => self.border(&column.cell.style, area, 0),
                    }
                }
            }
            RowKind::EndMark(mark) => self.mark_row(item, table, mark, at, row.height),
        }
        self.block = outer;
    }

    fn table_cell(&mut self, item: &'a Item, words: &'a Words, area: Rect) {
        let voice = cell_voice(self.work, item, words);
        self.field(item, words, area, 0, &voice);
    }

    fn mark_row(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        mark: &str,
        at: Point,
        height: Length,
    ) {
        let width = table.columns.iter().map(|column| column.width).sum();
        let Some(column) = table.columns.first() else { return };
        let area = Rect::new(at.x, at.y, width, height);
        let style = Style { align: Align::Centre, ..(*column.cell.style).clone() };
        let voice = cell_voice(self.work, item, &column.head);
        self.border(&style, area, 0);
        self.text(Spoken::fixed(mark, &style), &style, Role::Cell, area, 0, &voice);
    }
}

/// The boxes of a row, left to right.
fn boxes(table: &Table, at: Point, height: Length) -> impl Iterator<Item = Rect> {
    let mut x = at.x;
    table.columns.iter().map(move |column| {
        let area = Rect::new(x, at.y, column.width, height);
        x += column.width;
        area
    })
}
