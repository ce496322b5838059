//! Lint: what is allowed but rarely meant.

mod boxes;
mod coverage;
mod glyphs;

use chohyo_fonts::{FontSet, Setting};

pub(super) use self::boxes::each_item;
use self::boxes::{Placed, boxes, words_of};
use super::model::{Form, Item, Kind, LastWord, On, Part, Style, Words, Writing};
use crate::diag::Diagnostic;
use crate::expression::{Expr, binds_record, fixed_words, visit_template};
use crate::length::{Length, Point, Rect};
use crate::page::Role;
use crate::reader::Findings;
use crate::record::schema::Charset;
use crate::record::{Item as RecordItem, ItemType};

/// The fragment whose values must show in the window of an envelope.
const ADDRESS: &str = "common/address-block.toml";

/// Findings beyond load, all of them warnings: `L110`–`L122`, `L200`–`L202`.
pub fn lint(form: &Form, fonts: &FontSet) -> Vec<Diagnostic> {
    let out = Findings::default();
    form.warnings.iter().for_each(|warning| out.push(warning.clone()));
    for part in &form.parts {
        let boxes = boxes(part);
        overlaps(&boxes, &out);
        margins(part, &boxes, &out);
        windows(part, &boxes, &out);
        for placed in &boxes {
            label_width(placed, fonts, &out);
        }
        names(part, &out);
        each_item(part, &mut |item, _, _| {
            ladders(item, &out);
            glyphs::check(item, fonts, &out);
            hanging(item, &out);
            limit_on_name(form, item, &out);
        });
    }
    coverage::items(form, &out);
    coverage::lengths(form, &out);
    out.into_vec()
}

/// Whether two items can be on one page.
fn meet(a: On, b: On) -> bool {
    !matches!((a, b), (On::First, On::Rest) | (On::Rest, On::First))
}

/// Whether two boxes can be on one page.
fn boxes_meet(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    // The last page of the form is the last one of its part.
    let misses = |a: &Placed<'_>, b: &Placed<'_>| match a.not_on {
        Some(On::Last) => matches!(b.on, On::Last | On::FormLast),
        Some(on) => b.on == on,
        None => false,
    };
    meet(a.on, b.on) && !misses(a, b) && !misses(b, a)
}

/// `L110`. Two items that both have a condition are taken to exclude each other.
fn overlaps(boxes: &[Placed<'_>], out: &Findings) {
    let words: Vec<&Placed<'_>> = boxes.iter().filter(|placed| placed.words.is_some()).collect();
    for (index, a) in words.iter().enumerate() {
        for b in words.iter().skip(index + 1) {
            let both_conditional = a.conditional && b.conditional;
            if a.area.overlaps(&b.area) && boxes_meet(a, b) && !both_conditional {
                out.push(Diagnostic::warning("L110").at(&b.item.source).at(&a.item.source));
            }
        }
    }
}

/// `L111`.
fn margins(part: &Part, boxes: &[Placed<'_>], out: &Findings) {
    let printable = reach(part);
    for placed in boxes.iter().filter(|placed| !printable.contains(&placed.area)) {
        let warning = Diagnostic::warning("L111").at(&placed.item.source);
        out.push(warning.arg("margin", part.printable));
    }
}

/// `L186`: bars that machines read stand where the printer does not reach.
pub(super) fn bars_in_reach(part: &Part, out: &Findings) {
    let reached = reach(part);
    let bars = |placed: &&Placed<'_>| matches!(placed.item.kind, Kind::Mark(_) | Kind::Bars(_));
    let boxes = boxes(part);
    for placed in boxes.iter().filter(bars).filter(|placed| !reached.contains(&placed.area)) {
        let error = Diagnostic::error("L186").at(&placed.item.source);
        out.push(error.arg("margin", part.printable));
    }
}

/// Where the printer reaches.
fn reach(part: &Part) -> Rect {
    let sheet = Rect { origin: Point::default(), size: part.paper.size };
    sheet.inset(part.printable, part.printable)
}

/// Items that a shift of the printer moves off the paper (`C033`), or from where the printer
/// reaches to where it does not (`C036`).
pub(crate) fn off_paper(form: &Form, by: Point) -> Vec<Diagnostic> {
    let off = |part: &Part| {
        let sheet = Rect { origin: Point::default(), size: part.paper.size };
        let reached = reach(part);
        let mut items: Vec<(&Item, &'static str)> = Vec::new();
        for placed in boxes(part) {
            let gone = |from: &Rect| {
                from.contains(&placed.area) && !from.contains(&placed.area.offset(by))
            };
            let code = if gone(&sheet) { Some("C033") } else { gone(&reached).then_some("C036") };
            let is_new = !items.iter().any(|(item, _)| std::ptr::eq(*item, placed.item));
            items.extend(code.filter(|_| is_new).map(|code| (placed.item, code)));
        }
        let told = |(item, code): (&Item, &'static str)| {
            let found = Diagnostic::error(code).at(&item.source).arg("part", &part.name);
            if code == "C036" { found.arg("margin", part.printable) } else { found }
        };
        items.into_iter().map(told).collect::<Vec<_>>()
    };
    if by == Point::default() { Vec::new() } else { form.parts.iter().flat_map(off).collect() }
}

/// `L113`, `L114`: the first sheet behind the window of each envelope it may go into.
fn windows(part: &Part, boxes: &[Placed<'_>], out: &Findings) {
    for envelope in &part.envelopes {
        let shift = envelope.shift;
        let seen = envelope.window.inset(shift, shift);
        let may_be_seen = envelope.window.inset(-shift, -shift);
        for placed in boxes.iter().filter(|placed| placed.on != On::Rest) {
            let Some(words) = placed.words else { continue };
            if !binds_record(&words.template) {
                continue;
            }
            let address = placed.item.source.file.name == ADDRESS;
            let code = match (address, seen.contains(&placed.area)) {
                (true, false) => "L113",
                (false, _) if may_be_seen.overlaps(&placed.area) => "L114",
                _ => continue,
            };
            let warning = Diagnostic::warning(code).at(&placed.item.source);
            out.push(warning.arg("envelope", &envelope.name));
        }
    }
}

/// `L112`: fixed label words that no attempt of their fit can hold.
fn label_width(placed: &Placed<'_>, fonts: &FontSet, out: &Findings) {
    let Some(words) = placed.words.filter(|words| words.role != Role::Value) else { return };
    let Some(text) = fixed_words(&words.template).filter(|text| !text.is_empty()) else { return };
    let Some(natural) = advance(&text, words, fonts) else { return };
    let style = &words.style;
    let along = match style.writing {
        Writing::Horizontal => placed.area.size.width,
        Writing::Vertical => placed.area.size.height,
    };
    let room = along - style.pad * 2;
    let base = (style.size, 1, 100);
    let attempts = style.fit.attempts.iter().map(|a| (a.size.1, a.lines, a.condense_pct.1));
    let fits = |(size, lines, condense): (Length, u16, u16)| {
        let width = natural.scale(size.to_emu(), style.size.to_emu().max(1));
        width.scale(i64::from(condense), 100) <= room * i64::from(lines)
    };
    if !std::iter::once(base).chain(attempts).any(fits) {
        out.push(Diagnostic::warning("L112").at(&placed.item.source).arg("words", text));
    }
}

/// Width of a text at the base size; `None` if a font lacks a character (`G001` tells).
fn advance(text: &str, words: &Words, fonts: &FontSet) -> Option<Length> {
    let setting = Setting { forms: words.style.forms, ..Setting::default() };
    let shaped = fonts.shape(words.style.font, text, setting).ok()?;
    let units: i64 = shaped.clusters.iter().map(|cluster| i64::from(cluster.advance)).sum();
    Some(words.style.size.scale(units, i64::from(shaped.units_per_em).max(1)))
}

/// `L118`.
fn names(part: &Part, out: &Findings) {
    let mut known: Vec<(&Item, On, bool)> = Vec::new();
    each_item(part, &mut |item, on, conditional| {
        let Some(name) = &item.name else { return };
        let same = known.iter().find(|(other, other_on, other_conditional)| {
            other.name.as_ref() == Some(name)
                && meet(on, *other_on)
                && !(conditional && *other_conditional)
        });
        if let Some((first, _, _)) = same {
            let warning = Diagnostic::warning("L118").at(&item.source).at(&first.source);
            out.push(warning.arg("name", name));
        }
        known.push((item, on, conditional));
    });
}

/// `L119`: an attempt on one line that is larger than the base it follows.
fn ladders(item: &Item, out: &Findings) {
    for words in words_of(item) {
        let style = &words.style;
        let larger = |attempt: &super::model::Attempt| {
            attempt.lines == 1 && attempt.condense_pct == (100, 100) && attempt.size.0 > style.size
        };
        if style.fit.attempts.iter().any(larger) {
            let warning = Diagnostic::warning("L119").at(&item.source);
            out.push(warning.arg("fit", &style.fit.name).arg("base", style.size.to_pt()));
        }
    }
}

/// `L121`: what hangs outside the measure (half an em of ink) stands on the frame of its box.
fn hanging(item: &Item, out: &Findings) {
    let on_frame = |style: &Style| style.lines.overhang && style.pad < style.size.scale(1, 2);
    let para = matches!(&item.kind, Kind::Para(para) if on_frame(&para.style));
    if para || words_of(item).into_iter().any(|words| on_frame(&words.style)) {
        out.push(Diagnostic::warning("L121").at(&item.source));
    }
}

/// `L116`: `limit` as the last word on words that bind a name or address (charset `mj` or `wide`).
fn limit_on_name(form: &Form, item: &Item, out: &Findings) {
    let is_name = |item: &RecordItem| {
        matches!(item.kind, ItemType::Text { charset: Charset::Mj | Charset::Wide, .. })
    };
    let limited = |words: &&Words| words.style.fit.last == LastWord::Limit;
    for words in words_of(item).into_iter().filter(limited) {
        if binds(words, form, is_name) {
            out.push(Diagnostic::warning("L116").at(&item.source));
        }
    }
}

/// Whether words bind an item of a kind, told by its name alone: a namesake counts too.
fn binds(words: &Words, form: &Form, kind: impl Fn(&RecordItem) -> bool) -> bool {
    let items = form.schema.groups.iter().flat_map(|group| &group.items);
    let names: Vec<&str> = items.filter(|item| kind(item)).map(|item| item.name.as_str()).collect();
    let mut binds = false;
    visit_template(&words.template, &mut |e| {
        if let Expr::Path(path) = e {
            binds |= names.contains(&path.words.rsplit('.').next().unwrap_or(""));
        }
    });
    binds
}
