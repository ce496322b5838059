//! Words and values: there, and what they must be, code point for code point.

use chohyo_fonts::is_selector;

use super::amount::{Amount, points};
use super::expected::Word;
use super::hidden::Hidden;
use super::ink::{abs, around_all, holds, middle, share};
use super::matching::{Match, in_common, in_place_of, mutual};
use super::page::Sheet;
use super::report::{Finding, Verdict};
use super::sequence::Index;
use crate::form::Basis;
use crate::length::{Length, Rect};
use crate::readback::{Contour, Paint};

/// The codes of a word: missing, differs.
fn codes(word: &Word<'_>) -> (&'static str, &'static str) {
    if word.value { ("K020", "K021") } else { ("K010", "K011") }
}

/// A finding about a word. Words of the form may be shown; those of a record may not.
pub(super) fn about(word: &Word<'_>, code: &'static str, verdict: Verdict) -> Finding {
    let finding = Finding::new(code, verdict).item(word.item).wanted(word.extent);
    if word.fixed { finding.expected(Amount::Words(word.text())) } else { finding }
}

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    let hidden: Vec<_> = sheet.found.hidden.iter().map(|(mark, _)| mark.clone()).collect();
    let hidden = Index::new(&hidden);
    for at in 0..sheet.words.len() {
        match sheet.matching.of[at].clone() {
            Some(found) => there(sheet, at, &found),
            None => absent(sheet, at, &hidden),
        }
    }
}

/// Words that were found: what they say to the last code point, and whether in their own place.
fn there(sheet: &mut Sheet<'_, '_>, at: usize, found: &Match) {
    let words = sheet.words;
    let word = &words[at];
    let (missing, differs) = codes(word);
    sheet.pass(missing);
    let extent = around_all(found.marks.iter().map(|&mark| sheet.index.marks[mark].em));
    match difference(word, found, sheet) {
        None => sheet.pass(differs),
        Some((wanted, measured)) => {
            let finding = about(word, differs, Verdict::Fail).at(extent);
            sheet.tell(finding.expected(Amount::Words(wanted)).measured(Amount::Words(measured)));
        }
    }
    if super::matching::shift(word, extent) == crate::length::Point::default() {
        return sheet.pass("K022");
    }
    let Some(other) = in_place_of(words, at, extent, sheet.index, &sheet.matching) else {
        return sheet.pass("K022");
    };
    let back = sheet.extent(other).is_some_and(|there| mutual(there, word.extent) >= 40);
    if back || word.spot.basis == Basis::Spec {
        let name = words[other].item.map_or_else(|| "-".to_owned(), ToString::to_string);
        let finding = about(word, "K022", Verdict::Fail).at(extent);
        sheet.tell(finding.measured(Amount::Words(name)));
    }
}

/// The first place where the text in the file is not what the form says: expected, found.
fn difference(word: &Word<'_>, found: &Match, sheet: &Sheet<'_, '_>) -> Option<(String, String)> {
    let index = sheet.index;
    let mut last: Option<usize> = None;
    for (step, (wanted, &mark)) in word.marks.iter().zip(&found.marks).enumerate() {
        let mark_at = &index.marks[mark];
        if let Some((a, b)) = selectors(&wanted.text, &mark_at.text) {
            return Some((format!("{}: {a}", step + 1), format!("{}: {b}", step + 1)));
        }
        let gap = last.map(|last| gap(word, &index.marks[last].em, &mark_at.em));
        if let Some(gap) = gap
            && word.value
        {
            let space = |there: bool| if there { "U+3000" } else { "-" };
            let size = mark_at.size;
            let opened = gap >= size.scale(15, 100) || gap < -size;
            let lost = wanted.spaced && !mark_at.spaced && !opened;
            let more =
                !wanted.spaced && mark_at.spaced && gap >= size.scale(20, 100) && is_tight(word);
            if lost || more {
                let place = |there| format!("{}: {}", step + 1, space(there));
                return Some((place(lost), place(more)));
            }
        }
        last = Some(mark);
    }
    None
}

/// Whether the form sets the characters of a word without gaps.
fn is_tight(word: &Word<'_>) -> bool {
    let pairs = word.marks.windows(2).filter(|pair| !pair[1].spaced);
    let mut gaps = pairs.map(|pair| gap(word, &pair[0].em, &pair[1].em));
    gaps.all(|gap| gap < word.run.size.scale(15, 100))
}

pub(super) fn gap(word: &Word<'_>, last: &Rect, next: &Rect) -> Length {
    if word.down { next.origin.y - last.bottom() } else { next.origin.x - last.right() }
}

/// Selectors that contradict each other. One that the file does not write is no contradiction: the
/// shape of the glyph decides.
fn selectors(wanted: &str, found: &str) -> Option<(String, String)> {
    let of = |text: &str| text.chars().filter(|c| is_selector(*c)).collect::<String>();
    let (a, b) = (of(wanted), of(found));
    (a != b && !b.is_empty()).then(|| (points(wanted), points(found)))
}

/// Words that were not found.
fn absent(sheet: &mut Sheet<'_, '_>, at: usize, hidden: &Index<'_>) {
    let words = sheet.words;
    let word = &words[at];
    let (missing, differs) = codes(word);
    if let Some(why) = unseen(sheet, word, hidden) {
        let finding =
            about(word, missing, Verdict::Fail).measured(Amount::Words(why.name().into()));
        return sheet.tell(finding);
    }
    let marks = leftover(sheet, word);
    if marks.is_empty() {
        let drawn = is_drawn(sheet, word);
        sheet.mute += usize::from(drawn);
        let verdict = if drawn { Verdict::NotJudged } else { Verdict::Fail };
        return sheet.tell(about(word, missing, verdict));
    }
    let right = in_common(word, &marks, sheet.index);
    sheet.matching.take_part(at, &marks, right);
    sheet.pass(missing);
    let extent = around_all(marks.iter().map(|&mark| sheet.index.marks[mark].em));
    let wanted: Vec<&str> = word.marks.iter().map(|mark| mark.text.as_str()).collect();
    let found: Vec<&str> =
        marks.iter().map(|&mark| sheet.index.marks[mark].text.as_str()).collect();
    let first = wanted.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let told = |texts: &[&str]| {
        let said = texts.get(first).map_or_else(|| "-".to_owned(), |text| points(text));
        Amount::Words(format!("{}: {said}", first + 1))
    };
    let finding = about(word, differs, Verdict::Fail).at(extent);
    sheet.tell(finding.expected(told(&wanted)).measured(told(&found)));
}

/// Whether the words are in the file where nobody sees them.
fn unseen(sheet: &Sheet<'_, '_>, word: &Word<'_>, hidden: &Index<'_>) -> Option<Hidden> {
    let keys = || word.marks.iter().map(|mark| mark.key.as_str());
    let first = keys().next()?;
    let starts = hidden.saying(first).iter();
    let near = |start: &&usize| {
        let at = hidden.marks[**start].em.origin;
        abs(at.x - word.extent.origin.x) + abs(at.y - word.extent.origin.y) < Length::mm(15)
    };
    let start =
        starts.filter(near).find(|&&start| hidden.spelled(start, keys(), word.down).is_some());
    start.and_then(|&start| sheet.found.hidden.get(start)).map(|(_, why)| *why)
}

/// Characters in the place of a word that are no other word's, in the order of reading.
fn leftover(sheet: &Sheet<'_, '_>, word: &Word<'_>) -> Vec<usize> {
    let em = word.run.size.scale(6, 10);
    let region = word.extent.inset(-em, -em);
    let region = match word.spot.area {
        Some(area) if area.overlaps(&region) => super::ink::shared(area, region).unwrap_or(region),
        _ => region,
    };
    let free = |at: usize| sheet.matching.owner[at].is_none();
    let marks = &sheet.index.marks;
    let all = 0..marks.len();
    let mut found: Vec<usize> =
        all.filter(|&at| free(at) && holds(region, middle(marks[at].em))).collect();
    let along = |at: usize| {
        let origin = marks[at].em.origin;
        if word.down { origin.y } else { origin.x }
    };
    found.sort_by_key(|&at| along(at));
    // What goes on behind it.
    while let Some(next) = found.last().and_then(|&last| sheet.index.next(last, word.down)) {
        let last = found.last().copied().unwrap_or(next);
        let apart = along(next) - along(last);
        if !free(next) || found.contains(&next) || apart > marks[last].size * 2 {
            break;
        }
        found.push(next);
    }
    found
}

/// Whether something else is drawn where the words should be: outlines, a picture, glyphs without
/// a text.
fn is_drawn(sheet: &Sheet<'_, '_>, word: &Word<'_>) -> bool {
    let over = |rect: Rect| share(word.extent, rect) >= 30;
    let inside = |rect: Rect| share(rect, word.extent) >= 50;
    let mute = sheet.found.mute.iter().any(|em| inside(*em));
    let pictures = sheet.read.images.iter().any(|image| over(image.bounds));
    let curved = |contour: &Contour| matches!(contour, Contour::Other(points) if points.len() > 6);
    let outlines = sheet.read.shapes.iter().any(|shape| {
        shape.paint == Paint::Fill
            && shape.contours.iter().any(curved)
            && (inside(shape.bounds) || over(shape.bounds))
    });
    mute || pictures || outlines
}
