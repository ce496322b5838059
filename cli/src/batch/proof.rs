//! `batch --prove`: every file is read back before the manifest says that it is finished. The
//! records are read and composed a second time, so that nothing has to be kept.

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Line, Printed};
use chohyo_engine::page::Document;
use chohyo_engine::proof::{Level, Prover};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_golden::folder;

use super::feed::Feed;
use super::work::Shared;
use crate::report::{Exit, Failure};
use crate::setter::Setter;

/// Of so many records one is drawn by the other rasterizer too, which costs many times what the
/// rest of the proof does.
const DRAWN: u64 = 1_000;

/// The proof of a run.
pub(super) struct Proof<'a> {
    setter: Setter<'a>,
    prover: Prover<'a>,
    feed: Feed<'a>,
    /// Position of the last record of the feed.
    position: u64,
    /// One of so many records is proved.
    every: u64,
    records: u64,
    glyphs: u64,
}

impl<'a> Proof<'a> {
    pub(super) fn new(shared: &Shared<'a>, feed: Feed<'a>, every: u64) -> Self {
        let (setter, prover) = (shared.setter(), Prover::new(shared.fonts));
        Self { setter, prover, feed, position: 0, every, records: 0, glyphs: 0 }
    }

    /// Proves a file; the lines are those of its records, and take what was proved.
    ///
    /// # Errors
    /// `B168` with the findings of the proof: exit code 4.
    pub(super) fn prove(
        &mut self,
        path: &Path,
        name: &str,
        lines: &mut [Line],
    ) -> Result<(), Failure> {
        let failed = |found: Vec<Diagnostic>| {
            let mut diagnostics = vec![Diagnostic::error("B168").arg("file", name)];
            diagnostics.extend(found);
            Failure { exit: Exit::SelfCheck, diagnostics }
        };
        let bytes = std::fs::read(path)
            .map_err(|error| Failure::environment(vec![folder::unreadable(path, &error)]))?;
        let read = ReadDocument::open(bytes, Limits::default());
        let read = read.map_err(|found| failed(vec![found]))?;
        let mut reading = self.prover.open(&read);
        for line in lines {
            let Line::Printed(printed) = line else { continue };
            if !(printed.position - 1).is_multiple_of(self.every) {
                reading.skip(usize::try_from(printed.pages).unwrap_or(usize::MAX));
                continue;
            }
            let drawn = (printed.position - 1).is_multiple_of(DRAWN);
            let level = if drawn { Level::Pixels } else { Level::ReadBack };
            let document = again(&mut self.feed, &mut self.position, &mut self.setter, printed)?;
            let proved = reading.record(&document.map_err(failed)?, level);
            proved.level.name().clone_into(&mut printed.proof);
            printed.glyphs = proved.glyphs as u64;
            self.records += 1;
            self.glyphs += printed.glyphs;
        }
        let proof = reading.close();
        if proof.findings.is_empty() { Ok(()) } else { Err(failed(proof.findings)) }
    }

    /// `B169`: what was proved.
    pub(super) fn told(&self) -> Diagnostic {
        Diagnostic::note("B169").arg("records", self.records).arg("glyphs", self.glyphs)
    }
}

/// The pages of a record, composed a second time.
fn again(
    feed: &mut Feed<'_>,
    position: &mut u64,
    setter: &mut Setter<'_>,
    printed: &Printed,
) -> Result<Result<Document, Vec<Diagnostic>>, Failure> {
    while let Some((ordinal, found)) = feed.next()? {
        *position += 1;
        if *position == printed.position && ordinal == printed.record {
            return Ok(found.and_then(|record| setter.again(&record)));
        }
    }
    Ok(Err(Vec::new()))
}
