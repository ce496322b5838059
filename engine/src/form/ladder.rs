//! Fit ladders: `[fit]` entries, and what they are for one base size.

use super::keys;
use super::look_keys::body_size;
use super::model::{Attempt, Beyond, Fit, LastWord, Variation, VariationType};
use crate::diag::Diagnostic;
use crate::length::{Length, Unit};
use crate::reader::{Findings, Node, NodeKind, Table, with_suggestion};

/// A ladder before the base size is known.
pub(super) struct Ladder {
    name: String,
    rungs: Vec<Rung>,
    beyond: Beyond,
    last: LastWord,
}

/// One attempt as written.
#[derive(Clone)]
struct Rung {
    size: Size,
    lines: u16,
    condense_pct: (u16, u16),
}

#[derive(Clone, Copy)]
enum Size {
    /// The base size of the style.
    Base,
    /// Largest and smallest.
    Range(Length, Length),
    /// From the base size down to a percentage of it.
    DownTo(i64),
}

/// The fit of a style that names none: the base alone, then the record is refused.
pub(super) fn no_ladder() -> Fit {
    Fit {
        name: String::new(),
        attempts: Vec::new(),
        beyond: Beyond::Nowhere,
        last: LastWord::Refuse,
    }
}

const LAST_WORDS: &[(&str, LastWord)] =
    &[("limit", LastWord::Limit), ("blank", LastWord::Blank), ("refuse", LastWord::Refuse)];

/// Words that may stand before the last one.
const BEYOND: &[(&str, Beyond)] = &[("next_page", Beyond::NextPage), ("annex", Beyond::Annex)];

impl Ladder {
    /// Reads a ladder. `L047` if an attempt can hold no more than the one before it, `L048` if
    /// the last word is missing or not last.
    pub(super) fn read(name: &str, node: &Node, vary: &[Variation], out: &Findings) -> Self {
        let steps = node.array(out).unwrap_or_default();
        let mut ladder = Self {
            name: name.to_owned(),
            rungs: Vec::new(),
            beyond: Beyond::Nowhere,
            last: LastWord::Refuse,
        };
        for (index, step) in steps.iter().enumerate() {
            let is_last = index + 1 == steps.len();
            match &step.kind {
                NodeKind::Text(word) if is_last => {
                    if let Some(last) = last_word(word, step, vary, out) {
                        ladder.last = last;
                    }
                }
                NodeKind::Table(table) if !is_last => ladder.add(table, step, out),
                NodeKind::Table(table) => {
                    ladder.add(table, step, out);
                    out.error("L048", &node.span);
                }
                NodeKind::Text(word) => match BEYOND.iter().find(|(known, _)| known == word) {
                    Some((_, beyond)) if index + 2 == steps.len() => ladder.beyond = *beyond,
                    _ => out.error("L048", &step.span),
                },
                _ => {
                    step.wrong_type::<()>("table", out);
                }
            }
        }
        if steps.is_empty() && matches!(node.kind, NodeKind::Array(_)) {
            out.error("L048", &node.span);
        }
        ladder
    }

    fn add(&mut self, table: &Table, node: &Node, out: &Findings) {
        let rung = Rung::read(table, out);
        if self.rungs.last().is_some_and(|before| !rung.holds_more(before)) {
            out.error("L047", &node.span);
        }
        self.rungs.push(rung);
    }

    /// The attempts for a base size.
    pub(super) fn for_size(&self, base: Length) -> Fit {
        let attempt = |rung: &Rung| Attempt {
            size: match rung.size {
                Size::Base => (base, base),
                Size::Range(largest, smallest) => (largest, smallest),
                Size::DownTo(percent) => (base, base.scale(percent, 100)),
            },
            lines: rung.lines,
            condense_pct: rung.condense_pct,
        };
        Fit {
            name: self.name.clone(),
            attempts: self.rungs.iter().map(attempt).collect(),
            beyond: self.beyond,
            last: self.last.clone(),
        }
    }
}

impl Rung {
    fn read(table: &Table, out: &Findings) -> Self {
        table.check_keys(&keys::names(&[keys::ATTEMPT]), out);
        if let (Some(_), Some(second)) = (table.get("size_pt"), table.entry("size_to_pct")) {
            let error = Diagnostic::error("L010").at(&second.key_span);
            out.push(error.arg("first", "size_pt").arg("second", "size_to_pct"));
        }
        let sizes = table
            .get("size_pt")
            .and_then(|node| pair(node, out, |node| body_size(node, Unit::Pt, out)));
        let down_to = table.integer("size_to_pct", 10..=100, out);
        let size = match (sizes, down_to) {
            (Some((largest, smallest)), _) => Size::Range(largest, smallest),
            (None, Some(percent)) => Size::DownTo(percent),
            (None, None) => Size::Base,
        };
        let lines = table.integer("lines", 1..=100, out).and_then(|n| u16::try_from(n).ok());
        let condense = table.get("condense_pct").and_then(|node| {
            pair(node, out, |node| {
                node.integer(30..=100, out).and_then(|pct| u16::try_from(pct).ok())
            })
        });
        Self { size, lines: lines.unwrap_or(1), condense_pct: condense.unwrap_or((100, 100)) }
    }

    /// Whether there is any text that this attempt may hold and `before` does not.
    fn holds_more(&self, before: &Self) -> bool {
        let smaller = match (self.size, before.size) {
            (Size::Range(_, a), Size::Range(_, b)) => a < b,
            (Size::DownTo(a), Size::DownTo(b)) => a < b,
            (Size::Base, Size::Base) => false,
            _ => true,
        };
        smaller || self.lines > before.lines || self.condense_pct.1 < before.condense_pct.1
    }
}

/// One value, or `[largest, smallest]`. `L047` if they rise.
fn pair<T: Copy + PartialOrd>(
    node: &Node,
    out: &Findings,
    read: impl Fn(&Node) -> Option<T>,
) -> Option<(T, T)> {
    let NodeKind::Array(values) = &node.kind else {
        return read(node).map(|value| (value, value));
    };
    let [largest, smallest] = &values[..] else {
        return node.bad_value("[largest, smallest]", out);
    };
    let (largest, smallest) = (read(largest), read(smallest));
    let (largest, smallest) = (largest?, smallest?);
    if largest < smallest {
        out.error("L047", &node.span);
        return None;
    }
    Some((largest, smallest))
}

/// `limit`, `blank`, `refuse`, or a word variation point of these. `L008`, `L045`, `L052`.
fn last_word(word: &str, node: &Node, vary: &[Variation], out: &Findings) -> Option<LastWord> {
    let Some(name) = word.strip_prefix('$') else {
        let known = LAST_WORDS.iter().find(|(known, _)| *known == word);
        return match known {
            Some((_, last)) => Some(last.clone()),
            None => node.unknown_word(word, LAST_WORDS.iter().map(|(known, _)| *known), out),
        };
    };
    let Some(index) = vary.iter().position(|v| v.name == name) else {
        let error = Diagnostic::error("L045").at(&node.span).arg("name", name);
        out.push(with_suggestion(error, name, vary.iter().map(|v| v.name.as_str())));
        return None;
    };
    let last_words =
        |words: &[String]| words.iter().all(|w| LAST_WORDS.iter().any(|(known, _)| known == w));
    match &vary[index].kind {
        VariationType::Word { words } if last_words(words) => Some(LastWord::Param(index)),
        _ => {
            let error = Diagnostic::error("L052").at(&node.span).arg("name", name);
            out.push(error.arg("expected", "word: limit, blank, refuse"));
            None
        }
    }
}
