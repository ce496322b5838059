//! Documents → a PDF file, streamed.
//!
//! The content of a page depends on that page alone: fonts are named by face, reading and
//! direction, pictures by their content, and character codes are the font file's own glyph ids.
//! So pages can be written as they come, by any number of threads, with the same bytes. What
//! needs all pages (font subsets, page tree, cross references) is written by
//! [`Session::finish`].

mod content;
mod deflate;
mod encoder;
mod error;
mod font;
mod icc;
mod image;
mod metadata;
mod number;
mod pages;
mod readings;
mod session;
mod subset;
mod text;
mod truetype;
mod uses;
mod writer;

pub use encoder::{Encoded, Encoder};
pub use error::PdfError;
pub use metadata::{DateTime, Metadata, Profile};
pub use session::Session;
