//! What a 諸元表 does not list: frames, rules, fills, marks, and the blocks and regions that hold
//! other items.

use super::compare::Aspect;
use super::entry::Entry;
use super::looks::stroke_words;
use crate::form::{Area, Files, Flow, Form, Item, Kind, Repeat, Table};
use crate::length::{Length, Point};

pub(super) fn entries(form: &Form) -> Vec<Entry> {
    let mut walk = Walk { files: Files::of(form), part: String::new(), found: Vec::new() };
    for part in &form.parts {
        walk.part.clone_from(&part.name);
        part.items.iter().for_each(|item| walk.item(item, Some(Point::default())));
    }
    walk.found
}

struct Walk {
    files: Files,
    part: String,
    found: Vec<Entry>,
}

impl Walk {
    /// `corner`: of the block around it on the sheet; none in a flow.
    fn item(&mut self, item: &Item, corner: Option<Point>) {
        let inside = |at: Option<Point>| corner.zip(at).map(|(around, at)| around.offset(at));
        match &item.kind {
            Kind::Frame(stroke) => self.add(item, corner, "box", Aspect::Pen, stroke_words(stroke)),
            Kind::Rule(stroke) => self.add(item, corner, "rule", Aspect::Pen, stroke_words(stroke)),
            Kind::Fill(colour) => {
                self.add(item, corner, "fill", Aspect::Pen, format!("{colour:?}"));
            }
            Kind::Diagonal { stroke, both } => {
                let words = format!("{}{}", stroke_words(stroke), if *both { " both" } else { "" });
                self.add(item, corner, "diagonal", Aspect::Pen, words);
            }
            Kind::Mark(mark) => {
                self.add(item, corner, "mark", Aspect::Structure, format!("{mark:?}"));
            }
            Kind::Bars(bars) => {
                let words = format!("module {}", bars.module.short_mm());
                self.add(item, corner, "bars", Aspect::Structure, words);
            }
            Kind::Group(items) => {
                if item.areas.len() > 1 {
                    self.add(item, corner, "group", Aspect::Structure, String::new());
                }
                let at = inside(item.areas.first().map(|area| area.first.origin));
                items.iter().for_each(|item| self.item(item, at));
            }
            Kind::Repeat(repeat) => {
                self.add(item, corner, "repeat", Aspect::Structure, blocks(repeat));
                let at = inside(repeat.origins.first().copied());
                repeat.items.iter().for_each(|item| self.item(item, at));
            }
            Kind::Table(table) => self.add(item, corner, "table", Aspect::Structure, grid(table)),
            Kind::Flow(flow) => {
                self.add(item, corner, "flow", Aspect::Structure, region(flow));
                flow.children.iter().for_each(|child| self.item(&child.item, None));
            }
            Kind::Each(each) => each.children.iter().for_each(|child| self.item(&child.item, None)),
            _ => {}
        }
    }

    fn add(
        &mut self,
        item: &Item,
        corner: Option<Point>,
        kind: &'static str,
        aspect: Aspect,
        words: String,
    ) {
        let written = self.files.at(&item.source);
        let on_sheet = |corner: Point| item.areas.iter().map(move |area| area.offset(corner));
        let areas: Vec<Area> = corner.into_iter().flat_map(on_sheet).collect();
        let text = |key| written.text(key).unwrap_or_default();
        let name = item.name.as_deref().map_or_else(|| text(kind), str::to_owned);
        let is_pen = matches!(kind, "box" | "rule" | "diagonal" | "fill" | "group" | "mark");
        let entry = Entry {
            part: self.part.clone(),
            kind,
            name: if is_pen { item.name.as_deref().unwrap_or("").to_owned() } else { name },
            words: String::new(),
            areas,
            facts: vec![
                (aspect, words),
                (Aspect::On, item.on.word().to_owned()),
                (Aspect::When, text("when")),
                (Aspect::Basis, item.basis.word().to_owned()),
            ],
        };
        self.found.push(entry);
    }
}

fn blocks(repeat: &Repeat) -> String {
    let size = [repeat.size.width, repeat.size.height].map(Length::short_mm).join(" × ");
    format!("{} blocks of {size}, {:?}, {:?}", repeat.origins.len(), repeat.more, repeat.empty)
}

fn grid(table: &Table) -> String {
    let widths: Vec<String> = table.columns.iter().map(|c| c.width.short_mm()).collect();
    let (head, row) = (table.head.short_mm(), table.row.short_mm());
    format!("columns {}; head {head}, row {row}, {:?}", widths.join(" "), table.more)
}

fn region(flow: &Flow) -> String {
    format!("gap {}", flow.gap.short_mm())
}
