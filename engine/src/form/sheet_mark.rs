//! Marks of sheets: `mark = "code39"`.

use super::here::{Here, Level};
use super::limits;
use super::load::Loader;
use super::model::{Form, Item, Kind, ModuleBars, SheetMark};
use super::place::Spot;
use crate::diag::Diagnostic;
use crate::expression;
use crate::length::{Length, Point, Size, Unit};
use crate::mark::{Bars, OmrPlace, Symbology, sizes};
use crate::reader::Table;

/// A sixth of an inch, the line of a printer: what inserters expect unless they are told.
const PITCH: Length = Length::emu(152_400);
const BAR: Length = Length::emu(18_000);
/// Least length of a bar that a photocell sees on a sheet that runs askew.
const OMR_WIDTH: Length = Length::mm(6);

const CODES: &[(&str, Option<Symbology>)] =
    &[("code39", Some(Symbology::Code39)), ("qr", Some(Symbology::Qr)), ("omr", None)];

impl Loader<'_> {
    /// `L184` a box that is too small, `L185` a place that is not on every sheet alike.
    pub(super) fn sheet_mark(
        &self,
        table: &Table,
        spots: Option<&[Spot]>,
        here: &Here<'_>,
    ) -> Option<SheetMark> {
        if !matches!(here.level, Level::Part | Level::Group) {
            self.not_here("mark", table, "L185");
        }
        let code = table.word("mark", CODES, self.out)?;
        let mark = match code {
            Some(code) => {
                for key in ["feed", "pitch_mm", "bar_mm"] {
                    self.misplaced(table, key, "mark = \"omr\"");
                }
                SheetMark::Code(code)
            }
            None => self.omr(table, here)?,
        };
        let least = least(&mark);
        for spot in spots.unwrap_or_default() {
            let size = spot.area.first.size;
            if size.width < least.width || size.height < least.height {
                let span = table.get("at").map_or(&table.span, |node| &node.span);
                let error = Diagnostic::error("L184").at(span).arg("width", least.width);
                self.out.push(error.arg("height", least.height));
            }
        }
        Some(mark)
    }

    pub(super) fn module_bars(&self, table: &Table, here: &Here<'_>) -> Option<ModuleBars> {
        let widths = self.template(table, "bars", &here.names);
        table.need("module_mm", self.out);
        let range = Length::emu(3_600)..=Length::mm(2);
        let module = table.length("module_mm", Unit::Mm, range, self.out);
        Some(ModuleBars { widths: widths?, module: module? })
    }

    fn omr(&self, table: &Table, here: &Here<'_>) -> Option<SheetMark> {
        let out = self.out;
        let pitch = table.length("pitch_mm", Unit::Mm, Length::mm(2)..=Length::mm(10), out);
        let thick = Length::emu(7_200)..=Length::mm(2);
        let height = table.length("bar_mm", Unit::Mm, thick, out);
        let bars = Bars { pitch: pitch.unwrap_or(PITCH), height: height.unwrap_or(BAR) };
        let nodes = table.get("feed").map_or(Some(&[][..]), |node| node.array(out))?;
        if nodes.len() > limits::INSERTS {
            self.limit("feed", limits::INSERTS, &table.span);
        }
        let feed = nodes.iter().map(|node| expression::condition(node, &here.names, out));
        Some(SheetMark::Omr { bars, feed: feed.collect::<Option<_>>()? })
    }
}

/// Where OMR bars of a form stand, each place once.
pub fn omr_places(form: &Form) -> Vec<OmrPlace> {
    let mut found = Vec::new();
    form.parts.iter().for_each(|part| omr_of(&part.items, Point::default(), &mut found));
    found
}

/// `corner`: of the group around the items.
fn omr_of(items: &[Item], corner: Point, found: &mut Vec<OmrPlace>) {
    for item in items {
        for area in item.areas.iter().map(|area| area.first.offset(corner)) {
            match &item.kind {
                Kind::Group(inner) => omr_of(inner, area.origin, found),
                Kind::Mark(SheetMark::Omr { bars, feed }) => {
                    let place = OmrPlace { area, bars: *bars, inserts: feed.len() };
                    if !found.contains(&place) {
                        found.push(place);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The smallest box of a mark.
fn least(mark: &SheetMark) -> Size {
    match mark {
        SheetMark::Code(Symbology::Code39) => {
            Size::new(sizes::CODE39_MODULE.scale(sizes::CODE39_HALVES, 2), sizes::CODE39_HEIGHT)
        }
        SheetMark::Code(Symbology::Qr) => {
            let side = sizes::QR_MODULE * sizes::QR_SIDE;
            Size::new(side, side)
        }
        SheetMark::Omr { bars, feed } => Size::new(OMR_WIDTH, bars.all(feed.len())),
    }
}
