//! Records out, exactly as they were read: `{MJ014004}` stays that name, an era text that text,
//! a missing value is missing wherever the format can say so. Nothing is normalised.

mod columns;
mod csv;
mod flat;
mod folder;
mod json;

pub use csv::{LineEnd, Quotes, Style};
pub use flat::Flat;
pub use folder::Folder;
pub use json::{Spacing, json};
