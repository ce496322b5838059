//! Where an interrupted run goes on: behind the last file that is whole.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek, SeekFrom};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{self, Chain, Line, Output, Run, Totals};

use super::digest;
use super::journal::Journal;
use super::place::{MANIFEST, Place};
use crate::output::unwritable;
use crate::report::Failure;

/// What an interrupted run has done.
pub(super) struct Done {
    /// Position of the last record of the last whole file, and of those refused before it.
    pub(super) position: u64,
    /// What stands in the manifest up to there.
    mark: Mark,
    /// Whole files.
    files: Vec<Output>,
    /// Number of the last piece of mail.
    pub(super) piece: u64,
    /// Records printed although a list guards them.
    pub(super) released: Vec<u64>,
    /// Whether the totals stand there: only the names are missing.
    pub(super) closed: bool,
}

/// The totals of the very same run, if it has ended already.
pub(super) fn ended(place: &Place, run: &Run) -> Option<Totals> {
    let file = File::open(place.manifest()).ok()?;
    let mut reader = manifest::read(BufReader::new(file), MANIFEST);
    let whole = reader.by_ref().all(|line| line.is_ok()) && reader.is_closed();
    (whole && reader.run() == Some(run)).then(|| reader.totals())
}

/// A place in the manifest where it may be cut.
#[derive(Clone, Default)]
struct Mark {
    bytes: u64,
    chain: Chain,
    totals: Totals,
}

/// Records whose file has not been seen yet.
#[derive(Default)]
struct Open {
    /// Position of the last record.
    last: u64,
    /// Number of its piece of mail.
    piece: u64,
    /// Records printed although a list guards them.
    released: Vec<u64>,
}

impl Open {
    fn see(&mut self, line: &Line) {
        match line {
            Line::Printed(printed) => {
                self.last = printed.position;
                self.piece = printed.piece.unwrap_or(0);
                self.released.extend(printed.released.then_some(printed.record));
            }
            Line::Excluded(excluded) => self.last = excluded.position,
            Line::Refused(refused) => self.last = refused.position,
            Line::Run(_) | Line::File(_) | Line::End(_) => {}
        }
    }
}

impl Done {
    /// Nothing yet.
    pub(super) fn nothing() -> Self {
        Self {
            position: 0,
            mark: Mark::default(),
            files: Vec::new(),
            piece: 0,
            released: Vec::new(),
            closed: false,
        }
    }

    /// Reads what an interrupted run has done. Only files whose hash is that of the manifest count;
    /// what stands behind the last one of them is made again.
    ///
    /// # Errors
    /// `B159` if the run was another one, `B003`.
    pub(super) fn read(file: &mut File, place: &Place, run: &Run) -> Result<Self, Failure> {
        let failed = |error: &_| unwritable(place.target(), error);
        file.seek(SeekFrom::Start(0)).map_err(|e| failed(&e))?;
        let mut reader = manifest::read(BufReader::new(file.by_ref()), MANIFEST);
        let (mut done, mut open) = (Self::nothing(), Open::default());
        // The last line may be cut off: reading ends there.
        while let Some(Ok(line)) = reader.next() {
            match line {
                Line::Run(there) if there != *run => {
                    let found = Diagnostic::error("B159").arg("path", place.work().display());
                    return Err(found.into());
                }
                Line::Run(_) => {}
                Line::File(output) if !is_whole(&output, place) => break,
                Line::File(output) => done.file(output, &mut open),
                Line::End(_) => done.closed = true,
                Line::Printed(_) | Line::Excluded(_) | Line::Refused(_) => {
                    open.see(&line);
                    continue;
                }
            }
            done.mark = Mark {
                bytes: reader.bytes(),
                chain: reader.so_far().clone(),
                totals: reader.totals(),
            };
        }
        let names: Vec<String> = done.files.iter().map(|output| output.file.clone()).collect();
        place.clean(&names).map_err(|e| failed(&e))?;
        Ok(done)
    }

    /// Takes a whole file, whose records were seen before it.
    fn file(&mut self, output: Output, open: &mut Open) {
        self.files.push(output);
        self.position = open.last;
        self.piece = open.piece;
        self.released.append(&mut open.released);
    }

    /// The manifest goes on here.
    pub(super) fn journal<'p>(&self, file: File, place: &'p Place) -> Result<Journal<'p>, Failure> {
        let Mark { bytes, chain, totals } = self.mark.clone();
        Journal::at(file, bytes, chain, totals, place.target())
            .map_err(|error| unwritable(place.target(), &error))
    }

    /// Whether the manifest has its first line.
    pub(super) fn has_begun(&self) -> bool {
        self.mark.bytes > 0
    }

    /// What the lines add up to.
    pub(super) fn totals(&self) -> Totals {
        self.mark.totals
    }

    /// The last whole file.
    pub(super) fn last(&self) -> Option<&Output> {
        self.files.last()
    }
}

fn is_whole(output: &Output, place: &Place) -> bool {
    let there = digest::of_file(&place.made(&output.file));
    there.is_ok_and(|(bytes, sha256)| bytes == output.bytes && sha256 == output.sha256)
}
