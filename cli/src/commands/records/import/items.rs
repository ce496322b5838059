//! All rows of a sheet of items, and what holds between items.

use std::collections::HashMap;

use chohyo_engine::diag::Diagnostic;

use super::codes::Lists;
use super::heads::Head;
use super::item::{Item, OWN_CODES, Row};
use crate::workbook::Sheet;

/// Adds the items of a sheet.
pub(super) fn read(sheet: &Sheet, head: &Head, items: &mut Vec<Item>, found: &mut Vec<Diagnostic>) {
    let rows = (head.body..=sheet.last_row()).map(|row| Row { sheet, head, row });
    items.extend(rows.filter(|row| !row.is_blank()).filter_map(|row| row.item(found)));
}

/// `B084`: an ID twice, or a name or ローマ字 twice in a group.
pub(super) fn twice(items: &[Item], found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<(&str, &str), &str> = HashMap::new();
    for item in items {
        let group = item.group.as_str();
        let ids = [("", item.id.as_str()), (group, &item.name), (group, &item.romaji)];
        for (key, cell) in ids.into_iter().zip(&item.cells) {
            if let Some(first) = known.insert(key, cell) {
                let error = Diagnostic::error("B084").arg("cell", cell).arg("value", key.1);
                found.push(error.arg("first", first));
            }
        }
    }
}

/// Leaves out 自治体固有コード, which hold no list, and lists that are not in the workbook
/// (`B087`).
pub(super) fn link(items: &mut [Item], lists: &Lists, found: &mut Vec<Diagnostic>) {
    for item in items {
        let Some(codes) = item.codes.take() else { continue };
        if codes == OWN_CODES {
            note(item, "自治体固有コード");
        } else if lists.holds(&codes) {
            item.codes = Some(codes);
        } else {
            let warning = Diagnostic::warning("B087").arg("cell", &item.cells[3]);
            found.push(warning.arg("codes", &codes));
            note(item, &format!("コード一覧 {codes}"));
        }
    }
}

fn note(item: &mut Item, words: &str) {
    if !item.note.is_empty() {
        item.note.push('\n');
    }
    item.note.push_str(words);
}
