//! What names mean at a place of a layout: element scopes, variation points, arguments.

use std::collections::BTreeMap;
use std::ops::Range;

use super::problem::Problem;
use super::rows::RowsHere;
use super::{Expr, Path, Type};
use crate::form::{Variation, VariationType};
use crate::record::{GroupId, ItemType, Schema};

/// An element scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ElementScope {
    /// Group of the element; the root group for the record itself.
    pub(crate) group: GroupId,
    /// Whether names bind in it. A fragment sees the record's root and its own elements, not
    /// the elements of its caller.
    pub(crate) visible: bool,
}

/// What `$name` stands for besides a variation point: an argument of a fragment or a text of the
/// form.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    /// Its value, checked where it was written.
    pub(crate) expr: Expr,
    /// The words it can be, if they are known.
    pub(crate) words: Option<Vec<String>>,
    /// Number of element scopes (the root included) where it was written.
    pub(crate) depth: usize,
    /// Nodes of `expr`.
    pub(crate) size: usize,
}

/// Names at a place.
#[derive(Clone)]
pub(crate) struct Names<'a> {
    /// The record schema.
    pub(crate) schema: &'a Schema,
    /// Scopes, outermost (the record) first.
    pub(crate) scopes: Vec<ElementScope>,
    /// Variation points.
    pub(crate) vary: &'a [Variation],
    /// Form texts or fragment arguments.
    pub(crate) bound: &'a BTreeMap<String, Bound>,
    /// Whether page numbers may be asked for here.
    pub(crate) pages: bool,
    /// The table in whose rows sums of some of its rows may be asked for.
    pub(crate) rows: Option<RowsHere>,
}

/// A resolved name.
pub(super) struct Resolved {
    pub(super) expr: Expr,
    pub(super) ty: Type,
    pub(super) words: Option<Vec<String>>,
    pub(super) size: usize,
}

/// The value type of an item.
pub(crate) fn type_of(kind: &ItemType) -> Type {
    match kind {
        ItemType::Text { .. } | ItemType::Digits { .. } | ItemType::Time => Type::Text,
        ItemType::Int { .. } => Type::Int,
        ItemType::Money { .. } => Type::Money,
        ItemType::Decimal { .. } => Type::Decimal,
        ItemType::Date { .. } => Type::Date,
        ItemType::Month => Type::Month,
        ItemType::Year => Type::Year,
        ItemType::Flag => Type::Flag,
        ItemType::Code(list) => Type::Code(list.0),
        ItemType::Image => Type::Image,
        ItemType::Group(group) => Type::Group(*group),
        ItemType::List { group, .. } => Type::List(*group),
        ItemType::TextList { .. } => Type::TextList,
    }
}

type PlacedName = (String, Range<usize>);

impl<'a> Names<'a> {
    /// The same names with one more element scope.
    pub(crate) fn inside(&self, group: GroupId) -> Self {
        let mut names = self.clone();
        names.scopes.push(ElementScope { group, visible: true });
        names
    }

    /// The names a fragment sees that is used here: those of the record, or, `of_element`, those of
    /// the elements around it too.
    pub(crate) fn for_fragment<'b>(
        &self,
        bound: &'b BTreeMap<String, Bound>,
        of_element: bool,
    ) -> Names<'b>
    where
        'a: 'b,
    {
        let mut scopes = self.scopes.clone();
        for scope in scopes.iter_mut().skip(1) {
            scope.visible &= of_element;
        }
        let Names { schema, vary, pages, .. } = *self;
        Names { schema, scopes, vary, bound, pages, rows: None }
    }

    fn visible(&self) -> impl Iterator<Item = (usize, GroupId)> {
        let scopes = self.scopes.iter().rev().enumerate();
        scopes.filter(|(_, scope)| scope.visible).map(|(up, scope)| (up, scope.group))
    }

    /// Whether there is an element whose number `#no` can be.
    pub(super) fn in_element(&self) -> bool {
        self.scopes.iter().skip(1).any(|scope| scope.visible)
    }

    /// `$name`.
    pub(super) fn param(&self, name: &str, at: &Range<usize>) -> Result<Resolved, Problem> {
        if let Some(bound) = self.bound.get(name) {
            let expr = super::uses::lift(&bound.expr, self.scopes.len() - bound.depth);
            let words = bound.words.clone();
            return Ok(Resolved { expr, ty: Type::Text, words, size: bound.size });
        }
        let Some(index) = self.vary.iter().position(|v| v.name == name) else {
            let known = self.bound.keys().map(String::as_str);
            let known = known.chain(self.vary.iter().map(|v| v.name.as_str()));
            return Err(Problem::new("L045", at.clone()).arg("name", name).suggest(name, known));
        };
        let (ty, words) = match &self.vary[index].kind {
            VariationType::Flag => (Type::Flag, None),
            VariationType::Image { .. } => (Type::Image, None),
            VariationType::Word { words } => (Type::Text, Some(words.clone())),
            VariationType::Text { .. } | VariationType::Digits { .. } => (Type::Text, None),
        };
        Ok(Resolved { expr: Expr::Param(index), ty, words, size: 1 })
    }

    /// A path; with `in_sum`, one list on the way may be stepped into.
    pub(super) fn path(
        &self,
        this: bool,
        path: &[PlacedName],
        in_sum: bool,
    ) -> Result<(Path, Type), Problem> {
        let words: Vec<&str> = path.iter().map(|(name, _)| name.as_str()).collect();
        let words = format!("{}{}", if this { "this." } else { "" }, words.join("."));
        let mut names = path.iter();
        let Some(first) = names.next() else {
            return Err(Problem::new("L070", 0..0));
        };
        let (up, step, mut ty) = self.first(this, first)?;
        let mut steps = vec![step];
        let mut lists = usize::from(in_sum);
        for (name, at) in names {
            let group = match ty {
                Type::Group(group) => group,
                Type::List(group) if lists > 0 => {
                    lists -= 1;
                    group
                }
                Type::List(_) => {
                    return Err(Problem::new("L075", at.clone()).arg("path", words));
                }
                _ => return Err(self.unknown(name, at, self.group_names(None))),
            };
            let items = &self.schema.group(group).items;
            let Some(step) = items.iter().position(|item| item.name == *name) else {
                return Err(self.unknown(name, at, self.group_names(Some(group))));
            };
            steps.push(step);
            ty = type_of(&items[step].kind);
        }
        Ok((Path { up, steps, words }, ty))
    }

    fn first(&self, this: bool, name: &PlacedName) -> Result<(usize, usize, Type), Problem> {
        let scopes = self.visible().take(if this { 1 } else { usize::MAX });
        for (up, group) in scopes {
            let items = &self.schema.group(group).items;
            if let Some(step) = items.iter().position(|item| item.name == name.0) {
                return Ok((up, step, type_of(&items[step].kind)));
            }
        }
        let known = self.visible().flat_map(|(_, group)| self.group_names(Some(group)));
        Err(self.unknown(&name.0, &name.1, known.collect()))
    }

    fn unknown(&self, name: &str, at: &Range<usize>, known: Vec<String>) -> Problem {
        let problem = Problem::new("L074", at.clone());
        let problem = problem.arg("name", name).arg("schema", &self.schema.id);
        problem.suggest(name, known.iter().map(String::as_str))
    }

    /// Names of a group's items and, dotted, of the groups directly in it.
    fn group_names(&self, group: Option<GroupId>) -> Vec<String> {
        let Some(group) = group else { return Vec::new() };
        let mut names = Vec::new();
        for item in &self.schema.group(group).items {
            names.push(item.name.clone());
            if let ItemType::Group(inner) = item.kind {
                let inner = &self.schema.group(inner).items;
                names.extend(inner.iter().map(|i| format!("{}.{}", item.name, i.name)));
            }
        }
        names
    }
}
