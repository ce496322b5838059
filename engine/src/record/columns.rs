//! The head line of a CSV file: which column is which item.

use std::collections::{BTreeMap, HashSet};

use super::limits;
use super::raw::{Fault, Raw, shown_name};
use super::schema::{Group, GroupId, Item, ItemType, Schema};
use crate::reader::nearest;

/// A column.
pub(super) struct Column {
    /// Its path as the head line has it.
    pub(super) name: String,
    /// The way to its item.
    pub(super) steps: Vec<Step>,
}

/// A step: an item of the group, and the number of a list element (0: no list).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Step {
    item: usize,
    no: usize,
}

/// Binds the columns to items. `R100`–`R104`.
pub(super) fn bind(schema: &Schema, names: &[&str]) -> Result<Vec<Column>, Fault> {
    if let [one] = names
        && one.contains(['\t', ';'])
    {
        return Err(Fault::new("R100"));
    }
    if names.len() > limits::COLUMNS {
        return Err(Fault::new("R057").arg("limit", limits::COLUMNS));
    }
    let mut columns = Vec::with_capacity(names.len());
    let mut seen = HashSet::new();
    for (index, name) in names.iter().enumerate() {
        let steps = path(schema, name).ok_or_else(|| unknown(schema, name, index + 1))?;
        if !seen.insert(steps.clone()) {
            return Err(Fault::new("R102").arg("column", name));
        }
        columns.push(Column { name: (*name).to_owned(), steps });
    }
    let tails: Vec<&[Step]> = columns.iter().map(|column| &column.steps[..]).collect();
    complete(schema, GroupId::ROOT, &tails, "")?;
    Ok(columns)
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

/// Reads `世帯員[1].氏名`.
fn path(schema: &Schema, name: &str) -> Option<Vec<Step>> {
    let mut group = Some(GroupId::ROOT);
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
fn complete(schema: &Schema, id: GroupId, tails: &[&[Step]], prefix: &str) -> Result<(), Fault> {
    let Some(group) = schema.groups.get(id.0) else { return Ok(()) };
    for (index, item) in group.items.iter().enumerate() {
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
                ItemType::Group(inner) => complete(schema, *inner, rest, &format!("{name}."))?,
                ItemType::List { group, .. } => {
                    complete(schema, *group, rest, &format!("{name}[{no}]."))?
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
pub(super) fn new_group(schema: &Schema, id: GroupId) -> Vec<(String, Raw)> {
    let items = schema.groups.get(id.0).map_or(&[][..], |group| &group.items);
    let required = items.iter().filter(|item| item.required);
    let group = |item: &Item| match item.kind {
        ItemType::Group(inner) => {
            Some((item.key().to_owned(), Raw::Object(new_group(schema, inner))))
        }
        _ => None,
    };
    required.filter_map(group).collect()
}

/// Puts a cell at its place in the tree. An empty cell gives nothing.
pub(super) fn put(schema: &Schema, root: &mut Vec<(String, Raw)>, steps: &[Step], cell: &str) {
    if cell.is_empty() {
        return;
    }
    let (mut entries, mut group) = (root, GroupId::ROOT);
    for (depth, step) in steps.iter().enumerate() {
        let Some(item) = schema.groups.get(group.0).and_then(|g| g.items.get(step.item)) else {
            return;
        };
        let (inner, is_leaf) = match &item.kind {
            ItemType::Group(inner) | ItemType::List { group: inner, .. } => (*inner, false),
            _ => (group, depth + 1 == steps.len()),
        };
        let new = || match is_leaf {
            true => Raw::Null,
            false => Raw::Object(new_group(schema, inner)),
        };
        let at = match step.no {
            0 => entry(entries, item.key(), new),
            _ => entry(entries, item.key(), || Raw::List(Vec::new())),
        };
        let Some((_, slot)) = entries.get_mut(at) else { return };
        let slot = if step.no > 0 { element(slot, step.no, new) } else { Some(slot) };
        let Some(slot) = slot else { return };
        if is_leaf {
            *slot = Raw::Cell(cell.to_owned());
            return;
        }
        let Raw::Object(inner_entries) = slot else { return };
        (entries, group) = (inner_entries, inner);
    }
}

/// Where an item's entry is; a new one if it has none yet.
fn entry(entries: &mut Vec<(String, Raw)>, key: &str, new: impl Fn() -> Raw) -> usize {
    let known = entries.iter().position(|(known, _)| known == key);
    known.unwrap_or_else(|| {
        entries.push((key.to_owned(), new()));
        entries.len() - 1
    })
}

/// An element of a list, counted from 1; the list grows to it.
fn element(list: &mut Raw, no: usize, new: impl Fn() -> Raw) -> Option<&mut Raw> {
    let Raw::List(elements) = list else { return None };
    while elements.len() < no {
        elements.push(new());
    }
    elements.get_mut(no - 1)
}
