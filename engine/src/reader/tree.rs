//! The tree of a TOML file, in source order.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::findings::Findings;
use super::{limits, literal};
use crate::diag::Diagnostic;
use crate::source::{SourceFile, SourceSpan};

/// A value with its place.
#[derive(Debug)]
pub(crate) struct Node {
    /// What it is.
    pub(crate) kind: NodeKind,
    /// Its place, quotes and brackets included.
    pub(crate) span: SourceSpan,
}

/// A value.
#[derive(Debug)]
pub(crate) enum NodeKind {
    /// A string, decoded.
    Text(String),
    /// A number: its decimal text without `_`, and its value if it is a whole number.
    Number {
        /// The literal; never read through a float.
        text: String,
        /// The value of an integer literal.
        whole: Option<i64>,
    },
    /// `true` or `false`.
    Flag(bool),
    /// A date or time: its text.
    Date(String),
    /// An array.
    Array(Vec<Node>),
    /// A table, inline or not.
    Table(Table),
}

/// A table with its keys in the order of the file.
#[derive(Debug)]
pub(crate) struct Table {
    /// Where it begins: its header or the first line of the inline table.
    pub(crate) span: SourceSpan,
    /// How messages call it: the keys that lead to it, such as `part.items`.
    pub(crate) title: String,
    entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: String,
    /// Its place.
    pub(crate) key_span: SourceSpan,
    /// The value.
    pub(crate) value: Node,
}

impl Table {
    /// The entries in the order of the file.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Takes the tables of an array out of the tree.
    pub(crate) fn take_tables(&mut self, key: &str) -> Vec<Table> {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) else {
            return Vec::new();
        };
        let NodeKind::Array(nodes) = &mut entry.value.kind else { return Vec::new() };
        let tables = std::mem::take(nodes).into_iter().filter_map(|node| match node.kind {
            NodeKind::Table(table) => Some(table),
            _ => None,
        });
        tables.collect()
    }

    /// The entry of a key.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl Node {
    /// How messages call the type of the value.
    pub(crate) fn type_name(&self) -> &'static str {
        match &self.kind {
            NodeKind::Text(_) => "text",
            NodeKind::Number { whole: Some(_), .. } => "integer",
            NodeKind::Number { whole: None, .. } => "number",
            NodeKind::Flag(_) => "true/false",
            NodeKind::Date(_) => "date",
            NodeKind::Array(_) => "array",
            NodeKind::Table(_) => "table",
        }
    }

    /// The place of a byte range of the decoded text of a string.
    pub(crate) fn text_span(&self, decoded: &Range<usize>) -> SourceSpan {
        let raw = self.span.file.text.get(self.span.bytes.clone()).unwrap_or("");
        let range = literal::raw_range(raw, decoded);
        let start = self.span.bytes.start;
        span(&self.span.file, &(start + range.start..start + range.end))
    }
}

/// Reads a file. Syntax errors (`L001`) are reported, all that the parser can tell apart; the
/// tree is given only if it can be trusted: without errors, or with duplicate keys alone.
/// `L002`: the file is larger than [`limits::FILE_BYTES`].
pub(crate) fn parse(file: &Arc<SourceFile>, out: &Findings) -> Option<Table> {
    if file.text.len() > limits::FILE_BYTES {
        let limit = limits::FILE_BYTES / 1024;
        out.push(Diagnostic::error("L002").at(&span(file, &(0..0))).arg("limit", limit));
        return None;
    }
    let (tree, errors) = DeTable::parse_recoverable(&file.text);
    let mut usable = true;
    for error in errors {
        usable &= error.message().starts_with("duplicate key");
        let place = span(file, &error.span().unwrap_or(0..0));
        out.push(Diagnostic::error("L001").at(&place).arg("message", error.message()));
    }
    let read = Read { file, out };
    usable.then(|| read.table(tree.get_ref(), &tree.span(), ""))
}

struct Read<'a> {
    file: &'a Arc<SourceFile>,
    out: &'a Findings,
}

impl Read<'_> {
    fn table(&self, table: &DeTable<'_>, range: &Range<usize>, title: &str) -> Table {
        let mut entries: Vec<Entry> =
            table.iter().map(|(key, value)| self.entry(key, value, title)).collect();
        entries.sort_by_key(|entry| entry.key_span.bytes.start);
        let span = first_line(self.file, range);
        let title = if title.is_empty() { "file" } else { title };
        Table { span, title: title.to_owned(), entries }
    }

    fn entry(
        &self,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        title: &str,
    ) -> Entry {
        let name = key.get_ref().to_string();
        let dot = if title.is_empty() { "" } else { "." };
        let value = self.node(value, &format!("{title}{dot}{name}"));
        Entry { key: name, key_span: span(self.file, &key.span()), value }
    }

    fn node(&self, value: &Spanned<DeValue<'_>>, title: &str) -> Node {
        let kind = match value.get_ref() {
            DeValue::String(text) => {
                self.refuse_own_codes(text, &value.span());
                NodeKind::Text(text.to_string())
            }
            DeValue::Integer(number) => NodeKind::Number {
                text: number.to_string(),
                whole: i64::from_str_radix(number.as_str(), number.radix()).ok(),
            },
            DeValue::Float(number) => {
                NodeKind::Number { text: number.as_str().to_owned(), whole: None }
            }
            DeValue::Boolean(flag) => NodeKind::Flag(*flag),
            DeValue::Datetime(date) => NodeKind::Date(date.to_string()),
            DeValue::Array(values) => {
                NodeKind::Array(values.iter().map(|value| self.node(value, title)).collect())
            }
            DeValue::Table(table) => NodeKind::Table(self.table(table, &value.span(), title)),
        };
        Node { kind, span: span(self.file, &value.span()) }
    }
}

impl Read<'_> {
    /// Plane 15 is the engine's own, for glyphs that only a name tells. `L012`.
    fn refuse_own_codes(&self, text: &str, range: &Range<usize>) {
        if let Some(c) = text.chars().find(|c| (0xF_0000..=0xF_FFFF).contains(&u32::from(*c))) {
            let error = Diagnostic::error("L012").at(&span(self.file, range));
            self.out.push(error.arg("code_point", format!("U+{:04X}", u32::from(c))));
        }
    }
}

/// A span inside the text, on character boundaries whatever the range is.
fn span(file: &Arc<SourceFile>, range: &Range<usize>) -> SourceSpan {
    let start = file.text.floor_char_boundary(range.start);
    let end = file.text.ceil_char_boundary(range.end).max(start);
    SourceSpan { file: file.clone(), bytes: start..end }
}

fn first_line(file: &Arc<SourceFile>, range: &Range<usize>) -> SourceSpan {
    let whole = span(file, range);
    let line = file.text[whole.bytes.clone()].lines().next().map_or(0, str::len);
    SourceSpan { bytes: whole.bytes.start..whole.bytes.start + line, ..whole }
}
