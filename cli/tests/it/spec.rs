//! `chohyo spec`: the 諸元表 of the shipped forms, and the comparison with a given one.

use std::path::Path;

use crate::common::{FORMS, chohyo, folder, text};

fn spec(arguments: &[&str]) -> (i32, String, String) {
    let output = chohyo().arg("spec").args(arguments).output().expect("runs");
    let code = output.status.code().expect("code");
    (code, text(&output.stdout), text(&output.stderr))
}

fn write(id: &str, target: &Path) -> Vec<u8> {
    let (code, _, told) = spec(&[id, "-o", target.to_str().expect("path")]);
    assert_eq!(code, 0, "{told}");
    std::fs::read(target).expect("written")
}

fn lines(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    let line = |line: csv::StringRecord| line.iter().map(str::to_owned).collect();
    reader.records().map(|record| line(record.expect("CSV"))).collect()
}

#[test]
fn every_form_is_written_the_same_twice_and_agrees_with_itself() {
    let folder = folder();
    for (id, _) in FORMS {
        let (code, markdown, told) = spec(&[id]);
        assert_eq!(code, 0, "{told}");
        assert!(markdown.contains(&format!("- 帳票ID: {id}")), "{markdown}");
        for ending in ["md", "csv", "xlsx"] {
            let (a, b) = (
                folder.path().join(format!("a.{ending}")),
                folder.path().join(format!("b.{ending}")),
            );
            assert_eq!(write(id, &a), write(id, &b), "{id} {ending}");
            if ending != "md" {
                let (code, told, _) = spec(&[id, "--against", a.to_str().expect("path")]);
                assert_eq!(code, 0, "{id} {ending}: {told}");
            }
        }
    }
}

#[test]
fn the_cells_of_an_item_say_what_the_layout_says() {
    let folder = folder();
    let lines = lines(&write("0010003", &folder.path().join("a.csv")));
    let cell = |row: &[String], head: &str| {
        let at = lines[0].iter().position(|other| other == head).expect("head");
        row[at].clone()
    };
    let item = |name: &str| {
        let found = lines.iter().find(|row| cell(row, "印字項目") == name);
        found.expect("item").clone()
    };
    let name = item("氏名");
    // 18 columns of 4.5 mm less 1 mm at both ends: 79 mm at 18 pt (6.35 mm) and at 5 pt.
    let expected = [
        ("帳票ID", "0010003"),
        ("種別", "値"),
        ("編集", "{氏名}"),
        ("桁数", "100"),
        ("型", "Ｎ"),
        ("枠mm", "81×9"),
        ("行数×文字数", "1×12"),
        ("最小の字で", "4×44"),
        ("サイズpt", "18–5"),
        ("必須区分", "必須"),
    ];
    for (head, value) in expected {
        assert_eq!(cell(&name, head), value, "{head}");
    }
    let slot = item("在留カード等の番号");
    assert_eq!(cell(&slot, "印字条件"), "住民種別 = '外国人' and not 省略.在留カード等番号");
    assert_eq!(cell(&item("公印"), "枠mm"), "20×20");
    assert_eq!(
        cell(&item("記載市区町村"), "印字条件"),
        "count(通称履歴) > 0 and not 省略.通称履歴"
    );
    let width = lines[0].len();
    assert!(lines.iter().all(|row| row.len() == width));
}

#[test]
fn differences_are_listed_by_item_and_column() {
    let folder = folder();
    let mut lines = lines(&write("0029001", &folder.path().join("a.csv")));
    let heads = lines[0].clone();
    let at = |head: &str| heads.iter().position(|other| other == head).expect("head");
    let (item, digits) = (at("印字項目"), at("桁数"));
    let row = lines.iter().position(|row| row[digits] == "100").expect("row");
    let name = lines[row][item].clone();
    lines[row][digits] = "50".to_owned();
    let gone = lines.pop().expect("row")[item].clone();
    let mut added = vec![String::new(); lines[0].len()];
    added[item] = "国籍".to_owned();
    added[at("部")] = lines[1][at("部")].clone();
    lines.push(added);
    lines[0][digits] = " 桁 数".to_owned();
    // The columns in another order, with one that is none of ours.
    lines.iter_mut().for_each(|row| row.reverse());
    lines.iter_mut().for_each(|row| row.push("x".to_owned()));
    lines[0].pop();
    lines[0].push("ベンダ独自".to_owned());
    let given = folder.path().join("given.csv");
    let mut writer = csv::Writer::from_path(&given).expect("file");
    lines.iter().for_each(|line| writer.write_record(line).expect("line"));
    drop(writer);

    let given = given.to_str().expect("path");
    let (code, told, notes) = spec(&["0029001", "--against", given, "--format", "json"]);
    assert_eq!(code, 1, "{told}");
    assert!(notes.contains("B079") && notes.contains("ベンダ独自"), "{notes}");
    let found: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let found = found.as_array().expect("list");
    assert_eq!(found.len(), 3, "{told}");
    let of = |kind: &str| found.iter().find(|d| d["kind"] == kind).expect("difference");
    let changed = of("changed");
    assert_eq!(
        (changed["item"].as_str(), changed["column"].as_str()),
        (Some(&*name), Some("桁数"))
    );
    assert_eq!((changed["form"].as_str(), changed["given"].as_str()), (Some("100"), Some("50")));
    assert_eq!(of("missing")["item"], "国籍");
    assert_eq!(of("extra")["item"].as_str(), Some(&*gone));
    let (code, told, _) = spec(&["0029001", "--against", given]);
    assert!(code == 1 && told.contains(&name) && told.lines().count() == 4, "{told}");
}

#[test]
fn what_is_no_table_is_refused() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().expect("path").to_owned();
    std::fs::write(path("a.csv"), "a,b\n1,2\n").expect("written");
    std::fs::write(path("a.xlsx"), "no zip").expect("written");
    let cases = [("a.csv", "B089"), ("a.xlsx", "B080"), ("a.md", "B088"), ("none.csv", "B001")];
    for (file, code) in cases {
        let (exit, _, told) = spec(&["0010003", "--against", &path(file)]);
        assert!(exit >= 2 && told.contains(code), "{file}: {told}");
    }
    let (exit, _, told) = spec(&["0010003", "-o", &path("a.ods")]);
    assert!(exit == 2 && told.contains("B088"), "{told}");
}
