//! The items of one page, in their own order.
//!
//! A page is walked twice: once for its fixed layer (per form, shared by all records) and once
//! per record for the rest. Both walks number the places of the page in the same way, so the
//! two lists merge by `order`.

use std::ops::Range;
use std::sync::Arc;

use super::binding::is_fixed_expr;
use super::fit::Room;
use super::order::budget;
use super::paginate::{Asked, PartPlan, Sheet};
use super::place::Block;
use super::report::Voice;
use super::spoken::Spoken;
use super::work::{Set, Spill, Work};
use crate::expression::{Piece, Template};
use crate::form::{Item, Kind, Para, Part, Style, Words};
use crate::length::{Length, Point, Rect};
use crate::page::{self, Draw, Fill, Frame, Role, Rule, Stroke};

/// Which of the two walks it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// What every copy has.
    Fixed,
    /// What this record adds.
    Variable,
}

/// One walk over one page.
pub(super) struct Emitter<'w, 'a> {
    pub(super) work: &'w mut Work<'a>,
    pub(super) pass: Pass,
    pub(super) sheet: Asked,
    /// `None` in the fixed pass.
    pub(super) plan: Option<&'w PartPlan<'a>>,
    pub(super) out: Vec<page::Item>,
    /// Inside something that depends on the record: nothing there is fixed.
    pub(super) dynamic: bool,
    pub(super) block: BlockState<'a>,
    /// Inside a table or flow, whose items all stand at its own order.
    pub(super) order: Option<u32>,
}

/// The repeated block (or the page itself) that items stand in.
#[derive(Clone, Default)]
pub(super) struct BlockState<'a> {
    /// In a repeated block: values are never fixed there.
    pub(super) repeated: bool,
    /// The block has no element.
    pub(super) empty: bool,
    /// What slots hand to fields of the block.
    pub(super) spills: Vec<Spill<'a>>,
}

impl<'w, 'a> Emitter<'w, 'a> {
    /// A walk over a page.
    pub(super) fn new(
        work: &'w mut Work<'a>,
        pass: Pass,
        sheet: Sheet,
        plan: Option<&'w PartPlan<'a>>,
    ) -> Self {
        let (out, block) = (work.memo.get_mut().spare.items(), BlockState::default());
        let sheet = Asked::new(sheet);
        Self { work, pass, sheet, plan, out, dynamic: false, block, order: None }
    }

    /// All items of the page.
    pub(super) fn page(self, part: &'a Part) -> Vec<page::Item> {
        self.page_told(part).0
    }

    /// All items of the page, and whether those of another sheet may be others.
    pub(super) fn page_told(mut self, part: &'a Part) -> (Vec<page::Item>, bool) {
        if self.pass == Pass::Variable {
            self.block.spills = self.spills(&part.items);
        }
        // Order 0 is the 見本 mark.
        self.items(&part.items, Point::default(), 1);
        (self.out, self.sheet.is_told())
    }

    /// Items of one block, at the block's corner.
    pub(super) fn items(&mut self, items: &'a [Item], corner: Point, first: u32) {
        let mut order = first;
        for item in items {
            self.item(item, corner, order);
            order = order.saturating_add(budget(item));
        }
    }

    fn item(&mut self, item: &'a Item, corner: Point, order: u32) {
        if !self.sheet.shows(item.on)
            || (self.adds_only() && self.work.is_still(item, self.block.repeated))
        {
            return;
        }
        let outer = self.dynamic;
        self.dynamic |= item.variable || !item.when.as_ref().is_none_or(is_fixed_expr);
        let skip = self.pass == Pass::Fixed && self.dynamic;
        if !skip && self.work.holds(item.when.as_ref(), item) {
            self.kind(item, corner, order);
        }
        self.dynamic = outer;
    }

    /// Whether only what a record adds is wanted here.
    fn adds_only(&self) -> bool {
        self.pass == Pass::Variable && !self.dynamic
    }

    fn kind(&mut self, item: &'a Item, corner: Point, order: u32) {
        match &item.kind {
            Kind::Cell { label, field } => {
                for (area, order) in places(item, corner, order, 4) {
                    self.cell(item, label.as_ref(), field.as_ref(), area, order);
                }
            }
            Kind::Para(para) => {
                for ((area, _), order) in places(item, corner, order, 2) {
                    self.para(item, para, area, order);
                }
            }
            Kind::Cells(cells) => {
                for ((area, _), order) in places(item, corner, order, 2) {
                    self.cells(item, cells, area, order);
                }
            }
            Kind::Check(check) => {
                for ((area, _), order) in places(item, corner, order, 2) {
                    self.check(item, check, area, order);
                }
            }
            Kind::Choice(choice) => {
                for ((area, _), order) in places(item, corner, order, 3) {
                    self.choice(item, choice, area, order);
                }
            }
            Kind::Diagonal { stroke, both } if self.wants(true) => {
                for ((area, _), order) in places(item, corner, order, 1) {
                    self.diagonal(stroke, *both, area, order);
                }
            }
            Kind::Group(items) => {
                let each = items.iter().map(budget).sum();
                for ((area, _), order) in places(item, corner, order, each) {
                    self.items(items, area.origin, order);
                }
            }
            Kind::Repeat(repeat) => self.repeat(item, repeat, corner, order),
            Kind::Slots(slots) => self.slots(item, slots, corner, order),
            Kind::Table(table) => self.placed_table(item, table, corner, order),
            Kind::Flow(flow) => self.flow(item, flow, corner, order),
            Kind::Seal(source) => self.seal(item, source, corner, order),
            Kind::Image(source) => self.image(item, source, corner, order),
            Kind::Annex(annex) => self.annex(item, annex, corner, order),
            Kind::Mark(mark) => self.sheet_mark(item, mark, corner, order),
            Kind::Bars(bars) => self.module_bars(item, bars, corner, order),
            Kind::Frame(_) | Kind::Rule(_) | Kind::Fill(_) => self.shape(item, corner, order),
            // A child of a flow, which places it.
            Kind::Each(_) | Kind::Diagonal { .. } => {}
        }
    }

    fn shape(&mut self, item: &'a Item, corner: Point, order: u32) {
        if !self.wants(true) {
            return;
        }
        for ((area, _), order) in places(item, corner, order, 1) {
            let draw = match &item.kind {
                Kind::Frame(stroke) => Draw::Frame(Frame { area, stroke: stroke.clone() }),
                Kind::Rule(stroke) => Draw::Rule(edge(area, stroke)),
                Kind::Fill(colour) => Draw::Fill(Fill { area, colour: *colour }),
                _ => continue,
            };
            self.push(order, Role::Artifact, None, draw);
        }
    }

    fn cell(
        &mut self,
        item: &'a Item,
        label: Option<&'a Words>,
        field: Option<&'a Words>,
        (first, second): (Rect, Option<Rect>),
        order: u32,
    ) {
        let main = field.or(label).map(|words| &words.template);
        let mut voice = self.work.voice(item, main);
        voice.label = label.map(|label| &label.template);
        if let Some(label) = label {
            self.label(item, label, first, order, &voice);
        }
        if let Some(field) = field {
            let area = if label.is_some() { second.unwrap_or(first) } else { first };
            self.field(item, field, area, order.saturating_add(2), &voice);
        }
    }

    /// A label in its box.
    pub(super) fn label(
        &mut self,
        item: &'a Item,
        words: &'a Words,
        area: Rect,
        order: u32,
        voice: &Voice<'a>,
    ) {
        self.border(&words.style, area, order);
        if self.wants(self.work.words_are_fixed(words)) {
            let spoken = self.work.value(item, words, &[], voice);
            self.words(spoken, words, area, order.saturating_add(1), voice);
        }
    }

    /// A value in its box; an empty block shows only the box.
    pub(super) fn field(
        &mut self,
        item: &'a Item,
        words: &'a Words,
        area: Rect,
        order: u32,
        voice: &Voice<'a>,
    ) {
        self.border(&words.style, area, order);
        let fixed = self.work.words_are_fixed(words) && !self.block.repeated && item.id.is_none();
        if self.wants(fixed) && !self.block.empty {
            let spills = std::mem::take(&mut self.block.spills);
            let spoken = self.work.value(item, words, &spills, voice);
            self.block.spills = spills;
            self.words(spoken, words, area, order.saturating_add(1), voice);
        }
    }

    fn words(
        &mut self,
        spoken: Option<Spoken>,
        words: &Words,
        area: Rect,
        order: u32,
        voice: &Voice<'a>,
    ) {
        if let Some(spoken) = spoken {
            self.text(spoken, &words.style, words.role, area, order, voice);
        }
    }

    /// Words in a box, on one line unless the ladder allows more.
    pub(super) fn text(
        &mut self,
        spoken: Spoken,
        style: &Style,
        role: Role,
        area: Rect,
        order: u32,
        voice: &Voice<'a>,
    ) {
        let room = Room::line(style, area.size.width, Some(area.size.height));
        let indents = (Length::ZERO, Length::ZERO);
        self.boxed(spoken, Look { style, role, area, indents }, room, order, voice);
    }

    fn boxed(&mut self, spoken: Spoken, look: Look<'_>, room: Room, order: u32, voice: &Voice<'a>) {
        if self.work.joins(&spoken, look.style, room, voice)
            || self.goes_on(&spoken, look, room, order, voice)
        {
            return;
        }
        let spoken = match self.work.line(spoken, look, room) {
            Ok(run) => {
                let name = Some(Arc::clone(&voice.field));
                return self.push(order, look.role, name, Draw::Text(run));
            }
            Err(spoken) => spoken,
        };
        if let Some(set) = self.work.set(spoken, look.style, room, voice) {
            self.draw(&set, look, None, order, voice);
        }
    }

    fn para(&mut self, item: &'a Item, para: &'a Para, area: Rect, order: u32) {
        let voice = self.work.voice(item, para.spans.first().map(|span| &span.template));
        self.border(&para.style, area, order);
        let fixed = self.work.para_is_fixed(para);
        if !self.wants(fixed) || (self.block.empty && !fixed) {
            return;
        }
        let Some(spoken) = self.work.paragraph(para, &voice) else { return };
        let room = Room::paragraph(para, area.size.width, Some(area.size.height));
        self.boxed(spoken, Look::paragraph(para, area), room, order.saturating_add(1), &voice);
    }

    /// Draws lines of a set text (all if `None`).
    pub(super) fn draw(
        &mut self,
        set: &Set,
        look: Look<'_>,
        lines: Option<Range<usize>>,
        order: u32,
        voice: &Voice<'a>,
    ) {
        let name = &voice.field;
        // A label that shrinks is the layout's own affair, but not one that loses characters; a
        // divided paragraph is told once.
        let label = matches!(look.role, Role::Label | Role::HeaderCell);
        if (!label || set.setting.lost > 0) && lines.as_ref().is_none_or(|lines| lines.start == 0) {
            self.work.report.fitted(&set.setting, look.style, voice);
        }
        let lines = lines.unwrap_or(0..set.setting.lines.len());
        let name = |draw: &Draw| matches!(draw, Draw::Text(_)).then(|| Arc::clone(name));
        if !set.kept {
            for (role, draw) in set.draw(look, lines) {
                self.push(order, role, name(&draw), draw);
            }
            return;
        }
        let Rect { origin, size } = look.area;
        let corner = Look { area: Rect { origin: Point::default(), size }, ..look };
        let mut memo = std::mem::take(self.work.memo.get_mut());
        let drawn = memo.drawn(set, (size, lines.clone()), || set.draw(corner, lines));
        for (role, draw) in drawn.iter() {
            let draw = draw.clone().moved(origin);
            self.push(order, *role, name(&draw), draw);
        }
        *self.work.memo.get_mut() = memo;
    }

    /// The frame of a box: the same on every copy unless what it stands in is not.
    pub(super) fn border(&mut self, style: &Style, area: Rect, order: u32) {
        if let Some(stroke) = &style.border
            && self.wants(true)
        {
            let stroke = stroke.clone();
            self.push(order, Role::Artifact, None, Draw::Frame(Frame { area, stroke }));
        }
    }

    /// Whether a drawing belongs to this walk.
    pub(super) fn wants(&self, fixed: bool) -> bool {
        (self.pass == Pass::Fixed) == (fixed && !self.dynamic)
    }

    pub(super) fn push(&mut self, order: u32, role: Role, name: Option<Arc<str>>, draw: Draw) {
        let name = name.filter(|name| !name.is_empty());
        self.out.push(page::Item { order: self.order.unwrap_or(order), role, name, draw });
    }
}

/// The words of a label without the spaces that only spread it; `None` if it binds.
pub(super) fn label_of(label: &Template) -> Option<String> {
    let [Piece::Words(words)] = &label.0[..] else { return None };
    Some(words.chars().filter(|&c| c != '\u{3000}').collect())
}

impl Set {
    /// Some lines of it in a look.
    fn draw(&self, look: Look<'_>, lines: Range<usize>) -> Vec<(Role, Draw)> {
        let Look { style, role, area, indents } = look;
        let (text, setting, stretches) = (&*self.text, &self.setting, &*self.stretches);
        Block { text, setting, style, role, area, indents, stretches }.draw(lines)
    }
}

/// How and where a set text is drawn.
#[derive(Clone, Copy)]
pub(super) struct Look<'s> {
    pub(super) style: &'s Style,
    pub(super) role: Role,
    pub(super) area: Rect,
    /// Indents of the first line and of the others.
    pub(super) indents: (Length, Length),
}

impl<'s> Look<'s> {
    /// The look of a paragraph.
    pub(super) fn paragraph(para: &'s Para, area: Rect) -> Self {
        Self { style: &para.style, role: para.role, area, indents: (para.indent, para.hang) }
    }
}

/// The places of an item on the page, each with the order of its first drawing.
pub(super) fn places(
    item: &Item,
    corner: Point,
    first: u32,
    each: u32,
) -> impl Iterator<Item = ((Rect, Option<Rect>), u32)> {
    let orders = (0..).map(move |i: u32| first.saturating_add(i.saturating_mul(each)));
    let boxes = item.areas.iter().map(move |area| {
        (area.first.offset(corner), area.second.map(|second| second.offset(corner)))
    });
    boxes.zip(orders)
}

/// A rule along an area: its top edge if it is wider than high, else its left edge.
fn edge(area: Rect, stroke: &Stroke) -> Rule {
    let to = if area.size.width >= area.size.height {
        Point::new(area.right(), area.origin.y)
    } else {
        Point::new(area.origin.x, area.bottom())
    };
    Rule { from: area.origin, to, stroke: stroke.clone() }
}
