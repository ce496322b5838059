use super::*;
use crate::form::load;
use crate::source::Library;

const LAYOUT: &str = r#"
[form]
id = "0019901"
id_status = "provisional"
name = "見本"
business = "001"
edition = "1.0"
kind = "notice"
record = "mihon"
basis = "reconstructed"
vary = [{ name = "office", type = "text", default = "市民課" }]

[pen]
inner = { width_mm = 0.2 }

[style]
label = { font = "gothic", size_pt = 8 }
value = { size_pt = 9, fit = "value" }
title = { size_pt = 18 }
para = { size_pt = 10 }

[fit]
value = [{ size_pt = [9, 6] }, "refuse"]

[[part]]
name = "main"
paper = "A4 portrait"
items = [
  { at = "x20 y20 w100 h10 mm", title = "見本証明書" },
  { at = "x20 y40 w30 h8 mm | x50 w80", label = "氏名", field = "{氏名}" },
  { at = "x20 y48 w30 h8 mm | x50 w80", label = "住所", field = "{住所}", when = "has(住所)" },
  { at = "x20 y40 w110 h16 mm", box = "inner" },
  { at = "x20 y70 w100 h20 mm", repeat = "子", down = 2, items = [
    { at = "x0 y0 w30 h10 mm | x30 w70", label = "子", field = "{氏名}" },
  ] },
  { at = "x20 y120 w100 h8 mm", label = "{$office}" },
]
"#;

const RECORD: &str = r#"
[record]
id = "mihon"
name = "見本"
basis = "provisional"
[[group]]
name = "root"
items = [
  { name = "氏名", type = "text", max = 20 },
  { name = "住所", type = "text", max = 50 },
  { name = "子", list = "child" },
]
[[group]]
name = "child"
items = [{ name = "氏名", type = "text", max = 20 }]
"#;

fn form(layout: &str, record: &str) -> Form {
    let mut library = Library::default();
    library.add_text("x.toml", layout.to_owned());
    library.add_text("records/mihon.toml", record.to_owned());
    load(&library, "x.toml").unwrap_or_else(|found| panic!("{found:#?}"))
}

/// What is found after some words of the layout and the record are others.
fn after(changes: &[(&str, &str)], within: Length) -> Vec<String> {
    let (mut layout, mut record) = (LAYOUT.to_owned(), RECORD.to_owned());
    for (from, to) in changes {
        assert!(layout.contains(from) || record.contains(from), "{from}");
        layout = layout.replace(from, to);
        record = record.replace(from, to);
    }
    let found = differences(&form(LAYOUT, RECORD), &form(&layout, &record), within);
    found.iter().map(line).collect()
}

fn line(found: &Difference) -> String {
    let Difference { subject, part, kind, name, change } = found;
    let change = match change {
        Change::Moved { by, label } => format!("moved {} {} {label}", by.x, by.y),
        Change::Resized { from, to, label } => {
            format!("{}x{} {}x{} {label}", from.width, from.height, to.width, to.height)
        }
        other => format!("{other:?}"),
    };
    format!("{subject:?} {part} {kind} {name}: {change}")
}

#[test]
fn a_form_is_the_same_as_itself() {
    assert_eq!(after(&[], Length::ZERO), Vec::<String>::new());
}

/// What is changed into what, and the differences that are told.
const CHANGES: &[(&str, &str, &[&str])] = &[
    (
        "x20 y40 w30 h8 mm | x50 w80",
        "x20 y40 w30 h8 mm | x52 w80",
        &["Item main field 氏名: moved 2.000 0.000 false"],
    ),
    (
        "x20 y48 w30 h8 mm | x50 w80",
        "x20 y48 w28 h8 mm | x50 w80",
        &["Item main field 住所: 30.000x8.000 28.000x8.000 true"],
    ),
    (
        "[9, 6]",
        "[9, 5]",
        &[
            r#"Item main field 氏名: Changed { aspect: LeastLetters, from: "6", to: "5" }"#,
            r#"Item main field 氏名: Changed { aspect: Fit, from: "9–6 pt", to: "9–5 pt" }"#,
            r#"Item main field 住所: Changed { aspect: LeastLetters, from: "6", to: "5" }"#,
            r#"Item main field 住所: Changed { aspect: Fit, from: "9–6 pt", to: "9–5 pt" }"#,
            r#"Item main field 氏名: Changed { aspect: LeastLetters, from: "6", to: "5" }"#,
            r#"Item main field 氏名: Changed { aspect: Fit, from: "9–6 pt", to: "9–5 pt" }"#,
        ],
    ),
    (
        "見本証明書",
        "見本の証明書",
        &[
            r#"Item main label 見本証明書: Changed { aspect: Words, from: "見本証明書", to: "見本の証明書" }"#,
        ],
    ),
    (
        r#", when = "has(住所)""#,
        "",
        &[r#"Item main field 住所: Changed { aspect: When, from: "has(住所)", to: "" }"#],
    ),
    (
        "[[part]]",
        "[[part]]\nbasis = \"spec\"",
        &[
            r#"Item main label 見本証明書: Changed { aspect: Basis, from: "reconstructed", to: "spec" }"#,
            r#"Item main field 氏名: Changed { aspect: Basis, from: "reconstructed", to: "spec" }"#,
            r#"Item main field 住所: Changed { aspect: Basis, from: "reconstructed", to: "spec" }"#,
            r#"Item main field 氏名: Changed { aspect: Basis, from: "reconstructed", to: "spec" }"#,
            r#"Item main label $office: Changed { aspect: Basis, from: "reconstructed", to: "spec" }"#,
            r#"Item main box : Changed { aspect: Basis, from: "reconstructed", to: "spec" }"#,
            r#"Item main repeat 子: Changed { aspect: Basis, from: "reconstructed", to: "spec" }"#,
        ],
    ),
    (
        "paper = \"A4 portrait\"",
        "paper = \"A4 portrait\"\nwhen = \"has(住所)\"",
        &[r#"Part main  : Changed { aspect: When, from: "", to: "has(住所)" }"#],
    ),
    (
        "text\", max = 50",
        "text\", max = 60",
        &[r#"Record   住所: Changed { aspect: Kind, from: "text any 50", to: "text any 60" }"#],
    ),
    (
        "A4 portrait",
        "B4 portrait",
        &[
            r#"Part main  : Changed { aspect: Paper, from: "A4 portrait (210 × 297)", to: "B4 portrait (257 × 364)" }"#,
        ],
    ),
    ("h16 mm\", box", "h17 mm\", box", &["Item main box : 110.000x16.000 110.000x17.000 false"]),
    (
        "inner = { width_mm = 0.2 }",
        "inner = { width_mm = 0.25 }",
        &[r#"Item main box : Changed { aspect: Pen, from: "0.2", to: "0.25" }"#],
    ),
    (
        "down = 2",
        "down = 3",
        &[
            r#"Item main repeat 子: Changed { aspect: Structure, from: "2 blocks of 100 × 20, NextPage, Frame", to: "3 blocks of 100 × 20, NextPage, Frame" }"#,
        ],
    ),
    (
        r#""市民課""#,
        r#""区民課""#,
        &[r#"Vary   office: Changed { aspect: Default, from: "市民課", to: "区民課" }"#],
    ),
    (
        r#"{ name = "住所", type = "text", max = 50 },"#,
        r#"{ name = "住所", type = "text", max = 50 }, { name = "旧氏", type = "text" },"#,
        &["Record   旧氏: Added"],
    ),
    (
        r#"  { at = "x20 y120"#,
        "  { at = \"x20 y100 w80 h6 mm\", label = \"備考\" },\n  { at = \"x20 y120",
        &["Item main label 備考: Added"],
    ),
];

#[test]
fn each_change_is_one_difference_of_the_right_item() {
    for (from, to, expected) in CHANGES {
        assert_eq!(after(&[(from, to)], Length::ZERO), *expected, "{from}");
    }
}

#[test]
fn an_item_with_another_name_is_known_by_its_words_or_its_place() {
    let renamed = [(
        r#"field = "{氏名}" },
  { at = "x20 y48"#,
        r#"field = "{氏名}", name = "名" },
  { at = "x20 y48"#,
    )];
    assert_eq!(after(&renamed, Length::ZERO), Vec::<String>::new());
    let other = [(
        r#"label = "住所", field = "{住所}""#,
        r#"label = "居所", field = "{住所}", name = "居所""#,
    )];
    assert_eq!(
        after(&other, Length::ZERO),
        [r#"Item main field 住所: Changed { aspect: Label, from: "住所", to: "居所" }"#]
    );
}

#[test]
fn places_within_the_tolerance_are_one() {
    let nudged = [("x50 w80", "x50.2 w79.8")];
    assert_eq!(after(&nudged, Length::emu(36_000 * 3 / 10)), Vec::<String>::new());
    assert_eq!(after(&nudged, Length::emu(36_000 / 10)).len(), 4);
}
