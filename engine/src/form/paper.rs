//! Paper sizes and envelope profiles.

use super::keys;
use super::look_keys::mm;
use super::model::{Envelope, Paper, Variation, VariationType};
use super::place;
use crate::diag::Diagnostic;
use crate::length::{Length, Size, Unit};
use crate::reader::{Findings, Node, Table, parse, with_suggestion};
use crate::source::Library;

/// Names and portrait sizes in mm: JIS P 0138 A and B series, 通常はがき 100 × 148,
/// ID-1 card 54 × 86 (ISO/IEC 7810, rounded as printers of cards take it).
pub(super) const PAPERS: &[(&str, i64, i64)] = &[
    ("A3", 297, 420),
    ("A4", 210, 297),
    ("A5", 148, 210),
    ("A6", 105, 148),
    ("B4", 257, 364),
    ("B5", 182, 257),
    ("postcard", 100, 148),
    ("card", 54, 86),
];

/// Where envelope profiles stand.
pub(super) const ENVELOPES: &str = "common/envelopes.toml";

/// Reads `A4 portrait` or `w210 h99 mm`. `L037`.
pub(super) fn paper(node: &Node, out: &Findings) -> Option<Paper> {
    let text = node.text(out)?;
    if text.starts_with('w') {
        return place::size(node, out).map(|size| Paper { name: text.to_owned(), size });
    }
    let size = paper_size(text);
    if size.is_none() {
        let all = PAPERS
            .iter()
            .flat_map(|(name, _, _)| [format!("{name} portrait"), format!("{name} landscape")]);
        let all: Vec<String> = all.collect();
        let error = Diagnostic::error("L037").at(&node.span).arg("paper", text);
        out.push(with_suggestion(error, text, all.iter().map(String::as_str)));
    }
    Some(Paper { name: text.to_owned(), size: size? })
}

/// The size of a paper by its name and orientation: `A4 portrait`.
pub fn paper_size(name: &str) -> Option<Size> {
    let (name, orientation) = name.split_once(' ')?;
    let (_, width, height) = PAPERS.iter().find(|(known, _, _)| *known == name)?;
    let (width, height) = (Length::mm(*width), Length::mm(*height));
    match orientation {
        "portrait" => Some(Size::new(width, height)),
        "landscape" => Some(Size::new(height, width)),
        _ => None,
    }
}

/// The paper of a part whose paper has a mistake: so large that nothing on it is called outside.
pub(super) fn unknown() -> Paper {
    let side = Length::mm(10_000);
    Paper { name: String::new(), size: Size::new(side, side) }
}

/// The profiles that `envelope` of a part names. `L045`, `L052`, `L053`.
pub(super) fn envelopes(
    node: &Node,
    library: &Library,
    vary: &[Variation],
    out: &Findings,
) -> Vec<Envelope> {
    let Some(text) = node.text(out) else { return Vec::new() };
    let known = profiles(library, out);
    let names: Vec<String> = match text.strip_prefix('$') {
        None => vec![text.to_owned()],
        Some(name) => match vary.iter().find(|v| v.name == name).map(|v| &v.kind) {
            Some(VariationType::Word { words }) => words.clone(),
            Some(_) => {
                let error = Diagnostic::error("L052").at(&node.span).arg("name", name);
                out.push(error.arg("expected", "word"));
                return Vec::new();
            }
            None => {
                let error = Diagnostic::error("L045").at(&node.span).arg("name", name);
                out.push(with_suggestion(error, name, vary.iter().map(|v| v.name.as_str())));
                return Vec::new();
            }
        },
    };
    let mut found = Vec::new();
    for name in names {
        match known.iter().find(|envelope| envelope.name == name) {
            Some(envelope) => found.push(envelope.clone()),
            None => {
                let error = Diagnostic::error("L053").at(&node.span).arg("name", &name);
                out.push(with_suggestion(error, &name, known.iter().map(|e| e.name.as_str())));
            }
        }
    }
    found
}

fn profiles(library: &Library, out: &Findings) -> Vec<Envelope> {
    let Some(table) = library.text(ENVELOPES).and_then(|file| parse(file, out)) else {
        return Vec::new();
    };
    table.check_keys(&["envelope"], out);
    table.tables("envelope", out).into_iter().filter_map(|table| profile(table, out)).collect()
}

fn profile(table: &Table, out: &Findings) -> Option<Envelope> {
    table.check_keys(&keys::names(&[keys::ENVELOPE]), out);
    let name = table.need_text("name", out);
    let window = table.need("window", out).and_then(|node| place::rect(node, out));
    let shift = table.length("shift_mm", Unit::Mm, mm(0, 50), out).unwrap_or(Length::ZERO);
    Some(Envelope { name: name?.to_owned(), window: window?, shift })
}
