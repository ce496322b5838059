//! Whether a character has the shape that its sequence is registered with: the outline in the file
//! against those of all registered shapes of the same base.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use chohyo_fonts::charset::Mj;
use chohyo_fonts::{FaceId, FontRole, FontSet, program_texts};

use super::amount::Amount;
use super::contour::{Cloud, distance, of_face, of_file};
use super::expected::{Wanted, Word};
use super::fields::about;
use super::page::Sheet;
use super::report::{Finding, Verdict};
use super::sequence::{Mark, key};
use crate::length::Rect;
use crate::proof::Outlines;
use crate::readback::Outline;

/// Outlines nearer than this, in thousandths of the glyph's box, are one outline that went through
/// another format or grid.
const SAME: i64 = 2;
/// How much nearer the nearest shape must be than the next one, in thousandths and in percent, to
/// be told from it: details that differ by release of a font stay below.
const CLEAR: i64 = 3;
const RIGHT_PERCENT: i64 = 15;
/// The same for another shape: type of another maker is off everywhere.
const WRONG_PERCENT: i64 = 40;
/// Outlines farther than this from all registered shapes are of another style of type.
const FOREIGN: i64 = 60;

/// What is known of shapes, over all pages.
pub(super) struct Shapes<'f> {
    fonts: &'f FontSet,
    mincho: FaceId,
    originals: HashMap<(FaceId, u16), Arc<Cloud>>,
    same: Outlines,
    /// Distances that were measured, of outlines in [`Shapes::kept`].
    apart: HashMap<(usize, FaceId, u16), i64>,
    families: HashMap<char, Arc<[(Mj, u16)]>>,
    judged: HashMap<(usize, u16), Judgement>,
    /// What the glyph of a face stands for that an outline is, for those that were looked for.
    sought: HashMap<(usize, FaceId), Option<char>>,
    /// What the glyphs of a face stand for, for faces that were looked into.
    texts: HashMap<FaceId, HashMap<u32, char>>,
    /// Outlines that were judged; kept, so that no other can have their place in memory.
    kept: Vec<Rc<Outline>>,
}

/// What is said of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// The registered shape.
    Right,
    /// Another one; whether its outline is that of our own face.
    Wrong(Mj, bool),
    /// It cannot be told.
    Unsure(&'static str),
}

impl<'f> Shapes<'f> {
    pub(super) fn new(fonts: &'f FontSet) -> Self {
        Self {
            fonts,
            mincho: fonts.role(FontRole::Mincho),
            originals: HashMap::new(),
            same: Outlines::default(),
            apart: HashMap::new(),
            families: HashMap::new(),
            judged: HashMap::new(),
            sought: HashMap::new(),
            texts: HashMap::new(),
            kept: Vec::new(),
        }
    }

    /// Judges the outline of a character that the form draws in the MJ face; `None` if its base has
    /// one shape only.
    fn judge(&mut self, wanted: &Wanted<'_>, outline: Option<&Rc<Outline>>) -> Option<Judgement> {
        let base = base(wanted.source)?;
        let family = self.family(base);
        if family.len() < 2 {
            return None;
        }
        let Some(outline) = outline.filter(|outline| !outline.0.is_empty()) else {
            return Some(Judgement::Unsure("no outline"));
        };
        let key = (Rc::as_ptr(outline) as usize, wanted.glyph);
        if let Some(known) = self.judged.get(&key) {
            return Some(known.clone());
        }
        let same = self.same.same(self.fonts, self.mincho, wanted.glyph, outline);
        let judgement = match same {
            true => Judgement::Right,
            false => self.compared(wanted.glyph, &family, outline),
        };
        self.judged.insert(key, judgement.clone());
        self.kept.push(Rc::clone(outline));
        Some(judgement)
    }

    fn compared(&mut self, glyph: u16, family: &[(Mj, u16)], outline: &Outline) -> Judgement {
        let found = of_file(outline);
        let own = distance(&found, &self.original(self.mincho, glyph));
        if own == 0 {
            return Judgement::Right;
        }
        let others = family.iter().filter(|(_, other)| *other != glyph);
        let others =
            others.map(|&(mj, other)| (distance(&found, &self.original(self.mincho, other)), mj));
        let Some((next, mj)) = others.min() else { return Judgement::Right };
        let clear = |near: i64, far: i64, percent: i64| {
            far - near >= CLEAR && far * 100 >= near * (100 + percent)
        };
        if own <= SAME && own <= next || own <= FOREIGN && clear(own, next, RIGHT_PERCENT) {
            Judgement::Right
        } else if next <= SAME && next < own {
            Judgement::Wrong(mj, true)
        } else if next <= FOREIGN && clear(next, own, WRONG_PERCENT) {
            Judgement::Wrong(mj, false)
        } else if own.min(next) > FOREIGN {
            Judgement::Unsure("another style of type")
        } else {
            Judgement::Unsure("too close to tell")
        }
    }

    /// How far an outline of the file is from that of the form's own face.
    fn apart(&mut self, face: FaceId, glyph: u16, outline: &Rc<Outline>) -> i64 {
        if self.same.same(self.fonts, face, glyph, outline) {
            return 0;
        }
        let key = (Rc::as_ptr(outline) as usize, face, glyph);
        if let Some(known) = self.apart.get(&key) {
            return *known;
        }
        let apart = distance(&of_file(outline), &self.original(face, glyph));
        self.apart.insert(key, apart);
        self.kept.push(Rc::clone(outline));
        apart
    }

    /// The character that an outline draws in a face. Only a few are looked for: each takes some
    /// hundredths of a second.
    fn drawn(&mut self, face: FaceId, outline: &Rc<Outline>) -> Option<char> {
        let key = (Rc::as_ptr(outline) as usize, face);
        if self.sought.len() < SOUGHT && !self.sought.contains_key(&key) {
            let own = self.fonts.face(face);
            let mut glyphs = 0..own.glyph_count();
            let glyph = glyphs.find(|&glyph| self.same.same(self.fonts, face, glyph, outline));
            let texts = self.texts.entry(face).or_insert_with(|| program_texts(own.data()));
            let drawn = glyph.and_then(|glyph| texts.get(&glyph.into()).copied());
            self.sought.insert(key, drawn);
            self.kept.push(Rc::clone(outline));
        }
        self.sought.get(&key).copied().flatten()
    }

    fn original(&mut self, face: FaceId, glyph: u16) -> Arc<Cloud> {
        let fonts = self.fonts;
        let draw = || Arc::new(of_face(fonts.face(face), glyph));
        Arc::clone(self.originals.entry((face, glyph)).or_insert_with(draw))
    }

    /// All registered shapes of a base with their glyphs.
    fn family(&mut self, base: char) -> Arc<[(Mj, u16)]> {
        let face = self.fonts.face(self.mincho);
        let find = || {
            let glyph = |mj: Mj| {
                let name = format!("mj{:06}", mj.number());
                Some((mj, face.glyph_by_name(&name)?))
            };
            Mj::of_base(base).filter_map(glyph).collect()
        };
        Arc::clone(self.families.entry(base).or_insert_with(find))
    }
}

/// The character that a cluster is a form of.
fn base(cluster: &str) -> Option<char> {
    let of_mj = Mj::of(cluster).and_then(|mj| mj.codes().ucs);
    of_mj.or_else(|| cluster.chars().next())
}

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    lies(sheet);
    let words = sheet.words;
    let mincho = sheet.bench.shapes.mincho;
    for (at, word) in words.iter().enumerate() {
        if let Some(found) = sheet.matching.of[at].clone()
            && word.value
            && word.face == mincho
        {
            for (wanted, mark) in word.marks.iter().zip(found.marks) {
                one(sheet, word, wanted, mark);
            }
        }
    }
}

/// A glyph that is so far from the form's own, in thousandths, is another character. Nearer ones may
/// be, for strokes of dense kanji are everywhere: a glyph of the face is looked for that is the same.
const OTHER: i64 = 40;
/// Most outlines of a file for which a glyph of the face is looked for.
const SOUGHT: usize = 16;
/// Fonts of which the middle glyph is farther from the form's own face are of another maker: their
/// digits and kana may be as far as other characters, so that none of their glyphs is judged.
const OWN: i64 = 3;

/// A glyph of the file: how far it is from the form's own, its word and its number there.
type Glyph = (i64, usize, usize);

/// Glyphs that draw another character than their text says: far from the form's own, or another
/// character's of the face, in a font whose other glyphs are those of the form's face, or one of them
/// at least. What is neither cannot be told: another release of the face may draw it so.
fn lies(sheet: &mut Sheet<'_, '_>) {
    let words = sheet.words;
    // By face of the form too: another engine may set labels and values in one font.
    let mut fonts: BTreeMap<(usize, FaceId), Vec<Glyph>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let Some(found) = sheet.matching.of[at].clone() else { continue };
        for (number, (wanted, mark)) in word.marks.iter().zip(found.marks).enumerate() {
            let glyph = &sheet.read.glyphs[sheet.index.marks[mark].glyph];
            if let Some(outline) = glyph.outline.as_ref().filter(|outline| !outline.0.is_empty())
                && wanted.glyphs == 1
            {
                let apart = sheet.bench.shapes.apart(word.face, wanted.glyph, outline);
                fonts.entry((glyph.font, word.face)).or_default().push((apart, at, number));
            }
        }
    }
    let mut far = Vec::new();
    for glyphs in fonts.values_mut() {
        glyphs.sort_unstable();
        let middle = glyphs[glyphs.len() / 2];
        if glyphs.len() >= 5 && (middle.0 <= OWN || is_another(sheet, middle)) {
            far.extend(glyphs.iter().filter(|(apart, ..)| *apart > OWN).copied());
        }
    }
    far.sort_unstable_by_key(|&(_, word, number)| (word, number));
    for glyph in far {
        let (apart, at, _) = glyph;
        let (code, verdict, told) = match apart > OTHER || is_another(sheet, glyph) {
            true => ("K062", Verdict::Fail, format!("{apart} ‰")),
            false => ("K061", Verdict::NotJudged, "another style of type".to_owned()),
        };
        let finding = about(&words[at], code, verdict).at(mark_of(sheet, glyph).em);
        sheet.tell(finding.measured(Amount::Words(told)));
    }
}

fn mark_of<'s>(sheet: &'s Sheet<'_, '_>, (_, at, number): Glyph) -> &'s Mark {
    let marks = sheet.matching.of[at].as_ref().map_or(&[][..], |found| &found.marks);
    &sheet.index.marks[marks[number]]
}

/// Whether the outline is that of another character in the form's face.
fn is_another(sheet: &mut Sheet<'_, '_>, glyph: Glyph) -> bool {
    let word = &sheet.words[glyph.1];
    let outline = sheet.read.glyphs[mark_of(sheet, glyph).glyph].outline.clone();
    let drawn = outline.and_then(|outline| sheet.bench.shapes.drawn(word.face, &outline));
    let wanted = key(word.marks[glyph.2].source);
    drawn.is_some_and(|drawn| key(drawn.encode_utf8(&mut [0; 4])) != wanted)
}

fn one(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, wanted: &Wanted<'_>, mark: usize) {
    let mark = &sheet.index.marks[mark];
    let outline = sheet.read.glyphs[mark.glyph].outline.as_ref();
    let said = mark.text == wanted.text;
    let place: Rect = mark.em;
    let Some(judgement) = sheet.bench.shapes.judge(wanted, outline) else { return };
    match judgement {
        Judgement::Right => sheet.pass("K060"),
        // Of a plain character only our own outline of another shape tells: another maker draws it
        // in a way of their own.
        Judgement::Wrong(_, false) if said && is_plain(wanted.source) => {
            let finding = about(word, "K061", Verdict::NotJudged).at(place);
            sheet.tell(finding.measured(Amount::Words("another style of type".to_owned())));
        }
        Judgement::Wrong(mj, _) => {
            let own = Mj::of(wanted.source).map_or_else(String::new, |mj| mj.to_string());
            let finding = about(word, "K060", Verdict::Fail).at(place);
            let finding = finding.measured(Amount::Words(mj.to_string()));
            sheet.tell(finding.expected(Amount::Words(own)));
        }
        // A plain character that the file names is a plain character, whatever its type looks like.
        Judgement::Unsure(_) if said && is_plain(wanted.source) => sheet.pass("K060"),
        Judgement::Unsure(why) => {
            let finding: Finding = about(word, "K061", Verdict::NotJudged).at(place);
            sheet.tell(finding.measured(Amount::Words(why.to_owned())));
        }
    }
}

/// Whether a cluster is one character with a code of its own.
fn is_plain(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let first = chars.next();
    chars.next().is_none()
        && first.is_some_and(|c| !matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..))
}
