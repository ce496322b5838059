//! `check` against our own pages: right ones pass every rule, and every rule finds what it is for.

#[path = "../proof/forge.rs"]
#[expect(dead_code, reason = "the lies of the proofs need more of it")]
mod forge;
mod rest;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chohyo_engine::check::{Checker, RULES, Report, Verdict};
use chohyo_engine::form::Form;
use chohyo_engine::length::{Length, Point, Rect, Size};
use chohyo_engine::page::{Colour, Document, Draw, Fill, Item, Layer, Role, Rule, Stroke, TextRun};
use chohyo_engine::readback::{Limits, ReadDocument};
use chohyo_golden::{Case, Workspace, cases, each, folder};

static ROOT: LazyLock<&Path> = LazyLock::new(|| {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("golden/ is in the workspace")
});
static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace::read(&ROOT).expect("layouts and fonts"));
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| cases(&ROOT).expect("golden/cases.toml"));

fn made(case: &Case) -> (Form, Document) {
    let form = WORKSPACE.form(case).expect("a form");
    let params = folder::params(&WORKSPACE.library, &form, &case.params).expect("parameters");
    let document = WORKSPACE.document(case, &form, &params).expect("the case composes");
    (form, document)
}

/// What is said of pages, where other ones are meant.
fn check(form: &Form, meant: &Document, drawn: &Document) -> Report {
    let pdf = WORKSPACE.pdf(form, drawn).expect("a PDF");
    check_file(form, meant, pdf, Limits::default())
}

fn check_file(form: &Form, meant: &Document, pdf: Vec<u8>, limits: Limits) -> Report {
    let file = ReadDocument::open(pdf, limits).expect("a PDF");
    let mut checker = Checker::new(form, &WORKSPACE.fonts, &file);
    checker.record(meant, 1);
    checker.close()
}

#[test]
fn every_form_passes_all_rules_on_its_own_pages() {
    let forms: Vec<Case> = CASES.iter().filter(|case| !case.is_feature()).cloned().collect();
    assert!(forms.len() > 100);
    let told = each(&forms, |case| {
        let (form, document) = made(case);
        let report = check(&form, &document, &document);
        let found = report.findings.iter().map(|found| (found.code, found.measured.clone()));
        (case.name.clone(), found.collect::<Vec<_>>(), report.total().pass)
    });
    let wrong: Vec<_> = told.iter().filter(|(_, found, _)| !found.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(told.iter().all(|(_, _, passed)| *passed > 0));
}

/// The pages of a case by its name.
fn named(name: &str) -> (Form, Document) {
    made(CASES.iter().find(|case| case.name == name).expect("a golden case"))
}

/// A page of which the grid is the drawing of the standard.
fn page() -> (Form, Document) {
    named("0010003_sample")
}

fn text(item: &mut Item) -> &mut TextRun {
    match &mut item.draw {
        Draw::Text(run) => run,
        _ => panic!("a text"),
    }
}

/// The text of a role with the most characters.
fn word(items: &mut [Item], role: Role) -> &mut Item {
    let length = |item: &&mut Item| match &item.draw {
        Draw::Text(run) => run.clusters.len(),
        _ => 0,
    };
    items.iter_mut().filter(|item| item.role == role).max_by_key(length).expect("a text")
}

/// Hundredths of a millimetre.
fn length(hundredths: i64) -> Length {
    Length::emu(hundredths * 360)
}

fn moved(items: &mut [Item], role: Role, x: i64, y: i64) {
    let item = word(items, role);
    *item = item.clone().moved(Point::new(length(x), length(y)));
}

fn add(items: &mut Vec<Item>, draw: Draw) {
    items.push(Item { order: 9_999, role: Role::Artifact, name: None, draw });
}

fn strokes(items: &mut [Item], change: fn(&mut Stroke)) {
    for item in items {
        if let Draw::Frame(frame) = &mut item.draw {
            change(&mut frame.stroke);
        }
    }
}

/// As wide as any value.
const WIDE: Size = Size::new(Length::mm(150), Length::mm(3));

/// Name, the codes that must be among the findings, what is done to the page.
type Fault = (&'static str, &'static [&'static str], fn(&mut Vec<Item>));

const FAULTS: &[Fault] = &[
    ("a label is missing", &["K010"], |items| {
        let order = word(items, Role::Label).order;
        items.retain(|item| item.order != order);
    }),
    ("a label loses its last character", &["K011"], |items| cut(items, Role::Label)),
    ("a label is moved by 0.8 mm", &["K012"], |items| moved(items, Role::Label, 80, 0)),
    ("a label is raised by 0.8 mm", &["K012"], |items| moved(items, Role::Label, 0, -80)),
    ("a label is far too small", &["K013"], |items| {
        let run = text(word(items, Role::Label));
        run.size = run.size.scale(4, 10);
    }),
    ("a value is missing", &["K020"], |items| {
        let order = word(items, Role::Value).order;
        items.retain(|item| item.order != order);
    }),
    ("a value loses its last character", &["K021"], |items| cut(items, Role::Value)),
    ("a value is moved by 0.8 mm", &["K023"], |items| moved(items, Role::Value, 80, 0)),
    ("a value runs off the sheet", &["K024"], |items| {
        let item = word(items, Role::Value);
        let left = text(item).origin.x;
        *item = item.clone().moved(Point::new(-left - Length::mm(1), Length::ZERO));
    }),
    ("a value is far too large", &["K027"], |items| {
        let run = text(word(items, Role::Value));
        run.size = run.size.scale(3, 1);
    }),
    ("a value is red", &["K028"], |items| {
        text(word(items, Role::Value)).colour = Colour::Rgb(255, 0, 0);
    }),
    ("a value is white", &["K020", "K043"], |items| {
        text(word(items, Role::Value)).colour = Colour::Grey(255);
    }),
    ("a value is painted over", &["K020", "K043"], |items| {
        let at = text(word(items, Role::Value)).origin;
        let origin = at.offset(Point::new(-Length::mm(1), -Length::mm(8)));
        let area = Rect { origin, size: Size::new(Length::mm(150), Length::mm(10)) };
        add(items, Draw::Fill(Fill { area, colour: Colour::Grey(255) }));
    }),
    ("the lower half of a value is painted over", &["K024"], |items| {
        let at = text(word(items, Role::Value)).origin;
        let area = Rect { origin: at.offset(Point::new(Length::mm(-1), length(-100))), size: WIDE };
        add(items, Draw::Fill(Fill { area, colour: Colour::Grey(255) }));
    }),
    ("a white line strikes a value out", &["K024"], |items| {
        let from =
            text(word(items, Role::Value)).origin.offset(Point::new(Length::ZERO, length(-100)));
        let to = from.offset(Point::new(WIDE.width, Length::ZERO));
        let stroke =
            Stroke { width: length(40), dash: None, colour: Colour::Grey(255), double: false };
        add(items, Draw::Rule(Rule { from, to, stroke }));
    }),
    ("a value is printed twice", &["K021"], |items| {
        let by = Point::new(Length::mm(1), Length::mm(1));
        let again = Item { order: 9_999, ..word(items, Role::Value).clone().moved(by) };
        items.push(again);
    }),
    ("a text too many", &["K040"], |items| {
        let run = text(word(items, Role::Label)).clone();
        let at = Point::new(Length::mm(20), Length::mm(10));
        add(items, Draw::Text(TextRun { origin: at, ..run }));
    }),
    ("a rule too many", &["K035"], |items| {
        let (from, to) = (Length::mm(20), Length::mm(60));
        let stroke = Stroke { width: length(20), dash: None, colour: Colour::BLACK, double: false };
        let y = Length::mm(292);
        add(items, Draw::Rule(Rule { from: Point::new(from, y), to: Point::new(to, y), stroke }));
    }),
    ("a fill too many", &["K042"], |items| {
        let area = Rect::new(Length::mm(20), Length::mm(285), Length::mm(20), Length::mm(8));
        add(items, Draw::Fill(Fill { area, colour: Colour::Grey(200) }));
    }),
    ("no frames", &["K030"], |items| items.retain(|i| !matches!(i.draw, Draw::Frame(_)))),
    ("frames are moved by 1 mm", &["K031"], |items| {
        for item in items {
            if let Draw::Frame(frame) = &mut item.draw {
                frame.area = frame.area.offset(Point::new(Length::ZERO, Length::mm(1)));
            }
        }
    }),
    ("frames are thicker", &["K032"], |items| {
        strokes(items, |stroke| stroke.width = stroke.width * 2)
    }),
    ("frames are dashed", &["K034"], |items| {
        strokes(items, |stroke| stroke.dash = Some((Length::mm(1), Length::mm(1))));
    }),
    ("frames are blue", &["K034"], |items| {
        strokes(items, |stroke| stroke.colour = Colour::Rgb(0, 0, 255));
    }),
];

fn cut(items: &mut [Item], role: Role) {
    let run = text(word(items, role));
    let cluster = run.clusters.pop().expect("a cluster");
    run.text.truncate(cluster.text.start as usize);
    run.glyphs.truncate(cluster.glyphs.start as usize);
}

/// The page with a fault. All of it stands in the fixed layer, which changes nothing on paper.
fn faulty(meant: &Document, change: fn(&mut Vec<Item>)) -> Document {
    let mut drawn = meant.clone();
    let page = &mut drawn.pages[0];
    let mut items: Vec<Item> = page.fixed.items.iter().chain(&page.items).cloned().collect();
    change(&mut items);
    page.fixed = Arc::new(Layer { name: page.fixed.name.clone(), items });
    page.items.clear();
    drawn
}

#[test]
fn every_fault_is_found_by_its_rule() {
    let (form, meant) = page();
    let clean = check(&form, &meant, &faulty(&meant, |_| {}));
    assert!(clean.findings.is_empty());
    for (name, codes, change) in FAULTS {
        let report = check(&form, &meant, &faulty(&meant, *change));
        let found: BTreeSet<_> = report.findings.iter().map(|found| found.code).collect();
        assert!(codes.iter().all(|code| found.contains(code)), "{name}: {found:?}");
        assert!(!found.contains("K001") && !found.contains("K070"), "{name}: {found:?}");
    }
}

/// Rules of pictures of pages have their faults in `golden/tests/check_pictures.rs`.
const OF_PICTURES: std::ops::RangeInclusive<&str> = "K080"..="K099";

/// A rule that nothing makes fail is no rule.
#[test]
fn every_rule_has_a_planted_fault() {
    let counted = ["K001", "K003"];
    let planted: BTreeSet<&str> = FAULTS
        .iter()
        .flat_map(|(_, codes, _)| codes.iter().copied())
        .chain(rest::planted())
        .chain(counted)
        .collect();
    let rules = RULES.iter().map(|rule| rule.code).filter(|code| !OF_PICTURES.contains(code));
    let bare: Vec<&str> = rules.filter(|code| !planted.contains(code)).collect();
    assert!(bare.is_empty(), "no fault is planted for {bare:?}");
}

#[test]
fn paper_and_pages_are_counted() {
    let (form, meant) = page();
    let codes = |drawn: &Document| {
        let report = check(&form, &meant, drawn);
        report.findings.iter().map(|found| found.code).collect::<BTreeSet<_>>()
    };
    let mut drawn = meant.clone();
    drawn.pages[0].size.width += Length::mm(3);
    assert!(codes(&drawn).contains("K001"));
    let mut drawn = meant.clone();
    drawn.pages.push(meant.pages[0].clone());
    assert_eq!(codes(&drawn), BTreeSet::from(["K003"]));
}

/// Where the drawing of the standard is not known, another place is information.
#[test]
fn geometry_fails_only_by_the_standard() {
    let (form, meant) = named("0029001_sample");
    let mut drawn = meant.clone();
    for item in &mut drawn.pages[0].items {
        if matches!(item.draw, Draw::Text(_)) {
            *item = item.clone().moved(Point::new(Length::mm(1), Length::ZERO));
        }
    }
    let report = check(&form, &meant, &drawn);
    assert!(report.findings.iter().any(|found| found.code == "K023"));
    let failed: Vec<_> =
        report.findings.iter().filter(|found| found.verdict == Verdict::Fail).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

/// No value of a record stands in a finding.
#[test]
fn findings_hold_no_value() {
    let (form, meant) = page();
    let mut drawn = meant.clone();
    drawn.pages[0].items.clear();
    let report = check(&form, &meant, &drawn);
    let value = |item: &'_ Item| match &item.draw {
        Draw::Text(run) if item.role == Role::Value && run.clusters.len() > 3 => {
            Some(run.text.clone())
        }
        _ => None,
    };
    let values: Vec<String> = meant.pages[0].items.iter().filter_map(value).collect();
    assert!(report.total().fail > 10 && values.len() > 10);
    for found in &report.findings {
        let told = format!("{:?} {:?} {:?}", found.item, found.measured, found.expected);
        assert!(values.iter().all(|value| !told.contains(value.as_str())), "{told}");
    }
}
