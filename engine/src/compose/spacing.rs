//! The space between characters: JLREQ Table 1 (Appendix B), and how much of it a line may take
//! away (§3.8.3, Table 3).
//!
//! Fonts draw 約物 on a full em: the half em (the quarter ems of 中点) beside the sign is a space
//! inside the glyph's box. Taking it away moves the neighbours together, so every space here is a
//! number of font units between two clusters, negative where a box loses some.

use super::kinsoku::Class;
use super::measure::Cluster;
use super::ruby::space_between;
use crate::form::LineRules;

/// Order in which spaces give way (§3.8.3; the second and the third are one step there).
const STAGES: usize = 6;
/// 欧文間隔, to a quarter em.
const WORD_SPACE: usize = 0;
/// What closes the line, wholly or not at all.
const LINE_END: usize = 1;
/// What stands between 約物 beyond Table 1 (§3.1.4), where the style leaves it.
const BETWEEN: usize = 2;
/// Beside 中点, to nothing.
const MIDDLE_DOT: usize = 3;
/// Before 始め括弧, after 終わり括弧 and 読点, to nothing; never after 句点.
const BRACKET: usize = 4;
/// Between Japanese and Latin, to a half of it.
const LATIN: usize = 5;

/// What stands between two clusters.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// Font units between them.
    pub(super) delta: i64,
    /// Font units that may be taken away, by stage.
    spare: [i64; STAGES],
}

/// What the spaces of a line can give up.
#[derive(Clone, Copy, Default)]
pub(super) struct Supply {
    /// Before clusters that draw.
    inner: [i64; STAGES],
    /// After the last of them.
    held: [i64; STAGES],
}

impl Supply {
    /// Another joint; before a space it counts once a cluster that draws follows.
    pub(super) fn add(&mut self, joint: Joint, draws: bool) {
        for (stage, spare) in joint.spare.into_iter().enumerate() {
            self.held[stage] += spare;
            if draws {
                self.inner[stage] += std::mem::take(&mut self.held[stage]);
            }
        }
    }

    /// With the space after the last cluster that draws.
    pub(super) fn at_end(mut self, spare: Option<i64>) -> Self {
        self.inner[LINE_END] = spare.unwrap_or(0);
        self
    }

    /// What is given up to save `need` font units; `None` if it is too much. More than `need`
    /// where the line's end gives its space: wholly or not at all.
    pub(super) fn enough(&self, need: i64) -> Option<i64> {
        let given = self.share(need);
        (given.iter().sum::<i64>() >= need).then(|| given.iter().sum())
    }

    /// What each stage gives.
    fn share(&self, need: i64) -> [i64; STAGES] {
        let mut left = need.max(0);
        let mut given = [0; STAGES];
        for (stage, &spare) in self.inner.iter().enumerate() {
            given[stage] = match stage {
                LINE_END if left > 0 => spare,
                _ => spare.min(left),
            };
            left = (left - given[stage]).max(0);
        }
        given
    }
}

/// The rules of a style in a face.
#[derive(Clone, Copy)]
pub(super) struct Spacing {
    trim: bool,
    push_in: bool,
    gap: i64,
}

impl Spacing {
    pub(super) fn new(rules: LineRules, em: i64) -> Self {
        let gap = em * i64::from(rules.latin_gap_pct) / 100;
        Self { trim: rules.trim, push_in: rules.push_in, gap }
    }

    /// Whether every cluster stands right after the one before.
    pub(super) fn is_solid(&self) -> bool {
        !self.trim && !self.push_in && self.gap == 0
    }

    /// What stands before a cluster; `None` is the start of a line.
    pub(super) fn joint(&self, before: Option<&Cluster>, after: &Cluster) -> Joint {
        let Some(before) = before else { return self.head(after) };
        if self.is_solid() {
            return Joint { delta: space_between(before, after, 0), ..Joint::default() };
        }
        let gap = if meets_latin(before, after) { self.gap } else { 0 };
        let boxes = self.after(before) + self.before(after);
        let (left, right) = if boxes == 0 { (0, 0) } else { self.table(before, after) };
        let space = if self.trim { left + right } else { boxes };
        let ruby = space_between(before, after, space);
        let mut joint = Joint { delta: space - boxes + gap + ruby, spare: [0; STAGES] };
        if self.push_in {
            joint.spare[BETWEEN] = space - left - right;
            if before.class != Class::FULL_STOP {
                joint.spare[stage(before.class)] += left;
            }
            joint.spare[stage(after.class)] += right;
            joint.spare[LATIN] += gap - gap / 2;
            if before.class == Class::WORD_SPACE {
                joint.spare[WORD_SPACE] += (before.advance - before.em / 4).max(0);
            }
        }
        joint
    }

    /// 天付き: an opening bracket at the start of a line loses its space (§3.1.5, pattern 1).
    fn head(&self, first: &Cluster) -> Joint {
        let lost = if self.trim && first.class == Class::OPENING { self.before(first) } else { 0 };
        Joint { delta: first.ruby.out.0 - lost, spare: [0; STAGES] }
    }

    /// How much less than its box a cluster takes at the end of a line: the space that it loses,
    /// but for ruby that stands out.
    pub(super) fn less_at_end(&self, last: &Cluster) -> i64 {
        self.lost_at_end(last) - last.ruby.out.1
    }

    /// The space of its box that a cluster loses at the end of a line (行末約物半角, §3.1.9).
    pub(super) fn lost_at_end(&self, last: &Cluster) -> i64 {
        if self.trim { self.after(last) } else { 0 }
    }

    /// What a cluster may lose at the end of a line to save room.
    pub(super) fn spare_at_end(&self, last: &Cluster) -> i64 {
        if self.push_in && !self.trim { self.after(last) } else { 0 }
    }

    /// Space in the box before the sign.
    fn before(&self, cluster: &Cluster) -> i64 {
        match cluster.class {
            Class::OPENING if cluster.wide => cluster.em / 2,
            Class::MIDDLE_DOT if cluster.wide => cluster.em / 4,
            _ => 0,
        }
    }

    /// Space in the box after the sign.
    fn after(&self, cluster: &Cluster) -> i64 {
        match cluster.class {
            class if class.closes() && cluster.wide => cluster.em / 2,
            Class::MIDDLE_DOT if cluster.wide => cluster.em / 4,
            _ => 0,
        }
    }

    /// Table 1: what stays of the spaces of two neighbours (after the first, before the second).
    fn table(&self, before: &Cluster, after: &Cluster) -> (i64, i64) {
        let (left, right) = (self.after(before), self.before(after));
        match (before.class, after.class) {
            (class, next) if class.closes() && next.closes() => (0, 0),
            (Class::OPENING | Class::WIDE_SPACE, Class::OPENING) => (0, 0),
            (_, Class::OPENING) if left > 0 => (left, 0),
            (Class::CLOSING, Class::MIDDLE_DOT) => (0, right),
            (Class::CLOSING, Class::WIDE_SPACE | Class::WORD_SPACE) => (0, 0),
            _ => (left, right),
        }
    }

    /// For each cluster what stands before it, in a line that gives up `squeeze` font units.
    pub(super) fn deltas(&self, clusters: &[Cluster], squeeze: i64, hangs: bool) -> Vec<i64> {
        if self.is_solid() && !clusters.iter().any(|cluster| cluster.ruby.over) {
            return vec![0; clusters.len()];
        }
        let mut joints: Vec<Joint> = (0..clusters.len())
            .map(|i| self.joint(i.checked_sub(1).map(|before| &clusters[before]), &clusters[i]))
            .collect();
        if squeeze > 0 {
            self.squeeze(clusters, &mut joints, squeeze, hangs);
        }
        joints.into_iter().map(|joint| joint.delta).collect()
    }

    fn squeeze(&self, clusters: &[Cluster], joints: &mut [Joint], squeeze: i64, hangs: bool) {
        let Some(last) = clusters.iter().rposition(Cluster::draws) else { return };
        let mut supply = Supply::default();
        joints[..=last].iter().for_each(|&joint| supply.add(joint, true));
        let end = (!hangs).then(|| self.spare_at_end(&clusters[last]));
        let given = supply.at_end(end).share(squeeze);
        for (stage, &given) in given.iter().enumerate().filter(|&(stage, _)| stage != LINE_END) {
            let total = supply.inner[stage].max(1);
            let (mut passed, mut taken) = (0, 0);
            for joint in &mut joints[..=last] {
                passed += joint.spare[stage];
                let part = given * passed / total - taken;
                joint.delta -= part;
                taken += part;
            }
        }
    }
}

/// When the space beside a sign gives way.
fn stage(class: Class) -> usize {
    if class == Class::MIDDLE_DOT { MIDDLE_DOT } else { BRACKET }
}

/// Where Table 1 puts a quarter em between Japanese and Latin (or a number).
pub(super) fn meets_latin(before: &Cluster, after: &Cluster) -> bool {
    (before.class == Class::DIVIDING && before.wide && is_latin(after))
        || (is_japanese(before.class) && is_latin(after))
        || (is_latin(before) && is_japanese(after.class))
}

fn is_japanese(class: Class) -> bool {
    matches!(
        class,
        Class::ITERATION
            | Class::LONG_SOUND
            | Class::SMALL_KANA
            | Class::HIRAGANA
            | Class::KATAKANA
            | Class::IDEOGRAPHIC
    )
}

/// A letter or a digit, no sign.
fn is_latin(cluster: &Cluster) -> bool {
    cluster.base.is_alphanumeric() && matches!(cluster.class, Class::NUMERAL | Class::WESTERN)
}
