//! Where composed pages go: one PDF, or a PNG per page. Nothing has its name until all is well.

use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::pdf::{Metadata, PdfError, Profile, Session};
use chohyo_engine::raster::Rasterizer;
use chohyo_fonts::FontSet;

use crate::output::{self, Finished, Staged};
use crate::report::{Exit, Failure};

/// What kind of output is made.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A PDF of a profile.
    Pdf(Profile),
    /// PNG pictures of so many pixels per inch.
    Png(u16),
}

/// Output in the making.
pub(crate) struct Sink<'a> {
    target: PathBuf,
    pages: Pages<'a>,
}

enum Pages<'a> {
    Pdf(Box<Session<'a, Staged>>),
    Png { rasterizer: Box<Rasterizer<'a>>, dpi: u16, done: Vec<Finished> },
}

impl<'a> Sink<'a> {
    /// Begins the output.
    ///
    /// # Errors
    ///
    /// `B003` if the folder cannot be written to.
    pub(crate) fn begin(
        target: &Path,
        kind: Kind,
        fonts: &'a FontSet,
        meta: &Metadata,
    ) -> Result<Self, Failure> {
        let pages = match kind {
            Kind::Pdf(profile) => {
                let session = Session::begin(Staged::beside(target)?, fonts, meta, profile)
                    .map_err(|error| output::unwritable(target, &error))?;
                Pages::Pdf(Box::new(session))
            }
            Kind::Png(dpi) => {
                let rasterizer = Box::new(Rasterizer::new(fonts, dpi));
                Pages::Png { rasterizer, dpi, done: Vec::new() }
            }
        };
        Ok(Self { target: target.to_owned(), pages })
    }

    /// Adds the pages of a record.
    pub(crate) fn push(&mut self, document: &Document) -> Result<(), Failure> {
        match &mut self.pages {
            Pages::Pdf(session) => session.push(document).map_err(|error| pdf_failure(&error)),
            Pages::Png { rasterizer, dpi, done } => {
                for page in &document.pages {
                    let png = rasterizer.page(page).to_png(*dpi).map_err(picture_failure)?;
                    done.push(output::stage(&self.target, &png[..])?);
                }
                Ok(())
            }
        }
    }

    /// Completes the output and gives it its name, if a check of the finished PDF lets it.
    pub(crate) fn publish(
        self,
        check: impl FnOnce(&Finished) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match self.pages {
            Pages::Pdf(session) => {
                let staged = session.finish().map_err(|error| pdf_failure(&error))?;
                let finished = staged.finish();
                let finished = finished.map_err(|e| output::unwritable(&self.target, &e))?;
                check(&finished)?;
                finished.publish(&self.target)
            }
            Pages::Png { done, .. } => {
                let names = output::page_names(&self.target, done.len());
                output::publish_all(done.into_iter().zip(names).collect())
            }
        }
    }
}

/// An item that cannot be written is a fault of the program; the rest is the environment.
pub(crate) fn pdf_failure(error: &PdfError) -> Failure {
    let exit = match error {
        PdfError::Item { .. } => Exit::SelfCheck,
        _ => Exit::Environment,
    };
    Failure { exit, diagnostics: vec![error.diagnostic()] }
}

fn picture_failure(code: &'static str) -> Failure {
    Failure { exit: Exit::SelfCheck, diagnostics: vec![Diagnostic::error(code)] }
}
