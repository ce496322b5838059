//! Pages in the order of printing: into files, and a line of the manifest for every record.

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Excluded, Fit, Line, Output, Printed, Refused, Totals};
use chohyo_engine::pdf::Encoded;

use super::digest::Print;
use super::journal::Journal;
use super::part::{Making, Part};
use super::place::Place;
use super::proof::Proof;
use super::resume::Done;
use super::split::{Asked, Split};
use super::work::{Made, codes};
use crate::account::Account;
use crate::report::Failure;
use crate::setter::Pages;

/// Takes what the threads made.
pub(super) struct Collector<'a> {
    pub(super) place: &'a Place,
    pub(super) making: Making<'a>,
    pub(super) split: &'a Split,
    pub(super) journal: Journal<'a>,
    pub(super) account: Account<'a>,
    pub(super) strict: bool,
    /// Proves every file when it is finished.
    pub(super) proof: Option<Proof<'a>>,
    /// Lines of the open file, which wait for its proof.
    waiting: Vec<Line>,
    /// Whether records are gathered, and the number of the last piece.
    pub(super) gathers: bool,
    piece: u64,
    open: Option<Part<'a>>,
    /// The last file that was finished.
    last: Option<Output>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        place: &'a Place,
        making: Making<'a>,
        split: &'a Split,
        journal: Journal<'a>,
        account: Account<'a>,
        strict: bool,
    ) -> Self {
        Self {
            place,
            making,
            split,
            journal,
            account,
            strict,
            proof: None,
            waiting: Vec::new(),
            gathers: false,
            piece: 0,
            open: None,
            last: None,
        }
    }

    /// Goes on where an interrupted run was.
    pub(super) fn goes_on(&mut self, done: &Done) {
        let totals = done.totals();
        self.account.goes_on(totals.printed, totals.refused, &done.released);
        self.last = done.last().cloned();
        self.piece = done.piece;
    }

    /// Takes the next record.
    pub(super) fn take(&mut self, mut made: Made) -> Result<(), Failure> {
        self.account.remarked(std::mem::take(&mut made.set.remarks));
        let pages = made.set.outcome.as_ref().map_or(0, |pages| pages.made.pages() as u64);
        let sheets = if self.making.duplex { pages.div_ceil(2) } else { pages };
        self.part(&made, sheets)?;
        let Made { position, key, item, piece, set, .. } = made;
        let line =
            Printed { position, record: set.record, key, pages, sheets, ..Printed::default() };
        match set.outcome {
            Ok(pages) => self.printed(line, pages, item, piece),
            Err(found) if is_excluded(&found) => {
                self.line(Line::Excluded(Excluded { position, record: set.record }))
            }
            Err(found) => self.refused(position, set.record, found),
        }
    }

    fn refused(
        &mut self,
        position: u64,
        record: u64,
        found: Vec<Diagnostic>,
    ) -> Result<(), Failure> {
        let codes = codes(&found);
        self.account.refused(found)?;
        self.line(Line::Refused(Refused { position, record, codes }))?;
        self.account.strict(self.strict, self.place.target())
    }

    /// Adds the pages of a record to its file; `line` lacks what only the file knows.
    fn printed(
        &mut self,
        line: Printed,
        pages: Pages<Encoded>,
        item: Option<Vec<u8>>,
        piece: Option<Vec<u8>>,
    ) -> Result<(), Failure> {
        let mut part = match self.open.take() {
            Some(part) => part,
            None => self.begin(line.position)?,
        };
        part.add(&pages.made)?;
        let piece = piece.unwrap_or_default();
        self.piece += u64::from(part.records == 0 || part.piece != piece);
        let line = Printed {
            file: part.name.clone(),
            first: part.pages + 1,
            piece: self.gathers.then_some(self.piece),
            proof: "none".to_owned(),
            fits: Fit::of(&pages.findings),
            released: pages.released,
            ..line
        };
        self.account.printed(line.record, pages.released, pages.findings);
        part.records += 1;
        part.pages += line.pages;
        part.sheets += line.sheets;
        part.position = line.position;
        part.item = item.unwrap_or_default();
        part.piece = piece;
        self.open = Some(part);
        self.line(Line::Printed(line))
    }

    /// Adds a line; those of an open file wait for its proof.
    fn line(&mut self, line: Line) -> Result<(), Failure> {
        if self.proof.is_some() && self.open.is_some() {
            self.waiting.push(line);
            return Ok(());
        }
        self.journal.add(&line)
    }

    /// Finishes the open file if the next record does not belong to it.
    fn part(&mut self, made: &Made, sheets: u64) -> Result<(), Failure> {
        let Some(open) = &self.open else { return Ok(()) };
        // A record that could not be read has no items: it parts nothing.
        let next = Asked {
            position: made.position,
            sheets,
            item: made.item.as_deref().unwrap_or(&open.item),
            piece: made.piece.as_deref().unwrap_or(&open.piece),
        };
        let open = Asked {
            position: open.position,
            sheets: open.sheets,
            item: &open.item,
            piece: &open.piece,
        };
        if self.split.parts(&open, &next, self.gathers) { self.finish() } else { Ok(()) }
    }

    fn begin(&self, position: u64) -> Result<Part<'a>, Failure> {
        let number = self.split.number(position);
        let number = number.unwrap_or_else(|| self.journal.totals().files + 1);
        Part::begin(&self.making, self.place, number)
    }

    /// Finishes the open file, and the manifest says so on the disk.
    fn finish(&mut self) -> Result<(), Failure> {
        self.end()?;
        self.journal.sync()
    }

    /// Finishes the open file. It is on the disk before the manifest says so.
    fn end(&mut self) -> Result<(), Failure> {
        let Some(part) = self.open.take() else { return Ok(()) };
        let output = part.finish(self.place.work(), self.place.target())?;
        let mut lines = std::mem::take(&mut self.waiting);
        if let Some(proof) = &mut self.proof {
            proof.prove(&self.place.work().join(&output.file), &output.file, &mut lines)?;
        }
        lines.iter().try_for_each(|line| self.journal.add(line))?;
        self.journal.add(&Line::File(output.clone()))?;
        self.last = Some(output);
        Ok(())
    }

    /// Finishes the last file and writes the totals; `input` is the number of records of the input.
    pub(super) fn close(&mut self, input: u64) -> Result<(), Failure> {
        self.end()?;
        let totals = Totals { input, ..self.journal.totals() };
        self.journal.add(&Line::End(totals))?;
        self.journal.sync()
    }

    /// The print of the last file.
    pub(super) fn last(&self) -> Option<Print> {
        self.last.as_ref().map(|last| (last.bytes, last.sha256.clone()))
    }

    /// Whether a file was finished: there is something to go on with.
    pub(super) fn is_worth_keeping(&self) -> bool {
        self.journal.totals().files > 0
    }
}

/// Whether a record was taken out and not refused.
fn is_excluded(found: &[Diagnostic]) -> bool {
    matches!(found, [one] if one.code.0 == "B189")
}
