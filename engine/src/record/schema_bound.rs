//! Items of a nested record that are items of the data standard: their type, digits, ローマ字 and
//! code list come from the group of the standard that the group is bound to.

use std::rc::Rc;

use super::limits;
use super::schema::{Charset, CodeListId, Item, ItemType};
use super::schema_file::{CodeOf, Load, place_of};
use super::schema_rows::TableOf;
use super::standard::{DataType, Presence, Standard, StandardItem};
use crate::diag::Diagnostic;
use crate::reader::{Node, Table, with_suggestion};

impl Load<'_> {
    /// The item `name` of the group's table: a text of `items`, or `item` of a table that says
    /// more of it. `R011`, `R012`.
    pub(super) fn standard_item(
        &self,
        of: Option<&TableOf>,
        name: &str,
        node: &Node,
        more: Option<&Table>,
    ) -> Option<Item> {
        let Some(standard) = of.and_then(|of| of.standard.as_ref()) else {
            // A table of the standard that is not there is reported at `table`.
            if of.is_none_or(|of| of.business.is_none()) {
                self.out.push(Diagnostic::error("R012").at(&node.span).arg("name", name));
            }
            return None;
        };
        let (standard, group) = (&standard.0, standard.0.groups.get(standard.1)?);
        let Some(item) = group.item(name) else {
            let error = Diagnostic::error("R011").at(&node.span).arg("name", name);
            let error = error.arg("table", of.map_or("", |of| &of.name));
            let known = group.items.iter().map(|item| item.name.as_str());
            self.out.push(with_suggestion(error, name, known));
            return None;
        };
        let kind = match more {
            Some(more) if more.has("type") => self.own_kind(more, item)?,
            _ => self.standard_kind(standard, item, node)?,
        };
        let flag = |key| more.and_then(|more| more.flag(key, self.out));
        if let Some(more) = more.filter(|more| !more.has("type")) {
            more.check_keys(&["item", "required", "secret", "default", "note"], self.out);
        }
        let default = more.and_then(|more| more.get("default"));
        Some(Item {
            name: item.name.clone(),
            romaji: Some(item.romaji.clone()),
            data_id: item.id.clone(),
            basis: item.basis,
            required: flag("required").unwrap_or(item.presence == Presence::Required),
            secret: flag("secret").unwrap_or(false) || item.secret,
            default: default.and_then(|node| self.default(&kind, node)),
            kind,
        })
    }

    /// A type of the record's own in place of the standard's: an amount, a month, a text that is
    /// no name. `R019`: it takes more than the standard has.
    fn own_kind(&self, table: &Table, item: &StandardItem) -> Option<ItemType> {
        let kind = self.kind(table)?;
        let size = match &kind {
            ItemType::Text { max, .. } => Some(*max),
            ItemType::Digits { digits, .. } => Some(*digits),
            ItemType::Int { digits, .. } | ItemType::Money { digits, .. } => *digits,
            _ => None,
        };
        if let (Some(size), Some(digits)) = (size, item.digits)
            && size > digits
        {
            let error = Diagnostic::error("R019").at(&table.span).arg("name", &item.name);
            self.out.push(error.arg("digits", digits));
        }
        Some(match kind {
            ItemType::Int { digits, signed } => {
                ItemType::Int { digits: digits.or(item.digits), signed }
            }
            ItemType::Money { digits, signed } => {
                ItemType::Money { digits: digits.or(item.digits), signed }
            }
            kind => kind,
        })
    }

    fn standard_kind(
        &self,
        standard: &Rc<Standard>,
        item: &StandardItem,
        node: &Node,
    ) -> Option<ItemType> {
        let kind = self.single_kind(standard, item);
        match (item.repeat, kind) {
            (None | Some(1), kind) => Some(kind),
            (Some(_), ItemType::Text { charset, max, glyph_names }) => {
                Some(ItemType::TextList { charset, max, glyph_names })
            }
            _ => {
                self.out.push(Diagnostic::error("R024").at(&node.span).arg("name", &item.name));
                None
            }
        }
    }

    fn single_kind(&self, standard: &Rc<Standard>, item: &StandardItem) -> ItemType {
        if let Some(list) = item.codes.as_ref().and_then(|id| standard.codes(id))
            && !list.values.is_empty()
        {
            let list = CodeOf::Standard(standard.business.clone(), list.id.clone());
            return ItemType::Code(CodeListId(place_of(&self.used_codes, list)));
        }
        let max = item.digits.unwrap_or(limits::CHARACTERS);
        match item.kind {
            DataType::Half if item.exact || item.check.is_some() => {
                ItemType::Digits { digits: max, exact: true, check: item.check }
            }
            DataType::Half => ItemType::Text { charset: Charset::Ascii, max, glyph_names: false },
            DataType::Wide if is_reading(&item.name) => {
                ItemType::Text { charset: Charset::Kana, max, glyph_names: false }
            }
            DataType::Wide => ItemType::Text { charset: Charset::Wide, max, glyph_names: true },
            DataType::Whole => ItemType::Int { digits: item.digits, signed: false },
            DataType::Signed => ItemType::Int { digits: item.digits, signed: true },
            DataType::Decimal => ItemType::Decimal { digits: item.digits, decimals: item.decimals },
            DataType::Blob => ItemType::Image,
            DataType::Year => ItemType::Year,
            DataType::Date => ItemType::Date { unknown: None, flag: None },
            DataType::Time => ItemType::Time,
        }
    }
}

/// Whether an Ｎ item holds the reading of a name: kana. The reading of a building (方書) may hold
/// anything full-width.
fn is_reading(name: &str) -> bool {
    let reading = name.contains("フリガナ") || name.contains("読み仮名");
    reading && !name.contains("方書")
}

/// Links the dates of a group to their words and flags: `X` to `X_不詳表記` and `X_不詳フラグ`.
pub(super) fn link_unknown(items: &mut [Item]) {
    let names: Vec<(String, bool)> = items
        .iter()
        .map(|item| (item.name.clone(), matches!(item.kind, ItemType::Text { .. })))
        .collect();
    for item in items {
        let ItemType::Date { unknown, flag } = &mut item.kind else { continue };
        let words = format!("{}_不詳表記", item.name);
        if unknown.is_none() && names.iter().any(|(name, text)| *name == words && *text) {
            *unknown = Some(words);
        }
        let mark = format!("{}_不詳フラグ", item.name);
        *flag = names.iter().any(|(name, _)| *name == mark).then_some(mark);
    }
}
