//! The message catalogue against the sources: every code that the program can report has words
//! in both languages, and no message is left over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::{self, Lang, codes, explain};
use chohyo_engine::form;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("folder entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Codes in string literals of product code: what stands before a file's test module.
fn codes_in(text: &str) -> impl Iterator<Item = String> + '_ {
    let product = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    let lines = product.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2)).filter(is_code).map(str::to_owned)
}

fn is_code(word: &&str) -> bool {
    word.len() == 4
        && word.starts_with(['L', 'R', 'C', 'G', 'K', 'P', 'B'])
        && word[1..].bytes().all(|b| b.is_ascii_digit())
}

fn codes_of_sources() -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in ["fonts", "engine", "golden", "cli"] {
        rust_files(&workspace().join(folder).join("src"), &mut files);
    }
    assert!(files.len() > 20, "the sources are there");
    let read = |path: &PathBuf| std::fs::read_to_string(path).expect("source file");
    files.iter().flat_map(|path| codes_in(&read(path)).collect::<Vec<_>>()).collect()
}

#[test]
fn every_code_has_words_in_both_languages() {
    let missing = |code: &String| [Lang::Ja, Lang::En].iter().any(|l| explain(code, *l).is_none());
    let without: Vec<_> = codes_of_sources().into_iter().filter(missing).collect();
    assert!(without.is_empty(), "no message or no explain: {without:?}");
}

#[test]
fn every_message_is_used() {
    let used = codes_of_sources();
    let unused: Vec<_> = codes().into_iter().filter(|code| !used.contains(*code)).collect();
    assert!(unused.is_empty(), "messages without a use: {unused:?}");
}

#[test]
fn generated_pages_are_up_to_date() {
    for (page, text, option) in [
        ("docs/diagnostics.md", diag::reference(), "--all"),
        ("docs/layout-reference.md", form::reference(), "--layout"),
    ] {
        let stored = std::fs::read_to_string(workspace().join(page)).unwrap_or_default();
        assert!(stored == text, "write it anew: cargo run -- explain {option} > {page}");
    }
}
