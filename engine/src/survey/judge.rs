//! Which glyphs draw the characters of a text, where it is printed.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use chohyo_fonts::{
    Direction, FaceId, FontRole, FontSet, Forms, MissingCause, MissingCluster, Setting, Shaped,
    ShapedCluster, ShapedGlyph, clusters,
};

use super::printed::Use;

/// How a character is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The face whose glyphs these are.
    pub face: FaceId,
    /// The glyphs with their places.
    pub glyphs: Vec<ShapedGlyph>,
    /// How far the pen moves.
    pub advance: i32,
    /// The em of all numbers here.
    pub units_per_em: u16,
    /// Drawn turned by 90° in vertical text.
    pub turned: bool,
}

type Outcome = Result<Shaped, Vec<MissingCluster>>;

/// Shapes words, each once in a record.
pub(super) struct Judge<'a> {
    fonts: &'a FontSet,
    direction: Direction,
    shaped: HashMap<(FontRole, Forms, Rc<str>), Rc<Outcome>>,
}

impl<'a> Judge<'a> {
    /// A judge of lines in one direction.
    pub(super) fn new(fonts: &'a FontSet, direction: Direction) -> Self {
        Self { fonts, direction, shaped: HashMap::new() }
    }

    pub(super) fn fonts(&self) -> &'a FontSet {
        self.fonts
    }

    /// Forgets the words of the record before.
    pub(super) fn forget(&mut self) {
        self.shaped.clear();
    }

    /// Every character of a text with how it is drawn. It has to be drawn wherever the text is
    /// printed; the glyphs are those of the first place.
    pub(super) fn text(
        &mut self,
        text: &str,
        uses: &[Use],
    ) -> Vec<(Range<usize>, Result<Drawn, MissingCause>)> {
        let places: Vec<_> = uses.iter().map(|place| self.place(text, place)).collect();
        clusters(text)
            .map(|range| {
                let cluster = text.get(range.clone()).unwrap_or_default();
                let drawn = self.cluster(cluster, &range, &places);
                (range, drawn)
            })
            .collect()
    }

    /// The words around a text, shaped, and where in them it stands. Words that show it in
    /// another way (masked, in full width) say nothing of it: it is then judged alone.
    fn place(&mut self, text: &str, place: &Use) -> Place {
        let found = place.words.as_ref().and_then(|words| Some((words.clone(), words.find(text)?)));
        let (words, start) = found.unwrap_or_else(|| (text.into(), 0));
        let Use { font, forms, .. } = *place;
        let key = (font, forms, words);
        let shaped = match self.shaped.get(&key) {
            Some(known) => Rc::clone(known),
            None => {
                let setting = Setting { direction: self.direction, forms };
                let shaped = Rc::new(self.fonts.shape(font, &key.2, setting));
                self.shaped.insert(key, Rc::clone(&shaped));
                shaped
            }
        };
        Place { font, forms, start, shaped }
    }

    fn cluster(
        &self,
        cluster: &str,
        range: &Range<usize>,
        places: &[Place],
    ) -> Result<Drawn, MissingCause> {
        if let Some(cause) = places.iter().find_map(|place| place.missing(range)) {
            return Err(cause);
        }
        let drawn = places.iter().find_map(|place| place.drawn(range));
        drawn.map_or_else(|| self.alone(cluster, places), Ok)
    }

    /// A character of words that are refused for another one.
    fn alone(&self, cluster: &str, places: &[Place]) -> Result<Drawn, MissingCause> {
        let place = places.first().map(|place| (place.font, place.forms));
        let (font, forms) = place.unwrap_or((FontRole::Mincho, Forms::NONE));
        let setting = Setting { direction: self.direction, forms };
        match self.fonts.shape(font, cluster, setting) {
            Ok(shaped) => {
                let first = shaped.clusters.first().ok_or(MissingCause::NotPrintable)?;
                Ok(drawn(first, shaped.units_per_em))
            }
            Err(missing) => Err(missing.first().map_or(MissingCause::NoGlyph, |m| m.cause)),
        }
    }
}

/// A text in the words that print it.
struct Place {
    font: FontRole,
    forms: Forms,
    /// Byte at which the text starts.
    start: usize,
    shaped: Rc<Outcome>,
}

impl Place {
    fn missing(&self, range: &Range<usize>) -> Option<MissingCause> {
        let Err(missing) = &*self.shaped else { return None };
        let range = self.start + range.start..self.start + range.end;
        missing.iter().find(|m| overlap(&m.text, &range)).map(|m| m.cause)
    }

    fn drawn(&self, range: &Range<usize>) -> Option<Drawn> {
        let Ok(shaped) = &*self.shaped else { return None };
        let start = self.start + range.start;
        let at = shaped.clusters.partition_point(|cluster| cluster.text.end <= start);
        shaped.clusters.get(at).map(|cluster| drawn(cluster, shaped.units_per_em))
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn drawn(cluster: &ShapedCluster, units_per_em: u16) -> Drawn {
    Drawn {
        face: cluster.face,
        glyphs: cluster.glyphs.to_vec(),
        advance: cluster.advance,
        units_per_em,
        turned: cluster.turned,
    }
}
