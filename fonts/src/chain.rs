//! Which face draws a text.

use crate::charset::{Mj, private_name};
use crate::cluster::{self, Parsed};
use crate::face::{Face, VerticalMetrics};
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
        let clusters = shape::each(text, |cluster, known| {
            if let Parsed::Private(c) = cluster::parse(cluster)? {
                let key = Key::of(c).ok_or(MissingCause::NotPrintable)?;
                let found = self.owners(&key).find_map(|face| Some((face, key.glyph(face)?)));
                let (face, gid) = found.ok_or(MissingCause::NoSlot)?;
                return Ok((face.id(), beside(lead, face, gid, setting.direction)));
            }
            let placed = shape::shape_known(lead, cluster, known, setting);
            let placed = placed.or_else(|cause| named(lead, cluster, setting).ok_or(cause))?;
            Ok((lead.id(), placed))
        })?;
        Ok(Shaped { face: lead.id(), units_per_em: lead.units_per_em(), clusters })
    }

    /// The faces of the MJ family that own a character of private use.
    fn owners(&self, key: &Key) -> impl Iterator<Item = &Face> {
        let plus = self.repertoire() >= Repertoire::MjPlus;
        let kind = match key {
            Key::Eudc(_) => Some(SlotKind::Eudc),
            Key::Mj(_) => None,
            Key::Gj(_) | Key::GjName(_) => Some(SlotKind::Gj).filter(|_| plus),
        };
        let mj = matches!(key, Key::Mj(_)).then(|| self.face(self.role(FontRole::Mincho)));
        kind.into_iter().flat_map(|kind| self.slots(kind)).chain(mj)
    }

    /// The faces that may draw a whole text which the MJ face cannot.
    fn whole_faces(&self) -> impl Iterator<Item = &Face> {
        let plus = self.repertoire() >= Repertoire::MjPlus;
        let mixed = self.repertoire() == Repertoire::Mixed;
        let toyo = self.slots(SlotKind::Toyo).filter(move |_| plus);
        let ud = self.face(self.role(FontRole::UdMincho));
        toyo.chain(Some(ud).filter(|_| mixed))
    }

    /// Shapes a text in one face beyond the MJ family, if it draws all of it. A 当用明朝 has MJ
    /// and GJ, never a city's own characters.
    fn whole(&self, face: &Face, text: &str, setting: Setting) -> Option<Shaped> {
        let toyo = self.slot(face.id()) == Some(SlotKind::Toyo);
        let clusters = shape::each(text, |cluster, known| {
            let Parsed::Private(c) = cluster::parse(cluster)? else {
                return Ok((face.id(), shape::shape_known(face, cluster, known, setting)?));
            };
            let key = Key::of(c).filter(|key| toyo && !matches!(key, Key::Eudc(_)));
            let gid = key.and_then(|key| key.glyph(face)).ok_or(MissingCause::NoSlot)?;
            Ok((face.id(), shape::place(face, gid, setting.direction)))
        });
        let (face, units_per_em) = (face.id(), face.units_per_em());
        Some(Shaped { face, units_per_em, clusters: clusters.ok()? })
    }
}

/// How a character of private use finds its glyph in the font that owns it.
pub(crate) enum Key {
    /// U+E000–U+F8FF: the city's own character, by its code.
    Eudc(char),
    /// Plane 16: a character of GJ, by its code.
    Gj(char),
    /// Plane 15: by the name of the MJ glyph.
    Mj(String),
    /// Plane 15: by the name of the GJ glyph.
    GjName(String),
}

impl Key {
    /// `None` for a code of plane 15 that names nothing.
    pub(crate) fn of(c: char) -> Option<Self> {
        match c {
            ..='\u{F8FF}' => Some(Self::Eudc(c)),
            '\u{100000}'.. => Some(Self::Gj(c)),
            _ => {
                let name = private_name(c)?.to_ascii_lowercase();
                Some(if name.starts_with("mj") { Self::Mj(name) } else { Self::GjName(name) })
            }
        }
    }

    pub(crate) fn glyph(&self, face: &Face) -> Option<u16> {
        match self {
            Self::Eudc(c) | Self::Gj(c) => face.nominal(*c),
            Self::Mj(name) | Self::GjName(name) => face.glyph_by_name(name),
        }
    }
}

/// The glyph of a character or sequence whose code the MJ face lacks, by the name of its MJ:
/// IPAmj明朝 005.01 has MJ057449 (U+9FEE) and MJ060040 (U+9FEF) by name alone.
pub(crate) fn named(face: &Face, cluster: &str, setting: Setting) -> Option<Placed> {
    let name = Mj::of(cluster)?.to_string().to_ascii_lowercase();
    Some(shape::place(face, face.glyph_by_name(&name)?, setting.direction))
}

/// A glyph of a partner in the units of the face that leads the text. A partner without measures
/// for vertical text stands in the lead's em box.
fn beside(lead: &Face, partner: &Face, gid: u16, direction: Direction) -> Placed {
    let mut placed = scale(shape::place(partner, gid, direction), partner, lead);
    if direction == Direction::Vertical && !partner.has_vertical_metrics() {
        let VerticalMetrics { advance, origin_y } = lead.em_box();
        placed.glyphs.iter_mut().for_each(|glyph| glyph.y = -i32::from(origin_y));
        placed.advance = i32::from(advance);
    }
    placed
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
