//! `chohyo draft` and `chohyo diff`: a workbook and a PDF as drafts, and what differs.

use std::path::Path;

use image::GrayImage;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use serde_json::Value;

use crate::common::{chohyo, folder, record, text, workspace};

/// A cell of the grid in pixels of 96 dpi: 4.498 mm.
const CELL: f64 = 17.0;

/// Of pictures.
const DPI: u32 = 300;

/// Left and top margin in inches: 15 mm and 16 mm.
const MARGINS: (f64, f64) = (15.0 / 25.4, 16.0 / 25.4);

/// Labels of the block of one person in 世帯連記式: rows, columns, words.
const PERSON: [(u32, u32, u16, u16, &str); 14] = [
    (1, 1, 2, 6, "氏名の振り仮名"),
    (1, 1, 25, 30, "個人番号"),
    (2, 3, 2, 6, "氏名"),
    (2, 2, 25, 30, "住民票コード"),
    (3, 3, 25, 30, "住民となった年月日"),
    (4, 4, 2, 6, "旧氏の振り仮名"),
    (4, 4, 25, 30, "住所を定めた年月日"),
    (5, 5, 2, 6, "旧氏"),
    (5, 5, 25, 30, "届出日"),
    (6, 6, 2, 6, "生年月日"),
    (6, 6, 15, 16, "性別"),
    (6, 6, 19, 20, "続柄"),
    (6, 6, 25, 30, "筆頭者"),
    (7, 7, 2, 6, "本籍"),
];

/// Boxes for their values, and for the number.
const VALUES: [(u32, u32, u16, u16); 15] = [
    (1, 7, 1, 1),
    (1, 1, 7, 24),
    (1, 1, 31, 40),
    (2, 3, 7, 24),
    (2, 2, 31, 40),
    (3, 3, 31, 40),
    (4, 4, 7, 24),
    (4, 4, 31, 40),
    (5, 5, 7, 24),
    (5, 5, 31, 40),
    (6, 6, 7, 14),
    (6, 6, 17, 18),
    (6, 6, 21, 24),
    (6, 6, 31, 40),
    (7, 7, 7, 40),
];

/// All boxes: rows and columns from 1, and their words.
fn boxes() -> Vec<(u32, u32, u16, u16, &'static str)> {
    let mut all =
        vec![(3, 3, 1, 6, "住所"), (3, 3, 7, 40, ""), (4, 4, 1, 6, "世帯主"), (4, 4, 7, 40, "")];
    for top in [5, 12, 19, 26] {
        all.extend(PERSON.iter().map(|(a, b, c, d, words)| (a + top, b + top, *c, *d, *words)));
        all.extend(VALUES.iter().map(|(a, b, c, d)| (a + top, b + top, *c, *d, "")));
    }
    all
}

/// The grid as a workbook: merged cells with thin borders.
fn workbook(target: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("様式１")?;
    for column in 0..40 {
        sheet.set_column_width_pixels(column, 17)?;
    }
    for row in 0..53 {
        sheet.set_row_height_pixels(row, 17)?;
    }
    let cell = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_font_name("ＭＳ ゴシック")
        .set_font_size(8);
    let title = Format::new().set_font_name("ＭＳ 明朝").set_font_size(18);
    let title = title.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    sheet.merge_range(0, 14, 1, 25, "住民票", &title)?;
    for (top, bottom, left, right, words) in boxes() {
        let (top, bottom, left, right) = (top - 1, bottom - 1, left - 1, right - 1);
        if (top, left) == (bottom, right) {
            sheet.write_string_with_format(top, left, words, &cell)?;
        } else {
            sheet.merge_range(top, left, bottom, right, words, &cell)?;
        }
    }
    sheet.set_print_area(0, 0, 52, 39)?;
    sheet.set_paper_size(9).set_margins(MARGINS.0, 0.3, MARGINS.1, 0.3, 0.2, 0.2);
    book.save(target)
}

fn draft(arguments: &[&str]) -> (i32, String) {
    let output = chohyo().args(["draft", "--lang", "ja"]).args(arguments).output().expect("runs");
    (output.status.code().expect("code"), text(&output.stderr))
}

fn word(path: &Path) -> &str {
    path.to_str().expect("path")
}

/// What stands on the first page of a layout with the sample of 世帯連記式, and its picture.
fn drawn(layout: &Path, folder: &Path) -> (Value, GrayImage) {
    let render = |name: &str| {
        let output = folder.join(name);
        let sample = record("001-juki/0010003", "sample.json");
        let dpi = DPI.to_string();
        let mut run = chohyo();
        let run = run.arg("render").arg(layout).arg(sample).args(["--dpi", &dpi]).arg("-o");
        run.arg(&output).assert().success();
        output
    };
    let picture = image::open(render("drawn.png")).expect("a picture").into_luma8();
    let mut read = chohyo();
    let read = read.arg("read").arg(render("drawn.pdf")).args(["--page", "1", "--format", "json"]);
    let page = read.output().expect("runs").stdout;
    (serde_json::from_slice(&page).expect("JSON"), picture)
}

/// Whether a picture has a dark line through three points of every edge of a box, each within
/// 0.3 mm; the 見本 mark is lighter.
fn is_framed(picture: &GrayImage, [x0, y0, x1, y1]: [f64; 4]) -> bool {
    let pixel = |mm: f64| (mm / 25.4 * f64::from(DPI)).round() as i64;
    let near = pixel(0.3);
    let dark = |x: i64, y: i64| picture[(x as u32, y as u32)].0[0] < 100;
    [0.25, 0.5, 0.75].into_iter().all(|part| {
        let (x, y) = (pixel(x0 + (x1 - x0) * part), pixel(y0 + (y1 - y0) * part));
        let across = |at: f64| (-near..=near).any(|off| dark(x, pixel(at) + off));
        let down = |at: f64| (-near..=near).any(|off| dark(pixel(at) + off, y));
        across(y0) && across(y1) && down(x0) && down(x1)
    })
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("list").iter().map(|n| n.as_f64().expect("number")).collect()
}

/// The grid of 世帯連記式 as a workbook: the draft has its grid, its blocks and the items of its
/// labels, and draws every border and every label within 0.3 mm.
#[test]
fn a_workbook_is_drawn_where_its_cells_are() {
    let folder = folder();
    let (xlsx, layout) = (folder.path().join("a.xlsx"), folder.path().join("draft.toml"));
    workbook(&xlsx).expect("workbook");
    let (code, told) = draft(&[
        word(&xlsx),
        "--id",
        "0010003",
        "--basis",
        "spec",
        "--date",
        "2025-04-01",
        "-o",
        word(&layout),
    ]);
    assert_eq!(code, 0, "{told}");
    let toml = std::fs::read_to_string(&layout).expect("draft");
    for words in [
        "basis = \"spec\"",
        "drawing = \"a.xlsx の 1（sha256 ",
        "drawing_date = \"2025-04-01\"",
        "columns = 40, rows = 31",
        "label = \"住所\", field = \"{address(世帯主.住所)}\"",
        "repeat = \"世帯員\", down = 4",
        "label = \"本籍\", field = \"{本籍}\"",
    ] {
        assert!(toml.contains(words), "{words}\n{toml}");
    }
    let (page, picture) = drawn(&layout, folder.path());
    let pixel = 25.4 / 96.0;
    let (left, top) = (MARGINS.0 * 25.4, MARGINS.1 * 25.4);
    let x = |column: u16| left + f64::from(column) * CELL * pixel;
    let y = |row: u32| top + f64::from(row) * CELL * pixel;
    let near = |a: f64, b: f64| (a - b).abs() <= 0.3;
    for (r0, r1, c0, c1, words) in boxes() {
        let (x0, x1, y0, y1) = (x(c0 - 1), x(c1), y(r0 - 1), y(r1));
        assert!(is_framed(&picture, [x0, y0, x1, y1]), "{words} {x0} {y0} {x1} {y1}");
        if words.is_empty() {
            continue;
        }
        let lines = page["lines"].as_array().expect("lines").iter();
        let there = lines.filter(|line| line["text"] == words).map(|line| numbers(&line["box_mm"]));
        let found = there.into_iter().any(|b| {
            near(b[0] + b[2] / 2.0, (x0 + x1) / 2.0) && near(b[1] + b[3] / 2.0, (y0 + y1) / 2.0)
        });
        assert!(found, "{words} {x0} {y0}");
    }
}

/// A notice of ours as a PDF, drafted: what it prints is bound to the same items, and the draft
/// differs from the layout in what a drawing cannot say, not in where things stand.
#[test]
fn a_notice_is_drafted_from_its_pdf() {
    let folder = folder();
    let (pdf, layout) = (folder.path().join("a.pdf"), folder.path().join("draft.toml"));
    let sample = record("027-jidoteate/0279001", "sample.json");
    chohyo().args(["render", "0279001"]).arg(sample).arg("-o").arg(&pdf).assert().success();
    let (code, told) = draft(&[word(&pdf), "--id", "0279001", "-o", word(&layout)]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("B202"), "{told}");
    let toml = std::fs::read_to_string(&layout).expect("draft");
    assert!(toml.contains("透かし「見」") && toml.contains("# 図の字"), "{toml}");
    let (code, told) = draft(&[word(&pdf), "--id", "0279001", "-o", word(&layout)]);
    assert!(code != 0 && told.contains("B150"), "{told}");
}

#[test]
fn what_cannot_be_drafted_is_said() {
    let folder = folder();
    let empty = folder.path().join("a.xlsx");
    std::fs::write(&empty, "no workbook").expect("written");
    let known: [(&[&str], &str); 5] = [
        (&["--id", "0010003"], "B080"),
        (&["--id", "10003"], "B072"),
        (&["--id", "0010003", "--page", "0"], "B072"),
        (&["--id", "0010003", "--date", "昨日"], "B"),
        (&["--id", "0010003", "-o", "/"], "B"),
    ];
    for (arguments, code) in known {
        let (exit, told) = draft(&[&[word(&empty)], arguments].concat());
        assert!(exit >= 2 && told.contains(code), "{arguments:?} {told}");
    }
    workbook(&empty).expect("workbook");
    for (arguments, code) in
        [(["--id", "0019999"].as_slice(), "B206"), (&["--id", "0010003", "--page", "2"], "B204")]
    {
        let (exit, told) = draft(&[&[word(&empty)], arguments].concat());
        assert!(exit == 2 && told.contains(code), "{arguments:?} {told}");
    }
}

fn diff(arguments: &[&str]) -> (i32, String, String) {
    let output = chohyo().args(["diff", "--lang", "ja"]).args(arguments).output().expect("runs");
    (output.status.code().expect("code"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn differences_are_told_in_words_and_for_machines() {
    let folder = folder();
    let path = workspace().join("layouts/001-juki/0010003/6.1.toml");
    let whole = std::fs::read_to_string(path).expect("layout");
    let moved = whole
        .replace("r2-3 c2-6 | c7-24\", label = \"氏名\"", "r2-3 c2-6 | c8-24\", label = \"氏名\"")
        .replace("{ lines = 2, size_pt = [6, 5] }", "{ lines = 2, size_pt = [6, 4.5] }");
    assert_ne!(moved, whole);
    let changed = folder.path().join("changed.toml");
    std::fs::write(&changed, moved).expect("written");
    let (code, told, _) = diff(&["0010003", word(&changed)]);
    assert_eq!(code, 1);
    for words in [
        "値 氏名: 右へ 4.5 mm",
        "値 氏名: 大きさ 81 × 9 → 76.5 × 9 mm",
        "値 住所、値 世帯主",
        "最小の字 5 → 4.5 pt",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let (code, told, _) = diff(&["0010003@6.1", word(&changed), "--format", "json"]);
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!((code, &told[0]["id"]), (1, &Value::from("0010003")));
    let all = told[0]["differences"].as_array().expect("list");
    assert!(all.iter().any(|one| one["change"] == "moved" && one["right_mm"] == 4.5), "{all:?}");
    let (code, told, _) = diff(&["0010003", "0010003"]);
    assert_eq!((code, told.as_str()), (0, "違いはありません\n"));
    let (code, _, told) = diff(&["0010003@9", "0010003"]);
    assert!(code == 2 && told.contains("B200"), "{told}");
    let (code, _, told) = diff(&[word(folder.path()), "0010003"]);
    assert!(code == 2 && told.contains("B201"), "{told}");
}

#[test]
fn two_folders_are_compared_form_by_form() {
    let layouts = workspace().join("layouts");
    let (code, told, _) = diff(&[word(&layouts), word(&layouts)]);
    assert_eq!((code, told.as_str()), (0, "違いはありません\n"));
    let (code, told, _) = diff(&["0259001@1.0", "0259001@2.0"]);
    assert!(code == 1 && told.contains("帳票: 施行日 2026-03-31まで → 2026-04-01から"), "{told}");
}
