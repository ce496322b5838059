//! Which frames and rules draw the stretches of a lattice: borders of cells first, then boxes,
//! then single rules for what is left.

use std::collections::{BTreeMap, BTreeSet};

use super::drawing::Pen;
use super::lattice::{Edge, Face, Lattice};
use crate::length::Rect;

/// Most corners from which a frame is looked for, and most frames that are tried at each.
const CORNERS: usize = 5_000;
const TRIES: usize = 400;

/// What draws a lattice.
pub(super) struct Painted {
    /// The border of each face.
    pub(super) borders: Vec<Option<Pen>>,
    /// Frames over them.
    pub(super) boxes: Vec<(Rect, Pen)>,
    /// Rules over them.
    pub(super) rules: Vec<(Rect, Pen)>,
}

/// `wanted`: the stretches that shall be drawn.
pub(super) fn paint(lattice: &Lattice, faces: &[Face], wanted: &BTreeMap<Edge, Pen>) -> Painted {
    let mut drawn: BTreeMap<Edge, Pen> = BTreeMap::new();
    let mut borders = Vec::new();
    for face in faces {
        let pens: Option<Vec<Pen>> = face.edges().map(|edge| wanted.get(&edge).copied()).collect();
        let pen = pens.and_then(|pens| border(&pens));
        borders.push(pen);
        for edge in pen.into_iter().flat_map(|_| face.edges()) {
            let pen = pen.into_iter().chain(drawn.get(&edge).copied()).max_by_key(|pen| pen.width);
            drawn.extend(pen.map(|pen| (edge, pen)));
        }
    }
    let left = wanted.iter().filter(|(edge, pen)| drawn.get(edge) != Some(pen));
    let mut left: BTreeSet<Edge> = left.map(|(edge, _)| *edge).collect();
    let boxes = boxes(lattice, wanted, &mut left);
    let rules = rules(lattice, wanted, &mut left);
    Painted { borders, boxes, rules }
}

/// The thinnest pen around a face, if whatever is drawn over it hides it.
fn border(pens: &[Pen]) -> Option<Pen> {
    let thinnest = pens.iter().copied().min_by_key(|pen| pen.width)?;
    pens.iter().all(|pen| *pen == thinnest || pen.hides(thinnest)).then_some(thinnest)
}

/// Frames of one pen, the largest first; half of each at least is not drawn yet.
fn boxes(
    lattice: &Lattice,
    wanted: &BTreeMap<Edge, Pen>,
    left: &mut BTreeSet<Edge>,
) -> Vec<(Rect, Pen)> {
    let mut found = Vec::new();
    let corners: Vec<Edge> = left.iter().copied().take(CORNERS).collect();
    for corner in corners {
        let Edge::Across(i, j) = corner else { continue };
        if !left.contains(&corner) {
            continue;
        }
        let Some(face) = largest(wanted, i, j) else { continue };
        let edges: Vec<Edge> = face.edges().collect();
        let open = edges.iter().filter(|edge| left.contains(edge)).count();
        if open * 2 >= edges.len() {
            edges.iter().for_each(|edge| {
                left.remove(edge);
            });
            found.extend(wanted.get(&corner).map(|pen| (lattice.area(face), *pen)));
        }
    }
    found
}

/// The largest frame of one pen with its top left corner at a crossing.
fn largest(wanted: &BTreeMap<Edge, Pen>, i: usize, j: usize) -> Option<Face> {
    let pen = wanted.get(&Edge::Across(i, j))?;
    let has = |edge: Edge| wanted.get(&edge) == Some(pen);
    let wide = (i..).take_while(|x| has(Edge::Across(*x, j))).count();
    let high = (j..).take_while(|y| has(Edge::Down(i, *y))).count();
    let ends =
        (i + 1..=i + wide).rev().flat_map(|x1| (j + 1..=j + high).rev().map(move |y1| (x1, y1)));
    let faces = ends.take(TRIES).map(|(x1, y1)| Face { x0: i, x1, y0: j, y1 });
    faces.into_iter().find(|face| face.edges().all(has))
}

/// Runs of one pen.
fn rules(
    lattice: &Lattice,
    wanted: &BTreeMap<Edge, Pen>,
    left: &mut BTreeSet<Edge>,
) -> Vec<(Rect, Pen)> {
    let mut found = Vec::new();
    while let Some(first) = left.pop_first() {
        let Some(pen) = wanted.get(&first) else { continue };
        let mut length = 1;
        loop {
            let next = match first {
                Edge::Across(i, j) => Edge::Across(i + length, j),
                Edge::Down(i, j) => Edge::Down(i, j + length),
            };
            if wanted.get(&next) != Some(pen) || !left.remove(&next) {
                break;
            }
            length += 1;
        }
        found.push((lattice.run(first, length), *pen));
    }
    found
}
