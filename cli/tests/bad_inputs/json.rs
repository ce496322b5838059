//! JSON (JS).

use serde_json::json;

use crate::protection::guarded;
use crate::support::{MARKER, json_with, record, render, render_guarded};

#[test]
fn js01_duplicate_keys_are_refused() {
    let input = format!("{{\"宛名番号\":\"01234\",\"氏名\":\"{MARKER}\",\"氏名\":\"見本　花子\"}}");
    render("record.json", input).rejects_record("R055");
    let inner = format!("{{\"名\":\"{MARKER}\",\"名\":\"見本\"}}");
    let input = format!("{{\"宛名番号\":\"01234\",\"氏名\":\"{MARKER}\",\"員\":[{inner}]}}");
    render("record.json", input).rejects_record("R055");
}

#[test]
fn js03_numbers_beyond_2_53() {
    let id = format!("{{\"宛名番号\":12345678901234567890,\"氏名\":\"{MARKER}\"}}");
    render("record.json", id).rejects_record("R062").says("宛名番号");
    json_with(json!({ "英字名": "12345678901234567890" })).prints_words("12345678901234567890");
    json_with(json!({ "税額": 9_007_199_254_740_993_i64 })).prints_words("9,007,199,254,740,993");
    json_with(json!({ "税額": 12_345_678_901_234_567_890_u64 })).rejects_record("R063");
}

#[test]
fn js04_numbers_that_are_not_plain_integers() {
    for number in ["-0", "1e3", "1.0", "1E0", "0.0"] {
        let input = record(json!({ "税額": "#" })).replace("\"#\"", number);
        render("record.json", input).rejects_record("R063").says("税額");
    }
    json_with(json!({ "税額": -100 })).prints_words("△100");
}

#[test]
fn js06_nesting_of_100_000() {
    render("record.json", "[".repeat(100_000)).rejects_run("R056");
    render("record.json", "{\"a\":".repeat(100_000)).rejects_record("R056");
    render("record.jsonl", "[".repeat(100_000)).rejects_record("R056");
}

/// The rule of the schema: of a single value the three mean that there is none, and a required
/// one is refused; of a list that guards, only the empty list says that there is none.
#[test]
fn js07_null_empty_and_missing() {
    let three = [json!({ "英字名": null }), json!({ "英字名": "" }), json!({})];
    let texts = three.map(|values| json_with(values).prints().hides("null").text());
    assert!(texts[0] == texts[1] && texts[1] == texts[2], "{texts:?}");
    for name in [json!(null), json!("")] {
        json_with(json!({ "氏名": name })).rejects_record("R061");
    }
    render("record.json", "{\"宛名番号\":\"01234\"}").rejects_record("R061").says("氏名");
    let with = |list| guarded(json!({ "支援措置": list })).to_string();
    render_guarded("a.json", with(json!([])), &[]).prints();
    render_guarded("a.json", with(json!(null)), &[]).rejects_record("R121");
    json_with(json!({ "税額": "" })).prints();
    json_with(json!({ "英字名": "null" })).prints_words("null");
}

#[test]
fn js09_words_after_the_document() {
    let good = record(json!({}));
    for rest in ["x", "{}", "]", " null"] {
        render("record.json", format!("{good}{rest}")).rejects_run("R058");
        render("record.json", format!("[{good}]{rest}")).rejects_run("R058");
    }
    render("record.jsonl", format!("{good}x")).rejects_record("R058");
}

/// An array of 64 MiB goes through in the memory of one of 4 MiB.
#[cfg(target_os = "linux")]
#[test]
fn js10_an_array_without_end() {
    use std::io::Write as _;
    use std::process::Stdio;

    const UNIT: usize = 64 * 1024;
    let text = "見".repeat(UNIT / 3 / 8);
    let mut one = record(json!({ "備考": vec![text; 8] })).into_bytes();
    one.push(b',');
    let folder = tempfile::tempdir().expect("temporary folder");
    let fifo = folder.path().join("records.json");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status().expect("mkfifo runs");
    assert!(made.success());
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_chohyo"))
        .args(["--layouts", &crate::support::library().to_string_lossy()])
        .args(["records", "check", "9999001"])
        .arg(&fifo)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let mut records = std::fs::OpenOptions::new().write(true).open(&fifo).expect("fifo");
    records.write_all(b"[").expect("read");
    let mut feed = |bytes: usize| {
        (0..bytes / one.len()).for_each(|_| records.write_all(&one).expect("read"));
    };
    let peak = |id: u32| -> usize {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("status");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("peak");
        line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("KiB")
    };
    feed(4 << 20);
    let before = peak(run.id());
    feed(60 << 20);
    let after = peak(run.id());
    records.write_all(&one[..one.len() - 1]).and_then(|()| records.write_all(b"]")).expect("read");
    drop(records);
    assert_eq!(run.wait().expect("ends").code(), Some(0));
    assert!(after < before + 2_048, "{before} KiB, then {after} KiB");
}
