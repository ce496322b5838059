//! What every step shares while one record is composed: the scope, the report, and the setting
//! of words in a room.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use chohyo_fonts::{FontRole, FontSet};

use super::annex::Annexes;
use super::axes::Axes;
use super::binding::{self, first_path, prints_mj};
use super::composer::Mode;
use super::decimal;
use super::emit::Look;
use super::fit::{Case, Room, Setting, fit, give_up};
use super::line;
use super::measure::{Manner, Measured};
use super::memo::{Called, Fact, Memo, address};
use super::next_page::Long;
use super::report::{Report, Voice};
use super::spoken::{Letters, RubyWords, Spoken, Stretch};
use super::stretches::measure_spoken;
use super::together::Together;
use crate::diag::Diagnostic;
use crate::expression::{Expr, Piece, Scope, Template};
use crate::form::{
    Align, Beyond, Candidate, Form, Item, LastWord, Para, ParamValue, Params, Part, Style, Words,
    Writing, goes_on,
};
use crate::length::{Length, Size};
use crate::mark::Payload;
use crate::page::TextRun;
use crate::record::{GroupId, GroupValue};

/// What a run composes with.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a> {
    pub(super) form: &'a Form,
    pub(super) params: &'a Params,
    pub(super) fonts: &'a FontSet,
    pub(super) mode: Mode,
    /// The run's own last word for all ladders.
    pub(super) overflow: Option<Overflow>,
}

/// What happens to a text of a record that no attempt of its ladder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// Print the clusters that fit in the last attempt and report the rest.
    Limit,
    /// Print nothing and report.
    Blank,
    /// Refuse the record.
    Refuse,
}

/// The state of composing one record.
pub(super) struct Work<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) report: Report,
    /// Void mark of the part.
    pub(super) void: &'a str,
    /// Groups of one size on the page.
    pub(super) together: Together,
    /// Texts of the annex sheet.
    pub(super) annexes: Annexes<'a>,
    /// Values that go on on further sheets, while these are looked for.
    pub(super) long: Option<Long>,
    /// What the marks of the page say; none on a back.
    pub(super) sheet: Option<Payload>,
    /// What is remembered of the form.
    pub(super) memo: RefCell<Memo>,
    /// Words of this record as they are shaped.
    measured: HashMap<Spoken, Arc<Measured>>,
}

/// Words that are set.
pub(super) struct Set {
    pub(super) text: Arc<Measured>,
    pub(super) setting: Setting,
    pub(super) stretches: Vec<Stretch>,
    /// It is kept from record to record.
    pub(super) kept: bool,
}

/// Text that slots hand to a field of their block.
#[derive(Clone)]
pub(super) struct Spill<'a> {
    pub(super) target: &'a str,
    pub(super) text: String,
    pub(super) mj: bool,
}

impl<'a> Work<'a> {
    /// The start of a record.
    pub(super) fn new(
        inputs: Inputs<'a>,
        record: &'a GroupValue,
        report: Report,
        memo: Memo,
    ) -> Self {
        let scope = Scope::of_form(inputs.form, inputs.params, record);
        Self {
            inputs,
            scope,
            report,
            void: "",
            together: Together::default(),
            annexes: Annexes::default(),
            long: None,
            sheet: None,
            memo: RefCell::new(memo),
            measured: HashMap::new(),
        }
    }

    /// Enters the scope of an element (`None`: of an empty block).
    pub(super) fn scope_in(&mut self, list: &'a Expr, value: Option<&'a GroupValue>, no: usize) {
        self.scope.step_in(list, value, no);
    }

    /// Leaves the innermost element.
    pub(super) fn scope_out(&mut self) {
        self.scope.elements.pop();
    }

    fn groups(&self) -> Vec<GroupId> {
        self.scope.elements.iter().map(|element| element.group).collect()
    }

    /// What messages call a field: its name, or what it binds, or its words.
    pub(super) fn voice(&self, item: &'a Item, template: Option<&'a Template>) -> Voice<'a> {
        let field = self.called((Called::Item, item), template, || {
            match (&item.name, template.and_then(first_path)) {
                (Some(name), _) => self.numbered(name, 0),
                (None, Some(path)) => self.numbered(&path.words, path.up),
                (None, None) => template.map_or_else(String::new, literal_words),
            }
        });
        Voice { field, label: None, source: &item.source }
    }

    /// As [`Self::voice`], for a cell of a table: what it binds comes first.
    pub(super) fn cell_voice(&self, item: &'a Item, template: &'a Template) -> Voice<'a> {
        let field =
            self.called((Called::Cell, item), Some(template), || match first_path(template) {
                Some(path) => self.numbered(&path.words, path.up),
                None => match &item.name {
                    Some(name) => self.numbered(name, 0),
                    None => literal_words(template),
                },
            });
        Voice { field, label: None, source: &item.source }
    }

    /// As [`Self::voice`], for a candidate of slots.
    pub(super) fn candidate_voice(&self, item: &'a Item, candidate: &'a Candidate) -> Voice<'a> {
        let make = || self.numbered(&candidate.name, 0);
        let field = self.called((Called::Candidate, candidate), None, make);
        Voice { field, label: None, source: &item.source }
    }

    /// A name at the place of the elements around; kept for the next record.
    fn called<T>(
        &self,
        (how, thing): (Called, &'a T),
        template: Option<&'a Template>,
        make: impl FnOnce() -> String,
    ) -> Arc<str> {
        let mut memo = self.memo.borrow_mut();
        let elements = &mut self.scope.elements.iter();
        let place = elements.try_fold(0, |place, e| memo.place(place, e.list, e.no));
        memo.name((how, thing, template), place, make)
    }

    /// Whether a record adds nothing to an item, which stands in a block or not.
    pub(super) fn is_still(&self, item: &'a Item, in_block: bool) -> bool {
        let fact = if in_block { Fact::StillInBlock } else { Fact::Still };
        self.holds_always(item, fact, || binding::is_still(item, in_block))
    }

    /// Whether a label or value is the same on every copy.
    pub(super) fn words_are_fixed(&self, words: &'a Words) -> bool {
        self.holds_always(words, Fact::FixedWords, || binding::words_are_fixed(words))
    }

    /// Whether a paragraph is the same on every copy.
    pub(super) fn para_is_fixed(&self, para: &'a Para) -> bool {
        self.holds_always(para, Fact::FixedPara, || binding::para_is_fixed(para))
    }

    /// Whether values of a part may go on on further sheets.
    pub(super) fn goes_on(&self, part: &'a Part) -> bool {
        self.holds_always(part, Fact::GoesOn, || goes_on(part))
    }

    fn holds_always<T>(&self, thing: &'a T, fact: Fact, find: impl FnOnce() -> bool) -> bool {
        self.memo.borrow_mut().holds(thing, fact, find)
    }

    /// A name with the elements it stands in: `世帯員[2].氏名`; in a fixed layer, which serves
    /// many pages, without numbers.
    pub(super) fn numbered(&self, name: &str, up: usize) -> String {
        let depth = self.scope.elements.len().saturating_sub(up);
        let mut path = String::new();
        for element in self.scope.elements.iter().take(depth) {
            if let Expr::Path(list) = element.list {
                path.push_str(&list.words);
            }
            if self.report.record.is_some() {
                path.push_str(&format!("[{}]", element.no));
            }
            path.push('.');
        }
        path + name
    }

    /// A condition; an error counts as false and is reported.
    pub(super) fn holds(&mut self, when: Option<&Expr>, item: &'a Item) -> bool {
        let Some(when) = when else { return true };
        match self.scope.flag(when) {
            Ok(flag) => flag,
            Err(error) => {
                let voice = self.voice(item, None);
                self.report.eval(&error, &voice);
                false
            }
        }
    }

    /// The elements of a list; an error is reported.
    pub(super) fn list(&mut self, list: &'a Expr, item: &'a Item) -> Vec<&'a GroupValue> {
        self.scope.list(list).unwrap_or_else(|error| {
            let voice = self.voice(item, None);
            self.report.eval(&error, &voice);
            Vec::new()
        })
    }

    /// What a template says, and in which font. `None` after an error.
    pub(super) fn say(
        &mut self,
        template: &'a Template,
        style: &Style,
        voice: &Voice,
    ) -> Option<Spoken> {
        let mut text = self.memo.get_mut().spare.text();
        match self.scope.say(template, &mut text) {
            Ok(()) => {
                let scope = Fact::PrintsMj(self.scope.elements.len());
                let schema = &self.inputs.form.schema;
                let mj = || prints_mj(template, schema, &self.groups());
                let mj = self.holds_always(template, scope, mj);
                let font = if mj { FontRole::Mincho } else { style.font };
                let look = Letters { font, ..Letters::of(style) };
                let fixed = || binding::is_fixed(template);
                let constant = self.holds_always(template, Fact::FixedTemplate, fixed);
                let constant = constant.then(|| address(template));
                Some(Spoken { text, look, stretches: Vec::new(), constant })
            }
            Err(error) => {
                self.report.eval(&error, voice);
                None
            }
        }
    }

    /// What a label or field says: its void mark, its words with what slots spill into it, or
    /// its blank. `None` if nothing is to be printed.
    pub(super) fn value(
        &mut self,
        item: &'a Item,
        words: &'a Words,
        spill: &[Spill],
        voice: &Voice,
    ) -> Option<Spoken> {
        if words.void_when.is_some() && self.holds(words.void_when.as_ref(), item) {
            return Some(Spoken::fixed(self.void, &words.style));
        }
        let mut spoken = self.say(&words.template, &words.style, voice)?;
        if let Some(ruby) = &words.ruby {
            let ruby = Some(self.ruby(ruby, &words.style, voice)?);
            spoken.constant = None;
            spoken.mark(Stretch { ruby, ..Stretch::plain(0..spoken.text.len()) });
        }
        for spill in spill.iter().filter(|s| item.id.as_deref() == Some(s.target)) {
            if !spoken.text.is_empty() {
                spoken.text.push('\u{3000}');
            }
            spoken.constant = None;
            spoken.text.push_str(&spill.text);
            if spill.mj {
                spoken.look.font = FontRole::Mincho;
            }
        }
        if !spoken.text.is_empty() {
            return Some(spoken);
        }
        if words.required {
            self.report.error(Diagnostic::error("C002"), voice);
        }
        words.blank.as_ref().map(|blank| Spoken::fixed(blank, &words.style))
    }

    /// What a paragraph says; `None` if it is empty.
    pub(super) fn paragraph(&mut self, para: &'a Para, voice: &Voice) -> Option<Spoken> {
        let mut whole = Spoken::fixed("", &para.style);
        for span in &para.spans {
            let style = span.style.as_ref().unwrap_or(&para.style);
            let spoken = self.say(&span.template, style, voice)?;
            let start = whole.text.len();
            whole.text.push_str(&spoken.text);
            if span.style.is_none() && spoken.look.font == FontRole::Mincho {
                whole.look.font = FontRole::Mincho;
            }
            let ruby = match &span.ruby {
                Some(ruby) => Some(self.ruby(ruby, style, voice)?),
                None => None,
            };
            whole.mark(Stretch {
                text: start..whole.text.len(),
                look: span.style.is_some().then_some(Letters {
                    manner: Manner { forms: style.forms, ..Manner::from(&*para.style) },
                    ..spoken.look
                }),
                underline: span.underline,
                strike: span.strike,
                ruby,
            });
        }
        whole.constant = self.para_is_fixed(para).then(|| address(para));
        (!whole.text.is_empty()).then_some(whole)
    }

    /// What ruby says.
    fn ruby(&mut self, words: &'a Template, style: &Style, voice: &Voice) -> Option<RubyWords> {
        let spoken = self.say(words, style, voice)?;
        let font = Some(spoken.look.font).filter(|&font| font != style.font);
        Some(RubyWords { text: spoken.text, font })
    }

    /// The run of words that stand on one line at their base style; the words if they may not.
    pub(super) fn line(
        &mut self,
        spoken: Spoken,
        look: Look<'_>,
        room: Room,
    ) -> Result<TextRun, Spoken> {
        let (fonts, memo) = (self.inputs.fonts, self.memo.get_mut());
        match line::single(fonts, &spoken, look.style, room, &mut memo.line) {
            Some(single) => {
                let buffers = memo.spare.line(memo.line.len());
                Ok(single.run(fonts, spoken, look, &memo.line, buffers))
            }
            None => Err(spoken),
        }
    }

    /// Whether words are known to stand on one line at their base style.
    pub(super) fn is_line(&mut self, spoken: &Spoken, style: &Style, room: Room) -> bool {
        let clusters = &mut self.memo.get_mut().line;
        line::single(self.inputs.fonts, spoken, style, room, clusters).is_some()
    }

    /// Sets words in a room, constant ones once. `None` after an error.
    pub(super) fn set(
        &mut self,
        spoken: Spoken,
        style: &Style,
        room: Room,
        voice: &Voice,
    ) -> Option<Arc<Set>> {
        let alone = style.same_size.is_none() && style.fit.beyond == Beyond::Nowhere;
        let Some(says) = spoken.constant.filter(|_| alone) else {
            return self.set_anew(spoken, style, room, voice).map(Arc::new);
        };
        if let Some(known) = self.memo.get_mut().set(says, room) {
            return Some(Arc::clone(known));
        }
        let set = self.set_anew(spoken, style, room, voice)?;
        Some(self.memo.get_mut().keep_set(says, room, set))
    }

    fn set_anew(
        &mut self,
        spoken: Spoken,
        style: &Style,
        room: Room,
        voice: &Voice,
    ) -> Option<Set> {
        let (text, room) = self.case(&spoken, style, room, voice)?;
        let case = Case { text: &text, style, room };
        let whole = match self.together.step(style) {
            Some(step) => case.whole(step),
            None => fit(case),
        };
        if whole.is_none()
            && let Some(marked) = self.annexed(&spoken, style, room, voice)
        {
            return Some(marked);
        }
        let setting = self.or_last_word(whole, case, voice)?;
        Some(Set { text, setting, stretches: spoken.stretches, kept: false })
    }

    /// What the last word makes of words that do not fit. `None` after an error.
    pub(super) fn or_last_word(
        &mut self,
        whole: Option<Setting>,
        case: Case,
        voice: &Voice,
    ) -> Option<Setting> {
        let setting = whole.or_else(|| give_up(case, &self.last_word(case.style)));
        if setting.is_none() {
            self.refuse(case.style, voice);
        }
        setting
    }

    /// Words that do not fit are an error of the record, or of the layout that they stand in.
    pub(super) fn refuse(&mut self, style: &Style, voice: &Voice) {
        let code = if self.report.record.is_some() { "C001" } else { "C008" };
        self.report.error(Diagnostic::error(code).arg("fit", &style.fit.name), voice);
    }

    /// The reference mark instead of a text that goes to the annex sheet.
    fn annexed(
        &mut self,
        spoken: &Spoken,
        style: &Style,
        room: Room,
        voice: &Voice,
    ) -> Option<Set> {
        if style.fit.beyond != Beyond::Annex {
            return None;
        }
        let (mark, number) = self.annexes.mark(spoken, voice)?;
        let text = self.measure((style.font, style.into()), &mark, voice)?;
        let Some(setting) = fit(Case { text: &text, style, room }) else {
            self.annexes.take_back(number);
            return None;
        };
        let setting = Setting { annex: Some(number), ..setting };
        Some(Set { text, setting, stretches: Vec::new(), kept: false })
    }

    /// A text in its faces, and its room with a line for each line feed.
    pub(super) fn case(
        &mut self,
        spoken: &Spoken,
        style: &Style,
        room: Room,
        voice: &Voice,
    ) -> Option<(Arc<Measured>, Room)> {
        let text = self.measured(spoken, voice)?;
        let after = match style.align {
            Align::Decimal if style.decimals > 0 => {
                self.after_point(spoken, &text, style.decimals, voice)?
            }
            _ => 0,
        };
        let feeds = spoken.text.matches('\n').count();
        Some((text, Room { lines: room.lines.saturating_add(feeds), after, ..room }))
    }

    /// While the groups of a page are gathered: notes the words if their style is of one. Whether
    /// they are to be set later.
    pub(super) fn joins(
        &mut self,
        spoken: &Spoken,
        style: &Style,
        room: Room,
        voice: &Voice,
    ) -> bool {
        let gathers = self.together.gathers(style);
        if gathers && let Some((text, room)) = self.case(spoken, style, room, voice) {
            self.together.join(text, style, room);
        }
        gathers
    }

    /// Font units free after an amount, so that its point stands where so many places after it
    /// fill the measure.
    fn after_point(
        &mut self,
        spoken: &Spoken,
        text: &Measured,
        places: u16,
        voice: &Voice,
    ) -> Option<i64> {
        let sample = decimal::sample(&spoken.text, places);
        let sample =
            Spoken { text: sample, stretches: Vec::new(), look: spoken.look, constant: None };
        let sample = self.measured(&sample, voice)?;
        Some(decimal::free_after(text, &sample))
    }

    /// Shapes a text in one look. `None` after an error.
    pub(super) fn measure(
        &mut self,
        (font, manner): (FontRole, Manner),
        text: &str,
        voice: &Voice,
    ) -> Option<Arc<Measured>> {
        self.measured(&Spoken::even(text, font, manner), voice)
    }

    /// Shapes words; once for all places of a record, constant ones once for all records. `None`
    /// after an error.
    fn measured(&mut self, spoken: &Spoken, voice: &Voice) -> Option<Arc<Measured>> {
        let key = spoken.shape();
        let known = match spoken.constant.is_some() {
            true => self.memo.get_mut().constant.get(&key),
            false => self.measured.get(&key),
        };
        if let Some(known) = known {
            return Some(Arc::clone(known));
        }
        match measure_spoken(self.inputs.fonts, spoken) {
            Ok(measured) => {
                let measured = Arc::new(measured);
                let known = match spoken.constant.is_some() {
                    true => &mut self.memo.get_mut().constant,
                    false => &mut self.measured,
                };
                known.insert(key, Arc::clone(&measured));
                Some(measured)
            }
            Err((text, missing)) => {
                // The MJ face is the last one of every chain.
                let fonts = self.inputs.fonts;
                let last = fonts.face(fonts.role(FontRole::Mincho)).name();
                self.report.missing(&text, &missing, last, voice);
                None
            }
        }
    }

    /// The run's last word for values of records, or the ladder's, with the city's choice looked
    /// up.
    pub(super) fn last_word(&self, style: &Style) -> LastWord {
        match self.inputs.overflow.filter(|_| self.report.record.is_some()) {
            Some(Overflow::Limit) => return LastWord::Limit,
            Some(Overflow::Blank) => return LastWord::Blank,
            Some(Overflow::Refuse) => return LastWord::Refuse,
            None => {}
        }
        let LastWord::Param(index) = style.fit.last else { return style.fit.last.clone() };
        match self.inputs.params.0.get(index) {
            Some(ParamValue::Text(word)) if word == "limit" => LastWord::Limit,
            Some(ParamValue::Text(word)) if word == "blank" => LastWord::Blank,
            _ => LastWord::Refuse,
        }
    }
}

impl Room {
    /// The inside of a box for one line of a style; without a height it grows with its lines,
    /// which must be horizontal then.
    pub(super) fn line(style: &Style, width: Length, height: Option<Length>) -> Self {
        let (zero, pads) = (Length::ZERO, style.pad * 2);
        let size = Size::new(width, height.unwrap_or_default());
        let (measure, depth) = Axes::extents(style.writing, size);
        let grows = height.is_none() && style.writing == Writing::Horizontal;
        let height = (!grows).then_some(depth);
        Self { width: measure - pads, height, indent: zero, hang: zero, lines: 1, after: 0 }
    }

    /// The inside of a box for a paragraph.
    pub(super) fn paragraph(para: &Para, width: Length, height: Option<Length>) -> Self {
        let room = Self::line(&para.style, width, height);
        Self { indent: para.indent, hang: para.hang, lines: usize::MAX, ..room }
    }
}

/// The words of a template without its holes.
fn literal_words(template: &Template) -> String {
    let words = template.0.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words.as_str()),
        Piece::Hole(_) => None,
    });
    words.collect()
}
