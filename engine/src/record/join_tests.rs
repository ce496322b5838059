//! Joins of sorted tables.

use super::*;
use crate::record::{Reading, Value, join, schema};
use crate::source::Library;

const SCHEMA: &str = "
[record]
id = 'test'
name = '試験'
basis = 'provisional'
[[group]]
name = 'root'
table = '世帯'
key = ['番号']
items = [
  { name = '番号', type = 'digits', max = 5, required = true },
  { name = '省略', group = 'omit' },
  { name = '主', group = 'head' },
  { name = '員', list = 'member', max = 9 },
]
[[group]]
name = 'omit'
items = [{ name = '印', type = 'flag' }]
[[group]]
name = 'head'
table = '主'
join = ['番号']
items = [{ name = '番号', type = 'digits', max = 5 }, { name = '氏名', type = 'text', max = 9 }]
[[group]]
name = 'member'
table = '員'
key = ['番号', '枝']
join = ['番号']
latest = '履歴'
items = [
  { name = '番号', type = 'digits', max = 5 },
  { name = '枝', type = 'digits', max = 5 },
  { name = '履歴', type = 'digits', max = 5 },
  { name = '氏名', type = 'text', max = 9 },
]
";

/// `番号:主の氏名/員の氏名…`, or the code of a refusal, for every item of the iteration.
fn joined(root: &str, head: &str, member: &str) -> Vec<String> {
    let mut library = Library::default();
    library.add_text("records/test.toml", SCHEMA.to_owned());
    let schema = schema::load(&library, "test").unwrap_or_else(|found| panic!("{found:#?}"));
    let (all, reading) = (tables(&schema), Reading::default());
    let rows = |at: usize, text: &str| {
        let bytes = std::io::Cursor::new(text.to_owned());
        TableRows::new(bytes, &schema, (&all, at), &reading, all[at].rows.table.as_str())
    };
    let tables = [(0, root), (1, head), (2, member)].map(|(at, text)| rows(at, text));
    let [Ok(root), Ok(head), Ok(member)] = tables else { panic!("heads") };
    let below: Vec<Box<dyn Lookup + '_>> =
        vec![Box::new(Merged::new(head)), Box::new(Merged::new(member))];
    join(&schema, root, below, &reading).map(|record| shown(record.map(|r| r.root.0))).collect()
}

fn shown(record: Result<Vec<Value>, Refusal>) -> String {
    let values = match record {
        Ok(values) => values,
        Err(refusal) => {
            let found = refusal.diagnostics();
            return found.iter().map(|d| d.code.0).collect::<Vec<_>>().join(" ");
        }
    };
    let word = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let head = match &values[2] {
        Value::Group(head) => word(&head.0[1]),
        _ => String::new(),
    };
    let members = match &values[3] {
        Value::List(list) => list.iter().map(|member| word(&member.0[3])).collect(),
        _ => Vec::new(),
    };
    format!("{}:{head}/{}", word(&values[0]), members.join(","))
}

const HEADS: &str = "番号,氏名\n1,甲\n2,乙\n";
const MEMBERS: &str = "番号,枝,履歴,氏名\n1,1,1,子\n1,2,1,丑\n2,1,1,寅\n";

#[test]
fn rows_are_nested_by_their_keys() {
    let root = "番号,省略.印\n1,true\n2,\n";
    assert_eq!(joined(root, HEADS, MEMBERS), ["1:甲/子,丑", "2:乙/寅"]);
    assert_eq!(joined("番号\n1\n2\n3\n", HEADS, MEMBERS)[2], "3:/");
}

#[test]
fn only_the_greatest_history_number_counts() {
    let members = "番号,枝,履歴,氏名\n1,1,9,子\n1,1,10,丑\n1,1,2,寅\n2,1,1,卯\n";
    assert_eq!(joined("番号\n1\n2\n", HEADS, members), ["1:甲/丑", "2:乙/卯"]);
}

#[test]
fn what_does_not_fit_is_refused() {
    for (root, head, member, expected) in [
        // The same row twice; other tables of the record are read on all the same.
        ("番号\n1\n2\n", HEADS, "番号,枝,履歴,氏名\n1,1,1,子\n1,1,1,子\n", &["R140", "2:乙/"][..]),
        ("番号\n1\n2\n", HEADS, "番号,枝,履歴,氏名\n1,1,1,子\n1,1,1,丑\n", &["R141"]),
        ("番号\n1\n2\n", "番号,氏名\n1,甲\n1,乙\n2,丙\n", MEMBERS, &["R143", "2:丙/寅"]),
        ("番号\n1\n", HEADS, MEMBERS, &["1:甲/子,丑", "R142"]),
        ("番号\n2\n1\n", HEADS, MEMBERS, &["2:乙/寅", "R144"]),
        ("番号\n1\n2\n", "番号,氏名\n2,甲\n1,乙\n", MEMBERS, &["1:/子,丑", "R144"]),
        ("番号\n1\n1\n2\n", HEADS, MEMBERS, &["1:甲/子,丑", "R140", "2:乙/寅"]),
    ] {
        assert_eq!(joined(root, head, member), expected, "{root}{head}{member}");
    }
}

#[test]
fn packed_rows_come_back() {
    let mut library = Library::default();
    library.add_text("records/test.toml", SCHEMA.to_owned());
    let Ok(schema) = schema::load(&library, "test") else { panic!("schema") };
    let (all, reading) = (tables(&schema), Reading { allow_extra: true, ..Reading::default() });
    let text = "番号,知らない,枝,履歴,氏名\n1,x,2,3,葛\u{E0102}\n";
    let Ok(mut rows) = TableRows::new(text.as_bytes(), &schema, (&all, 2), &reading, "員") else {
        panic!("head")
    };
    let Some(Ok(row)) = rows.next() else { panic!("row") };
    let mut bytes = Vec::new();
    rows.head().pack(&row, &mut bytes);
    let Some(again) = rows.head().unpack(row.line, &bytes) else { panic!("bytes") };
    let cells: Vec<&str> = (0..5).map(|at| again.cell(at)).collect();
    assert_eq!(cells, ["1", "", "2", "3", "葛\u{E0102}"]);
    assert!(rows.head().unpack(1, &bytes[1..]).is_none());
    assert_eq!(rows.notes().len(), 1);
}
