//! Lists in groups that are not on every page.

use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::form::{self, Params};
use chohyo_engine::length::Length;
use chohyo_engine::record::{self, Format};

use crate::support::{fonts, repository};

/// A list in a group is on the group's pages: what finds no place there refuses the record.
#[test]
fn a_list_in_a_group_of_the_first_page_loses_no_element() {
    let mut library = repository();
    let layout = "001-juki/0019001/1.0.toml";
    for (on, expected) in [("first", None), ("all", Some(3)), ("rest", Some(4))] {
        let text = format!(
            r#"
[form]
id = "0019001"
id_status = "provisional"
name = "試験（見本）"
business = "001"
edition = "1.0"
kind = "notice"
record = "list"
basis = "reconstructed"
[[part]]
name = "main"
paper = "A4 portrait"
items = [
  {{ on = "{on}", at = "x20 y20 w100 h100 mm", group = [
    {{ at = "x0 y0 w100 h10 mm", repeat = "人", down = 4, items = [
      {{ at = "x0 y0 w100 h10 mm", field = "{{氏名}}" }} ] }} ] }},
]
"#
        );
        library.add_text(layout, text);
        let schema = r#"
[record]
id = "list"
name = "一覧（見本）"
basis = "provisional"
[[group]]
name = "root"
items = [{ name = "人", list = "person" }]
[[group]]
name = "person"
items = [{ name = "氏名", type = "text" }]
"#;
        library.add_text("records/list.toml", schema.to_owned());
        let form = form::load(&library, layout).expect("loads");
        let (params, fonts) = (Params::defaults(&form), fonts());
        let composer = Composer::new(&form, &params, &fonts, Mode::Specimen).expect("composes");
        let json = format!("{{\"人\":[{}]}}", ["{\"氏名\":\"見本\"}"; 9].join(","));
        let mut records = record::read(Cursor::new(json), Format::Json, &form.schema, "x.json");
        let record = records.next().and_then(Result::ok).expect("a record");
        let pages = composer.desk().compose(&record, "x.json").ok().map(|c| c.document.pages);
        assert_eq!(pages.as_ref().map(Vec::len), expected, "{on}");
        let drawn: usize = pages.iter().flatten().map(|page| page.items.len()).sum();
        assert_eq!(drawn, if expected.is_some() { 9 } else { 0 }, "{on}");
    }
}

/// `start = "right"`: the first element stands in the rightmost block of a row.
#[test]
fn blocks_of_a_row_are_filled_from_the_side_they_start_at() {
    let path = "001-juki/0019001/1.0.toml";
    for (start, expected) in [("left", [20, 50, 80]), ("right", [80, 50, 20])] {
        let mut library = repository();
        let text = format!(
            r#"
[form]
id = "0019001"
id_status = "provisional"
name = "試験（見本）"
business = "001"
edition = "1.0"
kind = "notice"
record = "list"
basis = "reconstructed"
[[part]]
name = "main"
paper = "A4 portrait"
items = [
  {{ at = "x20 y20 w30 h10 mm", repeat = "人", across = 3, start = "{start}", items = [
    {{ at = "x0 y0 w30 h10 mm", field = "{{#no}}" }} ] }},
]
"#
        );
        library.add_text(path, text);
        let schema = r#"
[record]
id = "list"
name = "一覧（見本）"
basis = "provisional"
[[group]]
name = "root"
items = [{ name = "人", list = "person" }]
[[group]]
name = "person"
items = [{ name = "氏名", type = "text" }]
"#;
        library.add_text("records/list.toml", schema.to_owned());
        let form = form::load(&library, path).expect("loads");
        let repeat =
            form.parts.iter().flat_map(|part| &part.items).find_map(|item| match &item.kind {
                form::Kind::Repeat(repeat) => Some(repeat),
                _ => None,
            });
        let corners = repeat.expect("a repeat").origins.iter().map(|corner| corner.x);
        assert!(corners.eq(expected.map(Length::mm)), "{start}");
    }
}
