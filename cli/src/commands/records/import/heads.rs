//! The head of a sheet of items: one or two rows.

use chohyo_engine::diag::Diagnostic;

use crate::workbook::Sheet;

/// Columns of the 基本データリスト that are imported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Name,
    Romaji,
    Group,
    Primary,
    Foreign,
    Type,
    Digits,
    Codes,
    Repeat,
    Presence,
    Definition,
    Rule,
    Function,
    MustOutput,
    Sample,
    Note,
}

/// Column, its head in the official sheets, whether a sheet without it is refused.
const COLUMNS: [(Column, &str, bool); 17] = [
    (Column::Id, "データ項目ID", true),
    (Column::Name, "データ項目", true),
    (Column::Romaji, "データ項目(ローマ字)", true),
    (Column::Group, "グループ_名称", true),
    (Column::Primary, "グループ_主キー", true),
    (Column::Foreign, "グループ_外部キー", true),
    (Column::Type, "データ型", true),
    (Column::Digits, "桁数", true),
    (Column::Codes, "コード", true),
    (Column::Repeat, "繰り返し", true),
    (Column::Presence, "データ出力条件", true),
    (Column::Definition, "項目定義", true),
    (Column::Rule, "項目説明", true),
    (Column::Function, "標準仕様書関連箇所", false),
    (Column::MustOutput, "実装類型", true),
    (Column::Sample, "サンプル値", false),
    (Column::Note, "備考", false),
];

/// Heads that are known and not imported: for reference only, as the legend says.
const REFERENCE: &str = "クラス分類";

/// Where the columns of a sheet stand.
pub(super) struct Head {
    /// The first row of the head.
    row: u32,
    /// The first row of items.
    pub(super) body: u32,
    columns: [Option<u32>; COLUMNS.len()],
    /// Columns that the データ項目ID takes: 業務ID and number may stand in two.
    pub(super) id_width: u32,
}

impl Head {
    /// A column; the one of the ID if the sheet does not have it, which is empty of it.
    pub(super) fn column(&self, column: Column) -> Option<u32> {
        self.columns[column as usize]
    }

    /// All columns that are there.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        self.columns.iter().flatten().copied()
    }
}

/// The head of a sheet of items; `None` if it is no such sheet. Missing columns: `B082`, heads
/// that are not known: `B086`.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Diagnostic>) -> Option<Head> {
    let (row, id) = corner(sheet)?;
    let two_rows = sheet.text(row + 1, id).trim().is_empty();
    let body = row + 1 + u32::from(two_rows);
    let mut head = Head { row, body, columns: [None; COLUMNS.len()], id_width: 1 };
    let mut top = String::new();
    let mut last_named = id;
    for column in id..=sheet.last_column(row..=body - 1) {
        let above = plain(sheet.text(row, column));
        let below = if two_rows { plain(sheet.text(row + 1, column)) } else { String::new() };
        if above.is_empty() && below.is_empty() {
            head.id_width += u32::from(last_named == id);
            continue;
        }
        last_named = column;
        if !above.is_empty() {
            top = above;
        }
        let name = if below.is_empty() { top.clone() } else { format!("{top}_{below}") };
        place(&mut head, sheet, column, &name, found);
    }
    missing(&head, sheet, id, found);
    Some(head)
}

/// The cell データ項目ID of a row that also has データ型.
fn corner(sheet: &Sheet) -> Option<(u32, u32)> {
    let is = |text: &str, head: Column| plain(text) == COLUMNS[head as usize].1;
    let ids = sheet.cells().filter(|(_, _, text)| is(text, Column::Id));
    let has_type =
        |row: u32| sheet.cells().any(|(other, _, text)| other == row && is(text, Column::Type));
    ids.map(|(row, column, _)| (row, column)).find(|(row, _)| has_type(*row))
}

fn place(head: &mut Head, sheet: &Sheet, column: u32, name: &str, found: &mut Vec<Diagnostic>) {
    let known = COLUMNS.iter().find(|(_, known, _)| *known == name);
    let cell = sheet.at(head.row, column);
    match known {
        Some((known, ..)) if head.column(*known).is_none() => {
            head.columns[*known as usize] = Some(column);
        }
        Some(_) => found.push(super::wrong(sheet, head.row, column, "head")),
        None if name.starts_with(REFERENCE) => {}
        None => found.push(Diagnostic::warning("B086").arg("cell", cell).arg("name", name)),
    }
}

fn missing(head: &Head, sheet: &Sheet, id: u32, found: &mut Vec<Diagnostic>) {
    let missing =
        COLUMNS.iter().filter(|(column, _, must)| *must && head.column(*column).is_none());
    for (_, name, _) in missing {
        let error = Diagnostic::error("B082").arg("cell", sheet.at(head.row, id));
        found.push(error.arg("name", name));
    }
}

/// A head without white space, brackets half-width: they vary from list to list.
pub(super) fn plain(text: &str) -> String {
    let bracket = |c| match c {
        '（' => '(',
        '）' => ')',
        '＿' => '_',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(bracket).collect()
}
