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

/// Small files that ask for gigabytes, or for work without end, are read in the 4 GiB that the
/// reader promises, and in far less.
#[test]
fn bombs_end_with_a_code_in_bounded_memory() {
    let head = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 10 0 R>>>>>>endobj\n";
    let object = |number: usize, dict: &str, data: &[u8]| {
        let start = format!("{number} 0 obj<<{dict}/Length {}>>stream\n", data.len());
        [start.as_bytes(), data, b"\nendstream endobj\n"].concat()
    };
    // Two bytes of RunLengthDecode for 128.
    let runs = object(4, "/Filter/RunLengthDecode", &[129, b' '].repeat(3 << 20));
    let doubling: Vec<u8> = (10..60)
        .flat_map(|number| {
            let next = format!("/Resources<</XObject<</X {} 0 R>>>>", number + 1);
            object(number, &format!("/Subtype/Form/BBox[0 0 9 9]{next}"), b"/X Do /X Do")
        })
        .collect();
    let picture = "/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB";
    let folder = folder();
    let path = folder.path().join("bomb.pdf");
    for (body, code, found) in [
        (runs, 2, "P037"),
        ([object(4, "", b"/X Do"), doubling].concat(), 2, "P038"),
        ([object(4, "", b"/X Do"), object(10, picture, b"a")].concat(), 0, ""),
    ] {
        let file = [b"%PDF-1.7\n", head.as_bytes(), &body, b"trailer<</Root 1 0 R>>\n"].concat();
        std::fs::write(&path, file).expect("written");
        // 1 GiB of addresses: the program with its fonts takes the tenth part.
        let limited = "ulimit -v 1048576 && exec \"$0\" read \"$1\"";
        let output = std::process::Command::new("sh")
            .args(["-c", limited, env!("CARGO_BIN_EXE_chohyo")])
            .arg(&path)
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(code), "{found} {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(found), "{}", text(&output.stderr));
    }
}
