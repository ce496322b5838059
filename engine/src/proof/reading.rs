//! A finished file against the records it was made from, one after the other.

use super::level::{Level, Proof, Proved};
use super::page::{Asked, Count, Fault, Layers, faults};
use super::prover::{FINDINGS, Prover};
use crate::diag::Diagnostic;
use crate::page::{Document, Page};
use crate::readback::{PageReader, ReadDocument};

/// A file that is being compared. Keeps no document: what is compared may be composed anew.
pub struct Reading<'p, 'f> {
    prover: &'p mut Prover<'f>,
    pages: PageReader<'p>,
    layers: Layers,
    stated: usize,
    /// Pages that the records so far have.
    wanted: usize,
    proof: Proof,
}

impl<'p, 'f> Reading<'p, 'f> {
    pub(super) fn begin(prover: &'p mut Prover<'f>, file: &'p ReadDocument) -> Self {
        let layers = file.has_layers().then(|| Fault::new("P057", "-", 0).found(1));
        let proof = Proof {
            records: 0,
            counted: 0,
            pages: 0,
            pictures: 0,
            clusters: 0,
            glyphs: 0,
            level: Level::Pixels,
            findings: layers.into_iter().collect(),
        };
        let (pages, stated) = (file.reader(), file.stated_pages().unwrap_or(0));
        Self { prover, pages, layers: Layers::default(), stated, wanted: 0, proof }
    }

    /// The next pages of the file are those of a document, mark by mark; and they look so, if the
    /// depth is [`Level::Pixels`]. The first stage is none of this.
    ///
    /// The findings are `P042` to `P058` and `P060` to `P063`. After a hundred of them nothing
    /// more is read, and records are not proved.
    pub fn record(&mut self, document: &Document, depth: Level) -> Proved {
        let mut proved =
            Proved { level: Level::Meant, clusters: 0, glyphs: 0, findings: Vec::new() };
        let mut whole = true;
        for page in &document.pages {
            whole &= self.page(page, depth, &mut proved);
        }
        if whole && proved.findings.is_empty() {
            proved.level = depth.clamp(Level::ReadBack, Level::Pixels);
        }
        self.proof.records += 1;
        self.proof.clusters += proved.clusters;
        self.proof.glyphs += proved.glyphs;
        self.proof.level = self.proof.level.min(proved.level);
        self.proof.findings.extend(proved.findings.iter().cloned());
        proved
    }

    /// Passes over the pages of a record that is not compared.
    pub fn skip(&mut self, pages: usize) {
        self.wanted += pages;
        self.proof.counted += 1;
    }

    /// Compares the next page; whether there is one that was read.
    fn page(&mut self, page: &Page, depth: Level, proved: &mut Proved) -> bool {
        let index = self.wanted;
        self.wanted += 1;
        if self.proof.findings.len() + proved.findings.len() >= FINDINGS {
            return false;
        }
        let Some(read) = self.pages.parts(index) else { return false };
        self.proof.pages += 1;
        let mut count = Count::default();
        let Prover { drawn, outlines, looks, .. } = &mut *self.prover;
        let mut asked = Asked { drawn, outlines };
        let mut found = faults(&mut asked, &mut self.layers, page, read, &mut count);
        if found.is_empty() && depth >= Level::Pixels {
            self.proof.pictures += 1;
            found = looks.faults(page, &mut self.pages, index);
        }
        proved.clusters += count.clusters;
        proved.glyphs += count.glyphs;
        proved.findings.extend(found.into_iter().map(|fault| fault.found(index + 1)));
        true
    }

    /// Closes the count of pages: those of the records are those of the file (`P041`).
    pub fn close(self) -> Proof {
        let Self { mut proof, wanted, stated, .. } = self;
        let there = self.pages.count();
        for found in [there, stated].into_iter().filter(|found| *found != wanted).take(1) {
            let closed = Diagnostic::error("P041").arg("wanted", wanted).arg("found", found);
            proof.findings.insert(0, closed);
        }
        proof.findings.truncate(FINDINGS);
        if !proof.findings.is_empty() || proof.records == 0 {
            proof.level = Level::Meant;
        }
        proof
    }
}
