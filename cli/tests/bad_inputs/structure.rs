//! The structure of CSV files (CS), and of folders of group CSVs.

use std::fs::write;
use std::path::Path;

use crate::support::{MARKER, Run, csv_with, render, render_folder, render_options};

#[test]
fn cs01_line_ends() {
    let lf = render("records.csv", "宛名番号,氏名\n01234,見本\n01235,見本\n");
    let crlf = render("records.csv", "宛名番号,氏名\r\n01234,見本\n01235,見本\r\n");
    assert!(lf.prints().pdf() == crlf.prints().pdf());
    render("records.csv", "宛名番号,氏名\r01234,見本\r01235,見本\r").rejects_run("R107");
    render("records.csv", "宛名番号,氏名\n01234,見本\r01235,見本\n").rejects_run("R107");
}

#[test]
fn cs02_a_lost_quote_stops_the_file() {
    let row = |number: u32| format!("{number:05},\"見本　{MARKER}\"\n");
    let rows: String = (0..10_000).map(row).collect();
    let broken = rows.replacen("\n00001,\"見本　", "\n00001,見本　", 1);
    render("records.csv", format!("宛名番号,氏名\n{broken}"))
        .rejects_run("R106")
        .says("records.csv:3");
    let open = rows.replacen(&format!("{MARKER}\"\n00002"), &format!("{MARKER}\n00002"), 1);
    render("records.csv", format!("宛名番号,氏名\n{open}")).rejects_run("R106");
}

#[test]
fn cs04_newlines_in_a_field() {
    render("records.csv", csv_with("住所", "\"見本\n中央\"")).rejects_record("R071");
}

#[test]
fn cs05_a_huge_field() {
    render("records.csv", csv_with("備考[1]", &"あ".repeat(3_500_000))).rejects_record("R109");
}

#[test]
fn cs07_a_name_twice() {
    render("records.csv", csv_with("氏名", "見本")).rejects_run("R102");
}

#[test]
fn cs08_names_that_are_almost_right() {
    render("records.csv", csv_with("住所 ", "見本")).rejects_run("R101").says("`住所`");
    render("records.csv", csv_with("氏名_ﾌﾘｶﾞﾅ", "ミホン")).rejects_run("R101");
}

#[test]
fn cs10_an_extra_column() {
    let csv = csv_with("異動日", "2026-04-01");
    render("records.csv", &csv).rejects_run("R101");
    let run = render_options("records.csv", &csv, &["--allow-extra"]);
    run.prints().says("[R115]").says("異動日");
}

#[test]
fn cs11_columns_bind_by_name() {
    let ordered = render("records.csv", "宛名番号,氏名,税額\n01234,見本　太郎,1000\n");
    let shuffled = render("records.csv", "税額,氏名,宛名番号\n1000,見本　太郎,01234\n");
    ordered.prints();
    shuffled.prints();
    assert!(ordered.pdf() == shuffled.pdf());
}

#[test]
fn cs13_a_field_fewer() {
    render("records.csv", "宛名番号,氏名,住所\n01234,見本\n")
        .rejects_run("R105")
        .says("records.csv:2");
}

#[test]
fn cs14_a_field_more() {
    render("records.csv", "宛名番号,住所,氏名\n01234,見本,中央,太郎\n").rejects_run("R105");
}

#[test]
fn cs16_a_line_of_commas() {
    render("records.csv", "宛名番号,氏名,住所\n,,\n").rejects_record("R061");
}

#[test]
fn cs17_ctrl_z_at_the_end() {
    render("records.csv", csv_with("", "") + "\u{1A}").rejects_run("R108").says("U+001A");
}

#[test]
fn cs19_tabs() {
    render("records.csv", csv_with("", "").replace(',', "\t")).rejects_run("R100");
}

#[test]
fn cs20_lost_zeros() {
    render("records.csv", "宛名番号,氏名\n1234,見本\n").rejects_record("R072");
}

#[test]
fn cs22_a_date_as_a_number() {
    render("records.csv", csv_with("生年月日", "45291")).rejects_record("R074");
}

#[test]
fn cs23_formulas_are_text() {
    render("records.csv", "宛名番号,氏名\n\"=\"\"01234\"\"\",見本\n").rejects_record("R066");
    render("records.csv", "宛名番号,氏名\n'01234,見本\n").rejects_record("R066");
}

/// 請求, 世帯員 and 支援措置 of a good folder: two households, one of them with two persons.
const ROOT: &str = "請求番号,世帯番号,手数料\n1,10001,300\n2,10002,200\n";
const MEMBERS: &str = "世帯番号,宛名番号,個人履歴番号,氏名\n10001,00001,1,見本　一郎\n\
    10001,00002,1,見本　二郎\n10002,00003,1,見本　三郎\n";
const MEASURES: &str = "宛名番号,区分\n00002,甲\n";

/// Renders the folder of three tables.
fn folder(root: &str, members: &str, measures: &str) -> Run {
    let fill = |folder: &Path| {
        write(folder.join("請求.csv"), root).expect("table");
        write(folder.join("131016_世帯員_20260401.csv"), members).expect("table");
        write(folder.join("支援措置.csv"), measures).expect("table");
    };
    render_folder(&fill, &[])
}

/// Renders the good folder against control totals.
fn controlled(control: &str) -> Run {
    let fill = |folder: &Path| {
        write(folder.join("請求.csv"), ROOT).expect("table");
        write(folder.join("世帯員.csv"), MEMBERS).expect("table");
        write(folder.join("支援措置.csv"), MEASURES).expect("table");
        write(folder.join("control.txt"), control).expect("control");
    };
    render_folder(&fill, &["--control", "folder/control.txt"])
}

#[test]
fn cs25_the_same_twice_is_reported() {
    let member = "10001,00001,1,見本　一郎\n";
    let run = folder(ROOT, &format!("{MEMBERS}10002,00004,1,見本\n"), MEASURES);
    run.prints();
    let run = folder(ROOT, &MEMBERS.replace(member, &member.repeat(2)), MEASURES);
    assert_eq!(run.exit, Some(1), "{}", run.stderr);
    run.says("[R140]").says("lines 2 and 3");
    let run =
        folder(&ROOT.replace("2,10002,200\n", "1,10001,300\n2,10002,200\n"), MEMBERS, MEASURES);
    assert_eq!(run.exit, Some(1), "{}", run.stderr);
    run.says("[R140]");
}

#[test]
fn cs26_the_same_key_with_other_values() {
    let other = format!("{MEMBERS}10002,00001,1,見本　他人\n");
    folder(ROOT, &other, MEASURES).rejects_run("R141").says("lines 2 and 5");
    let near = MEMBERS.replace("10001,00002", "10001,00001");
    folder(ROOT, &near, MEASURES).rejects_run("R141");
    let root = format!("{ROOT}1,10002,300\n");
    folder(&root, MEMBERS, MEASURES).rejects_run("R141");
}

#[test]
fn cs28_interleaved_households_stay_whole() {
    let mixed = "世帯番号,宛名番号,個人履歴番号,氏名\n10001,00001,1,見本　一郎\n\
        10002,00003,1,見本　三郎\n10001,00002,1,見本　二郎\n";
    let sorted = folder(ROOT, MEMBERS, MEASURES);
    let staged = folder(ROOT, mixed, MEASURES);
    assert_eq!(sorted.prints().pages(), 2);
    assert!(sorted.pdf() == staged.prints().pdf());
    // The order of the certificates is that of the requests.
    let turned = "請求番号,世帯番号,手数料\n2,10002,200\n1,10001,300\n";
    let run = folder(turned, MEMBERS, MEASURES);
    let text = run.prints().text();
    assert!(text.find("三郎") < text.find("一郎"), "{text}");
}

#[test]
fn cs28_a_person_who_moved_is_in_the_last_household_only() {
    let then = MEMBERS.replace("00002,1,", "00002,9,");
    let now = "10002,00002,10,見本　二郎\n";
    // Whichever row comes first, and by number: 10 is after 9.
    for before in ["10001,00001", "10002,00003"] {
        let moved = then.replace(before, &format!("{now}{before}"));
        let text = folder(ROOT, &moved, MEASURES).prints().text();
        assert_eq!(text.matches("二郎").count(), 1, "{text}");
        assert!(text.find("一郎") < text.find("二郎"), "{text}");
    }
}

#[test]
fn cs29_rows_of_nobody() {
    let members = format!("{MEMBERS}10009,00009,1,見本\n");
    folder(ROOT, &members, MEASURES).rejects_run("R142").says("世帯員 1");
    let measures = format!("{MEASURES}00008,甲\n00009,甲\n");
    folder(ROOT, MEMBERS, &measures).rejects_run("R142").says("支援措置 2");
}

#[test]
fn cs29_a_table_that_is_missing_is_not_empty() {
    let without = |folder: &Path| {
        write(folder.join("請求.csv"), ROOT).expect("table");
        write(folder.join("世帯員.csv"), MEMBERS).expect("table");
    };
    render_folder(&without, &[]).rejects_run("B093").says("支援措置");
    folder(ROOT, MEMBERS, "").rejects_run("R052");
    folder(ROOT, MEMBERS, "宛名番号,区分\n").prints();
}

#[test]
fn cs31_control_totals() {
    let head = "グループ名称,件数,合計項目,合計\n請求,2,手数料,500\n";
    controlled(&format!("{head}世帯員,3,,\n支援措置,1,,\n")).prints();
    controlled(&format!("{head}世帯員,4,,\n支援措置,1,,\n")).rejects_run("R145").says("4");
    let wrong = head.replace("500", "501");
    controlled(&format!("{wrong}世帯員,3,,\n支援措置,1,,\n")).rejects_run("R145").says("手数料");
    controlled(&format!("{head}世帯員,3,,\n")).rejects_run("R116");
    controlled("件数\n2\n").rejects_run("R116").says("control.txt:1");
}
