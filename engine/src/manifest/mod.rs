//! The manifest of a run: what was read, what was printed where, and that nothing is missing.
//!
//! JSON Lines. The first line says what the run was made from, then every record has a line and
//! after the records of a file the file has one; the last line has the totals. Each line ends
//! with a hash over itself and the hash before it, so that a line that is changed, added or
//! taken away shows. Holds no value of a record: ordinals, counts, codes and hashes only.
//!
//! Nothing here touches the disk: lines go out as texts and come in from a reader.

mod chain;
mod key;
mod line;
mod merge;
mod read;
mod totals;

pub use chain::Chain;
pub use key::{Key, hex};
pub use line::{Excluded, Fit, Line, Output, Printed, Refused, Run, Shard, Source};
pub use merge::merge;
pub use read::{Manifest, Reader, read};
pub use totals::Totals;

/// Limits of manifests.
pub mod limits {
    /// Longest line in bytes; a line names a hundred fields at most.
    pub const LINE_BYTES: usize = 256 * 1024;
    /// Most lines of a manifest: five times the persons of the largest city.
    pub const LINES: u64 = 40_000_000;
    /// Most fields that a line of a record names; the rest is in the 文字超過リスト.
    pub const FITS: usize = 100;
    /// Most shards of a run.
    pub const SHARDS: u32 = 10_000;
}
