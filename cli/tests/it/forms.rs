//! All forms of the library: lint, 諸元表, and their catalogue.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::{chohyo, files, folder, text, workspace};

fn run(arguments: &[&str]) -> String {
    let output = chohyo().args(arguments).output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// All editions as `forms --format json` tells them.
fn editions() -> Vec<Value> {
    serde_json::from_str(&run(&["forms", "--format", "json"])).expect("JSON")
}

fn word<'v>(edition: &'v Value, key: &str) -> &'v str {
    edition[key].as_str().unwrap_or_else(|| panic!("{key} of {edition}"))
}

#[test]
fn lint_finds_nothing_in_any_form() {
    assert_eq!(run(&["--lang", "en", "lint"]).lines().count(), editions().len());
}

#[test]
fn every_form_has_its_table_of_items() {
    for edition in editions() {
        let id = word(&edition, "id");
        let table = run(&["spec", id]);
        assert!(table.contains(&format!("- 帳票ID: {id}")), "{table}");
        assert!(table.lines().filter(|line| line.starts_with('|')).count() > 2, "{id}: {table}");
    }
}

/// Most bytes of the catalogue.
const CATALOGUE: u64 = 6_000_000;

#[test]
fn the_catalogue_is_what_the_command_writes() {
    let out = folder();
    let root = workspace();
    let mut command = chohyo();
    let command = command.args(["golden", "catalogue", "--root"]).arg(&root).arg("-o");
    let output = command.arg(out.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let read = |folder: &std::path::Path| std::fs::read_to_string(folder.join("README.md"));
    let stored = root.join("docs/catalogue");
    let page = read(out.path()).expect("written");
    assert!(read(&stored).ok() == Some(page.clone()), "run: chohyo golden catalogue");
    assert_eq!(files(&stored), files(out.path()), "run: chohyo golden catalogue");
    let named: BTreeSet<&str> =
        page.split(['"', '(', ')']).filter(|name| name.ends_with(".png")).collect();
    assert_eq!(named.len() + 1, files(&stored).len(), "every picture is named");
    let bytes = |name: String| std::fs::metadata(stored.join(name)).expect("picture").len();
    assert!(files(&stored).into_iter().map(bytes).sum::<u64>() < CATALOGUE);
}
