//! Step 2 of setting text: lines.
//!
//! First fit: a line takes what it holds and ends at the last opportunity before the overflow
//! (追い出し). By choice of the style a 句点 or 読点 hangs outside (ぶら下げ), or the spaces of the
//! line shrink (追い込み); both are tried first (JLREQ §3.8.2). Spaces at the end of a line take
//! no room.

use std::ops::Range;

use super::measure::{Border, Cluster, ClusterKind, Measured};
use super::spacing::{Spacing, Supply};
use crate::form::LineRules;
use crate::length::Length;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its clusters, with the spaces and the line feed at its end.
    pub(super) clusters: Range<usize>,
    /// Font units from the start of the measure to the end of its last cluster that draws, without
    /// the space that it loses there and without what hangs.
    pub(super) width: i64,
    /// Font units that its spaces give up (追い込み).
    pub(super) squeeze: i64,
    /// The last cluster that draws hangs outside the measure (ぶら下げ).
    pub(super) hangs: bool,
    /// Ends a paragraph: by a line feed or as the last line.
    pub(super) last: bool,
}

impl Line {
    /// The line of all clusters of a text.
    pub(super) fn whole(clusters: usize, width: i64) -> Self {
        Self { clusters: 0..clusters, width, squeeze: 0, hangs: false, last: true }
    }
}

/// How far a line may go to find its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effort {
    /// Opportunities only.
    Opportunities,
    /// Inside words, and against 禁則 if even that fails.
    Anywhere,
}

/// Breaks a text by the rules of its style.
#[derive(Clone, Copy)]
pub(super) struct Breaker<'a> {
    /// The text.
    pub(super) text: &'a Measured,
    /// The rules.
    pub(super) rules: LineRules,
    spacing: Spacing,
    /// Every cluster stands right after the one before.
    solid: bool,
}

/// A line being filled.
#[derive(Clone, Copy, Default)]
struct Pen {
    /// Font units of all clusters so far.
    at: i64,
    /// Left edge and width of the line if it ended with the last cluster that draws.
    drawn: (i64, i64),
    supply: Supply,
}

impl<'a> Breaker<'a> {
    pub(super) fn new(text: &'a Measured, rules: LineRules) -> Self {
        let spacing = Spacing::new(rules, text.units_per_em);
        Self { text, rules, spacing, solid: spacing.is_solid() && text.rubies.is_empty() }
    }

    /// Clusters of the text.
    pub(super) fn len(&self) -> usize {
        self.text.clusters.len()
    }

    /// The line that begins at cluster `start` (which must exist) and is at most `limit` font
    /// units wide, but for what hangs; `None` if there is none.
    pub(super) fn next_line(&self, start: usize, limit: i64, effort: Effort) -> Option<Line> {
        let mut pen = Pen::default();
        let mut best = None;
        for (i, cluster) in self.text.clusters.iter().enumerate().skip(start) {
            if i > start && self.opens(cluster.border) {
                best = Some(self.line(start..i, pen));
            }
            self.advance(&mut pen, start, i);
            match cluster.kind {
                ClusterKind::LineFeed => return Some(self.line(start..i + 1, pen)),
                ClusterKind::Space => {}
                _ if pen.drawn.1 > limit => {
                    return self
                        .pulled(start, i, (limit, best.as_ref()))
                        .or(best)
                        .or_else(|| self.emergency(start, i, effort));
                }
                _ => {}
            }
        }
        Some(self.line(start..self.len(), pen))
    }

    /// The part of a line up to its last space, if words go over its end and a line may end there.
    pub(super) fn part_at_space(&self, line: &Range<usize>) -> Option<Line> {
        let clusters = &self.text.clusters;
        let is_space = |i: usize| clusters.get(i).is_some_and(|c| c.kind == ClusterKind::Space);
        let words_go_over = line.end > 0 && clusters[line.end - 1].draws();
        let may_end = |i: &usize| clusters.get(i + 1).is_some_and(|c| self.opens(c.border));
        let space = line.clone().rev().find(|i| is_space(*i)).filter(may_end)?;
        let mut pen = Pen::default();
        (line.start..=space).for_each(|i| self.advance(&mut pen, line.start, i));
        (words_go_over && pen.drawn.1 > 0).then(|| self.line(line.start..space + 1, pen))
    }

    /// The space of its box that a cluster loses at the end of a line.
    pub(super) fn lost_at_end(&self, last: &Cluster) -> i64 {
        self.spacing.lost_at_end(last)
    }

    /// Whether a line may end at a border.
    pub(super) fn opens(&self, border: Border) -> bool {
        match border {
            Border::Open => true,
            Border::Kinsoku(least) => self.rules.kinsoku >= least,
            Border::Word | Border::Closed | Border::Bound => false,
        }
    }

    fn line(&self, clusters: Range<usize>, pen: Pen) -> Line {
        let last = clusters.end == self.len() || self.ends_with_feed(clusters.end);
        Line { clusters, width: pen.drawn.1, squeeze: 0, hangs: false, last }
    }

    fn ends_with_feed(&self, end: usize) -> bool {
        end > 0 && self.text.clusters[end - 1].kind == ClusterKind::LineFeed
    }

    /// Moves a pen over cluster `i` of a line from `start`.
    fn advance(&self, pen: &mut Pen, start: usize, i: usize) {
        let cluster = &self.text.clusters[i];
        if self.solid {
            let left = pen.at;
            pen.at += cluster.advance;
            pen.drawn = if cluster.draws() { (left, pen.at) } else { pen.drawn };
            return;
        }
        let before = (i > start).then(|| &self.text.clusters[i - 1]);
        let joint = self.spacing.joint(before, cluster);
        pen.at += joint.delta;
        let left = pen.at;
        pen.at += cluster.advance;
        if cluster.draws() {
            pen.drawn = (left, pen.at - self.spacing.less_at_end(cluster));
        }
        if self.rules.push_in {
            pen.supply.add(joint, cluster.draws());
        }
    }

    /// The line that ends at the first opportunity after cluster `over`, which the measure does not
    /// hold, if ぶら下げ or 追い込み makes it fit. A line that fills its measure is left alone.
    fn pulled(
        &self,
        start: usize,
        over: usize,
        (limit, best): (i64, Option<&Line>),
    ) -> Option<Line> {
        let full = best.is_some_and(|line| line.clusters.end == over && line.width == limit);
        if full || !(self.rules.overhang || self.rules.push_in) {
            return None;
        }
        let end = self.end_after(over, limit)?;
        let mut pen = Pen::default();
        for i in start..end {
            self.advance(&mut pen, start, i);
        }
        let last = self.text.clusters[start..end].iter().rfind(|cluster| cluster.draws())?;
        let hangs = self.rules.overhang && last.class.stops() && last.wide;
        let width = if hangs { pen.drawn.0 } else { pen.drawn.1 };
        let supply = pen.supply.at_end((!hangs).then(|| self.spacing.spare_at_end(last)));
        let squeeze = supply.enough(width - limit)?;
        let line = self.line(start..end, pen);
        Some(Line { width: width - squeeze, squeeze, hangs, ..line })
    }

    /// The first end of a line after cluster `over`. What is wider than the measure on its own
    /// never gets in.
    fn end_after(&self, over: usize, limit: i64) -> Option<usize> {
        let mut width = self.text.clusters[over].advance;
        for (i, cluster) in self.text.clusters.iter().enumerate().skip(over + 1) {
            if self.opens(cluster.border) {
                return Some(i);
            }
            if cluster.kind == ClusterKind::LineFeed {
                return Some(i + 1);
            }
            width += cluster.advance;
            if width > limit {
                return None;
            }
        }
        Some(self.len())
    }

    /// A hyphen within a word or a number: the best place where one must be parted.
    fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.text.clusters[i].base, '-' | '‐' | '－')
    }

    /// The line from `start` that ends at or before the border of cluster `over`: at a hyphen, else
    /// the longest that does not break 禁則, else the longest.
    fn emergency(&self, start: usize, over: usize, effort: Effort) -> Option<Line> {
        if effort < Effort::Anywhere || over == start {
            return None;
        }
        let borders = || (start + 1..=over).rev().map(|i| (i, self.text.clusters[i].border));
        let word = |&(_, border): &(usize, Border)| border == Border::Word || self.opens(border);
        let loose = |&(_, border): &(usize, Border)| matches!(border, Border::Kinsoku(_));
        let closed = |&(_, border): &(usize, Border)| border != Border::Bound;
        let (end, _) = borders()
            .find(|&(i, border)| border == Border::Word && i > start + 1 && self.is_hyphen(i - 1))
            .or_else(|| borders().find(word))
            .or_else(|| borders().find(loose))
            .or_else(|| borders().find(closed))?;
        let mut pen = Pen::default();
        for i in start..end {
            self.advance(&mut pen, start, i);
        }
        Some(self.line(start..end, pen))
    }

    /// For each cluster of a line what stands between it and the one before (the start of the
    /// line), in font units: less than nothing where a space is taken away.
    pub(super) fn deltas(&self, line: &Line) -> Vec<i64> {
        self.spacing.deltas(&self.text.clusters[line.clusters.clone()], line.squeeze, line.hangs)
    }
}

impl Cluster {
    /// Whether it puts ink on the page.
    pub(super) fn draws(&self) -> bool {
        !matches!(self.kind, ClusterKind::Space | ClusterKind::LineFeed)
    }
}

impl LineRules {
    /// The measure of a line: `n` characters of 均等割付, but no more than the room.
    pub(super) fn measure(&self, room: Length, size: Length) -> Length {
        match self.spread_em {
            0 => room,
            n => room.min(size * i64::from(n)),
        }
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unicode;
