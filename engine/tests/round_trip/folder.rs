//! Folders of group CSVs: what they can say comes back as it went in, and what they cannot say is
//! refused.

use chohyo_engine::record::write::{Folder, Style};
use chohyo_engine::record::{
    Accepted, Charset, GroupId, Item, ItemType, Lookup, Merged, Reading, Schema, TableRows, join,
    tables,
};
use serde_json::{Map, Value};

/// Tables within tables, of ours: joined by text and by number, with groups and lists of their
/// own in the rows.
pub(crate) const TABLED: &str = "
[record]
id = 'tabled'
name = '表のある記録'
basis = 'provisional'
[[group]]
name = 'root'
table = '請求'
key = ['番号']
items = [
  { name = '番号', type = 'text', charset = 'ascii', max = 40 },
  { name = '親番号', romaji = 'oyabango', type = 'text', charset = 'ascii', max = 15 },
  { name = '連番', type = 'int' },
  { name = '文', type = 'text', max = 40 },
  { name = '親', group = 'parent' },
  { name = '子', list = 'child', max = 5 },
  { name = '備考', list = 'text', max = 40 },
]
[[group]]
name = 'parent'
table = '親'
key = ['親番号']
join = ['親番号']
items = [
  { name = '親番号', type = 'text', charset = 'ascii', max = 15, required = true },
  { name = '氏名', type = 'text', charset = 'mj', glyph_names = true, max = 40 },
  { name = '組', group = 'pair' },
  { name = '枝', list = 'pair', max = 3 },
]
[[group]]
name = 'pair'
items = [{ name = '数', type = 'int' }, { name = '文', type = 'text', max = 40 }]
[[group]]
name = 'child'
table = '子'
key = ['枝番']
join = ['連番']
items = [
  { name = '枝番', type = 'int', required = true },
  { name = '連番', type = 'int' },
  { name = '旗', type = 'flag' },
  { name = '孫', list = 'grandchild', max = 3 },
  { name = '覚え', list = 'text', max = 40 },
]
[[group]]
name = 'grandchild'
table = '孫'
join = ['枝番']
items = [{ name = '枝番', type = 'int' }, { name = '文', type = 'text', max = 40 }]
";

/// Gives the rows of a record the numbers that tie them together. Numbers go up, so that every
/// table is sorted.
pub(crate) fn tie(schema: &Schema, records: &mut [Value]) {
    let mut next = 37_000_000;
    for record in records {
        if let Value::Object(record) = record {
            let rows = schema.groups[0].rows.as_ref().expect("a table");
            number_all(schema, GroupId::ROOT, &rows.key, record, &mut next);
            rows_below(schema, GroupId::ROOT, record, &mut next);
            share_first_member(schema, record);
        }
    }
}

/// The head of a household is its first member: one row of one table.
fn share_first_member(schema: &Schema, record: &mut Map<String, Value>) {
    let group_at = |key: &str| {
        let item = schema.group(GroupId::ROOT).items.iter().find(|item| item.key() == key)?;
        let (ItemType::Group(group) | ItemType::List { group, .. }) = item.kind else {
            return None;
        };
        Some(schema.group(group).items.iter().map(|item| item.key().to_owned()).collect::<Vec<_>>())
    };
    let members = ["setaiin", "tenshutsusha"].into_iter().find(|key| record.contains_key(*key));
    let Some((members, heads)) = members.zip(group_at("setainushi")) else { return };
    let of_members = group_at(members).expect("a list");
    let first = record[members][0].clone();
    if first.get("atenabango").is_none() {
        return;
    }
    record["atenabango"] = first["atenabango"].clone();
    for key in heads.into_iter().filter(|key| of_members.contains(key)) {
        record["setainushi"][&key] = first[&key].clone();
    }
}

fn number_all(
    schema: &Schema,
    id: GroupId,
    names: &[String],
    row: &mut Map<String, Value>,
    next: &mut i64,
) {
    for item in schema.group(id).items.iter().filter(|item| names.contains(&item.name)) {
        if as_drawn(item) {
            continue;
        }
        *next += 1;
        row.insert(item.key().to_owned(), number(item, *next));
    }
    // A key such as 発行.番号 stands in a group of the row.
    for (group, name) in names.iter().filter_map(|name| name.split_once('.')) {
        let item = schema.group(id).items.iter().find(|item| item.name == group).expect("group");
        let ItemType::Group(inner) = item.kind else { panic!("{group} is no group") };
        let inner_row = row.get_mut(item.key()).and_then(Value::as_object_mut).expect("a row");
        number_all(schema, inner, &[name.to_owned()], inner_row, next);
    }
}

fn few_digits(item: &Item) -> bool {
    match item.kind {
        ItemType::Int { digits: Some(digits), .. } | ItemType::Digits { digits, .. } => digits < 8,
        ItemType::Text { max, .. } => max < 8,
        _ => false,
    }
}

/// From an ASCII digit to the full-width one.
const WIDE: i32 = '０' as i32 - '0' as i32;

fn shifted(text: &str, digits: std::ops::RangeInclusive<char>, by: i32) -> String {
    let shift = |c: char| char::from_u32((c as u32).wrapping_add_signed(by)).expect("a digit");
    text.chars().map(|c| if digits.contains(&c) { shift(c) } else { c }).collect()
}

/// Whether a key keeps the value it was drawn with: another item tells the rows apart.
fn as_drawn(item: &Item) -> bool {
    matches!(item.kind, ItemType::Year | ItemType::Month | ItemType::Code(_))
}

/// Numbers of few digits (行番号) count the rows below one row.
fn number_short(
    schema: &Schema,
    id: GroupId,
    names: &[String],
    row: &mut Map<String, Value>,
    line: usize,
) {
    for item in schema.group(id).items.iter().filter(|item| names.contains(&item.name)) {
        if few_digits(item) {
            row.insert(item.key().to_owned(), number(item, 1 + line as i64));
        }
    }
}

fn number(item: &Item, number: i64) -> Value {
    match item.kind {
        ItemType::Int { .. } => Value::from(number),
        ItemType::Digits { digits, exact: true, .. } => Value::from(format!("{number:0digits$}")),
        ItemType::Date { .. } => {
            let day = number - 37_000_000;
            let (year, month) = (1900 + day / 336, day / 28 % 12 + 1);
            Value::from(format!("{year:04}-{month:02}-{:02}", day % 28 + 1))
        }
        ItemType::Text { charset: Charset::Wide | Charset::Kana, .. } => {
            Value::from(shifted(&number.to_string(), '0'..='9', WIDE))
        }
        _ => Value::from(number.to_string()),
    }
}

fn rows_below(schema: &Schema, id: GroupId, above: &mut Map<String, Value>, next: &mut i64) {
    for at in &schema.group(id).items {
        let (ItemType::Group(group) | ItemType::List { group, .. }) = at.kind else { continue };
        let Some(rows) = &schema.group(group).rows else { continue };
        let own: Vec<String> =
            rows.join.iter().filter(|name| above_lacks(schema, id, above, name)).cloned().collect();
        number_all(schema, id, &own, above, next);
        let join: Map<String, Value> = schema
            .group(id)
            .items
            .iter()
            .filter(|item| rows.join.contains(&item.name))
            .map(|item| (item.name.clone(), above[item.key()].clone()))
            .collect();
        let free: Vec<String> =
            rows.key.iter().filter(|name| !rows.join.contains(name)).cloned().collect();
        let told_apart = schema
            .group(group)
            .items
            .iter()
            .any(|item| free.contains(&item.name) && !as_drawn(item));
        let mut one = Vec::new();
        let elements = match above.get_mut(at.key()) {
            Some(Value::Array(elements)) => elements,
            Some(element) => {
                one.push(element.take());
                &mut one
            }
            None => continue,
        };
        if !told_apart && !rows.key.is_empty() {
            elements.truncate(1);
        }
        for (line, element) in elements.iter_mut().filter_map(Value::as_object_mut).enumerate() {
            number_all(schema, group, &free, element, next);
            number_short(schema, group, &free, element, line);
            for item in &schema.group(group).items {
                if let Some(value) = join.get(&item.name) {
                    element.insert(item.key().to_owned(), value.clone());
                }
            }
            rows_below(schema, group, element, next);
        }
        if let Some(element) = one.pop() {
            above.insert(at.key().to_owned(), element);
        }
    }
}

/// Whether a row does not have its number yet.
fn above_lacks(schema: &Schema, id: GroupId, above: &Map<String, Value>, name: &str) -> bool {
    let item = schema.group(id).items.iter().find(|item| item.name == *name).expect("joined item");
    let value = above.get(item.key());
    if few_digits(item) || matches!(item.kind, ItemType::Date { .. }) {
        return value.is_none();
    }
    let number = value
        .and_then(|v| v.as_i64().or_else(|| shifted(v.as_str()?, '０'..='９', -WIDE).parse().ok()));
    number.is_none_or(|number| !(37_000_000..37_010_000).contains(&number))
}

/// The files of a folder.
pub(crate) fn written(
    schema: &Schema,
    records: &[Accepted],
    style: Style,
) -> Result<Vec<(String, String)>, String> {
    let mut folder = Folder::new(schema, style).expect("tables");
    for record in records {
        folder.take(record, "test").map_err(|found| format!("{found:?}"))?;
    }
    folder.finish().map_err(|found| format!("{found:?}"))
}

/// The records of a folder.
pub(crate) fn read_back(schema: &Schema, files: &[(String, String)]) -> Vec<Accepted> {
    let (tables, reading) = (tables(schema), Reading::default());
    let open = |at: usize| {
        let rows = tables[at].rows;
        let business = rows.business.iter().map(|business| format!("{business}."));
        let name = format!("{}{}.csv", business.collect::<String>(), rows.table);
        let file = files.iter().find(|(known, _)| *known == name).expect("file");
        let read = TableRows::new(file.1.as_bytes(), schema, (&tables, at), &reading, &name);
        read.unwrap_or_else(|refusal| panic!("{name}: {:#?}", refusal.diagnostics()))
    };
    let below = (1..tables.len()).map(|at| Box::new(Merged::new(open(at))) as Box<dyn Lookup>);
    let read = join(schema, open(0), below.collect(), &reading).accepted();
    let taken = read.map(|one| one.unwrap_or_else(|r| panic!("{:#?}", r.diagnostics())));
    taken.collect()
}

/// Without lists that have no row: a folder cannot tell them from lists that are not there.
pub(crate) fn without_empty_lists(mut value: Value) -> Value {
    match &mut value {
        Value::Array(all) => {
            all.iter_mut().for_each(|one| *one = without_empty_lists(one.take()));
        }
        Value::Object(all) => {
            all.retain(|_, one| !one.as_array().is_some_and(Vec::is_empty));
            all.values_mut().for_each(|one| *one = without_empty_lists(one.take()));
        }
        _ => {}
    }
    value
}
