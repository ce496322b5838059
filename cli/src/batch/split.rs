//! Which record begins a new file.

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::record::{Pick, Record, Schema};

use crate::args::SplitWord;
use crate::report::Failure;

/// How a run is split into files.
pub(super) enum Split {
    /// Not at all.
    One,
    /// So many records of the input.
    Records(u64),
    /// At most so many sheets of paper.
    Sheets(u64),
    /// Whenever an item changes.
    Item(Pick),
}

/// What the split asks of a record.
pub(super) struct Asked<'m> {
    pub(super) position: u64,
    pub(super) sheets: u64,
    /// Bytes of the item.
    pub(super) item: &'m [u8],
}

impl Split {
    /// # Errors
    /// `B157` an item that the schema does not have, or that has no single value.
    pub(super) fn new(word: Option<&SplitWord>, schema: &Schema) -> Result<Self, Failure> {
        Ok(match word {
            None => Self::One,
            Some(SplitWord::Records(count)) => Self::Records(*count),
            Some(SplitWord::Sheets(count)) => Self::Sheets(*count),
            Some(SplitWord::Item(path)) => {
                let pick = Pick::new(schema, path);
                Self::Item(pick.ok_or_else(|| Diagnostic::error("B157").arg("item", path))?)
            }
        })
    }

    /// The bytes of the item of a record.
    pub(super) fn item(&self, record: &Record) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Self::Item(pick) = self {
            pick.append(record, &mut bytes);
        }
        bytes
    }

    /// Whether a record begins a new file; `open` is the file so far, with its last record.
    pub(super) fn parts(&self, open: &Asked<'_>, next: &Asked<'_>) -> bool {
        match self {
            Self::One => false,
            Self::Records(_) => self.number(open.position) != self.number(next.position),
            Self::Sheets(most) => open.sheets.saturating_add(next.sheets) > *most,
            Self::Item(_) => open.item != next.item,
        }
    }

    /// The number of the file of a position, if that alone says it.
    pub(super) fn number(&self, position: u64) -> Option<u64> {
        match self {
            Self::Records(count) => Some(position.saturating_sub(1) / count + 1),
            Self::One | Self::Sheets(_) | Self::Item(_) => None,
        }
    }
}
