//! Step 2 of setting text: lines.
//!
//! First fit: a line takes what it holds and ends at the last opportunity before the overflow
//! (追い出し). Spaces at the end of a line take no room.

use std::ops::Range;

use super::measure::{Border, Cluster, ClusterKind};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its clusters, with the spaces and the line feed at its end.
    pub(super) clusters: Range<usize>,
    /// Font units up to its last cluster that draws.
    pub(super) width: i64,
    /// Ends a paragraph: by a line feed or as the last line.
    pub(super) last: bool,
}

/// How far a line may go to find its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effort {
    /// Opportunities only.
    Opportunities,
    /// Inside words, and against 禁則 if even that fails.
    Anywhere,
}

/// The line that begins at cluster `start` (which must exist) and is at most `limit` font units
/// wide; `None` if there is none.
pub(super) fn next_line(
    clusters: &[Cluster],
    start: usize,
    limit: i64,
    effort: Effort,
) -> Option<Line> {
    let mut opportunity = None;
    let (mut width, mut drawn) = (0, 0);
    for (i, cluster) in clusters.iter().enumerate().skip(start) {
        if i > start && cluster.border == Border::Open {
            opportunity = Some(Line { clusters: start..i, width: drawn, last: false });
        }
        width += cluster.advance;
        match cluster.kind {
            ClusterKind::LineFeed => {
                return Some(Line { clusters: start..i + 1, width: drawn, last: true });
            }
            ClusterKind::Space => {}
            _ if width > limit => {
                return opportunity.or_else(|| emergency(clusters, start, i, effort));
            }
            _ => drawn = width,
        }
    }
    Some(Line { clusters: start..clusters.len(), width: drawn, last: true })
}

/// The longest line from `start` that ends at or before the border of cluster `over`.
fn emergency(clusters: &[Cluster], start: usize, over: usize, effort: Effort) -> Option<Line> {
    if effort < Effort::Anywhere || over == start {
        return None;
    }
    let in_word = (start + 1..=over).rev().find(|&i| clusters[i].border != Border::Closed);
    let end = in_word.unwrap_or(over);
    Some(Line { clusters: start..end, width: drawn_width(clusters, start..end), last: false })
}

fn drawn_width(clusters: &[Cluster], range: Range<usize>) -> i64 {
    let mut drawn = 0;
    let mut width = 0;
    for cluster in &clusters[range] {
        width += cluster.advance;
        if cluster.kind != ClusterKind::Space {
            drawn = width;
        }
    }
    drawn
}

#[cfg(test)]
mod tests;
