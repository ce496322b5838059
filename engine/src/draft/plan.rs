//! From a drawing to the pieces of a draft.

use std::collections::BTreeMap;

use chohyo_fonts::FontRole;

use super::NUDGE;
use super::bind::{Bound, Known};
use super::blocks::{Blocks, Boxed, bare, blocks};
use super::drawing::{Drawing, Gap, Line, Pen, Text};
use super::lattice::{Edge, Face, Lattice};
use super::look::Look;
use super::paint::paint;
use super::pieces::{Piece, Slot, What};
use super::texts::{Block, free, in_cell};
use super::write::paper;
use crate::form::{Align, VerticalAlign};
use crate::length::{Length, Point, Rect};

/// A box that is smaller holds no value.
const VALUE: (Length, Length) = (Length::mm(3), Length::emu(90_000));
/// Most boxes that are looked at.
const FACES: usize = 2_000;
/// Most pieces on the sheet: a layout has 5,000 items at most, those of blocks too.
const PIECES: usize = 3_000;
/// Size of the words of a value of which nothing is known.
const LETTERS: Length = Length::pt(9);
/// Smallest base size of a value: at half of it letters still have the 4 pt of a layout.
const LEAST: Length = Length::pt(8);

/// The pieces of a drawing, and the places of its boxes.
pub(super) struct Plan {
    pub(super) pieces: Vec<Piece>,
    pub(super) xs: Vec<Length>,
    pub(super) ys: Vec<Length>,
    pub(super) gaps: Vec<Gap>,
}

pub(super) fn plan(drawing: &Drawing, known: &Known<'_>) -> Plan {
    let lattice = Lattice::of(&drawing.lines);
    let mut faces = lattice.faces();
    let mut left_out = faces.len().saturating_sub(FACES);
    faces.truncate(FACES);
    let boxed: Vec<Boxed> = faces.iter().map(|face| boxed(&lattice, *face, drawing)).collect();
    let mut repeated = blocks(&boxed);
    repeated.retain(|blocks| stand_for_all(blocks, &boxed, known));
    let mut gaps = drawing.gaps.clone();
    let mut pieces: Vec<Piece> = Vec::new();
    for blocks in &repeated {
        pieces.push(in_blocks(drawing, &lattice, &faces, blocks, known, &boxed));
    }
    let outside = |area: Rect| !repeated.iter().any(|blocks| blocks.hold(area));
    let region = Region::of(drawing, &lattice, &faces, &outside);
    pieces.extend(region.pieces(known, None, &|_| false));
    pieces.extend(drawing.fills.iter().map(|(area, grey)| Piece::at(*area, What::Fill(*grey))));
    let (diagonals, others): (Vec<&Line>, Vec<&Line>) =
        lattice.slanted.iter().partition(|line| line.to.x < line.from.x);
    pieces.extend(diagonals.into_iter().map(diagonal));
    if !others.is_empty() {
        gaps.push(Gap::Curves(others.len()));
    }
    let sheet = Rect { origin: Point::default(), size: paper(drawing.size).1 };
    pieces.retain_mut(|piece| cut(piece, sheet));
    pieces.sort_by_key(Piece::order);
    left_out += pieces.len().saturating_sub(PIECES);
    pieces.truncate(PIECES);
    if left_out > 0 {
        gaps.push(Gap::TooMany(left_out));
    }
    let areas = faces.iter().map(|face| lattice.area(*face));
    let areas: Vec<Rect> = areas.filter(|area| sheet.contains(area)).collect();
    Plan {
        pieces,
        xs: areas.iter().flat_map(|area| [area.origin.x, area.right()]).collect(),
        ys: areas.iter().flat_map(|area| [area.origin.y, area.bottom()]).collect(),
        gaps,
    }
}

fn boxed(lattice: &Lattice, face: Face, drawing: &Drawing) -> Boxed {
    let area = lattice.area(face);
    let inside = drawing.texts.iter().filter(|text| holds(area, text));
    Boxed { area, words: bare(&inside.map(|text| text.words.as_str()).collect::<String>()) }
}

fn holds(area: Rect, text: &Text) -> bool {
    let Rect { origin, size } = text.area;
    let middle = Point::new(origin.x + size.width.scale(1, 2), origin.y + size.height.scale(1, 2));
    area.origin.x <= middle.x
        && middle.x < area.right()
        && area.origin.y <= middle.y
        && middle.y < area.bottom()
}

/// Cuts off what of a piece stands outside; false if nothing is left.
fn cut(piece: &mut Piece, sheet: Rect) -> bool {
    piece.areas = piece.areas.iter().filter_map(|area| inside(*area, sheet)).collect();
    let beside = match &mut piece.what {
        What::Pair(_, value, _) => inside(*value, sheet).map(|left| *value = left),
        _ => Some(()),
    };
    !piece.areas.is_empty() && beside.is_some()
}

/// What of an area is on the sheet.
fn inside(area: Rect, sheet: Rect) -> Option<Rect> {
    let (x, y) = (area.origin.x.max(sheet.origin.x), area.origin.y.max(sheet.origin.y));
    let (right, bottom) = (area.right().min(sheet.right()), area.bottom().min(sheet.bottom()));
    (x <= right && y <= bottom).then(|| Rect::new(x, y, right - x, bottom - y))
}

fn grown(area: Rect) -> Rect {
    area.inset(-NUDGE, -NUDGE)
}

fn diagonal(line: &Line) -> Piece {
    let width = line.from.x - line.to.x;
    let height = line.to.y - line.from.y;
    Piece::at(Rect::new(line.to.x, line.from.y, width, height), What::Diagonal(line.pen))
}

/// Whether the first block can stand for all: the words that differ are values of a list that is
/// known, or numbers.
fn stand_for_all(blocks: &Blocks, boxes: &[Boxed], known: &Known<'_>) -> bool {
    let first = grown(blocks.first);
    let own = || boxes.iter().filter(|boxed| first.contains(&boxed.area));
    let differs = |boxed: &Boxed| !is_number(&boxed.words) && blocks.varies(boxed.area, boxes);
    known.list(&labels(blocks, boxes)).is_some() || !own().any(differs)
}

/// The words of the first block's boxes.
fn labels(blocks: &Blocks, boxes: &[Boxed]) -> Vec<String> {
    let first = grown(blocks.first);
    let own = boxes.iter().filter(|boxed| first.contains(&boxed.area));
    own.map(|boxed| boxed.words.clone())
        .filter(|words| words.chars().any(char::is_alphabetic))
        .collect()
}

/// The pieces of the first block stand for all.
fn in_blocks(
    drawing: &Drawing,
    lattice: &Lattice,
    faces: &[Face],
    blocks: &Blocks,
    known: &Known<'_>,
    boxes: &[Boxed],
) -> Piece {
    let list = known.list(&labels(blocks, boxes));
    // A label that depends on the record is another one in other blocks, but a label in all.
    let is_label =
        |area: Rect| blocks.words(area, boxes).into_iter().all(|words| known.is_label(words));
    let varies = |area: Rect| blocks.varies(area, boxes) && !is_label(area);
    let first = grown(blocks.first);
    let region = Region::of(drawing, lattice, faces, &|area| first.contains(&area));
    let pieces = region.pieces(known, list.as_deref(), &varies);
    let mut pieces = if list.is_some() { numbered(pieces) } else { pieces };
    pieces.retain_mut(|piece| cut(piece, blocks.first));
    pieces.sort_by_key(Piece::order);
    Piece::at(
        blocks.first,
        What::Blocks { list, count: blocks.count, period: blocks.period, pieces },
    )
}

/// A box that holds only a number in a block of a list holds the number of the element.
fn numbered(pieces: Vec<Piece>) -> Vec<Piece> {
    let number = |piece: Piece| match &piece.what {
        What::Words(block) if is_number(&block.words) => {
            let bound = Bound { field: "{#no}".to_owned(), ..Bound::default() };
            let slot = Slot {
                bound: Some(Bound { name: Some("連番".to_owned()), ..bound }),
                look: block.look.clone(),
                name: String::new(),
                candidate: None,
                seen: block.words.clone(),
            };
            Piece { what: What::Value(slot), ..piece }
        }
        _ => piece,
    };
    pieces.into_iter().map(number).collect()
}

fn is_number(words: &str) -> bool {
    !words.is_empty() && bare(words).chars().all(|c| c == '#')
}

/// A part of a drawing that is planned by itself.
struct Region<'a> {
    lattice: &'a Lattice,
    faces: Vec<Face>,
    wanted: BTreeMap<Edge, Pen>,
    texts: Vec<Text>,
}

/// A box of a region: its words, if they are one text, or its loose texts.
struct Cell {
    face: Face,
    area: Rect,
    border: Option<Pen>,
    block: Option<Block>,
    loose: Vec<Text>,
    /// Its words are those of a sample.
    sample: bool,
}

impl Cell {
    fn is_empty(&self) -> bool {
        self.sample || (self.block.is_none() && self.loose.is_empty())
    }

    /// Its words, if they are a label.
    fn label(&self) -> Option<&Block> {
        self.block.as_ref().filter(|_| !self.sample)
    }

    fn words(&self) -> &str {
        self.block.as_ref().map_or("", |block| block.words.as_str())
    }

    fn takes_value(&self) -> bool {
        self.area.size.width >= VALUE.0 && self.area.size.height >= VALUE.1
    }
}

impl<'a> Region<'a> {
    fn of(
        drawing: &Drawing,
        lattice: &'a Lattice,
        faces: &[Face],
        wanted: &dyn Fn(Rect) -> bool,
    ) -> Self {
        let edges = lattice.edges().filter(|(edge, _)| wanted(lattice.run(*edge, 1)));
        Self {
            lattice,
            faces: faces.iter().copied().filter(|face| wanted(lattice.area(*face))).collect(),
            wanted: edges.collect(),
            texts: drawing.texts.iter().filter(|text| wanted(text.area)).cloned().collect(),
        }
    }

    fn pieces(
        &self,
        known: &Known<'_>,
        list: Option<&str>,
        varies: &dyn Fn(Rect) -> bool,
    ) -> Vec<Piece> {
        let painted = paint(self.lattice, &self.faces, &self.wanted);
        let borders = self.faces.iter().zip(painted.borders);
        let cells: Vec<Cell> =
            borders.map(|(face, border)| self.cell(*face, border, varies)).collect();
        let mut pieces = of_cells(&cells, known, list);
        let outside = |text: &&Text| !cells.iter().any(|cell| holds(cell.area, text));
        let texts: Vec<Text> = self.texts.iter().filter(outside).cloned().collect();
        pieces.extend(free(&texts).into_iter().map(words));
        pieces.extend(painted.boxes.into_iter().map(|(area, pen)| Piece::at(area, What::Box(pen))));
        pieces
            .extend(painted.rules.into_iter().map(|(area, pen)| Piece::at(area, What::Rule(pen))));
        pieces
    }

    fn cell(&self, face: Face, border: Option<Pen>, varies: &dyn Fn(Rect) -> bool) -> Cell {
        let area = self.lattice.area(face);
        let texts: Vec<Text> =
            self.texts.iter().filter(|text| holds(area, text)).cloned().collect();
        let block = if texts.is_empty() { None } else { in_cell(area, &texts) };
        let loose = if block.is_some() { Vec::new() } else { texts };
        let sample = varies(area) && block.as_ref().is_none_or(|block| !is_number(&block.words));
        Cell { face, area, border, block, loose, sample }
    }
}

fn words(block: Block) -> Piece {
    Piece::at(block.area, What::Words(block))
}

fn of_cells(cells: &[Cell], known: &Known<'_>, list: Option<&str>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut taken = vec![false; cells.len()];
    for (index, cell) in cells.iter().enumerate() {
        let Some(block) = cell.label().filter(|_| !taken[index]) else { continue };
        let label = bordered(block, cell.border);
        let Some(beside) = value_beside(cells, index, known, list).filter(|b| !taken[*b]) else {
            pieces.push(words(label));
            continue;
        };
        taken[beside] = true;
        let value = &cells[beside];
        let slot = slot(value, known.bound(&block.words, list), &block.words, known, list);
        pieces.push(Piece::at(cell.area, What::Pair(label, value.area, slot)));
    }
    for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.label().is_none()) {
        if !cell.sample {
            pieces.extend(free(&cell.loose).into_iter().map(words));
        }
        if taken[index] {
            continue;
        }
        match (cell.is_empty() && cell.takes_value(), cell.border) {
            (true, _) => pieces.push(alone(cells, cell, known, list)),
            (false, Some(pen)) => pieces.push(Piece::at(cell.area, What::Box(pen))),
            (false, None) => {}
        }
    }
    gathered(pieces)
}

/// The box right of a label, as high as it, if it is empty or holds a sample of the label's item.
fn value_beside(
    cells: &[Cell],
    index: usize,
    known: &Known<'_>,
    list: Option<&str>,
) -> Option<usize> {
    let face = cells[index].face;
    let beside =
        |cell: &Cell| (cell.face.x0, cell.face.y0, cell.face.y1) == (face.x1, face.y0, face.y1);
    let found = cells.iter().position(beside)?;
    let value = &cells[found];
    let is_known = |words: &str| known.bound(words, list).is_some() || known.is_label(words);
    let bound = known.bound(cells[index].words(), list).is_some();
    let sample = bound && value.block.is_some() && !is_known(value.words());
    ((value.is_empty() && value.takes_value()) || sample).then_some(found)
}

/// A box for a value that stands beside no label of its height.
fn alone(cells: &[Cell], cell: &Cell, known: &Known<'_>, list: Option<&str>) -> Piece {
    let face = cell.face;
    let above = cells.iter().rev().find(|other| {
        other.label().is_some()
            && (other.face.x0, other.face.x1) == (face.x0, face.x1)
            && other.face.y1 <= face.y0
    });
    let left = || {
        let beside = |other: &&Cell| {
            other.label().is_some()
                && other.face.x1 <= face.x0
                && other.face.y0 <= face.y0
                && face.y1 <= other.face.y1
        };
        cells.iter().filter(beside).max_by_key(|other| other.face.x1)
    };
    let label = above.or_else(left).map_or("", Cell::words).to_owned();
    let under = |other: &&Cell| {
        other.is_empty()
            && above.is_some_and(|head| {
                (other.face.x0, other.face.x1) == (head.face.x0, head.face.x1)
                    && head.face.y1 <= other.face.y0
            })
    };
    let single = above.is_some() && cells.iter().filter(under).count() == 1;
    let bound = single.then(|| known.bound(&label, list)).flatten();
    Piece::at(cell.area, What::Value(slot(cell, bound, &label, known, list)))
}

fn slot(
    cell: &Cell,
    bound: Option<Bound>,
    label: &str,
    known: &Known<'_>,
    list: Option<&str>,
) -> Slot {
    let candidate = if bound.is_none() { known.candidate(label, list) } else { None };
    let seen = cell.block.as_ref();
    let mut look = seen.map_or_else(|| value_look(bound.as_ref()), |block| block.look.clone());
    (look.border, look.value) = (cell.border, true);
    look.size = look.size.max(LEAST);
    Slot { bound, look, name: label.replace('\n', ""), candidate, seen: cell.words().to_owned() }
}

/// The look of a value of which the drawing shows nothing: that of the old layout.
fn value_look(bound: Option<&Bound>) -> Look {
    let style = bound.and_then(|bound| bound.style.as_deref());
    Look {
        font: style.map_or(FontRole::Mincho, |style| style.font),
        size: style.map_or(LETTERS, |style| style.size),
        align: style.map_or(Align::Left, |style| style.align),
        valign: style.map_or(VerticalAlign::Middle, |style| style.valign),
        pad: style.map_or(Length::mm(1), |style| style.pad),
        line_pct: style.map_or(115, |style| i64::from(style.line_pct)),
        border: None,
        lines: 1,
        vertical: false,
        value: true,
    }
}

fn bordered(block: &Block, border: Option<Pen>) -> Block {
    Block { look: Look { border, ..block.look.clone() }, ..block.clone() }
}

/// Boxes of one size under one head are one item at many places.
fn gathered(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for piece in pieces {
        let twin = all.iter_mut().find(|known| {
            let (What::Value(a), What::Value(b)) = (&known.what, &piece.what) else { return false };
            let (first, second) = (known.areas[0], piece.areas[0]);
            let near = |a: Length, b: Length| (a - b).to_emu().abs() <= NUDGE.to_emu();
            a.bound.is_none()
                && b.bound.is_none()
                && a.look == b.look
                && a.name == b.name
                && near(first.origin.x, second.origin.x)
                && near(first.size.width, second.size.width)
                && near(first.size.height, second.size.height)
        });
        match twin {
            Some(known) if known.areas.len() < 200 => known.areas.extend(piece.areas),
            _ => all.push(piece),
        }
    }
    all
}
