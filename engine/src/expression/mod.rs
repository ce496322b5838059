//! The expressions of the layout language: `{…}` in words and `when = "…"`.
//!
//! Total and small: no loops, no side effects. [`Expr`] is what a checked expression is.

mod ast;
mod calls;
mod check;
mod eval;
mod field_name;
mod functions;
mod lex;
mod names;
mod operand;
mod parse;
mod problem;
mod read;
mod rows;
mod secrets;
mod uses;
mod words;

pub use ast::{Builtin, Compare, Expr, Function, Literal, Path, Piece, Template, Type};

pub(crate) use eval::{Element, EvalError, PageNumbers, Scope};
pub(crate) use functions::FUNCTIONS;
pub(crate) use names::{Bound, ElementScope, Names};
pub(crate) use read::{condition, date, fixed_words, image, list, sized_template, template};
pub(crate) use rows::{Ledger, RowPlace, RowWindow};
pub(crate) use uses::{
    binds_record, expression_binds_record, expression_uses_pages, uses_pages, visit, visit_printed,
    visit_template, visit_words,
};
pub(crate) use words::{characters, wide_char};

/// Limits of one expression.
pub mod limits {
    /// Deepest nesting of brackets, calls and `not`.
    pub const DEPTH: usize = 32;
    /// Most operators, names and literals an author writes in one expression.
    pub const NODES: usize = 500;
    /// Most of them after texts of the form and arguments of fragments are put in.
    pub const EXPANDED_NODES: usize = 5_000;
}
