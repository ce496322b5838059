//! Items of the record in the words of the data standard.

use chohyo_engine::form::Form;
use chohyo_engine::record::{Charset, Item, ItemType};

/// データ型: the letters of the data standard, and a word for what it does not have.
pub(super) fn data_type(item: &Item) -> &'static str {
    match &item.kind {
        ItemType::Text { charset, .. } | ItemType::TextList { charset, .. } => match charset {
            Charset::Ascii => "X",
            Charset::Mj | Charset::Wide | Charset::Kana | Charset::Any => "Ｎ",
        },
        ItemType::Digits { .. } | ItemType::Code(_) => "X",
        ItemType::Int { signed: true, .. } | ItemType::Money { signed: true, .. } => "S9",
        ItemType::Int { .. } | ItemType::Money { .. } => "9",
        ItemType::Decimal { .. } => "9V",
        ItemType::Date { .. } => "DATE",
        ItemType::Month => "年月",
        ItemType::Year => "YEAR",
        ItemType::Time => "TIME",
        ItemType::Flag => "真偽",
        ItemType::Image => "BLOB",
        ItemType::Group(_) | ItemType::List { .. } => "グループ",
    }
}

/// 桁数 in characters; `n,m` of decimals.
pub(super) fn digits(item: &Item, form: &Form) -> String {
    match &item.kind {
        ItemType::Text { max, .. } | ItemType::TextList { max, .. } => max.to_string(),
        ItemType::Digits { digits, .. } => digits.to_string(),
        ItemType::Int { digits, .. } | ItemType::Money { digits, .. } => {
            digits.map_or_else(String::new, |digits| digits.to_string())
        }
        ItemType::Decimal { digits: Some(digits), decimals } => {
            format!("{},{decimals}", digits.saturating_sub(*decimals))
        }
        ItemType::Decimal { digits: None, decimals } => format!("-,{decimals}"),
        ItemType::Date { .. } => "10".to_owned(),
        ItemType::Month => "7".to_owned(),
        ItemType::Year => "4".to_owned(),
        ItemType::Time => "8".to_owned(),
        ItemType::Code(list) => {
            let values = form.schema.codes.get(list.0).map_or(&[][..], |list| &list.values);
            let longest = values.iter().map(|(code, _)| code.chars().count()).max();
            longest.map_or_else(String::new, |longest| longest.to_string())
        }
        ItemType::Flag | ItemType::Image | ItemType::Group(_) | ItemType::List { .. } => {
            String::new()
        }
    }
}

/// 文字種.
pub(super) fn charset(item: &Item) -> &'static str {
    match &item.kind {
        ItemType::Text { charset, .. } | ItemType::TextList { charset, .. } => match charset {
            Charset::Mj => "行政事務標準文字",
            Charset::Wide => "全角",
            Charset::Kana => "仮名",
            Charset::Ascii => "半角",
            Charset::Any => "全角・半角",
        },
        ItemType::Digits { .. } => "半角数字",
        _ => "",
    }
}

/// `性別：1 男、2 女`
pub(super) fn codes(item: &Item, form: &Form) -> String {
    let ItemType::Code(list) = item.kind else { return String::new() };
    let Some(list) = form.schema.codes.get(list.0) else { return String::new() };
    let values = list.values.iter().map(|(code, word)| format!("{code} {word}"));
    format!("{}：{}", list.name, values.collect::<Vec<_>>().join("、"))
}
