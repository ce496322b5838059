//! Flat CSV: one record a line, a column for every item, lists as wide as the longest one.

use std::collections::BTreeMap;

use super::Style;
use crate::diag::{Diagnostic, Place, RecordPlace};
use crate::record::limits;
use crate::record::raw::{Accepted, Raw};
use crate::record::schema::{GroupId, Item, ItemType, Schema};

/// A writer of flat CSV. All records are measured before the first line is written.
pub struct Flat<'s> {
    schema: &'s Schema,
    style: Style,
    widths: Widths,
}

/// How many elements the lists of a group have at most, by the place of the item.
#[derive(Default)]
struct Widths(BTreeMap<usize, (usize, Widths)>);

/// What stands in a line.
enum Line<'r> {
    /// The head: paths of the columns.
    Head(Vec<String>),
    /// A record: the texts of the cells.
    Row(Vec<std::borrow::Cow<'r, str>>),
}

impl<'s> Flat<'s> {
    /// A writer that has seen no record.
    pub fn new(schema: &'s Schema, style: Style) -> Self {
        Self { schema, style, widths: Widths::default() }
    }

    /// Makes room for a record.
    ///
    /// # Errors
    /// `R147`: a list of it ends with an element without any value. A line has no way to say
    /// that it is there. `file` is what the message calls the input.
    pub fn measure(&mut self, record: &Accepted, file: &str) -> Result<(), Box<Diagnostic>> {
        let mut path = Vec::new();
        let blank = blank_end(self.schema, GroupId::ROOT, &record.raw, &mut path);
        if blank {
            path.reverse();
            let place = RecordPlace {
                file: file.to_owned(),
                record: record.ordinal,
                line: record.line,
                column: None,
                field: Some(path.join(".")),
            };
            return Err(Box::new(Diagnostic::error("R147").place(Place::Record(place))));
        }
        widen(self.schema, GroupId::ROOT, &record.raw, &mut self.widths);
        Ok(())
    }

    /// The head line, with what stands before it.
    ///
    /// # Errors
    /// `R146`: more columns than a file may have, [`limits::COLUMNS`].
    pub fn head(&self) -> Result<String, Box<Diagnostic>> {
        let mut line = Line::Head(Vec::new());
        self.group(GroupId::ROOT, None, &self.widths, "", &mut line);
        let Line::Head(names) = line else { return Ok(String::new()) };
        if names.len() > limits::COLUMNS {
            let error = Diagnostic::error("R146").arg("count", names.len());
            return Err(Box::new(error.arg("limit", limits::COLUMNS)));
        }
        Ok(self.style.start().to_owned() + &self.style.line(names.iter().map(String::as_str)))
    }

    /// The line of a record that was measured.
    pub fn row(&self, record: &Accepted) -> String {
        let mut line = Line::Row(Vec::new());
        self.group(GroupId::ROOT, Some(&record.raw), &self.widths, "", &mut line);
        let Line::Row(cells) = line else { return String::new() };
        self.style.line(cells.iter().map(AsRef::as_ref))
    }

    fn group<'r>(
        &self,
        id: GroupId,
        raw: Option<&'r Raw>,
        widths: &Widths,
        prefix: &str,
        line: &mut Line<'r>,
    ) {
        let Some(group) = self.schema.groups.get(id.0) else { return };
        for (index, item) in group.items.iter().enumerate() {
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
        &self,
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

fn widen(schema: &Schema, id: GroupId, raw: &Raw, widths: &mut Widths) {
    let Some(group) = schema.groups.get(id.0) else { return };
    for (index, item) in group.items.iter().enumerate() {
        let Some(raw) = raw.item(item, index) else { continue };
        let (count, inner) = widths.0.entry(index).or_default();
        match (&item.kind, raw) {
            (ItemType::Group(group), raw) => widen(schema, *group, raw, inner),
            (ItemType::List { group, .. }, Raw::List(rows)) => {
                *count = rows.len().max(*count);
                rows.iter().for_each(|row| widen(schema, *group, row, inner));
            }
            (ItemType::TextList { .. }, Raw::List(texts)) => *count = texts.len().max(*count),
            _ => {}
        }
    }
}

/// Whether a list of groups ends with an element without any value; `path` is then the way to
/// it, from its end.
fn blank_end(schema: &Schema, id: GroupId, raw: &Raw, path: &mut Vec<String>) -> bool {
    let items = schema.groups.get(id.0).map_or(&[][..], |group| &group.items);
    items.iter().enumerate().any(|(at, item)| match (&item.kind, raw.item(item, at)) {
        (ItemType::Group(group), Some(raw)) => {
            let blank = blank_end(schema, *group, raw, path);
            if blank {
                path.push(item.name.clone());
            }
            blank
        }
        (ItemType::List { group, .. }, Some(Raw::List(rows))) => {
            let last = rows.last().is_some_and(Raw::is_blank).then_some(rows.len());
            let inner = || {
                let mut numbers = (1..).zip(rows);
                numbers.find(|(_, row)| blank_end(schema, *group, row, path)).map(|(no, _)| no)
            };
            let no = last.or_else(inner);
            path.extend(no.map(|no| format!("{}[{no}]", item.name)));
            no.is_some()
        }
        _ => false,
    })
}
