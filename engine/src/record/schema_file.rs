//! Record schemas from their files `layouts/records/<id>.toml`.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use super::eras::Eras;
use super::eras_file;
use super::rules_file;
use super::schema::{Basis, CheckDigit, CodeList, Group, Item, ItemType, Schema};
use super::schema_bound::link_unknown;
use super::schema_rows::TableOf;
use super::standard::Standard;
use crate::diag::Diagnostic;
use crate::reader::{Findings, Node, Table, parse};
use crate::source::{Library, SourceSpan};

/// Words of `basis`.
pub(super) const BASES: &[(&str, Basis)] = &[
    ("official", Basis::Official),
    ("published", Basis::Published),
    ("provisional", Basis::Provisional),
];

/// Words of `check`.
pub(super) const CHECKS: &[(&str, CheckDigit)] =
    &[("mynumber", CheckDigit::MyNumber), ("juki-code", CheckDigit::JukiCode)];

/// File whose groups and code lists every schema may use.
const COMMON: &str = "records/common.toml";

/// Loads the schema `id` from `records/<id>.toml` of the library.
///
/// # Errors
/// All errors of the file in one run: `L001`–`L009` of the TOML text, its keys, words and names,
/// and `R001` (words of a date), `R002` (a group inside itself), `R003` (type), `R004` (id),
/// `R005` (name of an item), `R006` (default), `R007` (root), `R008` (bounds), `R009` (codes),
/// `R010`–`R012`, `R019`, `R024` (items of the data standard), `R013`–`R016`, `R020` (rows),
/// `R017`, `R018` (ローマ字), `R128` (secret); and those of the groups of the standard it names and of
/// [`Eras::load`].
pub fn load(library: &Library, id: &str) -> Result<Schema, Vec<Diagnostic>> {
    let out = Findings::default();
    let schema = load_file(library, id, &out);
    match schema {
        Some(schema) if out.errors() == 0 => Ok(schema),
        _ => Err(out.into_vec()),
    }
}

fn load_file(library: &Library, id: &str, out: &Findings) -> Option<Schema> {
    let path = format!("records/{id}.toml");
    let Some(file) = library.text(&path) else {
        out.push(Diagnostic::error("L003").arg("path", path));
        return None;
    };
    let own = parse(file, out)?;
    let common = library.text(COMMON).and_then(|file| parse(file, out));
    let load = Load::new(library, &own, common.as_ref(), out);
    let mut schema = load.schema()?;
    if schema.id != id {
        let place = own.table("record", out)?.get("id")?.span.clone();
        out.push(Diagnostic::error("R004").at(&place).arg("id", &schema.id).arg("expected", id));
    }
    schema.groups = load.groups()?;
    let reasons = rules_file::reasons(&own, &load);
    schema.codes = load.codes();
    schema.eras = eras_file::load(library, out);
    (schema.rules, schema.guards) = rules_file::load(&own, &schema, &reasons, out);
    rules_file::check_secrets(&own, &schema, out);
    Some(schema)
}

/// A named table of the file or of the common one.
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    table: &'t Table,
    own: bool,
}

/// A code list that a schema uses.
#[derive(PartialEq, Eq)]
pub(super) enum CodeOf {
    /// Of the file or the common one: its index in [`Load::codes`].
    Named(usize),
    /// Of the data standard: 業務ID and id.
    Standard(String, String),
}

/// An item as `items` has it.
pub(super) enum Entry<'t> {
    /// An item of the record's own.
    Own(&'t Table),
    /// An item of the group's table: its name, where it stands, and what else is said of it.
    Bound(&'t str, &'t Node, Option<&'t Table>),
}

pub(super) struct Load<'t> {
    pub(super) library: &'t Library,
    /// The standard's groups by 業務ID, loaded so far; `None` for a file with errors.
    pub(super) standards: RefCell<Vec<(String, Option<Rc<Standard>>)>>,
    head: Option<&'t Table>,
    pub(super) groups: Vec<Named<'t>>,
    pub(super) codes: Vec<Named<'t>>,
    /// Groups of the schema, as indices of `groups`; grows as items name further ones.
    pub(super) used: RefCell<Vec<usize>>,
    pub(super) used_codes: RefCell<Vec<CodeOf>>,
    /// What the schema rests on, unless an item says otherwise.
    pub(super) basis: Option<Basis>,
    pub(super) out: &'t Findings,
}

impl<'t> Load<'t> {
    fn new(
        library: &'t Library,
        own: &'t Table,
        common: Option<&'t Table>,
        out: &'t Findings,
    ) -> Self {
        own.check_keys(&["record", "group", "codes", "rule", "guard"], out);
        if let Some(common) = common {
            common.check_keys(&["group", "codes"], out);
        }
        let groups = named("group", own, common, out);
        let codes = named("codes", own, common, out);
        let own_ones = |all: &[Named<'_>]| -> Vec<usize> {
            all.iter().enumerate().filter(|(_, named)| named.own).map(|(at, _)| at).collect()
        };
        let used = own_ones(&groups);
        let used_codes = own_ones(&codes).into_iter().map(CodeOf::Named).collect();
        let head = own.need("record", out).and_then(|node| node.table(out));
        let basis = head.and_then(|head| head.need("basis", out)?.word(BASES, out));
        let (used, used_codes) = (RefCell::new(used), RefCell::new(used_codes));
        let standards = RefCell::default();
        Self { library, standards, head, groups, codes, used, used_codes, basis, out }
    }

    /// The `[record]` table.
    fn schema(&self) -> Option<Schema> {
        let head = self.head?;
        head.check_keys(&["id", "name", "basis", "source"], self.out);
        let text = |key| head.need_text(key, self.out).map(str::to_owned);
        let (id, name) = (text("id"), text("name"));
        head.text("source", self.out);
        Some(Schema {
            id: id?,
            name: name?,
            basis: self.basis?,
            groups: Vec::new(),
            codes: Vec::new(),
            rules: Vec::new(),
            guards: Vec::new(),
            eras: Eras::default(),
        })
    }

    fn groups(&self) -> Option<Vec<Group>> {
        match self.groups.first() {
            Some(first) if first.own && first.name == "root" => {}
            first => {
                let error = Diagnostic::error("R007");
                self.out.push(match first {
                    Some(first) => error.at(&first.table.span),
                    None => error,
                });
                return None;
            }
        }
        let (mut groups, mut tables) = (Vec::new(), Vec::new());
        let next = |done: usize| self.used.borrow().get(done).copied();
        while let Some(index) = next(groups.len()) {
            let named = &self.groups[index];
            let table = self.table_of(named.table);
            groups.push(self.group(named, table.as_ref()));
            tables.push(table);
        }
        if self.refuse_cycles(&groups) {
            self.fill_rows(&tables, &mut groups);
        }
        Some(groups)
    }

    /// The file's table of a group of the schema.
    pub(super) fn file_of(&self, group: usize) -> Option<&'t Table> {
        let index = self.used.borrow().get(group).copied()?;
        self.groups.get(index).map(|named| named.table)
    }

    fn group(&self, named: &Named<'t>, of: Option<&TableOf>) -> Group {
        let keys = ["name", "include", "table", "key", "join", "latest", "items"];
        named.table.check_keys(&keys, self.out);
        let mut entries = self.included(named.table);
        entries.extend(self.entries(named.table));
        let mut items: Vec<Item> = Vec::new();
        for entry in &entries {
            let (item, span) = match entry {
                Entry::Own(table) => (self.item(table), &table.span),
                Entry::Bound(name, node, more) => {
                    (self.standard_item(of, name, node, *more), &node.span)
                }
            };
            let Some(item) = item else { continue };
            if items.iter().any(|known| known.name == item.name) {
                self.twice("item", &item.name, span);
            } else if items.iter().any(|known| known.key() == item.key()) {
                self.out.push(Diagnostic::error("R017").at(span).arg("key", item.key()));
            } else {
                items.push(item);
            }
        }
        self.check_words(&items, &entries);
        link_unknown(&mut items);
        Group { name: named.name.to_owned(), items, rows: None }
    }

    /// The items of the groups of `include`.
    fn included(&self, table: &'t Table) -> Vec<Entry<'t>> {
        let nodes = table.get("include").and_then(|node| node.array(self.out)).unwrap_or_default();
        let mut entries = Vec::new();
        for node in nodes {
            let Some(name) = node.text(self.out) else { continue };
            let Some(index) = find(&self.groups, name, node, self.out) else { continue };
            entries.extend(self.entries(self.groups[index].table));
        }
        entries
    }

    /// The entries of `items`: a text or a table with `item` is an item of the group's table.
    fn entries(&self, table: &'t Table) -> Vec<Entry<'t>> {
        let nodes = table.get("items").and_then(|node| node.array(self.out)).unwrap_or_default();
        nodes.iter().filter_map(|node| self.entry(node)).collect()
    }

    fn entry(&self, node: &'t Node) -> Option<Entry<'t>> {
        if let Some(name) = node.as_text() {
            return Some(Entry::Bound(name, node, None));
        }
        let table = node.table(self.out)?;
        match table.get("item") {
            Some(node) => Some(Entry::Bound(node.text(self.out)?, node, Some(table))),
            None => Some(Entry::Own(table)),
        }
    }

    /// The words of a date are a text item of the same group.
    fn check_words(&self, items: &[Item], entries: &[Entry<'_>]) {
        for entry in entries {
            let (Entry::Own(table) | Entry::Bound(_, _, Some(table))) = entry else { continue };
            let Some(node) = table.get("unknown") else { continue };
            let Some(name) = node.text(self.out) else { continue };
            let words = items.iter().find(|item| item.name == name);
            if !words.is_some_and(|item| matches!(item.kind, ItemType::Text { .. })) {
                let error = Diagnostic::error("R001").at(&node.span).arg("name", name);
                let texts = items.iter().filter(|item| matches!(item.kind, ItemType::Text { .. }));
                let texts = texts.map(|item| item.name.as_str());
                self.out.push(crate::reader::with_suggestion(error, name, texts));
            }
        }
    }

    fn twice(&self, kind: &'static str, name: &str, span: &SourceSpan) {
        self.out.push(Diagnostic::error("L009").at(span).arg("kind", kind).arg("name", name));
    }

    /// A group that holds itself would have no end: `R002`, and `false`.
    fn refuse_cycles(&self, groups: &[Group]) -> bool {
        let mut sound = HashSet::new();
        for start in 0..groups.len() {
            if let Some(at) = cycle(groups, start, &mut Vec::new(), &mut sound) {
                let index = self.used.borrow().get(at).copied().unwrap_or(0);
                let named = &self.groups[index];
                let error = Diagnostic::error("R002").at(&named.table.span);
                self.out.push(error.arg("group", named.name));
                return false;
            }
        }
        true
    }

    fn codes(&self) -> Vec<CodeList> {
        let used = self.used_codes.borrow();
        used.iter().filter_map(|list| self.used_list(list)).collect()
    }

    fn used_list(&self, list: &CodeOf) -> Option<CodeList> {
        match list {
            CodeOf::Named(index) => self.codes.get(*index).map(|named| self.code_list(named)),
            CodeOf::Standard(business, id) => {
                let standards = self.standards.borrow();
                let standard = standards.iter().find(|(known, _)| known == business);
                let list = standard?.1.as_ref()?.codes(id)?;
                Some(CodeList { name: list.name.clone(), values: list.values.clone() })
            }
        }
    }

    fn code_list(&self, named: &Named<'t>) -> CodeList {
        named.table.check_keys(&["name", "values", "note"], self.out);
        let mut values: Vec<(String, String)> = Vec::new();
        named.table.need("values", self.out);
        for table in named.table.tables("values", self.out) {
            table.check_keys(&["code", "word", "note"], self.out);
            let text = |key| table.need_text(key, self.out);
            let (Some(code), Some(word)) = (text("code"), text("word")) else { continue };
            if values.iter().any(|(known, known_word)| known == code || known_word == word) {
                self.twice("code", code, &table.span);
            } else if code.is_empty() || word.is_empty() {
                self.out.error("R009", &table.span);
            } else {
                values.push((code.to_owned(), word.to_owned()));
            }
        }
        CodeList { name: named.name.to_owned(), values }
    }
}

/// The named tables of both files. `L009` for a name that stands twice.
fn named<'t>(
    key: &'static str,
    own: &'t Table,
    common: Option<&'t Table>,
    out: &Findings,
) -> Vec<Named<'t>> {
    let mut all: Vec<Named<'t>> = Vec::new();
    let common = common.map(|table| table.tables(key, out)).unwrap_or_default();
    let tables = own
        .tables(key, out)
        .into_iter()
        .map(|t| (t, true))
        .chain(common.into_iter().map(|t| (t, false)));
    for (table, own) in tables {
        let Some(name) = table.need_text("name", out) else { continue };
        if let Some(first) = all.iter().find(|known| known.name == name) {
            let error = Diagnostic::error("L009").at(&table.span).at(&first.table.span);
            out.push(error.arg("kind", key).arg("name", name));
        } else {
            all.push(Named { name, table, own });
        }
    }
    all
}

/// Index of a named table. `L008` with a suggestion.
pub(super) fn find(all: &[Named<'_>], name: &str, node: &Node, out: &Findings) -> Option<usize> {
    let known = all.iter().position(|named| named.name == name);
    known.or_else(|| node.unknown_word(name, all.iter().map(|named| named.name), out))
}

/// Place of a group or code list among the used ones; it is added if it is new.
pub(super) fn place_of<T: PartialEq>(used: &RefCell<Vec<T>>, one: T) -> usize {
    let mut used = used.borrow_mut();
    let known = used.iter().position(|known| *known == one);
    known.unwrap_or_else(|| {
        used.push(one);
        used.len() - 1
    })
}

/// A group on a way that comes back to it; `sound` are groups already known to have none.
fn cycle(
    groups: &[Group],
    at: usize,
    way: &mut Vec<usize>,
    sound: &mut HashSet<usize>,
) -> Option<usize> {
    if way.contains(&at) {
        return Some(at);
    }
    if sound.contains(&at) {
        return None;
    }
    way.push(at);
    let items = groups.get(at).map_or(&[][..], |group| &group.items);
    let found = items.iter().find_map(|item| match &item.kind {
        ItemType::Group(group) | ItemType::List { group, .. } => cycle(groups, group.0, way, sound),
        _ => None,
    });
    way.pop();
    sound.insert(at);
    found
}

#[cfg(test)]
#[path = "schema_file_tests.rs"]
mod tests;
