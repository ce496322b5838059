//! PDF and PNG of one page, judged by each other.

mod sample;

mod judge;
mod pdf;
