//! `render --prove`: what is published was read back, and it is what the records said.

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::proof::{Level, Prover};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_fonts::FontSet;
use chohyo_golden::folder;

use crate::output::Finished;
use crate::report::{Exit, Failure};

/// A proof in the making.
pub(crate) struct Proving<'f> {
    prover: Prover<'f>,
    documents: Vec<Document>,
}

impl<'f> Proving<'f> {
    pub(crate) fn begin(fonts: &'f FontSet) -> Self {
        Self { prover: Prover::new(fonts), documents: Vec::new() }
    }

    /// The first stage, before a document is drawn.
    pub(crate) fn meant(&mut self, document: &Document) -> Result<(), Failure> {
        self.prover.meant(document).map_err(failed)
    }

    /// Keeps a document that was drawn, to compare the file with it.
    pub(crate) fn keep(&mut self, document: Document) {
        self.documents.push(document);
    }

    /// The second stage: reads the finished file. A note if it proves.
    pub(crate) fn read_back(self, file: &Finished) -> Result<Vec<Diagnostic>, Failure> {
        let bytes = file.bytes().map_err(|error| {
            let found = Diagnostic::error("B003").arg("path", "PDF");
            Failure::environment(vec![found.arg("cause", folder::cause(&error))])
        })?;
        let read = ReadDocument::open(bytes, Limits::default());
        let read = read.map_err(|found| failed(vec![found]))?;
        let proof = self.prover.read_back(&self.documents, &read);
        match proof.level {
            Level::ReadBack => Ok(proof.told()),
            _ => Err(failed(proof.findings)),
        }
    }
}

/// A finding of a proof is a fault of the program.
fn failed(diagnostics: Vec<Diagnostic>) -> Failure {
    Failure { exit: Exit::SelfCheck, diagnostics }
}
