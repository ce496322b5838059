//! Shaping of words whose stretches look different, and of their ruby.
//!
//! All sizes of a text become one unit that divides them: widths stay whole numbers, and a line
//! fits at every size of a ladder exactly.

use std::ops::Range;

use chohyo_fonts::{FontSet, Forms, MissingCluster};

use super::measure::{Cluster, Manner, Measured, measure, shaped};
use super::ruby::{Pair, Ruby, pairs};
use super::spoken::{Letters, Spoken};
use crate::length::Length;

/// Clusters that no face can draw, and the text that they stand in.
pub(super) type Missing = (String, Vec<MissingCluster>);

/// A text in one look.
struct Shaped {
    look: Letters,
    /// Units of its face's em.
    units_per_em: i64,
    clusters: Vec<Cluster>,
}

/// Shapes words.
pub(super) fn measure_spoken(fonts: &FontSet, spoken: &Spoken) -> Result<Measured, Missing> {
    let (text, look) = (&spoken.text, spoken.look);
    if spoken.is_even() {
        let measured = measure(fonts, look.font, look.manner, text);
        return measured.map_err(|missing| (text.clone(), missing));
    }
    let looks = spoken.looks();
    let mut texts = each_look(fonts, text, &looks)?;
    let rubies = rubies(fonts, spoken)?;
    let unit = Unit::of(look.size, texts.iter().chain(rubies.iter().map(|(_, text)| text)));
    texts.iter_mut().for_each(|text| unit.apply(text, 100));
    let mut clusters: Vec<Cluster> = texts.into_iter().flat_map(|text| text.clusters).collect();
    clusters.sort_by_key(|cluster| cluster.text.start);
    let mut measured = Measured::new(text, unit.em(look.size), clusters);
    let ruby = |(pair, mut text): (Pair, Shaped)| {
        unit.apply(&mut text, Ruby::SIZE_PCT);
        let em = Ruby::em_over(unit.em(text.look.size));
        let base = cluster_range(&measured.clusters, &pair.base);
        Ruby { base, text: pair.ruby, clusters: text.clusters, em, mono: pair.mono }
    };
    let rubies: Vec<Ruby> = rubies.into_iter().map(ruby).collect();
    measured.add_rubies(rubies.into_iter().filter(|ruby| !ruby.base.is_empty()).collect());
    Ok(measured)
}

/// The clusters of each look. All stretches of a look are shaped together, so that one face draws
/// them.
fn each_look(
    fonts: &FontSet,
    text: &str,
    looks: &[(Range<usize>, Letters)],
) -> Result<Vec<Shaped>, Missing> {
    let mut texts: Vec<Shaped> = Vec::new();
    for &(_, look) in looks {
        if texts.iter().any(|text| text.look == look) {
            continue;
        }
        let same = || looks.iter().filter(|(_, other)| *other == look).map(|(range, _)| range);
        // A space keeps stretches apart; it is no part of the text.
        let joined = same().map(|range| &text[range.clone()]).collect::<Vec<_>>().join(" ");
        let (units_per_em, clusters) = shaped(fonts, look.font, look.manner, &joined)
            .map_err(|missing| (joined.clone(), missing))?;
        let mut own = Vec::with_capacity(clusters.len());
        let mut clusters = clusters.into_iter().peekable();
        let mut at = 0;
        for range in same() {
            let end = at + range.len();
            while let Some(mut cluster) = clusters.next_if(|cluster| cluster.text.start < end) {
                let place = |byte: usize| byte - at + range.start;
                cluster.text = place(cluster.text.start.max(at))..place(cluster.text.end);
                own.push(cluster);
            }
            clusters.next_if(|cluster| cluster.text == (end..end + 1));
            at = end + 1;
        }
        texts.push(Shaped { look, units_per_em, clusters: own });
    }
    Ok(texts)
}

/// The ruby of the stretches, each in the face and size of its base.
fn rubies(fonts: &FontSet, spoken: &Spoken) -> Result<Vec<(Pair, Shaped)>, Missing> {
    let mut found = Vec::new();
    for stretch in &spoken.stretches {
        let Some(ruby) = &stretch.ruby else { continue };
        let look = stretch.look.unwrap_or(spoken.look);
        let font = ruby.font.unwrap_or(look.font);
        let manner = Manner { forms: Forms::RUBY, tcy: 0, ..look.manner };
        for pair in pairs(&spoken.text[stretch.text.clone()], &ruby.text) {
            let (start, end) = (pair.base.start, pair.base.end);
            let base = stretch.text.start + start..stretch.text.start + end;
            let (units_per_em, clusters) = shaped(fonts, font, manner, &pair.ruby)
                .map_err(|missing| (pair.ruby.clone(), missing))?;
            found.push((Pair { base, ..pair }, Shaped { look, units_per_em, clusters }));
        }
    }
    Ok(found)
}

/// Indices of the clusters of some bytes.
fn cluster_range(clusters: &[Cluster], bytes: &Range<usize>) -> Range<usize> {
    let index = |byte: usize| clusters.partition_point(|cluster| cluster.text.start < byte);
    index(bytes.start)..index(bytes.end)
}

/// The unit of all numbers of a text.
struct Unit {
    /// Divides every body size.
    size: i64,
    /// A multiple of the units of every face's em.
    units_per_em: i64,
}

impl Unit {
    fn of<'a>(base: Length, texts: impl Iterator<Item = &'a Shaped>) -> Self {
        let start = Self { size: base.to_emu(), units_per_em: 1 };
        texts.fold(start, |unit, text| Self {
            size: gcd(unit.size, text.look.size.to_emu()),
            units_per_em: unit.units_per_em / gcd(unit.units_per_em, text.units_per_em)
                * text.units_per_em,
        })
    }

    /// The em of a size; even, for ruby is half of it.
    fn em(&self, size: Length) -> i64 {
        size.to_emu() / self.size * self.units_per_em * 2
    }

    /// Brings the clusters of a text into this unit, at a percentage of its size.
    fn apply(&self, text: &mut Shaped, size_pct: i64) {
        let em = self.em(text.look.size) * size_pct / 100;
        let times = em / text.units_per_em;
        for cluster in &mut text.clusters {
            cluster.advance *= times;
            (cluster.em, cluster.times) = (em, times);
        }
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
