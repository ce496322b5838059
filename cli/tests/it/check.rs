//! `chohyo check`: whether a PDF is the standard form.

use std::path::Path;

use serde_json::Value;

use crate::common::{chohyo, folder, record, text};

fn certificate(folder: &Path, record: &Path) -> std::path::PathBuf {
    let pdf = folder.join("vendor.pdf");
    chohyo().args(["render", "0010003"]).arg(record).arg("-o").arg(&pdf).assert().success();
    pdf
}

fn check(pdf: &Path, record: &Path, more: &[&str]) -> (Option<i32>, String) {
    let mut command = chohyo();
    let command = command.arg("check").arg(pdf).args(["--form", "0010003", "--record"]).arg(record);
    let output = command.args(more).output().expect("runs");
    (output.status.code(), text(&output.stdout))
}

#[test]
fn our_own_page_passes_in_all_forms_of_the_result() {
    let (folder, sample) = (folder(), record("001-juki/0010003", "sample.json"));
    let pdf = certificate(folder.path(), &sample);
    let (code, told) = check(&pdf, &sample, &["--lang", "ja"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.starts_with("適合  0010003 ") && told.contains("標準の図面"), "{told}");
    let (code, json) = check(&pdf, &sample, &["--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((code, &json["verdict"], &json["basis"]), (Some(0), &"pass".into(), &"spec".into()));
    let (code, xml) = check(&pdf, &sample, &["--format", "junit"]);
    assert!(code == Some(0) && xml.contains("failures=\"0\"") && xml.contains("name=\"K021\""));
}

#[test]
fn the_page_of_another_record_fails_and_tells_no_value() {
    let (folder, sample) = (folder(), record("001-juki/0010003", "sample.json"));
    let pdf = certificate(folder.path(), &record("001-juki/0010003", "hard.json"));
    let (code, json) = check(&pdf, &sample, &["--format", "json"]);
    assert_eq!(code, Some(4));
    let told: Value = serde_json::from_str(&json).expect("JSON");
    let codes: Vec<_> =
        told["findings"].as_array().expect("findings").iter().map(|f| &f["code"]).collect();
    assert!(codes.contains(&&Value::from("K021")) || codes.contains(&&Value::from("K020")));
    let stored = std::fs::read_to_string(&sample).expect("record");
    let stored: Value = serde_json::from_str(&stored).expect("JSON");
    let name = &stored["setaiin"][0]["shimei"];
    assert!(name.as_str().is_none_or(|name| !json.contains(name)), "a value in the result");
}

#[test]
fn pictures_are_judged_by_their_ink_alone() {
    let (folder, sample) = (folder(), record("001-juki/0010003", "sample.json"));
    let png = folder.path().join("page.png");
    chohyo().args(["render", "0010003"]).arg(&sample).arg("-o").arg(&png).assert().success();
    let (code, json) = check(&png, &sample, &["--format", "json"]);
    let told: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((code, &told["verdict"]), (Some(0), &"pass".into()), "{json}");
    assert_eq!(told["pictures"][0]["dpi"], 150);
    let listed = told["unjudged_pages"].as_array().expect("a list");
    assert!(listed.iter().any(|one| one["why"] == "text" && one["item"].is_string()));
    assert!(listed.iter().any(|one| one["why"] == "words"));
    let (code, html) = check(&png, &sample, &["--format", "html"]);
    assert!(
        code == Some(0) && html.contains("判定できなかったもの") && html.contains("data:image/png")
    );
    let (code, told) = check(&png, &record("001-juki/0010003", "hard.json"), &["--lang", "ja"]);
    assert!(told.contains("K089") || told.contains("K088"), "{code:?} {told}");
    let stranger = record("027-jidoteate/0279001", "sample.json");
    chohyo().args(["render", "0279001"]).arg(stranger).arg("-o").arg(&png).assert().success();
    let (code, json) = check(&png, &sample, &["--format", "json"]);
    let told: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((code, &told["verdict"]), (Some(1), &"not-judged".into()), "another form");
    assert!(json.contains("K080") && json.contains("\"why\": \"away\""), "{json}");
    std::fs::write(&png, b"not a picture").expect("written");
    let (code, _) = check(&png, &sample, &[]);
    assert_eq!(code, Some(2));
}

#[test]
fn rules_and_tolerances_are_no_secret() {
    let output = chohyo().args(["check", "--tolerances", "--lang", "en"]).output().expect("runs");
    let told = text(&output.stdout);
    assert!(
        output.status.success() && told.contains("word-along") && told.contains("K035"),
        "{told}"
    );
}
