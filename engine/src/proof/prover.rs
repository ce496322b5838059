//! A proof from the first record to the last page.

use std::sync::Arc;

use chohyo_fonts::FontSet;

use super::drawn::Drawn;
use super::level::{Level, Proof};
use super::marks::name;
use super::outlines::Outlines;
use super::page::{Count, Fault, faults};
use crate::diag::Diagnostic;
use crate::page::{Document, Draw, Item, Layer};
use crate::readback::ReadDocument;

/// Most findings of a proof: a writer that lies on every page is found on the first.
const FINDINGS: usize = 100;

/// Proves documents, with what it learned of the fonts kept from one to the next.
pub struct Prover<'f> {
    drawn: Drawn<'f>,
    outlines: Outlines,
    /// Fixed layers that are proved; kept, so that no other can have their place in memory.
    layers: Vec<Arc<Layer>>,
    pages: usize,
}

impl<'f> Prover<'f> {
    /// A proof with the fonts that the documents were set with.
    pub fn new(fonts: &'f FontSet) -> Self {
        let (drawn, outlines) = (Drawn::new(fonts), Outlines::default());
        Self { drawn, outlines, layers: Vec::new(), pages: 0 }
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

    /// The second stage: the pages of a file are those of the documents, in order and mark by mark.
    /// The findings are `P041` to `P058`.
    pub fn read_back(mut self, documents: &[Document], file: &ReadDocument) -> Proof {
        let meant = documents.iter().flat_map(|document| &document.pages);
        let (mut findings, mut count) = (Vec::new(), Count::default());
        let (wanted, there) = (meant.clone().count(), file.pages().len());
        let stated = file.stated_pages().unwrap_or(0);
        for found in [there, stated].into_iter().filter(|found| *found != wanted).take(1) {
            findings.push(Diagnostic::error("P041").arg("wanted", wanted).arg("found", found));
        }
        if file.has_layers() {
            findings.push(Fault::new("P057", "-", 0).found(1));
        }
        for (index, (page, read)) in meant.zip(file.pages()).enumerate() {
            let (drawn, outlines) = (&mut self.drawn, &mut self.outlines);
            let faults = faults(drawn, outlines, page, &read, &mut count);
            findings.extend(faults.into_iter().map(|fault| fault.found(index + 1)));
            if findings.len() >= FINDINGS {
                break;
            }
        }
        findings.truncate(FINDINGS);
        let level = if findings.is_empty() { Level::ReadBack } else { Level::Meant };
        let Count { clusters, glyphs } = count;
        Proof { records: documents.len(), pages: there, clusters, glyphs, level, findings }
    }
}

/// Both stages of the documents of one file.
pub fn prove(fonts: &FontSet, documents: &[Document], file: &ReadDocument) -> Proof {
    let mut prover = Prover::new(fonts);
    let meant = |document| prover.meant(document).err().unwrap_or_default();
    let findings: Vec<Diagnostic> = documents.iter().flat_map(meant).take(FINDINGS).collect();
    if findings.is_empty() {
        return prover.read_back(documents, file);
    }
    let (records, level) = (documents.len(), Level::None);
    Proof { records, pages: file.pages().len(), clusters: 0, glyphs: 0, level, findings }
}
