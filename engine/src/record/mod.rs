//! Records: the data of one form, typed by a schema.

mod chars;
mod check;
mod columns;
mod csv;
pub(crate) mod eras;
mod eras_file;
mod item;
mod join;
mod json;
mod pick;
mod raw;
mod read;
mod rules;
mod rules_file;
pub mod sample;
pub mod schema;
mod schema_bound;
mod schema_file;
mod schema_items;
mod schema_rows;
mod source;
pub mod standard;
mod standard_file;
mod strict;
mod table;
mod twice;
mod unknown;
mod value;
pub(crate) mod wareki;
pub mod write;

pub use eras::{Era, EraDate, Eras};
pub use join::{Lookup, Merged, too_many};
pub use pick::Pick;
pub use raw::Accepted;
pub use read::{
    Control, Format, Keeping, Reader, Reading, Refusal, Undecodable, accepted, join, read,
    read_with,
};
pub(crate) use rules::guarded;
pub use schema::{
    Basis, Charset, CheckDigit, CodeList, CodeListId, Group, GroupId, Guard, Item, ItemType, Rows,
    Rule, Schema,
};
pub use table::{Head, Row, Table, TableRows, tables};
pub use twice::whole;
pub use unknown::remarks;
pub use value::{Date, DateValue, GroupValue, Record, Time, Value};

/// Limits of record files.
pub mod limits {
    /// Largest record in bytes; the scanned seal of a record is its greatest part.
    pub const RECORD_BYTES: usize = 16 * 1024 * 1024;
    /// Deepest nesting of arrays and objects; schemas nest four deep.
    pub const DEPTH: usize = 64;
    /// Most elements of a list whose schema names no `max` (繰り返し 999 in the data standard).
    pub const ELEMENTS: usize = 999;
    /// Most elements a schema may allow a list: the rows of a long table.
    pub const MOST_ELEMENTS: usize = 100_000;
    /// Most characters of a text whose schema names no `max`.
    pub const CHARACTERS: usize = 1_000;
    /// Most findings of one record.
    pub const FINDINGS: usize = 100;
    /// Largest field of a CSV file in bytes.
    pub const FIELD_BYTES: usize = 4 * 1024 * 1024;
    /// Most rows of a table that belong to one row above.
    pub const JOINED: usize = 10_000;
    /// Most rows of a table: of each one up to 24 bytes are remembered (its key, its cells and
    /// its line), to find rows that stand there twice. Five times the persons of the largest city.
    pub const ROWS: u64 = 20_000_000;
    /// Most records of an input whose schema has a key, of each of which 16 bytes are remembered.
    pub const KEYS: u64 = 20_000_000;
    /// Most tables of a form.
    pub const TABLES: usize = 256;
    /// Most columns of a CSV file.
    pub const COLUMNS: usize = 20_000;
}
