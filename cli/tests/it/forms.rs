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
    let output = chohyo().args(["--lang", "en", "lint"]).output().expect("runs");
    let rows = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{rows}{}", text(&output.stderr));
    let good = rows.lines().filter(|line| line.ends_with(" ok")).count();
    assert_eq!(good, editions().len(), "{rows}");
    assert_eq!(text(&output.stderr), "");
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

/// 標準化対象の20業務: first and last 業務ID of each.
const LAW: [(&str, &str, &str); 20] = [
    ("001", "001", "住民基本台帳"),
    ("002", "002", "印鑑登録"),
    ("003", "003", "戸籍"),
    ("004", "004", "戸籍の附票"),
    ("005", "009", "選挙人名簿管理"),
    ("010", "010", "個人住民税"),
    ("011", "011", "法人住民税"),
    ("012", "012", "固定資産税"),
    ("013", "013", "軽自動車税"),
    ("017", "018", "就学"),
    ("019", "019", "健康管理"),
    ("020", "020", "児童扶養手当"),
    ("021", "021", "生活保護"),
    ("022", "022", "障害者福祉"),
    ("023", "023", "介護保険"),
    ("024", "024", "国民健康保険"),
    ("025", "025", "後期高齢者医療"),
    ("026", "026", "国民年金"),
    ("027", "027", "児童手当"),
    ("028", "028", "子ども・子育て支援"),
];

#[test]
fn each_of_the_twenty_kinds_of_work_has_a_form() {
    let editions = editions();
    let ids: BTreeSet<&str> = editions.iter().map(|edition| word(edition, "id")).collect();
    assert!(ids.len() >= 30, "{} forms", ids.len());
    for (first, last, name) in LAW {
        let of_work = |edition: &&Value| (first..=last).contains(&word(edition, "business"));
        assert!(editions.iter().any(|edition| of_work(&edition)), "{first} {name} has no form");
    }
}

#[test]
fn every_form_has_a_family_and_every_family_a_form() {
    let used: BTreeSet<String> =
        editions().iter().map(|edition| word(edition, "family").to_owned()).collect();
    let families = files(&workspace().join("layouts/families"));
    assert_eq!(used.into_iter().collect::<Vec<_>>(), families);
    assert!(families.len() >= 11, "{families:?}");
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
