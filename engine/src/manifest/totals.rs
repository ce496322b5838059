//! Totals of a run, and whether they close.

use serde::{Deserialize, Serialize};

use super::line::Line;

/// What a run counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Records of the input. A shard reads all of them and handles its own.
    pub input: u64,
    /// Records handled: printed, refused and excluded ones.
    pub read: u64,
    /// Records printed.
    pub printed: u64,
    /// Records refused.
    pub refused: u64,
    /// Records taken out before printing.
    #[serde(default)]
    pub excluded: u64,
    /// Files.
    pub files: u64,
    /// Pages.
    pub pages: u64,
    /// Sheets of paper.
    pub sheets: u64,
}

impl Totals {
    /// Counts a line; `input` is not counted by lines.
    pub fn count(&mut self, line: &Line) {
        match line {
            Line::Printed(printed) => {
                self.read += 1;
                self.printed += 1;
                self.pages = self.pages.saturating_add(printed.pages);
                self.sheets = self.sheets.saturating_add(printed.sheets);
            }
            Line::Refused(_) => {
                self.read += 1;
                self.refused += 1;
            }
            Line::Excluded(_) => {
                self.read += 1;
                self.excluded += 1;
            }
            Line::File(_) => self.files += 1,
            Line::Run(_) | Line::End(_) => {}
        }
    }

    /// Adds the totals of another shard of the same input.
    pub fn add(&mut self, other: &Self) {
        self.read = self.read.saturating_add(other.read);
        self.printed = self.printed.saturating_add(other.printed);
        self.refused = self.refused.saturating_add(other.refused);
        self.excluded = self.excluded.saturating_add(other.excluded);
        self.files = self.files.saturating_add(other.files);
        self.pages = self.pages.saturating_add(other.pages);
        self.sheets = self.sheets.saturating_add(other.sheets);
    }
}
