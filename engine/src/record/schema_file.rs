//! Record schemas from their files `layouts/records/<id>.toml`.

use std::cell::RefCell;
use std::collections::HashSet;

use super::limits;
use super::schema::{
    Charset, CheckDigit, CodeList, CodeListId, Group, GroupId, Item, ItemType, Schema,
};
use crate::diag::Diagnostic;
use crate::reader::{Findings, Node, Table, parse};
use crate::source::{Library, SourceSpan};

/// File whose groups and code lists every schema may use.
const COMMON: &str = "records/common.toml";

/// Most digits, characters and decimals a schema may ask for.
const MOST: i64 = 10_000;

/// Loads the schema `id` from `records/<id>.toml` of the library.
///
/// # Errors
/// All errors of the file in one run: `L001`–`L009` of the TOML text, its keys, words and names,
/// and `R001` (words of a date), `R002` (a group inside itself), `R003` (type), `R004` (id),
/// `R005` (name of an item), `R006` (default), `R007` (root), `R008` (bounds), `R009` (codes).
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
    let load = Load::new(&own, common.as_ref(), out);
    let mut schema = load.schema(&own)?;
    if schema.id != id {
        let place = own.table("record", out)?.get("id")?.span.clone();
        out.push(Diagnostic::error("R004").at(&place).arg("id", &schema.id).arg("expected", id));
    }
    schema.groups = load.groups()?;
    schema.codes = load.codes();
    Some(schema)
}

/// A named table of the file or of the common one.
struct Named<'t> {
    name: &'t str,
    table: &'t Table,
    own: bool,
}

struct Load<'t> {
    groups: Vec<Named<'t>>,
    codes: Vec<Named<'t>>,
    /// Groups of the schema, as indices of `groups`; grows as items name further ones.
    used: RefCell<Vec<usize>>,
    used_codes: RefCell<Vec<usize>>,
    out: &'t Findings,
}

impl<'t> Load<'t> {
    fn new(own: &'t Table, common: Option<&'t Table>, out: &'t Findings) -> Self {
        own.check_keys(&["record", "group", "codes"], out);
        if let Some(common) = common {
            common.check_keys(&["group", "codes"], out);
        }
        let groups = named("group", own, common, out);
        let codes = named("codes", own, common, out);
        let own_ones = |all: &[Named<'_>]| (0..all.len()).filter(|i| all[*i].own).collect();
        let (used, used_codes) = (own_ones(&groups), own_ones(&codes));
        Self { groups, codes, used: RefCell::new(used), used_codes: RefCell::new(used_codes), out }
    }

    /// The `[record]` table.
    fn schema(&self, own: &Table) -> Option<Schema> {
        let head = own.need("record", self.out)?.table(self.out)?;
        head.check_keys(&["id", "name", "basis", "source"], self.out);
        let text = |key| head.need_text(key, self.out).map(str::to_owned);
        let (id, name, basis) = (text("id"), text("name"), text("basis"));
        head.text("source", self.out);
        Some(Schema { id: id?, name: name?, basis: basis?, groups: Vec::new(), codes: Vec::new() })
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
        let mut groups = Vec::new();
        let next = |done: usize| self.used.borrow().get(done).copied();
        while let Some(index) = next(groups.len()) {
            groups.push(self.group(&self.groups[index]));
        }
        self.refuse_cycles(&groups);
        Some(groups)
    }

    fn group(&self, named: &Named<'t>) -> Group {
        named.table.check_keys(&["name", "include", "items"], self.out);
        let mut tables = self.included(named.table);
        tables.extend(named.table.tables("items", self.out));
        let mut items: Vec<Item> = Vec::new();
        for table in &tables {
            let Some(item) = self.item(table) else { continue };
            if items.iter().any(|known| known.name == item.name) {
                self.twice("item", &item.name, &table.span);
            } else {
                items.push(item);
            }
        }
        self.check_words(&items, &tables);
        Group { name: named.name.to_owned(), items }
    }

    /// The items of the groups of `include`.
    fn included(&self, table: &'t Table) -> Vec<&'t Table> {
        let nodes = table.get("include").and_then(|node| node.array(self.out)).unwrap_or_default();
        let mut tables = Vec::new();
        for node in nodes {
            let Some(name) = node.text(self.out) else { continue };
            let Some(index) = find(&self.groups, name, node, self.out) else { continue };
            tables.extend(self.groups[index].table.tables("items", self.out));
        }
        tables
    }

    fn item(&self, table: &Table) -> Option<Item> {
        let name_node = table.need("name", self.out)?;
        let name = name_node.text(self.out)?;
        if !is_name(name) {
            self.out.error("R005", &name_node.span);
        }
        let kind = self.kind(table)?;
        let required = table.flag("required", self.out).unwrap_or(false);
        let secret = table.flag("secret", self.out).unwrap_or(false);
        let default = table.get("default").and_then(|node| self.default(&kind, node));
        Some(Item { name: name.to_owned(), kind, required, secret, default })
    }

    fn kind(&self, table: &Table) -> Option<ItemType> {
        let given: Vec<&str> =
            ["type", "group", "list"].into_iter().filter(|key| table.has(key)).collect();
        let [key] = given[..] else {
            self.out.error("R003", &table.span);
            return None;
        };
        let node = table.get(key)?;
        match key {
            "group" => {
                self.keys(table, &["group"]);
                Some(ItemType::Group(self.group_id(node)?))
            }
            "list" if node.text(self.out)? == "text" => {
                self.keys(table, &["list", "charset", "max", "glyph_names"]);
                let (charset, max) = (self.charset(table), self.characters(table));
                Some(ItemType::TextList { charset, max, glyph_names: self.glyph_names(table) })
            }
            "list" => self.list(table, node),
            _ => self.scalar(table, node),
        }
    }

    fn list(&self, table: &Table, node: &Node) -> Option<ItemType> {
        self.keys(table, &["list", "min", "max"]);
        let most = limits::ELEMENTS;
        let min = self.bound(table, "min", 0, most).unwrap_or(0);
        let max = self.bound(table, "max", 1, most).unwrap_or(most);
        if min > max {
            self.out.error("R008", &table.get("min")?.span);
        }
        Some(ItemType::List { group: self.group_id(node)?, min, max })
    }

    fn scalar(&self, table: &Table, node: &Node) -> Option<ItemType> {
        let plain = [
            ("int", ItemType::Int),
            ("money", ItemType::Money),
            ("month", ItemType::Month),
            ("image", ItemType::Image),
        ];
        let words =
            ["text", "digits", "int", "money", "decimal", "date", "month", "flag", "code", "image"];
        let word = node.text(self.out)?;
        if let Some((_, kind)) = plain.into_iter().find(|(name, _)| *name == word) {
            self.keys(table, &["type"]);
            return Some(kind);
        }
        match word {
            "text" => {
                self.keys(table, &["type", "charset", "max", "glyph_names", "default"]);
                let (charset, max) = (self.charset(table), self.characters(table));
                Some(ItemType::Text { charset, max, glyph_names: self.glyph_names(table) })
            }
            "digits" => self.digits(table),
            "decimal" => {
                self.keys(table, &["type", "decimals"]);
                table.need("decimals", self.out)?;
                Some(ItemType::Decimal { decimals: self.bound(table, "decimals", 0, 18)? })
            }
            "date" => {
                self.keys(table, &["type", "unknown"]);
                let unknown = table.text("unknown", self.out).map(str::to_owned);
                Some(ItemType::Date { unknown })
            }
            "flag" => {
                self.keys(table, &["type", "default"]);
                Some(ItemType::Flag)
            }
            "code" => {
                self.keys(table, &["type", "codes"]);
                let node = table.need("codes", self.out)?;
                let index = find(&self.codes, node.text(self.out)?, node, self.out)?;
                Some(ItemType::Code(CodeListId(place_of(&self.used_codes, index))))
            }
            _ => node.unknown_word(word, words.into_iter(), self.out),
        }
    }

    fn digits(&self, table: &Table) -> Option<ItemType> {
        self.keys(table, &["type", "digits", "max", "check"]);
        let exact = table.has("digits");
        if exact == table.has("max") {
            self.out.error("R008", &table.span);
            return None;
        }
        let digits = self.bound(table, if exact { "digits" } else { "max" }, 1, 100)?;
        let checks = [("mynumber", CheckDigit::MyNumber), ("juki-code", CheckDigit::JukiCode)];
        let check = table.word("check", &checks, self.out);
        let needed = match check {
            Some(CheckDigit::MyNumber) => 12,
            Some(CheckDigit::JukiCode) => 11,
            None => digits,
        };
        if digits != needed || (check.is_some() && !exact) {
            self.out.error("R008", &table.get("check")?.span);
        }
        Some(ItemType::Digits { digits, exact, check })
    }

    /// Reports keys that the type does not have.
    fn keys(&self, table: &Table, own: &[&str]) {
        let common = ["name", "required", "secret", "note"];
        let all: Vec<&str> = common.into_iter().chain(own.iter().copied()).collect();
        table.check_keys(&all, self.out);
    }

    fn charset(&self, table: &Table) -> Charset {
        let words = [
            ("mj", Charset::Mj),
            ("kana", Charset::Kana),
            ("ascii", Charset::Ascii),
            ("any", Charset::Any),
        ];
        table.word("charset", &words, self.out).unwrap_or(Charset::Any)
    }

    /// Whether names of glyphs stand in the text. `L010` beside a charset that has no such glyph.
    fn glyph_names(&self, table: &Table) -> bool {
        let wanted = table.flag("glyph_names", self.out).unwrap_or(false);
        if wanted && !matches!(self.charset(table), Charset::Mj | Charset::Any) {
            let charset = table.text("charset", self.out).unwrap_or_default();
            let error = Diagnostic::error("L010").at(&table.span);
            let error = error.arg("first", format!("charset = \"{charset}\""));
            self.out.push(error.arg("second", "glyph_names"));
        }
        wanted
    }

    fn characters(&self, table: &Table) -> usize {
        self.bound(table, "max", 1, MOST as usize).unwrap_or(limits::CHARACTERS)
    }

    fn bound(&self, table: &Table, key: &str, least: usize, most: usize) -> Option<usize> {
        let range = i64::try_from(least).ok()?..=i64::try_from(most).ok()?;
        table.integer(key, range, self.out).and_then(|n| usize::try_from(n).ok())
    }

    fn default(&self, kind: &ItemType, node: &Node) -> Option<String> {
        match kind {
            ItemType::Flag => node.flag(self.out).map(|flag| flag.to_string()),
            ItemType::Text { .. } => {
                let text = super::item::text(kind, node.text(self.out)?.to_owned());
                if text.is_err() {
                    self.out.error("R006", &node.span);
                }
                text.ok()
            }
            _ => None,
        }
    }

    fn group_id(&self, node: &Node) -> Option<GroupId> {
        let index = find(&self.groups, node.text(self.out)?, node, self.out)?;
        Some(GroupId(place_of(&self.used, index)))
    }

    /// The words of a date are a text item of the same group.
    fn check_words(&self, items: &[Item], tables: &[&Table]) {
        for table in tables {
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

    /// A group that holds itself would have no end. `R002`.
    fn refuse_cycles(&self, groups: &[Group]) {
        let mut sound = HashSet::new();
        for start in 0..groups.len() {
            if let Some(at) = cycle(groups, start, &mut Vec::new(), &mut sound) {
                let index = self.used.borrow().get(at).copied().unwrap_or(0);
                let named = &self.groups[index];
                let error = Diagnostic::error("R002").at(&named.table.span);
                self.out.push(error.arg("group", named.name));
                return;
            }
        }
    }

    fn codes(&self) -> Vec<CodeList> {
        let used = self.used_codes.borrow();
        used.iter().map(|index| self.code_list(&self.codes[*index])).collect()
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
fn find(all: &[Named<'_>], name: &str, node: &Node, out: &Findings) -> Option<usize> {
    let known = all.iter().position(|named| named.name == name);
    known.or_else(|| node.unknown_word(name, all.iter().map(|named| named.name), out))
}

/// Place of a table among the used ones; it is added if it is new.
fn place_of(used: &RefCell<Vec<usize>>, index: usize) -> usize {
    let mut used = used.borrow_mut();
    let known = used.iter().position(|u| *u == index);
    known.unwrap_or_else(|| {
        used.push(index);
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

/// Whether a name can stand in a path, a template and a CSV head line.
fn is_name(name: &str) -> bool {
    let marks = ['.', '[', ']', '{', '}', '`', '\'', '"', '$', '#', ',', '(', ')'];
    !name.is_empty()
        && !name.contains(marks)
        && !name.contains(char::is_whitespace)
        && super::chars::is_plain(name)
}

#[cfg(test)]
#[path = "schema_file_tests.rs"]
mod tests;
