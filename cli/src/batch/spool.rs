//! Inputs that can be read only once, such as a pipe, are copied into a private file first: a run
//! reads its input more than once.

use std::fs::File;
use std::io;
use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::folder;
use tempfile::{Builder, NamedTempFile};

use crate::report::Failure;

/// The input as a file or folder that can be read again.
pub(super) enum Spool<'p> {
    /// It is one.
    There(&'p Path),
    /// A copy that is removed at the end.
    Copied(NamedTempFile),
}

impl<'p> Spool<'p> {
    /// # Errors
    /// `B001` what cannot be read, `B098` a temporary folder that cannot be written to.
    pub(super) fn of(path: &'p Path) -> Result<Self, Failure> {
        let unreadable = |error: io::Error| Failure::from(folder::unreadable(path, &error));
        let found = std::fs::metadata(path).map_err(unreadable)?;
        if found.is_file() || found.is_dir() {
            return Ok(Self::There(path));
        }
        let unusable = |_| Failure::environment(vec![Diagnostic::error("B098")]);
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let suffix = if ending.is_empty() { String::new() } else { format!(".{ending}") };
        let mut copy =
            Builder::new().prefix("chohyo-").suffix(&suffix).tempfile().map_err(unusable)?;
        let mut input = File::open(path).map_err(unreadable)?;
        io::copy(&mut input, &mut copy).map_err(unusable)?;
        Ok(Self::Copied(copy))
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::There(path) => path,
            Self::Copied(copy) => copy.path(),
        }
    }
}
