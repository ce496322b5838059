//! Marks of sheets, and bars whose widths the record gives.

use super::binding::is_fixed;
use super::emit::{Emitter, places};
use crate::diag::Diagnostic;
use crate::form::{Item, ModuleBars, SheetMark};
use crate::length::{Length, Point, Rect};
use crate::mark::OmrSheet;
use crate::page::{Colour, Draw, Fill, Role};

impl<'a> Emitter<'_, 'a> {
    /// A mark of the sheet; none on backs and in fixed layers.
    pub(super) fn sheet_mark(
        &mut self,
        item: &'a Item,
        mark: &'a SheetMark,
        corner: Point,
        order: u32,
    ) {
        if !self.wants(false) {
            return;
        }
        let Some(sheet) = self.work.sheet else { return };
        let voice = self.work.voice(item, None);
        for ((area, _), order) in places(item, corner, order, 1) {
            let bars = match mark {
                SheetMark::Code(symbology) => match sheet.text() {
                    Ok(text) => symbology.bars(&text, area),
                    Err(_) => return self.work.report.error(Diagnostic::error("C030"), &voice),
                },
                SheetMark::Omr { bars, feed } => {
                    let feed: Vec<bool> =
                        feed.iter().map(|when| self.work.holds(Some(when), item)).collect();
                    bars.draw(OmrSheet::of(&sheet), &feed, area)
                }
            };
            self.fills(bars, order);
        }
    }

    /// Bars of a record's own widths. `C031` for a value that is no row of widths, `C032` for one
    /// that is wider than its box.
    pub(super) fn module_bars(
        &mut self,
        item: &'a Item,
        bars: &'a ModuleBars,
        corner: Point,
        order: u32,
    ) {
        if !self.wants(is_fixed(&bars.widths) && !self.block.repeated) || self.block.empty {
            return;
        }
        let voice = self.work.voice(item, Some(&bars.widths));
        let widths = match self.work.scope.words(&bars.widths) {
            Ok(widths) => widths,
            Err(error) => return self.work.report.eval(&error, &voice),
        };
        for ((area, _), order) in places(item, corner, order, 1) {
            match drawn(&widths, bars.module, area) {
                Ok(bars) => self.fills(bars, order),
                Err(code) => return self.work.report.error(Diagnostic::error(code), &voice),
            }
        }
    }

    fn fills(&mut self, bars: Vec<Rect>, order: u32) {
        for area in bars {
            let fill = Draw::Fill(Fill { area, colour: Colour::BLACK });
            self.push(order, Role::Artifact, None, fill);
        }
    }
}

/// A bar, a space, a bar …: one digit each, in modules.
fn drawn(widths: &str, module: Length, area: Rect) -> Result<Vec<Rect>, &'static str> {
    let mut x = area.origin.x;
    let mut bars = Vec::new();
    for (index, digit) in widths.chars().enumerate() {
        let modules = digit.to_digit(10).filter(|modules| *modules > 0).ok_or("C031")?;
        let width = module * i64::from(modules);
        if index % 2 == 0 {
            bars.push(Rect::new(x, area.origin.y, width, area.size.height));
        }
        x += width;
    }
    if x > area.right() { Err("C032") } else { Ok(bars) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_bars_and_spaces() {
        let mm = Length::mm;
        let area = Rect::new(mm(10), mm(20), mm(12), mm(5));
        let bar = |x, w| Rect::new(mm(x), mm(20), mm(w), mm(5));
        assert_eq!(drawn("2131", mm(1), area), Ok(vec![bar(10, 2), bar(13, 3)]));
        assert_eq!(drawn("", mm(1), area), Ok(vec![]));
        assert_eq!(drawn("99", mm(1), area), Err("C032"));
        for wrong in ["10", "1 1", "１１", "ab"] {
            assert_eq!(drawn(wrong, mm(1), area), Err("C031"), "{wrong}");
        }
    }
}
