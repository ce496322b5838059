//! What differs between two forms: two editions, or a draft and the reconstruction it replaces.
//! Items are paired by their 印字項目名, then by their words, then by their place.

mod compare;
mod drawn;
mod entry;
mod head;
mod looks;
mod pair;
mod types;

pub use compare::{Aspect, Change, Difference, Subject, differences};
