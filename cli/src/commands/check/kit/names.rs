//! Which files of a folder are those of a case, by their names.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use chohyo_engine::diag::Diagnostic;
use chohyo_golden::folder::unreadable;

use crate::ending::ending;
use crate::report::Failure;

/// The PDFs and pictures of a folder that no case has asked for yet.
pub(super) struct Names(BTreeSet<String>);

/// What a kit asks for: a PDF, or pictures of its pages.
#[derive(Debug, PartialEq)]
pub(super) struct Asked {
    /// The name in the results.
    pub(super) name: String,
    /// The files, in the order of pages; none if there is none.
    pub(super) files: Vec<String>,
    /// The records of the case that it should hold, counted from 0.
    pub(super) records: Range<usize>,
}

impl Names {
    /// Those of a folder.
    ///
    /// # Errors
    /// `B001`.
    pub(super) fn of(folder: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::from(unreadable(folder, &error));
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = PathBuf::from(entry.map_err(failed)?.file_name());
            if matches!(ending(&path).as_str(), "pdf" | "png") {
                names.insert(path.to_string_lossy().into_owned());
            }
        }
        Ok(Self(names))
    }

    /// Takes the files of a case: its PDF, else a PDF for each of its records, else pictures of its
    /// pages.
    pub(super) fn take(&mut self, case: &str, records: usize) -> Vec<Asked> {
        let pages = self.pages(case);
        let whole = format!("{case}.pdf");
        let of_whole = |files| Asked { name: whole.clone(), files, records: 0..records };
        if self.0.remove(&whole) {
            return vec![of_whole(vec![whole.clone()])];
        }
        let parts: Vec<String> = part_names(case, records).collect();
        if parts.iter().any(|part| self.0.contains(part)) {
            let part = |(name, record): (String, usize)| {
                let files = self.0.take(&name).into_iter().collect();
                Asked { name, files, records: record..record + 1 }
            };
            return parts.into_iter().zip(0..).map(part).collect();
        }
        match pages.as_slice() {
            [] => vec![of_whole(Vec::new())],
            [name] => vec![Asked { name: name.clone(), ..of_whole(pages) }],
            [first, .., last] => {
                vec![Asked { name: format!("{first} … {last}"), ..of_whole(pages) }]
            }
        }
    }

    /// Takes all files of a case that there should not be.
    pub(super) fn take_all(&mut self, case: &str, records: usize) -> Vec<String> {
        let mut there: Vec<String> = std::iter::once(format!("{case}.pdf"))
            .chain(part_names(case, records))
            .filter(|name| self.0.remove(name))
            .collect();
        there.extend(self.pages(case));
        there
    }

    /// Takes the pictures of the pages of a case, in their order: `NAME.png`, or `NAME-1.png` and
    /// so on.
    fn pages(&mut self, case: &str) -> Vec<String> {
        let mut pages: Vec<(u64, String)> =
            self.0.iter().filter_map(|name| Some((page(case, name)?, name.clone()))).collect();
        pages.sort();
        let names: Vec<String> = pages.into_iter().map(|(_, name)| name).collect();
        self.0.retain(|name| !names.contains(name));
        names
    }

    /// `B233`: files that no case asks for.
    pub(super) fn strangers(&self, folder: &Path) -> Vec<Diagnostic> {
        let told = |name| Diagnostic::warning("B233").arg("path", folder.join(name).display());
        self.0.iter().map(told).collect()
    }
}

/// The names of PDFs of single records.
fn part_names(case: &str, records: usize) -> impl Iterator<Item = String> + '_ {
    (1..=records).map(move |record| format!("{case}-{record:03}.pdf"))
}

/// The page of a case that a picture shows, by its name; 0 if it has no number.
fn page(case: &str, name: &str) -> Option<u64> {
    let rest = name.strip_suffix(".png")?.strip_prefix(case)?;
    if rest.is_empty() {
        return Some(0);
    }
    let digits = rest.strip_prefix('-')?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Names {
        Names(list.iter().map(|name| (*name).to_owned()).collect())
    }

    fn asked(name: &str, files: &[&str], records: Range<usize>) -> Asked {
        let files = files.iter().map(|file| (*file).to_owned()).collect();
        Asked { name: name.to_owned(), files, records }
    }

    #[test]
    fn pictures_stand_in_the_order_of_their_numbers() {
        let mut folder = names(&["hard-10.png", "hard-2.png", "hard-1.png", "hard-x.png"]);
        let files = ["hard-1.png", "hard-2.png", "hard-10.png"];
        let wanted = asked("hard-1.png … hard-10.png", &files, 0..3);
        assert_eq!(folder.take("hard", 3), [wanted]);
        assert_eq!(folder.0, names(&["hard-x.png"]).0, "what is no page is left");
        assert_eq!(names(&["a.png"]).take("a", 1), [asked("a.png", &["a.png"], 0..1)]);
    }

    #[test]
    fn a_pdf_goes_before_pictures_and_parts_stand_alone() {
        let mut folder = names(&["a.pdf", "a-001.png", "b-002.pdf", "b-1.png"]);
        assert_eq!(folder.take("a", 2), [asked("a.pdf", &["a.pdf"], 0..2)]);
        let parts = [asked("b-001.pdf", &[], 0..1), asked("b-002.pdf", &["b-002.pdf"], 1..2)];
        assert_eq!(folder.take("b", 2), parts);
        assert_eq!(folder.take("c", 1), [asked("c.pdf", &[], 0..1)]);
        assert!(folder.0.is_empty(), "pictures beside PDFs are known");
        let mut folder = names(&["no-001.pdf", "no-1.png", "none.png"]);
        assert_eq!(folder.take_all("no", 1), ["no-001.pdf", "no-1.png"]);
        assert_eq!(folder.0.len(), 1);
    }
}
