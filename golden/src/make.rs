//! What golden cases are made from, and the three layers that come out.

use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::page::Document;
use chohyo_engine::source::Library;
use chohyo_fonts::FontSet;

use crate::cases::Case;
use crate::folder;

/// What golden cases are made from.
pub struct Workspace {
    /// The workspace folder.
    pub root: PathBuf,
    /// `layouts/`, with `golden/features/` as `features/` and its schemas among `records/`.
    pub library: Library,
    /// `fonts/`.
    pub fonts: FontSet,
}

/// The pages of a case.
pub struct Made {
    /// The pages.
    pub document: Document,
    /// The item dump.
    pub items: String,
    /// A PNG of each page.
    pub pictures: Vec<Vec<u8>>,
    /// The PDF (PDF/A-2u, without a date).
    pub pdf: Vec<u8>,
    /// The objects of the PDF as text.
    pub objects: String,
}

impl Workspace {
    /// Reads the layouts and fonts of a workspace folder.
    ///
    /// # Errors
    ///
    /// Those of [`folder::add`] and [`folder::fonts`].
    pub fn read(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut library = folder::library(&root.join("layouts"))?;
        let features = root.join("golden/features");
        folder::add(&mut library, &features, "features/")?;
        folder::add(&mut library, &features.join("records"), "records/")?;
        Ok(Self { root: root.to_owned(), library, fonts: folder::fonts(&root.join("fonts"), "")? })
    }
}

/// `B103` of a layer, without its detail.
pub(crate) fn differs(case: &Case, layer: &str) -> Diagnostic {
    Diagnostic::error("B103").arg("case", &case.name).arg("layer", layer)
}
