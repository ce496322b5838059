//! `at`: cells of a grid or millimetres; and the grid itself.

use std::ops::Range;

use super::limits;
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

/// The numbers of one box as far as they are written; a series of cells is as many boxes.
#[derive(Clone, Debug, Default)]
struct Written {
    at: Range<usize>,
    rows: Option<Series>,
    columns: Option<Series>,
    millimetres: [Option<Length>; 4],
}

/// Rows or columns: `1-6` is one box of six of them, `1..6` six of one, `1..6/2` three of two.
#[derive(Clone, Debug)]
struct Series {
    lines: Range<usize>,
    each: usize,
}

impl Series {
    fn count(&self) -> usize {
        self.lines.len() / self.each
    }

    fn nth(&self, n: usize) -> Range<usize> {
        let start = self.lines.start + n * self.each;
        start..start + self.each
    }
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

    /// Rows and columns of places; as many as 1 × 1 where none are written.
    fn counts(&self) -> (usize, usize) {
        let count = |series: &Option<Series>| series.as_ref().map_or(1, Series::count);
        (count(&self.rows), count(&self.columns))
    }

    /// `L085`: a series of places that its cells do not fill.
    fn check_series(&self, node: &Node, out: &Findings) -> bool {
        let uneven = [&self.rows, &self.columns].into_iter().flatten();
        let uneven = uneven.filter(|series| !series.lines.len().is_multiple_of(series.each));
        let errors = uneven.map(|series| {
            let error = Diagnostic::error("L085").at(&node.text_span(&self.at));
            out.push(error.arg("cells", series.lines.len()).arg("each", series.each));
        });
        errors.count() == 0
    }
}

/// Reads the `at` of one box: as [`spots`], and `L036` for several places.
pub(super) fn spot(node: &Node, frame: &Frame<'_>, out: &Findings) -> Option<Spot> {
    let mut spots = spots(node, frame, out)?;
    if spots.len() > 1 {
        out.error("L036", &node.span);
        return None;
    }
    spots.pop()
}

/// Reads `at`: its places row by row, more than one where rows or columns are a series (`r4..15`).
/// `L030` grammar, `L031` cell outside the grid, `L032` outside the block, `L033` no grid here,
/// `L034` no size, `L061` too many places, `L085` a series that its cells do not fill, `L086`
/// other numbers of places in the first and the second box.
pub(super) fn spots(node: &Node, frame: &Frame<'_>, out: &Findings) -> Option<Vec<Spot>> {
    let (first, second) = boxes(node, out)?;
    let (rows, columns) = first.counts();
    if rows.saturating_mul(columns) > limits::PLACES {
        let error = Diagnostic::error("L061").at(&node.span).arg("what", "at");
        out.push(error.arg("limit", limits::PLACES));
        return None;
    }
    if let Some(second) = &second
        && second.counts() != first.counts()
    {
        let error = Diagnostic::error("L086").at(&node.text_span(&second.at));
        let (second_rows, second_columns) = second.counts();
        let error = error.arg("first", rows * columns);
        out.push(error.arg("second", second_rows.saturating_mul(second_columns)));
        return None;
    }
    let numbers = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let spots = numbers.map(|nth| {
        let (area, cells) = resolve(&first, nth, node, frame, out)?;
        let second = match &second {
            Some(second) => Some(resolve(second, nth, node, frame, out)?.0),
            None => None,
        };
        Some(Spot { area: Area { first: area, second }, cells })
    });
    // One mistake is told once, not for every place of a series.
    spots.collect()
}

/// The one or two boxes of `at` as written, the second one completed. `L030`, `L085`.
fn boxes(node: &Node, out: &Findings) -> Option<(Written, Option<Written>)> {
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
    if second.as_ref().is_some_and(|second| second.in_cells() != first.in_cells()) {
        return bad(node, 0..text.len(), out);
    }
    let second = second.map(|mut second| {
        second.complete(&first);
        second
    });
    let whole = |written: &Written| written.check_series(node, out);
    (whole(&first) && second.as_ref().is_none_or(whole)).then_some((first, second))
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
            "r" if found.rows.is_none() => found.rows = Some(series(number)?),
            "c" if found.columns.is_none() => found.columns = Some(series(number)?),
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

/// `3`, `1-6`, `1..6` or `1..6/2` as line numbers.
fn series(text: &str) -> Option<Series> {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<usize>().ok()).flatten().filter(|n| (1..100_000).contains(n))
    };
    let (first, last, each) = match text.split_once("..") {
        Some((first, rest)) => {
            let (last, each) = rest.split_once('/').unwrap_or((rest, "1"));
            (number(first)?, number(last)?, Some(number(each)?))
        }
        None => {
            let (first, last) = text.split_once('-').unwrap_or((text, text));
            (number(first)?, number(last)?, None)
        }
    };
    let lines = first.checked_sub(1)?..last;
    (first <= last).then(|| Series { each: each.unwrap_or(lines.len()), lines })
}

/// One place of a box as written.
fn resolve(
    written: &Written,
    (row, column): (usize, usize),
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
    let (Some(rows), Some(columns)) = (&written.rows, &written.columns) else {
        return bad(node, written.at.clone(), out);
    };
    let Some(grid) = frame.grid else {
        out.error("L033", &span);
        return None;
    };
    let cells = Cells { columns: columns.nth(column), rows: rows.nth(row) };
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
    use crate::source::SourceFile;

    #[test]
    fn grid_lines_are_rounded_once() {
        let grid =
            Grid::new(Rect::new(Length::ZERO, Length::ZERO, Length::emu(10), Length::emu(7)), 3, 2);
        assert_eq!(grid.columns, [0, 3, 7, 10].map(Length::emu));
        assert_eq!(grid.rows, [0, 4, 7].map(Length::emu));
    }

    /// The cells of the places of an `at` in a grid of 40 × 53, as `r4 c1-6 | r4 c7-20`.
    fn places(at: &str) -> Vec<String> {
        let file = SourceFile { name: "x".to_owned(), text: format!("at = '{at}'") };
        let out = Findings::default();
        let table = crate::reader::parse(&file.into(), &out).expect("good TOML");
        let size = Size::new(Length::emu(40), Length::emu(53));
        let grid = Grid::new(Rect { origin: Point::default(), size }, 40, 53);
        let frame = Frame { block: size, grid: Some(&grid), flat: false };
        let show = |area: Rect| {
            let [x, y] = [area.origin.x, area.origin.y].map(|length| length.to_emu() + 1);
            format!("r{y}-{} c{x}-{}", area.bottom().to_emu(), area.right().to_emu())
        };
        let found = spots(table.get("at").expect("at"), &frame, &out).unwrap_or_default();
        let second = |spot: &Spot| {
            spot.area.second.map_or_else(String::new, |area| format!(" | {}", show(area)))
        };
        found.iter().map(|spot| show(spot.area.first) + &second(spot)).collect()
    }

    #[test]
    fn places_of_a_series() {
        // at; the number of places; the second and the last one
        for (at, count, second, last) in [
            ("r4..15 c1-6 | c7-20", 12, "r5-5 c1-6 | r5-5 c7-20", "r15-15 c1-6 | r15-15 c7-20"),
            ("r4 c1..36/3", 12, "r4-4 c4-6", "r4-4 c34-36"),
            ("r4..5 c1..4/2", 4, "r4-4 c3-4", "r5-5 c3-4"),
            ("r1..6/2 c1-2 | r1..6/2 c3", 3, "r3-4 c1-2 | r3-4 c3-3", "r5-6 c1-2 | r5-6 c3-3"),
            ("r1-2 c1..2 | r3-4", 2, "r1-2 c2-2 | r3-4 c2-2", "r1-2 c2-2 | r3-4 c2-2"),
        ] {
            let found = places(at);
            assert_eq!(found.len(), count, "{at}");
            assert_eq!(found.get(1).map(String::as_str), Some(second), "{at}");
            assert_eq!(found.last().map(String::as_str), Some(last), "{at}");
        }
        for none in ["r1..2 c1 | r1 c2", "r1..60 c1", "r1..3/2 c1", "r1..20 c1..20"] {
            assert!(places(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn boxes_as_written() {
        // text; whether it is a box
        let cases = [
            ("r3 c1-6", true),
            ("c7-40", true),
            ("r4..15 c1-6", true),
            ("c1..36/3", true),
            ("c1..36/", false),
            ("c1..36/0", false),
            ("c1-36/3", false),
            ("r5..4", false),
            ("r..4", false),
            ("x1..5 y1 w1 h1", false),
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
