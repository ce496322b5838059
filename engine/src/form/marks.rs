//! Items one fills a paper form with: cells, checkboxes, circled alternatives, diagonals.

use std::sync::Arc;

use super::here::Here;
use super::keys;
use super::limits;
use super::load::Loader;
use super::model::{Align, Alternative, Cells, Check, Choice, Kind, Style, Writing};
use super::place::Spot;
use crate::diag::Diagnostic;
use crate::expression::{self, Template};
use crate::page::{Role, Stroke};
use crate::reader::{Node, Table};

impl Loader<'_> {
    /// `L180` alignment other than left and right, `L181` characters higher than the cells.
    pub(super) fn cells(
        &self,
        table: &Table,
        spots: Option<&[Spot]>,
        here: &Here<'_>,
    ) -> Option<Cells> {
        let out = self.out;
        let words = self.value(table, "cells", here);
        let count = table.need("count", out).and_then(|n| n.integer(1..=limits::CELLS, out));
        let every = table.integer("every", 2..=100, out);
        if every.is_none() {
            self.misplaced(table, "every_pen", "every");
        }
        let pen = every.and_then(|_| self.pen_or(table, "every_pen", "outer", here));
        let words = words?;
        self.alone(table, "cells", &words.style);
        let span = table.get("align").map_or(&table.span, |node| &node.span);
        if !matches!(words.style.align, Align::Left | Align::Right) {
            out.push(Diagnostic::error("L180").at(span));
        }
        let low = |spot: &&Spot| spot.area.first.size.height < words.style.size;
        if let Some(spot) = spots.unwrap_or_default().iter().find(low) {
            let error = Diagnostic::error("L181").at(&table.span);
            let error = error.arg("size", words.style.size);
            out.push(error.arg("height", spot.area.first.size.height));
        }
        Some(Cells {
            words,
            count: usize::try_from(count?).ok()?,
            half: table.flag("half", out).unwrap_or(false),
            every: every.and_then(|every| Some((usize::try_from(every).ok()?, pen?))),
        })
    }

    pub(super) fn check(&self, table: &Table, here: &Here<'_>) -> Option<Check> {
        let look = self.look(table, "value", here);
        self.alone(table, "check", &look.style);
        let when = expression::condition(table.get("check")?, &here.names, self.out);
        let label = table.has("label").then(|| self.template(table, "label", &here.names));
        Some(Check {
            when: when?,
            label: whole(label)?,
            style: Arc::new(look.finish()),
            role: look.role.unwrap_or(Role::Value),
        })
    }

    /// `L182` fewer than two alternatives.
    pub(super) fn choice(&self, table: &Table, here: &Here<'_>) -> Option<Choice> {
        let out = self.out;
        let look = self.look(table, "value", here);
        self.alone(table, "choice", &look.style);
        let node = table.get("choice")?;
        let nodes = node.array(out)?;
        if nodes.len() < 2 {
            out.error("L182", &node.span);
        }
        if nodes.len() > limits::ALTERNATIVES {
            self.limit("choice", limits::ALTERNATIVES, &node.span);
        }
        let alternatives: Vec<_> = nodes.iter().map(|node| self.alternative(node, here)).collect();
        let circle = self.pen_or(table, "circle", "inner", here);
        Some(Choice {
            alternatives: alternatives.into_iter().collect::<Option<_>>()?,
            between: table.text("between", out).unwrap_or("・").to_owned(),
            style: Arc::new(look.finish()),
            role: look.role.unwrap_or(Role::Value),
            circle: circle?,
            many: table.flag("many", out).unwrap_or(false),
        })
    }

    fn alternative(&self, node: &Node, here: &Here<'_>) -> Option<Alternative> {
        let out = self.out;
        let table = node.table(out)?;
        table.check_keys(&keys::names(&[keys::ALTERNATIVE]), out);
        let text = table.need("text", out).and_then(|n| expression::template(n, &here.names, out));
        let when = table.need("when", out).and_then(|n| expression::condition(n, &here.names, out));
        Some(Alternative { text: text?, when: when? })
    }

    pub(super) fn diagonal(&self, table: &Table, here: &Here<'_>) -> Option<Kind> {
        let stroke = here.looks.pen(table.get("diagonal")?, self.out);
        let both = table.flag("both", self.out).unwrap_or(false);
        Some(Kind::Diagonal { stroke: stroke?, both })
    }

    /// `L183`: a key of the style that this kind does not know.
    fn alone(&self, table: &Table, kind: &str, style: &Style) {
        let vertical = style.writing == Writing::Vertical;
        let keys = [("same_size", style.same_size.is_some()), ("writing", vertical)];
        for (key, _) in keys.into_iter().filter(|(_, wrong)| *wrong) {
            let error = Diagnostic::error("L183").at(&table.span);
            self.out.push(error.arg("kind", kind).arg("key", key));
        }
    }

    /// The pen a key names, or the one of its default name. `L005` if there is neither.
    fn pen_or(&self, table: &Table, key: &str, name: &str, here: &Here<'_>) -> Option<Stroke> {
        match here.looks.known_pen(name) {
            Some(pen) if !table.has(key) => Some(pen),
            _ => here.looks.pen(table.need(key, self.out)?, self.out),
        }
    }
}

/// `None` if there is a template with a mistake.
fn whole(template: Option<Option<Template>>) -> Option<Option<Template>> {
    match template {
        Some(None) => None,
        Some(template) => Some(template),
        None => Some(None),
    }
}
