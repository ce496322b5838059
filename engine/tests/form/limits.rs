//! Bounds of the layout language, and findings that take more than a changed line.

use std::sync::Arc;

use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::{self, Catalogue};
use chohyo_engine::source::{Library, SourceFile};

use crate::good::FILES;
use crate::support::{line, repository};

const LAYOUT: &str = "001-juki/0010001/1.0.toml";
const TITLE: &str = r#"{ at = "r1-2 c15-26", title = "住民票" }"#;

/// Code and file of every finding of the good layout with one of its files replaced.
fn found(path: &str, text: &str) -> Vec<String> {
    let mut library = Library::default();
    for (_, path, text) in FILES {
        library.add_text(path, (*text).to_owned());
    }
    library.add_text(path, text.to_owned());
    codes(&form::load(&library, LAYOUT).err().unwrap_or_default())
}

fn codes(findings: &[Diagnostic]) -> Vec<String> {
    let short = |d| line(d).split(':').next().unwrap_or_default().to_owned();
    findings.iter().map(short).collect()
}

/// The good layout with other words for its title.
fn titled(item: &str) -> String {
    let (_, _, layout) = FILES[0];
    assert_eq!(layout.matches(TITLE).count(), 1);
    layout.replace(TITLE, item)
}

#[test]
fn files_above_a_mebibyte_are_not_read() {
    let (_, path, text) = FILES[1];
    let large = format!("{text}#{}\n", "x".repeat(1024 * 1024));
    let found = found(path, &large);
    assert_eq!(found.first().map(String::as_str), Some("L002 common/styles.toml"), "{found:?}");
}

#[test]
fn fragments_nest_eight_deep() {
    let codes = |deepest: usize| {
        let mut library = Library::default();
        for (_, path, text) in FILES {
            library.add_text(path, (*text).to_owned());
        }
        let item = r#"{ at = "r1-2 c15-26", use = "deep1" }"#;
        library.add_text(LAYOUT, titled(item));
        for depth in 1..=deepest {
            let item = match depth == deepest {
                true => r#"box = "inner""#.to_owned(),
                false => format!(r#"use = "deep{}""#, depth + 1),
            };
            let text = format!(
                "[fragment]\nname = \"deep{depth}\"\n[[part]]\nitems = [{{ at = \"x0 y0 w9 h9 mm\", {item} }}]\n"
            );
            library.add_text(&format!("common/deep{depth}.toml"), text);
        }
        codes(&form::load(&library, LAYOUT).err().unwrap_or_default())
    };
    assert_eq!(codes(8), [""; 0]);
    assert_eq!(codes(9), ["L055 common/deep8.toml"]);
}

#[test]
fn numbers_of_items_places_and_columns_are_bounded() {
    let many = |n: usize, item: &str| vec![item; n].join(", ");
    let label = r#"{ at = "r1 c1", label = "一" }"#;
    assert_eq!(found(LAYOUT, &titled(&many(4_000, label))), [""; 0]);
    assert_eq!(found(LAYOUT, &titled(&many(6_000, label))), [format!("L061 {LAYOUT}")]);
    let places = |n| format!(r#"{{ at = [{}], label = "一" }}"#, many(n, r#""r1 c1""#));
    assert_eq!(found(LAYOUT, &titled(&places(200))), [""; 0]);
    assert_eq!(found(LAYOUT, &titled(&places(201))), [format!("L061 {LAYOUT}")]);
    let table = |n| {
        let columns = many(n, r#"{ w_mm = 1, head = "", cell = "{氏名}" }"#);
        format!(
            r#"{{ at = "x5 y5 w{n} h20 mm", table = "世帯員", row_mm = 5, columns = [{columns}] }}"#
        )
    };
    assert_eq!(found(LAYOUT, &titled(&table(100))), [""; 0]);
    assert_eq!(found(LAYOUT, &titled(&table(101))), [format!("L061 {LAYOUT}")]);
}

#[test]
fn expressions_are_bounded() {
    let title = |words: String| {
        found(LAYOUT, &titled(&format!(r#"{{ at = "r1-2 c15-26", title = "{words}" }}"#)))
    };
    let sum = |n: usize| format!("{{{}}}", vec!["1"; n].join(" + "));
    assert_eq!(title(sum(200)), [""; 0]);
    assert_eq!(title(sum(2_000)), [format!("L080 {LAYOUT}")]);
    let nested = |n: usize| format!("{{{}1{}}}", "(".repeat(n), ")".repeat(n));
    assert_eq!(title(nested(20)), [""; 0]);
    assert_eq!(title(nested(20_000)), [format!("L080 {LAYOUT}")]);
}

#[test]
fn pictures_of_parameters_have_a_largest_side() {
    let library = repository();
    let form = form::load(&library, "027-jidoteate/0279001/2.0.toml").expect("loads");
    let read = |millimetres: u8| {
        let text = format!("[params]\nseal = {{ file = \"s.png\", size_mm = {millimetres} }}\n");
        let source = Arc::new(SourceFile { name: "city.toml".into(), text });
        let images = |_: &str| library.blob("params/seal-mayor.png").cloned();
        codes(&form::params(&form, &source, &images).err().unwrap_or_default())
    };
    assert_eq!(read(25), [""; 0]);
    assert_eq!(read(26), ["L094 city.toml"]);
}

#[test]
fn days_of_editions_close() {
    // from and to of the editions 1.0 and 2.0; codes of the catalogue
    let cases = [
        ("from = 2025-04-01\nto = 2026-03-31", "from = 2026-04-01", &[][..]),
        ("from = 2025-04-01\nto = 2026-04-01", "from = 2026-04-01", &["L102"][..]),
        ("from = 2025-04-01", "from = 2026-04-01", &["L102"][..]),
        ("to = 2026-03-31", "to = 2027-03-31", &["L102"][..]),
        ("", "from = 2026-04-01", &["L102"][..]),
        ("", "", &["L102"][..]),
        ("to = 2026-03-31", "from = 2026-04-01\nto = 2027-03-31", &[][..]),
        ("to = 2026-02-28", "from = 2026-03-01", &[][..]),
        ("to = 2024-02-28", "from = 2024-03-01", &["L103"][..]),
        ("to = 2026-03-30", "from = 2026-04-01", &["L103"][..]),
        ("from = 2025-04-01\nto = 2026-03-31", "from = 2027-04-01", &["L103"][..]),
    ];
    for (first, second, expected) in cases {
        let mut library = Library::default();
        for (edition, days) in [("1.0", first), ("2.0", second)] {
            let text = format!(
                "[form]\nid = \"0019001\"\nid_status = \"provisional\"\nname = \"x\"\nbusiness = \"001\"\n\
                 edition = \"{edition}\"\nkind = \"notice\"\nrecord = \"x\"\nbasis = \"spec\"\n\
                 effective_source = \"x\"\n{days}\n"
            );
            library.add_text(&format!("001-juki/0019001/{edition}.toml"), text);
        }
        let (_, findings) = Catalogue::read(&library);
        let codes: Vec<&str> = findings.iter().map(|d| d.code.0).collect();
        assert_eq!(codes, expected, "{first} / {second}");
    }
}
