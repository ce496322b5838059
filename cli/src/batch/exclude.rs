//! Records that are taken out of a run before it is printed (引抜き).

use std::cell::Cell;
use std::collections::HashMap;
use std::path::Path;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::manifest::hex;
use chohyo_engine::record::{Pick, Record, Schema};
use sha2::{Digest, Sha256};

use crate::load;
use crate::report::Failure;

/// Most entries of a list.
const ENTRIES: usize = 1_000_000;
/// Most entries that are told.
const TOLD: usize = 100;
/// The head of a list of ordinals.
const ORDINAL: &str = "#";

/// A list of records.
pub(super) struct Exclude {
    /// The item that the list is of; `None` for ordinals.
    item: Option<Pick>,
    entries: HashMap<Vec<u8>, Entry>,
    sha256: String,
}

/// An entry: its line, and the records that it took out.
struct Entry {
    line: usize,
    hits: Cell<u64>,
}

impl Exclude {
    /// Reads a list: in the first line the name of an item, or `#` for ordinals of the input; then
    /// one value a line.
    ///
    /// # Errors
    /// `B001`; `B181` a line that is wrong, `B157` an item that the schema does not have.
    pub(super) fn read(path: &Path, schema: &Schema) -> Result<Self, Failure> {
        let text = load::read_text(path)?;
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        let wrong = |line: usize| -> Failure {
            let error = Diagnostic::error("B181").arg("path", path.display());
            error.arg("number", line).into()
        };
        let mut lines = text.trim_start_matches('\u{FEFF}').lines().zip(1..);
        let (head, _) = lines.next().ok_or_else(|| wrong(1))?;
        let item = match head {
            ORDINAL => None,
            name => {
                let unknown = || Diagnostic::error("B157").arg("item", name);
                Some(Pick::new(schema, name).ok_or_else(unknown)?)
            }
        };
        let mut entries = HashMap::new();
        for (value, line) in lines {
            let ordinal = || value.parse().ok().filter(|ordinal| *ordinal > 0);
            let key = match &item {
                None => u64::to_be_bytes(ordinal().ok_or_else(|| wrong(line))?).to_vec(),
                Some(_) if value.is_empty() => return Err(wrong(line)),
                Some(_) => Pick::of_text(value),
            };
            if entries.len() == ENTRIES || entries.contains_key(&key) {
                return Err(wrong(line));
            }
            entries.insert(key, Entry { line, hits: Cell::new(0) });
        }
        Ok(Self { item, entries, sha256 })
    }

    /// SHA-256 of the list, hexadecimal.
    pub(super) fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Whether a record is taken out; the entry is counted.
    pub(super) fn takes(&self, record: &Record) -> bool {
        let mut key = Vec::new();
        match &self.item {
            Some(item) => item.append(record, &mut key),
            None => key.extend(record.ordinal.to_be_bytes()),
        }
        let entry = self.entries.get(&key);
        entry.iter().for_each(|entry| entry.hits.set(entry.hits.get() + 1));
        entry.is_some()
    }

    /// `B188` for entries that took out nothing, and `B189`: how many records were taken out.
    pub(super) fn notes(&self) -> Vec<Diagnostic> {
        let mut idle: Vec<usize> =
            self.entries.values().filter(|entry| entry.hits.get() == 0).map(|e| e.line).collect();
        idle.sort_unstable();
        let idle = idle.into_iter().take(TOLD);
        let idle = idle.map(|line| Diagnostic::warning("B188").arg("number", line));
        let hits: u64 = self.entries.values().map(|entry| entry.hits.get()).sum();
        let count = Diagnostic::note("B189").arg("count", hits);
        idle.chain([count.arg("entries", self.entries.len())]).collect()
    }
}
