//! Encodings of record files (CE).

use crate::support::{MARKER, csv_with, json_with, render, render_options};

/// `宛名番号,氏名` and one row `01234,NAME` as CP932.
fn cp932(name: &[u8]) -> Vec<u8> {
    [&b"\x88\xB6\x96\xBC\x94\xD4\x8D\x86,\x8E\x81\x96\xBC\n01234,"[..], name, b"\n"].concat()
}

/// A text as UTF-16, little end first.
fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn ce01_one_bom_is_skipped() {
    let bytes = [b"\xEF\xBB\xBF", csv_with("", "").as_bytes()].concat();
    render("records.csv", bytes).prints_words(&format!("見本　{MARKER}"));
}

#[test]
fn ce02_a_second_bom_is_refused() {
    let bytes = [b"\xEF\xBB\xBF\xEF\xBB\xBF", csv_with("", "").as_bytes()].concat();
    render("records.csv", bytes).rejects_run("R051").says("offset 3");
}

#[test]
fn ce04_cp932_is_not_guessed() {
    let run = render("records.csv", cp932(b"\x8C\xA9\x96\x7B"));
    run.rejects_run("R050").says("offset 0").says("CP932").says("records.csv:1");
}

#[test]
fn ce05_characters_of_the_vendor_table() {
    let bytes = cp932(b"\x87\x40\x87\x8A\xFB\xFC\xED\x95");
    render("records.csv", &bytes).rejects_run("R050");
    render_options("records.csv", &bytes, &["--encoding", "cp932"]).prints_words("①㈱髙﨑");
    let json = r#"{"宛名番号":"01234","氏名":"見本"}"#;
    render_options("record.json", json, &["--encoding", "cp932"]).rejects_run("R111");
    let broken = cp932(b"a\xFF");
    let run = render_options("records.csv", broken, &["--encoding", "cp932"]);
    run.rejects_run("R111").says("byte 21").says("records.csv:2");
}

#[test]
fn ce07_iso_2022_jp_is_named() {
    let bytes = b"\x1B$B08L>HV9f\x1B(B,\x1B$B;aL>\x1B(B\n01234,a\n";
    render("records.csv", bytes).rejects_run("R108").says("ISO-2022-JP");
}

#[test]
fn ce08_utf_16_is_named() {
    let text = csv_with("", "");
    let marked = [b"\xFF\xFE".to_vec(), utf16(&text)].concat();
    render("records.csv", &marked).rejects_run("R050").says("UTF-16");
    let read = render_options("records.csv", &marked, &["--encoding", "utf-16"]);
    read.prints_words(&format!("見本　{MARKER}"));
    let bare = utf16(&text);
    render_options("records.csv", bare, &["--encoding", "utf-16"]).rejects_run("R111");
    let twice = [b"\xFF\xFE\xFF\xFE".to_vec(), utf16(&text)].concat();
    render_options("records.csv", twice, &["--encoding", "utf-16"]).rejects_run("R111");
}

/// A good head line and a row whose name ends with these bytes.
fn with_bytes(bytes: &[u8]) -> Vec<u8> {
    ["宛名番号,氏名\n01234,".as_bytes(), bytes, b"\n"].concat()
}

#[test]
fn ce10_cesu_8_is_refused() {
    render("records.csv", with_bytes(b"\xED\xA1\x82\xED\xBE\xB7"))
        .rejects_run("R050")
        .says("offset 26");
}

#[test]
fn ce11_lone_surrogates_are_refused() {
    render("records.csv", with_bytes(b"\xED\xA0\x80")).rejects_run("R050").says("offset 26");
}

#[test]
fn ce13_modified_utf_8_is_refused() {
    render("records.csv", with_bytes(b"\xC0\x80")).rejects_run("R050").says("offset 26");
}

#[test]
fn ce14_a_lost_character_is_not_printed() {
    render("records.csv", csv_with("住所", "山\u{FFFD}")).rejects_record("R067");
    json_with(serde_json::json!({ "住所": "山\u{FFFD}" })).rejects_record("R067");
}

#[test]
fn ce16_a_cut_character_is_refused() {
    let whole = csv_with("", "");
    let cut = whole.trim_end().as_bytes();
    render("records.csv", &cut[..cut.len() - 1]).rejects_run("R050");
    let two = format!("{}01235,見本\n", csv_with("", "")).into_bytes();
    render("records.csv", &two[..two.len() - 2]).rejects_run("R050");
}

#[test]
fn ce17_an_empty_file_needs_leave() {
    for name in ["records.csv", "records.jsonl", "record.json"] {
        render(name, "").rejects_run("R052");
        let run = render_options(name, "", &["--allow-empty"]);
        assert_eq!((run.exit, run.published.len()), (Some(0), 0), "{name}: {}", run.stderr);
    }
    render("records.csv", "宛名番号,氏名\n").rejects_run("R052");
}
