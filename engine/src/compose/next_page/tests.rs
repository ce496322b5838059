use chohyo_fonts::charset::Mj;

use crate::compose::testing::{Random, field, fonts, form, hole, item, mm, path, plain, record};
use crate::compose::{Composed, Composer, Mode, Overflow};
use crate::diag::Diagnostic;
use crate::expression::{Builtin, Expr, Piece, Template};
use crate::form::{
    Align, Attempt, Beyond, EmptyBlock, Fit, Form, Item, Kind, LastWord, More, Para, Params,
    Repeat, Span, Style, VerticalAlign, Writing,
};
use crate::length::{Length, Point};
use crate::page::{Draw, Page, Role};
use crate::record::Record;

/// 10 pt, or two lines of 8 pt, or on the next sheets.
fn goes_on() -> Style {
    let size = (Length::pt(8), Length::pt(8));
    let attempts = vec![Attempt { size, lines: 2, condense_pct: (100, 100) }];
    let (beyond, last) = (Beyond::NextPage, LastWord::Refuse);
    Style { fit: Fit { name: "on".to_owned(), attempts, beyond, last }, ..plain() }
}

fn compose(form: &Form, record: &Record) -> Result<Composed, Vec<Diagnostic>> {
    let params = Params::default();
    Composer::new(form, &params, fonts(), Mode::Live)?.desk().compose(record, "test.json")
}

fn composed(form: &Form, record: &Record) -> Composed {
    let codes = |errors: Vec<Diagnostic>| errors.iter().map(|e| e.code.0).collect::<Vec<_>>();
    compose(form, record).unwrap_or_else(|errors| panic!("refused: {:?}", codes(errors)))
}

fn texts(page: &Page) -> Vec<String> {
    let mut items: Vec<_> = page.items.iter().collect();
    items.sort_by_key(|item| item.order);
    let text = |item: &crate::page::Item| match &item.draw {
        Draw::Text(run) => Some(run.text.clone()),
        _ => None,
    };
    items.into_iter().filter_map(text).collect()
}

/// `#page/#pages`.
fn page_number(order: u32) -> Item {
    let number = |builtin| Piece::Hole(Expr::Builtin(builtin));
    let words = vec![number(Builtin::Page), Piece::Words("/".to_owned()), number(Builtin::Pages)];
    field(order, mm(90, 285, 30, 6), Template(words), plain())
}

/// Blocks of one name, two on a page.
fn names(order: u32) -> Item {
    let repeat = Repeat {
        list: path(1, "世帯員"),
        origins: vec![Point::default(), Point::new(Length::ZERO, Length::mm(10))],
        size: mm(0, 0, 30, 8).size,
        items: vec![field(order + 1, mm(0, 0, 30, 8), hole(path(0, "氏名")), plain())],
        more: More::NextPage,
        empty: EmptyBlock::Frame,
        end_mark: None,
        on_last: None,
    };
    item(order, mm(15, 20, 30, 8), Kind::Repeat(repeat))
}

#[test]
fn a_value_goes_on_in_its_box_beside_blocks_that_go_on() {
    // 40 mm hold 14 characters of 8 pt; 9 mm hold three lines of it.
    let form = form(vec![
        field(0, mm(15, 100, 40, 9), hole(path(0, "住所")), goes_on()),
        names(1),
        page_number(3),
    ]);
    let address = "市".repeat(14 * 3 + 14 * 3 + 5);
    let line = || "市".repeat(14);
    let found = composed(&form, &record(&address, &["一", "二", "三"]));
    let pages: Vec<Vec<String>> = found.document.pages.iter().map(texts).collect();
    let full = || vec![line(), line(), line()];
    assert_eq!(pages[0], [full(), vec!["一".into(), "二".into(), "1/3".into()]].concat());
    assert_eq!(pages[1], [full(), vec!["三".into(), "2/3".into()]].concat());
    assert_eq!(pages[2], ["市".repeat(5), "3/3".to_owned()]);
    let tops = |page: &Page| {
        let top = |item: &crate::page::Item| match &item.draw {
            Draw::Text(run) if item.name.as_deref() == Some("住所") => Some(run.origin.y),
            _ => None,
        };
        page.items.iter().filter_map(top).min()
    };
    assert_eq!(tops(&found.document.pages[0]), tops(&found.document.pages[2]), "the same box");
    let [told] = &found.findings[..] else { panic!("told once: {:?}", found.findings) };
    assert_eq!((told.field.as_str(), told.sheets, told.lost), ("住所", Some(3), 0));
    assert_eq!((told.size, told.lines, told.attempt), (Length::pt(8), 7, Some(0)));
}

#[test]
fn what_fits_stands_on_every_sheet() {
    let form = form(vec![
        field(0, mm(15, 100, 40, 9), hole(path(0, "住所")), goes_on()),
        names(1),
        page_number(3),
    ]);
    // In two lines of the ladder; in the three that the box holds; blocks need the second sheet.
    for (count, lines) in [(28, vec![14, 14]), (30, vec![14, 14, 2])] {
        let found = composed(&form, &record(&"市".repeat(count), &["一", "二", "三"]));
        let value: Vec<String> = lines.iter().map(|n| "市".repeat(*n)).collect();
        let pages: Vec<Vec<String>> = found.document.pages.iter().map(texts).collect();
        assert_eq!(
            pages[0],
            [value.clone(), vec!["一".into(), "二".into(), "1/2".into()]].concat()
        );
        assert_eq!(pages[1], [value, vec!["三".into(), "2/2".into()]].concat());
        assert_eq!(found.findings[0].sheets, None);
    }
}

#[test]
fn a_box_without_room_for_a_line_has_the_last_word() {
    let mut style = goes_on();
    let make = |style: Style| form(vec![field(0, mm(15, 100, 2, 9), hole(path(0, "住所")), style)]);
    let codes = |form: &Form| -> Vec<&str> {
        let found = compose(form, &record("市市", &[]));
        found.err().iter().flatten().map(|error| error.code.0).collect()
    };
    assert_eq!(codes(&make(style.clone())), ["C001"], "2 mm hold no character of 8 pt");
    style.fit.last = LastWord::Blank;
    assert_eq!(composed(&make(style), &record("市市", &[])).findings[0].lost, 2);
    let low = form(vec![field(0, mm(15, 100, 40, 2), hole(path(0, "住所")), goes_on())]);
    assert_eq!(codes(&low), ["C001"], "no line of 8 pt is 2 mm high");
}

#[test]
fn a_run_s_own_last_word_is_not_asked_where_the_next_sheet_holds_all() {
    let form = form(vec![field(0, mm(15, 100, 40, 9), hole(path(0, "住所")), goes_on())]);
    let params = Params::default();
    let composer = Composer::new(&form, &params, fonts(), Mode::Live).expect("fixed layers");
    let record = record(&"市".repeat(60), &[]);
    let found =
        composer.on_overflow(Overflow::Refuse).desk().compose(&record, "f").expect("goes on");
    assert_eq!(found.document.pages.len(), 2);
}

/// LF09: a remark of 10,000 characters.
#[test]
fn ten_thousand_characters_go_on_over_sheets_each_once() {
    let remark: String = Mj::all().take(10_000).map(|mj| mj.text().as_str().to_owned()).collect();
    // 170 mm hold 60 characters of 8 pt, 100 mm 35 lines.
    let form = form(vec![
        field(0, mm(20, 100, 170, 100), hole(path(0, "住所")), goes_on()),
        page_number(1),
    ]);
    let found = composed(&form, &record(&remark, &[]));
    let pages = &found.document.pages;
    assert_eq!(pages.len(), 10_000_usize.div_ceil(60 * 35));
    let mut drawn = String::new();
    for (index, page) in pages.iter().enumerate() {
        let mut words = texts(page);
        assert_eq!(words.pop(), Some(format!("{}/{}", index + 1, pages.len())));
        drawn.extend(words);
    }
    assert!(drawn == remark, "every character once and in order");
    assert_eq!(found.findings[0].sheets, Some(pages.len()));
}

/// Words with spaces, brackets, names of places and line feeds.
fn words(random: &mut Random) -> String {
    let pieces =
        ["見本県", "見本市", "（", "）", "。", "、", "Maria ", "12,345", "　", "\n", "葛\u{E0102}"];
    (0..random.below(200)).map(|_| pieces[random.below(pieces.len())]).collect()
}

/// Every cluster is drawn once and in order, or counted as lost, in random boxes.
#[test]
fn every_cluster_is_drawn_once_or_counted() {
    let mut random = Random(162);
    let (mut divided, mut lost) = (0, 0);
    let number = |n: usize| i64::try_from(n).expect("small");
    for _ in 0..300 {
        let text = words(&mut random);
        let mut style = goes_on();
        style.align = [Align::Left, Align::Both, Align::Distribute, Align::Right][random.below(4)];
        style.valign = [VerticalAlign::Top, VerticalAlign::Middle][random.below(2)];
        style.fit.last = LastWord::Limit;
        if random.below(3) == 0 {
            style.writing = Writing::Vertical;
        }
        let area = mm(20, 20, 2 + number(random.below(60)), 2 + number(random.below(60)));
        let span = Span {
            template: hole(path(0, "住所")),
            style: None,
            underline: random.below(2) == 0,
            strike: false,
            ruby: None,
        };
        let para = Para {
            spans: vec![span],
            style: style.clone().into(),
            role: Role::Value,
            hang: Length::mm(number(random.below(2))),
            indent: Length::ZERO,
        };
        let one = match random.below(2) {
            0 => field(0, area, hole(path(0, "住所")), style),
            _ => item(0, area, Kind::Para(para)),
        };
        let found = composed(&form(vec![one]), &record(&text, &[]));
        let pages = &found.document.pages;
        let told = found.findings.first();
        let drawn: String = pages.iter().flat_map(texts).collect();
        let bare = |text: &str| text.replace([' ', '\u{3000}', '\n'], "");
        if told.is_some_and(|told| told.lost > 0) {
            assert!(pages.len() == 1 && bare(&text).starts_with(&bare(&drawn)));
            lost += 1;
            continue;
        }
        assert_eq!(bare(&drawn), bare(&text), "{area:?}");
        let sheets = told.and_then(|told| told.sheets);
        assert_eq!(sheets.unwrap_or(1), pages.len());
        divided += usize::from(sheets.is_some());
    }
    assert!(divided > 100 && lost > 5, "{divided} {lost}");
}
