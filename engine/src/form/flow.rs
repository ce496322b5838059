//! Flows: regions whose children stack.

use super::here::{Here, Level, Marks};
use super::item::{GRADES, gap, sized};
use super::keys::{self, Key};
use super::load::Loader;
use super::model::{Align, Each, Flow, FlowChild, FlowRow, Item, Kind, On, Writing};
use super::place::Spot;
use super::{header, limits, place};
use crate::expression::{self, Names};
use crate::length::{Point, Rect, Size, Unit};
use crate::reader::{Node, Table};

const ALIGNS: &[(&str, Align)] =
    &[("left", Align::Left), ("center", Align::Centre), ("right", Align::Right)];

/// Kinds that may be children of a flow, with their keys.
pub(super) const CHILDREN: &[(&str, &[&[Key]])] = &[
    ("label", &[keys::CELL, keys::STYLED, keys::LOOK, keys::ROW_CHILD]),
    ("para", &[keys::PARA, keys::STYLED, keys::LOOK]),
    ("group", &[keys::GROUP, keys::GROUP_CHILD]),
    ("table", &[keys::TABLE]),
    ("use", &[keys::USE]),
    ("each", &[keys::EACH]),
];

impl Loader<'_> {
    /// A region, or its continuation. `L068`: not directly in a part, or a child with the
    /// wrong pages.
    pub(super) fn flow(
        &self,
        table: &Table,
        spot: Option<&Spot>,
        here: &Here<'_>,
        on: On,
    ) -> Option<Flow> {
        let out = self.out;
        if here.level != Level::Part {
            self.not_here("flow", table, "L068");
        }
        let name = table.text("flow", out)?.to_owned();
        let gap = table.length("gap_mm", Unit::Mm, gap(), out).unwrap_or_default();
        let goes_on = on == On::Rest && !table.has("items");
        if !goes_on {
            table.need("items", out);
            if !matches!(on, On::All | On::First) {
                self.misplaced(table, "on", "on = \"first\"");
            }
        }
        let region = spot.map(|spot| spot.area.first.size);
        let on_last = self.last_height(table, region.map(|region| region.height), On::All);
        let here = Here {
            names: Names { pages: false, ..here.names.clone() },
            block: region.unwrap_or(here.block),
            placed: here.placed && region.is_some(),
            grid: None,
            level: Level::FlowGroup,
            on: On::All,
            ..here.clone()
        };
        let children = self.children(table.get("items"), &here);
        Some(Flow { name, gap, on_last, children })
    }

    /// The children of an array; flow fragments are put in their place.
    pub(super) fn children(&self, node: Option<&Node>, here: &Here<'_>) -> Vec<FlowChild> {
        let nodes = node.and_then(|node| node.array(self.out)).unwrap_or_default();
        nodes.iter().flat_map(|node| self.child(node, here)).collect()
    }

    fn child(&self, node: &Node, here: &Here<'_>) -> Vec<FlowChild> {
        let out = self.out;
        let Some(table) = node.table(out) else { return Vec::new() };
        let Some(kind) = self.kind_of(table) else { return Vec::new() };
        let kind = if kind == "field" { "label" } else { kind };
        let Some((_, tables)) = CHILDREN.iter().find(|(known, _)| *known == kind) else {
            self.not_here(kind, table, "L068");
            return Vec::new();
        };
        let mut allowed = keys::names(tables);
        if kind != "each" {
            allowed.extend(keys::names(&[keys::CHILD]));
        }
        table.check_keys(&allowed, out);
        let here = Here { basis: header::basis(table, out).unwrap_or(here.basis), ..here.clone() };
        let when = table.get("when").and_then(|n| expression::condition(n, &here.names, out));
        let keep = table.flag("keep", out).unwrap_or(false);
        let keep = (keep && kind != "each").then(|| self.next_keep());
        let keep_with_next = table.flag("keep_with_next", out).unwrap_or(false);
        let align = table.word("align_in_flow", ALIGNS, out).unwrap_or(Align::Left);
        if kind == "use" {
            let together = Together { when, keep, keep_with_next };
            return together.put_on(self.use_in_flow(table, align, &here));
        }
        let Some(order) = self.next_order(&table.span) else { return Vec::new() };
        let built = self.child_kind(kind, table, &here);
        self.mark(table, built.as_ref().map(|built| &built.kind), &here);
        let Some(Built { kind, size, row }) = built else { return Vec::new() };
        let item = Item {
            order,
            id: table.text("id", out).map(str::to_owned),
            name: table.text("name", out).map(Into::into),
            source: table.span.clone(),
            basis: here.basis,
            when,
            grade: table.word("grade", GRADES, out),
            variable: false,
            on: On::All,
            areas: size.map(sized).into_iter().collect(),
            kind,
        };
        vec![FlowChild { item, keep, keep_with_next, row, align }]
    }

    fn child_kind(&self, kind: &str, table: &Table, here: &Here<'_>) -> Option<Built> {
        match kind {
            "label" => {
                for key in ["label", "field"] {
                    table.need(key, self.out);
                }
                let row = self.flow_row(table, here);
                let cell = self.cell(table, here);
                Some(Built { kind: cell?, size: None, row: Some(row?) })
            }
            "para" => {
                let para = self.para(table, here)?;
                if para.style.writing == Writing::Vertical {
                    self.not_here("para", table, "L160");
                }
                Some(Built::grown(Kind::Para(para)))
            }
            "table" => {
                let region = here.placed.then_some(here.block);
                Some(Built::grown(Kind::Table(self.table(table, region, false, here)?.into())))
            }
            "each" => self.each(table, here).map(|each| Built::grown(Kind::Each(each))),
            _ => self.group_child(table, here),
        }
    }

    /// The children of every element of a list. `L061`: nested too deep.
    fn each(&self, table: &Table, here: &Here<'_>) -> Option<Each> {
        let out = self.out;
        let list = expression::list(table.get("each")?, &here.names, out);
        let gap = table.length("gap_mm", Unit::Mm, gap(), out);
        let keep = table.flag("keep", out).unwrap_or(false);
        let items = table.need("items", out);
        let (list, group) = list?;
        let names = here.names.inside(group);
        if here.names.scopes.len() > limits::EACH_DEPTH {
            self.limit("each", limits::EACH_DEPTH, &table.span);
            return None;
        }
        let marks = Marks::default();
        let inside = Here { names, marks: &marks, ..here.clone() };
        let children = self.children(items, &inside);
        marks.finish(out);
        Some(Each { list, gap, keep, children })
    }

    /// A group in a flow: `row_mm` times the rows of its grid high, or `h_mm`.
    fn group_child(&self, table: &Table, here: &Here<'_>) -> Option<Built> {
        let out = self.out;
        let length = |key: &str| table.length(key, Unit::Mm, gap(), out);
        let (row, height, width) = (length("row_mm"), length("h_mm"), length("w_mm"));
        if let (Some(_), Some(second)) = (table.get("row_mm"), table.entry("h_mm")) {
            self.conflict("row_mm", "h_mm", &second.key_span);
        }
        let rows = table.table("grid", out).and_then(|t| t.integer("rows", 1..=1000, out));
        if !table.has("h_mm") {
            table.need("row_mm", out);
            table.need("grid", out);
        }
        let by_rows = row.zip(rows).map(|(row, rows)| row * rows);
        let size = height.or(by_rows).map(|h| Size::new(width.unwrap_or(here.block.width), h));
        if let Some(size) = size {
            self.check_size(table, size, here);
        }
        let inside = self.inside(table, size, None, here);
        let items = self.items(table.get("group"), &inside);
        Some(Built { kind: Kind::Group(items), size: Some(size?), row: None })
    }

    /// `L032`: a child of a flow larger than the region.
    pub(super) fn check_size(&self, table: &Table, size: Size, here: &Here<'_>) {
        let region = Rect { origin: Point::default(), size: here.block };
        if here.placed && !region.contains(&Rect { origin: Point::default(), size }) {
            place::outside(size, here.block, &table.span, self.out);
        }
    }
}

/// A child before its item: what it is, its size if it has one, and the sizes of a labelled row.
struct Built {
    kind: Kind,
    size: Option<Size>,
    row: Option<FlowRow>,
}

impl Built {
    /// A child as high as its contents.
    fn grown(kind: Kind) -> Self {
        Self { kind, size: None, row: None }
    }
}

/// What a `use` says of all the children it brings.
struct Together {
    when: Option<expression::Expr>,
    keep: Option<u32>,
    keep_with_next: bool,
}

impl Together {
    fn put_on(self, mut children: Vec<FlowChild>) -> Vec<FlowChild> {
        for child in &mut children {
            let own = child.item.when.take();
            child.item.when = match (self.when.clone(), own) {
                (Some(a), Some(b)) => Some(expression::Expr::And(Box::new(a), Box::new(b))),
                (a, b) => a.or(b),
            };
            child.keep = self.keep.or(child.keep);
        }
        if let Some(last) = children.last_mut() {
            last.keep_with_next |= self.keep_with_next;
        }
        children
    }
}
