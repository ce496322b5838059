//! Where words stand, how large they are, and whether all of them can be seen.

use super::amount::Amount;
use super::expected::{Wanted, Word};
use super::fields::about;
use super::hidden::Cover;
use super::ink::{abs, around_all, ink_box, shared};
use super::matching::{How, Match, off, shift};
use super::page::Sheet;
use super::report::Verdict;
use super::tolerances::{BOX, CLIP, COLOUR, OVERLAP, PITCH, SIZE, TILT, WORD_ACROSS, WORD_ALONG};
use crate::form::Style;
use crate::length::{Length, Point, Rect};
use crate::page::{Colour, WritingMode};
use crate::readback::{Ink, ReadGlyph};

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    let matches = sheet.matching.of.clone();
    let words = sheet.words;
    for (word, found) in words.iter().zip(&matches) {
        if let Some(found) = found {
            position(sheet, word, found);
            tilt(sheet, word, found);
            colour(sheet, word, found);
            size(sheet, word, found);
            clipped(sheet, word, found);
            boxed(sheet, word, found);
            margin(sheet, word, found);
        }
    }
    overlaps(sheet, &matches);
}

fn extent(sheet: &Sheet<'_, '_>, found: &Match) -> Rect {
    around_all(found.marks.iter().map(|&mark| sheet.index.marks[mark].em))
}

/// Where the ink of words is in the file.
fn ink(sheet: &Sheet<'_, '_>, found: &Match) -> Rect {
    let glyph = |&mark: &usize| ink_box(&sheet.read.glyphs[sheet.index.marks[mark].glyph]);
    around_all(found.marks.iter().map(glyph))
}

fn position(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let code = if word.value { "K023" } else { "K012" };
    let extent = extent(sheet, found);
    if found.how == How::Wrapped {
        // Where a free text breaks its lines is nowhere drawn.
        let finding = about(word, code, Verdict::Information).at(extent);
        return sheet.tell(finding.measured(Amount::Words("line breaks".to_owned())));
    }
    let (along, across) = off(word, extent);
    if abs(along) <= WORD_ALONG && abs(across) <= WORD_ACROSS {
        return match pitch(sheet, word, found) {
            None => sheet.pass(code),
            Some((measured, expected)) => {
                let finding = about(word, code, Verdict::Fail).at(extent).within("pitch");
                let finding = finding.measured(Amount::Mm(measured)).expected(Amount::Mm(expected));
                sheet.tell(finding.by(word.spot.basis));
            }
        };
    }
    let tolerance = if abs(along) > WORD_ALONG { "word-along" } else { "word-across" };
    let finding = about(word, code, Verdict::Fail).at(extent).within(tolerance);
    sheet.tell(finding.measured(Amount::Shift(shift(word, extent))).by(word.spot.basis));
}

/// The mean step from one full-width character to the next, where it is not the form's at the size
/// that the file has: measured, expected.
fn pitch(sheet: &Sheet<'_, '_>, word: &Word<'_>, found: &Match) -> Option<(Length, Length)> {
    let at = |rect: Rect| if word.down { rect.origin.y } else { rect.origin.x };
    let wide = |mark: &Wanted<'_>| {
        let side = if word.down { mark.em.size.height } else { mark.em.size.width };
        side == word.run.size && word.run.condense_pct == 100
    };
    if word.marks.len() < 3 || !word.marks.iter().all(|mark| wide(mark) && !mark.spaced) {
        return None;
    }
    let steps = i64::try_from(word.marks.len() - 1).ok()?;
    let marks = &sheet.index.marks;
    let (first, last) = (*found.marks.first()?, *found.marks.last()?);
    let measured = (at(marks[last].em) - at(marks[first].em)).scale(1, steps);
    let expected = (at(word.marks.last()?.em) - at(word.marks.first()?.em)).scale(1, steps);
    // Words that the form spreads, and sizes of their own, are judged elsewhere.
    let size = marks[first].size;
    let spread = expected > word.run.size + PITCH;
    let expected = expected + (size - word.run.size);
    (!spread && abs(measured - expected) > PITCH).then_some((measured, expected))
}

/// Whether the line of the words is as level, or upright, as the form's.
fn tilt(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let glyph = |&mark: &usize| &sheet.read.glyphs[sheet.index.marks[mark].glyph];
    let off = |glyph: &ReadGlyph| match word.run.mode {
        WritingMode::Horizontal => glyph.angle,
        // Engines write upright lines with glyphs of their own or turned ones.
        WritingMode::Turned | WritingMode::Vertical => {
            (glyph.angle + 4_500).rem_euclid(9_000) - 4_500
        }
    };
    let worst = found.marks.iter().map(glyph).map(off).max_by_key(|angle| angle.abs()).unwrap_or(0);
    if worst.abs() <= TILT {
        return sheet.pass("K029");
    }
    let finding = about(word, "K029", Verdict::Fail).at(extent(sheet, found)).within("tilt");
    let told = format!("{:.1}°", worst as f64 / 100.0);
    sheet.tell(finding.measured(Amount::Words(told)).by(word.spot.basis));
}

/// Whether the words have the form's colour. What is no plain colour cannot be told.
fn colour(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let wanted = match word.run.colour {
        Colour::Grey(grey) => (grey, grey, grey),
        Colour::Rgb(r, g, b) => (r, g, b),
    };
    let glyph = |&mark: &usize| sheet.read.glyphs[sheet.index.marks[mark].glyph].ink;
    let odd = found.marks.iter().map(glyph).find_map(|ink| match ink {
        Ink::Solid(r, g, b) if !is_colour(wanted, (r, g, b)) => Some((r, g, b)),
        _ => None,
    });
    match odd {
        None => sheet.pass("K028"),
        Some((r, g, b)) => {
            let finding = about(word, "K028", Verdict::Fail).at(extent(sheet, found));
            let finding = finding.measured(Amount::Colour(r, g, b)).within("colour");
            sheet.tell(finding.expected(Amount::Colour(wanted.0, wanted.1, wanted.2)));
        }
    }
}

/// Whether two colours are one on paper.
pub(super) fn is_colour(a: (u8, u8, u8), b: (u8, u8, u8)) -> bool {
    let near = |a: u8, b: u8| a.abs_diff(b) <= COLOUR;
    near(a.0, b.0) && near(a.1, b.1) && near(a.2, b.2)
}

fn size(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let code = if word.value { "K027" } else { "K013" };
    let Some(&mark) = found.marks.first() else { return };
    let sizes = found.marks.iter().map(|&mark| sheet.index.marks[mark].size);
    let smallest = sizes.min().unwrap_or(Length::ZERO);
    let largest = found.marks.iter().map(|&mark| sheet.index.marks[mark].size).max();
    let glyph = &sheet.read.glyphs[sheet.index.marks[mark].glyph];
    let stretch = glyph.stretch;
    let wanted = word.run.size;
    let near = |size: Length| abs(size - wanted) <= SIZE;
    let scaled = (stretch - i64::from(word.run.condense_pct) * 10).abs() <= 30;
    let same = near(smallest) && largest.is_some_and(near) && scaled;
    if same || word.spot.style.is_some_and(|style| is_listed(style, word, smallest, stretch)) {
        return sheet.pass(code);
    }
    let extent = extent(sheet, found);
    let finding = about(word, code, Verdict::Fail).at(extent).within("size");
    let (measured, expected) = if scaled || !near(smallest) {
        let odd = if near(smallest) { largest.unwrap_or(smallest) } else { smallest };
        (Amount::Pt(odd), Amount::Pt(wanted))
    } else {
        (Amount::Percent((stretch + 5) / 10), Amount::Percent(word.run.condense_pct.into()))
    };
    sheet.tell(finding.measured(measured).expected(expected).by(word.spot.basis));
}

/// Whether a size and a scale are among those that the form's list allows for a text that does not
/// fit as it is: ours did not either.
fn is_listed(style: &Style, word: &Word<'_>, size: Length, stretch: i64) -> bool {
    let ours_fits = word.run.size == style.size && word.run.condense_pct == 100;
    !ours_fits
        && style.fit.attempts.iter().any(|attempt| {
            let (a, b) = attempt.size;
            let (c, d) = attempt.condense_pct;
            let (small, large) = (a.min(b), a.max(b));
            let (narrow, wide) = (i64::from(c.min(d)) * 10, i64::from(c.max(d)) * 10);
            size >= small - SIZE
                && size <= large.max(style.size) + SIZE
                && (narrow - 30..=wide.max(1000) + 30).contains(&stretch)
        })
}

/// Whether a part of the ink is cut away.
fn clipped(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let cover = Cover::of(sheet.read);
    let mut worst: Option<(Length, Rect)> = None;
    for &mark in &found.marks {
        let glyph = &sheet.read.glyphs[sheet.index.marks[mark].glyph];
        let (ink, room) = (ink_box(glyph), cover.room(glyph.clip));
        let cut = [
            room.origin.x - ink.origin.x,
            room.origin.y - ink.origin.y,
            ink.right() - room.right(),
            ink.bottom() - room.bottom(),
        ];
        let cut = cut.into_iter().max().unwrap_or(Length::ZERO);
        if cut > CLIP && worst.is_none_or(|(other, _)| cut > other) {
            worst = Some((cut, ink));
        }
    }
    match worst {
        None => sheet.pass("K024"),
        Some((cut, ink)) => {
            let finding = about(word, "K024", Verdict::Fail).at(ink).within("clip");
            sheet.tell(finding.measured(Amount::Mm(cut)));
        }
    }
}

/// Whether the ink stays in the box of the form.
fn boxed(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let Some(area) = word.spot.area.filter(|_| found.how == How::Line) else { return };
    let beyond = |ink: Rect| {
        let out = [
            area.origin.x - ink.origin.x,
            area.origin.y - ink.origin.y,
            ink.right() - area.right(),
            ink.bottom() - area.bottom(),
        ];
        out.into_iter().max().unwrap_or(Length::ZERO)
    };
    let ink = ink(sheet, found);
    let own = beyond(word.extent).max(Length::ZERO);
    let out = beyond(ink);
    if out <= BOX + own {
        return sheet.pass("K026");
    }
    let finding = about(word, "K026", Verdict::Fail).at(ink).within("box");
    sheet.tell(finding.measured(Amount::Mm(out)).by(word.spot.basis));
}

/// Whether the ink stays where printers print.
fn margin(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let margin = sheet.bench.spots.margin(&sheet.page.fixed.name);
    let whole = Rect { origin: Point::default(), size: sheet.page.size };
    let room = whole.inset(margin - CLIP, margin - CLIP);
    let ink = ink(sheet, found);
    if room.contains(&ink) || !room.contains(&word.extent) {
        return sheet.pass("K007");
    }
    let finding = about(word, "K007", Verdict::Fail).at(ink).within("clip");
    sheet.tell(finding.measured(Amount::Mm(margin)).by(word.spot.basis));
}

/// Whether words run into each other where those of the form do not.
fn overlaps(sheet: &mut Sheet<'_, '_>, matches: &[Option<Match>]) {
    let words = sheet.words;
    let mut inks: Vec<(usize, Rect)> = Vec::new();
    for (at, found) in matches.iter().enumerate() {
        if let Some(found) = found {
            inks.push((at, ink(sheet, found)));
        }
    }
    inks.sort_by_key(|(_, ink)| ink.origin.x);
    let deep = |a: Rect, b: Rect| {
        shared(a, b).is_some_and(|both| both.size.width > OVERLAP && both.size.height > OVERLAP)
    };
    let mut touched = vec![false; inks.len()];
    for (first, &(a, ink)) in inks.iter().enumerate() {
        for (step, &(b, other)) in inks[first + 1..].iter().enumerate() {
            if other.origin.x >= ink.right() {
                break;
            }
            if deep(ink, other)
                && !deep(words[a].extent, words[b].extent)
                && glyphs_meet(sheet, &matches[a], &matches[b])
            {
                touched[first] = true;
                touched[first + 1 + step] = true;
            }
        }
    }
    for ((at, ink), touched) in inks.into_iter().zip(touched) {
        if touched {
            sheet.tell(about(&words[at], "K025", Verdict::Fail).at(ink).within("overlap"));
        } else {
            sheet.pass("K025");
        }
    }
}

/// Whether single glyphs of two words run into each other.
fn glyphs_meet(sheet: &Sheet<'_, '_>, a: &Option<Match>, b: &Option<Match>) -> bool {
    let inks = |found: &Option<Match>| -> Vec<Rect> {
        let marks = found.as_ref().map_or(&[][..], |found| &found.marks);
        let glyph = |&mark: &usize| ink_box(&sheet.read.glyphs[sheet.index.marks[mark].glyph]);
        marks.iter().map(glyph).collect()
    };
    let others = inks(b);
    let deep = |a: &Rect, b: &Rect| {
        shared(*a, *b).is_some_and(|both| both.size.width > OVERLAP && both.size.height > OVERLAP)
    };
    inks(a).iter().any(|ink| others.iter().any(|other| deep(ink, other)))
}
