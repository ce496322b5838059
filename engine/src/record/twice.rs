//! What is told from records before their types are checked: one that stands there twice, and
//! control sums.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::limits;
use super::raw::{Fail, Fault, Found, Raw, within};
use super::schema::{GroupId, ItemType, Schema};

/// The keys of the records so far.
pub(super) struct Twice {
    /// The ways to the items of the key (主キー) of the root.
    key: Vec<Vec<usize>>,
    /// Fingerprints of key and record. Two different keys with one fingerprint (2⁻⁶⁴ a pair) would
    /// refuse a run, never let one through.
    seen: HashMap<u64, u64>,
}

impl Twice {
    pub(super) fn new(schema: &Schema) -> Self {
        let rows = schema.groups.first().and_then(|root| root.rows.as_ref());
        let names = rows.map_or(&[][..], |rows| &rows.key);
        let ways = names.iter().map(|name| way(schema, name));
        Self { key: ways.collect::<Option<_>>().unwrap_or_default(), seen: HashMap::new() }
    }

    /// `R140` the same record again, `R141` another record of the same key, `R117` too many keys.
    pub(super) fn see(&mut self, schema: &Schema, found: &Found) -> Result<(), Fail> {
        let Some(key) = self.of(schema, &found.raw) else { return Ok(()) };
        let count = self.seen.len() as u64 + 1;
        within(count, limits::KEYS).map_err(|fault| Fail::input(fault.line(found.line)))?;
        let record = fingerprint(&found.raw);
        match self.seen.insert(key, record) {
            None => Ok(()),
            Some(first) if first == record => Err(Fail::record(fault("R140", found.line))),
            Some(_) => Err(Fail::input(fault("R141", found.line))),
        }
    }

    /// The fingerprint of the key; `None` if there is none, or if a part of it has no value: what
    /// is missing is found by the check of the types.
    fn of(&self, schema: &Schema, raw: &Raw) -> Option<u64> {
        if self.key.is_empty() {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        for way in &self.key {
            match value(schema, raw, way)? {
                Raw::Text(text) | Raw::Cell(text) if !text.is_empty() => text.hash(&mut hasher),
                Raw::Int(number) => number.hash(&mut hasher),
                _ => return None,
            }
        }
        Some(hasher.finish())
    }
}

/// The items on the way to that of a path `発行.番号`.
fn way(schema: &Schema, path: &str) -> Option<Vec<usize>> {
    let (mut group, mut way) = (Some(GroupId::ROOT), Vec::new());
    for name in path.split('.') {
        let items = &schema.groups.get(group?.0)?.items;
        let at = items.iter().position(|item| item.name == name)?;
        way.push(at);
        group = match items[at].kind {
            ItemType::Group(inner) => Some(inner),
            _ => None,
        };
    }
    Some(way)
}

/// The value at the end of a way.
fn value<'r>(schema: &Schema, raw: &'r Raw, way: &[usize]) -> Option<&'r Raw> {
    let (mut group, mut raw) = (GroupId::ROOT, raw);
    for at in way {
        let item = schema.groups.get(group.0)?.items.get(*at)?;
        raw = raw.item(item, *at)?;
        if let ItemType::Group(inner) = item.kind {
            group = inner;
        }
    }
    Some(raw)
}

fn fault(code: &'static str, line: u64) -> Fault {
    Fault::new(code).line(line).arg("table", "none")
}

/// The same for two trees that hold the same, in whatever order an object has its keys.
fn fingerprint(raw: &Raw) -> u64 {
    let mut hasher = DefaultHasher::new();
    feed(raw, &mut hasher);
    hasher.finish()
}

/// Every kind of value has its number, and what has no fixed length says it: no two trees feed the
/// same.
fn feed(raw: &Raw, hasher: &mut DefaultHasher) {
    match raw {
        Raw::Null => hasher.write_u8(1),
        Raw::Number => hasher.write_u8(2),
        Raw::Flag(flag) => (3_u8, flag).hash(hasher),
        Raw::Int(number) => (4_u8, number).hash(hasher),
        Raw::Text(text) => (5_u8, text).hash(hasher),
        Raw::Cell(text) => (6_u8, text).hash(hasher),
        Raw::List(elements) => {
            (7_u8, elements.len()).hash(hasher);
            elements.iter().for_each(|element| feed(element, hasher));
        }
        Raw::Object(entries) => {
            let one = |(key, raw): &(String, Raw)| {
                let mut hasher = DefaultHasher::new();
                key.hash(&mut hasher);
                feed(raw, &mut hasher);
                hasher.finish()
            };
            (8_u8, entries.iter().map(one).fold(0, u64::wrapping_add)).hash(hasher);
        }
        Raw::Slots(slots) => {
            (9_u8, slots.len()).hash(hasher);
            for slot in slots {
                match slot {
                    Some(raw) => feed(raw, hasher),
                    None => hasher.write_u8(0),
                }
            }
        }
    }
}

/// The sum of an item of a record by its path; of a list, of all its elements. What has no value
/// counts as 0. `None` if a value is no whole number, or the path leads to no item.
pub(super) fn sum(schema: &Schema, raw: &Raw, path: &str) -> Option<i128> {
    let names: Vec<&str> = path.split('.').collect();
    sum_of(schema, GroupId::ROOT, Some(raw), &names)
}

fn sum_of(schema: &Schema, id: GroupId, raw: Option<&Raw>, names: &[&str]) -> Option<i128> {
    let items = &schema.groups.get(id.0)?.items;
    let (name, rest) = names.split_first()?;
    let at = items.iter().position(|item| item.name == *name)?;
    let value = raw.and_then(|raw| raw.item(&items[at], at));
    match (&items[at].kind, value) {
        (ItemType::Group(inner), value) => sum_of(schema, *inner, value, rest),
        (ItemType::List { group, .. }, Some(Raw::List(elements))) => {
            elements.iter().try_fold(0_i128, |sum, element| {
                sum.checked_add(sum_of(schema, *group, Some(element), rest)?)
            })
        }
        (ItemType::List { group, .. }, None | Some(Raw::Null)) => {
            sum_of(schema, *group, None, rest)
        }
        (_, _) if !rest.is_empty() => None,
        (_, None | Some(Raw::Null)) => Some(0),
        (_, Some(Raw::Int(number))) => Some(i128::from(*number)),
        (_, Some(Raw::Cell(text) | Raw::Text(text))) => whole(text),
        _ => None,
    }
}

/// A cell as a whole number of a control sum; an empty one counts as 0. `None`: it is none.
pub fn whole(text: &str) -> Option<i128> {
    if text.is_empty() { Some(0) } else { text.parse().ok() }
}
