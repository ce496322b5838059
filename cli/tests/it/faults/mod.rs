//! A disk that fills, a clock that goes back, a machine that stops: rows of the catalogue of bad
//! inputs by their ids. The faults are made between the program and the C library (`faults.c`), so
//! that they come where a test wants them; `CC` or `cc` compiles it, as it does for the program.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::common::{chohyo, files, folder, numbered, text};

const NOTICE: &str = "027-jidoteate/0279001";
const DATE: &str = "2026-04-01T09:00:00+09:00";

/// The library of the faults.
fn faults() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/faults/faults.c");
        let made =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.so", std::process::id()));
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let done = Command::new(compiler)
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .args([&made, &source])
            .arg("-ldl")
            .status();
        assert!(done.expect("a C compiler").success());
        made
    })
}

/// A folder with so many records.
fn with_records(count: usize) -> TempDir {
    let folder = folder();
    let lines: String =
        (1..=count).map(|no| format!("{}\n", numbered(NOTICE, "sample.json", no))).collect();
    std::fs::write(folder.path().join("records.jsonl"), lines).expect("written");
    folder
}

fn batch(folder: &Path, out: &str, options: &[&str], faults_of: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    command.current_dir(folder).env("LC_ALL", "C");
    if !faults_of.is_empty() {
        command.env("LD_PRELOAD", faults()).envs(faults_of.iter().copied());
    }
    command.args(["--lang", "en", "batch", "0279001", "records.jsonl", "--date", DATE]);
    command.args(["-o", out]).args(options).output().expect("runs")
}

/// Names and bytes of all files of a folder.
fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let bytes = |name: &String| std::fs::read(folder.join(name)).expect("file");
    files(folder).into_iter().map(|name| (name.clone(), bytes(&name))).collect()
}

fn verified(folder: &Path, manifest: &str) {
    let output = chohyo().current_dir(folder).args(["verify", manifest]).output().expect("runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
}

/// Wherever the disk is full, the output is not there, and with room it is what it would have been.
#[test]
fn a_disk_that_is_full_leaves_the_old_state_and_the_run_goes_on_later() {
    let folder = with_records(3);
    let split = &["--split", "1"][..];
    assert_eq!(batch(folder.path(), "clean", split, &[]).status.code(), Some(0));
    let clean = all(&folder.path().join("clean"));
    let whole: usize = clean.values().map(Vec::len).sum();
    for room in [0, 1, 4_000, whole / 3, whole / 2, whole - 1] {
        let ended = batch(folder.path(), "out", split, &[("FAULT_BYTES", &room.to_string())]);
        let said = text(&ended.stderr);
        assert_eq!(ended.status.code(), Some(3), "{room}: {said}");
        assert!(said.contains("[B003]") || said.contains("[P009]"), "{room}: {said}");
        assert!(!folder.path().join("out").exists(), "{room}: {said}");
        let begun = folder.path().join(".out.chohyo").exists();
        assert_eq!(said.contains("[B155]"), begun, "{room}: {said}");
        let ended = batch(folder.path(), "out", &["--split", "1", "--resume"], &[]);
        assert_eq!(ended.status.code(), Some(0), "{room}: {}", text(&ended.stderr));
        assert!(all(&folder.path().join("out")) == clean, "{room}");
        std::fs::remove_dir_all(folder.path().join("out")).expect("removed");
    }
    assert_eq!(files(folder.path()), ["clean", "records.jsonl"]);
}

/// `render` may replace a file: on a full disk the old one stays whole.
#[test]
fn a_disk_that_is_full_leaves_the_older_file() {
    let folder = with_records(1);
    std::fs::write(folder.path().join("out.pdf"), "an older file").expect("written");
    for room in ["0", "5000"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
        command.current_dir(folder.path()).env("LD_PRELOAD", faults()).env("FAULT_BYTES", room);
        let arguments = ["render", "0279001", "records.jsonl", "-o", "out.pdf"];
        let ended = command.args(arguments).output().expect("runs");
        assert_eq!(ended.status.code(), Some(3), "{}", text(&ended.stderr));
        let there = std::fs::read(folder.path().join("out.pdf")).expect("file");
        assert_eq!(there, b"an older file");
    }
    assert_eq!(files(folder.path()), ["out.pdf", "records.jsonl"]);
}

/// The same on a file system of 64 KiB, where this machine lets a test make one.
#[test]
fn a_file_system_of_64_kib() {
    let folder = with_records(8);
    let line = "mkdir small && mount -t tmpfs -o size=64k none small || exit 77; \
        \"$0\" batch 0279001 records.jsonl --split 1 -o small/out; echo $? > code; \
        ls -A small > names; mount -o remount,size=8m small && \
        \"$0\" batch 0279001 records.jsonl --split 1 -o small/out --resume && cp -r small/out .";
    let mut command = Command::new("unshare");
    command.current_dir(folder.path()).env("LC_ALL", "C").args(["--mount", "--map-root-user"]);
    let ended = command.args(["sh", "-c", line, env!("CARGO_BIN_EXE_chohyo")]).output();
    match ended {
        Ok(ended) if folder.path().join("code").exists() => {
            let read = |name: &str| std::fs::read_to_string(folder.path().join(name));
            assert_eq!(read("code").expect("code"), "3\n");
            assert_eq!(read("names").expect("names"), ".out.chohyo\n");
            assert!(ended.status.success(), "{}", text(&ended.stderr));
            verified(folder.path(), "out/manifest.jsonl");
        }
        // Past the capture of the test harness: a skipped test must be seen.
        _ => std::io::Write::write_all(
            &mut std::io::stderr(),
            b"\nSKIPPED: this machine lets no test mount a file system of 64 KiB\n",
        )
        .expect("stderr"),
    }
}

/// Killed before every write and every sync that a run makes, one after the other.
#[test]
fn en03_killed_at_every_write_and_sync() {
    let folder = with_records(3);
    let options = ["--split", "2", "--resume"];
    assert_eq!(batch(folder.path(), "clean", &options, &[]).status.code(), Some(0));
    let clean = all(&folder.path().join("clean"));
    let mut kills = 0;
    for call in 1.. {
        let ended = batch(folder.path(), "out", &options, &[("FAULT_CALL", &call.to_string())]);
        let out = folder.path().join("out");
        let killed = ended.status.signal() == Some(9);
        kills += u32::from(killed);
        // The last sync is that of the folder which has the name of the output already.
        if out.exists() {
            assert!(all(&out) == clean, "call {call}");
        }
        let again = batch(folder.path(), "out", &options, &[]);
        assert_eq!(again.status.code(), Some(0), "call {call}: {}", text(&again.stderr));
        assert!(all(&out) == clean, "call {call}");
        std::fs::remove_dir_all(&out).expect("removed");
        if !killed {
            break;
        }
    }
    assert!(kills > 10, "{kills}");
    assert_eq!(files(folder.path()), ["clean", "records.jsonl"]);
}

/// Sorted, gathered and proved, a run that is killed goes on to the same bytes.
#[test]
fn a_run_that_is_sorted_gathered_and_proved_goes_on() {
    let folder = folder();
    let city = ["3000001", "1000001", "3000001", "2000001", "1000001", "1000001"];
    let record = |(no, code): (usize, &str)| {
        let mut value = numbered(NOTICE, "sample.json", no);
        value["atesaki"]["yubinbango"] = code.into();
        format!("{value}\n")
    };
    let records: String = (1..).zip(city).map(record).collect();
    std::fs::write(folder.path().join("records.jsonl"), records).expect("written");
    let item = "宛先.郵便番号";
    let options = ["--sort", item, "--gather", item, "--split", "sheets:1", "--prove", "all"];
    let options = [&options[..], &["--threads", "2", "--resume"]].concat();
    assert_eq!(batch(folder.path(), "clean", &options, &[]).status.code(), Some(0));
    let clean = all(&folder.path().join("clean"));
    assert_eq!(clean.len(), 4);
    let kept = |folder: &Path| files(folder).iter().filter(|name| name.ends_with(".pdf")).count();
    let mut gone_on = 0;
    for call in (4..).step_by(3) {
        let ended = batch(folder.path(), "out", &options, &[("FAULT_CALL", &call.to_string())]);
        if ended.status.signal() != Some(9) {
            break;
        }
        let work = folder.path().join(".out.chohyo");
        gone_on += u32::from(work.exists() && kept(&work) > 0);
        let again = batch(folder.path(), "out", &options, &[]);
        assert_eq!(again.status.code(), Some(0), "call {call}: {}", text(&again.stderr));
        assert!(all(&folder.path().join("out")) == clean, "call {call}");
        std::fs::remove_dir_all(folder.path().join("out")).expect("removed");
    }
    assert!(gone_on > 2, "{gone_on}");
}

/// A sync that a run made: the kind, the path, and what is in a folder.
struct Sync {
    kind: String,
    path: PathBuf,
    /// Inode of the file, or of the names in the folder.
    inodes: BTreeMap<String, u64>,
}

fn syncs(log: &Path) -> Vec<Sync> {
    let lines = std::fs::read_to_string(log).expect("log");
    let number = |text: &str| text.parse().expect("inode");
    let sync = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let (kind, path) = (cells.next().expect("kind"), cells.next().expect("path"));
        let inode = |cell: String| match cell.rsplit_once(':') {
            Some((name, inode)) => (name.to_owned(), number(inode)),
            None => (String::new(), number(&cell)),
        };
        Sync { kind, path: path.into(), inodes: cells.map(inode).collect() }
    };
    lines.lines().map(sync).collect()
}

/// A file is on the disk before it has its name, its name before the manifest names it, and the
/// manifest before the output has its name.
#[test]
fn en06_the_order_of_syncs_and_names() {
    let folder = with_records(2);
    let log = folder.path().join("syncs");
    let options = [("FAULT_LOG", log.to_str().expect("a path"))];
    let ended = batch(folder.path(), "out", &["--split", "1"], &options);
    assert_eq!(ended.status.code(), Some(0), "{}", text(&ended.stderr));
    let syncs = syncs(&log);
    let at = |after: usize, what: &dyn Fn(&Sync) -> bool| {
        let found = syncs.iter().skip(after).position(what);
        after + found.unwrap_or_else(|| panic!("no sync of that kind after {after}"))
    };
    let is_work = |sync: &Sync| sync.kind == "folder" && sync.path.ends_with(".out.chohyo");
    let inode = |path: &Path| std::fs::metadata(path).expect("there").ino();
    let manifest = |sync: &Sync| sync.path.ends_with("manifest.jsonl");
    let mut last = 0;
    for part in ["part-000001.pdf", "part-000002.pdf"] {
        let own = inode(&folder.path().join("out").join(part));
        let whole = at(last, &|sync| sync.kind == "file" && sync.inodes.values().eq([&own]));
        let named = |sync: &Sync| is_work(sync) && sync.inodes.get(part) == Some(&own);
        assert!(syncs[..=whole].iter().all(|sync| !sync.inodes.contains_key(part)), "{part}");
        assert!(!syncs[whole].path.ends_with(part), "it has its name before it is on the disk");
        let named = at(whole, &named);
        last = at(named, &manifest);
    }
    // The totals are synced with the line of the last file.
    assert!(syncs.iter().skip(last + 1).all(|sync| !manifest(sync)));
    let before = at(last, &is_work);
    let out = inode(&folder.path().join("out"));
    let published = |sync: &Sync| sync.kind == "folder" && sync.inodes.get("out") == Some(&out);
    assert_eq!(at(0, &published), syncs.len() - 1);
    assert!(before < syncs.len() - 1);
    // And for `render`: the file, then the folder in which it has its name.
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    let log = folder.path().join("render");
    command.current_dir(folder.path()).env("LD_PRELOAD", faults()).env("FAULT_LOG", &log);
    let made = command.args(["render", "0279001", "records.jsonl", "-o", "one.pdf"]).output();
    assert!(made.expect("runs").status.success());
    let syncs = self::syncs(&log);
    let own = inode(&folder.path().join("one.pdf"));
    let [file, names] = &syncs[..] else { panic!("two syncs, not {}", syncs.len()) };
    assert!(file.inodes.values().eq([&own]) && !file.path.ends_with("one.pdf"));
    assert_eq!(names.inodes.get("one.pdf"), Some(&own));
}

/// The clock stands in another century and goes back: the same bytes, no panic. The log of
/// releases shows that the program did see that clock.
#[test]
fn en15_a_clock_that_goes_back() {
    let folder = folder();
    let mut guarded = numbered(NOTICE, "sample.json", 1);
    guarded["shiensochi"] = serde_json::json!([{ "shiensochikaishinengappi": "2025-10-01" }]);
    let records = format!("{guarded}\n{}\n", numbered(NOTICE, "sample.json", 2));
    std::fs::write(folder.path().join("records.jsonl"), records).expect("written");
    let run = |name: &str, clock: &[(&str, &str)]| {
        let log = format!("{name}.log");
        let options = ["--release", "1=1", "--log", &log, "--progress", "json", "--split", "1"];
        let ended = batch(folder.path(), name, &options, clock);
        assert_eq!(ended.status.code(), Some(0), "{name}: {}", text(&ended.stderr));
        let said = text(&ended.stderr);
        assert!(!said.contains("panicked") && !said.contains(":-"), "{said}");
        let log = std::fs::read_to_string(folder.path().join(log)).expect("log");
        let line: serde_json::Value = serde_json::from_str(log.trim()).expect("one line");
        (all(&folder.path().join(name)), line["time"].as_str().expect("time")[..4].to_owned())
    };
    let (now, _) = run("now", &[]);
    // Before 1970, at its beginning, behind 2³¹ seconds, in 2100.
    for (name, seconds, year) in [
        ("before", "-100000", "1970"),
        ("zero", "0", "1970"),
        ("long", "2147483700", "2038"),
        ("century", "4102448400", "2100"),
    ] {
        let (then, shown) = run(name, &[("FAULT_SECONDS", seconds)]);
        assert!(then == now, "{name}");
        assert_eq!(shown, year);
    }
}

/// Whatever the limits of the shell say, no core holds what was read.
#[test]
fn en14_no_core_of_a_program_that_fails() {
    let folder = with_records(1);
    let pipe = folder.path().join("pipe.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("runs").success());
    let mut command = Command::new("sh");
    let line = "ulimit -c unlimited; exec \"$0\" batch 0279001 pipe.jsonl -o out";
    command.current_dir(folder.path()).args(["-c", line, env!("CARGO_BIN_EXE_chohyo")]);
    let mut run = command.spawn().expect("starts");
    // Opens when the program does, which then waits for a record.
    let open = std::fs::OpenOptions::new().write(true).open(&pipe).expect("pipe");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", run.id())).expect("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a line");
    assert!(core.split_whitespace().skip(4).take(2).eq(["0", "0"]), "{core}");
    let kill = Command::new("kill").args(["-ABRT", &run.id().to_string()]).status();
    assert!(kill.expect("runs").success());
    let ended = run.wait().expect("ends");
    assert!(ended.signal() == Some(6) && !ended.core_dumped(), "{ended}");
    drop(open);
}
