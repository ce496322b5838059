//! `chohyo reconcile`: the input, the manifest and the marks on the pages, both ways.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use chohyo_engine::chart::{Fact, Ledger, ledger};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Line, Manifest, Output, Printed, Run};
use chohyo_golden::folder;

use super::digest;
use super::head::run_code;
use super::keys;
use super::marks::Marks;
use super::run::read_key;
use crate::args::ReconcileArgs;
use crate::commands::{kind, write};
use crate::report::{Context, Exit, Failure, exit_of};

/// Most findings that are told.
const FINDINGS: usize = 1_000;

pub(crate) fn reconcile(args: &ReconcileArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let manifest = read(&args.manifest)?;
    let mut found = match args.key.as_deref().map(read_key).transpose()? {
        Some(key) => keys::compare(&manifest, args, &key, context)?,
        None => inputs(&manifest.run, &args.records)?,
    };
    let mut marks = Marks::of(&manifest);
    let beside = args.manifest.parent().unwrap_or(Path::new(""));
    for (output, printed) in files(&manifest) {
        marks.file(&output.file, &printed, &beside.join(&output.file))?;
    }
    let read = marks.read;
    found.extend(marks.close());
    found.truncate(FINDINGS);
    let differences = found.len();
    if let Some(sheet) = &args.sheet {
        counts(&manifest, Some((read, differences)), sheet, context)?;
    }
    if found.is_empty() {
        let totals = manifest.totals;
        let good = Diagnostic::note("B184").arg("input", totals.input);
        let good = good.arg("printed", totals.printed).arg("refused", totals.refused);
        let good = good.arg("excluded", totals.excluded).arg("sheets", totals.sheets);
        found.push(good.arg("marks", read));
    }
    context.tell(&found);
    Ok(exit_of(&found, Exit::SelfCheck))
}

/// A whole manifest, its chain and totals checked.
pub(super) fn read(path: &Path) -> Result<Manifest, Failure> {
    let file = File::open(path).map_err(|error| folder::unreadable(path, &error))?;
    Ok(Manifest::read(BufReader::new(file), &path.display().to_string())?)
}

/// The files of a manifest, each with its records.
pub(super) fn files(manifest: &Manifest) -> Vec<(&Output, Vec<&Printed>)> {
    let (mut files, mut open) = (Vec::new(), Vec::new());
    for line in &manifest.lines {
        match line {
            Line::Printed(printed) => open.push(printed),
            Line::File(output) => files.push((output, std::mem::take(&mut open))),
            _ => {}
        }
    }
    files
}

/// `B183` for a file that the run did not read, and for one of the run that is not given.
fn inputs(run: &Run, records: &[std::path::PathBuf]) -> Result<Vec<Diagnostic>, Failure> {
    let mut given = Vec::new();
    for path in records {
        let print = digest::of_file(path).map_err(|error| folder::unreadable(path, &error))?;
        given.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), print));
    }
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let known: Vec<_> = run.input.iter().map(|source| (source.bytes, &source.sha256)).collect();
    let told = |file: &str, problem: &'static str| {
        Diagnostic::error("B183").arg("file", file).arg("problem", problem)
    };
    let foreign = given.iter().filter(|(_, (bytes, hash))| !known.contains(&(*bytes, hash)));
    let mut found: Vec<_> = foreign.map(|(name, _)| told(name, "foreign")).collect();
    let has = |hash: &String| given.iter().any(|(_, (_, own))| own == hash);
    let missing = run.input.iter().filter(|source| !has(&source.sha256));
    found.extend(missing.map(|source| told(&source.name, "missing")));
    Ok(found)
}

/// 件数照合票: counts, no names. `checked` is the number of sheets whose marks were read and of
/// differences found; without it the sheet says that nothing was compared.
fn counts(
    manifest: &Manifest,
    checked: Option<(u64, usize)>,
    path: &Path,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let kind = kind(path)?;
    let fonts = context.fonts()?;
    let title = "件数照合票";
    // A fault of the program: its own words and digits are in its fonts.
    let fault = |_| {
        let found = Diagnostic::error("B067").arg("name", title);
        Failure { exit: Exit::SelfCheck, diagnostics: vec![found] }
    };
    let sheet =
        Ledger { title: title.to_owned(), facts: facts(manifest, checked), ..table(manifest) };
    let document = ledger(fonts, &sheet).map_err(fault)?;
    write(path, kind, fonts, title, [Ok(document)])
}

fn facts(manifest: &Manifest, checked: Option<(u64, usize)>) -> Vec<Fact> {
    let (run, totals) = (&manifest.run, &manifest.totals);
    let closes = totals.read == totals.printed + totals.refused + totals.excluded;
    let result = |differences| if differences == 0 && closes { "一致" } else { "不一致" };
    let not = || "照合していない".to_owned();
    let marks = checked.map_or_else(not, |(marks, _)| marks.to_string());
    let found = |(_, count)| format!("{count} 件（{}）", result(count));
    let differences = checked.map_or_else(not, found);
    let input: String = run.input.iter().map(|file| file.sha256.get(..16).unwrap_or("")).collect();
    let facts: BTreeMap<u8, (&str, String)> = BTreeMap::from([
        (0, ("帳票", format!("{} {}", run.form, run.edition))),
        (1, ("処理番号", run_code(run).to_string())),
        (2, ("プログラム", run.engine.clone())),
        (3, ("入力（SHA-256 の始め）", input.get(..16).unwrap_or("").to_owned())),
        (4, ("入力件数", totals.input.to_string())),
        (5, ("印字", totals.printed.to_string())),
        (6, ("断り", totals.refused.to_string())),
        (7, ("引抜き", totals.excluded.to_string())),
        (8, ("照合した印（枚）", marks)),
        (9, ("差異", differences)),
    ]);
    let fact = |(label, value): (&str, String)| Fact { label: label.to_owned(), value };
    facts.into_values().map(fact).collect()
}

fn table(manifest: &Manifest) -> Ledger {
    let words = |words: [&str; 4]| words.map(str::to_owned).to_vec();
    let row = |(output, printed): (&Output, Vec<&Printed>)| {
        let sheets: u64 = printed.iter().map(|printed| printed.sheets).sum();
        vec![
            output.file.clone(),
            output.records.to_string(),
            output.pages.to_string(),
            sheets.to_string(),
        ]
    };
    let totals = &manifest.totals;
    let total = [totals.printed, totals.pages, totals.sheets].map(|count| count.to_string());
    Ledger {
        heads: words(["ファイル", "件数", "ページ", "用紙（枚）"]),
        rows: files(manifest).into_iter().map(row).collect(),
        total: std::iter::once("合計".to_owned()).chain(total).collect(),
        signs: ["作成", "照合", "承認"].map(str::to_owned).to_vec(),
        ..Ledger::default()
    }
}

/// The sheet of counts of a manifest, without marks that were read.
pub(super) fn sheet(
    manifest: &Manifest,
    path: &Path,
    context: &Context<'_>,
) -> Result<(), Failure> {
    counts(manifest, None, path, context)
}
