//! PDF of hand-made pages: text, fonts, page tree, faults.

mod sample;

mod pdf;
