//! The rows of the catalogue of bad inputs (`rows.txt`), each a test through the program with the
//! verdict the catalogue states: EXACT, REJECT-RECORD or REJECT-RUN.

mod characters;
mod complete;
mod dates;
mod encoding;
mod json;
mod length;
mod marks;
mod numbers;
mod pdf_text;
mod protection;
mod structure;
mod support;
