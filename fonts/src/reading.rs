//! What the glyphs of private use are called.

use crate::set::{FaceId, FontSet};

impl FontSet {
    /// What a reader of the PDF extracts for a cluster of private use that `gid` of `face` draws:
    /// the name of the glyph in braces, as a record may give it (`{GJ000001}`). `None` for all
    /// other clusters: their text is the text itself.
    pub fn reading(&self, face: FaceId, gid: u16, cluster: &str) -> Option<String> {
        let mut chars = cluster.chars();
        let c = chars.next().filter(|_| chars.next().is_none())?;
        match c {
            '\u{E000}'..='\u{F8FF}' => Some(format!("{{EUDC-{:04X}}}", u32::from(c))),
            '\u{100000}'.. => Some(format!("{{{}}}", self.gj_name(face, gid, c))),
            _ => None,
        }
    }

    /// The glyph's own name, or its code if the font gives it none of MJ+.
    fn gj_name(&self, face: FaceId, gid: u16, c: char) -> String {
        let name = self.face(face).glyph_name(gid).map(|name| name.to_ascii_uppercase());
        name.filter(|name| name.starts_with("GJ"))
            .unwrap_or_else(|| format!("GJ-{:X}", u32::from(c)))
    }
}
