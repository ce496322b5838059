//! A 諸元表 that was given: CSV or a workbook, columns in any order.

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::folder;

use super::cells::HEADS;
use super::{ending, ending_refused};
use crate::workbook;

/// Most bytes of a CSV: far above any 諸元表.
const BYTES: u64 = 64 * 1024 * 1024;

/// The table of a file.
pub(super) struct Given {
    /// For each of [`HEADS`], whether the table has it.
    pub(super) has: [bool; HEADS.len()],
    /// Rows in the order of [`HEADS`].
    pub(super) rows: Vec<Vec<String>>,
    /// Heads that are none of ours.
    pub(super) unknown: Vec<String>,
}

/// Other names of a column.
const NAMES: [(&str, &str); 5] = [
    ("印字項目名", "印字項目"),
    ("項目名", "印字項目"),
    ("編集条件", "編集"),
    ("フォントサイズ", "サイズpt"),
    ("サイズ", "サイズpt"),
];

/// Heads that a written table has and that are not compared.
const ABOVE: [&str; 3] = ["帳票ID", "帳票名", "版"];

/// Reads a given 諸元表.
///
/// # Errors
///
/// `B088` another ending, `B089` no table with the column 印字項目, `B001`, `B080`.
pub(super) fn read(path: &Path) -> Result<Given, Diagnostic> {
    let tables = match ending(path).as_deref() {
        Some("csv") => vec![csv(path)?],
        Some("xlsx") => workbook::open(path)?.iter().map(sheet).collect(),
        _ => return Err(ending_refused(path, ".csv, .xlsx")),
    };
    let refused = || Diagnostic::error("B089").arg("path", path.display());
    tables.into_iter().find_map(table).ok_or_else(refused)
}

fn csv(path: &Path) -> Result<Vec<Vec<String>>, Diagnostic> {
    use std::io::Read as _;
    let unreadable = |error: std::io::Error| folder::unreadable(path, &error);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut text = String::new();
    file.take(BYTES).read_to_string(&mut text).map_err(unreadable)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let line = |line: csv::StringRecord| line.iter().map(str::to_owned).collect();
    let refused = |_| Diagnostic::error("B089").arg("path", path.display());
    reader.records().map(|record| record.map(line).map_err(refused)).collect()
}

fn sheet(sheet: &workbook::Sheet) -> Vec<Vec<String>> {
    let last = sheet.last_row();
    let width = sheet.last_column(0..=last);
    let row = |row| (0..=width).map(|column| sheet.text(row, column).to_owned()).collect();
    (0..=last).map(row).collect()
}

/// The column of a head.
fn column(head: &str) -> Option<usize> {
    let plain: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let known = NAMES.iter().find(|(other, _)| *other == plain);
    let name = known.map_or(plain.as_str(), |(_, name)| name);
    HEADS.iter().position(|head| *head == name)
}

/// The rows below the first line that has 印字項目 among its cells.
fn table(lines: Vec<Vec<String>>) -> Option<Given> {
    let item = column("印字項目");
    let at = lines.iter().position(|line| line.iter().any(|cell| column(cell) == item))?;
    let heads: Vec<Option<usize>> = lines[at].iter().map(|cell| column(cell)).collect();
    let unknown = lines[at].iter().filter(|cell| {
        !cell.trim().is_empty() && column(cell).is_none() && !ABOVE.contains(&cell.trim())
    });
    let unknown = unknown.map(|cell| cell.trim().to_owned()).collect();
    let has = std::array::from_fn(|column| heads.contains(&Some(column)));
    let row = |line: &Vec<String>| {
        let mut row = vec![String::new(); HEADS.len()];
        for (cell, head) in line.iter().zip(&heads) {
            if let Some(head) = head {
                row[*head] = cell.replace("\r\n", "\n").trim().to_owned();
            }
        }
        row
    };
    let rows = lines[at + 1..].iter().map(row);
    let rows = rows.filter(|row| item.is_some_and(|item| !row[item].is_empty()));
    Some(Given { has, rows: rows.collect(), unknown })
}
