//! Which item of the record a box is for: by the layout that the draft replaces, then by the names
//! of the record's own items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::expression::Expr;
use crate::form::{Form, Item, Kind, SpecKind, SpecRow, Style, spec};
use crate::record::{GroupId, ItemType, Schema};

/// Names that are less alike than this are no candidates.
const ALIKE: f64 = 0.8;

/// What is printed in a box.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    /// The words: `{氏名}`.
    pub(super) field: String,
    /// Words of the label as the old layout makes them, if the record decides.
    pub(super) label: Option<String>,
    pub(super) name: Option<String>,
    /// Conditions of the old layout: a drawing does not say them.
    pub(super) when: Vec<String>,
    pub(super) void_when: Option<String>,
    pub(super) blank: Option<String>,
    pub(super) required: bool,
    pub(super) style: Option<Arc<Style>>,
}

/// What is known of the items.
pub(super) struct Known<'a> {
    rows: Vec<(Option<String>, SpecRow)>,
    /// All words that the old layout prints as labels.
    labels: BTreeSet<String>,
    schema: &'a Schema,
}

impl<'a> Known<'a> {
    pub(super) fn of(form: Option<&Form>, schema: &'a Schema) -> Self {
        let Some(form) = form else {
            return Self { rows: Vec::new(), labels: BTreeSet::new(), schema };
        };
        let lists = lists(form);
        let all = spec(form);
        let labels = all.iter().flat_map(label_words).collect();
        let rows = all.into_iter().filter(|row| is_value(row.kind)).map(|row| {
            let key = (row.source.file.name.clone(), row.source.bytes.start);
            (lists.get(&key).cloned(), row)
        });
        Self { rows: rows.collect(), labels, schema }
    }

    /// Whether the old layout prints some words as a label.
    pub(super) fn is_label(&self, words: &str) -> bool {
        self.labels.contains(&plain(words))
    }

    /// The list whose elements print under most of some labels.
    pub(super) fn list(&self, labels: &[String]) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for label in labels {
            let mut lists: Vec<&str> = self
                .rows
                .iter()
                .filter(|(_, row)| matches(row, label))
                .filter_map(|(list, _)| list.as_deref())
                .collect();
            lists.dedup();
            for list in lists {
                *counts.entry(list).or_default() += 1;
            }
        }
        let most = counts.into_iter().filter(|(_, count)| *count * 3 >= labels.len());
        most.max_by_key(|(_, count)| *count).map(|(list, _)| list.to_owned())
    }

    /// What a box under a label prints. An expression that needs a text or variation point of the
    /// old layout is not taken over: it would not load.
    pub(super) fn bound(&self, label: &str, list: Option<&str>) -> Option<Bound> {
        let row = self.rows.iter().find(|(scope, row)| {
            scope.as_deref() == list && matches(row, label) && !needs_more(row)
        });
        match row {
            Some((_, row)) => Some(of_row(row, label)),
            None => self.item(label, list),
        }
    }

    /// An item of the record with just this name.
    fn item(&self, label: &str, list: Option<&str>) -> Option<Bound> {
        let wanted = plain(label);
        let group = self.group(list)?;
        let item = group.iter().find(|(name, _)| plain(name) == wanted)?;
        Some(Bound { field: format!("{{{}}}", quoted(&item.0)), ..Bound::default() })
    }

    /// An item whose name is like a label.
    pub(super) fn candidate(&self, label: &str, list: Option<&str>) -> Option<String> {
        let wanted = plain(label);
        let group = self.group(list)?;
        let alike = |name: &str| strsim::jaro_winkler(&plain(name), &wanted);
        let scored = group.iter().map(|(name, _)| (alike(name), name));
        let best = scored.filter(|(score, _)| *score >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
        best.filter(|_| !wanted.is_empty()).map(|(_, name)| name.clone())
    }

    /// Items that can be printed: of the record, or of the elements of a list.
    fn group(&self, list: Option<&str>) -> Option<Vec<(String, &ItemType)>> {
        let root = self.schema.groups.get(GroupId::ROOT.0)?;
        let group = match list {
            None => root,
            Some(list) => {
                let item = root.items.iter().find(|item| item.name == list)?;
                match &item.kind {
                    ItemType::List { group, .. } => self.schema.groups.get(group.0)?,
                    _ => return None,
                }
            }
        };
        let prints = |kind: &ItemType| {
            !matches!(
                kind,
                ItemType::Flag
                    | ItemType::Image
                    | ItemType::Group(_)
                    | ItemType::List { .. }
                    | ItemType::TextList { .. }
            )
        };
        let items = group.items.iter().filter(|item| prints(&item.kind));
        Some(items.map(|item| (item.name.clone(), &item.kind)).collect())
    }
}

/// Labels of a row, and fixed words.
fn label_words(row: &SpecRow) -> Vec<String> {
    let fixed = if is_value(row.kind) { "" } else { row.words.as_str() };
    let all =
        [row.label.as_str(), fixed].into_iter().flat_map(|words| literals(words).chain([words]));
    all.map(plain).filter(|words| !words.is_empty()).collect()
}

const fn is_value(kind: SpecKind) -> bool {
    matches!(kind, SpecKind::Field | SpecKind::Candidate | SpecKind::Column)
}

/// The label, the name or a word that the label may be.
fn matches(row: &SpecRow, label: &str) -> bool {
    let wanted = plain(label);
    !wanted.is_empty()
        && (plain(&row.label) == wanted
            || plain(&row.name) == wanted
            || literals(&row.label).any(|word| plain(word) == wanted))
}

fn needs_more(row: &SpecRow) -> bool {
    [&row.words, &row.void_when, &row.label].iter().any(|words| words.contains('$'))
        || row.when.iter().any(|words| words.contains('$'))
}

/// Texts in quotes of an expression.
fn literals(words: &str) -> impl Iterator<Item = &str> {
    words.split('\'').skip(1).step_by(2)
}

fn of_row(row: &SpecRow, label: &str) -> Bound {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Bound {
        field: row.words.clone(),
        label: (plain(&row.label) != plain(label) && row.label.contains('{'))
            .then(|| row.label.clone()),
        name: some(&row.name),
        when: row.when.clone(),
        void_when: some(&row.void_when),
        blank: some(&row.blank),
        required: row.required,
        style: row.style.clone(),
    }
}

/// Letters only: no spaces, no marks between words.
pub(super) fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric() || *c == '〒').collect()
}

/// A name as an expression takes it.
fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '・')
        && !name.starts_with(|c: char| c.is_ascii());
    if plain { name.to_owned() } else { format!("`{name}`") }
}

/// For each item in the elements of a list, by its place in the layout: the list.
fn lists(form: &Form) -> BTreeMap<(String, usize), String> {
    let mut found = BTreeMap::new();
    for part in &form.parts {
        part.items.iter().for_each(|item| note(item, None, &mut found));
    }
    found
}

fn note(item: &Item, list: Option<&str>, found: &mut BTreeMap<(String, usize), String>) {
    let key = (item.source.file.name.clone(), item.source.bytes.start);
    if let Some(list) = list {
        found.insert(key.clone(), list.to_owned());
    }
    let name = |list: &Expr| match list {
        Expr::Path(path) => Some(path.words.clone()),
        _ => None,
    };
    match &item.kind {
        Kind::Group(items) => items.iter().for_each(|item| note(item, list, found)),
        Kind::Repeat(repeat) => {
            let name = name(&repeat.list);
            repeat.items.iter().for_each(|item| note(item, name.as_deref(), found));
        }
        Kind::Table(table) => {
            found.extend(name(&table.list).map(|name| (key, name)));
        }
        Kind::Flow(flow) => flow.children.iter().for_each(|child| note(&child.item, list, found)),
        Kind::Each(each) => {
            let name = name(&each.list);
            each.children.iter().for_each(|child| note(&child.item, name.as_deref(), found));
        }
        _ => {}
    }
}
