//! The items of a schema file: their types and bounds.

use super::limits;
use super::schema::{Basis, Charset, CheckDigit, CodeListId, GroupId, Item, ItemType};
use super::schema_file::{BASES, CHECKS, CodeOf, Load, find, place_of};
use crate::diag::Diagnostic;
use crate::reader::{Node, Table};

/// Most digits, characters and decimals a schema may ask for.
const MOST: i64 = 10_000;

impl Load<'_> {
    /// An item; `None` if its type is wrong.
    pub(super) fn item(&self, table: &Table) -> Option<Item> {
        let name_node = table.need("name", self.out)?;
        let name = name_node.text(self.out)?;
        if !is_name(name) {
            self.out.error("R005", &name_node.span);
        }
        let kind = self.kind(table)?;
        let required = table.flag("required", self.out).unwrap_or(false);
        let secret = table.flag("secret", self.out).unwrap_or(false);
        let default = table.get("default").and_then(|node| self.default(&kind, node));
        let romaji = table.text("romaji", self.out).map(str::to_owned);
        if let (Some(romaji), Some(node)) = (&romaji, table.get("romaji"))
            && !is_romaji(romaji)
        {
            self.out.error("R018", &node.span);
        }
        let basis = table.word("basis", BASES, self.out).or(self.basis);
        let basis = basis.unwrap_or(Basis::Provisional);
        let name = name.to_owned();
        Some(Item { name, romaji, data_id: None, basis, kind, required, secret, default })
    }

    pub(super) fn kind(&self, table: &Table) -> Option<ItemType> {
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
        let most = limits::MOST_ELEMENTS;
        let min = self.bound(table, "min", 0, most).unwrap_or(0);
        let max = self.bound(table, "max", 1, most).unwrap_or(limits::ELEMENTS.max(min));
        if min > max {
            self.out.error("R008", &table.get("min")?.span);
        }
        Some(ItemType::List { group: self.group_id(node)?, min, max })
    }

    fn scalar(&self, table: &Table, node: &Node) -> Option<ItemType> {
        let plain = [
            ("month", ItemType::Month),
            ("year", ItemType::Year),
            ("time", ItemType::Time),
            ("image", ItemType::Image),
        ];
        let words = [
            "text", "digits", "int", "money", "decimal", "date", "month", "year", "time", "flag",
            "code", "image",
        ];
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
            "int" | "money" => {
                self.keys(table, &["type", "digits", "signed"]);
                // 64 bits hold every number of 18 digits.
                let digits = self.bound(table, "digits", 1, 18);
                let signed = table.flag("signed", self.out).unwrap_or(true);
                let money = word == "money";
                Some(match money {
                    true => ItemType::Money { digits, signed },
                    false => ItemType::Int { digits, signed },
                })
            }
            "decimal" => {
                self.keys(table, &["type", "digits", "decimals"]);
                table.need("decimals", self.out)?;
                let digits = self.bound(table, "digits", 1, 100);
                Some(ItemType::Decimal { digits, decimals: self.bound(table, "decimals", 0, 18)? })
            }
            "date" => {
                self.keys(table, &["type", "unknown"]);
                let unknown = table.text("unknown", self.out).map(str::to_owned);
                Some(ItemType::Date { unknown, flag: None })
            }
            "flag" => {
                self.keys(table, &["type", "default"]);
                Some(ItemType::Flag)
            }
            "code" => {
                self.keys(table, &["type", "codes"]);
                let node = table.need("codes", self.out)?;
                let index = find(&self.codes, node.text(self.out)?, node, self.out)?;
                Some(ItemType::Code(CodeListId(place_of(&self.used_codes, CodeOf::Named(index)))))
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
        let check = table.word("check", CHECKS, self.out);
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
        let named: &[&str] =
            if table.has("item") { &["item"] } else { &["name", "romaji", "basis"] };
        let common = ["required", "secret", "note"];
        let all: Vec<&str> =
            named.iter().copied().chain(common).chain(own.iter().copied()).collect();
        table.check_keys(&all, self.out);
    }

    fn charset(&self, table: &Table) -> Charset {
        let words = [
            ("mj", Charset::Mj),
            ("wide", Charset::Wide),
            ("kana", Charset::Kana),
            ("ascii", Charset::Ascii),
            ("any", Charset::Any),
        ];
        table.word("charset", &words, self.out).unwrap_or(Charset::Any)
    }

    /// Whether names of glyphs stand in the text. `L010` beside a charset that has no such glyph.
    fn glyph_names(&self, table: &Table) -> bool {
        let wanted = table.flag("glyph_names", self.out).unwrap_or(false);
        let has_them = matches!(self.charset(table), Charset::Mj | Charset::Wide | Charset::Any);
        if wanted && !has_them {
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

    pub(super) fn default(&self, kind: &ItemType, node: &Node) -> Option<String> {
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
}

/// Whether a name can stand in a path, a template and a CSV head line.
pub(super) fn is_name(name: &str) -> bool {
    let marks = ['.', '[', ']', '{', '}', '`', '\'', '"', '$', '#', ',', '(', ')'];
    !name.is_empty()
        && !name.contains(marks)
        && !name.contains(char::is_whitespace)
        && super::chars::is_plain(name)
}

/// Whether a text is a ローマ字 name: letters and digits of ASCII, parts joined with `_`.
pub(super) fn is_romaji(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
