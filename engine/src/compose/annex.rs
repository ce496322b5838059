//! 別紙: texts that no attempt of their ladders holds, whole and with their labels on a sheet of
//! their own; their fields print 「別紙１のとおり」.
//!
//! The main sheets are walked once to learn which texts there are, so that all pages are counted
//! before one is drawn.

use std::ops::Range;
use std::sync::Arc;

use super::emit::{Emitter, Look, Pass, label_of, places};
use super::fit::{Room, Setting, block_height};
use super::paginate::{self, PartPlan, Sheet};
use super::report::Voice;
use super::spoken::Spoken;
use super::together;
use super::work::{Set, Work};
use crate::diag::Diagnostic;
use crate::expression::PageNumbers;
use crate::form::{Annex, Item, Kind, Part};
use crate::length::{Length, Point, Rect};
use crate::page::Role;

/// Between a label and its text, and twice as much between texts: 2 mm.
const GAP: Length = Length::mm(2);

/// The texts of a record that stand on its annex sheet.
#[derive(Default)]
pub(super) struct Annexes<'a> {
    pub(super) state: State,
    word: &'a str,
    entries: Vec<Entry>,
}

/// What may be done with a text that does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing: there is no annex sheet, or it is the sheet that is being set.
    #[default]
    Closed,
    /// It will go to the sheet; its number is not known yet.
    Planning,
    /// It goes to the sheet and takes the next number.
    Numbering,
    /// It stands on the sheet.
    Numbered,
}

struct Entry {
    field: Arc<str>,
    label: String,
    spoken: Spoken,
}

impl<'a> Annexes<'a> {
    /// The reference mark of a text and its number, if it goes to the sheet.
    pub(super) fn mark(&mut self, spoken: &Spoken, voice: &Voice) -> Option<(String, usize)> {
        let same = |entry: &Entry| entry.field == voice.field && entry.spoken.text == spoken.text;
        let known = self.entries.iter().position(same);
        let index = match (self.state, known) {
            (State::Closed, _) | (State::Numbered, None) => return None,
            (_, Some(index)) => index,
            (State::Planning, None) => self.entries.len(),
            (State::Numbering, None) => {
                let label = voice.label.and_then(label_of);
                let label = label.unwrap_or_else(|| last_name(&voice.field));
                self.entries.push(Entry {
                    field: Arc::clone(&voice.field),
                    label: elements(&voice.field) + &label,
                    spoken: spoken.clone(),
                });
                self.entries.len() - 1
            }
        };
        Some((format!("{}{}のとおり", self.word, wide(index + 1)), index + 1))
    }

    /// Takes back a number: its mark does not fit either.
    pub(super) fn take_back(&mut self, number: usize) {
        if self.state == State::Numbering && number == self.entries.len() {
            self.entries.pop();
        }
    }
}

/// `世帯員２　` of `世帯員[2].氏名`.
fn elements(field: &str) -> String {
    let (path, _) = field.rsplit_once('.').unwrap_or_default();
    let step = |step: &str| match step.trim_end_matches(']').split_once('[') {
        Some((name, number)) => {
            format!("{name}{}　", number.parse().map_or_else(|_| number.to_owned(), wide))
        }
        None => format!("{step}　"),
    };
    if path.is_empty() { String::new() } else { path.split('.').map(step).collect() }
}

fn last_name(field: &str) -> String {
    field.rsplit('.').next().unwrap_or_default().to_owned()
}

/// A number in full-width digits.
fn wide(number: usize) -> String {
    let digit = |c: char| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０'));
    number.to_string().chars().filter_map(digit).collect()
}

/// The texts of an annex sheet, cut into pages.
pub(super) struct AnnexPlan<'a> {
    texts: Vec<Text<'a>>,
    pub(super) pages: Vec<Vec<Piece>>,
}

struct Text<'a> {
    heading: Arc<Set>,
    body: Arc<Set>,
    voice: Voice<'a>,
}

/// Lines of a text on one page.
pub(super) struct Piece {
    text: usize,
    top: Length,
    heading: bool,
    lines: Range<usize>,
}

/// The annex item of a part.
pub(super) fn annex_of(part: &Part) -> Option<(&Item, &Annex)> {
    part.items.iter().find_map(|item| match &item.kind {
        Kind::Annex(annex) => Some((item, annex)),
        _ => None,
    })
}

/// Parts with their pages.
pub(super) type Plans<'r> = Vec<(usize, &'r Part, PartPlan<'r>)>;

/// Opens the annex sheet of a form, if it has one that is printed.
pub(super) fn open<'r>(work: &mut Work<'r>, part: Option<&'r Part>) {
    if let Some((_, annex)) = part.and_then(annex_of) {
        work.annexes = Annexes { state: State::Planning, word: &annex.word, entries: Vec::new() };
    }
}

/// Walks the main sheets for what goes to the annex sheet, and plans that; without any text it
/// has no page.
pub(super) fn settle<'r>(work: &mut Work<'r>, plans: &mut Plans<'r>, grouped: &[bool]) {
    let Some(at) = plans.iter().position(|(_, part, _)| annex_of(part).is_some()) else { return };
    work.annexes.state = State::Numbering;
    rehearse(work, plans, grouped);
    work.annexes.state = State::Closed;
    let (_, part, plan) = &mut plans[at];
    if work.annexes.entries.is_empty() {
        plans.remove(at);
        // Without the sheet the part before it may be the form's last.
        if let Some((_, part, plan)) = plans.last_mut() {
            work.void = &part.void;
            *plan = paginate::plan(work, part, true);
        }
        return;
    }
    if let Some((item, annex)) = annex_of(part) {
        let sheet = AnnexPlan::new(work, item, annex);
        plan.pages = plan.pages.max(sheet.pages.len());
        plan.annex = Some(sheet);
    }
}

fn rehearse<'r>(work: &mut Work<'r>, plans: &Plans<'r>, grouped: &[bool]) {
    let pages = plans.iter().map(|(_, _, plan)| plan.pages).sum();
    let mut page = 0;
    for (index, part, plan) in plans {
        work.void = &part.void;
        for part_page in 1..=plan.pages {
            page += 1;
            let part_pages = plan.pages;
            work.scope.pages =
                PageNumbers { page, pages, part_page, part_pages, ..work.scope.pages };
            let (index, last) = (*index, part_page == part_pages);
            let sheet = Sheet { index: part_page - 1, last, form_last: page == pages };
            if annex_of(part).is_some() {
                continue;
            }
            together::gather(work, sheet, plan, part, grouped.get(index) == Some(&true));
            let quiet = std::mem::replace(&mut work.report.quiet, true);
            Emitter::new(work, Pass::Variable, sheet, Some(plan)).page(part);
            work.report.quiet = quiet;
        }
    }
}

impl<'a> AnnexPlan<'a> {
    fn new(work: &mut Work<'a>, item: &'a Item, annex: &'a Annex) -> Self {
        let region = item.areas.first().map(|area| area.first.size).unwrap_or_default();
        let mut texts = Vec::new();
        for (index, entry) in std::mem::take(&mut work.annexes.entries).into_iter().enumerate() {
            let voice =
                Voice { field: Arc::clone(&entry.field), label: None, source: &item.source };
            let words = format!("{}{}　{}", annex.word, wide(index + 1), entry.label);
            let heading = Spoken::fixed(&words, &annex.label_style);
            let room = Room::line(&annex.label_style, region.width, None);
            let heading = work.set(heading, &annex.label_style, room, &voice);
            let room = Room { lines: usize::MAX, ..Room::line(&annex.style, region.width, None) };
            let body = work.set(entry.spoken.in_style(&annex.style), &annex.style, room, &voice);
            if let (Some(heading), Some(body)) = (heading, body) {
                if body.setting.lines.is_empty() {
                    work.report.fitted(&body.setting, &annex.style, &voice);
                }
                texts.push(Text { heading, body, voice });
            }
            work.annexes.entries.push(entry);
        }
        let mut plan = Self { texts, pages: vec![Vec::new()] };
        if plan.cut(region.height).is_none() {
            let voice = work.voice(item, None);
            work.report.error(Diagnostic::error("C007"), &voice);
        }
        plan
    }

    /// Cuts the texts into pages; `None` if a page holds no line.
    fn cut(&mut self, height: Length) -> Option<()> {
        let mut top = Length::ZERO;
        for (index, text) in self.texts.iter().enumerate() {
            let Setting { size, leading, ref lines, .. } = text.body.setting;
            let head = text.heading.setting.height() + GAP;
            // A label never stands without two lines of its text.
            if top > Length::ZERO
                && top + head + block_height(lines.len().min(2), size, leading) > height
            {
                self.pages.push(Vec::new());
                top = Length::ZERO;
            }
            let mut from = 0;
            while from < lines.len() {
                let used = if from == 0 { head } else { Length::ZERO };
                let fit = (from..lines.len())
                    .take_while(|end| {
                        top + used + block_height(end + 1 - from, size, leading) <= height
                    })
                    .count();
                if fit == 0 && top == Length::ZERO {
                    return None;
                }
                if fit > 0 {
                    let piece =
                        Piece { text: index, top, heading: from == 0, lines: from..from + fit };
                    self.pages.last_mut()?.push(piece);
                    top += used + block_height(fit, size, leading);
                    from += fit;
                }
                if from < lines.len() {
                    self.pages.push(Vec::new());
                    top = Length::ZERO;
                }
            }
            top += GAP * 2;
        }
        Some(())
    }
}

impl<'a> Emitter<'_, 'a> {
    /// The texts of this page of an annex sheet.
    pub(super) fn annex(&mut self, item: &'a Item, annex: &'a Annex, corner: Point, order: u32) {
        let Some(plan) = self.plan.and_then(|plan| plan.annex.as_ref()) else { return };
        let Some(pieces) = plan.pages.get(self.sheet.index()) else { return };
        for ((region, _), order) in places(item, corner, order, 1) {
            self.at_order(order, |emitter| {
                for piece in pieces {
                    emitter.annexed(annex, &plan.texts[piece.text], piece, region);
                }
            });
        }
    }

    fn annexed(&mut self, annex: &'a Annex, text: &Text<'a>, piece: &Piece, region: Rect) {
        let indents = (Length::ZERO, Length::ZERO);
        let (left, width) = (region.origin.x, region.size.width);
        let mut top = region.origin.y + piece.top;
        if piece.heading {
            let height = text.heading.setting.height();
            let area = Rect::new(left, top, width, height);
            let look = Look { style: &annex.label_style, role: Role::Label, area, indents };
            self.draw(&text.heading, look, None, 0, &text.voice);
            top += height + GAP;
        }
        let Setting { size, leading, .. } = text.body.setting;
        let height = block_height(piece.lines.len(), size, leading);
        let area = Rect::new(left, top, width, height);
        let look = Look { style: &annex.style, role: Role::Value, area, indents };
        self.draw(&text.body, look, Some(piece.lines.clone()), 0, &text.voice);
    }
}
