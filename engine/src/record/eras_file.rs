//! The table of eras from its file.

use super::eras::{Era, Eras};
use super::value::Date;
use crate::diag::Diagnostic;
use crate::reader::{Findings, Table, parse};
use crate::source::{Library, SourceSpan};

/// The file in the library.
const FILE: &str = "eras.toml";

impl Eras {
    /// Loads `eras.toml` of the library; no eras if there is no such file.
    ///
    /// # Errors
    /// `L001`–`L009` of the TOML text, its keys and values; `R092` eras that are not in the order
    /// of their first days, or a `last` that leaves a gap or runs into the next era.
    pub fn load(library: &Library) -> Result<Self, Vec<Diagnostic>> {
        let out = Findings::default();
        let eras = load(library, &out);
        if out.errors() == 0 { Ok(eras) } else { Err(out.into_vec()) }
    }
}

/// The table; its faults go to `out`.
pub(super) fn load(library: &Library, out: &Findings) -> Eras {
    let table = library.text(FILE).and_then(|file| parse(file, out));
    let Some(table) = table else { return Eras::default() };
    table.check_keys(&["gregorian_from", "era"], out);
    let gregorian_from = table.need("gregorian_from", out).and_then(|node| node.date(out));
    table.need("era", out);
    let mut all: Vec<Era> = Vec::new();
    for entry in table.tables("era", out) {
        let Some(era) = era(entry, out) else { continue };
        if let Some(before) = all.last() {
            check(before, &era, &entry.span, out);
        }
        if all.iter().any(|known| known.name == era.name) {
            let error = Diagnostic::error("L009").at(&entry.span);
            out.push(error.arg("kind", "era").arg("name", &era.name));
        }
        all.push(era);
    }
    Eras { gregorian_from, all }
}

fn era(table: &Table, out: &Findings) -> Option<Era> {
    table.check_keys(&["name", "from", "last"], out);
    let node = table.need("name", out)?;
    let name = node.text(out)?;
    if name.is_empty() || !super::chars::is_plain(name) {
        return node.bad_value("元号", out);
    }
    let from = table.need("from", out)?.date(out)?;
    let last = table.get("last").and_then(|node| node.date(out));
    Some(Era { name: name.to_owned(), from, last })
}

/// `R092`: an era begins after the one before it, and that one is written up to the day before or
/// up to the same day.
fn check(before: &Era, era: &Era, span: &SourceSpan, out: &Findings) {
    let gap = |last: Date| last != era.from && last.next() != Some(era.from);
    if before.from >= era.from || before.last.is_some_and(gap) {
        out.push(Diagnostic::error("R092").at(span).arg("name", &era.name));
    }
}
