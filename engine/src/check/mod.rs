//! Is this PDF the standard form? What another engine's pages hold, against what the form says for
//! the record. The result is data with a verdict of every rule; messages are `K` codes.
//!
//! Matching is by content and nearness: other engines write the same words in other units, fonts
//! and orders. Nothing here looks at how a file was written, only at what stands on its pages.

mod amount;
mod cells;
mod checker;
mod contour;
mod expected;
mod extra;
mod fields;
mod found;
mod hidden;
mod ink;
mod lines;
mod matching;
mod page;
mod paper;
mod picture;
mod pictures;
mod place;
mod report;
mod rules;
mod seal;
mod segments;
mod sequence;
mod shape;
mod tolerances;

pub use amount::Amount;
pub use checker::Checker;
pub use picture::Scan;
pub use report::{Counts, Finding, Placed, Report, Unjudged, Verdict};
pub use rules::{Family, RULES, Rule, rule};
pub use tolerances::{TOLERANCES, Tolerance, tolerance};
