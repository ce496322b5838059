//! What the reader says of files that are cut, damaged, too large or no PDF. That it reads good ones
//! is shown by the proofs of all golden cases.

use std::path::Path;
use std::sync::LazyLock;

use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_golden::{Workspace, cases};

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});

/// A PDF of one sample page.
fn sample() -> Vec<u8> {
    let workspace = Workspace::read(&ROOT).expect("layouts and fonts");
    let cases = cases(&ROOT).expect("golden/cases.toml");
    let case = cases.iter().find(|case| case.name == "0029001_sample").expect("印鑑登録証明書");
    workspace.make(case).expect("the case composes").pdf
}

fn code(bytes: Vec<u8>, limits: Limits) -> Option<&'static str> {
    ReadDocument::open(bytes, limits).err().map(|error| error.code.0)
}

#[test]
fn limits_are_told() {
    let pdf = sample();
    let few = Limits { bytes: pdf.len() - 1, ..Limits::default() };
    assert_eq!(code(pdf.clone(), few), Some("P033"));
    let none = Limits { pages: 0, ..Limits::default() };
    assert_eq!(code(pdf.clone(), none), Some("P033"));
    let page = |marks| {
        let limits = Limits { marks, ..Limits::default() };
        let file = ReadDocument::open(pdf.clone(), limits).expect("a PDF");
        file.pages().next().expect("a page")
    };
    let whole = page(Limits::default().marks);
    let marks = whole.glyphs.len() + whole.shapes.len() + whole.images.len();
    assert!(!whole.cut && !page(marks).cut);
    assert!(page(marks - 1).cut);
}

#[test]
fn what_is_no_pdf_is_refused() {
    assert_eq!(code(Vec::new(), Limits::default()), Some("P031"));
    assert_eq!(code(b"%PDF-1.7\n%%EOF".to_vec(), Limits::default()), Some("P031"));
}

/// Cut files and files with bytes changed are refused or read, as far as they go.
#[test]
fn damaged_files_are_refused_or_read() {
    let pdf = sample();
    let read = |bytes: Vec<u8>| {
        ReadDocument::open(bytes, Limits::default()).map(|file| file.pages().count()).ok()
    };
    assert_eq!(read(pdf.clone()), Some(1));
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..100 {
        let cut = random.usize(..pdf.len());
        let _ = read(pdf[..cut].to_vec());
        let mut changed = pdf.clone();
        for _ in 0..20 {
            let at = random.usize(..changed.len());
            changed[at] = random.u8(..);
        }
        let _ = read(changed);
    }
}
