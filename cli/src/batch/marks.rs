//! The marks of a run as they are read off its pages.

use std::collections::BTreeSet;
use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::{Line, Manifest, Printed};
use chohyo_engine::mark::{OmrPlace, OmrSheet, Payload, RunCode, Seen, read_marks, read_omr};
use chohyo_engine::readback::{Limits, ReadDocument, ReadPage};
use chohyo_golden::folder;

use super::head::{OMR, run_code};
use crate::report::Failure;

/// The marks of a run as they are read.
pub(super) struct Marks<'m> {
    run: RunCode,
    copy: u8,
    duplex: bool,
    /// Ordinals of the records that were printed.
    printed: BTreeSet<u64>,
    seen: BTreeSet<Payload>,
    /// Where the run has OMR bars.
    places: Vec<OmrPlace>,
    codes: Kept<'m>,
    omr: Kept<'m>,
    found: Vec<Diagnostic>,
    /// Sheets whose marks were read.
    pub(super) read: u64,
}

/// Which sheets have marks of a kind: first sheets of records, and further ones.
#[derive(Default)]
struct Kept<'m> {
    marked: [bool; 2],
    /// Sheets without a mark: file, page, record.
    bare: [Vec<Sheet<'m>>; 2],
}

/// File, page, record.
type Sheet<'m> = (&'m str, u64, u64);

impl<'m> Kept<'m> {
    /// Sheets that lack a mark: a kind of sheets may be without only if none of it has one.
    fn lacking(self) -> impl Iterator<Item = Sheet<'m>> {
        let all = self.bare.into_iter().zip(self.marked);
        all.filter(|(_, marked)| *marked).flat_map(|(bare, _)| bare)
    }
}

impl<'m> Marks<'m> {
    pub(super) fn of(manifest: &'m Manifest) -> Self {
        let run = &manifest.run;
        let printed = manifest.lines.iter().filter_map(|line| match line {
            Line::Printed(printed) => Some(printed.record),
            _ => None,
        });
        Self {
            run: run_code(run),
            copy: run.options.get("reprint").and_then(|copy| copy.parse().ok()).unwrap_or(0),
            duplex: run.options.contains_key("duplex"),
            printed: printed.collect(),
            seen: BTreeSet::new(),
            places: run.options.get(OMR).map(|all| places(all)).unwrap_or_default(),
            codes: Kept::default(),
            omr: Kept::default(),
            found: Vec::new(),
            read: 0,
        }
    }

    /// The pages of a file, which the manifest says are those of some records.
    pub(super) fn file(
        &mut self,
        name: &'m str,
        printed: &[&Printed],
        path: &Path,
    ) -> Result<(), Failure> {
        let bytes = std::fs::read(path).map_err(|error| folder::unreadable(path, &error))?;
        let document = ReadDocument::open(bytes, Limits::default())?;
        let mut pages = document.pages().zip(1..);
        for record in printed {
            for side in 0..record.pages {
                let Some((page, number)) = pages.next() else {
                    self.wrong((name, record.first + side, record.record), "missing");
                    continue;
                };
                self.page(name, number, record, side, &page);
            }
        }
        for (_, number) in pages {
            self.wrong((name, number, 0), "foreign");
        }
        Ok(())
    }

    fn page(&mut self, file: &'m str, number: u64, record: &Printed, side: u64, page: &ReadPage) {
        let (sheet, back) =
            if self.duplex { (side / 2 + 1, side % 2 == 1) } else { (side + 1, false) };
        let meant = Payload {
            run: self.run,
            record: record.record,
            sheet: usize::try_from(sheet).unwrap_or(0),
            sheets: usize::try_from(record.sheets).unwrap_or(0),
            copy: self.copy,
        };
        let blank = page.glyphs.is_empty() && page.shapes.is_empty();
        let at = (file, number, record.record);
        let wanted = !back && !blank;
        let told = self.found.len();
        let codes = self.codes(at, &meant, back, page);
        let bars = self.bars(at, &meant, back, page);
        // A sheet that is wrong is told once.
        self.found.truncate(told + 1);
        self.read += u64::from(codes || bars);
        let class = usize::from(sheet > 1);
        for (kept, is_there) in [(&mut self.codes, codes), (&mut self.omr, bars)] {
            kept.marked[class] |= is_there;
            kept.bare[class].extend((wanted && !is_there).then_some(at));
        }
    }

    /// Compares the codes of a page; whether it has any.
    fn codes(&mut self, at: Sheet<'m>, meant: &Payload, back: bool, page: &ReadPage) -> bool {
        let marks = read_marks(page);
        if let Some(other) = marks.iter().find(|mark| *mark != meant) {
            let problem = self.problem(other, meant);
            self.wrong(at, problem);
        } else if !marks.is_empty() && (back || !self.seen.insert(*meant)) {
            self.wrong(at, "doubled");
        }
        !marks.is_empty()
    }

    /// Compares the OMR bars of a page; whether it has any. Which inserts they feed is known to the
    /// record alone.
    fn bars(&mut self, at: Sheet<'m>, meant: &Payload, back: bool, page: &ReadPage) -> bool {
        let seen: Vec<Seen> = self.places.iter().map(|place| read_omr(page, place)).collect();
        let said = seen.iter().find_map(|seen| match seen {
            Seen::Said(sheet, _) => Some(*sheet),
            Seen::Nothing | Seen::Broken => None,
        });
        match said {
            Some(said) if said != OmrSheet::of(meant) => self.wrong(at, "order"),
            Some(_) if back => self.wrong(at, "doubled"),
            Some(_) => {}
            None if seen.contains(&Seen::Broken) => self.wrong(at, "broken"),
            None => return false,
        }
        true
    }

    /// What is wrong with a mark that is not the one that was meant.
    fn problem(&self, mark: &Payload, meant: &Payload) -> &'static str {
        match mark {
            mark if mark.run != meant.run => "other-run",
            mark if mark.copy != meant.copy => "copy",
            mark if !self.printed.contains(&mark.record) => "foreign",
            mark if self.seen.contains(mark) => "doubled",
            _ => "order",
        }
    }

    fn wrong(&mut self, (file, page, record): Sheet<'_>, problem: &'static str) {
        let found = Diagnostic::error("B182").arg("file", file).arg("page", page);
        self.found.push(found.arg("record", record).arg("problem", problem));
    }

    /// All findings. A run whose bars are published has some.
    pub(super) fn close(mut self) -> Vec<Diagnostic> {
        let (codes, omr) = (std::mem::take(&mut self.codes), std::mem::take(&mut self.omr));
        let none = !self.places.is_empty() && omr.marked == [false; 2];
        let first = omr.bare.iter().flatten().next().copied().filter(|_| none);
        let lacking: BTreeSet<_> = codes.lacking().chain(omr.lacking()).chain(first).collect();
        for at in lacking {
            self.wrong(at, "missing");
        }
        self.found
    }
}

/// The places of an option of a manifest.
fn places(option: &str) -> Vec<OmrPlace> {
    option.split("; ").filter_map(OmrPlace::parse).collect()
}
