//! Whatever record is accepted comes back from every format as it went in, code point for code
//! point: nothing is normalised, trimmed, narrowed or dropped.

mod anything;
mod folder;

use std::path::Path;

use chohyo_engine::record::write::{Flat, LineEnd, Quotes, Spacing, Style, json};
use chohyo_engine::record::{Accepted, Format, Schema, accepted, schema, tables};
use chohyo_engine::source::Library;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// Everything a schema can have, with the names that files find hard.
const NASTY: &str = "
[record]
id = 'nasty'
name = '意地の悪い記録'
basis = 'provisional'
[[group]]
name = 'root'
items = [
  { name = '文', type = 'text', max = 40 },
  { name = '氏名', romaji = 'shimei', type = 'text', charset = 'mj', glyph_names = true, max = 40, required = true },
  { name = '氏名_フリガナ', type = 'text', charset = 'kana', max = 40 },
  { name = '半角', type = 'text', charset = 'ascii', max = 40 },
  { name = '番号', type = 'digits', digits = 7 },
  { name = '金額', type = 'money' },
  { name = '割合', type = 'decimal', decimals = 4 },
  { name = '日', type = 'date', unknown = '日_不詳表記' },
  { name = '日_不詳表記', type = 'text', max = 72 },
  { name = '月', type = 'month' },
  { name = '年', type = 'year' },
  { name = '時', type = 'time' },
  { name = '全角', type = 'text', charset = 'wide', glyph_names = true, max = 40 },
  { name = '旗', type = 'flag', default = true },
  { name = '区分', type = 'code', codes = '区分' },
  { name = '必ず', group = 'inner', required = true },
  { name = '任意', group = 'inner' },
  { name = '組', group = 'strict' },
  { name = '行', list = 'row', max = 5 },
  { name = '備考', list = 'text', max = 40 },
]
[[group]]
name = 'inner'
items = [{ name = '甲', type = 'text', max = 40 }, { name = '乙', type = 'flag' }, { name = '丙', group = 'strict' }]
[[group]]
name = 'strict'
items = [{ name = '要', type = 'int', required = true }, { name = '旗', type = 'flag', required = true }]
[[group]]
name = 'row'
items = [
  { name = '文', type = 'text', max = 40 },
  { name = '枝', list = 'leaf', max = 3 },
  { name = '覚え', list = 'text', max = 40 },
]
[[group]]
name = 'leaf'
items = [{ name = '数', type = 'int' }, { name = '文', type = 'text', charset = 'mj', max = 40 }]
[[codes]]
name = '区分'
values = [{ code = '0', word = '零' }, { code = '00', word = '零零' }, { code = 'A', word = '甲' }]
";

/// All shipped schemas and the nasty one.
fn schemas() -> Vec<Schema> {
    let mut library = Library::default();
    add_folder("records", &mut library);
    library.add_text("records/nasty.toml", NASTY.to_owned());
    library.add_text("records/tabled.toml", folder::TABLED.to_owned());
    let records = library.texts().filter(|file| file.text.lines().any(|line| line == "[record]"));
    let id = |name: &str| name.trim_start_matches("records/").trim_end_matches(".toml").to_owned();
    let ids: Vec<String> = records.map(|file| id(&file.name)).collect();
    assert!(ids.len() > 4, "{ids:?}");
    // Rules across items say what people may mean, not what formats can hold.
    let load = |id: &String| {
        let schema = schema::load(&library, id).unwrap_or_else(|found| panic!("{id}: {found:#?}"));
        Schema { rules: Vec::new(), ..schema }
    };
    ids.iter().map(load).collect()
}

fn add_folder(name: &str, library: &mut Library) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../layouts").join(name);
    for entry in std::fs::read_dir(folder).expect("layouts") {
        let path = entry.expect("entry").path();
        let name = format!("{name}/{}", path.file_name().expect("name").to_string_lossy());
        if path.is_dir() {
            add_folder(&name, library);
        } else if name.ends_with(".toml") {
            library.add_text(&name, std::fs::read_to_string(&path).expect("text"));
        }
    }
}

/// Some records of one schema.
fn records() -> impl Strategy<Value = (Schema, Vec<Value>)> {
    select(schemas()).prop_flat_map(|mut schema| {
        // Keys say whether somebody stands there twice; the records are drawn without regard to it.
        schema.groups[0].rows.iter_mut().for_each(|rows| rows.key.clear());
        let one = anything::record(&schema);
        (Just(schema), prop::collection::vec(one, 1..4))
    })
}

/// Some records of a schema whose records stand in a folder.
fn tied_records() -> impl Strategy<Value = (Schema, Vec<Value>)> {
    let tabled = schemas().into_iter().filter(|schema| !tables(schema).is_empty());
    select(tabled.collect::<Vec<_>>()).prop_flat_map(|schema| {
        let one = anything::record(&schema);
        let all = prop::collection::vec(one, 1..4);
        (Just(schema), all).prop_map(|(schema, mut all)| {
            folder::tie(&schema, &mut all);
            (schema, all)
        })
    })
}

fn read_back(schema: &Schema, text: &str, format: Format) -> Vec<Accepted> {
    let read = accepted(text.as_bytes(), format, schema, "test");
    let taken = read.map(|one| one.map_err(|refusal| format!("{:#?}", refusal.diagnostics())));
    taken.collect::<Result<_, _>>().unwrap_or_else(|found| panic!("{}: {found}\n{text}", schema.id))
}

fn lines(records: &[Value]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

/// Records as JSON Lines, indented JSON or flat CSV.
fn json_lines(schema: &Schema, records: &[Accepted]) -> String {
    records.iter().map(|record| json(schema, record, Spacing::Line) + "\n").collect()
}

fn indented(schema: &Schema, records: &[Accepted]) -> String {
    let texts: Vec<_> = records.iter().map(|r| json(schema, r, Spacing::Indented)).collect();
    format!("[{}]", texts.join(",\n"))
}

fn flat(schema: &Schema, records: &[Accepted], style: Style) -> String {
    let mut writer = Flat::new(schema, style);
    for record in records {
        writer.measure(record, "test").unwrap_or_else(|found| panic!("{found:#?}"));
    }
    let head = writer.head().unwrap_or_else(|found| panic!("{found:#?}"));
    head + &records.iter().map(|record| writer.row(record)).collect::<String>()
}

fn values(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn style() -> impl Strategy<Value = Style> {
    let line_end = select(vec![LineEnd::CrLf, LineEnd::Lf]);
    let quotes = select(vec![Quotes::Always, Quotes::Needed]);
    (any::<bool>(), line_end, quotes).prop_map(|(bom, line_end, quotes)| Style {
        bom,
        line_end,
        quotes,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_comes_back((schema, records) in records()) {
        let read = read_back(&schema, &lines(&records), Format::JsonLines);
        let written = json_lines(&schema, &read);
        prop_assert_eq!(&values(&written), &records);
        let again = read_back(&schema, &indented(&schema, &read), Format::Json);
        prop_assert_eq!(&json_lines(&schema, &again), &written);
    }

    #[test]
    fn flat_csv_comes_back((schema, records) in records(), style in style()) {
        let read = read_back(&schema, &lines(&records), Format::JsonLines);
        let csv = flat(&schema, &read, style);
        let again = read_back(&schema, &csv, Format::Csv);
        prop_assert_eq!(&values(&json_lines(&schema, &again)), &records);
        prop_assert_eq!(flat(&schema, &again, style), csv);
    }

    #[test]
    fn folders_come_back((schema, records) in tied_records(), style in style()) {
        let read = read_back(&schema, &lines(&records), Format::JsonLines);
        let files = folder::written(&schema, &read, style).unwrap_or_else(|found| panic!("{found}"));
        let again = folder::read_back(&schema, &files);
        let plain = |all: &[Value]| -> Vec<Value> {
            all.iter().cloned().map(folder::without_empty_lists).collect()
        };
        prop_assert_eq!(plain(&values(&json_lines(&schema, &again))), plain(&records));
        prop_assert_eq!(folder::written(&schema, &again, style).expect("again"), files);
    }
}

/// What records say and a folder cannot is refused, not changed.
#[test]
fn what_a_folder_cannot_say_is_refused() {
    let schema = schemas().into_iter().find(|schema| schema.id == "tabled").expect("tabled");
    let style = Style { bom: false, line_end: LineEnd::Lf, quotes: Quotes::Needed };
    let child = |no: u32| format!("{{\"枝番\":{no},\"連番\":1}}");
    let (one, two) = (child(1), child(2));
    for (records, code) in [
        // No number, and another one than the row above.
        (format!("{{\"番号\":\"a\",\"子\":[{one}]}}"), "R156"),
        (format!("{{\"番号\":\"a\",\"連番\":2,\"子\":[{one}]}}"), "R156"),
        ("{\"番号\":\"a\",\"連番\":1,\"子\":[{\"枝番\":1}]}".to_owned(), "R156"),
        // One key, two rows.
        (
            "{\"番号\":\"a\",\"連番\":1,\"子\":[{\"枝番\":1,\"連番\":1,\"旗\":true},\
             {\"枝番\":1,\"連番\":1,\"旗\":false}]}"
                .to_owned(),
            "R157",
        ),
        (format!("{{\"番号\":\"a\",\"連番\":1,\"子\":[{one},{one}]}}"), "R158"),
        // Two records that say different things of the rows of one number.
        (
            format!(
                "{{\"番号\":\"a\",\"連番\":1,\"子\":[{one}]}}\n\
                 {{\"番号\":\"b\",\"連番\":1,\"子\":[{one},{two}]}}"
            ),
            "R158",
        ),
        (
            format!("{{\"番号\":\"a\",\"連番\":1,\"子\":[{one}]}}\n{{\"番号\":\"b\",\"連番\":1}}"),
            "R158",
        ),
        // A last element without a value.
        (
            "{\"番号\":\"a\",\"oyabango\":\"1\",\"親\":{\"親番号\":\"1\",\"枝\":[{}]}}".to_owned(),
            "R158",
        ),
    ] {
        let read = read_back(&schema, &records, Format::JsonLines);
        let found = folder::written(&schema, &read, style).expect_err(&records);
        assert!(found.contains(code), "{records}: {found}");
    }
    // Two records that say the same of one row share it.
    let same = format!(
        "{{\"番号\":\"a\",\"連番\":1,\"子\":[{one},{two}]}}\n\
         {{\"番号\":\"b\",\"連番\":1,\"子\":[{one},{two}]}}"
    );
    let read = read_back(&schema, &same, Format::JsonLines);
    let files = folder::written(&schema, &read, style).unwrap_or_else(|found| panic!("{found}"));
    let children = files.iter().find(|(name, _)| name == "子.csv").expect("children");
    assert_eq!(children.1, "枝番,連番,旗\n1,1,\n2,1,\n");
}

/// What JSON can say and a line of CSV cannot is refused, not dropped.
#[test]
fn a_row_without_a_value_has_no_line() {
    let schema = schemas().into_iter().find(|schema| schema.id == "nasty").expect("nasty");
    let rest = "\"shimei\": \"見本\", \"必ず\": {}";
    for (rows, field) in [
        ("[{}]", "行[1]"),
        ("[{\"文\": \"あ\"}, {\"文\": \"\", \"枝\": [], \"覚え\": [null]}]", "行[2]"),
        ("[{\"枝\": [{\"数\": 1}, {}]}]", "行[1].枝[2]"),
    ] {
        let text = format!("{{ {rest}, \"行\": {rows} }}");
        let read = read_back(&schema, &text, Format::Json);
        let style = Style { bom: false, line_end: LineEnd::Lf, quotes: Quotes::Needed };
        let found = Flat::new(&schema, style).measure(&read[0], "test").expect_err("refused");
        let found = format!("{found:?}");
        assert!(found.contains("R147") && found.contains(field), "{found}");
    }
}

/// `null`, an empty text and names of glyphs are written as they came.
#[test]
fn what_was_read_is_written() {
    let schema = schemas().into_iter().find(|schema| schema.id == "nasty").expect("nasty");
    let text = "{\"文\":null,\"shimei\":\"{MJ014004}\u{3000}葛\u{E0102}\",\"半角\":\"\",\
                \"日\":\"9999-12-31\",\"必ず\":{},\"行\":[]}";
    let read = read_back(&schema, text, Format::Json);
    assert_eq!(json(&schema, &read[0], Spacing::Line), text);
}
