//! Where words stand, how large they are, and whether all of them can be seen.

use super::amount::Amount;
use super::cells::Cells;
use super::expected::Word;
use super::fields::{about, gap};
use super::found::off_level;
use super::ink::{abs, around_all, beyond, ink_box, shared};
use super::matching::{How, Match, off, shift};
use super::page::Sheet;
use super::report::Verdict;
use super::tolerances::{
    BOX, CLIP, COLOUR, LINE_BOX, OVERLAP, PITCH, SIZE, TILT, WORD_ACROSS, WORD_ALONG,
};
use crate::form::Style;
use crate::length::{Length, Point, Rect};
use crate::page::{Colour, WritingMode};
use crate::readback::{Ink, ReadGlyph};

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    let (matches, parts) = (sheet.matching.of.clone(), sheet.matching.parts.clone());
    let words = sheet.words;
    let unplaced = words.iter().any(|word| word.spot.area.is_none());
    let cells = unplaced.then(|| Cells::of(sheet.page, &sheet.bench.spots));
    for (at, word) in words.iter().enumerate() {
        if let Some(found) = matches[at].as_ref().or(parts[at].as_ref()) {
            position(sheet, word, found);
            tilt(sheet, word, found);
            colour(sheet, word, found);
            size(sheet, word, found);
            clipped(sheet, word, found);
            let cell = || cells.as_ref().and_then(|cells| cells.around(word.extent));
            boxed(sheet, word, found, word.spot.area.or_else(cell));
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
    if found.how == How::Part {
        // Where the rest of it would stand is not known.
        return;
    }
    let extent = extent(sheet, found);
    if found.how == How::Wrapped {
        // Where a free text breaks its lines is nowhere drawn.
        let finding = about(word, code, Verdict::Information).at(extent);
        return sheet.tell(finding.measured(Amount::Words("line breaks".to_owned())));
    }
    let (along, across) = off(word, extent);
    sheet.measure("word-along", abs(along));
    sheet.measure("word-across", abs(across));
    let room = WORD_ACROSS + word.run.size.scale(LINE_BOX, 100);
    if abs(along) <= WORD_ALONG && abs(across) <= room {
        let Some((measured, expected)) = pitch(sheet, word, found) else {
            return sheet.pass(code);
        };
        sheet.measure("pitch", abs(measured - expected));
        if abs(measured - expected) <= PITCH {
            return sheet.pass(code);
        }
        let finding = about(word, code, Verdict::Fail).at(extent).within("pitch");
        let finding = finding.measured(Amount::Mm(measured)).expected(Amount::Mm(expected));
        return sheet.tell(finding.by(word.spot.basis));
    }
    let tolerance = if abs(along) > WORD_ALONG { "word-along" } else { "word-across" };
    let finding = about(word, code, Verdict::Fail).at(extent).within(tolerance);
    sheet.tell(finding.measured(Amount::Shift(shift(word, extent))).by(word.spot.basis));
}

/// The mean gap between the characters of a word and that of the form, or the mean steps from one to
/// the next where these are nearer: another face has other widths, columns have steps of their own.
/// `None` of words that are short, or that the form spreads.
fn pitch(sheet: &Sheet<'_, '_>, word: &Word<'_>, found: &Match) -> Option<(Length, Length)> {
    let marks = &sheet.index.marks;
    let pairs: Vec<_> = word
        .marks
        .windows(2)
        .zip(found.marks.windows(2))
        .filter(|(wanted, _)| !wanted[1].spaced)
        .map(|(wanted, found)| {
            let found = [&marks[found[0]].em, &marks[found[1]].em];
            ([&wanted[0].em, &wanted[1].em], found)
        })
        .collect();
    let count = i64::try_from(pairs.len()).ok().filter(|count| *count >= 2)?;
    let mean = |of: &dyn Fn(&Pair<'_>) -> Length| {
        let sum = pairs.iter().fold(Length::ZERO, |sum, pair| sum + of(pair));
        sum.scale(1, count)
    };
    let apart = |[a, b]: [&Rect; 2]| gap(word, a, b);
    let step = |[a, b]: [&Rect; 2]| {
        if word.down { b.origin.y - a.origin.y } else { b.origin.x - a.origin.x }
    };
    let gaps = (mean(&|(_, found)| apart(*found)), mean(&|(wanted, _)| apart(*wanted)));
    // Words that the form spreads, and sizes of their own, are judged elsewhere.
    let grown = marks[*found.marks.first()?].size - word.run.size;
    let steps = (mean(&|(_, found)| step(*found)), mean(&|(wanted, _)| step(*wanted)) + grown);
    let off = |(measured, expected): (Length, Length)| abs(measured - expected);
    (gaps.1 <= PITCH).then_some(if off(gaps) < off(steps) { gaps } else { steps })
}

/// The boxes of two characters of the form, and of the file.
type Pair<'r> = ([&'r Rect; 2], [&'r Rect; 2]);

/// Whether the line of the words is as level, or upright, as the form's.
fn tilt(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let glyph = |&mark: &usize| &sheet.read.glyphs[sheet.index.marks[mark].glyph];
    let off = |glyph: &ReadGlyph| match word.run.mode {
        WritingMode::Horizontal => glyph.angle,
        // Engines write upright lines with glyphs of their own or turned ones.
        WritingMode::Turned | WritingMode::Vertical => off_level(glyph.angle),
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
    if !same && word.spot.style.is_some_and(|style| is_listed(style, word, smallest, stretch)) {
        return sheet.pass(code);
    }
    sheet.measure("size", abs(smallest - wanted).max(abs(largest.unwrap_or(smallest) - wanted)));
    if same {
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

/// Whether a part of the ink is cut away or painted over.
fn clipped(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match) {
    let glyphs = found.marks.iter().map(|&mark| &sheet.read.glyphs[sheet.index.marks[mark].glyph]);
    let worst = glyphs.map(|glyph| (sheet.cover.cuts(glyph), glyph)).max_by_key(|(cut, _)| *cut);
    let Some((cut, glyph)) = worst else { return };
    sheet.measure("clip", cut);
    if cut <= CLIP {
        return sheet.pass("K024");
    }
    let finding = about(word, "K024", Verdict::Fail).at(ink_box(glyph)).within("clip");
    sheet.tell(finding.measured(Amount::Mm(cut)));
}

/// Whether the ink stays in the box of the form.
fn boxed(sheet: &mut Sheet<'_, '_>, word: &Word<'_>, found: &Match, area: Option<Rect>) {
    let Some(area) = area.filter(|_| found.how != How::Wrapped) else { return };
    let ink = ink(sheet, found);
    let own = beyond(word.extent, area).max(Length::ZERO);
    let out = beyond(ink, area);
    sheet.measure("box", out - own);
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
    let mut touched = vec![false; inks.len()];
    for (first, &(a, ink)) in inks.iter().enumerate() {
        for (step, &(b, other)) in inks[first + 1..].iter().enumerate() {
            if other.origin.x >= ink.right() {
                break;
            }
            let own = depth(words[a].extent, words[b].extent);
            if depth(ink, other) <= own || own > OVERLAP {
                continue;
            }
            let met = glyphs_meet(sheet, &matches[a], &matches[b]);
            sheet.measure("overlap", met);
            if met > OVERLAP {
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

/// How deep two boxes run into each other.
fn depth(a: Rect, b: Rect) -> Length {
    shared(a, b).map_or(Length::ZERO, |both| both.size.width.min(both.size.height))
}

/// How deep single glyphs of two words run into each other.
fn glyphs_meet(sheet: &Sheet<'_, '_>, a: &Option<Match>, b: &Option<Match>) -> Length {
    let inks = |found: &Option<Match>| -> Vec<Rect> {
        let marks = found.as_ref().map_or(&[][..], |found| &found.marks);
        let glyph = |&mark: &usize| ink_box(&sheet.read.glyphs[sheet.index.marks[mark].glyph]);
        marks.iter().map(glyph).collect()
    };
    let others = inks(b);
    let deepest = |ink| others.iter().map(move |other| depth(ink, *other)).max();
    inks(a).into_iter().filter_map(deepest).max().unwrap_or(Length::ZERO)
}
