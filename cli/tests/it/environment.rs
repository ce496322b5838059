//! What a run meets around it: rows of the catalogue of bad inputs, by their ids.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::common::{chohyo, copy, files, folder, numbered, record, text, workspace};

const NOTICE: &str = "027-jidoteate/0279001";

/// A folder with so many records.
fn with_records(count: usize) -> tempfile::TempDir {
    let folder = folder();
    let lines: String =
        (1..=count).map(|no| format!("{}\n", numbered(NOTICE, "sample.json", no))).collect();
    std::fs::write(folder.path().join("records.jsonl"), lines).expect("written");
    folder
}

/// Runs a command line of the shell with the program as `$0`: exit code and stderr.
fn shell(folder: &Path, line: &str) -> (Option<i32>, String) {
    let mut command = Command::new("sh");
    command.current_dir(folder).env("LC_ALL", "C").args(["-c", line, env!("CARGO_BIN_EXE_chohyo")]);
    let output = command.output().expect("runs");
    (output.status.code(), text(&output.stderr))
}

fn batch(folder: &Path, out: &str) -> (Option<i32>, String) {
    shell(folder, &format!("\"$0\" batch 0279001 records.jsonl -o {out}"))
}

#[test]
fn en02_no_folder_to_write_to() {
    let folder = with_records(1);
    for out in ["nowhere/out", "records.jsonl/out"] {
        let (exit, said) = batch(folder.path(), out);
        assert_eq!(exit, Some(3), "{out}: {said}");
        assert!(said.contains("B003"), "{said}");
    }
    assert_eq!(files(folder.path()), ["records.jsonl"]);
}

#[test]
fn en05_nobody_reads_what_is_said() {
    let folder = with_records(1);
    let (exit, said) = shell(folder.path(), "\"$0\" explain --all > /dev/full");
    assert!(exit.is_some_and(|exit| exit != 0), "{said}");
    let closed = "{ \"$0\" explain --all; echo $? > code; } | true; cat code >&2";
    let (_, said) = shell(folder.path(), closed);
    assert!(!said.contains("panicked") && !said.starts_with("101"), "{said}");
}

#[test]
fn en08_sixteen_open_files() {
    let folder = with_records(20);
    let line = "ulimit -n 16 && \"$0\" batch 0279001 records.jsonl -o out --split 1 --threads 2";
    let (exit, said) = shell(folder.path(), line);
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(files(&folder.path().join("out")).len(), 21);
}

#[test]
fn en09_two_runs_to_one_output() {
    let folder = with_records(30);
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
        command.current_dir(folder.path()).args(["batch", "0279001", "records.jsonl", "-o", "out"]);
        command.stderr(Stdio::null()).spawn().expect("starts")
    };
    let mut runs = [start(), start(), start()];
    let ends = runs.each_mut().map(|run| run.wait().expect("ends").code());
    assert_eq!(ends.iter().filter(|end| **end == Some(0)).count(), 1, "{ends:?}");
    let manifest = folder.path().join("out/manifest.jsonl");
    let checked = chohyo().arg("verify").arg(manifest).output().expect("runs");
    assert!(checked.status.success(), "{}", text(&checked.stderr));
}

/// While a run is not over, a second one is told so: also one that would go on with it, and also
/// for one file.
#[test]
fn en09_a_run_beside_one_that_is_not_over() {
    for out in ["out", "out.pdf"] {
        let folder = with_records(100);
        let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
        command.current_dir(folder.path()).args(["batch", "0279001", "records.jsonl", "-o", out]);
        let mut first = command.stderr(Stdio::null()).spawn().expect("starts");
        let lock = folder.path().join(format!(".{out}.chohyo/manifest.jsonl"));
        while std::fs::metadata(&lock).map_or(0, |found| found.len()) == 0 {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        signal("-STOP", &first);
        for more in ["", "--resume"] {
            let line = format!("\"$0\" batch 0279001 records.jsonl -o {out} {more}");
            let (exit, said) = shell(folder.path(), &line);
            assert_eq!(exit, Some(3), "{out} {more}: {said}");
            assert!(said.contains("[B152]"), "{said}");
        }
        signal("-CONT", &first);
        assert!(first.wait().expect("ends").success());
    }
}

fn signal(name: &str, run: &Child) {
    let sent = Command::new("kill").args([name, &run.id().to_string()]).status();
    assert!(sent.expect("runs").success());
}

#[test]
fn en11_an_output_that_is_no_file() {
    let folder = with_records(1);
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("private")).expect("folder");
    symlink("private", at("link")).expect("link");
    symlink("elsewhere.pdf", at("link.pdf")).expect("link");
    std::fs::write(at("there.pdf"), "an older file").expect("written");
    std::fs::hard_link(at("there.pdf"), at("hard.pdf")).expect("link");
    assert!(Command::new("mkfifo").arg(at("pipe.pdf")).status().expect("runs").success());
    for out in ["link", "link.pdf", "there.pdf", "hard.pdf", "pipe.pdf"] {
        let (exit, said) = batch(folder.path(), out);
        assert!(matches!(exit, Some(2 | 3)), "{out}: {said}");
    }
    assert_eq!(std::fs::read(at("there.pdf")).expect("read"), b"an older file");
    assert!(files(&at("private")).is_empty() && !at("elsewhere.pdf").exists());
    // `render` replaces a file and nothing else; the other name of a file keeps what it had.
    let render =
        |out: &str| shell(folder.path(), &format!("\"$0\" render 0279001 records.jsonl -o {out}"));
    for out in ["link.pdf", "pipe.pdf"] {
        let (exit, said) = render(out);
        assert_eq!(exit, Some(3), "{out}: {said}");
    }
    assert_eq!(render("hard.pdf").0, Some(0));
    assert_eq!(std::fs::read(at("there.pdf")).expect("read"), b"an older file");
}

/// Somebody has laid a link where the private folder, the manifest in it or the manifest beside the
/// output would be.
#[test]
fn en11_a_link_in_the_place_of_the_private_folder() {
    let folder = with_records(1);
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("theirs")).expect("folder");
    symlink("theirs", at(".a.chohyo")).expect("link");
    std::fs::create_dir(at(".b.chohyo")).expect("folder");
    symlink("../theirs/manifest.jsonl", at(".b.chohyo/manifest.jsonl")).expect("link");
    symlink("theirs/manifest.jsonl", at("c.manifest.jsonl")).expect("link");
    for out in ["a", "b", "c.pdf"] {
        for more in ["", "--resume"] {
            let (exit, said) = batch(folder.path(), &format!("{out} {more}"));
            assert!(matches!(exit, Some(2 | 3)), "{out}: {said}");
            assert!(files(&at("theirs")).is_empty() && !at(out).exists(), "{out} {more}: {said}");
        }
    }
}

/// The layouts change after a run has begun: it prints what it began with, and the manifest names that.
#[test]
fn ly22_layouts_that_change_during_the_run() {
    let folder = with_records(2);
    let at = |name: &str| folder.path().join(name);
    copy(&workspace().join("layouts"), &at("layouts"));
    assert!(Command::new("mkfifo").arg(at("pipe.jsonl")).status().expect("runs").success());
    let start = |from: &str, out: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
        command.current_dir(folder.path()).args(["--layouts", "layouts", "batch", "0279001"]);
        command.args([from, "-o", out]).stderr(Stdio::null()).spawn().expect("starts")
    };
    let mut run = start("pipe.jsonl", "during");
    // Opens when the run does, which has read its layouts by then.
    let mut pipe = std::fs::OpenOptions::new().write(true).open(at("pipe.jsonl")).expect("pipe");
    let layout = at("layouts/027-jidoteate/0279001/2.0.toml");
    let whole = std::fs::read_to_string(&layout).expect("layout");
    std::fs::write(&layout, "no layout").expect("written");
    let records = std::fs::read(at("records.jsonl")).expect("records");
    std::io::Write::write_all(&mut pipe, &records).expect("written");
    drop(pipe);
    assert!(run.wait().expect("ends").success());
    std::fs::write(&layout, whole).expect("written");
    assert!(start("records.jsonl", "before").wait().expect("ends").success());
    let part = |out: &str| std::fs::read(at(out).join("part-000001.pdf")).expect("PDF");
    assert!(part("during") == part("before"));
    let sources = |out: &str| {
        let manifest = std::fs::read_to_string(at(out).join("manifest.jsonl")).expect("manifest");
        let head = manifest.lines().next().map(serde_json::from_str::<serde_json::Value>);
        head.expect("a line").expect("JSON")["sources"].clone()
    };
    assert_eq!(sources("during"), sources("before"));
}

#[test]
fn en12_private_whatever_the_umask() {
    let folder = with_records(2);
    let (exit, said) =
        shell(folder.path(), "umask 000 && \"$0\" batch 0279001 records.jsonl -o out --split 1");
    assert_eq!(exit, Some(0), "{said}");
    let mode = |name: &str| {
        let found = std::fs::metadata(folder.path().join(name)).expect("there");
        found.permissions().mode() & 0o777
    };
    assert_eq!(mode("out"), 0o700);
    for name in files(&folder.path().join("out")) {
        assert_eq!(mode(&format!("out/{name}")), 0o600, "{name}");
    }
}

#[test]
fn en18_records_from_a_pipe() {
    let folder = with_records(3);
    let line = "mkfifo pipe.jsonl; cat records.jsonl > pipe.jsonl & \
                \"$0\" batch 0279001 pipe.jsonl -o out.pdf; code=$?; kill %1 2>/dev/null; exit $code";
    let (exit, said) = shell(folder.path(), line);
    match exit {
        Some(0) => {
            let manifest = std::fs::read_to_string(folder.path().join("out.manifest.jsonl"));
            let manifest = manifest.expect("manifest");
            assert_eq!(manifest.matches("{\"line\":\"printed\"").count(), 3);
        }
        _ => assert!(!folder.path().join("out.pdf").exists(), "{exit:?} {said}"),
    }
}

#[test]
fn en20_names_of_files() {
    let folder = with_records(1);
    let nfd = "か\u{3099}帳票";
    for out in [nfd, "a\nb", "見本　出力"] {
        let output = chohyo()
            .current_dir(folder.path())
            .args(["batch", "0279001", "records.jsonl", "-o", out])
            .output()
            .expect("runs");
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(folder.path().join(out).join("manifest.jsonl").exists());
    }
    let long = "長".repeat(90);
    let output = chohyo()
        .current_dir(folder.path())
        .args(["batch", "0279001", "records.jsonl", "-o", &long])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
}

#[test]
fn ce17_no_record_at_all() {
    let folder = folder();
    for (name, bytes) in [("records.jsonl", ""), ("records.csv", "")] {
        std::fs::write(folder.path().join(name), bytes).expect("written");
        let line = format!("\"$0\" batch 0279001 {name} -o out");
        let (exit, said) = shell(folder.path(), &line);
        assert_eq!(exit, Some(2), "{said}");
        assert!(said.contains("R052") && !folder.path().join("out").exists(), "{said}");
    }
}

#[test]
fn cs10_a_column_too_many() {
    let folder = folder();
    std::fs::write(folder.path().join("records.csv"), "発行.年月日,余分\n2026-04-01,x\n")
        .expect("written");
    let (exit, said) = shell(folder.path(), "\"$0\" batch 0279001 records.csv -o out");
    assert_eq!(exit, Some(2), "{said}");
    assert!(said.contains("R101") && !folder.path().join("out").exists(), "{said}");
}

#[test]
fn pc14_pages_of_a_run_that_were_changed() {
    let folder = with_records(4);
    let (exit, said) = batch(folder.path(), "out");
    assert_eq!(exit, Some(0), "{said}");
    let part = folder.path().join("out/part-000001.pdf");
    let whole = std::fs::read(&part).expect("PDF");
    let verify = || {
        let manifest = folder.path().join("out/manifest.jsonl");
        let output = chohyo().arg("verify").arg(manifest).output().expect("runs");
        (output.status.code(), text(&output.stderr))
    };
    assert_eq!(verify().0, Some(0));
    // PC16: data behind the end. Then a file of other pages, and none.
    std::fs::write(&part, [&whole[..], b"%behind\n"].concat()).expect("written");
    assert_eq!(verify().0, Some(4), "{}", verify().1);
    let other = folder.path().join("other.pdf");
    let sample = record(NOTICE, "sample.json");
    chohyo().args(["render", "0279001"]).arg(sample).arg("-o").arg(&other).assert().success();
    std::fs::copy(other, &part).expect("copied");
    assert_eq!(verify().0, Some(4));
    std::fs::remove_file(&part).expect("removed");
    let (exit, said) = verify();
    assert!(matches!(exit, Some(3 | 4)), "{said}");
}

/// The files of a run tell nothing of a person but on their pages, and hold no other file (PC07).
#[test]
fn pc17_metadata_without_names() {
    let folder = folder();
    let mut notice = numbered(NOTICE, "sample.json", 1);
    let name = "見本　秘密之印";
    notice["honnin"]["shimei"] = name.into();
    notice["atesaki"]["shimei"] = name.into();
    std::fs::write(folder.path().join("records.jsonl"), notice.to_string()).expect("written");
    let (exit, said) = batch(folder.path(), "out");
    assert_eq!(exit, Some(0), "{said}");
    let part = folder.path().join("out/part-000001.pdf");
    let read = chohyo().arg("read").arg(&part).output().expect("runs");
    assert!(text(&read.stdout).contains(name));
    let objects = chohyo_golden::objects::objects(&std::fs::read(&part).expect("PDF"));
    let objects = objects.expect("objects");
    assert!(objects.contains("dc:title") && !objects.contains(name));
    assert!(!objects.contains("秘密之印") && !objects.contains("/EmbeddedFile"));
    let manifest = std::fs::read_to_string(folder.path().join("out/manifest.jsonl"));
    assert!(!manifest.expect("manifest").contains("秘密"));
}
