//! What the threads of a run do: a record becomes pages.

use std::collections::BTreeSet;

use chohyo_engine::compose::Composer;
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::Key;
use chohyo_engine::page::Document;
use chohyo_engine::pdf::{Encoded, Encoder};
use chohyo_engine::proof::Prover;
use chohyo_engine::record::{Record, Schema};
use chohyo_fonts::FontSet;

use super::split::{Items, Split};
use crate::setter::{Set, Setter, is_fault};

/// A record on its way to a thread.
pub(super) struct Job {
    pub(super) position: u64,
    pub(super) record: u64,
    /// The record, or why it was refused when it was read.
    pub(super) found: Result<Record, Vec<Diagnostic>>,
}

/// What became of it.
pub(super) struct Made {
    pub(super) position: u64,
    pub(super) key: Option<String>,
    /// Bytes of the item by which the run is split.
    pub(super) item: Option<Vec<u8>>,
    /// Bytes of the items by which records are gathered.
    pub(super) piece: Option<Vec<u8>>,
    /// Its pages, packed.
    pub(super) set: Set<Encoded>,
    /// What was read, handed back: the thread that made its values frees them, so that no two
    /// threads wait for one part of the memory.
    pub(super) _read: Result<Record, Vec<Diagnostic>>,
}

/// What each thread has of its own.
pub(super) struct Tools<'a> {
    pub(super) setter: Setter<'a>,
    pub(super) packer: Packer<'a>,
}

/// What packs pages.
pub(super) struct Packer<'a> {
    encoder: Encoder<'a>,
    /// For the first stage of a proof.
    prover: Option<Prover<'a>>,
}

/// What all threads share.
pub(super) struct Shared<'a> {
    pub(super) composer: &'a Composer<'a>,
    pub(super) schema: &'a Schema,
    /// What messages call the input.
    pub(super) input: &'a str,
    pub(super) fonts: &'a FontSet,
    /// Whether what is printed is proved.
    pub(super) proves: bool,
    pub(super) key: Option<&'a Key>,
    pub(super) split: &'a Split,
    pub(super) gather: &'a Items,
}

impl<'a> Shared<'a> {
    /// What one more thread sets records with.
    pub(super) fn setter(&self) -> Setter<'a> {
        Setter { desk: self.composer.desk(), schema: self.schema, input: self.input }
    }

    /// What one more thread works with.
    pub(super) fn tools(&self) -> Tools<'a> {
        let prover = self.proves.then(|| Prover::new(self.fonts));
        let packer = Packer { encoder: Encoder::new(self.fonts), prover };
        Tools { setter: self.setter(), packer }
    }

    /// Sets a record and packs its pages.
    pub(super) fn make(&self, tools: &mut Tools<'a>, job: Job) -> Made {
        let Job { position, record, found } = job;
        let read = found.as_ref().ok();
        let key = self.key.zip(read).map(|(key, read)| key.of(read));
        let item = read.map(|read| self.split.item(read));
        let piece = read.map(|read| self.gather.of(read));
        let Tools { setter, packer } = tools;
        let set = setter.set(record, &found, |document, desk| {
            let packed = packer.pack(&document);
            desk.reuse(document);
            packed
        });
        // What a panic left half done is not used again.
        if set.outcome.as_ref().is_err_and(|found| is_fault(found)) {
            *tools = self.tools();
        }
        Made { position, key, item, piece, set, _read: found }
    }
}

impl Packer<'_> {
    /// Packs pages; what the fonts would not draw is no proof.
    pub(super) fn pack(&mut self, document: &Document) -> Result<Encoded, Vec<Diagnostic>> {
        if let Some(prover) = &mut self.prover {
            prover.meant(document)?;
        }
        self.encoder.encode(document).map_err(|error| vec![error.diagnostic()])
    }
}

/// Codes of diagnostics, each once, in the order of the alphabet.
pub(super) fn codes(found: &[Diagnostic]) -> Vec<String> {
    let codes: BTreeSet<&str> = found.iter().map(|found| found.code.0).collect();
    codes.into_iter().map(str::to_owned).collect()
}
