//! Values of a record. They have no `Debug` and no `Display`: a person's data cannot slip
//! into a log or a panic message.

use std::sync::Arc;

use crate::page::Picture;

/// One record: the values of the schema's root group.
pub struct Record {
    /// Ordinal in the input, 1-based.
    pub ordinal: u64,
    /// Values of the root group.
    pub root: GroupValue,
}

/// Values of one group, in the order of [`super::Group::items`].
pub struct GroupValue(pub Vec<Value>);

/// One value.
pub enum Value {
    /// Absent, null or empty.
    Empty,
    /// Text, digits and decimals: exactly the code points of the input.
    Text(String),
    /// A whole number or an amount.
    Int(i64),
    /// A date.
    Date(DateValue),
    /// A month: year and month.
    Month(i32, u8),
    /// A flag.
    Flag(bool),
    /// A code: index into [`super::CodeList::values`].
    Code(usize),
    /// A picture.
    Image(Arc<Picture>),
    /// A nested group.
    Group(GroupValue),
    /// A list of groups.
    List(Vec<GroupValue>),
    /// A list of texts.
    TextList(Vec<String>),
}

/// A date with what is known of it: words (不詳表記) come before the calendar date.
pub struct DateValue {
    /// The calendar date, if there is one.
    pub date: Option<Date>,
    /// Words that print instead of it: 「昭和２０年頃」.
    pub words: Option<String>,
}

/// A calendar date as written; it need not exist (29 February of a common year is data).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of the Common Era.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}
