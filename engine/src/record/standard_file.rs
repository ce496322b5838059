//! Reading the groups of the data standard from their files.

use super::limits;
use super::schema::Basis;
use super::schema_file::{BASES, CHECKS};
use super::schema_items::{is_name, is_romaji};
use super::standard::{
    DataType, Key, Presence, Standard, StandardCodes, StandardGroup, StandardItem,
};
use crate::diag::Diagnostic;
use crate::reader::{Findings, Node, Table, parse};
use crate::source::{Library, SourceSpan};

/// Most digits an item of the standard may have; 障害名 has 1,000.
const MOST_DIGITS: i64 = 10_000;

const ITEM_KEYS: &[&str] = &[
    "id",
    "name",
    "romaji",
    "type",
    "digits",
    "decimals",
    "exact",
    "key",
    "presence",
    "when",
    "must_output",
    "codes",
    "repeat",
    "sample",
    "definition",
    "rule",
    "function",
    "note",
    "secret",
    "check",
    "basis",
];

/// Loads the groups of a 業務 from `records/groups/<業務ID>.toml` of the library.
///
/// # Errors
/// All errors of the file in one run: `L001`–`L010` of the TOML text, its keys, words and names,
/// `R004` (業務ID), `R005` (name), `R008` (digits and decimals), `R009` (codes), `R010` (no such
/// file), `R018` (ローマ字), `R021` (データ項目ID).
pub fn load(library: &Library, business: &str) -> Result<Standard, Vec<Diagnostic>> {
    let out = Findings::default();
    let Some(file) = library.text(&path(business)) else {
        out.push(Diagnostic::error("R010").arg("table", business));
        return Err(out.into_vec());
    };
    let standard = parse(file, &out).and_then(|table| Load { out: &out }.file(&table, business));
    match standard {
        Some(standard) if out.errors() == 0 => Ok(standard),
        _ => Err(out.into_vec()),
    }
}

/// The file of a 業務.
pub(super) fn path(business: &str) -> String {
    format!("records/groups/{business}.toml")
}

struct Load<'o> {
    out: &'o Findings,
}

impl Load<'_> {
    fn file(&self, table: &Table, business: &str) -> Option<Standard> {
        table.check_keys(&["standard", "group", "codes"], self.out);
        let head = table.need("standard", self.out)?.table(self.out)?;
        head.check_keys(&["business", "name", "basis", "source"], self.out);
        let text = |key| head.need_text(key, self.out).map(str::to_owned);
        let (id, name, source) = (text("business"), text("name"), text("source"));
        let basis = head.need("basis", self.out)?.word(BASES, self.out)?;
        if id.as_deref() != Some(business) || !is_digits(business, 3) {
            let error = Diagnostic::error("R004").at(&head.get("business")?.span);
            self.out.push(error.arg("id", id.as_deref()?).arg("expected", business));
        }
        let codes = self.codes(table);
        let mut groups: Vec<StandardGroup> = Vec::new();
        for table in table.tables("group", self.out) {
            let Some(group) = self.group(table, business, basis, &codes) else { continue };
            if groups.iter().any(|known| known.name == group.name) {
                self.twice("group", &group.name, &table.span);
            } else {
                groups.push(group);
            }
        }
        self.unique_ids(table);
        Some(Standard { business: id?, name: name?, basis, source: source?, groups, codes })
    }

    fn group(
        &self,
        table: &Table,
        business: &str,
        basis: Basis,
        codes: &[StandardCodes],
    ) -> Option<StandardGroup> {
        table.check_keys(&["name", "items"], self.out);
        let name = self.name(table)?;
        table.need("items", self.out);
        let mut items: Vec<StandardItem> = Vec::new();
        for table in table.tables("items", self.out) {
            let Some(item) = self.item(table, business, basis, codes) else { continue };
            if items.iter().any(|known| known.name == item.name || known.romaji == item.romaji) {
                self.twice("item", &item.name, &table.span);
            } else {
                items.push(item);
            }
        }
        Some(StandardGroup { name, items })
    }

    fn item(
        &self,
        table: &Table,
        business: &str,
        basis: Basis,
        codes: &[StandardCodes],
    ) -> Option<StandardItem> {
        table.check_keys(ITEM_KEYS, self.out);
        let text = |key| table.text(key, self.out).map(str::to_owned);
        let flag = |key| table.flag(key, self.out).unwrap_or(false);
        let presence = [
            ("required", Presence::Required),
            ("conditional", Presence::Conditional),
            ("optional", Presence::Optional),
        ];
        let (name, romaji) = (self.name(table), self.romaji(table));
        let kind = table.need("type", self.out)?.word(&DataType::WORDS, self.out)?;
        self.check_digits(table, kind);
        Some(StandardItem {
            id: self.id(table, business),
            name: name?,
            romaji: romaji?,
            kind,
            digits: self.count(table, "digits", MOST_DIGITS),
            decimals: self.count(table, "decimals", 18).unwrap_or(0),
            exact: flag("exact"),
            key: table.word(
                "key",
                &[("primary", Key::Primary), ("foreign", Key::Foreign)],
                self.out,
            ),
            codes: self.code_list(table, codes),
            repeat: self.count(table, "repeat", limits::ELEMENTS as i64),
            presence: table.word("presence", &presence, self.out).unwrap_or(Presence::Optional),
            when: text("when"),
            must_output: flag("must_output"),
            sample: text("sample"),
            definition: text("definition"),
            rule: text("rule"),
            function: text("function"),
            note: text("note"),
            secret: flag("secret"),
            check: table.word("check", CHECKS, self.out),
            basis: table.word("basis", BASES, self.out).unwrap_or(basis),
        })
    }

    fn name(&self, table: &Table) -> Option<String> {
        let node = table.need("name", self.out)?;
        let name = node.text(self.out)?;
        if !is_name(name) {
            self.out.error("R005", &node.span);
        }
        Some(name.to_owned())
    }

    fn romaji(&self, table: &Table) -> Option<String> {
        let node = table.need("romaji", self.out)?;
        let romaji = node.text(self.out)?;
        if !is_romaji(romaji) {
            self.out.error("R018", &node.span);
        }
        Some(romaji.to_owned())
    }

    /// データ項目ID: 業務ID and five digits. `R021`.
    fn id(&self, table: &Table, business: &str) -> Option<String> {
        let node = table.get("id")?;
        let id = node.text(self.out)?;
        if !is_digits(id, 8) || !id.starts_with(business) {
            self.out.push(Diagnostic::error("R021").at(&node.span).arg("business", business));
        }
        Some(id.to_owned())
    }

    fn count(&self, table: &Table, key: &str, most: i64) -> Option<usize> {
        table.integer(key, 1..=most, self.out).and_then(|n| usize::try_from(n).ok())
    }

    /// Digits and decimals fit the type. `R008`.
    fn check_digits(&self, table: &Table, kind: DataType) {
        let number = |key| match &table.get(key)?.kind {
            crate::reader::NodeKind::Number { whole, .. } => *whole,
            _ => None,
        };
        let (digits, decimals) = (number("digits"), number("decimals"));
        let timed = matches!(kind, DataType::Year | DataType::Date | DataType::Time);
        let good = match kind {
            DataType::Blob => digits.is_none(),
            DataType::Decimal => digits > decimals && decimals.is_some(),
            _ => timed || digits.is_some(),
        };
        let check = match table.text("check", self.out) {
            Some("mynumber") => digits == Some(12),
            Some("juki-code") => digits == Some(11),
            _ => true,
        };
        let texts = matches!(kind, DataType::Half);
        let marks = texts || !(table.has("exact") || table.has("check"));
        let marks = marks && (kind == DataType::Decimal || decimals.is_none());
        if !(good && check && marks) {
            self.out.error("R008", &table.span);
        }
    }

    /// The list of `codes`. `L008` with the known ones, `L010` beside a type that has no codes.
    fn code_list(&self, table: &Table, codes: &[StandardCodes]) -> Option<String> {
        let node = table.get("codes")?;
        let id = node.text(self.out)?;
        match table.text("type", self.out) {
            Some("X" | "9") | None => {}
            Some(kind) => {
                let error = Diagnostic::error("L010").at(&node.span);
                self.out
                    .push(error.arg("first", format!("type = \"{kind}\"")).arg("second", "codes"));
            }
        }
        let known = codes.iter().map(|list| list.id.as_str());
        if codes.iter().any(|list| list.id == id) {
            return Some(id.to_owned());
        }
        node.unknown_word(id, known, self.out)
    }

    fn codes(&self, table: &Table) -> Vec<StandardCodes> {
        let mut all: Vec<StandardCodes> = Vec::new();
        for table in table.tables("codes", self.out) {
            table.check_keys(&["id", "name", "values"], self.out);
            let text = |key| table.need_text(key, self.out).map(str::to_owned);
            let (id, name) = (text("id"), text("name"));
            let values = table.need("values", self.out).map(|_| self.values(table));
            let (Some(id), Some(name), Some(values)) = (id, name, values) else { continue };
            if all.iter().any(|known| known.id == id) {
                self.twice("codes", &id, &table.span);
            } else {
                all.push(StandardCodes { id, name, values });
            }
        }
        all
    }

    fn values(&self, table: &Table) -> Vec<(String, String)> {
        let mut values: Vec<(String, String)> = Vec::new();
        for table in table.tables("values", self.out) {
            table.check_keys(&["code", "word"], self.out);
            let text = |key| table.need_text(key, self.out);
            let (Some(code), Some(word)) = (text("code"), text("word")) else { continue };
            if values.iter().any(|(known, _)| known == code) {
                self.twice("code", code, &table.span);
            } else if code.is_empty() || word.is_empty() {
                self.out.error("R009", &table.span);
            } else {
                values.push((code.to_owned(), word.to_owned()));
            }
        }
        values
    }

    /// A データ項目ID stands once in the file.
    fn unique_ids(&self, table: &Table) {
        let mut seen: Vec<&str> = Vec::new();
        let groups = table.tables("group", self.out).into_iter();
        for item in groups.flat_map(|group| group.tables("items", self.out)) {
            let Some(id) = item.get("id").and_then(Node::as_text) else { continue };
            if seen.contains(&id) {
                self.twice("id", id, &item.span);
            }
            seen.push(id);
        }
    }

    fn twice(&self, kind: &'static str, name: &str, span: &SourceSpan) {
        self.out.push(Diagnostic::error("L009").at(span).arg("kind", kind).arg("name", name));
    }
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
#[path = "standard_tests.rs"]
mod tests;
