//! The page of one form for people: what its record holds, what a city sets, on what it rests.

use std::collections::HashSet;

use chohyo_engine::form::{self, Basis, Form, Kind, Variation, VariationType};
use chohyo_engine::record::{Charset, GroupId, Item, ItemType, Schema};

use super::forms::basis_word;
use crate::report::Context;
use crate::table;

/// Sources, items of the record and variation points, below the head of the form.
pub(super) fn details(form: &Form, context: &Context<'_>) -> String {
    let schema = &form.schema;
    let sources = form.sources.iter().map(|(what, from)| vec![what.clone(), from.clone()]);
    let mut items = Vec::new();
    rows(schema, GroupId::ROOT, &Way::default(), context, &mut items);
    let vary = form.vary.iter().map(|variation| vary_row(variation, context));
    [
        section(context.words("出典", "sources"), sources.collect()),
        section(
            context.words("位置の根拠（印字項目の数）", "on what positions rest (number of items)"),
            positions(form, context),
        ),
        section(
            &format!(
                "{} {}{}",
                context.words("レコード", "record"),
                schema.id,
                context.words(
                    "（CSV の列、JSON のキー、* は必須。[n] は 1 からの番号）",
                    " (CSV column, JSON key, * required; [n] counts from 1)"
                )
            ),
            items,
        ),
        section(
            context.words(
                "可変点（city.toml に書ける名前。= は省いたときの値）",
                "variation points (names of city.toml; = value if left out)",
            ),
            vary.collect(),
        ),
    ]
    .concat()
}

/// How many items stand on which basis, with the names of those that have one.
fn positions(form: &Form, context: &Context<'_>) -> Vec<Vec<String>> {
    let mut items = Vec::new();
    form.parts.iter().for_each(|part| leaves(&part.items, &mut items));
    let row = |basis: Basis| {
        let of: Vec<_> = items.iter().filter(|item| item.basis == basis).collect();
        let mut names: Vec<_> = of.iter().filter_map(|item| item.name.as_deref()).collect();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(*name));
        let count = of.len().to_string();
        (!of.is_empty()).then(|| vec![basis_word(basis, context.lang), count, names.join("、")])
    };
    [Basis::Spec, Basis::PublishedFacts, Basis::Reconstructed].into_iter().filter_map(row).collect()
}

/// Items that print something themselves.
fn leaves<'f>(items: &'f [form::Item], found: &mut Vec<&'f form::Item>) {
    for item in items {
        match &item.kind {
            Kind::Group(inner) => leaves(inner, found),
            Kind::Repeat(repeat) => leaves(&repeat.items, found),
            Kind::Flow(flow) => {
                flow.children
                    .iter()
                    .for_each(|child| leaves(std::slice::from_ref(&child.item), found));
            }
            Kind::Each(each) => {
                each.children
                    .iter()
                    .for_each(|child| leaves(std::slice::from_ref(&child.item), found));
            }
            _ => found.push(item),
        }
    }
}

fn section(title: &str, rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let lines = table::lines(&rows);
    let indented: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!("\n{title}\n{indented}")
}

/// The path of a group or item: by names, and by the keys of JSON.
#[derive(Clone, Default)]
struct Way {
    names: String,
    keys: String,
}

impl Way {
    fn to(&self, item: &Item, end: &str) -> Self {
        let names = format!("{}{}{end}", self.names, item.name);
        Self { names, keys: format!("{}{}{end}", self.keys, item.key()) }
    }
}

/// The items of a group and of the groups in it. A schema whose group holds itself is not loaded.
fn rows(
    schema: &Schema,
    group: GroupId,
    way: &Way,
    context: &Context<'_>,
    found: &mut Vec<Vec<String>>,
) {
    for item in &schema.group(group).items {
        match item.kind {
            ItemType::Group(inner) => {
                rows(schema, inner, &way.to(item, "."), context, found);
            }
            ItemType::List { group: inner, .. } => {
                rows(schema, inner, &way.to(item, "[n]."), context, found);
            }
            ItemType::TextList { .. } => {
                found.push(row(schema, item, way.to(item, "[n]"), context));
            }
            _ => found.push(row(schema, item, way.to(item, ""), context)),
        }
    }
}

/// One item: its column, its key if that differs, whether it is required, and its type.
fn row(schema: &Schema, item: &Item, way: Way, context: &Context<'_>) -> Vec<String> {
    let star = if item.required { "*" } else { "" };
    let mut words = type_words(schema, &item.kind, context);
    if let Some(default) = &item.default {
        words.push_str(&format!(" = {default}"));
    }
    let key = if way.keys == way.names { String::new() } else { way.keys };
    vec![way.names, key, star.to_owned(), words]
}

fn type_words(schema: &Schema, kind: &ItemType, context: &Context<'_>) -> String {
    let words = |ja, en| context.words(ja, en).to_owned();
    match kind {
        ItemType::Text { charset, max, glyph_names }
        | ItemType::TextList { charset, max, glyph_names } => {
            let (name, characters) =
                (charset_word(*charset, context), words("字まで", "characters at most"));
            let names = if *glyph_names {
                words("・字形名可", ", glyph names")
            } else {
                String::new()
            };
            format!("{name} {max} {characters}{names}")
        }
        ItemType::Digits { digits, exact: true, .. } => {
            format!("{digits} {}", words("桁の数字", "digits"))
        }
        ItemType::Digits { digits, .. } => {
            format!("{digits} {}", words("桁までの数字", "digits at most"))
        }
        ItemType::Int { digits, signed } => {
            words("整数", "whole number") + &bounds(*digits, *signed, context)
        }
        ItemType::Money { digits, signed } => {
            words("金額（円、整数）", "yen, whole number") + &bounds(*digits, *signed, context)
        }
        ItemType::Decimal { digits, decimals } => {
            let name = words("小数、小数部の桁数", "number, decimals at most");
            format!("{name} {decimals}") + &bounds(*digits, true, context)
        }
        ItemType::Date { unknown: None, .. } => words("日付 YYYY-MM-DD", "date YYYY-MM-DD"),
        ItemType::Date { unknown: Some(item), .. } => {
            format!("{} {item}", words("日付 YYYY-MM-DD か", "date YYYY-MM-DD, or"))
        }
        ItemType::Month => words("年月 YYYY-MM", "month YYYY-MM"),
        ItemType::Year => words("年 YYYY", "year YYYY"),
        ItemType::Time => words("時刻 HH:MM か HH:MM:SS", "time HH:MM or HH:MM:SS"),
        ItemType::Flag => words("true か false", "true or false"),
        ItemType::Code(list) => codes(schema, list.0),
        ItemType::Image => words("PNG（Base64）", "PNG (Base64)"),
        ItemType::Group(_) | ItemType::List { .. } => "…".to_owned(),
    }
}

fn charset_word<'w>(charset: Charset, context: &Context<'w>) -> &'w str {
    match charset {
        Charset::Mj => context.words("文字（氏名・住所）", "text (names and addresses)"),
        Charset::Wide => context.words("全角文字", "full-width text"),
        Charset::Kana => context.words("仮名", "kana"),
        Charset::Ascii => context.words("半角英数字", "ASCII"),
        Charset::Any => context.words("文字", "text"),
    }
}

/// Digits and sign of a number.
fn bounds(digits: Option<usize>, signed: bool, context: &Context<'_>) -> String {
    let most = digits.map(|digits| {
        format!(
            "{} {digits} {}",
            context.words("、", ","),
            context.words("桁まで", "digits at most")
        )
    });
    let sign = if signed { "" } else { context.words("、0 以上", ", not negative") };
    most.unwrap_or_default() + sign
}

/// `1=男 2=女`
fn codes(schema: &Schema, list: usize) -> String {
    let values = schema.codes.get(list).map_or(&[][..], |list| &list.values);
    values.iter().map(|(code, word)| format!("{code}={word}")).collect::<Vec<_>>().join(" ")
}

fn vary_row(variation: &Variation, context: &Context<'_>) -> Vec<String> {
    let words = |ja, en| context.words(ja, en).to_owned();
    let kind = match &variation.kind {
        VariationType::Text { max } => {
            format!("{} {max} {}", words("文字", "text"), words("字まで", "characters at most"))
        }
        VariationType::Digits { digits } => {
            format!("{digits} {}", words("桁の数字", "digits"))
        }
        VariationType::Word { words } => words.join(" | "),
        VariationType::Flag => words("true か false", "true or false"),
        VariationType::Image { max } => {
            let (side, most) = (max.to_pt() * 25.4 / 72.0, words("まで", "at most"));
            format!("{{ file = \"….png\", size_mm = … }} {side:.0} mm {most}")
        }
    };
    let default =
        variation.default.as_ref().map_or_else(String::new, |value| format!(" = {value:?}"));
    vec![variation.name.clone(), kind + &default]
}
