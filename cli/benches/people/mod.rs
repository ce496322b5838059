//! An invented town as a folder of group CSVs for the form 0010003, with all columns that the
//! groups of the standard have.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;

use chohyo_engine::form::{self, Catalogue};
use chohyo_engine::record::{Schema, tables};

/// In which order the rows stand.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    /// By 世帯番号 and 宛名番号: every table is merged as a stream.
    Sorted,
    /// As a walk through the town in large steps: every table is staged.
    Shuffled,
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("cli/ is in the workspace")
}

fn schema() -> Arc<Schema> {
    let library = chohyo_golden::folder::library(&root().join("layouts")).expect("layouts");
    let (catalogue, _) = Catalogue::read(&library);
    let path = catalogue.pick("0010003", None).expect("the form").path.clone();
    form::load(&library, &path).expect("a form").schema
}

/// Writes the folder: `households` households of 1 to 6 persons, ten persons to three households.
/// The count of persons.
pub(crate) fn write(folder: &Path, households: usize, order: Order) -> usize {
    std::fs::create_dir_all(folder).expect("a folder");
    let schema = schema();
    let tables = tables(&schema);
    let columns = |name: &str| -> Vec<String> {
        let table = tables.iter().find(|table| table.rows.table == name).expect("a table");
        table.rows.columns.iter().map(|(name, _)| name.clone()).collect()
    };
    requests(folder, households, order);
    protected(folder, &columns("支援措置対象者情報"), households, order);
    people(folder, &columns("住民情報"), households, order)
}

/// The households in an order.
fn walk(count: usize, order: Order) -> impl Iterator<Item = usize> {
    // A prime that divides no count used here goes through all of them once.
    let step = match order {
        Order::Sorted => 1,
        Order::Shuffled => 7_919,
    };
    (0..count).map(move |at| at * step % count)
}

fn size(household: usize) -> usize {
    [3, 1, 6][household % 3]
}

/// 宛名番号: goes up with the 世帯番号.
fn person(household: usize, member: usize) -> String {
    format!("{:015}", household * 10 + member)
}

fn file(folder: &Path, name: &str, head: &[String]) -> BufWriter<File> {
    let file = File::create(folder.join(name)).expect("a file");
    let mut file = BufWriter::new(file);
    writeln!(file, "{}", head.join(",")).expect("written");
    file
}

fn requests(folder: &Path, households: usize, order: Order) {
    let head = ["発行.番号", "発行.年月日", "世帯番号", "宛名番号", "省略.個人番号"];
    let mut file = file(folder, "請求.csv", &head.map(str::to_owned));
    for (number, at) in walk(households, order).enumerate() {
        let first = person(at, 0);
        writeln!(file, "第{number:07}号,2026-04-01,{at:015},{first},true").expect("written");
    }
    file.flush().expect("written");
}

/// One person in a thousand, with a measure that has ended.
fn protected(folder: &Path, columns: &[String], households: usize, order: Order) {
    let mut file = file(folder, "支援措置対象者情報.csv", columns);
    for at in walk(households, order).filter(|at| at % 300 == 0) {
        let mut cells = BTreeMap::new();
        cells.insert("宛名番号", person(at, 0));
        cells.insert("支援措置開始年月日", "2020-04-01".to_owned());
        cells.insert("支援措置終了年月日", "2021-03-31".to_owned());
        cells.insert("支援措置区分", "1".to_owned());
        cells.insert("履歴番号", "1".to_owned());
        row(&mut file, columns, &cells);
    }
    file.flush().expect("written");
}

fn people(folder: &Path, columns: &[String], households: usize, order: Order) -> usize {
    let mut file = file(folder, "住民情報.csv", columns);
    let mut count = 0;
    for at in walk(households, order) {
        for member in 0..size(at) {
            row(&mut file, columns, &cells(at, member));
            count += 1;
        }
    }
    file.flush().expect("written");
    count
}

fn row(file: &mut BufWriter<File>, columns: &[String], cells: &BTreeMap<&str, String>) {
    for (at, column) in columns.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let cell = cells.get(column.as_str()).map_or("", String::as_str);
        write!(file, "{comma}{cell}").expect("written");
    }
    writeln!(file).expect("written");
}

/// The cells of a Japanese resident that are filled.
fn cells(household: usize, member: usize) -> BTreeMap<&'static str, String> {
    let number = household * 10 + member;
    let family = ["見本", "例示", "架空", "仮名", "試験"][household % 5];
    let given = ["太郎", "花子", "一郎", "次郎", "三郎", "四郎"][member];
    let kana = ["タロウ", "ハナコ", "イチロウ", "ジロウ", "サブロウ", "シロウ"][member];
    let relation = ["世帯主", "妻", "子", "子", "子", "父"][member];
    let woman = if member == 1 { 2 } else { 1 };
    let day = |year: usize| format!("{:04}-{:02}-{:02}", year, number % 12 + 1, number % 28 + 1);
    let house = wide(&format!("{}番地{}", household % 900 + 1, household % 30 + 1));
    BTreeMap::from([
        ("宛名番号", person(household, member)),
        ("世帯番号", format!("{household:015}")),
        ("住民種別", "1".to_owned()),
        ("住民状態", "1".to_owned()),
        ("異動年月日", day(2020)),
        ("異動年月日_不詳フラグ", "0".to_owned()),
        ("異動届出年月日", day(2020)),
        ("異動事由", "01".to_owned()),
        ("氏名", format!("{family}　{given}")),
        ("氏名_フリガナ", format!("ミホン　{kana}")),
        ("氏名優先区分", "1".to_owned()),
        ("氏名_優先", format!("{family}　{given}")),
        ("氏名_フリガナ_優先", format!("ミホン　{kana}")),
        ("性別", woman.to_string()),
        ("性別表記", if woman == 2 { "女" } else { "男" }.to_owned()),
        ("生年月日", day(1940 + number % 80)),
        ("生年月日_不詳フラグ", "0".to_owned()),
        ("続柄コード1", "01".to_owned()),
        ("続柄表記", relation.to_owned()),
        ("個人番号", my_number(number)),
        ("住所_市区町村コード", "999999".to_owned()),
        ("住所_町字コード", "0001000".to_owned()),
        ("住所_都道府県", "見本県".to_owned()),
        ("住所_市区郡町村名", "見本市".to_owned()),
        ("住所_町字", "例示町一丁目".to_owned()),
        ("住所_番地号表記", house),
        ("住所_方書", wide(&format!("見本団地{}号室", household % 400 + 1))),
        ("住所_郵便番号", "0000000".to_owned()),
        ("住民となった年月日", day(2020)),
        ("住民となった年月日_不詳フラグ", "0".to_owned()),
        ("転入前住所_都道府県", "例示県".to_owned()),
        ("転入前住所_市区郡町村名", "例示市".to_owned()),
        ("転入前住所_町字", "架空町".to_owned()),
        ("転入前住所_番地号表記", "１番地".to_owned()),
        ("個人履歴番号", "1".to_owned()),
        ("個人履歴番号_枝番号", "0".to_owned()),
        ("住民票コード", format!("{:011}", number % 99_999_999_999)),
        ("本籍", "見本県見本市例示町１番地".to_owned()),
        ("筆頭者氏名", format!("{family}　太郎")),
        ("住所を定めた年月日", day(2020)),
        ("住所を定めた年月日_不詳フラグ", "0".to_owned()),
    ])
}

/// Digits as full-width ones.
fn wide(text: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// 個人番号 with its check digit (平成26年総務省令第85号 第5条).
fn my_number(number: usize) -> String {
    let body = format!("{number:011}");
    let weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    let check = if sum % 11 <= 1 { 0 } else { 11 - sum % 11 };
    format!("{body}{check}")
}
