//! Drawing what of a table stands on a page.

use super::emit::{BlockState, Emitter, Pass, places};
use super::spoken::Spoken;
use super::table::{Row, RowKind, Rows, cell_voice, plan, table_width};
use super::table_cut::Cut;
use crate::form::{Align, Band, Item, More, Style, Table, Words};
use crate::length::{Length, Point, Rect};
use crate::page::{Draw, Frame, Role};

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
                own = plan(self.work, item, table, true);
                (&own, 0)
            }
        };
        if plan.pages.len() > 1 && (self.block.repeated || table.more == More::Refuse) {
            let first = plan.pages.first().map_or(0..0, |cut| plan.rows.elements(&cut.rows));
            self.too_many(item, plan.rows.elements.len(), first.len());
            return;
        }
        let Some(cut) = plan.pages.get(page) else { return };
        for ((area, _), order) in places(item, corner, order, 1) {
            self.at_order(order, |emitter| {
                emitter.table(item, table, &plan.rows, cut, area.origin);
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

    /// What of a table stands on a page, from a corner down.
    pub(super) fn table(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        rows: &Rows<'a>,
        cut: &Cut,
        corner: Point,
    ) {
        let mut at = corner;
        if (cut.first || table.repeat_head) && table.head > Length::ZERO {
            self.head(item, table, &mut at);
        }
        let outer = std::mem::take(&mut self.block);
        self.block = BlockState { repeated: true, ..BlockState::default() };
        self.work.scope.rows = Some(rows.window(rows.elements(&cut.rows)));
        if !cut.first {
            self.own_row(item, table, table.carry_head.as_ref(), &mut at);
        }
        self.rows(item, table, rows, cut, &mut at);
        if cut.marked {
            self.mark_row(item, table, &mut at);
        }
        for _ in 0..cut.blanks {
            self.blank_row(table, &mut at);
        }
        self.own_row(item, table, table.page_foot.as_ref(), &mut at);
        if !cut.last {
            self.own_row(item, table, table.carry_foot.as_ref(), &mut at);
        }
        self.work.scope.rows = None;
        if let Some(foot) = table.foot.as_ref().filter(|_| cut.last) {
            let height = rows.heights.around.foot;
            self.band(item, table, foot, at, height);
            at.y += height;
        }
        self.block = outer;
        if let Some(stroke) = &table.outer {
            let area = Rect::new(corner.x, corner.y, table_width(table), at.y - corner.y);
            let stroke = stroke.clone();
            self.push(0, Role::Artifact, None, Draw::Frame(Frame { area, stroke }));
        }
    }

    fn head(&mut self, item: &'a Item, table: &'a Table, at: &mut Point) {
        for (column, area) in table.columns.iter().zip(boxes(table, *at, table.head)) {
            let voice = cell_voice(self.work, item, &column.head);
            self.label(item, &column.head, area, 0, &voice);
        }
        at.y += table.head;
    }

    /// A row of the page, as high as the table says.
    fn own_row(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        band: Option<&'a Band>,
        at: &mut Point,
    ) {
        let Some(band) = band else { return };
        self.band(item, table, band, *at, table.row);
        at.y += table.row;
    }

    /// The rows of the page; those around a group sum up the group.
    fn rows(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        rows: &Rows<'a>,
        cut: &Cut,
        at: &mut Point,
    ) {
        if let Some((head, first)) = rows.again(cut.rows.start) {
            self.row(item, table, rows, (head, first), *at);
            at.y += head.height;
        }
        let mut next = rows.elements(&cut.rows).start;
        for row in &rows.rows[cut.rows.clone()] {
            self.row(item, table, rows, (row, next), *at);
            next += usize::from(matches!(row.kind, RowKind::Element));
            at.y += row.height;
        }
    }

    /// A row before which `index` elements stand.
    fn row(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        rows: &Rows<'a>,
        (row, index): (&Row<'a>, usize),
        at: Point,
    ) {
        // The row after a group binds the last element of it, which stands before.
        let index = match &row.kind {
            RowKind::Break(_, group) => index.clamp(group.start, group.end.saturating_sub(1)),
            RowKind::Element => index,
        };
        self.work.scope_in(&table.list, rows.elements.get(index).copied(), index + 1);
        match &row.kind {
            RowKind::Element => {
                for (column, area) in table.columns.iter().zip(boxes(table, at, row.height)) {
                    self.table_cell(item, &column.cell, area);
                }
            }
            RowKind::Break(band, group) => {
                let page = self.work.scope.rows.replace(rows.window(group.clone()));
                self.band(item, table, band, at, row.height);
                self.work.scope.rows = page;
            }
        }
        self.work.scope_out();
    }

    fn band(
        &mut self,
        item: &'a Item,
        table: &'a Table,
        band: &'a Band,
        at: Point,
        height: Length,
    ) {
        match band {
            Band::Whole(words) => {
                let area = Rect::new(at.x, at.y, table_width(table), height);
                self.table_cell(item, words, area);
            }
            Band::Cells(cells) => {
                let columns = table.columns.iter().zip(boxes(table, at, height));
                for ((column, area), words) in columns.zip(cells) {
                    match words {
                        Some(words) => self.table_cell(item, words, area),
                        None => self.border(&column.cell.style, area, 0),
                    }
                }
            }
        }
    }

    fn table_cell(&mut self, item: &'a Item, words: &'a Words, area: Rect) {
        let voice = cell_voice(self.work, item, words);
        self.field(item, words, area, 0, &voice);
    }

    /// 以下余白 across the table.
    fn mark_row(&mut self, item: &'a Item, table: &'a Table, at: &mut Point) {
        let (Some(column), Some(mark)) = (table.columns.first(), &table.end_mark) else { return };
        let area = Rect::new(at.x, at.y, table_width(table), table.row);
        let style = Style { align: Align::Centre, ..(*column.cell.style).clone() };
        let voice = cell_voice(self.work, item, &column.head);
        self.border(&style, area, 0);
        self.text(Spoken::fixed(mark, &style), &style, Role::Cell, area, 0, &voice);
        at.y += table.row;
    }

    /// The frames of a row without an element.
    fn blank_row(&mut self, table: &'a Table, at: &mut Point) {
        for (column, area) in table.columns.iter().zip(boxes(table, *at, table.row)) {
            self.border(&column.cell.style, area, 0);
        }
        at.y += table.row;
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
