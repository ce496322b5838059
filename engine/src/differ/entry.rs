//! A form as a list of items with what can be said about each.

use std::collections::BTreeMap;

use super::compare::{Aspect, Change, Difference, Subject};
use super::drawn;
use super::head::part_when;
use super::looks::{facts_of_style, look_of};
use crate::form::{Area, Files, Form, Grade, Part, SpecKind, SpecRow, spec};
use crate::length::Point;

/// An item.
pub(super) struct Entry {
    pub(super) part: String,
    /// As the layout calls it.
    pub(super) kind: &'static str,
    /// 印字項目名; of a frame or a rule, that of nobody.
    pub(super) name: String,
    /// By what it is known if it has another name: label and words.
    pub(super) words: String,
    /// Places on the sheet; none in a flow.
    pub(super) areas: Vec<Area>,
    pub(super) facts: Vec<(Aspect, String)>,
}

impl Entry {
    pub(super) fn has(&self, aspect: Aspect) -> bool {
        self.facts.iter().any(|(known, _)| *known == aspect)
    }

    pub(super) fn fact(&self, aspect: Aspect) -> &str {
        let fact = self.facts.iter().find(|(known, _)| *known == aspect);
        fact.map_or("", |(_, words)| words.as_str())
    }

    /// Corner of its value's box.
    pub(super) fn corner(&self) -> Option<Point> {
        self.areas.first().map(|area| area.second.unwrap_or(area.first).origin)
    }

    /// A difference of the item.
    pub(super) fn whole(&self, change: Change) -> Difference {
        Difference {
            subject: Subject::Item,
            part: self.part.clone(),
            kind: self.kind,
            name: self.name.clone(),
            change,
        }
    }
}

/// The items of a form: what the 諸元表 has, then frames, rules, blocks and regions.
pub(super) fn entries(form: &Form) -> Vec<Entry> {
    let files = Files::of(form);
    let condition = |part: &Part| (part.name.clone(), part_when(&files, form, part));
    let parts: BTreeMap<String, String> = form.parts.iter().map(condition).collect();
    let rows = spec(form).into_iter().map(|mut row| {
        // What a part asks for is said once, of the part.
        if row.when.first() == parts.get(&row.part) {
            row.when.remove(0);
        }
        of_row(row)
    });
    rows.chain(drawn::entries(form)).collect()
}

fn of_row(row: SpecRow) -> Entry {
    let mut facts = vec![
        (Aspect::Label, row.label.clone()),
        (Aspect::Words, row.words.clone()),
        (Aspect::On, row.on.word().to_owned()),
        (Aspect::When, row.when.join(" and ")),
        (Aspect::VoidWhen, row.void_when),
        (Aspect::Blank, row.blank),
        (Aspect::Required, if row.required { "true" } else { "" }.to_owned()),
        (Aspect::Grade, row.grade.map_or("", Grade::word).to_owned()),
        (Aspect::Basis, row.basis.word().to_owned()),
        (Aspect::LabelLook, row.label_style.as_deref().map(look_of).unwrap_or_default()),
    ];
    facts.extend(row.style.as_deref().map(facts_of_style).into_iter().flatten());
    Entry {
        part: row.part,
        kind: kind_word(row.kind),
        words: format!("{}{}", row.label, row.words),
        name: row.name,
        areas: row.areas,
        facts,
    }
}

const fn kind_word(kind: SpecKind) -> &'static str {
    match kind {
        SpecKind::Field => "field",
        SpecKind::Label => "label",
        SpecKind::Para => "para",
        SpecKind::Cells => "cells",
        SpecKind::Check => "check",
        SpecKind::Choice => "choice",
        SpecKind::Candidate => "slots",
        SpecKind::Column => "columns",
        SpecKind::Seal => "seal",
        SpecKind::Image => "image",
        SpecKind::Annex => "annex",
    }
}
