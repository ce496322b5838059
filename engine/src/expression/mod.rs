//! The expressions of the layout language: `{…}` in words and `when = "…"`.
//!
//! Total and small: no loops, no side effects. [`ast`] is what a checked expression is.

pub mod ast;

pub use ast::{Builtin, Compare, Expr, Function, Literal, Path, Piece, Template, Type};
