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
    /// A year, 1–9998.
    Year(i32),
    /// A time of day.
    Time(Time),
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

/// A time of day as written: the seconds may be left out (秒 may be 省略 in the data standard).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59, where they are given.
    pub second: Option<u8>,
}

impl Time {
    /// Reads `HH:MM` or `HH:MM:SS` in ASCII digits, 24 hours.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':').map(|part| {
            let two = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            two.then(|| part.parse::<u8>().ok()).flatten()
        });
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next());
        let time = Self { hour, minute, second: second.map_or(Some(None), |s| s.map(Some))? };
        let whole = parts.next().is_none() && hour < 24 && minute < 60;
        (whole && time.second.is_none_or(|second| second < 60)).then_some(time)
    }

    /// The time as it was written.
    pub fn text(self) -> String {
        let words = format!("{:02}:{:02}", self.hour, self.minute);
        self.second.map_or(words.clone(), |second| format!("{words}:{second:02}"))
    }
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

#[cfg(test)]
mod tests {
    use super::Time;

    #[test]
    fn times_of_day() {
        for text in ["00:00", "09:05", "23:59", "10:30:00", "23:59:59"] {
            assert_eq!(Time::parse(text).map(Time::text).as_deref(), Some(text));
        }
        for text in [
            "",
            "9:05",
            "24:00",
            "10:60",
            "10:30:60",
            "10:30:",
            "10:30:00:00",
            "1030",
            "１０:30",
            "+1:00",
            "10:30 ",
            "10-30",
        ] {
            assert!(Time::parse(text).is_none(), "{text}");
        }
    }
}
