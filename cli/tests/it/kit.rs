//! `chohyo kit`, `check --kit` and the HTML of `check`.

use std::path::Path;
use std::process::Output;

use crate::common::{chohyo, copy, files, folder, record, text};

/// A small form.
const FORM: (&str, &str) = ("0029001", "002-inkan/0029001");

fn made(target: &Path) {
    let run = chohyo().args(["kit", FORM.0, "-o"]).arg(target).output().expect("runs");
    assert!(run.status.success(), "{}", text(&run.stderr));
}

fn check(kit: &Path, pdfs: &Path, format: &str) -> Output {
    let mut run = chohyo();
    let run = run.args(["--lang", "en", "check", "--format", format, "--kit"]).arg(kit).arg(pdfs);
    run.output().expect("runs")
}

#[test]
fn a_kit_passes_its_own_pages_and_tells_missing_and_exchanged_ones() {
    let out = folder();
    let kit = out.path().join("kit");
    made(&kit);
    let list = std::fs::read_to_string(kit.join("kit.json")).expect("list");
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let cases = list["cases"].as_array().expect("cases");
    assert!(cases.len() >= 6, "{}", cases.len());
    let pdfs = out.path().join("pdfs");
    copy(&kit.join("expected"), &pdfs);

    let good = check(&kit, &pdfs, "json");
    assert_eq!(good.status.code(), Some(0), "{}", text(&good.stdout));
    let told: serde_json::Value = serde_json::from_slice(&good.stdout).expect("JSON");
    assert_eq!(told["files"].as_array().map(Vec::len), Some(cases.len()));
    assert_eq!(told["verdict"], "pass");

    std::fs::rename(pdfs.join("hard.pdf"), pdfs.join("other.pdf")).expect("renamed");
    let missing = check(&kit, &pdfs, "human");
    assert_eq!(missing.status.code(), Some(4));
    assert_eq!(text(&missing.stdout).matches("no PDF").count(), 1);
    assert!(text(&missing.stderr).contains("B233"), "{}", text(&missing.stderr));

    std::fs::copy(pdfs.join("ordinary.pdf"), pdfs.join("hard.pdf")).expect("copied");
    std::fs::rename(pdfs.join("other.pdf"), pdfs.join("ordinary.pdf")).expect("renamed");
    let exchanged = check(&kit, &pdfs, "junit");
    assert_eq!(exchanged.status.code(), Some(4));
    let suites = text(&exchanged.stdout);
    assert!(suites.starts_with("<?xml") && suites.ends_with("</testsuites>\n"), "{suites}");
    let failing = |name: &str| {
        let suite = suites.split("<testsuite ").find(|s| s.starts_with(&format!("name=\"{name} ")));
        suite.is_some_and(|suite| suite.contains("<failure"))
    };
    assert!(failing("hard.pdf") && failing("ordinary.pdf") && !failing("empty.pdf"), "{suites}");
}

#[test]
fn two_kits_are_the_same_and_a_changed_one_is_refused() {
    let out = folder();
    let (one, two) = (out.path().join("one"), out.path().join("two"));
    made(&one);
    made(&two);
    for part in ["", "records", "expected"] {
        let names = files(&one.join(part));
        assert_eq!(names, files(&two.join(part)));
        for name in names.iter().filter(|name| one.join(part).join(name).is_file()) {
            let bytes = |kit: &Path| std::fs::read(kit.join(part).join(name)).expect("file");
            assert!(bytes(&one) == bytes(&two), "{part}/{name}");
        }
    }
    let records = one.join("records");
    std::fs::copy(records.join("ordinary.json"), records.join("hard.json")).expect("copied");
    let refused = check(&one, &one.join("expected"), "human");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("B232"), "{}", text(&refused.stderr));
}

#[test]
fn the_html_is_one_file_without_values_in_its_words() {
    let out = folder();
    let (pdf, html) = (out.path().join("hard.pdf"), out.path().join("check.html"));
    let (hard, sample) = (record(FORM.1, "hard.json"), record(FORM.1, "sample.json"));
    let render = chohyo().args(["render", FORM.0]).arg(hard).arg("-o").arg(&pdf).output();
    assert!(render.expect("runs").status.success());
    let mut run = chohyo();
    let run = run.args(["check", "--form", FORM.0, "--format", "html", "--record"]).arg(&sample);
    let run = run.arg("-o").arg(&html).arg(&pdf).output().expect("runs");
    assert_eq!(run.status.code(), Some(4), "{}", text(&run.stderr));
    let page = std::fs::read_to_string(html).expect("page");
    for words in
        ["個人情報に注意", "Personal data", "図面の根拠", "data:image/png;base64,", "id=\"f1\""]
    {
        assert!(page.contains(words), "{words}");
    }
    for from_outside in ["<script", "http://", "https://", "<link", "@import"] {
        assert!(!page.contains(from_outside), "{from_outside}");
    }
    let stored = std::fs::read_to_string(sample).expect("record");
    let stored: serde_json::Value = serde_json::from_str(&stored).expect("JSON");
    let mut values = Vec::new();
    texts(&stored, &mut values);
    assert!(values.len() > 4);
    for value in values {
        assert!(!page.contains(&value), "a value of the record stands in the words");
    }
}

/// All texts of a record that no word of a form is.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(words) if words.chars().count() > 4 => found.push(words.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|item| texts(item, found)),
        serde_json::Value::Object(map) => map.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}
