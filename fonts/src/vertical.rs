//! How characters stand in vertical lines: UTR #50. The only file that names its data.

use icu_properties::CodePointMapData;
use icu_properties::props::VerticalOrientation;

use crate::shape::Placed;

/// How a character stands in a vertical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// As in a horizontal line (U), or in the font's vertical form if there is one (Tu).
    Upright,
    /// Turned by 90° clockwise (R).
    Turned,
    /// In the font's vertical form, or turned if there is none (Tr).
    FormOrTurned,
}

/// `Vertical_Orientation` of the character. Private use is upright.
pub(crate) fn stand(c: char) -> Stand {
    match CodePointMapData::<VerticalOrientation>::new().get(c) {
        VerticalOrientation::Rotated => Stand::Turned,
        VerticalOrientation::TransformedRotated => Stand::FormOrTurned,
        _ => Stand::Upright,
    }
}

/// Turns a cluster that was set for a horizontal line. The em box (0.88 em above the base line,
/// 0.12 em below) is centred on the line, so the base line runs 0.38 em left of the centre.
pub(crate) fn turn(mut placed: Placed, units_per_em: u16) -> Placed {
    let left = (i32::from(units_per_em) * 38 + 50) / 100;
    placed.glyphs.iter_mut().for_each(|glyph| {
        (glyph.x, glyph.y) = (glyph.y.saturating_sub(left), glyph.x.saturating_neg());
    });
    placed.turned = true;
    placed
}
