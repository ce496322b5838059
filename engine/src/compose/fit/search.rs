//! The search of one rung. It is defined as a walk over the sizes from the largest, at each of
//! them over the scales from the largest, to the first step that holds the text. First fit of
//! lines is not monotone (a smaller size may need a line more), so the walk cannot be halved; but
//! what a text needs at least is, so the steps that it rules out are passed over by halving.

use super::{Case, Rung, Step};
use crate::compose::breaking::{Breaker, Effort};
use crate::compose::kinsoku::Class;
use crate::compose::measure::{Cluster, ClusterKind};
use crate::form::LineRules;
use crate::length::Length;

/// Sizes are searched in tenths of a point.
const SIZE_STEP: Length = Length::emu(1_270);

/// The first step of a rung for which `set` has something. `may_fit` says no only where `set`
/// has nothing; where it says yes it does so for all smaller sizes and scales.
pub(super) fn climb<T>(
    rung: &Rung,
    effort: Effort,
    may_fit: &impl Fn(Step) -> bool,
    set: &mut impl FnMut(Step) -> Option<T>,
) -> Option<T> {
    let (largest, smallest) = rung.condense_pct;
    let may = |size, condense_pct| may_fit(rung.step(size, condense_pct, effort));
    let count = sizes(rung.size);
    let from = first_true(0, count, |k| may(size(rung.size, k), smallest));
    (from..count).find_map(|k| {
        let size = size(rung.size, k);
        let scales = i64::from(largest - smallest) + 1;
        let scale = |k: i64| largest - u16::try_from(k).unwrap_or(0);
        let from = first_true(0, scales, |k| may(size, scale(k)));
        (from..scales).find_map(|k| set(rung.step(size, scale(k), effort)))
    })
}

/// How many sizes a range has: its largest, steps down, its smallest.
fn sizes((largest, smallest): (Length, Length)) -> i64 {
    let range = (largest - smallest).to_emu().max(0);
    (range + SIZE_STEP.to_emu() - 1) / SIZE_STEP.to_emu() + 1
}

/// Size `k` of a range, from the largest.
fn size((largest, smallest): (Length, Length), k: i64) -> Length {
    (largest - SIZE_STEP * k).max(smallest)
}

/// The first number of a range for which a condition holds that then holds for all after it.
fn first_true(mut from: i64, mut end: i64, holds: impl Fn(i64) -> bool) -> i64 {
    while from < end {
        let middle = from + (end - from) / 2;
        if holds(middle) {
            end = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

/// What a text needs at least, in font units.
pub(super) struct Need<'a> {
    case: Case<'a>,
    /// All that draws, and the spaces between.
    total: i64,
    /// The widest run of spaces: what the end of a line may swallow.
    spaces: i64,
    /// The widest stretch without an opportunity.
    piece: i64,
}

impl<'a> Need<'a> {
    /// Measures a text.
    pub(super) fn of(case: Case<'a>) -> Self {
        let rules = case.style.lines;
        let breaker = Breaker::new(case.text, rules);
        let mut need = Self { case, total: 0, spaces: 0, piece: 0 };
        // Spaces since the last cluster that draws; the stretch so far, with those inside it.
        let (mut run, mut piece, mut inner) = (0, 0, 0);
        for cluster in &case.text.clusters {
            if breaker.opens(cluster.border) || cluster.kind == ClusterKind::LineFeed {
                (piece, inner) = (0, 0);
            }
            if cluster.draws() {
                let least = least(cluster, rules);
                need.total += run + least;
                piece += inner + least;
                need.piece = need.piece.max(piece);
                (run, inner) = (0, 0);
            } else if !rules.push_in {
                run += cluster.advance;
                inner += if piece > 0 { cluster.advance } else { 0 };
                need.spaces = need.spaces.max(run);
            }
        }
        need
    }

    /// Whether a step is not ruled out. Falls with the size and the scale.
    pub(super) fn may_fit(&self, step: Step) -> bool {
        let clusters = self.case.text.clusters.len();
        let lines = self.case.most(step).min(clusters);
        if lines == 0 {
            return clusters == 0;
        }
        let (head, rest) = (self.case.limit(0, step), self.case.limit(1, step));
        let widest = if lines > 1 { head.max(rest) } else { head };
        let more = i128::try_from(lines - 1).unwrap_or(i128::MAX);
        let room = i128::from(head) + more * (i128::from(rest) + i128::from(self.spaces));
        let whole_pieces = step.effort == Effort::Opportunities;
        i128::from(self.total) <= room && (!whole_pieces || self.piece <= widest)
    }
}

/// What is left of a cluster at least: 約物 may lose their space or hang.
fn least(cluster: &Cluster, rules: LineRules) -> i64 {
    let full = !(rules.trim || rules.push_in || rules.overhang);
    let class = cluster.class;
    let mark =
        class.closes() || class.stops() || matches!(class, Class::OPENING | Class::MIDDLE_DOT);
    if full || !mark { cluster.advance } else { 0 }
}
