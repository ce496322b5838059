//! What the readers of files hand to the checks: a tree of values without types.

use std::borrow::Cow;

use super::schema::Item;
use crate::diag::Diagnostic;

/// A record that passed every check, as it was read: what [`super::write`] writes.
#[derive(Clone)]
pub struct Accepted {
    /// Ordinal in the input, 1-based.
    pub ordinal: u64,
    /// Line on which it begins, if its format has lines.
    pub(super) line: Option<u64>,
    pub(super) raw: Raw,
}

/// A value as the file has it. Like [`super::Value`] it has no `Debug`.
#[derive(Clone)]
pub(super) enum Raw {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number that is exactly a whole number of 64 bits.
    Int(i64),
    /// Any other number.
    Number,
    /// A JSON string.
    Text(String),
    /// A CSV cell: text whose type is the item's.
    Cell(String),
    /// An array.
    List(Vec<Raw>),
    /// A JSON object.
    Object(Vec<(String, Raw)>),
    /// The columns of a group: a value for each item that has one, in the order of the items.
    Slots(Vec<Option<Raw>>),
}

impl Raw {
    /// How messages call its type.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Flag(_) => "flag",
            Self::Int(_) | Self::Number => "number",
            Self::Text(_) | Self::Cell(_) => "text",
            Self::List(_) => "array",
            Self::Object(_) | Self::Slots(_) => "object",
        }
    }

    /// The value of an item of a group; `at` is the item's place there.
    pub(super) fn item(&self, item: &Item, at: usize) -> Option<&Self> {
        match self {
            Self::Slots(slots) => slots.get(at)?.as_ref(),
            Self::Object(entries) => {
                entries.iter().find(|(key, _)| key == item.key()).map(|(_, raw)| raw)
            }
            _ => None,
        }
    }

    /// It as the text of a CSV cell.
    pub(super) fn cell(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Cell(text) => Cow::Borrowed(text),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Self::Int(number) => Cow::Owned(number.to_string()),
            Self::Null | Self::Number | Self::List(_) | Self::Object(_) | Self::Slots(_) => {
                Cow::Borrowed("")
            }
        }
    }

    /// Whether there is no value in it, nor in anything within it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) | Self::Cell(text) => text.is_empty(),
            Self::Flag(_) | Self::Int(_) | Self::Number => false,
            Self::List(elements) => elements.iter().all(Self::is_blank),
            Self::Object(entries) => entries.iter().all(|(_, raw)| raw.is_blank()),
            Self::Slots(slots) => slots.iter().flatten().all(Self::is_blank),
        }
    }
}

/// One record of a file.
pub(super) struct Found {
    /// The tree; an object unless the file is wrong.
    pub(super) raw: Raw,
    /// Line on which it begins.
    pub(super) line: u64,
}

/// What is wrong in a file. Holds no value.
pub(super) struct Fault {
    /// Code.
    pub(super) code: &'static str,
    /// Line, from 1.
    pub(super) line: Option<u64>,
    /// Column in characters, from 1.
    pub(super) column: Option<u64>,
    /// Arguments of the message.
    pub(super) args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault without a place.
    pub(super) fn new(code: &'static str) -> Self {
        Self { code, line: None, column: None, args: Vec::new() }
    }

    /// On a line.
    #[must_use]
    pub(super) fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// With an argument.
    #[must_use]
    pub(super) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// How far a fault reaches.
pub(super) enum Fail {
    /// This record is refused.
    Record(Box<Fault>),
    /// The file is refused; nothing behind this place can be trusted.
    Input(Box<Fault>),
    /// One of the files of a folder is refused, or what holds its rows fails.
    Told(Vec<Diagnostic>),
}

impl Fail {
    /// A fault of the whole file.
    pub(super) fn input(fault: Fault) -> Self {
        Self::Input(Box::new(fault))
    }

    /// A fault of one record.
    pub(super) fn record(fault: Fault) -> Self {
        Self::Record(Box::new(fault))
    }
}

/// `R117`: more rows or records than are remembered.
pub(super) fn within(count: u64, most: u64) -> Result<(), Fault> {
    if count > most { Err(Fault::new("R117").arg("limit", most)) } else { Ok(()) }
}

/// A reader of one format.
pub(super) trait Records {
    /// The next record; `None` at the end of the file. Not called again after
    /// [`Fail::Input`] and [`Fail::Told`].
    fn next(&mut self) -> Option<Result<Found, Fail>>;

    /// What people should know of a file that is read: columns that were skipped.
    fn notes(&self) -> Vec<Fault> {
        Vec::new()
    }
}

/// An unknown name as a message may show it: only if it is short.
pub(super) fn shown_name(name: &str) -> String {
    /// A key or column longer than this may be a value that slipped.
    const LONGEST: usize = 40;
    let length = name.chars().count();
    let printable = name.chars().all(|c| super::chars::fault(c).is_none());
    if length <= LONGEST && printable { name.to_owned() } else { format!("({length})") }
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn the_limit_itself_is_within() {
        assert!(within(3, 3).is_ok());
        let fault = within(4, 3).err().map(|fault| (fault.code, fault.args));
        assert_eq!(fault, Some(("R117", vec![("limit", "3".to_owned())])));
    }
}
