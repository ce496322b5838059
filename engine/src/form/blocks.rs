//! Items that bind the elements of a list: `repeat` and `table`.

use super::here::{Here, Level, Marks};
use super::item::gap;
use super::load::Loader;
use super::look::Look;
use super::model::{Column, EmptyBlock, EndMark, More, Repeat, Table as FormTable, Words};
use super::place::Spot;
use super::words::plain;
use super::{keys, limits};
use crate::diag::Diagnostic;
use crate::expression::{self, Names};
use crate::length::{Length, Point, Rect, Unit};
use crate::page::{Role, Stroke};
use crate::reader::{Node, NodeKind, Table};

const MORES: &[(&str, More)] = &[("next_page", More::NextPage), ("refuse", More::Refuse)];
const EMPTIES: &[(&str, EmptyBlock)] = &[("frame", EmptyBlock::Frame), ("none", EmptyBlock::None)];

impl Loader<'_> {
    pub(super) fn repeat(
        &self,
        table: &Table,
        spots: Option<&[Spot]>,
        here: &Here<'_>,
    ) -> Option<Repeat> {
        let out = self.out;
        if here.level == Level::Block || here.level == Level::FlowGroup {
            self.not_here("repeat", table, "L062");
        }
        let spot = self.single(spots, table);
        let list = expression::list(table.get("repeat")?, &here.names, out);
        let origins = self.origins(table, spot, here);
        let more = table.word("more", MORES, out).unwrap_or(More::NextPage);
        let empty = table.word("empty", EMPTIES, out).unwrap_or(EmptyBlock::Frame);
        let size = spot.map(|spot| spot.area.first.size);
        let inside = self.inside(table, size, spot, here);
        let marks = Marks::default();
        let end_mark = table.get("end_mark").map(|node| self.end_mark(node, &marks));
        let items = table.need("items", out);
        let (list, group) = list?;
        let names = here.names.inside(group);
        let inside = Here { names, level: Level::Block, marks: &marks, ..inside };
        let items = self.items(items, &inside);
        marks.finish(out);
        Some(Repeat {
            list,
            origins: origins?,
            size: size?,
            items,
            more,
            empty,
            end_mark: match end_mark {
                Some(mark) => Some(mark?),
                None => None,
            },
        })
    }

    fn end_mark(&self, node: &Node, marks: &Marks) -> Option<EndMark> {
        let table = node.table(self.out)?;
        table.check_keys(&keys::names(&[keys::END_MARK]), self.out);
        let target = table.get("in").and_then(|node| {
            let id = node.text(self.out)?;
            marks.want(id, &node.span);
            Some(id.to_owned())
        });
        let text = table.need_text("text", self.out)?.to_owned();
        Some(EndMark { text, target })
    }

    /// Corners of the blocks, across first. `L039` blocks that overlap, `L060` blocks outside,
    /// `L061` too many.
    fn origins(&self, table: &Table, spot: Option<&Spot>, here: &Here<'_>) -> Option<Vec<Point>> {
        let out = self.out;
        let count = |key: &str| {
            let most = i64::try_from(limits::BLOCKS).unwrap_or(i64::MAX);
            let found = table.get(key).map(|node| node.integer(1..=most, out));
            found.unwrap_or(Some(1)).and_then(|n| usize::try_from(n).ok())
        };
        let (down, across) = (count("down"), count("across"));
        let pitch = |key: &str| table.length(key, Unit::Mm, gap(), out);
        let (pitch_down, pitch_across) = (pitch("pitch_mm"), pitch("pitch_across_mm"));
        let (down, across, spot) = (down?, across?, spot?);
        if down.saturating_mul(across) > limits::BLOCKS {
            self.limit("repeat", limits::BLOCKS, &table.span);
            return None;
        }
        let block = spot.area.first.size;
        self.check_pitch(table, "pitch_mm", pitch_down, block.height);
        self.check_pitch(table, "pitch_across_mm", pitch_across, block.width);
        let mut origins = Vec::new();
        for row in 0..down {
            for column in 0..across {
                origins.push(corner(spot, here, (column, pitch_across), (row, pitch_down)));
            }
        }
        let whole = Rect { origin: Point::default(), size: here.block };
        let inside = |corner: &Option<Point>| {
            corner.is_some_and(|origin| whole.contains(&Rect { origin, size: block }))
        };
        if !origins.iter().all(inside) {
            let key = if table.has("down") { "down" } else { "across" };
            let span = table.entry(key).map_or(&table.span, |entry| &entry.value.span);
            out.push(Diagnostic::error("L060").at(span).arg("blocks", origins.len()));
            return None;
        }
        origins.into_iter().collect()
    }

    /// `L039`: blocks closer than they are large.
    fn check_pitch(&self, table: &Table, key: &str, pitch: Option<Length>, least: Length) {
        if let (Some(pitch), Some(node)) = (pitch, table.get(key))
            && pitch < least
        {
            self.out.push(Diagnostic::error("L039").at(&node.span).arg("least", least));
        }
    }

    /// A table; `width` is that of its area or region.
    pub(super) fn table(
        &self,
        table: &Table,
        width: Option<Length>,
        here: &Here<'_>,
    ) -> Option<FormTable> {
        let out = self.out;
        let list = expression::list(table.get("table")?, &here.names, out);
        let border = match table.get("border") {
            Some(node) => here.looks.border(node, out).flatten(),
            None => here.looks.known_pen("inner"),
        };
        let outer = table.get("outer").and_then(|node| here.looks.pen(node, out));
        let length = |key: &str| table.length(key, Unit::Mm, gap(), out);
        let (head, row) = (length("head_mm"), length("row_mm"));
        table.need("row_mm", out);
        let columns = self.columns(table, width, border, list.as_ref().map(|l| l.1), here);
        let foot = table.get("foot").map(|node| self.foot(node, columns.as_deref(), here));
        Some(FormTable {
            list: list?.0,
            columns: columns?.into_iter().map(|(column, _)| column).collect(),
            outer,
            head: head.unwrap_or_default(),
            row: row?,
            repeat_head: table.flag("repeat_head", out).unwrap_or(true),
            more: table.word("more", MORES, out).unwrap_or(More::NextPage),
            end_mark: table.text("end_mark", out).map(str::to_owned),
            foot: match foot {
                Some(foot) => Some(foot?),
                None => None,
            },
        })
    }

    /// The columns, each with the look of its cells. `L066` unless they fill the width.
    fn columns(
        &self,
        table: &Table,
        width: Option<Length>,
        border: Option<Stroke>,
        group: Option<crate::record::GroupId>,
        here: &Here<'_>,
    ) -> Option<Vec<(Column, Look)>> {
        let node = table.need("columns", self.out)?;
        let names = match group {
            Some(group) => here.names.inside(group),
            None => return None,
        };
        let cells = Here { names, ..here.clone() };
        let tables = table.tables("columns", self.out);
        if tables.len() > limits::COLUMNS {
            self.limit("columns", limits::COLUMNS, &node.span);
            return None;
        }
        let columns: Vec<Option<(Column, Look)>> =
            tables.into_iter().map(|t| self.column(t, border.as_ref(), &cells, here)).collect();
        let columns = columns.into_iter().collect::<Option<Vec<_>>>()?;
        let sum: Length = columns.iter().map(|(column, _)| column.width).sum();
        if width.is_some_and(|width| width != sum) {
            let error = Diagnostic::error("L066").at(&node.span).arg("sum", sum);
            self.out.push(error.arg("width", width.unwrap_or_default()));
        }
        Some(columns)
    }

    fn column(
        &self,
        table: &Table,
        border: Option<&Stroke>,
        cells: &Here<'_>,
        here: &Here<'_>,
    ) -> Option<(Column, Look)> {
        let out = self.out;
        table.check_keys(&keys::names(&[keys::COLUMN, keys::STYLED, keys::LOOK]), out);
        let mut head = self.named_look(table, "head_style", "label", here);
        let mut cell = self.named_look(table, "style", "value", here);
        head.style.border = border.cloned();
        cell.style.border = border.cloned();
        head.role = Some(Role::HeaderCell);
        cell.role = Some(Role::Cell);
        cells.looks.apply(&mut cell, table, out);
        let width = table.need("w_mm", out).and_then(|n| n.length(Unit::Mm, gap(), out));
        let words = |key: &str, names: &Names<'_>| {
            table.need(key, out).and_then(|node| expression::template(node, names, out))
        };
        let (head_words, cell_words) = (words("head", &here.names), words("cell", &cells.names));
        let column = Column {
            width: width?,
            head: plain(head_words?, &head, Role::HeaderCell),
            cell: plain(cell_words?, &cell, Role::Cell),
        };
        Some((column, cell))
    }

    /// The last row. `L067` unless it has a word for every column.
    fn foot(
        &self,
        node: &Node,
        columns: Option<&[(Column, Look)]>,
        here: &Here<'_>,
    ) -> Option<Vec<Option<Words>>> {
        let nodes = node.array(self.out)?;
        let templates: Vec<_> = nodes
            .iter()
            .map(|node| match &node.kind {
                NodeKind::Text(text) if text.is_empty() => Some(None),
                _ => expression::template(node, &here.names, self.out).map(Some),
            })
            .collect();
        let columns = columns?;
        if columns.len() != nodes.len() {
            let error = Diagnostic::error("L067").at(&node.span).arg("found", nodes.len());
            self.out.push(error.arg("expected", columns.len()));
            return None;
        }
        let cells = templates.into_iter().zip(columns);
        cells.map(|(t, (_, look))| Some(t?.map(|t| plain(t, look, Role::Cell)))).collect()
    }
}

/// The corner of a block: by the lines of the grid it inherits, or by its pitch.
fn corner(
    spot: &Spot,
    here: &Here<'_>,
    (column, pitch_across): (usize, Option<Length>),
    (row, pitch_down): (usize, Option<Length>),
) -> Option<Point> {
    let area = spot.area.first;
    let steps = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let step = |n: usize, pitch: Option<Length>, size: Length| pitch.unwrap_or(size) * steps(n);
    let by_pitch = Point::new(
        area.origin.x + step(column, pitch_across, area.size.width),
        area.origin.y + step(row, pitch_down, area.size.height),
    );
    let (Some(cells), Some(grid)) = (&spot.cells, here.grid.as_deref()) else {
        return Some(by_pitch);
    };
    let first_column = cells.columns.start + column * cells.columns.len();
    let first_row = cells.rows.start + row * cells.rows.len();
    let by_grid = grid.corner(first_column, first_row);
    let x = if pitch_across.is_some() { by_pitch.x } else { by_grid?.x };
    let y = if pitch_down.is_some() { by_pitch.y } else { by_grid?.y };
    Some(Point::new(x, y))
}
