//! Protected persons and numbers (PR).

use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::support::{
    MARKER, MY_NUMBER, Run, files, folder_with, library, render_form, render_guarded,
};

/// A record of the form of the guards, with other values.
pub(crate) fn guarded(values: Value) -> Value {
    let mut record = json!({
        "発行": { "年月日": "2026-04-01" },
        "氏名": format!("見本　{MARKER}"),
        "支援措置": [],
    });
    let (Value::Object(all), Value::Object(more)) = (&mut record, values) else {
        panic!("objects");
    };
    all.extend(more);
    record
}

fn one(record: &Value) -> Run {
    render_guarded("record.json", record.to_string(), &[])
}

/// A person who is protected from 2026-01-01 on.
fn protected() -> Value {
    let rows = json!([{ "区分": "1", "開始": "2026-01-01", "終了": "9999-12-31" }]);
    guarded(json!({ "支援措置": rows, "住所": format!("見本県{MARKER}町１番") }))
}

/// Three records, the second of them protected.
fn three() -> String {
    let free = guarded(json!({}));
    format!("{free}\n{}\n{free}\n", protected())
}

#[test]
fn pr02_unknown_is_not_off() {
    let mut record = guarded(json!({}));
    record.as_object_mut().expect("object").remove("支援措置");
    one(&record).rejects_record("R121").says("支援措置");
    one(&guarded(json!({ "支援措置": null }))).rejects_record("R121");
    let head = "発行.年月日,氏名";
    let row = format!("2026-04-01,見本　{MARKER}");
    render_guarded("a.csv", format!("{head}\n{row}\n"), &[]).rejects_run("R122").says("支援措置");
    let named = format!("{head},支援措置[1].区分\n{row},\n");
    render_guarded("a.csv", named, &[]).prints();
}

#[test]
fn pr03_unknown_kind_of_protection() {
    let rows = json!([{ "区分": "9", "開始": "2020-01-01", "終了": "2020-12-31" }]);
    one(&guarded(json!({ "支援措置": rows }))).rejects_record("R078").says("支援措置[1].区分");
}

#[test]
fn a_protected_record_is_refused() {
    one(&protected()).rejects_record("R123").says("支援措置");
    let over = json!([{ "区分": "1", "開始": "2025-01-01", "終了": "2026-03-31" }]);
    one(&guarded(json!({ "支援措置": over }))).prints();
    let run = render_guarded("a.jsonl", three(), &[]);
    assert_eq!((run.exit, run.pages()), (Some(1), 2), "{}", run.stderr);
}

#[test]
fn a_release_is_logged_without_the_person() {
    let options = ["--release", "2=1", "--log", "log.jsonl"];
    let run = render_guarded("a.jsonl", three(), &options);
    assert_eq!(run.pages(), 3);
    run.prints();
    let log = run.file("log.jsonl");
    let line: Value = serde_json::from_str(log.trim_end()).expect("one line");
    let time = line["time"].as_str().expect("time");
    assert!(time.len() == 20 && time.ends_with('Z'), "{time}");
    let known = json!({ "time": time, "form": "9999002", "record": 2, "reason": "1" });
    assert_eq!(line, known);
    #[cfg(unix)]
    assert_eq!(run.mode("log.jsonl"), 0o600);
}

/// options; exit; code
#[test]
fn releases_that_say_nothing_are_refused() {
    for (options, exit, code) in [
        (&["--release", "2=9", "--log", "log.jsonl"][..], 2, "R124"),
        (&["--release", "2=1"], 2, "B017"),
        (&["--log", "log.jsonl"], 2, "B017"),
        (&["--release", "0=1", "--log", "log.jsonl"], 2, "B017"),
        (&["--release", "1", "--log", "log.jsonl"], 2, "B017"),
        (&["--release", "2=1", "--release", "2=1", "--log", "log.jsonl"], 2, "R126"),
        (&["--release", "2=1", "--log", "no/log.jsonl"], 3, "B003"),
    ] {
        let run = render_guarded("a.jsonl", three(), options);
        assert_eq!(run.exit, Some(exit), "{options:?}: {}", run.stderr);
        assert!(run.published.is_empty());
        run.says(&format!("[{code}]"));
    }
}

#[test]
fn a_release_that_was_not_needed_is_reported() {
    let options = ["--release", "2=1", "--release", "3=1", "--log", "log.jsonl"];
    let run = render_guarded("a.jsonl", three(), &options);
    assert_eq!(run.exit, Some(1), "{}", run.stderr);
    run.says("[R127]").says("record 3");
    assert_eq!(run.file("log.jsonl").lines().count(), 1);
}

#[test]
fn strict_publishes_nothing_beside_a_refused_record() {
    let run = render_guarded("a.jsonl", three(), &["--strict"]);
    run.rejects_run("B091").says("[R123]");
    render_guarded("a.jsonl", guarded(json!({})).to_string(), &["--strict"]).prints();
}

/// 帳票ID and layout folder of the shipped forms.
const FORMS: [(&str, &str); 4] = [
    ("0010001", "001-juki/0010001"),
    ("0010003", "001-juki/0010003"),
    ("0029001", "002-inkan/0029001"),
    ("0279001", "027-jidoteate/0279001"),
];

fn sample(layout: &str) -> Value {
    let path = format!("{}/../layouts/{layout}/sample.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("sample");
    serde_json::from_str(&text).expect("JSON")
}

/// The person of a record who has the list: the second member of a household.
fn person(record: &mut Value) -> &mut Value {
    match record.get("setaiin") {
        Some(_) => &mut record["setaiin"][1],
        None => record,
    }
}

#[test]
fn shipped_forms_refuse_protected_persons() {
    for (form, layout) in FORMS {
        let render = |record: &Value, options: &[&str]| {
            render_form(form, "record.json", record.to_string(), options)
        };
        let mut record = sample(layout);
        person(&mut record)["shiensochi"] = json!([{ "shiensochikaishinengappi": "2025-10-01" }]);
        render(&record, &[]).rejects_record("R123");
        let released = render(&record, &["--release", "1=1", "--log", "log.jsonl"]);
        released.prints();
        assert_eq!(released.file("log.jsonl").lines().count(), 1, "{form}");
        person(&mut record).as_object_mut().expect("object").remove("shiensochi");
        render(&record, &[]).rejects_record("R121");
    }
}

#[test]
fn shipped_forms_print_no_number_unasked() {
    let mut record = sample("001-juki/0010001");
    record["honnin"]["kojinbango"] = json!(MY_NUMBER);
    for (left_out, shown) in [(true, false), (false, true)] {
        record["shoryaku"]["kojinbango"] = json!(left_out);
        let run = render_form("0010001", "record.json", record.to_string(), &[]);
        run.prints();
        assert_eq!(run.text().contains(MY_NUMBER), shown);
    }
}

/// A process that renders a record of the form of the guards.
fn start(folder: &Path, records: &str, out: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    command.current_dir(folder).arg("--layouts").arg(library());
    command.args(["render", "9999002", records, "-o", out]).stderr(Stdio::null());
    command.spawn().expect("starts")
}

/// Four processes at once in one folder, the same person with other addresses: each output is that
/// of its own record, as if it ran alone, and no other file is left.
#[test]
fn pr05_renders_at_once() {
    let folder = folder_with("city.toml", "[params]\n");
    let record = |no: usize| guarded(json!({ "住所": format!("架空町{no}番") })).to_string();
    for no in 0..4 {
        std::fs::write(folder.path().join(format!("{no}.json")), record(no)).expect("input");
    }
    let start = |no: usize| start(folder.path(), &format!("{no}.json"), &format!("{no}.pdf"));
    let runs: Vec<_> = (0..4).map(start).collect();
    for mut run in runs {
        assert!(run.wait().expect("ends").success());
    }
    for no in 0..4 {
        let alone = render_guarded("record.json", record(no), &[]).pdf();
        let here = std::fs::read(folder.path().join(format!("{no}.pdf"))).expect("PDF");
        assert!(here == alone, "{no}");
    }
    assert_eq!(files(folder.path()).len(), 9);
}

/// A render that is stopped while it waits for its next record: nothing of it is there, and the
/// next one to the same file has its own bytes only.
#[test]
fn pr06_a_stopped_render() {
    use std::io::Write;

    let folder = folder_with("city.toml", "[params]\n");
    let records = folder.path().join("records.jsonl");
    let made = Command::new("mkfifo").arg(&records).status().expect("mkfifo runs");
    assert!(made.success());
    let mut run = start(folder.path(), "records.jsonl", "out.pdf");
    let mut pipe = std::fs::OpenOptions::new().write(true).open(&records).expect("fifo");
    writeln!(pipe, "{}", guarded(json!({ "住所": "架空町１番" }))).expect("read");
    let stop = Command::new("kill").args(["-TERM", &run.id().to_string()]).status();
    assert!(stop.expect("kill runs").success());
    // It may be gone already; if not, the second record wakes it.
    let _ = writeln!(pipe, "{}", guarded(json!({ "住所": "架空町２番" })));
    drop(pipe);
    assert!(!run.wait().expect("ends").success());
    std::fs::remove_file(&records).expect("fifo");
    assert_eq!(files(folder.path()), ["city.toml"]);

    let record = guarded(json!({ "住所": "架空町３番" })).to_string();
    std::fs::write(folder.path().join("next.json"), &record).expect("input");
    assert!(start(folder.path(), "next.json", "out.pdf").wait().expect("ends").success());
    let next = std::fs::read(folder.path().join("out.pdf")).expect("PDF");
    assert!(next == render_guarded("record.json", record, &[]).pdf());
}
