//! `chohyo records import`: the 基本データリスト as a workbook → the groups of one 業務 as TOML.
//!
//! The shape is that of the official 項目定義書: sheets with the head データ項目ID … データ型 hold
//! items, sheets with the head コードID … コード値 hold code lists, every other sheet (凡例) is
//! left alone.

mod codes;
mod heads;
mod item;
mod items;
mod write;

use std::collections::BTreeSet;

use chohyo_engine::diag::{Diagnostic, Severity};

use self::item::Item;
use crate::args::RecordsImportArgs;
use crate::output;
use crate::report::{Context, Exit, Failure, exit_of, out};
use crate::workbook::{self, Sheet};

pub(super) fn run(args: &RecordsImportArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    output::check(&args.output)?;
    let sheets = workbook::open(&args.workbook)?;
    let mut found = Vec::new();
    let text = import(args, &sheets, &mut found);
    context.tell(&found);
    let Some(text) = text else { return Ok(Exit::Input) };
    output::write(&args.output, text.as_bytes())?;
    out(&format!("{}\n", args.output.display()))?;
    Ok(exit_of(&found, Exit::Input))
}

/// The file of groups; `None` if there was an error.
fn import(
    args: &RecordsImportArgs,
    sheets: &[Sheet],
    found: &mut Vec<Diagnostic>,
) -> Option<String> {
    let mut items = Vec::new();
    let mut lists = codes::Lists::default();
    for sheet in sheets {
        match heads::find(sheet, found) {
            Some(head) => items::read(sheet, &head, &mut items, found),
            None => lists.read(sheet, found),
        }
    }
    if items.is_empty() && !refused(found) {
        found.push(Diagnostic::error("B081").arg("path", args.workbook.display()));
    }
    items::twice(&items, found);
    items::link(&mut items, &lists, found);
    let business = business(&items, args.business.as_deref(), found)?;
    items.retain(|item| item.business() == business);
    if refused(found) {
        return None;
    }
    let title = sheets.iter().find_map(title).unwrap_or_default();
    let head = write::Head {
        business: &business,
        name: lists.business_name.as_deref().or_else(|| in_brackets(&title)).unwrap_or(&business),
        source: args.source.as_deref().unwrap_or(&title),
    };
    Some(write::file(&head, &items, &lists))
}

fn refused(found: &[Diagnostic]) -> bool {
    found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The 業務ID asked for, or the only one of the workbook.
fn business(items: &[Item], asked: Option<&str>, found: &mut Vec<Diagnostic>) -> Option<String> {
    let all: BTreeSet<&str> = items.iter().map(Item::business).collect();
    let chosen = match (asked, all.len()) {
        (Some(asked), _) => all.get(asked).copied(),
        (None, 1) => all.first().copied(),
        (None, _) => None,
    };
    if chosen.is_none() && !all.is_empty() {
        let known = all.into_iter().collect::<Vec<_>>().join(", ");
        let problem = if asked.is_some() { "absent" } else { "several" };
        let error = Diagnostic::error("B085").arg("problem", problem).arg("known", known);
        found.push(error.arg("asked", asked.unwrap_or("")));
    }
    chosen.map(str::to_owned)
}

/// `■地方公共団体情報システム-（…）項目定義書`
fn title(sheet: &Sheet) -> Option<String> {
    let mut words = sheet.cells().map(|(_, _, text)| text.trim());
    let title = words.find(|text| text.starts_with('■') && text.contains("項目定義書"))?;
    Some(title.trim_start_matches('■').to_owned())
}

fn in_brackets(title: &str) -> Option<&str> {
    let (_, rest) = title.split_once('（')?;
    rest.split_once('）').map(|(inside, _)| inside)
}

/// What stands in cells beyond the list: `e` and `■` mark the edges of the official sheets.
fn is_blank(text: &str) -> bool {
    let text = text.trim();
    text == "e" || text.chars().all(|c| c == '■' || c.is_whitespace())
}

/// `B083`: a cell that cannot be taken.
fn wrong(sheet: &Sheet, row: u32, column: u32, problem: &'static str) -> Diagnostic {
    /// Most characters of a cell in a message.
    const SHOWN: usize = 40;
    let value: String = sheet.text(row, column).chars().take(SHOWN).collect();
    let error = Diagnostic::error("B083").arg("cell", sheet.at(row, column));
    error.arg("problem", problem).arg("value", value)
}
