//! Pages in the order of printing: into files, and a line of the manifest for every record.

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Excluded, Fit, Line, Output, Printed, Refused, Totals};

use super::digest::Print;
use super::journal::Journal;
use super::part::{Making, Part};
use super::place::Place;
use super::proof::Proof;
use super::resume::Done;
use super::split::{Asked, Split};
use super::work::{Made, codes};
use crate::release::Releases;
use crate::report::{Exit, Failure};
use crate::tally::Tally;

/// Takes what the threads made.
pub(super) struct Collector<'a> {
    pub(super) place: &'a Place,
    pub(super) making: Making<'a>,
    pub(super) split: &'a Split,
    pub(super) journal: Journal<'a>,
    pub(super) tally: Tally,
    pub(super) releases: Releases<'a>,
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
    /// Whether the program failed over a record.
    faulty: bool,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        place: &'a Place,
        making: Making<'a>,
        split: &'a Split,
        journal: Journal<'a>,
        releases: Releases<'a>,
        strict: bool,
    ) -> Self {
        let tally = Tally::default();
        Self {
            place,
            making,
            split,
            journal,
            tally,
            releases,
            strict,
            proof: None,
            waiting: Vec::new(),
            gathers: false,
            piece: 0,
            open: None,
            last: None,
            faulty: false,
        }
    }

    /// Goes on where an interrupted run was.
    pub(super) fn goes_on(&mut self, done: &Done) {
        let totals = done.totals();
        self.tally.before(totals.printed, totals.refused);
        done.released.iter().for_each(|record| self.releases.used(*record));
        self.last = done.last().cloned();
        self.piece = done.piece;
    }

    /// Takes the next record.
    pub(super) fn take(&mut self, mut made: Made) -> Result<(), Failure> {
        self.tally.remarked(std::mem::take(&mut made.remarks));
        let pages = made.outcome.as_ref().map_or(0, |made| made.encoded.pages() as u64);
        let sheets = if self.making.duplex { pages.div_ceil(2) } else { pages };
        self.part(&made, sheets)?;
        match made.outcome {
            Err(found) if is_excluded(&found) => {
                let (position, record) = (made.position, made.record);
                self.line(Line::Excluded(Excluded { position, record }))
            }
            Err(found) => {
                let (position, record, codes) = (made.position, made.record, codes(&found));
                // What cannot be written, or is not what was meant, is no fault of the record.
                if codes.iter().any(|code| code.starts_with('P')) {
                    return Err(Failure { exit: Exit::SelfCheck, diagnostics: found });
                }
                self.faulty |= codes.iter().any(|code| code == "B156");
                self.tally.refused(found);
                self.line(Line::Refused(Refused { position, record, codes }))?;
                if self.strict { Err(self.refused()) } else { Ok(()) }
            }
            Ok(made_pages) => {
                let mut part = match self.open.take() {
                    Some(part) => part,
                    None => self.begin(made.position)?,
                };
                part.add(&made_pages.encoded)?;
                let piece = made.piece.unwrap_or_default();
                self.piece += u64::from(part.records == 0 || part.piece != piece);
                if made_pages.released {
                    self.releases.used(made.record);
                }
                let line = Printed {
                    position: made.position,
                    record: made.record,
                    key: made.key,
                    file: part.name.clone(),
                    first: part.pages + 1,
                    pages,
                    sheets,
                    piece: self.gathers.then_some(self.piece),
                    proof: "none".to_owned(),
                    glyphs: 0,
                    fits: Fit::of(&made_pages.findings),
                    released: made_pages.released,
                };
                let line = Line::Printed(line);
                self.tally.printed(made_pages.findings);
                part.records += 1;
                part.pages += pages;
                part.sheets += sheets;
                part.position = made.position;
                part.item = made.item.unwrap_or_default();
                part.piece = piece;
                self.open = Some(part);
                self.line(line)
            }
        }
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

    /// Finishes the open file. It is on the disk before the manifest says so.
    fn finish(&mut self) -> Result<(), Failure> {
        let Some(part) = self.open.take() else { return Ok(()) };
        let output = part.finish(self.place.work(), self.place.target())?;
        let mut lines = std::mem::take(&mut self.waiting);
        if let Some(proof) = &mut self.proof {
            proof.prove(&self.place.work().join(&output.file), &output.file, &mut lines)?;
        }
        lines.iter().try_for_each(|line| self.journal.add(line))?;
        self.journal.add(&Line::File(output.clone()))?;
        self.last = Some(output);
        self.journal.sync()
    }

    /// Finishes the last file and writes the totals; `input` is the number of records of the input.
    pub(super) fn close(&mut self, input: u64) -> Result<(), Failure> {
        self.finish()?;
        let totals = Totals { input, ..self.journal.totals() };
        self.journal.add(&Line::End(totals))?;
        self.journal.sync()
    }

    /// The print of the last file.
    pub(super) fn last(&self) -> Option<Print> {
        self.last.as_ref().map(|last| (last.bytes, last.sha256.clone()))
    }

    /// `--strict`: nothing is published.
    fn refused(&self) -> Failure {
        let found = Diagnostic::error("B091").arg("path", self.place.target().display());
        let exit = if self.faulty { Exit::SelfCheck } else { Exit::Input };
        Failure { exit, diagnostics: vec![found] }
    }

    /// Whether a file was finished: there is something to go on with.
    pub(super) fn is_worth_keeping(&self) -> bool {
        self.journal.totals().files > 0
    }

    /// Whether the program failed over a record.
    pub(super) fn is_faulty(&self) -> bool {
        self.faulty
    }
}

/// Whether a record was taken out and not refused.
fn is_excluded(found: &[Diagnostic]) -> bool {
    matches!(found, [one] if one.code.0 == "B189")
}
