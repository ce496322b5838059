//! Tables and flows over pages, as lines of data in `tables.txt`.
//!
//! Beside the pages that each line expects, every case is held to what is true of all tables:
//! every row once and in order, sums of pages that add up to the total, page numbers that close.

use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::{self, Form, Params};
use chohyo_engine::page::{Draw, Page};
use chohyo_engine::record::{self, Format, Record};
use chohyo_engine::source::Library;
use chohyo_fonts::FontSet;

use crate::support::{fonts, line};

const LAYOUT: &str = "000-shiken/0009999/1.0.toml";

/// Areas of 100 mm: a head and nine rows of 10 mm. A name of n characters takes n lines: 1 is a
/// row of 10 mm, 2 of 20 mm, 3 of 29.2 mm.
const HEAD: &str = r#"[form]
id = "0009999"
id_status = "provisional"
name = "表（見本）"
business = "000"
edition = "1.0"
kind = "notice"
record = "rows"
basis = "reconstructed"

[pen]
thin = { width_mm = 0.1 }

[fit]
tall = [{ lines = 30 }, "refuse"]

[[part]]
name = "main"
paper = "A4 portrait"
items = [
"#;

const COLUMNS: &str = r#"row_mm = 10, head_mm = 10, border = "none", columns = [
    { w_mm = 140, head = "頭", cell = "{#no}" },
    { w_mm = 10, head = "", cell = "{品名}", size_q = 36.8, line_pct = 100, fit = "tall" },
    { w_mm = 20, head = "", cell = "" },
  ]"#;

const PAGE: &str = r#"  { at = "x20 y285 w40 h5 mm", field = "{#page}/{#pages}" },
"#;

const RECORD: &str = r#"[record]
id = "rows"
name = "表の記録"
basis = "provisional"
source = "試験"

[[group]]
name = "root"
items = [
  { name = "明細", list = "row", max = 10_000 },
  { name = "別表", list = "row", max = 900 },
]

[[group]]
name = "row"
items = [
  { name = "品名", type = "text" },
  { name = "区分", type = "text" },
  { name = "金額", type = "money" },
  { name = "数", type = "int" },
  { name = "続く", type = "flag", default = false },
]
"#;

/// A layout whose items are `items`.
fn library(items: &str) -> Library {
    let mut library = Library::default();
    library.add_text(LAYOUT, format!("{HEAD}{items}{PAGE}]\n"));
    library.add_text("records/rows.toml", RECORD.to_owned());
    library
}

/// The items of a case: a table, a table in a flow, or blocks.
fn items(kind: &str, keys: &str) -> String {
    match kind {
        "table" => {
            format!("  {{ at = \"x20 y20 w170 h100 mm\", table = \"明細\", {COLUMNS}, {keys} }},\n")
        }
        "flow" => format!(
            "  {{ on = \"rest\", at = \"x20 y20 w170 h100 mm\", flow = \"a\" }},\n  \
             {{ on = \"first\", at = \"x20 y20 w170 h60 mm\", flow = \"a\", items = [\n    \
             {{ table = \"明細\", {COLUMNS}, {keys} }},\n    \
             {{ h_mm = 20, group = [{{ at = \"x0 y0 w100 h20 mm\", label = \"後\" }}] }},\n  ] }},\n"
        ),
        _ => format!(
            "  {{ at = \"x20 y20 w170 h10 mm\", repeat = \"明細\", down = 4, {keys}, items = [\n    \
             {{ at = \"x0 y0 w170 h10 mm\", field = \"{{#no}}\", id = \"欄\" }},\n  ] }},\n  \
             {{ on = \"last\", at = \"x20 y50 w170 h10 mm\", label = \"認証\" }},\n"
        ),
    }
}

/// A record from row words: `100`, `100x2` (two lines high), `100k` (stays with the next),
/// `100:A` (of group A), `-` (no amount); `100*9` is nine rows.
fn record(rows: &str) -> String {
    let mut elements = Vec::new();
    for word in rows.split_whitespace() {
        let (word, count) = word.split_once('*').unwrap_or((word, "1"));
        let (word, group) = word.split_once(':').unwrap_or((word, ""));
        let (word, keeps) = match word.strip_suffix('k') {
            Some(word) => (word, true),
            None => (word, false),
        };
        let (amount, lines) = word.split_once('x').unwrap_or((word, "1"));
        let name = "あ".repeat(lines.parse().expect("lines"));
        let amount = if amount == "-" { "null" } else { amount };
        let element = format!(
            r#"{{"品名":"{name}","区分":"{group}","金額":{amount},"数":{amount},"続く":{keeps}}}"#
        );
        elements.extend(vec![element; count.parse().expect("count")]);
    }
    format!(r#"{{"明細":[{}]}}"#, elements.join(","))
}

/// The pages of a case, or its errors as lines.
fn pages(library: &Library, record: &str, fonts: &FontSet) -> Result<Vec<Page>, Vec<String>> {
    let form = form::load(library, LAYOUT).map_err(lines)?;
    let mut records = record::read(Cursor::new(record), Format::Json, &form.schema, "x.json");
    let record = records.next().expect("one record").unwrap_or_else(|_| panic!("{record}"));
    compose(&form, &record, fonts)
}

fn compose(form: &Form, record: &Record, fonts: &FontSet) -> Result<Vec<Page>, Vec<String>> {
    let params = Params::defaults(form);
    let composer = Composer::new(form, &params, fonts, Mode::Live).map_err(lines)?;
    composer.desk().compose(record, "x.json").map(|c| c.document.pages).map_err(lines)
}

fn lines(errors: Vec<Diagnostic>) -> Vec<String> {
    errors.iter().map(line).collect()
}

/// The words of a page in order, without names of goods and page numbers.
fn words(page: &Page) -> Vec<String> {
    let drawn = page.items.iter().filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run.text.clone()),
        _ => None,
    });
    let fixed = page.fixed.items.iter().filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run.text.clone()),
        _ => None,
    });
    drawn.chain(fixed).filter(|text| !text.starts_with('あ') && !text.contains('/')).collect()
}

/// The amount of a row that begins with a word; commas left out.
fn amount(words: &[String], mark: &str) -> Option<i64> {
    let digits = words.iter().find_map(|word| word.strip_prefix(mark))?;
    Some(digits.replace(',', "").replace('△', "-").parse().unwrap_or(0))
}

/// What is true of every table over pages.
fn check(name: &str, pages: &[Page], rows: usize) {
    let words: Vec<Vec<String>> = pages.iter().map(words).collect();
    let numbers = words.iter().flatten().filter_map(|word| word.parse::<usize>().ok());
    assert_eq!(numbers.collect::<Vec<_>>(), (1..=rows).collect::<Vec<_>>(), "{name}: rows");
    let mut before = 0;
    for (page, words) in words.iter().enumerate() {
        let of_page = amount(words, "頁計");
        if let Some(carried) = amount(words, "前頁") {
            assert_eq!(carried, before, "{name}: carried to page {}", page + 1);
            assert!(page > 0, "{name}: nothing is carried to the first page");
        }
        before += of_page.unwrap_or(0);
        if let (Some(next), Some(_)) = (amount(words, "次頁"), of_page) {
            assert_eq!(next, before, "{name}: carried from page {}", page + 1);
        }
        if let (Some(total), Some(_)) = (amount(words, "合計"), of_page) {
            assert_eq!(total, before, "{name}: total");
        }
    }
    for (index, page) in pages.iter().enumerate() {
        let number = format!("{}/{}", index + 1, pages.len());
        let shown = page.items.iter().any(|item| match &item.draw {
            Draw::Text(run) => run.text == number,
            _ => false,
        });
        assert!(shown, "{name}: {number}");
    }
}

#[test]
fn tables_over_pages() {
    let fonts = fonts();
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in include_str!("tables.txt").split("\n\n") {
        let lines: Vec<&str> = case.lines().filter(|l| !l.starts_with('#')).collect();
        let [name, layout, rest @ ..] = &lines[..] else { continue };
        let (kind, keys) = layout.split_once(": ").expect("kind: keys");
        let library = library(&items(kind, keys));
        for line in rest {
            count += 1;
            let (rows, expected) = line.split_once(" = ").unwrap_or((line, ""));
            let rows = rows.trim();
            let name = format!("{name}, rows {rows}");
            let record = record(if rows == "0" { "" } else { rows });
            let found = match pages(&library, &record, &fonts) {
                Ok(pages) => {
                    check(&name, &pages, record.matches("品名").count());
                    let shown = pages.iter().map(|page| words(page).join(" "));
                    shown.collect::<Vec<_>>().join(" | ")
                }
                Err(codes) => codes.join("; "),
            };
            if found != expected {
                wrong.push(format!("{name}\n  expected {expected}\n  found    {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 40, "{count} cases");
}

#[test]
fn ten_thousand_rows() {
    let keys = "page_foot = \"頁計{page_sum(明細.金額)}\", carry_head = \"前頁{carried_sum(明細.金額)}\", \
                carry_foot = \"次頁{sum_to_page(明細.金額)}\", foot = \"合計{sum(明細.金額)}\"";
    let library = library(&items("table", keys));
    let pages = pages(&library, &record("7*10000"), &fonts()).expect("fits");
    // Seven rows on the first page, six on the others.
    assert_eq!(pages.len(), 1667);
    check("10,000 rows", &pages, 10_000);
    assert_eq!(amount(&words(&pages[1666]), "合計"), Some(70_000));
}

/// A schema may allow more than 999 rows; one more than it allows is refused.
#[test]
fn rows_beyond_the_list_are_refused() {
    let library = library(&items("table", "more = \"next_page\""));
    let form = form::load(&library, LAYOUT).expect("good");
    let record = record("7*10001");
    let mut found = record::read(Cursor::new(record), Format::Json, &form.schema, "x.json");
    let refused = found.next().and_then(Result::err).map(record::Refusal::diagnostics);
    assert_eq!(refused.map(|found| found[0].code.0), Some("R064"));
}

#[test]
fn sums_of_rows_are_of_the_table_s_own_list() {
    let keys = "page_foot = \"{page_sum(別表.金額)}\", break_by = \"{区分}\", \
                break_head = \"{group_sum(明細.数)}\", break_foot = \"{group_sum(別表.数)}\"";
    let library = library(&items("table", keys));
    let found: Vec<String> =
        form::load(&library, LAYOUT).err().iter().flatten().map(line).collect();
    let file = LAYOUT;
    let expected = [
        format!("L171 {file}:25:29 name=page_sum list=明細"),
        format!("L171 {file}:25:117 name=group_sum list=明細"),
    ];
    assert_eq!(found, expected);
}

/// Rows without an element fill what is left of the last page; frames per page are counted.
#[test]
fn empty_rows_fill_the_page() {
    let keys = "empty = \"frame\", end_mark = \"以下余白\", foot = \"合計\"";
    let items = items("table", keys).replace("border = \"none\"", "border = \"thin\"");
    let library = library(&items);
    let fonts = fonts();
    // The head and nine rows of three cells; 以下余白 and 合計 are one cell each.
    for (rows, expected) in [("0", vec![26]), ("1*7", vec![26]), ("1*8", vec![28])] {
        let record = record(if rows == "0" { "" } else { rows });
        let pages = pages(&library, &record, &fonts).expect("fits");
        let frames = |page: &Page| {
            let of_page = page.items.iter();
            of_page.filter(|item| matches!(item.draw, Draw::Frame(_))).count()
        };
        assert_eq!(pages.iter().map(frames).collect::<Vec<_>>(), expected, "{rows}");
    }
}

/// 認証文 stands on the last page of the form: on the 別紙 if there is one, and only there the
/// region is lower. Page numbers run through both.
#[test]
fn the_last_page_of_the_form_counts_the_annex() {
    let annex = "]\n\n[[part]]\nname = \"annex\"\npaper = \"A4 portrait\"\nwhen = \"count(別表) > 0\"\n\
                 items = [\n  { at = \"x20 y20 w170 h100 mm\", form_last_mm = 60, table = \"別表\", \
                 row_mm = 10, border = \"none\", columns = [{ w_mm = 170, head = \"\", cell = \"別{#no}\" }] },\n  \
                 { on = \"form_last\", at = \"x20 y90 w100 h10 mm\", label = \"認証\" },\n";
    let main = items("table", "form_last_mm = 60")
        + "  { on = \"form_last\", at = \"x20 y90 w100 h10 mm\", label = \"認証\" },\n";
    let library = library(&format!("{main}{PAGE}{annex}"));
    let fonts = fonts();
    let cases = [
        (6, 0, "頭 1 2 3 4 5 | 頭 6 認証"),
        (6, 1, "頭 1 2 3 4 5 6 | 別1 認証"),
        (9, 7, "頭 1 2 3 4 5 6 7 8 9 | 別1 別2 別3 別4 別5 別6 | 別7 認証"),
    ];
    for (rows, others, expected) in cases {
        let list = |n: usize| record(&format!("1*{n}"))["{\"明細\":".len()..].to_owned();
        let (main, annex) = (list(rows), list(others));
        let annex = if others == 0 { "[]}" } else { &annex };
        let record =
            format!("{{\"明細\":{},\"別表\":{annex}", main.trim_end_matches('}').to_owned());
        let pages = pages(&library, &record, &fonts).expect("fits");
        let shown: Vec<String> = pages.iter().map(|page| words(page).join(" ")).collect();
        assert_eq!(shown.join(" | "), expected);
        check("annex", &pages, rows);
    }
}

/// What a column prints for an empty value, and where it is void.
#[test]
fn columns_say_what_is_empty() {
    let column = |keys: &str| {
        let items = items("table", "more = \"next_page\"");
        library(&items.replace("cell = \"\" }", &format!("cell = \"{{金額}}\", {keys} }}")))
    };
    let fonts = fonts();
    let shown = |keys: &str| {
        let pages = pages(&column(keys), &record("5 -"), &fonts);
        pages.map_or_else(|errors| errors.join("; "), |pages| words(&pages[0]).join(" "))
    };
    assert_eq!(shown("blank = \"【空欄】\""), "頭 1 5 2 【空欄】");
    assert_eq!(shown("void_when = \"not has(数)\""), "頭 1 5 2 ＊＊＊");
    assert_eq!(shown("blank = \"省略\", void_when = \"数 = 5\""), "頭 1 ＊＊＊ 2 省略");
    assert_eq!(shown("required = true"), "C002 - field=明細[2].金額");
}

/// Blocks that are missing on the last page leave room there: no box stands over another.
#[test]
fn lint_knows_the_last_page() {
    let fonts = fonts();
    let lint = |keys: &str| {
        let form = form::load(&library(&items("repeat", keys)), LAYOUT).expect("good");
        let found = form::lint(&form, &fonts).into_iter().filter(|found| found.code.0 == "L110");
        found.count()
    };
    assert_eq!(lint("last_down = 3"), 0);
    assert_eq!(lint("form_last_down = 3"), 1);
    assert_eq!(lint("more = \"refuse\""), 1);
}
