//! Bars and codes on the page (NU09, NU11, NU12). What other programs read off the pictures of these
//! marks is tried by `scripts/judge_marks.py`.

use std::path::Path;

use chohyo_engine::mark::{Payload, read_marks};
use chohyo_engine::readback::{Limits, ReadDocument};
use tempfile::TempDir;

use crate::support::chohyo;

const LAYOUT: &str = include_str!("../it/marked.toml");
const SCHEMA: &str = include_str!("../it/marked_record.toml");

/// A library of one form with marks, and so many records.
fn place(layout: &str, records: usize) -> TempDir {
    let place = tempfile::tempdir().expect("temporary folder");
    let at = |name: &str| place.path().join(name);
    std::fs::create_dir_all(at("lib/records")).expect("folders");
    std::fs::write(at("lib/marked.toml"), layout).expect("written");
    std::fs::write(at("lib/records/marked.toml"), SCHEMA).expect("written");
    let line = |no: usize| {
        let row = format!("{{\"naiyo\":\"秘密見本印{no}\"}}");
        format!("{{\"bango\":\"K-{no:04}\",\"dofu\":true,\"meisai\":[{row}]}}\n")
    };
    std::fs::write(at("city.toml"), "").expect("written");
    std::fs::write(at("in.jsonl"), (1..=records).map(line).collect::<String>()).expect("written");
    place
}

fn run(place: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = chohyo().current_dir(place).args(["--layouts", "lib"]).args(words).output();
    let output = output.expect("runs");
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}

fn batch(place: &Path, more: &[&str]) -> (Option<i32>, String) {
    let words = ["batch", "lib/marked.toml", "in.jsonl", "-o", "out", "--params", "city.toml"];
    run(place, &[&words[..], more].concat())
}

/// The words and the marks of every page of a file.
fn pages(path: &Path) -> Vec<(Vec<String>, Vec<Payload>)> {
    let bytes = std::fs::read(path).expect("PDF");
    let file = ReadDocument::open(bytes, Limits::default()).expect("a PDF");
    let words = |page: &chohyo_engine::readback::ReadPage| {
        page.lines().iter().map(|line| line.text.clone()).collect()
    };
    file.pages().map(|page| (words(&page), read_marks(&page))).collect()
}

/// The code is decoded from the page: it says the record whose number stands there. Where the page of
/// another record stands, nothing agrees.
#[test]
fn nu09_a_code_that_is_not_that_of_its_page() {
    let place = place(LAYOUT, 3);
    let (exit, said) = batch(place.path(), &["--split", "1"]);
    assert_eq!(exit, Some(0), "{said}");
    let part = |no: usize| place.path().join(format!("out/part-{no:06}.pdf"));
    for no in 1..=3 {
        let [(words, marks)] = &pages(&part(no))[..] else { panic!("one page") };
        assert!(words.iter().any(|line| line.contains(&format!("K-{no:04}"))), "{words:?}");
        assert!(marks.len() == 2 && marks.iter().all(|mark| mark.record == no as u64), "{no}");
    }
    assert_eq!(run(place.path(), &["reconcile", "out/manifest.jsonl"]).0, Some(0));
    std::fs::copy(part(3), part(2)).expect("copied");
    let (exit, said) = run(place.path(), &["reconcile", "out/manifest.jsonl"]);
    assert_eq!(exit, Some(4), "{said}");
    assert!(said.contains("[B182]") && said.contains("part-000002.pdf"), "{said}");
}

/// A code with its quiet zones stands where the printer reaches, also when it is moved; else no record
/// is read.
#[test]
fn nu11_a_code_at_the_edge() {
    let code = "at = \"x100 y280 w92 h8 mm\"";
    let paper = "paper = \"A4 portrait\"";
    let layout = |at: &str, margin: &str| {
        assert!(LAYOUT.contains(code) && LAYOUT.contains(paper));
        let reached = format!("{paper}\nprintable_mm = {margin}");
        LAYOUT.replace(code, &format!("at = \"{at}\"")).replace(paper, &reached)
    };
    for (at, margin, code) in [
        ("x0 y280 w92 h8 mm", "3", "L186"),
        ("x100 y288 w92 h8 mm", "3", "L186"),
        ("x115 y280 w92 h8 mm", "4", "L186"),
        ("x130 y280 w60 h8 mm", "3", "L184"),
        ("x100 y280 w92 h4 mm", "3", "L184"),
    ] {
        let place = place(&layout(at, margin), 1);
        let (exit, said) = batch(place.path(), &[]);
        assert_eq!(exit, Some(2), "{at}: {said}");
        assert!(said.contains(&format!("[{code}]")), "{at}: {said}");
        assert!(!place.path().join("out").exists());
    }
    let place = place(&layout("x100 y280 w92 h8 mm", "3"), 1);
    let (exit, said) = batch(place.path(), &["--shift-mm", "0,3"]);
    assert!(exit == Some(2) && said.contains("[C036]"), "{said}");
    assert_eq!(batch(place.path(), &["--shift-mm", "0,2"]).0, Some(0));
}

/// Codes hold no words of a record, so none in Japanese either: what a QR code says is its 22
/// characters, and it cannot be told to say others.
#[test]
fn nu12_words_in_a_qr_code() {
    let qr = "mark = \"qr\"";
    let asked = LAYOUT.replace(qr, &format!("{qr}, field = \"{{番号}}\""));
    assert!(asked != LAYOUT);
    let other = place(&asked, 1);
    let (exit, said) = batch(other.path(), &[]);
    assert_eq!(exit, Some(2), "{said}");
    let place = place(LAYOUT, 2);
    assert_eq!(batch(place.path(), &["--run", "7K2Q9A"]).0, Some(0));
    for (page, no) in pages(&place.path().join("out/part-000001.pdf")).iter().zip(1..) {
        let texts: Vec<String> =
            page.1.iter().map(|mark| mark.text().expect("in bounds")).collect();
        let meant = format!("7K2Q9A{no:08}0010010");
        assert_eq!(texts.len(), 2);
        for text in texts {
            assert!(text.starts_with(&meant) && text.is_ascii() && text.len() == 22, "{text}");
        }
    }
}
