//! From the tree of a file to typed values: every item against its type, all faults of a record
//! in one run.

use super::raw::{Raw, shown_name};
use super::schema::{Group, GroupId, Item, ItemType, Schema};
use super::value::{DateValue, GroupValue, Value};
use super::{item, limits, rules, unknown};
use crate::diag::{Diagnostic, Place, RecordPlace};
use crate::reader::nearest;

/// Checks one record.
///
/// # Errors
/// Everything that is wrong in it, at most [`limits::FINDINGS`] findings.
pub(super) fn record(
    schema: &Schema,
    raw: Raw,
    place: RecordPlace,
    asked: Asked,
) -> Result<GroupValue, Vec<Diagnostic>> {
    let mut check = Check { schema, place, asked, path: Vec::new(), found: Vec::new() };
    let root = check.group(GroupId::ROOT, raw);
    let Some(root) = root.filter(|_| check.found.is_empty()) else { return Err(check.found) };
    let broken = rules::broken(schema, &root, &check.place);
    if broken.is_empty() { Ok(root) } else { Err(broken) }
}

/// Where a list that guards a record (支援措置) must be named: one that is not there is not known,
/// and not known is not empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// In every record (JSON).
    Record,
    /// At the head of the file, which was read already (columns).
    Head,
}

/// A step of the path to the item being checked.
#[derive(Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    No(usize),
}

struct Check<'a> {
    schema: &'a Schema,
    place: RecordPlace,
    asked: Asked,
    path: Vec<Step<'a>>,
    found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    /// A group from an object; `None` if it is none.
    fn group(&mut self, id: GroupId, raw: Raw) -> Option<GroupValue> {
        let group = self.schema.groups.get(id.0)?;
        let slots = match raw {
            Raw::Slots(slots) => slots,
            Raw::Object(entries) => self.slots(group, entries),
            raw => {
                self.wrong_type("object", &raw);
                return None;
            }
        };
        if self.asked == Asked::Record {
            self.guards_named(id, group, &slots);
        }
        let mut values = Vec::with_capacity(slots.len());
        for (item, raw) in group.items.iter().zip(slots) {
            self.path.push(Step::Name(&item.name));
            values.push(self.item(item, raw));
            self.path.pop();
        }
        self.finish(group, values)
    }

    /// `R121` for a list that guards the record and is not there.
    fn guards_named(&mut self, id: GroupId, group: &'a Group, slots: &[Option<Raw>]) {
        for at in self.schema.guards_of(id) {
            let absent = matches!(slots.get(at), None | Some(None | Some(Raw::Null)));
            if let Some(item) = group.items.get(at).filter(|_| absent) {
                self.path.push(Step::Name(&item.name));
                let error = self.diagnostic("R121").arg("key", item.key());
                self.push(error);
                self.path.pop();
            }
        }
    }

    /// The values of an object by item.
    fn slots(&mut self, group: &'a Group, entries: Vec<(String, Raw)>) -> Vec<Option<Raw>> {
        let mut slots: Vec<Option<Raw>> = group.items.iter().map(|_| None).collect();
        for (number, (key, raw)) in (1..).zip(entries) {
            match group.items.iter().position(|item| item.key() == key) {
                Some(at) => slots[at] = Some(raw),
                None => self.unknown_key(&key, number, group),
            }
        }
        slots
    }

    /// Merges the words of dates and asks for required items. `None` marks an item that has
    /// been reported.
    fn finish(&mut self, group: &'a Group, mut values: Vec<Option<Value>>) -> Option<GroupValue> {
        let flagged = unknown::flagged(self.schema, group, &values);
        for (at, item) in group.items.iter().enumerate() {
            let date = matches!(item.kind, ItemType::Date { .. });
            if date
                && flagged.contains(&item.name.as_str())
                && date_words(group, at, &values).is_none()
            {
                self.path.push(Step::Name(&item.name));
                self.error("R093");
                self.path.pop();
            }
        }
        for (at, item) in group.items.iter().enumerate() {
            self.path.push(Step::Name(&item.name));
            let words = date_words(group, at, &values);
            if let Some(slot) = values.get_mut(at) {
                if words.is_some() || matches!(slot, Some(Value::Date(_))) {
                    *slot = slot.take().and_then(|value| self.dated(value, words));
                }
                if item.required && slot.as_ref().is_some_and(is_blank) {
                    self.error("R061");
                }
            }
            self.path.pop();
        }
        values.into_iter().collect::<Option<Vec<_>>>().map(GroupValue)
    }

    /// A day that is not in the calendar prints by its words, or is refused.
    fn dated(&mut self, value: Value, words: Option<String>) -> Option<Value> {
        match value {
            Value::Date(DateValue { date: Some(date), .. })
                if words.is_none() && !date.exists() =>
            {
                self.error("R075");
                None
            }
            Value::Date(DateValue { date, .. }) => Some(Value::Date(DateValue { date, words })),
            Value::Empty if words.is_some() => Some(Value::Date(DateValue { date: None, words })),
            value => Some(value),
        }
    }

    /// The value of an item; `None` if it was reported.
    fn item(&mut self, item: &'a Item, raw: Option<Raw>) -> Option<Value> {
        let absent = matches!(raw, None | Some(Raw::Null))
            || matches!(&raw, Some(Raw::Cell(text)) if text.is_empty());
        match (&item.kind, raw) {
            (ItemType::Group(group), raw) => {
                self.inner_group(*group, item.required, raw.filter(|_| !absent))
            }
            (ItemType::List { group, min, max }, raw) => {
                let elements = self.elements(raw.filter(|_| !absent))?;
                // An empty list that is required is reported as missing.
                let min = if item.required && elements.is_empty() { 0 } else { *min };
                self.count(elements.len(), min, *max);
                self.list(*group, elements)
            }
            (ItemType::TextList { .. }, raw) => {
                let elements = self.elements(raw.filter(|_| !absent))?;
                self.count(elements.len(), 0, limits::ELEMENTS);
                self.text_list(&item.kind, elements)
            }
            (kind, Some(raw)) if !absent => self.scalar(kind, raw),
            (ItemType::Flag, _) => {
                Some(item.default.as_deref().map_or(Value::Empty, |d| Value::Flag(d == "true")))
            }
            _ => Some(item.default.clone().map_or(Value::Empty, Value::Text)),
        }
    }

    fn scalar(&mut self, kind: &ItemType, raw: Raw) -> Option<Value> {
        match item::value(self.schema, kind, raw) {
            Ok(value) => Some(value),
            Err(fault) => {
                let error = fault
                    .args
                    .into_iter()
                    .fold(self.diagnostic(fault.code), |d, (name, value)| d.arg(name, value));
                self.push(error);
                None
            }
        }
    }

    /// A group that is not there has the defaults of its items, so that what is left out by
    /// default (省略) stays out.
    fn inner_group(&mut self, group: GroupId, required: bool, raw: Option<Raw>) -> Option<Value> {
        match raw {
            Some(raw) => self.group(group, raw).map(Value::Group),
            None if required => {
                self.error("R061");
                None
            }
            None => Some(Value::Group(self.defaults(group))),
        }
    }

    fn defaults(&self, group: GroupId) -> GroupValue {
        let items = self.schema.groups.get(group.0).map_or(&[][..], |group| &group.items);
        let values = items.iter().map(|item| match (&item.kind, &item.default) {
            (ItemType::Group(inner), _) => Value::Group(self.defaults(*inner)),
            (ItemType::Flag, Some(default)) => Value::Flag(default == "true"),
            (_, Some(default)) => Value::Text(default.clone()),
            _ => Value::Empty,
        });
        GroupValue(values.collect())
    }

    fn elements(&mut self, raw: Option<Raw>) -> Option<Vec<Raw>> {
        match raw {
            None => Some(Vec::new()),
            Some(Raw::List(elements)) => Some(elements),
            Some(raw) => {
                self.wrong_type("array", &raw);
                None
            }
        }
    }

    fn count(&mut self, count: usize, min: usize, max: usize) {
        if count < min || count > max {
            let error = self.diagnostic("R064").arg("count", count).arg("min", min).arg("max", max);
            self.push(error);
        }
    }

    fn list(&mut self, group: GroupId, elements: Vec<Raw>) -> Option<Value> {
        let mut values = Vec::with_capacity(elements.len());
        for (index, raw) in elements.into_iter().enumerate() {
            self.path.push(Step::No(index + 1));
            values.push(self.group(group, raw));
            self.path.pop();
        }
        values.into_iter().collect::<Option<Vec<_>>>().map(Value::List)
    }

    /// A list of texts; empty ones are left out.
    fn text_list(&mut self, kind: &ItemType, elements: Vec<Raw>) -> Option<Value> {
        let mut texts = Vec::with_capacity(elements.len());
        let mut good = true;
        for (index, raw) in elements.into_iter().enumerate() {
            self.path.push(Step::No(index + 1));
            match raw {
                Raw::Null => {}
                raw => match self.scalar(kind, raw) {
                    Some(Value::Text(text)) => texts.push(text),
                    Some(_) => {}
                    None => good = false,
                },
            }
            self.path.pop();
        }
        good.then_some(Value::TextList(texts))
    }

    /// A key that is like no item is told by its number: it may be a value that slipped, such as
    /// the name of a person.
    fn unknown_key(&mut self, key: &str, number: usize, group: &Group) {
        let error = self.diagnostic("R060");
        let near = nearest(key, group.items.iter().map(Item::key));
        self.push(match near {
            Some(near) => error.arg("key", shown_name(key)).arg("suggestion", near),
            None => error.arg("key", format!("#{number}")),
        });
    }

    fn wrong_type(&mut self, expected: &str, raw: &Raw) {
        let error = self.diagnostic("R062").arg("expected", expected).arg("found", raw.type_name());
        self.push(error);
    }

    fn error(&mut self, code: &'static str) {
        let error = self.diagnostic(code);
        self.push(error);
    }

    fn push(&mut self, error: Diagnostic) {
        match self.found.len() {
            n if n < limits::FINDINGS => self.found.push(error),
            limits::FINDINGS => {
                let place = RecordPlace { field: None, ..self.place.clone() };
                let error = Diagnostic::error("R083").place(Place::Record(place));
                self.found.push(error.arg("limit", limits::FINDINGS));
            }
            _ => {}
        }
    }

    fn diagnostic(&self, code: &'static str) -> Diagnostic {
        let field = self.field();
        let place = RecordPlace {
            field: (!field.is_empty()).then_some(field.clone()),
            ..self.place.clone()
        };
        Diagnostic::error(code).place(Place::Record(place)).arg("field", field)
    }

    /// `世帯員[2].氏名`
    fn field(&self) -> String {
        let mut words = String::new();
        for step in &self.path {
            match step {
                Step::Name(name) if words.is_empty() => words.push_str(name),
                Step::Name(name) => words.extend([".", name]),
                Step::No(no) => words.push_str(&format!("[{no}]")),
            }
        }
        words
    }
}

/// The words that print instead of a date: the text of the companion item it names.
fn date_words(group: &Group, date: usize, values: &[Option<Value>]) -> Option<String> {
    let ItemType::Date { unknown: Some(companion), .. } = &group.items.get(date)?.kind else {
        return None;
    };
    // It stands behind its date in the groups of the standard.
    let mut all = (date..group.items.len()).chain(0..date);
    let at = all.find(|at| group.items[*at].name == *companion)?;
    match values.get(at)? {
        Some(Value::Text(words)) if !words.trim().is_empty() => Some(words.clone()),
        _ => None,
    }
}

/// Whether a required item is missing: nothing, or nothing but spaces.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Empty => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::Date(date) => date.date.is_none() && date.words.is_none(),
        Value::List(elements) => elements.is_empty(),
        Value::TextList(texts) => texts.is_empty(),
        _ => false,
    }
}
