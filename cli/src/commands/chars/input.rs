//! What is surveyed: a text, a text file, or a record file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use chohyo_engine::diag::{Diagnostic, Place, RecordPlace};
use chohyo_engine::record::limits;
use chohyo_fonts::charset;
use chohyo_golden::folder;

use crate::report::Failure;

/// An argument of `chohyo chars`.
pub(super) enum Input {
    /// A text.
    Text(String),
    /// A text file, a line a record.
    Lines(PathBuf),
    /// A record file, or a folder of group CSVs.
    Records(PathBuf),
}

impl Input {
    /// By the ending of the argument.
    pub(super) fn of(given: &str) -> Result<Self, Failure> {
        let path = PathBuf::from(given);
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        Ok(match ending.as_str() {
            "json" | "jsonl" | "csv" => Self::Records(path),
            "txt" => Self::Lines(path),
            _ if path.is_dir() => Self::Records(path),
            _ if path.is_file() => return Err(Diagnostic::error("B061").arg("path", given).into()),
            _ => Self::Text(given.to_owned()),
        })
    }

    /// The path of a record file.
    pub(super) fn records(&self) -> Option<&Path> {
        match self {
            Self::Records(path) => Some(path),
            _ => None,
        }
    }
}

/// A text with the names in braces resolved.
///
/// # Errors
/// `B062` for a name that is none, `B063` for a character that stands for such a name inside the
/// program. The place has the column; nothing of the text.
pub(super) fn plain<'t>(
    line: &'t str,
    file: &str,
    number: u64,
) -> Result<Cow<'t, str>, Box<Diagnostic>> {
    let at = |code, byte: usize| {
        let column = line.get(..byte).map(|before| before.chars().count() as u64 + 1);
        let place = RecordPlace {
            file: file.to_owned(),
            record: number,
            line: Some(number),
            column,
            field: None,
        };
        Diagnostic::error(code).place(Place::Record(place))
    };
    if let Some((byte, c)) = line.char_indices().find(|(_, c)| is_own(*c)) {
        let point = format!("U+{:04X}", u32::from(c));
        return Err(Box::new(at("B063", byte).arg("code_point", point)));
    }
    charset::resolve_names(line).map_err(|error| Box::new(at("B062", error.bytes.start)))
}

/// Plane 15 stands for glyphs without a code, inside the program only.
fn is_own(c: char) -> bool {
    matches!(c, '\u{F0000}'..='\u{FFFFD}')
}

/// The lines of a text file, one at a time.
pub(super) struct Lines {
    path: PathBuf,
    file: BufReader<File>,
    number: u64,
}

impl Lines {
    /// Opens a file.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| folder::unreadable(path, &error))?;
        Ok(Self { path: path.to_owned(), file: BufReader::new(file), number: 0 })
    }

    fn refused(&self, code: &'static str) -> Failure {
        let file = self.path.display().to_string();
        let line = Some(self.number);
        let place = RecordPlace { file, record: self.number, line, ..RecordPlace::default() };
        Diagnostic::error(code).place(Place::Record(place)).into()
    }
}

impl Iterator for Lines {
    type Item = Result<String, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let limit = limits::RECORD_BYTES as u64 + 1;
        let mut bytes = Vec::new();
        match self.file.by_ref().take(limit).read_until(b'\n', &mut bytes) {
            Ok(0) => return None,
            Ok(_) => self.number += 1,
            Err(error) => return Some(Err(folder::unreadable(&self.path, &error).into())),
        }
        if bytes.len() > limits::RECORD_BYTES {
            return Some(Err(self.refused("B068")));
        }
        let Ok(line) = String::from_utf8(bytes) else { return Some(Err(self.refused("B064"))) };
        let line = line.strip_suffix('\n').unwrap_or(&line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let bom = if self.number == 1 { line.strip_prefix('\u{FEFF}') } else { None };
        Some(Ok(bom.unwrap_or(line).to_owned()))
    }
}
