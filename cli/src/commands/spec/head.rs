//! What stands above the table.

use chohyo_engine::form::{Effective, Form};
use chohyo_engine::record::Date;

use crate::commands::forms::{basis_word, id_status_word, kind_word};
use crate::dates;
use chohyo_engine::diag::Lang;

/// Name and value.
pub(super) fn pairs(form: &Form) -> Vec<(String, String)> {
    let papers: Vec<String> = form
        .parts
        .iter()
        .map(|part| format!("{} {}", part.name, paper(&part.paper.name)))
        .collect();
    let pairs = [
        ("帳票ID", format!("{}（{}）", form.id.0, id_status_word(form.id_status, Lang::Ja))),
        ("帳票名", form.name.clone()),
        ("業務ID", form.business.clone()),
        ("版", form.edition.clone()),
        ("施行日", effective(form.effective)),
        ("用紙・向き", papers.join("、")),
        ("種類", kind_word(form.kind, Lang::Ja)),
        ("レコード", format!("{}（{}）", form.schema.id, form.schema.name)),
        ("根拠", basis_word(form.basis, Lang::Ja)),
    ];
    let sources = form.sources.iter().map(|(what, from)| (format!("出典 {what}"), from.clone()));
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(sources).collect()
}

/// Paper in Japanese.
pub(in crate::commands) fn paper(name: &str) -> String {
    name.replace(" portrait", " 縦").replace(" landscape", " 横")
}

/// The days of an edition.
pub(in crate::commands) fn effective(effective: Effective) -> String {
    let day = |day: Option<Date>| day.map_or_else(String::new, dates::iso);
    match (effective.from, effective.to) {
        (None, None) => "（施行日の出典がない）".to_owned(),
        (from, None) => day(from),
        (from, to) => format!("{}から{}まで", day(from), day(to)),
    }
}
