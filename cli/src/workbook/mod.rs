//! Excel workbooks (.xlsx): the only place that knows the crates which read and write them.

mod drawn;
mod parts;
mod read;
mod write;

pub(crate) use drawn::drawn;
pub(crate) use read::{Sheet, open};
pub(crate) use write::{Book, book};
