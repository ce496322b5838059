//! Limits of a layout: bounds against runaway files, far above any form.

use crate::length::Length;

/// Most items of a form, fragments counted every time they are used.
pub const ITEMS: u32 = 5_000;
/// Most blocks of a `repeat` on one page.
pub const BLOCKS: usize = 1_000;
/// Most places of one item.
pub const PLACES: usize = 200;
/// Most columns of a table.
pub const COLUMNS: usize = 100;
/// Most cells of one grid: a line of 44 digits and far more.
pub const CELLS: i64 = 200;
/// Most alternatives of a `choice`.
pub const ALTERNATIVES: usize = 50;
/// Deepest nesting of an `each` in an `each`.
pub const EACH_DEPTH: usize = 4;
/// Deepest nesting of fragments.
pub const FRAGMENT_DEPTH: usize = 8;
/// Most inserts that OMR bars can feed.
pub const INSERTS: usize = crate::mark::limits::INSERTS;
/// Largest side of a 公印's place. Municipal seal rules stay at 25 mm or below.
pub const SEAL: Length = Length::mm(25);
