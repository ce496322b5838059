//! Reads a PDF back: what stands on every page, where, in which font. Of our own files and of
//! anybody's; it shares nothing with the writer in `pdf/` but the vocabulary of pages.
//!
//! Floats end here: whatever leaves this room is in EMU, from the top-left of the page as it is
//! shown (rotation applied).

mod device;
mod document;
mod lines;
mod marked;
mod read_page;

pub use document::{Limits, ReadDocument};
pub use lines::ReadLine;
pub use read_page::{Paint, ReadFont, ReadGlyph, ReadImage, ReadPage, ReadShape};
