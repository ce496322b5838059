//! What is said once: the head of the form, its parts, its record and its variation points.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Aspect, Change, Difference, Subject, changed};
use super::types;
use crate::form::{Effective, Files, Form, Part, VariationType};
use crate::record::{Date, Schema};

/// Name of a part of the first form → that of the second: the same name, or the same position
/// among those that the other has not.
pub(super) fn part_names(from: &Form, to: &Form) -> BTreeMap<String, String> {
    let lacks = |form: &Form, name: &str| form.parts.iter().all(|part| part.name != name);
    let left = from.parts.iter().filter(|part| lacks(to, &part.name));
    let right = to.parts.iter().filter(|part| lacks(from, &part.name));
    left.zip(right).map(|(a, b)| (a.name.clone(), b.name.clone())).collect()
}

pub(super) fn differences(from: &Form, to: &Form) -> Vec<Difference> {
    let mut found = compare(Subject::Form, "", "", &of_form(from), &of_form(to));
    let renamed = part_names(from, to);
    let (a, b) = (Files::of(from), Files::of(to));
    let partner = |part: &Part| renamed.get(&part.name).unwrap_or(&part.name).clone();
    for part in &from.parts {
        match to.parts.iter().find(|other| other.name == partner(part)) {
            Some(other) => {
                let facts = [
                    of_part(part, &part_when(&a, from, part)),
                    of_part(other, &part_when(&b, to, other)),
                ];
                found.extend(compare(Subject::Part, &part.name, "", &facts[0], &facts[1]));
            }
            None => found.push(whole(Subject::Part, &part.name, "", Change::Removed)),
        }
    }
    let known: BTreeSet<String> = from.parts.iter().map(partner).collect();
    let new = to.parts.iter().filter(|part| !known.contains(&part.name));
    found.extend(new.map(|part| whole(Subject::Part, &part.name, "", Change::Added)));
    found.extend(lists(Subject::Record, &record(&from.schema), &record(&to.schema)));
    found.extend(lists(Subject::Vary, &variations(from), &variations(to)));
    found
}

type Facts = Vec<(Aspect, String)>;

fn whole(subject: Subject, part: &str, name: &str, change: Change) -> Difference {
    Difference { subject, part: part.to_owned(), kind: "", name: name.to_owned(), change }
}

/// Facts of both sides in one order.
fn compare(subject: Subject, part: &str, name: &str, from: &Facts, to: &Facts) -> Vec<Difference> {
    let pairs = from.iter().zip(to);
    let changes = pairs
        .filter_map(|((aspect, a), (_, b))| changed(*aspect, Some(a.clone()), Some(b.clone())));
    changes.map(|change| whole(subject, part, name, change)).collect()
}

/// Named things of both sides.
fn lists(
    subject: Subject,
    from: &BTreeMap<String, Facts>,
    to: &BTreeMap<String, Facts>,
) -> Vec<Difference> {
    let mut found = Vec::new();
    for (name, facts) in from {
        match to.get(name) {
            Some(other) => found.extend(compare(subject, "", name, facts, other)),
            None => found.push(whole(subject, "", name, Change::Removed)),
        }
    }
    let new = to.keys().filter(|name| !from.contains_key(*name));
    found.extend(new.map(|name| whole(subject, "", name, Change::Added)));
    found
}

fn of_form(form: &Form) -> Facts {
    let reveal: Vec<&str> = form.reveal.iter().map(|(name, _)| name.as_str()).collect();
    vec![
        (Aspect::Name, form.name.clone()),
        (Aspect::Kind, format!("{:?}", form.kind).to_lowercase()),
        (Aspect::Basis, form.basis.word().to_owned()),
        (Aspect::Effective, effective(form.effective)),
        (Aspect::Record, form.schema.id.clone()),
        (Aspect::Reveal, reveal.join(" ")),
    ]
}

/// As ISO 8601-2 writes an interval that is open at one end.
fn effective(days: Effective) -> String {
    match (days.from, days.to) {
        (None, None) => String::new(),
        (from, to) => {
            [from, to].map(|day| day.map_or_else(|| "..".to_owned(), day_words)).join("/")
        }
    }
}

fn day_words(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// 印字条件 of a part as the layout has it.
pub(super) fn part_when(files: &Files, form: &Form, part: &Part) -> String {
    files.part(form, &part.name).text("when").unwrap_or_default()
}

fn of_part(part: &Part, when: &str) -> Facts {
    let envelopes: Vec<&str> = part.envelopes.iter().map(|e| e.name.as_str()).collect();
    let (width, height) = (part.paper.size.width, part.paper.size.height);
    let (width, height) = (width.short_mm(), height.short_mm());
    vec![
        (Aspect::Name, part.name.clone()),
        (Aspect::Paper, format!("{} ({width} × {height})", part.paper.name)),
        (Aspect::Printable, part.printable.short_mm()),
        (Aspect::Envelope, envelopes.join(" ")),
        (Aspect::Side, format!("{:?}", part.side).to_lowercase()),
        (Aspect::Void, part.void.clone()),
        (Aspect::When, when.to_owned()),
    ]
}

/// Items of a record as `group.item`; those of the root without a group.
fn record(schema: &Schema) -> BTreeMap<String, Facts> {
    let mut items = BTreeMap::new();
    for (index, group) in schema.groups.iter().enumerate() {
        for item in &group.items {
            let name = match index {
                0 => item.name.clone(),
                _ => format!("{}.{}", group.name, item.name),
            };
            let required = if item.required { "true" } else { "" };
            let facts = vec![
                (Aspect::Kind, types::words(schema, &item.kind)),
                (Aspect::Required, required.to_owned()),
            ];
            items.insert(name, facts);
        }
    }
    items
}

fn variations(form: &Form) -> BTreeMap<String, Facts> {
    let one = |variation: &crate::form::Variation| {
        let facts = vec![
            (Aspect::Kind, kind(&variation.kind)),
            (Aspect::Default, variation.default.clone().unwrap_or_default()),
        ];
        (variation.name.clone(), facts)
    };
    form.vary.iter().map(one).collect()
}

fn kind(kind: &VariationType) -> String {
    match kind {
        VariationType::Text { max } => format!("text {max}"),
        VariationType::Digits { digits } => format!("digits {digits}"),
        VariationType::Word { words } => format!("word {}", words.join(" ")),
        VariationType::Flag => "flag".to_owned(),
        VariationType::Image { max } => format!("image {}", max.short_mm()),
    }
}
