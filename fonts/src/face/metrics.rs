//! Measures of a face and of its glyphs.

use skrifa::raw::types::F48Dot16;

use super::Face;

/// Measures of a face, in font units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Height above the base line (`hhea`).
    pub ascent: i16,
    /// Depth below the base line (`hhea`); negative.
    pub descent: i16,
    /// Height of capital letters (`OS/2`), or the ascent if the font does not say.
    pub cap_height: i16,
    /// Box around all glyphs (`head`): left, bottom, right, top; y up.
    pub bbox: [i16; 4],
    /// Slant in degrees, counter-clockwise from the vertical (`post`).
    pub italic_angle: f32,
    /// Whether the outlines are CFF; glyf otherwise.
    pub is_cff: bool,
    /// Whether the font says that all glyphs have one width (`post`).
    pub monospaced: bool,
}

/// Measures of a glyph in vertical text, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerticalMetrics {
    /// How far the pen moves down (`vmtx`).
    pub advance: u16,
    /// Height of the vertical origin above the base line. Its x is half the width.
    pub origin_y: i16,
}

impl Face {
    /// Measures of the whole face.
    pub fn metrics(&self) -> Metrics {
        let (metrics, style) = (self.font.metrics(), self.font.style_metrics());
        let line = metrics.hhea_line.unwrap_or_default();
        let ascent = units(line.ascender);
        let bounds = metrics.bounds;
        Metrics {
            ascent,
            descent: units(line.descender),
            cap_height: metrics.cap_height.map_or(ascent, units),
            bbox: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(units),
            italic_angle: style.italic_angle.map_or(0.0, |angle| angle.to_f32()),
            is_cff: self.is_cff,
            monospaced: style.is_fixed_pitch.unwrap_or_default(),
        }
    }

    /// Width of a glyph in font units (`hmtx`); 0 for an id the font does not have.
    pub fn advance(&self, gid: u16) -> u16 {
        clamp(self.font.glyph_metrics().h_advance_exact(gid.into()).to_i32())
    }

    /// Measures of a glyph in vertical text, from `vmtx`. A font without it has Japanese glyphs
    /// in the em box: 0.88 em above the base line and 0.12 em below.
    pub fn vertical(&self, gid: u16) -> VerticalMetrics {
        if !self.has_vertical_metrics() {
            return self.em_box();
        }
        let metrics = self.font.glyph_metrics();
        VerticalMetrics {
            advance: clamp(metrics.v_advance_exact(gid.into()).to_i32()),
            origin_y: units(metrics.v_origin_y_exact(gid.into())),
        }
    }

    /// Where a glyph stands in vertical text by the em box alone.
    pub(crate) fn em_box(&self) -> VerticalMetrics {
        let em = self.units_per_em();
        let top = (u32::from(em) * 88 + 50) / 100;
        VerticalMetrics { advance: em, origin_y: top.try_into().unwrap_or(i16::MAX) }
    }

    /// Whether the font has measures for vertical text of its own (`vmtx`).
    pub(crate) fn has_vertical_metrics(&self) -> bool {
        self.vertical_metrics
    }

    /// Whether a glyph is as wide as the em.
    pub(crate) fn is_em_wide(&self, gid: u16) -> bool {
        self.advance(gid) == self.units_per_em()
    }

    /// Whether an em-wide mark is drawn to be laid over its base: its ink is in the right half
    /// of the em. IPAmj's combining sound marks are; BIZ UD's stand at the left like U+309B.
    pub(crate) fn lies_over_base(&self, gid: u16) -> bool {
        let half = f32::from(self.units_per_em()) / 2.0;
        let ink = self.font.glyph_metrics().extents(gid.into());
        self.is_em_wide(gid) && ink.is_some_and(|ink| ink.x_bearing >= half)
    }
}

fn units(value: F48Dot16) -> i16 {
    let value = value.to_i32();
    i16::try_from(value).unwrap_or(if value < 0 { i16::MIN } else { i16::MAX })
}

fn clamp<T: TryInto<u16> + PartialOrd + Default>(value: T) -> u16 {
    let below = value < T::default();
    value.try_into().unwrap_or(if below { 0 } else { u16::MAX })
}
