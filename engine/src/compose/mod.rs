//! Composing: a form and a record become pages of positioned glyphs.
//!
//! Text is set in four steps: `measure` (shape) → `breaking` (lines) → `fit` (the ladder of
//! attempts) → `place` (positions). `kinsoku`, `spacing` and `spread` hold the rules of JLREQ that
//! these steps ask: where lines may end, the space between characters, how a line is filled. A record is composed in two: `paginate` (which pages it
//! needs) → `emit` (the items of each page).

mod abreast;
mod annex;
mod axes;
mod binding;
mod blocks;
mod breaking;
mod cells;
mod choice;
mod composer;
mod decimal;
mod emit;
mod fit;
mod fixed;
mod flow;
mod flow_entries;
mod flow_place;
mod kinsoku;
mod line;
mod measure;
mod memo;
mod next_page;
mod order;
mod paginate;
mod place;
mod printing;
#[cfg(test)]
mod properties;
mod report;
mod ruby;
mod sheet_mark;
mod spacing;
mod spare;
mod spoken;
mod spots;
mod spread;
mod stretches;
mod table;
mod table_cut;
mod table_draw;
#[cfg(test)]
pub(crate) mod testing;
mod together;
mod work;

pub(crate) use binding::{prints_mj, template_paths};
pub use composer::{Composed, Composer, Desk, Mode};
pub use printing::{Printed, Printing};
pub use report::Fitted;
pub(crate) use ruby::base_clusters;
pub use spots::{Spot, Spots};
pub use work::Overflow;
