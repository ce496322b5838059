//! All pages of a 業務 on one sheet, each under its name.

use chohyo_engine::chart::{Caption, captions};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::length::{Length, Point, Size};
use chohyo_fonts::FontSet;
use image::{GrayImage, imageops};

use super::thumb;

/// Room of a page on the sheet, in pixels: A4 at 36 dpi.
pub(super) const ROOM: (u32, u32) = (300, 424);

/// Resolution of the sheet and its captions.
const DPI: u16 = 96;
/// Pages side by side.
const COLUMNS: u32 = 6;
/// Space around a page, and above it the caption.
const GAP: u32 = 12;
const CAPTION: u32 = 20;
const CELL: (u32, u32) = (ROOM.0 + GAP, ROOM.1 + GAP + CAPTION);

/// The sheet.
pub(super) fn sheet(
    fonts: &FontSet,
    pages: &[(String, &GrayImage)],
) -> Result<GrayImage, Vec<Diagnostic>> {
    let places = (0..).map(|no: u32| (no % COLUMNS * CELL.0, no / COLUMNS * CELL.1));
    let places: Vec<(u32, u32)> = places.take(pages.len()).collect();
    let end = |pick: fn(&(u32, u32)) -> u32| places.iter().map(pick).max().unwrap_or(0);
    let size = (end(|p| p.0) + CELL.0 + GAP, end(|p| p.1) + CELL.1 + GAP);
    let words = pages.iter().zip(&places).map(|((words, _), (x, y))| Caption {
        text: words.clone(),
        at: Point::new(length(x + GAP), length(y + GAP + CAPTION - 6)),
    });
    let paper = Size::new(length(size.0), length(size.1));
    let document = captions(fonts, paper, &words.collect::<Vec<_>>());
    let document = document.map_err(|missing| {
        vec![Diagnostic::error("G001").arg("code_points", missing.name).arg("font", "gothic")]
    })?;
    let mut sheet = match document.pages.first() {
        Some(page) => thumb::drawn(fonts, page, DPI),
        None => GrayImage::new(1, 1),
    };
    for ((_, page), (x, y)) in pages.iter().zip(&places) {
        imageops::replace(&mut sheet, *page, i64::from(x + GAP), i64::from(y + GAP + CAPTION));
    }
    Ok(sheet)
}

/// So many pixels of the sheet.
fn length(pixels: u32) -> Length {
    Length::emu(i64::from(pixels) * 914_400 / i64::from(DPI))
}
