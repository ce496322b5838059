//! 縦中横: digits that stand side by side in a vertical line, together on one em.

use chohyo_fonts::{Direction, FontSet, Forms, Setting, ShapedGlyph};

use super::kinsoku::{Class, is_wide_digit};
use super::measure::{Border, Cluster, ClusterKind, Manner, Stand};
use super::ruby::RubyRoom;

/// Makes one cluster of every run of digits that stands alone and is short enough. A single
/// digit in ASCII stands upright too; a single full-width one does so anyway.
pub(super) fn join(
    fonts: &FontSet,
    manner: Manner,
    text: &str,
    em: i64,
    clusters: Vec<Cluster>,
) -> Vec<Cluster> {
    let most = usize::from(manner.tcy);
    let mut joined = Vec::with_capacity(clusters.len());
    let mut clusters = clusters.into_iter().peekable();
    while let Some(first) = clusters.next() {
        let mut run = vec![first];
        if let Some(digit) = digit_of(text, &run[0]) {
            while let Some(next) =
                clusters.next_if(|next| digit_of(text, next).is_some_and(|next| next == digit))
            {
                run.push(next);
            }
            let least = if digit == Digit::Ascii { 1 } else { 2 };
            let bytes = run[0].text.start..run[run.len() - 1].text.end;
            if (least..=most).contains(&run.len())
                && stands_alone(&text[..bytes.start], &text[bytes.end..])
                && let Some(cluster) = abreast(fonts, manner.forms, text, em, &run)
            {
                run = vec![cluster];
            }
        }
        joined.append(&mut run);
    }
    joined
}

/// Widths of digits: those of one run are alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digit {
    Ascii,
    Wide,
}

fn digit_of(text: &str, cluster: &Cluster) -> Option<Digit> {
    let plain = text[cluster.text.clone()].len() == cluster.base.len_utf8();
    match cluster.base {
        c if plain && c.is_ascii_digit() => Some(Digit::Ascii),
        c if plain && is_wide_digit(c) => Some(Digit::Wide),
        _ => None,
    }
}

/// Whether no letter, digit or sign of a number or a word stands beside.
fn stands_alone(before: &str, after: &str) -> bool {
    !(belongs(before.chars().rev()) || belongs(after.chars()))
}

fn belongs(mut chars: impl Iterator<Item = char>) -> bool {
    match chars.next() {
        Some('，' | '．') => chars.next().is_some_and(is_wide_digit),
        Some(c) => c.is_ascii_graphic() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ'),
        None => false,
    }
}

/// The digits side by side: in their own width if an em holds them, else in the half-width forms
/// of the font, squeezed to the em.
fn abreast(fonts: &FontSet, forms: Forms, text: &str, em: i64, run: &[Cluster]) -> Option<Cluster> {
    let (first, last) = (run.first()?, run.last()?);
    let face = fonts.face(first.face);
    if run.iter().any(|digit| digit.face != first.face) || i64::from(face.units_per_em()) != em {
        return None;
    }
    let bytes = first.text.start..last.text.end;
    let flat = |forms| {
        let setting = Setting { direction: Direction::Horizontal, forms };
        let shaped = face.shape(&text[bytes.clone()], setting).ok()?;
        let width = shaped.clusters.iter().map(|digit| i64::from(digit.advance)).sum::<i64>();
        Some((shaped, width))
    };
    let (shaped, width) = match flat(forms)? {
        (_, width) if width > em => flat(forms | Forms::HALF_WIDTH)?,
        found => found,
    };
    let unit = |units: i64| i32::try_from(units).ok();
    let base_line = unit(em * super::place::ASCENT_PCT / 100)?;
    let mut left = unit(-width / 2)?;
    let mut glyphs: Vec<ShapedGlyph> = Vec::with_capacity(run.len());
    for digit in &shaped.clusters {
        let [glyph] = digit.glyphs[..] else { return None };
        glyphs.push(ShapedGlyph { x: left + glyph.x, y: glyph.y - base_line, ..glyph });
        left += digit.advance;
    }
    let squeeze = u16::try_from((em * 100 / width.max(1)).min(100)).ok()?;
    Some(Cluster {
        text: bytes,
        face: first.face,
        glyphs: glyphs.into_iter().collect(),
        advance: em,
        border: Border::Closed,
        kind: ClusterKind::Japanese,
        base: first.base,
        class: Class::IDEOGRAPHIC,
        wide: true,
        stand: Stand::Abreast(squeeze),
        em,
        times: 1,
        ruby: RubyRoom::default(),
    })
}
