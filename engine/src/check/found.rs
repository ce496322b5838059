//! What stands on a page of the file: its characters, those that can be seen and those that
//! cannot.

use std::collections::HashMap;

use chohyo_fonts::{clusters, is_selector};

use super::hidden::{Cover, Hidden};
use super::ink::{around_all, em_box, middle};
use super::sequence::{Mark, key};
use crate::length::{Length, Point, Rect, Size};
use crate::readback::ReadPage;

/// The characters of a page.
#[derive(Default)]
pub(super) struct Found {
    /// Those that leave ink.
    pub(super) marks: Vec<Mark>,
    /// Those that do not, and why.
    pub(super) hidden: Vec<(Mark, Hidden)>,
    /// Glyphs of which the file does not say what they mean: their boxes.
    pub(super) mute: Vec<Rect>,
}

impl Found {
    pub(super) fn of(page: &ReadPage, cover: &Cover<'_>) -> Self {
        let mut found = Self::default();
        let mut spaced = false;
        let mut index = 0;
        while index < page.glyphs.len() {
            let end = span(page, index);
            let text: String = (index..end).map(|at| page.text_of(at)).collect();
            found.span(page, index..end, &text, &mut spaced, cover);
            index = end;
        }
        found.marks = single(std::mem::take(&mut found.marks));
        found
    }

    /// Takes down one glyph, or the glyphs of one `/ActualText`.
    fn span(
        &mut self,
        page: &ReadPage,
        glyphs: std::ops::Range<usize>,
        text: &str,
        spaced: &mut bool,
        cover: &Cover<'_>,
    ) {
        let boxes: Vec<Rect> = page.glyphs[glyphs.clone()].iter().map(em_box).collect();
        if text.is_empty() {
            let inked = glyphs.clone().zip(&boxes).filter(|(at, _)| leaves_ink(page, *at));
            self.mute.extend(inked.map(|(_, em)| *em));
            return;
        }
        for (text, em, step) in shared_out(text, &boxes) {
            let glyph = glyphs.start + step;
            let size = page.glyphs[glyph].size;
            if text.chars().all(is_space) {
                *spaced = true;
                continue;
            }
            if text.chars().all(is_selector) {
                self.joins(text);
                continue;
            }
            let spaced = std::mem::take(spaced);
            let tilt = off_level(page.glyphs[glyph].angle);
            let text = text.to_owned();
            let mark = Mark { key: key(&text), text, em, size, tilt, glyph, spaced };
            match cover.hides(page, glyph, em) {
                Some(why) => self.hidden.push((mark, why)),
                None => self.marks.push(mark),
            }
        }
    }

    /// A selector that is written as a glyph of its own belongs to the character before.
    fn joins(&mut self, selector: &str) {
        if let Some(last) = self.marks.last_mut() {
            last.text.push_str(selector);
        }
    }
}

/// How far a base line is from level or upright, by its angle.
pub(super) fn off_level(angle: i64) -> i64 {
    (angle + 4_500).rem_euclid(9_000) - 4_500
}

/// Spaces and characters that stand for nothing that could be seen.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
        || c.is_control()
}

fn leaves_ink(page: &ReadPage, glyph: usize) -> bool {
    let glyph = &page.glyphs[glyph];
    let drawn = glyph.outline.as_ref().is_none_or(|outline| !outline.0.is_empty());
    drawn && !glyph.invisible && glyph.size > Length::ZERO
}

/// The end of the span of one `/ActualText` that begins at a glyph; the next glyph if there is
/// none.
fn span(page: &ReadPage, first: usize) -> usize {
    let actual = page.glyphs[first].actual;
    if actual.is_none() {
        return first + 1;
    }
    let more = page.glyphs[first..].iter().take_while(|glyph| glyph.actual == actual);
    first + more.count()
}

/// The characters of a text over the boxes of its glyphs: one each if there are as many, else
/// spread evenly around all of them. With each the glyph that it is taken from.
fn shared_out<'t>(text: &'t str, boxes: &[Rect]) -> Vec<(&'t str, Rect, usize)> {
    let named = text.starts_with('{') && text.ends_with('}');
    let parts: Vec<&str> = match named {
        true => vec![text],
        false => clusters(text).filter_map(|range| text.get(range)).collect(),
    };
    if parts.len() == boxes.len() {
        let pairs = parts.into_iter().zip(boxes).enumerate();
        return pairs.map(|(step, (part, em))| (part, *em, step)).collect();
    }
    let all = around_all(boxes.iter().copied());
    let count = i64::try_from(parts.len().max(1)).unwrap_or(i64::MAX);
    let wide = all.size.width >= all.size.height || boxes.len() == 1;
    let slice = |step: usize| {
        let step = i64::try_from(step).unwrap_or(0);
        let Rect { origin, size } = all;
        if wide {
            let at = Point::new(origin.x + size.width.scale(step, count), origin.y);
            Rect { origin: at, size: Size::new(size.width.scale(1, count), size.height) }
        } else {
            let at = Point::new(origin.x, origin.y + size.height.scale(step, count));
            Rect { origin: at, size: Size::new(size.width, size.height.scale(1, count)) }
        }
    };
    let glyph = |step: usize| (step * boxes.len() / parts.len().max(1)).min(boxes.len() - 1);
    parts.iter().enumerate().map(|(step, part)| (*part, slice(step), glyph(step))).collect()
}

/// How far two prints of a character may be apart and be one: bold by printing twice, in percent
/// of the size.
const TWICE: i64 = 8;

/// Marks without those that print a character again in the same place, to make it bold.
fn single(marks: Vec<Mark>) -> Vec<Mark> {
    let mut seen: HashMap<String, Vec<(Point, Length)>> = HashMap::new();
    let mut is_first = |mark: &Mark| {
        let at = middle(mark.em);
        let places = seen.entry(mark.text.clone()).or_default();
        let near =
            |a: Length, b: Length| (a - b).to_emu().abs() * 100 <= mark.size.to_emu().abs() * TWICE;
        let again = places.iter().any(|(other, size)| {
            near(other.x, at.x) && near(other.y, at.y) && near(*size, mark.size)
        });
        if !again {
            places.push((at, mark.size));
        }
        !again
    };
    marks.into_iter().filter(|mark| is_first(mark)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_spans_are_shared_out() {
        let em = |x: i64| Rect::new(Length::mm(x), Length::ZERO, Length::mm(4), Length::mm(4));
        let one = shared_out("架空", &[em(0), em(4)]);
        assert_eq!(one.iter().map(|(text, ..)| *text).collect::<Vec<_>>(), ["架", "空"]);
        let ligature = shared_out("fi", &[em(0)]);
        assert_eq!(ligature[1].1.origin.x, Length::mm(2));
        assert_eq!(shared_out("{MJ014004}", &[em(0)]).len(), 1);
        let whole = shared_out("葛\u{E0100}", &[em(0)]);
        assert_eq!(whole[0].0, "葛\u{E0100}");
    }
}
