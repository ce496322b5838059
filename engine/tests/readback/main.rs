//! The reader on files made by hand: fonts that are not in the file, encodings, lines of vertical
//! text.

mod bombs;
mod corpus;
mod fonts;
mod lines;
mod small_pdf;
