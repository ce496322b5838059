//! How many rows a page of a form holds: where lists go on to another page.

use super::model::{Form, Item, Kind, Table};

/// Numbers of rows that a page holds, of every block and table of the form; each number once, in
/// order. A row of a table counts with its least height.
pub fn capacities(form: &Form) -> Vec<usize> {
    let mut found = Vec::new();
    form.parts.iter().for_each(|part| items(&part.items, &mut found));
    found.sort_unstable();
    found.dedup();
    found
}

fn items(all: &[Item], found: &mut Vec<usize>) {
    for item in all {
        match &item.kind {
            Kind::Group(inner) => items(inner, found),
            Kind::Repeat(repeat) => {
                found.push(repeat.origins.len());
                found.extend(repeat.on_last.as_ref().map(|last| last.room));
                items(&repeat.items, found);
            }
            Kind::Table(table) => {
                let heights = item.areas.iter().map(|area| area.first.size.height);
                found.extend(heights.filter_map(|height| rows(table, height.to_emu())));
            }
            Kind::Flow(flow) => {
                flow.children
                    .iter()
                    .for_each(|child| items(std::slice::from_ref(&child.item), found));
            }
            Kind::Each(each) => {
                each.children
                    .iter()
                    .for_each(|child| items(std::slice::from_ref(&child.item), found));
            }
            _ => {}
        }
    }
}

fn rows(table: &Table, height: i64) -> Option<usize> {
    let rows = (height - table.head.to_emu()).checked_div(table.row.to_emu())?;
    usize::try_from(rows).ok().filter(|rows| *rows > 0)
}
