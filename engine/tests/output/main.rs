//! PDF of hand-made pages: text, fonts, page tree, faults; a city's own fonts.

mod sample;
#[path = "../../../fonts/tests/synthetic/mod.rs"]
mod synthetic;

mod pdf;
mod slots;
mod survey;
