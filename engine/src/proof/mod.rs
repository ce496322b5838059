//! Self proof: what was written is what was meant. A [`Document`](crate::page::Document) is asked
//! before it is drawn, and compared with what a reader that shares nothing with the writer finds in
//! the finished file; then its pixels, as other hands draw them, with our own picture. The result is
//! data.
//!
//! Findings name page, 印字項目 and the number of a mark, never a text.

mod drawn;
mod glyphs;
mod level;
mod looks;
mod marks;
mod near;
mod outlines;
mod page;
mod pictures;
mod prover;
mod reading;
mod shapes;

pub use level::{Level, Proof, Proved};
pub(crate) use outlines::Outlines;
pub use prover::{Prover, prove};
pub use reading::Reading;
