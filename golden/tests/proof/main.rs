//! Proofs: every golden case proves, and no lie of a writer does.

mod cases;
mod documents;
mod drawing;
mod file;
mod forge;
mod pixels;
mod sheet;
