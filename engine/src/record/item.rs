//! One value against the type of its item.

use std::borrow::Cow;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chohyo_fonts::charset::resolve_names;

use super::chars::{character_fault, cluster_fault, plain_of, width_fault};
use super::raw::{Fault, Raw};
use super::schema::{Charset, CheckDigit, CodeListId, ItemType, Schema};
use super::value::{Date, DateValue, Time, Value};
use super::wareki::{parse_month, parse_year};
use crate::expression::characters;

type Checked = Result<Value, Fault>;

/// The value of an item that is neither a group nor a list; of a list of texts, one text.
/// An empty text is [`Value::Empty`].
pub(super) fn value(schema: &Schema, kind: &ItemType, raw: Raw) -> Checked {
    if matches!(&raw, Raw::Text(text) | Raw::Cell(text) if text.is_empty()) {
        return Ok(Value::Empty);
    }
    match kind {
        ItemType::Int { digits, signed } | ItemType::Money { digits, signed } => {
            bounded(whole(raw)?, *digits, *signed).map(Value::Int)
        }
        ItemType::Flag => flag(raw).map(Value::Flag),
        ItemType::Text { .. } | ItemType::TextList { .. } => {
            text(kind, need_text(raw, "text")?).map(Value::Text)
        }
        ItemType::Digits { digits, exact, check } => {
            digit_text(need_text(raw, "text")?, *digits, *exact, *check)
        }
        ItemType::Decimal { digits, decimals } => decimal(raw, *digits, *decimals),
        ItemType::Date { .. } => date(&need_text(raw, "date")?),
        ItemType::Month => {
            let month = parse_month(&need_text(raw, "month")?);
            month.map(|(year, month)| Value::Month(year, month)).ok_or_else(|| Fault::new("R076"))
        }
        ItemType::Year => year(&need_text(raw, "year")?),
        ItemType::Time => {
            let time = Time::parse(&need_text(raw, "time")?);
            time.map(Value::Time).ok_or_else(|| Fault::new("R088"))
        }
        ItemType::Code(list) => code(schema, *list, &need_text(raw, "text")?),
        ItemType::Image => image(&need_text(raw, "base64")?),
        ItemType::Group(_) | ItemType::List { .. } => Err(wrong_type("object", &raw)),
    }
}

fn wrong_type(expected: &str, raw: &Raw) -> Fault {
    Fault::new("R062").arg("expected", expected).arg("found", raw.type_name())
}

fn need_text(raw: Raw, expected: &str) -> Result<String, Fault> {
    match raw {
        Raw::Text(text) | Raw::Cell(text) => Ok(text),
        raw => Err(wrong_type(expected, &raw)),
    }
}

/// A whole number: in JSON a number without fraction and exponent, in CSV `-?[1-9][0-9]*` or 0.
fn whole(raw: Raw) -> Result<i64, Fault> {
    let number = match raw {
        Raw::Int(number) => Some(number),
        Raw::Number => None,
        Raw::Cell(text) => plain(&text).then(|| text.parse().ok()).flatten(),
        raw => return Err(wrong_type("integer", &raw)),
    };
    number.ok_or_else(|| Fault::new("R063"))
}

/// A whole number within the digits and the sign of its item.
fn bounded(number: i64, most: Option<usize>, signed: bool) -> Result<i64, Fault> {
    if number < 0 && !signed {
        return Err(Fault::new("R090"));
    }
    let count = number.unsigned_abs().to_string().len();
    match most {
        Some(most) if count > most => Err(too_many_digits(count, most)),
        _ => Ok(number),
    }
}

fn too_many_digits(count: usize, most: usize) -> Fault {
    Fault::new("R089").arg("count", count).arg("max", most)
}

/// Whether a text is a whole number in its one way of writing.
fn plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading = digits.starts_with('0') && text != "0";
    !digits.is_empty() && !leading && digits.bytes().all(|b| b.is_ascii_digit())
}

fn flag(raw: Raw) -> Result<bool, Fault> {
    match raw {
        Raw::Flag(flag) => Ok(flag),
        Raw::Cell(text) if text == "true" => Ok(true),
        Raw::Cell(text) if text == "false" => Ok(false),
        Raw::Cell(_) => Err(Fault::new("R077")),
        raw => Err(wrong_type("flag", &raw)),
    }
}

/// The text of an item of text, names of glyphs resolved.
pub(super) fn text(kind: &ItemType, text: String) -> Result<String, Fault> {
    let (ItemType::Text { charset, max, glyph_names }
    | ItemType::TextList { charset, max, glyph_names }) = *kind
    else {
        return Ok(text);
    };
    let most = |c: char| plain_of(charset, c) && !(glyph_names && c == '{');
    if let Some(count) = count_if(&text, most) {
        return within(count, max).map(|()| text);
    }
    // The letters of a name of a glyph are half-width: the text it means is asked instead.
    let before = if glyph_names && charset == Charset::Wide { Charset::Mj } else { charset };
    character_fault(&text, before).map_or(Ok(()), at_character)?;
    let text = if glyph_names { resolved(text)? } else { text };
    width_fault(&text, charset).map_or(Ok(()), at_character)?;
    cluster_fault(&text).map_or(Ok(()), at_character)?;
    within(characters(&text), max).map(|()| text)
}

fn within(count: usize, max: usize) -> Result<(), Fault> {
    if count > max {
        return Err(Fault::new("R065").arg("count", count).arg("max", max));
    }
    Ok(())
}

/// How many characters a text has, if something holds for all of them.
fn count_if(text: &str, holds: impl Fn(char) -> bool) -> Option<usize> {
    let mut count = 0;
    text.chars()
        .all(|c| {
            count += 1;
            holds(c)
        })
        .then_some(count)
}

/// `{MJ014004}` as the text that means the glyph.
fn resolved(text: String) -> Result<String, Fault> {
    match resolve_names(&text) {
        Ok(Cow::Borrowed(_)) => Ok(text),
        Ok(Cow::Owned(resolved)) => Ok(resolved),
        Err(error) => Err(Fault::new("R085").arg("name", name_alone(&error.name))),
    }
}

/// The wrong name without what follows an unclosed one: that may be a person's name.
fn name_alone(name: &str) -> &str {
    let part = |c: char| c.is_ascii_alphanumeric() || ('！'..='～').contains(&c);
    name.find(|c| !part(c)).map_or(name, |end| &name[..end])
}

fn at_character<T>((code, c): (&'static str, char)) -> Result<T, Fault> {
    Err(Fault::new(code).arg("code_point", format!("U+{:04X}", c as u32)))
}

fn digit_text(text: String, digits: usize, exact: bool, check: Option<CheckDigit>) -> Checked {
    if let Some(c) = text.chars().find(|c| !c.is_ascii_digit()) {
        return at_character(("R066", c));
    }
    let count = text.len();
    if count > digits || (exact && count < digits) {
        let code = if exact { "R072" } else { "R065" };
        let bound = if exact { "digits" } else { "max" };
        return Err(Fault::new(code).arg("count", count).arg(bound, digits));
    }
    let good = match check {
        Some(CheckDigit::MyNumber) => my_number(text.as_bytes()),
        // The formula for the check digit of the 住民票コード (平成14年総務省告示第436号) is not
        // at hand: only number and kind of the digits are checked.
        Some(CheckDigit::JukiCode) | None => true,
    };
    if good { Ok(Value::Text(text)) } else { Err(Fault::new("R073")) }
}

/// 個人番号 of 12 digits: 平成26年総務省令第85号 第5条.
fn my_number(digits: &[u8]) -> bool {
    let [body @ .., check] = digits else { return false };
    // n counts from the last digit of the body: Q = n + 1 up to 6, n − 5 from 7 on.
    let weights = [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6];
    let sum: u32 = body.iter().rev().zip(weights).map(|(d, q)| u32::from(d - b'0') * q).sum();
    let rest = sum % 11;
    let expected = if rest <= 1 { 0 } else { 11 - rest };
    body.len() == weights.len() && u32::from(check - b'0') == expected
}

/// A decimal as its text: `-?(0|[1-9][0-9]*)(\.[0-9]+)?`. A whole JSON number will do.
fn decimal(raw: Raw, most: Option<usize>, decimals: usize) -> Checked {
    let text = match raw {
        Raw::Int(number) => number.to_string(),
        Raw::Number => return Err(Fault::new("R082").arg("decimals", decimals)),
        raw => need_text(raw, "decimal")?,
    };
    let (before, after) = text.split_once('.').unwrap_or((&text, "0"));
    let places = if text.contains('.') { after.len() } else { 0 };
    let good = (plain(before) || before == "-0")
        && !after.is_empty()
        && after.bytes().all(|b| b.is_ascii_digit())
        && places <= decimals;
    if !good {
        return Err(Fault::new("R082").arg("decimals", decimals));
    }
    let count = text.bytes().filter(u8::is_ascii_digit).count();
    match most {
        Some(most) if count > most => Err(too_many_digits(count, most)),
        _ => Ok(Value::Text(text)),
    }
}

/// A date as written. The open ends 0000-01-01 and 9999-12-31 of the data standard (DATE) mean
/// that there is none: [`Value::Empty`]. Whether the day exists is asked with its words at hand.
fn date(text: &str) -> Checked {
    if matches!(text, "0000-01-01" | "9999-12-31") {
        return Ok(Value::Empty);
    }
    let date = Date::parse(text).ok_or_else(|| Fault::new("R074"))?;
    Ok(Value::Date(DateValue { date: Some(date), words: None }))
}

/// A year as written. The open ends 0000 and 9999 of the data standard (YEAR) mean that there is
/// none.
fn year(text: &str) -> Checked {
    if matches!(text, "0000" | "9999") {
        return Ok(Value::Empty);
    }
    parse_year(text).map(Value::Year).ok_or_else(|| Fault::new("R087"))
}

fn code(schema: &Schema, list: CodeListId, text: &str) -> Checked {
    let values = schema.codes.get(list.0).map_or(&[][..], |list| &list.values);
    let known = values.iter().position(|(code, _)| code == text);
    known.map(Value::Code).ok_or_else(|| {
        let name = schema.codes.get(list.0).map_or("", |list| &list.name);
        Fault::new("R078").arg("codes", name)
    })
}

fn image(text: &str) -> Checked {
    let bytes = STANDARD.decode(text).map_err(|_| Fault::new("R079"))?;
    let picture =
        crate::picture::decode(&bytes).map_err(|code| Fault::new("R080").arg("cause", code))?;
    if picture.natural.is_none() {
        return Err(Fault::new("R081"));
    }
    Ok(Value::Image(Arc::new(picture)))
}

#[cfg(test)]
#[path = "item_tests.rs"]
mod tests;
