//! What the layout says of the places of a page's items: basis, box and style, found by the order
//! that an item has on its page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::order::{block, budget};
use crate::form::{Area, Basis, Form, Item, Kind, Style};
use crate::length::{Length, Point, Rect};

/// What the layout says of one place.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'f> {
    /// On what its position rests.
    pub basis: Basis,
    /// Its box on the page; `None` where what is above it decides (tables, flows).
    pub area: Option<Rect>,
    /// Look of its words, where all words of the place have one.
    pub style: Option<&'f Style>,
    /// 印字項目名, where the layout gives one.
    pub name: Option<&'f Arc<str>>,
}

/// The places of all parts of a form.
#[derive(Debug)]
pub struct Spots<'f> {
    parts: BTreeMap<&'f str, BTreeMap<u32, Spot<'f>>>,
    /// Margins that printers cannot print.
    printable: BTreeMap<&'f str, Length>,
    /// Boxes of seals: a specimen has none there.
    seals: BTreeMap<&'f str, Vec<Rect>>,
    rest: Spot<'f>,
}

impl<'f> Spots<'f> {
    /// The places of a form.
    pub fn of(form: &'f Form) -> Self {
        let part = |part: &'f crate::form::Part| {
            let mut spots = BTreeMap::new();
            // Order 0 is the 見本 mark.
            walk(&part.items, Point::default(), 1, &mut spots);
            (part.name.as_str(), spots)
        };
        let margin = |part: &'f crate::form::Part| (part.name.as_str(), part.printable);
        let printable = form.parts.iter().map(margin).collect();
        let rest = Spot { basis: form.basis, area: None, style: None, name: None };
        let seals =
            form.parts.iter().map(|part| (part.name.as_str(), seals(&part.items))).collect();
        Self { parts: form.parts.iter().map(part).collect(), printable, seals, rest }
    }

    /// Where the form has nothing else to say: its own basis.
    pub fn rest(&self) -> Spot<'f> {
        self.rest
    }

    /// The margin that printers cannot print, of pages with a fixed layer of this name.
    pub fn margin(&self, layer: &str) -> Length {
        self.printable.get(part_of(layer)).copied().unwrap_or_default()
    }

    /// The boxes of seals on pages with a fixed layer of this name.
    pub fn seals(&self, layer: &str) -> &[Rect] {
        self.seals.get(part_of(layer)).map_or(&[], Vec::as_slice)
    }

    /// All places of words on pages with a fixed layer of this name.
    pub fn boxes(&self, layer: &str) -> impl Iterator<Item = (Rect, &Spot<'f>)> {
        let spots = self.parts.get(part_of(layer)).into_iter().flat_map(BTreeMap::values);
        let words = spots.filter(|spot| spot.style.is_some());
        words.filter_map(|spot| spot.area.map(|area| (area, spot)))
    }

    /// The place of an item, by the name of its page's fixed layer and its order there.
    pub fn at(&self, layer: &str, order: u32) -> Spot<'f> {
        let spots = self.parts.get(part_of(layer));
        let before = spots.and_then(|spots| spots.range(..=order).next_back());
        before.map_or(self.rest, |(_, spot)| *spot)
    }
}

fn seals(items: &[Item]) -> Vec<Rect> {
    let mut found = Vec::new();
    for item in items {
        match &item.kind {
            Kind::Seal(_) => found.extend(item.areas.iter().map(|area| area.first)),
            Kind::Group(inner) => {
                for area in &item.areas {
                    found.extend(
                        seals(inner).into_iter().map(|seal| seal.offset(area.first.origin)),
                    );
                }
            }
            _ => {}
        }
    }
    found
}

/// The part of a layer: what stands before `.first` or `.rest`.
fn part_of(layer: &str) -> &str {
    let name = layer.strip_suffix(".form_last").or_else(|| layer.strip_suffix(".last"));
    let name = name.unwrap_or(layer);
    name.strip_suffix(".first").or_else(|| name.strip_suffix(".rest")).unwrap_or(name)
}

fn walk<'f>(items: &'f [Item], corner: Point, first: u32, out: &mut BTreeMap<u32, Spot<'f>>) {
    let mut order = first;
    for item in items {
        one(item, corner, order, out);
        order = order.saturating_add(budget(item));
    }
}

fn one<'f>(item: &'f Item, corner: Point, first: u32, out: &mut BTreeMap<u32, Spot<'f>>) {
    let mut order = first;
    match &item.kind {
        Kind::Group(items) => {
            for area in &item.areas {
                walk(items, area.first.offset(corner).origin, order, out);
                order = order.saturating_add(items.iter().map(budget).sum());
            }
        }
        Kind::Repeat(repeat) => {
            for origin in &repeat.origins {
                walk(&repeat.items, origin.offset(corner), order, out);
                order = order.saturating_add(block(&repeat.items));
            }
        }
        _ => {
            for area in &item.areas {
                for (step, rect, style) in parts(item, area) {
                    let area = rect.map(|rect| rect.offset(corner));
                    let name = item.name.as_ref();
                    let spot = Spot { basis: item.basis, area, style, name };
                    out.insert(order.saturating_add(step), spot);
                }
                let each = budget(item) / u32::try_from(item.areas.len().max(1)).unwrap_or(1);
                order = order.saturating_add(each);
            }
        }
    }
}

/// The places of one area: their first order from that of the area, box and style.
fn parts<'f>(item: &'f Item, area: &Area) -> Vec<(u32, Option<Rect>, Option<&'f Style>)> {
    let (first, second) = (Some(area.first), area.second.or(Some(area.first)));
    match &item.kind {
        Kind::Cell { label: Some(label), field: Some(field) } => {
            vec![(0, first, Some(&label.style)), (2, second, Some(&field.style))]
        }
        Kind::Cell { label, field } => {
            let words = label.as_ref().or(field.as_ref());
            vec![(0, first, words.map(|words| &*words.style))]
        }
        Kind::Slots(slots) => {
            vec![(0, first, Some(&slots.label_style)), (2, second, Some(&slots.value_style))]
        }
        Kind::Para(para) => vec![(0, first, Some(&para.style))],
        Kind::Cells(cells) => vec![(0, first, Some(&cells.words.style))],
        Kind::Check(check) => vec![(0, first, Some(&check.style))],
        Kind::Choice(choice) => vec![(0, first, Some(&choice.style))],
        Kind::Seal(_) | Kind::Image(_) | Kind::Mark(_) | Kind::Bars(_) => vec![(0, first, None)],
        _ => vec![(0, None, None)],
    }
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn layers_name_their_part() {
        assert_eq!(part_of("main.first"), "main");
        assert_eq!(part_of("main.rest.last"), "main");
        assert_eq!(part_of("a.b.first.form_last"), "a.b");
        assert_eq!(part_of("blank"), "blank");
    }
}
