//! `chohyo verify`

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Component, Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{self, Line, Output};
use chohyo_golden::folder;

use super::digest;
use super::place::MANIFEST;
use super::signature;
use crate::args::VerifyArgs;
use crate::report::{Context, Exit, Failure, exit_of};

/// Most findings that are told.
const FINDINGS: usize = 1_000;

pub(crate) fn verify(args: &VerifyArgs, context: &Context<'_>) -> Result<Exit, Failure> {
    let (mut found, good) = findings(&args.manifest)?;
    if let Some(key) = &args.public_key {
        found.extend(signature::check(&args.manifest, key)?);
    }
    if found.is_empty() {
        found.push(good);
        found.extend(args.public_key.iter().map(|_| Diagnostic::note("B196")));
    }
    context.tell(&found);
    Ok(exit_of(&found, Exit::SelfCheck))
}

/// What is wrong with a manifest and its files, and what is said (`B163`) if nothing is.
///
/// # Errors
/// `B001`
pub(super) fn findings(path: &Path) -> Result<(Vec<Diagnostic>, Diagnostic), Failure> {
    let file = File::open(path).map_err(|error| folder::unreadable(path, &error))?;
    let beside = path.parent().unwrap_or(Path::new(""));
    let mut reader = manifest::read(BufReader::new(file), &path.display().to_string());
    let (mut found, mut names) = (Vec::new(), BTreeSet::new());
    for line in reader.by_ref() {
        match line {
            Ok(Line::File(output)) => {
                found.extend(check(&output, beside));
                names.insert(beside.join(&output.file));
            }
            Ok(_) => {}
            Err(broken) => found.push(broken),
        }
    }
    let (totals, closed) = (reader.totals(), reader.is_closed());
    if !closed && found.iter().all(|found| found.code.0 != "B160") {
        found.push(reader.unfinished());
    }
    // Only a folder that is the run's alone holds nothing else.
    if path.file_name().is_some_and(|name| name == MANIFEST) {
        found.extend(foreign(beside, &names));
    }
    found.truncate(FINDINGS);
    let good = Diagnostic::note("B163").arg("files", totals.files).arg("pages", totals.pages);
    let good = good.arg("printed", totals.printed).arg("refused", totals.refused);
    Ok((found, good.arg("chain", reader.so_far().last())))
}

/// `B162` for a file that is not what the run has made.
fn check(output: &Output, beside: &Path) -> Option<Diagnostic> {
    let path = Path::new(&output.file);
    let problem = if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        "path"
    } else {
        match digest::of_file(&beside.join(path)) {
            Err(_) => "missing",
            Ok((bytes, sha256)) if bytes == output.bytes && sha256 == output.sha256 => return None,
            Ok(_) => "changed",
        }
    };
    Some(wrong(&output.file, problem))
}

/// PDFs in the folders of the run that the manifest does not name.
fn foreign(beside: &Path, names: &BTreeSet<PathBuf>) -> Vec<Diagnostic> {
    let mut folders: BTreeSet<&Path> = names.iter().filter_map(|name| name.parent()).collect();
    folders.insert(beside);
    let mut found = Vec::new();
    for folder in folders {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        files.sort();
        for file in files {
            let own = folder.file_name().is_none()
                && names.contains(Path::new(&file.file_name().unwrap_or_default()));
            if crate::ending::ending(&file) == "pdf" && !own && !names.contains(&file) {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                found.push(wrong(&name, "foreign"));
            }
        }
    }
    found
}

fn wrong(file: &str, problem: &'static str) -> Diagnostic {
    Diagnostic::error("B162").arg("file", file).arg("problem", problem)
}
