//! `chohyo kit`, `check --kit` and the HTML of `check`.

use std::path::Path;
use std::process::Output;

use crate::common::{chohyo, copy, files, folder, record, text};

/// A small form.
const FORM: (&str, &str) = ("0029001", "002-inkan/0029001");

fn made(target: &Path) {
    let run = chohyo().args(["kit", FORM.0, "-o"]).arg(target).output().expect("runs");
    assert!(run.status.success(), "{}", text(&run.stderr));
}

/// The expected pages of a kit in a folder, as PDFs or as pictures.
fn returned(kit: &Path, ending: &str, target: &Path) {
    copy(&kit.join("expected"), target);
    for name in files(target).iter().filter(|name| !name.ends_with(ending)) {
        std::fs::remove_file(target.join(name)).expect("removed");
    }
}

fn check(kit: &Path, pdfs: &Path, format: &str) -> Output {
    let mut run = chohyo();
    let run = run.args(["--lang", "en", "check", "--format", format, "--kit"]).arg(kit).arg(pdfs);
    run.output().expect("runs")
}

#[test]
fn a_kit_passes_its_own_pages_and_tells_missing_and_exchanged_ones() {
    let out = folder();
    let kit = out.path().join("kit");
    made(&kit);
    let list = std::fs::read_to_string(kit.join("kit.json")).expect("list");
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let cases = list["cases"].as_array().expect("cases");
    assert!(cases.len() >= 6, "{}", cases.len());
    let pdfs = out.path().join("pdfs");
    returned(&kit, ".pdf", &pdfs);

    let good = check(&kit, &pdfs, "json");
    assert_eq!(good.status.code(), Some(0), "{}", text(&good.stdout));
    let told: serde_json::Value = serde_json::from_slice(&good.stdout).expect("JSON");
    assert_eq!(told["files"].as_array().map(Vec::len), Some(cases.len()));
    assert_eq!(told["verdict"], "pass");
    let files = told["files"].as_array().expect("files");
    let of = |case: &str| files.iter().find(|row| row["case"] == case).expect("a row").clone();
    assert_eq!(of("refused")["verdict"], "refused");
    let seal = &of("ordinary")["report"];
    let seal = ["K050", "K051", "K052", "K053"].map(|code| count(seal, code));
    assert_eq!(seal.map(|[pass, _, _]| pass > 0), [true; 4], "the test seal is judged");
    assert_eq!(seal.map(|[_, fail, unjudged]| fail + unjudged), [0; 4], "and right");

    std::fs::rename(pdfs.join("hard.pdf"), pdfs.join("other.pdf")).expect("renamed");
    let missing = check(&kit, &pdfs, "human");
    assert_eq!(missing.status.code(), Some(4));
    assert_eq!(text(&missing.stdout).matches("no PDF").count(), 1);
    assert!(text(&missing.stderr).contains("B233"), "{}", text(&missing.stderr));

    std::fs::copy(pdfs.join("ordinary.pdf"), pdfs.join("hard.pdf")).expect("copied");
    std::fs::rename(pdfs.join("other.pdf"), pdfs.join("ordinary.pdf")).expect("renamed");
    let exchanged = check(&kit, &pdfs, "junit");
    assert_eq!(exchanged.status.code(), Some(4));
    let suites = text(&exchanged.stdout);
    assert!(suites.starts_with("<?xml") && suites.ends_with("</testsuites>\n"), "{suites}");
    let failing = |name: &str| {
        let suite = suites.split("<testsuite ").find(|s| s.starts_with(&format!("name=\"{name} ")));
        suite.is_some_and(|suite| suite.contains("<failure"))
    };
    assert!(failing("hard.pdf") && failing("ordinary.pdf") && !failing("empty.pdf"), "{suites}");
}

/// How often a rule of a report passed, failed and was not judged.
fn count(report: &serde_json::Value, code: &str) -> [u64; 3] {
    fn find<'v>(value: &'v serde_json::Value, code: &str) -> Option<&'v serde_json::Value> {
        match value {
            serde_json::Value::Object(map) => {
                map.get(code).or_else(|| map.values().find_map(|inner| find(inner, code)))
            }
            _ => None,
        }
    }
    let counts = find(report, code).expect("counts of the rule");
    ["pass", "fail", "not_judged"].map(|key| counts[key].as_u64().expect("a number"))
}

/// The longest text of an item is printed, a character more is refused, and there must be no PDF.
#[test]
fn lengths_are_those_that_the_form_takes_and_refused_records_have_no_pdf() {
    let out = folder();
    let kit = out.path().join("kit");
    made(&kit);
    let list = std::fs::read_to_string(kit.join("kit.json")).expect("list");
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let limits = list["limits"].as_array().expect("limits");
    let refused: Vec<_> = limits.iter().filter(|limit| limit["more"] != "digits").collect();
    assert!(!refused.is_empty() && refused.len() < limits.len());
    for limit in limits {
        let number = |key: &str| limit[key].as_u64().expect("a number");
        let lengths = ["full", "place", "longest", "digits"].map(number);
        assert!(lengths.is_sorted(), "{limit}");
        assert_eq!(limit["more"] == "digits", lengths[2] == lengths[3], "{limit}");
    }
    let readme = std::fs::read_to_string(kit.join("README.md")).expect("README");
    assert!(readme.contains("`refused-001`") && readme.contains("seal.png"), "{readme}");
    let records = kit.join("records/refused.json");
    let printed = out.path().join("refused.pdf");
    let run = chohyo().args(["render", FORM.0]).arg(&records).arg("-o").arg(&printed).output();
    assert!(text(&run.expect("runs").stderr).contains("C001"), "the form refuses them");
    let longest = chohyo()
        .args(["render", FORM.0])
        .arg(kit.join("records/longest.json"))
        .arg("-o")
        .arg(out.path().join("longest.pdf"))
        .output();
    // 1: words of an unknown day as long as they may be have none of the known shapes.
    assert!(longest.expect("runs").status.code() < Some(2), "it takes the others");

    let pdfs = out.path().join("pdfs");
    returned(&kit, ".pdf", &pdfs);
    std::fs::copy(pdfs.join("ordinary.pdf"), pdfs.join("refused-002.pdf")).expect("copied");
    let printed = check(&kit, &pdfs, "junit");
    assert_eq!(printed.status.code(), Some(4));
    let suites = text(&printed.stdout);
    assert!(suites.contains("a PDF of refused records"), "{suites}");
    assert!(!text(&printed.stderr).contains("B233"), "its name is known");
}

/// PDFs of single records, and the page for a browser: every file once, the seal that is missing
/// with a mark of its own.
#[test]
fn records_may_have_files_of_their_own_and_a_missing_seal_is_told() {
    let out = folder();
    let (kit, pdfs, html) =
        (out.path().join("kit"), out.path().join("pdfs"), out.path().join("kit.html"));
    made(&kit);
    returned(&kit, ".pdf", &pdfs);
    std::fs::remove_file(pdfs.join("rows.pdf")).expect("removed");
    let rows = std::fs::read_to_string(kit.join("records/rows.json")).expect("records");
    let rows: serde_json::Value = serde_json::from_str(&rows).expect("JSON");
    let rows = rows.as_array().expect("records");
    let one = out.path().join("one.json");
    for (row, number) in rows.iter().zip(1..) {
        std::fs::write(&one, row.to_string()).expect("written");
        let pdf = pdfs.join(format!("rows-{number:03}.pdf"));
        // Without a seal: those of a form on its own are specimens.
        let run = chohyo().args(["render", FORM.0]).arg(&one).arg("-o").arg(pdf).output();
        assert!(run.expect("runs").status.success());
    }
    let mut run = chohyo();
    let run = run.args(["--lang", "en", "check", "--format", "html", "--kit"]).arg(&kit);
    let run = run.arg(&pdfs).arg("-o").arg(&html).output().expect("runs");
    assert_eq!(run.status.code(), Some(4), "{}", text(&run.stderr));
    let table = text(&run.stdout);
    let line = |name: &str| table.lines().find(|line| line.starts_with(name)).map(str::to_owned);
    for number in 1..=rows.len() {
        let line = line(&format!("rows-{number:03}.pdf")).expect("a line");
        assert!(line.contains("fail"), "{line}");
    }
    assert!(line("rows.pdf").is_none() && line("hard.pdf").expect("a line").contains(" pass"));
    let page = std::fs::read_to_string(html).expect("page");
    for words in ["rows-001.pdf", "K050", "data:image/png;base64,", "refused.pdf", "図面の根拠"]
    {
        assert!(page.contains(words), "{words}");
    }
    for from_outside in ["<script", "http://", "https://", "<link", "@import"] {
        assert!(!page.contains(from_outside), "{from_outside}");
    }
}

/// Pictures of the pages stand for a PDF: as `NAME.png`, or numbered by page.
#[test]
fn pages_may_be_pictures() {
    let out = folder();
    let (kit, pages) = (out.path().join("kit"), out.path().join("pages"));
    made(&kit);
    returned(&kit, ".png", &pages);
    for name in files(&pages).iter().filter(|name| !name.starts_with("rows-")) {
        std::fs::remove_file(pages.join(name)).expect("removed");
    }
    for name in ["ordinary-1.png", "empty.png", "refused-1.png", "other-1.png"] {
        let from = if name == "empty.png" { name } else { "ordinary.png" };
        std::fs::copy(kit.join("expected").join(from), pages.join(name)).expect("copied");
    }
    let run = check(&kit, &pages, "json");
    assert_eq!(run.status.code(), Some(4));
    assert_eq!(text(&run.stderr).matches("B233").count(), 1, "{}", text(&run.stderr));
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let rows = told["files"].as_array().expect("files");
    let of = |case: &str| rows.iter().find(|row| row["case"] == case).expect("a row").clone();
    let verdicts = ["ordinary", "empty", "rows", "refused", "hard"]
        .map(|case| of(case)["verdict"].as_str().expect("a word").to_owned());
    assert_eq!(verdicts, ["pass", "pass", "pass", "printed", "missing"]);
    assert_eq!(of("ordinary")["file"], "ordinary-1.png");
    let report = &of("rows")["report"];
    assert!(report["pages"] == report["form_pages"] && report["pages"].as_u64() > Some(1));
}

#[test]
fn two_kits_are_the_same_and_a_changed_one_is_refused() {
    let out = folder();
    let (one, two) = (out.path().join("one"), out.path().join("two"));
    made(&one);
    made(&two);
    for part in ["", "records", "expected"] {
        let names = files(&one.join(part));
        assert_eq!(names, files(&two.join(part)));
        for name in names.iter().filter(|name| one.join(part).join(name).is_file()) {
            let bytes = |kit: &Path| std::fs::read(kit.join(part).join(name)).expect("file");
            assert!(bytes(&one) == bytes(&two), "{part}/{name}");
        }
    }
    let records = one.join("records");
    std::fs::copy(records.join("ordinary.json"), records.join("hard.json")).expect("copied");
    let refused = check(&one, &one.join("expected"), "human");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("B232"), "{}", text(&refused.stderr));
}

#[test]
fn the_html_is_one_file_without_values_in_its_words() {
    let out = folder();
    let (pdf, html) = (out.path().join("hard.pdf"), out.path().join("check.html"));
    let (hard, sample) = (record(FORM.1, "hard.json"), record(FORM.1, "sample.json"));
    let render = chohyo().args(["render", FORM.0]).arg(hard).arg("-o").arg(&pdf).output();
    assert!(render.expect("runs").status.success());
    let mut run = chohyo();
    let run = run.args(["check", "--form", FORM.0, "--format", "html", "--record"]).arg(&sample);
    let run = run.arg("-o").arg(&html).arg(&pdf).output().expect("runs");
    assert_eq!(run.status.code(), Some(4), "{}", text(&run.stderr));
    let page = std::fs::read_to_string(html).expect("page");
    for words in
        ["個人情報に注意", "Personal data", "図面の根拠", "data:image/png;base64,", "id=\"f1\""]
    {
        assert!(page.contains(words), "{words}");
    }
    for from_outside in ["<script", "http://", "https://", "<link", "@import"] {
        assert!(!page.contains(from_outside), "{from_outside}");
    }
    let stored = std::fs::read_to_string(sample).expect("record");
    let stored: serde_json::Value = serde_json::from_str(&stored).expect("JSON");
    let mut values = Vec::new();
    texts(&stored, &mut values);
    assert!(values.len() > 4);
    for value in values {
        assert!(!page.contains(&value), "a value of the record stands in the words");
    }
}

/// All texts of a record that no word of a form is.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(words) if words.chars().count() > 4 => found.push(words.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|item| texts(item, found)),
        serde_json::Value::Object(map) => map.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}
