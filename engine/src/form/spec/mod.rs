//! The 諸元表 of a form: one row per printed item, in the form's order, from the checked layout.

mod room;
mod sources;
mod written;

use std::sync::Arc;

use self::room::Box;
pub use self::room::Room;
pub use self::sources::Source;
use self::sources::sources;
pub(crate) use self::written::Files;
use self::written::Written;
use super::model::{Area, Basis, Form, Grade, Item, Kind, On, Part, Style, Words};
use crate::expression::{Expr, Template, fixed_words};
use crate::length::{Length, Point, Size};
use crate::record::GroupId;
use crate::source::SourceSpan;

/// What kind of row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecKind {
    /// A value in a box.
    Field,
    /// Fixed words.
    Label,
    /// A paragraph.
    Para,
    /// A value with one character a cell.
    Cells,
    /// A checkbox.
    Check,
    /// Alternatives.
    Choice,
    /// A candidate for a place.
    Candidate,
    /// A column of a table.
    Column,
    /// 公印.
    Seal,
    /// An image.
    Image,
    /// The place of an annex sheet.
    Annex,
}

/// One row of the 諸元表. Texts of the layout stand as they are written there.
#[derive(Debug)]
pub struct SpecRow {
    /// Name of the part.
    pub part: String,
    /// 印字項目名: the layout's name, else the first item it prints, else its label.
    pub name: String,
    /// Where the item stands in the layout.
    pub source: SourceSpan,
    /// Kind.
    pub kind: SpecKind,
    /// The label beside the value, or the head of the column.
    pub label: String,
    /// What is printed, as written: `{if(外国人, 通称, 旧氏)}`.
    pub words: String,
    /// Pages of the part.
    pub on: On,
    /// Conditions of the item and of those around it, from outside.
    pub when: Vec<String>,
    /// Condition of the void mark.
    pub void_when: String,
    /// Words for an empty value.
    pub blank: String,
    /// What is printed: items of the record and variation points. Conditions do not count.
    pub sources: Vec<Source>,
    /// Size of the box, where it does not grow.
    pub size: Option<Size>,
    /// Its places on the sheet, those of the first block of a `repeat` and the first place of a
    /// group; none in a flow, where the pages are filled as they come.
    pub areas: Vec<Area>,
    /// Look of the label beside the value.
    pub label_style: Option<Arc<Style>>,
    /// What fits at the base size.
    pub room: Option<Room>,
    /// The most that fits at the end of the fit ladder.
    pub most: Option<Room>,
    /// Look of the words.
    pub style: Option<Arc<Style>>,
    /// Whether an empty value refuses the record.
    pub required: bool,
    /// 実装区分.
    pub grade: Option<Grade>,
    /// On what its position rests.
    pub basis: Basis,
    /// `note` of the layout.
    pub note: String,
}

/// The rows of a form. Frames, rules and fills are none.
pub fn spec(form: &Form) -> Vec<SpecRow> {
    let files = Files::of(form);
    let mut rows = Vec::new();
    for part in &form.parts {
        let mut walk = Walk { form, files: &files, part, rows: &mut rows };
        let around = Around::root(part, &files, form);
        part.items.iter().for_each(|item| walk.item(item, &around));
    }
    rows
}

/// What holds around an item.
#[derive(Clone)]
struct Around {
    scopes: Vec<GroupId>,
    when: Vec<String>,
    on: On,
    grade: Option<Grade>,
    /// Corner of the block around it on the sheet; none in a flow.
    corner: Option<Point>,
    /// Width of the region of a flow, and the label's width of a labelled row.
    row: Option<(Length, Length)>,
}

impl Around {
    fn root(part: &Part, files: &Files, form: &Form) -> Self {
        let when = files.part(form, &part.name).text("when").into_iter().collect();
        let corner = Some(Point::default());
        Self { scopes: vec![GroupId::ROOT], when, on: On::All, grade: None, corner, row: None }
    }

    /// Inside a block whose corner stands at a point of this one.
    fn within(&self, corner: Option<Point>) -> Self {
        let corner = self.corner.zip(corner).map(|(around, inside)| around.offset(inside));
        Self { corner, ..self.clone() }
    }

    /// Inside an element of a list.
    fn element(&self, list: &Expr, form: &Form) -> Self {
        let mut inside = self.clone();
        inside.scopes.extend(sources::list_group(list, &self.scopes, form));
        inside
    }
}

struct Walk<'a> {
    form: &'a Form,
    files: &'a Files,
    part: &'a Part,
    rows: &'a mut Vec<SpecRow>,
}

impl Walk<'_> {
    fn item(&mut self, item: &Item, around: &Around) {
        let written = self.files.at(&item.source);
        let mut here = around.clone();
        here.when.extend(written.text("when"));
        here.grade = item.grade.or(around.grade);
        if item.on != On::All {
            here.on = item.on;
        }
        match &item.kind {
            Kind::Group(items) => {
                let inside = here.within(item.areas.first().map(|area| area.first.origin));
                items.iter().for_each(|item| self.item(item, &inside));
            }
            Kind::Repeat(repeat) => {
                let inside = here.element(&repeat.list, self.form);
                let inside = inside.within(repeat.origins.first().copied());
                repeat.items.iter().for_each(|item| self.item(item, &inside));
            }
            Kind::Flow(flow) => {
                let width = item.areas.first().map_or(Length::default(), |a| a.first.size.width);
                for child in &flow.children {
                    let label = child.row.as_ref().map_or(Length::default(), |row| row.label);
                    self.item(
                        &child.item,
                        &Around { row: Some((width, label)), on: On::All, ..here.within(None) },
                    );
                }
            }
            Kind::Each(each) => {
                let inside = here.within(None).element(&each.list, self.form);
                let width = here.row.map_or(Length::default(), |(width, _)| width);
                for child in &each.children {
                    let label = child.row.as_ref().map_or(Length::default(), |row| row.label);
                    self.item(&child.item, &Around { row: Some((width, label)), ..inside.clone() });
                }
            }
            _ => self.leaf(item, written, &here),
        }
    }

    fn leaf(&mut self, item: &Item, written: Written<'_>, here: &Around) {
        match &item.kind {
            Kind::Cell { label, field } => self.cell(item, written, here, label, field),
            Kind::Cells(cells) => {
                let row = self.words(item, written, here, SpecKind::Cells, "cells", &cells.words);
                let many = if cells.half { cells.count * 2 } else { cells.count };
                let room = Some(Room { lines: 1, characters: many });
                self.rows.push(SpecRow { room, most: room, ..row });
            }
            Kind::Para(para) => {
                let mut row = self.row(item, written, here, SpecKind::Para);
                row.words = written.words("para");
                let templates: Vec<_> = para.spans.iter().map(|span| &span.template).collect();
                row.sources = templates.iter().flat_map(|t| self.sources(t, here)).collect();
                row.room = row.size.map(|size| Box::fixed(size).whole(&para.style));
                row.most = row.room;
                row.style = Some(Arc::clone(&para.style));
                self.push(row);
            }
            Kind::Check(check) => {
                let mut row = self.row(item, written, here, SpecKind::Check);
                row.words = written.text("check").unwrap_or_default();
                row.label = written.words("label");
                row.style = Some(Arc::clone(&check.style));
                self.push(row);
            }
            Kind::Choice(choice) => {
                let mut row = self.row(item, written, here, SpecKind::Choice);
                row.words = written.words("choice");
                row.style = Some(Arc::clone(&choice.style));
                self.push(row);
            }
            Kind::Slots(slots) => {
                let places = written.tables("slots");
                for (candidate, written) in slots.candidates.iter().zip(places) {
                    let kind = SpecKind::Candidate;
                    let mut row = self.words(item, written, here, kind, "field", &candidate.field);
                    row.name = candidate.name.to_string();
                    row.when.extend(written.text("when"));
                    row.label = written.words("label");
                    row.grade = candidate.grade.or(here.grade);
                    self.rows.push(row);
                }
            }
            Kind::Table(table) => {
                let inside = here.element(&table.list, self.form);
                let columns = written.tables("columns");
                for (column, written) in table.columns.iter().zip(columns) {
                    let kind = SpecKind::Column;
                    let mut row = self.words(item, written, &inside, kind, "cell", &column.cell);
                    row.label = written.words("head");
                    row.grade = column.grade.or(inside.grade);
                    let grown = Box::grown(column.width);
                    (row.room, row.most) = (Some(grown.base(&column.cell.style)), None);
                    row.most = Some(grown.most(&column.cell.style));
                    row.size = None;
                    row.name = written.text("name").unwrap_or_else(|| row.label.clone());
                    self.push(row);
                }
            }
            Kind::Seal(_) | Kind::Image(_) => {
                let seal = matches!(item.kind, Kind::Seal(_));
                let kind = if seal { SpecKind::Seal } else { SpecKind::Image };
                let mut row = self.row(item, written, here, kind);
                row.words = written.words(if seal { "seal" } else { "image" });
                row.sources = self.image_sources(&item.kind, here);
                self.push(row);
            }
            Kind::Annex(annex) => {
                let mut row = self.row(item, written, here, SpecKind::Annex);
                row.words = annex.word.clone();
                row.style = Some(Arc::clone(&annex.style));
                self.push(row);
            }
            _ => {}
        }
    }

    fn cell(
        &mut self,
        item: &Item,
        written: Written<'_>,
        here: &Around,
        label: &Option<Words>,
        field: &Option<Words>,
    ) {
        let row = match (field, label) {
            (Some(field), _) => {
                let mut row = self.words(item, written, here, SpecKind::Field, "field", field);
                row.label = label.as_ref().map_or_else(String::new, |_| written.words("label"));
                row.label_style = label.as_ref().map(|label| Arc::clone(&label.style));
                row
            }
            (None, Some(label)) => {
                let key = if written.has("title") { "title" } else { "label" };
                self.words(item, written, here, SpecKind::Label, key, label)
            }
            (None, None) => return,
        };
        self.push(row);
    }

    /// A row of words in a box.
    fn words(
        &self,
        item: &Item,
        written: Written<'_>,
        here: &Around,
        kind: SpecKind,
        key: &str,
        words: &Words,
    ) -> SpecRow {
        let mut row = self.row(item, written, here, kind);
        row.words = written.words(key);
        row.void_when = written.text("void_when").unwrap_or_default();
        row.blank = words.blank.clone().unwrap_or_default();
        row.required = words.required;
        row.sources = self.sources(&words.template, here);
        let place = match (row.size, here.row) {
            (Some(size), _) => Some(Box::fixed(size)),
            (None, Some((width, label))) => Some(Box::grown(width - label)),
            (None, None) => None,
        };
        row.room = place.as_ref().map(|place| place.base(&words.style));
        row.most = place.map(|place| place.most(&words.style));
        row.style = Some(Arc::clone(&words.style));
        if row.name.is_empty() {
            row.name = fixed_words(&words.template).unwrap_or_default();
        }
        row
    }

    fn row(&self, item: &Item, written: Written<'_>, here: &Around, kind: SpecKind) -> SpecRow {
        let area = item.areas.first().map(|area| area.second.unwrap_or(area.first).size);
        let on_sheet = |corner: Point| item.areas.iter().map(move |area| area.offset(corner));
        SpecRow {
            areas: here.corner.into_iter().flat_map(on_sheet).collect(),
            label_style: None,
            part: self.part.name.clone(),
            name: item.name.as_deref().unwrap_or("").to_owned(),
            source: item.source.clone(),
            kind,
            label: String::new(),
            words: String::new(),
            on: here.on,
            when: here.when.clone(),
            void_when: String::new(),
            blank: String::new(),
            sources: Vec::new(),
            size: area.filter(|size| size.width > Length::default()),
            room: None,
            most: None,
            style: None,
            required: false,
            grade: here.grade,
            basis: item.basis,
            note: written.text("note").unwrap_or_default(),
        }
    }

    fn sources(&self, template: &Template, here: &Around) -> Vec<Source> {
        sources(template, &here.scopes, self.form)
    }

    fn image_sources(&self, kind: &Kind, here: &Around) -> Vec<Source> {
        use super::model::ImageSource;
        match kind {
            Kind::Image(ImageSource::Record(expr)) => {
                let template = Template(vec![crate::expression::Piece::Hole(expr.clone())]);
                self.sources(&template, here)
            }
            Kind::Image(ImageSource::Param(index)) | Kind::Seal(ImageSource::Param(index)) => {
                vec![Source::Param(*index)]
            }
            _ => Vec::new(),
        }
    }

    /// Adds a row under its name: the layout's, else the item it prints, else its label.
    fn push(&mut self, mut row: SpecRow) {
        if row.name.is_empty() {
            row.name = row.sources.first().map(|s| s.name(self.form)).unwrap_or_default();
        }
        if row.name.is_empty() {
            row.name.clone_from(&row.label);
        }
        if row.name.is_empty() {
            row.name.clone_from(&row.words);
        }
        self.rows.push(row);
    }
}
