//! `chohyo records`: what is checked and what is written.

use crate::common::{FORMS, chohyo, folder, record, text};

fn records(arguments: &[&str], input: &std::path::Path) -> (i32, String) {
    let mut command = chohyo();
    let output = command.args(["--lang", "en", "records"]).args(arguments).arg(input).output();
    let output = output.expect("runs");
    (output.status.code().unwrap_or(-1), text(&output.stderr))
}

#[test]
fn the_samples_of_the_forms_pass() {
    for (id, layout) in FORMS {
        let (code, words) = records(&["check", id], &record(layout, "sample.json"));
        assert_eq!(code, 0, "{id}: {words}");
        assert!(words.contains("[B090]: 1 records read, 1 passed, 0 refused"), "{words}");
    }
}

#[test]
fn counts_close_and_a_refused_record_is_one() {
    let out = folder();
    let one = std::fs::read_to_string(record("002-inkan/0029001", "sample.json")).expect("record");
    let good: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    let input = out.path().join("records.jsonl");
    let bare = "{\"shiensochi\": []}";
    let mut other = good.clone();
    other["hakko"]["bango"] = "見本第２号".into();
    std::fs::write(&input, format!("{good}\n{bare}\n{other}\n")).expect("written");
    let (code, words) = records(&["check", "0029001"], &input);
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("record 2") && words.contains("[R061]"), "{words}");
    assert!(words.contains("[B090]: 3 records read, 2 passed, 1 refused"), "{words}");
    assert_eq!(records(&["check", "0029001", "--strict"], &input).0, 2);
}

#[test]
fn a_file_that_cannot_be_trusted_is_two() {
    let out = folder();
    let input = out.path().join("records.csv");
    std::fs::write(&input, "氏名;住所\n").expect("written");
    let (code, words) = records(&["check", "0029001"], &input);
    assert_eq!(code, 2, "{words}");
    assert!(words.contains("[R100]") && !words.contains("B090"), "{words}");
}

fn convert(id: &str, input: &std::path::Path, output: &std::path::Path) -> (i32, String) {
    let out = output.to_string_lossy().into_owned();
    records(&["convert", id, "-o", &out], input)
}

#[test]
fn records_go_through_every_format() {
    let out = folder();
    for (id, layout) in FORMS {
        for sample in ["sample.json", "hard.json"] {
            let mut input = record(layout, sample);
            for step in ["a.jsonl", "b.csv", "c.json", "d.csv", "e.json"] {
                let output = out.path().join(step);
                let (code, words) = convert(id, &input, &output);
                assert_eq!(code, 0, "{id} {sample} {step}: {words}");
                input = output;
            }
            let text = |name| std::fs::read(out.path().join(name)).expect("written");
            assert!(text("b.csv") == text("d.csv") && text("c.json") == text("e.json"), "{id}");
            let pdf = |record: &std::path::Path, name: &str| {
                let pdf = out.path().join(name);
                let run = chohyo().args(["render", id]).arg(record).arg("-o").arg(&pdf).output();
                assert!(run.expect("runs").status.code() < Some(2), "{id} {name}");
                std::fs::read(pdf).expect("PDF")
            };
            let (before, after) = (record(layout, sample), out.path().join("e.json"));
            assert!(pdf(&before, "1.pdf") == pdf(&after, "2.pdf"), "{id}: one record, one page");
        }
    }
}

#[test]
fn records_go_through_folders_of_groups() {
    let out = folder();
    for (id, layout) in FORMS {
        for sample in ["sample.json", "hard.json"] {
            let input = record(layout, sample);
            let [groups, back] = ["groups", "back.json"].map(|name| out.path().join(id).join(name));
            let (code, words) = convert(id, &input, &groups);
            assert_eq!(code, 0, "{id} {sample}: {words}");
            let (code, words) = records(&["check", id], &groups);
            assert_eq!(code, 0, "{id} {sample}: {words}");
            let (code, words) = convert(id, &groups, &back);
            assert_eq!(code, 0, "{id} {sample}: {words}");
            let json = |path: &std::path::Path| {
                let text = std::fs::read_to_string(path).expect("JSON");
                serde_json::from_str::<serde_json::Value>(&text).expect("JSON")
            };
            assert!(json(&back) == json(&input), "{id} {sample}: the records are the same");
            let pdf = |record: &std::path::Path, name: &str| {
                let pdf = out.path().join(name);
                let run = chohyo().args(["render", id]).arg(record).arg("-o").arg(&pdf).output();
                assert!(run.expect("runs").status.code() < Some(2), "{id} {name}");
                std::fs::read(pdf).expect("PDF")
            };
            assert!(pdf(&input, "1.pdf") == pdf(&groups, "2.pdf"), "{id}: one record, one page");
        }
    }
}

/// What a folder cannot say leaves no folder.
#[test]
fn untied_rows_make_no_folder() {
    let out = folder();
    let text = std::fs::read_to_string(record("001-juki/0010003", "sample.json")).expect("record");
    let mut untied: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    untied["atenabango"] = "999".into();
    let mut twice: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    twice["setainushi"]["shimei"] = "見本　違人".into();
    for (value, expected) in [(untied, "[R142]"), (twice, "[R157]")] {
        let input = out.path().join("record.json");
        std::fs::write(&input, value.to_string()).expect("written");
        let (code, words) = convert("0010003", &input, &out.path().join("groups"));
        assert!(code > 0 && words.contains(expected), "{expected}: {code} {words}");
        assert_eq!(crate::common::files(out.path()), ["record.json"]);
        assert!(!words.contains("見本"), "{words}");
    }
}

#[test]
fn refused_records_are_not_written_and_those_before_neither() {
    let out = folder();
    let one = std::fs::read_to_string(record("002-inkan/0029001", "sample.json")).expect("record");
    let good: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    let input = out.path().join("records.jsonl");
    std::fs::write(&input, format!("{good}\n{{}}\n{good}\n")).expect("written");
    for name in ["o.json", "o.jsonl", "o.csv"] {
        let (code, words) = convert("0029001", &input, &out.path().join(name));
        assert_eq!(code, 1, "{words}");
        assert!(words.contains("[B091]") && words.contains("3 records read"), "{words}");
    }
    assert_eq!(crate::common::files(out.path()), ["records.jsonl"]);
}
