//! Any record that a schema accepts.

use chohyo_engine::record::{Charset, CheckDigit, GroupId, Item, ItemType, Schema};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

/// Characters that somebody somewhere normalises, narrows, trims, escapes or loses: variation
/// sequences, compatibility ideographs, decomposed kana, look-alikes, planes 2, 3 and 16,
/// separators of CSV, formulas, escapes, spaces at the edges.
const ANY: &[&str] = &[
    "葛\u{E0102}",
    "辻\u{E0102}",
    "邉\u{E0110}",
    "邊\u{E0109}",
    "神\u{FE00}",
    "\u{FA19}",
    "\u{F91D}",
    "\u{FA11}",
    "髙",
    "﨑",
    "栁",
    "德",
    "𠮷",
    "𩸽",
    "\u{323B0}",
    "か\u{3099}",
    "が",
    "e\u{301}",
    "é",
    "\u{1E09}",
    "〜",
    "～",
    "−",
    "－",
    "ー",
    "‐",
    "―",
    "∥",
    "‖",
    "¢",
    "￠",
    "ＡＢ",
    "ｶﾞ",
    "㈱",
    "①",
    "Ⅲ",
    "\u{E000}",
    "\u{10DE92}",
    "\"",
    "\"\"",
    ",",
    "'",
    ";",
    "\\",
    "\\n",
    "=1+1",
    "+",
    "-",
    "@",
    "{",
    "}",
    "[1]",
    ".",
    "#",
    "null",
    "true",
    "0001",
    "1e9",
    " ",
    "\u{3000}",
    "\u{A0}",
    "\u{2003}",
    "%",
    "&amp;",
    "<b>",
];
const KANA: &[&str] =
    &["ア", "ガ", "カ\u{3099}", "ヷ", "ヾ", "ー", "－", "・", "　", " ", "ゐ", "ㇰ", "’", "，"];
const ASCII: &[&str] = &["a", "Z", "0", "\"", ",", " ", "\\", "'", "-", "~", "=", "{MJ014004}"];

/// A record as JSON without `null`, empty texts and empty lists.
pub(crate) fn record(schema: &Schema) -> BoxedStrategy<Value> {
    group(schema, GroupId::ROOT)
}

fn group(schema: &Schema, id: GroupId) -> BoxedStrategy<Value> {
    let items = &schema.group(id).items;
    let guards = |at: usize| schema.guards.iter().any(|guard| guard.item == (id, at));
    items
        .iter()
        .enumerate()
        .map(|(at, one)| entry(schema, one, guards(at)))
        .collect::<Vec<_>>()
        .prop_map({
            let flags = flags(items);
            move |entries| {
                let mut group = entries.into_iter().flatten().collect::<Map<_, _>>();
                for (flag, words) in &flags {
                    if !group.contains_key(words) && group.contains_key(flag) {
                        group.insert(flag.clone(), json!("0"));
                    }
                }
                Value::Object(group)
            }
        })
        .boxed()
}

/// Keys of the flags that say that a day is not known, with the keys of its words.
fn flags(items: &[Item]) -> Vec<(String, String)> {
    let key = |name: &String| items.iter().find(|item| item.name == *name).map(Item::key);
    let dates = items.iter().filter_map(|item| match &item.kind {
        ItemType::Date { unknown: Some(words), flag: Some(flag) } => {
            Some((key(flag)?, key(words)?))
        }
        _ => None,
    });
    dates.map(|(flag, words)| (flag.to_owned(), words.to_owned())).collect()
}

/// The entry of an item, or none. A list that guards the record is always there.
fn entry(schema: &Schema, one: &Item, guards: bool) -> BoxedStrategy<Option<(String, Value)>> {
    let key = one.key().to_owned();
    if guards {
        return value(schema, one).prop_map(move |value| Some((key.clone(), value))).boxed();
    }
    let there = value(schema, one).prop_map(move |value| {
        let empty = value.as_array().is_some_and(Vec::is_empty);
        (!empty).then(|| (key.clone(), value))
    });
    if one.required {
        return there.boxed();
    }
    // A group without a value and no group are the same in CSV.
    let there = there.prop_map(|entry| entry.filter(|(_, value)| !blank(value)));
    prop_oneof![Just(None), there].boxed()
}

fn value(schema: &Schema, one: &Item) -> BoxedStrategy<Value> {
    match &one.kind {
        ItemType::Group(inner) => group(schema, *inner),
        ItemType::List { group: inner, min, max } => {
            let least = (*min).max(usize::from(one.required));
            let rows = prop::collection::vec(group(schema, *inner), least..=(*max).min(least + 3));
            rows.prop_filter("a last row with a value", |r| r.last().is_none_or(|r| !blank(r)))
                .prop_map(Value::Array)
                .boxed()
        }
        ItemType::TextList { charset, max, glyph_names } => {
            let one = text(*charset, *max, *glyph_names);
            prop::collection::vec(one, 0..3).prop_map(Value::from).boxed()
        }
        kind => scalar(schema, kind),
    }
}

fn scalar(schema: &Schema, kind: &ItemType) -> BoxedStrategy<Value> {
    match kind {
        ItemType::Text { charset, max, glyph_names } => {
            text(*charset, *max, *glyph_names).prop_map(Value::from).boxed()
        }
        ItemType::Digits { digits, exact, check } => digit_text(*digits, *exact, *check),
        ItemType::Int { digits, signed } | ItemType::Money { digits, signed } => {
            let most = digits.map_or(i64::MAX, |digits| 10_i64.pow(digits as u32) - 1);
            (if *signed { -most } else { 0 }..=most).prop_map(Value::from).boxed()
        }
        ItemType::Decimal { digits, decimals } => {
            let whole = digits.map_or(7, |digits| digits - decimals).max(1) - 1;
            let point = format!("(0|[1-9][0-9]{{0,{whole}}})(\\.[0-9]{{1,{decimals}}})?");
            proptest::string::string_regex(&point).expect("pattern").prop_map(Value::from).boxed()
        }
        ItemType::Date { .. } => date(),
        ItemType::Month => (1..=9999, 1..=12)
            .prop_map(|(year, month)| json!(format!("{year:04}-{month:02}")))
            .boxed(),
        ItemType::Year => (1..=9998).prop_map(|year| json!(format!("{year:04}"))).boxed(),
        ItemType::Time => (0..24, 0..60, select(vec!["", ":00", ":59"]))
            .prop_map(|(hour, minute, second)| json!(format!("{hour:02}:{minute:02}{second}")))
            .boxed(),
        ItemType::Flag => any::<bool>().prop_map(Value::from).boxed(),
        ItemType::Code(list) => {
            let codes: Vec<_> =
                schema.codes[list.0].values.iter().map(|(c, _)| c.clone()).collect();
            select(codes).prop_map(Value::from).boxed()
        }
        ItemType::Image => Just(json!(IMAGE)).boxed(),
        ItemType::Group(_) | ItemType::List { .. } | ItemType::TextList { .. } => unreachable!(),
    }
}

/// A PNG of one pixel at 300 dpi.
const IMAGE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACXBIWXMAAC4jAAAuIwF4pT92AAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

/// A text with at least one character that is no space.
fn text(charset: Charset, max: usize, glyph_names: bool) -> BoxedStrategy<String> {
    let pool = match charset {
        Charset::Kana => KANA,
        Charset::Ascii => ASCII,
        Charset::Mj | Charset::Any | Charset::Wide => ANY,
    };
    let mut pool = pool.to_vec();
    if charset == Charset::Wide {
        pool.retain(|part| part.chars().all(is_wide));
    }
    if glyph_names {
        pool.extend(["{MJ014004}", "{GJ000001}"]);
        pool.retain(|part| !matches!(*part, "{" | "}"));
    }
    let is_solid = |part: &&str| !part.trim().is_empty() && (part.len() <= 4 || max > 12);
    let solid: Vec<_> = pool.iter().copied().filter(is_solid).collect();
    let parts = prop::collection::vec(select(pool), 0..4);
    (parts, select(solid), any::<Index>())
        .prop_map(move |(mut parts, solid, at)| {
            let mut room = max.saturating_sub(solid.chars().count());
            parts.retain(|part| {
                let count = part.chars().count();
                let fits = count <= room;
                room -= if fits { count } else { 0 };
                fits
            });
            let at = at.index(parts.len() + 1);
            parts.insert(at, solid);
            parts.concat()
        })
        .boxed()
}

/// Whether it may stand in full-width text, of the characters above.
fn is_wide(c: char) -> bool {
    c > '\u{300}' && !matches!(c, '\u{1E09}' | '\u{A0}' | '\u{2003}' | 'ｶ' | 'ﾞ')
}

fn digit_text(digits: usize, exact: bool, check: Option<CheckDigit>) -> BoxedStrategy<Value> {
    let least = if exact || check.is_some() { digits } else { 1 };
    let numbers = prop::collection::vec(0_u32..10, least..=digits);
    numbers
        .prop_map(move |mut numbers| {
            if check == Some(CheckDigit::MyNumber) {
                let body: Vec<_> = numbers[..11].iter().rev().copied().collect();
                let weighted = body.iter().zip([2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]);
                let rest = weighted.map(|(d, q)| d * q).sum::<u32>() % 11;
                numbers[11] = if rest <= 1 { 0 } else { 11 - rest };
            }
            Value::from(numbers.iter().map(u32::to_string).collect::<String>())
        })
        .boxed()
}

/// A day of the calendar, or an open end.
fn date() -> BoxedStrategy<Value> {
    let day =
        (1_i32..=9998, 1..=12, 1..=28).prop_map(|(y, m, d)| json!(format!("{y:04}-{m:02}-{d:02}")));
    prop_oneof![8 => day, 1 => Just(json!("2024-02-29"))].boxed()
}

/// Whether there is no value in it.
fn blank(value: &Value) -> bool {
    match value {
        Value::Array(all) => all.iter().all(blank),
        Value::Object(all) => all.values().all(blank),
        _ => false,
    }
}
