//! `chohyo handover`: what a printer gets. No names, no values of records.

use std::fs;
use std::path::{Component, Path};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Manifest, Output, Printed};
use chohyo_engine::mark::Payload;
use chohyo_golden::folder;
use tempfile::Builder;

use super::digest;
use super::head::run_code;
use super::place::MANIFEST;
use super::reconcile::{files, read, sheet};
use super::signature;
use crate::args::HandoverArgs;
use crate::csv_line::csv_line;
use crate::output::{self, parent, sync, unwritable};
use crate::report::{Context, Exit, Failure};

pub(crate) fn handover(args: &HandoverArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let target = &args.output;
    if fs::symlink_metadata(target).is_ok() {
        return Err(Diagnostic::error("B150").arg("path", target.display()).into());
    }
    let manifest = read(&args.manifest)?;
    let failed = |error: &_| unwritable(target, error);
    let made = Builder::new().prefix(".chohyo-").tempdir_in(parent(target));
    let made = made.map_err(|error| failed(&error))?;
    let beside = args.manifest.parent().unwrap_or(Path::new(""));
    let mut names = vec![MANIFEST.to_owned(), "counts.pdf".to_owned()];
    for (file, _) in files(&manifest) {
        copy(file, beside, made.path())?;
        names.push(file.file.clone());
    }
    let manifest_copy = made.path().join(MANIFEST);
    fs::copy(&args.manifest, &manifest_copy).map_err(|error| failed(&error))?;
    let signed = signature::copy(&args.manifest, &manifest_copy).map_err(|error| failed(&error))?;
    names.extend(signed.then(|| format!("{MANIFEST}.sig")));
    sheet(&manifest, &made.path().join("counts.pdf"), context)?;
    for (name, text) in [("index.csv", index(&manifest)), ("fonts.csv", fonts(&manifest))] {
        output::write(&made.path().join(name), text.as_bytes())?;
        names.push(name.to_owned());
    }
    names.sort();
    let mut sums = String::new();
    for name in &names {
        let (_, sha256) = digest::of_file(&made.path().join(name)).map_err(|e| failed(&e))?;
        sums.push_str(&format!("{sha256}  {name}\n"));
    }
    output::write(&made.path().join("SHA256SUMS"), sums.as_bytes())?;
    sync(made.path());
    fs::rename(made.path(), target).map_err(|error| failed(&error))?;
    sync(parent(target));
    // The folder has its name; there is nothing left to remove.
    let _ = made.keep();
    let done = Diagnostic::note("B186").arg("path", target.display());
    context.tell(&[done.arg("files", names.len() + 1)]);
    Ok(Exit::Good)
}

/// Copies a file of the run, if it is what the manifest says.
fn copy(file: &Output, beside: &Path, to: &Path) -> Result<(), Failure> {
    let path = Path::new(&file.file);
    let wrong = |problem: &'static str| -> Failure {
        let found = Diagnostic::error("B162").arg("file", &file.file).arg("problem", problem);
        Failure { exit: Exit::SelfCheck, diagnostics: vec![found] }
    };
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(wrong("path"));
    }
    let (from, to) = (beside.join(path), to.join(path));
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritable(&to, &error))?;
    }
    fs::copy(&from, &to).map_err(|error| folder::unreadable(&from, &error))?;
    let copied = digest::of_file(&to).map_err(|error| unwritable(&to, &error))?;
    if copied == (file.bytes, file.sha256.clone()) { Ok(()) } else { Err(wrong("changed")) }
}

/// Where every record stands, and what the mark of its first sheet says.
fn index(manifest: &Manifest) -> String {
    let head = ["position", "record", "file", "first_page", "pages", "sheets", "mark"];
    let mut text = csv_line(head) + "\n";
    let run = run_code(&manifest.run);
    let copy = manifest.run.options.get("reprint").and_then(|copy| copy.parse().ok());
    for (_, printed) in files(manifest) {
        for Printed { position, record, file, first, pages, sheets, .. } in printed {
            let count = usize::try_from(*sheets).unwrap_or(0);
            let copy = copy.unwrap_or(0);
            let mark = Payload { run, record: *record, sheet: 1, sheets: count, copy };
            let numbers = [first, pages, sheets].map(u64::to_string);
            let mut cells = vec![position.to_string(), record.to_string(), file.clone()];
            cells.extend(numbers);
            cells.push(mark.text().unwrap_or_default());
            text.push_str(&(csv_line(&cells) + "\n"));
        }
    }
    text
}

/// The fonts of the run with their hashes.
fn fonts(manifest: &Manifest) -> String {
    let mut text = csv_line(["font", "bytes", "sha256"]) + "\n";
    for font in manifest.run.sources.iter().filter(|source| source.role == "font") {
        let bytes = font.bytes.to_string();
        text.push_str(&(csv_line([&font.name, &bytes, &font.sha256]) + "\n"));
    }
    text
}
