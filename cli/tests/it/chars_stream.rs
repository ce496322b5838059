//! Very many records: rows go out as they are made, and nothing is kept.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::common::folder;

/// A run that reads its texts from us.
struct Run {
    child: Child,
    names: File,
    _folder: TempDir,
}

fn start(arguments: &[&str], rows: Stdio) -> Run {
    let folder = folder();
    let fifo = folder.path().join("names.txt");
    assert!(Command::new("mkfifo").arg(&fifo).status().expect("mkfifo runs").success());
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    let command = command.arg("chars").args(arguments).arg(&fifo).stdout(rows);
    let child = command.stderr(Stdio::null()).spawn().expect("starts");
    let names = std::fs::OpenOptions::new().write(true).open(&fifo).expect("fifo");
    Run { child, names, _folder: folder }
}

impl Run {
    fn feed(&mut self, lines: usize) {
        for _ in 0..lines {
            writeln!(self.names, "見本　葛\u{E0102}太郎").expect("read");
        }
    }
}

#[test]
fn the_first_rows_come_before_the_last_record_is_read() {
    let mut run = start(&["--format", "json"], Stdio::piped());
    let mut rows = BufReader::new(run.child.stdout.take().expect("piped")).lines();
    run.feed(2_000);
    let first = rows.next().expect("a row").expect("UTF-8");
    assert!(first.starts_with("{\"record\":1,"), "{first}");
    drop(run.names);
    assert_eq!(rows.count(), 2_000 * 6 - 1);
    assert_eq!(run.child.wait().expect("ends").code(), Some(0));
}

/// What a pipe and a reader's buffer may hold is small beside what is fed.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_100_000_records() {
    let mut run = start(&["--missing"], Stdio::null());
    run.feed(10_000);
    let before = peak(&run.child);
    run.feed(100_000);
    let after = peak(&run.child);
    drop(run.names);
    assert_eq!(run.child.wait().expect("ends").code(), Some(0));
    assert!(after < before + 2_048, "{before} kB, then {after} kB");
}

/// Most memory that a process has had so far, in kB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
