//! Spanned TOML: every key and value knows its place, every mistake is collected.
//!
//! The only folder that names the TOML crate. Layouts, fragments, parameters and record schemas
//! are read through it, so that all of them report in one way: all errors of a file in one run,
//! each at its own key or value, with a suggestion where a name is close to a known one.

mod findings;
mod get;
mod literal;
mod suggest;
mod tree;

pub(crate) use findings::Findings;
pub(crate) use suggest::{nearest, with_suggestion};
pub(crate) use tree::{Node, NodeKind, Table, parse};

/// Limits of source files.
pub(crate) mod limits {
    /// Largest layout, fragment, schema or parameter file in bytes: the largest example has 9 KB.
    pub(crate) const FILE_BYTES: usize = 1024 * 1024;
}
