//! Reads a PDF back: what stands on every page, where, in which font. Of our own files and of
//! anybody's; it shares nothing with the writer in `pdf/` but the vocabulary of pages.
//!
//! Floats end here: whatever leaves this room is in EMU, from the top-left of the page as it is
//! shown (rotation applied).

mod coding;
mod device;
mod direct;
mod document;
mod file_fonts;
mod fixed;
mod known;
mod limits;
mod lines;
mod marked;
mod outline;
mod paint;
mod path;
mod plain;
mod read_page;
mod shown;
mod standin;
mod weigh;

pub(crate) use direct::DirectMap;
pub use document::{PageReader, ReadDocument};
pub(crate) use fixed::ReadParts;
pub(crate) use known::dark_colour;
pub use known::image_digest;
pub use limits::Limits;
pub use lines::ReadLine;
pub use outline::{Outline, Step};
pub use read_page::{
    Contour, Ink, Paint, ReadFont, ReadGlyph, ReadImage, ReadPage, ReadShape, Unread,
};
pub use shown::Shown;
pub(crate) use shown::{Part, WHOLE};
