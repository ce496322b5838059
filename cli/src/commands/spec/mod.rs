//! `chohyo spec`: the 諸元表 of a form, written or compared with a given one.

mod against;
mod cells;
mod given;
mod head;
mod types;

use std::path::Path;

pub(super) use head::{effective, paper};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::{Form, spec};

use crate::args::SpecArgs;
use crate::csv_line::csv_line;
use crate::report::{Context, Exit, Failure, out};
use crate::workbook::{self, Book};
use crate::{load, output};

pub(super) fn run(args: &SpecArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let form = load::form(context, &args.layout, args.as_of.as_deref())?.form;
    let rows = rows(&form);
    if let Some(given) = &args.against {
        return against::run(&rows, given, args.format, context);
    }
    match &args.output {
        None => out(&markdown(&form, &rows))?,
        Some(target) => {
            output::check(target)?;
            output::write(target, &file(&form, &rows, target)?)?;
        }
    }
    Ok(Exit::Good)
}

/// The table: cells in the order of [`cells::HEADS`].
fn rows(form: &Form) -> Vec<Vec<String>> {
    let rows = spec(form);
    rows.iter().zip(1..).map(|(row, no)| cells::cells(row, no, form)).collect()
}

fn file(form: &Form, rows: &[Vec<String>], target: &Path) -> Result<Vec<u8>, Failure> {
    match ending(target).as_deref() {
        Some("md") => Ok(markdown(form, rows).into_bytes()),
        Some("csv") => Ok(csv(form, rows).into_bytes()),
        Some("xlsx") => Ok(workbook::book(
            &Book {
                sheet: "諸元表",
                title: &format!("{} 諸元表", form.name),
                pairs: &head::pairs(form),
                heads: &cells::HEADS,
                rows,
            },
            target,
        )?),
        _ => Err(ending_refused(target, ".md, .csv, .xlsx").into()),
    }
}

fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase())
}

/// `B088`
fn ending_refused(path: &Path, known: &str) -> Diagnostic {
    Diagnostic::error("B088").arg("path", path.display()).arg("known", known)
}

fn markdown(form: &Form, rows: &[Vec<String>]) -> String {
    let mut text = format!("# {} 諸元表\n\n", form.name);
    for (name, value) in head::pairs(form) {
        text.push_str(&format!("- {name}: {value}\n"));
    }
    text.push('\n');
    let heads = cells::HEADS.map(str::to_owned);
    text.push_str(&line(&heads));
    text.push_str(&line(&cells::HEADS.map(|_| "---".to_owned())));
    text.extend(rows.iter().map(|row| line(row)));
    text
}

fn line(cells: &[String]) -> String {
    let cells = cells
        .iter()
        .map(|cell| cell.replace('\\', "\\\\").replace('|', "\\|").replace('\n', "<br>"));
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// A plain table for programs: what stands above the table elsewhere is in the first columns.
fn csv(form: &Form, rows: &[Vec<String>]) -> String {
    let mine = [form.id.0.as_str(), form.name.as_str(), form.edition.as_str()];
    let heads = ["帳票ID", "帳票名", "版"].into_iter().chain(cells::HEADS);
    let mut text = csv_line(heads) + "\r\n";
    for row in rows {
        text.push_str(&csv_line(mine.into_iter().chain(row.iter().map(String::as_str))));
        text.push_str("\r\n");
    }
    text
}
