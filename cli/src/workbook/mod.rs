//! Excel workbooks (.xlsx): the only place that knows the crates which read and write them.

mod read;

pub(crate) use read::{Sheet, open};
