//! Cells of a workbook as texts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, Xlsx};
use chohyo_engine::diag::Diagnostic;
use chohyo_golden::folder;

/// Largest workbook in bytes: the official lists have less than one hundredth of it.
const FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Most cells of a workbook that hold something.
const CELLS: usize = 2_000_000;

/// One sheet. Rows and columns count from 0.
pub(crate) struct Sheet {
    /// Its name on the tab.
    pub(crate) name: String,
    cells: BTreeMap<(u32, u32), String>,
}

impl Sheet {
    /// The words of a cell, line ends as LF; empty if nothing stands there.
    pub(crate) fn text(&self, row: u32, column: u32) -> &str {
        self.cells.get(&(row, column)).map_or("", String::as_str)
    }

    /// All cells that hold something, row by row.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (u32, u32, &str)> {
        self.cells.iter().map(|((row, column), text)| (*row, *column, text.as_str()))
    }

    /// The last row that holds something; 0 in an empty sheet.
    pub(crate) fn last_row(&self) -> u32 {
        self.cells.last_key_value().map_or(0, |((row, _), _)| *row)
    }

    /// The last column that holds something in some rows.
    pub(crate) fn last_column(&self, rows: std::ops::RangeInclusive<u32>) -> u32 {
        let cells = self.cells.range((*rows.start(), 0)..=(*rows.end(), u32::MAX));
        cells.map(|((_, column), _)| *column).max().unwrap_or(0)
    }

    /// A cell as people name it: `シート!L7`.
    pub(crate) fn at(&self, row: u32, column: u32) -> String {
        format!("{}!{}{}", self.name, letters(column), u64::from(row) + 1)
    }
}

/// `A`, `Z`, `AA`
fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

/// The sheets of a workbook.
///
/// # Errors
///
/// `B001` if the file cannot be read, `B080` if it is no workbook or too large a one.
pub(crate) fn open(path: &Path) -> Result<Vec<Sheet>, Diagnostic> {
    let file = std::fs::File::open(path).map_err(|error| folder::unreadable(path, &error))?;
    let mut bytes = Vec::new();
    let read = file.take(FILE_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| folder::unreadable(path, &error))?;
    if bytes.len() as u64 > FILE_BYTES {
        return Err(refused(path, "size"));
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| refused(path, "workbook"))?;
    let mut left = CELLS;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    names.into_iter().map(|name| sheet(&mut book, name, &mut left, path)).collect()
}

pub(super) fn refused(path: &Path, problem: &str) -> Diagnostic {
    Diagnostic::error("B080").arg("path", path.display()).arg("problem", problem)
}

type Book = Xlsx<Cursor<Vec<u8>>>;

fn sheet(
    book: &mut Book,
    name: String,
    left: &mut usize,
    path: &Path,
) -> Result<Sheet, Diagnostic> {
    let mut cells = BTreeMap::new();
    let broken = |_| refused(path, "workbook");
    let mut reader = book.worksheet_cells_reader(&name).map_err(broken)?;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let text = words(cell.get_value());
        if text.is_empty() {
            continue;
        }
        *left = left.checked_sub(1).ok_or_else(|| refused(path, "size"))?;
        cells.insert(cell.get_position(), text);
    }
    Ok(Sheet { name, cells })
}

/// A whole number without a point, a day as `YYYY-MM-DD`.
pub(super) fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.replace("\r\n", "\n"),
        DataRef::SharedString(text) => text.replace("\r\n", "\n"),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(value) => moment(value),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn moment(value: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let (date, time) =
        (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}:{second:02}"));
    match value.as_f64() {
        whole if whole.fract() == 0.0 => date,
        below if below < 1.0 => time,
        _ => format!("{date} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_on_screen() {
        let names = [0, 11, 25, 26, 51, 52, 701, 702, 16383].map(letters);
        assert_eq!(names, ["A", "L", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
