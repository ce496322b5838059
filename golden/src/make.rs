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
    /// `layouts/`.
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
    /// Those of [`folder::library`] and [`folder::fonts`].
    pub fn read(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self {
            root: root.to_owned(),
            library: folder::library(&root.join("layouts"))?,
            fonts: folder::fonts(&root.join("fonts"), "")?,
        })
    }
}

/// `B103` of a layer, without its detail.
pub(crate) fn differs(case: &Case, layer: &str) -> Diagnostic {
    Diagnostic::error("B103").arg("case", &case.name).arg("layer", layer)
}
