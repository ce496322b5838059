//! Texts and lists that are too long, too wide or not there (LF).

use serde_json::json;

use crate::support::{chohyo, folder_with, json_with, library, record};

#[test]
fn lf02_a_name_with_no_break_opportunity() {
    // The last attempt of the ladder has three lines: a word that no line holds is broken there.
    let run = |count| json_with(json!({ "英字名": "W".repeat(count) }));
    let broken = run(120);
    broken.prints().says("B020");
    assert_eq!(broken.text().matches('W').count(), 120);
    run(200).rejects_record("C001").says("英字名").hides("WWWW");
}

/// Dark pixels of a page in a rectangle of millimetres (25 dots to the inch are 1 mm: 254 dpi is
/// 10 dots to the millimetre).
fn dark(png: &[u8], x: std::ops::Range<u32>, y: std::ops::Range<u32>) -> usize {
    let picture = image::load_from_memory(png).expect("PNG").into_luma8();
    let dots = y.flat_map(|y| x.clone().map(move |x| (x, y)));
    dots.filter(|(x, y)| picture.get_pixel(*x, *y).0[0] < 200).count()
}

/// The field is 100 mm wide from 10 mm on; nothing stands right of it up to 150 mm.
#[test]
fn lf03_widest_glyphs_stay_in_their_field() {
    for (item, text, y) in
        [("住所", "㍻".repeat(40), 500..620), ("英字名", "W".repeat(40), 620..720)]
    {
        let folder = folder_with("record.json", &record(json!({ item: text })));
        std::fs::write(folder.path().join("city.toml"), "[params]\n").expect("written");
        let mut command = chohyo();
        command.current_dir(folder.path()).arg("--layouts").arg(library());
        command.args(["render", "9999001", "record.json", "-o", "out.png", "--dpi", "254"]);
        command.args(["--live", "--params", "city.toml"]).assert().success();
        let png = std::fs::read(folder.path().join("out.png")).expect("PNG");
        assert!(dark(&png, 100..1100, y.clone()) > 0, "{item} is printed");
        assert_eq!(dark(&png, 1101..1490, y), 0, "{item} runs over its field");
    }
}

#[test]
fn lf05_an_address_that_its_window_cannot_hold() {
    let address = "架空町字見本".repeat(45);
    json_with(json!({ "住所": address })).rejects_record("C001").says("住所").hides("架空町字見本");
}

#[test]
fn lf06_households_of_any_size() {
    for (count, pages) in [(1, 1), (4, 1), (5, 2), (20, 5), (99, 25)] {
        let members: Vec<_> =
            (1..=count).map(|no| json!({ "名": format!("見本{no}号") })).collect();
        let run = json_with(json!({ "員": members }));
        run.prints();
        assert_eq!(run.pages(), pages, "{count} members");
        let text = run.text();
        for no in 1..=count {
            assert!(text.contains(&format!("見本{no}号\n")), "{no} of {count}");
        }
        for page in 1..=pages {
            assert!(text.contains(&format!("{page}/{pages}\n")), "{page} of {pages}");
        }
    }
}

#[test]
fn lf08_no_rows_say_so() {
    json_with(json!({ "員": [] })).prints_words("以下余白");
}

#[test]
fn lf09_remarks_without_end() {
    let remark = "備考の見本".repeat(2_000);
    json_with(json!({ "備考": [remark] })).rejects_record("C001").hides("備考の見本");
}
