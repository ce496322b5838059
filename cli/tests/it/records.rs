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
    std::fs::write(&input, format!("{good}\n{{}}\n{good}\n")).expect("written");
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
