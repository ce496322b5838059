//! What words print: items of the record and variation points.

use super::super::model::Form;
use crate::expression::{Expr, Path, Template, visit_printed};
use crate::record::{GroupId, Item, ItemType};

/// Where a printed value is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An item of the record: its group and its place in it.
    Item(GroupId, usize),
    /// A variation point: index into [`Form::vary`].
    Param(usize),
}

impl Source {
    /// 項目名, or `$name`.
    pub fn name(self, form: &Form) -> String {
        match self {
            Self::Item(..) => self.item(form).map(|item| item.name.clone()).unwrap_or_default(),
            Self::Param(index) => {
                form.vary.get(index).map(|v| format!("${}", v.name)).unwrap_or_default()
            }
        }
    }

    /// The item, if it is one.
    pub fn item(self, form: &Form) -> Option<&Item> {
        match self {
            Self::Item(group, index) => form.schema.groups.get(group.0)?.items.get(index),
            Self::Param(_) => None,
        }
    }
}

/// What a template prints, each once.
pub(super) fn sources(template: &Template, scopes: &[GroupId], form: &Form) -> Vec<Source> {
    let mut found = Vec::new();
    visit_printed(template, &mut |part| {
        let source = match part {
            Expr::Path(path) => end(path, scopes, form).map(|(group, at)| Source::Item(group, at)),
            Expr::Param(index) => Some(Source::Param(*index)),
            _ => None,
        };
        found.extend(source.filter(|source| !found.contains(source)));
    });
    found
}

/// The group of the elements of a list.
pub(super) fn list_group(list: &Expr, scopes: &[GroupId], form: &Form) -> Option<GroupId> {
    let Expr::Path(path) = list else { return None };
    let (group, index) = end(path, scopes, form)?;
    match form.schema.group(group).items.get(index)?.kind {
        ItemType::List { group, .. } => Some(group),
        _ => None,
    }
}

/// The last item of a path, with its group.
fn end(path: &Path, scopes: &[GroupId], form: &Form) -> Option<(GroupId, usize)> {
    let mut group = *scopes.get(scopes.len().checked_sub(path.up + 1)?)?;
    let (last, way) = path.steps.split_last()?;
    for step in way {
        match form.schema.group(group).items.get(*step)?.kind {
            ItemType::Group(inner) | ItemType::List { group: inner, .. } => group = inner,
            _ => return None,
        }
    }
    Some((group, *last))
}
