//! The account of a run, which `render` and `batch` keep alike: what became of every record, in
//! the order of printing.

use std::path::Path;

use chohyo_engine::compose::Fitted;
use chohyo_engine::diag::Diagnostic;

use crate::release::Releases;
use crate::report::{Exit, Failure, exit_of};
use crate::setter::is_fault;
use crate::tally::Tally;

/// Counts, findings and releases.
pub(crate) struct Account<'a> {
    tally: Tally,
    releases: Releases<'a>,
    /// Whether the program failed over a record.
    faulty: bool,
}

impl<'a> Account<'a> {
    pub(crate) fn new(tally: Tally, releases: Releases<'a>) -> Self {
        Self { tally, releases, faulty: false }
    }

    /// Records that an interrupted run has done before: how many it printed and refused, and those
    /// that were let through.
    pub(crate) fn goes_on(&mut self, printed: u64, refused: u64, released: &[u64]) {
        self.tally.before(printed, refused);
        released.iter().for_each(|record| self.releases.used(*record));
    }

    /// What is remarkable in a record.
    pub(crate) fn remarked(&mut self, found: Vec<Diagnostic>) {
        self.tally.remarked(found);
    }

    /// A record was printed.
    pub(crate) fn printed(&mut self, record: u64, released: bool, findings: Vec<Fitted>) {
        if released {
            self.releases.used(record);
        }
        self.tally.printed(findings);
    }

    /// A record was refused.
    ///
    /// # Errors
    /// What cannot be written, or is not what was meant, is no fault of the record: it ends the run
    /// with exit code 4.
    pub(crate) fn refused(&mut self, found: Vec<Diagnostic>) -> Result<(), Failure> {
        if found.iter().any(|found| found.code.0.starts_with('P')) {
            return Err(Failure { exit: Exit::SelfCheck, diagnostics: found });
        }
        self.faulty |= is_fault(&found);
        self.tally.refused(found);
        Ok(())
    }

    /// `--strict`: `B091` if a record was refused. Then nothing is published.
    pub(crate) fn strict(&self, asked: bool, target: &Path) -> Result<(), Failure> {
        if !(asked && self.tally.any_refused()) {
            return Ok(());
        }
        let exit = if self.faulty { Exit::SelfCheck } else { Exit::Input };
        Err(Failure {
            exit,
            diagnostics: vec![Diagnostic::error("B091").arg("path", target.display())],
        })
    }

    /// Writes the log of releases. Nothing may be published before.
    ///
    /// # Errors
    /// `B003`
    pub(crate) fn write_log(&mut self) -> Result<(), Failure> {
        self.releases.write()
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The run was stopped: what was found before stands before the reason.
    pub(crate) fn broken(self, mut failure: Failure) -> Failure {
        failure.diagnostics = self.tally.broken(failure.diagnostics);
        failure
    }

    /// All that is to be told, and how the run has ended.
    pub(crate) fn close(self, notes: Vec<Diagnostic>) -> (Vec<Diagnostic>, Exit) {
        let mut found = self.tally.close();
        found.extend(self.releases.unneeded());
        found.extend(notes);
        let exit = if self.faulty { Exit::SelfCheck } else { exit_of(&found, Exit::Findings) };
        (found, exit)
    }
}
