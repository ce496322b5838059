//! Standing bench: a folder of group CSVs as nested, typed and checked household records, by the
//! whole process `chohyo records check`, beside the `csv` crate that reads the same files once into
//! strings (the records of the standard name at most 4 × it for sorted tables, 12 × for others).
//! The process reads its tables more than once, looks for rows that stand there twice and for rows
//! of nobody, and loads the form: all of that is in its time.

mod people;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use divan::Bencher;
use people::Order;
use tempfile::TempDir;

/// 20,000 persons.
const HOUSEHOLDS: usize = 6_000;

static TOWN: LazyLock<TempDir> = LazyLock::new(|| {
    let town = TempDir::new().expect("a folder");
    for (name, order) in [("sorted", Order::Sorted), ("shuffled", Order::Shuffled)] {
        people::write(&town.path().join(name), HOUSEHOLDS, order);
    }
    town
});

fn main() {
    divan::main();
    // A static is not dropped, so its folder would stay.
    std::fs::remove_dir_all(TOWN.path()).expect("the folder goes");
}

fn folder(name: &str) -> PathBuf {
    TOWN.path().join(name)
}

fn read(folder: &Path) -> usize {
    let mut cells = 0;
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let mut rows = csv::Reader::from_path(path).expect("a file");
        for row in rows.records() {
            let row: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
            cells += divan::black_box(row).len();
        }
    }
    cells
}

fn check(folder: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_chohyo"))
        .args(["records", "check", "0010003", "--strict"])
        .arg(folder)
        .current_dir(people::root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(status.expect("the program starts").success());
}

/// Baseline: every cell of every file as a string.
#[divan::bench(sample_count = 20)]
fn records_baseline_csv(bencher: Bencher) {
    let folder = folder("sorted");
    bencher.bench(|| read(&folder));
}

#[divan::bench(sample_count = 20)]
fn records_sorted_at_most_4_baselines(bencher: Bencher) {
    let folder = folder("sorted");
    bencher.bench(|| check(&folder));
}

#[divan::bench(sample_count = 20)]
fn records_shuffled_at_most_12_baselines(bencher: Bencher) {
    let folder = folder("shuffled");
    bencher.bench(|| check(&folder));
}
