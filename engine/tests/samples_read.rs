//! The sample records beside the layouts read without a finding.

use std::path::{Path, PathBuf};

use chohyo_engine::record::{Format, read, schema};
use chohyo_engine::source::Library;

fn layouts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../layouts")
}

fn library() -> Library {
    let mut library = Library::default();
    for entry in std::fs::read_dir(layouts().join("records")).expect("layouts/records") {
        let path = entry.expect("entry").path();
        let name = path.file_name().and_then(|n| n.to_str()).expect("name");
        let text = std::fs::read_to_string(&path).expect("schema text");
        library.add_text(&format!("records/{name}"), text);
    }
    library
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
