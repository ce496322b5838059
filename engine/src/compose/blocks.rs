//! Repeated blocks, slots and images.

use std::sync::Arc;

use super::composer::Mode;
use super::emit::{BlockState, Emitter, Pass, places};
use super::order::block;
use super::spoken::Spoken;
use super::work::Spill;
use crate::diag::Diagnostic;
use crate::form::{
    Align, Candidate, EmptyBlock, EndMark, ImageSource, Item, Kind, ParamValue, Repeat, Slots,
    Style, Words,
};
use crate::length::{Length, Point, Rect};
use crate::page::{self, Draw, Picture, Role};
use crate::record::GroupValue;

impl<'a> Emitter<'_, 'a> {
    /// The blocks of a page.
    pub(super) fn repeat(&mut self, item: &'a Item, repeat: &'a Repeat, corner: Point, order: u32) {
        let elements = match self.pass {
            Pass::Fixed => Vec::new(),
            Pass::Variable => self.work.list(&repeat.list, item),
        };
        let blocks = repeat.origins.len();
        // The blocks of a fixed layer have no elements.
        let goes_on = self.pass == Pass::Variable && !self.block.repeated;
        let skipped = if goes_on { self.sheet.turn(item.on) * blocks } else { 0 };
        if self.block.repeated && elements.len() > blocks {
            self.too_many(item, elements.len(), blocks);
        }
        let shows_marks = self.pass == Pass::Variable && !self.block.empty;
        let outer = (self.dynamic, std::mem::take(&mut self.block));
        self.dynamic |= repeat.empty == EmptyBlock::None;
        let mut order = order;
        let shown = match &repeat.on_last {
            Some(last) if self.sheet.shows(last.on) => last.room,
            _ => blocks,
        };
        for (i, origin) in repeat.origins.iter().take(shown).enumerate() {
            let index = skipped + i;
            let element = elements.get(index).copied();
            let mark = index == elements.len() && shows_marks;
            let at = origin.offset(corner);
            self.one_block(repeat, element, index + 1, mark.then_some(item), at, order);
            order = order.saturating_add(block(&repeat.items));
        }
        (self.dynamic, self.block) = outer;
    }

    fn one_block(
        &mut self,
        repeat: &'a Repeat,
        element: Option<&'a GroupValue>,
        no: usize,
        marked: Option<&'a Item>,
        corner: Point,
        order: u32,
    ) {
        let shown = element.is_some() || repeat.empty == EmptyBlock::Frame;
        self.work.scope_in(&repeat.list, element, no);
        self.block = BlockState { repeated: true, empty: element.is_none(), spills: Vec::new() };
        if element.is_some() {
            self.block.spills = self.spills(&repeat.items);
        }
        if shown {
            self.items(&repeat.items, corner, order);
        }
        self.work.scope_out();
        if let (Some(item), Some(mark)) = (marked, &repeat.end_mark) {
            let order = order.saturating_add(block(&repeat.items) - 1);
            self.end_mark(item, repeat, mark, corner, order);
        }
    }

    /// 以下余白 in the first block without an element.
    fn end_mark(
        &mut self,
        item: &'a Item,
        repeat: &'a Repeat,
        mark: &'a EndMark,
        corner: Point,
        order: u32,
    ) {
        let block = Rect { origin: corner, size: repeat.size };
        let wanted = mark.target.as_deref();
        let Some((words, area)) = value_box(&repeat.items, wanted, Point::default()) else {
            return;
        };
        let area = wanted.map_or(block, |_| area.offset(corner));
        let style = match wanted {
            Some(_) => (*words.style).clone(),
            None => Style { align: Align::Centre, ..(*words.style).clone() },
        };
        let voice = self.work.voice(item, None);
        self.text(Spoken::fixed(&mark.text, &style), &style, words.role, area, order, &voice);
    }

    pub(super) fn too_many(&mut self, item: &'a Item, count: usize, room: usize) {
        let voice = self.work.voice(item, None);
        let error = Diagnostic::error("C003").arg("count", count).arg("room", room);
        self.work.report.error(error, &voice);
    }

    /// Places filled by the first candidates whose condition holds; void marks in the rest.
    pub(super) fn slots(&mut self, item: &'a Item, slots: &'a Slots, corner: Point, order: u32) {
        let taken = match (self.pass, self.block.empty) {
            (Pass::Variable, false) => self.candidates(item, slots),
            _ => Vec::new(),
        };
        for (i, ((first, second), order)) in places(item, corner, order, 4).enumerate() {
            let second = second.unwrap_or(first);
            self.border(&slots.label_style, first, order);
            self.border(&slots.value_style, second, order.saturating_add(2));
            if self.pass == Pass::Fixed || self.block.empty {
                continue;
            }
            match taken.get(i) {
                Some(candidate) => self.candidate(item, candidate, (first, second), order),
                None => {
                    self.void(
                        item,
                        &slots.label_style,
                        Role::Label,
                        first,
                        order.saturating_add(1),
                    );
                    self.void(
                        item,
                        &slots.value_style,
                        Role::Value,
                        second,
                        order.saturating_add(3),
                    );
                }
            }
        }
    }

    fn candidates(&mut self, item: &'a Item, slots: &'a Slots) -> Vec<&'a Candidate> {
        let holds = |c: &&'a Candidate| self.work.holds(c.when.as_ref(), item);
        slots.candidates.iter().filter(holds).collect()
    }

    fn candidate(
        &mut self,
        item: &'a Item,
        candidate: &'a Candidate,
        (first, second): (Rect, Rect),
        order: u32,
    ) {
        let voice = self.work.candidate_voice(item, candidate);
        for (words, area, order) in [
            (&candidate.label, first, order.saturating_add(1)),
            (&candidate.field, second, order.saturating_add(3)),
        ] {
            if let Some(spoken) = self.work.value(item, words, &[], &voice) {
                self.text(spoken, &words.style, words.role, area, order, &voice);
            }
        }
    }

    fn void(&mut self, item: &'a Item, style: &Style, role: Role, area: Rect, order: u32) {
        let voice = self.work.voice(item, None);
        let mark = Spoken::fixed(self.work.void, style);
        // Spread over its box the mark would read as three.
        let centred = (style.align == Align::Distribute)
            .then(|| Style { align: Align::Centre, ..style.clone() });
        self.text(mark, centred.as_ref().unwrap_or(style), role, area, order, &voice);
    }

    /// What the slots of a block hand to its fields.
    pub(super) fn spills(&mut self, items: &'a [Item]) -> Vec<Spill<'a>> {
        let mut found = Vec::new();
        for item in items {
            match &item.kind {
                Kind::Group(inner) => found.extend(self.spills(inner)),
                Kind::Slots(slots) => found.extend(self.spill(item, slots)),
                _ => {}
            }
        }
        found
    }

    fn spill(&mut self, item: &'a Item, slots: &'a Slots) -> Option<Spill<'a>> {
        let target = slots.spill.as_deref()?;
        if !self.sheet.shows(item.on) || !self.work.holds(item.when.as_ref(), item) {
            return None;
        }
        let mut texts = Vec::new();
        let mut mj = false;
        for candidate in self.candidates(item, slots).into_iter().skip(item.areas.len()) {
            let voice = self.work.candidate_voice(item, candidate);
            for words in [&candidate.label, &candidate.field] {
                let Some(spoken) = self.work.value(item, words, &[], &voice) else { continue };
                mj |= spoken.look.font == chohyo_fonts::FontRole::Mincho;
                texts.push(spoken.text);
            }
        }
        (!texts.is_empty()).then(|| Spill { target, text: texts.join("\u{3000}"), mj })
    }

    /// 公印: on live copies, and where test seals of the parameters stand for them.
    pub(super) fn seal(
        &mut self,
        item: &'a Item,
        source: &'a ImageSource,
        corner: Point,
        order: u32,
    ) {
        match (self.work.inputs.mode, source) {
            (Mode::Live, _) | (Mode::Trial, ImageSource::Param(_)) => {
                self.image(item, source, corner, order);
            }
            (Mode::Trial | Mode::Specimen, _) => {}
        }
    }

    /// A picture at its natural size, centred in its area.
    pub(super) fn image(
        &mut self,
        item: &'a Item,
        source: &'a ImageSource,
        corner: Point,
        order: u32,
    ) {
        let fixed = !matches!(source, ImageSource::Record(_)) && !self.block.repeated;
        if !self.wants(fixed) || self.block.empty {
            return;
        }
        let Some(picture) = self.picture(item, source) else { return };
        for ((area, _), order) in places(item, corner, order, 1) {
            self.place_picture(item, &picture, area, order);
        }
    }

    fn picture(&mut self, item: &'a Item, source: &'a ImageSource) -> Option<Arc<Picture>> {
        let voice = self.work.voice(item, None);
        match source {
            ImageSource::File(picture) => Some(Arc::clone(picture)),
            ImageSource::Param(index) => match self.work.inputs.params.0.get(*index) {
                Some(ParamValue::Image(picture)) => Some(Arc::clone(picture)),
                _ => {
                    let name = self.work.inputs.form.vary.get(*index).map_or("", |v| &v.name);
                    self.work.report.error(Diagnostic::error("C009").arg("name", name), &voice);
                    None
                }
            },
            ImageSource::Record(path) => self.work.scope.image(path).unwrap_or_else(|error| {
                self.work.report.eval(&error, &voice);
                None
            }),
        }
    }

    fn place_picture(&mut self, item: &'a Item, picture: &Arc<Picture>, area: Rect, order: u32) {
        let mut voice = self.work.voice(item, None);
        if let (Kind::Image(ImageSource::Record(crate::expression::Expr::Path(path))), None) =
            (&item.kind, &item.name)
        {
            voice.field = self.work.numbered(&path.words, path.up).into();
        }
        let Some(size) = picture.natural else {
            self.work.report.error(Diagnostic::error("C006"), &voice);
            return;
        };
        let free = (area.size.width - size.width, area.size.height - size.height);
        if free.0 < Length::ZERO || free.1 < Length::ZERO {
            let error =
                Diagnostic::error("C005").arg("width", size.width).arg("height", size.height);
            self.work.report.error(error, &voice);
            return;
        }
        let by = Point::new(free.0.scale(1, 2), free.1.scale(1, 2));
        let area = Rect { origin: area.origin.offset(by), size };
        let image = page::Image { area, picture: Arc::clone(picture) };
        self.push(order, Role::Value, Some(voice.field), Draw::Image(image));
    }
}

/// The value box of the item with an id, or of the first field; relative to the block.
fn value_box<'a>(items: &'a [Item], id: Option<&str>, corner: Point) -> Option<(&'a Words, Rect)> {
    items.iter().find_map(|item| match &item.kind {
        Kind::Group(inner) => {
            let area = item.areas.first()?;
            value_box(inner, id, corner.offset(area.first.origin))
        }
        Kind::Cell { label, field } if id.is_none() || id == item.id.as_deref() => {
            let area = item.areas.first()?;
            let words = field.as_ref().or(label.as_ref())?;
            let both = label.is_some() && field.is_some();
            let place = if both { area.second.unwrap_or(area.first) } else { area.first };
            Some((words, place.offset(corner)))
        }
        _ => None,
    })
}
