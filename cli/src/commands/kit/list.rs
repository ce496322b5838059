//! `kit.json`: what a kit holds. Written by `kit`, read by `check --kit`.

use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use serde::{Deserialize, Serialize};

use super::lengths::Limit;
use crate::load::read_text;
use crate::report::Failure;

/// Name of the list in the folder.
const NAME: &str = "kit.json";

/// The shape of the list.
const SHAPE: u32 = 2;

/// What a kit holds.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kit {
    /// Shape of the list.
    kit: u32,
    /// 帳票ID, or the layout file that was given.
    pub(crate) form: String,
    /// 版
    pub(crate) edition: String,
    /// A day on which that edition is the one in force, if one was asked for.
    pub(crate) as_of: Option<String>,
    /// On what the drawing rests.
    pub(crate) basis: String,
    pub(crate) cases: Vec<Case>,
    /// How long texts may be.
    limits: Vec<Limit>,
}

/// A case: records that are printed together.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Case {
    /// Name of its files: ASCII letters and hyphens.
    pub(crate) name: String,
    /// How many records it has.
    pub(crate) records: usize,
    /// How many pages they have by the form.
    pub(crate) pages: usize,
    /// Its records for systems that read tables: a folder of group CSVs or one CSV; none if no CSV
    /// can hold them.
    pub(crate) table: Option<String>,
    /// Whether the form refuses the records: there must be no PDF.
    pub(crate) refused: bool,
    /// SHA-256 of the text of its expected pages, hexadecimal.
    pub(crate) digest: String,
}

impl Kit {
    pub(super) fn new(
        (form, edition): (&str, &str),
        as_of: Option<&str>,
        basis: &str,
        (cases, limits): (Vec<Case>, Vec<Limit>),
    ) -> Self {
        Self {
            kit: SHAPE,
            form: form.to_owned(),
            edition: edition.to_owned(),
            as_of: as_of.map(str::to_owned),
            basis: basis.to_owned(),
            cases,
            limits,
        }
    }

    /// Name of the file and its text.
    pub(super) fn file(&self) -> (&'static str, String) {
        (NAME, format!("{:#}\n", serde_json::json!(self)))
    }

    /// The list of a kit.
    ///
    /// # Errors
    /// `B001`, `B231` if it is none of this shape.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(NAME);
        let text = read_text(&path)?;
        let kit: Option<Self> = serde_json::from_str(&text).ok();
        let plain = |case: &Case| {
            !case.name.is_empty()
                && case.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        kit.filter(|kit| kit.kit == SHAPE && kit.cases.iter().all(plain))
            .ok_or_else(|| Diagnostic::error("B231").arg("path", path.display()).into())
    }
}

impl Case {
    /// Where its records stand in the folder of the kit.
    pub(crate) fn record_file(&self) -> String {
        format!("records/{}.json", self.name)
    }
}
