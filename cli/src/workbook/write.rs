//! A table as a workbook. The same cells give the same bytes: no clock goes into it.

use chohyo_engine::diag::Diagnostic;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// Widest column, in half-width characters.
const WIDEST: usize = 44;

/// One sheet: pairs of name and value, then a table with its head.
pub(crate) struct Book<'a> {
    /// Name of the sheet.
    pub(crate) sheet: &'a str,
    /// Title in the properties.
    pub(crate) title: &'a str,
    /// What stands above the table.
    pub(crate) pairs: &'a [(String, String)],
    /// Heads of the columns.
    pub(crate) heads: &'a [&'a str],
    /// Rows of the table.
    pub(crate) rows: &'a [Vec<String>],
}

/// The bytes of a workbook.
///
/// # Errors
///
/// `B003` if the table does not fit into a sheet.
pub(crate) fn book(book: &Book<'_>, name: &std::path::Path) -> Result<Vec<u8>, Diagnostic> {
    let refused = |error: XlsxError| {
        Diagnostic::error("B003").arg("path", name.display()).arg("cause", error)
    };
    bytes(book).map_err(refused)
}

fn bytes(book: &Book<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day the format fixes as its first; a real one would make every file another one.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook
        .set_properties(&DocProperties::new().set_title(book.title).set_creation_datetime(&made));
    let cell =
        Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let head = cell.clone().set_bold().set_background_color(0x00DD_EBF7);
    let sheet = workbook.add_worksheet();
    sheet.set_name(book.sheet)?;
    let mut row = 0;
    for (name, value) in book.pairs {
        sheet.write_string_with_format(row, 0, name, &Format::new().set_bold())?;
        sheet.write_string(row, 2, value)?;
        row += 1;
    }
    row += u32::from(row > 0);
    let first = row;
    for (column, text) in (0..).zip(book.heads) {
        sheet.write_string_with_format(row, column, *text, &head)?;
        sheet.set_column_width(column, width(book, usize::from(column)))?;
    }
    for cells in book.rows {
        row += 1;
        for (column, text) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    sheet.set_freeze_panes(first + 1, 3)?;
    if let Some(last) = book.heads.len().checked_sub(1) {
        sheet.autofilter(first, 0, row, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(first, first)?;
    workbook.save_to_buffer()
}

/// As wide as the longest line of its cells, within bounds.
fn width(book: &Book<'_>, column: usize) -> f64 {
    let cells = book.rows.iter().filter_map(|cells| cells.get(column).map(String::as_str));
    let texts = cells.chain(book.heads.get(column).copied());
    let longest = texts.flat_map(str::lines).map(UnicodeWidthStr::width).max().unwrap_or(0);
    f64::from(u8::try_from(longest.clamp(5, WIDEST) + 2).unwrap_or(u8::MAX))
}
