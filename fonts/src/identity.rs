//! What a cluster means to the city whose fonts these are.

use crate::charset::Identity;
use crate::set::FontSet;
use crate::slot::SlotKind;

impl FontSet {
    /// What a cluster means: as [`Identity::of`], and for private use what the city's fonts say.
    pub fn identity(&self, cluster: &str) -> Identity {
        let mut chars = cluster.chars();
        match (Identity::of(cluster), chars.next(), chars.next()) {
            (Identity::Sequence, Some(c), None) => {
                self.private_identity(c).unwrap_or(Identity::Sequence)
            }
            (identity, ..) => identity,
        }
    }

    fn private_identity(&self, c: char) -> Option<Identity> {
        match c {
            '\u{E000}'..='\u{F8FF}' => {
                let face = self.slots(SlotKind::Eudc).find(|face| face.nominal(c).is_some())?;
                Some(Identity::Gaiji { set: face.name().to_owned(), code: c })
            }
            '\u{100000}'.. => {
                let mut faces = self.slots(SlotKind::Gj).chain(self.slots(SlotKind::Toyo));
                faces.find_map(|face| added(&face.glyph_name(face.nominal(c)?)?))
            }
            _ => None,
        }
    }
}

/// The identity that a glyph's name gives: `gj000001`, `gjh00034`.
fn added(name: &str) -> Option<Identity> {
    let name = name.to_ascii_uppercase();
    match name.strip_prefix("GJH") {
        Some(number) => Some(Identity::Gjh(number.parse().ok()?)),
        None => Some(Identity::Gj(name.strip_prefix("GJ")?.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_added_glyphs() {
        assert_eq!(added("gj000001"), Some(Identity::Gj(1)));
        assert_eq!(added("GJH00034"), Some(Identity::Gjh(34)));
        for name in ["mj000001", "gjx", "", "gj"] {
            assert_eq!(added(name), None, "{name}");
        }
    }
}
