//! The shaper. The only file that names it.

use std::sync::OnceLock;

use harfrust::{Buffer, Feature, Script, ShapeOptions, ShapePlan, ShaperFont, Tag};

use crate::face::Face;
use crate::missing::MissingCause;
use crate::setting::{Direction, Forms, Setting};
use crate::shape::Placed;
use crate::shaped::{Glyphs, ShapedGlyph};

/// Features that HarfBuzz turns on by default and that reach across clusters or change a
/// cluster by its neighbours. `palt`, `vpal` and `dlig` are off unless asked for.
const OFF: [&[u8; 4]; 4] = [b"liga", b"clig", b"calt", b"kern"];

/// Kept plans of one face, one for each direction and set of forms, made at the first use.
#[derive(Default)]
pub(crate) struct Plans([[OnceLock<Box<ShapePlan>>; Forms::SETS]; 2]);

impl Plans {
    /// The plan of a setting. The script is fixed: the faces have the same features for every
    /// script, and one plan for all keeps a cluster independent of its neighbours.
    fn get(&self, face: &Face, setting: Setting, features: &[Feature]) -> &ShapePlan {
        let direction = match setting.direction {
            Direction::Horizontal => harfrust::Direction::LeftToRight,
            Direction::Vertical => harfrust::Direction::TopToBottom,
        };
        self.0[setting.direction as usize][setting.forms.index()].get_or_init(|| {
            Box::new(ShapePlan::new(face.font(), direction, Some(Script::HAN), None, features))
        })
    }
}

fn features(setting: Setting) -> Vec<Feature> {
    let proportional = match setting.direction {
        Direction::Horizontal => b"palt",
        Direction::Vertical => b"vpal",
    };
    let forms = [
        (Forms::RUBY, b"ruby"),
        (Forms::HALF_WIDTH, b"hwid"),
        (Forms::FULL_WIDTH, b"fwid"),
        (Forms::PROPORTIONAL, proportional),
    ];
    let asked = forms.into_iter().filter(|(form, _)| setting.forms.contains(*form));
    let off = OFF.iter().map(|tag| Feature::new(Tag::new(tag), 0, ..));
    off.chain(asked.map(|(_, tag)| Feature::new(Tag::new(tag), 1, ..))).collect()
}

/// Shapes a cluster whose characters are known to have glyphs, upright in vertical text.
///
/// # Errors
///
/// [`MissingCause::NoGlyph`] if the shaper could not draw all of it.
pub(crate) fn shape(face: &Face, text: &str, setting: Setting) -> Result<Placed, MissingCause> {
    let features = features(setting);
    let plan = face.plans().get(face, setting, &features);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(plan.direction());
    buffer.set_script(plan.script());
    // A selector without a glyph comes back as this impossible id, not as a blank.
    buffer.set_not_found_variation_selector_glyph(Some(u32::MAX));
    let options = ShapeOptions::new().plan(Some(plan)).features(&features);
    harfrust::shape(&ShaperFont::new(face.font()), &mut buffer, options)
        .map_err(|_| MissingCause::NoGlyph)?;
    if !buffer.allocation_successful() {
        return Err(MissingCause::NoGlyph);
    }
    let mut placed = place(&buffer)?;
    if setting.direction == Direction::Vertical && !face.has_vertical_metrics() {
        // Without measures the shaper centres each glyph by its ink.
        let (em, top) = (i32::from(face.units_per_em()), i32::from(face.em_box().origin_y));
        placed.glyphs.iter_mut().for_each(|glyph| glyph.y = -top);
        placed.advance = em;
    }
    Ok(placed)
}

/// Positions relative to the pen at the start of the cluster.
fn place(buffer: &Buffer) -> Result<Placed, MissingCause> {
    let (mut x, mut y) = (0_i32, 0_i32);
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(info, at)| {
        let id = u16::try_from(info.glyph_id).ok().filter(|&id| id != 0)?;
        let glyph =
            ShapedGlyph { id, x: x.saturating_add(at.x_offset), y: y.saturating_add(at.y_offset) };
        x = x.saturating_add(at.x_advance);
        y = y.saturating_add(at.y_advance);
        Some(glyph)
    });
    let glyphs: Option<Glyphs> = glyphs.collect();
    let glyphs = glyphs.filter(|glyphs| !glyphs.is_empty()).ok_or(MissingCause::NoGlyph)?;
    // One of the two is 0; y runs up and the pen of vertical text goes down.
    Ok(Placed { glyphs, advance: x.saturating_sub(y), turned: false })
}
