//! Every golden page read back from its PDF: the same glyphs at the same places in the same order,
//! and the text of every cluster, by a reader that shares nothing with the writer. Codes in the
//! file are the glyph ids of the unmodified font.

use std::path::Path;
use std::sync::LazyLock;

use chohyo_engine::length::Length;
use chohyo_engine::page::{Draw, Page, TextRun};
use chohyo_engine::readback::{Limits, ReadDocument, ReadPage};
use chohyo_fonts::charset::private_name;
use chohyo_golden::{Workspace, cases, each};

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});

/// Numbers in a content stream have a limited number of decimals; sums of them drift.
const NEAR: Length = Length::emu(360);

fn runs(page: &Page) -> impl Iterator<Item = &TextRun> {
    page.fixed.items.iter().chain(&page.items).filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run),
        _ => None,
    })
}

/// Text as a reader of the file gets it: a glyph without a code by its name.
fn named(text: &str) -> String {
    let name = |c| private_name(c).map_or_else(|| String::from(c), |name| format!("{{{name}}}"));
    text.chars().map(name).collect()
}

/// What is wrong with a page as it was read, as numbers only.
fn faults(page: &Page, read: &ReadPage) -> Vec<String> {
    let mut found = Vec::new();
    let mut index = 0;
    for run in runs(page) {
        for cluster in &run.clusters {
            let from = index;
            for glyph in &run.glyphs[cluster.glyphs.start as usize..cluster.glyphs.end as usize] {
                let Some(drawn) = read.glyphs.get(index) else {
                    found.push(format!("glyph {index} is not in the file"));
                    return found;
                };
                let far = |a: Length, b: Length| (a - b).max(b - a) > NEAR;
                let (x, y) = (run.origin.x + glyph.x, run.origin.y + glyph.y);
                if drawn.code != u32::from(glyph.id) || drawn.glyph == Some(0) {
                    found.push(format!("glyph {index}: {} for {}", drawn.code, glyph.id));
                } else if far(drawn.origin.x, x) || far(drawn.origin.y, y) {
                    let at = drawn.origin;
                    found.push(format!("glyph {index}: at {},{} for {x},{y}", at.x, at.y));
                }
                index += 1;
            }
            let wanted = named(&run.text[cluster.text.start as usize..cluster.text.end as usize]);
            let text: String = (from..index).map(|at| read.text_of(at)).collect();
            if index > from && text != wanted {
                found.push(format!("glyph {from}: its text differs"));
            }
        }
    }
    if index != read.glyphs.len() {
        found.push(format!("{} glyphs too many", read.glyphs.len() - index));
    }
    found
}

#[test]
fn every_golden_page_reads_back_as_it_was_meant() {
    let workspace = Workspace::read(&ROOT).expect("layouts and fonts");
    let cases = cases(&ROOT).expect("golden/cases.toml");
    assert!(!cases.is_empty());
    let told = each(&cases, |case| {
        let made = workspace.make(case).expect("the case composes");
        let file = ReadDocument::open(made.pdf, Limits::default()).expect("a PDF");
        assert_eq!(file.pages().len(), made.document.pages.len(), "{}", case.name);
        let pages = made.document.pages.iter().zip(file.pages());
        let faults: Vec<String> = pages.flat_map(|(page, read)| faults(page, &read)).collect();
        (case.name.clone(), faults)
    });
    let wrong: Vec<_> = told.iter().filter(|(_, faults)| !faults.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

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
