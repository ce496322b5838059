//! What a proof says.

use crate::diag::Diagnostic;

/// How far a proof went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is proved.
    None,
    /// Every cluster has the glyphs that the original fonts give for it.
    Meant,
    /// And what the file holds is what was meant, mark by mark.
    ReadBack,
    /// And drawn by other hands it looks as it was meant.
    Pixels,
}

impl Level {
    /// Its word in results for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Meant => "meant",
            Self::ReadBack => "read-back",
            Self::Pixels => "pixels",
        }
    }
}

/// The result of the proof of one record.
#[derive(Clone, Debug)]
pub struct Proved {
    /// How far it went without a finding.
    pub level: Level,
    /// Clusters whose glyphs and text were found as they were meant.
    pub clusters: usize,
    /// Glyphs of those.
    pub glyphs: usize,
    /// What is not as it was meant.
    pub findings: Vec<Diagnostic>,
}

/// The result of the proof of a file.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Records whose pages were compared.
    pub records: usize,
    /// Records whose pages were only counted.
    pub counted: usize,
    /// Pages compared.
    pub pages: usize,
    /// Pages of those whose pixels were compared.
    pub pictures: usize,
    /// Clusters whose glyphs and text were found as they were meant.
    pub clusters: usize,
    /// Glyphs of those.
    pub glyphs: usize,
    /// How far every record that was compared went without a finding.
    pub level: Level,
    /// What is not as it was meant: at most a hundred.
    pub findings: Vec<Diagnostic>,
}

impl Proof {
    /// The findings, or the note `P059` that all is as it was meant, with the counts.
    pub fn told(self) -> Vec<Diagnostic> {
        if !self.findings.is_empty() {
            return self.findings;
        }
        let note = Diagnostic::note("P059").arg("records", self.records).arg("pages", self.pages);
        let note = note.arg("clusters", self.clusters).arg("glyphs", self.glyphs);
        let note = note.arg("pictures", self.pictures).arg("counted", self.counted);
        vec![note.arg("level", self.level.name())]
    }
}
