use super::*;
use crate::compose::testing::{
    field, fixed, fonts, form, hole, item, label, mm, path, plain, record, words,
};
use crate::compose::work::Overflow;
use crate::expression::{Builtin, Expr, Piece, Template};
use crate::form::SheetMark;
use crate::form::{
    Attempt, Beyond, Column, EmptyBlock, EndMark, Fit, Flow, FlowChild, Item, Kind, LastWord, More,
    On, Para, Repeat, Span, Style, Table,
};
use crate::length::{Length, Point};
use crate::mark::Symbology;
use crate::page::{self, Draw, Role};

fn compose(form: &Form, record: &Record, mode: Mode) -> Result<Composed, Vec<Diagnostic>> {
    let params = Params::default();
    Composer::new(form, &params, fonts(), mode)?.desk().compose(record, "test.json")
}

fn pages(form: &Form, record: &Record) -> Vec<Page> {
    match compose(form, record, Mode::Live) {
        Ok(composed) => composed.document.pages,
        Err(errors) => panic!("refused: {:?}", codes(&errors)),
    }
}

fn codes(errors: &[Diagnostic]) -> Vec<&'static str> {
    errors.iter().map(|error| error.code.0).collect()
}

fn refused(form: &Form, record: &Record) -> Vec<&'static str> {
    compose(form, record, Mode::Live).err().map(|errors| codes(&errors)).unwrap_or_default()
}

fn texts(items: &[page::Item]) -> Vec<String> {
    let text = |item: &page::Item| match &item.draw {
        Draw::Text(run) => Some(run.text.clone()),
        _ => None,
    };
    items.iter().filter_map(text).collect()
}

/// `#page/#pages`.
fn page_number(order: u32) -> Item {
    let number = |builtin| Piece::Hole(Expr::Builtin(builtin));
    let template =
        vec![number(Builtin::Page), Piece::Words("/".to_owned()), number(Builtin::Pages)];
    field(order, mm(90, 285, 30, 6), Template(template), plain())
}

fn members(more: More, empty: EmptyBlock) -> Vec<Item> {
    let name = field(12, mm(20, 0, 60, 8), hole(path(0, "氏名")), plain());
    let items = vec![
        label(11, mm(0, 0, 20, 8), fixed("氏名"), plain()),
        Item { id: Some("氏名".to_owned()), ..name },
    ];
    let repeat = Repeat {
        list: path(1, "世帯員"),
        origins: (0..4).map(|i| Point::new(Length::mm(15), Length::mm(20 + i * 50))).collect(),
        size: mm(0, 0, 180, 50).size,
        items,
        more,
        empty,
        end_mark: Some(EndMark {
            text: "以下余白".to_owned(), target: Some("氏名".to_owned())
        }),
        on_last: None,
    };
    vec![
        item(10, mm(15, 20, 180, 50), Kind::Repeat(repeat)),
        page_number(20),
        Item {
            on: On::FormLast, ..label(21, mm(15, 260, 90, 6), fixed("認証する。"), plain())
        },
    ]
}

const NINE: [&str; 9] =
    ["見本一", "見本二", "見本三", "見本四", "見本五", "見本六", "見本七", "見本八", "見本九"];

#[test]
fn nine_members_take_three_sheets() {
    let form = form(members(More::NextPage, EmptyBlock::Frame));
    let pages = pages(&form, &record("見本市", &NINE));
    let variable: Vec<Vec<String>> = pages.iter().map(|page| texts(&page.items)).collect();
    assert_eq!(variable[0], ["見本一", "見本二", "見本三", "見本四", "1/3"]);
    assert_eq!(variable[2], ["見本九", "以下余白", "3/3"]);
    let fixed: Vec<Vec<String>> = pages.iter().map(|page| texts(&page.fixed.items)).collect();
    assert_eq!(fixed[0], ["氏名"; 4]);
    assert_eq!(fixed[2], ["氏名", "氏名", "氏名", "氏名", "認証する。"]);
    let names: Vec<&str> = pages.iter().map(|page| page.fixed.name.as_str()).collect();
    assert_eq!(names, ["main.first", "main.rest", "main.rest.form_last"]);
    let third = pages[2].items.first().and_then(|item| item.name.as_deref());
    assert_eq!(third, Some("世帯員[9].氏名"));
}

#[test]
fn sheets_for_any_number_of_members() {
    let form = form(members(More::NextPage, EmptyBlock::None));
    for (count, sheets) in [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (20, 5), (99, 25)] {
        let pages = pages(&form, &record("見本市", &vec!["見本"; count]));
        let drawn = pages.iter().flat_map(|page| texts(&page.items));
        assert_eq!((pages.len(), drawn.filter(|text| text == "見本").count()), (sheets, count));
    }
}

#[test]
fn fixed_and_variable_merge_in_reading_order() {
    let form = form(members(More::NextPage, EmptyBlock::Frame));
    let page = &pages(&form, &record("見本市", &["見本一", "見本二"]))[0];
    let mut items: Vec<page::Item> = page.fixed.items.clone();
    items.extend(page.items.iter().cloned());
    items.sort_by_key(|item| item.order);
    let expected =
        ["氏名", "見本一", "氏名", "見本二", "氏名", "以下余白", "氏名", "1/1", "認証する。"];
    assert_eq!(texts(&items), expected);
}

#[test]
fn more_members_than_places_are_refused() {
    let form = form(members(More::Refuse, EmptyBlock::Frame));
    assert_eq!(refused(&form, &record("見本市", &NINE)), ["C003"]);
}

#[test]
fn too_many_pages_are_refused() {
    let form = form(members(More::NextPage, EmptyBlock::Frame));
    assert_eq!(refused(&form, &record("見本市", &vec!["見本"; 8_001])), ["C004"]);
}

#[test]
fn a_text_longer_than_its_box_is_refused_with_its_place() {
    let form = form(vec![field(1, mm(15, 20, 30, 8), hole(path(0, "住所")), plain())]);
    let Err(errors) = compose(&form, &record(&"見".repeat(200), &[]), Mode::Live) else {
        panic!("200 characters do not fit 30 mm")
    };
    assert_eq!(codes(&errors), ["C001"]);
    let Some(Place::Record(place)) = errors[0].places.first() else { panic!("no record") };
    assert_eq!((place.record, place.field.as_deref()), (7, Some("住所")));
    assert!(errors[0].args.iter().all(|(_, value)| !value.contains('見')));
}

#[test]
fn what_left_its_base_is_told() {
    let attempts =
        vec![Attempt { size: (Length::pt(10), Length::pt(5)), lines: 1, condense_pct: (100, 100) }];
    let fit =
        Fit { name: "shrink".to_owned(), attempts, beyond: Beyond::Nowhere, last: LastWord::Limit };
    let style = Style { fit, ..plain() };
    let form = form(vec![field(1, mm(15, 20, 30, 8), hole(path(0, "住所")), style)]);
    let Ok(composed) = compose(&form, &record(&"見".repeat(20), &[]), Mode::Live) else {
        panic!("limit never refuses")
    };
    let found = &composed.findings[0];
    assert_eq!((found.record, found.field.as_str(), found.attempt), (7, "住所", Some(0)));
    // 30 mm = 85.04 pt: 17 characters of 5 pt.
    assert_eq!((found.size, found.lost), (Length::pt(5), 3));
}

#[test]
fn a_run_has_the_last_word() {
    let form = form(vec![field(1, mm(15, 20, 30, 8), hole(path(0, "住所")), plain())]);
    let params = Params::default();
    let run = |overflow: Overflow| {
        let composer = Composer::new(&form, &params, fonts(), Mode::Live).expect("fixed layers");
        let composed =
            composer.on_overflow(overflow).desk().compose(&record(&"見".repeat(20), &[]), "f");
        composed.map(|c| (texts(&c.document.pages[0].items), c.findings))
    };
    // 30 mm hold 8 characters of 10 pt.
    let (texts, findings) = run(Overflow::Limit).expect("limit never refuses");
    assert_eq!((texts, findings[0].lost), (vec!["見".repeat(8)], 12));
    let (texts, findings) = run(Overflow::Blank).expect("blank never refuses");
    assert_eq!((texts, findings[0].lost), (Vec::<String>::new(), 20));
    let Err(errors) = run(Overflow::Refuse) else { panic!("refuse refuses") };
    assert_eq!(codes(&errors), ["C001"]);
}

#[test]
fn a_group_of_a_page_has_one_size() {
    let attempts =
        vec![Attempt { size: (Length::pt(10), Length::pt(4)), lines: 1, condense_pct: (100, 100) }];
    let fit = Fit {
        name: "shrink".to_owned(),
        attempts,
        beyond: Beyond::Nowhere,
        last: LastWord::Refuse,
    };
    let style = Style { fit, same_size: Some("names".into()), ..plain() };
    let name = field(2, mm(0, 0, 30, 8), hole(path(0, "氏名")), style.clone());
    let repeat = Repeat {
        list: path(1, "世帯員"),
        origins: vec![Point::default(), Point::new(Length::ZERO, Length::mm(10))],
        size: crate::length::Size::new(Length::mm(30), Length::mm(8)),
        items: vec![name],
        more: More::NextPage,
        empty: EmptyBlock::Frame,
        end_mark: None,
        on_last: None,
    };
    let form = form(vec![
        field(0, mm(15, 100, 30, 8), hole(path(0, "住所")), style),
        item(1, mm(15, 20, 30, 8), Kind::Repeat(repeat)),
    ]);
    let long = "見".repeat(12);
    let Ok(composed) = compose(&form, &record("市", &["子", &long, "郎"]), Mode::Live) else {
        panic!("all fit")
    };
    let sizes = |page: usize| -> Vec<Length> {
        let items = &composed.document.pages[page].items;
        let size = |item: &page::Item| match &item.draw {
            Draw::Text(run) => Some(run.size),
            _ => None,
        };
        items.iter().filter_map(size).collect()
    };
    // 12 characters in 85.04 pt: 7.0 pt. The second page has no long name.
    assert_eq!(sizes(0), [Length::pt(7); 3]);
    assert_eq!(sizes(1), [Length::pt(10); 2]);
    let found: Vec<&str> = composed.findings.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(found, ["住所", "世帯員[1].氏名", "世帯員[2].氏名"]);
}

#[test]
fn what_no_attempt_holds_stands_on_the_annex_sheet() {
    let fit = Fit {
        name: "f".to_owned(),
        attempts: vec![],
        beyond: Beyond::Annex,
        last: LastWord::Refuse,
    };
    let style = Style { fit, ..plain() };
    let place = |y| mm(15, y, 40, 8);
    let mut form = form(vec![
        field(0, place(20), hole(path(0, "住所")), style.clone()),
        item(
            1,
            mm(15, 40, 40, 8),
            Kind::Repeat(Repeat {
                list: path(1, "世帯員"),
                origins: vec![Point::new(Length::mm(15), Length::mm(40))],
                size: crate::length::Size::new(Length::mm(40), Length::mm(8)),
                items: vec![field(2, mm(0, 0, 40, 8), hole(path(0, "氏名")), style)],
                more: More::NextPage,
                empty: EmptyBlock::Frame,
                on_last: None,
                end_mark: None,
            }),
        ),
        page_number(3),
    ]);
    let looks = || std::sync::Arc::new(plain());
    let annex =
        crate::form::Annex { word: "別紙".to_owned(), label_style: looks(), style: looks() };
    let annex = item(4, mm(15, 20, 100, 20), Kind::Annex(annex));
    form.parts.push(Part {
        name: "annex".to_owned(),
        paper: form.parts[0].paper.clone(),
        printable: Length::ZERO,
        envelopes: Vec::new(),
        when: None,
        side: crate::form::Side::Any,
        void: String::new(),
        items: vec![annex, page_number(5)],
    });
    let long = "見".repeat(60);
    let Ok(composed) = compose(&form, &record(&"市".repeat(30), &["子", &long]), Mode::Live)
    else {
        panic!("the annex holds all")
    };
    let pages: Vec<Vec<String>> =
        composed.document.pages.iter().map(|page| texts(&page.items)).collect();
    // 100 mm hold 28 characters of 10 pt, 20 mm a label and 4 lines.
    let sheet = [
        vec!["別紙１のとおり".to_owned(), "子".to_owned(), "1/4".to_owned()],
        vec!["別紙１のとおり".to_owned(), "別紙２のとおり".to_owned(), "2/4".to_owned()],
        vec!["別紙１　住所".to_owned(), "市".repeat(28), "市".repeat(2), "3/4".to_owned()],
        vec![
            "別紙２　世帯員２　氏名".to_owned(),
            "見".repeat(28),
            "見".repeat(28),
            "見".repeat(4),
            "4/4".to_owned(),
        ],
    ];
    assert_eq!(pages, sheet);
    let found: Vec<(&str, Option<usize>, usize)> =
        composed.findings.iter().map(|f| (f.field.as_str(), f.annex, f.lost)).collect();
    assert_eq!(found, [("住所", Some(1), 0), ("世帯員[2].氏名", Some(2), 0)]);
    assert_eq!(self::pages(&form, &record("市", &["子"])).len(), 1, "no annex sheet");
}

#[test]
fn more_lines_at_the_base_size_are_not_told() {
    let attempts = vec![Attempt {
        size: (Length::pt(10), Length::pt(10)),
        lines: 2,
        condense_pct: (100, 100),
    }];
    let fit =
        Fit { name: "wrap".to_owned(), attempts, beyond: Beyond::Nowhere, last: LastWord::Refuse };
    let style = Style { fit, ..plain() };
    let form = form(vec![field(1, mm(15, 20, 30, 12), hole(path(0, "住所")), style)]);
    let Ok(composed) = compose(&form, &record(&"見".repeat(12), &[]), Mode::Live) else {
        panic!("two lines of eight hold twelve characters")
    };
    assert_eq!(composed.findings, []);
}

#[test]
fn missing_characters_are_told_by_code_point() {
    let form = form(vec![field(1, mm(15, 20, 90, 8), hole(path(0, "住所")), plain())]);
    let Err(errors) = compose(&form, &record("見\u{1F600}本", &[]), Mode::Live) else {
        panic!("no face has this character")
    };
    assert_eq!(codes(&errors), ["G001"]);
    assert!(errors[0].args.iter().any(|(_, value)| value == "U+1F600"));
}

/// text; codes and the argument `code_points`; for a sequence also its collection and MJ
#[test]
fn what_cannot_be_drawn_is_told_by_its_cause() {
    let form = form(vec![field(1, mm(15, 20, 90, 8), hole(path(0, "住所")), plain())]);
    for (text, expected) in [
        (
            "葛\u{E0100}葛\u{E0102}",
            &["G002", "U+845B U+E0100", "Adobe-Japan1", "MJ022335 (U+845B U+E0102)"][..],
        ),
        ("辻\u{E01EF}", &["G002", "U+8FBB U+E01EF", "none"]),
        ("\u{7}", &["G003", "U+0007"]),
        ("\u{E000}\u{100000}", &["G004", "U+E000, U+100000"]),
        ("山\u{F4001}", &["G004", "U+F4001"]),
    ] {
        let errors = compose(&form, &record(text, &[]), Mode::Live).err().unwrap_or_default();
        assert_eq!(codes(&errors), expected[..1], "{}", text.escape_unicode());
        for word in &expected[1..] {
            let told = errors[0].args.iter().any(|(_, value)| value.contains(word));
            assert!(told, "{word}: {:?}", errors[0].args);
        }
    }
}

#[test]
fn each_sequence_is_told_once_and_by_itself() {
    let form = form(vec![field(1, mm(15, 20, 90, 8), hole(path(0, "住所")), plain())]);
    let text = "葛\u{E0100}辻\u{E01EF}葛\u{E0100}";
    assert_eq!(refused(&form, &record(text, &[])), ["G002", "G002"]);
}

#[test]
fn the_features_of_a_style_set_its_words() {
    let last = |forms| {
        let style = Style { forms, ..plain() };
        let form =
            form(vec![label(1, mm(15, 20, 90, 8), fixed("「カタログ」、（見本）。"), style)]);
        let items = pages(&form, &record("", &[])).remove(0).fixed;
        let run = items.items.iter().find_map(|item| match &item.draw {
            Draw::Text(run) => run.glyphs.last().copied(),
            _ => None,
        });
        run.unwrap_or_else(|| panic!("the words are drawn")).x
    };
    let (plain, tight) = (last(chohyo_fonts::Forms::NONE), last(chohyo_fonts::Forms::PROPORTIONAL));
    assert!(tight < plain, "{tight} {plain}");
}

#[test]
fn a_glyph_by_its_name_is_drawn_in_the_mj_face() {
    let gothic = Style { font: chohyo_fonts::FontRole::Gothic, ..plain() };
    let glyph = vec![Expr::Literal(crate::expression::Literal::Text("\u{F0002}".to_owned()))];
    let call = Expr::Call(crate::expression::Function::Mj, glyph);
    let template = Template(vec![Piece::Words("梦".to_owned()), Piece::Hole(call)]);
    let form = form(vec![label(1, mm(15, 20, 90, 8), template, gothic)]);
    let pages = pages(&form, &record("", &[]));
    let dump = page::dump(&page::Document { pages }, fonts());
    assert!(dump.contains("ipamjm 10pt \"梦{MJ014004}\""), "{dump}");
}

#[test]
fn an_empty_required_field_is_refused() {
    let mut words = words(hole(path(0, "住所")), plain(), Role::Value);
    words.required = true;
    let cell = Kind::Cell { label: None, field: Some(words) };
    let form = form(vec![item(1, mm(15, 20, 90, 8), cell)]);
    assert_eq!(refused(&form, &record("", &[])), ["C002"]);
}

#[test]
fn a_layout_that_does_not_fit_is_told_before_any_record() {
    let form = form(vec![label(1, mm(15, 20, 5, 8), fixed("外国人住民"), plain())]);
    let params = Params::default();
    let Err(errors) = Composer::new(&form, &params, fonts(), Mode::Live) else {
        panic!("the label does not fit")
    };
    assert_eq!(codes(&errors), ["C008"]);
}

#[test]
fn specimens_are_marked_under_everything() {
    let form = form(vec![label(1, mm(15, 20, 50, 8), fixed("氏名"), plain())]);
    let Ok(composed) = compose(&form, &record("", &[]), Mode::Specimen) else { panic!("composes") };
    let fixed = &composed.document.pages[0].fixed.items;
    assert_eq!(texts(fixed), ["見", "本", "氏名"]);
    assert!(fixed[..2].iter().all(|item| item.role == Role::Artifact && item.order == 0));
}

fn rows(more: More) -> Table {
    let cell = |template| words(template, plain(), Role::Cell);
    let column = |head: &str, template| Column {
        width: Length::mm(60),
        grade: None,
        head: cell(fixed(head)),
        cell: cell(template),
    };
    Table {
        list: path(1, "世帯員"),
        columns: vec![
            column("番号", hole(Expr::Builtin(Builtin::No))),
            column("氏名", hole(path(0, "氏名"))),
        ],
        outer: None,
        head: Length::mm(8),
        row: Length::mm(10),
        repeat_head: true,
        more,
        on_last: None,
        keep_next: None,
        breaks: None,
        end_mark: None,
        empty: EmptyBlock::None,
        carry_head: None,
        page_foot: None,
        carry_foot: None,
        foot: None,
    }
}

#[test]
fn tables_go_on_between_rows() {
    // 48 mm hold a head of 8 mm and four rows of 10 mm.
    let form = form(vec![item(1, mm(15, 20, 120, 48), Kind::Table(rows(More::NextPage).into()))]);
    for (count, sheets) in [(0, 1), (4, 1), (5, 2), (8, 2), (100, 25)] {
        let pages = pages(&form, &record("", &vec!["見本"; count]));
        assert_eq!(pages.len(), sheets, "{count} rows");
        let drawn: Vec<String> = pages.iter().flat_map(|page| texts(&page.items)).collect();
        assert_eq!(drawn.iter().filter(|text| *text == "見本").count(), count);
        assert_eq!(drawn.iter().filter(|text| *text == "番号").count(), sheets);
    }
    let refusing =
        self::form(vec![item(1, mm(15, 20, 120, 48), Kind::Table(rows(More::Refuse).into()))]);
    assert_eq!(refused(&refusing, &record("", &["見本"; 5])), ["C003"]);
}

fn letter() -> Form {
    let child = |item| FlowChild {
        item,
        keep: None,
        keep_with_next: false,
        row: None,
        align: crate::form::Align::Left,
    };
    let para = |text: &str| {
        let span = Span {
            template: fixed(text),
            style: None,
            underline: false,
            strike: false,
            ruby: None,
        };
        let style = plain().into();
        let (hang, indent) = (Length::ZERO, Length::ZERO);
        Kind::Para(Para { spans: vec![span], style, role: Role::Note, hang, indent })
    };
    let bare = |order, kind| Item { areas: Vec::new(), ..item(order, mm(0, 0, 0, 0), kind) };
    let children = vec![
        child(bare(2, para("次のとおり通知します。"))),
        child(bare(3, Kind::Table(rows(More::NextPage).into()))),
        child(bare(4, para("お問い合わせ先"))),
    ];
    let flow =
        |children| Flow { name: "body".to_owned(), gap: Length::mm(2), on_last: None, children };
    form(vec![
        Item { on: On::Rest, ..item(1, mm(15, 20, 170, 100), Kind::Flow(flow(Vec::new()))) },
        Item { on: On::First, ..item(5, mm(15, 80, 170, 60), Kind::Flow(flow(children))) },
    ])
}

#[test]
fn a_growing_table_pushes_what_follows() {
    let form = letter();
    let short = pages(&form, &record("", &["見本"; 3]));
    assert_eq!(short.len(), 1);
    assert_eq!(texts(&short[0].items).last().map(String::as_str), Some("お問い合わせ先"));
    let long = pages(&form, &record("", &["見本"; 11]));
    assert_eq!(long.len(), 2);
    let second = texts(&long[1].items);
    assert_eq!(second.first().map(String::as_str), Some("番号"));
    assert_eq!(second.last().map(String::as_str), Some("お問い合わせ先"));
}

#[test]
fn the_same_record_gives_the_same_pages() {
    let form = letter();
    let record = record("", &NINE);
    let show = |pages: Vec<Page>| format!("{pages:?}");
    assert_eq!(show(pages(&form, &record)), show(pages(&form, &record)));
}

#[test]
fn composers_serve_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Composer>();
}

/// A 36th reprint has no digit: the record is refused, and no other number is printed.
#[test]
fn what_a_mark_cannot_say_refuses_the_record() {
    let code = Kind::Mark(SheetMark::Code(Symbology::Code39));
    let (form, params) = (form(vec![item(10, mm(100, 280, 92, 8), code)]), Params::default());
    let bars = |copy| {
        let composer = Composer::new(&form, &params, fonts(), Mode::Live)?;
        let composer = composer.printing(Printing { copy, ..Printing::default() })?;
        let composed = composer.desk().compose(&record("見本市", &["見本一"]), "test.json")?;
        Ok(composed.document.pages.iter().map(|page| page.items.len()).sum::<usize>())
    };
    assert!(bars(35).is_ok_and(|bars| bars > 100));
    assert_eq!(bars(36).map_err(|errors: Vec<Diagnostic>| codes(&errors)), Err(vec!["C030"]));
}
