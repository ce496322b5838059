//! The cases that every form has: the three records beside its layouts.

use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;

use crate::cases::{Case, default_dpi};

/// The records of a form, and whether their pages have the seal instead of 見本.
const RECORDS: [(&str, bool); 3] = [("sample", true), ("hard", false), ("empty", false)];

/// Parameters of all of them, in the layout folder.
const PARAMS: &str = "params/sample-city.toml";

/// The cases `<帳票ID>_sample`, `_hard` and `_empty` of all forms, by 帳票ID. A record that is not
/// there has no case ([`lacking`]).
pub(crate) fn found(root: &Path) -> Vec<Case> {
    let of_form = |folder: PathBuf| {
        let there = |name: &str| root.join("layouts").join(&folder).join(name).is_file();
        let records = RECORDS.iter().filter(|(word, _)| there(&format!("{word}.json")));
        records.map(|(word, live)| case(&folder, word, *live)).collect::<Vec<_>>()
    };
    forms(root).into_iter().flat_map(of_form).collect()
}

fn case(folder: &Path, word: &str, live: bool) -> Case {
    let form = id(folder);
    let record = folder.join(format!("{word}.json"));
    Case {
        name: format!("{form}_{word}"),
        form,
        record: record.to_string_lossy().replace('\\', "/"),
        params: PARAMS.to_owned(),
        as_of: None,
        live,
        dpi: default_dpi(),
        pages: None,
        tolerances: Vec::new(),
    }
}

/// `B108` of every record that a form of the workspace lacks.
pub fn lacking(root: &Path) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for folder in forms(root) {
        for (word, _) in RECORDS {
            let file = folder.join(format!("{word}.json"));
            if !root.join("layouts").join(&file).is_file() {
                let missing = Diagnostic::error("B108").arg("form", id(&folder));
                found.push(missing.arg("path", format!("layouts/{}", file.display())));
            }
        }
    }
    found
}

/// The form folders `NNN-*/NNNNNNN` that hold a layout, from the layout folder, by 帳票ID.
fn forms(root: &Path) -> Vec<PathBuf> {
    let layouts = root.join("layouts");
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let mut found = Vec::new();
    for business in names(&layouts) {
        if !business.split_once('-').is_some_and(|(number, _)| digits(number, 3)) {
            continue;
        }
        for form in names(&layouts.join(&business)) {
            let folder = Path::new(&business).join(&form);
            let layout = |name: &String| name.ends_with(".toml");
            if digits(&form, 7) && names(&layouts.join(&folder)).iter().any(layout) {
                found.push(folder);
            }
        }
    }
    found.sort_by_key(|folder| id(folder));
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn id(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace with these files under `layouts/`, in a folder of its own.
    fn workspace(name: &str, files: &[&str]) -> PathBuf {
        let root = std::env::temp_dir().join(format!("chohyo-found-{}-{name}", std::process::id()));
        for file in files {
            let path = root.join("layouts").join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "").expect("written");
        }
        root
    }

    #[test]
    fn records_beside_a_layout_are_cases() {
        let files = [
            "027-b/0279001/2.0.toml",
            "027-b/0279001/sample.json",
            "027-b/0279001/hard.json",
            "001-a/0010003/6.1.toml",
            "001-a/0010003/empty.json",
            "001-a/0010004/sample.json",
            "families/letter/sample.json",
            "families/letter/family.toml",
        ];
        let root = workspace("cases", &files);
        let cases: Vec<_> =
            found(&root).into_iter().map(|case| (case.name, case.record, case.live)).collect();
        let lacking = lacking(&root).len();
        std::fs::remove_dir_all(&root).expect("removed");
        let case = |name: &str, record: &str, live| (name.to_owned(), record.to_owned(), live);
        assert_eq!(
            cases,
            [
                case("0010003_empty", "001-a/0010003/empty.json", false),
                case("0279001_sample", "027-b/0279001/sample.json", true),
                case("0279001_hard", "027-b/0279001/hard.json", false),
            ]
        );
        assert_eq!(lacking, 3, "two records of 0010003, one of 0279001");
    }
}
