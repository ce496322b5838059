//! How far a run is: a bar on a terminal, or lines for programs. The only file that names
//! `indicatif`, and the only one of the room that reads the clock: nothing of it is printed on a
//! page or written into a file.

use std::fs::File;
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use crate::args::ProgressWord;
use crate::input::Input;

/// Between two lines for programs.
const EVERY: Duration = Duration::from_secs(1);
/// Records between two looks at the clock.
const LOOK: u64 = 256;

/// How far a run is.
pub(super) enum Progress {
    None,
    Bar(ProgressBar),
    Json { begun: Instant, told: Duration, total: Option<u64>, at: u64 },
}

impl Progress {
    /// Begins to tell. The number of records is a guess by the lines of the input.
    pub(super) fn begin(word: ProgressWord, input: &Input) -> Self {
        match word {
            ProgressWord::None => Self::None,
            ProgressWord::Auto => {
                let target = ProgressDrawTarget::stderr();
                if target.is_hidden() {
                    return Self::None;
                }
                let bar = ProgressBar::with_draw_target(lines(input), target);
                let style = "{wide_bar} {pos}/{len} {per_sec} {eta}";
                Self::Bar(match ProgressStyle::with_template(style) {
                    Ok(style) => bar.with_style(style),
                    Err(_) => bar,
                })
            }
            ProgressWord::Json => {
                let (begun, told) = (Instant::now(), Duration::ZERO);
                Self::Json { begun, told, total: lines(input), at: 0 }
            }
        }
    }

    /// A record is done.
    pub(super) fn at(&mut self, record: u64) {
        match self {
            Self::None => {}
            Self::Bar(bar) => bar.set_position(record),
            Self::Json { begun, told, total, at } => {
                *at = record;
                let passed = if record.is_multiple_of(LOOK) { begun.elapsed() } else { *told };
                if passed >= *told + EVERY {
                    *told = passed;
                    tell(record, *total, passed);
                }
            }
        }
    }

    /// All are done.
    pub(super) fn end(self) {
        match self {
            Self::None => {}
            Self::Bar(bar) => bar.finish_and_clear(),
            Self::Json { begun, at, .. } => tell(at, Some(at), begun.elapsed()),
        }
    }
}

/// A closed stderr is no reason to stop.
fn tell(records: u64, total: Option<u64>, passed: Duration) {
    let rate = records as f64 / passed.as_secs_f64().max(1e-6);
    let left = total.map(|total| (total.saturating_sub(records) as f64 / rate.max(1e-6)).ceil());
    let line = json!({ "progress": {
        "records": records, "total": total, "per_second": rate.round(), "seconds_left": left,
    } });
    let _ = writeln!(io::stderr(), "{line}");
}

/// Lines of the first file of the input without a head; `None` where it has none.
fn lines(input: &Input) -> Option<u64> {
    let mut file = File::open(input.files().first()?).ok()?;
    let (mut chunk, mut lines) = (vec![0; 256 * 1024], 0);
    loop {
        match file.read(&mut chunk).ok()? {
            0 => return Some(u64::saturating_sub(lines, u64::from(input.has_head()))),
            read => lines += chunk[..read].iter().filter(|byte| **byte == b'\n').count() as u64,
        }
    }
}
