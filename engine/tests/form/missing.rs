//! No text without a glyph is passed over: wherever words stand, a character that no face draws
//! refuses the record (or the form, for words that every copy has).

use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::form::{self, Params};
use chohyo_engine::record::{self, Format};
use chohyo_engine::source::Library;
use chohyo_fonts::FontSet;

use crate::support::{fonts, line};

const LAYOUT: &str = "000-shiken/0009999/1.0.toml";

/// U+2474: in no face of the repository.
const MISSING: &str = "⑴";

const HEAD: &str = r#"[form]
id = "0009999"
id_status = "provisional"
name = "字形（見本）"
business = "000"
edition = "1.0"
kind = "notice"
record = "texts"
basis = "reconstructed"

[pen]
inner = { width_mm = 0.1 }

[style]
all = { size_pt = 10, same_size = "all" }
annexed = { size_pt = 10, fit = "annexed" }
long = { size_pt = 10, fit = "long" }
blank = { size_pt = 10, fit = "blank" }

[fit]
annexed = [{ size_pt = 8 }, "annex", "refuse"]
long = [{ size_pt = 8 }, "next_page", "refuse"]
blank = [{ size_pt = 8 }, "blank"]

[[part]]
name = "main"
paper = "A4 portrait"
items = [
"#;

const ANNEX: &str = r#"
[[part]]
name = "annex"
paper = "A4 portrait"
items = [{ at = "x20 y20 w60 h100 mm", annex = "別紙" }]
"#;

const RECORD: &str = r#"[record]
id = "texts"
name = "文の記録"
basis = "provisional"
source = "試験"

[[group]]
name = "root"
items = [{ name = "題", type = "text" }, { name = "空", type = "text" }, { name = "明細", list = "row", max = 9 }]

[[group]]
name = "row"
items = [{ name = "題", type = "text" }, { name = "空", type = "text" }]
"#;

const NOTE: &str = r#"[fragment]
name = "note"
flow = true
args = [{ name = "text", type = "text" }]
[[part]]
items = [{ para = "{$text}" }]
"#;

/// Items of a part; `@` stands for the text.
const PLACED: &[&str] = &[
    r#"label = "@""#,
    r#"field = "@""#,
    r#"field = "前@後", when = "has(題)""#,
    r#"title = "@""#,
    r#"para = "@""#,
    r#"para = "@", style = "blank""#,
    r#"para = ["前", { span = "@", underline = true }]"#,
    r#"para = [{ span = "前", ruby = "@" }]"#,
    r#"field = "@", style = "all""#,
    r#"field = "@", style = "annexed""#,
    r#"field = "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@", style = "annexed""#,
    r#"field = "@", style = "long""#,
    r#"field = "@", style = "blank""#,
    r#"field = "前", ruby = "@""#,
    r#"cells = "@", count = 3"#,
    r#"check = "has(題)", label = "@""#,
    r#"choice = [{ text = "前", when = "has(題)" }, { text = "@", when = "not has(題)" }]"#,
    r#"group = [{ at = "x0 y0 w50 h9 mm", field = "@" }]"#,
    r#"group = [{ at = "x0 y0 w50 h9 mm", para = "@" }]"#,
    r#"repeat = "明細", items = [{ at = "x0 y0 w50 h9 mm", field = "@" }]"#,
    r#"repeat = "明細", items = [{ at = "x0 y0 w50 h9 mm", para = "@" }]"#,
    r#"table = "明細", row_mm = 9, columns = [{ w_mm = 60, head = "頭", cell = "@" }]"#,
    r#"table = "明細", row_mm = 9, columns = [{ w_mm = 60, head = "頭", cell = "前" }], foot = "@""#,
    r#"table = "明細", row_mm = 9, columns = [{ w_mm = 60, head = "頭", cell = "前" }], page_foot = "@""#,
    r#"table = "明細", row_mm = 9, break_by = "{題}", break_head = "@", columns = [{ w_mm = 60, head = "頭", cell = "前" }]"#,
];

/// As [`PLACED`], where only words of the layout can stand.
const FIXED: &[&str] = &[
    r#"field = "{空}", blank = "@""#,
    r#"table = "明細", row_mm = 9, head_mm = 9, columns = [{ w_mm = 60, head = "@", cell = "前" }]"#,
    r#"table = "明細", row_mm = 9, columns = [{ w_mm = 60, head = "頭", cell = "{空}", blank = "@" }]"#,
    r#"table = "明細", row_mm = 9, end_mark = "@", columns = [{ w_mm = 60, head = "頭", cell = "前" }]"#,
    r#"repeat = "明細", down = 2, end_mark = { text = "@" }, pitch_mm = 40, items = [{ at = "x0 y0 w50 h9 mm", field = "{題}" }]"#,
];

/// Children of a flow.
const CHILDREN: &[&str] = &[
    r#"para = "@""#,
    r#"para = "前@後", keep_with_next = true"#,
    r#"para = "@", style = "blank""#,
    r#"para = ["前", { span = "@", strike = true }]"#,
    r#"para = [{ span = "前", ruby = "@" }]"#,
    r#"min_mm = 9, label_mm = 20, label = "@", field = "前""#,
    r#"min_mm = 9, label_mm = 20, label = "前", field = "@""#,
    r#"min_mm = 9, label_mm = 20, label = "前", field = "@", style = "all""#,
    r#"h_mm = 9, group = [{ at = "x0 y0 w50 h9 mm", field = "@" }]"#,
    r#"h_mm = 9, group = [{ at = "x0 y0 w50 h9 mm", para = "@" }]"#,
    r#"table = "明細", row_mm = 9, columns = [{ w_mm = 60, head = "頭", cell = "@" }]"#,
    r#"use = "note", with = { text = "@" }"#,
];

/// The codes that a layout with these items gets, from loading to composing.
fn codes(items: &str, fonts: &FontSet) -> String {
    let mut library = Library::default();
    library.add_text(LAYOUT, format!("{HEAD}{items}\n]\n{ANNEX}"));
    library.add_text("records/texts.toml", RECORD.to_owned());
    library.add_text("common/note.toml", NOTE.to_owned());
    let lines = |errors: Vec<chohyo_engine::diag::Diagnostic>| {
        errors.iter().map(line).collect::<Vec<_>>().join("; ")
    };
    let form = match form::load(&library, LAYOUT) {
        Ok(form) => form,
        Err(errors) => return lines(errors),
    };
    let params = Params::defaults(&form);
    let composer = match Composer::new(&form, &params, fonts, Mode::Live) {
        Ok(composer) => composer,
        Err(errors) => return lines(errors),
    };
    let json = format!(r#"{{"題":"{MISSING}","明細":[{{"題":"{MISSING}"}}]}}"#);
    let mut records = record::read(Cursor::new(json), Format::Json, &form.schema, "x.json");
    let record = records.next().expect("one record").unwrap_or_else(|_| panic!("a good record"));
    match composer.desk().compose(&record, "x.json") {
        Ok(composed) => format!("{} pages", composed.document.pages.len()),
        Err(errors) => lines(errors),
    }
}

#[test]
fn no_text_without_a_glyph_is_passed_over() {
    let fonts = fonts();
    let placed = |item: &str| format!("{{ at = \"x20 y20 w60 h9 mm\", {item} }}");
    let high = |item: &str| {
        let more = ["head_mm", "foot", "end_mark", "break_head"];
        let height = if more.iter().any(|key| item.contains(key)) { 40 } else { 9 };
        placed(item).replacen("h9 mm", &format!("h{height} mm"), 1)
    };
    let flow = |child: &str| {
        format!("{{ at = \"x20 y20 w60 h100 mm\", flow = \"a\", items = [{child}] }}")
    };
    let texts = [MISSING, "{題}", "{'前' & 題}"];
    let mut layouts: Vec<String> = Vec::new();
    for text in texts {
        let of = |item: &&str| item.replace('@', text);
        layouts.extend(PLACED.iter().map(|item| high(&of(item))));
        layouts.extend(CHILDREN.iter().map(|child| flow(&format!("{{ {} }}", of(child)))));
        layouts.extend(CHILDREN.iter().map(|child| {
            flow(&format!("{{ each = \"明細\", keep = true, items = [{{ {} }}] }}", of(child)))
        }));
    }
    layouts.extend(FIXED.iter().map(|item| high(&item.replace('@', MISSING))));
    let lost: Vec<String> = layouts
        .iter()
        .map(|items| (items, codes(items, &fonts)))
        .filter(|(_, found)| !found.starts_with("G001"))
        .map(|(items, found)| format!("{found}: {items}"))
        .collect();
    assert!(lost.is_empty(), "{} of {}:\n{}", lost.len(), layouts.len(), lost.join("\n"));
}
