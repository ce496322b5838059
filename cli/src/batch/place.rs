//! Where a run writes: its output, and the private folder beside it in which it is made.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use tempfile::TempPath;

use super::digest::{Print, of_file};
use crate::ending::ending;
use crate::output::{self, parent, sync, unwritable};
use crate::report::Failure;

/// Name of the manifest in a folder.
pub(super) const MANIFEST: &str = "manifest.jsonl";

/// The output of a run.
pub(super) struct Place {
    kind: Kind,
    /// The private folder: it becomes the output, or is removed at the end.
    work: PathBuf,
}

enum Kind {
    /// A folder of files.
    Folder(PathBuf),
    /// One PDF and its manifest.
    File { pdf: PathBuf, manifest: PathBuf },
}

impl Place {
    /// The place of an output. Nothing is made yet.
    ///
    /// # Errors
    /// `B003` if it has no name, `B158` for one file of a run that is split.
    pub(super) fn new(target: &Path, split: bool) -> Result<Self, Failure> {
        let nameless = || unwritable(target, &io::ErrorKind::InvalidInput.into());
        let name = target.file_name().ok_or_else(nameless)?.to_string_lossy().into_owned();
        let work = target.with_file_name(format!(".{name}.chohyo"));
        let kind = match ending(target).as_str() {
            "pdf" if split => {
                let found = Diagnostic::error("B158").arg("path", target.display());
                return Err(found.into());
            }
            "pdf" => {
                Kind::File { pdf: target.to_owned(), manifest: target.with_extension(MANIFEST) }
            }
            _ => Kind::Folder(target.to_owned()),
        };
        Ok(Self { kind, work })
    }

    /// Nothing that a run has made is ever overwritten.
    ///
    /// # Errors
    /// `B150` if something is there already, `B004` if it is a symbolic link.
    pub(super) fn is_free(&self) -> Result<(), Failure> {
        match &self.kind {
            Kind::Folder(folder) => {
                let used = match fs::symlink_metadata(folder) {
                    Ok(found) if found.file_type().is_symlink() => return output::check(folder),
                    Ok(found) if found.is_dir() => fs::read_dir(folder)
                        .map_err(|error| unwritable(folder, &error))?
                        .next()
                        .is_some(),
                    Ok(_) => true,
                    Err(_) => false,
                };
                if used { Err(taken(folder)) } else { Ok(()) }
            }
            Kind::File { pdf, manifest } => [pdf, manifest].into_iter().try_for_each(|path| {
                output::check(path)?;
                if path.exists() { Err(taken(path)) } else { Ok(()) }
            }),
        }
    }

    /// The private folder.
    pub(super) fn work(&self) -> &Path {
        &self.work
    }

    /// Whether an unfinished run is there.
    pub(super) fn is_begun(&self) -> bool {
        fs::symlink_metadata(&self.work).is_ok()
    }

    /// Where the manifest stands when the run has ended.
    pub(super) fn manifest(&self) -> PathBuf {
        match &self.kind {
            Kind::Folder(folder) => folder.join(MANIFEST),
            Kind::File { manifest, .. } => manifest.clone(),
        }
    }

    /// Where a file stands that is finished: the one PDF may have its name already.
    pub(super) fn made(&self, name: &str) -> PathBuf {
        let made = self.work.join(name);
        match &self.kind {
            Kind::File { pdf, .. } if !made.exists() => pdf.clone(),
            Kind::File { .. } | Kind::Folder(_) => made,
        }
    }

    /// What messages call the output.
    pub(super) fn target(&self) -> &Path {
        match &self.kind {
            Kind::Folder(path) | Kind::File { pdf: path, .. } => path,
        }
    }

    /// The name of a file in the manifest.
    pub(super) fn file_name(&self, number: u64) -> String {
        match &self.kind {
            Kind::Folder(_) => format!("part-{number:06}.pdf"),
            Kind::File { pdf, .. } => {
                pdf.file_name().unwrap_or_default().to_string_lossy().into_owned()
            }
        }
    }

    /// Makes the private folder and the manifest in it, which this run alone may write.
    ///
    /// # Errors
    /// `B151` if there is one already, `B152` if another run is writing there, `B003`.
    pub(super) fn begin(&self) -> Result<File, Failure> {
        let failed = |error: io::Error| unwritable(self.target(), &error);
        let mut folder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        match folder.create(&self.work) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let locked = self.open(false).and_then(|file| self.lock(file));
                return Err(match locked {
                    Err(failure) if is(&failure, "B152") => failure,
                    _ => Diagnostic::error("B151").arg("path", self.work.display()).into(),
                });
            }
            made => made.map_err(failed)?,
        }
        let mut made = OpenOptions::new();
        let made = output::private(made.read(true).write(true).create_new(true));
        let made =
            made.open(self.work.join(MANIFEST)).map_err(failed).and_then(|file| self.lock(file));
        if made.is_err() {
            let _ = fs::remove_dir(&self.work);
        }
        made
    }

    /// The manifest of a run that was interrupted, which this run alone may write now.
    ///
    /// # Errors
    /// `B152` if it is still running, `B003`, `B004`.
    pub(super) fn resume(&self) -> Result<File, Failure> {
        let found = fs::symlink_metadata(&self.work);
        if found.is_ok_and(|found| found.file_type().is_symlink()) {
            output::check(&self.work)?;
        }
        self.lock(self.open(true)?)
    }

    /// A run that was killed at its very beginning has no manifest yet.
    fn open(&self, create: bool) -> Result<File, Failure> {
        let path = self.work.join(MANIFEST);
        output::check(&path)?;
        let mut options = OpenOptions::new();
        let options = output::private(options.read(true).write(true).create(create));
        options.open(&path).map_err(|error| unwritable(&path, &error))
    }

    /// The lock goes with the process, however it ends.
    fn lock(&self, file: File) -> Result<File, Failure> {
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => {
                let found = Diagnostic::error("B152").arg("path", self.target().display());
                Err(Failure::environment(vec![found]))
            }
            Err(TryLockError::Error(error)) => Err(unwritable(self.target(), &error)),
        }
    }

    /// Removes all files of the private folder but the manifest and those that `keep` names: what
    /// a run left behind when it was killed.
    pub(super) fn clean(&self, keep: &[String]) -> io::Result<()> {
        for entry in fs::read_dir(&self.work)? {
            let entry = entry?;
            let name = entry.file_name();
            if name != MANIFEST && !keep.iter().any(|kept| name == kept.as_str()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes the private folder and all that was made.
    pub(super) fn discard(&self) {
        let _ = fs::remove_dir_all(&self.work);
    }

    /// Gives the output its name. `file` is the print of the one PDF; the manifest is closed and on
    /// the disk.
    ///
    /// # Errors
    /// `B150` if something has come there in the meantime, `B003`.
    pub(super) fn publish(&self, file: Option<&Print>) -> Result<(), Failure> {
        match &self.kind {
            Kind::Folder(folder) => {
                sync(&self.work);
                // Fails unless it is empty; a rename onto a folder with files fails as well.
                if folder.is_dir() {
                    fs::remove_dir(folder).map_err(|_| taken(folder))?;
                }
                if fs::symlink_metadata(folder).is_ok() {
                    return Err(taken(folder));
                }
                fs::rename(&self.work, folder).map_err(|error| unwritable(folder, &error))?;
                sync(parent(folder));
                Ok(())
            }
            Kind::File { pdf, manifest } => {
                if let Some(print) = file {
                    self.hand_out(&self.file_name(1), pdf, Some(print))?;
                }
                // The folder is found without its manifest only after both have their names: they
                // stand in one folder, which is synced with the second.
                self.copy_out(manifest)?;
                self.discard();
                Ok(())
            }
        }
    }

    /// Gives a file of the private folder its name, unless the very file has it already.
    fn hand_out(&self, name: &str, target: &Path, print: Option<&Print>) -> Result<(), Failure> {
        let made = self.work.join(name);
        if !made.exists() {
            let there = of_file(target).ok();
            return if there.as_ref() == print { Ok(()) } else { Err(taken(target)) };
        }
        let made = TempPath::try_from_path(made).map_err(|error| unwritable(target, &error))?;
        made.persist_noclobber(target).map_err(|failed| {
            let kept = failed.path.keep();
            match (failed.error.kind(), kept) {
                (io::ErrorKind::AlreadyExists, _) => taken(target),
                _ => unwritable(target, &failed.error),
            }
        })
    }

    /// The manifest stays where it is until it stands at its place as a whole.
    fn copy_out(&self, target: &Path) -> Result<(), Failure> {
        let made = self.work.join(MANIFEST);
        let failed = |error: io::Error| unwritable(target, &error);
        let print = of_file(&made).map_err(failed)?;
        if of_file(target).is_ok_and(|there| there == print) {
            return Ok(());
        }
        output::stage(target, File::open(&made).map_err(failed)?)?.publish_new(target)
    }
}

/// `B150`
pub(super) fn taken(path: &Path) -> Failure {
    Diagnostic::error("B150").arg("path", path.display()).into()
}

fn is(failure: &Failure, code: &str) -> bool {
    failure.diagnostics.iter().any(|found| found.code.0 == code)
}
