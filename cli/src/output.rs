//! Output files: written beside their place under a random private name, then renamed. A run
//! that fails leaves nothing, and an older file of the name stays whole until the new one is.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::folder;
use tempfile::{Builder, NamedTempFile, TempPath};

use crate::report::Failure;

/// A file that is being written.
pub(crate) struct Staged {
    file: BufWriter<NamedTempFile>,
}

/// A file that is complete but does not have its name yet.
pub(crate) struct Finished(TempPath);

/// A file that is made is for its owner alone (0600), where the system knows owners.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Checks that a file may be written at a path.
///
/// # Errors
///
/// `B004` through a symbolic link, `B003` on a folder, a device or a pipe.
pub(crate) fn check(target: &Path) -> Result<(), Failure> {
    match std::fs::symlink_metadata(target) {
        Ok(found) if found.file_type().is_symlink() => {
            let refused = Diagnostic::error("B004").arg("path", target.display());
            Err(Failure::environment(vec![refused]))
        }
        Ok(found) if found.is_dir() => Err(unwritable(target, &io::ErrorKind::IsADirectory.into())),
        Ok(found) if !found.is_file() => {
            let refused = Diagnostic::error("B003").arg("path", target.display());
            Err(Failure::environment(vec![refused.arg("cause", "no-file")]))
        }
        _ => Ok(()),
    }
}

impl Staged {
    /// Begins a file that shall stand in the folder of `target`.
    pub(crate) fn beside(target: &Path) -> Result<Self, Failure> {
        let made = Builder::new().prefix(".chohyo-").tempfile_in(parent(target));
        let file = made.map_err(|error| unwritable(target, &error))?;
        Ok(Self { file: BufWriter::new(file) })
    }

    /// All bytes are on the disk.
    pub(crate) fn finish(self) -> io::Result<Finished> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        Ok(Finished(file.into_temp_path()))
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Finished {
    /// Its bytes as they are on the disk.
    pub(crate) fn bytes(&self) -> io::Result<Vec<u8>> {
        std::fs::read(&self.0)
    }

    /// Gives the file its name.
    pub(crate) fn publish(self, target: &Path) -> Result<(), Failure> {
        publish_all(vec![(self, target.to_owned())])
    }
}

impl Finished {
    /// Gives the file a name that no file has.
    ///
    /// # Errors
    /// `B150` if one has it, `B003`.
    pub(crate) fn publish_new(self, target: &Path) -> Result<(), Failure> {
        check(target)?;
        self.0.persist_noclobber(target).map_err(|failed| match failed.error.kind() {
            io::ErrorKind::AlreadyExists => {
                Diagnostic::error("B150").arg("path", target.display()).into()
            }
            _ => unwritable(target, &failed.error),
        })?;
        sync(parent(target));
        Ok(())
    }
}

/// Gives complete files their names. All names are checked before the first is given, so that
/// a folder or a link in the way of one page does not leave half of the pages.
pub(crate) fn publish_all(files: Vec<(Finished, PathBuf)>) -> Result<(), Failure> {
    files.iter().try_for_each(|(_, target)| check(target))?;
    let folder = files.first().map(|(_, target)| target.clone());
    for (Finished(file), target) in files {
        file.persist(&target).map_err(|failed| unwritable(&target, &failed.error))?;
    }
    folder.iter().for_each(|target| sync(parent(target)));
    Ok(())
}

/// The folder in which a path stands.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Makes names in a folder lasting; folders cannot be synced everywhere, so no error.
pub(crate) fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Writes a whole file.
pub(crate) fn write(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    check(target)?;
    stage(target, bytes)?.publish(target)
}

/// Writes a whole file beside its place.
pub(crate) fn stage(target: &Path, mut from: impl io::Read) -> Result<Finished, Failure> {
    let mut staged = Staged::beside(target)?;
    let written = io::copy(&mut from, &mut staged).and_then(|_| staged.finish());
    written.map_err(|error| unwritable(target, &error))
}

/// Names of the pages of a picture: `OUT.png`, or `OUT-001.png` … if there are several.
pub(crate) fn page_names(target: &Path, pages: usize) -> Vec<PathBuf> {
    if pages == 1 {
        return vec![target.to_owned()];
    }
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let name = |page| target.with_file_name(format!("{stem}-{page:03}.png"));
    (1..=pages).map(name).collect()
}

/// `B003`
pub(crate) fn unwritable(target: &Path, error: &io::Error) -> Failure {
    let found = Diagnostic::error("B003").arg("path", target.display());
    Failure::environment(vec![found.arg("cause", folder::cause(error))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_only_if_there_are_several() {
        assert_eq!(page_names(Path::new("a/b.png"), 1), [Path::new("a/b.png")]);
        let two = page_names(Path::new("a/b.png"), 2);
        assert_eq!(two, [Path::new("a/b-001.png"), Path::new("a/b-002.png")]);
    }
}
