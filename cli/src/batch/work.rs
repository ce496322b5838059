//! What the threads of a run do: a record becomes pages.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chohyo_engine::compose::{Composed, Composer, Fitted};
use chohyo_engine::diag::{Diagnostic, Place, RecordPlace};
use chohyo_engine::form::Form;
use chohyo_engine::manifest::Key;
use chohyo_engine::page::Document;
use chohyo_engine::pdf::{Encoded, Encoder};
use chohyo_engine::proof::Prover;
use chohyo_engine::record::{self, Record};

use super::split::{Items, Split};

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
    pub(super) record: u64,
    pub(super) key: Option<String>,
    /// Bytes of the item by which the run is split.
    pub(super) item: Option<Vec<u8>>,
    /// Bytes of the items by which records are gathered.
    pub(super) piece: Option<Vec<u8>>,
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) outcome: Result<Pages, Vec<Diagnostic>>,
}

/// A record's pages, packed.
pub(super) struct Pages {
    pub(super) encoded: Encoded,
    /// Fields that did not fit at their base style.
    pub(super) findings: Vec<Fitted>,
    /// Whether a list guards the record and it was let through.
    pub(super) released: bool,
}

/// What each thread has of its own.
pub(super) struct Tools<'f> {
    pub(super) encoder: Encoder<'f>,
    /// For the first stage of a proof.
    pub(super) prover: Option<Prover<'f>>,
}

/// What all threads share.
pub(super) struct Shared<'a> {
    pub(super) composer: Composer<'a>,
    pub(super) form: &'a Form,
    /// What messages call the input.
    pub(super) input: &'a str,
    pub(super) key: Option<Key>,
    pub(super) split: &'a Split,
    pub(super) gather: &'a Items,
}

impl Shared<'_> {
    /// Sets a record and packs its pages.
    pub(super) fn make(&self, tools: &mut Tools<'_>, job: Job) -> Made {
        let Job { position, record, found } = job;
        let mut made = Made {
            position,
            record,
            key: None,
            item: None,
            piece: None,
            remarks: Vec::new(),
            outcome: Err(Vec::new()),
        };
        made.outcome = match found {
            Err(found) => Err(found),
            Ok(found) => {
                made.key = self.key.as_ref().map(|key| key.of(&found));
                made.item = Some(self.split.item(&found));
                made.piece = Some(self.gather.of(&found));
                made.remarks = record::remarks(&self.form.schema, &found, self.input);
                self.pages(tools, &found)
            }
        };
        made
    }

    /// The pages of a record that was printed before.
    pub(super) fn again(&self, record: &Record) -> Result<Document, Vec<Diagnostic>> {
        self.composer.compose(record, self.input).map(|composed| composed.document)
    }

    /// A panic over one record refuses that record; nothing of it is told.
    fn pages(&self, tools: &mut Tools<'_>, record: &Record) -> Result<Pages, Vec<Diagnostic>> {
        let composed = catch_unwind(AssertUnwindSafe(|| self.composer.compose(record, self.input)));
        let fault = |_| Err(vec![fault(self.input, record.ordinal)]);
        let Composed { document, findings, released } = composed.unwrap_or_else(fault)?;
        if let Some(prover) = &mut tools.prover {
            prover.meant(&document)?;
        }
        let encoded = tools.encoder.encode(&document).map_err(|error| vec![error.diagnostic()])?;
        Ok(Pages { encoded, findings, released })
    }
}

/// `B156`: the program failed over a record.
fn fault(file: &str, record: u64) -> Diagnostic {
    let place = RecordPlace { file: file.to_owned(), record, ..RecordPlace::default() };
    Diagnostic::error("B156").place(Place::Record(place))
}

/// Codes of diagnostics, each once, in the order of the alphabet.
pub(super) fn codes(found: &[Diagnostic]) -> Vec<String> {
    let codes: BTreeSet<&str> = found.iter().map(|found| found.code.0).collect();
    codes.into_iter().map(str::to_owned).collect()
}
