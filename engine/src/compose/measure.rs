//! Step 1 of setting text: shaping. One text becomes clusters of one face, or of faces made to
//! stand together, with their advances and with what a line may do between them.

use std::borrow::Cow;
use std::ops::Range;

use chohyo_fonts::{Direction, FaceId, FontRole, FontSet, Forms, Glyphs, MissingCluster, Setting};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::abreast;
use super::kinsoku::{self, Class};
use super::ruby::{Ruby, RubyRoom};
use crate::form::{Kinsoku, Style, Writing};
use crate::length::Length;

/// A text in its faces, at no size yet.
pub(super) struct Measured {
    /// The text as it came.
    pub(super) text: String,
    /// Units of one em of all numbers of the clusters, whatever face draws them.
    pub(super) units_per_em: i64,
    /// Clusters; together they cover the text.
    pub(super) clusters: Vec<Cluster>,
    /// Ruby over some of them, in order.
    pub(super) rubies: Vec<Ruby>,
    /// Body size of the largest clusters, in the same units: what a line is high.
    pub(super) tallest: i64,
    /// Room over the line for ruby.
    pub(super) head: i64,
}

/// A cluster: base + variation selector, base + marks, or a line feed.
#[derive(Clone)]
pub(super) struct Cluster {
    /// Bytes of the text.
    pub(super) text: Range<usize>,
    /// The face of its glyphs.
    pub(super) face: FaceId,
    /// Its glyphs.
    pub(super) glyphs: Glyphs,
    /// Advance in font units.
    pub(super) advance: i64,
    /// What a line may do before it.
    pub(super) border: Border,
    /// What it is for the line breaker.
    pub(super) kind: ClusterKind,
    /// Its first character; selectors and marks follow.
    pub(super) base: char,
    /// Character class of its base.
    pub(super) class: Class,
    /// An em wide.
    pub(super) wide: bool,
    /// How it stands in its line.
    pub(super) stand: Stand,
    /// Units of its own em: those of the text unless its size is another.
    pub(super) em: i64,
    /// Units in one unit of its glyphs.
    pub(super) times: i64,
    /// What ruby asks of the line beside it.
    pub(super) ruby: RubyRoom,
}

/// How a text is shaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Manner {
    /// Forms asked for.
    pub(super) forms: Forms,
    /// Direction of the lines.
    pub(super) writing: Writing,
    /// Most digits of 縦中横.
    pub(super) tcy: u8,
}

impl From<Forms> for Manner {
    fn from(forms: Forms) -> Self {
        Self { forms, ..Self::default() }
    }
}

impl From<&Style> for Manner {
    fn from(style: &Style) -> Self {
        Self { forms: style.forms, writing: style.writing, tcy: style.tcy }
    }
}

/// How a cluster stands in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// On the base line, or upright in a vertical line.
    Upright,
    /// Turned clockwise in a vertical line.
    Turned,
    /// 縦中横: several characters side by side, at so many percent of their width.
    Abreast(u16),
}

/// What a line may do at the border before a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Border {
    /// End there.
    Open,
    /// End there only if nothing else works: inside a word or a number.
    Word,
    /// End there at this strictness of 禁則 and looser ones; else it is closed.
    Kinsoku(Kinsoku),
    /// End there only if even breaking in a word fails: 禁則.
    Closed,
    /// Never end there: inside the base of one ruby.
    Bound,
}

/// What a cluster is for the line breaker and for spreading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClusterKind {
    /// Draws, and may be spread from its neighbours.
    Japanese,
    /// Draws; letters of one word stay close together in 両端揃え.
    Latin,
    /// A space; takes no room at the end of a line.
    Space,
    /// A line feed of the author.
    LineFeed,
}

pub(super) const SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// Shapes a text in the face that can draw it, or in the MJ face and its partners.
pub(super) fn measure(
    fonts: &FontSet,
    role: FontRole,
    manner: impl Into<Manner>,
    text: &str,
) -> Result<Measured, Vec<MissingCluster>> {
    let (units_per_em, clusters) = shaped(fonts, role, manner.into(), text)?;
    Ok(Measured::new(text, units_per_em, clusters))
}

/// The clusters of a text in their faces, and the units of an em. Nothing is said yet of what a
/// line may do between them.
pub(super) fn shaped(
    fonts: &FontSet,
    role: FontRole,
    manner: Manner,
    text: &str,
) -> Result<(i64, Vec<Cluster>), Vec<MissingCluster>> {
    let printed = match text.contains('\n') {
        true => Cow::Owned(text.replace('\n', " ")),
        false => Cow::Borrowed(text),
    };
    let direction = match manner.writing {
        Writing::Horizontal => Direction::Horizontal,
        Writing::Vertical => Direction::Vertical,
    };
    let setting = Setting { direction, forms: manner.forms };
    let shaped = fonts.shape(role, &printed, setting)?;
    let units_per_em = i64::from(shaped.units_per_em);
    let mut clusters: Vec<Cluster> = shaped
        .clusters
        .into_iter()
        .map(|shaped| {
            let piece = &text[shaped.text.clone()];
            let base = piece.chars().next().unwrap_or_default();
            let kind = kind_of(base);
            let feed = kind == ClusterKind::LineFeed;
            let wide = i64::from(shaped.advance) == units_per_em;
            Cluster {
                kind,
                face: shaped.face,
                glyphs: if feed { Glyphs::default() } else { shaped.glyphs },
                advance: if feed { 0 } else { i64::from(shaped.advance) },
                border: Border::Closed,
                base,
                class: kinsoku::class_of(base, wide),
                wide,
                stand: if shaped.turned { Stand::Turned } else { Stand::Upright },
                em: units_per_em,
                times: 1,
                ruby: RubyRoom::default(),
                text: shaped.text,
            }
        })
        .collect();
    if manner.writing == Writing::Vertical && manner.tcy > 0 {
        clusters = abreast::join(fonts, manner, text, units_per_em, clusters);
    }
    Ok((units_per_em, clusters))
}

fn kind_of(base: char) -> ClusterKind {
    match base {
        '\n' => ClusterKind::LineFeed,
        ' ' | '\u{3000}' => ClusterKind::Space,
        // Up to the Cyrillic block and its supplement: scripts that are set letter by letter.
        c if c < '\u{0530}' => ClusterKind::Latin,
        _ => ClusterKind::Japanese,
    }
}

/// What a line may do before each cluster, given by its start in the text and its base: selectors
/// and marks change nothing. UAX #14 (strict, which needs no content locale) says where a line may
/// end, then comes 禁則.
pub(super) fn borders(
    text: &str,
    clusters: impl Iterator<Item = (usize, char)>,
) -> impl Iterator<Item = Border> {
    let mut opportunities = SEGMENTER.segment_str(text).peekable();
    let mut before: Option<char> = None;
    let mut number = false;
    clusters.map(move |(start, base)| {
        while opportunities.next_if(|&at| at < start).is_some() {}
        let open = opportunities.peek() == Some(&start);
        let last = before.replace(base);
        let border = last.map(|last| kinsoku::border(open, number, last, base));
        number = last.is_some_and(kinsoku::is_wide_digit);
        border.unwrap_or(Border::Closed)
    })
}

impl Measured {
    /// A text of some clusters, without ruby, and what a line may do between them.
    pub(super) fn new(text: &str, units_per_em: i64, mut clusters: Vec<Cluster>) -> Self {
        let bases: Vec<(usize, char)> = clusters.iter().map(|c| (c.text.start, c.base)).collect();
        for (cluster, border) in clusters.iter_mut().zip(borders(text, bases.into_iter())) {
            cluster.border = border;
        }
        Self::of(text.to_owned(), units_per_em, clusters)
    }

    /// A text of clusters whose borders are known.
    pub(super) fn of(text: String, units_per_em: i64, clusters: Vec<Cluster>) -> Self {
        let tallest = clusters.iter().map(|cluster| cluster.em).fold(units_per_em, i64::max);
        Self { text, units_per_em, clusters, rubies: Vec::new(), tallest, head: 0 }
    }

    /// The length of some font units at a size and a scale along the line.
    pub(super) fn length(&self, units: i64, size: Length, condense_pct: u16) -> Length {
        if condense_pct == 100 {
            return size.scale(units, self.units_per_em);
        }
        size.scale(units * i64::from(condense_pct), self.units_per_em * 100)
    }

    /// Font units that a width holds at a size and a scale along the line, exactly: a sum of
    /// advances is at most this if and only if its true length is at most the width.
    pub(super) fn units_in(&self, width: Length, size: Length, condense_pct: u16) -> i64 {
        let room = i128::from(width.to_emu()) * i128::from(self.units_per_em) * 100;
        let unit = i128::from(size.to_emu()) * i128::from(condense_pct);
        if room <= 0 || unit <= 0 {
            return 0;
        }
        i64::try_from(room / unit).unwrap_or(i64::MAX)
    }
}
