//! The columns of records: those of a line that holds a whole record, or those of one table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::record::raw::Raw;
use crate::record::schema::{GroupId, Item, ItemType, Schema};

/// Which columns there are.
#[derive(Clone, Copy)]
pub(super) struct Columns<'s> {
    pub(super) schema: &'s Schema,
    /// Whether groups with a table of their own stand there, and not in the line.
    pub(super) tables: bool,
}

/// How many elements the lists of a group have at most, by the place of the item.
#[derive(Default)]
pub(super) struct Widths(BTreeMap<usize, (usize, Widths)>);

/// What stands in a line.
enum Line<'r> {
    /// The head: paths of the columns.
    Head(Vec<String>),
    /// A record: the texts of the cells.
    Row(Vec<Cow<'r, str>>),
}

impl Columns<'_> {
    /// Paths of the columns of a group.
    pub(super) fn head(self, id: GroupId, widths: &Widths) -> Vec<String> {
        let mut line = Line::Head(Vec::new());
        self.group(id, None, widths, "", &mut line);
        if let Line::Head(names) = line { names } else { Vec::new() }
    }

    /// The cells of a group, in the order of its head.
    pub(super) fn row<'r>(self, id: GroupId, raw: &'r Raw, widths: &Widths) -> Vec<Cow<'r, str>> {
        let mut line = Line::Row(Vec::new());
        self.group(id, Some(raw), widths, "", &mut line);
        if let Line::Row(cells) = line { cells } else { Vec::new() }
    }

    /// Whether the item's values stand in a table of their own.
    pub(super) fn leaves_out(self, item: &Item) -> bool {
        let (ItemType::Group(group) | ItemType::List { group, .. }) = item.kind else {
            return false;
        };
        self.tables && self.schema.groups.get(group.0).is_some_and(|group| group.rows.is_some())
    }

    fn group<'r>(
        self,
        id: GroupId,
        raw: Option<&'r Raw>,
        widths: &Widths,
        prefix: &str,
        line: &mut Line<'r>,
    ) {
        let Some(group) = self.schema.groups.get(id.0) else { return };
        for (index, item) in group.items.iter().enumerate() {
            if self.leaves_out(item) {
                continue;
            }
            let raw = raw.and_then(|raw| raw.item(item, index));
            let name = match line {
                Line::Head(_) => format!("{prefix}{}", item.name),
                Line::Row(_) => String::new(),
            };
            let guards = self.schema.guards_of(id).any(|guard| guard == index);
            self.item(item, raw, widths.0.get(&index), (name, guards), line);
        }
    }

    /// `guards`: the item is a guarding list, whose columns say even while empty that it was
    /// asked for.
    fn item<'r>(
        self,
        item: &Item,
        raw: Option<&'r Raw>,
        width: Option<&(usize, Widths)>,
        (name, guards): (String, bool),
        line: &mut Line<'r>,
    ) {
        let none = Widths::default();
        let (count, inner) = width.map_or((0, &none), |(count, inner)| (*count, inner));
        let numbers = 1..=count.max(usize::from(guards));
        match &item.kind {
            ItemType::Group(group) => self.group(*group, raw, inner, &format!("{name}."), line),
            ItemType::List { group, .. } => numbers.for_each(|no| {
                let row = element(raw, no);
                self.group(*group, row, inner, &format!("{name}[{no}]."), line);
            }),
            ItemType::TextList { .. } => numbers.for_each(|no| {
                put(line, element(raw, no), format!("{name}[{no}]"));
            }),
            _ => put(line, raw, name),
        }
    }

    /// Makes room for the lists of a group.
    pub(super) fn widen(self, id: GroupId, raw: &Raw, widths: &mut Widths) {
        let Some(group) = self.schema.groups.get(id.0) else { return };
        for (index, item) in group.items.iter().enumerate() {
            let Some(raw) = raw.item(item, index).filter(|_| !self.leaves_out(item)) else {
                continue;
            };
            let (count, inner) = widths.0.entry(index).or_default();
            match (&item.kind, raw) {
                (ItemType::Group(group), raw) => self.widen(*group, raw, inner),
                (ItemType::List { group, .. }, Raw::List(rows)) => {
                    *count = rows.len().max(*count);
                    rows.iter().for_each(|row| self.widen(*group, row, inner));
                }
                (ItemType::TextList { .. }, Raw::List(texts)) => *count = texts.len().max(*count),
                _ => {}
            }
        }
    }
}

fn put<'r>(line: &mut Line<'r>, raw: Option<&'r Raw>, name: String) {
    match line {
        Line::Head(names) => names.push(name),
        Line::Row(cells) => cells.push(raw.map(Raw::cell).unwrap_or_default()),
    }
}

/// An element of a list, counted from 1.
fn element(raw: Option<&Raw>, no: usize) -> Option<&Raw> {
    let Some(Raw::List(elements)) = raw else { return None };
    elements.get(no - 1)
}
