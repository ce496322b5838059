//! Filling a measure: where a line that is too short opens, and how far.

use super::breaking::{Breaker, Line};
use super::kinsoku::Class;
use super::measure::{Border, Cluster, ClusterKind};
use super::spacing::meets_latin;
use crate::form::{Align, Style};
use crate::length::Length;

/// What a style does with the room that a line leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nothing: the line stands at its alignment.
    Not,
    /// 均等割付: all gaps alike.
    Distribute,
    /// 両端揃え: all gaps alike, but none in words.
    Even,
    /// 両端揃え in the order of JLREQ §3.8.4.
    Ordered,
}

impl Fill {
    /// What a style asks of a line.
    pub(super) fn of(style: &Style, line: &Line) -> Self {
        match style.align {
            _ if style.lines.spread_em > 0 => Self::Distribute,
            Align::Distribute => Self::Distribute,
            Align::Both if line.last => Self::Not,
            Align::Both if style.lines.ordered => Self::Ordered,
            Align::Both => Self::Even,
            Align::Left | Align::Centre | Align::Right | Align::Decimal => Self::Not,
        }
    }
}

/// Steps before the last one, in which all gaps grow alike without a limit.
const STEPS: usize = 3;
const WORD_SPACE: usize = 0;
const LATIN: usize = 1;
const CHARACTER: usize = 2;

/// A gap that may open: by so many font units in each step, then with all the others.
type Gap = [i64; STEPS];

/// How far each cluster of a line moves so that the line is longer by `free`; `None` if nothing
/// in it opens. `scale` makes lengths of font units.
pub(super) fn shifts(
    breaker: Breaker,
    line: &Line,
    fill: Fill,
    free: Length,
    scale: impl Fn(i64) -> Length,
) -> Option<Vec<Length>> {
    if fill == Fill::Not {
        return None;
    }
    let gaps = gaps(breaker, line, fill);
    let count = i64::try_from(gaps.iter().flatten().count()).ok().filter(|&count| count > 0)?;
    let mut shifts = vec![Length::ZERO; gaps.len()];
    let mut left = free;
    for step in 0..STEPS {
        let total: i64 = gaps.iter().flatten().map(|gap| gap[step]).sum();
        let given = left.min(scale(total));
        if total > 0 {
            add(&mut shifts, &gaps, |gap| gap[step], (given, total));
        }
        left -= given;
    }
    add(&mut shifts, &gaps, |_| 1, (left, count));
    Some(shifts)
}

/// Opens the gaps in proportion to their weights, which add up to `total`; together by `given`.
fn add(
    shifts: &mut [Length],
    gaps: &[Option<Gap>],
    weight: impl Fn(&Gap) -> i64,
    (given, total): (Length, i64),
) {
    let mut passed = 0;
    for (shift, gap) in shifts.iter_mut().zip(gaps) {
        passed += gap.as_ref().map_or(0, &weight);
        *shift += given.scale(passed, total);
    }
}

/// For each cluster of a line the gap before it: between clusters up to the last one that draws.
/// What hangs stays with its neighbour.
fn gaps(breaker: Breaker, line: &Line, fill: Fill) -> Vec<Option<Gap>> {
    let clusters = &breaker.text.clusters[line.clusters.clone()];
    let end = clusters.iter().rposition(Cluster::draws).map_or(0, |last| last + 1);
    let end = if line.hangs { end.saturating_sub(1) } else { end };
    let gap = |i: usize| {
        let (before, after) = (&clusters[i.checked_sub(1)?], clusters.get(i)?);
        if i < end { gap(breaker, fill, before, after) } else { None }
    };
    (0..clusters.len()).map(gap).collect()
}

fn gap(breaker: Breaker, fill: Fill, before: &Cluster, after: &Cluster) -> Option<Gap> {
    let latin = |cluster: &Cluster| cluster.kind == ClusterKind::Latin;
    match fill {
        Fill::Not => None,
        Fill::Distribute => Some([0; STEPS]),
        Fill::Even | Fill::Ordered if after.border == Border::Bound => None,
        Fill::Even => (!(latin(before) && latin(after))).then_some([0; STEPS]),
        Fill::Ordered => ordered(breaker, before, after),
    }
}

/// JLREQ Table 6 (Appendix E).
fn ordered(breaker: Breaker, before: &Cluster, after: &Cluster) -> Option<Gap> {
    if stays_together(before, after) {
        return None;
    }
    let em = breaker.text.units_per_em;
    let latin_gap = em * i64::from(breaker.rules.latin_gap_pct) / 100;
    let mut gap = [0; STEPS];
    if before.class == Class::WORD_SPACE {
        gap[WORD_SPACE] = (em / 2 - before.advance).max(0);
    } else if latin_gap > 0 && meets_latin(before, after) {
        gap[LATIN] = (em / 2 - latin_gap).max(0);
    } else if !opens_last(before.class, after.class) {
        gap[CHARACTER] = em / 4;
    }
    Some(gap)
}

/// 分離禁止 (§3.1.11): units that do not part, and the solid side of 約物.
fn stays_together(before: &Cluster, after: &Cluster) -> bool {
    // These may not start a line, yet the space before them may grow.
    let kana = matches!(after.class, Class::ITERATION | Class::LONG_SOUND | Class::SMALL_KANA);
    let unit = match after.border {
        Border::Open => false,
        Border::Word | Border::Bound => true,
        Border::Kinsoku(_) | Border::Closed => !kana,
    };
    let spaces = after.kind == ClusterKind::Space;
    let latin = before.kind == ClusterKind::Latin && after.kind == ClusterKind::Latin;
    let short = matches!(before.class, Class::ITERATION | Class::LONG_SOUND | Class::SMALL_KANA)
        && after.class == Class::INSEPARABLE;
    (unit && !spaces) || latin || short
}

/// The pairs that Table 6 opens only when nothing else is left.
fn opens_last(before: Class, after: Class) -> bool {
    before.closes()
        || matches!(before, Class::HYPHEN | Class::DIVIDING | Class::MIDDLE_DOT | Class::WIDE_SPACE)
        || matches!(after, Class::OPENING | Class::WIDE_SPACE | Class::WORD_SPACE)
}
