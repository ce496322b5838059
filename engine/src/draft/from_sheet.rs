//! A sheet of a workbook as a drawing: where its cells stand on paper.

use chohyo_fonts::FontRole;

use super::drawing::{Drawing, Gap, Line, Pen, Placed, Text, role_of};
use crate::form::{Align, VerticalAlign};
use crate::length::{Length, Point, Rect, Size};

/// A sheet: what of it is printed, with measures at 100 %.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The paper in its orientation.
    pub paper: Size,
    /// Margins: left, top, right, bottom.
    pub margins: [Length; 4],
    /// Scale of the print in percent; none if the sheet is fitted on pages.
    pub scale_pct: Option<u16>,
    /// Whether the print stands in the middle of the paper: across, down.
    pub centred: (bool, bool),
    /// Widths of the printed columns.
    pub columns: Vec<Length>,
    /// Heights of the printed rows.
    pub rows: Vec<Length>,
    /// Merged cells: first row, first column, last row, last column, from 0.
    pub merged: Vec<(usize, usize, usize, usize)>,
    /// Cells that hold or show something.
    pub cells: Vec<SheetCell>,
    /// Number of pictures and drawings on the sheet.
    pub pictures: usize,
    /// Default font, if the width of its digits is not known.
    pub unknown_font: Option<String>,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct SheetCell {
    /// Row in the print, from 0.
    pub row: usize,
    /// Column in the print, from 0.
    pub column: usize,
    /// Its words as shown, lines parted by a line feed.
    pub words: String,
    /// Whether they are a number: those stand at the right if nothing is said.
    pub number: bool,
    /// Name of the font.
    pub font: String,
    /// Size of the letters.
    pub size: Length,
    /// Bold.
    pub bold: bool,
    /// Alignment along the line, if one is said.
    pub align: Option<Align>,
    /// Alignment across the lines.
    pub valign: Option<VerticalAlign>,
    /// Steps of indent.
    pub indent: u8,
    /// Whether words break in the cell.
    pub wrap: bool,
    /// Which way the words stand.
    pub upright: Upright,
    /// Grey of the fill; 0 is black.
    pub fill: Option<u8>,
    /// Borders: left, top, right, bottom.
    pub borders: [Option<Border>; 4],
    /// The border from the bottom left to the top right corner.
    pub diagonal: Option<Border>,
}

/// Which way words stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Upright {
    /// From left to right.
    #[default]
    Level,
    /// Letter below letter (縦書き).
    Stacked,
    /// Turned by an angle.
    Turned,
}

/// A border of a cell by its name in the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// 極細.
    Hair,
    /// 細.
    Thin,
    /// 中.
    Medium,
    /// 太.
    Thick,
    /// 二重.
    Double,
    /// 破線; true for the wider ones.
    Dashed(bool),
    /// 点線.
    Dotted,
}

impl Border {
    /// Its pen. A workbook names borders and gives no width (ECMA-376 part 1, 18.18.3
    /// `ST_BorderStyle`), and programs differ: screens draw thin, medium and thick as 1, 2 and 3
    /// pixels (0.26, 0.53, 0.79 mm at 96 dpi), LibreOffice prints 0.35, 0.88 and 1.41 mm, earlier
    /// 0.15, 0.35 and 0.5. These widths are our assumption, as our forms have them.
    fn pen(self) -> Pen {
        let um = |um: i64| Length::emu(um * 36);
        let pen = |width, dash: Option<(i64, i64)>| {
            Pen::new(um(width), dash.map(|(on, off)| (um(on), um(off))), 0)
        };
        match self {
            Self::Hair => pen(100, None),
            Self::Thin => pen(200, None),
            Self::Medium => pen(400, None),
            Self::Thick => pen(600, None),
            Self::Double => Pen { double: true, ..pen(600, None) },
            Self::Dashed(wide) => pen(if wide { 400 } else { 200 }, Some((1_000, 500))),
            Self::Dotted => pen(200, Some((300, 300))),
        }
    }
}

/// The drawing of a sheet.
pub fn from_sheet(sheet: &Sheet) -> Drawing {
    let mut drawing = Drawing { size: sheet.paper, ..Drawing::default() };
    let print = Print::of(sheet, &mut drawing.gaps);
    for cell in &sheet.cells {
        print.add(cell, &mut drawing);
    }
    let turned = sheet.cells.iter().filter(|cell| cell.upright == Upright::Turned);
    let turned: usize = turned.map(|cell| cell.words.chars().count()).sum();
    if turned > 0 {
        drawing.gaps.push(Gap::Turned(turned));
    }
    drawing.gaps.extend((0..sheet.pictures).map(|_| Gap::Picture(Rect::default())));
    drawing.gaps.extend(sheet.unknown_font.clone().map(Gap::ColumnWidths));
    drawing.bound();
    drawing
}

/// A sheet on paper.
struct Print<'a> {
    sheet: &'a Sheet,
    pct: i64,
    /// Left edges of the columns, and the right edge of the last.
    xs: Vec<Length>,
    ys: Vec<Length>,
}

impl<'a> Print<'a> {
    fn of(sheet: &'a Sheet, gaps: &mut Vec<Gap>) -> Self {
        let [left, top, right, bottom] = sheet.margins;
        let (width, height): (Length, Length) =
            (sheet.columns.iter().copied().sum(), sheet.rows.iter().copied().sum());
        let room = Size::new(sheet.paper.width - left - right, sheet.paper.height - top - bottom);
        let pct = sheet.scale_pct.map(i64::from).unwrap_or_else(|| {
            let fit =
                |room: Length, whole: Length| room.to_emu().max(0) * 100 / whole.to_emu().max(1);
            let pct = fit(room.width, width).min(fit(room.height, height)).clamp(10, 100);
            gaps.push(Gap::Fitted(u16::try_from(pct).unwrap_or(100)));
            pct
        });
        let middle = |room: Length, whole: Length, is: bool| {
            if is {
                (room - whole.scale(pct, 100)).scale(1, 2).max(Length::ZERO)
            } else {
                Length::ZERO
            }
        };
        let x = left + middle(room.width, width, sheet.centred.0);
        let y = top + middle(room.height, height, sheet.centred.1);
        let (xs, ys) = (lines(x, &sheet.columns, pct), lines(y, &sheet.rows, pct));
        let beyond = |ends: &[Length], edge: Length| ends.last().is_some_and(|end| *end > edge);
        if beyond(&xs, sheet.paper.width) || beyond(&ys, sheet.paper.height) {
            gaps.push(Gap::Beyond);
        }
        Self { sheet, pct, xs, ys }
    }

    fn add(&self, cell: &SheetCell, drawing: &mut Drawing) {
        let at = (cell.row, cell.column);
        let Some(own) = self.area((at.0, at.1, at.0, at.1)) else { return };
        let merged = self.sheet.merged.iter().find(|(r0, c0, r1, c1)| {
            (*r0..=*r1).contains(&cell.row) && (*c0..=*c1).contains(&cell.column)
        });
        self.add_borders(cell, own, merged, drawing);
        let is_first = merged.is_none_or(|(row, column, ..)| (*row, *column) == at);
        let Some(area) = merged.map_or(Some(own), |merged| self.area(*merged)).filter(|_| is_first)
        else {
            return;
        };
        if let Some(grey) = cell.fill.filter(|grey| *grey < 250) {
            drawing.fills.push((area, grey));
        }
        if let Some(border) = cell.diagonal {
            let (from, to) =
                (Point::new(area.right(), area.origin.y), Point::new(area.origin.x, area.bottom()));
            drawing.lines.push(Line { from, to, pen: border.pen() });
        }
        if !cell.words.trim().is_empty() && cell.upright != Upright::Turned {
            drawing.texts.push(self.text(cell, area, merged.is_some(), &mut drawing.gaps));
        }
    }

    fn area(&self, (r0, c0, r1, c1): (usize, usize, usize, usize)) -> Option<Rect> {
        let (x, right) = (*self.xs.get(c0)?, *self.xs.get(c1 + 1)?);
        let (y, bottom) = (*self.ys.get(r0)?, *self.ys.get(r1 + 1)?);
        Some(Rect::new(x, y, right - x, bottom - y))
    }

    /// Borders inside a merged cell are not printed.
    fn add_borders(
        &self,
        cell: &SheetCell,
        own: Rect,
        merged: Option<&(usize, usize, usize, usize)>,
        drawing: &mut Drawing,
    ) {
        let (row, column) = (cell.row, cell.column);
        let outer = merged.map_or([true; 4], |(r0, c0, r1, c1)| {
            [column == *c0, row == *r0, column == *c1, row == *r1]
        });
        let (left, top) = (own.origin.x, own.origin.y);
        let (right, bottom) = (own.right(), own.bottom());
        let sides = [
            (left, top, left, bottom),
            (left, top, right, top),
            (right, top, right, bottom),
            (left, bottom, right, bottom),
        ];
        for ((border, is_outer), (x0, y0, x1, y1)) in cell.borders.iter().zip(outer).zip(sides) {
            if let Some(border) = border.filter(|_| is_outer) {
                let (from, to) = (Point::new(x0, y0), Point::new(x1, y1));
                drawing.lines.push(Line { from, to, pen: border.pen() });
            }
        }
    }

    fn text(&self, cell: &SheetCell, area: Rect, merged: bool, gaps: &mut Vec<Gap>) -> Text {
        let scaled = |length: Length| length.scale(self.pct, 100);
        let role = role_of(&cell.font, cell.bold).unwrap_or_else(|| {
            let gap = Gap::Font(cell.font.clone());
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
            FontRole::Mincho
        });
        let general = if cell.number { Align::Right } else { Align::Left };
        let align = cell.align.unwrap_or(general);
        // Two pixels at the sides of a cell (ECMA-376 Part 1, 18.3.1.13: 5 px in all, 1 of them
        // the line); a step of indent is as wide as three spaces.
        let pad = Length::emu(2 * PIXEL + i64::from(cell.indent) * 9 * PIXEL);
        let pad = if align == Align::Centre { Length::ZERO } else { scaled(pad) };
        let size = hundredths(scaled(cell.size));
        let valign = cell.valign.unwrap_or(VerticalAlign::Bottom);
        let area = if merged || cell.wrap { area } else { spilled(cell, area, align, size, pad) };
        Text {
            words: cell.words.clone(),
            area,
            size,
            font: role,
            vertical: cell.upright == Upright::Stacked,
            condensed: false,
            spread: align == Align::Distribute,
            placed: Some(Placed { align, valign, pad: bounded(pad, area) }),
        }
    }
}

/// A pixel at 96 dpi.
pub(super) const PIXEL: i64 = 9_525;

/// Hundredths of a point, as a layout writes sizes.
fn hundredths(size: Length) -> Length {
    Length::emu((size.to_emu() + 63) / 127 * 127)
}

/// A pad that leaves room between.
fn bounded(pad: Length, area: Rect) -> Length {
    pad.min(area.size.width.scale(1, 4))
}

fn lines(origin: Length, sizes: &[Length], pct: i64) -> Vec<Length> {
    let mut whole = Length::ZERO;
    let mut lines = vec![origin];
    for size in sizes {
        whole += *size;
        lines.push(origin + whole.scale(pct, 100));
    }
    lines
}

/// Words that are wider than their cell run over its edge.
fn spilled(cell: &SheetCell, area: Rect, align: Align, size: Length, pad: Length) -> Rect {
    let halves: i64 = cell.words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let more = size.scale(halves, 2) + pad * 2 - area.size.width;
    if more <= Length::ZERO || align == Align::Distribute || cell.upright != Upright::Level {
        return area;
    }
    let left = match align {
        Align::Right => more,
        Align::Centre => more.scale(1, 2),
        _ => Length::ZERO,
    };
    Rect::new(area.origin.x - left, area.origin.y, area.size.width + more, area.size.height)
}
