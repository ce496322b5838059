//! Bad inputs: every row of the catalogue of bad inputs that JSON, JSON Lines and flat CSV can
//! meet, with its verdict; and what must never happen on any input.

use chohyo_engine::diag::{Diagnostic, Place};
use chohyo_engine::record::{Format, Record, Refusal, Schema, Value, read, schema};
use chohyo_engine::source::Library;

const SCHEMA: &str = "
[record]
id = 'test'
name = '試験'
basis = 'provisional'
[[group]]
name = 'root'
items = [
  { name = '宛名番号', type = 'digits', digits = 5, required = true },
  { name = '氏名', type = 'text', charset = 'mj', max = 20, required = true },
  { name = '振り仮名', type = 'text', charset = 'kana', max = 20 },
  { name = '生年月日', type = 'date', unknown = '不詳表記' },
  { name = '不詳表記', type = 'text', max = 72 },
  { name = '税額', type = 'money' },
  { name = '面積', type = 'decimal', decimals = 2 },
  { name = '月', type = 'month' },
  { name = '性別', type = 'code', codes = '性別' },
  { name = '個人番号', type = 'digits', digits = 12, check = 'mynumber', secret = true },
  { name = '印影', type = 'image' },
  { name = '省略', group = 'omit' },
  { name = '子', list = 'child', max = 2 },
  { name = '備考', list = 'text', max = 10 },
]
[[group]]
name = 'omit'
items = [{ name = '個人番号', type = 'flag', default = true }, { name = '印', type = 'flag' }]
[[group]]
name = 'child'
items = [{ name = '氏名', type = 'text', max = 10, required = true }, { name = '順位', type = 'int' }]
[[codes]]
name = '性別'
values = [{ code = '1', word = '男' }, { code = '2', word = '女' }]
";

fn test_schema() -> Schema {
    let mut library = Library::default();
    library.add_text("records/test.toml", SCHEMA.to_owned());
    schema::load(&library, "test").unwrap_or_else(|found| panic!("{found:#?}"))
}

type Outcome = Result<Record, Refusal>;

fn run(bytes: &[u8], format: Format) -> Vec<Outcome> {
    read(bytes, format, &test_schema(), "test").collect()
}

/// `ok`, `record R061@氏名` or `input R050` for every item of the iteration.
fn verdicts(outcomes: &[Outcome]) -> String {
    let show = |outcome: &Outcome| match outcome {
        Ok(_) => "ok".to_owned(),
        Err(Refusal::Record(found)) => format!("record {}", codes(found)),
        Err(Refusal::Input(found)) => format!("input {}", codes(found)),
    };
    outcomes.iter().map(show).collect::<Vec<_>>().join(", ")
}

fn codes(found: &[Diagnostic]) -> String {
    let field = |d: &Diagnostic| match d.places.first() {
        Some(Place::Record(at)) => at.field.as_ref().map(|f| format!("@{f}")).unwrap_or_default(),
        _ => "@?".to_owned(),
    };
    found.iter().map(|d| format!("{}{}", d.code.0, field(d))).collect::<Vec<_>>().join(" ")
}

fn arg(outcomes: &[Outcome], name: &str) -> Option<String> {
    let Some(Err(Refusal::Record(found) | Refusal::Input(found))) =
        outcomes.iter().find(|o| o.is_err())
    else {
        return None;
    };
    let args = found.iter().flat_map(|d| &d.args);
    args.into_iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone())
}

fn line(outcomes: &[Outcome]) -> Option<u64> {
    let Some(Err(Refusal::Record(found) | Refusal::Input(found))) =
        outcomes.iter().find(|o| o.is_err())
    else {
        return None;
    };
    match found.first()?.places.first()? {
        Place::Record(at) => at.line,
        _ => None,
    }
}

fn json(text: &str) -> Vec<Outcome> {
    run(text.as_bytes(), Format::Json)
}

/// A good record with further items.
fn object(more: &str) -> String {
    let comma = if more.is_empty() { "" } else { "," };
    format!("{{\"宛名番号\":\"01234\",\"氏名\":\"見本　太郎\"{comma}{more}}}")
}

/// A good record with another name.
fn named(name: &str) -> String {
    format!("{{\"宛名番号\":\"01234\",\"氏名\":\"{name}\"}}")
}

const CSV_HEAD: &str = "宛名番号,氏名\n";

fn csv(text: &str) -> Vec<Outcome> {
    run(text.as_bytes(), Format::Csv)
}

fn text_of(outcomes: &[Outcome], index: usize, item: usize) -> &str {
    match outcomes.get(index) {
        Some(Ok(record)) => match &record.root.0[item] {
            Value::Text(text) => text,
            _ => panic!("no text"),
        },
        _ => panic!("no record"),
    }
}

fn bytes(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

#[test]
fn encoding() {
    let good = format!("{CSV_HEAD}01234,見本\n");
    let good = good.as_bytes();
    let bom: &[u8] = b"\xEF\xBB\xBF";
    let row = |name: &[u8]| bytes(&[CSV_HEAD.as_bytes(), b"01234,", name, b"\n"]);
    let cp932 = b"\x88\xb6\x96\xbc\x94\xd4\x8d\x86,\x8e\x81\x96\xbc\n01234,\x8c\xa9\x96\x7b\n";
    let utf16: Vec<u8> = "宛名番号,氏名\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (id, input, verdict, offset) in [
        ("CE01", bytes(&[bom, good]), "ok", ""),
        ("CE02", bytes(&[bom, bom, good]), "input R051", "3"),
        ("CE04", cp932.to_vec(), "input R050", "0"),
        ("CE05", row(b"\x87\x40\x87\x8a\xfb\xfc"), "input R050", "26"),
        ("CE07", row(b"\x1b$B8+K\\\x1b(B"), "input R108", ""),
        ("CE08", bytes(&[b"\xFF\xFE", &utf16]), "input R050", "0"),
        ("CE10", row(b"\xED\xA1\x82\xED\xBE\xB7"), "input R050", "26"),
        ("CE11", row(b"\xED\xA0\x80"), "input R050", "26"),
        ("CE13", row(b"\xC0\x80"), "input R050", "26"),
        ("CE14", row("山\u{FFFD}".as_bytes()), "record R067@氏名", ""),
        ("CE16", row("見本".as_bytes())[..31].to_vec(), "input R050", "29"),
        ("CE17", Vec::new(), "input R052", ""),
        ("CE17 head only", CSV_HEAD.as_bytes().to_vec(), "input R052", ""),
    ] {
        let outcomes = run(&input, Format::Csv);
        assert_eq!(verdicts(&outcomes), verdict, "{id}");
        assert_eq!(arg(&outcomes, "offset").unwrap_or_default(), offset, "{id}");
        // The same bytes in a JSON text: never taken, never a panic.
        let text = bytes(&[b"{\"\xE6\xB0\x8F\xE5\x90\x8D\":\"", &input, b"\"}"]);
        assert!(run(&text, Format::Json).iter().all(Result::is_err), "{id}");
    }
    assert_eq!(arg(&run(cp932, Format::Csv), "encoding").as_deref(), Some("CP932 (Shift_JIS)"));
    assert_eq!(arg(&run(&utf16, Format::Csv), "encoding").as_deref(), Some("UTF-16"));
    assert_eq!(arg(&run(b"\xFF\xFE1\0", Format::Json), "encoding").as_deref(), Some("UTF-16"));
    let marked = bytes(&[bom, object("").as_bytes()]);
    assert_eq!(verdicts(&run(&marked, Format::Json)), "ok");
    assert_eq!(verdicts(&run(&marked, Format::JsonLines)), "ok");
}

#[test]
fn csv_structure() {
    let row = "01234,見本\n";
    for (id, input, verdict) in [
        ("CS01 LF", format!("{CSV_HEAD}{row}{row}"), "ok, ok"),
        (
            "CS01 mixed",
            format!("宛名番号,氏名\r\n01234,見本\r\n{row}\"01234\",\"見本\"\r\n"),
            "ok, ok, ok",
        ),
        ("CS01 CR", format!("{CSV_HEAD}01234,見本\r01235,見本\n"), "input R107"),
        ("CS02 close lost", format!("{CSV_HEAD}01234,\"見本\n01235,\"別人\"\n{row}"), "input R106"),
        ("CS02 open lost", format!("{CSV_HEAD}{row}01234,見本\"\n"), "ok, input R106"),
        ("CS02 at the end", format!("{CSV_HEAD}{row}01234,\"見本\n01235,別人\n"), "ok, input R106"),
        ("CS04", format!("{CSV_HEAD}01234,\"見\n本\"\n{row}"), "record R071@氏名, ok"),
        ("CS05", format!("{CSV_HEAD}01234,{}\n{row}", "あ".repeat(3_500_000)), "record R109, ok"),
        ("CS07", format!("宛名番号,氏名,氏名\n{row}"), "input R102"),
        ("CS08 space", format!("宛名番号,氏名 \n{row}"), "input R101"),
        ("CS08 width", format!("宛名番号,氏名,ﾌﾘｶﾞﾅ\n{row}"), "input R101"),
        ("CS10", "宛名番号,氏名,余分\n01234,見本,x\n".to_owned(), "input R101"),
        ("CS11", "氏名,宛名番号\n見本,01234\n".to_owned(), "ok"),
        ("CS13", format!("{CSV_HEAD}01234\n{row}"), "input R105"),
        ("CS14", format!("{CSV_HEAD}01234,見本,二\n"), "input R105"),
        ("CS16", format!("{CSV_HEAD},\n{row}"), "record R061@宛名番号 R061@氏名, ok"),
        ("CS17", format!("{CSV_HEAD}{row}\u{1A}"), "ok, input R108"),
        ("CS19", "宛名番号\t氏名\n01234\t見本\n".to_owned(), "input R100"),
        ("CS20", format!("{CSV_HEAD}1234,見本\n"), "record R072@宛名番号"),
        ("CS22", "宛名番号,氏名,生年月日\n01234,見本,45291\n".to_owned(), "record R074@生年月日"),
        ("CS23 formula", format!("{CSV_HEAD}\"=\"\"0123\"\"\",見本\n"), "record R066@宛名番号"),
        ("CS23 apostrophe", format!("{CSV_HEAD}'0123,見本\n"), "record R066@宛名番号"),
        ("required column", "宛名番号\n01234\n".to_owned(), "input R103"),
        ("child's column", "宛名番号,氏名,子[1].順位\n01234,見本,1\n".to_owned(), "input R103"),
        ("gap", "宛名番号,氏名,備考[1],備考[3]\n01234,見本,a,b\n".to_owned(), "input R104"),
        ("no number", "宛名番号,氏名,備考\n01234,見本,a\n".to_owned(), "input R101"),
        ("number 0", "宛名番号,氏名,備考[0]\n01234,見本,a\n".to_owned(), "input R101"),
        ("NUL", format!("{CSV_HEAD}01234,見\0本\n"), "input R108"),
        ("no line feed", format!("{CSV_HEAD}01234,見本"), "ok"),
        ("blank lines", format!("{CSV_HEAD}\n{row}\n"), "ok"),
    ] {
        assert_eq!(verdicts(&csv(&input)), verdict, "{id}");
    }
    let spaced = csv(&format!("宛名番号,氏名 \n{row}"));
    assert_eq!(arg(&spaced, "suggestion").as_deref(), Some("氏名"));
    assert_eq!(arg(&spaced, "column").as_deref(), Some("氏名 "));
    let headless = csv("見本太郎,01234\n見本花子,01235\n");
    assert_eq!(arg(&headless, "column").as_deref(), Some("#1"));
    assert_eq!(line(&csv(&format!("{CSV_HEAD}{row}01234,\"見本\n01235,別人\n"))), Some(3));
    assert_eq!(text_of(&csv("氏名,宛名番号\n\"見\"\"本,\"\"\",01234\n"), 0, 1), "見\"本,\"");
}

#[test]
fn csv_fills_groups_and_lists() {
    let head =
        "宛名番号,氏名,省略.個人番号,子[1].氏名,子[1].順位,子[2].氏名,子[2].順位,備考[1],備考[2]";
    let outcomes = csv(&format!(
        "{head}\n01234,見本,false,一,1,,,,後\n01234,見本,,,,,,,\n01234,見本,,,,二,,,\n01234,見本,1,一,01,,,,\n"
    ));
    let expected = "ok, ok, record R061@子[1].氏名, record R077@省略.個人番号 R063@子[1].順位";
    assert_eq!(verdicts(&outcomes), expected);
    let (Some(Ok(first)), Some(Ok(second))) = (outcomes.first(), outcomes.get(1)) else {
        panic!("two records")
    };
    let omit = |record: &Record| match &record.root.0[11] {
        Value::Group(group) => matches!(group.0[0], Value::Flag(true)),
        _ => panic!("no group"),
    };
    assert!(!omit(first) && omit(second));
    let count = |record: &Record| match (&record.root.0[12], &record.root.0[13]) {
        (Value::List(children), Value::TextList(notes)) => (children.len(), notes.len()),
        _ => panic!("no lists"),
    };
    assert_eq!((count(first), count(second)), ((1, 1), (0, 0)));
}

#[test]
fn json_structure() {
    let many = format!("[{}]", vec![object(""); 3].join(",\n"));
    for (id, input, verdict) in [
        ("one", object(""), "ok"),
        ("array", many, "ok, ok, ok"),
        ("JS01", object("\"氏名\":\"別人\""), "record R055"),
        ("JS01 deep", object("\"子\":[{\"氏名\":\"a\",\"氏名\":\"b\"}]"), "record R055"),
        (
            "JS03 id",
            "{\"宛名番号\":12345678901234567890,\"氏名\":\"見本\"}".to_owned(),
            "record R062@宛名番号",
        ),
        ("JS03 amount", object("\"税額\":12345678901234567890"), "record R063@税額"),
        ("JS04 -0", object("\"税額\":-0"), "record R063@税額"),
        ("JS04 1e3", object("\"税額\":1e3"), "record R063@税額"),
        ("JS04 1.0", object("\"税額\":1.0"), "record R063@税額"),
        ("JS04 text", object("\"税額\":\"100\""), "record R062@税額"),
        ("JS06", "[".repeat(100_000), "input R056"),
        ("JS06 objects", "{\"a\":".repeat(100_000), "record R056"),
        ("JS07 null", object("\"振り仮名\":null,\"省略\":null,\"子\":null"), "ok"),
        ("JS07 empty", object("\"振り仮名\":\"\",\"子\":[]"), "ok"),
        (
            "JS07 required null",
            "{\"宛名番号\":\"01234\",\"氏名\":null}".to_owned(),
            "record R061@氏名",
        ),
        ("JS09", format!("{}x", object("")), "input R058"),
        ("JS09 array", format!("[{}]x", object("")), "ok, input R058"),
        ("two documents", format!("{} {}", object(""), object("")), "input R058"),
        ("empty array", "[]".to_owned(), "input R052"),
        ("empty file", " \n".to_owned(), "input R052"),
        ("top-level text", "\"x\"".to_owned(), "record R062"),
        ("array of arrays", "[[]]".to_owned(), "record R062"),
        ("unknown key", object("\"氏明\":\"x\""), "record R060"),
        ("trailing comma", format!("[{},]", object("")), "ok, input R054"),
        ("missing comma", format!("[{} {}]", object(""), object("")), "input R058"),
        ("cut off", format!("[{},{}", object(""), &object("")[..20]), "ok, input R054"),
        ("cut off at comma", format!("[{},", object("")), "ok, input R054"),
        ("wrong close", "[}".to_owned(), "input R054"),
        ("bad record goes on", format!("[{},{}]", named(""), object("")), "record R061@氏名, ok"),
        ("lone surrogate", named("\\ud842"), "input R054"),
        ("surrogate pair", named("\\ud842\\udfb7"), "ok"),
        ("escaped NUL", named("\\u0000"), "record R067@氏名"),
        (
            "wrong kinds",
            object("\"子\":{},\"省略\":[],\"備考\":[1],\"性別\":1"),
            "record R062@性別 R062@省略 R062@子 R062@備考[1]",
        ),
        (
            "list too long",
            object("\"子\":[{\"氏名\":\"a\"},{\"氏名\":\"b\"},{\"氏名\":\"c\"}]"),
            "record R064@子",
        ),
    ] {
        assert_eq!(verdicts(&json(&input)), verdict, "{id}");
    }
    assert_eq!(arg(&json(&object("\"氏明\":\"x\"")), "suggestion").as_deref(), Some("氏名"));
    assert_eq!(line(&json("[\n{},\n{\n\"a\":\n!}]")), Some(2));
}

#[test]
fn json_lines() {
    let good = object("");
    for (id, input, verdict) in [
        ("lines", format!("{good}\n\n{good}\r\n{good}"), "ok, ok, ok"),
        ("bad line", format!("{good}\n{{\"x\n{good}\n"), "ok, record R054, ok"),
        ("bad last line", format!("{good}\n{{\"x"), "ok, input R054"),
        ("trailing", format!("{good}{good}\n{good}\n"), "record R058, ok"),
        ("duplicate", format!("{{\"氏名\":\"a\",\"氏名\":\"b\"}}\n{good}\n"), "record R055, ok"),
        ("long line", format!("\"{}\"\n{good}\n", "x".repeat(17 << 20)), "record R057, ok"),
        ("deep", format!("{}\n{good}\n", "[".repeat(1000)), "record R056, ok"),
    ] {
        assert_eq!(verdicts(&run(input.as_bytes(), Format::JsonLines)), verdict, "{id}");
    }
    let bad = run(format!("{good}\n\n{{\"宛名番号\":\"01234\"}}\n").as_bytes(), Format::JsonLines);
    assert_eq!(line(&bad), Some(3));
}

/// JS10: a gigabyte is never held; records come while the input goes on.
#[test]
fn arrays_are_streamed() {
    struct Endless {
        unit: Vec<u8>,
        at: usize,
        given: usize,
    }
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = buffer.len().min(self.unit.len() - self.at);
            buffer[..count].copy_from_slice(&self.unit[self.at..self.at + count]);
            self.at = (self.at + count) % self.unit.len();
            self.given += count;
            assert!(self.given < 10 << 20, "records come as they are read");
            Ok(count)
        }
    }
    let unit = format!("{},", object("")).into_bytes();
    let endless = Endless { unit, at: 0, given: 0 };
    let input = std::io::BufReader::new(std::io::Read::chain(&b"["[..], endless));
    let schema = test_schema();
    assert!(read(input, Format::Json, &schema, "test").take(1000).all(|r| r.is_ok()));
}

#[test]
fn characters() {
    for (id, name, verdict) in [
        ("CH02", "あ\u{3099}", "ok"),
        ("CH03", "か゛", "ok"),
        ("CH06", "葛\u{E0102}城", "ok"),
        ("CH08 kana", "あ\u{E0100}", "record R068@氏名"),
        ("CH08 latin", "A\u{E0100}", "record R068@氏名"),
        ("CH09", "葛\u{E0100}\u{E0101}", "record R068@氏名"),
        ("CH11", "葛\u{FE00}", "ok"),
        ("CH12", "𠮷𩸽𠀋", "ok"),
        ("CH14", "\u{FA19}\u{F91D}\u{FA11}", "ok"),
        ("CH15", "髙﨑栁德", "ok"),
        ("CH17 plane 15", "\u{F0000}", "record R070@氏名"),
        // 外字 are the affair of the city's fonts: composing refuses them if no font has them.
        ("CH17 plane 16", "\u{100000}", "ok"),
        ("CH17 BMP", "\u{E000}", "ok"),
        ("CH17 mark", "\u{E000}\u{3099}", "record R086@氏名"),
        ("CH20", "\u{FFFF}", "record R067@氏名"),
        ("CH21 BEL", "\\u0007", "record R067@氏名"),
        ("CH21 ESC", "\\u001b", "record R067@氏名"),
        ("CH21 DEL", "\u{7F}", "record R067@氏名"),
        ("CH21 NEL", "\u{85}", "record R067@氏名"),
        ("CH23", "\u{202E}", "record R067@氏名"),
        ("CH23 isolate", "\u{2066}", "record R067@氏名"),
        ("CH24", "見本\u{E0041}", "record R067@氏名"),
        ("CH26", "a\u{3000}b c\u{A0}d\u{2003}e", "ok"),
        ("CH27 only", "　　", "record R061@氏名"),
        ("CH27 around", "　見本　", "ok"),
        ("CH29", "〜～", "ok"),
        ("CH30", "∥‖", "ok"),
        ("CH33", "Nguyễn Nguye\u{302}\u{303}n", "ok"),
        ("CH35 left to the fonts", "محمد", "ok"),
        ("CH39", "👨\u{200D}👩\u{200D}👧", "record R067@氏名"),
        ("CH45 left to the fonts", "\u{323B0}", "ok"),
        ("long by one", "一二三四五六七八九十一二三四五六七八九十一", "record R065@氏名"),
        ("selectors do not count", "葛\u{E0102}二三四五六七八九十一二三四五六七八九十", "ok"),
    ] {
        let outcomes = json(&named(name));
        assert_eq!(verdicts(&outcomes), verdict, "{id}");
        if verdict == "ok" {
            assert_eq!(text_of(&outcomes, 0, 1), name, "{id}: kept exactly");
        }
    }
    let zalgo = format!("a{}", "\u{301}".repeat(200));
    assert_eq!(verdicts(&json(&named(&zalgo))), "record R069@氏名", "CH41");
    assert_eq!(arg(&json(&named("あ\u{E0100}")), "code_point").as_deref(), Some("U+E0100"));
}

#[test]
fn dates() {
    let dated = |date: &str| object(&format!("\"生年月日\":\"{date}\""));
    for (id, input, verdict) in [
        ("DT01", dated("2019-04-31"), "record R075@生年月日"),
        ("DT01 era", dated("4310431"), "record R074@生年月日"),
        ("DT02", dated("2019-05-01"), "ok"),
        ("DT07", dated("H35.5.5"), "record R074@生年月日"),
        ("DT08 zeros", dated("0000-00-00"), "record R074@生年月日"),
        ("DT08 nines", dated("9999-99-99"), "record R074@生年月日"),
        ("DT08 compact", dated("00000000"), "record R074@生年月日"),
        ("DT08 open end", dated("9999-12-31"), "ok"),
        ("DT08 open start", dated("0000-01-01"), "ok"),
        ("DT10 1900", dated("1900-02-29"), "record R075@生年月日"),
        ("DT10 2000", dated("2000-02-29"), "ok"),
        ("DT10 2023", dated("2023-02-29"), "record R075@生年月日"),
        ("DT10 2024", dated("2024-02-29"), "ok"),
        ("full width", dated("２０２４-01-01"), "record R074@生年月日"),
        (
            "as registered",
            object("\"生年月日\":\"1945-02-30\",\"不詳表記\":\"昭和２０年２月３０日\""),
            "ok",
        ),
        ("words alone", object("\"不詳表記\":\"昭和２０年頃\""), "ok"),
        ("month", object("\"月\":\"2025-13\""), "record R076@月"),
    ] {
        assert_eq!(verdicts(&json(&input)), verdict, "{id}");
    }
    let Some(Ok(record)) = json(&dated("9999-12-31")).into_iter().next() else {
        panic!("a record")
    };
    assert!(matches!(record.root.0[3], Value::Empty));
}

#[test]
fn numbers_and_codes() {
    for (id, more, verdict) in [
        ("NU02", "\"税額\":1000000000000000", "ok"),
        ("NU02 minus", "\"税額\":-1", "ok"),
        ("decimal", "\"面積\":\"12.50\"", "ok"),
        ("decimal whole", "\"面積\":12", "ok"),
        ("decimal too fine", "\"面積\":\"12.505\"", "record R082@面積"),
        ("decimal number", "\"面積\":12.5", "record R082@面積"),
        ("decimal signs", "\"面積\":\"+1\"", "record R082@面積"),
        ("decimal point", "\"面積\":\"1.\"", "record R082@面積"),
        ("code", "\"性別\":\"2\"", "ok"),
        ("code's word", "\"性別\":\"男\"", "record R078@性別"),
        ("flag", "\"省略\":{\"印\":\"true\"}", "record R062@省略.印"),
        ("check digit", "\"個人番号\":\"123456789018\"", "ok"),
        ("check digit wrong", "\"個人番号\":\"123456789012\"", "record R073@個人番号"),
        ("check digit, short", "\"個人番号\":\"12345678901\"", "record R072@個人番号"),
        ("Base64", "\"印影\":\"@@\"", "record R079@印影"),
        ("no PNG", "\"印影\":\"AAAA\"", "record R080@印影"),
        ("kana", "\"振り仮名\":\"ミホン　タロウ\"", "ok"),
        ("CH05 width", "\"振り仮名\":\"ﾐﾎﾝ\"", "record R066@振り仮名"),
        (
            "all faults at once",
            "\"税額\":1.5,\"性別\":\"9\",\"子\":[{\"氏名\":\"a\"},{}]",
            "record R063@税額 R078@性別 R061@子[2].氏名",
        ),
    ] {
        assert_eq!(verdicts(&json(&object(more))), verdict, "{id}");
    }
    for cell in ["0100", "+100", "\"1,000\"", "100 ", "１００", "1e3", "-0", "1.0", "９"] {
        let outcomes = csv(&format!("宛名番号,氏名,税額\n01234,見本,{cell}\n"));
        assert_eq!(verdicts(&outcomes), "record R063@税額", "NU05 {cell}");
    }
    assert_eq!(verdicts(&csv("宛名番号,氏名,税額\n01234,見本,-100\n")), "ok");
}

const MARKER: &str = "秘密ZZMARKERZZ";

/// What a message can show: arguments and places.
fn shown(found: &[Diagnostic]) -> String {
    found.iter().map(|d| format!("{:?} {:?}", d.args, d.places)).collect()
}

#[test]
fn messages_never_hold_a_value() {
    let items = [
        "宛名番号",
        "氏名",
        "振り仮名",
        "生年月日",
        "不詳表記",
        "税額",
        "面積",
        "月",
        "性別",
        "個人番号",
        "印影",
        "省略",
        "子",
        "備考",
    ];
    let mut inputs = Vec::new();
    for item in items {
        for value in [
            format!("\"{MARKER}\""),
            format!("[\"{MARKER}\\u0007\"]"),
            format!("{{\"氏名\":\"{MARKER}\\n\"}}"),
            format!("[{{\"順位\":\"{MARKER}\"}}]"),
            format!("\"{MARKER}"),
        ] {
            inputs.push((format!("{{\"{item}\":{value}}}"), Format::Json));
            inputs
                .push((format!("{{\"{item}\":{value},\"{item}\":{value}}}\n"), Format::JsonLines));
        }
        if !["省略", "子", "備考"].contains(&item) {
            inputs.push((format!("{item}\n{MARKER}\n"), Format::Csv));
            let head = if item == "宛名番号" || item == "氏名" {
                CSV_HEAD.to_owned()
            } else {
                format!("宛名番号,氏名,{item}\n")
            };
            for row in [
                format!("{MARKER},{MARKER},{MARKER}\n"),
                format!("{MARKER}\u{7},{MARKER}\"\n"),
                format!("{MARKER},\"{MARKER}"),
            ] {
                inputs.push((format!("{head}{row}"), Format::Csv));
            }
        }
    }
    // A file that has persons' names for keys, once and twice.
    inputs.push((format!("{{\"{MARKER}\":1}}"), Format::Json));
    inputs.push((format!("{{\"{MARKER}\":1,\"{MARKER}\":2}}"), Format::Json));
    let long = format!("{{\"{}\":1}}", MARKER.repeat(5));
    inputs.push((long, Format::Json));
    inputs.push((format!("{}\n1\n", MARKER.repeat(5)), Format::Csv));
    let mut refused = 0;
    for (input, format) in inputs {
        for outcome in run(input.as_bytes(), format) {
            let Err(refusal) = outcome else { continue };
            refused += 1;
            let words = shown(&refusal.diagnostics());
            assert!(!words.contains("MARKER") && !words.contains("秘密"), "{words}");
        }
    }
    assert!(refused > 150, "{refused}");
}

/// Bytes changed, cut, doubled and swapped at every place: always an answer, never a panic, and
/// the iteration ends.
#[test]
fn mutations_never_panic() {
    let object = object(
        "\"生年月日\":\"2019-05-01\",\"税額\":-12,\"省略\":{\"印\":true},\"子\":[{\"氏名\":\"葛\u{E0102}\",\"順位\":1}],\"備考\":[\"a\"]",
    );
    let csv = "宛名番号,氏名,生年月日,税額,省略.印,子[1].氏名,備考[1]\r\n01234,\"見\"\"本\",2019-05-01,-12,true,葛\u{E0102},\"a,b\"\r\n";
    let schema = test_schema();
    for (good, format) in [
        (object.as_str(), Format::Json),
        (&format!("[{object},{object}]"), Format::Json),
        (&format!("{object}\n{object}\n"), Format::JsonLines),
        (csv, Format::Csv),
    ] {
        let good = good.as_bytes();
        assert!(read(good, format, &schema, "good").all(|r| r.is_ok()));
        for at in 0..good.len() {
            for new in [
                0, b'"', b'\\', b',', b'[', b']', b'{', b'}', b'\r', b'\n', b'9', b'-', 0x80, 0xE3,
                0xED, 0xFF,
            ] {
                let mut changed = good.to_vec();
                changed[at] = new;
                check(&changed, format, &schema);
                changed.insert(at, good[at]);
                check(&changed, format, &schema);
            }
            check(&good[..at], format, &schema);
            check(&good[at..], format, &schema);
            let mut swapped = good.to_vec();
            swapped.swap(at, good.len() - 1 - at);
            check(&swapped, format, &schema);
        }
    }
}

fn check(input: &[u8], format: Format, schema: &Schema) {
    let mut ended = false;
    for outcome in read(input, format, schema, "x").take(100) {
        assert!(!ended, "nothing behind a refused file");
        ended = matches!(outcome, Err(Refusal::Input(_)));
        if let Err(refusal) = outcome {
            assert!(!refusal.diagnostics().is_empty());
        }
    }
}
