//! Layout and font folders on disk, for golden runs and for `--layouts` and `--fonts`.

use std::borrow::Cow;
use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::{self, Characters, Form, Params, SlotFile};
use chohyo_engine::source::Library;
use chohyo_fonts::{FontError, FontErrorKind, FontRole, FontSet, FontSource, SlotSource};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Largest file of a layout folder, in bytes: far above any layout, seal or schema.
const FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Deepest folder of a layout folder.
const DEPTH: usize = 8;

/// One entry of `fonts.toml`.
#[derive(Deserialize)]
pub struct FontEntry {
    /// Short name: `ipamjm`.
    pub name: String,
    /// Word of the role: `mincho`.
    pub role: String,
    /// Path in the font folder.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

#[derive(Deserialize)]
struct FontList {
    font: Vec<FontEntry>,
}

/// Reads a layout folder: `.toml` files as texts, `.png` files as images.
///
/// # Errors
///
/// `B001` for what cannot be read.
pub fn library(folder: &Path) -> Result<Library, Vec<Diagnostic>> {
    let mut library = Library::default();
    add(&mut library, folder, "")?;
    Ok(library)
}

/// Adds a folder to a library; `prefix` stands before every path (`features/`).
///
/// # Errors
///
/// `B001` for what cannot be read.
pub fn add(library: &mut Library, folder: &Path, prefix: &str) -> Result<(), Vec<Diagnostic>> {
    let mut errors = Vec::new();
    add_folder(library, folder, prefix, DEPTH, &mut errors);
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn add_folder(
    library: &mut Library,
    folder: &Path,
    prefix: &str,
    depth: usize,
    errors: &mut Vec<Diagnostic>,
) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return errors.push(unreadable(folder, &error)),
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            if depth > 0 {
                add_folder(library, &path, &format!("{name}/"), depth - 1, errors);
            }
        } else if let Err(error) = add_file(library, &path, &name) {
            errors.push(unreadable(&path, &error));
        }
    }
}

fn add_file(library: &mut Library, path: &Path, name: &str) -> std::io::Result<()> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if !matches!(ending, "toml" | "png") {
        return Ok(());
    }
    if std::fs::metadata(path)?.len() > FILE_BYTES {
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "over 16 MiB"));
    }
    match ending {
        "toml" => library.add_text(name, std::fs::read_to_string(path)?),
        _ => library.add_blob(name, std::fs::read(path)?),
    }
    Ok(())
}

/// Parameters that stand in the library itself, such as those of 見本市; their images stand beside them.
///
/// # Errors
///
/// `B001` if the library has no such file, and those of [`form::params`].
pub fn params(library: &Library, form: &Form, path: &str) -> Result<Params, Vec<Diagnostic>> {
    let missing = || vec![Diagnostic::error("B001").arg("path", path).arg("cause", "not-found")];
    let source = library.text(path).ok_or_else(missing)?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let images = |name: &str| library.blob(&format!("{folder}/{name}")).cloned();
    form::params(form, source, &images)
}

/// The diagnostic of a file that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("B001").arg("path", path.display()).arg("cause", cause(error))
}

/// Why a file cannot be read or written, as a word that the messages translate. What the system
/// says is in its own language and may name temporary files.
pub fn cause(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    let word = match error.kind() {
        Kind::NotFound => "not-found",
        Kind::PermissionDenied => "denied",
        Kind::IsADirectory => "folder",
        Kind::NotADirectory => "no-folder",
        Kind::InvalidData => "not-utf8",
        Kind::FileTooLarge => "too-large",
        Kind::StorageFull => "full",
        Kind::ReadOnlyFilesystem => "read-only",
        other => return other.to_string(),
    };
    word.to_owned()
}

/// Reads a font folder. `fonts.toml` in it says which files and with which hashes; without one,
/// `list` does, and the files are looked for by their names alone.
///
/// # Errors
///
/// `B001` for a file that cannot be read, `B010` for a wrong list, `G011` for a file whose hash
/// differs, and those of [`font_set`].
pub fn fonts(folder: &Path, list: &str) -> Result<FontSet, Vec<Diagnostic>> {
    let own = folder.join("fonts.toml");
    let entries = if own.exists() {
        let text = std::fs::read_to_string(&own).map_err(|e| vec![unreadable(&own, &e)])?;
        font_list(&text)?
    } else {
        font_list(list)?
    };
    let mut sources = Vec::new();
    let mut errors = Vec::new();
    for entry in entries {
        match font_source(folder, entry) {
            Ok(source) => sources.push(source),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { font_set(sources) } else { Err(errors) }
}

fn font_list(text: &str) -> Result<Vec<FontEntry>, Vec<Diagnostic>> {
    let wrong = |error: toml::de::Error| {
        vec![Diagnostic::error("B010").arg("cause", error.message().to_owned())]
    };
    toml::from_str::<FontList>(text).map(|list| list.font).map_err(wrong)
}

fn font_source(folder: &Path, entry: FontEntry) -> Result<FontSource, Diagnostic> {
    let mut path = folder.join(&entry.file);
    if !path.exists()
        && let Some(name) = Path::new(&entry.file).file_name()
    {
        path = folder.join(name);
    }
    let data = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
    if sha256(&data) != entry.sha256 {
        return Err(Diagnostic::error("G011").arg("font", path.display()));
    }
    let role = role(&entry.role)?;
    Ok(FontSource { name: entry.name, role, data: Cow::Owned(data) })
}

/// A font role by its word.
///
/// # Errors
///
/// `B010` if there is no such role.
pub fn role(word: &str) -> Result<FontRole, Diagnostic> {
    let unknown = || Diagnostic::error("B010").arg("cause", format!("role `{word}`"));
    FontRole::from_name(word).ok_or_else(unknown)
}

/// Opens the faces.
///
/// # Errors
///
/// `G010` for a broken file, `G012` for a role without a file or with two.
pub fn font_set(sources: Vec<FontSource>) -> Result<FontSet, Vec<Diagnostic>> {
    FontSet::new(sources).map_err(|errors| errors.iter().map(font_error).collect())
}

fn font_error(error: &FontError) -> Diagnostic {
    let diagnostic = Diagnostic::error(error.code()).arg("font", &error.font);
    match error.kind {
        FontErrorKind::Broken(part) => diagnostic.arg("part", part),
        FontErrorKind::MissingRole(role) | FontErrorKind::DuplicateRole(role) => {
            diagnostic.arg("role", role.name())
        }
        FontErrorKind::Refused(refusal) => diagnostic.arg("part", refusal.to_string()),
        FontErrorKind::TooManySlots => diagnostic,
    }
}

/// Largest font file of a city, in bytes: the largest known one, of the whole repertoire, has 60 MB.
const FONT_BYTES: u64 = 256 * 1024 * 1024;

/// The set with a city's repertoire and fonts; `folder` is where its parameter file lies.
///
/// # Errors
///
/// All that is wrong: `L003` for a file that is not there, `B001` for one that cannot be read,
/// `G011` for one whose hash differs, and those of [`FontSet::with_slots`].
pub fn with_slots(
    fonts: FontSet,
    folder: &Path,
    characters: &Characters,
) -> Result<FontSet, Vec<Diagnostic>> {
    let mut sources = Vec::new();
    let mut errors = Vec::new();
    for slot in &characters.fonts {
        match slot_source(folder, slot) {
            Ok(source) => sources.push(source),
            Err(error) => errors.push(error.at(&slot.source)),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let named = |error: &FontError| {
        let slot = characters.fonts.iter().find(|slot| slot.name == error.font);
        slot.map_or(font_error(error), |slot| font_error(error).at(&slot.source))
    };
    let set = fonts.with_slots(characters.repertoire, sources);
    set.map_err(|errors| errors.iter().map(named).collect())
}

fn slot_source(folder: &Path, slot: &SlotFile) -> Result<SlotSource, Diagnostic> {
    let path = folder.join(&slot.file);
    let data = read_font(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Diagnostic::error("L003").arg("path", &slot.file),
        _ => unreadable(&path, &error),
    })?;
    if sha256(&data) != slot.sha256 {
        return Err(Diagnostic::error("G011").arg("font", path.display()));
    }
    Ok(SlotSource { name: slot.name.clone(), kind: slot.kind, data: Cow::Owned(data) })
}

fn read_font(path: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.len() > FONT_BYTES {
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "over 256 MiB"));
    }
    std::fs::read(path)
}

/// SHA-256 in hexadecimal.
pub fn sha256(data: &[u8]) -> String {
    Sha256::digest(data).iter().map(|byte| format!("{byte:02x}")).collect()
}
