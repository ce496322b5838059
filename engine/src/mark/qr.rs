//! QR codes. The only file that names the crate that makes them.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::payload::ALPHABET;
use crate::length::{Length, Rect};

/// Version 2: 25 modules a side, 29 characters at level Q.
const VERSION: u8 = 2;
/// Modules a side without the quiet zone.
pub(super) const MODULES: i64 = 25;
/// Quiet zone on each side, in modules.
const QUIET: i64 = 4;
/// Modules a side with the quiet zone.
pub const SIDE: i64 = MODULES + 2 * QUIET;

/// The dark modules of a text in a square, those of a row that touch as one rectangle. Nothing if
/// the text is longer than the version holds.
pub(super) fn bars(text: &str, area: Rect) -> Vec<Rect> {
    let known = |c: &char| u8::try_from(*c).is_ok_and(|byte| ALPHABET.contains(&byte));
    let text: String = text.chars().filter(known).collect();
    let segment = [QrSegment::make_alphanumeric(&text)];
    let (level, version) = (QrCodeEcc::Quartile, Version::new(VERSION));
    let made = QrCode::encode_segments_advanced(&segment, level, version, version, None, false);
    let Ok(code) = made else { return Vec::new() };
    let side = area.size.width.min(area.size.height);
    let mut bars = Vec::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                bars.push(modules(area, side, (start, x), y));
            }
            x += 1;
        }
    }
    bars
}

fn modules(area: Rect, side: Length, (from, to): (i32, i32), row: i32) -> Rect {
    let edge = |at: i32| side.scale(i64::from(at) + QUIET, SIDE);
    let (left, top) = (edge(from), edge(row));
    let (width, height) = (edge(to) - left, edge(row + 1) - top);
    Rect::new(area.origin.x + left, area.origin.y + top, width, height)
}
