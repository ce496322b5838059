//! Proofs: every golden page proves, and no lie of a writer does.

mod cases;
