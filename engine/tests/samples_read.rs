//! The sample records beside the layouts read without a finding.

use std::path::{Path, PathBuf};

use chohyo_engine::record::{Format, read, schema, standard};
use chohyo_engine::source::Library;

fn layouts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../layouts")
}

fn library() -> Library {
    let mut library = Library::default();
    for folder in ["records", "records/groups"] {
        for (name, text) in texts(folder) {
            library.add_text(&format!("{folder}/{name}"), text);
        }
    }
    library
}

/// The TOML files of a folder, with their names.
fn texts(folder: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(layouts().join(folder)).expect("folder");
    let paths = entries.map(|entry| entry.expect("entry").path());
    let files = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let read = |path: PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("name").to_owned();
        (name, std::fs::read_to_string(&path).expect("text"))
    };
    files.map(read).collect()
}

#[test]
fn every_group_of_the_standard_is_taken() {
    let library = library();
    let files = texts("records/groups");
    assert!(!files.is_empty());
    for (name, _) in files {
        let business = name.trim_end_matches(".toml");
        if let Err(found) = standard::load(&library, business) {
            panic!("{name}: {found:#?}");
        }
    }
}

#[test]
fn every_sample_is_taken() {
    let library = library();
    for (folder, id) in [
        ("001-juki/0010003", "juki.household"),
        ("001-juki/0010001", "juki.person"),
        ("002-inkan/0029001", "inkan.certificate"),
        ("027-jidoteate/0279001", "jidoteate.decision"),
    ] {
        let schema = schema::load(&library, id).unwrap_or_else(|found| panic!("{id}: {found:#?}"));
        for sample in ["sample.json", "hard.json"] {
            let text = std::fs::read(layouts().join(folder).join(sample)).expect("sample");
            let records: Vec<_> = read(&text[..], Format::Json, &schema, sample).collect();
            assert!(!records.is_empty());
            for record in records {
                if let Err(refusal) = record {
                    panic!("{folder}/{sample}: {:#?}", refusal.diagnostics());
                }
            }
        }
    }
}
