//! Glyph charts: pages of one glyph after the other with its name and code, and the card of one
//! glyph beside its siblings; sheets for the print room. They are [`Document`](crate::page::Document)s like those of a
//! form, so PDF and PNG draw them.

mod captions;
mod card;
mod grid;
mod ink;
mod ledger;
mod test_sheet;

use chohyo_fonts::MissingCluster;

pub use captions::{Caption, captions};
pub use card::{Card, Fact, card};
pub use grid::{Chart, Heading};
pub use ledger::{Ledger, ledger};
pub use test_sheet::{TestSheet, test_sheet};

/// One glyph of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name: `MJ022335`, `1-19-75`.
    pub name: String,
    /// The text that draws it.
    pub text: String,
    /// What stands under the name: `U+845B E0100`.
    pub code: String,
}

/// A text of a chart that no face draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undrawable {
    /// Name of the entry; empty for words of the chart itself.
    pub name: String,
    /// What is missing.
    pub missing: Vec<MissingCluster>,
}
