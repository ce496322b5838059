//! Sheets of code lists: コードID, コード名, コード値, コード値の内容.

use chohyo_engine::diag::Diagnostic;

use super::heads::plain;
use super::item::{OWN_CODES, code_id};
use super::{is_blank, wrong};
use crate::workbook::Sheet;

/// Heads of the columns, in the order of [`Columns`].
const HEADS: [&str; 4] = ["コードID", "コード名", "コード値", "コード値の内容"];

/// Columns of ID, name, code and word.
type Columns = [u32; 4];

/// One code list.
pub(super) struct List {
    pub(super) id: String,
    pub(super) name: String,
    /// Code and word pairs.
    pub(super) values: Vec<(String, String)>,
}

/// The code lists of a workbook.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) lists: Vec<List>,
    /// 業務名 over the lists.
    pub(super) business_name: Option<String>,
}

impl Lists {
    /// Whether a list is there.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.lists.iter().any(|list| list.id == id)
    }

    /// Adds the lists of a sheet, if it is one of code lists.
    pub(super) fn read(&mut self, sheet: &Sheet, found: &mut Vec<Diagnostic>) {
        let Some((head, columns)) = find(sheet) else { return };
        self.business_name = self.business_name.take().or_else(|| business_name(sheet));
        let mut open = None;
        for row in head + 1..=sheet.last_row() {
            self.row(sheet, row, columns, &mut open, found);
        }
    }

    /// A row with an ID opens a list; the rows below it without one hold further values.
    fn row(
        &mut self,
        sheet: &Sheet,
        row: u32,
        columns: Columns,
        open: &mut Option<usize>,
        found: &mut Vec<Diagnostic>,
    ) {
        let [id, name, code, word] = columns.map(|column| text(sheet, row, column));
        if let Some(id) = code_id(id) {
            if self.holds(&id) {
                found.push(wrong(sheet, row, columns[0], "list"));
            }
            *open = (id != OWN_CODES).then_some(self.lists.len());
            if open.is_some() {
                self.lists.push(List { id, name: name.to_owned(), values: Vec::new() });
            }
        }
        let list = open.and_then(|at| self.lists.get_mut(at));
        let Some(list) = list.filter(|_| !code.is_empty()) else { return };
        if word.is_empty() {
            found.push(wrong(sheet, row, columns[3], "empty"));
        }
        if list.values.iter().any(|(known, _)| known == code) {
            found.push(wrong(sheet, row, columns[2], "code"));
        }
        list.values.push((code.to_owned(), word.to_owned()));
    }
}

fn text(sheet: &Sheet, row: u32, column: u32) -> &str {
    let text = sheet.text(row, column).trim();
    if is_blank(text) { "" } else { text }
}

/// The row of the head and the columns.
fn find(sheet: &Sheet) -> Option<(u32, Columns)> {
    let (row, ..) = sheet.cells().find(|(_, _, text)| plain(text) == HEADS[0])?;
    let column = |head: &str| {
        let of_row = sheet.cells().filter(|(other, ..)| *other == row);
        of_row.into_iter().find(|(_, _, text)| plain(text) == head).map(|(_, column, _)| column)
    };
    let [id, name, code, word] = HEADS.map(column);
    Some((row, [id?, name?, code?, word?]))
}

/// The cell under 業務名.
fn business_name(sheet: &Sheet) -> Option<String> {
    let (row, column, _) = sheet.cells().find(|(_, _, text)| plain(text) == "業務名")?;
    let name = text(sheet, row + 1, column);
    (!name.is_empty()).then(|| name.to_owned())
}
