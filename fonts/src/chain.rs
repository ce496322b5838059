//! Which face draws a text.

use crate::cluster::{self, Parsed};
use crate::face::Face;
use crate::missing::{MissingCause, MissingCluster};
use crate::set::{FontRole, FontSet};
use crate::setting::{Direction, Setting};
use crate::shape::{self, Placed};
use crate::shaped::Shaped;
use crate::slot::{Repertoire, SlotKind};

impl FontSet {
    /// Shapes `text` in the face of the role if that has every whole cluster, else in the MJ
    /// face and its partners: the slots of GJ and EUDC fonts. If those miss something, a
    /// repertoire beyond MJ may have a face that draws *all* of it: a 当用明朝 slot, or BIZ UD明朝
    /// in [`Repertoire::Mixed`]. A text is never drawn by two faces that were not made to stand
    /// together.
    ///
    /// # Errors
    ///
    /// The clusters that the MJ face and its partners cannot draw.
    pub fn shape(
        &self,
        role: FontRole,
        text: &str,
        setting: Setting,
    ) -> Result<Shaped, Vec<MissingCluster>> {
        let own = self.face(self.role(role));
        own.shape(text, setting).or_else(|_| self.family(text, setting)).or_else(|missing| {
            let whole = self.whole_faces().find_map(|face| self.whole(face, text, setting));
            whole.ok_or(missing)
        })
    }

    /// Shapes a text in the MJ face and its partners.
    fn family(&self, text: &str, setting: Setting) -> Result<Shaped, Vec<MissingCluster>> {
        let lead = self.face(self.role(FontRole::Mincho));
        let clusters = shape::each(text, |cluster| {
            if let Parsed::Private(c) = cluster::parse(cluster)? {
                let (face, placed) = self.private(c, setting).ok_or(MissingCause::NoSlot)?;
                return Ok((face.id(), scale(placed, face, lead)));
            }
            let placed = shape::shape_cluster(lead, cluster, setting)?;
            Ok((lead.id(), placed))
        })?;
        Ok(Shaped { face: lead.id(), units_per_em: lead.units_per_em(), clusters })
    }

    /// The faces that may draw a whole text which the MJ face cannot.
    fn whole_faces(&self) -> impl Iterator<Item = &Face> {
        let plus = self.repertoire() >= Repertoire::MjPlus;
        let mixed = self.repertoire() == Repertoire::Mixed;
        let toyo = self.slots(SlotKind::Toyo).filter(move |_| plus);
        let ud = self.face(self.role(FontRole::UdMincho));
        toyo.chain(Some(ud).filter(|_| mixed))
    }

    fn whole(&self, face: &Face, text: &str, setting: Setting) -> Option<Shaped> {
        let toyo = self.slot(face.id()) == Some(SlotKind::Toyo);
        let clusters = shape::each(text, |cluster| {
            let placed = match cluster::parse(cluster)? {
                Parsed::Private(c) if toyo && is_gj(c) => coded(face, c, setting.direction),
                _ => Some(shape::shape_cluster(face, cluster, setting)?),
            };
            Ok((face.id(), placed.ok_or(MissingCause::NoSlot)?))
        });
        let (face, units_per_em) = (face.id(), face.units_per_em());
        Some(Shaped { face, units_per_em, clusters: clusters.ok()? })
    }

    /// The partner that draws a character of private use.
    fn private(&self, c: char, setting: Setting) -> Option<(&Face, Placed)> {
        let kind = match c {
            '\u{E000}'..='\u{F8FF}' => SlotKind::Eudc,
            _ if is_gj(c) && self.repertoire() >= Repertoire::MjPlus => SlotKind::Gj,
            _ => return None,
        };
        self.slots(kind).find_map(|face| Some((face, coded(face, c, setting.direction)?)))
    }
}

/// Plane 16: the added characters of MJ+.
fn is_gj(c: char) -> bool {
    c >= '\u{100000}'
}

/// A character of private use by the font's own code.
fn coded(face: &Face, c: char, direction: Direction) -> Option<Placed> {
    Some(shape::place(face, face.nominal(c)?, direction))
}

/// Converts a partner's units to those of the face that leads the text.
fn scale(mut placed: Placed, from: &Face, to: &Face) -> Placed {
    let (from, to) = (i64::from(from.units_per_em()), i64::from(to.units_per_em()));
    if from == to {
        return placed;
    }
    placed.glyphs.iter_mut().for_each(|glyph| {
        (glyph.x, glyph.y) = (ratio(glyph.x, to, from), ratio(glyph.y, to, from));
    });
    placed.advance = ratio(placed.advance, to, from);
    placed
}

/// `value * to / from`, half away from zero.
fn ratio(value: i32, to: i64, from: i64) -> i32 {
    let twice = i64::from(value) * to * 2;
    let half = if twice < 0 { -from } else { from };
    i32::try_from((twice + half) / (from * 2)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn units_are_rounded_half_away_from_zero() {
        assert_eq!(ratio(1000, 2048, 1000), 2048);
        assert_eq!(ratio(-880, 2048, 1000), -1802);
        assert_eq!(
            [ratio(1, 1, 2), ratio(-1, 1, 2), ratio(3, 1, 2), ratio(0, 1, 2)],
            [1, -1, 2, 0]
        );
        assert_eq!(ratio(i32::MAX, 16, 1), 0);
    }
}
