//! One file of a run.

use std::io::BufWriter;
use std::path::Path;

use chohyo_engine::manifest::{Output, hex};
use chohyo_engine::pdf::{Encoded, Metadata, Profile, Session};
use chohyo_fonts::FontSet;
use tempfile::{Builder, NamedTempFile};

use super::place::Place;
use crate::args::PrintArgs;
use crate::output::{sync, unwritable};
use crate::printing::{self, Prepared};
use crate::report::Failure;
use crate::sink::pdf_failure;

/// Bytes that are written at once.
const BUFFER: usize = 64 * 1024;

/// A file in the making, in the private folder under a random name.
pub(super) struct Part<'a> {
    session: Session<'a, BufWriter<NamedTempFile>>,
    /// Name in the manifest.
    pub(super) name: String,
    pub(super) records: u64,
    pub(super) pages: u64,
    pub(super) sheets: u64,
    /// Of its last record.
    pub(super) position: u64,
    pub(super) item: Vec<u8>,
    pub(super) piece: Vec<u8>,
}

/// What every file of a run is made with.
pub(super) struct Making<'a> {
    pub(super) fonts: &'a FontSet,
    pub(super) meta: Metadata,
    pub(super) profile: Profile,
    /// Two pages are one sheet (両面).
    pub(super) duplex: bool,
}

impl<'a> Making<'a> {
    /// # Errors
    /// `B002` a date that is none.
    pub(super) fn of(print: &PrintArgs, prepared: &Prepared<'a>) -> Result<Self, Failure> {
        Ok(Self {
            fonts: prepared.fonts,
            meta: printing::metadata(print, &prepared.loaded.form.name)?,
            profile: printing::profile(print.profile),
            duplex: print.sheets.duplex,
        })
    }
}

impl<'a> Part<'a> {
    /// Begins a file.
    ///
    /// # Errors
    /// `B003`
    pub(super) fn begin(making: &Making<'a>, place: &Place, number: u64) -> Result<Self, Failure> {
        let failed = |error: &_| unwritable(place.target(), error);
        let made = Builder::new().prefix("making-").tempfile_in(place.work());
        let file = BufWriter::with_capacity(BUFFER, made.map_err(|e| failed(&e))?);
        let session = Session::begin(file, making.fonts, &making.meta, making.profile);
        Ok(Self {
            session: session.map_err(|e| failed(&e))?,
            name: place.file_name(number),
            records: 0,
            pages: 0,
            sheets: 0,
            position: 0,
            item: Vec::new(),
            piece: Vec::new(),
        })
    }

    /// Adds the pages of a record.
    pub(super) fn add(&mut self, encoded: &Encoded) -> Result<(), Failure> {
        self.session.add(encoded).map_err(|error| pdf_failure(&error))
    }

    /// The file is whole and on the disk, with its name in the private folder.
    pub(super) fn finish(self, work: &Path, target: &Path) -> Result<Output, Failure> {
        let failed = |error: &_| unwritable(target, error);
        let hashed = self.session.finish_hashed().map_err(|error| pdf_failure(&error))?;
        let (file, bytes, sha256) = hashed;
        let sha256 = hex(&sha256);
        let file = file.into_inner().map_err(|error| failed(error.error()))?;
        file.as_file().sync_all().map_err(|e| failed(&e))?;
        let named = file.persist_noclobber(work.join(&self.name));
        named.map_err(|error| failed(&error.error))?;
        sync(work);
        Ok(Output { file: self.name, records: self.records, pages: self.pages, bytes, sha256 })
    }
}
