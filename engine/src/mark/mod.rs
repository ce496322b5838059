//! Marks of sheets for the machines that insert and count them (封入制御・突合): what they say, how
//! they are drawn, and how they are read back off a page. They never hold personal data: a sheet is
//! named by its run, the place of its record in the input, and its number among the record's sheets.
//!
//! `payload` is the published text; `code39`, `qr` and `omr` turn it into bars; `read` finds it in
//! what `readback` saw and shares nothing with the crate that draws the QR codes.

mod code39;
mod field;
mod omr;
mod payload;
mod place;
mod qr;
mod read;

pub use omr::{Bars, OmrSheet};
pub use payload::{Payload, PayloadError, RunCode, limits};
pub use place::OmrPlace;
pub use read::{Seen, read_marks, read_omr};

use crate::length::Rect;

/// How a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbology {
    /// Code 39 (ISO/IEC 16388) along the width of its box, quiet zones inside it.
    Code39,
    /// A QR code (ISO/IEC 18004) of version 2, level Q, quiet zone inside its square box.
    Qr,
}

impl Symbology {
    /// The dark rectangles of a payload in a box.
    pub fn bars(self, text: &str, area: Rect) -> Vec<Rect> {
        match self {
            Self::Code39 => code39::bars(text, area),
            Self::Qr => qr::bars(text, area),
        }
    }
}

/// Widths of the boxes in modules, and the least width of a module.
pub mod sizes {
    use crate::length::Length;

    pub use super::code39::HEIGHT as CODE39_HEIGHT;
    pub use super::qr::SIDE as QR_SIDE;

    /// Half narrow elements across a Code 39 with its quiet zones.
    pub const CODE39_HALVES: i64 = super::code39::HALVES;
    /// Least width of a narrow element: 0.19 mm, the least X of ISO/IEC 16388 for open systems
    /// (7.5 mil) as it is commonly quoted.
    pub const CODE39_MODULE: Length = Length::emu(6_840);
    /// Least side of a module: 0.38 mm, three dots at 200 dpi.
    pub const QR_MODULE: Length = Length::emu(13_680);
}
