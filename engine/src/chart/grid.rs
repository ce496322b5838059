//! The chart: a grid of glyphs on A4 with a heading and page numbers.

use std::sync::Arc;

use chohyo_fonts::{FontRole, FontSet, MissingCluster};

use super::ink::{Anchor, Ink, Look, stroke};
use super::{Entry, Undrawable};
use crate::length::{Length, Point, Rect, Size};
use crate::page::{Document, Layer, Page, Role};

/// A4 portrait.
const PAPER: Size = Size::new(Length::mm(210), Length::mm(297));
/// Left and right margin: the grid is 180 mm wide.
const MARGIN: Length = Length::mm(15);
/// Cells of a row.
pub(super) const COLUMNS: usize = 10;
/// Rows of a page.
const ROWS: usize = 13;
/// One cell: 18 mm × 19.5 mm.
pub(super) const CELL: Size = Size::new(Length::mm(18), Length::mm(39).scale(1, 2));
/// Base lines of glyph, name and code from the top of a cell: 11.2, 15.2 and 17.4 mm.
const GLYPH_BASE: Length = Length::mm(112).scale(1, 10);
const NAME_BASE: Length = Length::mm(152).scale(1, 10);
const CODE_BASE: Length = Length::mm(174).scale(1, 10);
/// Base line of the heading.
const HEAD: Length = Length::mm(17);
/// Top of the grid.
const TOP: Length = Length::mm(22);
/// Base line of the foot.
const FOOT: Length = Length::mm(285);
/// A line that orders and does not speak.
const HAIR: Length = Length::emu(2_400);

const TITLE: Look = Look::new(FontRole::Gothic, Length::pt(12), Role::Title);
const RANGE: Look = Look::new(FontRole::Gothic, Length::pt(8), Role::Artifact).grey(96);
const NOTE: Look = Look::new(FontRole::Gothic, Length::pt(6), Role::Artifact).grey(112);
const NAME: Look = Look::new(FontRole::Gothic, Length::pt(54).scale(1, 10), Role::Label);
const CODE: Look = Look::new(FontRole::Gothic, Length::pt(45).scale(1, 10), Role::Note).grey(112);
const GLYPH: Look = Look::new(FontRole::Mincho, Length::pt(30), Role::Value);

/// What stands above and below the grid of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The title.
    pub title: String,
    /// Fonts and tables with their versions, at the foot.
    pub note: String,
}

/// A chart of a known number of entries, made page by page.
pub struct Chart<'a> {
    fonts: &'a FontSet,
    total: usize,
    heading: Heading,
    full: Arc<Layer>,
}

impl<'a> Chart<'a> {
    /// Entries of a page.
    pub const PER_PAGE: usize = COLUMNS * ROWS;

    /// A chart of `total` entries.
    ///
    /// # Errors
    /// The words of the heading that no face draws.
    pub fn new(fonts: &'a FontSet, heading: Heading, total: usize) -> Result<Self, Undrawable> {
        let full = layer(fonts, &heading, ROWS).map_err(own_words)?;
        Ok(Self { fonts, total, heading, full })
    }

    /// Pages of the chart.
    pub fn pages(&self) -> usize {
        self.total.div_ceil(Self::PER_PAGE)
    }

    /// One page, from 1, of at most [`Self::PER_PAGE`] entries.
    ///
    /// # Errors
    /// The first entry that no face draws.
    pub fn page(&self, number: usize, entries: &[Entry]) -> Result<Document, Undrawable> {
        let rows = entries.len().div_ceil(COLUMNS);
        let fixed = match rows {
            ROWS => Arc::clone(&self.full),
            rows => layer(self.fonts, &self.heading, rows).map_err(own_words)?,
        };
        let mut ink = Ink::new(self.fonts, 1_000);
        self.margins(&mut ink, number, entries).map_err(own_words)?;
        for (index, entry) in entries.iter().enumerate() {
            let corner = corner(index, Point::new(MARGIN, TOP));
            let missing = |missing| Undrawable { name: entry.name.clone(), missing };
            cell(&mut ink, corner, entry).map_err(missing)?;
        }
        let page = Page { size: PAPER, fixed, items: ink.dry() };
        Ok(Document { pages: vec![page] })
    }

    /// First and last name at the top, page number at the foot.
    fn margins(
        &self,
        ink: &mut Ink<'_>,
        number: usize,
        entries: &[Entry],
    ) -> Result<(), Vec<MissingCluster>> {
        let right = PAPER.width - MARGIN;
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            let range = format!("{} – {}", first.name, last.name);
            ink.words(&range, RANGE, Point::new(right, HEAD), Anchor::End)?;
        }
        let number = format!("{number} / {}", self.pages());
        ink.words(&number, RANGE, Point::new(right, FOOT), Anchor::End)?;
        Ok(())
    }
}

/// Top-left corner of a cell.
pub(super) fn corner(index: usize, grid: Point) -> Point {
    let at = |n: usize| i64::try_from(n).unwrap_or(0);
    let (row, column) = (at(index / COLUMNS), at(index % COLUMNS));
    Point::new(grid.x + CELL.width * column, grid.y + CELL.height * row)
}

/// Name, glyph and code, in this order for readers; on the page the glyph stands on top.
pub(super) fn cell(
    ink: &mut Ink<'_>,
    corner: Point,
    entry: &Entry,
) -> Result<(), Vec<MissingCluster>> {
    let middle = corner.x + CELL.width.scale(1, 2);
    let base = |down: Length| Point::new(middle, corner.y + down);
    ink.words(&entry.name, NAME, base(NAME_BASE), Anchor::Middle)?;
    ink.words(&entry.text, GLYPH, base(GLYPH_BASE), Anchor::Middle)?;
    ink.words(&entry.code, CODE, base(CODE_BASE), Anchor::Middle)?;
    Ok(())
}

fn layer(
    fonts: &FontSet,
    heading: &Heading,
    rows: usize,
) -> Result<Arc<Layer>, Vec<MissingCluster>> {
    let mut ink = Ink::new(fonts, 0);
    ink.words(&heading.title, TITLE, Point::new(MARGIN, HEAD), Anchor::Start)?;
    ink.words(&heading.note, NOTE, Point::new(MARGIN, FOOT), Anchor::Start)?;
    let right = PAPER.width - MARGIN;
    for row in 0..=rows {
        let y = corner(row * COLUMNS, Point::new(MARGIN, TOP)).y;
        let level = if row == 0 || row == rows { 96 } else { 208 };
        ink.rule(Point::new(MARGIN, y), Point::new(right, y), stroke(HAIR, level));
    }
    Ok(Arc::new(Layer { name: format!("chart.{rows}"), items: ink.dry() }))
}

fn own_words(missing: Vec<MissingCluster>) -> Undrawable {
    Undrawable { name: String::new(), missing }
}

/// The box of a cell.
pub(super) fn cell_area(corner: Point) -> Rect {
    Rect { origin: corner, size: CELL }
}
