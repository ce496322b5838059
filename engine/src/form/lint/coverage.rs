//! Whether a form prints what it is fed, and whether its boxes hold it.

use super::super::model::{Beyond, Form, LastWord};
use super::super::spec::{SpecRow, spec};
use super::boxes::Bound;
use crate::diag::Diagnostic;
use crate::reader::{Findings, with_suggestion};
use crate::record::{Group, GroupId, Item, ItemType, limits};

/// An item of the record that the form reaches.
struct Fed {
    /// `世帯員.氏名`
    name: String,
    /// Whether the form binds it, or it works without being printed.
    used: bool,
    required: bool,
}

/// `L115`: required items that nothing binds. Where the form says what it does not use: `L200`
/// for every other item that it does not bind, `L201` for what it does bind or does not have.
pub(super) fn items(form: &Form, out: &Findings) {
    let fed = fed(form);
    let declared = form.unused.as_deref();
    let is_declared = |name: &String| declared.is_some_and(|names| names.contains(name));
    for item in fed.iter().filter(|item| !item.used && !is_declared(&item.name)) {
        let code = match (item.required, declared) {
            (true, _) => "L115",
            (false, Some(_)) => "L200",
            (false, None) => continue,
        };
        out.push(Diagnostic::warning(code).at(&form.source).arg("name", &item.name));
    }
    for name in declared.unwrap_or_default() {
        if !fed.iter().any(|item| item.name == *name && !item.used) {
            let warning = Diagnostic::warning("L201").at(&form.source).arg("name", name);
            out.push(with_suggestion(warning, name, fed.iter().map(|item| item.name.as_str())));
        }
    }
}

/// The items of the groups that the form reaches.
fn fed(form: &Form) -> Vec<Fed> {
    let bound = Bound::of_form(form);
    let mut ways: Vec<(GroupId, String)> = vec![(GroupId::ROOT, String::new())];
    let mut fed = Vec::new();
    let mut next = 0;
    while let Some((id, way)) = ways.get(next).cloned() {
        next += 1;
        let group = form.schema.group(id);
        for (index, item) in group.items.iter().enumerate() {
            let bound = bound.items.contains(&(id.0, index));
            let name = format!("{way}{}", item.name);
            match item.kind {
                ItemType::Group(inner) | ItemType::List { group: inner, .. }
                    if bound && !ways.iter().any(|(known, _)| *known == inner) =>
                {
                    ways.push((inner, format!("{name}.")));
                }
                _ => {
                    let guards = form.schema.guards.iter().any(|g| g.item == (id, index));
                    let used = bound || guards || joins(form, group, item) || serves(group, item);
                    fed.push(Fed { name, used, required: item.required });
                }
            }
        }
    }
    fed
}

/// Whether the rows of a group below are found by an item.
fn joins(form: &Form, group: &Group, item: &Item) -> bool {
    group.items.iter().any(|inner| match inner.kind {
        ItemType::Group(inner) | ItemType::List { group: inner, .. } => {
            let rows = form.schema.group(inner).rows.as_ref();
            rows.is_some_and(|rows| rows.join.contains(&item.name))
        }
        _ => false,
    })
}

/// Whether an item identifies a row, or stands for a date that is not known.
fn serves(group: &Group, item: &Item) -> bool {
    let name = &item.name;
    let of_row = group.rows.as_ref().is_some_and(|rows| {
        rows.join.contains(name) || rows.key.contains(name) || rows.latest.as_ref() == Some(name)
    });
    let of_date = |other: &Item| match &other.kind {
        ItemType::Date { unknown, flag } => {
            unknown.as_ref() == Some(name) || flag.as_ref() == Some(name)
        }
        _ => false,
    };
    of_row || group.items.iter().any(of_date)
}

/// `L202`: one item alone in a box that, with the last attempt, holds less than half of its 桁数,
/// where what does not fit is cut or refused.
pub(super) fn lengths(form: &Form, out: &Findings) {
    for row in spec(form) {
        let Some((max, room)) = longest(&row, form).zip(row.most.map(|most| most.total())) else {
            continue;
        };
        if room * 2 < max {
            let warning = Diagnostic::warning("L202").at(&row.source).arg("name", &row.name);
            out.push(warning.arg("max", max).arg("room", room));
        }
    }
}

/// 桁数 of the one text that a row prints.
fn longest(row: &SpecRow, form: &Form) -> Option<usize> {
    let fit = &row.style.as_ref()?.fit;
    let last = matches!(fit.last, LastWord::Limit | LastWord::Refuse);
    if !last || fit.beyond != Beyond::Nowhere {
        return None;
    }
    let [source] = row.sources[..] else { return None };
    match source.item(form)?.kind {
        // Without a length of its own it may be as long as any text.
        ItemType::Text { max, .. } => (max < limits::CHARACTERS).then_some(max),
        _ => None,
    }
}
