//! Source texts: the layout, parameter and record files that messages point into.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// One text file: its name as messages show it, and its whole text.
#[derive(PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the library or as the user gave it; never holds personal data.
    pub name: String,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for SourceFile {
    /// The name only: a place in debug output is not the whole file.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SourceFile({})", self.name)
    }
}

/// A stretch of a source file, in bytes.
#[derive(Clone, Debug)]
pub struct SourceSpan {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Byte range in `file.text`.
    pub bytes: Range<usize>,
}

impl SourceSpan {
    /// Line and column of the start, both 1-based; the column counts characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.file.text[..self.bytes.start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// The files of `layouts/`, as the caller read them: layouts, fragments, schemas, images.
///
/// Paths are relative with `/`, such as `001-juki/0010003/6.1.toml`. The library never reads
/// the disk itself.
#[derive(Clone, Debug, Default)]
pub struct Library {
    texts: BTreeMap<String, Arc<SourceFile>>,
    blobs: BTreeMap<String, Arc<[u8]>>,
}

impl Library {
    /// Adds a text file.
    pub fn add_text(&mut self, path: &str, text: String) {
        let file = SourceFile { name: path.to_owned(), text };
        self.texts.insert(path.to_owned(), Arc::new(file));
    }

    /// Adds a binary file (an image).
    pub fn add_blob(&mut self, path: &str, bytes: Vec<u8>) {
        self.blobs.insert(path.to_owned(), bytes.into());
    }

    /// The text file at a path.
    pub fn text(&self, path: &str) -> Option<&Arc<SourceFile>> {
        self.texts.get(path)
    }

    /// The binary file at a path.
    pub fn blob(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.blobs.get(path)
    }

    /// All binary files with their paths, in the order of those.
    pub fn blobs(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.blobs.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// All text files in the order of their paths.
    pub fn texts(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.texts.values()
    }
}
