//! A sheet of a workbook as it is printed: cells with their places, borders and letters.

use std::io::Cursor;
use std::path::Path;

use calamine::{
    Alignment, BorderStyle, Color, DataRef, HorizontalAlignment, Reader as _, SheetType, Style,
    StyleRange, TextRotation, VerticalAlignment, Xlsx,
};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::draft::{Border, Sheet, SheetCell, Upright};
use chohyo_engine::form::{Align, VerticalAlign};
use chohyo_engine::length::{Length, Size};

use super::parts::{Parts, SetUp};
use super::read::{refused, words};

/// Most rows and columns of a print.
const ROWS: u32 = 2_000;
const COLUMNS: u32 = 1_000;

/// A pixel of 96 dpi in EMU.
const PIXEL: i64 = 9_525;

type Book = Xlsx<Cursor<Vec<u8>>>;

/// Cells from the first to the last row and column that are printed.
#[derive(Clone, Copy)]
struct Area {
    rows: (u32, u32),
    columns: (u32, u32),
}

/// The n-th sheet, from 1, and the number of sheets.
///
/// # Errors
/// `B080` if the file is no workbook, or too large a one.
pub(crate) fn drawn(
    path: &Path,
    bytes: Vec<u8>,
    number: usize,
) -> Result<(Option<Sheet>, usize), Diagnostic> {
    let broken = || refused(path, "workbook");
    let mut parts = Parts::open(bytes.clone()).ok_or_else(broken)?;
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let Some(name) = number.checked_sub(1).and_then(|index| names.get(index)) else {
        return Ok((None, names.len()));
    };
    let set_up = parts.set_up(name).ok_or_else(broken)?;
    let font = parts.default_font();
    let styles = book.worksheet_style(name).map_err(|_| broken())?;
    let merged = book.merge_cells_by_sheet_name(name).map_err(|_| broken())?;
    let texts = texts(&mut book, name).map_err(|_| broken())?;
    let area = printed(&book, name).or_else(|| used(&styles, &texts));
    let area = area.ok_or_else(broken)?;
    let fits = area.rows.1 - area.rows.0 < ROWS && area.columns.1 - area.columns.0 < COLUMNS;
    if !fits {
        return Err(refused(path, "size"));
    }
    let mut sheet = paper(&set_up);
    measure(&mut sheet, &set_up, area, font.as_ref());
    sheet.merged = merged
        .iter()
        .filter_map(|d| merged_in(area, (d.start.0, d.start.1, d.end.0, d.end.1)))
        .collect();
    sheet.cells = cells(area, &styles, &texts);
    Ok((Some(sheet), names.len()))
}

type Texts = std::collections::BTreeMap<(u32, u32), (String, bool)>;

/// Words of the cells, and whether they are a number.
fn texts(book: &mut Book, name: &str) -> Result<Texts, calamine::XlsxError> {
    let mut texts = Texts::new();
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell()? {
        let value = cell.get_value();
        let number = matches!(value, DataRef::Int(_) | DataRef::Float(_) | DataRef::DateTime(_));
        let text = words(value);
        if !text.is_empty() {
            texts.insert(cell.get_position(), (text, number));
        }
    }
    Ok(texts)
}

/// The print area that the workbook names for a sheet: `'様式１'!$A$1:$X$40`.
fn printed(book: &Book, name: &str) -> Option<Area> {
    let names = book.defined_names().iter();
    let areas = names.filter(|(key, _)| key == "_xlnm.Print_Area").map(|(_, at)| at.as_str());
    areas.filter_map(|at| at.split(',').next()?.rsplit_once('!')).find_map(|(sheet, cells)| {
        let own = sheet.trim_matches('\'').replace("''", "'") == name;
        let (from, to) = cells.split_once(':')?;
        let ((r0, c0), (r1, c1)) = (cell_at(from)?, cell_at(to)?);
        (own && r0 <= r1 && c0 <= c1).then_some(Area { rows: (r0, r1), columns: (c0, c1) })
    })
}

/// Row and column of `$X$40`, from 0.
fn cell_at(name: &str) -> Option<(u32, u32)> {
    let plain: String = name.chars().filter(|c| *c != '$').collect();
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = plain.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |all, letter| {
        let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        all.checked_mul(26)?.checked_add(digit)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// From the first cell to the last one that holds or shows something.
fn used(styles: &StyleRange, texts: &Texts) -> Option<Area> {
    let mut found: Option<Area> = None;
    let mut add = |row: u32, column: u32| {
        let area = found.get_or_insert(Area { rows: (row, row), columns: (column, column) });
        area.rows = (area.rows.0.min(row), area.rows.1.max(row));
        area.columns = (area.columns.0.min(column), area.columns.1.max(column));
    };
    texts.keys().for_each(|(row, column)| add(*row, *column));
    let (last_row, last_column) = styles.end().unwrap_or_default();
    for row in 0..=last_row.min(ROWS - 1) {
        for column in 0..=last_column.min(COLUMNS - 1) {
            if styles.get((row, column)).is_some_and(shows) {
                add(row, column);
            }
        }
    }
    found
}

fn shows(style: &Style) -> bool {
    style.borders.as_ref().is_some_and(calamine::Borders::has_visible_borders)
        || style.fill.as_ref().is_some_and(calamine::Fill::is_visible)
}

/// Paper, margins and scale.
fn paper(set_up: &SetUp) -> Sheet {
    let (width, height) = match set_up.paper {
        Some(8) => (297, 420),
        Some(11) => (148, 210),
        Some(12) => (257, 364),
        Some(13) => (182, 257),
        Some(43) => (100, 148),
        Some(70) => (105, 148),
        _ => (210, 297),
    };
    let (width, height) = (Length::mm(width), Length::mm(height));
    let upright = Size::new(width, height);
    let inches = |inches: f64| Length::emu((inches * 914_400.0).round() as i64);
    Sheet {
        paper: if set_up.landscape { Size::new(height, width) } else { upright },
        margins: set_up.margins.map(inches),
        scale_pct: if set_up.fit { None } else { Some(set_up.scale.unwrap_or(100).clamp(10, 400)) },
        centred: set_up.centred,
        pictures: set_up.drawings,
        ..Sheet::default()
    }
}

/// Widths and heights of the columns and rows of the print.
fn measure(sheet: &mut Sheet, set_up: &SetUp, area: Area, font: Option<&(String, f64)>) {
    let (name, size) = font.map_or(("", 11.0), |(name, size)| (name.as_str(), *size));
    let digit = digit_px(name, size).unwrap_or_else(|| {
        sheet.unknown_font = Some(format!("{name} {size}"));
        8.0
    });
    let column = |index: u32| {
        let own = set_up.columns.iter().find(|(min, max, _)| (*min..=*max).contains(&(index + 1)));
        let px = match (own, set_up.column) {
            (Some((.., width)), _) => column_px(*width, digit),
            (None, Some(width)) => column_px(width, digit),
            // As many characters as the sheet says, 5 px more, and up to a multiple of 8 px.
            (None, None) => ((set_up.base.unwrap_or(8.0) * digit + 5.0) / 8.0).ceil() as i64 * 8,
        };
        Length::emu(px * PIXEL)
    };
    let row = |index: u32| {
        let points = set_up.rows.get(&index).copied().or(set_up.row).unwrap_or(15.0);
        Length::emu((points * 12_700.0).round() as i64)
    };
    sheet.columns = (area.columns.0..=area.columns.1).map(column).collect();
    sheet.rows = (area.rows.0..=area.rows.1).map(row).collect();
}

/// Pixels of a width in characters: ECMA-376 Part 1, 18.3.1.13.
fn column_px(width: f64, digit: f64) -> i64 {
    ((256.0 * width + (128.0 / digit).trunc()) / 256.0 * digit).trunc() as i64
}

/// Width of the widest digit of a default font in pixels at 96 dpi. The digits of Japanese faces
/// are half an em wide, which is rounded up; none if the font is not known.
fn digit_px(name: &str, size: f64) -> Option<f64> {
    let half = ((size * 96.0 / 72.0).round() / 2.0).ceil();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["Calibri", "Arial", "Aptos"]) {
        return Some((size * 96.0 / 72.0 * 0.5068).round());
    }
    has(&["ＭＳ", "MS ", "游", "Yu", "明朝", "ゴシック"]).then_some(half)
}

fn merged_in(
    area: Area,
    (r0, c0, r1, c1): (u32, u32, u32, u32),
) -> Option<(usize, usize, usize, usize)> {
    let inside = |at: u32, (from, to): (u32, u32)| {
        (from..=to).contains(&at).then(|| usize::try_from(at - from).ok()).flatten()
    };
    let (r1, c1) = (r1.min(area.rows.1), c1.min(area.columns.1));
    Some((
        inside(r0, area.rows)?,
        inside(c0, area.columns)?,
        inside(r1, area.rows)?,
        inside(c1, area.columns)?,
    ))
}

fn cells(area: Area, styles: &StyleRange, texts: &Texts) -> Vec<SheetCell> {
    let mut cells = Vec::new();
    for row in area.rows.0..=area.rows.1 {
        for column in area.columns.0..=area.columns.1 {
            let style = styles.get((row, column));
            let text = texts.get(&(row, column));
            if text.is_some() || style.is_some_and(shows) {
                let mut cell = style.map(of_style).unwrap_or_default();
                cell.row = usize::try_from(row - area.rows.0).unwrap_or(usize::MAX);
                cell.column = usize::try_from(column - area.columns.0).unwrap_or(usize::MAX);
                if let Some((words, number)) = text {
                    (cell.words, cell.number) = (words.clone(), *number);
                }
                cells.push(cell);
            }
        }
    }
    cells
}

fn of_style(style: &Style) -> SheetCell {
    let mut cell = SheetCell { size: Length::pt(11), ..SheetCell::default() };
    if let Some(font) = &style.font {
        cell.font = font.name.clone().unwrap_or_default();
        cell.size =
            Length::emu((font.size.unwrap_or(11.0).clamp(1.0, 409.0) * 12_700.0).round() as i64);
        cell.bold = font.is_bold();
    }
    if let Some(alignment) = &style.alignment {
        align(&mut cell, alignment);
    }
    if let Some(fill) = style.fill.as_ref().filter(|fill| fill.is_visible()) {
        cell.fill = fill.get_color().map(grey);
    }
    if let Some(borders) = &style.borders {
        let sides = [&borders.left, &borders.top, &borders.right, &borders.bottom];
        cell.borders = sides.map(|side| border(side.style));
        cell.diagonal = border(borders.diagonal_up.style);
    }
    cell
}

fn align(cell: &mut SheetCell, alignment: &Alignment) {
    cell.align = match alignment.horizontal {
        HorizontalAlignment::Left | HorizontalAlignment::Justify => Some(Align::Left),
        HorizontalAlignment::Center | HorizontalAlignment::CenterContinuous => Some(Align::Centre),
        HorizontalAlignment::Right => Some(Align::Right),
        HorizontalAlignment::Distributed => Some(Align::Distribute),
        _ => None,
    };
    cell.valign = Some(match alignment.vertical {
        VerticalAlignment::Top | VerticalAlignment::Justify => VerticalAlign::Top,
        VerticalAlignment::Center | VerticalAlignment::Distributed => VerticalAlign::Middle,
        _ => VerticalAlign::Bottom,
    });
    cell.indent = alignment.indent.unwrap_or(0);
    cell.wrap = alignment.wrap_text;
    cell.upright = match alignment.text_rotation {
        TextRotation::None | TextRotation::Degrees(0) => Upright::Level,
        TextRotation::Stacked | TextRotation::Degrees(255) => Upright::Stacked,
        _ => Upright::Turned,
    };
}

fn border(style: BorderStyle) -> Option<Border> {
    Some(match style {
        BorderStyle::None => return None,
        BorderStyle::Hair => Border::Hair,
        BorderStyle::Thin => Border::Thin,
        BorderStyle::Medium => Border::Medium,
        BorderStyle::Thick => Border::Thick,
        BorderStyle::Double => Border::Double,
        BorderStyle::Dotted => Border::Dotted,
        BorderStyle::Dashed | BorderStyle::DashDot | BorderStyle::DashDotDot => {
            Border::Dashed(false)
        }
        _ => Border::Dashed(true),
    })
}

/// Grey by the weights of ITU-R BT.601.
fn grey(colour: Color) -> u8 {
    let weighted =
        u32::from(colour.red) * 299 + u32::from(colour.green) * 587 + u32::from(colour.blue) * 114;
    u8::try_from((weighted + 500) / 1000).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_program() {
        for (width, digit, px) in
            [(8.38, 8.0, 67), (9.0, 8.0, 72), (2.5, 8.0, 20), (9.140_625, 7.0, 64)]
        {
            assert_eq!(column_px(width, digit), px, "{width}");
        }
        let fonts = [
            ("ＭＳ Ｐゴシック", 11.0, Some(8.0)),
            ("游ゴシック", 11.0, Some(8.0)),
            ("ＭＳ 明朝", 9.0, Some(6.0)),
            ("Calibri", 11.0, Some(7.0)),
            ("Wingdings", 11.0, None),
        ];
        for (name, size, px) in fonts {
            assert_eq!(digit_px(name, size), px, "{name}");
        }
    }

    #[test]
    fn names_of_cells_are_places() {
        assert_eq!(cell_at("$A$1"), Some((0, 0)));
        assert_eq!(cell_at("$AN$53"), Some((52, 39)));
        assert_eq!(cell_at("A0"), None);
        assert_eq!(cell_at("$1"), None);
        assert_eq!(cell_at("ZZZZZZZZZZ1"), None);
    }
}
