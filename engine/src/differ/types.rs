//! Types of the items of a record in words. Groups and code lists stand there by their names, for
//! their places in the schema say nothing.

use crate::record::{Charset, CheckDigit, ItemType, Schema};

/// `text mj 100`, `list 世帯員 0–99`, `code 性別 (1 男, 2 女)`.
pub(super) fn words(schema: &Schema, kind: &ItemType) -> String {
    let group = |id: usize| schema.groups.get(id).map_or("", |group| group.name.as_str());
    match kind {
        ItemType::Text { charset, max, glyph_names } => text("text", *charset, *max, *glyph_names),
        ItemType::TextList { charset, max, glyph_names } => {
            text("list text", *charset, *max, *glyph_names)
        }
        ItemType::Digits { digits, exact, check } => {
            let most = if *exact { "" } else { "≤ " };
            let check = match check {
                Some(CheckDigit::MyNumber) => " check my_number",
                Some(CheckDigit::JukiCode) => " check juki_code",
                None => "",
            };
            format!("digits {most}{digits}{check}")
        }
        ItemType::Int { digits, signed } => number("int", *digits, *signed),
        ItemType::Money { digits, signed } => number("money", *digits, *signed),
        ItemType::Decimal { digits, decimals } => {
            format!("{} decimals {decimals}", number("decimal", *digits, false))
        }
        ItemType::Date { unknown, flag } => {
            let named = [("unknown", unknown), ("flag", flag)];
            let named = named.map(|(key, name)| name.as_ref().map(|name| format!(" {key} {name}")));
            format!("date{}", named.into_iter().flatten().collect::<String>())
        }
        ItemType::Month => "month".to_owned(),
        ItemType::Year => "year".to_owned(),
        ItemType::Time => "time".to_owned(),
        ItemType::Flag => "flag".to_owned(),
        ItemType::Image => "image".to_owned(),
        ItemType::Code(list) => {
            let Some(list) = schema.codes.get(list.0) else { return "code".to_owned() };
            let values = list.values.iter().map(|(code, word)| format!("{code} {word}"));
            format!("code {} ({})", list.name, values.collect::<Vec<_>>().join(", "))
        }
        ItemType::Group(id) => format!("group {}", group(id.0)),
        ItemType::List { group: id, min, max } => format!("list {} {min}–{max}", group(id.0)),
    }
}

fn text(word: &str, charset: Charset, max: usize, glyph_names: bool) -> String {
    let charset = match charset {
        Charset::Mj => "mj",
        Charset::Wide => "wide",
        Charset::Kana => "kana",
        Charset::Ascii => "ascii",
        Charset::Any => "any",
    };
    format!("{word} {charset} {max}{}", if glyph_names { " glyph_names" } else { "" })
}

fn number(word: &str, digits: Option<usize>, signed: bool) -> String {
    let digits = digits.map_or_else(String::new, |digits| format!(" {digits}"));
    format!("{word}{}{digits}", if signed { " signed" } else { "" })
}
