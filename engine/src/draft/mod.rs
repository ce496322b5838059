//! From an official drawing (帳票レイアウト) to a layout that can be finished by hand: the rules and
//! words of a page of a PDF, or the cells of a workbook, as items of the layout language. What
//! the drawing does not say is named as a gap (未決), never guessed in silence.

mod bind;
mod blocks;
mod drawing;
mod from_page;
mod from_sheet;
mod grid;
mod lattice;
mod look;
mod paint;
mod pieces;
mod plan;
mod texts;
mod words;
mod write;

pub use drawing::{Drawing, Gap};
pub use from_page::from_page;
pub use from_sheet::{Border, Sheet, SheetCell, Upright, from_sheet};
pub use words::quoted;
pub use write::{Draft, Order, draft};

/// Places of a drawing that are nearer than this are one: lines of one weight drawn twice, ends
/// of rules that meet.
const SAME: crate::length::Length = crate::length::Length::emu(3_600);
/// Farthest that a coordinate is moved to stand on a grid or in the middle of a cell: a third of
/// the 0.3 mm that a draft may be off.
const NUDGE: crate::length::Length = crate::length::Length::emu(3_600);
