//! Exit codes: 0 all good, 1 refused records, 2 input or layout, 3 environment.

use std::process::Output;

use crate::common::{chohyo, files, folder, numbered, record, text, workspace};

const FORM: &str = "001-juki/0010003";

fn render(arguments: &[&str], record: &std::path::Path, out: &std::path::Path) -> Output {
    let mut command = chohyo();
    command.args(["--lang", "en", "render"]).args(arguments).arg(record).arg("-o").arg(out);
    command.output().expect("runs")
}

fn assert_code(output: &Output, exit: i32, code: &str) {
    let words = text(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{words}");
    assert!(words.contains(code), "{code}: {words}");
}

/// A broken, a good and a refused record.
fn mixed() -> String {
    let [first, mut wrong, last] = [1, 2, 3].map(|no| numbered(FORM, "sample.json", no));
    wrong["setaiin"] = serde_json::json!([]);
    format!("{first}\n{wrong}\n{last}\n")
}

#[test]
fn refused_records_do_not_stop_the_others() {
    let out = folder();
    let records = out.path().join("records.jsonl");
    std::fs::write(&records, mixed()).expect("written");
    let output = render(&["0010003"], &records, &out.path().join("out.pdf"));
    assert_code(&output, 1, "[B007]: 1 of 3 records refused, 2 printed");
    assert!(text(&output.stderr).contains("record 2"));
    assert_eq!(files(out.path()), ["out.pdf", "records.jsonl"]);
    let all = mixed();
    let good: Vec<_> = all.lines().step_by(2).collect();
    std::fs::write(&records, good.join("\n")).expect("written");
    let output = render(&["0010003"], &records, &out.path().join("good.pdf"));
    assert_eq!(output.status.code(), Some(0));
    let pdf = |name| std::fs::read(out.path().join(name)).expect("PDF");
    assert!(pdf("out.pdf") == pdf("good.pdf"), "the records that are printed are whole");
}

#[test]
fn a_page_that_cannot_have_its_name_leaves_no_page() {
    let out = folder();
    let taken = out.path().join("out-003.png");
    std::fs::create_dir(&taken).expect("folder");
    let png = out.path().join("out.png");
    let output = render(&["0010003", "--dpi", "40"], &record(FORM, "hard.json"), &png);
    assert_code(&output, 3, "[B003]");
    assert_eq!(files(out.path()), ["out-003.png"]);
}

#[test]
fn a_layout_file_must_be_in_force_on_the_day() {
    let out = folder();
    let text = std::fs::read_to_string(record(FORM, "6.1.toml")).expect("layout");
    let dated = "edition = \"6.1\"\nfrom = 2026-04-01\neffective_source = \"test\"";
    let layout = out.path().join("my.toml");
    std::fs::write(&layout, text.replacen("edition = \"6.1\"", dated, 1)).expect("written");
    let (layout, sample) = (layout.to_string_lossy().into_owned(), record(FORM, "sample.json"));
    let pdf = out.path().join("out.pdf");
    assert_code(&render(&[&layout, "--as-of", "2026-03-31"], &sample, &pdf), 2, "[L101]");
    assert_code(&render(&[&layout, "--as-of", "spring"], &sample, &pdf), 2, "[B002]");
    let output = render(&[&layout, "--as-of", "2026-04-01"], &sample, &pdf);
    assert_eq!(output.status.code(), Some(0), "{}", crate::common::text(&output.stderr));
}

#[test]
fn a_city_sets_declared_names_only() {
    let out = folder();
    let city = out.path().join("city.toml");
    std::fs::write(&city, "[params]\nmayor_nam = \"x\"\n").expect("written");
    let city = city.to_string_lossy().into_owned();
    let pdf = out.path().join("out.pdf");
    let output = render(&["0010003", "--params", &city], &record(FORM, "sample.json"), &pdf);
    assert_code(&output, 2, "[L090]");
    assert!(text(&output.stderr).contains("mayor_name"));
}

/// The signal comes after the first record is read and before the second is sent.
#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let out = folder();
    let all = mixed();
    let line = all.lines().next().expect("a record");
    let mut run = Command::new(env!("CARGO_BIN_EXE_chohyo"))
        .args(["--lang", "en", "render", "0010003", "/dev/stdin", "--format", "jsonl", "-o"])
        .arg(out.path().join("out.pdf"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut records = run.stdin.take().expect("piped");
    writeln!(records, "{line}").expect("read");
    while files(out.path()).is_empty() {
        assert!(run.try_wait().expect("a child").is_none(), "it waits for more");
        std::thread::yield_now();
    }
    let told = Command::new("kill").args(["-INT", &run.id().to_string()]).status();
    assert!(told.expect("kill runs").success());
    writeln!(records, "{line}").expect("read");
    drop(records);
    assert_code(&run.wait_with_output().expect("ends"), 3, "[B018]");
    assert!(files(out.path()).is_empty());
}

#[test]
fn preview_needs_a_terminal() {
    let output = chohyo().args(["--lang", "en", "preview", "0010003"]).output().expect("runs");
    assert_code(&output, 3, "[B016]");
}

#[test]
fn mistakes_in_the_command_line_are_told_in_the_language_asked_for() {
    let lines: [(&[&str], &str, &str); 5] = [
        (&["rendr"], "rendr", "render"),
        (&[], "コマンドがありません", "golden"),
        (&["forms", "--lang"], "--lang", "ja, en"),
        (&["render", "0010003"], "足りません", "RECORD"),
        (&["render", "a", "b", "-o", "c.pdf", "--prams", "d"], "--prams", "--params"),
    ];
    for (arguments, told, proposed) in lines {
        let output = chohyo().args(["--lang", "ja"]).args(arguments).output().expect("runs");
        assert_code(&output, 2, "エラー[B017]: コマンドの書き方が違います");
        let words = text(&output.stderr);
        assert!(words.contains(told) && words.contains(proposed), "{words}");
    }
    let output = chohyo().args(["bogus", "--diagnostics=json"]).output().expect("runs");
    assert_code(&output, 2, "\"code\":\"B017\"");
}

#[test]
fn nothing_printed_leaves_no_file() {
    let out = folder();
    let records = out.path().join("records.jsonl");
    std::fs::write(&records, "{}\n").expect("written");
    let output = render(&["0010003"], &records, &out.path().join("out.pdf"));
    assert_code(&output, 1, "[B007]");
    assert_eq!(files(out.path()), ["records.jsonl"]);
}

#[test]
fn wrong_input_is_two() {
    let out = folder();
    let sample = record(FORM, "sample.json");
    let pdf = out.path().join("out.pdf");
    assert_code(&render(&["0010003"], &out.path().join("none.json"), &pdf), 2, "[B001]");
    assert_code(&render(&["0010003"], &sample, &out.path().join("out.doc")), 2, "[B006]");
    assert_code(&render(&["0010003", "--date", "today"], &sample, &pdf), 2, "[B002]");
    assert_code(&render(&["0010003", "--as-of", "2026-02-30"], &sample, &pdf), 2, "[B002]");
    assert_code(&render(&["9999999"], &sample, &pdf), 2, "[L");
    assert_code(&render(&["0010003", "--live"], &sample, &pdf), 2, "--params");
    assert!(files(out.path()).is_empty());
}

#[test]
fn empty_input_is_two() {
    let out = folder();
    let records = out.path().join("records.jsonl");
    std::fs::write(&records, "").expect("written");
    let output = render(&["0010003"], &records, &out.path().join("out.pdf"));
    assert_code(&output, 2, "[R052]");
    assert_eq!(files(out.path()), ["records.jsonl"]);
}

#[test]
fn layout_errors_are_two_and_all_told() {
    let out = folder();
    let layout = out.path().join("my.toml");
    let text = std::fs::read_to_string(record(FORM, "6.1.toml")).expect("layout");
    let broken = text.replacen("name =", "naem =", 1).replacen("paper =", "papier =", 1);
    std::fs::write(&layout, broken).expect("written");
    let output = chohyo().args(["--lang", "ja", "lint"]).arg(&layout).output().expect("runs");
    let words = crate::common::text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("naem") && words.contains("papier"), "{words}");
}

#[test]
fn environment_is_three() {
    let out = folder();
    let sample = record(FORM, "sample.json");
    let nowhere = out.path().join("none/out.pdf");
    assert_code(&render(&["0010003"], &sample, &nowhere), 3, "[B003]");
    let fonts = out.path().join("fonts");
    std::fs::create_dir(&fonts).expect("folder");
    let folder = fonts.to_string_lossy().into_owned();
    let pdf = out.path().join("out.pdf");
    assert_code(&render(&["0010003", "--fonts", &folder], &sample, &pdf), 3, "[B001]");
}

#[test]
fn a_font_file_that_differs_is_refused() {
    let out = folder();
    for entry in std::fs::read_dir(workspace().join("fonts/data")).expect("fonts") {
        let path = entry.expect("entry").path();
        let mut bytes = std::fs::read(&path).expect("font");
        if path.ends_with("OCRB.otf") {
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
        }
        std::fs::write(out.path().join(path.file_name().expect("name")), bytes).expect("written");
    }
    let fonts = out.path().to_string_lossy().into_owned();
    let output = chohyo().args(["--lang", "en", "fonts", "verify", "--fonts", &fonts]).output();
    assert_code(&output.expect("runs"), 3, "[G011]");
}

#[cfg(unix)]
#[test]
fn output_never_goes_through_a_link() {
    let out = folder();
    let link = out.path().join("out.pdf");
    std::os::unix::fs::symlink(out.path().join("target.pdf"), &link).expect("link");
    let output = render(&["0010003"], &record(FORM, "sample.json"), &link);
    assert_code(&output, 3, "[B004]");
    assert_eq!(files(out.path()), ["out.pdf"]);
}

#[test]
fn messages_follow_language_and_locale() {
    let words = |locale: &str, arguments: &[&str]| {
        let mut command = chohyo();
        let output = command.env("LC_ALL", locale).args(arguments).output().expect("runs");
        crate::common::text(&output.stderr)
    };
    assert!(words("ja_JP.UTF-8", &["explain", "X999"]).contains("ありません"));
    assert!(words("C", &["explain", "X999"]).contains("there is no code"));
    assert!(words("C", &["--lang", "ja", "explain", "X999"]).contains("ありません"));
    assert!(words("ja_JP.UTF-8", &["--lang", "en", "explain", "X999"]).contains("no code"));
}
