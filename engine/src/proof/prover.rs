//! A proof from the first record to the last page.

use std::sync::Arc;

use chohyo_fonts::FontSet;

use super::drawn::Drawn;
use super::level::{Level, Proof};
use super::looks::Looks;
use super::marks::name;
use super::outlines::Outlines;
use super::page::Fault;
use super::reading::Reading;
use crate::diag::Diagnostic;
use crate::page::{Document, Draw, Item, Layer};
use crate::readback::ReadDocument;

/// Most findings of a proof: a writer that lies on every page is found on the first.
pub(super) const FINDINGS: usize = 100;

/// Proves documents, with what it learned of the fonts kept from one to the next.
pub struct Prover<'f> {
    pub(super) drawn: Drawn<'f>,
    pub(super) outlines: Outlines,
    pub(super) looks: Looks<'f>,
    /// Fixed layers that are proved; kept, so that no other can have their place in memory.
    layers: Vec<Arc<Layer>>,
    pages: usize,
}

impl<'f> Prover<'f> {
    /// A proof with the fonts that the documents were set with.
    pub fn new(fonts: &'f FontSet) -> Self {
        let (drawn, outlines, looks) = (Drawn::new(fonts), Outlines::default(), Looks::new(fonts));
        Self { drawn, outlines, looks, layers: Vec::new(), pages: 0 }
    }

    /// The first stage, before a document is drawn: every cluster of every run has the glyphs that
    /// the original font gives for it, none is .notdef and no selector is ignored.
    ///
    /// # Errors
    /// `P040` with page and item.
    pub fn meant(&mut self, document: &Document) -> Result<(), Vec<Diagnostic>> {
        let mut found = Vec::new();
        for page in &document.pages {
            self.pages += 1;
            let known = self.layers.iter().any(|layer| Arc::ptr_eq(layer, &page.fixed));
            if !known {
                self.items(&page.fixed.items, &mut found);
                self.layers.push(page.fixed.clone());
            }
            self.items(&page.items, &mut found);
        }
        found.truncate(FINDINGS);
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    fn items(&mut self, items: &[Item], found: &mut Vec<Diagnostic>) {
        for item in items {
            if let Draw::Text(run) = &item.draw
                && let Some(number) = self.drawn.fault(run)
            {
                found.push(Fault::new("P040", name(item), number).found(self.pages));
            }
        }
    }

    /// The stages after that: opens the comparison of a finished file, record by record.
    pub fn open<'p>(&'p mut self, file: &'p ReadDocument) -> Reading<'p, 'f> {
        Reading::begin(self, file)
    }
}

/// All stages of the documents of one file, as deep as asked.
pub fn prove(fonts: &FontSet, documents: &[Document], file: &ReadDocument, depth: Level) -> Proof {
    let mut prover = Prover::new(fonts);
    let meant = |document| prover.meant(document).err().unwrap_or_default();
    let findings: Vec<Diagnostic> = documents.iter().flat_map(meant).take(FINDINGS).collect();
    let mut reading = prover.open(file);
    if findings.is_empty() {
        documents.iter().for_each(|document| drop(reading.record(document, depth)));
        return reading.close();
    }
    documents.iter().for_each(|document| reading.skip(document.pages.len()));
    Proof { level: Level::None, findings, ..reading.close() }
}
