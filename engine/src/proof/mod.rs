//! Self proof: what was written is what was meant. A [`Document`](crate::page::Document) is asked
//! before it is drawn, and compared with what a reader that shares nothing with the writer finds in
//! the finished file. The result is data.
//!
//! Findings name page, 印字項目 and the number of a mark, never a text.

mod drawn;
mod glyphs;
mod level;
mod marks;
mod near;
mod outlines;
mod page;
mod pictures;
mod prover;
mod shapes;

pub use level::{Level, Proof};
pub use prover::{Prover, prove};
