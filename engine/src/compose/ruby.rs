//! Ruby (JLREQ §3.3): which base has which ruby, how long it is, and what it asks of the line.
//!
//! Ruby is half the size of its base and stands on the base's em box. It may hang over kana and
//! spaces beside its base by half a ruby em (§3.3.8 allows an em: names stay clear of each
//! other); where that is not enough, the base opens.

use std::ops::Range;

use super::kinsoku::Class;
use super::measure::{Border, Cluster, ClusterKind, Measured};

/// Ruby over a base.
pub(super) struct Ruby {
    /// Clusters of the base.
    pub(super) base: Range<usize>,
    /// What it says.
    pub(super) text: String,
    /// Its clusters, in the units of the base's text.
    pub(super) clusters: Vec<Cluster>,
    /// Units of its em.
    pub(super) em: i64,
    /// モノルビ: set solid over its one cluster; else spread over a longer base (グループルビ).
    pub(super) mono: bool,
}

/// What ruby asks of the line beside a cluster of its base, in font units.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct RubyRoom {
    /// There is ruby over the cluster.
    pub(super) over: bool,
    /// Space between it and the cluster of the same base before it.
    pub(super) gap: i64,
    /// How far its ruby stands out before and after it.
    pub(super) out: (i64, i64),
}

/// A part of a ruby text and the bytes of the base under it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) base: Range<usize>,
    pub(super) ruby: String,
    pub(super) mono: bool,
}

/// Divides a ruby text over its base: a part for every cluster that draws; else word by word if
/// both have as many words; else as one.
pub(super) fn pairs(base: &str, ruby: &str) -> Vec<Pair> {
    let parts: Vec<&str> = ruby.split('|').collect();
    let clusters = base_clusters(base);
    let whole = parts.concat();
    let words = |text: &str| -> Vec<Range<usize>> {
        let inside = |word: &str| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            start..start + word.len()
        };
        text.split(is_space).filter(|word| !word.is_empty()).map(inside).collect()
    };
    let (base_words, ruby_words) = (words(base), words(&whole));
    let mono = parts.len() > 1 && parts.len() == clusters.len();
    let (bases, rubies): (Vec<Range<usize>>, Vec<&str>) = if mono {
        (clusters, parts)
    } else if base_words.len() == ruby_words.len() {
        (base_words, ruby_words.into_iter().map(|word| &whole[word]).collect())
    } else {
        let whole_base = clusters.first().zip(clusters.last());
        let whole_base = whole_base.map(|(first, last)| first.start..last.end);
        (whole_base.into_iter().collect(), vec![whole.as_str()])
    };
    let pair = |(base, ruby): (Range<usize>, &str)| Pair { base, ruby: ruby.to_owned(), mono };
    bases.into_iter().zip(rubies).filter(|(_, ruby)| !ruby.is_empty()).map(pair).collect()
}

/// The clusters of a base that take a part of mono ruby.
pub(crate) fn base_clusters(base: &str) -> Vec<Range<usize>> {
    let clusters = chohyo_fonts::clusters(base);
    clusters.filter(|cluster| !base[cluster.clone()].starts_with(is_space)).collect()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\n')
}

impl Ruby {
    /// Size in percent of the base's (§3.3.3).
    pub(super) const SIZE_PCT: i64 = 50;

    /// The em of ruby over a base of an em.
    pub(super) fn em_over(base: i64) -> i64 {
        base * Self::SIZE_PCT / 100
    }

    /// Font units of the solid ruby.
    pub(super) fn width(&self) -> i64 {
        self.clusters.iter().map(|cluster| cluster.advance).sum()
    }

    /// Start and end of each of its clusters over a base of a width, from the start of the base.
    pub(super) fn edges(&self, base: i64) -> Vec<(i64, i64)> {
        let free = base - self.width();
        let (ends, between) = if free > 0 && !self.mono { self.opened(free) } else { (free, 0) };
        let gaps = i64::try_from(self.clusters.len().saturating_sub(1)).unwrap_or(0);
        let mut at = 0;
        let mut edges = Vec::with_capacity(self.clusters.len());
        for (i, cluster) in (0..).zip(&self.clusters) {
            // Multiplied before it is divided: what is lost by rounding never adds up.
            let start = ends / 2 + if gaps == 0 { 0 } else { between * i / gaps } + at;
            at += cluster.advance;
            edges.push((start, start + cluster.advance));
        }
        edges
    }

    /// What both ends together and all gaps together take of the free room (§3.3.6): an end half
    /// as much as a gap, and no more than an em of the ruby.
    fn opened(&self, free: i64) -> (i64, i64) {
        let solid = self.clusters.iter().any(|cluster| cluster.kind == ClusterKind::Latin);
        let count = i64::try_from(self.clusters.len()).unwrap_or(i64::MAX);
        if solid || count < 2 {
            return (free, 0);
        }
        let ends = (free / count).min(self.em * 2);
        (ends, free - ends)
    }
}

impl Measured {
    /// Puts ruby over clusters, in order.
    pub(super) fn add_rubies(&mut self, rubies: Vec<Ruby>) {
        for cluster in rubies.iter().flat_map(|ruby| ruby.base.clone()) {
            self.clusters[cluster].ruby.over = true;
        }
        rubies.into_iter().for_each(|ruby| self.add_ruby(ruby));
    }

    /// The base stays together, and opens if the ruby is too long.
    fn add_ruby(&mut self, ruby: Ruby) {
        let Range { start, end } = ruby.base;
        let (Some(first), Some(last)) = (self.clusters.get(start), self.clusters.get(end - 1))
        else {
            return;
        };
        let before = start.checked_sub(1).map(|i| &self.clusters[i]);
        let hang = before.map_or(0, |before| hang_over(before, first))
            + self.clusters.get(end).map_or(0, |after| hang_over(after, last));
        let base: i64 = self.clusters[start..end].iter().map(|cluster| cluster.advance).sum();
        let more = (ruby.width() - base).max(0);
        let count = i64::try_from(end - start).unwrap_or(i64::MAX);
        let gap = (more - hang).max(0) / count;
        let out = more - gap * (count - 1);
        for cluster in self.clusters[start..end].iter_mut().skip(1) {
            cluster.ruby.gap = gap;
            cluster.border = Border::Bound;
        }
        self.clusters[start].ruby.out.0 = out / 2;
        self.clusters[end - 1].ruby.out.1 = out - out / 2;
        self.head = self.head.max(ruby.em);
        self.rubies.push(ruby);
    }
}

/// How far ruby may hang over a neighbour of its base.
fn hang_over(neighbour: &Cluster, base: &Cluster) -> i64 {
    let kana = matches!(
        neighbour.class,
        Class::HIRAGANA | Class::KATAKANA | Class::LONG_SOUND | Class::SMALL_KANA
    );
    let most = Ruby::em_over(base.em) / 2;
    if !neighbour.ruby.over && (kana || neighbour.kind == ClusterKind::Space) { most } else { 0 }
}

/// Font units that ruby puts between two clusters, of which `blank` are free over a sign's own
/// space.
pub(super) fn space_between(before: &Cluster, after: &Cluster, blank: i64) -> i64 {
    let out = before.ruby.out.1 + after.ruby.out.0;
    if out == 0 {
        return after.ruby.gap;
    }
    let hang = match (before.ruby.over, after.ruby.over) {
        (true, true) => 0,
        (true, false) => hang_over(after, before).max(blank.min(Ruby::em_over(before.em) / 2)),
        _ => hang_over(before, after).max(blank.min(Ruby::em_over(after.em) / 2)),
    };
    (out - hang).max(0)
}

#[cfg(test)]
mod tests;
