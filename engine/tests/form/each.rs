//! `each` in flows over pages, as lines of data in `each.txt`; and, for many records, that nothing
//! is lost.

use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::form::{self, Form, Params};
use chohyo_engine::page::{Draw, Page};
use chohyo_engine::record::{self, Format};
use chohyo_engine::source::Library;
use chohyo_fonts::FontSet;

use crate::numbers::Numbers;
use crate::support::{fonts, line};

const LAYOUT: &str = "000-shiken/0009999/1.0.toml";

const HEAD: &str = r#"[form]
id = "0009999"
id_status = "provisional"
name = "積む（見本）"
business = "000"
edition = "1.0"
kind = "notice"
record = "people"
basis = "reconstructed"
unused = []

[[part]]
name = "main"
paper = "A4 portrait"
items = [
  { on = "rest", at = "x20 y20 w60 h100 mm", flow = "a" },
  { on = "first", at = "x20 y20 w60 h100 mm", flow = "a", items = [
"#;

/// A heading of 20 mm, a matter of 10 mm, a name of 10 mm.
const WORDS: [(&str, &str); 3] = [
    ("SMALLNAME", r#"{ h_mm = 10, group = [{ at = "x0 y0 w60 h10 mm", field = "{名}" }] }"#),
    ("SMALL", r#"{ h_mm = 10, group = [{ at = "x0 y0 w60 h10 mm", field = "{種}" }] }"#),
    ("ROW", r#"{ h_mm = 20, group = [{ at = "x0 y0 w60 h20 mm", field = "{名}{#no}" }] }"#),
];

const RECORD: &str = r#"[record]
id = "people"
name = "人の記録"
basis = "provisional"
source = "試験"

[[group]]
name = "root"
items = [
  { name = "題", type = "text" },
  { name = "人", list = "person", max = 500 },
]

[[group]]
name = "person"
items = [
  { name = "名", type = "text", required = true },
  { name = "注", type = "text" },
  { name = "除籍", type = "flag", default = false },
  { name = "事項", list = "matter", max = 500 },
]

[[group]]
name = "matter"
items = [{ name = "種", type = "text", required = true }]
"#;

/// A fragment in the scope of the element where it is used.
const ENTRY: &str = r#"[fragment]
name = "entry"
flow = true
scope = "element"
args = [{ name = "mark", type = "text" }]
[[part]]
items = [{ h_mm = 10, group = [{ at = "x0 y0 w60 h10 mm", field = "{$mark}{種}{名}{#no}" }] }]
"#;

fn library(children: &str) -> Library {
    let children =
        WORDS.iter().fold(children.to_owned(), |text, (word, child)| text.replace(word, child));
    let mut library = Library::default();
    library.add_text(LAYOUT, format!("{HEAD}{children}\n  ] }},\n]\n"));
    library.add_text("records/people.toml", RECORD.to_owned());
    library.add_text("common/entry.toml", ENTRY.to_owned());
    library
}

fn form(children: &str) -> Form {
    form::load(&library(children), LAYOUT)
        .unwrap_or_else(|errors| panic!("{:?}", errors.iter().map(line).collect::<Vec<_>>()))
}

/// A record from words: `甲:xy` a member with two matters, `甲!` one that is struck off.
fn record(words: &str) -> String {
    let matters = |marks: &str| {
        let marks = marks.replace('*', "xxxxxxxxxx");
        let matters: Vec<String> =
            marks.chars().map(|mark| format!(r#"{{"種":"{mark}"}}"#)).collect();
        matters.join(",")
    };
    let person = |word: &str| {
        let (name, marks) = word.split_once(':').unwrap_or((word, ""));
        let struck = name.ends_with('!');
        let (name, matters) = (name.trim_end_matches('!'), matters(marks));
        format!(r#"{{"名":"{name}","除籍":{struck},"事項":[{matters}]}}"#)
    };
    let words = words.split_whitespace().filter(|word| *word != "0");
    let people: Vec<String> = words.map(person).collect();
    format!(r#"{{"題":"題","人":[{}]}}"#, people.join(","))
}

fn pages(form: &Form, record: &str, fonts: &FontSet) -> Result<Vec<Page>, String> {
    let params = Params::defaults(form);
    let composer = Composer::new(form, &params, fonts, Mode::Live).expect("the layout is good");
    let mut records = record::read(Cursor::new(record), Format::Json, &form.schema, "x.json");
    let record = records.next().expect("one record").unwrap_or_else(|_| panic!("{record}"));
    let composed = composer.desk().compose(&record, "x.json");
    composed
        .map(|composed| composed.document.pages)
        .map_err(|errors| errors.iter().map(line).collect::<Vec<_>>().join("; "))
}

fn words(page: &Page) -> Vec<String> {
    let drawn = page.items.iter().filter_map(|item| match &item.draw {
        Draw::Text(run) => Some(run.text.clone()),
        _ => None,
    });
    drawn.collect()
}

fn shown(pages: &[Page]) -> String {
    let pages: Vec<String> = pages.iter().map(|page| words(page).join(" ")).collect();
    pages.join(" | ")
}

#[test]
fn elements_over_pages() {
    let fonts = fonts();
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in include_str!("each.txt").split("\n\n") {
        let lines: Vec<&str> = case.lines().filter(|l| !l.starts_with('#')).collect();
        let [name, children, rest @ ..] = &lines[..] else { continue };
        let form = form(children);
        for line in rest {
            count += 1;
            let (elements, expected) = line.split_once(" = ").expect("elements = words");
            let found = match pages(&form, &record(elements), &fonts) {
                Ok(pages) => shown(&pages),
                Err(codes) => codes,
            };
            if found != expected {
                wrong
                    .push(format!("{name}, {elements}\n  expected {expected}\n  found    {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 20, "{count} cases");
}

/// Whatever is kept with what: every matter of every member once, in order, none of it below the
/// region.
#[test]
fn nothing_is_lost_over_pages() {
    let fonts = fonts();
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for round in 0..60 {
        let flag = |numbers: &mut Numbers| ["false", "true"][numbers.below(2)];
        let children = format!(
            "{{ each = \"人\", keep = {}, gap_mm = {}, items = [\
             {{ keep_with_next = {}, h_mm = {}, group = [{{ at = \"x0 y0 w60 h10 mm\", field = \"{{名}}\" }}] }}, \
             {{ each = \"事項\", keep = {}, items = [{{ keep_with_next = {}, h_mm = {}, group = \
             [{{ at = \"x0 y0 w60 h5 mm\", field = \"{{種}}\" }}] }}] }}] }}",
            flag(&mut numbers),
            numbers.below(4),
            flag(&mut numbers),
            10 + numbers.below(30),
            flag(&mut numbers),
            flag(&mut numbers),
            5 + numbers.below(60),
        );
        let form = form(&children);
        let mut people: Vec<String> = Vec::new();
        for _ in 0..numbers.below(12) {
            let matters: String =
                (0..numbers.below(9)).map(|n| "uvwxyzuvw".chars().nth(n).unwrap_or('x')).collect();
            people.push(format!("甲{}:{matters}", people.len()));
        }
        let expected: Vec<String> = people
            .iter()
            .flat_map(|person| {
                let (name, matters) = person.split_once(':').expect("a colon");
                std::iter::once(name.to_owned()).chain(matters.chars().map(String::from))
            })
            .collect();
        let pages = pages(&form, &record(&people.join(" ")), &fonts).expect("fits");
        let found: Vec<String> = pages.iter().flat_map(words).collect();
        assert_eq!(found, expected, "round {round}: {children}");
        let low = pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.draw {
            Draw::Text(run) => Some(run.origin.y.to_emu()),
            _ => None,
        });
        assert!(low.max().unwrap_or(0) <= 120 * 36_000, "round {round}: {children}");
    }
}

/// A field of an element is called by its elements, also where it is refused.
#[test]
fn messages_name_the_element() {
    let children = "{ each = \"人\", items = [{ each = \"事項\", items = [{ h_mm = 10, group = \
                    [{ at = \"x0 y0 w60 h10 mm\", field = \"{種}\" }] }] }, { h_mm = 10, group = \
                    [{ at = \"x0 y0 w60 h10 mm\", field = \"{注}\", required = true }] }] }";
    let refused = pages(&form(children), &record("甲:x"), &fonts()).err();
    assert_eq!(refused.as_deref(), Some("C002 - field=人[1].注"));
    let high = "{ each = \"人\", items = [{ h_mm = 110, name = \"台紙\", group = [] }] }";
    let found = form::load(&library(high), LAYOUT).err().unwrap_or_default();
    assert_eq!(found.first().map(|error| error.code.0), Some("L032"));
}

/// What an element binds counts as printed, and the 諸元表 has its rows.
#[test]
fn lint_and_spec_know_the_elements() {
    let children = "{ para = \"{題}\" }, { each = \"人\", when = \"count(人) > 0\", items = [\
                    { min_mm = 10, label_mm = 20, label = \"氏名\", field = \"{名}{注}\", when = \"not 除籍\" }, \
                    { table = \"事項\", row_mm = 10, columns = [{ w_mm = 60, head = \"種\", cell = \"{種}\" }] }] }";
    let form = form(children);
    let found: Vec<String> = form::lint(&form, &fonts()).iter().map(line).collect();
    assert!(found.is_empty(), "{found:?}");
    let rows: Vec<String> = form::spec(&form)
        .iter()
        .map(|row| format!("{} {} {:?}", row.label, row.words, row.when))
        .collect();
    let expected = [
        " {題} []",
        "氏名 {名}{注} [\"count(人) > 0\", \"not 除籍\"]",
        "種 {種} [\"count(人) > 0\"]",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn elements_nest_only_so_deep() {
    let nested = |depth: usize| {
        let open = "{ each = \"人\", items = [".repeat(depth);
        let close = "] }".repeat(depth);
        let children = format!("{open}{{ para = \"{{名}}\" }}{close}");
        let found = form::load(&library(&children), LAYOUT).err().unwrap_or_default();
        found.iter().map(|error| error.code.0).collect::<Vec<_>>()
    };
    assert!(nested(form::limits::EACH_DEPTH).is_empty());
    assert_eq!(nested(form::limits::EACH_DEPTH + 1), ["L061"]);
}

/// A row has the frame of its `outer` however high it grows; slots say once what is empty.
#[test]
fn rows_have_an_outer_frame() {
    let row =
        "{ min_mm = 10, label_mm = 20, label = \"氏名\", field = \"{名}\", outer = \"frame\" }";
    let mut library = library(&format!("{{ each = \"人\", items = [{row}] }}"));
    let text = library
        .text(LAYOUT)
        .expect("there")
        .text
        .replace("[[part]]", "[pen]\nframe = { width_mm = 0.4 }\n\n[[part]]");
    library.add_text(LAYOUT, text);
    let form = form::load(&library, LAYOUT).expect("good");
    let pages = pages(&form, &record("甲 乙"), &fonts()).expect("fits");
    let frames: Vec<(i64, i64)> = pages[0]
        .items
        .iter()
        .filter_map(|item| match &item.draw {
            Draw::Frame(frame) => Some(frame.area),
            _ => None,
        })
        .map(|area| (area.origin.y.to_emu() / 36_000, area.size.width.to_emu() / 36_000))
        .collect();
    assert_eq!(frames, [(20, 60), (30, 60)]);
}

/// `blank` of slots is that of its candidates, unless they have their own.
#[test]
fn slots_say_once_what_is_empty() {
    let placed = "{ h_mm = 30, group = [{ at = [\"x0 y0 w20 h9 mm | x20 w40\", \
                  \"x0 y10 w20 h9 mm | x20 w40\", \"x0 y20 w20 h9 mm | x20 w40\"], blank = \"＊\", slots = [\
                  { label = \"い\", field = \"{題}\" }, { label = \"ろ\", field = \"{if(has(人), '', '')}\" }, \
                  { label = \"は\", field = \"{if(has(人), '', '')}\", blank = \"なし\" }] }] }";
    let pages = pages(&form(placed), &record("甲"), &fonts()).expect("fits");
    assert_eq!(shown(&pages), "い 題 ろ ＊ は なし");
}

/// `address()` joins the items of one group only: those of an address around it are another's.
#[test]
fn addresses_are_of_one_group() {
    let children = "{ para = \"{address(住所)}\" }, { each = \"人\", items = [{ para = \"{名}{address(住所)}\" }] }";
    let mut library = library(children);
    let of_root = "{ name = \"住所_町字\", type = \"text\" }, { name = \"住所_方書\", type = \"text\" },\n  \
                   { name = \"住所_都道府県\", type = \"text\" },\n  { name = \"題\"";
    let of_person = "{ name = \"住所_都道府県\", type = \"text\" },\n  { name = \"住所_国外住所\", type = \"text\" },\n  \
                     { name = \"名\"";
    let text = RECORD.replace("{ name = \"題\"", of_root).replace("{ name = \"名\"", of_person);
    library.add_text("records/people.toml", text);
    let form = form::load(&library, LAYOUT)
        .unwrap_or_else(|errors| panic!("{:?}", errors.iter().map(line).collect::<Vec<_>>()));
    let json = r#"{"住所_都道府県":"見本県","住所_町字":"架空町","住所_方書":"見本荘","人":[
        {"名":"甲","住所_都道府県":"架空県"},
        {"名":"乙","住所_国外住所":"見本国"},{"名":"丙"}]}"#;
    let pages = pages(&form, json, &fonts()).expect("fits");
    assert_eq!(shown(&pages), "見本県架空町　見本荘 甲架空県 乙見本国 丙");
    let text = library.text(LAYOUT).expect("there").text.replace("address(住所)", "address(住処)");
    library.add_text(LAYOUT, text);
    let found: Vec<String> =
        form::load(&library, LAYOUT).err().iter().flatten().map(line).collect();
    assert!(found[0].starts_with("L074"), "{found:?}");
    assert!(found[0].contains("name=住処_都道府県"), "{found:?}");
}
