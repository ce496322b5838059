//! The manifest while it grows.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use chohyo_engine::manifest::{Chain, Line, Totals};

use crate::output::unwritable;
use crate::report::Failure;

/// The manifest of a run that is not over. Holds the lock of the run.
pub(super) struct Journal<'p> {
    file: BufWriter<File>,
    chain: Chain,
    totals: Totals,
    /// What messages call the output.
    target: &'p Path,
}

impl<'p> Journal<'p> {
    /// A manifest that goes on after so many bytes, which are those of the chain and the totals.
    pub(super) fn at(
        file: File,
        bytes: u64,
        chain: Chain,
        totals: Totals,
        target: &'p Path,
    ) -> io::Result<Self> {
        file.set_len(bytes)?;
        let mut file = BufWriter::new(file);
        file.seek(SeekFrom::Start(bytes))?;
        Ok(Self { file, chain, totals, target })
    }

    /// Appends a line.
    pub(super) fn add(&mut self, line: &Line) -> Result<(), Failure> {
        let text = self.chain.seal(line);
        self.totals.count(line);
        self.file.write_all(text.as_bytes()).map_err(|error| unwritable(self.target, &error))
    }

    /// All lines are in the file, for others to see; not yet on the disk.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.file.flush().map_err(|error| unwritable(self.target, &error))
    }

    /// All lines are on the disk.
    pub(super) fn sync(&mut self) -> Result<(), Failure> {
        self.flush()?;
        self.file.get_ref().sync_data().map_err(|error| unwritable(self.target, &error))
    }

    /// What the lines add up to.
    pub(super) fn totals(&self) -> Totals {
        self.totals
    }
}
