//! `[[rule]]` and `[[guard]]` of a schema file, checked against its items.

use std::collections::BTreeMap;

use super::rules::{Guard, Rule};
use super::schema::{CodeListId, GroupId, Item, ItemType, Schema};
use super::schema_file::{CodeOf, Load, find, place_of};
use crate::diag::Diagnostic;
use crate::expression::{self, ElementScope, Expr, Names};
use crate::reader::{Findings, Table};

/// Code lists of reasons that the guards name, as places in the code lists of the schema.
pub(super) fn reasons(file: &Table, load: &Load<'_>) -> Vec<Option<CodeListId>> {
    let reasons = |table: &&Table| {
        let node = table.need("reasons", load.out)?;
        let index = find(&load.codes, node.text(load.out)?, node, load.out)?;
        Some(CodeListId(place_of(&load.used_codes, CodeOf::Named(index))))
    };
    file.tables("guard", load.out).iter().map(reasons).collect()
}

/// The rules and guards of a file whose groups and code lists are known. `L009` for a name that
/// stands twice, `L007` for a guard that is no list of its own group, and the codes of
/// expressions.
pub(super) fn load(
    file: &Table,
    schema: &Schema,
    reasons: &[Option<CodeListId>],
    out: &Findings,
) -> (Vec<Rule>, Vec<Guard>) {
    let bound = BTreeMap::new();
    let scopes = vec![ElementScope { group: GroupId::ROOT, visible: true }];
    let names = Names { schema, scopes, vary: &[], bound: &bound, pages: false, rows: None };
    let mut rules: Vec<Rule> = Vec::new();
    for table in file.tables("rule", out) {
        let Some(rule) = rule(table, &names, out) else { continue };
        if rules.iter().any(|known| known.name == rule.name) {
            let error = Diagnostic::error("L009").at(&table.span);
            out.push(error.arg("kind", "rule").arg("name", &rule.name));
        }
        rules.push(rule);
    }
    let guards = file.tables("guard", out).into_iter().zip(reasons);
    let guards = guards.filter_map(|(table, reasons)| guard(table, &names, *reasons, out));
    (rules, guards.collect())
}

/// `R128`: a secret item prints as ＊ for each of its characters, so it is a text of some; and it is
/// not the words of a date, which print where the date does.
pub(super) fn check_secrets(file: &Table, schema: &Schema, out: &Findings) {
    let text = |kind: &ItemType| matches!(kind, ItemType::Text { .. } | ItemType::Digits { .. });
    let secrets = schema.groups.iter().flat_map(|group| {
        let words = |item: &Item| group.items.iter().any(|date| is_words(date, &item.name));
        group.items.iter().filter(move |item| item.secret && (!text(&item.kind) || words(item)))
    });
    for item in secrets {
        let error = Diagnostic::error("R128").arg("name", &item.name);
        let head = file.get("record").map(|node| &node.span);
        out.push(head.map_or(error.clone(), |span| error.at(span)));
    }
}

/// Whether an item is a date whose words are the item of this name.
fn is_words(date: &Item, name: &str) -> bool {
    matches!(&date.kind, ItemType::Date { unknown: Some(words), .. } if words == name)
}

fn rule(table: &Table, names: &Names<'_>, out: &Findings) -> Option<Rule> {
    table.check_keys(&["name", "for", "when", "that", "note"], out);
    let name = table.need_text("name", out).map(str::to_owned);
    let (each, names) = element(table, names, out)?;
    let when = table.get("when").map(|node| expression::condition(node, &names, out));
    let that = table.need("that", out).and_then(|node| expression::condition(node, &names, out));
    Some(Rule {
        name: name?,
        each,
        when: when.map_or(Some(None), |when| when.map(Some))?,
        that: that?,
    })
}

fn guard(
    table: &Table,
    names: &Names<'_>,
    reasons: Option<CodeListId>,
    out: &Findings,
) -> Option<Guard> {
    table.check_keys(&["for", "list", "from", "to", "on", "reasons", "note"], out);
    let on = table.need("on", out).and_then(|node| expression::date(node, names, out));
    let (each, names) = element(table, names, out)?;
    let node = table.need("list", out)?;
    let (list, row) = expression::list(node, &names, out)?;
    // A list that is not there because the group around it is not there would say nothing.
    let own = match &list {
        Expr::Path(path) if path.up == 0 => <[usize; 1]>::try_from(&path.steps[..]).ok(),
        _ => None,
    };
    let Some([item]) = own else {
        return node.bad_value("for", out);
    };
    let group = names.scopes.last().map_or(GroupId::ROOT, |scope| scope.group);
    let names = names.inside(row);
    let date = |key| table.need(key, out).and_then(|node| expression::date(node, &names, out));
    let (from, to) = (date("from"), date("to"));
    Some(Guard {
        each,
        list,
        item: (group, item),
        from: from?,
        to: to?,
        on: on?,
        reasons: reasons?,
    })
}

/// The list of `for` and the names of its elements.
fn element<'n>(
    table: &Table,
    names: &Names<'n>,
    out: &Findings,
) -> Option<(Option<Expr>, Names<'n>)> {
    let Some(node) = table.get("for") else { return Some((None, names.clone())) };
    let (list, group) = expression::list(node, names, out)?;
    Some((Some(list), names.inside(group)))
}
