//! Memory of `chohyo records check` over a folder of group CSVs of 1,000,000 persons, sorted and
//! shuffled: the peak of the process (`VmHWM`) must stay under the limit, or this fails. Time and
//! size are told beside it. Linux only: the peak is read from `/proc`.

mod people;

use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use people::Order;

/// 1,000,000 persons.
const HOUSEHOLDS: usize = 300_000;
/// Most memory in KiB: 128 MiB.
const LIMIT: u64 = 128 * 1024;

#[expect(clippy::print_stdout, reason = "a bench tells its figures")]
fn main() -> ExitCode {
    let mut good = true;
    for (name, order) in [("sorted", Order::Sorted), ("shuffled", Order::Shuffled)] {
        let town = tempfile::TempDir::new().expect("a folder");
        let persons = people::write(town.path(), HOUSEHOLDS, order);
        let start = Instant::now();
        let (status, peak) = watched(check(town.path()));
        let seconds = start.elapsed().as_secs_f64();
        let bytes = size(town.path()) / (1024 * 1024);
        let (mib, limit) = (peak / 1024, LIMIT / 1024);
        println!(
            "records_memory_{name}: peak {mib} MiB of at most {limit} MiB, {persons} persons, \
             {bytes} MiB of CSV, {seconds:.1} s"
        );
        good &= status.success() && (1..=LIMIT).contains(&peak);
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn check(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chohyo"));
    command.args(["records", "check", "0010003", "--strict"]).arg(folder);
    command.current_dir(people::root()).stdout(Stdio::null());
    command.spawn().expect("the program starts")
}

/// Waits for the end. The last peak that was read, in KiB: it never goes down, so only what the
/// process took in its last moments can be missed.
fn watched(mut child: Child) -> (ExitStatus, u64) {
    let file = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return (status, peak);
        }
        peak = peak.max(high_water(&file).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn high_water(file: &str) -> Option<u64> {
    let status = std::fs::read_to_string(file).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).expect("the folder");
    let bytes = files.map(|file| file.and_then(|file| file.metadata()).map_or(0, |m| m.len()));
    bytes.sum()
}
