//! Running the program on the workspace's own forms.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// 帳票ID and layout folder of every form.
pub(crate) const FORMS: [(&str, &str); 4] = [
    ("0010001", "001-juki/0010001"),
    ("0010003", "001-juki/0010003"),
    ("0029001", "002-inkan/0029001"),
    ("0279001", "027-jidoteate/0279001"),
];

/// 帳票ID of all forms.
pub(crate) fn all_forms() -> Vec<String> {
    let layouts = workspace().join("layouts");
    let works = files(&layouts).into_iter().filter(|name| name.starts_with('0'));
    let forms = works.flat_map(|work| {
        let of_work = layouts.join(work);
        let has_layout =
            |id: &String| files(&of_work.join(id)).iter().any(|f| f.ends_with(".toml"));
        files(&of_work).into_iter().filter(has_layout).collect::<Vec<_>>()
    });
    forms.collect()
}

pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A record file of a form: `sample.json` or `hard.json`.
pub(crate) fn record(folder: &str, file: &str) -> PathBuf {
    workspace().join("layouts").join(folder).join(file)
}

/// A stored record with another 発行番号 or 文書番号: no two records of a run have the same.
pub(crate) fn numbered(folder: &str, file: &str, no: usize) -> serde_json::Value {
    let stored = std::fs::read_to_string(record(folder, file)).expect("record");
    let mut value: serde_json::Value = serde_json::from_str(&stored).expect("JSON");
    let notice = value.get("bunshobango").is_some();
    let key = if notice { &mut value["bunshobango"] } else { &mut value["hakko"]["bango"] };
    *key = format!("見本{no}").into();
    value
}

pub(crate) fn chohyo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    command.env("LC_ALL", "C");
    command
}

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().expect("temporary folder")
}

/// Names of the files in a folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("folder");
    let name = |e: std::io::Result<std::fs::DirEntry>| e.expect("entry").file_name();
    let mut names: Vec<_> = entries.map(|e| name(e).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("folder");
    for name in files(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("copied");
        }
    }
}
