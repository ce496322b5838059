//! Words in boxes: which letters are one text, and how it stands.

use super::NUDGE;
use super::drawing::Text;
use super::look::Look;
use crate::form::{Align, VerticalAlign};
use crate::length::{Length, Point, Rect};

/// Letters of one text that stand in no cell are no farther apart than so many ems.
const SPREAD: i64 = 6;

/// Words with their box and look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Lines, each ended by a line feed but the last.
    pub(super) words: String,
    pub(super) area: Rect,
    pub(super) look: Look,
    /// Whether the box is a cell of the drawing.
    pub(super) in_cell: bool,
}

/// The texts of a cell as one block in it; `None` if they are more than one, or stand otherwise
/// than a cell can say.
pub(super) fn in_cell(cell: Rect, texts: &[Text]) -> Option<Block> {
    if let [text] = texts
        && let Some(placed) = text.placed
    {
        let mut look =
            Look { align: placed.align, valign: placed.valign, pad: placed.pad, ..Look::of(text) };
        look.lines = text.words.lines().count().max(1);
        return Some(Block { words: text.words.clone(), area: cell, look, in_cell: true });
    }
    let rows = rows(texts, None);
    let first = rows.first()?;
    let mut look = Look::of(first);
    look.line_pct = pitch(&rows)?;
    let whole = rows.iter().skip(1).fold(first.area, |whole, row| around(whole, row.area));
    if first.vertical {
        return None;
    }
    look.lines = rows.len();
    stand(&mut look, cell, whole, &rows)?;
    let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    Some(Block { words: words.join("\n"), area: cell, look, in_cell: true })
}

/// Alignment in a cell, if one puts the letters where they are.
fn stand(look: &mut Look, cell: Rect, whole: Rect, rows: &[Text]) -> Option<()> {
    let (left, right) = (whole.origin.x - cell.origin.x, cell.right() - whole.right());
    let (above, below) = (whole.origin.y - cell.origin.y, cell.bottom() - whole.bottom());
    let alike = |a: Length, b: Length| (a - b).to_emu().abs() <= NUDGE.to_emu() * 2;
    let all = |at: fn(&Text) -> Length| rows.iter().all(|row| alike(at(row), at(&rows[0])));
    let centred = all(|row| row.area.origin.x + row.area.size.width.scale(1, 2));
    let spread = rows.iter().any(|row| row.spread);
    (look.align, look.pad) = if spread {
        (alike(left, right) && rows.iter().all(|row| row.spread))
            .then_some((Align::Distribute, left))?
    } else if alike(left, right) && centred {
        (Align::Centre, if rows.iter().any(|row| row.condensed) { left } else { Length::ZERO })
    } else if left <= right && all(|row| row.area.origin.x) {
        (Align::Left, left)
    } else if all(|row| row.area.right()) {
        (Align::Right, right)
    } else {
        return None;
    };
    let near = |a: Length, b: Length| (a - b).to_emu().abs() <= NUDGE.to_emu();
    look.pad = rounded(look.pad);
    look.valign = if alike(above, below) {
        VerticalAlign::Middle
    } else if near(above, look.pad) {
        VerticalAlign::Top
    } else if near(below, look.pad) {
        VerticalAlign::Bottom
    } else {
        return None;
    };
    (look.pad >= Length::ZERO && above > -NUDGE && below > -NUDGE).then_some(())
}

/// Twentieths of a millimetre: one look for what a program placed with other roundings.
fn rounded(pad: Length) -> Length {
    Length::emu((pad.to_emu() + 900).div_euclid(1_800) * 1_800)
}

/// The texts where they stand: rows of one column as a paragraph, others each in a box of its own.
pub(super) fn free(texts: &[Text]) -> Vec<Block> {
    let mut blocks: Vec<Vec<Text>> = Vec::new();
    for row in rows(texts, Some(SPREAD)) {
        let goes_on = |rows: &Vec<Text>| {
            let mut longer = rows.clone();
            longer.push(row.clone());
            follows(rows, &row) && pitch(&longer).is_some()
        };
        match blocks.iter_mut().find(|rows| goes_on(rows)) {
            Some(rows) => rows.push(row),
            None => blocks.push(vec![row]),
        }
    }
    blocks.iter().map(|rows| alone(rows)).collect()
}

/// Whether a row may be the next line of a paragraph.
fn follows(rows: &[Text], row: &Text) -> bool {
    let Some(last) = rows.last() else { return false };
    let near = |a: Length, b: Length| (a - b).to_emu().abs() <= NUDGE.to_emu();
    let down = (row.area.origin.y - last.area.origin.y).to_emu();
    let em = last.size.to_emu();
    let plain = |text: &Text| !text.spread && !text.vertical && text.placed.is_none();
    plain(row)
        && plain(last)
        && row.font == last.font
        && near(row.area.origin.x, rows[0].area.origin.x)
        && (em * 95 / 100..=em * 5 / 2).contains(&down)
}

/// Rows in a box around them, with a little room at the end: the letters of another font are not
/// as wide.
fn alone(rows: &[Text]) -> Block {
    let first = &rows[0];
    let mut look = Look::of(first);
    let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    let words = words.join("\n");
    if let Some(placed) = first.placed {
        let lines = words.lines().count().max(1);
        look = Look { align: placed.align, valign: placed.valign, pad: placed.pad, lines, ..look };
        return Block { words, area: first.area, look, in_cell: true };
    }
    look.line_pct = pitch(rows).unwrap_or(150);
    look.lines = rows.len();
    let mut area = rows.iter().skip(1).fold(first.area, |whole, row| around(whole, row.area));
    if first.vertical {
        look.valign = VerticalAlign::Middle;
        area = area.inset(-first.size.scale(1, 20), Length::ZERO);
        area.size.height += if first.spread { Length::ZERO } else { first.size.scale(1, 2) };
    } else {
        area.size.height += first.size.scale(1, 20);
        area.size.width +=
            if first.spread || first.condensed { Length::ZERO } else { first.size.scale(1, 2) };
    }
    Block { words, area, look, in_cell: false }
}

/// Fragments on one base line as one text, from the top.
fn rows(texts: &[Text], ems: Option<i64>) -> Vec<Text> {
    let mut sorted: Vec<&Text> = texts.iter().collect();
    sorted.sort_by_key(|text| (text.area.origin.y, text.area.origin.x));
    let mut rows: Vec<Vec<&Text>> = Vec::new();
    for text in sorted {
        let beside = |row: &Vec<&Text>| {
            let off = (row[0].area.origin.y - text.area.origin.y).to_emu().abs();
            let plain = row.iter().chain([&text]).all(|one| one.placed.is_none() && !one.vertical);
            plain && off <= NUDGE.to_emu() && row[0].size == text.size && row[0].font == text.font
        };
        match rows.iter_mut().find(|row| beside(row)) {
            Some(row) => row.push(text),
            None => rows.push(vec![text]),
        }
    }
    rows.into_iter()
        .flat_map(|mut row| {
            row.sort_by_key(|text| text.area.origin.x);
            joined(&row, ems)
        })
        .collect()
}

/// One text of letters that stand evenly apart; else each as it is.
fn joined(row: &[&Text], ems: Option<i64>) -> Vec<Text> {
    let each = || row.iter().map(|text| (*text).clone()).collect();
    let [first, .., last] = row else { return each() };
    let gaps: Vec<Length> =
        row.windows(2).map(|pair| pair[1].area.origin.x - pair[0].area.right()).collect();
    let even = gaps.iter().all(|gap| (*gap - gaps[0]).to_emu().abs() <= NUDGE.to_emu());
    let letters = row.iter().all(|text| text.words.chars().count() == 1);
    if !(even && letters && ems.is_none_or(|ems| gaps[0] <= first.size * ems)) {
        return each();
    }
    let words = row.iter().map(|text| text.words.as_str()).collect();
    let area = around(first.area, last.area);
    vec![Text { words, area, spread: true, ..(*first).clone() }]
}

/// Distance of the rows in percent of the size of the letters; 150 for one row, none if they are
/// not evenly apart or not alike.
fn pitch(rows: &[Text]) -> Option<i64> {
    let [first, rest @ ..] = rows else { return None };
    let Some(second) = rest.first() else { return Some(150) };
    let down = second.area.origin.y - first.area.origin.y;
    let size = first.size.to_emu().max(1);
    let pct = (down.to_emu() * 100 + size / 2) / size;
    let fits = |(index, row): (i64, &Text)| {
        let at = first.area.origin.y + first.size.scale(pct, 100) * index;
        row.size == first.size
            && row.font == first.font
            && (row.area.origin.y - at).to_emu().abs() <= NUDGE.to_emu()
    };
    ((50..=400).contains(&pct) && (0..).zip(rows).all(fits)).then_some(pct)
}

/// The smallest box around two.
pub(super) fn around(a: Rect, b: Rect) -> Rect {
    let origin = Point::new(a.origin.x.min(b.origin.x), a.origin.y.min(b.origin.y));
    let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
    Rect::new(origin.x, origin.y, right - origin.x, bottom - origin.y)
}
