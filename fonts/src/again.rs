//! Whether glyphs are a drawing of a text, asked of the font anew: for proofs. Nothing that was
//! kept when the text was shaped is looked at.

use crate::chain::{Key, named};
use crate::cluster::{self, Parsed};
use crate::face::Face;
use crate::set::{FaceId, FontSet};
use crate::setting::{Direction, Forms, Setting};
use crate::shape::shape_cluster;
use crate::slot::SlotKind;

impl FontSet {
    /// Whether `glyphs` of a face are what its own tables give for a cluster in lines of a
    /// direction: `cmap` and `cmap` 14, with the forms of `GSUB` that a line may ask for. A
    /// character of private use is drawn by the font that owns it, one whose code the MJ face
    /// lacks by the name of its glyph.
    pub fn draws(&self, face: FaceId, cluster: &str, glyphs: &[u16], direction: Direction) -> bool {
        let Some((_, face)) = self.faces().find(|(id, _)| *id == face) else { return false };
        match cluster::parse(cluster) {
            Ok(Parsed::Private(c)) => self.owns(face, c).is_some_and(|gid| *glyphs == [gid]),
            Ok(_) => shaped(face, cluster, glyphs, direction),
            Err(_) => false,
        }
    }

    /// The glyph of a character of private use in a face that may own it.
    fn owns(&self, face: &Face, c: char) -> Option<u16> {
        let key = Key::of(c)?;
        let may = match (self.slot(face.id()), &key) {
            (None, key) => matches!(key, Key::Mj(_)),
            (Some(SlotKind::Eudc), key) => matches!(key, Key::Eudc(_)),
            (Some(SlotKind::Gj), key) => matches!(key, Key::Gj(_) | Key::GjName(_)),
            (Some(SlotKind::Toyo), key) => !matches!(key, Key::Eudc(_)),
        };
        key.glyph(face).filter(|_| may)
    }
}

fn shaped(face: &Face, cluster: &str, glyphs: &[u16], direction: Direction) -> bool {
    let like = |placed: &crate::shape::Placed| {
        placed.glyphs.iter().map(|glyph| glyph.id).eq(glyphs.iter().copied())
    };
    let by_tables = Forms::all().any(|forms| {
        shape_cluster(face, cluster, Setting { direction, forms }).is_ok_and(|found| like(&found))
    });
    by_tables || named(face, cluster, direction.into()).is_some_and(|found| like(&found))
}
