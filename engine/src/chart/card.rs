//! The card of one glyph: large, with its facts, above its siblings.

use std::sync::Arc;

use chohyo_fonts::{FontRole, FontSet, MissingCluster};

use super::grid::{CELL, COLUMNS, cell, cell_area, corner};
use super::ink::{Anchor, Ink, Look, stroke};
use super::{Entry, Undrawable};
use crate::length::{Length, Point, Rect, Size};
use crate::page::{Document, Layer, Page, Role};

/// Width of the card: that of A4. Its height is what it needs.
const WIDTH: Length = Length::mm(210);
/// Left and right margin.
const MARGIN: Length = Length::mm(15);
/// Base line of the name.
const HEAD: Length = Length::mm(17);
/// Top of the large glyph and of the facts.
const TOP: Length = Length::mm(24);
/// Side of the large glyph's em box.
const LARGE: Length = Length::mm(63);
/// Left edge of the names of facts, and of their values.
const FACTS: (Length, Length) = (Length::mm(87), Length::mm(119));
/// Distance of the base lines of facts: 5.5 mm.
const LINE: Length = Length::mm(11).scale(1, 2);
/// Space between the glyph and its siblings, with the words over them.
const GAP: Length = Length::mm(14);
/// Margin at the foot.
const FOOT: Length = Length::mm(12);
const HAIR: Length = Length::emu(2_400);

const NAME: Look = Look::new(FontRole::Gothic, Length::pt(15), Role::Title);
const CODE: Look = Look::new(FontRole::Gothic, Length::pt(10), Role::Note).grey(96);
const LABEL: Look = Look::new(FontRole::Gothic, Length::pt(7), Role::Label).grey(96);
const VALUE: Look = Look::new(FontRole::Gothic, Length::pt(8), Role::Value);
const SECTION: Look = Look::new(FontRole::Gothic, Length::pt(8), Role::Label);

/// What is known of a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is: 戸籍統一文字番号.
    pub label: String,
    /// Its value; empty on a line that goes on with the label above.
    pub value: String,
}

/// One glyph with its facts and siblings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The glyph.
    pub entry: Entry,
    /// Its facts, a line each.
    pub facts: Vec<Fact>,
    /// Words over the siblings.
    pub section: String,
    /// The siblings; the one of the card's name is marked.
    pub siblings: Vec<Entry>,
}

/// The card as a document of one page.
///
/// # Errors
/// The entry that no face draws; without a name, words of the card.
pub fn card(fonts: &FontSet, card: &Card) -> Result<Document, Undrawable> {
    let mut ink = Ink::new(fonts, 0);
    let own = |missing| Undrawable { name: card.entry.name.clone(), missing };
    let words = |missing| Undrawable { name: String::new(), missing };
    head(&mut ink, &card.entry).map_err(words)?;
    large(&mut ink, &card.entry).map_err(own)?;
    let under = facts(&mut ink, &card.facts).map_err(words)?.max(TOP + LARGE);
    let bottom = siblings(&mut ink, card, under)?;
    let fixed = Arc::new(Layer { name: "card".to_owned(), items: Vec::new() });
    let size = Size::new(WIDTH, bottom + FOOT);
    Ok(Document { pages: vec![Page { size, fixed, items: ink.dry() }] })
}

fn head(ink: &mut Ink<'_>, entry: &Entry) -> Result<(), Vec<MissingCluster>> {
    let right = WIDTH - MARGIN;
    ink.words(&entry.name, NAME, Point::new(MARGIN, HEAD), Anchor::Start)?;
    ink.words(&entry.code, CODE, Point::new(right, HEAD), Anchor::End)?;
    let y = HEAD + Length::mm(3);
    ink.rule(Point::new(MARGIN, y), Point::new(right, y), stroke(HAIR, 96));
    Ok(())
}

/// The glyph in its em box, with the box's axes and the base line.
fn large(ink: &mut Ink<'_>, entry: &Entry) -> Result<(), Vec<MissingCluster>> {
    let (left, right, bottom) = (MARGIN, MARGIN + LARGE, TOP + LARGE);
    let (middle, centre) = (left + LARGE.scale(1, 2), TOP + LARGE.scale(1, 2));
    let base = TOP + LARGE.scale(88, 100);
    ink.frame(Rect::new(left, TOP, LARGE, LARGE), stroke(HAIR, 160));
    ink.rule(Point::new(middle, TOP), Point::new(middle, bottom), stroke(HAIR, 216));
    ink.rule(Point::new(left, centre), Point::new(right, centre), stroke(HAIR, 216));
    let look = Look::new(FontRole::Mincho, LARGE, Role::Value);
    ink.words(&entry.text, look, Point::new(middle, base), Anchor::Middle)?;
    Ok(())
}

/// The facts; returns the bottom of the last one.
fn facts(ink: &mut Ink<'_>, facts: &[Fact]) -> Result<Length, Vec<MissingCluster>> {
    let mut base = TOP + Length::mm(4);
    for fact in facts {
        if !fact.label.is_empty() {
            ink.words(&fact.label, LABEL, Point::new(FACTS.0, base), Anchor::Start)?;
        }
        if !fact.value.is_empty() {
            value(ink, &fact.value, Point::new(FACTS.1, base))?;
        }
        let y = base + LINE.scale(1, 3);
        ink.rule(Point::new(FACTS.0, y), Point::new(WIDTH - MARGIN, y), stroke(HAIR, 224));
        base += LINE;
    }
    Ok(base - LINE)
}

/// A value word by word, so that a rare character changes the face of its own word only.
fn value(ink: &mut Ink<'_>, value: &str, mut at: Point) -> Result<(), Vec<MissingCluster>> {
    for word in value.split_inclusive(' ') {
        at.x += ink.words(word, VALUE, at, Anchor::Start)?;
    }
    Ok(())
}

/// The grid of siblings under `top`; returns its bottom.
fn siblings(ink: &mut Ink<'_>, card: &Card, top: Length) -> Result<Length, Undrawable> {
    if card.siblings.is_empty() {
        return Ok(top);
    }
    let words = |missing| Undrawable { name: String::new(), missing };
    let grid = Point::new(MARGIN, top + GAP);
    let over = Point::new(MARGIN, grid.y - Length::mm(3));
    ink.words(&card.section, SECTION, over, Anchor::Start).map_err(words)?;
    for (index, entry) in card.siblings.iter().enumerate() {
        let corner = corner(index, grid);
        if entry.name == card.entry.name {
            ink.fill(cell_area(corner), 236);
        }
        let missing = |missing| Undrawable { name: entry.name.clone(), missing };
        cell(ink, corner, entry).map_err(missing)?;
    }
    let rows = card.siblings.len().div_ceil(COLUMNS);
    for row in 0..=rows {
        let y = corner(row * COLUMNS, grid).y;
        let level = if row == 0 || row == rows { 96 } else { 208 };
        ink.rule(Point::new(MARGIN, y), Point::new(WIDTH - MARGIN, y), stroke(HAIR, level));
    }
    Ok(grid.y + CELL.height * i64::try_from(rows).unwrap_or(0))
}
