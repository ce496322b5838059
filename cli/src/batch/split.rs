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

/// The items by which records are sorted and gathered.
pub(super) struct Items(Vec<Pick>);

impl Items {
    /// # Errors
    /// `B157` an item that the schema does not have, or that has no single value.
    pub(super) fn new<'n>(
        names: impl IntoIterator<Item = &'n String>,
        schema: &Schema,
    ) -> Result<Self, Failure> {
        names.into_iter().map(|name| pick(schema, name)).collect::<Result<_, _>>().map(Self)
    }

    /// The bytes of a record's values, one behind the other.
    pub(super) fn of(&self, record: &Record) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.0.iter().for_each(|pick| pick.append(record, &mut bytes));
        bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn pick(schema: &Schema, name: &str) -> Result<Pick, Failure> {
    Ok(Pick::new(schema, name).ok_or_else(|| Diagnostic::error("B157").arg("item", name))?)
}

/// What the split asks of a record.
pub(super) struct Asked<'m> {
    pub(super) position: u64,
    pub(super) sheets: u64,
    /// Bytes of the item by which the run is split.
    pub(super) item: &'m [u8],
    /// Bytes of the items by which records are gathered.
    pub(super) piece: &'m [u8],
}

impl Split {
    /// # Errors
    /// `B157` an item that the schema does not have, or that has no single value.
    pub(super) fn new(word: Option<&SplitWord>, schema: &Schema) -> Result<Self, Failure> {
        Ok(match word {
            None => Self::One,
            Some(SplitWord::Records(count)) => Self::Records(*count),
            Some(SplitWord::Sheets(count)) => Self::Sheets(*count),
            Some(SplitWord::Item(path)) => Self::Item(pick(schema, path)?),
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

    /// Whether a record begins a new file; `open` is the file so far, with its last record. A piece
    /// of mail is in one file, even if that has more sheets then.
    pub(super) fn parts(&self, open: &Asked<'_>, next: &Asked<'_>, gathers: bool) -> bool {
        if gathers && open.piece == next.piece {
            return false;
        }
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
