//! A line being shaped.

use crate::face::Face;
use crate::missing::{MissingCause, MissingCluster};
use crate::segment::{self, Cluster, Shape};
use crate::set::FaceId;
use crate::setting::Setting;
use crate::shape::{self, Placed};
use crate::shaped::ShapedCluster;

/// The clusters of a text as far as it is read.
pub(crate) struct Line<'t> {
    text: &'t str,
    shaped: Vec<ShapedCluster>,
    missing: Vec<MissingCluster>,
}

impl<'t> Line<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        // A character of a name has three bytes.
        Self { text, shaped: Vec::with_capacity(text.len() / 3 + 1), missing: Vec::new() }
    }

    /// The clusters, or all that are missing.
    pub(crate) fn finish(self) -> Result<Vec<ShapedCluster>, Vec<MissingCluster>> {
        if self.missing.is_empty() { Ok(self.shaped) } else { Err(self.missing) }
    }

    /// Appends a cluster, if it can be drawn.
    pub(crate) fn push(
        &mut self,
        Cluster { range, shape }: Cluster,
        draw: impl Fn(&str, Shape) -> Result<(FaceId, Placed), MissingCause>,
    ) {
        match draw(self.text.get(range.clone()).unwrap_or_default(), shape) {
            Ok((face, Placed { glyphs, advance, turned })) => {
                self.shaped.push(ShapedCluster { text: range, face, glyphs, advance, turned });
            }
            Err(cause) => self.missing.push(MissingCluster { text: range, cause }),
        }
    }

    /// Appends a cluster of one face.
    pub(crate) fn draw(&mut self, face: &Face, cluster: Cluster, setting: Setting) {
        self.push(cluster, |text, shape| {
            Ok((face.id(), shape::shape_known(face, text, shape, setting)?))
        });
    }

    /// Reads the whole text in one face.
    ///
    /// Only plain characters are kept in the face's table, and two of them are never one cluster.
    /// So each that is found there is drawn at once, and taken back when something follows that
    /// may belong to it: then the text is cut into clusters from there to the next border.
    pub(crate) fn warm(&mut self, face: &Face, setting: Setting) {
        let (table, id) = (face.table(setting), face.id());
        // Clusters that no longer change; where `chars` began.
        let (mut settled, mut base) = (0, 0);
        let mut chars = self.text.char_indices();
        while let Some((start, c)) = chars.next() {
            if let Some(entry) = table.get(c) {
                let Placed { glyphs, advance, turned } = entry.placed();
                let text = base + start..base + chars.offset();
                self.shaped.push(ShapedCluster { text, face: id, glyphs, advance, turned });
                continue;
            }
            let before = if self.shaped.len() > settled { self.shaped.pop() } else { None };
            let from = before.map_or(base + start, |before| before.text.start);
            base = self.cold(face, setting, from);
            settled = self.shaped.len();
            chars = self.text.get(base..).unwrap_or_default().char_indices();
        }
    }

    /// Appends the clusters from a border of graphemes to the next; gives its place.
    fn cold(&mut self, face: &Face, setting: Setting, from: usize) -> usize {
        let mut clusters = segment::cut_from(self.text, from);
        while let Some(cluster) = clusters.next() {
            self.draw(face, cluster, setting);
            if clusters.is_at_border() {
                break;
            }
        }
        clusters.offset()
    }
}
