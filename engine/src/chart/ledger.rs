//! A sheet of facts and a table of counts with places to sign: 件数照合票.

use std::sync::Arc;

use chohyo_fonts::{FontRole, FontSet, MissingCluster};

use super::card::Fact;
use super::ink::{Anchor, Ink, Look, stroke};
use crate::length::{Length, Point, Rect, Size};
use crate::page::{Document, Layer, Page, Role};

/// A4 portrait.
const PAPER: Size = Size::new(Length::mm(210), Length::mm(297));
const LEFT: Length = Length::mm(20);
const RIGHT: Length = Length::mm(190);
/// Base line of the title.
const TITLE: Length = Length::mm(24);
/// Base line of the first fact.
const FACTS: Length = Length::mm(36);
/// Left edge of the values of facts.
const VALUES: Length = Length::mm(58);
/// Distance of base lines.
const LINE: Length = Length::mm(7);
/// Lowest base line of a row; the places to sign stand under it.
const BOTTOM: Length = Length::mm(250);
/// Top and side of the places to sign.
const SIGN: (Length, Length) = (Length::mm(258), Length::mm(24));
const HAIR: Length = Length::emu(2_400);
const FINE: Length = Length::emu(7_200);

const HEAD: Look = Look::new(FontRole::Gothic, Length::pt(16), Role::Title);
const LABEL: Look = Look::new(FontRole::Gothic, Length::pt(9), Role::Label);
const VALUE: Look = Look::new(FontRole::Gothic, Length::pt(10), Role::Value);
const FOOT: Look = Look::new(FontRole::Gothic, Length::pt(8), Role::Artifact);

/// A sheet of counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The title.
    pub title: String,
    /// Facts under the title, a line each; on the first page.
    pub facts: Vec<Fact>,
    /// Heads of the columns. The first column is wide and begins at the left, the others end at the
    /// right of theirs.
    pub heads: Vec<String>,
    /// Rows of the table.
    pub rows: Vec<Vec<String>>,
    /// The last row, under a line.
    pub total: Vec<String>,
    /// Who signs, each in a box on the last page.
    pub signs: Vec<String>,
}

/// The sheet as pages of A4.
///
/// # Errors
/// The words that no face draws.
pub fn ledger(fonts: &FontSet, ledger: &Ledger) -> Result<Document, Vec<MissingCluster>> {
    let fixed = Arc::new(Layer { name: "ledger".to_owned(), items: Vec::new() });
    let room = |top: Length| {
        let lines = (BOTTOM - top).to_emu() / LINE.to_emu();
        usize::try_from(lines).unwrap_or(0).max(1)
    };
    let first_top = FACTS + LINE * count(ledger.facts.len()) + LINE;
    let lines = ledger.rows.len() + 1;
    let more = lines.saturating_sub(room(first_top)).div_ceil(room(FACTS));
    let mut lines = ledger.rows.iter().map(|row| (row, false)).chain([(&ledger.total, true)]);
    let mut pages = Vec::new();
    for number in 0..=more {
        let mut ink = Ink::new(fonts, 0);
        ink.words(&ledger.title, HEAD, Point::new(PAPER.width.scale(1, 2), TITLE), Anchor::Middle)?;
        let mut base = FACTS;
        let facts = if number == 0 { &ledger.facts[..] } else { &[] };
        for fact in facts {
            ink.words(&fact.label, LABEL, Point::new(LEFT, base), Anchor::Start)?;
            ink.words(&fact.value, VALUE, Point::new(VALUES, base), Anchor::Start)?;
            base += LINE;
        }
        let top = if number == 0 { first_top } else { FACTS };
        row(&mut ink, &ledger.heads, LABEL, top)?;
        line(&mut ink, top, FINE);
        for (index, (cells, total)) in lines.by_ref().take(room(top)).enumerate() {
            let base = top + LINE * count(index + 1);
            if total {
                line(&mut ink, base - LINE, FINE);
            }
            row(&mut ink, cells, VALUE, base)?;
            line(&mut ink, base, HAIR);
        }
        if number == more {
            signs(&mut ink, &ledger.signs)?;
        }
        let page = format!("{} / {}", number + 1, more + 1);
        let foot = Point::new(PAPER.width.scale(1, 2), PAPER.height - Length::mm(8));
        ink.words(&page, FOOT, foot, Anchor::Middle)?;
        pages.push(Page { size: PAPER, fixed: Arc::clone(&fixed), items: ink.dry() });
    }
    Ok(Document { pages })
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(0)
}

/// A line under a base line.
fn line(ink: &mut Ink<'_>, base: Length, width: Length) {
    let y = base + LINE.scale(1, 3);
    ink.rule(Point::new(LEFT, y), Point::new(RIGHT, y), stroke(width, 0));
}

fn row(
    ink: &mut Ink<'_>,
    cells: &[String],
    look: Look,
    base: Length,
) -> Result<(), Vec<MissingCluster>> {
    let numbers = count(cells.len()).saturating_sub(1).max(1);
    // The first column has two shares.
    let share = (RIGHT - LEFT).scale(1, numbers + 2);
    for (index, cell) in cells.iter().enumerate() {
        let (x, anchor) = match index {
            0 => (LEFT, Anchor::Start),
            _ => (LEFT + share * (count(index) + 2), Anchor::End),
        };
        ink.words(cell, look, Point::new(x, base), anchor)?;
    }
    Ok(())
}

/// Boxes to sign in, from the right.
fn signs(ink: &mut Ink<'_>, names: &[String]) -> Result<(), Vec<MissingCluster>> {
    let (top, side) = SIGN;
    for (index, name) in names.iter().rev().enumerate() {
        let left = RIGHT - side * count(index + 1);
        ink.frame(Rect::new(left, top, side, side), stroke(FINE, 0));
        let y = top + Length::mm(6);
        ink.rule(Point::new(left, y), Point::new(left + side, y), stroke(HAIR, 0));
        let at = Point::new(left + side.scale(1, 2), top + Length::mm(4));
        ink.words(name, LABEL, at, Anchor::Middle)?;
    }
    Ok(())
}
