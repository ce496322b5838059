//! `[form]`: what a layout is, before anything is drawn.

use super::keys;
use super::look_keys::word_of;
use super::model::{Basis, Effective, FormId, FormKind, IdStatus};
use crate::diag::Diagnostic;
use crate::reader::{Findings, Node, NodeKind, Table, with_suggestion};
use crate::source::Library;

/// The head of a layout file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) id: FormId,
    pub(super) id_status: IdStatus,
    pub(super) name: String,
    pub(super) business: String,
    pub(super) edition: String,
    pub(super) kind: FormKind,
    pub(super) basis: Basis,
    pub(super) effective: Effective,
    pub(super) sources: Vec<(String, String)>,
    pub(super) unused: Option<Vec<String>>,
    pub(super) family: Option<String>,
}

const STATUSES: &[(&str, IdStatus)] = &[
    ("official", IdStatus::Official),
    ("reported", IdStatus::Reported),
    ("provisional", IdStatus::Provisional),
];

const KINDS: &[(&str, FormKind)] = &[
    ("certificate", FormKind::Certificate),
    ("notice", FormKind::Notice),
    ("payment", FormKind::Payment),
    ("card", FormKind::Card),
    ("postcard", FormKind::Postcard),
];

const BASES: &[(&str, Basis)] = &[
    ("spec", Basis::Spec),
    ("published-facts", Basis::PublishedFacts),
    ("reconstructed", Basis::Reconstructed),
];

impl IdStatus {
    /// The word in layouts and in JSON.
    pub fn word(self) -> &'static str {
        word_of(STATUSES, self)
    }
}

impl FormKind {
    /// The word in layouts and in JSON.
    pub fn word(self) -> &'static str {
        word_of(KINDS, self)
    }
}

impl Basis {
    /// The word in layouts and in JSON.
    pub fn word(self) -> &'static str {
        word_of(BASES, self)
    }
}

/// `basis` of a form, part or item.
pub(super) fn basis(table: &Table, out: &Findings) -> Option<Basis> {
    table.word("basis", BASES, out)
}

/// Reads `[form]` of the layout at `path` of the library. Every mistake is reported; the header is given if the
/// keys that name the form are there.
pub(super) fn read(library: &Library, table: &Table, path: &str, out: &Findings) -> Option<Header> {
    table.check_keys(&keys::names(&[keys::FORM]), out);
    let need_word = |key: &str| table.need(key, out);
    let business = need_word("business").and_then(|node| digits(node, 3, out));
    let id = need_word("id").and_then(|node| digits(node, 7, out));
    let status = need_word("id_status").and_then(|node| node.word(STATUSES, out));
    let kind = need_word("kind").and_then(|node| node.word(KINDS, out));
    let basis = need_word("basis").and_then(|node| node.word(BASES, out));
    let name = table.need_text("name", out);
    let edition = table.need_text("edition", out);
    table.need_text("record", out);
    let effective = effective(table, out);
    let sources = sources(table, out);
    if let (Some(id), Some(business)) = (&id, &business) {
        check_id(table, id, business, status, out);
        check_path(table, path, (business, id, edition), out);
    }
    Some(Header {
        id: FormId(id?),
        id_status: status?,
        name: name?.to_owned(),
        business: business?,
        edition: edition?.to_owned(),
        kind: kind?,
        basis: basis?,
        effective,
        sources,
        unused: unused(table, out),
        family: table.get("family").and_then(|node| family(library, node, out)),
    })
}

/// So many ASCII digits. `L020`.
fn digits(node: &Node, count: usize, out: &Findings) -> Option<String> {
    let text = node.text(out)?;
    if text.len() == count && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    out.push(Diagnostic::error("L020").at(&node.span).arg("digits", count));
    None
}

/// `L021` id of another business, `L023` provisional id that is not 9xxx.
fn check_id(table: &Table, id: &str, business: &str, status: Option<IdStatus>, out: &Findings) {
    let Some(node) = table.get("id") else { return };
    if !id.starts_with(business) {
        out.push(Diagnostic::error("L021").at(&node.span).arg("business", business));
    }
    let ours = id.get(3..4) == Some("9");
    if status == Some(IdStatus::Provisional) && !ours {
        let example = format!("{business}9001");
        out.push(Diagnostic::error("L023").at(&node.span).arg("example", example));
    }
}

fn is_id(folder: &str) -> bool {
    folder.len() == 7 && folder.bytes().all(|b| b.is_ascii_digit())
}

/// `L022`: the file does not stand at `<business>-…/<id>/<edition>.toml`.
fn check_path(
    table: &Table,
    path: &str,
    (business, id, edition): (&str, &str, Option<&str>),
    out: &Findings,
) {
    let Some(span) = table.get("id").map(|node| &node.span) else { return };
    let mut parts = path.rsplit('/');
    let file = parts.next().and_then(|name| name.strip_suffix(".toml"));
    let folders = (parts.next(), parts.next());
    let agrees = match folders {
        (Some(id_folder), Some(business_folder)) if is_id(id_folder) => {
            let number = business_folder.split('-').next();
            id_folder == id && number == Some(business) && (edition.is_none() || file == edition)
        }
        // A file given by hand from elsewhere has no folders to agree with.
        _ => true,
    };
    if !agrees {
        let edition = edition.unwrap_or("…");
        let expected = format!("{business}-…/{id}/{edition}.toml");
        out.push(Diagnostic::error("L022").at(span).arg("expected", expected).arg("path", path));
    }
}

/// `L024` dates without a source, `L025` dates in the wrong order.
fn effective(table: &Table, out: &Findings) -> Effective {
    let date = |key: &str| table.get(key).and_then(|node| node.date(out));
    let found = Effective { from: date("from"), to: date("to") };
    let source = table.text("effective_source", out);
    let first = table.entry("from").or_else(|| table.entry("to"));
    if let (Some(entry), None) = (first, source) {
        out.error("L024", &entry.key_span);
    }
    if let (Some(from), Some(to), Some(entry)) = (found.from, found.to, table.entry("to"))
        && to < from
    {
        out.error("L025", &entry.value.span);
    }
    found
}

/// `unused`: names of items of the record.
fn unused(table: &Table, out: &Findings) -> Option<Vec<String>> {
    let names = table.has("unused").then(|| table.texts("unused", out))?;
    Some(names.into_iter().map(str::to_owned).collect())
}

/// A folder of `families/`. `L026` if the library has no such family.
fn family(library: &Library, node: &Node, out: &Findings) -> Option<String> {
    let name = node.text(out)?;
    let known = library.texts().filter_map(|file| {
        let folder = file.name.strip_prefix("families/")?.strip_suffix("/family.toml")?;
        (!folder.contains('/')).then_some(folder)
    });
    let known: Vec<&str> = known.collect();
    if known.contains(&name) {
        return Some(name.to_owned());
    }
    let error = Diagnostic::error("L026").at(&node.span).arg("name", name);
    out.push(with_suggestion(error, name, known));
    None
}

fn sources(table: &Table, out: &Findings) -> Vec<(String, String)> {
    let Some(table) = table.table("sources", out) else { return Vec::new() };
    let text = |node: &Node| match &node.kind {
        NodeKind::Text(text) => Some(text.clone()),
        _ => node.wrong_type("text", out),
    };
    let entries = table.entries().filter_map(|e| Some((e.key.clone(), text(&e.value)?)));
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_word() {
        let [spec, facts, own] = [Basis::Spec, Basis::PublishedFacts, Basis::Reconstructed];
        let bases = [spec, facts, own].map(Basis::word);
        assert_eq!(bases, ["spec", "published-facts", "reconstructed"]);
        let kinds = KINDS.iter().map(|(word, kind)| (*word, kind.word()));
        let statuses = STATUSES.iter().map(|(word, status)| (*word, status.word()));
        assert!(kinds.chain(statuses).all(|(word, again)| word == again));
    }
}
