//! Where a form prints the values of a record: in which words and in which font.
//!
//! The form's items are walked as composing walks them, with the record's own lists and
//! conditions, so that a field is judged in the very words that are printed.

use std::collections::HashMap;
use std::rc::Rc;

use chohyo_fonts::{FontRole, Forms};

use crate::compose::{prints_mj, template_paths};
use crate::expression::{Expr, Path, Scope, Template, expression_uses_pages};
use crate::form::{Form, Item, Kind, Para, Params, Repeat, Slots, Style, Table, Words};
use crate::record::{GroupId, GroupValue, Record, Value};

/// A place where a value is printed.
#[derive(Clone)]
pub(super) struct Use {
    /// The font that is asked first.
    pub(super) font: FontRole,
    /// Forms that the style asks for.
    pub(super) forms: Forms,
    /// All words of the place; `None` for the value alone.
    pub(super) words: Option<Rc<str>>,
}

impl Use {
    /// A value by itself.
    pub(super) fn alone(font: FontRole) -> Self {
        Self { font, forms: Forms::NONE, words: None }
    }
}

/// The places of all values of a record.
pub(super) struct Uses(HashMap<*const Value, Vec<Use>>);

impl Uses {
    /// Walks a form with a record.
    pub(super) fn of(form: &Form, params: &Params, record: &Record) -> Self {
        let scope = Scope::of_form(form, params, &record.root);
        let mut walk = Walk { scope, spills: Vec::new(), uses: HashMap::new() };
        for part in &form.parts {
            if walk.holds(part.when.as_ref()) {
                walk.block(&part.items);
            }
        }
        Self(walk.uses)
    }

    /// The places of some values; what the form does not print is judged as a name.
    pub(super) fn of_values(&self, values: &[&Value]) -> Vec<Use> {
        let places = |value: &&Value| self.0.get(&std::ptr::from_ref(*value));
        let uses: Vec<Use> = values.iter().filter_map(places).flatten().cloned().collect();
        if uses.is_empty() { vec![Use::alone(FontRole::Mincho)] } else { uses }
    }
}

/// Words that are said.
#[derive(Clone, Default)]
struct Said<'a> {
    text: String,
    mj: bool,
    values: Vec<&'a Value>,
}

/// What slots hand to a field of their block.
#[derive(Clone)]
struct Spill<'a> {
    target: &'a str,
    said: Said<'a>,
}

struct Walk<'a> {
    scope: Scope<'a>,
    spills: Vec<Spill<'a>>,
    uses: HashMap<*const Value, Vec<Use>>,
}

impl<'a> Walk<'a> {
    /// Whether something is printed; what hangs on page numbers or has an error may be.
    fn holds(&self, when: Option<&Expr>) -> bool {
        when.is_none_or(|when| expression_uses_pages(when) || self.scope.flag(when).unwrap_or(true))
    }

    /// Items that share what slots hand out.
    fn block(&mut self, items: &'a [Item]) {
        let spills = self.spills(items);
        let outer = std::mem::replace(&mut self.spills, spills);
        self.items(items);
        self.spills = outer;
    }

    fn items(&mut self, items: &'a [Item]) {
        for item in items {
            if self.holds(item.when.as_ref()) {
                self.item(item);
            }
        }
    }

    fn item(&mut self, item: &'a Item) {
        match &item.kind {
            Kind::Cell { label, field } => {
                label.iter().for_each(|words| self.words(words, None));
                field.iter().for_each(|words| self.words(words, item.id.as_deref()));
            }
            Kind::Para(para) => self.para(para),
            Kind::Group(items) => self.items(items),
            Kind::Repeat(repeat) => self.repeat(repeat),
            Kind::Slots(slots) => self.slots(slots),
            Kind::Table(table) => self.table(table),
            Kind::Flow(flow) => {
                flow.children.iter().for_each(|c| self.items(std::slice::from_ref(&c.item)));
            }
            Kind::Each(each) => self.each(&each.list, |walk| {
                each.children.iter().for_each(|c| walk.items(std::slice::from_ref(&c.item)));
            }),
            Kind::Annex(_) => {}
            Kind::Cells(cells) => self.words(&cells.words, None),
            Kind::Check(check) => {
                check.label.iter().for_each(|label| self.template(label, &check.style));
            }
            Kind::Choice(choice) => {
                let texts = choice.alternatives.iter().map(|alternative| &alternative.text);
                texts.for_each(|text| self.template(text, &choice.style));
            }
            Kind::Frame(_)
            | Kind::Rule(_)
            | Kind::Fill(_)
            | Kind::Diagonal { .. }
            | Kind::Seal(_)
            | Kind::Mark(_)
            | Kind::Bars(_)
            | Kind::Image(_) => {}
        }
    }

    fn repeat(&mut self, repeat: &'a Repeat) {
        self.each(&repeat.list, |walk| walk.block(&repeat.items));
    }

    fn table(&mut self, table: &'a Table) {
        table.columns.iter().for_each(|column| self.words(&column.head, None));
        self.each(&table.list, |walk| {
            table.columns.iter().for_each(|column| walk.words(&column.cell, None));
            let of_element = table.bands().filter(|(_, of_element)| *of_element);
            of_element.flat_map(|(band, _)| band.words()).for_each(|words| walk.words(words, None));
        });
        let own = table.bands().filter(|(_, of_element)| !of_element);
        own.flat_map(|(band, _)| band.words()).for_each(|words| self.words(words, None));
    }

    fn slots(&mut self, slots: &'a Slots) {
        for candidate in &slots.candidates {
            if self.holds(candidate.when.as_ref()) {
                self.words(&candidate.label, None);
                self.words(&candidate.field, None);
            }
        }
    }

    /// In the scope of every element of a list.
    fn each(&mut self, list: &'a Expr, mut f: impl FnMut(&mut Self)) {
        let elements: Vec<&'a GroupValue> = self.scope.list(list).unwrap_or_default();
        for (no, element) in (1..).zip(elements) {
            self.scope = self.scope.enter(list, Some(element), no);
            f(self);
            self.scope.elements.pop();
        }
    }

    /// Words in a box, with what slots hand to it.
    fn words(&mut self, words: &'a Words, id: Option<&str>) {
        if words.void_when.is_some() && self.holds(words.void_when.as_ref()) {
            return;
        }
        let mut said = self.say(&words.template);
        for spill in self.spills.iter().filter(|spill| id == Some(spill.target)) {
            said.join(&spill.said, "\u{3000}");
        }
        self.ruby(words.ruby.as_ref(), said.mj, &words.style);
        self.note(said, words.style.font, words.style.forms);
    }

    fn template(&mut self, template: &'a Template, style: &Style) {
        let said = self.say(template);
        self.note(said, style.font, style.forms);
    }

    fn para(&mut self, para: &'a Para) {
        let mut whole = Said::default();
        let mut rubies = Vec::new();
        for span in &para.spans {
            let said = self.say(&span.template);
            match &span.style {
                None => {
                    rubies.push(span.ruby.as_ref());
                    whole.join(&said, "");
                }
                Some(style) => {
                    self.ruby(span.ruby.as_ref(), said.mj, style);
                    self.note(said, style.font, style.forms);
                }
            }
        }
        let mj = whole.mj;
        rubies.into_iter().for_each(|ruby| self.ruby(ruby, mj, &para.style));
        self.note(whole, para.style.font, para.style.forms);
    }

    /// Ruby is drawn in the font of its base.
    fn ruby(&mut self, ruby: Option<&'a Template>, mj: bool, style: &Style) {
        if let Some(ruby) = ruby {
            let said = self.say(ruby);
            self.note(Said { mj: mj || said.mj, ..said }, style.font, Forms::RUBY);
        }
    }

    /// What a template says. Words with an error refuse the record when it is composed; their
    /// values are judged alone.
    fn say(&self, template: &'a Template) -> Said<'a> {
        let text = self.scope.words(template).unwrap_or_default().replace('\n', " ");
        let groups: Vec<GroupId> = self.scope.elements.iter().map(|e| e.group).collect();
        let mj = prints_mj(template, self.scope.schema, &groups);
        let mut values = Vec::new();
        for path in template_paths(template) {
            self.values(path, &mut values);
        }
        Said { text, mj, values }
    }

    fn values(&self, path: &Path, found: &mut Vec<&'a Value>) {
        if let (_, Some(group)) = self.scope.start(path) {
            reach(group, &path.steps, found);
        }
    }

    fn note(&mut self, said: Said<'a>, font: FontRole, forms: Forms) {
        let font = if said.mj { FontRole::Mincho } else { font };
        let place = Use { font, forms, words: Some(said.text.into()) };
        for value in said.values {
            self.uses.entry(std::ptr::from_ref(value)).or_default().push(place.clone());
        }
    }

    /// What the slots of a block cannot hold and hand to one of its fields.
    fn spills(&self, items: &'a [Item]) -> Vec<Spill<'a>> {
        let printed = items.iter().filter(|item| self.holds(item.when.as_ref()));
        printed
            .flat_map(|item| match &item.kind {
                Kind::Group(inner) => self.spills(inner),
                Kind::Slots(slots) => self.spill(slots, item.areas.len()).into_iter().collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    fn spill(&self, slots: &'a Slots, places: usize) -> Option<Spill<'a>> {
        let target = slots.spill.as_deref()?;
        let candidates = slots.candidates.iter().filter(|c| self.holds(c.when.as_ref()));
        let mut said = Said::default();
        for candidate in candidates.skip(places) {
            for words in [&candidate.label, &candidate.field] {
                let more = self.say(&words.template);
                let mj = more.mj || words.style.font == FontRole::Mincho;
                said.join(&Said { mj, ..more }, "\u{3000}");
            }
        }
        (!said.text.is_empty()).then_some(Spill { target, said })
    }
}

impl<'a> Said<'a> {
    fn join(&mut self, more: &Self, separator: &str) {
        if !self.text.is_empty() && !more.text.is_empty() {
            self.text.push_str(separator);
        }
        self.text.push_str(&more.text);
        self.mj |= more.mj;
        self.values.extend(&more.values);
    }
}

/// The values that steps lead to; a list on the way leads to each of its elements.
fn reach<'a>(group: &'a GroupValue, steps: &[usize], found: &mut Vec<&'a Value>) {
    let Some((step, rest)) = steps.split_first() else { return };
    match group.0.get(*step) {
        Some(value) if rest.is_empty() => found.push(value),
        Some(Value::Group(inner)) => reach(inner, rest, found),
        Some(Value::List(elements)) => elements.iter().for_each(|e| reach(e, rest, found)),
        _ => {}
    }
}
