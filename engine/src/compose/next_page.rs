//! `next_page`: values that no attempt of their ladders holds go on in their boxes on the following
//! sheets of the part.
//!
//! The first sheet is walked once to learn which values there are and how many sheets they take,
//! so that all pages are counted before one is drawn. Every sheet has the same boxes, so the lines
//! are broken once and each sheet draws its own.

use std::collections::BTreeMap;
use std::ops::Range;

use super::emit::{Emitter, Look, Pass};
use super::fit::{Case, Room, divide, fit};
use super::paginate::{PartPlan, Sheet};
use super::report::Voice;
use super::spoken::Spoken;
use super::work::{Set, Work};
use crate::form::{Beyond, Part, Style};

/// Values that go on, by the order of their drawings on a page.
pub(super) type Long = BTreeMap<u32, Divided>;

/// A value and how it is divided.
pub(super) struct Divided {
    set: Set,
    /// Lines on a sheet.
    each: usize,
}

impl Divided {
    /// How many sheets hold its lines.
    fn sheets(&self) -> usize {
        self.set.setting.lines.len().div_ceil(self.each.max(1))
    }

    /// The lines of a sheet. Like every value, one that needs no second sheet stands on all of
    /// them.
    fn lines(&self, sheet: usize) -> Range<usize> {
        let all = self.set.setting.lines.len();
        if self.sheets() <= 1 {
            return 0..all;
        }
        let start = sheet.saturating_mul(self.each).min(all);
        start..start.saturating_add(self.each).min(all)
    }
}

/// Finds the values of a part that go on, and how many sheets they take.
pub(super) fn plan<'a>(work: &mut Work<'a>, part: &'a Part, plan: &PartPlan<'a>) -> (Long, usize) {
    if !work.goes_on(part) {
        return (Long::new(), 1);
    }
    let sheet = Sheet { index: 0, last: false, form_last: false };
    let quiet = std::mem::replace(&mut work.report.quiet, true);
    work.long = Some(Long::new());
    Emitter::new(work, Pass::Variable, sheet, Some(plan)).page(part);
    work.report.quiet = quiet;
    let long = work.long.take().unwrap_or_default();
    let sheets = long.values().map(Divided::sheets).max().unwrap_or(1);
    (long, sheets)
}

impl<'a> Work<'a> {
    /// A value divided over sheets; `None` if it fits, or if no sheet holds a line of it.
    fn divided(
        &mut self,
        spoken: &Spoken,
        style: &Style,
        room: Room,
        voice: &Voice,
    ) -> Option<Divided> {
        let (text, room) = self.case(spoken, style, room, voice)?;
        let case = Case { text: &text, style, room };
        if fit(case).is_some() {
            return None;
        }
        let (setting, each) = divide(case)?;
        let set = Set { text, setting, stretches: spoken.stretches.clone(), kept: false };
        let mut divided = Divided { set, each };
        divided.set.setting.sheets = Some(divided.sheets()).filter(|&sheets| sheets > 1);
        Some(divided)
    }
}

impl<'a> Emitter<'_, 'a> {
    /// Draws the lines of this sheet of a value that goes on; `false` if it does not go on.
    pub(super) fn goes_on(
        &mut self,
        spoken: &Spoken,
        look: Look<'_>,
        room: Room,
        order: u32,
        voice: &Voice<'a>,
    ) -> bool {
        if look.style.fit.beyond != Beyond::NextPage {
            return false;
        }
        if self.work.long.is_some() {
            let divided = self.work.divided(spoken, look.style, room, voice);
            if let (Some(long), Some(divided)) = (&mut self.work.long, divided) {
                long.insert(order, divided);
            }
            return true;
        }
        let Some(divided) = self.plan.and_then(|plan| plan.long.get(&order)) else { return false };
        let lines = divided.lines(self.sheet.index());
        if !lines.is_empty() {
            self.draw(&divided.set, look, Some(lines), order, voice);
        }
        true
    }
}

#[cfg(test)]
mod tests;
