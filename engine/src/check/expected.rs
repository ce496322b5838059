//! What a page of the form has: words, each with its box, basis and look.

use std::sync::Arc;

use chohyo_fonts::{FaceId, FontSet};

use super::ink::{around_all, turned, upright};
use super::sequence::key;
use crate::compose::{Spot, Spots};
use crate::length::{Length, Point, Rect};
use crate::page::{Cluster, Draw, Item, Page, Role, TextRun, WritingMode};

/// A cluster that leaves ink.
pub(super) struct Wanted<'p> {
    /// What it says, as a reader of the page is told it.
    pub(super) text: String,
    /// By what it is found.
    pub(super) key: String,
    pub(super) em: Rect,
    /// Its first glyph.
    pub(super) glyph: u16,
    /// How many glyphs it has.
    pub(super) glyphs: usize,
    /// The original text.
    pub(super) source: &'p str,
    /// Space in the text before it.
    pub(super) spaced: bool,
}

/// Words on one line.
pub(super) struct Word<'p> {
    pub(super) item: Option<&'p Arc<str>>,
    pub(super) role: Role,
    /// Whether every copy of the form has it: then it may be shown.
    pub(super) fixed: bool,
    /// A value of the record; else words of the form.
    pub(super) value: bool,
    pub(super) order: u32,
    pub(super) spot: Spot<'p>,
    pub(super) run: &'p TextRun,
    pub(super) face: FaceId,
    pub(super) marks: Vec<Wanted<'p>>,
    /// Around its em boxes.
    pub(super) extent: Rect,
    /// Whether its line runs down the page.
    pub(super) down: bool,
}

impl Word<'_> {
    /// Its words without spaces.
    pub(super) fn text(&self) -> String {
        self.marks.iter().map(|mark| mark.text.as_str()).collect()
    }
}

/// The words of a page. What no copy for the public has (見本 across the page) is left out.
pub(super) fn words<'p>(page: &'p Page, spots: &Spots<'p>, fonts: &FontSet) -> Vec<Word<'p>> {
    let layer = page.fixed.name.as_str();
    let all = page.reading_order().filter(|(_, item)| !is_specimen(item));
    let word = |(fixed, item): (bool, &'p Item)| match &item.draw {
        Draw::Text(run) => {
            let spot = spots.at(layer, item.order);
            Some(word(item, run, fixed, spot, fonts)).filter(|word| !word.marks.is_empty())
        }
        _ => None,
    };
    all.filter_map(word).collect()
}

/// 見本 has order 0, where nothing of a layout stands.
pub(super) fn is_specimen(item: &Item) -> bool {
    item.order == 0 && item.name.is_none()
}

fn word<'p>(
    item: &'p Item,
    run: &'p TextRun,
    fixed: bool,
    spot: Spot<'p>,
    fonts: &FontSet,
) -> Word<'p> {
    let mut marks = Vec::new();
    let mut spaced = false;
    for cluster in &run.clusters {
        match wanted(run, cluster, fonts) {
            Some(mark) => marks.push(Wanted { spaced: std::mem::take(&mut spaced), ..mark }),
            None => spaced = !marks.is_empty(),
        }
    }
    let words = matches!(item.role, Role::Label | Role::Title | Role::HeaderCell);
    Word {
        item: item.name.as_ref(),
        role: item.role,
        fixed,
        value: !fixed && !words,
        order: item.order,
        spot,
        run,
        face: run.face,
        extent: around_all(marks.iter().map(|mark| mark.em)),
        down: run.mode != WritingMode::Horizontal,
        marks,
    }
}

/// A cluster of a run; `None` for a space.
fn wanted<'p>(run: &'p TextRun, cluster: &Cluster, fonts: &FontSet) -> Option<Wanted<'p>> {
    let source = run.text.get(cluster.text.start as usize..cluster.text.end as usize)?;
    let glyphs = run.glyphs.get(cluster.glyphs.start as usize..cluster.glyphs.end as usize)?;
    let glyph = glyphs.first()?;
    if source.chars().all(char::is_whitespace) {
        return None;
    }
    let face = fonts.face(run.face);
    let em = i64::from(face.units_per_em().max(1));
    let wide = run.size.scale(face.advance(glyph.id).into(), em);
    let wide = wide.scale(run.condense_pct.into(), 100);
    let origin = run.origin.offset(Point::new(glyph.x, glyph.y));
    let em = match run.mode {
        WritingMode::Turned => turned(origin, wide, run.size),
        _ => upright(origin, wide.max(Length::emu(1)), run.size),
    };
    let text = fonts.reading(run.face, glyph.id, source).unwrap_or_else(|| source.to_owned());
    Some(Wanted {
        key: key(&text),
        text,
        em,
        glyph: glyph.id,
        glyphs: glyphs.len(),
        source,
        spaced: false,
    })
}
