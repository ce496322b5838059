//! A sheet to find how far a printer's paper lies off: rulers from the edges, crosses, a square to
//! measure.

use std::sync::Arc;

use chohyo_fonts::{FontRole, FontSet, MissingCluster};

use super::ink::{Anchor, Ink, Look, stroke};
use crate::length::{Length, Point, Rect, Size};
use crate::page::{Document, Layer, Page, Role};

const HAIR: Length = Length::emu(2_400);
const FINE: Length = Length::emu(7_200);
/// Length of the rulers from the edges.
const RULER: i64 = 20;
/// Distance of the crosses from the edges.
const CROSS: Length = Length::mm(30);
/// Side of the square to measure.
const SQUARE: Length = Length::mm(100);

const TITLE: Look = Look::new(FontRole::Gothic, Length::pt(14), Role::Title);
const WORDS: Look = Look::new(FontRole::Gothic, Length::pt(9), Role::Note);
const DIGITS: Look = Look::new(FontRole::Gothic, Length::pt(6), Role::Artifact);

/// What a test sheet says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestSheet {
    /// Size of the paper.
    pub size: Size,
    /// The title.
    pub title: String,
    /// Lines of words in the middle.
    pub words: Vec<String>,
    /// How far everything is moved.
    pub shift: Point,
}

/// The sheet as a document of one page.
///
/// # Errors
/// The words that no face draws.
pub fn test_sheet(fonts: &FontSet, sheet: &TestSheet) -> Result<Document, Vec<MissingCluster>> {
    let mut ink = Ink::new(fonts, 0);
    let Size { width, height } = sheet.size;
    let middle = Point::new(width.scale(1, 2), height.scale(1, 2));
    ruler(&mut ink, Point::new(Length::ZERO, middle.y), (1, 0))?;
    ruler(&mut ink, Point::new(width, middle.y), (-1, 0))?;
    ruler(&mut ink, Point::new(middle.x, Length::ZERO), (0, 1))?;
    ruler(&mut ink, Point::new(middle.x, height), (0, -1))?;
    for x in [CROSS, width - CROSS] {
        for y in [CROSS, height - CROSS] {
            cross(&mut ink, Point::new(x, y));
        }
    }
    let side = SQUARE.min(width - CROSS * 2).min(height - CROSS * 2).max(Length::ZERO);
    let corner = Point::new(middle.x - side.scale(1, 2), middle.y - side.scale(1, 2));
    ink.frame(Rect { origin: corner, size: Size::new(side, side) }, stroke(FINE, 0));
    let measure = format!("{} mm", side.to_mm());
    let over = Point::new(middle.x, corner.y - Length::mm(2));
    ink.words(&measure, WORDS, over, Anchor::Middle)?;
    let mut base = corner.y + Length::mm(14);
    ink.words(&sheet.title, TITLE, Point::new(middle.x, base), Anchor::Middle)?;
    for words in &sheet.words {
        base += Length::mm(6);
        ink.words(words, WORDS, Point::new(middle.x, base), Anchor::Middle)?;
    }
    let fixed = Arc::new(Layer { name: "test-sheet".to_owned(), items: Vec::new() });
    let items = ink.dry().into_iter().map(|item| item.moved(sheet.shift)).collect();
    Ok(Document { pages: vec![Page { size: sheet.size, fixed, items }] })
}

/// Millimetres from an edge, inwards along (x, y).
fn ruler(ink: &mut Ink<'_>, edge: Point, (x, y): (i64, i64)) -> Result<(), Vec<MissingCluster>> {
    let along = |mm: i64| edge.offset(Point::new(Length::mm(mm * x), Length::mm(mm * y)));
    ink.rule(edge, along(RULER), stroke(HAIR, 0));
    for mm in 1..=RULER {
        let half = if mm % 5 == 0 { Length::mm(2) } else { Length::mm(1) };
        let across = Point::new(half * y.abs(), half * x.abs());
        let at = along(mm);
        let back = Point::new(-across.x, -across.y);
        ink.rule(at.offset(back), at.offset(across), stroke(HAIR, 0));
        if mm % 5 == 0 {
            let beside = Point::new(Length::mm(4) * y.abs(), Length::mm(5) * x.abs());
            ink.words(&mm.to_string(), DIGITS, at.offset(beside), Anchor::Middle)?;
        }
    }
    Ok(())
}

fn cross(ink: &mut Ink<'_>, at: Point) {
    let arm = Length::mm(5);
    let (left, right) = (Point::new(at.x - arm, at.y), Point::new(at.x + arm, at.y));
    let (top, bottom) = (Point::new(at.x, at.y - arm), Point::new(at.x, at.y + arm));
    ink.rule(left, right, stroke(HAIR, 0));
    ink.rule(top, bottom, stroke(HAIR, 0));
}
