//! How the sheets of a run are printed: sides, layers, the printer's shift, and what the marks say.

use std::sync::Arc;

use crate::form::Side;
use crate::length::{Length, Point, Size};
use crate::mark::{Payload, RunCode};
use crate::page::{Item, Layer, Page};

/// What of the pages is printed (刷込み).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Printed {
    /// Everything.
    #[default]
    All,
    /// What records add, on sheets that were printed before.
    Variable,
    /// What every copy has: the sheets to print on.
    Fixed,
}

/// How the sheets of a run are printed.
#[derive(Clone, Copy, Debug)]
pub struct Printing {
    /// The run, as its marks name it.
    pub run: RunCode,
    /// 0 on the first print, else which reprint it is.
    pub copy: u8,
    /// Both sides of the sheets (両面): every record begins on a front.
    pub duplex: bool,
    /// What is printed.
    pub printed: Printed,
    /// How far the printer's sheets lie off, on fronts and on backs: everything moves by it.
    pub shift: (Point, Point),
}

impl Default for Printing {
    fn default() -> Self {
        let shift = (Point::default(), Point::default());
        Self { run: RunCode::NONE, copy: 0, duplex: false, printed: Printed::All, shift }
    }
}

impl Printing {
    /// The largest shift each way: a printer that is further off has the wrong tray.
    pub const SHIFT: Length = Length::mm(15);

    /// The items of a record as they are printed on a side.
    pub(super) fn items(&self, items: Vec<Item>, back: bool) -> Vec<Item> {
        let by = if back { self.shift.1 } else { self.shift.0 };
        match self.printed {
            Printed::Fixed => Vec::new(),
            _ if by == Point::default() => items,
            _ => items.into_iter().map(|item| item.moved(by)).collect(),
        }
    }
}

/// Sides of a record's sheets.
pub(super) struct Sides {
    /// For every part the sizes of the blank sides before it.
    pub(super) blanks: Vec<Vec<Size>>,
    /// Blank sides at the end.
    pub(super) end: Vec<Size>,
    /// Sheets in all.
    pub(super) sheets: usize,
    duplex: bool,
}

/// The sides that parts (where they begin, their paper, their pages) take.
pub(super) fn sides(parts: impl Iterator<Item = (Side, Size, usize)>, duplex: bool) -> Sides {
    let mut sides = Sides { blanks: Vec::new(), end: Vec::new(), sheets: 0, duplex };
    let mut count = 0;
    let mut last: Option<Size> = None;
    for (side, size, pages) in parts {
        let mut blank = Vec::new();
        let on_back = duplex && count % 2 == 1;
        // Another paper is another sheet.
        if let Some(last) = last.filter(|&last| on_back && (side == Side::Front || last != size)) {
            blank.push(last);
        }
        if duplex && side == Side::Back && (count + blank.len()) % 2 == 0 {
            blank.push(size);
        }
        count += blank.len() + pages;
        sides.blanks.push(blank);
        last = Some(size);
    }
    if duplex && count % 2 == 1 {
        sides.end.extend(last);
        count += 1;
    }
    sides.sheets = if duplex { count / 2 } else { count };
    sides
}

impl Sides {
    /// The sheet of a side (counted from 0), and whether the side is its back.
    pub(super) fn place(&self, side: usize) -> (usize, bool) {
        if self.duplex { (side / 2 + 1, side % 2 == 1) } else { (side + 1, false) }
    }
}

/// What the mark of a sheet says.
pub(super) fn payload(printing: &Printing, record: u64, sheet: usize, sheets: usize) -> Payload {
    Payload { run: printing.run, record, sheet, sheets, copy: printing.copy }
}

/// A side on which nothing is printed.
pub(super) fn blank(size: Size, layer: &Arc<Layer>) -> Page {
    Page { size, fixed: Arc::clone(layer), items: Vec::new() }
}

/// The layer of a page as it is printed. 見本 (order 0) stays whatever is printed.
pub(super) fn printed_layer(layer: &Arc<Layer>, printed: Printed, by: Point) -> Arc<Layer> {
    if printed != Printed::Variable && by == Point::default() {
        return layer.clone();
    }
    let kept = layer.items.iter().filter(|item| printed != Printed::Variable || item.order == 0);
    let items = kept.map(|item| item.clone().moved(by)).collect();
    Arc::new(Layer { name: layer.name.clone(), items })
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: Size = Size::new(Length::mm(210), Length::mm(297));
    const A3: Size = Size::new(Length::mm(420), Length::mm(297));

    /// Blank sides before each part, at the end, and sheets.
    fn plan(parts: &[(Side, Size, usize)], duplex: bool) -> (Vec<usize>, usize, usize) {
        let sides = sides(parts.iter().copied(), duplex);
        (sides.blanks.iter().map(Vec::len).collect(), sides.end.len(), sides.sheets)
    }

    #[test]
    fn one_side_has_no_blanks() {
        let parts = [(Side::Back, A4, 1), (Side::Front, A3, 2)];
        assert_eq!(plan(&parts, false), (vec![0, 0], 0, 3));
    }

    #[test]
    fn every_record_fills_its_sheets() {
        use Side::{Any, Back, Front};
        for (parts, blanks, end, sheets) in [
            (vec![(Any, A4, 1)], vec![0], 1, 1),
            (vec![(Any, A4, 2)], vec![0], 0, 1),
            (vec![(Any, A4, 1), (Any, A4, 1)], vec![0, 0], 0, 1),
            (vec![(Any, A4, 1), (Front, A4, 1)], vec![0, 1], 1, 2),
            (vec![(Any, A4, 1), (Back, A4, 1)], vec![0, 0], 0, 1),
            (vec![(Any, A4, 2), (Back, A4, 1)], vec![0, 1], 0, 2),
            (vec![(Back, A4, 1)], vec![1], 0, 1),
            (vec![(Any, A4, 1), (Any, A3, 1)], vec![0, 1], 1, 2),
            (vec![(Any, A4, 1), (Back, A3, 1)], vec![0, 2], 0, 2),
        ] {
            assert_eq!(plan(&parts, true), (blanks, end, sheets), "{parts:?}");
        }
    }

    #[test]
    fn backs_belong_to_the_sheet_of_their_front() {
        let both = sides([(Side::Any, A4, 3)].into_iter(), true);
        assert_eq!(
            (0..4).map(|side| both.place(side)).collect::<Vec<_>>(),
            [(1, false), (1, true), (2, false), (2, true)]
        );
        let one = sides([(Side::Any, A4, 3)].into_iter(), false);
        assert_eq!(one.place(2), (3, false));
    }
}
