//! An invented 印影: a ring with a pattern that no seal has.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::raster::Pixels;

/// Diameter in pixels; 15 mm at [`DPI`].
const SIDE: u32 = 177;
const DPI: u16 = 300;

/// The picture as a record has it: PNG in Base64. Equal numbers give equal seals.
pub(super) fn image(number: u64) -> Option<String> {
    let (width, height) = (SIDE, SIDE);
    let middle = i64::from(SIDE / 2);
    let mut rgb = Vec::with_capacity((SIDE * SIDE * 3) as usize);
    for y in -middle..=middle {
        for x in -middle..=middle {
            let ink = ring(x, y, middle) || (inside(x, y, middle) && pattern(x, y, number));
            rgb.extend_from_slice(&[if ink { 0 } else { 255 }; 3]);
        }
    }
    let png = Pixels { width, height, rgb }.to_png(DPI).ok()?;
    Some(STANDARD.encode(png))
}

fn ring(x: i64, y: i64, middle: i64) -> bool {
    let far = x * x + y * y;
    far <= middle * middle && far >= (middle - 6) * (middle - 6)
}

fn inside(x: i64, y: i64, middle: i64) -> bool {
    x * x + y * y < (middle - 20) * (middle - 20)
}

/// Squares, one for each bit of the number.
fn pattern(x: i64, y: i64, number: u64) -> bool {
    let (column, row) = (x.div_euclid(22), y.div_euclid(22));
    let bit = (column + 8 * row).rem_euclid(64);
    let frame = x.rem_euclid(22) < 2 || y.rem_euclid(22) < 2;
    frame || (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> bit) & 1 == 1
}
