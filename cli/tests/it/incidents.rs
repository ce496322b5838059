//! Faults that cities had to apologise for, each with what stops it here. The reports are public;
//! the year is that of the incident.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use chohyo_engine::mark::read_marks;
use chohyo_engine::readback::{Limits, ReadDocument};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{chohyo, copy, files, folder, numbered, text, workspace};

/// The notice of the tests: a recipient, and rows of children.
const NOTICE: (&str, &str) = ("0279001", "027-jidoteate/0279001");

/// A number in the digits that names may have.
fn wide(number: usize) -> String {
    let wide = |digit: char| char::from_u32(u32::from(digit) - 0x30 + 0xFF10).unwrap_or(digit);
    number.to_string().chars().map(wide).collect()
}

/// A notice with its own number, a recipient of its own and so many children.
fn notice(no: usize, children: usize) -> Value {
    let mut notice = numbered(NOTICE.1, "sample.json", no);
    let name = format!("見本　第{}", wide(no));
    notice["honnin"]["shimei"] = name.clone().into();
    notice["atesaki"]["shimei"] = name.into();
    let child = notice["jido"][0].clone();
    notice["jukyusha"]["teategetsugaku"] = (children * 10_000).into();
    let rows = (0..children).map(|row| {
        let mut child = child.clone();
        child["shimei"] = format!("架空　{}の{}", wide(no), wide(row)).into();
        child["jidoatenabango"] = format!("{:015}", no * 100 + row).into();
        child["juni"] = (row + 1).into();
        child
    });
    notice["jido"] = rows.collect();
    notice
}

fn written(notices: &[Value]) -> TempDir {
    let folder = folder();
    let lines: String = notices.iter().map(|notice| format!("{notice}\n")).collect();
    std::fs::write(folder.path().join("records.jsonl"), lines).expect("written");
    folder
}

fn batch(folder: &Path, out: &str, more: &[&str]) -> (Option<i32>, String) {
    let mut command = chohyo();
    command.current_dir(folder).args(["--lang", "en", "batch", NOTICE.0, "records.jsonl"]);
    let output = command.args(["-o", out]).args(more).output().expect("runs");
    (output.status.code(), text(&output.stderr))
}

/// What stands on the pages of a PDF, page after page.
fn words(pdf: &Path) -> String {
    let output = chohyo().arg("read").arg(pdf).output().expect("runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// What stands on the pages of all parts of a run, in their order.
fn words_of_parts(folder: &Path) -> String {
    let parts = files(folder).into_iter().filter(|name| name.ends_with(".pdf"));
    parts.map(|name| words(&folder.join(name))).collect()
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    command.current_dir(folder).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("starts")
}

/// A wait timed out, its lock was released, and the next person's certificate was printed.
///
/// A run that is killed publishes nothing, and those beside it print their own record.
#[test]
fn yokohama_2023_a_run_that_is_stopped_leaves_the_others_alone() {
    let folder = folder();
    for no in 0..4 {
        let path = folder.path().join(format!("{no}.json"));
        std::fs::write(path, notice(no, 1).to_string()).expect("written");
    }
    let render = |no: usize| {
        let (from, to) = (format!("{no}.json"), format!("{no}.pdf"));
        start(folder.path(), &["render", NOTICE.0, &from, "-o", &to])
    };
    let mut runs: Vec<Child> = (0..4).map(render).collect();
    runs[1].kill().expect("killed");
    for run in &mut runs {
        run.wait().expect("ends");
    }
    for no in 0..4 {
        let path = folder.path().join(format!("{no}.pdf"));
        assert!(path.exists() || no == 1, "{no}");
        if path.exists() {
            let told = words(&path);
            let others = (0..4).filter(|&other| other != no);
            assert!(told.contains(&format!("見本　第{}", wide(no))), "{told}");
            assert!(
                others.into_iter().all(|other| !told.contains(&format!("見本　第{}", wide(other))))
            );
        }
    }
}

/// Two requests came within a second, and the later one overwrote the file of the first.
///
/// Of two runs to one place one is refused, and what is there is all of the other.
#[test]
fn kawasaki_2023_two_runs_to_one_name_within_a_second() {
    let notices: Vec<Value> = (1..=30).map(|no| notice(no, 2)).collect();
    let folder = written(&notices);
    std::fs::write(folder.path().join("other.jsonl"), notice(99, 1).to_string()).expect("written");
    let arguments = |from| ["batch", NOTICE.0, from, "-o", "out.pdf"];
    let mut runs =
        ["records.jsonl", "other.jsonl"].map(|from| start(folder.path(), &arguments(from)));
    let ends = runs.each_mut().map(|run| run.wait().expect("ends").success());
    assert_eq!(ends.iter().filter(|&&end| end).count(), 1, "{ends:?}");
    let told = words(&folder.path().join("out.pdf"));
    assert_eq!(told.contains("見本　第９９"), ends[1]);
    assert_eq!(told.matches("page ").count(), if ends[1] { 1 } else { 30 });
    // And a second later.
    let before = std::fs::read(folder.path().join("out.pdf")).expect("PDF");
    let (exit, said) = batch(folder.path(), "out.pdf", &[]);
    assert_eq!(exit, Some(2), "{said}");
    assert!(said.contains("B150"), "{said}");
    assert!(std::fs::read(folder.path().join("out.pdf")).expect("PDF") == before);
}

/// A program for one server ran on several, and gave out certificates of other people.
///
/// Shards on machines with other homes, zones and clocks make the parts that one machine makes;
/// what was made with other data is refused when they are joined.
#[test]
fn takamatsu_2024_one_run_on_several_machines() {
    let notices: Vec<Value> = (1..=6).map(|no| notice(no, no % 3 + 1)).collect();
    let folder = written(&notices);
    let shard = |out: &str, number: &str, zone: &str| {
        let home = folder.path().join(format!("home-{out}"));
        std::fs::create_dir(&home).expect("folder");
        let mut command = chohyo();
        command.current_dir(folder.path()).env("HOME", home).env("TZ", zone);
        command.args(["batch", NOTICE.0, "records.jsonl", "--split", "1", "--shard", number]);
        let output = command.args(["-o", out]).output().expect("runs");
        assert!(output.status.success(), "{}", text(&output.stderr));
    };
    shard("one", "1/2", "Asia/Tokyo");
    shard("two", "2/2", "UTC");
    let (exit, said) = batch(folder.path(), "whole", &["--split", "1"]);
    assert_eq!(exit, Some(0), "{said}");
    let parts = |name: &str| {
        let of = folder.path().join(name);
        let names = files(&of).into_iter().filter(|name| name.ends_with(".pdf"));
        names.map(|name| std::fs::read(of.join(name)).expect("PDF")).collect::<Vec<_>>()
    };
    let mut both = [parts("one"), parts("two")].concat();
    let mut whole = parts("whole");
    both.sort();
    whole.sort();
    assert!(both == whole && whole.len() == 6);
    let merge = |second: &str, out: &str| {
        let manifests = ["one/manifest.jsonl".to_owned(), format!("{second}/manifest.jsonl")];
        let mut command = chohyo();
        command.current_dir(folder.path()).arg("merge-manifest").args(manifests);
        command.args(["-o", out]).output().expect("runs")
    };
    assert!(merge("two", "whole.jsonl").status.success());
    // The machine that was given other records.
    std::fs::write(folder.path().join("records.jsonl"), notices[0].to_string()).expect("written");
    let (exit, said) = batch(folder.path(), "stray", &["--split", "1", "--shard", "2/2"]);
    if exit == Some(0) {
        let joined = merge("stray", "joined.jsonl");
        assert_eq!(joined.status.code(), Some(2), "{said}");
        assert!(text(&joined.stderr).contains("B161"), "{}", text(&joined.stderr));
    }
    assert!(!folder.path().join("joined.jsonl").exists());
}

/// A setting for 外字 was wrong, and 4,438 notices went out garbled.
///
/// A code that no font of the run has stops its record; the run says so, and the counts close.
#[test]
fn saitama_2024_a_code_that_no_font_has() {
    let mut notices: Vec<Value> = (1..=3).map(|no| notice(no, 1)).collect();
    notices[1]["honnin"]["shimei"] = "見\u{E000}　太郎".into();
    let folder = written(&notices);
    let (exit, said) = batch(folder.path(), "out", &[]);
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("U+E000") && said.contains("record 2"), "{said}");
    let told = words_of_parts(&folder.path().join("out"));
    assert!(told.contains("見本　第１") && told.contains("見本　第３"), "{told}");
    assert_eq!(told.matches("page ").count(), 2);
    let manifest = folder.path().join("out/manifest.jsonl");
    assert!(chohyo().arg("verify").arg(&manifest).output().expect("runs").status.success());
    let (exit, said) = batch(folder.path(), "strict", &["--strict"]);
    assert_eq!(exit, Some(2), "{said}");
    assert!(!folder.path().join("strict").exists());
}

/// The form changed; 様, which had been preprinted, was now an item, and 19,231 went out without.
///
/// A form that neither prints an item of its record nor names it among the unused fails lint.
#[test]
fn inzai_2024_an_item_that_the_new_form_forgot() {
    let folder = folder();
    copy(&workspace().join("layouts"), folder.path());
    let layout = folder.path().join("017-gakurei/0179001/1.0.toml");
    let whole = std::fs::read_to_string(&layout).expect("layout");
    let lint = || {
        let mut command = chohyo();
        command.args(["--lang", "en", "--layouts"]).arg(folder.path()).arg("lint").arg(&layout);
        let output = command.output().expect("runs");
        text(&output.stdout) + &text(&output.stderr)
    };
    assert!(!lint().contains("L200"));
    let listed = "unused = [\"発行.番号\", \"発行.公用\"]";
    assert!(whole.contains(listed));
    std::fs::write(&layout, whole.replace(listed, "unused = [\"発行.公用\"]")).expect("written");
    let found = lint();
    assert!(found.contains("L200") && found.contains("発行.番号"), "{found}");
}

/// Data were split for printing, and 1,251 notices lost their detail lines.
///
/// However a run is split, every row stands in it once, and rows without a record stop the run.
#[test]
fn joetsu_2019_rows_of_a_run_that_is_split() {
    let children = [1, 3, 2, 12, 5];
    let notices: Vec<Value> =
        children.iter().enumerate().map(|(no, &rows)| notice(no + 1, rows)).collect();
    let folder = written(&notices);
    let mut told = Vec::new();
    for (out, split) in [("whole", &[][..]), ("one", &["--split", "1"]), ("two", &["--split", "2"])]
    {
        let (exit, said) = batch(folder.path(), out, split);
        assert_eq!(exit, Some(0), "{said}");
        let words = words_of_parts(&folder.path().join(out));
        let lines = words.lines().filter(|line| !line.starts_with("page "));
        told.push(lines.map(str::to_owned).collect::<Vec<_>>());
    }
    assert!(told[0] == told[1] && told[0] == told[2]);
    for (no, &rows) in children.iter().enumerate() {
        for row in 0..rows {
            let name = format!("架空　{}の{}", wide(no + 1), wide(row));
            let found = told[0].iter().filter(|line| line.ends_with(&name)).count();
            assert_eq!(found, 1, "{name}");
        }
    }
}

/// The notice's layouts with a mark for the inserter on every sheet.
fn marked(folder: &Path, place: &str) -> (Option<i32>, String) {
    let layouts = folder.join("layouts");
    if layouts.exists() {
        std::fs::remove_dir_all(&layouts).expect("removed");
    }
    copy(&workspace().join("layouts"), &layouts);
    let layout = layouts.join("027-jidoteate/0279001/2.0.toml");
    let whole = std::fs::read_to_string(&layout).expect("layout");
    let mark =
        format!("items = [\n  {{ at = \"{place}\", mark = \"code39\" }},\n  {{ on = \"first\"");
    let changed = whole.replacen("items = [\n  { on = \"first\"", &mark, 1);
    assert!(changed != whole);
    std::fs::write(&layout, changed).expect("written");
    let mut command = chohyo();
    command.current_dir(folder).args(["--lang", "en", "--layouts", "layouts", "batch", NOTICE.0]);
    let output = command.args(["records.jsonl", "-o", "out.pdf"]).output().expect("runs");
    (output.status.code(), text(&output.stderr))
}

/// Bar codes of another term stood on 41,571 slips; only their digits were looked at.
///
/// What the bars say is decoded from the page that was made, not taken from what was meant: the
/// mark of every page names the record whose words stand there.
#[test]
fn chigasaki_2007_bars_are_decoded_from_the_page() {
    let notices: Vec<Value> = (1..=5).map(|no| notice(no, 1)).collect();
    let folder = written(&notices);
    let (exit, said) = marked(folder.path(), "x20 y6 w90 h6 mm");
    assert_eq!(exit, Some(0), "{said}");
    let bytes = std::fs::read(folder.path().join("out.pdf")).expect("PDF");
    let file = ReadDocument::open(bytes, Limits::default()).expect("a PDF");
    let mut pages = 0usize;
    for page in file.pages() {
        pages += 1;
        let marks = read_marks(&page);
        let [mark] = &marks[..] else { panic!("one mark on page {pages}") };
        let name = format!("見本　第{}", wide(pages));
        assert!(page.lines().iter().any(|line| line.text.contains(&name)), "page {pages}");
        assert_eq!(mark.record, pages as u64);
    }
    assert_eq!(pages, 5);
}

/// Bar codes were cut off at the edge that the printer cannot reach (and in Hiratsuka, 2009, set
/// wrongly on 48,619 slips).
///
/// Bars that do not fit their place with their quiet zones, or stand where the printer does not
/// reach, fail before a record is read.
#[test]
fn kita_2018_bars_at_the_edge_of_the_printer() {
    let folder = written(&[notice(1, 1)]);
    for place in ["x20 y6 w20 h6 mm", "x20 y6 w90 h1 mm", "x150 y6 w90 h6 mm"] {
        let (exit, said) = marked(folder.path(), place);
        assert_eq!(exit, Some(2), "{place}: {said}");
        assert!(!folder.path().join("out.pdf").exists());
    }
}

/// The child's name stood in place of the householder's on 89,444 notices.
///
/// A child is a row of a list by its type: no layout can put it where one recipient stands.
#[test]
fn yokohama_2019_a_child_in_place_of_the_recipient() {
    let folder = written(&[notice(1, 2)]);
    let (exit, said) = batch(folder.path(), "out.pdf", &[]);
    assert_eq!(exit, Some(0), "{said}");
    let told = words(&folder.path().join("out.pdf"));
    let of = |name: &str| told.lines().filter(|line| line.ends_with(name)).count();
    assert!(of("見本　第１") >= 1 && of("架空　１の０") == 1, "{told}");
    let layouts = folder.path().join("layouts");
    copy(&workspace().join("layouts"), &layouts);
    let layout = layouts.join("027-jidoteate/0279001/2.0.toml");
    let whole = std::fs::read_to_string(&layout).expect("layout");
    assert!(whole.contains("{本人.氏名}"));
    std::fs::write(&layout, whole.replace("{本人.氏名}", "{児童.氏名}")).expect("written");
    let mut command = chohyo();
    command.current_dir(folder.path()).args(["--layouts", "layouts", "batch", NOTICE.0]);
    let output = command.args(["records.jsonl", "-o", "wrong.pdf"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(!folder.path().join("wrong.pdf").exists());
}

/// A certificate of a person under 支援措置 was handed to the one she was protected from; the
/// warning was on the screen.
///
/// The record is refused; to print it takes a reason, and the log says that it was done.
#[test]
fn meguro_2025_a_protected_person() {
    let mut notices: Vec<Value> = (1..=3).map(|no| notice(no, 1)).collect();
    notices[1]["shiensochi"] = json!([{ "shiensochikaishinengappi": "2025-10-01" }]);
    let folder = written(&notices);
    let (exit, said) = batch(folder.path(), "out.pdf", &[]);
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("R123") && !said.contains("見本　第２"), "{said}");
    let told = words(&folder.path().join("out.pdf"));
    assert!(
        told.contains("見本　第１") && !told.contains("見本　第２") && told.contains("見本　第３")
    );
    let manifest = folder.path().join("out.manifest.jsonl");
    let manifest = std::fs::read_to_string(manifest).expect("manifest");
    assert!(manifest.contains("R123") && !manifest.contains("見本"), "{manifest}");
    let (exit, said) =
        batch(folder.path(), "asked.pdf", &["--release", "2=1", "--log", "log.jsonl"]);
    assert_eq!(exit, Some(0), "{said}");
    let log = std::fs::read_to_string(folder.path().join("log.jsonl")).expect("log");
    assert!(log.contains("\"record\":2") && !log.contains("見本"), "{log}");
}
