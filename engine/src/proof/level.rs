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
}

impl Level {
    /// Its word in results for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Meant => "meant",
            Self::ReadBack => "read-back",
        }
    }
}

/// The result of a proof.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Records whose pages were compared.
    pub records: usize,
    /// Pages compared.
    pub pages: usize,
    /// Clusters whose glyphs and text were found as they were meant.
    pub clusters: usize,
    /// Glyphs of those.
    pub glyphs: usize,
    /// How far it went without a finding.
    pub level: Level,
    /// What is not as it was meant: at most a hundred.
    pub findings: Vec<Diagnostic>,
}

impl Proof {
    /// The findings, or the note `P059` that all is as it was meant, with the counts.
    pub fn told(self) -> Vec<Diagnostic> {
        if self.level < Level::ReadBack {
            return self.findings;
        }
        let note = Diagnostic::note("P059").arg("records", self.records).arg("pages", self.pages);
        let note = note.arg("clusters", self.clusters).arg("glyphs", self.glyphs);
        vec![note.arg("level", self.level.name())]
    }
}
