//! Rules across items and lists that guard a record: what a schema asks of a record as a whole.

use std::fmt::Write as _;

use super::*;
use crate::record::{Format, Refusal, read, schema};
use crate::source::Library;

const SCHEMA: &str = "
[record]
id = 'test'
name = '試験'
basis = 'provisional'
[[group]]
name = 'root'
items = [
  { name = '発行', group = 'issue', required = true },
  { name = '年税額', type = 'money' },
  { name = '件数', type = 'int' },
  { name = '支店', type = 'text', max = 20 },
  { name = '口座番号', type = 'digits', max = 7 },
  { name = '生年月日', type = 'date', unknown = '不詳表記' },
  { name = '不詳表記', type = 'text', max = 72 },
  { name = '期別', list = 'term', max = 4 },
]
[[group]]
name = 'issue'
items = [{ name = '年月日', type = 'date' }]
[[group]]
name = 'term'
items = [
  { name = '税額', type = 'money' },
  { name = '納期限', type = 'date' },
]
";

const RULES: &str = "
[[rule]]
name = '期別の合計は年税額'
when = 'has(年税額)'
that = 'sum(期別.税額) = 年税額'
[[rule]]
name = '納期限は発行日以後'
for = '期別'
when = 'has(納期限)'
that = '納期限 >= 発行.年月日'
[[rule]]
name = '支店と口座番号はともに'
that = 'has(支店) = has(口座番号)'
[[rule]]
name = '期別は件数のとおり'
when = 'has(件数)'
that = 'count(期別) = 件数'
[[rule]]
name = '生年月日は発行日以前'
that = 'not 生年月日 > 発行.年月日'
";

const GUARDED: &str = "
[record]
id = 'test'
name = '試験'
basis = 'provisional'
[[group]]
name = 'root'
items = [
  { name = '発行', group = 'issue', required = true },
  { name = '世帯員', list = 'member', max = 4 },
]
[[group]]
name = 'issue'
items = [{ name = '年月日', type = 'date' }]
[[group]]
name = 'member'
items = [
  { name = '氏名', type = 'text', max = 20, required = true },
  { name = '支援措置', list = 'protection', max = 4 },
]
[[group]]
name = 'protection'
items = [
  { name = '区分', type = 'code', codes = '区分' },
  { name = '開始', type = 'date', unknown = '開始_不詳表記' },
  { name = '開始_不詳表記', type = 'text', max = 72 },
  { name = '終了', type = 'date' },
]
[[guard]]
for = '世帯員'
list = '支援措置'
from = '開始'
to = '終了'
on = '発行.年月日'
reasons = '理由'
[[codes]]
name = '区分'
values = [{ code = '1', word = '申出' }]
[[codes]]
name = '理由'
values = [{ code = '1', word = '本人' }]
";

fn load(text: &str) -> Result<Schema, Vec<Diagnostic>> {
    let mut library = Library::default();
    library.add_text("records/test.toml", text.to_owned());
    schema::load(&library, "test")
}

/// `ok`, or the codes with field, rule and fields.
fn verdict(schema: &Schema, input: &str, format: Format) -> String {
    let mut all = String::new();
    for outcome in read(input.as_bytes(), format, schema, "test") {
        match outcome {
            Ok(record) => {
                let place = RecordPlace { record: record.ordinal, ..RecordPlace::default() };
                let found = guarded(schema, &record.root, &place);
                found.iter().for_each(|d| tell(&mut all, d));
                if found.is_empty() {
                    all.push_str("ok ");
                }
            }
            Err(Refusal::Record(found)) => found.iter().for_each(|d| tell(&mut all, d)),
            Err(Refusal::Input(found)) => {
                all.push_str("input ");
                found.iter().for_each(|d| tell(&mut all, d));
            }
        }
    }
    all.trim_end().to_owned()
}

fn tell(all: &mut String, d: &Diagnostic) {
    let arg = |name| d.args.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str());
    let (record, field) = match d.places.first() {
        Some(Place::Record(at)) => (at.record, at.field.clone().unwrap_or_default()),
        _ => (0, String::new()),
    };
    let _ = match d.code.0 {
        "R120" => write!(all, "#{record} {} ({}) ", arg("rule"), arg("fields")),
        "R122" => write!(all, "{} {} ", d.code.0, arg("column")),
        code => write!(all, "{code}@{field} "),
    };
}

/// items of the record beside the day of issue 2026-04-01; verdict
#[test]
fn rules() {
    let schema = load(&format!("{SCHEMA}{RULES}")).unwrap_or_else(|found| panic!("{found:#?}"));
    for (items, expected) in [
        ("", "ok"),
        (r#""年税額":300,"期別":[{"税額":100},{"税額":200}]"#, "ok"),
        (
            r#""年税額":301,"期別":[{"税額":100},{"税額":200}]"#,
            "#1 期別の合計は年税額 (期別.税額, 年税額)",
        ),
        (r#""年税額":300"#, "#1 期別の合計は年税額 (期別.税額, 年税額)"),
        (r#""期別":[{"納期限":"2026-04-01"},{}]"#, "ok"),
        (
            r#""期別":[{"納期限":"2026-04-01"},{"納期限":"2026-03-31"}]"#,
            "#1 納期限は発行日以後 (期別[2].納期限, 発行.年月日)",
        ),
        (r#""支店":"見本","口座番号":"1""#, "ok"),
        (r#""支店":"見本""#, "#1 支店と口座番号はともに (支店, 口座番号)"),
        (r#""口座番号":"1""#, "#1 支店と口座番号はともに (支店, 口座番号)"),
        (r#""件数":2,"期別":[{},{}]"#, "ok"),
        (r#""件数":1,"期別":[{},{}]"#, "#1 期別は件数のとおり (期別, 件数)"),
        // DT11
        (r#""生年月日":"2026-04-01""#, "ok"),
        (r#""生年月日":"2026-04-02""#, "#1 生年月日は発行日以前 (生年月日, 発行.年月日)"),
        (r#""不詳表記":"年月日不詳""#, "ok"),
        (
            r#""件数":0,"支店":"見本","期別":[{}]"#,
            "#1 支店と口座番号はともに (支店, 口座番号) #1 期別は件数のとおり (期別, 件数)",
        ),
        (r#""年税額":1,"期別":[{"税額":9223372036854775807},{"税額":1}]"#, "R150@期別.税額"),
    ] {
        let comma = if items.is_empty() { "" } else { "," };
        let record = format!(r#"{{"発行":{{"年月日":"2026-04-01"}}{comma}{items}}}"#);
        assert_eq!(verdict(&schema, &record, Format::Json), expected, "{items}");
    }
}

/// a rule; findings
#[test]
fn faults_of_rules() {
    for (rule, expected) in [
        ("name = 'あ'\nthat = 'has(支店)'", ""),
        ("that = 'has(支店)'", "L005"),
        ("name = 'あ'", "L005"),
        ("name = 'あ'\nthat = '年税額'", "L073"),
        ("name = 'あ'\nthat = '納期限 >= 発行.年月日'", "L074"),
        ("name = 'あ'\nfor = '支店'\nthat = 'true'", "L073"),
        ("name = 'あ'\nthat = '年税額 > 支店'", "L073"),
        ("name = 'あ'\nthat = '$prefecture = 支店'", "L045"),
        ("name = 'あ'\nthat = '#page = 1'", "L078"),
        ("name = 'あ'\nthat = 'true'\nif = 'true'", "L004"),
        ("name = 'あ'\nthat = 'true'\n[[rule]]\nname = 'あ'\nthat = 'true'", "L009"),
    ] {
        let found = load(&format!("{SCHEMA}[[rule]]\n{rule}\n")).err().unwrap_or_default();
        let codes: Vec<&str> = found.iter().map(|d| d.code.0).collect();
        assert_eq!(codes.join(" "), expected, "{rule}");
    }
}

fn household(rows: &str) -> String {
    format!(
        r#"{{"発行":{{"年月日":"2026-04-01"}},"世帯員":[{{"氏名":"見本","支援措置":[]}},{{"氏名":"架空"{rows}}}]}}"#
    )
}

/// 支援措置 of the second member; verdict
#[test]
fn guards() {
    let schema = load(GUARDED).unwrap_or_else(|found| panic!("{found:#?}"));
    let second = "R123@世帯員[2].支援措置";
    for (rows, expected) in [
        (r#","支援措置":[]"#, "ok"),
        ("", "R121@世帯員[2].支援措置"),
        (r#","支援措置":null"#, "R121@世帯員[2].支援措置"),
        (r#","支援措置":"""#, "R062@世帯員[2].支援措置"),
        (r#","支援措置":[{"開始":"2026-04-01","終了":"2027-03-31"}]"#, second),
        (r#","支援措置":[{"開始":"2025-04-01","終了":"2026-04-01"}]"#, second),
        (r#","支援措置":[{"開始":"2025-04-01","終了":"2026-03-31"}]"#, "ok"),
        (r#","支援措置":[{"開始":"2026-04-02","終了":"2027-03-31"}]"#, "ok"),
        (r#","支援措置":[{"開始":"2025-04-01","終了":"9999-12-31"}]"#, second),
        (r#","支援措置":[{"開始":"2025-04-01"}]"#, second),
        (r#","支援措置":[{"終了":"2026-04-01"}]"#, second),
        (r#","支援措置":[{"開始_不詳表記":"令和７年頃"}]"#, second),
        (r#","支援措置":[{"区分":"1"}]"#, second),
        (r#","支援措置":[{}]"#, second),
        // PR03
        (r#","支援措置":[{"区分":"9"}]"#, "R078@世帯員[2].支援措置[1].区分"),
        (
            r#","支援措置":[{"開始":"2020-04-01","終了":"2021-03-31"},{"開始":"2026-01-01","終了":"2026-12-31"}]"#,
            second,
        ),
    ] {
        assert_eq!(verdict(&schema, &household(rows), Format::Json), expected, "{rows}");
    }
    let no_day = r#"{"発行":{},"世帯員":[{"氏名":"見本","支援措置":[{"終了":"2000-01-01"}]}]}"#;
    assert_eq!(verdict(&schema, no_day, Format::Json), "R123@世帯員[1].支援措置");
}

/// PR02: a CSV file that does not name the list is refused as a whole.
#[test]
fn guards_in_columns() {
    let schema = load(GUARDED).unwrap_or_else(|found| panic!("{found:#?}"));
    for (input, expected) in [
        ("発行.年月日,世帯員[1].氏名\n2026-04-01,見本\n", "input R122 世帯員[1].支援措置"),
        (
            "発行.年月日,世帯員[1].支援措置[1].開始,世帯員[1].氏名\n2026-04-01,,見本\n2026-04-01,2026-03-01,見本\n",
            "ok R123@世帯員[1].支援措置",
        ),
        (
            "発行.年月日,世帯員[1].氏名,世帯員[1].支援措置[1].開始,世帯員[2].氏名\n2026-04-01,見本,,架空\n",
            "input R122 世帯員[2].支援措置",
        ),
    ] {
        assert_eq!(verdict(&schema, input, Format::Csv), expected, "{input}");
    }
}

/// what is written instead of the guard's list, from, to, on, reasons; findings
#[test]
fn faults_of_guards() {
    for (old, new, expected) in [
        ("list = '支援措置'", "list = '氏名'", "L073"),
        ("for = '世帯員'\nlist = '支援措置'", "list = '世帯員'", "L074 L074"),
        ("from = '開始'", "from = '区分'", "L073"),
        ("to = '終了'", "", "L005"),
        ("on = '発行.年月日'", "on = '発行.月'", "L074"),
        ("reasons = '理由'", "reasons = 'なし'", "L008"),
    ] {
        let found = load(&GUARDED.replace(old, new)).err().unwrap_or_default();
        let codes: Vec<&str> = found.iter().map(|d| d.code.0).collect();
        assert_eq!(codes.join(" "), expected, "{new}");
    }
}

/// items; findings
#[test]
fn secrets_are_texts_that_print_nowhere_else() {
    for (items, expected) in [
        ("{ name = 'あ', type = 'digits', digits = 12, secret = true }", ""),
        ("{ name = 'あ', type = 'text', secret = true }", ""),
        ("{ name = 'あ', type = 'date', secret = true }", "R128"),
        ("{ name = 'あ', list = 'text', secret = true }", "R128"),
        (
            "{ name = 'あ', type = 'date', unknown = 'い' }, { name = 'い', type = 'text', secret = true }",
            "R128",
        ),
    ] {
        let head = "[record]\nid = 'test'\nname = '試験'\nbasis = 'provisional'\n";
        let found = load(&format!("{head}[[group]]\nname = 'root'\nitems = [{items}]\n")).err();
        let found = found.unwrap_or_default();
        let codes: Vec<&str> = found.iter().map(|d| d.code.0).collect();
        assert_eq!(codes.join(" "), expected, "{items}");
    }
}
