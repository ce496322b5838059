//! `chohyo chars`: what a character is, whether it prints, and its 縮退.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::common::{FORMS, chohyo, files, folder, record, text};

fn chars(arguments: &[&str]) -> Output {
    chohyo().args(["--lang", "ja", "chars"]).args(arguments).output().expect("runs")
}

/// Rows of `--format json`.
fn rows(arguments: &[&str]) -> Vec<Value> {
    let output = chars(&[arguments, &["--format", "json"]].concat());
    let line = |line: &str| serde_json::from_str(line).expect("JSON");
    text(&output.stdout).lines().map(line).collect()
}

fn word<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap_or_default()
}

/// The sample of 住民票 with another name, as a file.
fn household(folder: &Path, name: &str) -> String {
    let stored = std::fs::read_to_string(record(FORMS[1].1, "sample.json")).expect("record");
    let mut value: Value = serde_json::from_str(&stored).expect("JSON");
    value["setaiin"][0]["shimei"] = name.into();
    let path = folder.join("record.json");
    std::fs::write(&path, value.to_string()).expect("written");
    path.to_string_lossy().into_owned()
}

#[test]
fn rows_have_their_keys_in_order() {
    let output = chars(&["葛\u{E0102}", "--format", "json"]);
    let line = text(&output.stdout);
    let mut last = 0;
    for key in [
        "record",
        "field",
        "text",
        "code_points",
        "identity",
        "font",
        "glyph",
        "printable",
        "reason",
        "why",
        "glyphs",
        "advance",
        "koseki",
        "juki",
        "touki",
        "x0213",
        "shrink",
        "shrink_to",
    ] {
        let at = line.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key}: {line}"));
        assert!(at > last, "{key}: {line}");
        last = at;
    }
    let row: Value = serde_json::from_str(&line).expect("one line");
    for (key, expected) in [
        ("code_points", "U+845B U+E0102"),
        ("identity", "MJ022335"),
        ("font", "ipamjm"),
        ("glyph", "mj022335"),
        ("koseki", "349920"),
        ("x0213", "1-19-75"),
        ("shrink", "one"),
    ] {
        assert_eq!(word(&row, key), expected, "{line}");
    }
    assert_eq!((&row["printable"], &row["advance"]), (&true.into(), &1000.into()));
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("文字"), "the summary stands on stderr");
}

#[test]
fn csv_has_the_same_columns() {
    let csv = text(&chars(&["葛,", "--format", "csv"]).stdout);
    let lines: Vec<_> = csv.lines().collect();
    assert!(lines[0].starts_with(
        "record,field,text,code_points,identity,font,glyph,printable,reason,why,glyphs,"
    ));
    assert!(lines[1].starts_with("1,,葛,U+845B,MJ022336,ipamjm,mj022336,true,,,"), "{csv}");
    assert!(lines[2].starts_with("1,,\",\",U+002C,"), "{csv}");
    let empty = chars(&["葛", "--format", "csv", "--missing"]);
    assert_eq!(text(&empty.stdout).lines().count(), 1, "the head line alone");
}

#[test]
fn a_sequence_of_another_collection_is_refused_with_candidates() {
    let rows = rows(&["葛\u{E0101}"]);
    assert_eq!(word(&rows[0], "reason"), "G002");
    assert_eq!(rows[0]["collections"][0], "Adobe-Japan1");
    let candidates: Vec<_> = rows[0]["mj_candidates"].as_array().expect("list").iter().collect();
    assert!(candidates.contains(&&"MJ022335".into()) && candidates.len() == 7, "{candidates:?}");
    assert_eq!(word(&rows[0], "shrink"), "none", "its base may be another form");
    let table = chars(&["葛\u{E0101}", "--missing"]);
    let shown = text(&table.stdout);
    assert_eq!(table.status.code(), Some(1), "{shown}");
    assert!(shown.contains("G002") && shown.contains("Adobe-Japan1: MJ022335"), "{shown}");
}

#[test]
fn missing_characters_are_listed_by_record_and_field() {
    let out = folder();
    let file = household(out.path(), "見本\u{10FFFD}葛\u{E0101}");
    let arguments = ["--form", "0010003", &file, "--missing"];
    let output = chars(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let found = rows(&arguments);
    let places: Vec<_> =
        found.iter().map(|row| (&row["record"], word(row, "field"), word(row, "reason"))).collect();
    let one = Value::from(1);
    assert_eq!(places, [(&one, "世帯員[1].氏名", "G004"), (&one, "世帯員[1].氏名", "G002")]);
    assert!(!text(&output.stderr).contains("見本"), "nothing of the record on stderr");
}

#[test]
fn a_record_that_prints_has_nothing_missing() {
    for (id, place) in FORMS {
        let file = record(place, "hard.json").to_string_lossy().into_owned();
        let output = chars(&["--form", id, &file, "--missing", "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{id}: {}", text(&output.stdout));
        assert_eq!(text(&output.stdout), "", "{id}");
    }
}

#[test]
fn glyph_names_in_a_record_are_their_glyphs() {
    let out = folder();
    let file = household(out.path(), "{MJ014004}花子");
    let found = rows(&["--form", "0010003", &file]);
    let row = found.iter().find(|row| word(row, "identity") == "MJ014004").expect("its row");
    assert_eq!((word(row, "text"), word(row, "glyph")), ("{MJ014004}", "mj014004"));
    assert_eq!((word(row, "field"), word(row, "font")), ("世帯員[1].氏名", "ipamjm"));
}

#[test]
fn numbers_that_are_never_shown_are_not_listed() {
    let file = record(FORMS[1].1, "hard.json").to_string_lossy().into_owned();
    let found = rows(&["--form", "0010003", &file]);
    let secret =
        |row: &Value| ["個人番号", "住民票コード"].iter().any(|s| word(row, "field").contains(s));
    assert!(found.len() > 500 && !found.iter().any(secret));
}

#[test]
fn lines_of_a_text_file_are_records() {
    let out = folder();
    let path = out.path().join("names.txt");
    std::fs::write(&path, "\u{FEFF}見本\r\n\n{MJ014004}葛\u{E0101}\n{MJ14004}\n\u{F0002}\n辻\n")
        .expect("written");
    let path = path.to_string_lossy().into_owned();
    let found = rows(&[&path, "本"]);
    let numbers: Vec<_> = found.iter().map(|row| row["record"].as_u64().unwrap_or(0)).collect();
    assert_eq!(numbers, [1, 1, 3, 3, 6, 1]);
    assert_eq!((word(&found[0], "file"), word(&found[5], "file")), (path.as_str(), "#2"));
    let output = chars(&[&path, "--missing"]);
    let told = text(&output.stderr);
    assert!(
        told.contains("[B062]") && told.contains("[B063]") && told.contains("U+F0002"),
        "{told}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_cannot_be_surveyed_is_two() {
    let out = folder();
    let sample = record(FORMS[1].1, "sample.json").to_string_lossy().into_owned();
    let broken = out.path().join("sjis.txt");
    std::fs::write(&broken, b"\x8c\xa9\x96\x7b\n").expect("written");
    let broken = broken.to_string_lossy().into_owned();
    let layout = record(FORMS[1].1, "6.1.toml").to_string_lossy().into_owned();
    for (arguments, code) in [
        (&[sample.as_str()][..], "[B060]"),
        (&[layout.as_str()], "[B061]"),
        (&["none.txt"], "[B001]"),
        (&[&broken], "[B064]"),
        (&["show", "MJ999999"], "[B065]"),
        (&["show", "見本"], "[B066]"),
        (&["show", "葛", "-o", "a.doc"], "[B006]"),
        (&["chart", "-o", "a.doc"], "[B006]"),
        (&[], "[B017]"),
    ] {
        let output = chars(arguments);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(code), "{code}: {told}");
    }
}

#[test]
fn review_lists_what_a_person_must_decide() {
    let found = rows(&["見{MJ000001}㐂ｶ1", "--review", "--to", "x0208"]);
    assert!(!found.is_empty());
    for row in &found {
        let shrink = word(row, "shrink");
        assert!(shrink == "many" || shrink == "none", "{row}");
        assert!(word(row, "text") != "見" && word(row, "text") != "1", "{row}");
        for candidate in row["shrink_to"].as_array().expect("list") {
            assert!(candidate["rule"].is_string() && candidate["rank"].is_u64(), "{candidate}");
        }
    }
}

#[test]
fn a_city_s_map_decides() {
    let out = folder();
    let city = out.path().join("city.toml");
    let maps = "maps = [{ file = \"map.csv\", kind = \"city\" }]";
    std::fs::write(&city, format!("[characters.shrink]\n{maps}\n")).expect("written");
    let map = out.path().join("map.csv");
    std::fs::write(&map, "name,target,rank\nMJ014004,1-19-75,1\n").expect("written");
    let city = city.to_string_lossy().into_owned();
    let found = rows(&["{MJ014004}", "--params", &city]);
    assert_eq!(word(&found[0], "shrink"), "one");
    let best = &found[0]["shrink_to"][0];
    assert_eq!((word(best, "text"), word(best, "rule")), ("葛", "city"));
    std::fs::write(&map, "name,target,rank\nMJ14004,1-19-75,1\n").expect("written");
    let output = chars(&["葛", "--params", &city]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("[B069]"), "{}", text(&output.stderr));
}

#[test]
fn vertical_glyphs_are_shown() {
    let plain = rows(&["ー"]);
    let vertical = rows(&["ーA", "--vertical"]);
    assert_ne!(word(&plain[0], "glyph"), word(&vertical[0], "glyph"));
    assert_eq!((&vertical[0]["turned"], &vertical[1]["turned"]), (&false.into(), &true.into()));
}

#[test]
fn show_tells_the_facts_and_draws_the_card() {
    let out = folder();
    for asked in ["葛\u{E0102}", "MJ022335", "U+845B U+E0102"] {
        let picture = out.path().join("kuzu.png").to_string_lossy().into_owned();
        let output = chars(&["show", asked, "-o", &picture]);
        let told = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        for words in ["MJ022335", "U+845B U+E0102", "349920", "J+845B", "1-19-75", "Moji_Joho"] {
            assert!(told.contains(words), "{asked}: {words}: {told}");
        }
        let png = std::fs::read(&picture).expect("a picture");
        assert!(png.starts_with(b"\x89PNG"));
    }
    let pdf = out.path().join("kuzu.pdf").to_string_lossy().into_owned();
    assert_eq!(chars(&["show", "1-19-75", "-o", &pdf]).status.code(), Some(0));
    assert_eq!(files(out.path()), ["kuzu.pdf", "kuzu.png"]);
    let refused = chars(&["show", "葛\u{E0101}"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stdout).contains("G002"), "{}", text(&refused.stdout));
}

#[test]
fn charts_of_all_sets() {
    let out = folder();
    for set in ["mj", "x0213"] {
        let path = out.path().join(set).with_extension("pdf").to_string_lossy().into_owned();
        let output = chars(&["chart", "--set", set, "-o", &path]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    assert_eq!(files(out.path()), ["mj.pdf", "x0213.pdf"]);
}

#[test]
fn chart_of_hentaigana() {
    let out = folder();
    let pictures = out.path().join("h.png").to_string_lossy().into_owned();
    let output = chars(&["chart", "--set", "hentaigana", "-o", &pictures]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(files(out.path()), ["h-001.png", "h-002.png", "h-003.png"]);
    let pdf = |name: &str| {
        let path = out.path().join(name);
        let given = path.to_string_lossy().into_owned();
        let output = chars(&["chart", "--set", "hentaigana", "-o", &given]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        std::fs::read(path).expect("a PDF")
    };
    let first = pdf("a.pdf");
    assert!(first.starts_with(b"%PDF") && first == pdf("b.pdf"), "the same bytes every time");
}
