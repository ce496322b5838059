//! Rules as a lattice: where they stand, which stretch of them is drawn, and the boxes between.

use std::collections::BTreeMap;

use super::SAME;
use super::drawing::{Line, Pen};
use crate::length::{Length, Point, Rect};

/// An end of a rule this near to another rule meets it: half of a thick rule's width.
const MEETS: Length = Length::emu(12_600);
/// A box that is narrower or lower than this is the gap of a double rule.
const LEAST: Length = Length::emu(54_000);
/// Most pieces of a lattice.
const PIECES: usize = 4_000_000;

/// Upright rules of a drawing.
#[derive(Default)]
pub(super) struct Lattice {
    pub(super) xs: Vec<Length>,
    pub(super) ys: Vec<Length>,
    /// Pens of the stretches from `xs[i]` to `xs[i + 1]` at `ys[j]`, row by row.
    across: Vec<Option<Pen>>,
    /// Pens of the stretches from `ys[j]` to `ys[j + 1]` at `xs[i]`, column by column.
    down: Vec<Option<Pen>>,
    /// Rules that are neither level nor plumb.
    pub(super) slanted: Vec<Line>,
}

/// A stretch of a rule between two crossings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Edge {
    /// From column `i` to the next at row line `j`.
    Across(usize, usize),
    /// From row `j` to the next at column line `i`.
    Down(usize, usize),
}

/// A box between rules: columns `x0..x1` and rows `y0..y1` of the lattice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) x0: usize,
    pub(super) x1: usize,
    pub(super) y0: usize,
    pub(super) y1: usize,
}

impl Lattice {
    /// The lattice of some lines; nothing if there would be too many pieces.
    pub(super) fn of(lines: &[Line]) -> Self {
        let level = |line: &&Line| (line.to.y - line.from.y).to_emu().abs() <= SAME.to_emu();
        let plumb = |line: &&Line| (line.to.x - line.from.x).to_emu().abs() <= SAME.to_emu();
        let levels: Vec<&Line> = lines.iter().filter(level).filter(|line| !plumb(line)).collect();
        let plumbs: Vec<&Line> = lines.iter().filter(plumb).filter(|line| !level(line)).collect();
        let slanted: Vec<Line> =
            lines.iter().filter(|line| !level(line) && !plumb(line)).copied().collect();
        let length = |line: &Line| (line.to.x - line.from.x) + (line.to.y - line.from.y);
        let xs = places(
            plumbs.iter().map(|line| (line.from.x, length(line))).collect(),
            levels.iter().flat_map(|line| [line.from.x, line.to.x]).collect(),
        );
        let ys = places(
            levels.iter().map(|line| (line.from.y, length(line))).collect(),
            plumbs.iter().flat_map(|line| [line.from.y, line.to.y]).collect(),
        );
        if xs.len().saturating_mul(ys.len()) > PIECES {
            return Self { slanted, ..Self::default() };
        }
        let pieces = xs.len() * ys.len();
        let mut lattice =
            Self { across: vec![None; pieces], down: vec![None; pieces], xs, ys, slanted };
        levels.into_iter().for_each(|line| lattice.draw_across(line));
        plumbs.into_iter().for_each(|line| lattice.draw_down(line));
        lattice
    }

    fn draw_across(&mut self, line: &Line) {
        let j = nearest(&self.ys, line.from.y);
        for i in nearest(&self.xs, line.from.x)..nearest(&self.xs, line.to.x) {
            let at = j * self.xs.len() + i;
            self.across[at] = heavier(self.across[at], line.pen);
        }
    }

    fn draw_down(&mut self, line: &Line) {
        let i = nearest(&self.xs, line.from.x);
        for j in nearest(&self.ys, line.from.y)..nearest(&self.ys, line.to.y) {
            let at = i * self.ys.len() + j;
            self.down[at] = heavier(self.down[at], line.pen);
        }
    }

    /// The pen of a stretch; none if nothing is drawn there.
    pub(super) fn pen(&self, edge: Edge) -> Option<Pen> {
        match edge {
            Edge::Across(i, j) if i + 1 < self.xs.len() => {
                *self.across.get(j * self.xs.len() + i)?
            }
            Edge::Down(i, j) if j + 1 < self.ys.len() => *self.down.get(i * self.ys.len() + j)?,
            _ => None,
        }
    }

    /// All stretches that are drawn.
    pub(super) fn edges(&self) -> impl Iterator<Item = (Edge, Pen)> {
        let (columns, rows) = (self.xs.len(), self.ys.len());
        let across = (0..rows).flat_map(move |j| (0..columns).map(move |i| Edge::Across(i, j)));
        let down = (0..columns).flat_map(move |i| (0..rows).map(move |j| Edge::Down(i, j)));
        across.chain(down).filter_map(|edge| self.pen(edge).map(|pen| (edge, pen)))
    }

    /// Where a face stands.
    pub(super) fn area(&self, face: Face) -> Rect {
        let (x, y) = (self.xs[face.x0], self.ys[face.y0]);
        Rect::new(x, y, self.xs[face.x1] - x, self.ys[face.y1] - y)
    }

    /// The boxes: regions that rules close and nothing divides, if they are rectangles.
    pub(super) fn faces(&self) -> Vec<Face> {
        let (columns, rows) = (self.xs.len().saturating_sub(1), self.ys.len().saturating_sub(1));
        if columns == 0 || rows == 0 {
            return Vec::new();
        }
        let outside = columns * rows;
        let mut regions = Regions::new(outside + 1);
        for j in 0..rows {
            for i in 0..columns {
                let cell = j * columns + i;
                let open = |edge| self.pen(edge).is_none();
                let right = if i + 1 < columns { cell + 1 } else { outside };
                let below = if j + 1 < rows { cell + columns } else { outside };
                let sides = [
                    (open(Edge::Down(i + 1, j)), right),
                    (open(Edge::Across(i, j + 1)), below),
                    (i == 0 && open(Edge::Down(0, j)), outside),
                    (j == 0 && open(Edge::Across(i, 0)), outside),
                ];
                sides.iter().filter(|(open, _)| *open).for_each(|(_, to)| regions.join(cell, *to));
            }
        }
        let bounds = regions.bounds(columns, outside);
        let is_box = |(face, count): &(Face, usize)| {
            let size = self.area(*face).size;
            (face.x1 - face.x0) * (face.y1 - face.y0) == *count
                && size.width >= LEAST
                && size.height >= LEAST
        };
        let mut faces: Vec<Face> =
            bounds.into_values().filter(is_box).map(|(face, _)| face).collect();
        faces.sort_by_key(|face| (face.y0, face.x0));
        faces
    }

    /// The line of a run of stretches.
    pub(super) fn run(&self, edge: Edge, length: usize) -> Rect {
        let at = |i: usize, j: usize| Point::new(self.xs[i], self.ys[j]);
        let (from, to) = match edge {
            Edge::Across(i, j) => (at(i, j), at(i + length, j)),
            Edge::Down(i, j) => (at(i, j), at(i, j + length)),
        };
        Rect::new(from.x, from.y, to.x - from.x, to.y - from.y)
    }
}

impl Face {
    /// The stretches around it.
    pub(super) fn edges(self) -> impl Iterator<Item = Edge> {
        let Self { x0, x1, y0, y1 } = self;
        let across = (x0..x1).flat_map(move |i| [Edge::Across(i, y0), Edge::Across(i, y1)]);
        across.chain((y0..y1).flat_map(move |j| [Edge::Down(x0, j), Edge::Down(x1, j)]))
    }
}

fn heavier(there: Option<Pen>, pen: Pen) -> Option<Pen> {
    there.filter(|there| there.width >= pen.width).or(Some(pen))
}

/// Index of the place that is nearest.
fn nearest(places: &[Length], at: Length) -> usize {
    let after = places.partition_point(|place| *place < at);
    let far = |index: usize| places.get(index).map_or(i64::MAX, |p| (*p - at).to_emu().abs());
    match after.checked_sub(1) {
        Some(before) if far(before) <= far(after) => before,
        _ => after.min(places.len().saturating_sub(1)),
    }
}

/// Places of rules, and of ends that meet no rule.
fn places(rules: Vec<(Length, Length)>, ends: Vec<Length>) -> Vec<Length> {
    let mut places = merged(rules);
    let free = |end: &Length| {
        let near = places.get(nearest(&places, *end));
        near.is_none_or(|place| (*place - *end).to_emu().abs() > MEETS.to_emu())
    };
    let free: Vec<(Length, Length)> =
        ends.into_iter().filter(free).map(|end| (end, Length::mm(1))).collect();
    places.extend(merged(free));
    places.sort_unstable();
    places
}

/// One place for those that are nearly the same: the middle by their weights.
fn merged(mut places: Vec<(Length, Length)>) -> Vec<Length> {
    places.sort_unstable();
    let mut groups: Vec<Vec<(Length, Length)>> = Vec::new();
    for (at, weight) in places {
        match groups.last_mut() {
            Some(group) if at - group[0].0 <= SAME * 2 && at - group[group.len() - 1].0 <= SAME => {
                group.push((at, weight));
            }
            _ => groups.push(vec![(at, weight)]),
        }
    }
    let middle = |group: Vec<(Length, Length)>| {
        let first = group[0].0;
        let whole: i64 = group.iter().map(|(_, weight)| weight.to_emu().max(1)).sum();
        let moment = |(at, weight): &(Length, Length)| {
            i128::from((*at - first).to_emu()) * i128::from(weight.to_emu().max(1))
        };
        let moments: i128 = group.iter().map(moment).sum();
        first + Length::emu(i64::try_from(moments / i128::from(whole)).unwrap_or(0))
    };
    groups.into_iter().map(middle).collect()
}

/// Regions of cells that nothing parts.
struct Regions(Vec<usize>);

impl Regions {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut cell: usize) -> usize {
        while self.0[cell] != cell {
            self.0[cell] = self.0[self.0[cell]];
            cell = self.0[cell];
        }
        cell
    }

    /// The smallest rectangle around every region but that of the outside, with its cells.
    fn bounds(&mut self, columns: usize, outside: usize) -> BTreeMap<usize, (Face, usize)> {
        let mut bounds = BTreeMap::new();
        let shut = self.root(outside);
        for cell in 0..outside {
            let root = self.root(cell);
            if root == shut {
                continue;
            }
            let (i, j) = (cell % columns, cell / columns);
            let one = Face { x0: i, x1: i + 1, y0: j, y1: j + 1 };
            let (face, count) = bounds.entry(root).or_insert((one, 0));
            *face = Face {
                x0: face.x0.min(i),
                x1: face.x1.max(i + 1),
                y0: face.y0.min(j),
                y1: face.y1.max(j + 1),
            };
            *count += 1;
        }
        bounds
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a] = b;
    }
}
