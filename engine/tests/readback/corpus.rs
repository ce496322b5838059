//! The inputs that the fuzzer keeps: opened or refused, every page read, never a panic.

use std::path::{Path, PathBuf};

use chohyo_engine::readback::{Limits, ReadDocument, Unread};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/fuzz/corpus/reader")
}

fn read(name: &str) -> String {
    let bytes = std::fs::read(corpus().join(name)).expect("a seed");
    let file = ReadDocument::open(bytes, Limits::default()).unwrap_or_else(|_| panic!("{name}"));
    file.pages().flat_map(|page| page.lines()).map(|line| line.text).collect()
}

#[test]
fn every_input_of_the_corpus_ends() {
    let mut count = 0;
    for entry in std::fs::read_dir(corpus()).expect("the corpus") {
        let bytes = std::fs::read(entry.expect("a file").path()).expect("bytes");
        let Ok(file) = ReadDocument::open(bytes, Limits::default()) else { continue };
        count += 1;
        for page in file.pages().take(20) {
            assert!(page.unread.is_none() || page.cut);
            assert!(page.unread != Some(Unread::Work) || page.glyphs.is_empty());
        }
    }
    assert!(count >= 9, "{count} are PDFs");
}

/// What the empty password opens is weighed and read as the file that was locked with it.
#[test]
fn pc01_files_that_the_empty_password_opens() {
    for (locked, open) in
        [("aes.pdf", "simple.pdf"), ("aes256.pdf", "text.pdf"), ("rc4.pdf", "text.pdf")]
    {
        assert_eq!(read(locked), read(open), "{locked}");
        assert!(!read(open).is_empty());
    }
}

#[test]
fn pc02_tables_that_lead_nowhere() {
    let bytes = std::fs::read(corpus().join("text.pdf")).expect("a seed");
    let whole = String::from_utf8_lossy(&bytes).into_owned();
    for (from, to) in
        [("startxref", "startnone"), ("0000000009", "0000000666"), ("xref\n0", "xref\n9")]
    {
        assert!(whole.contains(from), "{from}");
        let file = ReadDocument::open(whole.replace(from, to).into_bytes(), Limits::default());
        let file = file.unwrap_or_else(|_| panic!("{from}"));
        let text: String =
            file.pages().flat_map(|page| page.lines()).map(|line| line.text).collect();
        assert_eq!(text, "住民", "{from}");
    }
}
