//! `chohyo render` on the forms and their records.

use std::path::Path;

use crate::common::{FORMS, chohyo, files, folder, numbered, record, text, workspace};

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
    let lines = out.path().join("records.jsonl");
    let [first, second] = [1, 2].map(|no| numbered("001-juki/0010003", "sample.json", no));
    std::fs::write(&lines, format!("{first}\n{second}\n")).expect("written");
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
fn what_is_proved_is_published_and_told() {
    let out = folder();
    let (lines, target) = (out.path().join("records.jsonl"), out.path().join("out.pdf"));
    let numbered = |no| numbered("001-juki/0010003", "hard.json", no).to_string();
    let records = [1, 2, 3].map(numbered);
    std::fs::write(&lines, records.join("\n")).expect("written");
    let mut command = chohyo();
    command.args(["render", "0010003", "--prove", "--diagnostics", "json"]).arg(&lines);
    let run = command.arg("-o").arg(&target).output().expect("runs");
    let told = text(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{told}");
    assert!(told.contains("\"P059\"") && told.contains("records: 3, pages: "), "{told}");
    assert_eq!(files(out.path()), ["out.pdf", "records.jsonl"]);
    let mut command = chohyo();
    command.args(["render", "0010003", "--prove"]).arg(&lines).arg("-o");
    let run = command.arg(out.path().join("out.png")).output().expect("runs");
    assert_eq!(run.status.code(), Some(2), "a picture is not proved");
}

/// The bytes of a PDF of one of the forms.
fn pdf(arguments: &[&str], record: &Path) -> Vec<u8> {
    let out = folder();
    let target = out.path().join("out.pdf");
    let run = chohyo().arg("render").args(arguments).arg(record).arg("-o").arg(&target).output();
    let run = run.expect("runs");
    assert_eq!(run.status.code(), Some(0), "{arguments:?}: {}", text(&run.stderr));
    std::fs::read(target).expect("PDF")
}

fn contains(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

#[test]
fn a_csv_row_prints_like_the_same_record_in_json() {
    let out = folder();
    for (id, place) in FORMS {
        let json = record(place, "sample.json");
        let (plain, csv) = (out.path().join("plain.csv"), out.path().join("records.csv"));
        chohyo()
            .args(["records", "convert", id])
            .arg(&json)
            .arg("-o")
            .arg(&plain)
            .assert()
            .success();
        // With the byte order mark of spreadsheet programs.
        let lines = std::fs::read_to_string(&plain).expect("CSV");
        std::fs::write(&csv, format!("\u{FEFF}{}", lines.trim_start_matches('\u{FEFF}')))
            .expect("written");
        assert!(pdf(&[id], &csv) == pdf(&[id], &json), "{id}");
    }
}

#[test]
fn live_pages_have_the_city_s_seal() {
    let city = workspace().join("layouts/params/sample-city.toml");
    let city = city.to_string_lossy();
    let sample = record("001-juki/0010003", "sample.json");
    let specimen = pdf(&["0010003", "--params", &city], &sample);
    assert!(specimen == pdf(&["0010003"], &sample), "the sample city is the default");
    assert!(!contains(&specimen, "/Subtype/Image"), "no seal");
    let live = pdf(&["0010003", "--params", &city, "--live"], &sample);
    assert!(contains(&live, "/Subtype/Image"), "the seal");
}

#[test]
fn plain_profile_claims_no_archive_standard() {
    let sample = record("001-juki/0010003", "sample.json");
    let archive = pdf(&["0010003"], &sample);
    let plain = pdf(&["0010003", "--profile", "plain"], &sample);
    assert!(contains(&archive, "pdfaid:part") && !contains(&plain, "pdfaid:part"));
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

/// Renders a name that is too long for its box, with options, and the 文字超過リスト as CSV.
fn long_name(out: &tempfile::TempDir, options: &[&str]) -> (Option<i32>, String) {
    let list = out.path().join("list.csv");
    let _ = std::fs::remove_file(&list);
    let name = "見".repeat(100);
    let records = out.path().join("r.jsonl");
    let sample =
        std::fs::read_to_string(record("001-juki/0010003", "sample.json")).expect("sample");
    let mut value: serde_json::Value = serde_json::from_str(&sample).expect("JSON");
    value["setaiin"][0]["shimei"] = name.into();
    std::fs::write(&records, value.to_string()).expect("record");
    let layout = std::fs::read_to_string(record("001-juki/0010003", "6.1.toml")).expect("layout");
    let name = "field = \"{氏名}\", style = \"name\"";
    assert_eq!(layout.matches(name).count(), 1);
    let path = out.path().join("6.1.toml");
    std::fs::write(&path, layout.replace(name, "field = \"{氏名}\", size_pt = 14"))
        .expect("layout");
    let mut command = chohyo();
    command.arg("render").arg(&path).arg(&records).args(options);
    command.arg("-o").arg(out.path().join("a.pdf")).arg("--report").arg(&list);
    let output = command.output().expect("runs");
    (output.status.code(), std::fs::read_to_string(&list).unwrap_or_default())
}

#[test]
fn a_run_has_the_last_word_and_tells_what_was_lost() {
    let out = folder();
    let (code, list) = long_name(&out, &["--on-overflow", "limit"]);
    assert_eq!(code, Some(1), "something was lost");
    let rows: Vec<&str> = list.trim_end().split("\r\n").collect();
    assert_eq!(
        rows[0],
        "\u{FEFF}record,field,fit,attempt,size_pt,condense_pct,lines,lost,annex,next_page"
    );
    let lost = rows[1..].iter().find(|row| row.contains("世帯員[1].氏名")).expect("the name");
    let cells: Vec<&str> = lost.split(',').collect();
    assert_eq!((cells.len(), cells[0]), (10, "1"));
    assert!((1..100).contains(&cells[7].parse::<usize>().expect("a number")), "{lost}");
    assert!(!list.contains("見見"));

    let (code, list) = long_name(&out, &["--on-overflow", "blank"]);
    assert_eq!(code, Some(1));
    assert!(list.contains(",0,100,,\r\n"), "no line, all 100 lost: {list}");

    let (code, list) = long_name(&out, &["--on-overflow", "refuse"]);
    assert_eq!(code, Some(1));
    assert_eq!(list.lines().count(), 1, "a refused record has no row: {list}");
}

#[test]
fn the_list_is_json_or_csv() {
    let out = folder();
    let mut command = chohyo();
    command.args(["render", "0010003"]).arg(record("001-juki/0010003", "sample.json"));
    command.arg("-o").arg(out.path().join("a.pdf")).arg("--report").arg(out.path().join("l.txt"));
    let output = command.assert().code(2);
    assert!(text(&output.get_output().stderr).contains("B006"));
    assert!(files(out.path()).is_empty());
}
