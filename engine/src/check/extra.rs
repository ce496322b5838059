//! Text that the form does not have, text that nobody sees, and things that are no print at all.

use super::amount::{Amount, points};
use super::ink::{around_all, holds, middle};
use super::page::Sheet;
use super::report::{Finding, Verdict};
use super::sequence::{Mark, key};
use crate::length::{Length, Rect};

/// 見 and 本 of this size are those across the page of a test print: 10 mm.
const SPECIMEN: Length = Length::emu(10 * 36_000);
/// Most code points of a text that are told.
const TOLD: usize = 12;

pub(super) fn judge(sheet: &mut Sheet<'_, '_>) {
    for marks in rest(sheet) {
        more(sheet, &marks);
    }
    if sheet.matching.owner.iter().all(Option::is_some) {
        sheet.pass("K040");
    }
    hidden(sheet);
    if sheet.read.annotations > 0 {
        let count = Amount::Count(sheet.read.annotations);
        let finding = Finding::new("K043", Verdict::NotJudged);
        sheet.tell(finding.measured(count).expected(Amount::Words("annotations".to_owned())));
    }
}

/// Characters that are no word's, as pieces of lines.
fn rest(sheet: &Sheet<'_, '_>) -> Vec<Vec<usize>> {
    let owner = &sheet.matching.owner;
    let marks = &sheet.index.marks;
    let is_specimen =
        |mark: &Mark| mark.size >= SPECIMEN && matches!(mark.text.as_str(), "見" | "本");
    let is_free = |at: usize| owner[at].is_none() && !is_specimen(&marks[at]);
    let mut next = vec![None; marks.len()];
    let mut starts = vec![true; marks.len()];
    for at in (0..marks.len()).filter(|&at| is_free(at)) {
        let near = |other: &usize| {
            let gap = marks[*other].em.origin.x - marks[at].em.right();
            is_free(*other) && gap < marks[at].size * 2
        };
        if let Some(other) = sheet.index.next(at, false).filter(near) {
            next[at] = Some(other);
            starts[other] = false;
        }
    }
    let mut pieces = Vec::new();
    for at in (0..marks.len()).filter(|&at| is_free(at) && starts[at]) {
        let chain = std::iter::successors(Some(at), |&at| next[at]);
        pieces.push(chain.take(marks.len()).collect());
    }
    pieces
}

/// A piece of text that the form does not have: more of a value, or a text of its own.
fn more(sheet: &mut Sheet<'_, '_>, piece: &[usize]) {
    let marks = &sheet.index.marks;
    let text: String = piece.iter().map(|&at| marks[at].text.as_str()).collect();
    let area = around_all(piece.iter().map(|&at| marks[at].em));
    let verdict = if text == "見本" { Verdict::Information } else { Verdict::Fail };
    let told: String = text.chars().take(TOLD).collect();
    let measured = Amount::Words(points(&told));
    let said = key(&text);
    if sheet.last.iter().any(|words| said.contains(words.as_str())) {
        return sheet.tell(Finding::new("K014", Verdict::Fail).at(area));
    }
    if let Some(word) = joined(sheet, piece, area) {
        let code = if sheet.words[word].value { "K021" } else { "K011" };
        let finding = super::fields::about(&sheet.words[word], code, verdict).at(area);
        let none = Amount::Words("-".to_owned());
        return sheet.tell(finding.measured(measured).expected(none));
    }
    sheet.tell(Finding::new("K040", verdict).at(area).measured(measured));
}

/// The word that a piece of text goes on with, or in whose box it stands.
fn joined(sheet: &Sheet<'_, '_>, piece: &[usize], area: Rect) -> Option<usize> {
    let (index, owner) = (sheet.index, &sheet.matching.owner);
    let marks = index.marks;
    let first = *piece.first()?;
    let last = *piece.last()?;
    let size = marks[first].size;
    let close = |a: usize, b: usize| {
        (marks[b].em.origin.x - marks[a].em.right()).to_emu() * 2 < size.to_emu()
    };
    let after =
        index.next(last, false).filter(|&next| close(last, next)).and_then(|next| owner[next]);
    let before = (0..marks.len())
        .find(|&at| index.next(at, false) == Some(first) && close(at, first))
        .and_then(|at| owner[at]);
    let value = |word: &usize| sheet.words[*word].value;
    let inside = |word: &usize| {
        let word = &sheet.words[*word];
        word.value && word.spot.area.is_some_and(|area_of| holds(area_of, middle(area)))
    };
    let boxed = || (0..sheet.words.len()).find(inside);
    before.filter(value).or(after.filter(value)).or_else(boxed).or(before).or(after)
}

/// Text that nobody sees: it is no print, and whoever copies or reads it out gets it.
fn hidden(sheet: &mut Sheet<'_, '_>) {
    let found = sheet.found;
    if found.hidden.is_empty() {
        return sheet.pass("K043");
    }
    for reason in found.hidden.chunk_by(|(_, a), (_, b)| a == b) {
        let area = around_all(reason.iter().map(|(mark, _)| mark.em));
        let finding = Finding::new("K043", Verdict::Fail).at(area);
        sheet.tell(finding.measured(Amount::Words(format!(
            "{}: {}",
            reason[0].1.name(),
            reason.len()
        ))));
    }
}
