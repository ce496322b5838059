//! What words bind: nothing of the record, or items of some groups.

use crate::expression::{
    Expr, Function, Path, Template, binds_record, expression_binds_record, expression_uses_pages,
    uses_pages, visit_printed,
};
use crate::form::{Item, Kind, Para, Words};
use crate::record::schema::Charset;
use crate::record::{Group, GroupId, ItemType, Schema};

/// Whether words are the same on every page of every copy.
pub(super) fn is_fixed(template: &Template) -> bool {
    !binds_record(template) && !uses_pages(template)
}

/// As [`is_fixed`], for a condition.
pub(super) fn is_fixed_expr(expr: &Expr) -> bool {
    !expression_binds_record(expr) && !expression_uses_pages(expr)
}

/// Whether a label or value is the same on every copy.
pub(super) fn words_are_fixed(words: &Words) -> bool {
    is_fixed(&words.template)
        && words.ruby.as_ref().is_none_or(is_fixed)
        && words.void_when.as_ref().is_none_or(is_fixed_expr)
}

/// Whether a paragraph is the same on every copy.
pub(super) fn para_is_fixed(para: &Para) -> bool {
    para.spans
        .iter()
        .flat_map(|span| [Some(&span.template), span.ruby.as_ref()])
        .flatten()
        .all(is_fixed)
}

/// Whether a record adds nothing to an item that may be on its page: all of it stands in the fixed
/// layer. In a block of a repeat values are never fixed, and what a layout puts on the layer of the
/// record (`layer = "variable"`) is not in the fixed one.
pub(super) fn is_still(item: &Item, in_block: bool) -> bool {
    let still = |words: &Words| !in_block && words_are_fixed(words);
    !item.variable
        && item.when.as_ref().is_none_or(is_fixed_expr)
        && match &item.kind {
            Kind::Frame(_) | Kind::Rule(_) | Kind::Fill(_) | Kind::Diagonal { .. } => true,
            Kind::Cell { label, field } => {
                // What slots spill goes to a field with an id.
                label.as_ref().is_none_or(words_are_fixed)
                    && field.as_ref().is_none_or(|field| item.id.is_none() && still(field))
            }
            Kind::Para(para) => para_is_fixed(para),
            Kind::Cells(cells) => still(&cells.words),
            Kind::Group(items) => items.iter().all(|item| is_still(item, in_block)),
            _ => false,
        }
}

/// The first item of the record that words print.
pub(super) fn first_path(template: &Template) -> Option<&Path> {
    template_paths(template).first().copied()
}

/// The items of the record that words print.
pub(crate) fn template_paths(template: &Template) -> Vec<&Path> {
    let mut paths = Vec::new();
    visit_printed(template, &mut |part| {
        if let Expr::Path(path) = part {
            paths.push(path);
        }
    });
    paths
}

/// Whether words print a text of names or addresses (charset `mj` or `wide`) or a glyph by its name: all of
/// the field is then drawn in the MJ face. `groups` are the element scopes, outermost first.
pub(crate) fn prints_mj(template: &Template, schema: &Schema, groups: &[GroupId]) -> bool {
    let mut found = false;
    visit_printed(template, &mut |part| {
        found |= match part {
            Expr::Path(path) => is_mj(path, schema, groups),
            Expr::Call(function, _) => *function == Function::Mj,
            _ => false,
        };
    });
    found
}

fn is_mj(path: &Path, schema: &Schema, groups: &[GroupId]) -> bool {
    match target(path, schema, groups) {
        Some(ItemType::Text { charset, .. } | ItemType::TextList { charset, .. }) => {
            matches!(charset, Charset::Mj | Charset::Wide)
        }
        _ => false,
    }
}

/// The item a path leads to from the innermost scope.
fn target<'a>(path: &Path, schema: &'a Schema, groups: &[GroupId]) -> Option<&'a ItemType> {
    let scope = groups.len().checked_sub(path.up + 1).and_then(|i| groups.get(i));
    let mut group = scope.copied().unwrap_or(GroupId::ROOT);
    let mut found = None;
    for &step in &path.steps {
        let Group { items, .. } = schema.groups.get(group.0)?;
        let kind = &items.get(step)?.kind;
        if let ItemType::Group(next) | ItemType::List { group: next, .. } = kind {
            group = *next;
        }
        found = Some(kind);
    }
    found
}
