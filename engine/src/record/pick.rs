//! One item of a record as bytes that compare as its values do: what records are sorted and split
//! by.

use super::schema::{GroupId, ItemType, Schema};
use super::value::{DateValue, Record, Value};

/// The place of an item that is in no list.
#[derive(Clone, Debug)]
pub struct Pick(Vec<usize>);

impl Pick {
    /// The item of a path of names (`納税義務者.郵便番号`); `None` if there is none, if it stands in a list, or if
    /// its values have no order.
    pub fn new(schema: &Schema, path: &str) -> Option<Self> {
        let (mut group, mut places) = (Some(GroupId::ROOT), Vec::new());
        for name in path.split('.') {
            let items = &schema.group(group?).items;
            let at = items.iter().position(|item| item.name == name)?;
            group = match items[at].kind {
                ItemType::Group(inner) => Some(inner),
                ItemType::List { .. } | ItemType::TextList { .. } | ItemType::Image => {
                    return None;
                }
                _ => None,
            };
            places.push(at);
        }
        group.is_none().then_some(Self(places))
    }

    /// The bytes of a text, as [`Pick::append`] writes those of a record.
    pub fn of_text(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        append(&Value::Text(text.to_owned()), &mut bytes);
        bytes
    }

    /// Appends the bytes of a record's value. No value comes before all others; codes come in the
    /// order of their list, texts in the order of their code points.
    pub fn append(&self, record: &Record, out: &mut Vec<u8>) {
        let mut group = Some(&record.root);
        let mut found = None;
        for at in &self.0 {
            found = group.and_then(|group| group.0.get(*at));
            group = match found {
                Some(Value::Group(inner)) => Some(inner),
                _ => None,
            };
        }
        append(found.unwrap_or(&Value::Empty), out);
    }
}

/// Texts end with a zero, which no text has; numbers have one length.
fn append(value: &Value, out: &mut Vec<u8>) {
    let signed = |number: i64| (number as u64 ^ (1 << 63)).to_be_bytes();
    match value {
        Value::Text(text) => {
            out.push(1);
            out.extend(text.as_bytes());
            out.push(0);
        }
        Value::Int(number) => {
            out.push(1);
            out.extend(signed(*number));
        }
        Value::Code(index) => {
            out.push(1);
            out.extend((*index as u64).to_be_bytes());
        }
        Value::Flag(flag) => out.extend([1, u8::from(*flag)]),
        Value::Year(year) => {
            out.push(1);
            out.extend(signed(i64::from(*year)));
        }
        Value::Month(year, month) => {
            out.push(1);
            out.extend(signed(i64::from(*year)));
            out.push(*month);
        }
        Value::Date(DateValue { date, words }) => {
            out.push(1);
            let (year, month, day) = date.map_or((0, 0, 0), |d| (d.year, d.month, d.day));
            out.extend(signed(i64::from(year)));
            out.extend([month, day]);
            out.extend(words.as_deref().unwrap_or_default().as_bytes());
            out.push(0);
        }
        Value::Time(time) => {
            out.extend([1, time.hour, time.minute, time.second.unwrap_or(0)]);
        }
        Value::Empty | Value::Image(_) | Value::Group(_) | Value::List(_) | Value::TextList(_) => {
            out.push(0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::{Date, DateValue, Value};
    use super::append;

    #[test]
    fn bytes_compare_as_values_do() {
        let text = |words: &str| Value::Text(words.to_owned());
        let day = |year, month, day| {
            Value::Date(DateValue { date: Some(Date { year, month, day }), words: None })
        };
        let rising = [
            vec![Value::Empty, text("あ"), text("ああ"), text("い")],
            vec![
                Value::Empty,
                Value::Int(i64::MIN),
                Value::Int(-1),
                Value::Int(0),
                Value::Int(300),
            ],
            vec![Value::Empty, day(1999, 12, 31), day(2000, 1, 1), day(2000, 10, 1)],
            vec![Value::Empty, Value::Code(0), Value::Code(1), Value::Code(256)],
            vec![Value::Flag(false), Value::Flag(true)],
            vec![Value::Month(1999, 12), Value::Month(2000, 1)],
        ];
        for values in rising {
            let bytes: Vec<Vec<u8>> = values
                .iter()
                .map(|value| {
                    let mut out = Vec::new();
                    append(value, &mut out);
                    out
                })
                .collect();
            assert!(bytes.is_sorted_by(|a, b| a < b), "{bytes:?}");
        }
    }
}
