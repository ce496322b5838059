//! Tables: columns, and the rows that do not stand for an element.

use super::blocks::{EMPTIES, MORES};
use super::here::Here;
use super::item::{GRADES, gap};
use super::load::Loader;
use super::look::Look;
use super::model::{Band, Breaks, Column, EmptyBlock, More, Table as FormTable, Words};
use super::words::plain;
use super::{keys, limits};
use crate::diag::Diagnostic;
use crate::expression::{self, Expr, Names, RowPlace};
use crate::length::{Length, Size, Unit};
use crate::page::{Role, Stroke};
use crate::reader::{Node, NodeKind, Table};
use crate::record::GroupId;

/// Keys that speak of a table's own area: not for the child of a flow.
const PLACED: &[&str] = &["empty", "last_mm", "form_last_mm"];

impl Loader<'_> {
    /// A table in an area of a size, or (`placed` false) in a flow that is so wide.
    pub(super) fn table(
        &self,
        table: &Table,
        size: Option<Size>,
        placed: bool,
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
        if !placed {
            PLACED.iter().for_each(|key| self.misplaced(table, key, "at"));
        }
        let on_last =
            placed.then(|| self.last_height(table, size.map(|size| size.height), here.on));
        let cells =
            list.as_ref().map(|list| Here { names: here.names.inside(list.1), ..here.clone() });
        let width = size.map(|size| size.width);
        let columns = self.columns(table, width, border, cells.as_ref(), here);
        let bands = Bands { loader: self, table, columns: columns.as_deref() };
        let list = list.as_ref();
        let by_element = list.map(|(expr, group)| (expr, *group));
        let breaks = self.breaks(&bands, by_element, here);
        let of_page = list.map(|list| here.names.with_rows(&list.0, 0, RowPlace::Page));
        let of_page = of_page.as_ref().unwrap_or(&here.names);
        let carry_head = bands.read("carry_head", of_page);
        let page_foot = bands.read("page_foot", of_page);
        let carry_foot = bands.read("carry_foot", of_page);
        let foot = bands.read("foot", &here.names);
        let keep_next = table.get("keep_next_when").map(|node| {
            let names = Names { pages: false, ..cells.as_ref()?.names.clone() };
            expression::condition(node, &names, out)
        });
        Some(FormTable {
            list: list?.0.clone(),
            columns: columns?.into_iter().map(|(column, _)| column).collect(),
            outer,
            head: head.unwrap_or_default(),
            row: row?,
            repeat_head: table.flag("repeat_head", out).unwrap_or(true),
            more: table.word("more", MORES, out).unwrap_or(More::NextPage),
            on_last: on_last.flatten(),
            keep_next: whole(keep_next)?,
            breaks: breaks?,
            end_mark: table.text("end_mark", out).map(str::to_owned),
            empty: table.word("empty", EMPTIES, out).unwrap_or(EmptyBlock::None),
            carry_head: carry_head?,
            page_foot: page_foot?,
            carry_foot: carry_foot?,
            foot: foot?,
        })
    }

    /// `break_by` with its rows. `None` after an error.
    fn breaks(
        &self,
        bands: &Bands<'_, '_>,
        list: Option<(&Expr, GroupId)>,
        here: &Here<'_>,
    ) -> Option<Option<Breaks>> {
        let table = bands.table;
        let Some(node) = table.get("break_by") else {
            for key in ["break_head", "repeat_break_head", "break_foot"] {
                self.misplaced(table, key, "break_by");
            }
            return Some(None);
        };
        let (list, group) = list?;
        let names = Names { pages: false, ..here.names.inside(group) };
        let by = expression::template(node, &names, self.out);
        let rows = names.with_rows(list, 1, RowPlace::Group);
        let (head, foot) = (bands.read("break_head", &rows), bands.read("break_foot", &rows));
        if !table.has("break_head") {
            self.misplaced(table, "repeat_break_head", "break_head");
        }
        let repeat_head = table.flag("repeat_break_head", self.out).unwrap_or(false);
        Some(Some(Breaks { by: by?, head: head?, repeat_head, foot: foot? }))
    }

    /// The columns, each with the look of its cells. `L066` unless they fill the width.
    fn columns(
        &self,
        table: &Table,
        width: Option<Length>,
        border: Option<Stroke>,
        cells: Option<&Here<'_>>,
        here: &Here<'_>,
    ) -> Option<Vec<(Column, Look)>> {
        let node = table.need("columns", self.out)?;
        let cells = cells?;
        let tables = table.tables("columns", self.out);
        if tables.len() > limits::COLUMNS {
            self.limit("columns", limits::COLUMNS, &node.span);
            return None;
        }
        let columns: Vec<Option<(Column, Look)>> =
            tables.into_iter().map(|t| self.column(t, border.as_ref(), cells, here)).collect();
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
        let cell_words = self.ruled(table, cell_words, &cell, Role::Cell, cells);
        let column = Column {
            width: width?,
            grade: table.word("grade", GRADES, out),
            head: plain(head_words?, &head, Role::HeaderCell),
            cell: cell_words?,
        };
        Some((column, cell))
    }
}

/// Reads the rows of a table that do not stand for an element.
struct Bands<'t, 'l> {
    loader: &'t Loader<'l>,
    table: &'t Table,
    columns: Option<&'t [(Column, Look)]>,
}

impl Bands<'_, '_> {
    /// The row of a key: words for each column, or words across all of them. `None` after an
    /// error; `L067` unless there is a word for every column.
    fn read(&self, key: &'static str, names: &Names<'_>) -> Option<Option<Band>> {
        let Some(node) = self.table.get(key) else { return Some(None) };
        let out = self.loader.out;
        if matches!(node.kind, NodeKind::Text(_)) {
            let template = expression::template(node, names, out);
            let (_, look) = self.columns?.first()?;
            return Some(Some(Band::Whole(plain(template?, look, Role::Cell))));
        }
        let nodes = node.array(out)?;
        let cells: Vec<_> = nodes.iter().map(|node| self.cell(node, names)).collect();
        let columns = self.columns?;
        if columns.len() != nodes.len() {
            let error = Diagnostic::error("L067").at(&node.span).arg("key", key);
            out.push(error.arg("found", nodes.len()).arg("expected", columns.len()));
            return None;
        }
        let words: Option<Vec<Option<Words>>> = cells
            .into_iter()
            .zip(columns)
            .map(|(cell, (_, look))| Some(cell?.map(|t| plain(t, look, Role::Cell))))
            .collect();
        Some(Some(Band::Cells(words?)))
    }

    /// The words of a cell; `Some(None)` for an empty one.
    fn cell(&self, node: &Node, names: &Names<'_>) -> Option<Option<expression::Template>> {
        match &node.kind {
            NodeKind::Text(text) if text.is_empty() => Some(None),
            _ => expression::template(node, names, self.loader.out).map(Some),
        }
    }
}

/// What a key gave: nothing if it is not there; `None` after an error.
fn whole<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(value) => value.map(Some),
        None => Some(None),
    }
}
