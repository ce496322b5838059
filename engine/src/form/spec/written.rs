//! What stands in the layout for an item: expressions as their author wrote them.

use std::sync::Arc;

use super::super::lint::each_item;
use super::super::model::Form;
use crate::reader::{Findings, Node, NodeKind, Table, parse};
use crate::source::{SourceFile, SourceSpan};

/// The files of a form, read again: a checked layout does not keep its words.
pub(crate) struct Files(Vec<(Arc<SourceFile>, Table)>);

/// The table of an item.
#[derive(Clone, Copy)]
pub(crate) struct Written<'t>(Option<&'t Table>);

impl Files {
    pub(crate) fn of(form: &Form) -> Self {
        let mut files: Vec<(Arc<SourceFile>, Table)> = Vec::new();
        for part in &form.parts {
            each_item(part, &mut |item, _, _| {
                let file = &item.source.file;
                let known = files.iter().any(|(known, _)| Arc::ptr_eq(known, file));
                if !known && let Some(table) = parse(file, &Findings::default()) {
                    files.push((Arc::clone(file), table));
                }
            });
        }
        Self(files)
    }

    /// The table of a part.
    pub(crate) fn part(&self, form: &Form, name: &str) -> Written<'_> {
        let file = self.0.iter().find(|(file, _)| Arc::ptr_eq(file, &form.source.file));
        let parts = Written(file.map(|(_, table)| table)).tables("part");
        let named = |part: &Written<'_>| part.text("name").as_deref() == Some(name);
        parts.into_iter().find(named).unwrap_or(Written(None))
    }

    /// The table that begins at a place.
    pub(crate) fn at(&self, source: &SourceSpan) -> Written<'_> {
        let file = self.0.iter().find(|(file, _)| Arc::ptr_eq(file, &source.file));
        Written(file.and_then(|(_, table)| find(table, source.bytes.start)))
    }
}

fn find(table: &Table, start: usize) -> Option<&Table> {
    table.entries().find_map(|entry| find_in(&entry.value, start))
}

fn find_in(node: &Node, start: usize) -> Option<&Table> {
    match &node.kind {
        NodeKind::Table(table) if table.span.bytes.start == start => Some(table),
        NodeKind::Table(table) => find(table, start),
        NodeKind::Array(nodes) => nodes.iter().find_map(|node| find_in(node, start)),
        _ => None,
    }
}

impl<'t> Written<'t> {
    fn node(self, key: &str) -> Option<&'t Node> {
        self.0?.get(key)
    }

    pub(crate) fn has(self, key: &str) -> bool {
        self.node(key).is_some()
    }

    /// A text of the table.
    pub(crate) fn text(self, key: &str) -> Option<String> {
        match &self.node(key)?.kind {
            NodeKind::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// All words under a key: a text, or the texts of spans and alternatives one after another.
    pub(crate) fn words(self, key: &str) -> String {
        self.node(key).map(words).unwrap_or_default()
    }

    /// The tables of an array.
    pub(crate) fn tables(self, key: &str) -> Vec<Self> {
        let nodes = match self.node(key).map(|node| &node.kind) {
            Some(NodeKind::Array(nodes)) => &nodes[..],
            _ => &[],
        };
        let table = |node: &'t Node| match &node.kind {
            NodeKind::Table(table) => Self(Some(table)),
            _ => Self(None),
        };
        nodes.iter().map(table).collect()
    }
}

fn words(node: &Node) -> String {
    match &node.kind {
        NodeKind::Text(text) => text.clone(),
        NodeKind::Array(nodes) => nodes.iter().map(words).collect(),
        NodeKind::Table(table) => {
            let words = table.get("span").or_else(|| table.get("text")).map(words);
            words.unwrap_or_default()
        }
        _ => String::new(),
    }
}
