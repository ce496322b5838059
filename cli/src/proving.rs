//! `render --prove`: what is published was read back and drawn, and it is what the records said.

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
}

impl<'f> Proving<'f> {
    pub(crate) fn begin(fonts: &'f FontSet) -> Self {
        Self { prover: Prover::new(fonts) }
    }

    /// The first stage, before a document is drawn.
    pub(crate) fn meant(&mut self, document: &Document) -> Result<(), Vec<Diagnostic>> {
        self.prover.meant(document)
    }

    /// The stages after that: reads the finished file and draws it. The documents are composed
    /// anew, so that none has to be kept. A note if it proves.
    pub(crate) fn read_back(
        mut self,
        file: &Finished,
        documents: impl Iterator<Item = Result<Document, Vec<Diagnostic>>>,
    ) -> Result<Vec<Diagnostic>, Failure> {
        let bytes = file.bytes().map_err(|error| {
            let found = Diagnostic::error("B003").arg("path", "PDF");
            Failure::environment(vec![found.arg("cause", folder::cause(&error))])
        })?;
        let read = ReadDocument::open(bytes, Limits::default());
        let read = read.map_err(|found| failed(vec![found]))?;
        let mut reading = self.prover.open(&read);
        for document in documents {
            reading.record(&document.map_err(failed)?, Level::Pixels);
        }
        let proof = reading.close();
        if proof.findings.is_empty() { Ok(proof.told()) } else { Err(failed(proof.findings)) }
    }
}

/// A finding of a proof is a fault of the program.
pub(crate) fn failed(diagnostics: Vec<Diagnostic>) -> Failure {
    Failure { exit: Exit::SelfCheck, diagnostics }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chohyo_engine::length::{Length, Size};
    use chohyo_engine::page::{Layer, Page};
    use chohyo_engine::pdf::{Metadata, Profile};

    use super::*;
    use crate::assets;
    use crate::sink::{Kind, Sink};

    fn sheet(height: i64) -> Document {
        let size = Size::new(Length::mm(210), Length::mm(height));
        let fixed = Arc::new(Layer { name: "main".to_owned(), items: Vec::new() });
        Document { pages: vec![Page { size, fixed, items: Vec::new() }] }
    }

    /// Writes one document while another was meant: how publishing ends, and what is left.
    fn publish(meant: i64, written: i64) -> (Option<(Exit, Vec<&'static str>)>, usize) {
        let folder = tempfile::tempdir().expect("a folder");
        let fonts = assets::fonts().unwrap_or_else(|_| panic!("the fonts are whole"));
        let meta = Metadata { title: "見本".to_owned(), date: None, language: "ja-JP" };
        let target = folder.path().join("out.pdf");
        let sink = Sink::begin(&target, Kind::Pdf(Profile::PdfA2u), &fonts, &meta);
        let mut sink = sink.unwrap_or_else(|_| panic!("the folder can be written to"));
        assert!(sink.push(&sheet(written)).is_ok());
        let (proving, meant) = (Proving::begin(&fonts), [Ok(sheet(meant))].into_iter());
        let ended = sink.publish(|finished| proving.read_back(finished, meant).map(drop));
        let codes = |failure: Failure| {
            (failure.exit, failure.diagnostics.iter().map(|found| found.code.0).collect())
        };
        (ended.err().map(codes), folder.path().read_dir().expect("a folder").count())
    }

    #[test]
    fn what_does_not_prove_gets_no_name_and_leaves_nothing() {
        assert_eq!(publish(297, 297), (None, 1));
        assert_eq!(publish(297, 280), (Some((Exit::SelfCheck, vec!["P042"])), 0));
    }
}
