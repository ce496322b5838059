//! From a layout file to a [`Form`]: the way through the file, all errors in one run.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::fragment::Fragment;
use super::header::{self, Header};
use super::here::{Here, Level, Marks};
use super::look::Looks;
use super::look_keys::mm;
use super::model::{Basis, Form, Item, Kind, On, Part, Side, Variation};
use super::place::{self, Grid};
use super::{beyond, keys, limits, lint, paper, together, vary};
use crate::diag::{Diagnostic, Severity};
use crate::expression::{self, Bound, ElementScope, Expr, Literal, Names, expression_binds_record};
use crate::length::{Point, Rect, Size, Unit};
use crate::reader::{Findings, Node, NodeKind, Table, parse, with_suggestion};
use crate::record::{GroupId, Schema};
use crate::source::{Library, SourceSpan};

const SIDES: &[(&str, Side)] = &[("any", Side::Any), ("front", Side::Front), ("back", Side::Back)];

/// Where the styles of all forms stand.
const STYLES: &str = "common/styles.toml";

/// Loads the layout at `path` of the library.
///
/// # Errors
/// Everything that is wrong in the layout and in the fragments, styles, variation points,
/// envelopes and the record schema it uses: `L001`–`L099`, each at its own file and place.
pub fn load(library: &Library, path: &str) -> Result<Form, Vec<Diagnostic>> {
    let out = Findings::default();
    let form = load_file(library, path, &out);
    let mut findings = out.into_vec();
    let failed = findings.iter().any(|d| d.severity == Severity::Error);
    match form {
        Some(mut form) if !failed => {
            form.warnings.append(&mut findings);
            Ok(form)
        }
        _ => {
            // With an error in the way, “unused” may only mean “not reached”.
            findings.retain(|d| d.severity == Severity::Error);
            Err(findings)
        }
    }
}

fn load_file(library: &Library, path: &str, out: &Findings) -> Option<Form> {
    let Some(file) = library.text(path) else {
        out.push(Diagnostic::error("L003").arg("path", path));
        return None;
    };
    let table = parse(file, out)?;
    table.check_keys(&keys::names(&[keys::FILE]), out);
    let head = table.need("form", out).and_then(|node| node.table(out));
    let header = head.and_then(|head| header::read(library, head, path, out));
    let vary = vary::read(library, head, out);
    let schema = head.and_then(|head| schema(library, head, out));
    let common = library.text(STYLES).and_then(|file| parse(file, out));
    let common = common.map(|table| Rc::new(Looks::read(&table, None, &vary, out)));
    let looks = Looks::read(&table, common.clone(), &vary, out);
    let schema = Arc::new(schema?);
    let loader = Loader {
        library,
        out,
        schema: &schema,
        vary: &vary,
        common,
        order: Cell::new(0),
        keep: Cell::new(0),
        fragments: RefCell::default(),
    };
    let texts = loader.texts(&table);
    let reveal = head.map(|head| loader.reveal(head)).unwrap_or_default();
    let basis = header.as_ref().map_or(Basis::Reconstructed, |header| header.basis);
    let parts = loader.parts(&table, &looks, &texts, basis);
    for warning in looks.unused() {
        out.push(warning);
    }
    loader.unused_texts(&table);
    beyond::check(&parts, out);
    let source = head?.span.clone();
    Some(finish(header?, vary, schema, reveal, parts, source))
}

fn finish(
    header: Header,
    vary: Vec<Variation>,
    schema: Arc<Schema>,
    reveal: Vec<(String, Expr)>,
    parts: Vec<Part>,
    source: SourceSpan,
) -> Form {
    Form {
        id: header.id,
        id_status: header.id_status,
        name: header.name,
        business: header.business,
        family: header.family,
        edition: header.edition,
        effective: header.effective,
        kind: header.kind,
        basis: header.basis,
        sources: header.sources,
        unused: header.unused,
        schema,
        vary,
        reveal,
        parts,
        source,
        warnings: Vec::new(),
    }
}

/// The record schema. `L044` if the library has no such file; its own errors at their places.
fn schema(library: &Library, head: &Table, out: &Findings) -> Option<Schema> {
    let node = head.get("record")?;
    let id = node.text(out)?;
    let path = |id: &str| format!("records/{id}.toml");
    if library.text(&path(id)).is_none() {
        let known: Vec<&str> = library
            .texts()
            .filter_map(|file| file.name.strip_prefix("records/")?.strip_suffix(".toml"))
            .filter(|id| !id.contains('/'))
            .collect();
        let error = Diagnostic::error("L044").at(&node.span).arg("name", id);
        out.push(crate::reader::with_suggestion(error, id, known));
        return None;
    }
    match crate::record::schema::load(library, id) {
        Ok(schema) => Some(schema),
        Err(errors) => {
            for error in errors {
                out.push(error);
            }
            None
        }
    }
}

/// What the whole run shares.
pub(super) struct Loader<'a> {
    pub(super) library: &'a Library,
    pub(super) out: &'a Findings,
    pub(super) schema: &'a Schema,
    pub(super) vary: &'a [Variation],
    pub(super) common: Option<Rc<Looks>>,
    order: Cell<u32>,
    keep: Cell<u32>,
    pub(super) fragments: RefCell<BTreeMap<String, Option<Rc<Fragment>>>>,
}

impl Loader<'_> {
    /// The next place in the form's order. `L061` once the form has too many items.
    pub(super) fn next_order(&self, span: &SourceSpan) -> Option<u32> {
        let order = self.order.get();
        if order >= limits::ITEMS {
            if order == limits::ITEMS {
                self.limit("items", limits::ITEMS as usize, span);
                self.order.set(order + 1);
            }
            return None;
        }
        self.order.set(order + 1);
        Some(order)
    }

    /// A fresh number for children of a flow that stay together.
    pub(super) fn next_keep(&self) -> u32 {
        self.keep.set(self.keep.get() + 1);
        self.keep.get()
    }

    /// `L061`: more of something than the language allows.
    pub(super) fn limit(&self, what: &str, limit: usize, span: &SourceSpan) {
        self.out.push(Diagnostic::error("L061").at(span).arg("what", what).arg("limit", limit));
    }

    /// `L010`: two keys that exclude each other.
    pub(super) fn conflict(&self, first: &str, second: &str, span: &SourceSpan) {
        let error = Diagnostic::error("L010").at(span);
        self.out.push(error.arg("first", first).arg("second", second));
    }

    /// `L069`: a key that has no meaning at this place.
    pub(super) fn misplaced(&self, table: &Table, key: &str, needs: &str) {
        if let Some(entry) = table.entry(key) {
            let error = Diagnostic::error("L069").at(&entry.key_span);
            self.out.push(error.arg("key", key).arg("needs", needs));
        }
    }

    /// `[text]`: form-level texts, bound in the record's root scope.
    fn texts(&self, file: &Table) -> BTreeMap<String, Bound> {
        let mut texts = BTreeMap::new();
        let Some(table) = file.table("text", self.out) else { return texts };
        let none = BTreeMap::new();
        let names = self.root_names(&none, false);
        for entry in table.entries() {
            if !vary::is_name(&entry.key) {
                let error = Diagnostic::error("L007").at(&entry.key_span);
                self.out.push(error.arg("expected", "[A-Za-z][A-Za-z0-9_]*"));
            }
            if self.vary.iter().any(|v| v.name == entry.key) {
                let error = Diagnostic::error("L009").at(&entry.key_span);
                self.out.push(error.arg("kind", "$").arg("name", &entry.key));
            }
            let read = expression::sized_template(&entry.value, &names, self.out);
            let (template, size) = read.unwrap_or_default();
            let expr = match expression::fixed_words(&template) {
                Some(text) => Expr::Literal(Literal::Text(text)),
                None => Expr::Template(template),
            };
            texts.insert(entry.key.clone(), Bound { expr, words: None, depth: 1, size });
        }
        texts
    }

    /// `L117` for texts that no words of the file name.
    fn unused_texts(&self, file: &Table) {
        let Some(NodeKind::Table(table)) = file.get("text").map(|node| &node.kind) else { return };
        let source = &table.span.file.text;
        for entry in table.entries() {
            let asked = format!("${}", entry.key);
            let used = source.match_indices(&asked).any(|(at, _)| {
                !source[at + asked.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            if !used {
                let warning = Diagnostic::warning("L117").at(&entry.key_span);
                self.out.push(warning.arg("kind", "text").arg("name", &entry.key));
            }
        }
    }

    /// `reveal` of `[form]`: secret items by name, each with a condition on the record. `L008` for
    /// a name that is no secret item, `L120` for a condition that does not ask the record.
    fn reveal(&self, head: &Table) -> Vec<(String, Expr)> {
        let Some(table) = head.table("reveal", self.out) else { return Vec::new() };
        let items = self.schema.groups.iter().flat_map(|group| &group.items);
        let secrets: BTreeSet<&str> =
            items.filter(|item| item.secret).map(|item| item.name.as_str()).collect();
        let none = BTreeMap::new();
        let names = self.root_names(&none, false);
        let mut reveal = Vec::new();
        for entry in table.entries() {
            if !secrets.contains(entry.key.as_str()) {
                let error = Diagnostic::error("L008").at(&entry.key_span).arg("word", &entry.key);
                let known = secrets.iter().copied();
                let error = error.arg("words", known.clone().collect::<Vec<_>>().join(", "));
                self.out.push(with_suggestion(error, &entry.key, known));
            }
            let Some(when) = expression::condition(&entry.value, &names, self.out) else {
                continue;
            };
            if !expression_binds_record(&when) {
                let warning = Diagnostic::warning("L120").at(&entry.value.span);
                self.out.push(warning.arg("name", &entry.key));
            }
            reveal.push((entry.key.clone(), when));
        }
        reveal
    }

    /// Names in the record's root scope.
    pub(super) fn root_names<'n>(
        &'n self,
        bound: &'n BTreeMap<String, Bound>,
        pages: bool,
    ) -> Names<'n> {
        let scopes = vec![ElementScope { group: GroupId::ROOT, visible: true }];
        Names { schema: self.schema, scopes, vary: self.vary, bound, pages, rows: None }
    }

    fn parts(
        &self,
        file: &Table,
        looks: &Looks,
        texts: &BTreeMap<String, Bound>,
        basis: Basis,
    ) -> Vec<Part> {
        file.need("part", self.out);
        let mut parts: Vec<Part> = Vec::new();
        let mut named: Vec<(String, SourceSpan)> = Vec::new();
        for table in file.tables("part", self.out) {
            let part = self.part(table, looks, texts, basis);
            if let Some(node) = table.get("name") {
                match named.iter().find(|(name, _)| *name == part.name) {
                    Some((name, first)) => {
                        vary::duplicate("part", name, &node.span, first, self.out);
                    }
                    None => named.push((part.name.clone(), node.span.clone())),
                }
            }
            parts.push(part);
        }
        parts
    }

    fn part(
        &self,
        table: &Table,
        looks: &Looks,
        texts: &BTreeMap<String, Bound>,
        basis: Basis,
    ) -> Part {
        let out = self.out;
        table.check_keys(&keys::names(&[keys::PART]), out);
        let name = table.need_text("name", out).unwrap_or_default().to_owned();
        let paper = table.need("paper", out).and_then(|node| paper::paper(node, out));
        let placed = paper.is_some();
        let paper = paper.unwrap_or_else(paper::unknown);
        let basis = header::basis(table, out).unwrap_or(basis);
        let names = self.root_names(texts, true);
        let conditions = self.root_names(texts, false);
        let when = table.get("when").and_then(|n| expression::condition(n, &conditions, out));
        let grid = table.get("grid").and_then(|node| self.grid(node, paper.size, true));
        let marks = Marks::default();
        let here = Here {
            names,
            looks,
            block: paper.size,
            grid: grid.map(Rc::new),
            basis,
            level: Level::Part,
            on: On::All,
            marks: &marks,
            chain: Vec::new(),
            placed,
        };
        let items = self.items(table.need("items", out), &here);
        marks.finish(out);
        self.check_flows(&items);
        together::check(&items, out);
        let envelopes = table
            .get("envelope")
            .map(|node| paper::envelopes(node, self.library, self.vary, out))
            .unwrap_or_default();
        let part = Part {
            name,
            printable: table.length("printable_mm", Unit::Mm, mm(0, 50), out).unwrap_or_default(),
            envelopes,
            when,
            side: table.word("side", SIDES, out).unwrap_or_default(),
            void: table.text("void", out).unwrap_or("＊＊＊").to_owned(),
            paper,
            items,
        };
        lint::bars_in_reach(&part, out);
        part
    }

    /// `grid = { columns, rows, at }`; `at` only where `with_at`.
    pub(super) fn grid(&self, node: &Node, block: Size, with_at: bool) -> Option<Grid> {
        let out = self.out;
        let table = node.table(out)?;
        let allowed = keys::names(&[keys::GRID]);
        let allowed: Vec<&str> =
            allowed.into_iter().filter(|key| with_at || *key != "at").collect();
        table.check_keys(&allowed, out);
        let count = |key: &str| table.need(key, out).and_then(|node| node.integer(1..=1000, out));
        let (columns, rows) = (count("columns"), count("rows"));
        let whole = Rect { origin: Point::default(), size: block };
        let area = match table.get("at") {
            Some(node) if with_at => {
                place::spot(node, &place::Frame { block, grid: None, flat: false }, out)?.area.first
            }
            _ => whole,
        };
        Some(Grid::new(area, columns?, rows?))
    }

    /// Flows of a part: one origin each, at most one continuation, both of one width.
    fn check_flows(&self, items: &[Item]) {
        let regions: Vec<(&Item, &str, bool)> = items
            .iter()
            .filter_map(|item| match &item.kind {
                Kind::Flow(flow) => {
                    let goes_on = item.on == On::Rest && flow.children.is_empty();
                    Some((item, flow.name.as_str(), goes_on))
                }
                _ => None,
            })
            .collect();
        for (index, (item, name, goes_on)) in regions.iter().enumerate() {
            let same = |r: &&(&Item, &str, bool)| r.1 == *name && r.2 == *goes_on;
            if let Some((first, _, _)) = regions.iter().take(index).find(same) {
                vary::duplicate("flow", name, &item.source, &first.source, self.out);
            }
            if !*goes_on {
                continue;
            }
            let Some((origin, _, _)) = regions.iter().find(|r| r.1 == *name && !r.2) else {
                self.out.push(Diagnostic::error("L063").at(&item.source).arg("name", name));
                continue;
            };
            let width = |item: &Item| item.areas.first().map(|area| area.first.size.width);
            if width(item) != width(origin) {
                let error = Diagnostic::error("L065").at(&item.source).at(&origin.source);
                self.out.push(error.arg("name", name));
            }
        }
    }
}
