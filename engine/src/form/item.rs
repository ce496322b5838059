//! Items: which kind one is, its places, and the kinds that need few words.

use std::rc::Rc;

use super::here::{Here, Level};
use super::keys::{self, Key};
use super::load::Loader;
use super::look_keys::{grey, mm, word_of};
use super::model::{Area, Grade, ImageSource, Item, Kind, On, VariationType};
use super::place::{self, Frame, Grid, Spot};
use super::{header, limits};
use crate::diag::Diagnostic;
use crate::expression::{self, Names};
use crate::length::{Length, Point, Rect, Size};
use crate::reader::{Node, NodeKind, Table, with_suggestion};

/// Kind keys with the keys that belong to them.
pub(super) const KINDS: &[(&str, &[&[Key]])] = &[
    ("label", &[keys::CELL, keys::STYLED, keys::LOOK]),
    ("field", &[keys::CELL, keys::STYLED, keys::LOOK]),
    ("title", &[keys::TITLE, keys::STYLED, keys::LOOK]),
    ("para", &[keys::PARA, keys::STYLED, keys::LOOK]),
    ("box", &[keys::BOX]),
    ("rule", &[keys::RULE]),
    ("fill", &[keys::FILL]),
    ("cells", &[keys::CELLS, keys::STYLED, keys::LOOK]),
    ("check", &[keys::CHECK, keys::STYLED, keys::LOOK]),
    ("choice", &[keys::CHOICE, keys::STYLED, keys::LOOK]),
    ("diagonal", &[keys::DIAGONAL]),
    ("group", &[keys::GROUP]),
    ("repeat", &[keys::REPEAT]),
    ("slots", &[keys::SLOTS, keys::STYLED, keys::LOOK]),
    ("table", &[keys::TABLE]),
    ("flow", &[keys::FLOW]),
    ("use", &[keys::USE]),
    ("each", &[keys::EACH]),
    ("annex", &[keys::ANNEX, keys::STYLED, keys::LOOK]),
    ("seal", &[keys::SEAL]),
    ("image", &[keys::IMAGE]),
    ("mark", &[keys::MARK]),
    ("bars", &[keys::BARS]),
];

/// 実装区分 as the layout says it.
pub(super) const GRADES: &[(&str, Grade)] = &[("must", Grade::Must), ("option", Grade::Option)];

const ONS: &[(&str, On)] = &[
    ("all", On::All),
    ("first", On::First),
    ("rest", On::Rest),
    ("last", On::Last),
    ("form_last", On::FormLast),
];

impl Grade {
    /// The word in layouts.
    pub fn word(self) -> &'static str {
        word_of(GRADES, self)
    }
}

impl On {
    /// The word in layouts.
    pub fn word(self) -> &'static str {
        word_of(ONS, self)
    }
}

impl Loader<'_> {
    /// The items of an array.
    pub(super) fn items(&self, node: Option<&Node>, here: &Here<'_>) -> Vec<Item> {
        let nodes = node.and_then(|node| node.array(self.out)).unwrap_or_default();
        let mut items = Vec::with_capacity(nodes.len());
        items.extend(nodes.iter().filter_map(|node| self.item(node, here)));
        items
    }

    /// The kind of an item. `L011` none, `L010` two.
    pub(super) fn kind_of(&self, table: &Table) -> Option<&'static str> {
        let mut found: Option<&'static str> = None;
        for (kind, _) in KINDS.iter().filter(|(kind, _)| table.has(kind)) {
            match found {
                None => found = Some(kind),
                Some("label") if *kind == "field" => {}
                Some("label") if *kind == "check" => found = Some(kind),
                Some(first) => {
                    let span = table.entry(kind).map_or(&table.span, |entry| &entry.key_span);
                    self.conflict(first, kind, span);
                }
            }
        }
        if found.is_none() {
            let known = KINDS.iter().map(|(kind, _)| *kind);
            let common = keys::names(&[keys::COMMON, keys::CELL, keys::STYLED, keys::LOOK]);
            let mut unknown = table.entries().filter(|e| !common.contains(&e.key.as_str()));
            let near = unknown.find_map(|e| crate::reader::nearest(&e.key, known.clone()));
            let span = &table.span;
            let error = Diagnostic::error("L011")
                .at(span)
                .arg("kinds", known.collect::<Vec<_>>().join(", "));
            self.out.push(match near {
                Some(near) => error.arg("suggestion", near),
                None => error,
            });
        }
        found
    }

    fn item(&self, node: &Node, here: &Here<'_>) -> Option<Item> {
        let out = self.out;
        let table = node.table(out)?;
        let order = self.next_order(&table.span)?;
        let kind = self.kind_of(table)?;
        if kind == "each" {
            self.not_here(kind, table, "L068");
            return None;
        }
        let tables = KINDS.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, t)| *t);
        let mut allowed = keys::names(tables);
        allowed.extend(keys::names(&[keys::COMMON]));
        // A second kind is reported by `kind_of` already.
        allowed.extend(KINDS.iter().map(|(kind, _)| *kind).filter(|kind| *kind != "field"));
        table.check_keys(&allowed, out);
        let conditions = match kind {
            // Pages are counted with these conditions, before there are page numbers.
            "group" | "use" | "repeat" | "table" | "flow" => {
                Names { pages: false, ..here.names.clone() }
            }
            _ => here.names.clone(),
        };
        let when = table.get("when").and_then(|n| expression::condition(n, &conditions, out));
        let on = table.word("on", ONS, out).unwrap_or(here.on);
        if here.level != Level::Part {
            self.misplaced(table, "on", "[[part]].items");
        }
        let basis = header::basis(table, out).unwrap_or(here.basis);
        let here = Here { basis, on, ..here.clone() };
        let spots = self.spots(table, kind, &here);
        let built = self.kind(kind, table, &spots, &here, on);
        self.mark(table, built.as_ref(), &here);
        Some(Item {
            order,
            id: table.text("id", out).map(str::to_owned),
            name: table.text("name", out).map(Into::into),
            source: table.span.clone(),
            basis: here.basis,
            when,
            grade: table.word("grade", GRADES, out),
            variable: table.word("layer", &[("variable", true)], out).is_some(),
            on,
            areas: spots.unwrap_or_default().into_iter().map(|spot| spot.area).collect(),
            kind: built?,
        })
    }

    /// Notes the `id` of an item.
    pub(super) fn mark(&self, table: &Table, kind: Option<&Kind>, here: &Here<'_>) {
        if let Some(node) = table.get("id")
            && let Some(id) = node.text(self.out)
        {
            let words = matches!(kind, None | Some(Kind::Cell { field: Some(_), .. }));
            here.marks.define(id, &node.span, words, self.out);
        }
    }

    /// The places of an item; `None` if one has a mistake. `L035` number of boxes.
    fn spots(&self, table: &Table, kind: &str, here: &Here<'_>) -> Option<Vec<Spot>> {
        let node = table.need("at", self.out)?;
        let nodes = match &node.kind {
            NodeKind::Array(nodes) => &nodes[..],
            _ => std::slice::from_ref(node),
        };
        if nodes.len() > limits::PLACES || nodes.is_empty() {
            self.limit("at", limits::PLACES, &node.span);
            return None;
        }
        let anywhere = (!here.placed).then(|| Grid::new(Rect::default(), 1000, 1000));
        let far = Size::new(Length::mm(100_000), Length::mm(100_000));
        let grid = if here.placed { here.grid.as_deref() } else { anywhere.as_ref() };
        let block = if here.placed { here.block } else { far };
        let frame = Frame { block, grid, flat: kind == "rule" };
        let two = kind == "slots" || table.has("label") && table.has("field");
        let mut spots = Some(Vec::new());
        for node in nodes {
            let found = place::spots(node, &frame, self.out);
            let first = found.as_ref().and_then(|found| found.first());
            if first.is_some_and(|spot| spot.area.second.is_some() != two) {
                let boxes = if two { "A | B" } else { "A" };
                self.out.push(Diagnostic::error("L035").at(&node.span).arg("expected", boxes));
            }
            match (&mut spots, found) {
                (Some(spots), Some(found)) => spots.extend(found),
                (spots, _) => *spots = None,
            }
        }
        if spots.as_ref().is_some_and(|spots| spots.len() > limits::PLACES) {
            self.limit("at", limits::PLACES, &node.span);
            return None;
        }
        spots.filter(|_| here.placed)
    }

    fn kind(
        &self,
        kind: &str,
        table: &Table,
        spots: &Option<Vec<Spot>>,
        here: &Here<'_>,
        on: On,
    ) -> Option<Kind> {
        let out = self.out;
        let spots = spots.as_deref();
        match kind {
            "label" | "field" => self.cell(table, here),
            "title" => self.title(table, here),
            "para" => self.para(table, here).map(Kind::Para),
            "box" => here.looks.pen(table.get("box")?, out).map(Kind::Frame),
            "rule" => here.looks.pen(table.get("rule")?, out).map(Kind::Rule),
            "fill" => grey(table, "fill", out).map(Kind::Fill),
            "cells" => self.cells(table, spots, here).map(Kind::Cells),
            "check" => self.check(table, here).map(Kind::Check),
            "choice" => self.choice(table, here).map(Kind::Choice),
            "diagonal" => self.diagonal(table, here),
            "group" => self.group(table, spots, here),
            "repeat" => self.repeat(table, spots, here).map(Kind::Repeat),
            "slots" => self.slots(table, here).map(Kind::Slots),
            "table" => {
                if here.level != Level::Part && here.level != Level::Group {
                    self.not_here("table", table, "L062");
                }
                let size = self.single(spots, table).map(|spot| spot.area.first.size);
                self.table(table, size, true, here).map(|table| Kind::Table(table.into()))
            }
            "flow" => self.flow(table, self.single(spots, table), here, on).map(Kind::Flow),
            "use" => self.use_placed(table, spots, here),
            "annex" => self.annex(table, spots, here, on),
            "seal" => self.seal(table, spots),
            "bars" => self.module_bars(table, here).map(Kind::Bars),
            "mark" => self.sheet_mark(table, spots, here).map(Kind::Mark),
            _ => self.image(table, here),
        }
    }

    /// `L062` / `L068`: a kind that cannot stand here.
    pub(super) fn not_here(&self, kind: &str, table: &Table, code: &'static str) {
        let span = table.entry(kind).map_or(&table.span, |entry| &entry.key_span);
        self.out.push(Diagnostic::error(code).at(span).arg("kind", kind));
    }

    /// The one place of an item that can have only one. `L036`.
    pub(super) fn single<'s>(&self, spots: Option<&'s [Spot]>, table: &Table) -> Option<&'s Spot> {
        let spots = spots?;
        if spots.len() > 1
            && let Some(node) = table.get("at")
        {
            self.out.error("L036", &node.span);
        }
        spots.first()
    }

    /// The size all places of a group share. `L036` if they differ by more than rounding.
    pub(super) fn common_size(&self, spots: Option<&[Spot]>, table: &Table) -> Option<Size> {
        let spots = spots?;
        let size = spots.first()?.area.first.size;
        let near = |a: Length, b: Length| (a - b).to_emu().abs() <= 2;
        let same = |spot: &Spot| {
            let other = spot.area.first.size;
            near(size.width, other.width) && near(size.height, other.height)
        };
        if !spots.iter().all(same)
            && let Some(node) = table.get("at")
        {
            self.out.error("L036", &node.span);
        }
        Some(size)
    }

    fn group(&self, table: &Table, spots: Option<&[Spot]>, here: &Here<'_>) -> Option<Kind> {
        let size = self.common_size(spots, table);
        let inside = self.inside(table, size, spots.and_then(|s| s.first()), here);
        let level = match here.level {
            Level::Part => Level::Group,
            level => level,
        };
        let inside = Here { level, ..inside };
        Some(Kind::Group(self.items(table.get("group"), &inside)))
    }

    /// The surroundings inside a block: its own `grid`, else the lines of the grid it stands in.
    pub(super) fn inside<'a>(
        &self,
        table: &Table,
        size: Option<Size>,
        spot: Option<&Spot>,
        here: &Here<'a>,
    ) -> Here<'a> {
        let block = size.unwrap_or(here.block);
        let grid = match table.get("grid") {
            Some(node) => self.grid(node, block, false),
            None => spot
                .and_then(|spot| spot.cells.as_ref())
                .and_then(|cells| Some(here.grid.as_deref()?.part(cells))),
        };
        let placed = here.placed && size.is_some() && (grid.is_some() || !table.has("grid"));
        Here { block, grid: grid.map(Rc::new), placed, ..here.clone() }
    }

    /// A variation point of type image. `L045`, `L052`.
    fn image_param(&self, node: &Node) -> Option<usize> {
        let text = node.text(self.out)?;
        let name = text.strip_prefix('$').unwrap_or(text);
        let images = || {
            self.vary
                .iter()
                .enumerate()
                .filter(|(_, v)| matches!(v.kind, VariationType::Image { .. }))
        };
        if let Some((index, _)) = images().find(|(_, v)| v.name == name)
            && text.starts_with('$')
        {
            return Some(index);
        }
        let exists = self.vary.iter().any(|v| v.name == name);
        let code = if exists { "L052" } else { "L045" };
        let error = Diagnostic::error(code).at(&node.span).arg("name", name);
        let error = error.arg("expected", "\"$…\" (image)");
        self.out.push(with_suggestion(error, name, images().map(|(_, v)| v.name.as_str())));
        None
    }

    /// 公印. `L038`: its place is not square or larger than 25 mm.
    fn seal(&self, table: &Table, spots: Option<&[Spot]>) -> Option<Kind> {
        for spot in spots.unwrap_or_default() {
            let size = spot.area.first.size;
            if size.width != size.height || size.width > limits::SEAL {
                let span = table.get("at").map_or(&table.span, |node| &node.span);
                self.out.push(Diagnostic::error("L038").at(span).arg("limit", limits::SEAL));
            }
        }
        self.image_param(table.get("seal")?).map(|index| Kind::Seal(ImageSource::Param(index)))
    }

    /// An image of the record, of the city (`"$name"`) or of the library (`"file:…"`).
    fn image(&self, table: &Table, here: &Here<'_>) -> Option<Kind> {
        let node = table.get("image")?;
        let text = node.text(self.out)?;
        let source = if let Some(path) = text.strip_prefix("file:") {
            self.image_file(node, path)?
        } else if text.starts_with('$') {
            ImageSource::Param(self.image_param(node)?)
        } else {
            ImageSource::Record(expression::image(node, &here.names, self.out)?)
        };
        Some(Kind::Image(source))
    }

    /// `L003` no such file, `L092` no usable picture.
    fn image_file(&self, node: &Node, path: &str) -> Option<ImageSource> {
        let Some(bytes) = self.library.blob(path) else {
            self.out.push(Diagnostic::error("L003").at(&node.span).arg("path", path));
            return None;
        };
        match crate::picture::decode(bytes) {
            Ok(picture) => Some(ImageSource::File(picture.into())),
            Err(cause) => {
                self.out.push(Diagnostic::error("L092").at(&node.span).arg("cause", cause));
                None
            }
        }
    }
}

/// A group's area when its places are not used: the corner of its own block.
pub(super) fn sized(size: Size) -> Area {
    Area { first: Rect { origin: Point::default(), size }, second: None }
}

/// Pads and gaps: up to 300 mm.
pub(super) fn gap() -> std::ops::RangeInclusive<Length> {
    mm(0, 300)
}
