//! What the ending of a file's name says.

use std::path::Path;

use chohyo_engine::diag::Diagnostic;

use crate::report::Failure;

/// The ending of a file's name in small letters.
pub(crate) fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// `B006`
pub(crate) fn unknown_ending(path: &Path, endings: &str) -> Failure {
    Diagnostic::error("B006").arg("path", path.display()).arg("endings", endings).into()
}
