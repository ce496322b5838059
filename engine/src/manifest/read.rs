//! Reading a manifest: line by line, with everything checked that can be checked without its
//! files.

use std::io::{BufRead, Read};

use super::chain::{Broken, Chain};
use super::limits;
use super::line::{Line, Output, Run};
use super::totals::Totals;
use crate::diag::Diagnostic;

/// Reads the lines of a manifest and checks them: the chain, their order, the records and pages of
/// every file, and the totals.
///
/// # Errors
/// Each item is a line or `B160`, which ends the iteration.
pub fn read<R: BufRead>(input: R, name: &str) -> Reader<R> {
    Reader {
        input,
        name: name.to_owned(),
        chain: Chain::default(),
        number: 0,
        totals: Totals::default(),
        run: None,
        open: Output::default(),
        last: 0,
        state: State::Head,
        kept: 0,
    }
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Head,
    Lines,
    Closed,
    Failed,
}

/// See [`read`].
pub struct Reader<R> {
    input: R,
    name: String,
    chain: Chain,
    /// Number of the line, from 1.
    number: u64,
    totals: Totals,
    run: Option<Run>,
    /// What the lines of records since the last file add up to.
    open: Output,
    /// Position of the last record.
    last: u64,
    state: State,
    /// Bytes up to the end of the last line.
    kept: u64,
}

/// A whole manifest. Memory grows with its records.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The first line.
    pub run: Run,
    /// Records and files in their order.
    pub lines: Vec<Line>,
    /// The last line.
    pub totals: Totals,
}

impl Manifest {
    /// Reads a whole manifest.
    ///
    /// # Errors
    /// `B160`, with `problem` = `open` if the run has not ended.
    pub fn read(input: impl BufRead, name: &str) -> Result<Self, Diagnostic> {
        let mut reader = read(input, name);
        let mut lines = Vec::new();
        for line in reader.by_ref() {
            lines.push(line?);
        }
        let totals = match lines.pop() {
            Some(Line::End(totals)) => totals,
            _ => return Err(reader.unfinished()),
        };
        lines.remove(0);
        let run = reader.run.take().ok_or_else(|| reader.unfinished())?;
        Ok(Self { run, lines, totals })
    }
}

impl<R: BufRead> Reader<R> {
    /// The first line, once it was read.
    pub fn run(&self) -> Option<&Run> {
        self.run.as_ref()
    }

    /// The chain up to the last line.
    pub fn so_far(&self) -> &Chain {
        &self.chain
    }

    /// The totals of the lines so far.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// Bytes up to the end of the last line that was read whole.
    pub fn bytes(&self) -> u64 {
        self.kept
    }

    /// Whether the totals were read.
    pub fn is_closed(&self) -> bool {
        self.state == State::Closed
    }

    /// `B160`: the manifest ends without totals.
    pub fn unfinished(&self) -> Diagnostic {
        self.found("open")
    }

    fn found(&self, problem: &'static str) -> Diagnostic {
        let found = Diagnostic::error("B160").arg("path", &self.name).arg("number", self.number);
        found.arg("problem", problem)
    }

    /// The text of the next line without its end; `None` at the end of the input.
    fn text(&mut self) -> Result<Option<String>, &'static str> {
        let mut bytes = Vec::new();
        let most = limits::LINE_BYTES as u64 + 1;
        self.input.by_ref().take(most).read_until(b'\n', &mut bytes).map_err(|_| "read")?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if self.number > limits::LINES {
            return Err("long");
        }
        let read = bytes.len() as u64;
        // A line without its end was cut off.
        if bytes.pop() != Some(b'\n') {
            return Err(if bytes.len() >= limits::LINE_BYTES { "long" } else { "cut" });
        }
        self.kept += read;
        String::from_utf8(bytes).map(Some).map_err(|_| "syntax")
    }

    fn line(&mut self) -> Result<Option<Line>, &'static str> {
        let before = self.kept;
        let checked = self.checked();
        if checked.is_err() {
            self.kept = before;
        }
        checked
    }

    fn checked(&mut self) -> Result<Option<Line>, &'static str> {
        let Some(text) = self.text()? else { return Ok(None) };
        let line = self.chain.open(&text).map_err(|broken| match broken {
            Broken::Syntax => "syntax",
            Broken::Chain => "chain",
        })?;
        self.follows(&line)?;
        self.totals.count(&line);
        Ok(Some(line))
    }

    /// Whether a line may stand here.
    fn follows(&mut self, line: &Line) -> Result<(), &'static str> {
        match (self.state, line) {
            (State::Head, Line::Run(run)) => {
                if run.manifest != Run::VERSION {
                    return Err("version");
                }
                self.run = Some(run.clone());
                self.state = State::Lines;
                Ok(())
            }
            (State::Lines, Line::Printed(printed)) => {
                self.place(printed.position)?;
                let starts = self.open.records == 0;
                let fits = starts || self.open.file == printed.file;
                if !fits || printed.first != self.open.pages + 1 || printed.pages == 0 {
                    return Err("pages");
                }
                self.open.file.clone_from(&printed.file);
                self.open.records += 1;
                self.open.pages = self.open.pages.saturating_add(printed.pages);
                Ok(())
            }
            (State::Lines, Line::Refused(refused)) => self.place(refused.position),
            (State::Lines, Line::Excluded(excluded)) => self.place(excluded.position),
            (State::Lines, Line::File(file)) => self.close(file),
            (State::Lines, Line::End(totals)) => {
                self.state = State::Closed;
                self.ends(totals)
            }
            _ => Err("order"),
        }
    }

    /// Positions rise.
    fn place(&mut self, position: u64) -> Result<(), &'static str> {
        if position <= self.last {
            return Err("position");
        }
        self.last = position;
        Ok(())
    }

    fn close(&mut self, file: &Output) -> Result<(), &'static str> {
        let open = std::mem::take(&mut self.open);
        let same = (&open.file, open.records, open.pages) == (&file.file, file.records, file.pages);
        if same && open.records > 0 { Ok(()) } else { Err("pages") }
    }

    fn ends(&self, totals: &Totals) -> Result<(), &'static str> {
        let counted = Totals { input: totals.input, ..self.totals };
        // A run on one machine handles every record; a shard at most.
        let whole = match self.run.as_ref().and_then(|run| run.shard) {
            None => totals.read == totals.input && self.last == totals.input,
            Some(_) => totals.read <= totals.input && self.last <= totals.input,
        };
        if *totals == counted && whole && self.open.records == 0 { Ok(()) } else { Err("totals") }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Line, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Failed {
            return None;
        }
        match self.line() {
            Ok(line) => line.map(Ok),
            Err(problem) => {
                self.state = State::Failed;
                Some(Err(self.found(problem)))
            }
        }
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
