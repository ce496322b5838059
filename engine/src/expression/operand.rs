//! A value on its way through an expression, with its type.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use super::words::compare_decimals;
use crate::page::Picture;
use crate::record::wareki::{
    seireki, seireki_month, seireki_year, wareki, wareki_month, wareki_year,
};
use crate::record::{Date, DateValue, Eras, GroupValue, ItemType, Schema, Value};

/// A typed value. Like [`Value`] it has no `Debug`.
pub(super) enum Operand<'a> {
    /// Nothing.
    Empty,
    /// Text that is not empty.
    Text(Cow<'a, str>),
    /// A whole number.
    Int(i64),
    /// An amount.
    Money(i64),
    /// A decimal as its text.
    Decimal(&'a str),
    /// A date.
    Date(&'a DateValue),
    /// Year and month.
    Month(i32, u8),
    /// A year.
    Year(i32),
    /// A flag.
    Flag(bool),
    /// A code and its word.
    Code(usize, &'a str),
    /// A picture.
    Image(&'a Arc<Picture>),
    /// A group.
    Group(&'a GroupValue),
    /// A list of groups.
    List(&'a [GroupValue]),
    /// A list of texts.
    TextList(&'a [String]),
}

impl<'a> Operand<'a> {
    /// A text; the empty text is [`Operand::Empty`].
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A value of the record.
    pub(super) fn of(schema: &'a Schema, kind: &ItemType, value: &'a Value) -> Self {
        match (value, kind) {
            (Value::Empty, _) => Self::Empty,
            (Value::Text(text), ItemType::Decimal { .. }) => Self::Decimal(text),
            (Value::Text(text), _) => Self::text(text.as_str()),
            (Value::Int(number), ItemType::Money { .. }) => Self::Money(*number),
            (Value::Int(number), _) => Self::Int(*number),
            (Value::Date(date), _) => Self::Date(date),
            (Value::Month(year, month), _) => Self::Month(*year, *month),
            (Value::Year(year), _) => Self::Year(*year),
            (Value::Time(time), _) => Self::text(time.text()),
            (Value::Flag(flag), _) => Self::Flag(*flag),
            (Value::Code(index), ItemType::Code(list)) => {
                let word = schema.codes.get(list.0).and_then(|list| list.values.get(*index));
                word.map_or(Self::Empty, |(_, word)| Self::Code(*index, word))
            }
            (Value::Code(_), _) => Self::Empty,
            (Value::Image(picture), _) => Self::Image(picture),
            (Value::Group(group), _) => Self::Group(group),
            (Value::List(elements), _) => Self::List(elements),
            (Value::TextList(texts), _) => Self::TextList(texts),
        }
    }

    /// Whether there is nothing: no value, no element, no date and no words of one.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Date(date) => date.date.is_none() && date.words.is_none(),
            Self::List(elements) => elements.is_empty(),
            Self::TextList(texts) => texts.is_empty(),
            Self::Group(group) => !group.0.iter().any(given),
            _ => false,
        }
    }

    /// The number of a whole number or an amount.
    pub(super) fn number(&self) -> Option<i64> {
        match self {
            Self::Int(number) | Self::Money(number) => Some(*number),
            _ => None,
        }
    }

    /// A date, month or year in 和暦; 不詳表記 first.
    /// `R091` and `R151` as of [`wareki`], `R155` if it is none of them.
    pub(super) fn wareki(&self, eras: &Eras) -> Result<String, &'static str> {
        match self {
            Self::Date(value) => date_words(value, |date| wareki(eras, date)),
            Self::Month(year, month) => wareki_month(eras, *year, *month),
            Self::Year(year) => wareki_year(eras, *year),
            _ => Err("R155"),
        }
    }

    /// A date, month or year in 西暦; 不詳表記 first.
    /// Faults as of [`Self::wareki`].
    pub(super) fn seireki(&self, eras: &Eras) -> Result<String, &'static str> {
        match self {
            Self::Date(value) => date_words(value, |date| seireki(eras, date)),
            Self::Month(year, month) => seireki_month(eras, *year, *month),
            Self::Year(year) => seireki_year(eras, *year),
            _ => Err("R155"),
        }
    }

    /// [`Self::order`] to a text that is not empty.
    pub(super) fn order_to(&self, other: &str) -> Option<Ordering> {
        match self {
            Self::Text(text) => Some(text.as_ref().cmp(other)),
            Self::Code(_, word) => Some((*word).cmp(other)),
            _ => None,
        }
    }

    /// The order of two values of one type; a code and a text by the code's word. `None` if one
    /// side is empty (unless both are) or the two have no order.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        if self.is_empty() && other.is_empty() {
            return Some(Ordering::Equal);
        }
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Code(a, x), Self::Code(b, y)) => Some(a.cmp(b).then(x.cmp(y))),
            (Self::Code(_, word), Self::Text(text)) => Some((*word).cmp(text.as_ref())),
            (Self::Text(text), Self::Code(_, word)) => Some(text.as_ref().cmp(word)),
            (Self::Date(a), Self::Date(b)) => Some(a.date?.cmp(&b.date?)),
            (Self::Month(a, b), Self::Month(c, d)) => Some((a, b).cmp(&(c, d))),
            (Self::Year(a), Self::Year(b)) => Some(a.cmp(b)),
            (Self::Flag(a), Self::Flag(b)) => Some(a.cmp(b)),
            (Self::Decimal(a), Self::Decimal(b)) => Some(compare_decimals(a, b)),
            (Self::Decimal(a), b) => Some(compare_decimals(a, &b.number()?.to_string())),
            (a, Self::Decimal(b)) => Some(compare_decimals(&a.number()?.to_string(), b)),
            (a, b) => Some(a.number()?.cmp(&b.number()?)),
        }
    }
}

/// Whether a value was given. A group counts if anything in it does; flags alone do not.
fn given(value: &Value) -> bool {
    match value {
        Value::Empty | Value::Flag(_) => false,
        Value::Group(group) => group.0.iter().any(given),
        Value::List(elements) => !elements.is_empty(),
        Value::TextList(texts) => !texts.is_empty(),
        _ => true,
    }
}

fn date_words(
    value: &DateValue,
    words: impl Fn(Date) -> Result<String, &'static str>,
) -> Result<String, &'static str> {
    match (&value.words, value.date) {
        (Some(words), _) => Ok(words.clone()),
        (None, Some(date)) => words(date),
        (None, None) => Ok(String::new()),
    }
}
