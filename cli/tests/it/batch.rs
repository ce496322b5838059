//! A night's run: complete or not at all, and the same bytes however it was made.

use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::common::{chohyo, files, folder, numbered, text};

const FORM: &str = "0279001";
const PLACE: &str = "027-jidoteate/0279001";

/// A folder with so many records; every fifth one is the hard one, and `bad` cannot be read.
fn records(count: usize, bad: Option<usize>) -> TempDir {
    let folder = folder();
    let line = |no: usize| match Some(no) == bad {
        true => "{}\n".to_owned(),
        false => {
            let file = if no.is_multiple_of(5) { "hard.json" } else { "sample.json" };
            format!("{}\n", numbered(PLACE, file, no))
        }
    };
    let lines: String = (1..=count).map(line).collect();
    std::fs::write(folder.path().join("records.jsonl"), lines).expect("written");
    folder
}

fn batch(folder: &Path, options: &[&str]) -> Command {
    let mut command = chohyo();
    command.current_dir(folder).args(["--lang", "en", "batch", FORM, "records.jsonl"]);
    command.args(["--date", "2026-04-01T09:00:00+09:00"]).args(options);
    command
}

/// Names and bytes of all files of an output.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let bytes = |name: &String| std::fs::read(folder.join(name)).expect("file");
    files(folder).into_iter().map(|name| (name.clone(), bytes(&name))).collect()
}

fn stderr(command: &mut Command, exit: i32) -> String {
    text(&command.assert().code(exit).get_output().stderr)
}

#[test]
fn bytes_do_not_depend_on_threads_zone_or_language() {
    let folder = records(23, Some(7));
    let run = |name: &str, threads: &str, zone: &str| {
        let options = ["-o", name, "--split", "5", "--threads", threads];
        let said = stderr(batch(folder.path(), &options).env("TZ", zone), 1);
        assert!(said.contains("[B007]"), "{said}");
        all(&folder.path().join(name))
    };
    let one = run("one", "1", "UTC");
    assert_eq!(one.len(), 6);
    for threads in ["2", "3", "7"] {
        assert!(run(threads, threads, "Asia/Tokyo") == one, "{threads}");
    }
}

#[test]
fn one_file_is_what_render_makes_and_has_its_manifest_beside_it() {
    let folder = records(6, None);
    let at = |name: &str| folder.path().join(name);
    batch(folder.path(), &["-o", "out.pdf", "--threads", "2"]).assert().code(0);
    let mut render = chohyo();
    render.current_dir(folder.path()).args(["render", FORM, "records.jsonl", "-o", "same.pdf"]);
    render.args(["--date", "2026-04-01T09:00:00+09:00"]).assert().success();
    let bytes = |name: &str| std::fs::read(at(name)).expect("file");
    assert!(bytes("out.pdf") == bytes("same.pdf"));
    let names = ["out.manifest.jsonl", "out.pdf", "records.jsonl", "same.pdf"];
    assert_eq!(files(folder.path()), names);
    chohyo().arg("verify").arg(at("out.manifest.jsonl")).assert().success();
}

#[test]
fn nothing_is_overwritten() {
    let folder = records(2, None);
    let run = |options: &[&str]| stderr(&mut batch(folder.path(), options), 2);
    for output in ["out.pdf", "out"] {
        batch(folder.path(), &["-o", output]).assert().code(0);
        assert!(run(&["-o", output]).contains("[B150]"), "{output}");
        let again = stderr(&mut batch(folder.path(), &["-o", output, "--resume"]), 0);
        assert!(again.contains("[B153]"), "{again}");
    }
    let other = run(&["-o", "out", "--resume", "--profile", "plain"]);
    assert!(other.contains("[B150]"), "{other}");
}

#[test]
fn splits_by_sheets_and_by_an_item() {
    let folder = records(9, None);
    let run = |name: &str, split: &str| {
        batch(folder.path(), &["-o", name, "--split", split]).assert().code(0);
        files(&folder.path().join(name)).len() - 1
    };
    let pages = |name: &str| {
        let manifest = std::fs::read_to_string(folder.path().join(name).join("manifest.jsonl"));
        let lines: Vec<serde_json::Value> = manifest
            .expect("manifest")
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let files = lines.iter().filter(|line| line["line"] == "file");
        files.map(|line| line["pages"].as_u64().expect("pages")).collect::<Vec<_>>()
    };
    assert!(run("sheets", "sheets:4") > 1);
    assert!(pages("sheets").iter().all(|pages| *pages <= 4), "{:?}", pages("sheets"));
    assert_eq!(run("item", "文書番号"), 9);
    let said = stderr(&mut batch(folder.path(), &["-o", "none", "--split", "児童"]), 2);
    assert!(said.contains("[B157]") && !folder.path().join("none").exists(), "{said}");
}

#[test]
fn strict_publishes_nothing_and_leaves_nothing() {
    let folder = records(9, Some(8));
    let options = ["-o", "out", "--split", "2", "--strict"];
    let said = stderr(&mut batch(folder.path(), &options), 2);
    assert!(said.contains("[B091]"), "{said}");
    assert_eq!(files(folder.path()), ["records.jsonl"]);
}

#[test]
fn shards_make_the_files_of_one_run() {
    let folder = records(23, Some(7));
    let run = |name: &str, more: &[&str]| {
        let mut options = vec!["-o", name, "--split", "4"];
        options.extend(more);
        batch(folder.path(), &options).output().expect("runs");
    };
    run("whole", &[]);
    let whole = all(&folder.path().join("whole"));
    std::fs::create_dir(folder.path().join("shared")).expect("folder");
    let shards: Vec<String> = (1..=3).map(|shard| format!("shared/{shard}")).collect();
    for (shard, name) in ["1/3", "2/3", "3/3"].into_iter().zip(&shards) {
        run(name, &["--shard", shard]);
    }
    let parts = shards.iter().flat_map(|name| all(&folder.path().join(name)));
    let mut parts: Vec<_> = parts.filter(|(name, _)| name != "manifest.jsonl").collect();
    parts.sort();
    assert!(parts[..] == whole[1..], "the parts");

    let join = |shards: &[&str], output: &str| {
        let mut command = chohyo();
        command.current_dir(folder.path()).args(["--lang", "en", "merge-manifest"]);
        command.args(shards).args(["-o", output]);
        command
    };
    let manifests = ["1", "2", "3"].map(|shard| format!("shared/{shard}/manifest.jsonl"));
    let manifests: Vec<&str> = manifests.iter().map(String::as_str).collect();
    assert!(stderr(&mut join(&manifests[1..], "shared/manifest.jsonl"), 2).contains("[B161]"));
    join(&manifests, "shared/manifest.jsonl").assert().success();
    let verify = |path: &str| {
        let mut command = chohyo();
        command.current_dir(folder.path()).args(["--lang", "en", "verify", path]);
        command
    };
    verify("shared/manifest.jsonl").assert().success();
    // In one folder they have the very manifest of the whole.
    std::fs::create_dir(folder.path().join("flat")).expect("folder");
    for (at, name) in shards.iter().enumerate() {
        for (file, bytes) in all(&folder.path().join(name)) {
            let file = if file == "manifest.jsonl" { format!("{at}.jsonl") } else { file };
            std::fs::write(folder.path().join("flat").join(file), bytes).expect("written");
        }
    }
    let flat = ["flat/0.jsonl", "flat/1.jsonl", "flat/2.jsonl"];
    join(&flat, "flat/manifest.jsonl").assert().success();
    let joined = std::fs::read(folder.path().join("flat/manifest.jsonl")).expect("manifest");
    assert!(joined == whole[0].1, "the manifest");
}

#[test]
fn verify_finds_what_was_changed_lost_or_added() {
    let folder = records(6, None);
    batch(folder.path(), &["-o", "out", "--split", "2"]).assert().code(0);
    let out = folder.path().join("out");
    let verify = |exit| {
        let mut command = chohyo();
        command.current_dir(folder.path()).args(["--lang", "en", "verify", "out/manifest.jsonl"]);
        stderr(&mut command, exit)
    };
    assert!(verify(0).contains("[B163]"));
    let part = out.join("part-000002.pdf");
    let bytes = std::fs::read(&part).expect("file");
    // PC16: bytes behind the end of the file.
    let longer = [&bytes[..], b"\n%%EOF\n"].concat();
    std::fs::write(&part, longer).expect("written");
    assert!(verify(4).contains("part-000002.pdf: the file is not the one"));
    std::fs::remove_file(&part).expect("removed");
    assert!(verify(4).contains("part-000002.pdf: the file is missing"));
    std::fs::write(&part, &bytes).expect("written");
    std::fs::write(out.join("part-000009.pdf"), &bytes).expect("written");
    assert!(verify(4).contains("part-000009.pdf: the manifest does not name"));
    std::fs::remove_file(out.join("part-000009.pdf")).expect("removed");
    let manifest = out.join("manifest.jsonl");
    let lines = std::fs::read_to_string(&manifest).expect("manifest");
    let fewer: Vec<&str> = lines.lines().filter(|line| !line.contains("\"record\":3,")).collect();
    std::fs::write(&manifest, fewer.join("\n") + "\n").expect("written");
    assert!(verify(4).contains("[B160]"));
}

#[test]
fn fingerprints_need_a_key_and_do_not_depend_on_the_order_of_keys() {
    let folder = records(3, None);
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("short"), [7; 16]).expect("written");
    std::fs::write(at("key"), [7; 32]).expect("written");
    let short = stderr(&mut batch(folder.path(), &["-o", "out", "--key", "short"]), 2);
    assert!(short.contains("[B167]"), "{short}");
    let keys = |output: &str| {
        batch(folder.path(), &["-o", output, "--key", "key"]).assert().code(0);
        let manifest = std::fs::read_to_string(at(output).join("manifest.jsonl"));
        let keys: Vec<String> = manifest
            .expect("manifest")
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
            .filter(|line| line["line"] == "printed")
            .map(|line| line["key"].as_str().expect("key").to_owned())
            .collect();
        keys
    };
    let before = keys("one");
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    let lines = std::fs::read_to_string(at("records.jsonl")).expect("records");
    let spaced = lines.replace("\":", "\" : ");
    assert_ne!(spaced, lines);
    std::fs::write(at("records.jsonl"), spaced).expect("written");
    assert_eq!(keys("two"), before);
}

/// Lines of a manifest of one kind.
fn lines(folder: &Path, kind: &str) -> Vec<serde_json::Value> {
    let manifest = std::fs::read_to_string(folder.join("manifest.jsonl")).expect("manifest");
    let lines = manifest.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    lines.filter(|line: &serde_json::Value| line["line"] == kind).collect()
}

#[test]
fn sorted_records_are_gathered_and_keep_their_ordinals() {
    let folder = folder();
    let city = ["3000001", "1000001", "3000001", "2000001", "1000001", "3000001"];
    let record = |(no, code): (usize, &str)| {
        let mut value = numbered(PLACE, "sample.json", no);
        value["atesaki"]["yubinbango"] = code.into();
        format!("{value}\n")
    };
    let records = (1..).zip(city).map(record);
    let bad = ["", "{}\n", "{}\n", "{}\n", "", ""];
    let records: String =
        bad.iter().zip(records).map(|(bad, good)| (*bad).to_owned() + &good).collect();
    std::fs::write(folder.path().join("records.jsonl"), records).expect("written");
    let item = "宛先.郵便番号";
    let run = |name: &str, more: &[&str]| {
        let options = ["-o", name, "--sort", item, "--gather", item, "--split", "sheets:3"];
        batch(folder.path(), &[&options[..], more].concat()).assert().code(1);
        lines(&folder.path().join(name), "printed")
    };
    let printed = run("out", &["--threads", "2"]);
    let of = |key: &str| printed.iter().map(|line| line[key].clone()).collect::<Vec<_>>();
    // Records 2, 4 and 6 of the input cannot be read: they come first.
    assert_eq!(of("record"), [3, 8, 7, 1, 5, 9]);
    assert_eq!(of("position"), [4, 5, 6, 7, 8, 9]);
    assert_eq!(of("piece"), [1, 1, 2, 3, 3, 3]);
    let files = of("file");
    let pieces = of("piece");
    for (file, piece) in files.iter().zip(&pieces) {
        let same = files.iter().zip(&pieces).filter(|(_, other)| *other == piece);
        assert!(same.clone().all(|(other, _)| other == file), "{files:?}");
    }
    let refused = lines(&folder.path().join("out"), "refused");
    assert_eq!(refused.iter().map(|line| line["record"].clone()).collect::<Vec<_>>(), [2, 4, 6]);
    // Proved, it is printed the same way.
    let proved = run("proved", &["--prove", "all"]);
    assert!(proved.iter().all(|line| line["proof"] != "none" && line["glyphs"] != 0), "{proved:?}");
    let pdfs = |name: &str| {
        let mut all = all(&folder.path().join(name));
        all.remove(0);
        all
    };
    assert!(pdfs("out") == pdfs("proved"));
}

#[test]
fn a_sample_is_proved_and_the_manifest_says_which() {
    let folder = records(7, None);
    let options = ["-o", "out", "--split", "3", "--prove", "sample:3"];
    let said = stderr(&mut batch(folder.path(), &options), 0);
    assert!(said.contains("[B169]: 3 records"), "{said}");
    let proofs = lines(&folder.path().join("out"), "printed");
    let proofs: Vec<_> = proofs.iter().map(|line| line["proof"].clone()).collect();
    assert_eq!(proofs, ["pixels", "none", "none", "read-back", "none", "none", "read-back"]);
}

/// EN17: the input grows while it is read.
#[test]
fn an_input_that_changes_during_the_run_is_refused() {
    let folder = records(150, None);
    let mut run = Process::new(env!("CARGO_BIN_EXE_chohyo"));
    run.current_dir(folder.path()).args(["--lang", "en", "batch", FORM, "records.jsonl"]);
    run.args(["-o", "out", "--threads", "1"]).stderr(Stdio::piped());
    let run = run.spawn().expect("runs");
    // The manifest is begun when the input was hashed and before it is read.
    let begun = folder.path().join(".out.chohyo/manifest.jsonl");
    while std::fs::metadata(&begun).map_or(0, |found| found.len()) == 0 {
        sleep(Duration::from_millis(1));
    }
    let path = folder.path().join("records.jsonl");
    let mut input = std::fs::OpenOptions::new().append(true).open(path).expect("input");
    std::io::Write::write_all(&mut input, b" \n").expect("written");
    let ended = run.wait_with_output().expect("ended");
    let said = text(&ended.stderr);
    assert!(ended.status.code() == Some(2) && said.contains("[B166]"), "{said}");
    assert_eq!(files(folder.path()), ["records.jsonl"]);
}

/// SIGTERM: what is finished is kept, and nothing is published.
#[cfg(unix)]
#[test]
fn a_run_that_is_told_to_stop_goes_on_later() {
    let folder = records(60, None);
    let mut run = Process::new(env!("CARGO_BIN_EXE_chohyo"));
    run.current_dir(folder.path()).args(["--lang", "en", "batch", FORM, "records.jsonl"]);
    run.args(["-o", "out", "--threads", "1", "--split", "2"]).stderr(Stdio::piped());
    let run = run.spawn().expect("runs");
    let first = folder.path().join(".out.chohyo/part-000002.pdf");
    while !first.exists() {
        sleep(Duration::from_millis(1));
    }
    let pid = run.id().to_string();
    assert!(Process::new("kill").args(["-TERM", &pid]).status().expect("kill").success());
    let ended = run.wait_with_output().expect("ended");
    let said = text(&ended.stderr);
    assert_eq!(ended.status.code(), Some(3), "{said}");
    assert!(said.contains("[B154]") && said.contains("[B155]"), "{said}");
    assert_eq!(files(folder.path()), [".out.chohyo", "records.jsonl"]);
    let run = |options: &[&str]| {
        let mut run = batch(folder.path(), &["-o", "out", "--split", "2"]);
        run.args(options);
        run
    };
    // Another run does not touch it, nor goes on with other pages.
    assert!(stderr(&mut run(&[]), 2).contains("[B151]"));
    let other = stderr(&mut run(&["--resume", "--profile", "plain"]), 2);
    assert!(other.contains("[B159]"), "{other}");
    let mut same = chohyo();
    same.current_dir(folder.path()).args(["batch", FORM, "records.jsonl", "-o", "out"]);
    same.args(["--split", "2", "--resume"]).assert().code(0);
    let mut clean = chohyo();
    clean.current_dir(folder.path()).args(["batch", FORM, "records.jsonl", "-o", "clean"]);
    clean.args(["--split", "2"]).assert().code(0);
    let [out, clean] = ["out", "clean"].map(|name| all(&folder.path().join(name)));
    assert!(out == clean);
}

/// A number that looks like chance, always the same ones.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// EN03: killed at any moment, a run leaves nothing at its output, and goes on to the same bytes.
#[test]
fn killed_200_times_the_bytes_are_those_of_a_clean_run() {
    let folder = records(24, Some(5));
    // The kills are spread over the time that a run takes here.
    let begun = Instant::now();
    batch(folder.path(), &["-o", "clean", "--split", "3"]).assert().code(1);
    let most = u64::try_from(begun.elapsed().as_millis()).expect("soon") + 2;
    let clean = all(&folder.path().join("clean"));
    let (mut kills, mut chance) = (0, Chance(1));
    for round in 1.. {
        if kills == 200 {
            break;
        }
        let out: PathBuf = folder.path().join("out");
        let mut run = Process::new(env!("CARGO_BIN_EXE_chohyo"));
        run.current_dir(folder.path()).args(["batch", FORM, "records.jsonl", "-o", "out"]);
        run.args(["--date", "2026-04-01T09:00:00+09:00", "--split", "3", "--resume"]);
        let mut run = run.stderr(Stdio::null()).spawn().expect("runs");
        // Now and then one goes on to its end.
        if !u64::is_multiple_of(round, 20) {
            sleep(Duration::from_millis(chance.below(most)));
            run.kill().expect("killed or ended");
        }
        let ended = run.wait().expect("ended").code();
        match ended {
            None => kills += 1,
            Some(code) => assert_eq!(code, 1),
        }
        // There all at once, or not at all.
        if out.exists() {
            assert!(all(&out) == clean, "after {kills} kills");
            std::fs::remove_dir_all(&out).expect("removed");
        }
    }
    batch(folder.path(), &["-o", "out", "--split", "3", "--resume"]).assert().code(1);
    assert!(all(&folder.path().join("out")) == clean);
    assert_eq!(files(folder.path()), ["clean", "out", "records.jsonl"]);
}
