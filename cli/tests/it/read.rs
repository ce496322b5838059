//! `chohyo read`: what stands on the pages of a PDF.

use serde_json::Value;

use crate::common::{chohyo, folder, record, text};

#[test]
fn a_certificate_reads_back_with_its_words() {
    let folder = folder();
    let pdf = folder.path().join("a.pdf");
    let sample = record("002-inkan/0029001", "sample.json");
    chohyo().args(["render", "0029001"]).arg(sample).arg("-o").arg(&pdf).assert().success();
    let read = |more: &[&str]| {
        let output = chohyo().arg("read").arg(&pdf).args(more).output().expect("runs");
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let told = read(&["--lang", "ja"]);
    assert!(told.starts_with("ページ 1  210.000 × 297.000 mm\n"), "{told}");
    assert!(told.contains("この写しは、登録されている印影と相違ないことを証明する。"));
    let page: Value = serde_json::from_str(&read(&["--format", "json"])).expect("JSON");
    assert_eq!(page["rotation"], 0);
    assert!(page["fonts"].as_array().expect("fonts").iter().all(|font| font["embedded"] == true));
    let line = |line: &Value| line["glyphs"].as_array().map_or(0, Vec::len);
    assert!(page["lines"].as_array().expect("lines").iter().all(|l| line(l) > 0));
    assert!(read(&["--page", "2"]).is_empty());
}

#[test]
fn what_is_no_pdf_is_refused() {
    let output = chohyo().arg("read").arg(record("002-inkan/0029001", "sample.json")).output();
    let output = output.expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("P031"));
}
