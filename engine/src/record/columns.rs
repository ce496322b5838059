//! The head line of a CSV file: which column is which item.

use std::collections::{BTreeMap, HashSet};

use super::limits;
use super::raw::{Fault, Raw, shown_name};
use super::schema::{Group, GroupId, Item, ItemType, Rows, Schema};
use crate::reader::nearest;

/// A column.
pub(super) struct Column {
    /// Its path as the head line has it.
    pub(super) name: String,
    /// The way to its item; `None` for a column that is skipped.
    pub(super) steps: Option<Vec<Step>>,
}

/// A step: an item of the group, and the number of a list element (0: no list).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Step {
    pub(super) item: usize,
    no: usize,
}

/// The columns of a file.
pub(super) struct Bound {
    /// In the order of the file.
    pub(super) columns: Vec<Column>,
    /// Columns that the schema does not have.
    extra: Vec<String>,
}

impl Bound {
    /// `R115`: columns that were skipped.
    pub(super) fn note(&self) -> Option<Fault> {
        let fault = Fault::new("R115").arg("count", self.extra.len());
        (!self.extra.is_empty()).then(|| fault.arg("columns", self.extra.join(", ")))
    }

    /// Number of the column that fills an item of the file's own group.
    pub(super) fn of(&self, item: usize) -> Option<usize> {
        let own = [Step { item, no: 0 }];
        self.columns.iter().position(|column| column.steps.as_deref() == Some(&own))
    }

    /// Number of the column of a name.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// Binds the columns of a flat file to items. `R100`–`R104`.
pub(super) fn bind(schema: &Schema, names: &[&str], allow_extra: bool) -> Result<Bound, Fault> {
    let known = |name: &str| path(schema, Width::Flat, GroupId::ROOT, name).map(Some);
    let bound = bind_by(schema, names, allow_extra, &known)?;
    complete(schema, Width::Flat, GroupId::ROOT, &tails(&bound), "")?;
    Ok(bound)
}

/// Binds the columns of a table of group `id`. `R100`–`R104`.
pub(super) fn bind_table(
    schema: &Schema,
    id: GroupId,
    rows: &Rows,
    names: &[&str],
    allow_extra: bool,
) -> Result<Bound, Fault> {
    let known = |name: &str| {
        let skipped = || rows.columns.iter().any(|(column, _)| column == name);
        let known = path(schema, Width::Table, id, name).map(Some);
        known.or_else(|| (skipped() || elsewhere(schema, rows, name)).then_some(None))
    };
    let bound = bind_by(schema, names, allow_extra, &known)?;
    // A group of the standard has all of its columns: one that the form reads and that is not
    // there would print as if nobody had a value.
    let read = rows.columns.iter().filter(|(_, item)| item.is_some() && rows.business.is_some());
    let read = read.map(|(name, _)| name);
    let needed = read.chain(&rows.join).chain(&rows.key).chain(&rows.latest);
    for name in needed {
        if bound.named(name).is_none() {
            return Err(Fault::new("R103").arg("column", name));
        }
    }
    complete(schema, Width::Table, id, &tails(&bound), "")?;
    Ok(bound)
}

/// Whether a table that stands at several places of the form has a column for another of them.
fn elsewhere(schema: &Schema, rows: &Rows, name: &str) -> bool {
    let same = |other: &Rows| other.table == rows.table && other.business == rows.business;
    schema.groups.iter().enumerate().any(|(at, group)| {
        group.rows.as_ref().is_some_and(same)
            && path(schema, Width::Table, GroupId(at), name).is_some()
    })
}

fn bind_by(
    schema: &Schema,
    names: &[&str],
    allow_extra: bool,
    known: &dyn Fn(&str) -> Option<Option<Vec<Step>>>,
) -> Result<Bound, Fault> {
    if let [one] = names
        && one.contains(['\t', ';'])
    {
        return Err(Fault::new("R100"));
    }
    if names.len() > limits::COLUMNS {
        return Err(Fault::new("R057").arg("limit", limits::COLUMNS));
    }
    let mut bound = Bound { columns: Vec::with_capacity(names.len()), extra: Vec::new() };
    let mut seen = HashSet::new();
    for (index, name) in names.iter().enumerate() {
        let steps = match known(name) {
            Some(steps) => steps,
            None if allow_extra => {
                bound.extra.push(shown_name(name));
                None
            }
            None => return Err(unknown(schema, name, index + 1)),
        };
        if !seen.insert(*name) {
            return Err(Fault::new("R102").arg("column", shown_name(name)));
        }
        bound.columns.push(Column { name: (*name).to_owned(), steps });
    }
    Ok(bound)
}

fn tails(bound: &Bound) -> Vec<&[Step]> {
    bound.columns.iter().filter_map(|column| column.steps.as_deref()).collect()
}

/// The columns of a flat file without a head line: the items in the order of the schema. `R113`:
/// lists have no fixed number of columns.
pub(super) fn in_order(schema: &Schema) -> Result<Bound, Fault> {
    let mut bound = Bound { columns: Vec::new(), extra: Vec::new() };
    leaves(schema, GroupId::ROOT, "", &mut Vec::new(), &mut bound.columns)?;
    Ok(bound)
}

fn leaves(
    schema: &Schema,
    id: GroupId,
    prefix: &str,
    way: &mut Vec<Step>,
    columns: &mut Vec<Column>,
) -> Result<(), Fault> {
    let items = schema.groups.get(id.0).map_or(&[][..], |group| &group.items);
    for (item, of) in items.iter().enumerate() {
        let name = format!("{prefix}{}", of.name);
        way.push(Step { item, no: 0 });
        match &of.kind {
            ItemType::Group(inner) if way.len() < limits::DEPTH => {
                leaves(schema, *inner, &format!("{name}."), way, columns)?;
            }
            ItemType::Group(_) | ItemType::List { .. } | ItemType::TextList { .. } => {
                return Err(Fault::new("R113").arg("column", name));
            }
            _ => columns.push(Column { name, steps: Some(way.clone()) }),
        }
        way.pop();
    }
    Ok(())
}

/// The columns of a table without a head line: those of the standard group, or of the schema.
/// `R113`
pub(super) fn table_in_order(schema: &Schema, id: GroupId, rows: &Rows) -> Result<Bound, Fault> {
    let group = schema.groups.get(id.0);
    let listed = group.into_iter().flat_map(|group| &group.items).find(|item| {
        matches!(item.kind, ItemType::TextList { .. })
            || matches!(item.kind, ItemType::List { group, .. } if !has_rows(schema, group))
    });
    if let Some(item) = listed {
        return Err(Fault::new("R113").arg("column", &item.name));
    }
    let names: Vec<&str> = rows.columns.iter().map(|(name, _)| name.as_str()).collect();
    bind_table(schema, id, rows, &names, false)
}

/// Whether a group has a table of its own.
fn has_rows(schema: &Schema, id: GroupId) -> bool {
    schema.groups.get(id.0).is_some_and(|group| group.rows.is_some())
}

/// A column that is like no item is told by its number: in a file without a head line the names
/// are the first record's values.
fn unknown(schema: &Schema, name: &str, number: usize) -> Fault {
    let last = name.rsplit('.').next().unwrap_or_default();
    let items = schema.groups.iter().flat_map(|group| &group.items);
    let near = nearest(last.trim(), items.map(|item| item.name.as_str()));
    let fault = Fault::new("R101");
    match near {
        Some(near) => fault.arg("column", shown_name(name)).arg("suggestion", near),
        None => fault.arg("column", format!("#{number}")),
    }
}

/// Which columns a file has.
#[derive(Clone, Copy, PartialEq)]
enum Width {
    /// Those of the whole record.
    Flat,
    /// Those of a group; groups with a table of their own stand in theirs.
    Table,
}

impl Width {
    fn leaves_out(self, schema: &Schema, item: &Item) -> bool {
        match item.kind {
            ItemType::Group(group) | ItemType::List { group, .. } => {
                self == Self::Table && has_rows(schema, group)
            }
            _ => false,
        }
    }
}

/// Reads `世帯員[1].氏名` from a group on.
fn path(schema: &Schema, width: Width, from: GroupId, name: &str) -> Option<Vec<Step>> {
    let mut group = Some(from);
    let mut steps = Vec::new();
    for part in name.split('.') {
        let (item_name, no) = match part.strip_suffix(']') {
            Some(part) => {
                let (name, no) = part.split_once('[')?;
                (name, number(no)?)
            }
            None => (part, 0),
        };
        let items = &schema.groups.get(group?.0)?.items;
        let item = items.iter().position(|item| item.name == item_name)?;
        if width.leaves_out(schema, &items[item]) {
            return None;
        }
        let (inner, is_list) = match &items[item].kind {
            ItemType::Group(inner) => (Some(*inner), false),
            ItemType::List { group, .. } => (Some(*group), true),
            ItemType::TextList { .. } => (None, true),
            _ => (None, false),
        };
        if is_list != (no > 0) {
            return None;
        }
        steps.push(Step { item, no });
        group = inner;
    }
    group.is_none().then_some(steps)
}

/// An element number, from 1, without leading zeros.
fn number(text: &str) -> Option<usize> {
    let good = !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    good.then(|| text.parse().ok()).flatten().filter(|no| (1..=limits::ELEMENTS).contains(no))
}

/// Whether every required item has a column (`R103`) and list elements are counted from 1
/// without a gap (`R104`). `tails` are the columns of this group.
fn complete(
    schema: &Schema,
    width: Width,
    id: GroupId,
    tails: &[&[Step]],
    prefix: &str,
) -> Result<(), Fault> {
    let Some(group) = schema.groups.get(id.0) else { return Ok(()) };
    for (index, item) in group.items.iter().enumerate() {
        if width.leaves_out(schema, item) {
            continue;
        }
        let name = format!("{prefix}{}", item.name);
        let mut parts: BTreeMap<usize, Vec<&[Step]>> = BTreeMap::new();
        for tail in tails {
            if let Some((step, rest)) = tail.split_first()
                && step.item == index
            {
                parts.entry(step.no).or_default().push(rest);
            }
        }
        if parts.is_empty() && schema.guards_of(id).any(|guard| guard == index) {
            return Err(Fault::new("R122").arg("column", name));
        }
        if parts.is_empty()
            && item.required
            && item.default.is_none()
            && !by_words(group, tails, index)
        {
            return Err(Fault::new("R103").arg("column", name));
        }
        let numbered = parts.keys().filter(|no| **no > 0);
        if let Some(gap) = numbered.zip(1..).find(|(no, expected)| *no != expected) {
            return Err(Fault::new("R104").arg("column", format!("{name}[{}]", gap.1)));
        }
        for (no, rest) in &parts {
            match &item.kind {
                ItemType::Group(inner) => {
                    complete(schema, width, *inner, rest, &format!("{name}."))?;
                }
                ItemType::List { group, .. } => {
                    complete(schema, width, *group, rest, &format!("{name}[{no}]."))?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whether a date has a column for its words.
fn by_words(group: &Group, tails: &[&[Step]], index: usize) -> bool {
    let Some(ItemType::Date { unknown: Some(words), .. }) = group.items.get(index).map(|i| &i.kind)
    else {
        return false;
    };
    let at = group.items.iter().position(|item| item.name == *words);
    tails.iter().any(|tail| tail.first().map(|step| step.item) == at)
}

/// What a group holds before any cell is put into it: its required groups. So a required group
/// of empty cells is there, and one that is not required is not.
pub(super) fn empty(schema: &Schema, id: GroupId) -> Vec<Option<Raw>> {
    let items = schema.groups.get(id.0).map_or(&[][..], |group| &group.items);
    let one = |item: &Item| match item.kind {
        ItemType::Group(inner) if item.required => Some(Raw::Slots(empty(schema, inner))),
        _ => None,
    };
    items.iter().map(one).collect()
}

/// Puts a cell at its place in the tree of a group. An empty cell gives nothing.
pub(super) fn put(
    schema: &Schema,
    id: GroupId,
    slots: &mut [Option<Raw>],
    steps: &[Step],
    cell: &str,
) {
    let Some((step, rest)) = steps.split_first() else { return };
    if cell.is_empty() {
        return;
    }
    let Some(slot) = slots.get_mut(step.item) else { return };
    let item = schema.groups.get(id.0).and_then(|group| group.items.get(step.item));
    let inner = match item.map(|item| &item.kind) {
        Some(ItemType::Group(inner) | ItemType::List { group: inner, .. }) => *inner,
        _ => id,
    };
    // What no column fills is no text, or a group without a value.
    let new = || match rest {
        [] => Raw::Null,
        _ => Raw::Slots(empty(schema, inner)),
    };
    let place = match step.no {
        0 => slot.get_or_insert_with(new),
        no => {
            let Raw::List(list) = slot.get_or_insert(Raw::List(Vec::new())) else { return };
            if list.len() < no {
                list.resize_with(no, new);
            }
            &mut list[no - 1]
        }
    };
    match place {
        _ if rest.is_empty() => *place = Raw::Cell(cell.to_owned()),
        Raw::Slots(slots) => put(schema, inner, slots, rest, cell),
        _ => {}
    }
}
