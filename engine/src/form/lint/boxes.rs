//! The boxes of a part on its sheets, and what their words bind.

use std::collections::BTreeSet;

use super::super::model::{Area, Form, Item, Kind, On, Part, SheetMark, Words};
use crate::expression::{Expr, Path, Template, visit, visit_template};
use crate::length::{Point, Rect};
use crate::record::{GroupId, ItemType, Schema};

/// Most boxes of a part that are compared with each other.
const BOXES: usize = 3_000;

/// A box on a sheet of a part.
pub(super) struct Placed<'a> {
    pub(super) area: Rect,
    pub(super) item: &'a Item,
    /// Pages of the part, of the outermost item.
    pub(super) on: On,
    /// Pages on which it is not in spite of that.
    pub(super) not_on: Option<On>,
    /// Whether the item or one around it has a condition.
    pub(super) conditional: bool,
    /// The words in the box, if it is one of words.
    pub(super) words: Option<&'a Words>,
}

/// All boxes of a part.
pub(super) fn boxes(part: &Part) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    for item in &part.items {
        add(item, Point::default(), (item.on, None), false, &mut found);
    }
    found
}

fn add<'a>(
    item: &'a Item,
    at: Point,
    (on, not_on): (On, Option<On>),
    conditional: bool,
    found: &mut Vec<Placed<'a>>,
) {
    if found.len() >= BOXES {
        return;
    }
    let conditional = conditional || item.when.is_some();
    let mut put = |area: Rect, words: Option<&'a Words>| {
        found.push(Placed { area: area.offset(at), item, on, not_on, conditional, words });
    };
    match &item.kind {
        Kind::Group(items) => {
            for area in &item.areas {
                let corner = at.offset(area.first.origin);
                let on = (on, not_on);
                items.iter().for_each(|item| add(item, corner, on, conditional, found));
            }
        }
        Kind::Repeat(repeat) => {
            for (i, origin) in repeat.origins.iter().enumerate() {
                let corner = at.offset(*origin);
                let missing = repeat.on_last.filter(|last| i >= last.room).map(|last| last.on);
                let on = (on, missing.or(not_on));
                repeat.items.iter().for_each(|item| add(item, corner, on, conditional, found));
            }
        }
        Kind::Cell { label, field } => {
            for Area { first, second } in &item.areas {
                match (label, field, second) {
                    (Some(label), Some(field), Some(second)) => {
                        put(*first, Some(label));
                        put(*second, Some(field));
                    }
                    (label, field, _) => put(*first, label.as_ref().or(field.as_ref())),
                }
            }
        }
        _ => item.areas.iter().for_each(|area| put(area.first, None)),
    }
}

/// What the expressions of a form bind: pairs of group and item.
pub(super) struct Bound<'a> {
    schema: &'a Schema,
    pub(super) items: BTreeSet<(usize, usize)>,
}

impl<'a> Bound<'a> {
    /// Everything that a form binds anywhere, conditions included.
    pub(super) fn of_form(form: &'a Form) -> Self {
        let mut bound = Self { schema: &form.schema, items: BTreeSet::new() };
        let root = vec![GroupId::ROOT];
        for part in &form.parts {
            bound.when(part.when.as_ref(), &root);
            part.items.iter().for_each(|item| bound.item(item, &root));
        }
        bound
    }

    fn when(&mut self, when: Option<&Expr>, scopes: &[GroupId]) {
        if let Some(when) = when {
            self.expr(when, scopes);
        }
    }

    fn expr(&mut self, expr: &Expr, scopes: &[GroupId]) {
        visit(expr, &mut |e| {
            if let Expr::Path(path) = e {
                self.path(path, scopes);
            }
        });
    }

    fn template(&mut self, template: &Template, scopes: &[GroupId]) {
        visit_template(template, &mut |e| {
            if let Expr::Path(path) = e {
                self.path(path, scopes);
            }
        });
    }

    /// Notes every item on the way; gives the group of a list at its end.
    fn path(&mut self, path: &Path, scopes: &[GroupId]) -> Option<GroupId> {
        let mut group = *scopes.get(scopes.len().checked_sub(path.up + 1)?)?;
        let mut end = None;
        for step in &path.steps {
            let item = self.schema.group(group).items.get(*step)?;
            self.items.insert((group.0, *step));
            match item.kind {
                ItemType::Group(inner) => group = inner,
                ItemType::List { group: inner, .. } => {
                    group = inner;
                    end = Some(inner);
                }
                _ => {}
            }
        }
        end
    }

    fn list(&mut self, list: &Expr, scopes: &[GroupId]) -> Vec<GroupId> {
        let mut inner = scopes.to_vec();
        if let Expr::Path(path) = list {
            inner.extend(self.path(path, scopes));
        }
        inner
    }

    fn words(&mut self, words: &Words, scopes: &[GroupId]) {
        self.template(&words.template, scopes);
        words.ruby.iter().for_each(|ruby| self.template(ruby, scopes));
        self.when(words.void_when.as_ref(), scopes);
    }

    fn item(&mut self, item: &Item, scopes: &[GroupId]) {
        use super::super::model::ImageSource;
        self.when(item.when.as_ref(), scopes);
        match &item.kind {
            Kind::Cell { label, field } => {
                label.iter().chain(field).for_each(|words| self.words(words, scopes));
            }
            Kind::Para(para) => {
                for span in &para.spans {
                    self.template(&span.template, scopes);
                    span.ruby.iter().for_each(|ruby| self.template(ruby, scopes));
                }
            }
            Kind::Group(items) => items.iter().for_each(|item| self.item(item, scopes)),
            Kind::Repeat(repeat) => {
                let inner = self.list(&repeat.list, scopes);
                repeat.items.iter().for_each(|item| self.item(item, &inner));
            }
            Kind::Slots(slots) => {
                for candidate in &slots.candidates {
                    self.when(candidate.when.as_ref(), scopes);
                    self.words(&candidate.label, scopes);
                    self.words(&candidate.field, scopes);
                }
            }
            Kind::Table(table) => {
                let inner = self.list(&table.list, scopes);
                for column in &table.columns {
                    self.words(&column.head, scopes);
                    self.words(&column.cell, &inner);
                }
                for (band, of_element) in table.bands() {
                    let scopes = if of_element { &inner[..] } else { scopes };
                    band.words().for_each(|words| self.words(words, scopes));
                }
                self.when(table.keep_next.as_ref(), &inner);
            }
            Kind::Flow(flow) => {
                flow.children.iter().for_each(|child| self.item(&child.item, scopes));
            }
            Kind::Each(each) => {
                let inner = self.list(&each.list, scopes);
                each.children.iter().for_each(|child| self.item(&child.item, &inner));
            }
            Kind::Cells(cells) => self.words(&cells.words, scopes),
            Kind::Check(check) => {
                self.expr(&check.when, scopes);
                check.label.iter().for_each(|label| self.template(label, scopes));
            }
            Kind::Choice(choice) => {
                for alternative in &choice.alternatives {
                    self.template(&alternative.text, scopes);
                    self.expr(&alternative.when, scopes);
                }
            }
            Kind::Image(ImageSource::Record(expr)) => self.expr(expr, scopes),
            Kind::Mark(SheetMark::Omr { feed, .. }) => {
                feed.iter().for_each(|when| self.expr(when, scopes));
            }
            Kind::Bars(bars) => self.template(&bars.widths, scopes),
            Kind::Annex(_) => {}
            Kind::Frame(_)
            | Kind::Rule(_)
            | Kind::Fill(_)
            | Kind::Diagonal { .. }
            | Kind::Seal(_)
            | Kind::Mark(SheetMark::Code(_))
            | Kind::Image(_) => {}
        }
    }
}

/// Every item of a part with the conditions and pages around it, nested ones included.
pub(in crate::form) fn each_item<'a>(part: &'a Part, f: &mut impl FnMut(&'a Item, On, bool)) {
    fn walk<'a>(item: &'a Item, on: On, when: bool, f: &mut impl FnMut(&'a Item, On, bool)) {
        let when = when || item.when.is_some();
        f(item, on, when);
        match &item.kind {
            Kind::Group(items) => items.iter().for_each(|item| walk(item, on, when, f)),
            Kind::Repeat(repeat) => repeat.items.iter().for_each(|item| walk(item, on, when, f)),
            Kind::Flow(flow) => {
                flow.children.iter().for_each(|child| walk(&child.item, on, when, f));
            }
            Kind::Each(each) => {
                each.children.iter().for_each(|child| walk(&child.item, on, when, f));
            }
            _ => {}
        }
    }
    part.items.iter().for_each(|item| walk(item, item.on, false, f));
}

/// The words of an item.
pub(super) fn words_of(item: &Item) -> Vec<&Words> {
    match &item.kind {
        Kind::Cell { label, field } => label.iter().chain(field).collect(),
        Kind::Cells(cells) => vec![&cells.words],
        Kind::Slots(slots) => slots.candidates.iter().map(|c| &c.field).collect(),
        Kind::Table(table) => table.columns.iter().map(|c| &c.cell).collect(),
        _ => Vec::new(),
    }
}
