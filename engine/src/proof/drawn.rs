//! The first stage: every cluster has the glyphs that the original font gives for it.

use std::collections::HashMap;

use chohyo_fonts::{Direction, FaceId, FontSet};

use crate::page::{Cluster, Glyph, TextRun, WritingMode};
use crate::readback::DirectMap;

/// A ticked box is drawn as a tick laid over the empty box beside it, so that both have one size.
const CHECKED: &str = "\u{2611}";
const BOX: &str = "\u{25A1}";
const TICK: &str = "\u{2713}";

/// Answers of the fonts, and those that were good, over all pages.
pub(super) struct Drawn<'f> {
    pub(super) fonts: &'f FontSet,
    good: DirectMap<u64, Vec<Box<str>>>,
    names: HashMap<FaceId, String>,
}

impl<'f> Drawn<'f> {
    pub(super) fn new(fonts: &'f FontSet) -> Self {
        let names = fonts.faces().map(|(id, face)| (id, face.postscript_name())).collect();
        Self { fonts, good: DirectMap::default(), names }
    }

    /// The PostScript name of a face; `None` if it is none of the set.
    pub(super) fn name(&self, face: FaceId) -> Option<&str> {
        self.names.get(&face).map(String::as_str)
    }

    /// The number (from 1) of the first cluster of a run that is not drawn as it must be.
    pub(super) fn fault(&mut self, run: &TextRun) -> Option<usize> {
        let (mut text, mut glyphs) = (0, 0);
        for (index, cluster) in run.clusters.iter().enumerate() {
            let follows = (cluster.text.start, cluster.glyphs.start) == (text, glyphs);
            if !follows || !self.cluster(run, cluster) {
                return Some(index + 1);
            }
            (text, glyphs) = (cluster.text.end, cluster.glyphs.end);
        }
        let whole = text as usize == run.text.len() && glyphs as usize == run.glyphs.len();
        (!whole).then_some(run.clusters.len() + 1)
    }

    fn cluster(&mut self, run: &TextRun, cluster: &Cluster) -> bool {
        let (Some(text), Some(glyphs)) = (text_of(run, cluster), glyphs_of(run, cluster)) else {
            return false;
        };
        match glyphs {
            // A space that draws nothing.
            [] => text.chars().all(char::is_whitespace),
            [glyph] => self.one(run, text, glyph.id),
            [square, tick] if text == CHECKED => {
                self.one(run, BOX, square.id) && self.one(run, TICK, tick.id)
            }
            _ => self.asked(run, text, &glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>()),
        }
    }

    /// Whether a single glyph draws a text in a run.
    pub(super) fn one(&mut self, run: &TextRun, text: &str, glyph: u16) -> bool {
        let key = u64::from(run.face.0) << 24 | (run.mode as u64) << 16 | u64::from(glyph);
        if self.good.get(&key).is_some_and(|texts| texts.iter().any(|known| **known == *text)) {
            return true;
        }
        let good = self.asked(run, text, &[glyph]);
        if good {
            self.good.entry(key).or_default().push(text.into());
        }
        good
    }

    /// 縦中横 stands upright in a vertical line as it would lie in a horizontal one.
    fn asked(&self, run: &TextRun, text: &str, glyphs: &[u16]) -> bool {
        let directions: &[Direction] = match run.mode {
            WritingMode::Horizontal | WritingMode::Turned => &[Direction::Horizontal],
            WritingMode::Vertical => &[Direction::Vertical, Direction::Horizontal],
        };
        directions.iter().any(|&direction| self.fonts.draws(run.face, text, glyphs, direction))
    }
}

/// The text of a cluster; `None` if its range is none of the run.
pub(super) fn text_of<'r>(run: &'r TextRun, cluster: &Cluster) -> Option<&'r str> {
    run.text.get(cluster.text.start as usize..cluster.text.end as usize)
}

/// The glyphs of a cluster; `None` if its range is none of the run.
pub(super) fn glyphs_of<'r>(run: &'r TextRun, cluster: &Cluster) -> Option<&'r [Glyph]> {
    run.glyphs.get(cluster.glyphs.start as usize..cluster.glyphs.end as usize)
}
