//! What a cluster means in a set, and what the glyphs of private use are called.

use crate::charset::{Identity, private_name};
use crate::set::{FaceId, FontSet};
use crate::slot::{Repertoire, SlotKind};

impl FontSet {
    /// What a cluster means: as [`Identity::of`], and by the fonts of the slots for private use
    /// that has no meaning without them.
    pub fn identity(&self, cluster: &str) -> Identity {
        let known = Identity::of(cluster);
        let mut chars = cluster.chars();
        match (known, chars.next(), chars.next()) {
            (Identity::Sequence, Some(c), None) => {
                self.slot_identity(c).unwrap_or(Identity::Sequence)
            }
            (known, ..) => known,
        }
    }

    fn slot_identity(&self, c: char) -> Option<Identity> {
        match c {
            '\u{E000}'..='\u{F8FF}' => {
                let face = self.slots(SlotKind::Eudc).find(|face| face.nominal(c).is_some())?;
                Some(Identity::Gaiji { set: face.name().to_owned(), code: c })
            }
            '\u{100000}'.. if self.repertoire() >= Repertoire::MjPlus => {
                let mut faces = self.slots(SlotKind::Gj).chain(self.slots(SlotKind::Toyo));
                faces.find_map(|face| gj(face.glyph_name(face.nominal(c)?)?))
            }
            _ => None,
        }
    }

    /// What a reader of the PDF extracts for a cluster of private use that `gid` of `face` draws:
    /// a name in braces, as a record may give it (`{MJ014004}`, `{GJ000001}`), or the code if
    /// there is no name (`{EUDC-E000}`). `None` for all other clusters: their text is the text
    /// itself.
    pub fn reading(&self, face: FaceId, gid: u16, cluster: &str) -> Option<String> {
        let mut chars = cluster.chars();
        let c = chars.next().filter(|_| chars.next().is_none())?;
        let name = match c {
            '\u{E000}'..='\u{F8FF}' => format!("EUDC-{:04X}", u32::from(c)),
            '\u{F0000}'..='\u{FFFFF}' => private_name(c)?,
            '\u{100000}'.. => self.gj_name(face, gid, c),
            _ => return None,
        };
        Some(format!("{{{name}}}"))
    }

    /// The glyph's own name, or its code if the font gives it none of MJ+.
    fn gj_name(&self, face: FaceId, gid: u16, c: char) -> String {
        match self.face(face).glyph_name(gid).and_then(gj) {
            Some(Identity::Gj(number)) => format!("GJ{number:06}"),
            Some(Identity::Gjh(number)) => format!("GJH{number:05}"),
            _ => format!("GJ-{:X}", u32::from(c)),
        }
    }
}

/// The meaning of a glyph's name `gj000001` or `gjh00034`.
fn gj(name: &str) -> Option<Identity> {
    let number = |digits: &str, length| {
        let plain = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    match name.strip_prefix("gjh") {
        Some(digits) => number(digits, 5).map(Identity::Gjh),
        None => number(name.strip_prefix("gj")?, 6).map(Identity::Gj),
    }
}
