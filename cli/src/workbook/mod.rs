//! Excel workbooks (.xlsx): the only place that knows the crates which read and write them.

mod read;
mod write;

pub(crate) use read::{Sheet, open};
pub(crate) use write::{Book, book};
