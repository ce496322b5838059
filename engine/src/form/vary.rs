//! Variation points: `common/variation.toml` and `vary` of a form.

use super::keys;
use super::look_keys::mm;
use super::model::{Variation, VariationType};
use crate::diag::Diagnostic;
use crate::length::{Length, Unit};
use crate::reader::{Findings, Table, parse};
use crate::source::{Library, SourceSpan};

/// Where the variation points of all forms are declared.
pub(super) const COMMON: &str = "common/variation.toml";

/// The common variation points, then the form's own. `L009` for a name declared twice.
pub(super) fn read(library: &Library, form: Option<&Table>, out: &Findings) -> Vec<Variation> {
    let mut found: Vec<(Variation, SourceSpan)> = Vec::new();
    if let Some(table) = library.text(COMMON).and_then(|file| parse(file, out)) {
        table.check_keys(&["vary"], out);
        for group in table.tables("vary", out) {
            group.check_keys(&["items"], out);
            add(group.tables("items", out), &mut found, out);
        }
    }
    add(form.map(|form| form.tables("vary", out)).unwrap_or_default(), &mut found, out);
    found.into_iter().map(|(variation, _)| variation).collect()
}

fn add(tables: Vec<&Table>, found: &mut Vec<(Variation, SourceSpan)>, out: &Findings) {
    for table in tables {
        let Some(variation) = variation(table, out) else { continue };
        let span = table.get("name").map_or(&table.span, |node| &node.span);
        match found.iter().find(|(known, _)| known.name == variation.name) {
            Some((_, first)) => duplicate("$", &variation.name, span, first, out),
            None => found.push((variation, span.clone())),
        }
    }
}

/// `L009`: a name of a kind for the second time.
pub(super) fn duplicate(
    kind: &str,
    name: &str,
    span: &SourceSpan,
    first: &SourceSpan,
    out: &Findings,
) {
    out.push(Diagnostic::error("L009").at(span).at(first).arg("kind", kind).arg("name", name));
}

/// Whether a text can be a name after `$`.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn variation(table: &Table, out: &Findings) -> Option<Variation> {
    table.check_keys(&keys::names(&[keys::VARY]), out);
    let node = table.need("name", out)?;
    let name = node.text(out)?;
    if !is_name(name) {
        return node.bad_value("[A-Za-z][A-Za-z0-9_]*", out);
    }
    let kind = kind(table, out)?;
    let default = default(table, &kind, out);
    Some(Variation { name: name.to_owned(), kind, default })
}

fn kind(table: &Table, out: &Findings) -> Option<VariationType> {
    let count =
        |key: &str, range| table.integer(key, range, out).and_then(|n| usize::try_from(n).ok());
    let types = [("text", 0), ("digits", 1), ("word", 2), ("flag", 3), ("image", 4)];
    Some(match table.need("type", out)?.word(&types, out)? {
        0 => VariationType::Text { max: count("max", 1..=10_000).unwrap_or(200) },
        1 => {
            table.need("digits", out)?;
            VariationType::Digits { digits: count("digits", 1..=100)? }
        }
        2 => {
            table.need("words", out)?;
            let words = table.texts("words", out);
            VariationType::Word { words: words.into_iter().map(str::to_owned).collect() }
        }
        3 => VariationType::Flag,
        _ => {
            let max = table.length("max_mm", Unit::Mm, mm(1, 300), out);
            VariationType::Image { max: max.unwrap_or(Length::mm(25)) }
        }
    })
}

/// The default as text. `L091` if the type does not allow it.
fn default(table: &Table, kind: &VariationType, out: &Findings) -> Option<String> {
    let node = table.get("default")?;
    if *kind == VariationType::Flag {
        return node.flag(out).map(|flag| flag.to_string());
    }
    let text = node.text(out)?;
    match violation(kind, text) {
        None => Some(text.to_owned()),
        Some(expected) => {
            out.push(Diagnostic::error("L091").at(&node.span).arg("expected", expected));
            None
        }
    }
}

/// What a text value would have to be, if it is not allowed.
pub(super) fn violation(kind: &VariationType, text: &str) -> Option<String> {
    let printable = !text.chars().any(char::is_control);
    let (fits, expected) = match kind {
        VariationType::Text { max } => {
            (printable && text.chars().count() <= *max, format!("text ≤ {max}"))
        }
        VariationType::Digits { digits } => {
            let all = text.bytes().all(|b| b.is_ascii_digit());
            (all && text.len() == *digits, format!("{digits} digits"))
        }
        VariationType::Word { words } => (words.iter().any(|w| w == text), words.join(", ")),
        VariationType::Flag => (false, "true/false".to_owned()),
        VariationType::Image { .. } => (false, "{ file, size_mm }".to_owned()),
    };
    (!fits).then_some(expected)
}
