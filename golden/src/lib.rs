//! Golden cases: every form's pages under test in three layers.

pub mod folder;
pub mod objects;
