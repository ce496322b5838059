//! Groups of one size: values of a page whose styles name the same `same_size`.
//!
//! A page with groups is walked once to gather their texts, then drawn: each group stands at the
//! first step of its ladder at which all its texts are whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::emit::{Emitter, Pass};
use super::fit::{Case, Room, Step, fit_together};
use super::measure::Measured;
use super::paginate::{PartPlan, Sheet};
use super::work::Work;
use crate::form::{Part, Style};

/// The groups of a page.
#[derive(Default)]
pub(super) struct Together {
    gathering: bool,
    members: BTreeMap<Arc<str>, Vec<Member>>,
    steps: BTreeMap<Arc<str>, Step>,
}

struct Member {
    text: Arc<Measured>,
    style: Style,
    room: Room,
}

impl Together {
    /// Whether words of a style are gathered now instead of set.
    pub(super) fn gathers(&self, style: &Style) -> bool {
        self.gathering && style.same_size.is_some()
    }

    /// The step of a style's group.
    pub(super) fn step(&self, style: &Style) -> Option<Step> {
        style.same_size.as_ref().and_then(|group| self.steps.get(group)).copied()
    }

    /// Notes a text of a group.
    pub(super) fn join(&mut self, text: Arc<Measured>, style: &Style, room: Room) {
        if let Some(group) = &style.same_size {
            let member = Member { text, style: style.clone(), room };
            self.members.entry(Arc::clone(group)).or_default().push(member);
        }
    }

    fn settle(&self) -> Self {
        let mut steps = BTreeMap::new();
        for (group, members) in &self.members {
            let cases: Vec<Case> = members.iter().map(Member::case).collect();
            steps.extend(fit_together(&cases).map(|step| (Arc::clone(group), step)));
        }
        Self { steps, ..Self::default() }
    }
}

impl Member {
    fn case(&self) -> Case<'_> {
        Case { text: &self.text, style: &self.style, room: self.room }
    }
}

/// Gathers the groups of a page, if its part has some, and finds their sizes.
pub(super) fn gather<'a>(
    work: &mut Work<'a>,
    sheet: Sheet,
    plan: &PartPlan<'a>,
    part: &'a Part,
    grouped: bool,
) {
    work.together = Together::default();
    if !grouped {
        return;
    }
    let quiet = std::mem::replace(&mut work.report.quiet, true);
    work.together = Together { gathering: true, ..Together::default() };
    Emitter::new(work, Pass::Variable, sheet, Some(plan)).page(part);
    work.report.quiet = quiet;
    work.together = work.together.settle();
}
