//! `at`: cells of a grid or millimetres; and the grid itself.

use std::ops::Range;

use super::model::Area;
use crate::diag::Diagnostic;
use crate::length::{Length, Point, Rect, Size, Unit};
use crate::reader::{Findings, Node};
use crate::source::SourceSpan;

/// Grid lines, from the corner of the block they belong to.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    columns: Vec<Length>,
    rows: Vec<Length>,
}

impl Grid {
    /// A grid over an area: line k of n lies at round(k·W/n).
    pub(super) fn new(area: Rect, columns: i64, rows: i64) -> Self {
        let lines = |start: Length, length: Length, n: i64| {
            (0..=n).map(|k| start + length.scale(k, n)).collect()
        };
        Self {
            columns: lines(area.origin.x, area.size.width, columns),
            rows: lines(area.origin.y, area.size.height, rows),
        }
    }

    /// Number of columns and rows.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.columns.len() - 1, self.rows.len() - 1)
    }

    /// The lines inside some cells, from their corner: the grid of a block that inherits.
    pub(super) fn part(&self, cells: &Cells) -> Self {
        let slice = |lines: &[Length], range: &Range<usize>| {
            let lines = lines.get(range.start..=range.end).unwrap_or_default();
            let first = lines.first().copied().unwrap_or_default();
            lines.iter().map(|line| *line - first).collect()
        };
        Self { columns: slice(&self.columns, &cells.columns), rows: slice(&self.rows, &cells.rows) }
    }

    /// The corner of a cell, 0-based; `None` outside the grid.
    pub(super) fn corner(&self, column: usize, row: usize) -> Option<Point> {
        Some(Point::new(*self.columns.get(column)?, *self.rows.get(row)?))
    }

    /// The box of some cells.
    pub(super) fn area(&self, cells: &Cells) -> Option<Rect> {
        let from = self.corner(cells.columns.start, cells.rows.start)?;
        let to = self.corner(cells.columns.end, cells.rows.end)?;
        Some(Rect { origin: from, size: Size::new(to.x - from.x, to.y - from.y) })
    }
}

/// Cells as line numbers: column c1 is `0..1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<usize>,
}

/// One `at`: its boxes, and the cells of the first one if it is written in cells.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) area: Area,
    pub(super) cells: Option<Cells>,
}

/// What `at` may be at a place.
pub(super) struct Frame<'a> {
    /// Size of the enclosing block.
    pub(super) block: Size,
    /// Its grid.
    pub(super) grid: Option<&'a Grid>,
    /// Whether a box may be flat (rules).
    pub(super) flat: bool,
}

/// The numbers of one box as far as they are written.
#[derive(Clone, Debug, Default)]
struct Written {
    at: Range<usize>,
    rows: Option<Range<usize>>,
    columns: Option<Range<usize>>,
    millimetres: [Option<Length>; 4],
}

impl Written {
    fn in_cells(&self) -> bool {
        self.rows.is_some() || self.columns.is_some()
    }

    fn in_millimetres(&self) -> bool {
        self.millimetres.iter().any(Option::is_some)
    }

    /// Takes what it leaves out from the first box.
    fn complete(&mut self, first: &Self) {
        if first.in_cells() {
            self.rows = self.rows.take().or_else(|| first.rows.clone());
            self.columns = self.columns.take().or_else(|| first.columns.clone());
        } else {
            for (own, from) in self.millimetres.iter_mut().zip(first.millimetres) {
                *own = own.or(from);
            }
        }
    }
}

/// Reads `at`. `L030` grammar, `L031` cell outside the grid, `L032` outside the block, `L033` no
/// grid here, `L034` no size.
pub(super) fn spot(node: &Node, frame: &Frame<'_>, out: &Findings) -> Option<Spot> {
    let text = node.text(out)?;
    let mut boxes = Vec::new();
    let mut start = 0;
    for part in text.split('|') {
        match written(part, start) {
            Some(found) => boxes.push(found),
            None => return bad(node, start..start + part.len(), out),
        }
        start += part.len() + 1;
    }
    let mut boxes = boxes.into_iter();
    let (Some(first), second, None) = (boxes.next(), boxes.next(), boxes.next()) else {
        return bad(node, 0..text.len(), out);
    };
    let first_area = resolve(&first, node, frame, out);
    if second.as_ref().is_some_and(|second| second.in_cells() != first.in_cells()) {
        return bad(node, 0..text.len(), out);
    }
    let second_area = second.map(|mut second| {
        second.complete(&first);
        resolve(&second, node, frame, out)
    });
    let (first_box, cells) = first_area?;
    let second = match second_area {
        Some(second) => Some(second?.0),
        None => None,
    };
    Some(Spot { area: Area { first: first_box, second }, cells })
}

/// A size such as `w180 h30 mm`. `L030`, `L034`.
pub(super) fn size(node: &Node, out: &Findings) -> Option<Size> {
    let text = node.text(out)?;
    match written(text, 0) {
        Some(Written {
            rows: None,
            columns: None,
            millimetres: [None, None, Some(w), Some(h)],
            ..
        }) => {
            if w > Length::ZERO && h > Length::ZERO {
                return Some(Size::new(w, h));
            }
            out.error("L034", &node.span);
            None
        }
        _ => bad(node, 0..text.len(), out),
    }
}

/// A rectangle such as `x15 y16 w180 h30 mm`, with nothing to lie in. `L030`, `L034`.
pub(super) fn rect(node: &Node, out: &Findings) -> Option<Rect> {
    let far = Size::new(Length::mm(100_000), Length::mm(100_000));
    let frame = Frame { block: far, grid: None, flat: false };
    spot(node, &frame, out).map(|spot| spot.area.first)
}

fn bad<T>(node: &Node, at: Range<usize>, out: &Findings) -> Option<T> {
    out.error("L030", &node.text_span(&at));
    None
}

/// One box; `start` is where it begins in the whole text.
fn written(text: &str, start: usize) -> Option<Written> {
    let from = start + text.len() - text.trim_start().len();
    let mut found = Written { at: from..from + text.trim().len(), ..Written::default() };
    for word in text.split_whitespace() {
        if word == "mm" {
            continue;
        }
        let (letter, number) = word.split_at_checked(1)?;
        match letter {
            "r" if found.rows.is_none() => found.rows = Some(range(number)?),
            "c" if found.columns.is_none() => found.columns = Some(range(number)?),
            "x" | "y" | "w" | "h" => {
                let place = found.millimetres.get_mut("xywh".find(letter)?)?;
                if place.is_some() {
                    return None;
                }
                *place = Some(Length::parse(number, Unit::Mm)?);
            }
            _ => return None,
        }
    }
    (found.in_cells() != found.in_millimetres()).then_some(found)
}

/// `3` or `1-6` as line numbers.
fn range(text: &str) -> Option<Range<usize>> {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<usize>().ok()).flatten().filter(|n| (1..100_000).contains(n))
    };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(first - 1..last)
}

fn resolve(
    written: &Written,
    node: &Node,
    frame: &Frame<'_>,
    out: &Findings,
) -> Option<(Rect, Option<Cells>)> {
    let span = node.text_span(&written.at);
    if !written.in_cells() {
        let [Some(x), Some(y), Some(w), Some(h)] = written.millimetres else {
            return bad(node, written.at.clone(), out);
        };
        let area = Rect::new(x, y, w, h);
        let least = |length: Length| length > Length::ZERO || frame.flat && length == Length::ZERO;
        if !least(w) || !least(h) || w + h == Length::ZERO {
            out.error("L034", &span);
            return None;
        }
        return inside(area, frame, &span, out).then_some((area, None));
    }
    let (Some(rows), Some(columns)) = (written.rows.clone(), written.columns.clone()) else {
        return bad(node, written.at.clone(), out);
    };
    let Some(grid) = frame.grid else {
        out.error("L033", &span);
        return None;
    };
    let cells = Cells { columns, rows };
    let Some(area) = grid.area(&cells) else {
        let (columns, rows) = grid.counts();
        let error = Diagnostic::error("L031").at(&span);
        out.push(error.arg("rows", rows).arg("columns", columns));
        return None;
    };
    inside(area, frame, &span, out).then_some((area, Some(cells)))
}

/// `L032` unless the area lies in the block.
fn inside(area: Rect, frame: &Frame<'_>, span: &SourceSpan, out: &Findings) -> bool {
    let block = Rect { origin: Point::default(), size: frame.block };
    let inside = block.contains(&area);
    if !inside {
        outside(Size::new(area.right(), area.bottom()), frame.block, span, out);
    }
    inside
}

/// `L032`: something reaches to `reach` in a block that is smaller.
pub(super) fn outside(reach: Size, block: Size, span: &SourceSpan, out: &Findings) {
    let error = Diagnostic::error("L032").at(span);
    let error = error.arg("right", reach.width).arg("bottom", reach.height);
    out.push(error.arg("width", block.width).arg("height", block.height));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_lines_are_rounded_once() {
        let grid =
            Grid::new(Rect::new(Length::ZERO, Length::ZERO, Length::emu(10), Length::emu(7)), 3, 2);
        assert_eq!(grid.columns, [0, 3, 7, 10].map(Length::emu));
        assert_eq!(grid.rows, [0, 4, 7].map(Length::emu));
    }

    #[test]
    fn boxes_as_written() {
        // text; whether it is a box
        let cases = [
            ("r3 c1-6", true),
            ("c7-40", true),
            ("x1.5 y2 w3 h4 mm", true),
            ("x140 w55", true),
            ("r0 c1", false),
            ("r3 c6-1", false),
            ("r3 x5", false),
            ("r3 r4", false),
            ("", false),
            ("mm", false),
            ("x1e3 y1 w1 h1", false),
            ("あ3", false),
        ];
        for (text, ok) in cases {
            assert_eq!(written(text, 0).is_some(), ok, "{text}");
        }
    }
}
