//! Words of dates that are not known (不詳表記): the shapes in which the residents' system writes
//! them.
//!
//! Source: 住民記録システム標準仕様書 1.1.8 (不詳日), 14 shapes; and a whole date, for days that the
//! calendar does not have and for the border days of eras. Years stand with their era, or without
//! one as years of the Common Era (the birth date of foreign residents prints in 西暦). Digits are
//! full-width (データ型 Ｎ), and the first year of an era is 元年.

use super::eras::Eras;
use super::schema::{Group, GroupId, ItemType, Schema};
use super::value::{DateValue, GroupValue, Record, Value};
use crate::diag::{Diagnostic, Place, RecordPlace};

/// What is remarkable in a record that prints all the same: words of a date in none of the known
/// shapes (`R094`, a warning), spaces that look like others (`R095`, a note). `file` is what
/// messages call the input.
pub fn remarks(schema: &Schema, record: &Record, file: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let root = (GroupId::ROOT, &record.root);
    walk(schema, root, "", &mut |remark, field| {
        let place = RecordPlace {
            file: file.to_owned(),
            record: record.ordinal,
            field: Some(field.clone()),
            ..RecordPlace::default()
        };
        found.push(remark.place(Place::Record(place)).arg("field", field));
    });
    found
}

/// Calls `tell` with remark and path of every value that is remarkable.
fn walk(
    schema: &Schema,
    (id, values): (GroupId, &GroupValue),
    prefix: &str,
    tell: &mut impl FnMut(Diagnostic, String),
) {
    let items = schema.groups.get(id.0).map_or(&[][..], |group| &group.items);
    for (item, value) in items.iter().zip(&values.0) {
        // Hardly any value is remarkable, so paths are put together only where they are told.
        let path = || format!("{prefix}{}", item.name);
        match (value, &item.kind) {
            (Value::Date(DateValue { words: Some(words), .. }), _)
                if !schema.eras.all().is_empty() && !has_shape(&schema.eras, words) =>
            {
                tell(Diagnostic::warning("R094"), path());
            }
            (Value::Text(text), _) if has_odd_space(text) => tell(Diagnostic::note("R095"), path()),
            (Value::TextList(texts), _) => {
                for (no, _) in (1..).zip(texts).filter(|(_, text)| has_odd_space(text)) {
                    tell(Diagnostic::note("R095"), format!("{}[{no}]", path()));
                }
            }
            (Value::Group(inner), ItemType::Group(id)) => {
                walk(schema, (*id, inner), &format!("{}.", path()), tell);
            }
            (Value::List(elements), ItemType::List { group, .. }) => {
                for (no, element) in (1_usize..).zip(elements) {
                    walk(schema, (*group, element), &format!("{}[{no}].", path()), tell);
                }
            }
            _ => {}
        }
    }
}

/// Whether a text has an odd space. Their first bytes in UTF-8 are rare in Japanese text (kanji
/// and kana begin with E3 to E9), and are looked for without a way out of the loop, so that the
/// compiler looks at many bytes at once.
fn has_odd_space(text: &str) -> bool {
    let may = |found, byte: &u8| found | matches!(byte, 0xC2 | 0xE1 | 0xE2);
    text.as_bytes().iter().fold(false, may) && text.contains(is_odd_space)
}

/// A space that is neither of the keyboard's (U+0020, U+3000) nor refused: it looks like one of
/// them and compares as neither.
fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

/// The dates of a group whose flags (`生年月日_不詳フラグ`) say that they are not known: `true`, or the
/// code or number 1.
pub(super) fn flagged<'g>(
    schema: &Schema,
    group: &'g Group,
    values: &[Option<Value>],
) -> Vec<&'g str> {
    let set = group.items.iter().zip(values).filter(|(item, value)| {
        value.as_ref().is_some_and(|value| is_set(schema, &item.kind, value))
    });
    set.filter_map(|(item, _)| item.name.strip_suffix("_不詳フラグ")).collect()
}

fn is_set(schema: &Schema, kind: &ItemType, value: &Value) -> bool {
    match (value, kind) {
        (Value::Flag(flag), _) => *flag,
        (Value::Int(number), _) => *number == 1,
        (Value::Text(text), _) => text == "1",
        (Value::Code(index), ItemType::Code(list)) => {
            let codes = schema.codes.get(list.0);
            codes.and_then(|list| list.values.get(*index)).is_some_and(|(code, _)| code == "1")
        }
        _ => false,
    }
}

/// Whether words have one of the shapes, in a year, month and day that their era has.
fn has_shape(eras: &Eras, words: &str) -> bool {
    if words == "年月日不詳" {
        return true;
    }
    let guessed = words.strip_prefix("推定");
    let Some((date, rest)) = Written::read(eras, guessed.unwrap_or(words)) else { return false };
    if guessed.is_some() {
        return date.month.is_some() && rest.is_empty();
    }
    match (date.month, date.day) {
        (None, _) => year_tail(rest),
        (Some(_), None) => month_tail(rest),
        (Some(month), Some(day)) => day_tail(rest, (month, day)),
    }
}

/// What follows a year: 頃, a season, 月日不詳.
fn year_tail(rest: &str) -> bool {
    matches!(rest, "頃" | "春" | "夏" | "秋" | "冬") || without_space(rest) == "月日不詳"
}

/// What follows a month: 頃, a third of it, 日不詳, 推定○日から○日までの間.
fn month_tail(rest: &str) -> bool {
    let third = rest.strip_suffix('頃').unwrap_or(rest);
    if rest == "頃" || matches!(third, "上旬" | "中旬" | "下旬") || without_space(rest) == "日不詳"
    {
        return true;
    }
    let range = || {
        let (first, rest) = day(rest.strip_prefix("推定")?)?;
        let (last, rest) = day(rest.strip_prefix("から")?)?;
        Some(first <= last && rest == "までの間")
    };
    range().unwrap_or(false)
}

/// What follows a day: nothing, 頃, から○日頃までの間, 頃から○日頃までの間.
fn day_tail(rest: &str, first: (u8, u8)) -> bool {
    if matches!(rest, "" | "頃") {
        return true;
    }
    let range = || {
        let rest = rest.strip_prefix('頃').unwrap_or(rest).strip_prefix("から")?;
        let (month, rest) = part(rest, '月', 12).unwrap_or((first.0, rest));
        let (day, rest) = day(rest)?;
        Some(first <= (month, day) && rest == "頃までの間")
    };
    range().unwrap_or(false)
}

fn without_space(words: &str) -> &str {
    words.strip_prefix(['\u{3000}', ' ']).unwrap_or(words)
}

/// A date as far as it is known.
struct Written {
    month: Option<u8>,
    day: Option<u8>,
}

impl Written {
    /// The date at the start of some words, and what follows it.
    fn read<'w>(eras: &Eras, words: &'w str) -> Option<(Self, &'w str)> {
        let era = eras.all().iter().find(|era| words.starts_with(&era.name));
        let rest = era.map_or(words, |era| &words[era.name.len()..]);
        let (year, rest) = match rest.strip_prefix("元年").filter(|_| era.is_some()) {
            Some(rest) => (1, rest),
            None => number(rest).and_then(|(year, rest)| Some((year, rest.strip_prefix('年')?)))?,
        };
        // The first year of an era is 元年, and a year without an era has four digits.
        if era.is_some() != (year < 1000) || (year == 1 && !words.contains("元年")) {
            return None;
        }
        let (month, rest) = optional(part(rest, '月', 12), rest);
        let (day, rest) = if month.is_some() { optional(day(rest), rest) } else { (None, rest) };
        let known = era.is_none_or(|era| eras.written(&era.name, year, month, day).is_some());
        known.then_some((Self { month, day }, rest))
    }
}

fn optional<'w>(part: Option<(u8, &'w str)>, words: &'w str) -> (Option<u8>, &'w str) {
    part.map_or((None, words), |(number, rest)| (Some(number), rest))
}

fn day(words: &str) -> Option<(u8, &str)> {
    part(words, '日', 31)
}

/// A number from 1 to `most` and its unit.
fn part(words: &str, unit: char, most: u8) -> Option<(u8, &str)> {
    let (number, rest) = number(words)?;
    let number = u8::try_from(number).ok().filter(|n| (1..=most).contains(n))?;
    Some((number, rest.strip_prefix(unit)?))
}

/// A number in full-width digits, without a leading zero.
fn number(words: &str) -> Option<(i32, &str)> {
    let digit = |c: char| ('０'..='９').contains(&c);
    let end = words.find(|c| !digit(c)).unwrap_or(words.len());
    let (digits, rest) = words.split_at(end);
    let value = |c: char| i32::try_from(c as u32 - '０' as u32).ok();
    let fits = (1..=4).contains(&digits.chars().count()) && !digits.starts_with('０');
    let number = digits.chars().filter_map(value).fold(0, |sum, digit| sum * 10 + digit);
    fits.then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::super::eras::shipped;
    use super::*;

    /// The shapes of the specification with invented days, then a whole date of each kind.
    const GOOD: &str = "\
令和５年頃
令和元年１２月頃
令和５年２月２８日頃
推定令和５年２月３日
推定令和５年２月
令和５年春
令和５年冬
令和５年２月上旬
令和５年２月中旬頃
令和５年２月下旬
年月日不詳
令和５年　月日不詳
令和５年 月日不詳
令和５年月日不詳
令和５年１２月　日不詳
令和５年２月３日から５日頃までの間
令和５年２月３日から３月５日頃までの間
令和５年２月推定３日から５日までの間
令和５年２月３日頃から５日頃までの間
昭和２０年頃
１９８０年頃
１９８０年　月日不詳
１９８０年５月１日
令和５年２月２９日
明治４５年７月３０日
大正１５年１２月２５日
平成３１年４月頃";

    const BAD: &str = "\
不明
令和５年
令和５年２月
令和5年頃
令和１年頃
令和０５年頃
平成３元年
平成３元年頃
元年頃
平成３１年５月頃
平成３２年頃
昭和６４年１月８日頃
平成元年１月７日頃
明治４５年７月３１日
大正１５年１２月２６日
令和５年１３月頃
令和５年２月３２日頃
令和５年２月５日から３日頃までの間
令和５年２月３日から５日までの間
令和５年２月推定５日から３日までの間
令和５年　　月日不詳
令和５年１２日頃
推定令和５年
推定令和５年２月頃
推定年月日不詳
年月日不詳頃
８０年頃
１９８０年
西暦１９８０年頃
慶応３年頃
令和５年頃　
令和５年夏至";

    #[test]
    fn shapes() {
        let eras = shipped();
        for words in GOOD.lines() {
            assert!(has_shape(&eras, words), "{words}");
        }
        for words in BAD.lines() {
            assert!(!has_shape(&eras, words), "{words}");
        }
    }
}
