//! `chohyo records import` on the official workbook and on workbooks made here.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;

use crate::common::{chohyo, folder, text, workspace};

/// Where 031.toml says it is from.
const SOURCE: &str = "デジタル庁「地方公共団体情報システム共通機能標準仕様書」別紙 項目定義書（住登外者宛名番号管理）";

/// The published workbook, if the folder of official files stands beside the checkout.
fn official() -> Option<PathBuf> {
    let path = workspace().join("../shared/domain/official/atenabango-item-definition.xlsx");
    if path.exists() {
        return Some(path);
    }
    // Past the capture of the test harness: a skipped test must be seen.
    let told = "\nSKIPPED: the official workbook is not there: ../shared/domain/official\n";
    std::io::stderr().write_all(told.as_bytes()).expect("stderr");
    None
}

#[test]
fn the_official_workbook_imports_whole_and_is_the_committed_file() {
    let Some(official) = official() else { return };
    let folder = folder();
    let made = folder.path().join("031.toml");
    let output = chohyo()
        .args(["records", "import"])
        .arg(official)
        .arg("-o")
        .arg(&made)
        .args(["--business", "031", "--source", SOURCE])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let made = std::fs::read_to_string(made).expect("file");
    let committed = workspace().join("layouts/records/groups/031.toml");
    assert_eq!(made, std::fs::read_to_string(committed).expect("committed"));

    let file: toml::Table = made.parse().expect("TOML");
    let items = file["group"][0]["items"].as_array().expect("items");
    assert_eq!(items.len(), 29);
    let of = |id: &str| items.iter().find(|item| item["id"].as_str() == Some(id)).expect("item");
    assert_eq!(of("03100025")["codes"].as_str(), Some("2"), "written 002 in the workbook");
    assert_eq!(of("03100014")["exact"].as_bool(), Some(true), "6桁のコード値");
    assert!(of("03100024").get("codes").is_none(), "自治体固有コード");
    assert_eq!(of("03100016")["sample"].as_str(), Some("東京都"), "phonetic guides are no text");
    assert_eq!(file["codes"].as_array().expect("codes").len(), 2);
}

/// Heads in one row, in another order than the official sheets have them.
const HEADS: [&str; 16] = [
    "データ項目ID",
    "データ項目",
    "データ項目(ローマ字)",
    "グループ_名称",
    "グループ_主キー",
    "グループ_外部キー",
    "データ型",
    "桁数",
    "コード",
    "繰り返し",
    "データ出力条件",
    "項目定義",
    "項目説明",
    "実装類型",
    "備考",
    "サンプル値",
];

/// A row of ID, name, ローマ字, group, type, digits, code, presence.
fn row(cells: [&str; 8]) -> Vec<String> {
    let [id, name, romaji, group, kind, digits, codes, presence] = cells.map(str::to_owned);
    let none = String::new;
    let head = [id, name, romaji, group, "○".to_owned(), none(), kind, digits, codes];
    let tail = [none(), presence, none(), none(), "○".to_owned(), none(), none()];
    head.into_iter().chain(tail).collect()
}

const GOOD: [&str; 8] = ["03200001", "宛名番号", "atenabango", "宛名情報", "X", "15", "", "必須"];

fn sheet(heads: &[&str], rows: &[[&str; 8]]) -> Vec<Vec<String>> {
    let heads = heads.iter().map(|head| (*head).to_owned()).collect();
    std::iter::once(heads).chain(rows.iter().map(|cells| row(*cells))).collect()
}

/// Imports a workbook of these sheets: exit code, messages, the file if one was written.
fn import(sheets: &[(&str, Vec<Vec<String>>)], more: &[&str]) -> (i32, String, Option<String>) {
    let folder = folder();
    let book = folder.path().join("book.xlsx");
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).expect("cell");
            }
        }
    }
    workbook.save(&book).expect("saved");
    run(&book, &folder.path().join("out.toml"), more)
}

fn run(book: &Path, target: &Path, more: &[&str]) -> (i32, String, Option<String>) {
    let mut command = chohyo();
    command.args(["records", "import"]).arg(book).arg("-o").arg(target).args(more);
    let output = command.output().expect("runs");
    let code = output.status.code().expect("code");
    (code, text(&output.stderr), std::fs::read_to_string(target).ok())
}

#[test]
fn heads_in_one_row_groups_and_code_lists() {
    let rows = [
        GOOD,
        ["32", "", "", "", "", "", "", ""],
        ["03200002", "区分", "kubun", "宛名情報", "X", "1", "007", "任意"],
        ["03200003", "率", "ritsu", "税情報", "9V", "9,2", "", "条件付き必須"],
    ];
    let mut items = sheet(&HEADS, &rows);
    items.remove(2);
    let codes = [
        ["コードID", "コード名", "コード値", "コード値の内容"],
        ["7", "区分", "01", "甲"],
        ["", "", "02", "乙"],
    ];
    let codes = codes.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let (code, told, file) = import(&[("一覧", items), ("コード一覧（個別）", codes)], &[]);
    assert_eq!(code, 0, "{told}");
    let file: toml::Table = file.expect("written").parse().expect("TOML");
    let names: Vec<_> =
        file["group"].as_array().expect("groups").iter().map(|g| g["name"].as_str()).collect();
    assert_eq!(names, [Some("宛名情報"), Some("税情報")]);
    assert_eq!(file["group"][0]["items"][1]["codes"].as_str(), Some("7"));
    assert_eq!(file["group"][1]["items"][0]["digits"].as_integer(), Some(9));
    assert_eq!(file["group"][1]["items"][0]["decimals"].as_integer(), Some(2));
    assert_eq!(file["codes"][0]["values"][1]["word"].as_str(), Some("乙"));
    assert_eq!(file["standard"]["business"].as_str(), Some("032"));
}

#[test]
fn what_is_wrong_is_told_with_sheet_and_cell_and_nothing_is_written() {
    let with = |at: usize, value: &'static str| {
        let mut cells = GOOD;
        cells[at] = value;
        vec![GOOD_2, cells]
    };
    const GOOD_2: [&str; 8] = ["03200009", "氏名", "shimei", "宛名情報", "Ｎ", "100", "", "任意"];
    let cases = [
        (with(0, "0320001"), "B083", "一覧!A3"),
        (with(0, ""), "B083", "一覧!A3"),
        (with(0, "03200009"), "B084", "一覧!A3"),
        (with(1, "氏名"), "B084", "一覧!B3"),
        (with(2, "ateña"), "B083", "一覧!C3"),
        (with(2, "shimei"), "B084", "一覧!C3"),
        (with(3, ""), "B083", "一覧!D3"),
        (with(4, "XX"), "B083", "一覧!G3"),
        (with(5, "十五"), "B083", "一覧!H3"),
        (with(5, "0"), "B083", "一覧!H3"),
        (with(5, "9,2"), "B083", "一覧!H3"),
        (with(7, "必要"), "B083", "一覧!K3"),
        (with(0, "03300001"), "B085", "032, 033"),
    ];
    for (rows, code, place) in cases {
        let (exit, told, file) = import(&[("一覧", sheet(&HEADS, &rows))], &[]);
        assert_eq!(exit, 2, "{told}");
        assert!(told.contains(code) && told.contains(place), "{code} {place}: {told}");
        assert!(file.is_none(), "{code} {place}");
    }
}

#[test]
fn a_missing_column_is_named() {
    for (at, head) in
        HEADS.iter().enumerate().filter(|(_, head)| !["備考", "サンプル値"].contains(head))
    {
        let mut heads = HEADS;
        heads[at] = "別の列";
        let (exit, told, file) = import(&[("一覧", sheet(&heads, &[GOOD]))], &[]);
        let code = match *head {
            "データ項目ID" | "データ型" => "B081",
            _ => "B082",
        };
        assert_eq!(exit, 2, "{told}");
        assert!(told.contains(code) && file.is_none(), "{head}: {told}");
        assert!(code == "B081" || (told.contains("一覧!A1") && told.contains(head)), "{told}");
    }
}

#[test]
fn one_of_several_businesses_is_chosen() {
    let other = ["033", "職員番号", "shokuinbango", "職員情報", "X", "10", "", "必須"];
    let other = [other[0].to_owned() + "00001"]
        .into_iter()
        .chain(other[1..].iter().map(|s| (*s).to_owned()));
    let other: Vec<String> = other.collect();
    let cells: [&str; 8] = std::array::from_fn(|at| other[at].as_str());
    let sheets = [("一覧", sheet(&HEADS, &[GOOD, cells]))];
    let (exit, told, file) = import(&sheets, &["--business", "033"]);
    assert_eq!(exit, 0, "{told}");
    let file = file.expect("written");
    assert!(file.contains("03300001") && !file.contains("03200001"), "{file}");
    let (exit, told, _) = import(&sheets, &["--business", "001"]);
    assert!(exit == 2 && told.contains("B085"), "{told}");
}

#[test]
fn what_is_left_out_is_told() {
    let mut heads = HEADS;
    heads[14] = "独自の列";
    let mut item = GOOD;
    item[6] = "5";
    let (exit, told, file) = import(&[("一覧", sheet(&heads, &[item]))], &[]);
    assert_eq!(exit, 1, "{told}");
    assert!(told.contains("B086") && told.contains("一覧!O1"), "{told}");
    assert!(told.contains("B087") && told.contains("一覧!I2"), "{told}");
    assert!(file.expect("written").contains("note = \"コード一覧 5\""));
}

#[test]
fn a_file_that_is_no_workbook_is_refused() {
    let folder = folder();
    let book = folder.path().join("book.xlsx");
    let mut whole = Workbook::new();
    whole.add_worksheet().write_string(0, 0, "データ項目ID").expect("cell");
    let whole = whole.save_to_buffer().expect("bytes");
    let cut = whole[..whole.len() / 2].to_vec();
    let cases =
        [(b"no zip at all".to_vec(), "B080"), (cut, "B080"), (Vec::new(), "B080"), (whole, "B081")];
    for (bytes, code) in cases {
        std::fs::write(&book, bytes).expect("written");
        let (exit, told, file) = run(&book, &folder.path().join("out.toml"), &[]);
        assert_eq!(exit, 2, "{told}");
        assert!(told.contains(code) && file.is_none(), "{code}: {told}");
    }
    let (exit, told, _) = run(&folder.path().join("none.xlsx"), &folder.path().join("o"), &[]);
    assert!(exit != 0 && told.contains("B001"), "{told}");
}
