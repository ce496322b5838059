//! References on disk: `golden/refs/<帳票ID>/<case>/`, of a feature page `golden/refs/features/<case>/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;

use crate::cases::Case;
use crate::folder::cause;
use crate::make::Made;

/// Most bytes of all references together.
pub const TOTAL_BYTES: u64 = 40 * 1024 * 1024;

/// File of the item dump.
pub(crate) const ITEMS: &str = "items.txt";
/// File of the PDF's objects.
pub(crate) const OBJECTS: &str = "objects.txt";

/// File of a page's picture; pages count from 1.
pub(crate) fn picture(page: usize) -> String {
    format!("page-{page}.png")
}

/// The folder of a case's references.
pub fn folder(root: &Path, case: &Case) -> PathBuf {
    let form = Path::new(&case.form);
    let form = if case.is_feature() { form.parent().unwrap_or(form) } else { form };
    root.join("golden/refs").join(form).join(&case.name)
}

/// A reference; `None` if there is none.
pub(crate) fn read(root: &Path, case: &Case, file: &str) -> Option<Vec<u8>> {
    std::fs::read(folder(root, case).join(file)).ok()
}

/// The number of pages a case shall have: what the manifest says, or as many as have a picture.
pub fn pages(root: &Path, case: &Case) -> usize {
    case.pages.unwrap_or_else(|| {
        let entries = std::fs::read_dir(folder(root, case)).into_iter().flatten().flatten();
        entries.filter(|entry| entry.path().extension().is_some_and(|e| e == "png")).count()
    })
}

/// Files under `golden/refs` that belong to no case (`B105`), and the total size if it is over
/// [`TOTAL_BYTES`] (`B107`).
pub fn strays(root: &Path, cases: &[Case]) -> Vec<Diagnostic> {
    let mut files = Vec::new();
    list(&root.join("golden/refs"), &mut files);
    let wanted: BTreeSet<PathBuf> = cases.iter().flat_map(|case| expected(root, case)).collect();
    let total: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    let stray = files.iter().filter(|(path, _)| !wanted.contains(path));
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let mut found: Vec<_> =
        stray.map(|(path, _)| Diagnostic::error("B105").arg("path", shown(path))).collect();
    if total > TOTAL_BYTES {
        found.push(Diagnostic::error("B107").arg("limit", TOTAL_BYTES / 1024 / 1024));
    }
    found
}

fn expected(root: &Path, case: &Case) -> Vec<PathBuf> {
    let folder = folder(root, case);
    let pictures = (1..=pages(root, case)).map(picture);
    let texts = [ITEMS.to_owned(), OBJECTS.to_owned()];
    pictures.chain(texts).map(|file| folder.join(file)).collect()
}

fn list(folder: &Path, files: &mut Vec<(PathBuf, u64)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, files);
        } else {
            files.push((path, entry.metadata().map_or(0, |data| data.len())));
        }
    }
}

/// Makes the present pages the references of a case: the only writer of references.
///
/// `in_ci` says whether the environment variable `CI` is set.
///
/// # Errors
///
/// `B102` in CI, `B106` if the number of pages is not the manifest's, `B003` if a file cannot be
/// written.
pub fn bless(root: &Path, case: &Case, made: &Made, in_ci: bool) -> Result<(), Vec<Diagnostic>> {
    if in_ci {
        return Err(vec![Diagnostic::error("B102")]);
    }
    if let Some(pages) = case.pages.filter(|pages| *pages != made.pictures.len()) {
        return Err(vec![pages_differ(case, pages, made)]);
    }
    let folder = folder(root, case);
    write(&folder, made).map_err(|error| {
        let found = Diagnostic::error("B003").arg("path", folder.display());
        vec![found.arg("cause", cause(&error))]
    })
}

/// `B106`
pub(crate) fn pages_differ(case: &Case, pages: usize, made: &Made) -> Diagnostic {
    let found = Diagnostic::error("B106").arg("case", &case.name);
    found.arg("pages", pages).arg("made", made.pictures.len())
}

fn write(folder: &Path, made: &Made) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for entry in std::fs::read_dir(folder)? {
        std::fs::remove_file(entry?.path())?;
    }
    std::fs::write(folder.join(ITEMS), &made.items)?;
    std::fs::write(folder.join(OBJECTS), &made.objects)?;
    for (index, png) in made.pictures.iter().enumerate() {
        std::fs::write(folder.join(picture(index + 1)), png)?;
    }
    Ok(())
}
