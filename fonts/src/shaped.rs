//! A shaped text: clusters with placed glyphs.

use std::ops::{Deref, DerefMut, Range};

use crate::set::FaceId;

/// A text with its glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shaped {
    /// The face that draws the text. Single clusters may be drawn by a partner of it (see
    /// [`ShapedCluster::face`]): a font of added characters made to stand beside the MJ face.
    pub face: FaceId,
    /// Units per em of `face`. Every number in `clusters` is in these units, whatever face draws
    /// the cluster.
    pub units_per_em: u16,
    /// The clusters; together they cover the text without a gap.
    pub clusters: Vec<ShapedCluster>,
}

/// One cluster with its glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapedCluster {
    /// Bytes of the text.
    pub text: Range<usize>,
    /// The face whose glyphs these are.
    pub face: FaceId,
    /// The glyphs; at least one, a space included.
    pub glyphs: Glyphs,
    /// How far the pen moves: to the right, or down in vertical text.
    pub advance: i32,
    /// Vertical text: the glyphs are drawn turned by 90° clockwise about their origins, so that
    /// the base line runs down and the top of a glyph is at the right.
    pub turned: bool,
}

/// One glyph of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Glyph id in the unmodified font file; never 0.
    pub id: u16,
    /// Origin of the glyph from the cluster's pen position, to the right. In vertical text the
    /// pen is at the top centre of the character.
    pub x: i32,
    /// As `x`, up.
    pub y: i32,
}

/// The glyphs of a cluster: a slice that takes no memory of its own for a single glyph.
#[derive(Clone, PartialEq, Eq)]
pub struct Glyphs(Store);

#[derive(Clone, PartialEq, Eq)]
enum Store {
    One([ShapedGlyph; 1]),
    Many(Vec<ShapedGlyph>),
}

impl Default for Glyphs {
    /// No glyph.
    fn default() -> Self {
        Self(Store::Many(Vec::new()))
    }
}

impl From<ShapedGlyph> for Glyphs {
    fn from(glyph: ShapedGlyph) -> Self {
        Self(Store::One([glyph]))
    }
}

impl FromIterator<ShapedGlyph> for Glyphs {
    fn from_iter<I: IntoIterator<Item = ShapedGlyph>>(glyphs: I) -> Self {
        let mut glyphs = glyphs.into_iter();
        match (glyphs.next(), glyphs.next()) {
            (None, _) => Self(Store::Many(Vec::new())),
            (Some(only), None) => Self::from(only),
            (Some(first), Some(second)) => {
                Self(Store::Many([first, second].into_iter().chain(glyphs).collect()))
            }
        }
    }
}

impl Deref for Glyphs {
    type Target = [ShapedGlyph];

    fn deref(&self) -> &[ShapedGlyph] {
        match &self.0 {
            Store::One(glyph) => glyph,
            Store::Many(glyphs) => glyphs,
        }
    }
}

impl DerefMut for Glyphs {
    fn deref_mut(&mut self) -> &mut [ShapedGlyph] {
        match &mut self.0 {
            Store::One(glyph) => glyph,
            Store::Many(glyphs) => glyphs,
        }
    }
}

impl std::fmt::Debug for Glyphs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> IntoIterator for &'a Glyphs {
    type Item = &'a ShapedGlyph;
    type IntoIter = std::slice::Iter<'a, ShapedGlyph>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
