//! The groups of `same_size`: which styles a part uses, and whether those of a group agree.

use std::collections::BTreeMap;

use super::model::{Item, Kind, Part, Style, Words};
use crate::diag::Diagnostic;
use crate::reader::Findings;

/// Whether a part has groups of one size.
pub(crate) fn same_sizes(part: &Part) -> bool {
    let mut found = false;
    styles(&part.items, &mut |_, style, _| found |= style.same_size.is_some());
    found
}

/// `L150` for values of a group that differ in size or ladder, `L151` for a group in a paragraph
/// of a flow.
pub(super) fn check(items: &[Item], out: &Findings) {
    let mut groups: BTreeMap<&str, (&Item, &Style)> = BTreeMap::new();
    styles(items, &mut |item, style, flowing| {
        let Some(group) = style.same_size.as_deref() else { return };
        if flowing {
            out.push(Diagnostic::error("L151").at(&item.source).arg("name", group));
        }
        let (first, with) = *groups.entry(group).or_insert((item, style));
        let agree =
            style.size == with.size && style.line_pct == with.line_pct && style.fit == with.fit;
        if !agree {
            let error = Diagnostic::error("L150").at(&item.source).at(&first.source);
            out.push(error.arg("name", group));
        }
    });
}

/// Shows the styles of values: the item, its style, and whether it is a paragraph of a flow.
pub(super) fn styles<'a>(items: &'a [Item], show: &mut impl FnMut(&'a Item, &'a Style, bool)) {
    for item in items {
        of_item(item, false, show);
    }
}

fn of_item<'a>(item: &'a Item, flowing: bool, show: &mut impl FnMut(&'a Item, &'a Style, bool)) {
    let mut words = |words: &'a Words| show(item, &words.style, false);
    match &item.kind {
        Kind::Cell { field, .. } => field.iter().for_each(words),
        Kind::Para(para) => show(item, &para.style, flowing),
        Kind::Slots(slots) => slots.candidates.iter().for_each(|c| words(&c.field)),
        Kind::Table(table) => {
            table.columns.iter().for_each(|column| words(&column.cell));
            table.bands().flat_map(|(band, _)| band.words()).for_each(words);
        }
        Kind::Group(items) => items.iter().for_each(|item| of_item(item, false, show)),
        Kind::Repeat(repeat) => repeat.items.iter().for_each(|item| of_item(item, false, show)),
        Kind::Flow(flow) => flow.children.iter().for_each(|c| of_item(&c.item, true, show)),
        Kind::Each(each) => each.children.iter().for_each(|c| of_item(&c.item, true, show)),
        _ => {}
    }
}
