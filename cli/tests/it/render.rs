//! `chohyo render` on the forms and their records.

use crate::common::{FORMS, chohyo, files, folder, record, text};

#[test]
fn every_form_prints_its_records_as_pdf() {
    for (id, place) in FORMS {
        for file in ["sample.json", "hard.json"] {
            let out = folder();
            let pdf = out.path().join("out.pdf");
            let mut command = chohyo();
            command.args(["render", id]).arg(record(place, file)).arg("-o").arg(&pdf);
            let run = command.output().expect("runs");
            assert_eq!(run.status.code(), Some(0), "{id} {file}: {}", text(&run.stderr));
            assert!(std::fs::read(&pdf).expect("PDF").starts_with(b"%PDF-1.7"), "{id} {file}");
            assert_eq!(files(out.path()), ["out.pdf"], "nothing else is left");
        }
    }
}

#[test]
fn one_page_is_one_picture_and_several_are_numbered() {
    let out = folder();
    let png = out.path().join("a.png");
    let render = |file| {
        let mut command = chohyo();
        command.args(["render", "0010003", "--dpi", "40"]).arg(record("001-juki/0010003", file));
        command.arg("-o").arg(&png).assert().success();
    };
    render("sample.json");
    assert_eq!(files(out.path()), ["a.png"]);
    std::fs::remove_file(&png).expect("removed");
    render("hard.json");
    let found = files(out.path());
    let numbered: Vec<_> = (1..=found.len()).map(|page| format!("a-{page:03}.png")).collect();
    assert_eq!(found, numbered);
    assert!(found.len() >= 3, "nine persons, four a sheet");
}

#[test]
fn several_records_follow_each_other_in_one_output() {
    let out = folder();
    let one = std::fs::read_to_string(record("001-juki/0010003", "sample.json")).expect("record");
    let value: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    let lines = out.path().join("records.jsonl");
    std::fs::write(&lines, format!("{value}\n{value}\n")).expect("written");
    for name in ["out.pdf", "out.png"] {
        let target = out.path().join(name);
        let mut command = chohyo();
        command.args(["render", "0010003", "--dpi", "40"]).arg(&lines).arg("-o").arg(&target);
        command.assert().success();
    }
    let expected = ["out-001.png", "out-002.png", "out.pdf", "records.jsonl"];
    assert_eq!(files(out.path()), expected);
}

#[test]
fn a_layout_file_stands_for_an_id() {
    let out = folder();
    let layout = record("001-juki/0010003", "6.1.toml");
    let pdf = out.path().join("out.pdf");
    let mut command = chohyo();
    command.arg("render").arg(layout).arg(record("001-juki/0010003", "sample.json"));
    command.arg("-o").arg(&pdf).assert().success();
}

#[test]
fn fitted_texts_are_reported_without_their_words() {
    let out = folder();
    let report = out.path().join("report.json");
    let mut command = chohyo();
    command.args(["render", "0010003"]).arg(record("001-juki/0010003", "hard.json"));
    command.arg("-o").arg(out.path().join("a.pdf")).arg("--report").arg(&report);
    command.assert().success();
    let text = std::fs::read_to_string(&report).expect("report");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let rows = value["fitted"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for key in ["record", "field", "fit", "attempt", "size_pt", "condense_pct", "lines", "lost"] {
        assert!(rows[0].get(key).is_some(), "{key}");
    }
}
