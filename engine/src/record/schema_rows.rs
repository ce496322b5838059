//! Where the rows of a group stand in a folder of group CSVs: `table`, `key`, `join`, `latest`.

use std::rc::Rc;

use super::schema::{Group, Item, ItemType, Rows};
use super::schema_file::Load;
use super::schema_items::is_name;
use super::standard::{self, Standard};
use crate::diag::Diagnostic;
use crate::reader::{Node, Table, with_suggestion};

/// The table of a group.
pub(super) struct TableOf {
    /// As the file names it: `001.住民情報`, `請求`.
    pub(super) name: String,
    /// 業務ID, if it is of the standard.
    pub(super) business: Option<String>,
    /// The standard's groups and which of them it is; `None` if it is not of the standard, or
    /// not there.
    pub(super) standard: Option<(Rc<Standard>, usize)>,
}

impl Load<'_> {
    /// The table of a group. `R010`: the standard has no such group. `R015`: keys that say
    /// something of rows, without a table.
    pub(super) fn table_of(&self, table: &Table) -> Option<TableOf> {
        let Some(node) = table.get("table") else {
            for key in ["key", "join", "latest"] {
                if let Some(entry) = table.entry(key) {
                    self.out.push(Diagnostic::error("R015").at(&entry.key_span).arg("key", key));
                }
            }
            return None;
        };
        let name = node.text(self.out)?;
        let Some((business, group)) = split(name) else {
            if !is_name(name) || name.contains(['/', '\\', ':']) {
                self.out.error("R005", &node.span);
            }
            return Some(TableOf { name: name.to_owned(), business: None, standard: None });
        };
        let standard = self.standard(business, node).and_then(|standard| {
            let at = standard.groups.iter().position(|known| known.name == group);
            if at.is_none() {
                let error = Diagnostic::error("R010").at(&node.span).arg("table", name);
                let known =
                    standard.groups.iter().map(|known| format!("{business}.{}", known.name));
                let known: Vec<String> = known.collect();
                self.out.push(with_suggestion(error, name, known.iter().map(String::as_str)));
            }
            Some((standard, at?))
        });
        let business = Some(business.to_owned());
        Some(TableOf { name: name.to_owned(), business, standard })
    }

    /// The groups of a 業務, loaded once. `R010`: there is no such file.
    fn standard(&self, business: &str, node: &Node) -> Option<Rc<Standard>> {
        if let Some((_, known)) = self.standards.borrow().iter().find(|(id, _)| id == business) {
            return known.clone();
        }
        let loaded = if self.library.text(&super::standard_file::path(business)).is_none() {
            let table = node.text(self.out).unwrap_or_default();
            self.out.push(Diagnostic::error("R010").at(&node.span).arg("table", table));
            None
        } else {
            let loaded = standard::load(self.library, business);
            loaded.map_err(|errors| errors.into_iter().for_each(|e| self.out.push(e))).ok()
        };
        let loaded = loaded.map(Rc::new);
        self.standards.borrow_mut().push((business.to_owned(), loaded.clone()));
        loaded
    }

    /// The rows of group `at`. `R014`: a column of `key`, `join` or `latest` that the table does not
    /// have.
    fn rows(&self, tables: &[Option<TableOf>], groups: &[Group], at: usize) -> Option<Rows> {
        let of = tables.get(at)?.as_ref()?;
        let table = self.file_of(at)?;
        let items = groups.get(at).map_or(&[][..], |group| &group.items);
        let columns = match of.standard.as_ref().and_then(|(all, at)| all.groups.get(*at)) {
            Some(group) => group
                .items
                .iter()
                .map(|column| {
                    let item = items.iter().position(|item| item.name == column.name);
                    (column.name.clone(), item)
                })
                .collect(),
            None => own_columns(tables, groups, at),
        };
        let column = |node: &Node| {
            let name = node.text(self.out)?;
            let missing = of.business.is_some() && of.standard.is_none();
            if !missing && !columns.iter().any(|(known, _)| known == name) {
                let error = Diagnostic::error("R014").at(&node.span).arg("name", name);
                let known = columns.iter().map(|(name, _)| name.as_str());
                let error = error.arg("table", &of.name);
                self.out.push(with_suggestion(error, name, known));
            }
            Some(name.to_owned())
        };
        let list = |key| -> Vec<String> {
            let nodes = table.get(key).and_then(|node| node.array(self.out)).unwrap_or_default();
            nodes.iter().filter_map(column).collect()
        };
        let (join, latest) = (list("join"), table.get("latest").and_then(column));
        let key = match &of.standard {
            Some((all, at)) if !table.has("key") => {
                all.groups.get(*at).map(|group| group.primary()).unwrap_or_default()
            }
            _ => list("key"),
        };
        let name = split(&of.name).map_or(of.name.as_str(), |(_, group)| group).to_owned();
        Some(Rows { table: name, business: of.business.clone(), columns, join, latest, key })
    }

    /// Gives the groups their rows. Rows belong to rows: a group with a table stands in one with
    /// a table (`R016`), and is joined to it by items that are there (`R013`). The root is joined
    /// to nothing (`R020`). The groups hold no cycle.
    pub(super) fn fill_rows(&self, tables: &[Option<TableOf>], groups: &mut [Group]) {
        let rows: Vec<_> = (0..groups.len()).map(|at| self.rows(tables, groups, at)).collect();
        for (group, rows) in groups.iter_mut().zip(rows) {
            group.rows = rows;
        }
        self.check_joins(groups);
    }

    fn check_joins(&self, groups: &[Group]) {
        if let Some(node) = self.file_of(0).and_then(|table| table.get("join")) {
            self.out.error("R020", &node.span);
        }
        for above in groups {
            for item in &above.items {
                let (ItemType::Group(id) | ItemType::List { group: id, .. }) = item.kind else {
                    continue;
                };
                let inner = groups.get(id.0).and_then(|inner| inner.rows.as_ref());
                if let (Some(rows), Some(table)) = (inner, self.file_of(id.0)) {
                    self.check_join(above, rows, table);
                }
            }
        }
    }

    fn check_join(&self, above: &Group, rows: &Rows, table: &Table) {
        let Some(node) = table.get("table") else { return };
        if above.rows.is_none() {
            let error = Diagnostic::error("R016").at(&node.span).arg("table", &rows.table);
            self.out.push(error.arg("group", &above.name));
        }
        if rows.join.is_empty() {
            let error = Diagnostic::error("L005").at(&table.span);
            self.out.push(error.arg("key", "join").arg("table", &table.title));
        }
        let nodes = table.get("join").and_then(|node| node.array(self.out)).unwrap_or_default();
        for node in nodes {
            let Some(name) = node.as_text() else { continue };
            let single = |item: &&Item| {
                matches!(
                    item.kind,
                    ItemType::Text { .. }
                        | ItemType::Digits { .. }
                        | ItemType::Int { .. }
                        | ItemType::Date { .. }
                        | ItemType::Month
                        | ItemType::Year
                        | ItemType::Code { .. }
                )
            };
            let known = above.items.iter().filter(single).map(|item| item.name.as_str());
            if !known.clone().any(|known| known == name) {
                let error = Diagnostic::error("R013").at(&node.span).arg("name", name);
                let error = error.arg("group", &above.name);
                self.out.push(with_suggestion(error, name, known));
            }
        }
    }
}

/// The columns of a table of ours: its items, and those of the groups in them by their paths.
/// Texts of a list stand in columns that only a head line can name.
fn own_columns(
    tables: &[Option<TableOf>],
    groups: &[Group],
    at: usize,
) -> Vec<(String, Option<usize>)> {
    let items = groups.get(at).map_or(&[][..], |group| &group.items);
    let mut columns = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match &item.kind {
            ItemType::Group(inner) if matches!(tables.get(inner.0), Some(None)) => {
                let inner = own_columns(tables, groups, inner.0);
                let paths = inner.iter().map(|(leaf, _)| format!("{}.{leaf}", item.name));
                columns.extend(paths.map(|path| (path, Some(index))));
            }
            ItemType::Group(_) | ItemType::List { .. } | ItemType::TextList { .. } => {}
            _ => columns.push((item.name.clone(), Some(index))),
        }
    }
    columns
}

/// 業務ID and グループ名称 of a table of the standard.
fn split(name: &str) -> Option<(&str, &str)> {
    let (business, group) = name.split_once('.')?;
    let digits = business.len() == 3 && business.bytes().all(|b| b.is_ascii_digit());
    digits.then_some((business, group))
}

#[cfg(test)]
#[path = "schema_rows_tests.rs"]
mod tests;
