//! The texts of a record, each with its path.

use crate::record::{Group, GroupId, GroupValue, ItemType, Record, Schema, Value};

/// Calls `each` with the path, the text and the values that print it: its own, and that of the
/// date whose 不詳表記 it is.
pub(super) fn walk<E>(
    schema: &Schema,
    record: &Record,
    each: &mut impl FnMut(&str, &str, &[&Value]) -> Result<(), E>,
) -> Result<(), E> {
    group(schema, GroupId::ROOT, &record.root, "", each)
}

fn group<E>(
    schema: &Schema,
    id: GroupId,
    values: &GroupValue,
    prefix: &str,
    each: &mut impl FnMut(&str, &str, &[&Value]) -> Result<(), E>,
) -> Result<(), E> {
    let own = schema.group(id);
    for (item, value) in own.items.iter().zip(&values.0) {
        if item.secret {
            continue;
        }
        let path = format!("{prefix}{}", item.name);
        match (value, &item.kind) {
            (Value::Text(text), _) => {
                let dates = dates(own, values, &item.name);
                let printing: Vec<_> = std::iter::once(value).chain(dates).collect();
                each(&path, text, &printing)?;
            }
            (Value::TextList(texts), _) => {
                for (no, text) in (1..).zip(texts) {
                    each(&format!("{path}[{no}]"), text, &[value])?;
                }
            }
            (Value::Group(inner), ItemType::Group(id)) => {
                group(schema, *id, inner, &format!("{path}."), each)?;
            }
            (Value::List(elements), ItemType::List { group: id, .. }) => {
                for (no, element) in (1_usize..).zip(elements) {
                    group(schema, *id, element, &format!("{path}[{no}]."), each)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The dates whose words an item holds.
fn dates<'a>(
    group: &'a Group,
    values: &'a GroupValue,
    words: &'a str,
) -> impl Iterator<Item = &'a Value> {
    let named = move |kind: &ItemType| match kind {
        ItemType::Date { unknown: Some(name), .. } => name == words,
        _ => false,
    };
    let pairs = group.items.iter().zip(&values.0);
    pairs.filter(move |(item, _)| named(&item.kind)).map(|(_, value)| value)
}
