//! The suite's pages and paths.
#![allow(unreachable_pub)]

pub mod case;
pub mod path;
